//! The place of a walk that stays nearest when its network changes.

use super::{Moment, Place};
use crate::nn::{Axis, Network};

/// The place in a changed network that is nearest to one in the old: in the layer of the same name, else the one at the same
/// place, the window whose first tap lies nearest to where it lay on the input.
pub(super) fn nearest(place: &Place, old: &Network, new: &Network) -> Place {
    let from = &old.layers[place.layer];
    let is_it = |index: usize| {
        new.layers
            .get(index)
            .is_some_and(|layer| layer.name == from.name)
    };

    let same = std::iter::once(place.layer)
        .chain(0..new.layers.len())
        .find(|&index| is_it(index));

    let layer = same.unwrap_or(place.layer.min(new.layers.len() - 1));
    let to = &new.layers[layer];
    let [map, row, column] = place.cell;
    let near = |from: &Axis, to: &Axis, window: usize| {
        let first = (window * from.stride) as i64 - from.before + to.before;
        ((first.max(0) as usize + to.stride / 2) / to.stride).min(to.output - 1)
    };

    let [maps, rows, columns] = to.output.dims();
    let cell = [
        map.min(maps - 1),
        near(&from.rows, &to.rows, row).min(rows - 1),
        near(&from.columns, &to.columns, column).min(columns - 1),
    ];

    let moment = match place.moment {
        Moment::Start => Moment::Start,
        Moment::Tap { group, tap } if group < to.groups() && tap < to.taps() => place.moment,
        _ => Moment::Finish,
    };

    Place {
        layer,
        cell,
        moment,
    }
}
