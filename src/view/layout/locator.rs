//! The map of a whole plane, where only a part of it is seen around the window.

use super::super::board::Board;
use super::needs::{Needs, short};
use super::output::sheet;
use super::picture::{Map, dots, whole};

/// Dots that it has at least, down and along, where it is made smaller.
const LEAST: usize = 8;

/// Columns that it takes at most, and the largest of its cells.
const WIDEST: usize = 40;
const LARGEST: u16 = 3;

/// The largest one that fits between these columns and lines, its name above it; nothing where nearly all of the plane is seen.
pub(super) fn map(
    needs: &Needs,
    seen: &Board,
    [x, y]: [u16; 2],
    [width, height]: [u16; 2],
) -> Option<Board> {
    let [rows, columns] = needs.plane;
    let is_nearly_all = seen.rows.len() * 4 >= rows * 3 && seen.columns.len() * 4 >= columns * 3;
    let tall = 2 * usize::from(height.checked_sub(1)?);

    // The frame of what is seen stands around it.
    let wide = usize::from(width.checked_sub(2)?).min(WIDEST);

    let larger = (1..=LARGEST).rev().map(|size| (size, 1));
    let smaller = (2..=rows.min(columns) / LEAST).map(|step| (1, step));
    let fits = |(size, step): &(u16, usize)| {
        let size = usize::from(*size);
        columns.div_ceil(*step) * size <= wide && rows.div_ceil(*step) * size <= tall
    };

    let (size, step) = larger
        .chain(smaller)
        .find(fits)
        .filter(|_| !is_nearly_all)?;

    Some(Board {
        step,
        ..dots([x + 1, y + 1], &whole(rows, columns), size)
    })
}

/// All maps as pictures from a line on; before them the whole of this plane, where it is seen in part.
pub(super) fn before_maps(
    needs: &Needs,
    plane: Option<&Board>,
    y: u16,
    [width, height]: [u16; 2],
) -> (Option<Board>, Vec<Map>) {
    let whole = plane.and_then(|seen| map(needs, seen, [0, y], [width / 4, height]));
    // They begin where the plane does, after the column for its window's edge.
    let left = whole.as_ref().map_or(1, |board| board.width() + 2);
    let room = width.saturating_sub(left);
    let maps = spread(sheet(needs, [room, height]), needs.maps[0], room).into_iter();

    (whole, maps.map(|map| map.moved([left, y])).collect())
}

/// So many maps that stand in one row, with the same room for each of so many columns.
fn spread(maps: Vec<Map>, count: usize, width: u16) -> Vec<Map> {
    let is_row = maps.len() == count && maps.iter().all(|map| map.title[1] == 0);
    let pitch = width / short(count).max(1);
    let place = |(index, map): (usize, Map)| {
        let x = short(index).saturating_mul(pitch);
        let by = x.saturating_sub(map.title[0]);
        map.moved([by, 0])
    };

    if is_row {
        maps.into_iter().enumerate().map(place).collect()
    } else {
        maps
    }
}
