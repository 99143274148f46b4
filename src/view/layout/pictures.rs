//! Arrangements of planes that are too large for tiles: pictures with the window on them, and its numbers beside.

use super::super::board::Board;
use super::close::Numbers;
use super::locator;
use super::needs::Needs;
use super::output::{self, Column};
use super::picture::{Between, LARGEST, Map, Panel, Picture, Total, dots};

/// Columns around the numbers in the middle.
const MARGIN: u16 = 3;

/// Columns of the numbers beside it that even a narrow screen has, and of a picture that are kept for that.
const MOST: u16 = 30;
const NARROWEST: u16 = 10;

/// Columns and lines of a function's curve beside pictures, on a screen of so many columns.
const CURVE: u16 = 18;
const LOWEST: u16 = 8;
const WIDE: u16 = 100;

/// Lines of the sum, and of what it comes to, under the numbers.
const SUMS: u16 = 2;

/// One picture with the window on it, its numbers, and the map as a picture of the same size.
pub(super) fn photo(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let has_sheet = needs.maps[0] > 1 && !needs.is_vector && height >= 28;
    let below = if has_sheet { (height / 4).min(11) } else { 0 };
    let body = height.checked_sub(below + 1)?;
    let least = width.saturating_sub(2 * (NARROWEST + MARGIN));
    let most = (width / 3).max(least.min(MOST.max(width * 2 / 5)));
    let numbers = |x: u16| beside_picture(needs, x, [most, body]);
    let sketch = numbers(0)?;
    let has_total = needs.groups == 1 && needs.is_weighted && sketch.close.is_framed;
    let tall = body.checked_sub(u16::from(!has_total))?;
    let own = sketch.width.max(needs.result.min(width / 3));
    let has_curve = needs.has_curve() && width >= WIDE;
    let middle = own.max(if has_curve { CURVE } else { 0 }) + 2 * MARGIN;
    let plane = read(needs, [width.checked_sub(middle)?, tall]);
    let x = plane.x + plane.width() + MARGIN;
    let made = numbers(x)?;
    let right = x + middle - MARGIN;
    let room = [width.saturating_sub(right), tall];
    let output = written(needs, room, most_wide(needs, &plane))?.moved([right, 0]);
    let sums = if has_total { SUMS } else { 0 };
    let bottom = plane.bottom().max(made.bottom + sums).max(output.height);
    let wide = right + output.width;

    let under = made.bottom + sums + 1;
    let free = [right - x, plane.bottom().saturating_sub(under)];
    let curve = Between {
        x: x - MARGIN,
        y: under,
        width: middle,
        height: free[1].min(CURVE / 2),
    };

    let between = Some(curve).filter(|curve| has_curve && curve.height >= LOWEST);
    let under = locator::map(needs, &plane, [x, under], free).filter(|_| between.is_none());
    let row = [wide, height.saturating_sub(bottom + 2)];
    let (before, sheet, end) = if has_sheet {
        maps_below(needs, under.is_none().then_some(&plane), bottom, row)
    } else {
        (None, Vec::new(), bottom)
    };

    let before_way = (right - 3).saturating_sub(needs.result).max(x);
    let total = photo_total(has_total, (before_way, made.sum()[1]), [end, wide]);

    let picture = Picture {
        size: [wide, end + u16::from(!has_total)],
        panels: vec![alone(needs, plane, made.sum())],
        total,
        close: Some(made.close),
        locator: under.or(before),
        between,
        maps: output.maps,
        sheet,
        way: has_total.then_some(right - 2),
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}

/// All maps as pictures under the others, with the whole of a plane before them, and the line after them.
fn maps_below(
    needs: &Needs,
    seen: Option<&Board>,
    y: u16,
    room: [u16; 2],
) -> (Option<Board>, Vec<Map>, u16) {
    let (before, sheet) = locator::before_maps(needs, seen, y + 1, room);
    let ends = sheet.iter().map(|map| &map.board).chain(&before);
    let end = ends.map(Board::bottom).fold(y, u16::max);

    (before, sheet, end)
}

/// Where the sums of a photograph stand: under its numbers, or in a row under everything.
fn photo_total(has_total: bool, (x, sum): (u16, u16), [end, width]: [u16; 2]) -> Total {
    if has_total {
        let result = [x, sum + 1];
        Total::Under { y: sum, result }
    } else {
        let [x, y] = [0, end];
        Total::Row { x, y, width }
    }
}

/// A picture whose numbers stand elsewhere.
fn alone(needs: &Needs, plane: Board, sum: [u16; 2]) -> Panel {
    Panel {
        group: needs.group,
        title: [plane.x, 0],
        plane,
        window: None,
        kernel: None,
        products: None,
        sum,
    }
}

/// The numbers beside a picture, with the sums under them. Where not all of the kernel has room: without an edge around the
/// window, the sums under everything; without products; without the kernel; with as much of it as there is room for.
fn beside_picture(needs: &Needs, x: u16, [width, height]: [u16; 2]) -> Option<Numbers> {
    let stacked = |height: u16, kinds: u16, is_framed: bool| {
        Numbers::stacked(needs, [x, 0], [width, height], (kinds, is_framed))
    };
    let has_all = |numbers: &Numbers| numbers.is_whole(needs);
    let framed = height
        .checked_sub(SUMS)
        .and_then(|height| stacked(height, 3, true));
    let bare = || {
        (1..=3)
            .rev()
            .find_map(|kinds| stacked(height, kinds, false).filter(has_all))
            .map(|numbers| numbers.with_some_products(needs, height))
    };

    framed
        .filter(has_all)
        .or_else(bare)
        .or_else(|| stacked(height, 3, false))
}

/// What is read, as a picture with its share of these columns.
fn read(needs: &Needs, [width, height]: [u16; 2]) -> Board {
    let [_, _, columns] = needs.maps;
    let left = if needs.is_vector {
        let own = output::index(needs.maps[1]) + needs.output as u16 + output::BARS;
        width.saturating_sub(own).max(width / 3)
    } else {
        let share = needs.plane[1] as u64 * u64::from(width);
        let all = (needs.plane[1] + columns).max(1) as u64;
        (share / all).clamp(u64::from(width) / 3, u64::from(width) * 2 / 3) as u16
    };

    // A column is left for the window's edge.
    let left = left.saturating_sub(1);
    let size = largest(needs.plane, [left, height]);
    dots([1, 1], &needs.part(most_of(size, [left, height])), size)
}

/// How large cells of a map are at most, so that it is not larger than what it is made of.
fn most_wide(needs: &Needs, plane: &Board) -> u16 {
    let all = usize::from(plane.look.wide) * needs.plane[1] / needs.maps[2].max(1);
    plane.look.wide.max(all.try_into().unwrap_or(LARGEST))
}

/// What is written, as a picture with cells of at most this size; of a vector, its numbers.
pub(super) fn written(needs: &Needs, [width, height]: [u16; 2], most: u16) -> Option<Column> {
    if needs.is_vector {
        let column = output::column(needs, 1, height)?;
        let board = &column.maps.first()?.board;
        let own = board.x + board.width();
        let width = (own + output::BARS).min(width).max(own + 2);
        return Some(Column { width, ..column });
    }

    let [_, rows, columns] = needs.maps;
    let size = largest([rows, columns], [width, height]).min(most);
    Some(one_map(needs, most_of(size, [width, height]), size))
}

/// The largest cells with which a picture of so many rows and columns has room.
pub(super) fn largest([rows, columns]: [usize; 2], [width, height]: [u16; 2]) -> u16 {
    let fits = |size: &u16| {
        columns as u64 * u64::from(*size) <= u64::from(width)
            && rows as u64 * u64::from(*size) <= 2 * u64::from(height)
    };

    (1..=LARGEST).rev().find(fits).unwrap_or(1)
}

/// Rows and columns of a picture with cells of this size that have room.
pub(super) fn most_of(size: u16, [width, height]: [u16; 2]) -> [usize; 2] {
    [usize::from(2 * height / size), usize::from(width / size)]
}

/// The map that is spoken of, as a picture.
fn one_map(needs: &Needs, most: [usize; 2], size: u16) -> Column {
    let board = dots([0, 1], &needs.map_part(most), size);

    Column {
        width: board.width(),
        height: board.bottom(),
        maps: vec![Map::new(needs.cell[0], [0, 0], board)],
        sheet: Vec::new(),
    }
}
