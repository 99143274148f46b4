//! Arrangements of planes that are too large for tiles: pictures with the window on them, and its numbers beside.

use std::ops::Range;

use super::super::board::{Board, Look};
use super::close::Numbers;
use super::locator;
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{Between, LARGEST, Map, Panel, Picture, Total, dots, numbers, whole};

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

/// Lines of a channel's names, edges, bracket and sums, beside its picture and its numbers.
const NAMES: u16 = 8;

/// All channels as pictures, each with its window, kernel and products in numbers under it, then all maps. Numbers stand on
/// tiles where pictures are as large with them.
pub(super) fn columns(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    if needs.is_vector {
        return None;
    }

    let scale = |picture: &Picture| picture.scale();
    let [rows, tiles] = [1, 2].map(|lines| columns_of(needs, lines, room));
    let is_as_large = tiles.as_ref().map(scale) == rows.as_ref().map(scale);

    tiles.filter(|_| is_as_large).or(rows)
}

/// The same, with numbers of so many lines; without the padding of the planes where they are larger so.
fn columns_of(needs: &Needs, lines: u16, room: [u16; 2]) -> Option<Picture> {
    let all = whole(needs.plane[0], needs.plane[1]);
    let [with, inner] = [&all, &needs.inner].map(|part| columns_with(needs, lines, room, part));
    let scale = |picture: &Option<Picture>| picture.as_ref().map(Picture::scale);

    if scale(&inner) > scale(&with) {
        inner
    } else {
        with
    }
}

/// The same with these rows and columns of the planes: small maps in numbers, where pictures are not much smaller by it.
fn columns_with(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    part: &[Range<usize>; 2],
) -> Option<Picture> {
    let of = |is_read| columns_over(needs, room, part, (lines, is_read));
    let [read, seen] = [true, false].map(of);
    let dots = |picture: &Picture| picture.scale()[3];
    let most = seen.as_ref().map_or(0, dots);

    read.filter(|read| 3 * dots(read) >= 2 * most).or(seen)
}

/// The same over maps in numbers, or over pictures of them.
fn columns_over(
    needs: &Needs,
    [width, height]: [u16; 2],
    part: &[Range<usize>; 2],
    (lines, is_read): (u16, bool),
) -> Option<Picture> {
    let tall = height.checked_sub(around_planes(needs, lines, is_read))?;
    let (size, column) = pitch(needs, part, lines, [width, tall])?;
    let panel = |group: usize| in_column(needs, part, (group, lines, size), group as u16 * column);
    let panels: Vec<Panel> = (0..needs.groups).map(panel).collect();
    let sums = panels.last()?.sum[1];
    let wide = needs.groups as u16 * column;
    let result = [wide.saturating_sub(needs.result), sums + 1];
    let below = sums + 2;
    let room = [wide.max(width * 3 / 4), height.saturating_sub(below)];
    let output = maps_in_row(needs, room, (lines, is_read))?.moved([0, below]);
    let maps = || output.sheet.iter().chain(&output.maps);
    let bottom = maps().map(Map::bottom).max()?;
    let right = maps().map(Map::right).max()?;

    let picture = Picture {
        size: [wide.max(right), bottom],
        panels,
        total: Total::Under { y: sums, result },
        maps: output.maps,
        sheet: output.sheet,
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}

/// All maps under the channels: small ones in numbers, or all as pictures.
fn maps_in_row(needs: &Needs, room: [u16; 2], (lines, is_read): (u16, bool)) -> Option<Column> {
    if is_read {
        return output::row(needs, lines, room).filter(|_| output::is_read(needs));
    }

    let pictures = sheet(needs, room).into_iter();

    Some(Column {
        maps: Vec::new(),
        sheet: pictures.map(|map| map.moved([1, 0])).collect(),
        width: room[0],
        height: room[1],
    })
}

/// Lines of all but the pictures of the channels, with numbers of so many lines.
fn around_planes(needs: &Needs, lines: u16, is_read: bool) -> u16 {
    let numbers = short(needs.kernel[0]).saturating_mul(3 * lines);
    let rows = short(needs.maps[1]);
    let maps = if is_read {
        rows.saturating_mul(lines).saturating_add(lines.min(2))
    } else {
        1 + rows.div_ceil(2)
    };

    numbers.saturating_add(NAMES + 1).saturating_add(maps)
}

/// The largest cells with which the pictures of all channels have room, and the columns from one channel to the next.
fn pitch(
    needs: &Needs,
    part: &[Range<usize>; 2],
    lines: u16,
    [width, height]: [u16; 2],
) -> Option<(u16, u16)> {
    let widths = [needs.input, needs.weight, needs.product];
    let widths = widths.map(|wide| Board::wide(needs.kernel[1], Look::tiles(lines, wide)));
    let numbers = u64::from(widths.into_iter().max()? + 1);

    // A window's edge stands around its cells.
    let column = |(size, gap): (u16, u64)| {
        let plane = part[1].len() as u64 * u64::from(size) + 2;
        plane.max(numbers + gap)
    };

    let fits = |&(size, gap): &(u16, u64)| {
        column((size, gap)) * needs.groups as u64 <= u64::from(width)
            && part[0].len() as u64 * u64::from(size) <= 2 * u64::from(height)
    };

    let sizes = (1..=LARGEST).rev();
    let found = sizes
        .flat_map(|size| [2, 0].map(|gap| (size, gap)))
        .find(fits)?;

    Some((found.0, column(found) as u16))
}

/// A channel's picture with cells of this size, its window, kernel and products in numbers of so many lines under it.
fn in_column(
    needs: &Needs,
    part: &[Range<usize>; 2],
    (group, lines, size): (usize, u16, u16),
    x: u16,
) -> Panel {
    let plane = dots([x + 1, 1], part, size);
    let part = whole(needs.kernel[0], needs.kernel[1]);
    let board = |y: u16, wide: usize| numbers([x, y], &part, Look::tiles(lines, wide));
    let window = board(plane.bottom() + 2, needs.input);
    let kernel = board(window.bottom() + 2, needs.weight);
    let products = board(kernel.bottom() + 1, needs.product);

    Panel {
        group,
        title: [x + 1, 0],
        plane,
        sum: [products.middle(), products.bottom() + 1],
        window: Some(window),
        kernel: Some(kernel),
        products: Some(products),
    }
}
