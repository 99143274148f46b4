//! Maps of several sources that are put behind each other: what each becomes, under it.
//!
//! ```text
//! x0[0]  fine   x0[1]  fine   x1[0]  up
//! 0 1 2         2 0 1         3 3 1
//! o[0]          o[1] ▼        o[2]
//! 0 1 2         2
//! ```

use super::super::board::{Board, Look};
use super::needs::{Needs, short};
use super::picture::{Map, Picture, Total, numbers, whole};

/// Columns between two maps.
const GAP: u16 = 4;

/// All maps in tiles of so many lines, and over each of them what it comes from.
pub(super) fn joined(needs: &Needs, lines: u16, [width, height]: [u16; 2]) -> Option<Picture> {
    let [count, rows, columns] = needs.maps;
    let look = Look::tiles(lines, needs.input.max(needs.output));
    let top = 1 + u16::from(look.is_tall());
    let pitch = Board::wide(columns, look).saturating_add(GAP);
    let wide = short(count).saturating_mul(pitch).saturating_sub(GAP);
    let below = short(rows).saturating_mul(lines).saturating_add(top);
    let bottom = below.saturating_mul(2);
    let size = [wide, bottom.saturating_add(1)];

    if size[0] > width || size[1] > height {
        return None;
    }

    let row = |y: u16| {
        let map = |map: usize| {
            let x = map as u16 * pitch;
            let board = numbers([x, y + top], &whole(rows, columns), look);
            Map::new(map, [x + 1, y], board)
        };
        (0..count).map(map).collect()
    };

    Some(Picture {
        size,
        joined: row(0),
        maps: row(below),
        total: Total::Row {
            x: 0,
            y: bottom,
            width: wide,
        },
        ..Picture::default()
    })
}
