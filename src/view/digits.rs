//! Equations in large digits, to be read from the last row: dots of half a line, or of a whole one.
//!
//! ```text
//! ▀▀█  ▄▄▄    three columns and five halves of a line a digit
//! ▀▀█
//! ▀▀▀
//! ```

use ratatui::style::Style;

use super::canvas::{Block, Canvas};

/// Rows of dots.
const ROWS: usize = 5;

/// The signs, row by row, a bit a dot; three dots wide unless they say otherwise.
const SIGNS: &[(char, usize, [u8; ROWS])] = &[
    ('0', 3, [0b111, 0b101, 0b101, 0b101, 0b111]),
    ('1', 3, [0b010, 0b110, 0b010, 0b010, 0b111]),
    ('2', 3, [0b111, 0b001, 0b111, 0b100, 0b111]),
    ('3', 3, [0b111, 0b001, 0b111, 0b001, 0b111]),
    ('4', 3, [0b101, 0b101, 0b111, 0b001, 0b001]),
    ('5', 3, [0b111, 0b100, 0b111, 0b001, 0b111]),
    ('6', 3, [0b111, 0b100, 0b111, 0b101, 0b111]),
    ('7', 3, [0b111, 0b001, 0b010, 0b010, 0b010]),
    ('8', 3, [0b111, 0b101, 0b111, 0b101, 0b111]),
    ('9', 3, [0b111, 0b101, 0b111, 0b001, 0b111]),
    ('+', 3, [0b000, 0b010, 0b111, 0b010, 0b000]),
    ('-', 3, [0b000, 0b000, 0b111, 0b000, 0b000]),
    ('−', 3, [0b000, 0b000, 0b111, 0b000, 0b000]),
    ('×', 3, [0b000, 0b101, 0b010, 0b101, 0b000]),
    ('=', 3, [0b000, 0b111, 0b000, 0b111, 0b000]),
    ('≈', 6, [0b01_1001, 0b10_0110, 0, 0b01_1001, 0b10_0110]),
    ('→', 4, [0b0000, 0b0010, 0b1111, 0b0010, 0b0000]),
    ('/', 3, [0b001, 0b001, 0b010, 0b100, 0b100]),
    ('(', 2, [0b01, 0b10, 0b10, 0b10, 0b01]),
    (')', 2, [0b10, 0b01, 0b01, 0b01, 0b10]),
    ('.', 1, [0, 0, 0, 0, 1]),
    (',', 1, [0, 0, 0, 1, 1]),
    ('·', 1, [0, 0, 1, 0, 0]),
    ('?', 3, [0b111, 0b001, 0b011, 0b000, 0b010]),
    ('…', 5, [0, 0, 0, 0, 0b10101]),
    ('^', 3, [0b010, 0b101, 0b000, 0b000, 0b000]),
    ('e', 3, [0b000, 0b111, 0b111, 0b100, 0b111]),
    ('m', 5, [0b00000, 0b11111, 0b10101, 0b10101, 0b10101]),
    ('a', 3, [0b000, 0b011, 0b101, 0b101, 0b011]),
    ('x', 3, [0b000, 0b101, 0b010, 0b101, 0b000]),
    (' ', 1, [0; ROWS]),
];

fn sign(wanted: char) -> Option<(usize, [u8; ROWS])> {
    SIGNS
        .iter()
        .find(|(sign, ..)| *sign == wanted)
        .map(|(_, width, rows)| (*width, *rows))
}

/// Columns that a text takes with dots of this size; `None` where a sign is missing.
pub(super) fn width(text: &str, size: u16) -> Option<u16> {
    let dots = text
        .chars()
        .map(|letter| sign(letter).map(|(width, _)| width + 1))
        .sum::<Option<usize>>()?;

    u16::try_from(dots.saturating_sub(1) * usize::from(size)).ok()
}

/// Lines that dots of this size take.
pub(super) fn lines(size: u16) -> u16 {
    (ROWS as u16 * size).div_ceil(2)
}

/// Draws a text, and returns the column after it.
pub(super) fn draw(
    canvas: &mut Canvas,
    [x, y]: [u16; 2],
    size: u16,
    text: &str,
    style: Style,
) -> u16 {
    let mut x = i32::from(x);
    let size = i32::from(size);

    for (width, rows) in text.chars().filter_map(sign) {
        let dots = (0..ROWS).flat_map(|row| (0..width).map(move |column| (row, column)));

        for (row, column) in
            dots.filter(|(row, column)| rows[*row] >> (width - 1 - column) & 1 == 1)
        {
            let dot = Block {
                x: x + column as i32 * size,
                top: 2 * i32::from(y) + row as i32 * size,
                width: size,
                height: size,
            };

            canvas.ink(dot, style.fg);
        }

        x += (width as i32 + 1) * size;
    }

    x as u16
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Color;

    use super::*;
    use crate::app::Theme;
    use crate::view::Depth;
    use crate::view::theme::Styles;

    #[test]
    fn two_is_larger_than_a_line() {
        let area = Rect::new(0, 0, 7, 3);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas {
            area,
            styles: Styles::new(Theme::Dark, Depth::None),
            buffer: &mut buffer,
        };

        draw(&mut canvas, [0, 0], 1, "2-", Style::new().fg(Color::Reset));
        let row = |y: u16| (0..7).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!([row(0), row(1), row(2)], ["▀▀█    ", "█▀▀ ▀▀▀", "▀▀▀    "]);
        assert_eq!(
            [width("2-", 1), width("2-", 2), width("q", 1)],
            [Some(7), Some(14), None]
        );
        assert_eq!([lines(1), lines(2)], [3, 5]);
    }
}
