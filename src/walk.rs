//! The walk: every tap of every group of every cell of every layer, in order; and what stands at each place. Pure.
//!
//! ```text
//! position = start of the layer + cell · (groups · taps + 1) + group · taps + tap        (the last one of a cell: its finish)
//! ```
//! A position is one integer. Nothing is stored for it and nothing replayed: what is seen there is read from recipes.

mod explanation;
mod lens;
mod stretch;

pub use explanation::Explanation;
pub use lens::{Grain, Order};

use crate::nn::Network;
use stretch::Stretch;

/// What happens at a place of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
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
    /// The layer.
    pub layer: usize,
    /// Its output cell `[map, row, column]`.
    pub cell: [usize; 3],
    /// What happens there.
    pub moment: Moment,
}

/// A network's walk in one order. Positions run from 0 to `len() - 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Each layer's first position, and its part.
    stretches: Vec<(u64, Stretch)>,
    len: u64,
}

impl Walk {
    /// The walk of a network that has a layer at least.
    #[must_use]
    pub fn new(network: &Network, order: Order) -> Self {
        let mut len = 0;
        let stretches = network.layers.iter().map(|layer| {
            let stretch = Stretch::new(layer, order);
            len += stretch.len();
            (len - stretch.len(), stretch)
        });

        Self {
            stretches: stretches.collect(),
            len,
        }
    }

    /// How many positions there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a walk is never empty")]
    pub fn len(&self) -> u64 {
        self.len
    }

    fn layer_of(&self, position: u64) -> usize {
        self.stretches
            .partition_point(|&(start, _)| start <= position)
            .saturating_sub(1)
    }

    /// What a position stands for; positions past the end stand for the end.
    #[must_use]
    pub fn place(&self, position: u64) -> Place {
        let position = position.min(self.len - 1);
        let layer = self.layer_of(position);
        let (start, stretch) = &self.stretches[layer];
        let (cell, moment) = stretch.place(position - start);

        Place {
            layer,
            cell,
            moment,
        }
    }

    /// The position of a place.
    #[must_use]
    pub fn position(&self, place: &Place) -> u64 {
        let (start, stretch) = &self.stretches[place.layer];
        start + stretch.at(place.cell, place.moment)
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
        let of = |(_, stretch): &(u64, Stretch)| stretch.steps(grain);
        layer.map_or_else(
            || self.stretches.iter().map(of).sum(),
            |layer| of(&self.stretches[layer]),
        )
    }

    /// How many steps are done at a position, the one that it ends included.
    #[must_use]
    pub fn rank(&self, position: u64, grain: Grain) -> u64 {
        let layer = self.layer_of(position);
        let (start, stretch) = &self.stretches[layer];
        let before: u64 = self.stretches[..layer]
            .iter()
            .map(|(_, stretch)| stretch.steps(grain))
            .sum();

        before + stretch.rank(position - start, grain)
    }

    /// The position that ends a step, counted from 1; steps outside stand for the first and the last.
    #[must_use]
    pub fn select(&self, step: u64, grain: Grain) -> u64 {
        let mut left = step.clamp(1, self.steps(grain, None)) - 1;
        for (start, stretch) in &self.stretches {
            let steps = stretch.steps(grain);
            if left < steps {
                return start + stretch.select(left, grain);
            }

            left -= steps;
        }

        self.len - 1
    }

    /// The step that a position belongs to: the first that ends there or later.
    #[must_use]
    pub fn step(&self, position: u64, grain: Grain) -> u64 {
        let rank = self.rank(position, grain);
        if rank > 0 && self.select(rank, grain) == position {
            rank
        } else {
            rank + 1
        }
    }

    /// The position after `by` steps, forward or back; stays at the ends.
    #[must_use]
    pub fn go(&self, position: u64, grain: Grain, by: i64) -> u64 {
        self.select(
            self.step(position, grain).saturating_add_signed(by).max(1),
            grain,
        )
    }

    /// A layer's first step of a grain.
    #[must_use]
    pub fn first_step(&self, layer: usize, grain: Grain) -> u64 {
        self.stretches[..layer]
            .iter()
            .map(|(_, stretch)| stretch.steps(grain))
            .sum::<u64>()
            + 1
    }
}

#[cfg(test)]
mod tests;
