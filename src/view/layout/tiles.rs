//! Arrangements in tiles: every number is read.
//!
//! ```text
//! beside:   plane            plane            │ map        across:   plane    plane   curve   map
//!           kernel products  kernel products  │ map
//!                  sum    +         sum  + bias = cell
//! ```
//!
//! Where kernel and products have no room beside each other, products stand under their kernel; where the map has none beside the planes,
//! it stands under everything.

use super::super::board::Board;
use super::needs::Needs;
use super::output::{Column, column, pictured, row};
use super::picture::{Between, Panel, Picture, Total, numbers, whole};

/// Columns between two planes, and between the last and the output.
const GAP: u16 = 2;
pub(super) const WAY: u16 = 6;

/// Where products stand, seen from their kernel.
#[derive(Clone, Copy)]
pub(super) enum Products {
    /// In one row for each channel.
    Beside,
    /// Under it.
    Below,
}

impl Products {
    /// Columns of a kernel and its products, each as wide as this, with so many between them where they stand beside each other.
    fn columns(self, [kernel, products]: [u16; 2], gap: u16) -> u16 {
        match self {
            Self::Beside => kernel.saturating_add(gap).saturating_add(products),
            Self::Below => kernel.max(products),
        }
    }

    /// Lines of a kernel and its products, of which each takes so many.
    pub(super) fn lines(self, kernel: u16) -> u16 {
        match self {
            Self::Beside => kernel,
            Self::Below => kernel.saturating_mul(2).saturating_add(1),
        }
    }
}

/// How much room there is between things.
#[derive(Clone, Copy)]
struct Air {
    gap: u16,
    equals: u16,
    way: u16,
}

impl Air {
    const fn new(gap: u16, equals: u16, way: u16) -> Self {
        Self { gap, equals, way }
    }
}

/// From much to none: the gaps that tiles have of their own are enough.
const OF_TILES: [Air; 4] = [
    Air::new(GAP, 3, WAY),
    Air::new(2, 3, 2),
    Air::new(1, 3, 1),
    Air::new(0, 3, 0),
];

/// In rows without gaps between them things stand close to each other.
const OF_ROWS: [Air; 3] = [Air::new(GAP, 3, WAY), Air::new(1, 1, 1), Air::new(0, 1, 1)];

/// The least columns of a function's curve, from wide to narrow, the most that it takes of what is free, and those of an arrow.
pub(super) const CURVES: [u16; 3] = [46, 34, 20];
const WIDEST: u16 = 72;
const ARROW: u16 = 14;

/// Planes beside each other, kernels and products under them; the output may be a picture.
pub(super) fn beside(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    products: (Products, bool),
) -> Option<Picture> {
    let airs: &[Air] = if lines == 1 { &OF_ROWS } else { &OF_TILES };

    airs.iter()
        .find_map(|&air| beside_with(needs, lines, room, (air, products)))
}

/// Nothing where planes or kernels have more rows or columns than there can be room for.
pub(super) fn has_room(needs: &Needs, [width, height]: [u16; 2]) -> Option<()> {
    let [rows, columns] = [0, 1].map(|way| needs.plane[way].max(needs.kernel[way]));
    (rows <= 2 * usize::from(height) && columns <= usize::from(width)).then_some(())
}

fn beside_with(
    needs: &Needs,
    lines: u16,
    [width, height]: [u16; 2],
    (air, (products, is_pictured)): (Air, (Products, bool)),
) -> Option<Picture> {
    let (panels, end) = columns(needs, lines, [width, height], (air, products))?;
    let sums = panels.first()?.sum[1];
    let left = width.saturating_sub(end + air.way);
    let output = beside_planes(needs, (lines, is_pictured), left, [sums.max(8), height])?;

    let whole = end + air.way + output.width;
    let result = result_at(needs, &panels, whole, width)?;
    let size = [
        whole.max(result[0] + needs.result),
        (result[1] + 1).max(output.height),
    ];

    let total = Total::Under { y: sums, result };
    let mut picture = with_output(panels, total, size, output, [end + air.way, 0]);

    // Between tiles that have little room for a way it lies in the gap before the output.
    picture.way = match air.way {
        0..3 if lines > 1 => Some(end),
        way => picture.way.filter(|_| way >= 3),
    };

    picture.fits([width, height]).then_some(picture)
}

/// The same over all maps in a row.
pub(super) fn over(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    products: Products,
) -> Option<Picture> {
    OF_TILES
        .iter()
        .find_map(|&air| over_with(needs, lines, room, (air, products)))
}

fn over_with(
    needs: &Needs,
    lines: u16,
    [width, height]: [u16; 2],
    (air, products): (Air, Products),
) -> Option<Picture> {
    let (panels, end) = columns(needs, lines, [width, height], (air, products))?;
    let result = result_at(needs, &panels, end, width)?;
    let y = result[1] + 1;
    let output = row(needs, lines, [width, height.checked_sub(y)?])?;
    let wide = end.max(output.width).max(result[0] + needs.result);
    let size = [wide, y + output.height];
    let sums = panels.first()?.sum[1];
    let total = Total::Under { y: sums, result };
    let picture = with_output(panels, total, size, output, [0, y]);

    picture.fits([width, height]).then_some(picture)
}

/// The channels, each plane over its kernel and products, and the column after them.
fn columns(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    (air, products): (Air, Products),
) -> Option<(Vec<Panel>, u16)> {
    has_room(needs, room)?;
    let plane = Board::wide(needs.plane[1], needs.plane_look(lines));
    let taps = [needs.weight, needs.product]
        .map(|wide| Board::wide(needs.kernel[1], needs.look(lines, wide)));
    let wide = plane.max(products.columns(taps, air.equals));
    let pitch = wide + air.gap;
    let all = needs.groups as u64 * u64::from(pitch);

    if all > u64::from(room[0]) {
        return None;
    }

    let place = |group: usize| [group as u16 * pitch, wide];
    let panel = |group| under(needs, lines, (group, products), place(group));
    let panels = (0..needs.groups).map(panel).collect();

    Some((panels, all as u16 - air.gap))
}

/// Where the bias and the result stand: after the last sum, or, where they have no room there beside what ends at this column of so
/// many, under it.
fn result_at(needs: &Needs, panels: &[Panel], whole: u16, width: u16) -> Option<[u16; 2]> {
    let [middle, sums] = panels.last()?.sum;
    let after = middle + 5;
    let is_beside = after + needs.result <= whole.max(after + 1).max(width.min(whole + 8));

    Some(if is_beside {
        [after, sums]
    } else {
        [whole.saturating_sub(needs.result), sums + 1]
    })
}

/// The output beside planes, with what room there is left of the columns: in numbers, as high as the planes or higher; or, where
/// it may be one, as a picture.
pub(super) fn beside_planes(
    needs: &Needs,
    (lines, is_pictured): (u16, bool),
    width: u16,
    heights: [u16; 2],
) -> Option<Column> {
    let [own, all] = heights;
    let in_numbers = column(needs, lines, all.min(own)).or_else(|| column(needs, lines, all));
    let has_room = |column: &Column| column.width <= width;

    match in_numbers.filter(has_room) {
        None if is_pictured => pictured(needs, [width, all]),
        column => column,
    }
}

/// A plane with its kernel and products under it, and its sum under them.
fn under(
    needs: &Needs,
    lines: u16,
    (group, form): (usize, Products),
    [x, width]: [u16; 2],
) -> Panel {
    let look = needs.plane_look(lines);
    let tall = u16::from(look.is_tall());
    let plane = numbers([x, 1 + tall], &whole(needs.plane[0], needs.plane[1]), look);
    let y = plane.bottom().saturating_add(1);
    let part = whole(needs.kernel[0], needs.kernel[1]);
    let kernel = numbers([x, y], &part, needs.look(lines, needs.weight));
    let products = numbers([x, y], &part, needs.look(lines, needs.product));
    let products = match form {
        Products::Beside => Board {
            x: x + width - products.width(),
            ..products
        },
        Products::Below => Board {
            y: kernel.bottom().saturating_add(1),
            ..products
        },
    };

    Panel {
        group,
        title: [x + 1, 0],
        plane,
        window: None,
        sum: [products.middle(), products.bottom() + 1],
        kernel: Some(kernel),
        products: Some(products),
    }
}

/// Where there are no weights: planes, what is done, and the output.
/// `curve` is the room that is kept for a function's curve.
pub(super) fn across(
    needs: &Needs,
    lines: u16,
    [width, height]: [u16; 2],
    curve: Option<u16>,
) -> Option<Picture> {
    has_room(needs, [width, height])?;
    let look = needs.plane_look(lines);
    let tall = u16::from(look.is_tall());
    let plane = Board::wide(needs.plane[1], look);
    let gap = if needs.groups > 1 { 4 } else { GAP };
    let all = needs.groups as u64 * (u64::from(plane) + u64::from(gap));

    if all > u64::from(width) {
        return None;
    }

    let panels: Vec<Panel> = (0..needs.groups)
        .map(|group| {
            let x = group as u16 * (plane + gap);
            let part = whole(needs.plane[0], needs.plane[1]);
            let board = numbers([x, 1 + tall], &part, look);
            Panel {
                group,
                title: [x + 1, 0],
                window: None,
                kernel: None,
                products: None,
                sum: [board.middle(), board.bottom()],
                plane: board,
            }
        })
        .collect();

    let end = all as u16 - gap;
    let body = panels.first()?.plane.bottom();
    let output = column(needs, lines, height.saturating_sub(2).min(body))
        .or_else(|| column(needs, lines, height.saturating_sub(2)))?;

    let spare = width.saturating_sub(end + output.width);
    let between = curve.map_or(ARROW.min(spare), |least| spare.clamp(least, WIDEST));
    let bottom = body.max(output.height);
    let drop = |height: u16| (bottom - height) / 2;
    let [down, output_down] = [drop(body), drop(output.height)];
    let whole_width = end + between + output.width;
    let total = Total::Row {
        x: 0,
        y: bottom + 1,
        width: whole_width,
    };

    let size = [whole_width, bottom + 2];
    let picture = Picture {
        between: Some(Between {
            x: end,
            y: 1,
            width: between,
            height: bottom - 1,
        }),
        ..with_output(
            lowered(panels, down),
            total,
            size,
            output,
            [end + between, output_down],
        )
    };

    let is_curved = spare >= between && bottom >= 8;
    let has_room = if curve.is_some() {
        is_curved
    } else {
        between >= 8
    };
    (has_room && picture.fits([width, height])).then_some(picture)
}

fn lowered(mut panels: Vec<Panel>, down: u16) -> Vec<Panel> {
    for panel in &mut panels {
        panel.title[1] += down;
        panel.plane.y += down;
        panel.sum[1] += down;
    }

    panels
}

/// A picture with the output at a place.
pub(super) fn with_output(
    panels: Vec<Panel>,
    total: Total,
    size: [u16; 2],
    output: Column,
    [x, y]: [u16; 2],
) -> Picture {
    let way = matches!(total, Total::Under { .. })
        .then(|| x.checked_sub(3))
        .flatten();
    let Column { maps, sheet, .. } = output.moved([x, y]);

    Picture {
        size,
        panels,
        total,
        maps,
        sheet,
        way,
        ..Picture::default()
    }
}
