//! How many numbers a scenario may hold, and how many it holds so far.

use super::files::Models;
use crate::document::{Node, Sink};
use crate::nn::{MOST_NUMBERS, MOST_WEIGHTS};
use crate::text::phrase;

/// What has been read, and with it what is left.
#[derive(Default)]
pub(super) struct Budget {
    /// Numbers of the data.
    data: u64,
    /// Numbers of the weights.
    weights: u64,
    /// The models of which weights were read.
    pub models: Models,
}

impl Budget {
    /// A budget of which nothing is spent.
    pub(super) fn with_models(models: Models) -> Self {
        Self {
            models,
            ..Self::default()
        }
    }

    /// How many more numbers there may be.
    pub(super) fn left(&self, is_weight: bool) -> u64 {
        if is_weight {
            MOST_WEIGHTS.saturating_sub(self.weights)
        } else {
            MOST_NUMBERS.saturating_sub(self.data)
        }
    }

    /// Counts numbers that were read.
    pub(super) fn count(&mut self, numbers: u64, is_weight: bool) {
        let count = if is_weight {
            &mut self.weights
        } else {
            &mut self.data
        };

        *count = count.saturating_add(numbers);
    }

    /// Counts the numbers of a tensor of this shape; where they are too many, that is a fault.
    pub(super) fn spend(
        &mut self,
        node: &Node,
        shape: &[usize],
        is_weight: bool,
        sink: &mut Sink,
    ) -> Option<()> {
        let count = shape
            .iter()
            .fold(1u64, |count, &n| count.saturating_mul(n as u64));

        let is_within = count <= self.left(is_weight);
        self.count(count, is_weight);

        if is_within {
            return Some(());
        }

        let message = if is_weight {
            phrase!(
                "too many numbers: with these {}, the weights have more than 2^28 ({})",
                count,
                MOST_WEIGHTS
            )
        } else {
            phrase!(
                "too many numbers: with these {}, the scenario has more than 2^27 ({})",
                count,
                MOST_NUMBERS
            )
        };

        sink.fault(node, message, phrase!("make it smaller"))
    }
}
