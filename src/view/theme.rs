//! Colours: what things are, not how they look, is what the drawing code says.

mod depth;
mod palette;
mod pictures;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Style};

use super::field::Dot;
use super::field::Mark;
use crate::app::Theme;
pub use depth::Depth;
use depth::{contrast, is_bright, mix, strength};
pub(super) use depth::{level, share, sign};
use palette::Palette;

/// What a cell of the screen stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Words.
    Text,
    /// Labels and lines: there, but calm.
    Label,
    /// The program's and the scenario's name.
    Title,
    /// The input's numbers.
    Input,
    Padding,
    /// The weights.
    Filter,
    Product,
    /// The channels' sums.
    Sum,
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

/// The contrast of the largest number's tile with the ground, on which a text of 4.5:1 must stand, and how strong the smallest
/// number's is beside it.
const STRONGEST_TILE: f64 = 2.8;
const WEAKEST_TILE: f64 = 0.25;

/// How strong the padding's numbers are in the window.
const FAINTER: f64 = 0.86;

/// Marks that are darker or brighter than these are lost on pictures, where this colour takes their place.
const DARK: f64 = 0.1;
const BRIGHT: f64 = 0.8;
const SPOT: Color = Color::Rgb(0xff, 0x8c, 0x00);

/// A theme as a terminal can show it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Styles {
    palette: Palette,
    depth: Depth,
}

impl Styles {
    /// A theme on a terminal of so many colours.
    #[must_use]
    pub(super) fn new(theme: Theme, depth: Depth) -> Self {
        Self {
            palette: Palette::of(theme, depth),
            depth,
        }
    }

    /// The screen before anything is drawn.
    #[must_use]
    pub(super) fn ground(self) -> Style {
        Style::new()
            .fg(self.seen(self.palette.text))
            .bg(self.seen(self.palette.ground))
    }

    /// How a role is drawn.
    #[must_use]
    pub(super) fn of(self, role: Role) -> Style {
        let style = Style::new().fg(self.seen(self.colour(role)));

        match role {
            Role::Title | Role::Message => style.bold(),
            Role::Note => style.italic(),
            // Faint is a colour where there are colours.
            Role::Padding | Role::Pending if self.depth == Depth::None => style.dim(),
            Role::Current if self.depth == Depth::None => style.bold().reversed(),
            Role::Current => style
                .fg(self.seen(self.palette.on_mark))
                .bg(self.seen(self.palette.mark))
                .bold(),
            _ => style,
        }
    }

    /// A role's colour, as the theme has it.
    fn colour(self, role: Role) -> Color {
        let p = self.palette;
        match role {
            Role::Text | Role::Note => p.text,
            Role::Label => p.label,
            Role::Title => p.title,
            Role::Input => p.input,
            Role::Padding => p.padding,
            Role::Filter => p.filter,
            Role::Product | Role::Sum => p.product,
            Role::Bias | Role::Message => p.bias,
            Role::Output => p.output,
            Role::Pending => p.pending,
            Role::Current => p.mark,
        }
    }

    /// A number in the window, and what lies behind it.
    #[must_use]
    pub(super) fn window(self) -> Style {
        Style::new()
            .fg(self.seen(self.palette.on_window))
            .bg(self.seen(self.palette.window))
            .bold()
    }

    /// A number in the window, on the window's own ground.
    pub(super) fn in_window(self) -> Style {
        Style {
            bg: None,
            ..self.window()
        }
    }

    /// A number of the padding in the window, on the window's own ground: fainter than the others.
    pub(super) fn padding_in_window(self) -> Style {
        let p = self.palette;
        let colour = mix(p.window, p.on_window, FAINTER);

        match self.depth {
            Depth::None => self.of(Role::Padding),
            _ => Style::new().fg(self.seen(colour)),
        }
    }

    /// What lies behind a number that the step has written beside the one to look at; nothing where there are too few colours.
    pub(super) fn fresh(self) -> Option<Color> {
        self.tint(self.palette.mark, 0.22)
    }

    /// The cell of a picture to look at: on greys and on the colours of maps.
    pub(super) fn spot(self) -> Option<Color> {
        let is_apart = (DARK..BRIGHT).contains(&depth::luminance(self.palette.mark));
        let spot = (!is_apart).then(|| self.seen(SPOT));

        spot.filter(|_| self.is_fine()).or(self.mark())
    }

    /// The cell of a picture that is being made.
    pub(super) fn awaited(self) -> Option<Color> {
        self.tint(self.palette.label, 0.6)
    }

    /// The window's ground in rows without gaps; of one that is not spoken of yet, fainter.
    pub(super) fn window_ground(self, is_lit: bool) -> Option<Color> {
        let p = self.palette;

        match self.depth {
            Depth::None => None,
            Depth::Sixteen => Some(p.window),
            _ if is_lit => Some(self.seen(p.window)),
            _ => Some(self.seen(mix(p.ground, p.window, 0.6))),
        }
    }

    /// A cell that the chosen weight has to do with.
    pub(super) fn used(self) -> Style {
        let p = self.palette;

        match self.depth {
            Depth::True | Depth::Indexed => Style::new()
                .fg(self.seen(p.on_mark))
                .bg(self.seen(mix(p.ground, p.bias, 0.7)))
                .bold(),
            Depth::Sixteen => self.window(),
            Depth::None => Style::new().bold(),
        }
    }

    /// Where one is, on the way through the network.
    pub(super) fn here(self) -> Style {
        let style = self.window();

        if self.depth == Depth::None {
            style.reversed()
        } else {
            style
        }
    }

    /// Whether there are colours at all.
    pub(super) fn has_colours(self) -> bool {
        self.depth != Depth::None
    }

    /// Whether there are so many colours that a picture's dots have their own; else they are shades.
    pub(super) fn is_fine(self) -> bool {
        matches!(self.depth, Depth::True | Depth::Indexed)
    }

    /// A grey of a photograph, from 0, black, to 1, white.
    pub(super) fn gray(self, share: f64) -> Color {
        self.light([share; 3])
    }

    /// A colour of a photograph: its red, green and blue, from 0 to 1.
    pub(super) fn light(self, shares: [f64; 3]) -> Color {
        if self.is_fine() {
            self.seen(self.shade(shares))
        } else {
            level(shares.iter().sum::<f64>() / 3.0)
        }
    }

    /// How a number is written on greys that are dark, or bright.
    pub(super) fn on_gray(self, is_dark: bool) -> Style {
        let level = if is_dark { 255 } else { 0 };
        let style = Style::new().bold();

        match self.depth {
            Depth::True | Depth::Indexed => style.fg(self.seen(Color::Rgb(level, level, level))),
            _ => style,
        }
    }

    /// The colour of a window's lattice; of one that is not spoken of yet, fainter.
    pub(super) fn lattice(self, is_lit: bool) -> Color {
        let p = self.palette;
        let share = if is_lit { 1.0 } else { 0.5 };
        self.seen(mix(p.ground, p.lattice, share))
    }

    /// What lies behind a number of a role: the stronger, the larger its share of the largest. Nothing where there are too
    /// few colours.
    pub(super) fn tile(self, role: Role, share: f64) -> Option<Color> {
        let strength = WEAKEST_TILE + (1.0 - WEAKEST_TILE) * share.abs().min(1.0);
        let colour = self.behind(role);
        self.tint(colour, strength * self.deepest(colour))
    }

    /// The colour of a role's tiles.
    fn behind(self, role: Role) -> Color {
        let tiles = self.palette.tiles;

        match role {
            Role::Input => tiles.input,
            Role::Filter => tiles.filter,
            Role::Product | Role::Sum => tiles.product,
            Role::Output => tiles.output,
            _ => self.colour(role),
        }
    }

    /// How strong a tile of a colour is at most.
    fn deepest(self, colour: Color) -> f64 {
        let ground = self.palette.ground;
        let far = |strength: f64| contrast(mix(ground, colour, strength), ground);
        let halve = |[low, high]: [f64; 2], _| match f64::midpoint(low, high) {
            middle if far(middle) < STRONGEST_TILE => [middle, high],
            middle => [low, middle],
        };

        (0..8).fold([0.0, 1.0], halve)[0]
    }

    /// A cell of a picture; what is negative has its role's complement.
    pub(super) fn dot(self, role: Role, share: f64) -> Color {
        let p = self.palette;
        let colour = match (role, share < 0.0) {
            (Role::Filter, true) => p.complement,
            (_, true) => p.tiles.filter,
            (role, false) => self.behind(role),
        };

        let fine = self.tint(colour, strength(share));
        fine.unwrap_or_else(|| level(share))
    }

    /// An empty tile, of what is yet to come or of padding.
    pub(super) fn blank(self) -> Option<Color> {
        self.tint(self.palette.label, 0.08)
    }

    /// A cell of a picture among those that one weight has to do with.
    pub(super) fn used_dot(self, role: Role, share: f64) -> Option<Color> {
        let own = mix(self.palette.ground, self.behind(role), strength(share));
        let used = mix(own, self.palette.mark, 0.4);

        self.is_fine().then(|| self.seen(used))
    }

    /// A stamp of a kernel on the output, and a number on its ground; where there are few colours, none.
    pub(super) fn stamp(self) -> Option<Style> {
        self.is_fine()
            .then(|| self.written_on(mix(self.palette.ground, self.palette.filter, 0.62)))
    }

    /// Behind the one thing to look at.
    pub(super) fn mark(self) -> Option<Color> {
        self.of(Role::Current).bg
    }

    /// How a number of a role is written on its tile.
    pub(super) fn on_tile(self, role: Role) -> Style {
        match self.depth {
            Depth::True | Depth::Indexed => {
                let p = self.palette;
                Style::new().fg(self.seen(mix(self.colour(role), p.text, 0.85)))
            }
            Depth::Sixteen | Depth::None => self.of(role),
        }
    }

    /// The same on the ground, where nothing else tells the role.
    pub(super) fn bare(self, role: Role) -> Style {
        match self.depth {
            Depth::True | Depth::Indexed => {
                let p = self.palette;
                Style::new().fg(self.seen(mix(self.colour(role), p.text, 0.3)))
            }
            Depth::Sixteen | Depth::None => self.of(role),
        }
    }

    /// A colour that goes, from 0 to 1; where shades are not to be had, it stays as it is.
    pub(super) fn faded(self, colour: Color, share: f64) -> Color {
        match self.depth {
            Depth::True if colour != Color::Reset => mix(colour, self.palette.ground, share),
            _ => colour,
        }
    }

    /// A role's colour, this strong on the ground; nothing where there are too few colours.
    fn tint(self, colour: Color, strength: f64) -> Option<Color> {
        let colour = || self.seen(mix(self.palette.ground, colour, strength));
        self.is_fine().then(colour)
    }

    /// How a count is written on its tile, which is the warmer the larger its share of the most is; a little less so where that tells it
    /// from its neighbour, or more where it would be written in another colour then. `None` where there are few colours.
    pub(super) fn warmth(self, share: f64, is_other: bool) -> Option<Style> {
        let behind = |strength| mix(self.palette.ground, self.palette.bias, strength);
        let own = 0.16 + 0.74 * share;
        let is_alike = |other| is_bright(behind(other)) == is_bright(behind(own));
        let seen = match [own - 0.07, own + 0.07] {
            _ if !is_other => own,
            [less, _] if is_alike(less) => less,
            [_, more] => more,
        };

        self.is_fine().then(|| self.written_on(behind(seen)))
    }

    /// Black or white, whichever is read better on a colour.
    pub(super) fn written_on(self, behind: Color) -> Style {
        let level = if is_bright(behind) { 0 } else { 255 };
        let written = self.seen(Color::Rgb(level, level, level));

        Style::new().fg(written).bg(self.seen(behind))
    }

    /// One cell of the screen for two dots of a picture, the upper and the lower, where they are, each with its colour. Values go
    /// from -1 to 1: where there are few colours, their signs are in that of the role, or of the filters.
    pub(super) fn dots(self, role: Role, dots: [Option<(Dot, Color)>; 2], cell: &mut Cell) {
        if self.is_fine() {
            let (symbol, front, behind) = match dots.map(|dot| Some(self.seen(dot?.1))) {
                [Some(upper), lower] => ("▀", upper, lower),
                [None, Some(lower)] => ("▄", lower, None),
                [None, None] => return,
            };

            cell.set_symbol(symbol).set_fg(front);

            if let Some(behind) = behind {
                cell.set_bg(behind);
            }

            return;
        }

        let dots = || dots.into_iter().flatten().map(|(dot, _)| dot);
        let Some(mark) = dots().map(|dot| dot.1).max() else {
            return;
        };

        let seen: Vec<f64> = dots().filter_map(|dot| dot.0).collect();
        let value = seen.iter().sum::<f64>() / seen.len().max(1) as f64;
        let role = if seen.is_empty() {
            Role::Pending
        } else if value < 0.0 {
            Role::Filter
        } else {
            role
        };

        let style = match mark {
            Some(Mark::Current) => self.of(Role::Current),
            Some(Mark::Field) => self.window(),
            Some(Mark::Other) | None => self.of(role),
        };

        cell.set_symbol(sign(value)).set_style(style);
    }

    /// What lies behind the words where a bar is as long as a number of a role is large; the words keep their colour.
    pub(super) fn bar(self, role: Role, is_negative: bool) -> Style {
        let own = if is_negative {
            self.palette.filter
        } else {
            self.colour(role)
        };

        match self.tint(own, 0.35) {
            Some(behind) => Style::new().bg(behind),
            None => Style::new().reversed(),
        }
    }

    /// A sign of how large a share is, where colours cannot tell.
    pub(super) fn shade_of(self, share: f64) -> &'static str {
        match self.depth {
            Depth::True | Depth::Indexed => "",
            Depth::Sixteen | Depth::None => sign(share),
        }
    }

    /// A colour as the terminal has it.
    pub(super) fn seen(self, colour: Color) -> Color {
        self.depth.shade(colour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_apart_in_every_theme() {
        let roles = [Role::Input, Role::Filter, Role::Product, Role::Output];
        let far = |a: Color, b: Color| match (a, b) {
            (Color::Rgb(r, g, b), Color::Rgb(x, y, z)) => {
                [(r, x), (g, y), (b, z)]
                    .map(|(a, b)| a.abs_diff(b))
                    .into_iter()
                    .max()
                    >= Some(0x38)
            }
            _ => a != b,
        };

        for (name, theme) in Theme::ALL {
            for depth in [Depth::True, Depth::Sixteen] {
                let styles = Styles::new(theme, depth);

                for (index, &role) in roles.iter().enumerate() {
                    let [one, mark] = [role, Role::Current].map(|role| styles.colour(role));
                    let mut others = roles[..index].iter().map(|&other| styles.colour(other));
                    assert!(
                        others.all(|other| far(one, other)),
                        "{name}, {depth:?}: {role:?}"
                    );
                    assert_ne!(one, mark, "{name}, {depth:?}: {role:?}");
                }
            }
        }
    }

    #[test]
    fn windows_are_seen_and_numbers_are_read_in_every_theme() {
        for (name, theme) in Theme::ALL {
            let styles = Styles::new(theme, Depth::True);
            let ground = styles.palette.ground;
            let least = |what: &str, a: Option<Color>, b: Color, least: f64| {
                let contrast = contrast(a.expect("a colour"), b);
                assert!(contrast >= least, "{name}: {what}: {contrast:.2}");
            };

            least("lattice", Some(styles.lattice(true)), ground, 3.0);
            least("window", styles.window().bg, ground, 3.0);

            least("current cell", styles.mark(), ground, 3.0);
            least("edge", Some(styles.read()), ground, 3.0);

            // The edge is told from the numbers on both of its sides.
            for (role, value) in [
                (Role::Output, -1.0),
                (Role::Output, 0.0),
                (Role::Output, 1.0),
                (Role::Input, 1.0),
            ] {
                for mark in [Mark::Field, Mark::Other] {
                    let beside = styles.heat(role, (Some(value), Some(mark)));
                    least("edge beside a number", Some(styles.read()), beside, 1.5);
                }
            }

            let zero = Some(styles.dot(Role::Output, 0.0));
            least(
                "zero in a picture",
                zero,
                styles.blank().expect("a tile"),
                1.2,
            );
            let stamp = styles.stamp().expect("a colour");

            for (what, style) in [("used cell", styles.used()), ("stamp", stamp)] {
                least(what, style.bg, ground, 3.0);
                least(what, style.fg, style.bg.expect("a tile"), 4.5);
            }

            least(
                "window's numbers",
                styles.window().fg,
                styles.palette.window,
                4.5,
            );
            least(
                "current",
                styles.of(Role::Current).fg,
                styles.palette.mark,
                4.5,
            );

            for role in [Role::Input, Role::Output, Role::Filter] {
                let bar = styles.bar(role, false).bg.expect("a bar");
                least("bar", styles.of(Role::Text).fg, bar, 4.5);
            }

            for share in 0..=20 {
                let style = styles.warmth(f64::from(share) / 20.0, share % 2 == 1);
                let style = style.expect("a tile");
                least("count", style.fg, style.bg.expect("a tile"), 4.5);
            }

            least(
                "padding in the window",
                styles.padding_in_window().fg,
                styles.palette.window,
                4.5,
            );

            let fresh = styles.fresh().expect("a tile");
            least("written", styles.of(Role::Text).fg, fresh, 4.5);

            // Around a window on a picture stands a line of the ground; the current cell is told from greys and from maps.
            for share in [0.0, 0.5, 1.0] {
                let dot = styles.dot(Role::Output, share);
                let spot = styles.spot().expect("a colour");
                assert_ne!(spot, dot, "{name}");
                assert!(contrast(spot, styles.gray(share)) >= 1.3, "{name}: {share}");
            }

            for (is_dark, shares) in [(true, [0.0, 0.46]), (false, [0.46, 1.0])] {
                for share in shares {
                    let written = styles.on_gray(is_dark).fg;
                    least("number on a grey", written, styles.gray(share), 4.5);
                }
            }

            for role in [Role::Text, Role::Label, Role::Note, Role::Message] {
                least("text", styles.of(role).fg, ground, 4.5);
            }

            for role in [
                Role::Input,
                Role::Filter,
                Role::Product,
                Role::Output,
                Role::Bias,
            ] {
                least("number", styles.of(role).fg, ground, 4.5);

                let strongest = styles.tile(role, 1.0);
                least("the largest number's tile", strongest, ground, 2.5);

                for share in [0.0, 0.5, 1.0] {
                    let tile = styles.tile(role, share).expect("a tile");
                    let what = format!("{role:?} on its tile at {share}");
                    least(&what, styles.on_tile(role).fg, tile, 4.5);
                }
            }
        }
    }
}
