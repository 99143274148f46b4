//! Where the output's maps stand: one below the other in numbers, or as pictures in rows.

use super::super::board::{Board, Look};
use super::super::grid::page;
use super::needs::Needs;
use super::picture::{LARGEST, Map, Picture, Total, dots, numbers, whole};

/// Columns before a vector's numbers, for their indices; and after them, for bars.
pub(super) const INDEX: u16 = 4;
pub(super) const BARS: u16 = 14;

/// Columns before so many numbers of a vector, where their indices have more digits.
pub(in super::super) fn index(count: usize) -> u16 {
    let last = count.saturating_sub(1).to_string();
    INDEX.max(2 + last.len() as u16)
}

/// Maps in a column of the screen.
#[derive(Clone)]
pub(super) struct Column {
    pub maps: Vec<Map>,
    pub sheet: Vec<Map>,
    pub width: u16,
    pub height: u16,
}

impl Column {
    /// Moved to the right and down.
    pub(super) fn moved(mut self, by: [u16; 2]) -> Self {
        let map = |map: Map| map.moved(by);
        self.maps = self.maps.into_iter().map(map).collect();
        self.sheet = self.sheet.into_iter().map(map).collect();
        self
    }
}

/// The maps in numbers, in tiles of so many lines, where they have this height: all of them, or the one that is spoken of and
/// pictures of all.
pub(super) fn column(needs: &Needs, lines: u16, height: u16) -> Option<Column> {
    let look = needs.look(lines, needs.output);

    if needs.is_vector {
        let least = needs.maps[1].min(FEWEST_NUMBERS);
        let is_seen = |column: &Column| column.maps[0].board.rows.len() >= least;
        return Some(vector(needs, look, height)).filter(|column| lines == 1 || is_seen(column));
    }

    let [maps, rows, columns] = needs.maps;
    let part = whole(rows, columns);
    let top = if look.is_tall() { 2 } else { 1 };
    let width = Board::wide(columns, look);
    let below = u16::from(!look.is_tall());
    let own = numbers([0, 0], &part, look)
        .height()
        .saturating_add(top + below);
    let one = own.saturating_mul(1 + needs.figures);
    let at = |map: usize, index: usize| {
        let y = (index as u16).saturating_mul(one);
        let board = |y: u16| numbers([0, y + top], &part, look);

        Map {
            figure: (needs.figures > 0).then(|| board(y + own)),
            ..Map::new(map, [1, y], board(y))
        }
    };

    if maps as u64 * u64::from(one) <= u64::from(height) + 1 {
        return Some(Column {
            maps: (0..maps).map(|map| at(map, map)).collect(),
            sheet: Vec::new(),
            width,
            height: maps as u16 * one,
        });
    }

    if one > height {
        return None;
    }

    let main = at(needs.cell[0], 0);
    let room = (columns * 2 + 2).try_into().unwrap_or(u16::MAX);
    let sheet = sheet(needs, [width.max(room), height - one]);
    let width = sheet
        .iter()
        .map(|map| map.board.x.saturating_add(map.board.width()))
        .fold(width, u16::max);

    let sheet: Vec<Map> = sheet.into_iter().map(|map| map.moved([1, one])).collect();
    let bottom = sheet.iter().map(|map| map.board.bottom()).max();

    Some(Column {
        maps: vec![main],
        height: bottom.unwrap_or(one),
        sheet,
        width,
    })
}

/// All maps in numbers beside each other, in tiles of so many lines, where they have room.
pub(super) fn row(needs: &Needs, lines: u16, [width, height]: [u16; 2]) -> Option<Column> {
    let [maps, rows, columns] = needs.maps;
    let look = needs.look(lines, needs.output);
    let top = if look.is_tall() { 2 } else { 1 };
    let board = numbers([0, top], &whole(rows, columns), look);
    let pitch = board.width().max(NAME).saturating_add(APART);
    let all = u16::try_from(maps).ok()?.checked_mul(pitch)? - APART;
    let map = |index: usize| {
        let map = Map::new(index, [1, 0], board.clone());
        map.moved([index as u16 * pitch, 0])
    };

    let is_plain = !needs.is_vector && needs.figures == 0;
    let has_room = is_plain && all <= width && board.bottom() <= height;

    has_room.then(|| Column {
        maps: (0..maps).map(map).collect(),
        sheet: Vec::new(),
        width: all,
        height: board.bottom(),
    })
}

/// Columns of a map's name, and between two maps in a row.
const NAME: u16 = 6;
const APART: u16 = 2;

/// Numbers of a vector that are seen at least, where they stand in tiles.
const FEWEST_NUMBERS: usize = 5;

/// Fewer cells of a map than these are read as numbers.
const FEWEST_DOTS: usize = 49;

/// Whether a map has so few cells that they are read as numbers.
pub(super) fn is_read(needs: &Needs) -> bool {
    let [_, rows, columns] = needs.maps;
    rows * columns < FEWEST_DOTS
}

/// The map that is spoken of as a picture, and pictures of all, where numbers of it have no room beside larger ones of the input.
pub(super) fn pictured(needs: &Needs, [width, height]: [u16; 2]) -> Option<Column> {
    let [maps, rows, columns] = needs.maps;

    if needs.is_vector || is_read(needs) {
        return None;
    }

    let is_one = maps == 1;
    let small = if is_one {
        0
    } else {
        2 + (rows as u16).div_ceil(2)
    };
    let room = height.checked_sub(1 + small)?;
    let fits = |size: &u16| {
        columns as u64 * u64::from(*size) <= u64::from(width)
            && rows as u64 * u64::from(*size) <= 2 * u64::from(room)
    };

    let size = (2..=LARGEST).rev().find(fits)?;
    let board = dots([0, 1], &whole(rows, columns), size);
    let below = board.bottom() + 1;
    let all = if is_one {
        Vec::new()
    } else {
        sheet(needs, [width, height - below])
    };
    let sheet: Vec<Map> = all.into_iter().map(|map| map.moved([0, below])).collect();
    let main = Map::new(needs.cell[0], [0, 0], board);

    Some(around_all(main, sheet))
}

/// The maps of a layer that reads nothing, in tiles of so many lines at most, and its numbers' name under them.
pub(super) fn alone(needs: &Needs, most: u16, [width, height]: [u16; 2]) -> Option<Picture> {
    let room = height.checked_sub(2)?;
    let fits = |column: &Column| column.width <= width && column.height <= room;
    let in_tiles = |lines: u16| column(needs, lines, room).filter(fits);
    let column = (1..=most)
        .rev()
        .find_map(in_tiles)
        .or_else(|| pictured(needs, [width, room]))?;

    Some(Picture {
        size: [column.width, column.height + 2],
        total: Total::Row {
            x: 0,
            y: column.height + 1,
            width: column.width,
        },
        maps: column.maps,
        sheet: column.sheet,
        ..Picture::default()
    })
}

/// A map, and pictures of all below it.
fn around_all(main: Map, sheet: Vec<Map>) -> Column {
    let maps = || sheet.iter().chain([&main]).map(|map| &map.board);
    let width = maps().map(|board| board.x + board.width()).max();
    let height = maps().map(Board::bottom).max();

    Column {
        width: width.unwrap_or(0),
        height: height.unwrap_or(0),
        maps: vec![main],
        sheet,
    }
}

/// A vector as a column, as much of it as has room.
fn vector(needs: &Needs, look: Look, height: u16) -> Column {
    let most = usize::from(height.saturating_sub(1) / look.lines()).max(1);
    let [rows, columns] = needs.map_part([most, 1]);
    let index = index(needs.maps[1]);
    let board = numbers([index, 1], &[rows, columns], look);

    Column {
        width: index + board.width() + BARS,
        height: board.bottom(),
        maps: vec![Map::new(0, [1, 0], board)],
        sheet: Vec::new(),
    }
}

/// Rows and columns that a picture which is made smaller keeps at least.
const FEWEST_SEEN: usize = 8;

/// All maps as pictures in rows, as large as all of them fit, smaller ones with every second, third … row and column; those around the one that is spoken of where they do not.
pub(super) fn sheet(needs: &Needs, room: [u16; 2]) -> Vec<Map> {
    let [maps, rows, columns] = needs.maps;
    let smallest = (rows.min(columns) / FEWEST_SEEN).max(1);
    let scales = (1..=8).rev().map(|size| (size, 1));
    let scales = scales.chain((2..=smallest).map(|step| (1, step)));
    let spaced = |scale| [2, 1].map(|gap| Grid::new([rows, columns], scale, gap, room));
    let mut grids = scales.flat_map(spaced);
    let fits = |grid: &Grid| grid.across * grid.down >= maps;
    let least = || Grid::new([rows, columns], (1, smallest), 2, room);
    let grid = grids.find(fits).unwrap_or_else(least);
    let most = match grid.across * grid.down {
        0 => return Vec::new(),
        all if all < maps => grid.before_more(all, room[0]),
        all => all,
    };

    page(needs.cell[0], maps, most)
        .enumerate()
        .map(|(index, map)| {
            let x = (index % grid.across) as u16 * grid.wide;
            let y = (index / grid.across) as u16 * grid.tall;
            let board = Board {
                step: grid.step,
                ..dots([x, y + 1], &whole(rows, columns), grid.size)
            };

            Map::new(map, [x, y], board)
        })
        .collect()
}

/// With as many maps below the one that is spoken of as have room up to this column, where some are left out.
pub(super) fn spread(needs: &Needs, mut picture: Picture, right: u16) -> Picture {
    let Some(first) = picture.sheet.first() else {
        return picture;
    };

    let [x, y] = first.title;
    let bottom = picture.sheet.iter().map(Map::bottom).max().unwrap_or(y);
    let is_free = match picture.total {
        Total::Under { result, .. } => {
            !(y..bottom).contains(&result[1]) || result[0] + needs.result <= x
        }
        Total::Row { .. } | Total::List { .. } => true,
    };

    if picture.sheet.len() < needs.maps[0] && is_free {
        let more = sheet(needs, [right.saturating_sub(x), bottom - y]);

        if more.len() > picture.sheet.len() {
            picture.sheet = more.into_iter().map(|map| map.moved([x, y])).collect();
        }
    }

    picture
}

/// How small pictures stand in rows.
struct Grid {
    /// Columns of a cell, and rows and columns from one that is seen to the next.
    size: u16,
    step: usize,
    /// Columns and lines that a picture takes.
    wide: u16,
    tall: u16,
    /// Pictures in a row, and rows.
    across: usize,
    down: usize,
}

/// Columns of the last map's name, and of what tells after it how many are left out.
const MORE: u16 = 17;

impl Grid {
    /// As many of so many maps as leave room for what tells how many are left out.
    fn before_more(&self, all: usize, width: u16) -> usize {
        let others = (self.across as u16 - 1) * self.wide;
        let free = width.saturating_sub(others);
        let places = usize::from(MORE.saturating_sub(free).div_ceil(self.wide));

        all.saturating_sub(places).max(1)
    }

    /// With so many columns between two.
    fn new(
        map: [usize; 2],
        (size, step): (u16, usize),
        gap: u16,
        [width, height]: [u16; 2],
    ) -> Self {
        let [rows, columns] = map.map(|n| n.div_ceil(step) as u16);
        let wide = columns.saturating_mul(size).max(4).saturating_add(gap);
        let tall = 2 + rows.saturating_mul(size).div_ceil(2);

        Self {
            size,
            step,
            wide,
            tall,
            across: usize::from((width + gap) / wide),
            down: usize::from((height + 1) / tall),
        }
    }
}
