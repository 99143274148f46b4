//! The weight whose uses are shown.

use crate::app::{App, EditTarget, Open};
use crate::walk::{Grain, Moment};

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
