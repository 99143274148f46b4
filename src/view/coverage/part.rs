//! Which part of the counts is seen where there is no room for all.

use std::ops::Range;

use super::super::grid::around;

/// So many rows and columns around a window.
pub(super) fn near(
    window: &[Range<usize>; 2],
    all: [usize; 2],
    most: [usize; 2],
) -> [Range<usize>; 2] {
    [0, 1].map(|dim| {
        let start = window[dim].start.min(all[dim].saturating_sub(1));
        let seen = start..window[dim].end.clamp(start + 1, all[dim].max(1));
        around(seen, all[dim], most[dim].max(1))
    })
}

/// Where all cells of such a part are read equally often, the corner that is nearest to the window, if it tells more. `at` tells how
/// often a cell is read.
pub(super) fn corner(
    at: impl Fn([usize; 2]) -> Option<u64>,
    window: &[Range<usize>; 2],
    all: [usize; 2],
    most: [usize; 2],
) -> Option<[Range<usize>; 2]> {
    let near = near(window, all, most);
    let corner = [0, 1].map(|dim| {
        let is_far = window[dim].start + window[dim].end > all[dim];
        let length = near[dim].len();

        if is_far {
            all[dim] - length..all[dim]
        } else {
            0..length
        }
    });

    let is_alike = |[rows, columns]: &[Range<usize>; 2]| {
        let first = at([rows.start, columns.start]);
        let mut down = rows.clone().map(|row| [row, columns.start]);
        let mut along = columns.clone().map(|column| [rows.start, column]);

        down.all(|place| at(place) == first) && along.all(|place| at(place) == first)
    };

    (is_alike(&near) && !is_alike(&corner)).then_some(corner)
}
