//! A picture of a step: where its planes, kernels, products, sums and maps stand, seen from its own corner.

use std::ops::Range;

use super::super::board::{Board, Look};
use super::slots::Slots;

/// The largest size of a picture's cell.
pub(super) const LARGEST: u16 = 6;

/// Lines of the largest tiles on so many lines: eight, or more where a small picture would be lost on them.
pub(super) fn largest_tile(height: u16) -> u16 {
    (height / 5).max(8)
}

/// A plane that the window slides over, with what is made of it.
#[derive(Clone, Debug)]
pub(in super::super) struct Panel {
    pub group: usize,
    /// Where its name stands.
    pub title: [u16; 2],
    pub plane: Board,
    /// The window in numbers, where the plane is a picture.
    pub window: Option<Board>,
    pub kernel: Option<Board>,
    pub products: Option<Board>,
    /// The middle of its sum.
    pub sum: [u16; 2],
}

impl Panel {
    /// Moved to the right and down.
    pub(super) fn moved(mut self, [right, down]: [u16; 2]) -> Self {
        for [x, y] in [&mut self.title, &mut self.sum] {
            *x += right;
            *y += down;
        }

        let taps = [&mut self.window, &mut self.kernel, &mut self.products];

        for board in taps.into_iter().flatten().chain([&mut self.plane]) {
            board.x += right;
            board.y += down;
        }

        self
    }

    /// The line after all of it.
    pub(super) fn bottom(&self) -> u16 {
        let boards = self.taps().chain([&self.plane]);
        boards.map(Board::bottom).fold(0, u16::max)
    }

    /// What belongs to the taps: the window in numbers, the kernel and the products.
    pub(crate) fn taps(&self) -> impl Iterator<Item = &Board> {
        let boards = [&self.window, &self.kernel, &self.products];
        boards.into_iter().flatten()
    }
}

/// The channel that is spoken of in numbers, where its plane is a picture.
#[derive(Clone, Debug)]
pub(in super::super) struct Close {
    pub group: usize,
    /// Where its name stands.
    pub title: [u16; 2],
    pub window: Board,
    /// Whether there is room for an edge around the window.
    pub is_framed: bool,
    pub kernel: Option<Board>,
    pub products: Option<Board>,
}

/// A map of the output.
#[derive(Clone, Debug)]
pub(in super::super) struct Map {
    pub index: usize,
    pub title: [u16; 2],
    pub board: Board,
    /// What is printed as this map, below it.
    pub figure: Option<Board>,
}

impl Map {
    /// A map with its name at a place.
    pub(crate) fn new(index: usize, title: [u16; 2], board: Board) -> Self {
        Self {
            index,
            title,
            board,
            figure: None,
        }
    }

    /// Moved to the right and down.
    pub(crate) fn moved(mut self, [right, down]: [u16; 2]) -> Self {
        self.title = [self.title[0] + right, self.title[1] + down];

        for board in std::iter::once(&mut self.board).chain(&mut self.figure) {
            board.x += right;
            board.y += down;
        }

        self
    }

    /// Where it begins: before a vector's numbers stand their indices, under its name.
    fn left(&self) -> u16 {
        let [x, y] = self.title;

        if y < self.board.y {
            self.board.x.min(x.saturating_sub(1))
        } else {
            self.board.x
        }
    }

    /// The column after it.
    pub(super) fn right(&self) -> u16 {
        self.board.x + self.board.width()
    }

    /// The line after it and what is below it.
    pub(crate) fn bottom(&self) -> u16 {
        self.figure.as_ref().unwrap_or(&self.board).bottom()
    }
}

/// How the sums are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Total {
    /// In one row, each under its products; then, from this place on, the bias and the result.
    Under { y: u16, result: [u16; 2] },
    /// As a text in the middle of so many columns.
    Row { x: u16, y: u16, width: u16 },
    /// One below the other, then the bias and the result, in so many columns and lines.
    List { x: u16, y: u16, size: [u16; 2] },
}

impl Total {
    fn shift(&mut self, [right, down]: [u16; 2]) {
        match self {
            Self::Under { y, result } => {
                *y += down;
                *result = [result[0] + right, result[1] + down];
            }
            Self::Row { x, y, .. } | Self::List { x, y, .. } => {
                *x += right;
                *y += down;
            }
        }
    }
}

impl Default for Total {
    fn default() -> Self {
        Self::Row {
            x: 0,
            y: 0,
            width: 0,
        }
    }
}

/// A table of what softmax does to each number of a vector.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Table {
    /// Where the names of its lines begin.
    pub names: u16,
    /// The line of what the columns are called, and that of the largest number and the sum.
    pub head: u16,
    pub foot: u16,
    /// Columns for bars.
    pub bars: u16,
    /// The line of the largest number, where not all have room.
    pub peak: Option<u16>,
}

impl Table {
    fn shift(&mut self, [right, down]: [u16; 2]) {
        self.names += right;
        self.head += down;
        self.foot += down;
        self.peak = self.peak.map(|line| line + down);
    }
}

/// The room between a plane and the output, where there are no weights.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Between {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// Where everything of a step stands.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Picture {
    /// Columns and lines.
    pub size: [u16; 2],
    pub panels: Vec<Panel>,
    pub total: Total,
    pub close: Option<Close>,
    /// The whole plane as a small picture, where only a part of it is seen.
    pub locator: Option<Board>,
    pub maps: Vec<Map>,
    /// Pictures of all maps, where they are not seen in numbers.
    pub sheet: Vec<Map>,
    /// What maps come from that are put behind each other, each with the map that it becomes.
    pub joined: Vec<Map>,
    pub between: Option<Between>,
    pub table: Option<Table>,
    /// Where stamps of input cells stand, and which stands where.
    pub stamps: Vec<Board>,
    pub slots: Slots,
    /// The column of the way up from the result to its cell.
    pub way: Option<u16>,
}

impl Picture {
    /// Moved to the right and down.
    pub(crate) fn moved(mut self, [right, down]: [u16; 2]) -> Self {
        let point = |at: &mut [u16; 2]| *at = [at[0] + right, at[1] + down];
        let board = |board: &mut Board| {
            board.x += right;
            board.y += down;
        };

        let panels = self.panels.into_iter();
        self.panels = panels.map(|panel| panel.moved([right, down])).collect();

        if let Some(close) = &mut self.close {
            point(&mut close.title);
            board(&mut close.window);
            [&mut close.kernel, &mut close.products]
                .into_iter()
                .flatten()
                .for_each(board);
        }

        for maps in [&mut self.maps, &mut self.sheet, &mut self.joined] {
            let moved = |map: Map| map.moved([right, down]);
            *maps = std::mem::take(maps).into_iter().map(moved).collect();
        }

        self.total.shift([right, down]);

        if let Some(between) = &mut self.between {
            between.x += right;
            between.y += down;
        }

        self.stamps
            .iter_mut()
            .chain(&mut self.locator)
            .for_each(board);

        if let Some(table) = &mut self.table {
            table.shift([right, down]);
        }

        self.way = self.way.map(|x| x + right);
        self
    }

    /// Columns from a place to what stands next at its right in its line, the way up to the output too, or to this end.
    pub(crate) fn room(&self, [x, y]: [u16; 2], end: u16) -> u16 {
        let list = match self.total {
            Total::List { x, y, size } => Some((x.saturating_sub(1), y..y + size[1])),
            _ => None,
        };

        let result = match self.total {
            Total::Under { result, .. } => result[1],
            Total::Row { y, .. } | Total::List { y, .. } => y,
        };

        let way = self.way.map(|x| (x, 0..result + 1));
        let stands = self.names().chain(self.boards()).chain(list).chain(way);
        let next = stands.filter(|(start, lines)| *start > x && lines.contains(&y));
        let next = next.map(|(start, _)| start).min();

        next.unwrap_or(end).saturating_sub(x)
    }

    /// The columns where names of planes and maps begin, and their lines.
    fn names(&self) -> impl Iterator<Item = (u16, Range<u16>)> {
        let planes = self.panels.iter();
        let planes = planes.map(|panel| (panel.title, 2 - u16::from(panel.plane.is_picture)));
        let close = self.close.iter().map(|close| close.title);
        let maps = self.maps.iter().chain(&self.joined);
        let maps = maps.map(|map| map.title);
        let sheet = self.sheet.iter().map(|map| (map.title, 1));

        // Small pictures stand close to each other.
        let named = close.chain(maps).map(|title| (title, 2));
        let kernels = self.panels.iter().filter_map(|panel| panel.kernel.as_ref());
        let kernels = kernels.filter(|_| self.is_stamped());
        let stamps = self.stamps.iter().chain(kernels);
        let stamps = stamps.map(|board| ([board.x + 1, board.y.saturating_sub(over(board))], 2));
        let all = planes.chain(named).chain(sheet).chain(stamps);
        all.map(|([x, y], gap)| (x.saturating_sub(gap), y..y + 1))
    }

    /// The columns where matrices begin, and their lines; over a window, a kernel and products with their names.
    fn boards(&self) -> impl Iterator<Item = (u16, Range<u16>)> {
        let planes = self.panels.iter().map(|panel| &panel.plane);
        let maps = self.maps.iter().chain(&self.sheet);
        let panels = self.panels.iter().flat_map(Panel::taps);

        let close = self.close.iter().flat_map(|close| {
            let boards = [&close.kernel, &close.products];
            boards.into_iter().flatten().chain([&close.window])
        });

        let maps = maps.map(|map| (map.left(), &map.board, 0));
        let bare = planes.map(|board| (board.x, board, 0));
        let named = panels.chain(close).chain(&self.locator).chain(&self.stamps);
        let named = named.map(|board| (board.x, board, 1));

        bare.chain(maps)
            .chain(named)
            .map(|(x, board, over)| (x, board.y.saturating_sub(over)..board.bottom()))
    }

    /// Whether what is read is seen without padding, with stamps of its cells.
    pub(crate) fn is_stamped(&self) -> bool {
        !self.stamps.is_empty()
    }

    /// Each panel with the places of its stamps.
    pub(crate) fn stamped(&self) -> impl Iterator<Item = (&Panel, &[Board])> {
        let stamps = self.stamps.chunks(self.slots.count().max(1));
        self.panels.iter().zip(stamps)
    }

    /// The last map that is seen: of pictures of all, if there are any.
    pub(crate) fn last_map(&self) -> Option<&Map> {
        self.sheet.last().or(self.maps.last())
    }

    /// With no more rows and columns of its maps than these; of those that are made smaller, as large as they are.
    pub(super) fn cropped(mut self, [rows, columns]: [usize; 2]) -> Self {
        for map in &mut self.sheet {
            let board = &mut map.board;
            board.step = (board.step * rows).div_ceil(board.rows.end.max(rows));
        }

        for map in self.maps.iter_mut().chain(&mut self.sheet) {
            for board in std::iter::once(&mut map.board).chain(&mut map.figure) {
                board.rows = within(&board.rows, rows);
                board.columns = within(&board.columns, columns);
            }
        }

        self
    }

    /// Whether it fits into so many columns and lines.
    pub(crate) fn fits(&self, [width, height]: [u16; 2]) -> bool {
        self.size[0] <= width && self.size[1] <= height
    }
}

/// As many of these places, among so many.
fn within(part: &Range<usize>, count: usize) -> Range<usize> {
    let start = count.saturating_sub(part.len()).min(part.start);
    start..part.end.min(count)
}

/// Lines from a stamp's name, or its kernel's, to its numbers.
pub(in super::super) fn over(board: &Board) -> u16 {
    if board.look.is_tall() { 2 } else { 1 }
}

/// A matrix of so many rows and columns, all of it seen.
pub(super) fn whole(rows: usize, columns: usize) -> [Range<usize>; 2] {
    [0..rows, 0..columns]
}

/// A matrix of numbers at a place.
pub(super) fn numbers([x, y]: [u16; 2], part: &[Range<usize>; 2], look: Look) -> Board {
    let [rows, columns] = part.clone();
    Board {
        x,
        y,
        rows,
        columns,
        look,
        step: 1,
        is_picture: false,
    }
}

/// A picture at a place.
pub(super) fn dots([x, y]: [u16; 2], part: &[Range<usize>; 2], size: u16) -> Board {
    Board {
        is_picture: true,
        ..numbers([x, y], part, Look::dots(size))
    }
}
