//! The arrangement of many channels: all of them as small pictures, the one that is spoken of in numbers.

use std::ops::Range;

use super::super::board::Look;
use super::super::grid::around;
use super::close::Numbers;
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{Close, LARGEST, Map, Panel, Picture, Total, dots, numbers, whole};
use super::pictures::written;

/// Lines of the numbers' names and edges.
const EDGES: u16 = 7;

/// Columns between the pictures, the numbers and a vector.
const BETWEEN: u16 = 2;

/// Columns of what the channels come to that are not seen.
const OTHERS: u16 = 24;

/// Columns of a picture's column at least, for its sum; and between two.
const NARROWEST: u64 = 7;
const APART: [u64; 2] = [2, 1];

/// All channels as pictures, their kernels and products too; the channel that is spoken of in numbers at the right.
pub(super) fn overview(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let lines = 3 * short(needs.kernel[0]) + EDGES;
    let sketch = Numbers::new(needs, [0, 0], [width / 2, height.min(lines + BETWEEN)])?;
    let right = sketch.width + BETWEEN;
    let [vector, maps] = if needs.is_vector {
        [output::column(needs, 1, height)?.width + BETWEEN, 0]
    } else {
        [0, 1 + short(needs.maps[1]).div_ceil(2)]
    };

    let room = width.checked_sub(right + vector + BETWEEN)?;
    let (sizes, column) = pitch(needs, [room, height.checked_sub(maps + 5)?])?;
    let shown = usize::from(room / column).min(needs.groups);
    let seen = around(needs.group..needs.group + 1, needs.groups, shown);
    let panels = overview_panels(needs, &seen, [0, column], sizes);
    let sums = panels.first()?.sum[1];
    let end = shown as u16 * column;
    let x = end + BETWEEN;
    let made = Numbers::new(needs, [x, 0], [right, sums.max(lines).min(height - maps)])?;
    let wide = x + right;

    // The result stands under the sums, at the left of the numbers where these go on below.
    let others = if shown < needs.groups { OTHERS } else { 0 };
    let result_end = if made.bottom > sums + 1 { end } else { wide };
    let result = result_end.checked_sub(needs.result + others);
    let bottom = made.bottom.max(sums + 2);
    let (total, bottom) = if let Some(result) = result.filter(|_| needs.form.is_summed()) {
        let result = [result, sums + 1];
        (Total::Under { y: sums, result }, bottom)
    } else {
        let [x, y, width] = [0, bottom, wide];
        (Total::Row { x, y, width }, bottom + 1)
    };

    let output = beside_or_below(needs, [wide, bottom], [width, height])?;
    let picture = Picture {
        size: [output.width, output.height.max(bottom)],
        panels,
        total,
        close: Some(made.close),
        maps: output.maps,
        sheet: output.sheet,
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}

/// The largest cells of planes and kernels with which all channels have room, or a few of many; and the columns from one channel
/// to the next.
fn pitch(needs: &Needs, [width, height]: [u16; 2]) -> Option<([u16; 2], u16)> {
    let is_dense = needs.plane == needs.kernel;
    let sizes = |size: u16| [size, if is_dense { size } else { size.min(2) }];
    let wide = |cells: usize, size: u16| cells as u64 * u64::from(size);
    let tall = |cells: usize, size: u16| wide(cells, size).div_ceil(2);
    let column = |(sizes, apart): ([u16; 2], u64)| {
        let own = wide(needs.plane[1], sizes[0]).max(wide(needs.kernel[1], sizes[1]));
        own.max(NARROWEST) + apart
    };

    let fits = |groups: usize, (sizes, apart): ([u16; 2], u64)| {
        let lines = tall(needs.plane[0], sizes[0]) + 2 * tall(needs.kernel[0], sizes[1]);
        column((sizes, apart)) * groups as u64 <= u64::from(width) && lines <= u64::from(height)
    };

    let largest = |groups: usize| {
        let sizes = (1..=LARGEST).rev().map(sizes);
        let mut all = sizes.flat_map(|sizes| APART.map(|apart| (sizes, apart)));
        all.find(|sizes| fits(groups, *sizes))
    };

    let found = largest(needs.groups).or_else(|| largest(needs.groups.min(FEW)))?;
    Some((found.0, column(found) as u16))
}

/// Channels that are seen at least, where not all of them have room.
const FEW: usize = 4;

/// The output: a vector at the right of these columns, maps as pictures under these lines, else one map at the right. Its width
/// and height are those of everything.
fn beside_or_below(
    needs: &Needs,
    [wide, bottom]: [u16; 2],
    [width, height]: [u16; 2],
) -> Option<Column> {
    if needs.is_vector {
        let x = wide + BETWEEN;
        let column = output::column(needs, 1, height)?.moved([x, 0]);
        let width = x + column.width;
        return Some(Column { width, ..column });
    }

    let maps = sheet(needs, [width, height.saturating_sub(bottom)]);
    let room = [width.saturating_sub(wide + BETWEEN), bottom];

    if maps.is_empty() {
        if needs.maps[2] > usize::from(room[0]) {
            return None;
        }

        let map = written(needs, room, LARGEST)?.moved([wide + BETWEEN, 0]);
        let [width, height] = [wide + BETWEEN + map.width, bottom];

        return Some(Column {
            width,
            height,
            ..map
        });
    }

    let list = maps.into_iter().map(|map| map.moved([0, bottom]));
    let sheet: Vec<Map> = list.collect();
    let ends = sheet.iter().map(Map::bottom);
    let rights = sheet.iter().map(Map::right);

    Some(Column {
        width: rights.fold(wide, u16::max),
        height: ends.max().unwrap_or(bottom),
        sheet,
        maps: Vec::new(),
    })
}

/// Columns that the sum of a map takes at least, and between two maps.
const SUM: u16 = 8;
const GAP: u16 = 1;

/// Columns between the last map and the output.
const OUTPUT: u16 = 3;

/// Lines of a map's name, of the sums with the result, and of the names above the numbers below.
const NAME: u16 = 1;
const SUMS: u16 = 4;
const NAMES: u16 = 3;

/// All maps that a dense layer reads, their weights and products under them and the sums under those; below, the map that is
/// spoken of in numbers; at the right, the output.
pub(super) fn dense(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let output = output::column(needs, 1, height).filter(|_| needs.is_vector)?;
    let room = width.checked_sub(output.width + OUTPUT + 1)?;
    let (size, column) = largest(needs, [room, height])?;
    let mut panels = overview_panels(needs, &(0..needs.groups), [1, column], [size; 2]);

    // A bracket stands between the products and their sum.
    for panel in &mut panels {
        panel.sum[1] += 1;
    }

    let sums = panels.first()?.sum[1];
    let wide = 1 + needs.groups as u16 * column;
    let close = numbers_beside(needs, [0, sums + SUMS - 1]);
    let last = close.products.as_ref().unwrap_or(&close.window);
    let bottom = last.bottom() + 1;
    let picture = Picture {
        size: [
            (wide + OUTPUT + output.width).max(last.x + last.width()),
            bottom.max(output.height),
        ],
        panels,
        total: Total::Under {
            y: sums,
            result: [wide.saturating_sub(needs.result), sums + 1],
        },
        close: Some(close),
        maps: output.moved([wide + OUTPUT, 0]).maps,
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}

/// How large the cells of all maps can be, and the columns from one map to the next.
fn largest(needs: &Needs, [width, height]: [u16; 2]) -> Option<(u16, u16)> {
    let [rows, columns] = needs.plane;
    let column = |size: u16| (short(columns).saturating_mul(size)).max(SUM) + GAP;
    let tall = |size: u16| (rows as u64 * u64::from(size)).div_ceil(2) + u64::from(NAME);
    let lines = |size: u16| 3 * tall(size) + u64::from(SUMS + NAMES) + rows as u64;
    let fits = |size: &u16| {
        needs.groups as u64 * u64::from(column(*size)) <= u64::from(width)
            && lines(*size) <= u64::from(height)
    };

    let size = (1..=LARGEST).rev().find(fits)?;
    Some((size, column(size)))
}

/// A map, its weights and its products in numbers, beside each other.
fn numbers_beside(needs: &Needs, [x, y]: [u16; 2]) -> Close {
    let part = whole(needs.kernel[0], needs.kernel[1]);
    let mut left = x + 1;
    let mut next = |width: usize| {
        let board = numbers([left, y + 2], &part, Look::tiles(1, width));
        left = board.x + board.width() + 2;
        board
    };

    Close {
        group: needs.group,
        title: [x + 1, y],
        window: next(needs.input),
        is_framed: true,
        kernel: needs.is_weighted.then(|| next(needs.weight)),
        products: needs.is_weighted.then(|| next(needs.product)),
    }
}

fn overview_panels(
    needs: &Needs,
    seen: &Range<usize>,
    [left, column]: [u16; 2],
    [size, kernel]: [u16; 2],
) -> Vec<Panel> {
    let panel = |(index, group): (usize, usize)| {
        let x = left + index as u16 * column;
        let plane = dots([x, 1], &whole(needs.plane[0], needs.plane[1]), size);
        let part = whole(needs.kernel[0], needs.kernel[1]);
        let weights = dots([x, plane.bottom() + 1], &part, kernel);
        let products = dots([x, weights.bottom() + 1], &part, kernel);

        Panel {
            group,
            title: [x, 0],
            sum: [x + column / 2 - 1, products.bottom()],
            plane,
            window: None,
            kernel: Some(weights),
            products: Some(products),
        }
    };

    seen.clone().enumerate().map(panel).collect()
}
