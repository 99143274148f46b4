//! What a layer does, whatever it stands on.

use std::sync::Arc;

use super::{Activation, Arrange, Combine, Fold, Pad, PaddingMode, Reduce, Resize, Tensor};

/// What a layer does.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// `conv2d`, or `conv_transpose2d`.
    Conv(Conv),
    /// The largest cell, or the mean, of each window or of each map.
    Pool(Pool),
    /// A function of each cell.
    Activation(Activation),
    /// A cell as it is where it is positive, else times a slope: one slope for all channels, or one per channel.
    PRelu(Arc<Tensor>),
    /// The cell as it is; dropout, with its probability, does no more at inference.
    Identity(Option<f64>),
    /// A map's cells moved and scaled.
    BatchNorm(BatchNorm),
    /// A cell moved and scaled by the mean and the variance of the maps that it stands among.
    Norm(Norm),
    /// A cell made smaller by its neighbours in other channels.
    Lrn(Lrn),
    /// Two or more inputs, cell by cell.
    Combine(Combine),
    /// The maps of several inputs, one after the other; vectors end to end.
    Concat,
    /// Some channels, rows and columns.
    Slice([Option<[usize; 2]>; 3]),
    /// Rows and columns added around each map.
    Pad(Border),
    /// Other numbers of rows and columns.
    Resize(Resize),
    /// Channels dealt out anew: those of each of so many groups in turn.
    Shuffle(usize),
    /// Maps to a vector, channel by channel.
    Flatten,
    /// A dense layer.
    Linear(Linear),
    /// Numbers to probabilities that add up to one: over a vector, or over the channels at each place.
    Softmax,
    /// The logarithms of softmax's probabilities.
    LogSoftmax,
    /// The cells in another order.
    Arrange(Arc<Arrange>),
    /// One number of each so many cells.
    Reduce(Reduce),
    /// Numbers that do not depend on the input.
    Constant(Arc<Tensor>),
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
    /// Whether it slides along the one row of a signal, as the 1d kinds do; then only columns count.
    pub is_line: bool,
}

/// What is added around the input (a transposed convolution cuts as much off its output).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// As much as makes the output ceil(input / stride); the odd cell goes to the bottom and the right.
    Same,
    /// dilation · (kernel − 1) on each side: every window that touches the input.
    Full,
    /// dilation · (kernel − 1) on the left: no window reads what comes after it.
    Causal,
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

/// Filters that slide over maps.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv {
    /// Filters x channels/groups x kernel height x kernel width; transposed, channels x filters/groups x height x width.
    pub weight: Arc<Tensor>,
    /// One per filter, where there is one.
    pub bias: Option<Arc<Tensor>>,
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
    fn kind(&self) -> &'static str {
        match (self.transposed, self.window.is_line) {
            (None, false) => "conv2d",
            (None, true) => "conv1d",
            (Some(_), false) => "conv_transpose2d",
            (Some(_), true) => "conv_transpose1d",
        }
    }

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
        if self.groups == 1 {
            return 0;
        }

        filter / (self.filters() / self.groups) * (channels / self.groups)
    }

    /// Where in `weight` the number stands with which `filter` meets tap `[row, column]` of its `group`-th channel. A
    /// transposed convolution's kernel is flipped, so that it slides as any other does.
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

/// Pooling: of each window the largest cell or the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The largest cell, or the sum that a mean is made of.
    pub fold: Fold,
    /// How the window slides; `None` where it is the whole map.
    pub window: Option<Window>,
    /// Whether a last window may hang over the end.
    pub ceil: bool,
    /// Whether the mean counts padding cells.
    pub count_include_pad: bool,
}

impl Pool {
    /// The largest cell or the mean of a whole map.
    #[must_use]
    pub fn global(fold: Fold) -> Self {
        Self {
            fold,
            window: None,
            ceil: false,
            count_include_pad: true,
        }
    }

    fn kind(&self) -> &'static str {
        let is_line = self.window.is_some_and(|window| window.is_line);

        match (self.fold, self.window) {
            (Fold::Max, Some(_)) if is_line => "max_pool1d",
            (Fold::Max, Some(_)) => "max_pool2d",
            (_, Some(_)) if is_line => "avg_pool1d",
            (_, Some(_)) => "avg_pool2d",
            (Fold::Max, None) => "global_max_pool",
            (_, None) => "global_avg_pool",
        }
    }
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

/// Normalisation by what is measured on the input itself: (x − mean) / √(var + eps) · weight + bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Norm {
    /// Into how many groups the channels are split, each with a mean and a variance; `None` for one per channel.
    pub groups: Option<usize>,
    /// Scale, one per channel, where there is one.
    pub weight: Option<Arc<Tensor>>,
    /// Shift, one per channel, where there is one.
    pub bias: Option<Arc<Tensor>>,
    /// Added to the variance.
    pub eps: f64,
}

impl Norm {
    /// How many channels share a mean, of so many.
    #[must_use]
    pub fn depth(&self, channels: usize) -> usize {
        self.groups.map_or(1, |groups| channels / groups)
    }
}

/// Local response normalisation: x / (k + alpha / size · Σ x²)^beta, over `size` channels around a cell's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lrn {
    /// Channels that are summed; an even number reaches one further back.
    pub size: usize,
    /// How much the sum counts.
    pub alpha: f64,
    /// The power.
    pub beta: f64,
    /// What is added to the sum.
    pub k: f64,
}

/// What is added around maps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Border {
    /// Above and below, left and right.
    pub sides: [Pad; 2],
    /// What stands there.
    pub mode: PaddingMode,
    /// The number that does, where the mode is zeros.
    pub value: f64,
}

/// A dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// Outputs x inputs.
    pub weight: Arc<Tensor>,
    /// One per output, where there is one.
    pub bias: Option<Arc<Tensor>>,
}

impl Op {
    /// The kind's name in scenarios.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Conv(conv) => conv.kind(),
            Self::Pool(pool) => pool.kind(),
            Self::Activation(activation) => activation.name(),
            Self::PRelu(_) => "prelu",
            Self::Identity(None) => "identity",
            Self::Identity(Some(_)) => "dropout",
            Self::BatchNorm(_) => "batch_norm2d",
            Self::Norm(Norm { groups: None, .. }) => "instance_norm2d",
            Self::Norm(_) => "group_norm",
            Self::Lrn(_) => "lrn",
            Self::Combine(combine) => combine.name(),
            Self::Concat => "concat",
            Self::Slice(_) => "slice",
            Self::Pad(_) => "pad",
            Self::Resize(resize) => resize.kind(),
            Self::Shuffle(_) => "channel_shuffle",
            Self::Flatten => "flatten",
            Self::Linear(_) => "linear",
            Self::Softmax => "softmax",
            Self::LogSoftmax => "log_softmax",
            Self::Arrange(arrange) => arrange.kind(),
            Self::Reduce(reduce) => reduce.reduction.kind(),
            Self::Constant(_) => "constant",
        }
    }

    /// Whether a vector may pass through it; all others read maps.
    #[must_use]
    pub fn takes_vectors(&self) -> bool {
        matches!(
            self,
            Self::Activation(_)
                | Self::PRelu(_)
                | Self::Identity(_)
                | Self::Combine(_)
                | Self::Concat
                | Self::Flatten
                | Self::Linear(_)
                | Self::Softmax
                | Self::LogSoftmax
                | Self::Arrange(_)
                | Self::Reduce(_)
                | Self::Constant(_)
        )
    }

    /// Whether it reads several inputs; all others read one.
    #[must_use]
    pub fn takes_several(&self) -> bool {
        matches!(self, Self::Combine(_) | Self::Concat)
    }

    /// Whether its numbers are its own: what stands before it is of no matter.
    #[must_use]
    pub fn reads_nothing(&self) -> bool {
        matches!(self, Self::Constant(_))
    }

    /// How its window slides, where it has one that slides.
    #[must_use]
    pub fn window(&self) -> Option<&Window> {
        match self {
            Self::Conv(conv) => Some(&conv.window),
            Self::Pool(pool) => pool.window.as_ref(),
            _ => None,
        }
    }

    /// The same, to change it.
    pub fn window_mut(&mut self) -> Option<&mut Window> {
        match self {
            Self::Conv(conv) => Some(&mut conv.window),
            Self::Pool(pool) => pool.window.as_mut(),
            _ => None,
        }
    }

    /// What cells are multiplied with, where they are.
    #[must_use]
    pub fn weight(&self) -> Option<&Arc<Tensor>> {
        match self {
            Self::Conv(Conv { weight, .. }) | Self::Linear(Linear { weight, .. }) => Some(weight),
            _ => None,
        }
    }

    /// Whether it is a transposed convolution.
    #[must_use]
    pub fn is_transposed(&self) -> bool {
        matches!(self, Self::Conv(conv) if conv.transposed.is_some())
    }

    /// What is added to a sum of products: one number per filter, or per output of a dense layer.
    #[must_use]
    pub fn bias(&self) -> Option<&Arc<Tensor>> {
        match self {
            Self::Conv(Conv { bias, .. }) | Self::Linear(Linear { bias, .. }) => bias.as_ref(),
            _ => None,
        }
    }

    /// Both, to change them.
    pub fn weight_and_bias_mut(&mut self) -> Option<(&mut Arc<Tensor>, Option<&mut Arc<Tensor>>)> {
        match self {
            Self::Conv(Conv { weight, bias, .. }) | Self::Linear(Linear { weight, bias }) => {
                Some((weight, bias.as_mut()))
            }
            _ => None,
        }
    }

    /// Its trained numbers; the mean and the variance of batch normalisation are measured.
    #[must_use]
    pub fn trained(&self) -> Vec<&Arc<Tensor>> {
        match self {
            Self::BatchNorm(norm) => vec![&norm.weight, &norm.bias],
            op => op.tensors().into_iter().map(|(_, tensor)| tensor).collect(),
        }
    }

    /// All its numbers, by the names that scenarios use.
    #[must_use]
    pub fn tensors(&self) -> Vec<(&'static str, &Arc<Tensor>)> {
        match self {
            Self::Conv(Conv { weight, bias, .. }) | Self::Linear(Linear { weight, bias }) => {
                named(Some(weight), bias.as_ref())
            }
            Self::PRelu(weight) | Self::Constant(weight) => vec![("weight", weight)],
            Self::Norm(norm) => named(norm.weight.as_ref(), norm.bias.as_ref()),
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

/// A weight and a bias with their names, where they are there.
fn named<'a>(
    weight: Option<&'a Arc<Tensor>>,
    bias: Option<&'a Arc<Tensor>>,
) -> Vec<(&'static str, &'a Arc<Tensor>)> {
    let weight = weight.map(|weight| ("weight", weight));
    let bias = bias.map(|bias| ("bias", bias));

    weight.into_iter().chain(bias).collect()
}
