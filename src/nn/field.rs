//! Receptive fields as numbers: how much of the network's input a cell of each layer sees, and how far apart two neighbours see.

use super::{Axis, By, Conv, Dim, Layer, Network, Op, Reach, Resize};

/// What the cells of a stage see along one axis of the input: cell `o` sees from `step·o + low` to `step·o + high`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sight {
    step: f64,
    low: f64,
    high: f64,
}

/// What the cells of a stage see of the network's input.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sees {
    /// Nothing: they are constant.
    Nothing,
    /// A part that moves with the cell, along rows and columns.
    Part([Sight; 2]),
    /// All of it.
    All,
}

/// The receptive field of a layer's cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Rows and columns of the input that a cell sees, were there no edges.
    pub size: [u64; 2],
    /// How many rows and columns of the input lie between what two neighbours see.
    pub jump: [f64; 2],
}

impl Network {
    /// The receptive field of each layer's cells; `None` where they see all of the input, or nothing.
    #[must_use]
    pub fn fields(&self) -> Vec<Option<Field>> {
        let own = Sight {
            step: 1.0,
            low: 0.0,
            high: 0.0,
        };

        let mut seen = vec![Sees::Part([own; 2])];

        for layer in &self.layers {
            let sources = layer.sources.iter().map(|source| {
                let [_, height, width] = source.shape.dims();
                let [_, rows, columns] = layer.output.dims();
                let is_spread = layer.op.takes_several() && [height, width] != [rows, columns];

                match seen[source.stage.order()] {
                    Sees::Part(_) if is_spread => Sees::All,
                    sees => sees,
                }
            });

            let together = sources.fold(Sees::Nothing, Sees::with);
            seen.push(layer.sees(together));
        }

        seen[1..].iter().map(|sees| sees.field()).collect()
    }
}

impl Sees {
    /// What two see together.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::Nothing, sees) | (sees, Self::Nothing) => sees,
            (Self::Part(one), Self::Part(two)) => Self::Part(Dim::BOTH.map(|dim| Sight {
                step: one[dim].step.max(two[dim].step),
                low: one[dim].low.min(two[dim].low),
                high: one[dim].high.max(two[dim].high),
            })),
        }
    }

    fn field(self) -> Option<Field> {
        let Self::Part(sights) = self else {
            return None;
        };

        // What rounding leaves of a whole number is not to be lost.
        let size = |sight: Sight| (sight.high - sight.low + 1e-9).floor() as u64 + 1;

        Some(Field {
            size: sights.map(size),
            jump: sights.map(|sight| sight.step),
        })
    }
}

impl Sight {
    /// What is seen through windows along an axis.
    fn through(self, axis: &Axis, dim: Dim, op: &Op) -> Self {
        let Self { step, low, high } = self;
        let [rate, first, last] = if let Op::Resize(resize) = op {
            resize.reads(dim, axis)
        } else {
            let spread = axis.spread as f64;
            let first = -axis.before as f64;
            let reach = ((axis.kernel - 1) * axis.dilation) as f64;
            [axis.stride as f64, first, first + reach].map(|n| n / spread)
        };

        Self {
            step: step * rate,
            low: low + step * first,
            high: high + step * last,
        }
    }
}

impl Resize {
    /// Cell `o` is made of the cells from `rate·o + first` to `rate·o + last`: these three.
    fn reads(&self, dim: Dim, axis: &Axis) -> [f64; 3] {
        let [input, output] = [axis.input, axis.output].map(|n| n as f64);
        let rate = match (self.to, self.by) {
            (_, By::Linear { corners: true }) => (input - 1.0) / (output - 1.0).max(1.0),
            (super::To::Scale(scale), _) => 1.0 / scale[dim],
            _ => input / output,
        };

        // How far places are rounded at most.
        let part = 1.0 - if rate < 1.0 { rate } else { 1.0 / output };

        match self.by {
            By::Nearest if rate >= 1.0 && rate.fract() == 0.0 => [rate, 0.0, 0.0],
            By::Nearest => [rate, -part, 0.0],
            By::Share(_) if rate.fract() == 0.0 => [rate, 0.0, rate - 1.0],
            By::Share(_) => [rate, -part, rate - 1.0 + part],
            By::Linear { corners: false } => {
                let middle = rate / 2.0 - 0.5;
                [rate, middle - 1.0 + rate / 2.0, middle + 1.0 - rate / 2.0]
            }
            By::Linear { corners: true } | By::LinearFromEdge => [rate, -part, 1.0],
        }
    }
}

impl Layer {
    /// What its cells see where those that it reads see this.
    fn sees(&self, sees: Sees) -> Sees {
        let is_whole = match &self.op {
            Op::Linear(_) | Op::Norm(_) | Op::Reduce(_) => true,
            Op::Pool(pool) => pool.window.is_none(),
            Op::Resize(_) => {
                self.rows.output == 1 && self.columns.output == 1 && self.input().count() > 1
            }
            Op::Softmax | Op::LogSoftmax => self.output.is_vector(),
            _ => false,
        };

        match (&self.op, sees) {
            (op, _) if op.reads_nothing() => Sees::Nothing,
            (_, Sees::Part(_)) if is_whole => Sees::All,
            (op, Sees::Part([rows, columns])) if op.reach() == Reach::Window => Sees::Part([
                rows.through(&self.rows, Dim::Rows, op),
                columns.through(&self.columns, Dim::Columns, op),
            ]),
            (_, sees) => sees,
        }
    }

    /// Multiplications with weights: of a convolution, those with padding counted.
    #[must_use]
    pub fn multiplications(&self) -> u64 {
        let plane = |[_, height, width]: [usize; 3]| height as u64 * width as u64;

        match &self.op {
            Op::Conv(Conv {
                weight,
                transposed: Some(_),
                ..
            }) => plane(self.input().dims()).saturating_mul(weight.count() as u64),
            Op::Conv(conv) => plane(self.output.dims()).saturating_mul(conv.weight.count() as u64),
            Op::Linear(_) => self
                .output
                .count()
                .saturating_mul((self.groups() * self.taps()) as u64),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Fold, Padding, PaddingMode, Pool, Shape, Stage, Tensor, To, Window};

    fn window(kernel: usize, stride: usize, padding: usize) -> Window {
        Window {
            kernel: [kernel; 2],
            stride: [stride; 2],
            padding: Padding::even(padding),
            dilation: [1; 2],
            is_line: false,
        }
    }

    fn conv(channels: usize, window: Window, transposed: Option<[usize; 2]>) -> Op {
        let [height, width] = window.kernel;
        Op::Conv(Conv {
            weight: Arc::new(Tensor::fill(vec![channels, channels, height, width], 1.0)),
            bias: None,
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed,
        })
    }

    fn fields(ops: Vec<Op>) -> Vec<Option<([u64; 2], [f64; 2])>> {
        let shape = Shape::maps([1, 32, 32]);
        let mut network = Network::new(Arc::new(Tensor::fill(vec![1, 32, 32], 0.0)), shape);

        for (index, op) in ops.into_iter().enumerate() {
            network
                .push(format!("l{index}"), op, &[Stage::at(index)])
                .unwrap();
        }

        let of = |field: Option<Field>| field.map(|field| (field.size, field.jump));
        network.fields().into_iter().map(of).collect()
    }

    #[test]
    fn fields_grow_with_kernels_and_strides() {
        let found = fields(vec![
            conv(1, window(3, 2, 1), None),
            conv(1, window(3, 1, 1), None),
            Op::Pool(Pool::global(Fold::Max)),
        ]);

        assert_eq!(
            found,
            [Some(([3; 2], [2.0; 2])), Some(([7; 2], [2.0; 2])), None]
        );
    }

    #[test]
    fn what_is_enlarged_sees_less_far_apart() {
        let up = |by| {
            Op::Resize(Resize {
                to: To::Scale([2.0; 2]),
                by,
            })
        };
        let found = fields(vec![up(By::Nearest), conv(1, window(3, 1, 1), None)]);
        assert_eq!(found, [Some(([1; 2], [0.5; 2])), Some(([2; 2], [0.5; 2]))]);

        let found = fields(vec![up(By::Linear { corners: false })]);
        assert_eq!(found, [Some(([2; 2], [0.5; 2]))]);

        let found = fields(vec![conv(1, window(2, 2, 0), Some([0, 0]))]);
        assert_eq!(found, [Some(([1; 2], [0.5; 2]))]);
    }
}
