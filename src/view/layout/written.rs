//! What is written, as a picture, and how large the cells of a picture may be.

use super::needs::Needs;
use super::output::{self, Column};
use super::picture::{LARGEST, Map, dots};

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
