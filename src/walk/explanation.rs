//! What stands at a place of the walk, with its numbers. The equation on the screen, the line in `steps` and every other
//! way to tell it are made from this one.

use super::{Moment, Place};
use crate::nn::{Finish, Inputs, Layer, Sums, Tap};

/// What happens at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Where.
    pub place: Place,
    /// The current group's taps, each with its number; at the finish, the last group's. Of very many, those around the
    /// current one.
    pub taps: Vec<Tap>,
    /// The index of the first of them.
    pub first: usize,
    /// How many taps the group has.
    pub count: usize,
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
    pub fn new(layer: &Layer, place: Place, inputs: &Inputs, sums: &Sums) -> Self {
        let recipe = layer.recipe_from(place.cell, sums, |from| inputs.at(from));
        let (group, done) = match place.moment {
            Moment::Start => (0, 0),
            Moment::Tap { group, tap } => (group, tap + 1),
            Moment::Finish => (layer.groups() - 1, layer.taps()),
        };

        let form = layer.op.form();
        let is_own = matches!(
            form.finish,
            Finish::Standard | Finish::LogProbability | Finish::Response
        );
        let own = if is_own { recipe.own() } else { 0.0 };

        let seen = Sums::around(current(layer, &place), layer.taps());
        let complete = if done == layer.taps() {
            group + 1
        } else {
            group
        };

        Self {
            place,
            taps: seen.clone().map(|tap| recipe.tap(group, tap)).collect(),
            first: seen.start,
            count: layer.taps(),
            running: if done == layer.taps() {
                recipe.term(group)
            } else {
                recipe.partial(group, done)
            },
            terms: sums.terms[..complete].to_vec(),
            bias: recipe.bias(),
            divisor: recipe.divisor(),
            peak: recipe.peak(),
            own,
            variance: sums.variance,
            value: recipe.finish(sums.terms.iter().copied()),
        }
    }

    /// A tap of the current group, where it is among those that are listed.
    #[must_use]
    pub fn tap(&self, tap: usize) -> Option<&Tap> {
        self.taps.get(tap.checked_sub(self.first)?)
    }

    /// The first taps of the current group, where all of them are listed.
    #[must_use]
    pub fn until(&self, count: usize) -> Option<&[Tap]> {
        self.taps.get(..count).filter(|_| self.first == 0)
    }
}

/// The tap that is spoken of. What a softmax ends with is the cell's own power.
fn current(layer: &Layer, place: &Place) -> usize {
    match (place.moment, layer.op.form().finish) {
        (Moment::Start, _) | (Moment::Finish, Finish::Place) => 0,
        (Moment::Tap { tap, .. }, _) => tap,
        (Moment::Finish, Finish::Probability) => place.cell[0],
        (Moment::Finish, _) => layer.taps() - 1,
    }
}
