//! A transposed convolution as stamps: each input cell times the whole kernel, and where that falls into the output.

use super::super::board::{Board, Look};
use super::needs::Needs;
use super::picture::{Map, Panel, Picture, Total, numbers, whole};
use super::slots::Slots;

/// Columns between two stamps, for a sign.
const SIGN: u16 = 3;

/// What a stamp is called at least: `x[0,0] 3 × w0`.
const TITLE: u16 = 13;

/// Input and kernel above, then as many stamps as reach a cell at most, and the output that they add up to: in tiles of so many
/// lines.
pub(super) fn stamps(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    (input, slots): ([usize; 2], Slots),
) -> Option<Picture> {
    let count = slots.count();
    let above = above(needs, lines, input);
    let top = above.plane.y;
    let y = above.bottom() + 1;
    let [_, rows, columns] = needs.maps;
    let part = whole(rows, columns);
    let board = |slot: usize, pitch: u16, wide: usize| {
        let x = slot as u16 * pitch;
        numbers([x, y + top], &part, Look::tiles(lines, wide))
    };

    let wide = Board::wide(columns, Look::tiles(lines, needs.product));
    let pitch = wide.max(TITLE) + SIGN;
    let stamp = |slot: usize| board(slot, pitch, needs.product);

    if count > usize::from(room[0] / pitch) {
        return None;
    }

    let output = board(count, pitch, needs.output);
    let [wide, bottom] = [output.x + output.width(), output.bottom()];
    let picture = Picture {
        size: [wide, bottom + 2],
        panels: vec![above],
        total: Total::Row {
            x: 0,
            y: bottom + 1,
            width: wide,
        },
        stamps: (0..count).map(stamp).collect(),
        slots,
        maps: vec![Map::new(needs.cell[0], [output.x + 1, y], output)],
        ..Picture::default()
    };

    picture.fits(room).then_some(picture)
}

/// The input, and the kernel beside it.
fn above(needs: &Needs, lines: u16, [rows, columns]: [usize; 2]) -> Panel {
    let look = Look::tiles(lines, needs.input);
    let top = if look.is_tall() { 2 } else { 1 };
    let plane = numbers([0, top], &whole(rows, columns), look);
    let x = plane.width() + 2 * SIGN;
    let [rows, columns] = needs.kernel;
    let look = Look::tiles(lines, needs.weight);

    Panel {
        group: 0,
        title: [1, 0],
        sum: [plane.middle(), plane.bottom()],
        plane,
        window: None,
        kernel: Some(numbers([x, top], &whole(rows, columns), look)),
        products: None,
    }
}
