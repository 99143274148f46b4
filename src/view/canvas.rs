//! What the stage is drawn on: the cells of the screen, each with an upper and a lower half. A half has a colour, or is ground.
//!
//! ```text
//! ▀ above, ▄ below, █ both: edges, tiles and pictures stand on half lines, which are about as high as a column is wide
//! ```

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::theme::Styles;

/// A rectangle of half lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its first column.
    pub x: i32,
    /// Its first half line; two make a line of the screen.
    pub top: i32,
    /// Columns.
    pub width: i32,
    /// Half lines.
    pub height: i32,
}

impl Block {
    /// With an edge of one column and half a line around it.
    pub(super) fn grown(self) -> Self {
        Self {
            x: self.x - 1,
            top: self.top - 1,
            width: self.width + 2,
            height: self.height + 2,
        }
    }

    /// Whether a column and a half line lie in it.
    pub(super) fn contains(self, [x, half]: [i32; 2]) -> bool {
        (self.x..self.x + self.width).contains(&x)
            && (self.top..self.top + self.height).contains(&half)
    }

    /// The part of it that lies in another.
    pub(super) fn within(self, other: Self) -> Self {
        let x = self.x.max(other.x);
        let top = self.top.max(other.top);
        let end = (self.x + self.width).min(other.x + other.width);
        let bottom = (self.top + self.height).min(other.top + other.height);

        Self {
            x,
            top,
            width: (end - x).max(0),
            height: (bottom - top).max(0),
        }
    }

    /// Its outermost columns and half lines: above, below, at the left and at the right.
    pub(super) fn edges(self) -> [Self; 4] {
        let across = |top| Self {
            top,
            height: 1,
            ..self
        };
        let down = |x| Self {
            x,
            width: 1,
            ..self
        };

        [
            across(self.top),
            across(self.top + self.height - 1),
            down(self.x),
            down(self.x + self.width - 1),
        ]
    }

    /// With half a line more above and below.
    pub(super) fn stretched(self) -> Self {
        Self {
            top: self.top - 1,
            height: self.height + 2,
            ..self
        }
    }
}

/// Part of the screen, with the colours that things have on it. Nothing is drawn outside of it.
pub(super) struct Canvas<'b> {
    pub area: Rect,
    pub styles: Styles,
    pub buffer: &'b mut Buffer,
}

impl Canvas<'_> {
    /// Fills a block; without a colour, with the ground.
    pub(super) fn fill(&mut self, block: Block, colour: Option<Color>) {
        self.cover(block, colour, false);
    }

    /// Fills a block of a letter with signs, `█` too: they need one ink, and are seen where only signs are.
    pub(super) fn ink(&mut self, block: Block, colour: Option<Color>) {
        self.cover(block, colour, true);
    }

    /// Fills both halves of a cell of the screen, `[column, line]`.
    pub(super) fn pair(&mut self, [x, line]: [i32; 2], halves: [Option<Color>; 2]) {
        let place = u16::try_from(x).ok().zip(u16::try_from(line).ok());

        if let Some((x, y)) = place.filter(|&place| self.area.contains(place.into())) {
            let look = Look::new(halves, self.styles.ground(), false);
            look.put(&mut self.buffer[(x, y)]);
        }
    }

    fn cover(&mut self, block: Block, colour: Option<Color>, is_ink: bool) {
        let left = block.x.max(i32::from(self.area.x));
        let right = (block.x + block.width).min(i32::from(self.area.right()));
        let top = block.top.max(2 * i32::from(self.area.y));
        let bottom = (block.top + block.height).min(2 * i32::from(self.area.bottom()));
        let ground = self.styles.ground();

        if top >= bottom || left >= right {
            return;
        }

        for line in top / 2..(bottom + 1) / 2 {
            let is_filled = [2 * line, 2 * line + 1].map(|half| (top..bottom).contains(&half));
            let cells = row(self.buffer, [left, right], line);

            // What lies under a whole line need not be looked at.
            if is_filled == [true; 2] {
                let look = Look::new([colour; 2], ground, is_ink);

                for cell in cells {
                    look.put(cell);
                }

                continue;
            }

            for cell in cells {
                let had = halves(cell, ground);
                let both = [0, 1].map(|half| if is_filled[half] { colour } else { had[half] });
                Look::new(both, ground, is_ink).put(cell);
            }
        }
    }

    /// The outermost columns and half lines of a block.
    pub(super) fn frame(&mut self, block: Block, colour: Option<Color>) {
        for edge in block.edges() {
            self.fill(edge, colour);
        }
    }

    /// What stands on a block of one colour, in another ink; what lies behind it stays.
    pub(super) fn reink(&mut self, block: Block, behind: Option<Color>, ink: Style) {
        let end = block.top + block.height;

        for y in block.top / 2..end / 2 {
            for x in block.x..block.x + block.width {
                let place = (x.max(0) as u16, y.max(0) as u16);

                let Some(cell) = self.buffer.cell_mut(place) else {
                    continue;
                };

                // Half a line is an edge, and keeps its colour.
                if Some(cell.bg) == behind && !["▀", "▄"].contains(&cell.symbol()) {
                    cell.set_style(ink);
                }
            }
        }
    }

    /// Writes a text at a place, cut to the area with an ellipsis; what lies behind it stays. Returns the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if x < self.area.x {
            return x;
        }

        super::put(self.buffer, self.area, x, y, text, style)
    }

    /// Writes a text into so many columns, cut with an ellipsis.
    pub(super) fn clipped(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) {
        let area = Rect {
            width: (x + width)
                .min(self.area.right())
                .saturating_sub(self.area.x),
            ..self.area
        };

        super::put(self.buffer, area, x, y, text, style);
    }

    /// Writes the first of some texts that fits into so many columns, or as much of the last as does.
    pub(super) fn fitting(&mut self, [x, y]: [u16; 2], width: u16, texts: &[String], style: Style) {
        let fits = |text: &&String| text.width() <= usize::from(width);

        if let Some(text) = texts.iter().find(fits).or(texts.last()) {
            self.clipped(x, y, width, text, style);
        }
    }

    /// Edges left and right of a block, where there are no colours to tell it.
    pub(super) fn brackets(&mut self, block: Block) {
        if self.styles.has_colours() {
            return;
        }

        let end = block.top + block.height;

        for line in block.top.div_euclid(2)..end.div_euclid(2) {
            for (x, sign) in [(block.x, "["), (block.x + block.width - 1, "]")] {
                if let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(line)) {
                    self.text(x, y, sign, Style::new());
                }
            }
        }
    }

    /// Whether nothing but these signs stands in so many cells from a place on.
    pub(super) fn has_only(&self, signs: &[&str], [x, y]: [u16; 2], width: u16) -> bool {
        let is_such = |x| {
            let cell = self.buffer.cell((x, y));
            cell.is_some_and(|cell| signs.contains(&cell.symbol()))
        };

        (x..x + width).all(is_such)
    }

    /// Writes a number on a tile; what would cross the area's edge is left out.
    pub(super) fn number(&mut self, x: u16, y: u16, text: &str, style: Style) {
        let end = usize::from(x) + text.chars().count();
        let inside = (self.area.y..self.area.bottom()).contains(&y) && x >= self.area.x;

        if inside && end <= usize::from(self.area.right()) {
            super::write(self.buffer, [x, y], text, style);
        }
    }
}

/// What the halves of a cell show; a letter lies on two halves of what is behind it.
pub(super) fn halves(cell: &Cell, ground: Style) -> [Option<Color>; 2] {
    let behind = (Some(cell.bg) != ground.bg).then_some(cell.bg);
    match cell.symbol() {
        "▀" => [Some(cell.fg), behind],
        "▄" => [behind, Some(cell.fg)],
        "█" => [Some(cell.fg); 2],
        _ => [behind; 2],
    }
}

/// The cells of a line of the screen, from one column up to another.
fn row(buffer: &mut Buffer, [left, right]: [i32; 2], line: i32) -> &mut [Cell] {
    let start = buffer.index_of(left as u16, line as u16);

    &mut buffer.content[start..][..(right - left) as usize]
}

/// What shows two halves of a cell: by what lies behind it where they are alike and no ink, else by a block. `Reset` is the
/// colour of letters.
struct Look {
    /// None where there is nothing but what lies behind.
    symbol: Option<&'static str>,
    fg: Color,
    bg: Color,
}

impl Look {
    fn new(halves: [Option<Color>; 2], ground: Style, is_ink: bool) -> Self {
        let (symbol, front, behind) = match halves {
            [None, None] => (None, None, None),
            [Some(upper), Some(lower)] if upper == lower && upper != Color::Reset && !is_ink => {
                (None, None, Some(upper))
            }
            [Some(upper), Some(lower)] if upper == lower => (Some("█"), Some(upper), None),
            [Some(upper), Some(Color::Reset)] => (Some("▄"), Some(Color::Reset), Some(upper)),
            [Some(upper), lower] => (Some("▀"), Some(upper), lower),
            [None, lower] => (Some("▄"), lower, None),
        };

        Self {
            symbol,
            fg: front.or(ground.fg).unwrap_or_default(),
            bg: behind.or(ground.bg).unwrap_or_default(),
        }
    }

    fn put(&self, cell: &mut Cell) {
        cell.reset();

        if let Some(symbol) = self.symbol {
            cell.set_symbol(symbol);
        }

        cell.fg = self.fg;
        cell.bg = self.bg;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Theme;
    use crate::view::Depth;

    #[test]
    fn halves_stand_beside_each_other_in_one_cell() {
        let area = Rect::new(0, 0, 4, 2);
        let mut buffer = Buffer::empty(area);
        let styles = Styles::new(Theme::Dark, Depth::True);
        buffer.set_style(area, styles.ground());

        let mut canvas = Canvas {
            area,
            styles,
            buffer: &mut buffer,
        };

        let block = |x, top, width, height| Block {
            x,
            top,
            width,
            height,
        };

        canvas.fill(block(0, 1, 2, 2), Some(Color::Red));
        canvas.fill(block(1, 2, 9, 1), Some(Color::Blue));
        canvas.fill(block(-3, 0, 4, 1), Some(Color::Red));

        let row = |y: u16| (0..4).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!([row(0), row(1)], [" ▄  ", "▀▀▀▀"]);
        assert_eq!(buffer[(0, 0)].bg, Color::Red);
        assert_eq!(buffer[(1, 1)].fg, Color::Blue);
    }
}
