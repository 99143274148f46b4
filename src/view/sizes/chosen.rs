//! What is followed through the layer: a weight, or, where there are none, an output cell.

use crate::app::{App, EditTarget, Open};
use crate::nn::Reach;
use crate::walk::{Grain, Moment};

/// The most planes that stand beside each other.
const PLANES: usize = 3;

/// A weight and its uses, or the walk's output cell and what it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Weight(Chosen),
    Cell,
}

impl Subject {
    /// `None` where a layer without weights reads what is no plane: number by number of a vector, or through all channels.
    pub(super) fn new(app: &App) -> Option<Self> {
        let layer = app.layer();
        let is_vector = layer.output.is_vector();
        let is_drawn = is_vector == (layer.op.reach() == Reach::All);

        match Chosen::new(app) {
            Some(chosen) => Some(Self::Weight(chosen)),
            None => (is_drawn && layer.op.weight().is_none()).then_some(Self::Cell),
        }
    }

    /// The groups of a recipe whose planes are drawn: the weight's; each source's; else the one that the output cell lies under.
    pub(super) fn groups(self, app: &App) -> Vec<usize> {
        let layer = app.layer();
        let map = app.place().cell[0];

        match self {
            Self::Weight(chosen) => vec![chosen.group],
            Self::Cell if layer.sources.len() > 1 => (0..layer.groups()).take(PLANES).collect(),
            Self::Cell => {
                let own = (0..layer.groups()).find(|&group| layer.channel(map, group) == map);
                vec![own.unwrap_or(0)]
            }
        }
    }

    /// The weight, where it is one.
    pub(super) fn weight(self) -> Option<Chosen> {
        match self {
            Self::Weight(chosen) => Some(chosen),
            Self::Cell => None,
        }
    }
}

/// The weight that is looked at: of a filter, one of its channels, and a tap there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub map: usize,
    pub group: usize,
    pub tap: usize,
}

impl Chosen {
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
