//! The columns of a network as one long strip, which is broken into rows as a text is into lines where that makes the maps larger.
//!
//! ```text
//! input   conv1   relu1
//! ▄▀█▄ ─▶ ▄▀█▄ ─▶ ▄▀█▄ ─▶      the strip's end: what follows stands below
//! conv2   add1    relu2
//! ▄▀█▄ ─▶ ▄▀█▄ ─▶ ▄▀█▄
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::blank;

/// Where a strip stands: the part of the screen for it, and in how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strip {
    body: Rect,
    pub rows: u16,
}

impl Strip {
    /// A strip on a part of the screen, in so many rows.
    pub(super) fn new(body: Rect, rows: u16) -> Self {
        Self { body, rows }
    }

    /// Lines of a row; one is left blank between two.
    fn height(self) -> u16 {
        ((self.body.height + 1) / self.rows).saturating_sub(1)
    }

    /// The part of the strip that is one row.
    pub(super) fn row(self, row: u16) -> Rect {
        Rect {
            x: self.body.x + row * self.body.width,
            height: self.height(),
            ..self.body
        }
    }

    /// All of it.
    fn whole(self) -> Rect {
        Rect {
            width: self.body.width.saturating_mul(self.rows),
            ..self.row(0)
        }
    }

    /// Draws on the strip, and puts its rows below each other.
    pub(super) fn draw(self, buffer: &mut Buffer, draw: impl FnOnce(&mut Buffer)) {
        if self.rows == 1 {
            return draw(buffer);
        }

        // What is read at the end of a row has its edge on the blank line below.
        let whole = Rect {
            height: self.height() + 1,
            ..self.whole()
        };

        let ground = buffer[(self.body.x, self.body.y)].style();
        let mut strip = blank(ground, whole);
        draw(&mut strip);

        for place in whole.positions() {
            if let Some(cell) = buffer.cell_mut(self.on_screen(place)) {
                *cell = strip[place].clone();
            }
        }
    }

    /// The row in which a column of the strip stands.
    pub(super) fn row_of(self, x: u16) -> u16 {
        x.saturating_sub(self.body.x) / self.body.width.max(1)
    }

    /// Where a place of the strip stands on the screen.
    fn on_screen(self, place: Position) -> Position {
        let row = self.row_of(place.x);

        Position {
            x: place.x - row * self.body.width,
            y: place.y + row * (self.height() + 1),
        }
    }

    /// The place of the strip that stands at one of the screen.
    pub(super) fn at(self, x: u16, y: u16) -> Position {
        let down = y.saturating_sub(self.body.y);
        let row = (down / (self.height() + 1)).min(self.rows - 1);

        Position {
            x: x + row * self.body.width,
            y: y - row * (self.height() + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_the_screen_is_one_of_the_strip() {
        let strip = Strip::new(Rect::new(0, 2, 40, 19), 2);

        for place in strip.whole().positions() {
            let seen = strip.on_screen(place);
            assert!(strip.body.contains(seen), "{place} is seen at {seen}");
            assert_eq!(strip.at(seen.x, seen.y), place);
        }
    }
}
