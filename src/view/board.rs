//! A matrix of tiles on the stage, the window a closed lattice around some of them; or, with tiles as small as half a line, a
//! picture.
//!
//! ```text
//!    ▄▄▄▄▄▄▄▄▄          w columns and l lines from one tile to the next: a tile is a column narrower and, from two lines
//!  1 █ 2 █ 1 █ 0        on, half a line lower, so that the gap is the same both ways; the window shows in all gaps
//!  ▀▀█▀▀▀█▀▀▀█▀▀▀       between and around its tiles
//! ```

use std::ops::Range;

use ratatui::style::{Color, Style};

use super::canvas::{Block, Canvas};

/// How large tiles are: columns and half lines from one to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub wide: u16,
    pub halves: u16,
}

impl Look {
    /// Tiles of so many lines, wide enough for numbers of this width: about as wide as they are high.
    pub(super) fn tiles(lines: u16, width: usize) -> Self {
        let least = width as u16 + 1;
        Self {
            wide: if lines == 1 {
                least
            } else {
                least.max(2 * lines)
            },
            halves: 2 * lines,
        }
    }

    /// The same in tiles that are a little narrower than high.
    pub(super) fn narrow(lines: u16, width: usize) -> Self {
        Self {
            wide: (width as u16 + 1).max(2 * lines - (lines / 4).max(1)),
            halves: 2 * lines,
        }
    }

    /// A picture's cells, so many columns and half lines each.
    pub(super) fn dots(size: u16) -> Self {
        Self {
            wide: size,
            halves: size,
        }
    }

    /// Lines of a tile.
    pub(super) fn lines(self) -> u16 {
        self.halves / 2
    }

    /// Whether there is a gap between rows.
    pub(super) fn is_tall(self) -> bool {
        self.halves > 2
    }
}

/// Where a matrix stands, and which part of it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Board {
    /// The column before its first tile: half of the gap.
    pub x: u16,
    /// The line of its first row.
    pub y: u16,
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    pub look: Look,
    /// Rows and columns from one that is seen to the next: more than one where a picture is made smaller.
    pub step: usize,
    /// Whether its tiles touch: it is a picture, without numbers.
    pub is_picture: bool,
}

/// How a tile is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Tile {
    pub text: String,
    pub style: Style,
    /// What lies behind the number.
    pub ground: Option<Color>,
}

impl Board {
    /// Columns of so many tiles, with the gaps around them.
    pub(super) fn wide(columns: usize, look: Look) -> u16 {
        (columns * usize::from(look.wide) + 1)
            .try_into()
            .unwrap_or(u16::MAX)
    }

    /// Columns that it takes.
    pub(super) fn width(&self) -> u16 {
        let gap = usize::from(!self.is_picture);
        let columns = self.columns.len().div_ceil(self.step);
        let wide = columns * usize::from(self.look.wide) + gap;

        wide.try_into().unwrap_or(u16::MAX)
    }

    /// Lines that it takes.
    pub(super) fn height(&self) -> u16 {
        let rows = self.rows.len().div_ceil(self.step);
        let halves = rows * usize::from(self.look.halves);

        halves.div_ceil(2).try_into().unwrap_or(u16::MAX)
    }

    /// The line after it.
    pub(super) fn bottom(&self) -> u16 {
        self.y.saturating_add(self.height())
    }

    /// The line in the middle of a row's tiles.
    pub(super) fn line_of(&self, row: usize) -> u16 {
        let block = self.tile([row, self.columns.start]);
        (block.top / 2) as u16 + self.look.lines().max(1).saturating_sub(1) / 2
    }

    /// The column in its middle.
    pub(super) fn middle(&self) -> u16 {
        self.x.saturating_add(self.width() / 2)
    }

    /// The tile of a cell that is seen.
    fn tile(&self, [row, column]: [usize; 2]) -> Block {
        let wide = i32::from(self.look.wide);
        let halves = i32::from(self.look.halves);
        let gap = i32::from(!self.is_picture);

        Block {
            x: i32::from(self.x) + gap + ((column - self.columns.start) / self.step) as i32 * wide,
            top: 2 * i32::from(self.y) + ((row - self.rows.start) / self.step) as i32 * halves,
            width: wide - gap,
            height: halves - i32::from(self.look.is_tall() && !self.is_picture),
        }
    }

    /// The block around some of its cells, with the gaps around them: as much of it as is seen.
    pub(super) fn around(&self, rows: &Range<usize>, columns: &Range<usize>) -> Option<Block> {
        let block = self.over(rows, columns)?;

        Some(if self.is_picture || self.look.is_tall() {
            block.grown()
        } else {
            Block {
                x: block.x - 1,
                width: block.width + 2,
                ..block
            }
        })
    }

    /// The block of some of its cells: as much of it as is seen.
    pub(super) fn over(&self, rows: &Range<usize>, columns: &Range<usize>) -> Option<Block> {
        let seen = |part: &Range<usize>, all: &Range<usize>| {
            let part = part.start.max(all.start)..part.end.min(all.end);
            (!part.is_empty()).then_some(part)
        };

        let rows = seen(rows, &self.rows)?;
        let columns = seen(columns, &self.columns)?;
        let first = self.tile([rows.start, columns.start]);
        let last = self.tile([rows.end - 1, columns.end - 1]);

        Some(Block {
            width: last.x + last.width - first.x,
            height: last.top + last.height - first.top,
            ..first
        })
    }

    /// Draws every tile that is seen.
    pub(super) fn draw(&self, canvas: &mut Canvas, tile: impl Fn([usize; 2]) -> Tile) {
        if self.is_picture && self.look == Look::dots(1) {
            return self.dots(canvas, |at| tile(at).ground);
        }

        for row in self.rows.clone().step_by(self.step) {
            for column in self.columns.clone().step_by(self.step) {
                let Tile {
                    text,
                    style,
                    ground,
                } = tile([row, column]);

                let block = self.tile([row, column]);

                if block.top / 2 >= i32::from(canvas.area.bottom()) {
                    return;
                }

                if self.is_picture || self.look.is_tall() || ground.is_some() {
                    canvas.fill(block, ground);
                }

                if !text.is_empty() {
                    let (x, y) = self.place(block, text.chars().count());
                    canvas.number(x, y, &text, style);
                }
            }
        }
    }

    /// Draws a picture whose dots are halves of cells of the screen: two rows at once.
    fn dots(&self, canvas: &mut Canvas, dot: impl Fn([usize; 2]) -> Option<Color>) {
        let rows: Vec<usize> = self.rows.clone().step_by(self.step).collect();

        for pair in rows.chunks(2) {
            let line = self.tile([pair[0], self.columns.start]).top / 2;

            if line >= i32::from(canvas.area.bottom()) {
                return;
            }

            for column in self.columns.clone().step_by(self.step) {
                let block = self.tile([pair[0], column]);
                let upper = dot([pair[0], column]);

                match pair.get(1) {
                    Some(&row) => canvas.pair([block.x, line], [upper, dot([row, column])]),
                    None => canvas.fill(block, upper),
                }
            }
        }
    }

    /// Where a number of so many columns stands on the tile of a cell.
    pub(super) fn number_at(&self, cell: [usize; 2], width: usize) -> [u16; 2] {
        self.place(self.tile(cell), width).into()
    }

    /// Where a number of so many columns stands on a tile: in its middle; at the right in the compact look.
    fn place(&self, block: Block, width: usize) -> (u16, u16) {
        let spare = (block.width - width as i32).max(0);
        let left = if self.look.is_tall() {
            (spare + 1) / 2
        } else {
            spare
        };

        let line = i32::from(self.look.lines().saturating_sub(1)) / 2;
        ((block.x + left) as u16, (block.top / 2 + line) as u16)
    }

    /// Whether the tile of a cell stands for another, too.
    pub(super) fn holds(&self, tile: [usize; 2], cell: [usize; 2]) -> bool {
        (0..2).all(|dim| (tile[dim]..tile[dim] + self.step).contains(&cell[dim]))
    }

    /// The cell `[row, column]` at a place of the screen.
    pub(super) fn hit(&self, x: u16, y: u16) -> Option<[usize; 2]> {
        let across = x.checked_sub(self.x)? / self.look.wide;
        let down = 2 * y.checked_sub(self.y)? / self.look.halves;
        let row = self.rows.start + usize::from(down) * self.step;
        let column = self.columns.start + usize::from(across) * self.step;

        (self.rows.contains(&row) && self.columns.contains(&column)).then_some([row, column])
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::Theme;
    use crate::view::Depth;
    use crate::view::theme::Styles;

    fn board(look: Look) -> Board {
        Board {
            x: 0,
            y: 1,
            rows: 0..3,
            columns: 0..3,
            look,
            step: 1,
            is_picture: false,
        }
    }

    /// The first two of three rows and columns in a window, without colours.
    fn drawn(look: Look, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas {
            area,
            styles: Styles::new(Theme::Dark, Depth::None),
            buffer: &mut buffer,
        };

        let board = board(look);
        let window = board.around(&(0..2), &(0..2)).expect("a window");
        canvas.fill(window, Some(Color::Reset));
        board.draw(&mut canvas, |[row, column]| Tile {
            text: (3 * row + column).to_string(),
            ..Tile::default()
        });

        (0..height)
            .map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect())
            .collect()
    }

    #[test]
    fn the_window_is_one_closed_lattice() {
        assert_eq!(
            drawn(Look::tiles(2, 2), 13, 7),
            [
                "▄▄▄▄▄▄▄▄▄    ",
                "█ 0 █ 1 █ 2  ",
                "█▄▄▄█▄▄▄█    ",
                "█ 3 █ 4 █ 5  ",
                "█▄▄▄█▄▄▄█    ",
                "  6   7   8  ",
                "             ",
            ]
        );
    }

    #[test]
    fn a_place_of_the_screen_is_a_cell() {
        let board = board(Look::tiles(2, 2));
        assert_eq!(
            [board.hit(5, 2), board.hit(9, 5), board.hit(13, 5)],
            [Some([0, 1]), Some([2, 2]), None]
        );
    }
}
