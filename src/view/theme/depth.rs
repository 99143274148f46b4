//! How many colours a terminal has, and what a colour becomes on it.

use ratatui::style::Color;

/// Signs for the quarters of a scale, above and below zero.
const SHADES: [&str; 4] = ["·", "░", "▒", "█"];
const BELOW: [&str; 4] = ["·", "-", "=", "≡"];

/// The level of zero.
const ZERO: u8 = 127;

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

    /// A colour as it can be shown.
    pub(super) fn shade(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(indexed([r, g, b])),
            _ => colour,
        }
    }
}

/// A colour between two.
pub(super) fn mix(from: Color, to: Color, share: f64) -> Color {
    let (Color::Rgb(r, g, b), Color::Rgb(x, y, z)) = (from, to) else {
        return to;
    };

    // Half more, cut off, is the nearest whole number, which is none below zero here.
    let between = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share + 0.5) as u8;

    Color::Rgb(between(r, x), between(g, y), between(b, z))
}

/// How strong the colour of a share of the largest number is in a picture: of zero so strong that it is told from what is yet to
/// come.
pub(super) fn strength(share: f64) -> f64 {
    0.22 + 0.68 * share.abs().min(1.0)
}

/// Whether black is read better on a colour than white.
pub(super) fn is_bright(colour: Color) -> bool {
    luminance(colour) > 0.18
}

/// How bright a colour is, from 0 to 1, as the web's guidelines define it; 0 where it is no red, green and blue.
pub(super) fn luminance(colour: Color) -> f64 {
    let Color::Rgb(r, g, b) = colour else {
        return 0.0;
    };

    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };

    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The contrast of two colours, from 1 to 21, as the web's guidelines define it.
pub(super) fn contrast(one: Color, other: Color) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
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

/// A sign of how large a share is, from -1 to 1.
pub(in super::super) fn sign(share: f64) -> &'static str {
    let signs = if share < 0.0 { BELOW } else { SHADES };
    signs[((share.abs() * 4.0) as usize).min(3)]
}

/// A dot of a picture where there are few colours, its share from -1 to 1: one of the 256 colours that such a terminal does not have.
pub(in super::super) fn level(share: f64) -> Color {
    let above = (share.clamp(-1.0, 1.0) * f64::from(ZERO)).round();
    Color::Indexed((f64::from(ZERO) + above) as u8)
}

/// The share of such a dot.
pub(in super::super) fn share(colour: Color) -> Option<f64> {
    match colour {
        Color::Indexed(level) => Some((f64::from(level) - f64::from(ZERO)) / f64::from(ZERO)),
        _ => None,
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
