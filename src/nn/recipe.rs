//! Recipes: how one output cell is made. This is the definition; [`super::forward`] is the fast way to the same numbers.

use std::ops::Range;
use std::sync::Arc;

use super::exact::{self, larger};
use super::{
    Activation, BatchNorm, Cell, Finish, Fold, Function, Layer, Norm, Op, Reduce, Reduction, Sums,
    Take, Tensor,
};

/// One input cell with what happens to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tap {
    /// The input cell; `None` where padding is read.
    pub from: Option<Cell>,
    /// Its number; in padding, what stands for it.
    pub x: f64,
    /// What it is multiplied with; 1 where it is not.
    pub weight: f64,
    /// What it gives: the product, the exponential, the cell itself.
    pub value: f64,
}

/// How one output cell of a layer is made: `layer.groups()` groups of `layer.taps()` taps. A group's taps give a term, the
/// terms give the value. `read` tells the numbers of the cells that the layer reads.
///
/// A group's taps are added in double precision in their order, from 0 on, then the terms in theirs, then the bias; the value
/// is rounded to single once, at the end. Nothing else may be done to the order, so that a value has the same bits wherever
/// it is computed: the product of two singles is exact in double precision, and every function is one of `nn::exact`.
/// The largest is the first of equal ones, and what is not a number is never the largest.
pub struct Recipe<'a, R> {
    layer: &'a Layer,
    cell: [usize; 3],
    read: R,
    /// Softmax only: the largest number of those that share the sum.
    peak: f64,
    /// What is known of the cell, where it has been summed up.
    sums: Option<&'a Sums>,
}

impl Layer {
    /// How a cell is made from the numbers that `read` gives for input cells.
    pub fn recipe<R: Fn(Cell) -> f32>(&self, cell: [usize; 3], read: R) -> Recipe<'_, R> {
        let mut recipe = Recipe {
            layer: self,
            cell,
            read,
            peak: 0.0,
            sums: None,
        };

        if self.op.form().take == Take::Exponential {
            recipe.peak = (0..self.taps())
                .map(|tap| recipe.tap(0, tap).x)
                .fold(f64::NEG_INFINITY, larger);
        }

        recipe
    }

    /// The same, of a cell that has been summed up: what its taps come to is not computed again.
    pub fn recipe_from<'a, R: Fn(Cell) -> f32>(
        &'a self,
        cell: [usize; 3],
        sums: &'a Sums,
        read: R,
    ) -> Recipe<'a, R> {
        Recipe {
            layer: self,
            cell,
            read,
            peak: sums.peak,
            sums: Some(sums),
        }
    }
}

impl<R: Fn(Cell) -> f32> Recipe<'_, R> {
    /// What a tap of a group takes, and what comes of it.
    #[must_use]
    pub fn tap(&self, group: usize, tap: usize) -> Tap {
        let Self { layer, cell, .. } = self;
        let from = layer.source(*cell, group, tap);
        let form = layer.op.form();
        let outside = match (&layer.op, form.taps) {
            (Op::Pad(border), _) => border.value,
            (Op::Arrange(arrange), _) => f64::from(arrange.outside),
            (Op::Constant(tensor), _) => f64::from(tensor.at(layer.output.flat(*cell))),
            (_, Fold::Max) => f64::NEG_INFINITY,
            _ => 0.0,
        };

        let x = from.map_or(outside, |at| f64::from((self.read)(at)));
        let weight = layer.weight(*cell, group, tap).map_or(1.0, f64::from);

        let value = match form.take {
            Take::Cell | Take::Source => x,
            Take::Square => x * x,
            Take::Product => x * weight,
            Take::Exponential => exact::exp(x - self.peak),
        };

        Tap {
            from,
            x,
            weight,
            value,
        }
    }

    /// What the first `count` taps of a group have come to: their sum, or for max pooling the largest.
    #[must_use]
    pub fn partial(&self, group: usize, count: usize) -> f64 {
        let taps = self.layer.taps();
        let kept = self.sums.and_then(|sums| sums.before(group, count, taps));
        let (start, before) = kept.unwrap_or((0, self.nothing()));

        self.add(before, group, start..count)
    }

    /// What no taps come to.
    pub(super) fn nothing(&self) -> f64 {
        match self.layer.op.form().taps {
            Fold::Max => f64::NEG_INFINITY,
            _ => 0.0,
        }
    }

    /// What some taps of a group come to with what those before them have come to.
    pub(super) fn add(&self, before: f64, group: usize, taps: Range<usize>) -> f64 {
        let values = taps.map(|tap| self.tap(group, tap).value);
        match self.layer.op.form().taps {
            Fold::Max => values.fold(before, larger),
            _ => values.fold(before, |sum, value| sum + value),
        }
    }

    /// A group's term.
    #[must_use]
    pub fn term(&self, group: usize) -> f64 {
        let known = self.sums.and_then(|sums| sums.terms.get(group));
        known.map_or_else(|| self.partial(group, self.layer.taps()), |term| *term)
    }

    /// What the terms come to, divided by how many numbers a mean is taken over.
    #[must_use]
    pub fn mean(&self, terms: &[f64]) -> f64 {
        terms.iter().sum::<f64>() / self.divisor().unwrap_or(1) as f64
    }

    /// The number that is added when all terms are summed: a filter's or a dense cell's bias.
    #[must_use]
    pub fn bias(&self) -> Option<f64> {
        let bias = self.layer.op.bias()?;
        Some(f64::from(bias.at(self.cell[0])))
    }

    /// What the sum is divided by, for a mean.
    #[must_use]
    pub fn divisor(&self) -> Option<usize> {
        self.layer.divisor(self.cell)
    }

    /// The largest of the numbers that softmax weighs against each other; it is taken off each, so that none overflows.
    #[must_use]
    pub fn peak(&self) -> f64 {
        self.peak
    }

    /// The value from the terms: their sum, with the finish.
    #[must_use]
    pub fn finish(&self, terms: impl Iterator<Item = f64>) -> f32 {
        let form = self.layer.op.form();
        let total = terms
            .reduce(|total, term| form.terms.join(total, term))
            .unwrap_or(0.0);

        let value = match form.finish {
            Finish::Plain | Finish::Total => total,
            Finish::Bias => total + self.bias().unwrap_or(0.0),
            Finish::Mean => total / self.divisor().unwrap_or(1) as f64,
            Finish::Function => self.layer.op.apply(self.cell[0], total),
            Finish::Probability => self.tap(0, self.cell[0]).value / total,
            Finish::LogProbability => self.own() - self.peak - exact::log(total),
            Finish::Standard => self.standard(total / self.divisor().unwrap_or(1) as f64),
            Finish::Response => self.response(total),
            Finish::Place => self.place_of(total),
        };

        value as f32
    }

    /// The input's number at the cell's own place.
    #[must_use]
    pub fn own(&self) -> f64 {
        let at = self.cell;
        f64::from((self.read)(Cell { source: 0, at }))
    }

    /// The mean of the squared differences from this mean, over all taps.
    #[must_use]
    pub fn variance(&self, mean: f64) -> f64 {
        if let Some(sums) = self.sums.filter(|sums| !sums.terms.is_empty()) {
            return sums.variance;
        }

        let groups = 0..self.layer.groups();
        let taps = groups.flat_map(|group| (0..self.layer.taps()).map(move |tap| (group, tap)));
        let sum = taps
            .map(|(group, tap)| self.tap(group, tap).x - mean)
            .fold(0.0, |sum, difference| sum + difference * difference);

        sum / self.divisor().unwrap_or(1) as f64
    }

    /// (x − mean) / √(var + eps) · weight + bias
    fn standard(&self, mean: f64) -> f64 {
        let Op::Norm(norm) = &self.layer.op else {
            return mean;
        };

        norm.apply(self.cell[0], self.own(), mean, self.variance(mean))
    }

    /// x / (k + alpha / size · Σ x²)^beta
    fn response(&self, squares: f64) -> f64 {
        let Op::Lrn(lrn) = &self.layer.op else {
            return squares;
        };

        self.own() / exact::pow(lrn.k + lrn.alpha / lrn.size as f64 * squares, lrn.beta)
    }

    /// Which tap has this number: of several the first, or the last.
    pub(super) fn place_of(&self, number: f64) -> f64 {
        if let Some(sums) = self.sums.filter(|sums| !sums.terms.is_empty()) {
            return sums.place;
        }

        let has = |tap: &usize| self.tap(0, *tap).x == number;
        let mut taps = 0..self.layer.taps();
        let found = match &self.layer.op {
            Op::Reduce(Reduce {
                reduction: Reduction::Place { last: true },
                ..
            }) => taps.rfind(has),
            _ => taps.find(has),
        };

        found.unwrap_or(0) as f64
    }

    /// The cell's value.
    #[must_use]
    pub fn value(&self) -> f32 {
        self.finish((0..self.layer.groups()).map(|group| self.term(group)))
    }
}

impl Op {
    /// The function of a cell of a map, for the kinds that are one.
    #[must_use]
    pub fn apply(&self, map: usize, x: f64) -> f64 {
        match self {
            Self::Activation(activation) => activation.apply(x),
            Self::PRelu(_) | Self::Reduce(_) => {
                self.activation(map).map_or(x, |function| function.apply(x))
            }
            Self::BatchNorm(norm) => norm.apply(map, x),
            _ => x,
        }
    }
}

impl Op {
    /// The function of a map's cells, where it is an activation.
    #[must_use]
    pub fn activation(&self, map: usize) -> Option<Activation> {
        match self {
            Self::Activation(activation) => Some(*activation),
            Self::PRelu(_) => self.slope(map),
            Self::Reduce(Reduce {
                reduction: Reduction::Length,
                ..
            }) => Some(Activation::Other(Function::Sqrt)),
            _ => None,
        }
    }

    /// How far from zero the last bend of a map's function lies, as [`Activation::bend`] has it.
    #[must_use]
    pub fn bend(&self, map: usize) -> f64 {
        self.activation(map).map_or(0.0, Activation::bend)
    }

    fn slope(&self, map: usize) -> Option<Activation> {
        let Self::PRelu(weight) = self else {
            return None;
        };

        let index = if weight.count() == 1 { 0 } else { map };
        let slope = f64::from(weight.at(index));

        Some(Activation::LeakyRelu { slope })
    }
}

impl Norm {
    /// (x − mean) / √(var + eps) · weight + bias, for a channel.
    #[must_use]
    pub fn apply(&self, channel: usize, x: f64, mean: f64, var: f64) -> f64 {
        let of = |tensor: &Option<Arc<Tensor>>, otherwise: f64| {
            tensor
                .as_ref()
                .map_or(otherwise, |tensor| f64::from(tensor.at(channel)))
        };

        (x - mean) / (var + self.eps).sqrt() * of(&self.weight, 1.0) + of(&self.bias, 0.0)
    }
}

impl BatchNorm {
    /// (x - mean) / √(var + eps) · weight + bias, for a channel.
    #[must_use]
    pub fn apply(&self, channel: usize, x: f64) -> f64 {
        self.of(channel)(x)
    }

    /// The same for all numbers of a channel.
    pub(super) fn of(&self, channel: usize) -> impl Fn(f64) -> f64 {
        let [weight, bias, mean, var] = [&self.weight, &self.bias, &self.mean, &self.var]
            .map(|tensor| f64::from(tensor.at(channel)));
        let deviation = (var + self.eps).sqrt();

        move |x| (x - mean) / deviation * weight + bias
    }
}
