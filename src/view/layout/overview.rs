//! The arrangement of many channels: all of them as small pictures, the one that is spoken of in numbers.

use std::ops::Range;

use super::super::grid::around;
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{Panel, Picture, Total, dots, whole};
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
    let panels = overview_panels(needs, &seen, column, [size, kernel_size(size)]);
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

fn overview_panels(
    needs: &Needs,
    seen: &Range<usize>,
    column: u16,
    [size, kernel]: [u16; 2],
) -> Vec<Panel> {
    let panel = |(index, group): (usize, usize)| {
        let x = index as u16 * column;
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
