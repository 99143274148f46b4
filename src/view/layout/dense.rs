//! The arrangement of a dense layer that reads maps: it keeps the shape of what was flattened.
//!
//! ```text
//! x[0] x[1] x[2] x[3]      o
//! × w0                     0  6.6326
//! = products               1
//!  sum + sum + sum + sum   2
//! x[3]  × w0[3]  = products          the map that is spoken of in numbers
//! ```

use super::super::board::Look;
use super::needs::{Needs, short};
use super::output;
use super::overview::overview_panels;
use super::picture::{Close, LARGEST, Picture, Total, numbers, whole};

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
/// spoken of in numbers; at the right, the output. Where these have no room, the sums stand in a row under everything.
pub(super) fn dense(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    dense_of(needs, room, Sums::Under).or_else(|| dense_of(needs, room, Sums::Row))
}

/// Where the sums of a dense layer stand.
#[derive(Clone, Copy)]
enum Sums {
    /// Each under its products.
    Under,
    /// In a row under everything.
    Row,
}

impl Sums {
    /// Columns of a map at least.
    fn columns(self) -> u16 {
        match self {
            Self::Under => SUM,
            Self::Row => 0,
        }
    }

    /// The column of the way from a result under maps of so many columns to the output.
    fn way(self, maps: u16) -> Option<u16> {
        matches!(self, Self::Under).then_some(maps + 1)
    }

    /// Lines between the products and the numbers below.
    fn lines(self) -> u16 {
        match self {
            Self::Under => SUMS,
            Self::Row => 1,
        }
    }
}

fn dense_of(needs: &Needs, [width, height]: [u16; 2], sums: Sums) -> Option<Picture> {
    let output = output::column(needs, 1, height).filter(|_| needs.is_vector)?;
    let room = width.checked_sub(output.width + OUTPUT + 1)?;
    let (size, column) = largest(needs, [room, height], sums)?;
    let all = whole(needs.plane[0], needs.plane[1]);
    let places = ([1, column], [size; 2]);
    let mut panels = overview_panels(needs, &all, &(0..needs.groups), places);
    let end = panels.first()?.sum[1];
    let wide = 1 + needs.groups as u16 * column;
    let [at, lines] = [wide + OUTPUT, output.height];
    let right = at + output.width;

    if let Sums::Under = sums {
        // A bracket stands between the products and their sum.
        for panel in &mut panels {
            panel.sum[1] += 1;
        }
    }

    let (close, total) = under_maps(needs, sums, [end, lines], [wide, width]);
    let bottom = match total {
        Total::Row { y, .. } => y + 1,
        _ => end_of(&close)[1] + 1,
    };
    let picture = Picture {
        size: [right.max(end_of(&close)[0]), bottom.max(lines)],
        panels,
        total,
        maps: output.moved([at, 0]).maps,
        way: sums.way(wide),
        close: Some(close),
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}

/// The numbers of the map that is spoken of under the products, which end at this line, and where the sums stand: these under so
/// many columns, or in a row of the screen's, below all lines of the output.
fn under_maps(
    needs: &Needs,
    sums: Sums,
    [end, output]: [u16; 2],
    [wide, width]: [u16; 2],
) -> (Close, Total) {
    let y = end + sums.lines();

    match sums {
        Sums::Under => {
            let result = [wide.saturating_sub(needs.result), end + 2];
            let total = Total::Under { y: end + 1, result };
            (numbers_beside(needs, [0, y], true), total)
        }
        Sums::Row => {
            let close = numbers_beside(needs, [0, y.max(output)], false);
            let [x, y] = [0, end_of(&close)[1] + 1];
            (close, Total::Row { x, y, width })
        }
    }
}

/// The column and the line after the numbers of a map.
fn end_of(close: &Close) -> [u16; 2] {
    let last = close.products.as_ref().unwrap_or(&close.window);
    [last.x + last.width(), last.bottom()]
}

/// How large the cells of all maps can be, and the columns from one map to the next.
fn largest(needs: &Needs, [width, height]: [u16; 2], sums: Sums) -> Option<(u16, u16)> {
    let [rows, columns] = needs.plane;
    let column = |size: u16| (short(columns).saturating_mul(size)).max(sums.columns()) + GAP;
    let tall = |size: u16| (rows as u64 * u64::from(size)).div_ceil(2) + u64::from(NAME);
    let lines = |size: u16| 3 * tall(size) + u64::from(sums.lines() + NAMES) + rows as u64;
    let fits = |size: &u16| {
        needs.groups as u64 * u64::from(column(*size)) <= u64::from(width)
            && lines(*size) <= u64::from(height)
    };

    let size = (1..=LARGEST).rev().find(fits)?;
    Some((size, column(size)))
}

/// A map, its weights and its products in numbers, beside each other.
fn numbers_beside(needs: &Needs, [x, y]: [u16; 2], is_framed: bool) -> Close {
    let part = whole(needs.kernel[0], needs.kernel[1]);
    let mut left = x + 1;
    let mut next = |width: usize| {
        let y = y + 1 + u16::from(is_framed);
        let board = numbers([left, y], &part, Look::tiles(1, width));
        left = board.x + board.width() + 2;
        board
    };

    Close {
        group: needs.group,
        title: [x + 1, y],
        window: next(needs.input),
        is_framed,
        kernel: needs.is_weighted.then(|| next(needs.weight)),
        products: needs.is_weighted.then(|| next(needs.product)),
    }
}
