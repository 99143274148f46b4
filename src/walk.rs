//! The walk: every tap of every group of every cell of every layer, in order; and what stands at each place. Pure.
//!
//! ```text
//! position = start of the layer + cell · (groups · taps + 1) + group · taps + tap        (the last one of a cell: its finish)
//! ```
//! A position is one integer; 0 is before anything is computed, and everything stands one further. Nothing is stored for it and
//! nothing replayed: what is seen there is read from recipes.

mod explanation;
mod grain;
mod layer;
mod nearest;
mod walker;

pub use explanation::Explanation;
pub use grain::{Grain, Order};
pub use walker::Walker;

use crate::nn::Network;
use layer::LayerWalk;

/// What happens at a place of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The walk has not begun: nothing is computed.
    Start,
    /// A tap of a group is taken.
    Tap {
        /// Which group.
        group: usize,
        /// Which of its taps.
        tap: usize,
    },
    /// The terms are put together, and the cell is written.
    Finish,
}

/// Where a walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The layer that is computed there.
    pub layer: usize,
    /// Its output cell `[map, row, column]`.
    pub cell: [usize; 3],
    /// What happens there.
    pub moment: Moment,
}

impl Place {
    /// Before anything is computed.
    pub const START: Self = Self {
        layer: 0,
        cell: [0; 3],
        moment: Moment::Start,
    };
}

/// A network's walk in one order. Positions run from 0, where nothing is computed, to [`Walk::end`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Each layer's first position, and its part.
    parts: Vec<(u64, LayerWalk)>,
    end: u64,
}

impl Walk {
    /// The walk of a network that has a layer at least.
    #[must_use]
    pub fn new(network: &Network, order: Order) -> Self {
        let mut end = 0;
        let parts = network.layers.iter().map(|layer| {
            let part = LayerWalk::new(layer, order);
            let start = end + 1;
            end += part.len();
            (start, part)
        });

        Self {
            parts: parts.collect(),
            end,
        }
    }

    /// The last position, where everything is computed.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.end
    }

    fn layer_of(&self, position: u64) -> usize {
        self.parts
            .partition_point(|&(start, _)| start <= position)
            .saturating_sub(1)
    }

    /// What a position stands for; positions past the end stand for the end.
    #[must_use]
    pub fn place(&self, position: u64) -> Place {
        let position = position.min(self.end);
        let layer = self.layer_of(position);
        let (start, part) = &self.parts[layer];
        let (cell, moment) = match position.checked_sub(*start) {
            Some(at) => part.place(at),
            None => ([0; 3], Moment::Start),
        };

        Place {
            layer,
            cell,
            moment,
        }
    }

    /// The position of a place.
    #[must_use]
    pub fn position(&self, place: &Place) -> u64 {
        let (start, part) = &self.parts[place.layer];
        match place.moment {
            Moment::Start => 0,
            Moment::Tap { group, tap } => start + part.tap(place.cell, group, tap),
            Moment::Finish => start + part.finish(place.cell),
        }
    }

    /// Whether an output cell of a layer is written at a position.
    #[must_use]
    pub fn is_made(&self, position: u64, layer: usize, cell: [usize; 3]) -> bool {
        position
            >= self.position(&Place {
                layer,
                cell,
                moment: Moment::Finish,
            })
    }

    /// How many steps of a grain there are, in all or in one layer.
    #[must_use]
    pub fn steps(&self, grain: Grain, layer: Option<usize>) -> u64 {
        let of = |(_, part): &(u64, LayerWalk)| part.steps(grain);
        layer.map_or_else(
            || self.parts.iter().map(of).sum(),
            |layer| of(&self.parts[layer]),
        )
    }

    /// How many steps are done at a position, the one that it ends included.
    #[must_use]
    pub fn rank(&self, position: u64, grain: Grain) -> u64 {
        if position == 0 {
            return 0;
        }

        let layer = self.layer_of(position);
        let (start, part) = &self.parts[layer];
        let before: u64 = self.parts[..layer]
            .iter()
            .map(|(_, part)| part.steps(grain))
            .sum();

        before + part.rank(position - start, grain)
    }

    /// The position that ends a step, counted from 1; before the first is where nothing is computed, after the last the end.
    #[must_use]
    pub fn select(&self, step: u64, grain: Grain) -> u64 {
        let Some(mut left) = step.checked_sub(1) else {
            return 0;
        };

        for (start, part) in &self.parts {
            let steps = part.steps(grain);
            if left < steps {
                return start + part.select(left, grain);
            }

            left -= steps;
        }

        self.end
    }

    /// The step that a position belongs to: the first that ends there or later.
    #[must_use]
    pub fn step(&self, position: u64, grain: Grain) -> u64 {
        let rank = self.rank(position, grain);
        if self.select(rank, grain) == position {
            rank
        } else {
            rank + 1
        }
    }

    /// The position after `by` steps, forward or back; stays at the ends.
    #[must_use]
    pub fn go(&self, position: u64, grain: Grain, by: i64) -> u64 {
        self.select(self.step(position, grain).saturating_add_signed(by), grain)
    }

    /// A layer's first step of a grain.
    #[must_use]
    pub fn first_step(&self, layer: usize, grain: Grain) -> u64 {
        self.parts[..layer]
            .iter()
            .map(|(_, part)| part.steps(grain))
            .sum::<u64>()
            + 1
    }
}

#[cfg(test)]
mod tests;
