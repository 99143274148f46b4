//! Arrangements of planes that are too large for tiles: pictures with the window on them, and its numbers beside.

use super::super::board::{Board, Look};
use super::needs::{Needs, short};
use super::output::{self, Column, sheet};
use super::picture::{Close, Map, Panel, Picture, Total, dots, numbers, whole};

/// Columns around the numbers in the middle.
const MARGIN: u16 = 3;

/// The largest size of a picture's cell.
pub(super) const LARGEST: u16 = 6;

/// The channel that is spoken of in numbers, and the room that it takes.
pub(super) struct Numbers {
    pub close: Close,
    pub width: u16,
    /// The line after them.
    pub bottom: u16,
}

impl Numbers {
    /// The window's numbers, the kernel's and the products, one below the other: as many rows and columns of the kernel as
    /// there is room for.
    pub(super) fn new(needs: &Needs, [x, y]: [u16; 2], [width, height]: [u16; 2]) -> Option<Self> {
        let kinds = if needs.is_weighted { 3 } else { 1 };
        let spare = height.checked_sub(kinds + 2)?;
        let widest = if needs.is_weighted {
            needs.input.max(needs.weight).max(needs.product)
        } else {
            needs.input
        };

        let is_roomy = spare / kinds > 2 * short(needs.kernel[0]);
        let look = Look::tiles(if is_roomy { 2 } else { 1 }, widest);
        let rows = usize::from(spare / kinds / look.lines()).clamp(1, needs.kernel[0]);
        let columns = usize::from((width.saturating_sub(2)) / look.wide).clamp(1, needs.kernel[1]);
        let part = needs.kernel_part([rows, columns]);
        let window = numbers([x, y + 2], &part, look);
        let mut bottom = window.bottom() + 1;
        let mut next = || {
            let board = numbers([x, bottom + 1], &part, look);
            bottom = board.bottom();
            board
        };

        let kernel = needs.is_weighted.then(&mut next);
        let products = needs.is_weighted.then(&mut next);

        Some(Self {
            width: window.width() + 1,
            bottom,
            close: Close {
                group: needs.group,
                title: [x + 1, y],
                window,
                kernel,
                products,
            },
        })
    }

    /// Under its last numbers.
    fn sum(&self) -> [u16; 2] {
        let last = self.close.products.as_ref().unwrap_or(&self.close.window);
        [last.middle(), last.bottom() + 1]
    }
}

/// One picture with the window on it, its numbers, and the map as a picture of the same size.
pub(super) fn photo(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let [maps, rows, columns] = needs.maps;
    let has_sheet = maps > 1 && !needs.is_vector && height >= 28;
    let below = if has_sheet { (height / 4).min(11) } else { 0 };
    let body = height.checked_sub(below + 1)?;
    let total = 2;
    let sketch = Numbers::new(needs, [0, 0], [width / 3, body.checked_sub(total)?])?;
    let middle = sketch.width.max(needs.result.min(width / 3)) + 2 * MARGIN;
    let out = if needs.is_vector {
        output::INDEX + needs.output as u16 + 4
    } else {
        0
    };

    let room = width.checked_sub(middle + out)?;
    let share = needs.plane[1] as u64 * u64::from(room);
    let all = needs.plane[1] + if needs.is_vector { 0 } else { columns };
    let left = if needs.is_vector {
        room
    } else {
        (share / all.max(1) as u64).clamp(u64::from(room) / 3, u64::from(room) * 2 / 3) as u16
    };

    let size = |cells: [usize; 2], room: [u16; 2]| {
        let fits = |size: &u16| {
            cells[1] as u64 * u64::from(*size) <= u64::from(room[0])
                && cells[0] as u64 * u64::from(*size) <= 2 * u64::from(room[1])
        };
        (1..=LARGEST).rev().find(fits).unwrap_or(1)
    };

    let input_size = size(needs.plane, [left, body]);
    let most = |size: u16, width: u16| [usize::from(2 * body / size), usize::from(width / size)];
    let [plane_rows, plane_columns] = needs.part(most(input_size, left));
    let plane = dots([0, 1], &[plane_rows, plane_columns], input_size);
    let x = plane.width() + MARGIN;
    let made = Numbers::new(needs, [x, 0], [width / 3, body - total])?;
    let output_x = x + middle - MARGIN;
    let right = width.saturating_sub(output_x);
    let maps_column = if needs.is_vector {
        output::column(needs, 1, body)?
    } else {
        let output_size = size([rows, columns], [right, body]);
        one_map(needs, most(output_size, right), output_size)
    };

    let output = maps_column.moved([output_x, 0]);
    let panel_bottom = plane.bottom().max(made.bottom + total).max(output.height);
    let wide = output
        .maps
        .first()
        .map_or(output_x, |map| map.board.x + map.board.width());
    let wide = if needs.is_vector { wide + 2 } else { wide };
    let list = if has_sheet {
        sheet(needs, [wide, height.saturating_sub(panel_bottom + 2)])
    } else {
        Vec::new()
    };

    let list: Vec<Map> = list
        .into_iter()
        .map(|map| map.moved([0, panel_bottom + 1]))
        .collect();
    let end = list
        .iter()
        .map(|map| map.board.bottom())
        .fold(panel_bottom, u16::max);
    let sum = made.sum();
    let total = if needs.groups == 1 && needs.is_weighted {
        Total::Under {
            y: sum[1],
            result: [x, sum[1] + 1],
        }
    } else {
        Total::Row {
            x: 0,
            y: end,
            width: wide,
        }
    };

    let picture = Picture {
        size: [wide, end + u16::from(matches!(total, Total::Row { .. }))],
        panels: vec![Panel {
            group: needs.group,
            title: [0, 0],
            plane,
            window: None,
            kernel: None,
            products: None,
            sum,
        }],
        total,
        close: Some(made.close),
        maps: output.maps,
        sheet: list,
        way: Some(output_x - 2),
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
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

/// All channels as pictures, each with its window, kernel and products in numbers under it, then all maps.
pub(super) fn columns(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let numbers_width = [needs.input, needs.weight, needs.product]
        .map(|wide| Board::wide(needs.kernel[1], Look::tiles(1, wide)));

    let widest = numbers_width.into_iter().max()? + 1;
    let rows = short(needs.kernel[0]);
    let rest = 3 * rows + 8;
    let maps = if needs.is_vector {
        2
    } else {
        2 + short(needs.maps[1]).div_ceil(2)
    };
    let room = height.checked_sub(rest + maps)?;
    let fits = |size: &u16| {
        let column = (needs.plane[1] as u64 * u64::from(*size)).max(u64::from(widest)) + 2;
        column * needs.groups as u64 <= u64::from(width)
            && needs.plane[0] as u64 * u64::from(*size) <= 2 * u64::from(room)
    };

    let size = (1..=LARGEST).rev().find(fits)?;
    let column = (short(needs.plane[1]) * size).max(widest) + 2;
    let tall = (short(needs.plane[0]) * size).div_ceil(2);
    let panel = |group: usize| {
        let x = group as u16 * column;
        let plane = dots([x + 1, 1], &whole(needs.plane[0], needs.plane[1]), size);
        let part = whole(needs.kernel[0], needs.kernel[1]);
        let top = 1 + tall + 2;
        let board = |y: u16, wide: usize| numbers([x, y], &part, Look::tiles(1, wide));
        let window = board(top, needs.input);
        let kernel = board(window.bottom() + 2, needs.weight);
        let products = board(kernel.bottom() + 1, needs.product);

        Panel {
            group,
            title: [x + 1, 0],
            plane,
            sum: [products.middle(), products.bottom() + 1],
            window: Some(window),
            kernel: Some(kernel),
            products: Some(products),
        }
    };

    let panels: Vec<Panel> = (0..needs.groups).map(panel).collect();
    let last = panels.last()?;
    let sums = last.sum[1];
    let wide = needs.groups as u16 * column;
    let result = [wide.saturating_sub(needs.result), sums + 1];
    let output = if needs.is_vector {
        Vec::new()
    } else {
        sheet(
            needs,
            [wide.max(width * 3 / 4), height.saturating_sub(sums + 2)],
        )
    };

    let output: Vec<Map> = output
        .into_iter()
        .map(|map| map.moved([1, sums + 2]))
        .collect();
    let bottom = output.iter().map(|map| map.board.bottom()).max()?;
    let right = output
        .iter()
        .map(|map| map.board.x + map.board.width())
        .max()?;
    let picture = Picture {
        size: [wide.max(right), bottom],
        panels,
        total: Total::Under { y: sums, result },
        sheet: output,
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}
