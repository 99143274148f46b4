//! The arrangements of small rooms: the channel that is spoken of, its kernel and products, the sums, and the output.
//!
//! ```text
//! under:   plane                │ sums │ map        beside:   plane   × kernel = products
//!          × kernel = products  │      │                          sum + sum + bias = cell
//!                                                             map
//! ```

use std::ops::Range;

use super::super::board::{Board, Look};
use super::super::plane::is_large;
use super::locator;
use super::needs::{Needs, short};
use super::output::{BARS, Column, INDEX, column, index};
use super::pair::Pair;
use super::picture::{LARGEST, Map, Panel, Picture, Total, numbers, whole};
use super::written::written;

/// Columns of the list of sums, and with the gap after it; and what is before and after that.
pub(super) const SUMS: u16 = 16;
const LIST: u16 = SUMS + 2;
const BEFORE: u16 = 2;
const AFTER: u16 = 1;

/// Columns between a plane and its kernel, and between that and its products; where there is little room, less.
const GAP: u16 = 3;
const SMALL_GAP: u16 = 1;

/// Columns of a map's name, over the map or before it.
const NAME: u16 = 8;

/// Rows of a map that are seen where it stands under everything else, if there is room for them.
const ROWS: usize = 3;

/// The channel that is spoken of, in tiles of so many lines, as much of it around the window as there is room for: with its
/// whole kernel, if that has room in one of these ways.
pub(super) fn single(needs: &Needs, lines: u16, room: [u16; 2]) -> Option<Picture> {
    uncut(needs, lines, room).or_else(|| cut(needs, lines, room))
}

/// The same, with the whole kernel.
pub(super) fn uncut(needs: &Needs, lines: u16, room: [u16; 2]) -> Option<Picture> {
    let pair = |gap: u16| Pair {
        part: whole(needs.kernel[0], needs.kernel[1]),
        looks: [needs.weight, needs.product].map(|width| Look::tiles(lines, width)),
        gap,
    };

    let listed = under(needs, lines, room, &pair(GAP), Sums::List).filter(|_| needs.is_listed());
    let in_row = || under(needs, lines, room, &pair(GAP), Sums::Row);
    let beside = |gap: u16, rows: usize| beside(needs, room, &pair(gap), rows);
    let mut besides = [GAP, SMALL_GAP]
        .into_iter()
        .flat_map(|gap| (1..=ROWS).rev().map(move |rows| (gap, rows)));

    listed.or_else(in_row).or_else(|| {
        let found = besides.find_map(|(gap, rows)| beside(gap, rows));
        found.filter(|_| lines == 1)
    })
}

/// Where the sums stand.
#[derive(Clone, Copy)]
enum Sums {
    /// One below the other, before the output.
    List,
    /// In a row under everything.
    Row,
}

impl Sums {
    /// Columns between what is read and what is written.
    fn columns(self) -> u16 {
        match self {
            Self::List => BEFORE + LIST + AFTER,
            Self::Row => GAP,
        }
    }

    /// Lines under everything.
    fn lines(self) -> u16 {
        match self {
            Self::List => 0,
            Self::Row => 2,
        }
    }
}

/// A plane over its whole kernel and products, where both have room.
fn under(
    needs: &Needs,
    lines: u16,
    [width, height]: [u16; 2],
    pair: &Pair,
    sums: Sums,
) -> Option<Picture> {
    let look = needs.plane_look(lines);
    let top = 1 + u16::from(look.is_tall());
    let all = width.checked_sub(sums.columns() + least_output(needs))?;
    let output = wanted_output(needs);
    let rest = if has_output_below(needs, sums, height) {
        width.saturating_sub(output.max(SUMS).saturating_add(BEFORE))
    } else {
        width.saturating_sub(sums.columns() + output.min(width / 4))
    };
    let left = rest.max(pair.width(needs)).min(all);
    let rows = height.checked_sub(sums.lines() + top + pair.below(needs))? / lines;
    let columns = left.checked_sub(1)? / look.wide;
    let is_wide = left < pair.width(needs) || usize::from(columns) < needs.window[1].len();

    if is_wide || usize::from(rows) < needs.window[0].len() {
        return None;
    }

    let part = needs.part([usize::from(rows), usize::from(columns)]);
    let plane = numbers([0, top], &part, look);

    put_together(needs, plane, pair, sums, [width, height])
}

/// Whether all maps have room under the list of the sums.
fn has_output_below(needs: &Needs, sums: Sums, height: u16) -> bool {
    let [maps, rows, _] = needs.maps.map(short);
    let lines = maps.saturating_mul(rows.saturating_add(2));
    let is_listed = matches!(sums, Sums::List) && !needs.is_vector;

    is_listed && list_lines(needs).saturating_add(lines) <= height
}

/// As much of the kernel as there is room for, under as much of the plane.
fn cut(needs: &Needs, lines: u16, [width, height]: [u16; 2]) -> Option<Picture> {
    let look = needs.plane_look(lines);
    let top = 1 + u16::from(look.is_tall());
    let output = wanted_output(needs).min(width / 4).max(least_output(needs));
    let left = width.checked_sub(Sums::List.columns() + output)?;
    let small = Look::tiles(lines, needs.weight.max(needs.product));
    let tall = (height.saturating_sub(top + 1) / lines / 2).max(1);
    let wide = left.saturating_sub(GAP + 2) / 2 / small.wide;
    let pair = Pair {
        part: needs.kernel_part([tall, wide].map(usize::from)),
        looks: [small; 2],
        gap: GAP,
    };

    let rows = height.checked_sub(top + pair.below(needs))? / lines;
    let columns = left.checked_sub(1)? / look.wide;
    let part = needs.part([usize::from(rows), usize::from(columns)]);

    if part.iter().any(Range::is_empty) {
        return None;
    }

    let plane = numbers([0, top], &part, look);
    put_together(needs, plane, &pair, Sums::List, [width, height])
}

/// A plane over its kernel and products, the sums, and the output at the right.
fn put_together(
    needs: &Needs,
    plane: Board,
    pair: &Pair,
    sums: Sums,
    [width, height]: [u16; 2],
) -> Option<Picture> {
    let [kernel, products] = pair.boards(needs, [0, plane.bottom() + 1]);
    let end = plane.width().max(pair.width(needs));
    let lines = plane.look.lines();
    let ([x, y], output) = output_at(needs, lines, (sums, end), [width, height])?;
    let bottom = (plane.bottom() + pair.below(needs)).max(y + output.height);
    let wide = (x + output.width).max(end + sums.columns());
    let locator = located(needs, &plane, (sums, bottom), ([x, y], &output));
    let (total, tall) = match sums {
        Sums::List => {
            let lines = if y > 0 { list_lines(needs) } else { height };
            let [x, y] = [end + BEFORE, 0];
            let size = [SUMS, lines];
            (Total::List { x, y, size }, height)
        }
        Sums::Row => {
            let [x, y, width] = [0, bottom + 1, wide];
            (Total::Row { x, y, width }, bottom + 2)
        }
    };

    Some(Picture {
        size: [wide, tall],
        total,
        locator,
        panels: vec![panel(needs, plane, [kernel, products])],
        maps: output.moved([x, y]).maps,
        ..Picture::default()
    })
}

/// Where the output stands beside a plane that ends at this column, and the output: after the list of the sums, or under it where
/// more numbers have room there.
fn output_at(
    needs: &Needs,
    tile: u16,
    (sums, end): (Sums, u16),
    [width, height]: [u16; 2],
) -> Option<([u16; 2], Column)> {
    let at = |[x, y]: [u16; 2]| {
        let lines = height.checked_sub(y + sums.lines())?;
        Some((
            [x, y],
            beside_all(needs, tile, [width.checked_sub(x)?, lines])?,
        ))
    };
    let seen = |(_, column): &([u16; 2], Column)| {
        let boards = column.maps.iter().map(|map| &map.board);
        boards
            .map(|board| board.rows.len() * board.columns.len())
            .sum::<usize>()
    };

    let beside = at([end + sums.columns(), 0])?;
    let below = match sums {
        Sums::List => at([end + BEFORE, list_lines(needs) - 1]),
        Sums::Row => None,
    };

    let has_more = |below: &([u16; 2], Column)| seen(below) > seen(&beside);
    Some(below.filter(has_more).unwrap_or(beside))
}

/// Lines of the list of all sums, the bias and the result, with one that is free after it.
pub(super) fn list_lines(needs: &Needs) -> u16 {
    short(needs.groups) + 4
}

/// The whole plane, where it is seen in part: under the output, which stands at this place, else under the list of the sums, the bias
/// and the result, where that is before the output.
fn located(
    needs: &Needs,
    plane: &Board,
    (sums, bottom): (Sums, u16),
    ([x, y], output): ([u16; 2], &Column),
) -> Option<Board> {
    let free = |x: u16, y: u16, width: u16| {
        locator::map(needs, plane, [x, y], [width, bottom.saturating_sub(y)])
    };

    free(x, y + output.height + 1, output.width).or_else(|| match sums {
        Sums::List if y == 0 => free(x - LIST - AFTER, list_lines(needs) - 1, LIST),
        _ => None,
    })
}

/// A plane beside its kernel and products; under them the equation, and at least so many rows of the map.
fn beside(needs: &Needs, [width, height]: [u16; 2], pair: &Pair, maps: usize) -> Option<Picture> {
    let look = needs.plane_look(1);
    let body = height.checked_sub(2 + maps.min(needs.maps[1]) as u16)?;
    let gap = if needs.is_weighted { pair.gap } else { 0 };
    let columns = width.checked_sub(pair.width(needs) + gap + 1)? / look.wide;
    let [rows, columns] = [body, columns].map(usize::from);
    let is_whole = rows >= needs.window[0].len() && columns >= needs.window[1].len();

    if !is_whole || pair.lines(needs) > body {
        return None;
    }

    let plane = numbers([0, 1], &needs.part([rows, columns]), look);
    let boards = pair.boards(needs, [plane.width() + gap, 1]);
    let y = plane.bottom().max(1 + pair.lines(needs));
    let map = named_before(needs, y + 1, [width, height])?;

    Some(Picture {
        size: [width, map.board.bottom()],
        total: Total::Row { x: 0, y, width },
        panels: vec![panel(needs, plane, boards)],
        maps: vec![map],
        ..Picture::default()
    })
}

/// The map that is spoken of from a line on, with its name before it.
fn named_before(needs: &Needs, y: u16, [width, height]: [u16; 2]) -> Option<Map> {
    let look = Look::tiles(1, needs.output);
    let before = NAME + if needs.is_vector { INDEX } else { 0 };
    let most = [height - y, width.checked_sub(before + 1)? / look.wide];

    let board = numbers([before, y], &needs.map_part(most.map(usize::from)), look);
    Some(Map::new(needs.cell[0], [1, y], board))
}

fn panel(needs: &Needs, plane: Board, [kernel, products]: [Option<Board>; 2]) -> Panel {
    Panel {
        group: needs.group,
        title: [plane.x + 1, 0],
        sum: [plane.middle(), plane.bottom()],
        plane,
        window: None,
        kernel,
        products,
    }
}

/// Columns of the output with all of its columns, and with one of them.
fn wanted_output(needs: &Needs) -> u16 {
    if needs.is_vector {
        least_output(needs) + BARS
    } else {
        Board::wide(needs.maps[2], Look::tiles(1, needs.output)).max(NAME)
    }
}

fn least_output(needs: &Needs) -> u16 {
    let one = Board::wide(1, Look::tiles(1, needs.output));
    if needs.is_vector {
        index(needs.maps[1]) + one
    } else {
        one
    }
    .max(NAME)
}

/// The output: all maps, in tiles of so many lines where they have room, else in the compact look; or as much of the one that is
/// spoken of as there is room for; a large one as a picture.
fn beside_all(needs: &Needs, tile: u16, [width, height]: [u16; 2]) -> Option<Column> {
    if !needs.is_vector && is_large([needs.maps[1], needs.maps[2]]) {
        return written(needs, [width, height.saturating_sub(1)], LARGEST);
    }

    let has_room = |all: &Column| all.width <= width && all.sheet.is_empty();
    let all = [tile, 1]
        .into_iter()
        .find_map(|lines| column(needs, lines, height).filter(has_room));

    if all.is_some() {
        return all;
    }

    let look = Look::tiles(1, needs.output);
    let index = if needs.is_vector {
        index(needs.maps[1])
    } else {
        0
    };
    let columns = usize::from(width.checked_sub(index + 1)? / look.wide);
    let rows = usize::from(height.saturating_sub(1));
    let board = numbers([index, 1], &needs.map_part([rows, columns]), look);
    let own = index + board.width();

    Some(Column {
        // A vector's bars take what is left.
        width: if needs.is_vector {
            (own + BARS).min(width).max(own)
        } else {
            own
        },
        height: board.bottom(),
        maps: vec![Map::new(needs.cell[0], [1, 0], board)],
        sheet: Vec::new(),
    })
}
