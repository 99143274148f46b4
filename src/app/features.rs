//! The features view: a map of the current layer is picked, and one of the images that excite it most.

use std::sync::Arc;

use super::{Action, App};
use crate::nn::{Response, Values};
use crate::walk::Grain;

/// What is picked. In another layer than that, it is what the walk stands at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Picked {
    layer: usize,
    map: usize,
    rank: usize,
}

impl App {
    /// The map of the current layer that is picked, and which of the images that excite it most, the strongest 0.
    #[must_use]
    pub fn picked(&self) -> [usize; 2] {
        let place = self.place();
        let last = self.layer().output.dims()[0] - 1;

        match self.look.picked {
            Some(picked) if picked.layer == place.layer => [picked.map.min(last), picked.rank],
            _ => [place.cell[0], 0],
        }
    }

    /// An action while features are looked at: arrows pick, and Enter walks there; false if it is done as always.
    pub(super) fn leaf(&mut self, action: Action) -> bool {
        let [map, rank] = self.picked();

        match action {
            Action::Next => pick(self, map, rank + 1),
            Action::Back => pick(self, map, rank.saturating_sub(1)),
            Action::Finer => pick(self, map + 1, 0),
            Action::Coarser => pick(self, map.saturating_sub(1), 0),
            Action::Submit => walk_to_picked(self),
            _ => return false,
        }

        true
    }
}

/// How a map of a layer answers to one of the images that excite it most.
#[must_use]
pub fn response(values: &Values, layer: usize, [map, rank]: [usize; 2]) -> Option<Response> {
    values.strongest(layer)?.get(map)?.get(rank).copied()
}

/// Picks a map and one of its images, as far as there are so many.
pub(super) fn pick(app: &mut App, map: usize, rank: usize) {
    let layer = app.place().layer;
    let map = map.min(app.layer().output.dims()[0] - 1);
    let found = app.values().strongest(layer).and_then(|maps| maps.get(map));
    let last = found.map_or(0, |responses| responses.len().saturating_sub(1));

    app.look.picked = Some(Picked {
        layer,
        map,
        rank: rank.min(last),
    });
}

/// Puts the image that is picked in the place of the input, and walks to the cell that answers to it.
fn walk_to_picked(app: &mut App) {
    let layer = app.place().layer;
    let response = response(app.values(), layer, app.picked());

    let Some((response, images)) = response.zip(app.network().images.clone()) else {
        return;
    };

    let network = images.shown_to(app.network(), response.image);

    if network.input != app.network().input {
        app.change(Arc::new(network));
    }

    // A larger step would end further on.
    app.walker.set_grain(app.grain().min(Grain::Cell));
    app.visit(layer, response.cell);
    app.tell(app.look.language.image_is_input(response.image));
}
