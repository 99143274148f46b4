//! Where everything of the walk stands. Drawing and the mouse ask the same layout.
//!
//! ```text
//! title                                                      layer
//! input → conv1 → [relu1] → …                 the way through the network
//!
//!   the picture: planes, kernels, products, sums, output
//!   the equation in large digits
//!
//! the sentence; the note; the output size; the timeline; the keys
//! ```

mod choice;
mod close;
mod columns;
mod dense;
mod extent;
mod joined;
mod lines;
mod locator;
mod needs;
mod output;
mod overview;
mod pair;
mod picture;
mod pictures;
mod rows;
mod sight;
mod single;
mod slots;
mod sources;
mod stamps;
mod strips;
mod table;
mod tiles;
mod written;

pub(super) use output::index;
pub(super) use picture::{Between, Close, Map, Panel, Picture, Table, Total, over};

use std::ops::Range;

use ratatui::layout::Rect;

use super::board::Board;
use super::digits::Size;
use super::formats::{self, Formats};
use super::plane::Plane;
use crate::app::App;
use needs::Needs;

/// Where the equation stands in large digits: its first half line, and how large its dots are at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Large {
    pub top: u16,
    pub size: Size,
}

impl Large {
    /// Where a picture of so many lines begins, and the digits under it, where there is room for them: in the middle of a stage,
    /// whose blank line below, if it has one, they may begin.
    fn under(picture: u16, stage: Rect, has_blank: bool) -> (u16, Option<Self>) {
        let spare = stage.height.saturating_sub(picture);
        let halves = 2 * spare + u16::from(has_blank);
        let mut sizes = (1..=(stage.height / 24).max(2)).rev().map(Size::Blocks);
        let Some(size) = sizes.find(|size| halves > size.halves()) else {
            return (stage.y + spare / 2, None);
        };

        // A blank line above, or, where there is none to spare, half of one.
        let gap = (halves - size.halves()).min(2);
        let lines = (gap + size.halves()).div_ceil(2);
        let top = stage.y + spare.saturating_sub(lines) / 2;
        let large = Self {
            top: 2 * (top + picture) + gap,
            size,
        };

        (top, Some(large))
    }
}

/// Where everything of the walk stands.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub area: Rect,
    pub formats: Formats,
    /// The line of the way through the network.
    pub route: Option<u16>,
    pub picture: Picture,
    /// The columns of the picture.
    pub x: u16,
    pub large: Option<Large>,
    /// The lines of the sentence and the note, and of the output size.
    pub said: Rect,
    pub formula: Rect,
    pub timeline: Option<u16>,
    pub keys: Option<u16>,
    /// Whether the output is a vector.
    pub is_vector: bool,
}

impl Layout {
    /// The layout of the walk on an area; `None` where it is too small for more than the equation and the output.
    pub(super) fn new(app: &App, area: Rect) -> Option<Self> {
        if area.width < 40 || area.height < 12 {
            return None;
        }

        let (formats, (picture, lines, needs)) = arranged(app, area)?;
        let [_, rows, columns] = needs::maps(app);
        let has_blank = lines.stage.bottom() < lines.said.y;
        let (top, large) = Large::under(picture.size[1], lines.stage, has_blank);
        let formats = formats.grown(app, picture.rooms());
        let x = area.x + (area.width.saturating_sub(picture.size[0])) / 2;
        let picture = picture.moved([x, top]);

        Some(Self {
            area,
            formats,
            route: lines.route,
            picture: output::spread(&needs, picture, area.right()).cropped([rows, columns]),
            x,
            large,
            said: lines.said,
            formula: lines.formula,
            timeline: lines.timeline,
            keys: lines.keys,
            is_vector: needs.is_vector,
        })
    }

    /// The rows and columns of the planes that are seen.
    pub(super) fn input(&self) -> [Range<usize>; 2] {
        hull(self.picture.panels.iter().map(|panel| &panel.plane))
    }

    /// The rows and columns of the maps that are seen.
    pub(super) fn output(&self) -> [Range<usize>; 2] {
        if self.is_vector {
            return [0..1, 0..1];
        }

        let maps = self.picture.maps.iter().chain(&self.picture.sheet);
        hull(maps.map(|map| &map.board))
    }

    /// Whether nothing of a layer's input and maps is left out, and all of it is read number by number.
    pub(super) fn is_whole(&self, app: &App) -> bool {
        let plane = Plane::new(app.layer());
        let panels = &self.picture.panels;
        let size = if self.picture.is_stamped() {
            plane.inner()
        } else {
            plane.size
        };

        if !self.picture.joined.is_empty() {
            return true;
        }

        let is_all = |board: &Board, size: [usize; 2]| {
            [board.rows.len(), board.columns.len()] == size && !board.is_picture
        };
        let [_, rows, columns] = app.layer().output.dims();
        let mut stamps = self.picture.stamps.iter();

        panels.len() == app.layer().groups()
            && panels.iter().all(|panel| is_all(&panel.plane, size))
            && stamps.all(|stamp| is_all(stamp, [rows, columns]))
            && self.picture.sheet.is_empty()
    }

    /// The output cell at a place of the screen.
    pub(super) fn output_at(&self, x: u16, y: u16) -> Option<[usize; 3]> {
        let picture = &self.picture;
        let mut maps = picture
            .maps
            .iter()
            .chain(&picture.sheet)
            .chain(&picture.joined);

        maps.find_map(|map| {
            let at = map.board.hit(x, y)?;
            Some(self.output_cell(map.index, at))
        })
    }

    /// The cell `[row, column]` of the first group's input at a place of the screen.
    pub(super) fn input_at(&self, app: &App, x: u16, y: u16) -> Option<[usize; 2]> {
        let panel = self.picture.panels.first()?;
        let at = panel.plane.hit(x, y)?;

        if self.picture.is_stamped() {
            return Some(at);
        }

        let from = Plane::new(app.layer()).source(app.place().cell, panel.group, at)?;
        let [_, row, column] = from.at;

        Some([row, column])
    }

    /// The output cell at a row and a column of a map as it is drawn: a vector is drawn as one column.
    pub(super) fn output_cell(&self, map: usize, [row, column]: [usize; 2]) -> [usize; 3] {
        if self.is_vector {
            [row, 0, 0]
        } else {
            [map, row, column]
        }
    }
}

/// How numbers are written and where they stand: with fewer digits where more channels are then seen, or they stand on tiles instead of
/// in rows without gaps.
fn arranged(app: &App, area: Rect) -> Option<(Formats, choice::Choice)> {
    let of = |digits| {
        let formats = Formats::new(app, area.width, digits);
        let needs = Needs::new(app, &formats);
        Some((formats, choice::at_any_stride(app, needs, area)?))
    };

    let (formats, own) = of(formats::MOST)?;
    let seen = |(picture, ..): &choice::Choice| picture.panels.len();
    let is_compact = own.0.tile() == 1;
    let is_alone = own.0.tile() > 1 && own.2.own.is_none() && seen(&own) < own.2.groups;
    let is_small = (is_compact || is_alone) && !own.2.is_large() && formats.is_fine;
    let is_better = |(_, other): &(Formats, choice::Choice)| {
        let larger = is_compact && other.0.tile() > 1;
        seen(other) > seen(&own) || larger && seen(other) == seen(&own)
    };
    let other = is_small.then(|| of(formats::LEAST)).flatten();

    Some(other.filter(is_better).unwrap_or((formats, own)))
}

/// The smallest rows and columns that hold those of all boards.
fn hull<'b>(boards: impl Iterator<Item = &'b Board>) -> [Range<usize>; 2] {
    let join = |a: Range<usize>, b: Range<usize>| a.start.min(b.start)..a.end.max(b.end);

    boards
        .map(|board| [board.rows.clone(), board.columns.clone()])
        .reduce(|[rows, columns], [more_rows, more_columns]| {
            [join(rows, more_rows), join(columns, more_columns)]
        })
        .unwrap_or([0..1, 0..1])
}
