//! Channels of one row, as a signal has them, one below the other.
//!
//! ```text
//! x[0]  0 1 3 2 2 1 0 1 1          │ o[0]                   x[0]  0 1 3 2 2 1 0 1 1
//! × w0[0]  = products              │                        × w0[0]  = products
//! x[1]  2 2 1 0 1 1 3 1 0          │ o[1]                               sum + bias = cell
//! × w0[1]  = products              │                        o[0]  ┌─────────────────┘
//!         sum + sum + bias = cell          or the maps under it
//! ```

use super::needs::{Needs, short};
use super::output::{Column, column, row};
use super::picture::{Panel, Picture, Total, numbers, whole};
use super::tiles::{WAY, beside_planes, has_room, with_output};

/// Columns between a kernel and its products.
const GAP: u16 = 3;

/// Columns before maps that have no room for an arrow to them.
const CLOSE: u16 = 3;

/// Lines of the sums, with one that is free above them.
const SUMS: u16 = 2;

/// Each channel with its kernel and products under it, in tiles of so many lines; the maps beside them, or under everything, as those
/// of one channel are.
pub(super) fn strips(needs: &Needs, lines: u16, room: [u16; 2]) -> Option<Picture> {
    has_room(needs, room)?;
    let each = each(needs, lines);
    let bottom = short(needs.groups).checked_mul(each)?;

    if needs.plane[0] != 1 || !needs.is_weighted || bottom > room[1].saturating_sub(SUMS) {
        return None;
    }

    let strip = |group: usize| strip(needs, lines, group, group as u16 * each);
    let panels: Vec<Panel> = (0..needs.groups).map(strip).collect();

    let picture = match &panels[..] {
        [panel] => one(needs, lines, room, panel.clone()),
        _ => several(needs, lines, room, (panels, bottom)),
    };

    picture.filter(|picture| picture.fits(room))
}

/// The channels, the sums in a row under them, and the maps beside them or under that.
fn several(
    needs: &Needs,
    lines: u16,
    [width, height]: [u16; 2],
    (panels, bottom): (Vec<Panel>, u16),
) -> Option<Picture> {
    let end = panels.iter().map(right).max()?;
    let heights = [bottom, height - SUMS];
    let beside = |x: u16| {
        let left = width.saturating_sub(x);
        Some((x, beside_planes(needs, (lines, false), left, heights)?))
    };

    if let Some((x, output)) = [WAY, CLOSE].iter().find_map(|way| beside(end + way)) {
        let wide = x + output.width;
        let size = [wide, bottom.max(output.height) + SUMS];
        let total = sums([bottom, wide]);
        return Some(with_output(panels, total, size, output, [x, 0]));
    }

    let below = bottom + SUMS + 1;
    let output = column(needs, lines, height.checked_sub(below)?)?;
    let wide = end.max(output.width);
    let size = [wide, below + output.height];

    Some(with_output(
        panels,
        sums([bottom, wide]),
        size,
        output,
        [0, below],
    ))
}

/// The one channel, with its sum under its products and the bias and the result after it, and the maps under them: beside each other
/// where they have no room one below the other.
fn one(needs: &Needs, lines: u16, [width, height]: [u16; 2], panel: Panel) -> Option<Picture> {
    let [middle, y] = panel.sum;
    let tall = height.checked_sub(y + 1)?;
    let has_all = |column: &Column| column.maps.len() == needs.maps[0];
    let stacked = || column(needs, lines, tall);
    let output = stacked()
        .filter(has_all)
        .or_else(|| row(needs, lines, [width, tall]))
        .or_else(stacked)?;
    let result = [middle + 3 + (needs.output as u16).div_ceil(2), y];

    // Each number of a map that is not longer than the signal stands under that of the signal at its place.
    let before = u16::try_from(needs.inner[1].start).ok()?;
    let pitch = panel.plane.look.wide;
    let is_alike = output.maps.iter().all(|map| map.board.look.wide == pitch);
    let x = if is_alike && needs.maps[2] <= needs.inner[1].len() {
        before * pitch
    } else {
        0
    };

    let end = right(&panel).max(x + output.width);
    let size = [end.max(result[0] + needs.result), y + 1 + output.height];
    let total = Total::Under { y, result };

    // The way to the maps leads down, past no name.
    Some(Picture {
        way: None,
        ..with_output(vec![panel], total, size, output, [x, y + 1])
    })
}

/// The sums in a row of so many columns, under these lines.
fn sums([bottom, width]: [u16; 2]) -> Total {
    let [x, y] = [0, bottom + 1];
    Total::Row { x, y, width }
}

/// The column after a channel.
fn right(panel: &Panel) -> u16 {
    let boards = panel.taps().chain([&panel.plane]);
    boards
        .map(|board| board.x + board.width())
        .fold(0, u16::max)
}

/// Lines of a channel.
fn each(needs: &Needs, lines: u16) -> u16 {
    let tall = u16::from(needs.plane_look(lines).is_tall());
    2 + tall + 2 * lines
}

fn strip(needs: &Needs, lines: u16, group: usize, y: u16) -> Panel {
    let look = needs.plane_look(lines);
    let top = y + 1 + u16::from(look.is_tall());
    let plane = numbers([0, top], &whole(needs.plane[0], needs.plane[1]), look);
    let part = whole(needs.kernel[0], needs.kernel[1]);
    let at = [0, plane.bottom() + 1];
    let kernel = numbers(at, &part, needs.look(lines, needs.weight));
    let at = [kernel.x + kernel.width() + GAP, kernel.y];
    let products = numbers(at, &part, needs.look(lines, needs.product));

    Panel {
        group,
        title: [1, y],
        plane,
        window: None,
        sum: [products.middle(), products.bottom() + 1],
        kernel: Some(kernel),
        products: Some(products),
    }
}
