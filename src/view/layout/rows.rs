//! Arrangements in tiles: one row of plane, kernel and products for each channel, or of one channel the products under the kernel; of
//! many channels several in a row.
//!
//! ```text
//! stacked:   plane  × kernel = products   │ map        narrow:   plane  × kernel           │ map
//!            plane  × kernel = products   │ map                         = products         │
//!                sum + sum + bias = cell                                  sum + bias = cell
//!
//! grid:      plane  × kernel      plane  × kernel      │ map
//!                   = products           = products    │ map
//!            plane  × kernel      plane  × kernel
//!                   = products           = products
//!                                             sums, bias and cell one below the other
//! ```

use super::super::board::Board;
use super::needs::{Needs, short};
use super::output::Column;
use super::picture::{Panel, Picture, Total, numbers, whole};
use super::single::{SUMS, list_lines};
use super::tiles::{Products, WAY, beside_planes, has_room, with_output};

/// Columns between a plane and its kernel, and between that and its products, and before the output.
#[derive(Clone, Copy)]
struct Air {
    gap: u16,
    way: u16,
}

const ROOMY: Air = Air { gap: 3, way: WAY };

/// The same between numbers in rows without gaps.
const CLOSE: Air = Air { gap: 1, way: 2 };

/// Columns between two channels in a row.
const BETWEEN: u16 = 5;

/// Lines of a sum with its bracket.
const SUM: u16 = 2;

/// How channels stand.
#[derive(Clone, Copy)]
struct Form {
    air: Air,
    products: Products,
    /// How many in a row.
    across: usize,
}

/// A row of plane, kernel and products for each channel, in tiles of so many lines; the output may be a picture.
pub(super) fn rows(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    products: (Products, bool),
) -> Option<Picture> {
    let airs: &[Air] = if lines == 1 {
        &[ROOMY, CLOSE]
    } else {
        &[ROOMY]
    };

    airs.iter().find_map(|&air| {
        let form = Form {
            air,
            products: products.0,
            across: 1,
        };
        rows_with(needs, lines, room, (form, products.1))
    })
}

/// Several channels in a row, as many in each, with a list of their sums; the output may be a picture.
pub(super) fn grid(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    is_pictured: bool,
) -> Option<Picture> {
    let is_even = |across: &usize| needs.groups.is_multiple_of(*across);
    let forms = (2..=needs.groups / 2).filter(is_even).flat_map(|across| {
        [Products::Beside, Products::Below].map(|products| Form {
            air: ROOMY,
            products,
            across,
        })
    });

    let mut forms = forms.take_while(|form| short(form.across) < room[0]);
    let is_listed = |picture: &Picture| matches!(picture.total, Total::List { .. });
    let arranged = |form| rows_with(needs, lines, room, (form, is_pictured)).filter(is_listed);

    forms.find_map(arranged)
}

fn rows_with(
    needs: &Needs,
    lines: u16,
    room: [u16; 2],
    (form, is_pictured): (Form, bool),
) -> Option<Picture> {
    has_room(needs, room)?;
    let [width, height] = room;
    let (panels, [end, bottom]) = channels(needs, lines, form, height)?;

    let out = end.checked_add(form.air.way)?;
    let left = width.checked_sub(out)?;
    let output = beside_planes(needs, (lines, is_pictured), left, [bottom, height])?;
    let end = [out, bottom];
    let own = with_sums(needs, panels.clone(), output.clone(), (end, width))?;
    let is_row = matches!(own.total, Total::Row { .. }) && needs.is_listed();
    let listed = is_row.then(|| listed_over(needs, panels, output, end));
    let fits = |picture: &Picture| picture.fits(room);

    listed
        .flatten()
        .filter(fits)
        .or_else(|| Some(own).filter(fits))
}

/// The channels, which end at a column and a line, with their sums and the output, in so many columns.
fn with_sums(
    needs: &Needs,
    panels: Vec<Panel>,
    output: Column,
    ([out, bottom], width): ([u16; 2], u16),
) -> Option<Picture> {
    let left = width.saturating_sub(output.width);
    let total = total(needs, panels.first()?, [out, bottom], left);
    let [result_end, result_bottom] = result_end(needs, total);
    let out = out.max(result_end + 3);
    let size = [
        out + output.width,
        bottom.max(output.height).max(result_bottom),
    ];
    let at = [out, bottom.saturating_sub(output.height) / 2];

    Some(with_output(panels, total, size, output, at))
}

/// The same with the list of all sums over the output.
fn listed_over(
    needs: &Needs,
    panels: Vec<Panel>,
    output: Column,
    [x, bottom]: [u16; 2],
) -> Option<Picture> {
    let lines = list_lines(needs);
    let y = bottom.checked_sub(lines.saturating_add(output.height))? / 2;
    let size = [SUMS, lines];
    let total = Total::List { x, y, size };
    let size = [x + output.width.max(SUMS), bottom];

    Some(with_output(panels, total, size, output, [x, y + lines]))
}

/// The channels, and the column and the line after them; nothing where they are higher than that.
fn channels(needs: &Needs, lines: u16, form: Form, height: u16) -> Option<(Vec<Panel>, [u16; 2])> {
    let each = lines_of(needs, lines, form.products);
    let down = u16::try_from(needs.groups.div_ceil(form.across)).ok()?;
    let bottom = down.checked_mul(each).filter(|bottom| *bottom <= height)?;

    let first = along(needs, lines, form, 0);
    let wide = first.taps().map(|board| board.x + board.width()).max()?;
    let pitch = wide.saturating_add(BETWEEN);
    let end = short(form.across).saturating_mul(pitch) - BETWEEN;

    let panel = |group: usize| {
        let [row, column] = [group / form.across, group % form.across].map(short);
        along(needs, lines, form, group).moved([column.saturating_mul(pitch), row * each])
    };

    Some(((0..needs.groups).map(panel).collect(), [end, bottom]))
}

/// Lines of a channel with its name, and of the one channel with its sum.
fn lines_of(needs: &Needs, lines: u16, products: Products) -> u16 {
    let tall = u16::from(needs.plane_look(lines).is_tall());
    let [plane, kernel] =
        [needs.plane, needs.kernel].map(|[rows, _]| short(rows).saturating_mul(lines));
    let sum = if needs.groups == 1 { SUM } else { tall };
    let below = products.lines(kernel).saturating_add(sum);

    plane
        .saturating_add(tall)
        .max(below)
        .saturating_add(1 + tall)
}

/// Where the sums stand: of one channel under its products, and the bias and the result after it; where these have no room before
/// the output, which leaves so many columns, under the sum, before the way to the output. Of several channels one below the other
/// before the output, where they have room there, else in a row under all.
fn total(needs: &Needs, first: &Panel, [end, bottom]: [u16; 2], room: u16) -> Total {
    if needs.groups > 1 {
        let lines = list_lines(needs);

        if needs.is_listed() && lines <= bottom && end + SUMS + WAY <= room {
            let [x, y] = [end, (bottom - lines) / 2];
            let size = [SUMS, lines];
            return Total::List { x, y, size };
        }

        let [x, y, width] = [0, bottom, end];
        return Total::Row { x, y, width };
    }

    let [middle, y] = first.sum;
    let after = middle + 3 + (needs.output as u16).div_ceil(2);
    let is_inline = after + needs.result + 3 <= room;

    Total::Under {
        y,
        result: if is_inline {
            [after, y]
        } else {
            [end.saturating_sub(3 + needs.result), y + 1]
        },
    }
}

/// The column and the line after the sums and what they come to.
fn result_end(needs: &Needs, total: Total) -> [u16; 2] {
    match total {
        Total::Under { result, .. } => [result[0] + needs.result, result[1] + 1],
        Total::Row { y, .. } => [0, y + 1],
        Total::List { x, y, size } => [x + size[0], y + size[1]],
    }
}

/// A plane with its kernel and products beside it; what is less high stands in the middle.
fn along(needs: &Needs, lines: u16, form: Form, group: usize) -> Panel {
    let look = needs.plane_look(lines);
    let gap = form.air.gap;
    let top = 1 + u16::from(look.is_tall());
    let plane = numbers([0, top], &whole(needs.plane[0], needs.plane[1]), look);
    let part = whole(needs.kernel[0], needs.kernel[1]);
    let tall = form.products.lines(short(needs.kernel[0]) * lines);
    let lowered = tall.saturating_sub(plane.height()) / 2;
    let plane = Board {
        y: top + lowered,
        ..plane
    };

    let drop = plane.height().saturating_sub(tall) / 2;
    let at = [plane.width() + gap, top + drop];
    let kernel = numbers(at, &part, needs.look(lines, needs.weight));
    let at = match form.products {
        Products::Beside => [kernel.x + kernel.width() + gap, kernel.y],
        Products::Below => [kernel.x, kernel.bottom() + 1],
    };
    let products = numbers(at, &part, needs.look(lines, needs.product));

    Panel {
        group,
        title: [1, lowered],
        plane,
        window: None,
        sum: [products.middle(), products.bottom() + 1],
        kernel: Some(kernel),
        products: Some(products),
    }
}
