//! A transposed convolution as stamps: each input cell times the whole kernel, and where that falls into the output.

use super::super::board::{Board, Look};
use super::needs::Needs;
use super::picture::{Map, Panel, Picture, Total, numbers, whole};

/// Columns between two stamps, for a sign.
const SIGN: u16 = 3;

/// What a stamp is called at least: `x[0,0] 3 × w0`.
const TITLE: u16 = 13;

/// Input and kernel above, then as many stamps as reach a cell at most, and the output that they add up to: in tiles of so many
/// lines.
pub(super) fn stamps(needs: &Needs, lines: u16, room: [u16; 2]) -> Option<Picture> {
    let ([rows, columns], slots) = needs.stamps?;
    let [_, map_rows, map_columns] = needs.maps;
    let look = Look::tiles(lines, needs.input);
    let top = if look.is_tall() { 2 } else { 1 };
    let plane = numbers([0, top], &whole(rows, columns), look);
    let x = plane.width() + 2 * SIGN;
    let [kernel_rows, kernel_columns] = needs.kernel;
    let kernel = numbers(
        [x, top],
        &whole(kernel_rows, kernel_columns),
        Look::tiles(lines, needs.weight),
    );

    let y = plane.bottom().max(kernel.bottom()) + 1;
    let part = whole(map_rows, map_columns);
    let pitch = Board::wide(map_columns, Look::tiles(lines, needs.product)).max(TITLE) + SIGN;

    if u64::from(pitch) * slots as u64 > u64::from(room[0]) {
        return None;
    }

    let stamp = |slot: usize| {
        let x = slot as u16 * pitch;
        numbers([x, y + top], &part, Look::tiles(lines, needs.product))
    };

    let stamps: Vec<Board> = (0..slots).map(stamp).collect();
    let output = numbers(
        [slots as u16 * pitch, y + top],
        &part,
        Look::tiles(lines, needs.output),
    );

    let wide = output.x + output.width();
    let bottom = output.bottom();
    let picture = Picture {
        size: [wide, bottom + 2],
        panels: vec![Panel {
            group: 0,
            title: [1, 0],
            sum: [plane.middle(), plane.bottom()],
            plane,
            window: None,
            kernel: Some(kernel),
            products: None,
        }],
        total: Total::Row {
            x: 0,
            y: bottom + 1,
            width: wide,
        },
        maps: vec![Map {
            index: needs.cell[0],
            title: [output.x + 1, y],
            board: output,
        }],
        stamps,
        ..Picture::default()
    };

    picture.fits(room).then_some(picture)
}
