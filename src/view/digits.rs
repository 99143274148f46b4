//! Equations in large digits, to be read from the last row: dots of half a line, of a whole one, or as high but narrow.
//!
//! ```text
//! ▀▀█  ▄▄▄    three columns and five halves of a line a digit      ▀▌ ▄▖    narrow: two columns with the gap
//! ▀▀█                                                              ▀▌
//! ▀▀▀                                                              ▀▘
//! ```

use ratatui::style::{Modifier, Style};

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
    ('→', 5, [0b00100, 0b00010, 0b11111, 0b00010, 0b00100]),
    ('/', 3, [0b001, 0b001, 0b010, 0b100, 0b100]),
    ('(', 2, [0b01, 0b10, 0b10, 0b10, 0b01]),
    (')', 2, [0b10, 0b01, 0b01, 0b01, 0b10]),
    ('.', 1, [0, 0, 0, 0, 1]),
    (',', 1, [0, 0, 0, 1, 1]),
    ('·', 1, [0, 0, 1, 0, 0]),
    ('?', 3, [0b111, 0b001, 0b011, 0b000, 0b010]),
    ('…', 5, [0, 0, 0, 0, 0b10101]),
    ('^', 3, [0b010, 0b101, 0b000, 0b000, 0b000]),
    ('_', 3, [0, 0, 0, 0, 0b111]),
    ('|', 1, [1, 1, 1, 1, 1]),
    ('√', 4, [0b0011, 0b0010, 0b0010, 0b1010, 0b0110]),
    ('⌊', 2, [0b10, 0b10, 0b10, 0b10, 0b11]),
    ('⌋', 2, [0b01, 0b01, 0b01, 0b01, 0b11]),
    ('⌈', 2, [0b11, 0b10, 0b10, 0b10, 0b10]),
    ('⌉', 2, [0b11, 0b01, 0b01, 0b01, 0b01]),
    ('²', 2, [0b11, 0b01, 0b10, 0b11, 0]),
    ('³', 2, [0b11, 0b01, 0b11, 0b01, 0b11]),
    ('Φ', 5, [0b00100, 0b11111, 0b10101, 0b11111, 0b00100]),
    ('π', 5, [0, 0b11111, 0b01010, 0b01010, 0b01011]),
    ('a', 3, [0, 0b011, 0b101, 0b101, 0b011]),
    ('b', 3, [0b100, 0b110, 0b101, 0b101, 0b110]),
    ('c', 3, [0, 0b011, 0b100, 0b100, 0b011]),
    ('d', 3, [0b001, 0b011, 0b101, 0b101, 0b011]),
    ('e', 3, [0, 0b111, 0b111, 0b100, 0b111]),
    ('f', 3, [0b011, 0b100, 0b110, 0b100, 0b100]),
    ('g', 3, [0b011, 0b101, 0b011, 0b001, 0b110]),
    ('h', 3, [0b100, 0b110, 0b101, 0b101, 0b101]),
    ('i', 1, [1, 0, 1, 1, 1]),
    ('k', 3, [0b100, 0b101, 0b110, 0b110, 0b101]),
    ('l', 2, [0b10, 0b10, 0b10, 0b10, 0b11]),
    ('m', 5, [0, 0b11111, 0b10101, 0b10101, 0b10101]),
    ('n', 3, [0, 0b110, 0b101, 0b101, 0b101]),
    ('o', 3, [0, 0b111, 0b101, 0b101, 0b111]),
    ('r', 3, [0, 0b101, 0b110, 0b100, 0b100]),
    ('s', 3, [0, 0b011, 0b110, 0b011, 0b110]),
    ('t', 3, [0b010, 0b111, 0b010, 0b010, 0b011]),
    ('u', 3, [0, 0b101, 0b101, 0b101, 0b111]),
    ('x', 3, [0, 0b101, 0b010, 0b101, 0]),
    ('y', 3, [0b101, 0b101, 0b111, 0b001, 0b110]),
    (' ', 1, [0; ROWS]),
];

fn sign(wanted: char) -> Option<(usize, [u8; ROWS])> {
    SIGNS
        .iter()
        .find(|(sign, ..)| *sign == wanted)
        .map(|(_, width, rows)| (*width, *rows))
}

/// What quarters of a cell are filled by: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [&str; 16] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
];

/// How large a dot is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Size {
    /// Half a line high, and half a column wide.
    #[default]
    Narrow,
    /// So many halves of a line high, and as many columns wide.
    Blocks(u16),
}

impl Size {
    /// This one and the smaller ones, the largest first.
    pub(super) fn down(self) -> impl Iterator<Item = Self> {
        let blocks = match self {
            Self::Narrow => 0,
            Self::Blocks(size) => size,
        };

        (1..=blocks).rev().map(Self::Blocks).chain([Self::Narrow])
    }

    /// Half lines of a text, and lines.
    pub(super) fn halves(self) -> u16 {
        match self {
            Self::Narrow => ROWS as u16,
            Self::Blocks(size) => size * ROWS as u16,
        }
    }

    pub(super) fn lines(self) -> u16 {
        self.halves().div_ceil(2)
    }

    /// Columns of so many dots, and the gap after them.
    fn columns(self, dots: usize) -> usize {
        match self {
            Self::Narrow => (dots + 1).div_ceil(2),
            Self::Blocks(size) => usize::from(size) * dots + usize::from(self.gap()),
        }
    }

    /// Columns of the gap after a sign: half a dot, where that is whole; that of narrow dots lies within a column.
    pub(super) fn gap(self) -> u16 {
        match self {
            Self::Narrow => 0,
            Self::Blocks(size) => size.div_ceil(2),
        }
    }

    /// Columns that a text takes with the gap after it; `None` where a sign is missing.
    pub(super) fn columns_of(self, text: &str) -> Option<u16> {
        let columns = text
            .chars()
            .map(|letter| sign(letter).map(|(dots, _)| self.columns(dots)))
            .sum::<Option<usize>>()?;

        u16::try_from(columns).ok()
    }

    /// Columns that a text takes; `None` where a sign is missing.
    pub(super) fn width(self, text: &str) -> Option<u16> {
        Some(self.columns_of(text)?.saturating_sub(self.gap()))
    }

    /// Draws a text from a column and a half line on, and returns the column after it.
    pub(super) fn draw(
        self,
        canvas: &mut Canvas,
        [mut x, top]: [u16; 2],
        text: &str,
        style: Style,
    ) -> u16 {
        for (dots, rows) in text.chars().filter_map(sign) {
            match self {
                Self::Narrow => narrow(canvas, [x, top], (dots, rows), style),
                Self::Blocks(size) => blocks(canvas, ([x, top], size), (dots, rows), style),
            }

            x += self.columns(dots) as u16;
        }

        x
    }
}

/// A sign in dots of so many columns and halves of a line.
fn blocks(
    canvas: &mut Canvas,
    ([x, top], size): ([u16; 2], u16),
    (width, rows): (usize, [u8; ROWS]),
    style: Style,
) {
    let size = i32::from(size);
    let dots = (0..ROWS).flat_map(|row| (0..width).map(move |column| (row, column)));

    for (row, column) in dots.filter(|(row, column)| is_set(rows[*row], width, *column)) {
        let dot = Block {
            x: i32::from(x) + column as i32 * size,
            top: i32::from(top) + row as i32 * size,
            width: size,
            height: size,
        };

        canvas.ink(dot, style.fg);
    }
}

/// A sign in quarters of cells.
fn narrow(
    canvas: &mut Canvas,
    [x, top]: [u16; 2],
    (width, rows): (usize, [u8; ROWS]),
    style: Style,
) {
    let style = style.remove_modifier(Modifier::BOLD);

    for y in top / 2..(top + ROWS as u16).div_ceil(2) {
        for cell in 0..width.div_ceil(2) {
            let quarters = [(0, 0, 1), (0, 1, 2), (1, 0, 4), (1, 1, 8)];
            let filled = quarters.into_iter().filter(|(down, right, _)| {
                let row = (2 * y + down).checked_sub(top);
                let row = row.and_then(|row| rows.get(usize::from(row)));
                row.is_some_and(|row| is_set(*row, width, 2 * cell + right))
            });
            let sign = QUARTERS[filled.map(|(.., bit)| bit).sum::<usize>()];

            if sign != " " {
                canvas.text(x + cell as u16, y, sign, style);
            }
        }
    }
}

/// Whether a dot of a row is one of the sign's.
fn is_set(row: u8, width: usize, column: usize) -> bool {
    column < width && row >> (width - 1 - column) & 1 == 1
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Color;

    use super::*;
    use crate::app::Theme;
    use crate::nn::Activation;
    use crate::view::Depth;
    use crate::view::theme::Styles;

    #[test]
    fn two_is_larger_than_a_line() {
        let area = Rect::new(0, 0, 13, 3);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas {
            area,
            styles: Styles::new(Theme::Dark, Depth::None),
            buffer: &mut buffer,
        };

        let style = Style::new().fg(Color::Reset);
        Size::Blocks(1).draw(&mut canvas, [0, 0], "2-", style);
        Size::Narrow.draw(&mut canvas, [8, 0], "2.5", style);
        let row = |y: u16| (0..13).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(
            [row(0), row(1), row(2)],
            ["▀▀█     ▀▌ ▛▘", "█▀▀ ▀▀▀ ▛▘ ▀▌", "▀▀▀     ▀▘▘▀▘"]
        );
        assert_eq!(
            [Size::Blocks(1), Size::Blocks(2), Size::Narrow].map(|size| size.width("2.5")),
            [Some(9), Some(16), Some(5)]
        );
        assert_eq!(Size::Blocks(1).width("ß"), None);
        assert_eq!([Size::Blocks(1), Size::Blocks(2)].map(Size::lines), [3, 5]);
    }

    #[test]
    fn whatever_a_function_is_called_can_be_drawn() {
        for activation in Activation::ALL {
            for formula in [activation.formula(-1.0), activation.formula(1.0)] {
                // Between braces stand the names of numbers.
                let text: String = formula.split(['{', '}']).step_by(2).collect();
                assert!(Size::Narrow.width(&text).is_some(), "{text}");
            }
        }
    }
}
