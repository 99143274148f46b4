//! Colours: what things are, not how they look, is what the drawing code says.

mod palette;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::field::Mark;
use crate::app::Theme;
use palette::Palette;

/// What a cell of the screen stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Words.
    Text,
    /// Labels and lines: there, but calm.
    Label,
    /// The program's and the scenario's name.
    Title,
    /// The input's numbers.
    Input,
    /// The padding's.
    Padding,
    /// The weights.
    Filter,
    /// The products.
    Product,
    /// The channels' sums.
    Sum,
    /// The bias.
    Bias,
    /// The output's numbers.
    Output,
    /// What is yet to come.
    Pending,
    /// The one thing to look at.
    Current,
    /// What the teacher says.
    Note,
    /// What went wrong, or an answer to the last key.
    Message,
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// All.
    #[default]
    True,
    /// The 256 of xterm.
    Indexed,
    /// The sixteen of old.
    Sixteen,
    /// None: bold, faint and reversed are what is left.
    None,
}

impl Depth {
    /// What a terminal says of itself: `NO_COLOR`, `COLORTERM` and `TERM`.
    #[must_use]
    pub fn of(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            Self::None
        } else if colorterm.is_some_and(|value| value == "truecolor" || value == "24bit")
            || term.contains("direct")
        {
            Self::True
        } else if term.contains("256") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// Signs for the quarters of a scale, from little to much.
const SHADES: [&str; 4] = ["·", "░", "▒", "█"];

/// A theme as a terminal can show it.
#[derive(Clone, Copy, Debug)]
pub struct Styles {
    palette: &'static Palette,
    depth: Depth,
}

impl Styles {
    /// A theme on a terminal of so many colours.
    #[must_use]
    pub fn new(theme: Theme, depth: Depth) -> Self {
        Self {
            palette: Palette::of(theme, depth),
            depth,
        }
    }

    /// The screen before anything is drawn.
    #[must_use]
    pub fn ground(self) -> Style {
        Style::new()
            .fg(self.shade(self.palette.text))
            .bg(self.shade(self.palette.ground))
    }

    /// How a role is drawn.
    #[must_use]
    pub fn of(self, role: Role) -> Style {
        let p = self.palette;
        let (colour, modifier) = match role {
            Role::Text => (p.text, Modifier::empty()),
            Role::Label => (p.label, Modifier::empty()),
            Role::Title => (p.title, Modifier::BOLD),
            Role::Input => (p.input, Modifier::empty()),
            Role::Padding => (p.padding, Modifier::DIM),
            Role::Filter => (p.filter, Modifier::empty()),
            Role::Product | Role::Sum => (p.product, Modifier::empty()),
            Role::Bias => (p.bias, Modifier::empty()),
            Role::Output => (p.output, Modifier::empty()),
            Role::Pending => (p.pending, Modifier::DIM),
            Role::Note => (p.text, Modifier::ITALIC),
            Role::Message => (p.bias, Modifier::BOLD),
            Role::Current if self.depth == Depth::None => {
                (p.mark, Modifier::BOLD | Modifier::REVERSED)
            }
            Role::Current => {
                return Style::new()
                    .fg(self.shade(p.on_mark))
                    .bg(self.shade(p.mark))
                    .bold();
            }
        };

        // Faint is a colour where there are colours.
        let modifier = if self.depth == Depth::None {
            modifier
        } else {
            modifier - Modifier::DIM
        };

        Style::new().fg(self.shade(colour)).add_modifier(modifier)
    }

    /// What lies behind the window.
    #[must_use]
    pub fn window(self) -> Style {
        let style = Style::new().bg(self.shade(self.palette.window));
        if self.depth == Depth::None {
            style.bold()
        } else {
            style
        }
    }

    /// One cell of the screen for two dots of a picture, the upper and the lower. Values go from -1 to 1: what is negative has
    /// the filters' colour, what is positive the output's.
    pub(super) fn dots(
        self,
        upper: (f64, Option<Mark>),
        lower: Option<(f64, Option<Mark>)>,
        cell: &mut Cell,
    ) {
        if matches!(self.depth, Depth::True | Depth::Indexed) {
            cell.set_symbol("▀").set_fg(self.heat(upper));
            if let Some(lower) = lower {
                cell.set_bg(self.heat(lower));
            }

            return;
        }

        let value = lower.map_or(upper.0, |lower| f64::midpoint(upper.0, lower.0));
        let shades = if value < 0.0 {
            ["·", "-", "=", "≡"]
        } else {
            SHADES
        };

        let shade = shades[((value.abs() * 4.0) as usize).min(3)];
        let mark = upper.1.max(lower.and_then(|lower| lower.1));
        let role = if value < 0.0 {
            Role::Filter
        } else {
            Role::Output
        };

        let style = match mark {
            Some(Mark::Current) => self.of(Role::Current),
            Some(Mark::Field) => self.of(role).patch(self.window()),
            None => self.of(role),
        };

        cell.set_symbol(shade).set_style(style);
    }

    /// What lies behind the words where a bar is as long as a number is large.
    pub(super) fn bar(self, negative: bool) -> Style {
        let p = self.palette;
        match self.depth {
            Depth::True | Depth::Indexed => Style::new().bg(self.shade(mix(
                p.ground,
                if negative { p.filter } else { p.output },
                0.35,
            ))),
            Depth::Sixteen | Depth::None => Style::new().reversed(),
        }
    }

    /// What lies behind a number where it is a share of the largest.
    pub(super) fn warmth(self, share: f64) -> Style {
        let p = self.palette;
        match self.depth {
            Depth::True | Depth::Indexed => {
                Style::new().bg(self.shade(mix(p.ground, p.input, 0.55 * share)))
            }
            Depth::Sixteen | Depth::None if share > 0.66 => Style::new().bold(),
            Depth::Sixteen | Depth::None => Style::new(),
        }
    }

    /// A sign of how large a share is, where colours cannot tell.
    pub(super) fn shade_of(self, share: f64) -> &'static str {
        match self.depth {
            Depth::True | Depth::Indexed => "",
            Depth::Sixteen | Depth::None => SHADES[((share * 4.0) as usize).min(3)],
        }
    }

    fn heat(self, (value, mark): (f64, Option<Mark>)) -> Color {
        let p = self.palette;
        let colour = mix(
            p.ground,
            if value < 0.0 { p.filter } else { p.output },
            value.abs().min(1.0),
        );

        self.shade(match mark {
            Some(Mark::Current) => p.mark,
            Some(Mark::Field) => mix(colour, p.input, 0.4),
            None => colour,
        })
    }

    fn shade(self, colour: Color) -> Color {
        match (self.depth, colour) {
            (Depth::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(indexed([r, g, b])),
            _ => colour,
        }
    }
}

/// A colour between two.
fn mix(from: Color, to: Color, share: f64) -> Color {
    let (Color::Rgb(r, g, b), Color::Rgb(x, y, z)) = (from, to) else {
        return to;
    };

    let between =
        |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;

    Color::Rgb(between(r, x), between(g, y), between(b, z))
}

/// The nearest of xterm's 6x6x6 colours and 24 greys.
fn indexed(rgb: [u8; 3]) -> u8 {
    const LEVELS: [i32; 6] = [0, 95, 135, 175, 215, 255];
    let [r, g, b] = rgb.map(i32::from);
    let distance = |[x, y, z]: [i32; 3]| (x - r).pow(2) + (y - g).pow(2) + (z - b).pow(2);
    let near = |n: i32| (0..6).min_by_key(|&i| (LEVELS[i] - n).abs()).unwrap_or(0);
    let cube = [near(r), near(g), near(b)];
    let grey = (((r + g + b) / 3 - 8 + 5) / 10).clamp(0, 23);

    if distance([8 + 10 * grey; 3]) < distance(cube.map(|i| LEVELS[i])) {
        232 + grey as u8
    } else {
        (16 + 36 * cube[0] + 6 * cube[1] + cube[2]) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_says_how_many_colours_it_has() {
        assert_eq!(
            Depth::of(None, Some("truecolor"), Some("xterm")),
            Depth::True
        );

        assert_eq!(
            Depth::of(None, None, Some("xterm-256color")),
            Depth::Indexed
        );

        assert_eq!(Depth::of(None, None, Some("linux")), Depth::Sixteen);
        assert_eq!(
            Depth::of(Some("1"), Some("truecolor"), Some("xterm")),
            Depth::None
        );

        assert_eq!(
            Depth::of(Some(""), Some("truecolor"), Some("xterm")),
            Depth::True
        );
    }

    #[test]
    fn the_nearest_of_256_colours() {
        assert_eq!(
            [
                indexed([0, 0, 0]),
                indexed([255, 0, 0]),
                indexed([128, 128, 128])
            ],
            [16, 196, 244]
        );
    }
}
