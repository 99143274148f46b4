//! A layer: what it does, between which shapes.

use std::sync::Arc;

use super::{Activation, Axis, Misfit, Pad, PaddingMode, Shape, Tensor};

/// What a layer does.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// `conv2d`, or `conv_transpose2d`.
    Conv(Conv),
    /// The largest cell of each window.
    MaxPool(Pool),
    /// The mean of each window.
    AvgPool(Pool),
    /// The largest cell of each map.
    GlobalMaxPool,
    /// The mean of each map.
    GlobalAvgPool,
    /// A function of each cell.
    Activation(Activation),
    /// A map's cells moved and scaled.
    BatchNorm(BatchNorm),
    /// Maps to a vector, channel by channel.
    Flatten,
    /// A dense layer.
    Linear(Linear),
    /// Numbers to shares that sum to one: over a vector, or over the channels at each place.
    Softmax,
}

/// How a window slides over both axes, `[rows, columns]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Taps.
    pub kernel: [usize; 2],
    /// Distance between two windows.
    pub stride: [usize; 2],
    /// What is added around the input.
    pub padding: Padding,
    /// Distance between two taps.
    pub dilation: [usize; 2],
}

/// What is added around the input (a transposed convolution cuts as much off its output).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// As much as makes the output ceil(input / stride); the odd cell goes to the bottom and the right.
    Same,
    /// These cells: above and below, left and right.
    Sides([Pad; 2]),
}

impl Padding {
    /// The same number of cells on each side.
    #[must_use]
    pub fn even(n: usize) -> Self {
        Self::Sides(
            [Pad {
                before: n,
                after: n,
            }; 2],
        )
    }
}

/// A convolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv {
    /// Filters x channels/groups x kernel height x kernel width; transposed, channels x filters/groups x height x width.
    pub weight: Arc<Tensor>,
    /// One a filter.
    pub bias: Arc<Tensor>,
    /// How the kernel slides.
    pub window: Window,
    /// Into how many groups of channels input and filters are split.
    pub groups: usize,
    /// What stands in the padding.
    pub mode: PaddingMode,
    /// For a transposed convolution: rows and columns added at the end of its output.
    pub transposed: Option<[usize; 2]>,
}

impl Conv {
    /// How many filters, that is, output maps.
    #[must_use]
    pub fn filters(&self) -> usize {
        if self.transposed.is_some() {
            self.weight.shape()[1] * self.groups
        } else {
            self.weight.shape()[0]
        }
    }

    /// Input channels that one filter reads, for an input of `channels`.
    #[must_use]
    pub fn depth(&self, channels: usize) -> usize {
        if self.transposed.is_some() {
            channels / self.groups
        } else {
            self.weight.shape()[1]
        }
    }

    /// The first input channel that a filter reads.
    #[must_use]
    pub fn first_channel(&self, filter: usize, channels: usize) -> usize {
        filter / (self.filters() / self.groups) * (channels / self.groups)
    }

    /// Where in `weight` the number stands with which `filter` meets tap `[row, column]` of its `group`-th channel. A
    /// transposed convolution's kernel is turned round, so that it slides as any other does.
    #[must_use]
    pub fn weight_index(&self, filter: usize, group: usize, [row, column]: [usize; 2]) -> usize {
        let &[_, second, height, width] = self.weight.shape() else {
            return 0;
        };

        if self.transposed.is_none() {
            return ((filter * second + group) * height + row) * width + column;
        }

        let channel = filter / second * (self.weight.shape()[0] / self.groups) + group;

        ((channel * second + filter % second) * height + height - 1 - row) * width + width
            - 1
            - column
    }
}

/// A pooling window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// How it slides.
    pub window: Window,
    /// Whether a last window may hang over the end.
    pub ceil: bool,
    /// Whether the mean counts padding cells.
    pub count_include_pad: bool,
}

/// Batch normalisation as it is at inference: (x - mean) / √(var + eps) · weight + bias, one of each a channel.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm {
    /// Scale, often called gamma.
    pub weight: Arc<Tensor>,
    /// Shift, often called beta.
    pub bias: Arc<Tensor>,
    /// The mean that training saw.
    pub mean: Arc<Tensor>,
    /// The variance that training saw.
    pub var: Arc<Tensor>,
    /// Added to the variance.
    pub eps: f64,
}

/// A dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// Outputs x inputs.
    pub weight: Arc<Tensor>,
    /// One an output.
    pub bias: Arc<Tensor>,
}

impl Op {
    /// The kind's name in scenarios.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Conv(Conv {
                transposed: None, ..
            }) => "conv2d",
            Self::Conv(_) => "conv_transpose2d",
            Self::MaxPool(_) => "max_pool2d",
            Self::AvgPool(_) => "avg_pool2d",
            Self::GlobalMaxPool => "global_max_pool",
            Self::GlobalAvgPool => "global_avg_pool",
            Self::Activation(activation) => activation.name(),
            Self::BatchNorm(_) => "batch_norm2d",
            Self::Flatten => "flatten",
            Self::Linear(_) => "linear",
            Self::Softmax => "softmax",
        }
    }

    /// How its window slides, where it has one that slides.
    #[must_use]
    pub fn window(&self) -> Option<&Window> {
        match self {
            Self::Conv(conv) => Some(&conv.window),
            Self::MaxPool(pool) | Self::AvgPool(pool) => Some(&pool.window),
            _ => None,
        }
    }

    /// The same, to change it.
    pub fn window_mut(&mut self) -> Option<&mut Window> {
        match self {
            Self::Conv(conv) => Some(&mut conv.window),
            Self::MaxPool(pool) | Self::AvgPool(pool) => Some(&mut pool.window),
            _ => None,
        }
    }

    /// Its trained numbers, by the names that scenarios use.
    #[must_use]
    pub fn tensors(&self) -> Vec<(&'static str, &Arc<Tensor>)> {
        match self {
            Self::Conv(Conv { weight, bias, .. }) | Self::Linear(Linear { weight, bias }) => {
                vec![("weight", weight), ("bias", bias)]
            }
            Self::BatchNorm(norm) => {
                vec![
                    ("weight", &norm.weight),
                    ("bias", &norm.bias),
                    ("mean", &norm.mean),
                    ("var", &norm.var),
                ]
            }
            _ => Vec::new(),
        }
    }
}

/// A layer in its place: an [`Op`] between two shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its name, unique in the network.
    pub name: String,
    /// What it does.
    pub op: Op,
    /// What it reads.
    pub input: Shape,
    /// What it writes.
    pub output: Shape,
    /// What its input was before it was flattened; the input's own shape where it was not.
    pub flattened: Shape,
    /// How its window goes down the input; one cell at a time for layers without a window.
    pub rows: Axis,
    /// How its window goes along the input.
    pub columns: Axis,
}

impl Layer {
    /// Puts an operation on an input of this shape.
    ///
    /// # Errors
    /// What does not fit.
    pub fn new(name: String, op: Op, input: Shape) -> Result<Self, Misfit> {
        let dims = input.dims();
        let [rows, columns] = axes(&op, dims)?;
        let maps = |channels| Shape::maps([channels, rows.output, columns.output]);
        let output = match &op {
            Op::Conv(conv) => maps(Self::check_conv(conv, dims[0])?),
            Op::MaxPool(_) | Op::AvgPool(_) | Op::GlobalMaxPool | Op::GlobalAvgPool => {
                maps(dims[0])
            }
            Op::Activation(_) | Op::Softmax => input,
            Op::BatchNorm(_) => {
                for (key, tensor) in op.tensors() {
                    Misfit::check_length(key, tensor, dims[0])?;
                }

                input
            }
            Op::Flatten => Shape::Vector(usize::try_from(input.count()).unwrap_or(usize::MAX)),
            Op::Linear(linear) => Shape::Vector(Self::check_linear(linear, input)?),
        };

        match (&op, input) {
            (Op::Activation(_) | Op::Flatten | Op::Linear(_) | Op::Softmax, Shape::Vector(_))
            | (_, Shape::Maps { .. }) => Ok(Self {
                name,
                op,
                input,
                output,
                flattened: input,
                rows,
                columns,
            }),
            (_, Shape::Vector(n)) => Err(Misfit::NeedsMaps { n }),
        }
    }

    fn check_conv(conv: &Conv, channels: usize) -> Result<usize, Misfit> {
        let filters = conv.weight.shape()[0];
        let groups = conv.groups;
        let depth = conv.depth(channels);

        if !channels.is_multiple_of(groups) {
            return Err(Misfit::GroupsOfChannels { groups, channels });
        }

        if conv.transposed.is_some() && filters != channels {
            return Err(Misfit::TransposedDepth {
                weight: filters,
                channels,
            });
        }

        if conv.transposed.is_none() && depth != channels / groups {
            return Err(Misfit::Depth {
                depth,
                channels,
                groups,
            });
        }

        if conv.transposed.is_none() && !filters.is_multiple_of(groups) {
            return Err(Misfit::GroupsOfFilters { groups, filters });
        }

        Misfit::check_length("bias", &conv.bias, conv.filters())?;

        Ok(conv.filters())
    }

    fn check_linear(linear: &Linear, input: Shape) -> Result<usize, Misfit> {
        let &[outputs, inputs] = linear.weight.shape() else {
            return Err(Misfit::NeedsVector { shape: input });
        };

        match input {
            Shape::Maps { .. } => return Err(Misfit::NeedsVector { shape: input }),
            Shape::Vector(n) if n != inputs => return Err(Misfit::Inputs { inputs, n }),
            Shape::Vector(_) => {}
        }

        Misfit::check_length("bias", &linear.bias, outputs)?;

        Ok(outputs)
    }

    /// How many trained numbers it has.
    #[must_use]
    pub fn parameters(&self) -> usize {
        match &self.op {
            // Mean and variance are measured, not trained.
            Op::BatchNorm(norm) => norm.weight.count() + norm.bias.count(),
            op => op.tensors().iter().map(|(_, tensor)| tensor.count()).sum(),
        }
    }
}

/// How the operation's window goes over an input of `[channels, height, width]`: down, and along.
fn axes(op: &Op, [_, height, width]: [usize; 3]) -> Result<[Axis; 2], Misfit> {
    let axis = |way: usize| {
        let n = [height, width][way];
        let fixed =
            |kernel| Axis::sliding(n, kernel, 1, 1, Pad::default(), false).ok_or(Misfit::TooLarge);

        match op {
            Op::Conv(Conv {
                transposed: Some(more),
                window,
                ..
            }) => transposed(way, n, window, more[way]),
            Op::Conv(conv) => {
                let axis = Axis {
                    mode: conv.mode,
                    ..sliding(way, n, &conv.window, false)?
                };

                Misfit::check_mode(way, &axis)?;
                Ok(axis)
            }
            Op::MaxPool(pool) | Op::AvgPool(pool) => {
                let axis = sliding(way, n, &pool.window, pool.ceil)?;
                Misfit::check_pool(way, &axis)?;
                Ok(axis)
            }
            Op::GlobalMaxPool | Op::GlobalAvgPool => fixed(n),
            _ => fixed(1),
        }
    };
    Ok([axis(0)?, axis(1)?])
}

/// Axis `way` (0 down, 1 along) of a window on `n` cells.
fn sliding(way: usize, n: usize, window: &Window, ceil: bool) -> Result<Axis, Misfit> {
    let kernel = window.kernel[way];
    let stride = window.stride[way];
    let dilation = window.dilation[way];
    let span = dilation
        .checked_mul(kernel - 1)
        .and_then(|reach| reach.checked_add(1))
        .ok_or(Misfit::TooLarge)?;

    let pad = match window.padding {
        Padding::Sides(sides) => sides[way],
        Padding::Same => {
            let reach = (n.div_ceil(stride) - 1)
                .checked_mul(stride)
                .and_then(|last| last.checked_add(span));

            let total = reach.ok_or(Misfit::TooLarge)?.saturating_sub(n);
            Pad {
                before: total / 2,
                after: total - total / 2,
            }
        }
    };

    let extent = n
        .checked_add(pad.before)
        .and_then(|n| n.checked_add(pad.after))
        .ok_or(Misfit::TooLarge)?;

    if span > extent {
        return Err(Misfit::NoWindow {
            way,
            span,
            extent,
            kernel,
            dilation,
        });
    }

    Axis::sliding(n, kernel, stride, dilation, pad, ceil).ok_or(Misfit::TooLarge)
}

fn transposed(
    way: usize,
    n: usize,
    window: &Window,
    output_padding: usize,
) -> Result<Axis, Misfit> {
    let Window {
        kernel,
        stride,
        padding,
        dilation,
    } = *window;

    let crop = match padding {
        Padding::Sides(sides) => sides[way],
        Padding::Same => Pad::default(),
    };

    if output_padding >= stride[way].max(dilation[way]) {
        return Err(Misfit::OutputPadding {
            output_padding,
            stride: stride[way],
            dilation: dilation[way],
        });
    }

    Axis::transposed(
        n,
        kernel[way],
        stride[way],
        dilation[way],
        crop,
        output_padding,
    )
    .ok_or(Misfit::NothingLeft { way })
}
