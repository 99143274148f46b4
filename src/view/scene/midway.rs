//! What is seen in the middle of a step.

use super::super::motion::{Midway, Phase};
use super::{Progress, Scene, progress};
use crate::nn::Tap;
use crate::walk::Place;

impl Scene<'_> {
    /// The step that is under way, while the window slides.
    pub(in crate::view) fn slide(&self) -> Option<Midway> {
        self.midway
            .filter(|midway| matches!(midway.phase, Phase::Slide(_)))
    }

    /// The place that the step under way comes from.
    pub(in crate::view) fn left(&self) -> Option<Place> {
        self.midway.map(|midway| midway.from)
    }

    /// How far the value is on its way to its cell, from 0 to 1.
    pub(in crate::view) fn landing(&self) -> Option<f64> {
        match self.midway?.phase {
            Phase::Land(share) => Some(share),
            _ => None,
        }
    }

    /// Whether a step is under way and what it brings is not there yet.
    pub(in crate::view) fn is_coming(&self) -> bool {
        self.midway.is_some() && self.landing().is_none()
    }

    /// Whether the step that is under way brings a group's sum.
    pub(super) fn brings(&self, group: usize) -> bool {
        let before = |midway: Midway| {
            midway.from.cell != self.place.cell
                || progress(midway.from.moment, group) == Progress::Pending
        };

        self.is_coming() && self.midway.is_some_and(before)
    }

    /// Whether a product is the last that has come, of the channel that is spoken of.
    pub(in crate::view) fn is_latest(&self, group: usize, tap: usize) -> bool {
        group == self.group() && self.brings(group) && tap + 1 == self.multiplied()
    }

    /// How many products of a group have come, in the middle of a step.
    pub(super) fn multiplied(&self) -> usize {
        match self.midway.map(|midway| midway.phase) {
            Some(Phase::Multiply(share)) => (share * self.layer.taps() as f64) as usize + 1,
            _ => 0,
        }
    }

    /// Those of where the window slides from; another filter's would stand under this one's weights.
    pub(super) fn old_taps(&self) -> Vec<Vec<Tap>> {
        let from = self.slide().map(|slide| slide.from.cell);
        let own = from.filter(|cell| cell[0] == self.place.cell[0]);
        own.map_or_else(Vec::new, |cell| self.all_taps(cell))
    }
}
