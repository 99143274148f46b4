//! A matrix of numbers on the screen, with the window's edges around some of them.
//!
//! ```text
//! [ 0  1  1] 2  2      w columns a number, one before each: a gap, or an edge of the window
//! ```

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Where a matrix stands, and which part of it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    /// The column of its first gap.
    pub x: u16,
    /// The line of its first row.
    pub y: u16,
    /// The rows that are seen.
    pub rows: Range<usize>,
    /// The columns that are seen.
    pub columns: Range<usize>,
    /// Columns of a number.
    pub width: usize,
    /// Lines from one row to the next.
    pub leading: u16,
}

/// How a cell is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Glyph {
    /// The number, or a sign for it.
    pub text: String,
    pub style: Style,
    /// Whether it lies in the window: what lies behind it, and the style of the edges.
    pub window: Option<Style>,
}

impl Grid {
    /// Draws every cell that is seen, and cuts none: what would cross the area's edge is left out.
    pub(super) fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        glyph: impl Fn(usize, usize) -> Glyph,
    ) {
        for (line, row) in self.rows.clone().enumerate() {
            let y = self.y.saturating_add(line as u16 * self.leading);
            if y >= area.bottom() {
                return;
            }

            let (mut before, mut end): (Option<Style>, u16) = (None, self.x);

            for column in self.columns.clone() {
                let x = self.at(column);
                if x + 1 + self.width as u16 > area.right() {
                    break;
                }

                let Glyph {
                    text,
                    style,
                    window,
                } = glyph(row, column);

                if edge(buffer, x, y, before, window) && style.bg.is_none() {
                    // A gap has no colour of its own: with the number's, both are written in one go.
                    buffer[(x, y)].set_style(Style {
                        add_modifier: style.add_modifier,
                        ..Style::new().fg(style.fg.unwrap_or_default())
                    });
                }

                let text = format!("{text:>width$}", width = self.width);
                buffer.set_string(x + 1, y, text, window.unwrap_or_default().patch(style));
                (before, end) = (window, x + 1 + self.width as u16);
            }

            if end < area.right() {
                edge(buffer, end, y, before, None);
            }
        }
    }

    fn at(&self, column: usize) -> u16 {
        self.x + ((column - self.columns.start) * (self.width + 1)) as u16
    }
}

/// The gap between two cells: an edge where the window begins or ends; true if it is neither.
fn edge(buffer: &mut Buffer, x: u16, y: u16, before: Option<Style>, after: Option<Style>) -> bool {
    let (sign, style) = match (before, after) {
        (None, Some(style)) => ("[", style),
        (Some(style), None) => ("]", style),
        (Some(style), Some(_)) => (" ", style),
        (None, None) => return true,
    };

    buffer.set_string(x, y, sign, style);
    sign == " "
}

/// The part of `total` cells that is seen when `most` are, around what must be seen.
pub(super) fn around(seen: Range<usize>, total: usize, most: usize) -> Range<usize> {
    let most = most.min(total);
    let spare = most.saturating_sub(seen.len());
    let start = seen.start.saturating_sub(spare / 2).min(total - most);

    start..start + most
}

/// The part of `total` places that is seen when `most` are: the page of the one that is spoken of, so that this walks from place to
/// place and the others stay; the last page is full.
pub(super) fn page(current: usize, total: usize, most: usize) -> Range<usize> {
    let most = most.clamp(1, total.max(1)).min(total);
    let start = (current / most.max(1) * most).min(total - most);

    start..start + most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_edges_and_a_cut_matrix_whole_numbers() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 11, 2));
        let grid = Grid {
            x: 0,
            y: 0,
            rows: 0..2,
            columns: 0..4,
            width: 2,
            leading: 1,
        };

        grid.draw(buffer.area, &mut buffer, |row, column| Glyph {
            text: (10 * row + column).to_string(),
            style: Style::new(),
            window: (row == 0 && (1..3).contains(&column)).then(Style::new),
        });

        let text = |line: u16| {
            (0..11)
                .map(|x| buffer[(x, line)].symbol())
                .collect::<String>()
        };

        assert_eq!([text(0), text(1)], ["  0[ 1  2] ", " 10 11 12  "]);
    }

    #[test]
    fn a_page_turns_at_its_end() {
        let pages = [0, 6, 7, 9].map(|current| page(current, 10, 7));
        assert_eq!(pages, [0..7, 0..7, 3..10, 3..10]);
        assert_eq!([page(3, 5, 0), page(0, 0, 4)], [3..4, 0..0]);
    }

    #[test]
    fn what_must_be_seen_is_seen() {
        assert_eq!(
            [
                around(0..3, 9, 5),
                around(4..7, 9, 5),
                around(6..9, 9, 5),
                around(0..3, 2, 5)
            ],
            [0..5, 3..8, 4..9, 0..2]
        );
    }
}
