//! What stands at a place of the walk, with its numbers. The equation on the screen, the line in `steps` and every other
//! way to tell it are made from this one.

use super::{Moment, Place};
use crate::nn::{Finish, Inputs, Layer, Tap};

/// What happens at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Where.
    pub place: Place,
    /// The current group's taps, each with its number; at the finish, the last group's.
    pub taps: Vec<Tap>,
    /// What the taps up to the current one have come to.
    pub running: f64,
    /// The terms of the groups that are complete.
    pub terms: Vec<f64>,
    /// The filter's bias.
    pub bias: Option<f64>,
    /// What a mean is divided by.
    pub divisor: Option<usize>,
    /// The largest number, that softmax takes off.
    pub peak: f64,
    /// The input's number at the cell's own place, where the cell is made of it once all are summed.
    pub own: f64,
    /// The variance of the numbers that a cell is normalised by.
    pub variance: f64,
    /// The cell's value, which the finish writes.
    pub value: f32,
}

impl Explanation {
    /// Explains a place of a layer from the cells under its window.
    #[must_use]
    pub fn new(layer: &Layer, place: Place, inputs: &Inputs) -> Self {
        let recipe = layer.recipe(place.cell, |from| inputs.at(from));
        let (group, done) = match place.moment {
            Moment::Start => (0, 0),
            Moment::Tap { group, tap } => (group, tap + 1),
            Moment::Finish => (layer.groups() - 1, layer.taps()),
        };

        let mut terms: Vec<f64> = (0..layer.groups())
            .map(|group| recipe.term(group))
            .collect();

        let value = recipe.finish(terms.iter().copied());
        let form = layer.op.form();
        let is_standard = form.finish == Finish::Standard;
        let is_own =
            is_standard || matches!(form.finish, Finish::LogProbability | Finish::Response);
        let total: f64 = terms.iter().sum();
        let mean = total / recipe.divisor().unwrap_or(1) as f64;
        let own = if is_own { recipe.own() } else { 0.0 };
        let variance = if is_standard {
            recipe.variance(mean)
        } else {
            0.0
        };

        terms.truncate(if done == layer.taps() {
            group + 1
        } else {
            group
        });

        Self {
            place,
            taps: (0..layer.taps())
                .map(|tap| recipe.tap(group, tap))
                .collect(),
            running: recipe.partial(group, done),
            terms,
            bias: recipe.bias(),
            divisor: recipe.divisor(),
            peak: recipe.peak(),
            own,
            variance,
            value,
        }
    }
}
