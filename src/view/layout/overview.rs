//! The arrangement of many channels: all of them as small pictures, the one that is spoken of in numbers.

use std::ops::Range;

use super::super::board::Board;
use super::super::grid::page;
use super::close::Numbers;
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{LARGEST, Map, Panel, Picture, Total, dots, whole};
use super::written::written;

/// Lines of the numbers' names and edges.
const EDGES: u16 = 7;

/// Lines of the names over pictures, and of the sums.
const NAMES: u16 = 5;

/// Columns between the pictures, the numbers and a vector.
const BETWEEN: u16 = 2;

/// Columns of what the channels come to that are not seen.
const OTHERS: u16 = 24;

/// Columns of a picture's column at least, for its sum; and between two.
const NARROWEST: u64 = 7;
const APART: [u64; 2] = [2, 1];

/// All channels as pictures, their kernels and products too; the channel that is spoken of in numbers at the right. Where not all of
/// them have room with their padding, without it.
pub(super) fn overview(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    let all = whole(needs.plane[0], needs.plane[1]);
    let has_all = |picture: &Picture| picture.panels.len() == needs.groups;
    let with = overview_of(needs, room, &all);

    if with.as_ref().is_some_and(has_all) || needs.inner == all {
        return with;
    }

    overview_of(needs, room, &needs.inner)
        .filter(has_all)
        .or(with)
}

/// The numbers of the channel that is spoken of: with an edge around the window, where that takes nothing from them.
fn in_numbers(needs: &Needs, at: [u16; 2], room: [u16; 2]) -> Option<Numbers> {
    let has_all = |numbers: &Numbers| numbers.is_whole(needs);
    let of = |is_framed| Numbers::stacked(needs, at, room, (3, is_framed));

    of(true)
        .filter(has_all)
        .or_else(|| of(false).filter(has_all))
        .or_else(|| of(true))
}

/// The same with these rows and columns of the planes.
fn overview_of(
    needs: &Needs,
    [width, height]: [u16; 2],
    part: &[Range<usize>; 2],
) -> Option<Picture> {
    let lines = 3 * short(needs.kernel[0]) + EDGES;
    let sketch = in_numbers(needs, [0, 0], [width / 2, height.min(lines + BETWEEN)])?;
    let right = sketch.width + BETWEEN;
    let [vector, maps] = written_in(needs, height)?;
    let room = width.checked_sub(right + vector + BETWEEN)?;
    let tall = height.checked_sub(maps + NAMES)?;
    let (panels, end) = channels(needs, part, [room, tall])?;
    let sums = panels.first()?.sum[1];
    let x = end + BETWEEN;
    let made = in_numbers(needs, [x, 0], [right, sums.max(lines).min(height - maps)])?;
    let wide = x + right;
    let (total, bottom) = total(needs, [sums, made.bottom], panels.len(), [end, wide]);
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

/// As many channels as have room, with the largest cells, and the column after them.
fn channels(needs: &Needs, part: &[Range<usize>; 2], room: [u16; 2]) -> Option<(Vec<Panel>, u16)> {
    let (sizes, column) = pitch(needs, part, room)?;
    let shown = usize::from(room[0] / column).min(needs.groups);
    let seen = page(needs.group, needs.groups, shown);
    let panels = overview_panels(needs, part, &seen, ([0, column], sizes));

    Some((panels, shown as u16 * column))
}

/// Columns that a vector takes, and lines of maps.
fn written_in(needs: &Needs, height: u16) -> Option<[u16; 2]> {
    Some(if needs.is_vector {
        [output::column(needs, 1, height)?.width + BETWEEN, 0]
    } else {
        [0, 1 + short(needs.maps[1]).div_ceil(2)]
    })
}

/// What so many channels come to, and the line after it: under their sums, at the left of the numbers where these go on below; or in
/// a row under everything.
fn total(
    needs: &Needs,
    [sums, numbers]: [u16; 2],
    shown: usize,
    [end, width]: [u16; 2],
) -> (Total, u16) {
    let others = if shown < needs.groups { OTHERS } else { 0 };
    let result_end = if numbers > sums + 1 { end } else { width };
    let result = result_end.checked_sub(needs.result + others);
    let bottom = numbers.max(sums + 2);

    if let Some(x) = result.filter(|_| needs.form.is_summed()) {
        let result = [x, sums + 1];
        (Total::Under { y: sums, result }, bottom)
    } else {
        let [x, y] = [0, bottom];
        (Total::Row { x, y, width }, bottom + 1)
    }
}

/// The largest cells of planes and kernels with which all channels have room, or a few of many; and the columns from one channel
/// to the next.
fn pitch(
    needs: &Needs,
    part: &[Range<usize>; 2],
    [width, height]: [u16; 2],
) -> Option<([u16; 2], u16)> {
    let is_dense = needs.plane == needs.kernel;
    let sizes = |size: u16| [size, if is_dense { size } else { size.min(2) }];
    let fits = |groups: usize, (sizes, apart): ([u16; 2], u64)| {
        let [column, lines] = channel(needs, part, sizes);
        (column + apart) * groups as u64 <= u64::from(width) && lines <= u64::from(height)
    };

    let largest = |groups: usize| {
        let sizes = (1..=LARGEST).rev().map(sizes);
        let mut all = sizes.flat_map(|sizes| APART.map(|apart| (sizes, apart)));
        all.find(|sizes| fits(groups, *sizes))
    };

    let (sizes, apart) = largest(needs.groups).or_else(|| largest(needs.groups.min(FEW)))?;
    let [column, _] = channel(needs, part, sizes);
    Some((sizes, (column + apart) as u16))
}

/// Columns of a channel's picture, and lines with its kernel and products, with cells of these sizes.
fn channel(needs: &Needs, part: &[Range<usize>; 2], [plane, kernel]: [u16; 2]) -> [u64; 2] {
    let along = |cells: usize, size: u16| cells as u64 * u64::from(size);
    let down = |cells: usize, size: u16| along(cells, size).div_ceil(2);
    let widths = [along(part[1].len(), plane), along(needs.kernel[1], kernel)];
    let lines = down(part[0].len(), plane) + 2 * down(needs.kernel[0], kernel);

    [widths.into_iter().fold(NARROWEST, u64::max), lines]
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

/// Channels as pictures with kernels and products under them, from a column on and so many columns apart, with cells of these sizes.
pub(super) fn overview_panels(
    needs: &Needs,
    part: &[Range<usize>; 2],
    seen: &Range<usize>,
    ([left, column], [size, kernel]): ([u16; 2], [u16; 2]),
) -> Vec<Panel> {
    let panel = |(index, group): (usize, usize)| {
        let x = left + index as u16 * column;
        let plane = dots([x, 1], part, size);
        let part = whole(needs.kernel[0], needs.kernel[1]);
        let below = |board: &Board| dots([x, board.bottom() + 1], &part, kernel);
        let weights = needs.is_weighted.then(|| below(&plane));
        let products = weights.as_ref().map(below);
        let last = products.as_ref().unwrap_or(&plane);

        Panel {
            group,
            title: [x, 0],
            sum: [x + column / 2 - 1, last.bottom()],
            plane,
            window: None,
            kernel: weights,
            products,
        }
    };

    seen.clone().enumerate().map(panel).collect()
}
