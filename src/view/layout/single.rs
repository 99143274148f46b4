//! The smallest arrangement: one channel, all sums in a list, and the output.

use super::super::board::{Board, Look};
use super::needs::{Needs, short};
use super::output::{Column, column};
use super::picture::{Map, Panel, Picture, Total, numbers};

/// Columns of the list of sums.
const LIST: u16 = 18;

/// The channel that is spoken of, in tiles of so many lines, as much of it around the window as there is room for.
pub(super) fn single(needs: &Needs, lines: u16, [width, height]: [u16; 2]) -> Option<Picture> {
    let look = needs.plane_look(lines);
    let top = 1 + u16::from(look.is_tall());
    let kernel_lines = if needs.is_weighted {
        let most = height.saturating_sub(top + 1) / lines / 2;
        short(needs.kernel[0]).min(most.max(1))
    } else {
        0
    };

    let below = if needs.is_weighted {
        1 + kernel_lines * lines
    } else {
        0
    };

    let rows = height.checked_sub(top + below)? / lines;
    let output_width = Board::wide(needs.maps[2], Look::tiles(1, needs.output));
    let output_width = if needs.is_vector {
        6 + needs.output as u16
    } else {
        output_width
    };
    let left = width.checked_sub(LIST + output_width.min(width / 4) + 3)?;
    let [plane_rows, plane_columns] = needs.part([
        usize::from(rows),
        usize::from(left.checked_sub(1)? / look.wide),
    ]);

    if plane_rows.is_empty() || plane_columns.is_empty() {
        return None;
    }

    let plane = numbers([0, top], &[plane_rows, plane_columns], look);
    let y = plane.bottom() + 1;
    let small = Look::tiles(lines, needs.weight.max(needs.product));
    let kernel_columns = usize::from(left.saturating_sub(5) / 2 / small.wide);
    let part = needs.kernel_part([usize::from(kernel_lines), kernel_columns]);
    let board = |x: u16| needs.is_weighted.then(|| numbers([x, y], &part, small));
    let kernel = board(0);
    let kernel_width = kernel.as_ref().map_or(0, Board::width);
    let products = board(kernel_width + 3);
    let end = plane
        .width()
        .max(products.as_ref().map_or(0, |board| board.x + board.width()));

    let output = output(needs, [width.saturating_sub(end + LIST + 3), height])?;
    let panel = Panel {
        group: needs.group,
        title: [1, 0],
        sum: [plane.middle(), plane.bottom()],
        plane,
        window: None,
        kernel,
        products,
    };

    let picture = Picture {
        size: [end + LIST + 3 + output.width, height],
        panels: vec![panel],
        total: Total::List {
            x: end + 2,
            y: 0,
            lines: height,
        },
        maps: output
            .maps
            .into_iter()
            .map(|map| map.moved([end + LIST + 3, 0]))
            .collect(),
        ..Picture::default()
    };

    Some(picture)
}

/// The output in the compact look: all maps, or as much of the one that is spoken of as there is room for.
fn output(needs: &Needs, [width, height]: [u16; 2]) -> Option<Column> {
    let all = column(needs, 1, height).filter(|all| all.width <= width && all.sheet.is_empty());

    if all.is_some() {
        return all;
    }

    let look = Look::tiles(1, needs.output);
    let index = if needs.is_vector { 4 } else { 0 };
    let columns = usize::from(width.checked_sub(index + 1)? / look.wide);
    let rows = usize::from(height.saturating_sub(1));
    let board = numbers([index, 1], &needs.map_part([rows, columns]), look);

    Some(Column {
        width: index + board.width(),
        height: board.bottom(),
        maps: vec![Map::new(needs.cell[0], [1, 0], board)],
        sheet: Vec::new(),
    })
}
