//! The arrangement of a few channels that are too large for tiles: a column of each, its picture over its numbers.

use std::ops::Range;

use super::super::board::{Board, Look};
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{LARGEST, Map, Panel, Picture, Total, dots, numbers, whole};

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
