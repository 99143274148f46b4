//! The arrangement of many channels: all of them as small pictures, the one that is spoken of in numbers.

use std::ops::Range;

use super::super::board::Look;
use super::super::grid::around;
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{Close, Panel, Picture, Total, dots, numbers, whole};
use super::pictures::{LARGEST, Numbers};

/// All channels as pictures, their kernels and products too; the channel that is spoken of in numbers at the right.
pub(super) fn overview(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let numbers = Numbers::new(
        needs,
        [0, 0],
        [width / 2, height.min(3 * short(needs.kernel[0]) + 9)],
    )?;
    let right = numbers.width.max(needs.result.min(width / 3)) + 2;
    let vector = if needs.is_vector {
        output::column(needs, 1, height)?.width + 2
    } else {
        0
    };

    let room = width.checked_sub(right + vector + 2)?;
    let [rows, columns] = needs.plane;
    let is_dense = needs.plane == needs.kernel;
    let maps = if needs.is_vector {
        0
    } else {
        1 + short(needs.maps[1]).div_ceil(2)
    };
    let body = height.checked_sub(maps + 5)?;
    let kernel_size = |size: u16| if is_dense { size } else { size.min(2) };
    let fits = |groups: usize, size: &u16| {
        let column = (columns as u64 * u64::from(*size))
            .max(needs.kernel[1] as u64 * u64::from(kernel_size(*size)))
            .max(7)
            + 2;
        let tall = |rows: usize, size: u16| (rows as u64 * u64::from(size)).div_ceil(2);
        let all = tall(rows, *size) + 2 * tall(needs.kernel[0], kernel_size(*size));
        column * groups as u64 <= u64::from(room) && all <= u64::from(body)
    };

    let largest = |groups: usize| (1..=LARGEST).rev().find(|size| fits(groups, size));
    let size = largest(needs.groups).or_else(|| largest(needs.groups.min(4)))?;
    let column = (short(columns) * size)
        .max(short(needs.kernel[1]) * kernel_size(size))
        .max(7)
        + 2;
    let shown = usize::from(room / column).min(needs.groups);
    let seen = around(needs.group..needs.group + 1, needs.groups, shown);
    let panels = overview_panels(needs, &seen, [0, column], [size, kernel_size(size)]);
    let sums = panels.first()?.sum[1];
    let x = shown as u16 * column + 2;
    let made = Numbers::new(
        needs,
        [x, 1],
        [
            right,
            sums.max(3 * short(needs.kernel[0]) + 7).min(height - maps),
        ],
    )?;
    let wide = x + right;
    let bottom = sums.max(made.bottom);
    let total = if shown == needs.groups && sums + 1 >= made.bottom {
        Total::Under {
            y: sums,
            result: [x, sums],
        }
    } else {
        Total::Row {
            x: 0,
            y: bottom + 1,
            width: wide,
        }
    };

    let output = if needs.is_vector {
        let column = output::column(needs, 1, height)?;
        column.moved([wide + 2, 0])
    } else {
        let list = sheet(needs, [wide, height.saturating_sub(bottom + 2)]);
        Column {
            width: wide,
            height: list.iter().map(|map| map.board.bottom()).max().unwrap_or(0) + bottom + 2,
            sheet: list
                .into_iter()
                .map(|map| map.moved([0, bottom + 2]))
                .collect(),
            maps: Vec::new(),
        }
    };

    let picture = Picture {
        size: [
            if needs.is_vector {
                wide + 2 + output.width
            } else {
                wide
            },
            output.height.max(bottom + 2),
        ],
        panels,
        total,
        close: Some(made.close),
        maps: output.maps,
        sheet: output.sheet,
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
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
