//! Softmax over a vector: a line for each number, what is done to it from left to right, and its probability as a bar.

use std::ops::Range;

use super::super::board::{Board, Look};
use super::super::grid::page;
use super::needs::Needs;
use super::picture::{Map, Panel, Picture, Table, Total, largest_tile, numbers};

/// How wide a table is: the columns of one of its columns at least, for what it is called; those between two, and before the
/// last; those of bars, at least and at most.
struct Widths {
    column: u16,
    gap: u16,
    before_result: u16,
    bars: [u16; 2],
}

/// Lines of head, foot and equation, and those of large digits.
const OTHERS: u16 = 6;
const DIGITS: u16 = 6;

/// Columns more for names where not all lines are seen.
const RANGE: u16 = 4;

/// From wide to narrow.
const WIDTHS: [Widths; 3] = [
    Widths {
        column: 11,
        gap: 3,
        before_result: 5,
        bars: [8, 96],
    },
    Widths {
        column: 11,
        gap: 1,
        before_result: 4,
        bars: [6, 20],
    },
    Widths {
        column: 0,
        gap: 1,
        before_result: 2,
        bars: [0, 20],
    },
];

/// The table, in tiles of so many lines; where there are more lines than there is room for, those around the current one.
pub(super) fn table(needs: &Needs, names: u16, room: [u16; 2]) -> Option<Picture> {
    WIDTHS
        .iter()
        .find_map(|widths| spaced(needs, names, room, widths))
}

/// Whether so many numbers in tiles of so many lines have room beside the lines of other things.
fn fits(count: usize, lines: u16, others: u16, height: u16) -> bool {
    count.saturating_mul(usize::from(lines)) + usize::from(others) <= usize::from(height)
}

/// Lines of the tiles: larger ones leave room for the equation in large digits.
fn lines_of(count: usize, height: u16) -> u16 {
    (3..=largest_tile(height))
        .rev()
        .find(|&lines| fits(count, lines, OTHERS + DIGITS, height))
        .or_else(|| Some(2).filter(|&lines| fits(count, lines, OTHERS, height)))
        .unwrap_or(1)
}

fn spaced(
    needs: &Needs,
    names: u16,
    [width, height]: [u16; 2],
    widths: &Widths,
) -> Option<Picture> {
    let count = needs.plane[0];
    let lines = lines_of(count, height);
    let top = lines.min(2);
    let has_all = fits(count, lines, 2 * top + 1, height);
    let peak = u16::from(!has_all);
    let most = usize::from(height.checked_sub(2 * top + 1 + peak)? / lines).max(1);
    let current = needs.cell[1];
    let part = [page(current, count, most), 0..1];

    // Which lines are seen is told over their names.
    let names = if has_all { names } else { names + RANGE };
    let panel = columns(needs, names, lines, &part, widths);
    let powers = panel.products.as_ref()?;
    let x = powers.x + powers.width() + widths.before_result;
    let result = numbers([x, top], &part, Look::tiles(lines, needs.output));
    let [least, most] = widths.bars;
    let bars = width.checked_sub(x + result.width() + 1)?.min(most);
    let picture = put_together(panel, result, bars, [top, peak]);
    let is_wide = bars >= least && picture.fits([width, height]);

    is_wide.then_some(picture)
}

/// The table's columns, with its head, foot, equation and bars, so many lines apart, and maybe a line for the largest number.
fn put_together(panel: Panel, result: Board, bars: u16, [apart, peak]: [u16; 2]) -> Picture {
    let foot = result.bottom() + apart + peak - 1;
    let width = result.x + result.width() + bars + 1;
    let [x, y] = [0, foot + apart];
    let title = [result.x + 1, 0];

    Picture {
        size: [width, y + 1],
        table: Some(Table {
            names: 1,
            head: 0,
            foot,
            bars,
            peak: (peak > 0).then_some(result.bottom()),
        }),
        total: Total::Row { x, y, width },
        panels: vec![panel],
        maps: vec![Map::new(0, title, result)],
        ..Picture::default()
    }
}

/// The numbers, their distance from the largest, and the powers of e, each at the right of its column.
fn columns(
    needs: &Needs,
    names: u16,
    lines: u16,
    part: &[Range<usize>; 2],
    widths: &Widths,
) -> Panel {
    let column = |start: u16, wide: usize| {
        let board = numbers([start, lines.min(2)], part, Look::tiles(lines, wide));
        let spare = widths.column.saturating_sub(board.width());
        numbers([start + spare, board.y], part, board.look)
    };

    let plane = column(names + 3, needs.input);
    let shifted = column(plane.x + plane.width() + widths.gap, needs.weight);
    let powers = column(shifted.x + shifted.width() + widths.gap, needs.product);

    Panel {
        group: 0,
        title: [plane.x, 0],
        sum: [powers.middle(), powers.bottom()],
        plane,
        window: None,
        kernel: Some(shifted),
        products: Some(powers),
    }
}
