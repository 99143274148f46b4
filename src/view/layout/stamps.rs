//! A transposed convolution as stamps: each input cell times the whole kernel, and where that falls into the output.
//!
//! ```text
//! above:   plane   kernel               beside:   plane  kernel  stamp + stamp         grid:   plane    stamp + stamp
//!          stamp + stamp = map                    plane  kernel  stamp + stamp = map           kernel   stamp + stamp = map
//! ```
//!
//! Where there is little room, the grid also stands under plane and kernel.

mod places;

use std::ops::{Range, RangeInclusive};

use super::super::board::{Board, Look};
use super::needs::{Needs, Stamps, short};
use super::output::{Column, column};
use super::picture::{Map, Panel, Picture, Total, numbers, whole};
use super::sight::Sight;

/// Columns between two stamps, for a sign; between those without gaps in them.
const SIGN: u16 = 3;
const SMALL_SIGN: u16 = 2;

/// Columns before the list of sums and after it, and lines of what comes after the channels' sums.
const GAP: u16 = 2;
const AFTER_SUMS: usize = 4;

/// Lines of the sum under everything, with one that is free above it.
const SUM: u16 = 2;

/// Rows and columns that are seen of a stamp at least.
const FEWEST: usize = 2;

/// Lines of the smallest tiles with gaps.
const SMALL: u16 = 2;

/// How a channel's plane, kernel and stamps stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Plane and kernel over a row of stamps.
    Above,
    /// All of it in a row.
    Beside,
    /// The plane over the kernel, and the stamps in rows as the input cells stand.
    Grid,
    /// Plane and kernel over stamps in such rows.
    Under,
}

impl Form {
    /// Whether plane and kernel stand over the stamps.
    fn is_over(self) -> bool {
        matches!(self, Self::Above | Self::Under)
    }
}

/// Planes and kernels with their stamps.
struct Read {
    panels: Vec<Panel>,
    stamps: Vec<Board>,
    /// The first line of the stamps, the line after all of it, and the column after it.
    top: u16,
    bottom: u16,
    end: u16,
}

/// What stamps are laid out for.
pub(super) struct Stage<'n> {
    pub needs: &'n Needs,
    pub stamps: Stamps,
    /// Columns and lines.
    pub room: [u16; 2],
}

impl Stage<'_> {
    /// All channels, or the one that is spoken of, in tiles of so many lines at most; where not all of that fits, as many rows and
    /// columns around the cell that is spoken of as do.
    pub(super) fn stamps(&self, largest: u16) -> Option<Picture> {
        let needs = self.needs;
        let [all, one] = [0..needs.groups, needs.group..needs.group + 1]
            .map(|groups| Sight::whole(needs, &self.stamps, groups));
        let seen = [(&all, 2), (&one, 2), (&all, 1), (&one, 1)]
            .into_iter()
            .find_map(|(sight, least)| self.largest(sight, least..=largest));

        seen.or_else(|| {
            let [rows, tiles] = [1..=1, 2..=largest].map(|lines| self.in_part(lines));
            let most = rows.as_ref().map_or(0, |(most, _)| *most);
            // Nearly as many in tiles, and all of every stamp that reaches the cell.
            let least = 2 * needs.kernel[0].max(needs.kernel[1]) - 1;
            let tiles = tiles.filter(|(seen, _)| *seen >= least && 4 * seen >= 3 * most);

            tiles.or(rows).map(|(_, picture)| picture)
        })
    }

    /// As many rows and columns around the cell that is spoken of as fit in tiles of these lines, and how many these are.
    fn in_part(&self, lines: RangeInclusive<u16>) -> Option<(usize, Picture)> {
        let needs = self.needs;
        let longest = needs.maps[1].max(needs.maps[2]).min(self.room[0].into());
        let mut parts = (FEWEST..longest).rev().filter(|_| !needs.is_large());
        let of = |most| {
            let sight = Sight::part(needs, &self.stamps, most);
            Some((most, self.largest(&sight, lines.clone())?))
        };

        parts.find_map(of)
    }

    /// The largest tiles that fit: of one channel with a row of stamps, if there are such.
    fn largest(&self, sight: &Sight, tiles: RangeInclusive<u16>) -> Option<Picture> {
        let is_one = sight.groups.len() == 1;
        let forms = |lines: u16| {
            let forms = [Form::Beside, Form::Grid, Form::Under, Form::Above];
            let mut forms = forms.into_iter().filter(|form| is_one || !form.is_over());
            forms.find_map(|form| self.arranged(sight, lines, form))
        };
        let mut rows = tiles.clone().rev().filter(|&lines| is_one && lines > 1);
        let row = rows.find_map(|lines| self.arranged(sight, lines, Form::Above));
        let grown = row.as_ref().filter(|row| row.tile() == SMALL);
        let grown = grown.and_then(|_| self.grown(sight));

        grown.or(row).or_else(|| tiles.rev().find_map(forms))
    }

    /// A row of stamps in tiles of a line more than the smallest, where they have room as narrower ones.
    fn grown(&self, sight: &Sight) -> Option<Picture> {
        let needs = self.needs.narrowed();
        let narrow = Stage {
            needs: &needs,
            ..*self
        };

        narrow.arranged(sight, SMALL + 1, Form::Above)
    }

    fn arranged(&self, sight: &Sight, lines: u16, form: Form) -> Option<Picture> {
        let Self {
            needs,
            stamps,
            room,
        } = self;
        let read = self.read(sight, lines, form)?;
        let is_listed = sight.groups.len() < needs.groups;
        let beside = [read.end.saturating_add(GAP), 0];
        let ([x, y], output) = self.placed(sight, lines, &read, is_listed)?;

        let list_end = if is_listed {
            beside[0].saturating_add(stamps.sums)
        } else {
            0
        };
        let width = x.saturating_add(output.width).max(list_end);
        let below = read.bottom.max(y.saturating_add(output.height));
        let (total, height) = if is_listed {
            let lines = short(needs.groups + AFTER_SUMS).min(room[1]);
            let size = [stamps.sums, lines];
            let [x, y] = beside;
            (Total::List { x, y, size }, below.max(lines))
        } else {
            let [x, y] = [0, below + 1];
            (Total::Row { x, y, width }, below + 2)
        };

        let output = output.moved([x, y]);
        let picture = Picture {
            size: [width, height],
            panels: read.panels,
            total,
            stamps: read.stamps,
            slots: stamps.slots,
            maps: output.maps,
            sheet: output.sheet,
            ..Picture::default()
        };

        picture.fits(*room).then_some(picture)
    }

    /// Where the output stands beside the stamps, and the output: of one that is seen in part, as much as has room there, under the
    /// list of the sums; else in the middle, after the list.
    fn placed(
        &self,
        sight: &Sight,
        lines: u16,
        read: &Read,
        is_listed: bool,
    ) -> Option<([u16; 2], Column)> {
        let needs = self.needs;
        let (before, list, sum) = if is_listed {
            (GAP, short(needs.groups + AFTER_SUMS) - 1, 0)
        } else {
            (self.stamps.sign, 0, SUM)
        };

        let at = [read.end.saturating_add(before), list];

        if let Some(larger) = self.larger(sight, at, self.room[1].saturating_sub(sum)) {
            return Some((at, larger));
        }

        let after = if is_listed { self.stamps.sums + GAP } else { 0 };
        let x = read.end.saturating_add(before + after);
        let output = self.output(sight, lines, read.bottom)?;
        let y = match read.bottom.checked_sub(read.top + output.height) {
            Some(spare) => read.top + spare / 2,
            None => read.bottom.saturating_sub(output.height),
        };

        Some(([x, y], output))
    }

    /// More of the map that is spoken of than is seen of its stamps, from a place to a line, where there is room for that.
    fn larger(&self, sight: &Sight, [x, y]: [u16; 2], bottom: u16) -> Option<Column> {
        let look = Look::tiles(1, self.needs.output);
        let rows = bottom.checked_sub(y.saturating_add(title(1)))?;
        let columns = self.room[0].checked_sub(x.saturating_add(1))? / look.wide;
        let part = self.needs.map_part([rows, columns].map(usize::from));
        let [_, all @ ..] = self.needs.maps;
        let [seen, larger] = [&sight.map, &part].map(|part| [part[0].len(), part[1].len()]);
        let is_larger = seen != all && (0..2).all(|dim| larger[dim] >= seen[dim]);

        is_larger.then(|| alone(self.needs, &part, look))
    }

    /// The channels one below the other, where there are not far too many stamps for any room.
    fn read(&self, sight: &Sight, lines: u16, form: Form) -> Option<Read> {
        let count = sight.groups.len().saturating_mul(self.stamps.slots.count());
        let most = self.room[0].saturating_add(self.room[1]);

        if count > usize::from(most) {
            return None;
        }

        let mut panels: Vec<Panel> = Vec::new();
        let mut stamps = Vec::new();

        for group in sight.groups.clone() {
            let y = panels.last().map_or(0, |above| bottom(above, &stamps));
            let panel = self.panel(sight, lines, (group, form), y);
            stamps.extend(self.stamped(sight, lines, form, &panel));
            panels.push(panel);
        }

        let name = self.name(lines);
        let taps_end = panels
            .iter()
            .flat_map(Panel::taps)
            .map(|board| end(board, 0));
        let stamps_end = stamps.iter().map(|board| end(board, name));

        Some(Read {
            top: stamps.first()?.y - title(lines),
            bottom: bottom(panels.last()?, &stamps),
            end: taps_end.chain(stamps_end).max()?,
            panels,
            stamps,
        })
    }

    /// The maps; of one that is seen in part, that alone.
    fn output(&self, sight: &Sight, lines: u16, height: u16) -> Option<Column> {
        let needs = self.needs;

        if [sight.map[0].len(), sight.map[1].len()] == needs.maps[1..] {
            // Rather higher than the stamps than with small pictures of all maps.
            let has_all = |column: &Column| column.sheet.is_empty();
            let all = column(needs, lines, self.room[1]).filter(has_all);

            return all.or_else(|| column(needs, lines, height));
        }

        let look = needs.look(lines, needs.output);
        Some(alone(needs, &sight.map, look))
    }

    /// A channel's plane and kernel, from a line on.
    fn panel(&self, sight: &Sight, lines: u16, (group, form): (usize, Form), y: u16) -> Panel {
        let needs = self.needs;
        let top = y.saturating_add(title(lines));
        let plane = numbers([0, top], &sight.plane, needs.look(lines, needs.input));
        let right = end(&plane, 0);
        let at = match form {
            Form::Above | Form::Under => [right.saturating_add(2 * SIGN), top],
            Form::Beside => [right.saturating_add(SIGN), top],
            Form::Grid => [0, plane.bottom().saturating_add(title(lines))],
        };

        let part = whole(needs.kernel[0], needs.kernel[1]);
        let kernel = numbers(at, &part, needs.look(lines, needs.weight));

        Panel {
            group,
            title: [1, y],
            sum: [plane.middle(), plane.bottom()],
            plane,
            window: None,
            kernel: Some(kernel),
            products: None,
        }
    }
}

/// These rows and columns of the map that is spoken of, without the others.
fn alone(needs: &Needs, part: &[Range<usize>; 2], look: Look) -> Column {
    let board = numbers([0, title(look.lines())], part, look);

    Column {
        width: board.width(),
        height: board.bottom(),
        maps: vec![Map::new(needs.cell[0], [1, 0], board)],
        sheet: Vec::new(),
    }
}

/// Lines from a name to its tiles of so many lines.
fn title(lines: u16) -> u16 {
    if lines > 1 { 2 } else { 1 }
}

/// The column after a matrix, and after a name of so many columns over it.
fn end(board: &Board, name: u16) -> u16 {
    board.x.saturating_add(board.width().max(name))
}

/// The line after a channel and the stamps above that line.
fn bottom(panel: &Panel, stamps: &[Board]) -> u16 {
    let stamps = stamps.iter().map(Board::bottom);
    stamps.fold(panel.bottom(), u16::max)
}
