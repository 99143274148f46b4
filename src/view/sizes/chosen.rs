//! What is followed through the layer: a weight, or, where there are none, an output cell.

use std::ops::Range;

use super::super::grid::around;
use crate::app::{App, EditTarget, Open};
use crate::nn::{Layer, Op, Reach};
use crate::walk::{Grain, Moment};

/// A plane that is drawn: what a group of a map's recipe reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub map: usize,
    pub group: usize,
}

/// What is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A weight, and its uses.
    Weight(Chosen),
    /// The walk's output cell, and what it reads through a window.
    Cell,
    /// The walk's output cell, and what it reads of whole maps, or of a vector.
    Block,
}

impl Subject {
    /// `None` where a layer without weights reads neither planes nor a block of its input.
    pub(super) fn new(app: &App) -> Option<Self> {
        let layer = app.layer();
        let is_windowed = !layer.output.is_vector() && layer.op.reach() != Reach::All;

        match Chosen::new(app) {
            Some(chosen) => Some(Self::Weight(chosen)),
            None if layer.op.weight().is_some() => None,
            None if is_windowed => Some(Self::Cell),
            None => layer.block_of(app.place().cell).map(|_| Self::Block),
        }
    }

    /// How many planes there are: the weight's; those of several sources, all of whose maps are read where these are put behind each
    /// other; all maps, or the vector, of which a
    /// block is read; else the one that the output cell lies under.
    pub(super) fn count(self, app: &App) -> usize {
        let layer = app.layer();

        match (self, &layer.op) {
            (Self::Cell, Op::Concat) => layer.output.dims()[0],
            (Self::Block, _) if layer.input().is_vector() => 1,
            (Self::Block, _) => layer.input().dims()[0],
            (Self::Cell, _) if layer.sources.len() > 1 => layer.groups(),
            _ => 1,
        }
    }

    /// So many of them at most.
    pub(super) fn planes(self, app: &App, most: usize) -> Vec<Read> {
        let layer = app.layer();
        let map = app.place().cell[0];
        let of = |group| Read { map, group };
        let count = self.count(app).min(most);

        match (self, &layer.op) {
            (Self::Weight(chosen), _) => vec![of(chosen.group)],
            (Self::Cell, Op::Concat) => {
                let maps = joined(layer, map, count).into_iter();
                maps.map(|map| Read { map, group: 0 }).collect()
            }
            (Self::Block, _) => {
                let maps = read(layer, app.place().cell, count);
                maps.map(|map| Read { map, group: 0 }).collect()
            }
            (Self::Cell, _) if layer.sources.len() > 1 => (0..count).map(of).collect(),
            (Self::Cell, _) => {
                let own = (0..layer.groups()).find(|&group| layer.channel(map, group) == map);
                vec![of(own.unwrap_or(0))]
            }
        }
    }

    /// The weight, where it is one.
    pub(super) fn weight(self) -> Option<Chosen> {
        match self {
            Self::Weight(chosen) => Some(chosen),
            Self::Cell | Self::Block => None,
        }
    }
}

/// So many maps around those of which a cell reads a block; where these are more, those of them around its own.
fn read(layer: &Layer, cell: [usize; 3], count: usize) -> Range<usize> {
    let all = layer.input().dims()[0];
    let Some([read, ..]) = layer.block_of(cell) else {
        return 0..count;
    };

    if read.len() <= count {
        return around(read, all, count);
    }

    let own = if read.contains(&cell[0]) {
        cell[0] - read.start
    } else {
        0
    };

    let seen = around(own..own + 1, read.len(), count);

    read.start + seen.start..read.start + seen.end
}

/// So many maps of what is put behind each other, in their order: the current one, of each of the other sources the first, and those
/// near the current one.
fn joined(layer: &Layer, here: usize, count: usize) -> Vec<usize> {
    let mut next = 0;
    let starts = layer.sources.iter().map(|source| {
        let start = next;
        next += source.shape.dims()[0];
        start..next
    });

    let others = starts.filter(|maps| !maps.contains(&here));
    let mut maps = vec![here];
    maps.extend(others.map(|maps| maps.start).take(count.saturating_sub(1)));

    let all = layer.output.dims()[0];
    let near = around(here..here + 1, all, count).filter(|map| !maps.contains(map));
    let near: Vec<usize> = near.take(count.saturating_sub(maps.len())).collect();
    maps.extend(near);
    maps.sort_unstable();
    maps
}

/// The weight that is looked at: of a filter, one of its channels, and a tap there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub map: usize,
    pub group: usize,
    pub tap: usize,
}

impl Chosen {
    /// The last of a layer.
    pub(super) fn last_of(layer: &Layer) -> Self {
        Self {
            map: layer.output.dims()[0].saturating_sub(1),
            group: layer.groups().saturating_sub(1),
            tap: layer.taps().saturating_sub(1),
        }
    }

    /// The one under the cursor; else that of the walk's tap, where it goes tap by tap; else the one that the cursor would
    /// begin with. `None` where there are no weights.
    pub(super) fn new(app: &App) -> Option<Self> {
        let layer = app.layer();
        let place = app.place();
        let is_weighted = layer.op.weight().is_some();
        let last = EditTarget::Weight {
            group: layer.groups() - 1,
            tap: layer.taps() - 1,
        };

        let walked = match (place.moment, app.grain()) {
            (Moment::Tap { group, tap }, Grain::Tap) => EditTarget::Weight { group, tap },
            (Moment::Finish, Grain::Tap) => last,
            _ => app.first_target()?,
        };

        let spot = match app.open() {
            Open::Edit(spot @ EditTarget::Weight { .. }, _) => *spot,
            _ => walked,
        };

        match spot {
            EditTarget::Weight { group, tap } if is_weighted => Some(Self {
                map: place.cell[0],
                group,
                tap,
            }),
            _ => None,
        }
    }
}
