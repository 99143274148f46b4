//! Recipes: how one output cell is made. This is the definition; [`super::forward`] is the fast way to the same numbers.

use super::{BatchNorm, Cell, Finish, Fold, Layer, Op, Pool, Shape, Take};

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
/// Sums are taken in double precision, left to right, and the value is rounded to single once, at the end.
pub struct Recipe<'a, R> {
    layer: &'a Layer,
    cell: [usize; 3],
    read: R,
    /// Softmax only: the largest number of those that share the sum.
    peak: f64,
}

/// Numbers of a vector that stand in one row.
const VECTOR_ROW: usize = 8;

impl Layer {
    /// Groups of every cell's recipe: the channels that a filter reads (for a dense layer, those that were flattened).
    #[must_use]
    pub fn groups(&self) -> usize {
        match &self.op {
            Op::Conv(conv) => conv.depth(self.input().dims()[0]),
            Op::Linear(_) => match self.flattened.dims() {
                [_, 1, 1] => 1,
                [channels, ..] => channels,
            },
            _ => 1,
        }
    }

    /// Taps of every group.
    #[must_use]
    pub fn taps(&self) -> usize {
        match &self.op {
            Op::Linear(_) => self.input().dims()[0] / self.groups(),
            Op::Softmax => self.input().dims()[0],
            _ => self.rows.kernel * self.columns.kernel,
        }
    }

    /// Rows and columns in which a group's taps are laid out: the kernel; for a dense layer the map that was flattened; for
    /// a vector, rows of eight.
    #[must_use]
    pub fn kernel(&self) -> [usize; 2] {
        let [_, height, width] = self.flattened.dims();

        match &self.op {
            Op::Linear(_) if height * width == self.taps() => [height, width],
            Op::Linear(_) | Op::Softmax => [
                self.taps().div_ceil(VECTOR_ROW),
                self.taps().min(VECTOR_ROW),
            ],
            _ => [self.rows.kernel, self.columns.kernel],
        }
    }

    /// Where on the kernel a tap lies, `[row, column]`.
    #[must_use]
    pub fn on_kernel(&self, tap: usize) -> [usize; 2] {
        [tap / self.columns.kernel, tap % self.columns.kernel]
    }

    /// The input channel that a group of a cell reads.
    #[must_use]
    pub fn channel(&self, map: usize, group: usize) -> usize {
        match &self.op {
            Op::Conv(conv) => conv.first_channel(map, self.input().dims()[0]) + group,
            _ => map,
        }
    }

    /// The place on the padded input, `[row, column]`, that a tap of a cell reads.
    #[must_use]
    pub fn place(&self, [_, row, column]: [usize; 3], tap: usize) -> [usize; 2] {
        let [down, along] = self.on_kernel(tap);
        [
            self.rows.place(row, down),
            self.columns.place(column, along),
        ]
    }

    /// The input cell that a tap of a cell reads; `None` where it reads padding.
    #[must_use]
    pub fn source(&self, cell: [usize; 3], group: usize, tap: usize) -> Option<Cell> {
        let [map, row, column] = cell;
        let at = match &self.op {
            Op::Linear(_) => [group * self.taps() + tap, 0, 0],
            Op::Softmax => [tap, row, column],
            Op::Flatten => unflatten(map, self.input()),
            _ => return self.at(map, group, self.place(cell, tap)),
        };

        Some(Cell { source: 0, at })
    }

    /// The input cell at a place on the padded input, `[row, column]`, of a group of a map; `None` for padding.
    #[must_use]
    pub fn at(&self, map: usize, group: usize, [row, column]: [usize; 2]) -> Option<Cell> {
        let at = [
            self.channel(map, group),
            self.rows.source(row)?,
            self.columns.source(column)?,
        ];

        Some(Cell { source: 0, at })
    }

    /// Where in the layer's `weight` the number stands that a tap is multiplied with.
    #[must_use]
    pub fn weight_index(&self, map: usize, group: usize, tap: usize) -> Option<usize> {
        match &self.op {
            Op::Conv(conv) => Some(conv.weight_index(map, group, self.on_kernel(tap))),
            Op::Linear(_) => Some((map * self.groups() + group) * self.taps() + tap),
            _ => None,
        }
    }

    /// The number that a tap of a cell is multiplied with, where there is one.
    #[must_use]
    pub fn weight(&self, [map, ..]: [usize; 3], group: usize, tap: usize) -> Option<f32> {
        let index = self.weight_index(map, group, tap)?;
        Some(self.op.weight()?.at(index))
    }

    /// How many cells a mean is taken over: those of the window, without what hangs over the padded input and, with
    /// `count_include_pad = false`, without padding.
    #[must_use]
    pub fn divisor(&self, cell: [usize; 3]) -> Option<usize> {
        match &self.op {
            Op::Pool(Pool {
                fold: Fold::Sum,
                window: None,
                ..
            }) => Some(self.taps()),
            Op::Pool(
                pool @ Pool {
                    fold: Fold::Sum, ..
                },
            ) => {
                let counted = |tap: &usize| {
                    let [y, x] = self.place(cell, *tap);
                    let inside = y < self.rows.extent && x < self.columns.extent;
                    inside && (pool.count_include_pad || self.source(cell, 0, *tap).is_some())
                };
                Some((0..self.taps()).filter(counted).count())
            }
            _ => None,
        }
    }

    /// How a cell is made from the numbers that `read` gives for input cells.
    pub fn recipe<R: Fn(Cell) -> f32>(&self, cell: [usize; 3], read: R) -> Recipe<'_, R> {
        let mut recipe = Recipe {
            layer: self,
            cell,
            read,
            peak: 0.0,
        };

        if self.op.form().take == Take::Exponential {
            recipe.peak = (0..self.taps())
                .map(|tap| recipe.tap(0, tap).x)
                .fold(f64::NEG_INFINITY, f64::max);
        }

        recipe
    }
}

impl<R: Fn(Cell) -> f32> Recipe<'_, R> {
    /// A tap.
    #[must_use]
    pub fn tap(&self, group: usize, tap: usize) -> Tap {
        let Self { layer, cell, .. } = self;
        let from = layer.source(*cell, group, tap);
        let form = layer.op.form();
        let outside = match form.taps {
            Fold::Max => f64::NEG_INFINITY,
            Fold::Sum => 0.0,
        };

        let x = from.map_or(outside, |at| f64::from((self.read)(at)));
        let weight = layer.weight(*cell, group, tap).map_or(1.0, f64::from);

        let value = match form.take {
            Take::Cell => x,
            Take::Product => x * weight,
            Take::Exponential => (x - self.peak).exp(),
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
        let values = (0..count).map(|tap| self.tap(group, tap).value);
        match self.layer.op.form().taps {
            Fold::Max => values.fold(f64::NEG_INFINITY, f64::max),
            Fold::Sum => values.fold(0.0, |sum, value| sum + value),
        }
    }

    /// A group's term.
    #[must_use]
    pub fn term(&self, group: usize) -> f64 {
        self.partial(group, self.layer.taps())
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
        let total = terms.reduce(|sum, term| sum + term).unwrap_or(0.0);
        let value = match self.layer.op.form().finish {
            Finish::Plain => total,
            Finish::Bias => total + self.bias().unwrap_or(0.0),
            Finish::Mean => total / self.divisor().unwrap_or(1) as f64,
            Finish::Function => self.layer.op.apply(self.cell[0], total),
            Finish::Probability => self.tap(0, self.cell[0]).value / total,
        };

        value as f32
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
            Self::BatchNorm(norm) => norm.apply(map, x),
            _ => x,
        }
    }
}

impl BatchNorm {
    /// (x - mean) / √(var + eps) · weight + bias, for a channel.
    #[must_use]
    pub fn apply(&self, channel: usize, x: f64) -> f64 {
        let [weight, bias, mean, var] = [&self.weight, &self.bias, &self.mean, &self.var]
            .map(|tensor| f64::from(tensor.at(channel)));
        (x - mean) / (var + self.eps).sqrt() * weight + bias
    }
}

/// Where in maps of this shape the `index`-th number stands, channel by channel.
fn unflatten(index: usize, shape: Shape) -> [usize; 3] {
    let [_, height, width] = shape.dims();
    [
        index / (height * width),
        index / width % height,
        index % width,
    ]
}
