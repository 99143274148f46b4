//! Finding a layer by its name or kind.

use super::{App, Open};

/// A layer that a search has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub layer: usize,
    /// Its number among those that are like it, from 1.
    pub index: usize,
    /// How many these are.
    pub of: usize,
}

impl App {
    /// The layer that a search finds: the next after the current one, from the last on to the first. `None` where nothing is
    /// searched for, or none is like it.
    #[must_use]
    pub fn found(&self) -> Option<Found> {
        let Open::Find(answer) = &self.open else {
            return None;
        };

        let wanted = answer.trim().to_lowercase();
        let is_like = |index: &usize| {
            let layer = &self.network().layers[*index];
            layer.name.to_lowercase().contains(&wanted) || layer.op.kind().contains(&wanted)
        };

        let all: Vec<usize> = (0..self.network().layers.len())
            .filter(|index| !wanted.is_empty() && is_like(index))
            .collect();

        let current = self.place().layer;
        let next = all.iter().position(|&layer| layer > current);
        let at = next.unwrap_or(0);

        all.get(at).map(|&layer| Found {
            layer,
            index: at + 1,
            of: all.len(),
        })
    }

    /// Goes to what was searched for.
    pub(super) fn go_to_found(&mut self) {
        let found = self.found();
        self.open = Open::Nothing;

        match found {
            Some(found) => self.walker.go_to_layer(found.layer),
            None => self.news.message = Some(self.look.language.no_such_layer().to_owned()),
        }
    }
}
