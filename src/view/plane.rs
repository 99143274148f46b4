//! What a layer's window slides over, as it is drawn: one plane of places for each group of a recipe.

mod names;
mod written;

pub(super) use names::{cell_names, name, source_names, title};
pub(super) use written::read;

use std::ops::Range;

use crate::app::App;
use crate::nn::{Axis, Cell, Finish, Inputs, Layer, Reach, Take};

/// The group, and the tap of it, that are spoken of when a cell is finished: the last group, or where what is normalised stands.
pub(super) fn finishing(layer: &Layer, [map, row, column]: [usize; 3]) -> (usize, usize) {
    let last = layer.groups() - 1;
    let is_own = |group: &usize| layer.channel(map, *group) == map;

    match (0..=last).find(is_own) {
        Some(group) if layer.op.form().finish == Finish::Standard => {
            (group, row * layer.columns.kernel + column)
        }
        _ => (last, 0),
    }
}

/// The numbers that the current layer reads at these rows and columns of its planes: at least those under the window.
pub(super) fn numbers<'a>(
    app: &'a App,
    rows: &Range<usize>,
    columns: &Range<usize>,
) -> Option<Inputs<'a>> {
    let layer = app.layer();
    let place = app.place();
    let mut sources = layer.sources.iter();

    let slides = layer.op.window().is_some();
    let is_same = layer.op.form().is_elementwise()
        && layer.op.reach() == Reach::Window
        && layer.input().dims()[1..] == layer.output.dims()[1..];

    if !slides && !is_same || sources.all(|source| app.values().is_known(source.stage)) {
        return app.values().inputs(place.layer, |source| {
            app.network().whole(layer.sources[source].stage)
        });
    }

    let reads = |axis: &Axis, seen: &Range<usize>| {
        let sources = || seen.clone().filter_map(|at| axis.source(at));
        sources()
            .min()
            .zip(sources().max())
            .map_or(0..0, |(first, last)| first..last + 1)
    };

    let part = if slides {
        [reads(&layer.rows, rows), reads(&layer.columns, columns)]
    } else {
        [rows.clone(), columns.clone()]
    };

    let seen = app.values().inputs(place.layer, |_| part.clone());

    seen.or_else(|| app.values().under(place.layer, place.cell))
}

/// Planes with more cells than these are pictures rather than numbers in rows without gaps.
const MOST_NUMBERS: usize = 500;

/// Whether a plane of so many rows and columns is looked at as a picture rather than read number by number.
pub(super) fn is_large([rows, columns]: [usize; 2]) -> bool {
    rows * columns > MOST_NUMBERS
}

/// The places of one group, and those that a cell's window covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane<'a> {
    layer: &'a Layer,
    /// Rows and columns.
    pub size: [usize; 2],
    slides: bool,
}

impl<'a> Plane<'a> {
    pub(super) fn new(layer: &'a Layer) -> Self {
        let slides = layer.op.reach() == Reach::Window;
        let size = match layer.op.reach() {
            // What softmax reads of a vector stands in a column.
            Reach::All if layer.op.form().take == Take::Exponential && layer.output.is_vector() => {
                [layer.taps(), 1]
            }
            Reach::All => layer.kernel(),
            Reach::Moved => [layer.input().dims()[1], layer.input().dims()[2]],
            Reach::Window => [layer.rows.extent, layer.columns.extent],
        };

        Self {
            layer,
            size,
            slides,
        }
    }

    /// Rows and columns of the numbers on it, without padding.
    pub(super) fn inner(&self) -> [usize; 2] {
        if self.slides {
            [self.layer.rows.input, self.layer.columns.input]
        } else {
            self.size
        }
    }

    /// The rows and columns of those numbers: all of them, where zeros stand between them.
    pub(super) fn inside(&self) -> [Range<usize>; 2] {
        let axes = [&self.layer.rows, &self.layer.columns];

        [0, 1].map(|dim| {
            let axis = axes[dim];
            let all = 0..self.size[dim];
            let before = usize::try_from(axis.before).unwrap_or(0);
            let own = before..(before + axis.input).min(self.size[dim]);

            if self.slides && axis.spread == 1 && !own.is_empty() {
                own
            } else {
                all
            }
        })
    }

    /// Rows and columns as the numbers on it are counted: those of padding before them lie below zero.
    pub(super) fn counted(&self, part: &[Range<usize>; 2]) -> [Range<i64>; 2] {
        let before = if self.slides {
            [self.layer.rows.before, self.layer.columns.before]
        } else {
            [0, 0]
        };

        [0, 1].map(|dim| {
            let [start, end] = [part[dim].start, part[dim].end].map(|at| at as i64 - before[dim]);
            start..end
        })
    }

    /// Rows and columns of the kernel as it is drawn.
    pub(super) fn kernel(&self) -> [usize; 2] {
        match self.layer.op.reach() {
            Reach::Window => self.layer.kernel(),
            Reach::All => self.size,
            Reach::Moved => [1, 1],
        }
    }

    /// The rows and the columns that a cell's window spans: of one that is moved, the cell that it comes from.
    pub(super) fn window(&self, cell: [usize; 3]) -> [Range<usize>; 2] {
        let [_, row, column] = cell;

        if let (Reach::Moved, Some(from)) = (self.layer.op.reach(), self.layer.source(cell, 0, 0)) {
            return [from.at[1], from.at[2]].map(|at| at..at + 1);
        }

        if !self.slides {
            return [0..self.size[0], 0..self.size[1]];
        }

        [(&self.layer.rows, row), (&self.layer.columns, column)]
            .map(|(axis, at)| axis.places(&(at..at + 1)))
    }

    /// The tap of a cell's window that reads a place.
    pub(super) fn tap(&self, cell: [usize; 3], [y, x]: [usize; 2]) -> Option<usize> {
        match self.layer.op.reach() {
            Reach::Moved => (self.layer.source(cell, 0, 0)?.at[1..] == [y, x]).then_some(0),
            Reach::All => Some(y * self.size[1] + x).filter(|&tap| tap < self.layer.taps()),
            Reach::Window => {
                let [_, row, column] = cell;
                let on = |axis: &Axis, window: usize, place: usize| {
                    let reach = place.checked_sub(axis.place(window, 0))?;
                    let tap = reach / axis.dilation;
                    (tap < axis.kernel && axis.place(window, tap) == place).then_some(tap)
                };

                let down = on(&self.layer.rows, row, y)?;
                let along = on(&self.layer.columns, column, x)?;
                Some(down * self.layer.columns.kernel + along)
            }
        }
    }

    /// Whether a tap reads a place for some cell of the map.
    pub(super) fn is_met(&self, tap: usize, [y, x]: [usize; 2]) -> bool {
        if !self.slides {
            return y * self.size[1] + x == tap;
        }

        let [down, along] = self.layer.on_kernel(tap);
        self.layer.rows.window(y, down).is_some() && self.layer.columns.window(x, along).is_some()
    }

    /// The place that a tap of a cell's window reads.
    pub(super) fn place(&self, cell: [usize; 3], tap: usize) -> [usize; 2] {
        match (self.layer.op.reach(), self.layer.source(cell, 0, 0)) {
            (Reach::Window, _) => self.layer.place(cell, tap),
            (Reach::Moved, Some(from)) => [from.at[1], from.at[2]],
            _ => [tap / self.size[1], tap % self.size[1]],
        }
    }

    /// Whether a place lies in the padding, though a number may stand there.
    pub(super) fn is_padding(&self, [y, x]: [usize; 2]) -> bool {
        let inside = |axis: &Axis, place: usize| {
            let at = place as i64 - axis.before;
            (0..(axis.input * axis.spread) as i64).contains(&at)
        };

        self.slides && !(inside(&self.layer.rows, y) && inside(&self.layer.columns, x))
    }

    /// The tap at a place of the kernel as it is drawn.
    pub(super) fn on_kernel(&self, [row, column]: [usize; 2]) -> Option<usize> {
        Some(row * self.kernel()[1] + column).filter(|&tap| tap < self.layer.taps())
    }

    /// The input cell that stands at a place of a group's plane; `None` for padding.
    pub(super) fn source(
        &self,
        cell: [usize; 3],
        group: usize,
        [y, x]: [usize; 2],
    ) -> Option<Cell> {
        match self.layer.op.reach() {
            Reach::Moved => {
                let Cell { source, at } = self.layer.source(cell, 0, 0)?;
                let at = [at[0], y, x];
                Some(Cell { source, at })
            }
            Reach::All => {
                let tap = y * self.size[1] + x;
                let is_there = tap < self.layer.taps();
                is_there.then(|| self.layer.source(cell, group, tap))?
            }
            Reach::Window => self.layer.at(cell[0], group, [y, x]),
        }
    }

    /// Whether a place holds anything at all.
    pub(super) fn exists(&self, [y, x]: [usize; 2]) -> bool {
        self.slides
            || self.layer.op.reach() == Reach::Moved
            || y * self.size[1] + x < self.layer.taps()
    }
}
