//! Arrangements of planes that are too large for tiles: pictures with the window on them, and its numbers beside.

use super::super::board::Board;
use super::close::Numbers;
use super::locator;
use super::needs::Needs;
use super::output::{self, Column};
use super::picture::{Between, LARGEST, Map, Panel, Picture, Total, dots};
use super::written::{largest, most_of, written};

/// Columns around the numbers in the middle.
const MARGIN: u16 = 3;

/// Columns of the numbers beside it that even a narrow screen has, and of a picture that are kept for that.
const MOST: u16 = 30;
const NARROWEST: u16 = 10;

/// Columns and lines of a function's curve beside pictures, on a screen of so many columns.
const CURVE: u16 = 18;
const LOWEST: u16 = 8;
const WIDE: u16 = 100;

/// Columns between maps under the numbers and what is beside these, and those that the numbers give way by at most for them.
const CLOSE: u16 = 2;
const MOST_WIDER: u16 = 6;

/// Lines of the sum, and of what it comes to, under the numbers.
const SUMS: u16 = 2;

/// Where all maps stand as pictures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    /// Nowhere.
    Missing,
    /// In a row under everything.
    Below,
    /// Between the two large pictures, under the numbers.
    Middle,
}

/// One picture with the window on it, its numbers, and the map as a picture of the same size; all maps under the numbers where pictures
/// are larger so.
pub(super) fn photo(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    if needs.maps[0] == 1 || needs.is_vector || room[1] < 28 {
        return summed(needs, room, Sheet::Missing);
    }

    let size = |picture: &Picture| picture.panels.first().map(|panel| panel.plane.look.wide);
    let below = summed(needs, room, Sheet::Below);
    let is_larger = |picture: &Picture| size(picture) > below.as_ref().and_then(size);
    // Where it would be so at one stride alone, pictures would change their size when that is turned.
    let is_most = needs.maps[1..] == needs.most;
    let has_all = |picture: &Picture| picture.sheet.len() == needs.maps[0] && is_most;
    let middle = summed(needs, room, Sheet::Middle);

    middle
        .filter(|picture| has_all(picture) && is_larger(picture))
        .or(below)
}

/// With the sum and what it comes to in one row, where that makes no picture smaller, else one below the other.
fn summed(needs: &Needs, room: [u16; 2], sheet: Sheet) -> Option<Picture> {
    let [row, two] = [true, false].map(|is_row| {
        let photo = Photo {
            needs,
            room,
            sheet,
            is_row,
        };
        photo.picture()
    });
    let seen = |picture: &Picture| {
        let planes = picture.panels.iter().map(|panel| &panel.plane);
        let boards = planes.chain(picture.maps.iter().map(|map| &map.board));
        boards
            .map(|board| (board.look.wide, board.columns.len(), board.rows.len()))
            .collect::<Vec<_>>()
    };

    let as_large = row.filter(|row| two.as_ref().is_some_and(|two| seen(two) == seen(row)));
    as_large.or(two)
}

/// What a picture of a photograph is laid out for.
struct Photo<'n> {
    needs: &'n Needs,
    /// Columns and lines.
    room: [u16; 2],
    sheet: Sheet,
    /// Whether sum and result stand in one row.
    is_row: bool,
}

/// The two large pictures, and the numbers between them.
struct Parts {
    plane: Board,
    made: Numbers,
    output: Column,
    /// The column of the second picture.
    right: u16,
    /// Whether the sum and what it comes to stand under the numbers.
    has_total: bool,
}

impl Photo<'_> {
    fn picture(&self) -> Option<Picture> {
        let parts = self.parts()?;
        let bottom = self.bottom(&parts);
        let wide = parts.right + parts.output.width;
        let between = self.curve(&parts);
        let (locator, sheet, end) = self.small(&parts, between.is_none());
        let (sum, result) = self.equation(&parts)?;
        let (x, y, width) = (0, end, wide);

        let total = if parts.has_total {
            Total::Under { y: sum[1], result }
        } else {
            Total::Row { x, y, width }
        };

        let picture = Picture {
            size: [wide, end.max(bottom) + u16::from(!parts.has_total)],
            panels: vec![alone(self.needs, parts.plane, sum)],
            total,
            close: Some(parts.made.close),
            locator,
            between,
            maps: parts.output.maps,
            sheet,
            way: parts.has_total.then_some(parts.right - 2),
            ..Picture::default()
        };

        picture.fits(self.room).then_some(picture)
    }

    fn parts(&self) -> Option<Parts> {
        let needs = self.needs;
        let [width, height] = self.room;
        let below = match self.sheet {
            Sheet::Below => (height / 4).min(11),
            Sheet::Missing | Sheet::Middle => 0,
        };
        let body = height.checked_sub(below + 1)?;
        let sketch = self.numbers(0, body)?;
        let has_total = needs.groups == 1 && needs.is_weighted && sketch.close.is_framed;

        if self.is_row && !has_total {
            return None;
        }

        let tall = body.checked_sub(u16::from(!has_total))?;
        let middle = self.middle(&sketch);
        let plane = read(needs, [width.checked_sub(middle)?, tall]);
        let x = plane.x + plane.width() + MARGIN;
        let right = x + middle - MARGIN;
        let room = [width.saturating_sub(right), tall];
        let output = written(needs, room, most_wide(needs, &plane))?;
        let right = match self.sheet {
            Sheet::Middle => right + room[0].saturating_sub(output.width).min(MOST_WIDER),
            Sheet::Missing | Sheet::Below => right,
        };

        Some(Parts {
            made: self.numbers(x, body)?,
            output: output.moved([right, 0]),
            plane,
            right,
            has_total,
        })
    }

    /// The numbers, in so many lines; over maps, in half of all.
    fn numbers(&self, x: u16, body: u16) -> Option<Numbers> {
        let [width, height] = self.room;
        let least = width.saturating_sub(2 * (NARROWEST + MARGIN));
        let most = (width / 3).max(least.min(MOST.max(width * 2 / 5)));
        let lines = match self.sheet {
            Sheet::Middle => height / 2,
            Sheet::Missing | Sheet::Below => body,
        };

        beside_picture(self.needs, x, [most, lines])
    }

    /// Columns from one picture to the other, with these numbers between them.
    fn middle(&self, numbers: &Numbers) -> u16 {
        let needs = self.needs;
        let [width, _] = self.room;
        let result = needs.result.min(width / 3);
        let sums = match self.sheet {
            Sheet::Missing | Sheet::Below if self.is_row => 2 * half_sum(needs) + result,
            _ => result,
        };
        let curve = if self.has_curve() { CURVE } else { 0 };

        numbers.width.max(sums).max(curve) + 2 * MARGIN
    }

    fn has_curve(&self) -> bool {
        self.needs.has_curve() && self.room[0] >= WIDE
    }

    /// Lines of the sum, and of what it comes to.
    fn sums(&self, parts: &Parts) -> u16 {
        match (parts.has_total, self.is_row) {
            (false, _) => 0,
            (true, true) => SUMS - 1,
            (true, false) => SUMS,
        }
    }

    /// The line after pictures and numbers.
    fn bottom(&self, parts: &Parts) -> u16 {
        let numbers = parts.made.bottom + self.sums(parts);
        parts.plane.bottom().max(numbers).max(parts.output.height)
    }

    /// Where the sum and what it comes to stand: the sum under its products, or as far before these as it must; nothing where there is
    /// no room for both in a row.
    fn equation(&self, parts: &Parts) -> Option<([u16; 2], [u16; 2])> {
        let x = parts.plane.x + parts.plane.width() + MARGIN;
        let before_way = (parts.right - 3).saturating_sub(self.needs.result).max(x);
        let [middle, y] = parts.made.sum();

        if !self.is_row {
            return Some(([middle, y], [before_way, y + 1]));
        }

        let half = half_sum(self.needs);
        let result = before_way.min(middle + half);
        let has_room = before_way >= x + 2 * half;

        has_room.then(|| ([middle.min(result - half), y], [result, y]))
    }

    /// The room of a function's curve under the numbers.
    fn curve(&self, parts: &Parts) -> Option<Between> {
        let y = parts.made.bottom + self.sums(parts) + 1;
        let x = parts.plane.x + parts.plane.width();
        let curve = Between {
            x,
            y,
            width: parts.right + MARGIN - x,
            height: parts.plane.bottom().saturating_sub(y).min(CURVE / 2),
        };

        Some(curve).filter(|curve| self.has_curve() && curve.height >= LOWEST)
    }

    /// Small pictures: of the whole plane, where it is seen in part, and of all maps; and the line after them.
    fn small(&self, parts: &Parts, is_free: bool) -> (Option<Board>, Vec<Map>, u16) {
        let needs = self.needs;
        let bottom = self.bottom(parts);

        if self.sheet == Sheet::Middle {
            return (None, maps_between(needs, parts, bottom), bottom);
        }

        let plane = &parts.plane;
        let [x, y] = [
            plane.x + plane.width() + MARGIN,
            parts.made.bottom + self.sums(parts) + 1,
        ];
        let free = [parts.right - x, plane.bottom().saturating_sub(y)];
        let under = locator::map(needs, plane, [x, y], free).filter(|_| is_free);

        if self.sheet == Sheet::Missing {
            return (under, Vec::new(), bottom);
        }

        let wide = parts.right + parts.output.width;
        let row = [wide, self.room[1].saturating_sub(bottom + 2)];
        let (before, sheet, end) = maps_below(needs, under.is_none().then_some(plane), bottom, row);

        (under.or(before), sheet, end)
    }
}

/// Half of the columns of a sum, with one that is free after it.
fn half_sum(needs: &Needs) -> u16 {
    (needs.output as u16).div_ceil(2) + 1
}

/// All maps as pictures under the numbers, from their window's edge to the way to the second picture, and to this line.
fn maps_between(needs: &Needs, parts: &Parts, bottom: u16) -> Vec<Map> {
    let x = parts.made.close.window.x.saturating_sub(CLOSE);
    let y = parts.made.bottom + SUMS + 2;
    let room = [
        (parts.right - CLOSE).saturating_sub(x),
        bottom.saturating_sub(y),
    ];
    let maps = output::sheet(needs, room).into_iter();

    maps.map(|map| map.moved([x, y])).collect()
}

/// All maps as pictures under the others, with the whole of a plane before them, and the line after them.
fn maps_below(
    needs: &Needs,
    seen: Option<&Board>,
    y: u16,
    room: [u16; 2],
) -> (Option<Board>, Vec<Map>, u16) {
    let (before, sheet) = locator::before_maps(needs, seen, y + 1, room);
    let ends = sheet.iter().map(|map| &map.board).chain(&before);
    let end = ends.map(Board::bottom).fold(y, u16::max);

    (before, sheet, end)
}

/// A picture whose numbers stand elsewhere.
fn alone(needs: &Needs, plane: Board, sum: [u16; 2]) -> Panel {
    Panel {
        group: needs.group,
        title: [plane.x, 0],
        plane,
        window: None,
        kernel: None,
        products: None,
        sum,
    }
}

/// The numbers beside a picture, with the sums under them. Where not all of the kernel has room: without an edge around the
/// window, the sums under everything; without products; without the kernel; with as much of it as there is room for.
fn beside_picture(needs: &Needs, x: u16, [width, height]: [u16; 2]) -> Option<Numbers> {
    let stacked = |height: u16, kinds: u16, is_framed: bool| {
        Numbers::stacked(needs, [x, 0], [width, height], (kinds, is_framed))
    };
    let has_all = |numbers: &Numbers| numbers.is_whole(needs);
    let framed = height
        .checked_sub(SUMS)
        .and_then(|height| stacked(height, 3, true));
    let bare = || {
        (1..=3)
            .rev()
            .find_map(|kinds| stacked(height, kinds, false).filter(has_all))
            .map(|numbers| numbers.with_some_products(needs, height))
    };

    framed
        .filter(has_all)
        .or_else(bare)
        .or_else(|| stacked(height, 3, false))
}

/// What is read, as a picture with its share of these columns.
fn read(needs: &Needs, [width, height]: [u16; 2]) -> Board {
    let [_, _, columns] = needs.maps;
    let left = if needs.is_vector {
        let own = output::index(needs.maps[1]) + needs.output as u16 + output::BARS;
        width.saturating_sub(own).max(width / 3)
    } else {
        let share = needs.plane[1] as u64 * u64::from(width);
        let all = (needs.plane[1] + columns).max(1) as u64;
        (share / all).clamp(u64::from(width) / 3, u64::from(width) * 2 / 3) as u16
    };

    // A column is left for the window's edge.
    let left = left.saturating_sub(1);
    let size = largest(needs.plane, [left, height]);
    dots([1, 1], &needs.part(most_of(size, [left, height])), size)
}

/// How large cells of a map are at most, so that it is not larger than what it is made of.
fn most_wide(needs: &Needs, plane: &Board) -> u16 {
    let all = usize::from(plane.look.wide) * needs.plane[1] / needs.maps[2].max(1);
    plane.look.wide.max(all.try_into().unwrap_or(LARGEST))
}
