//! A layer: an operation between shapes.

use super::{
    Axis, Conv, Finish, Linear, Misfit, Op, Pad, Padding, Pool, Reach, Shape, Source,
    SourcesMisfit, Window,
};

/// A layer in its place: an [`Op`] between two shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its name, unique in the network.
    pub name: String,
    /// What it does.
    pub op: Op,
    /// What it reads; at least one.
    pub sources: Vec<Source>,
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
    /// Puts an operation on these sources.
    ///
    /// # Errors
    /// What does not fit.
    pub fn new(name: String, op: Op, sources: &[Source]) -> Result<Self, Misfit> {
        let [Source { shape: input, .. }] = *sources else {
            let found = sources.len();
            return Err(Misfit::Sources(SourcesMisfit::One { found }));
        };

        let dims = input.dims();
        let [rows, columns] = axes(&op, dims)?;
        let maps = |channels| Shape::maps([channels, rows.output, columns.output]);
        let output = match &op {
            Op::Conv(conv) => maps(Self::check_conv(conv, dims[0])?),
            Op::Pool(_) => maps(dims[0]),
            Op::Activation(_) | Op::Softmax => input,
            Op::BatchNorm(_) => {
                for (key, tensor) in op.tensors() {
                    Misfit::check_length(key, tensor, dims[0])?;
                }

                input
            }
            Op::Flatten => Shape::vector(usize::try_from(input.count()).unwrap_or(usize::MAX)),
            Op::Linear(linear) => Shape::vector(Self::check_linear(linear, input)?),
        };

        if input.is_vector() && !op.takes_vectors() {
            return Err(Misfit::NeedsMaps { n: dims[0] });
        }

        Ok(Self {
            name,
            op,
            sources: sources.to_vec(),
            output,
            flattened: input,
            rows,
            columns,
        })
    }

    /// The shape that it reads: that of its first source.
    #[must_use]
    pub fn input(&self) -> Shape {
        self.sources[0].shape
    }

    /// Whether this one of its sources is the network's input.
    #[must_use]
    pub fn reads_input(&self, source: usize) -> bool {
        self.sources[source].stage.is_input()
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

        match *input.levels() {
            [n] if n == inputs => {}
            [n] => return Err(Misfit::Inputs { inputs, n }),
            _ => return Err(Misfit::NeedsVector { shape: input }),
        }

        Misfit::check_length("bias", &linear.bias, outputs)?;

        Ok(outputs)
    }

    /// Whether every output has weights of its own, one per input: no weight is used twice.
    #[must_use]
    pub fn is_dense(&self) -> bool {
        self.op.weight().is_some() && self.op.reach() == Reach::All
    }

    /// Whether the groups of a cell's recipe are channels, or maps, that are summed one by one.
    #[must_use]
    pub fn names_groups(&self) -> bool {
        self.op.weight().is_some() && (!self.is_dense() || self.groups() > 1)
    }

    /// Whether it turns a vector of scores into probabilities, one per class.
    #[must_use]
    pub fn is_classifier(&self) -> bool {
        self.op.form().finish == Finish::Probability && self.output.is_vector()
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
            Op::Pool(Pool { window: None, .. }) => fixed(n),
            Op::Pool(Pool {
                window: Some(window),
                ceil,
                ..
            }) => {
                let axis = sliding(way, n, window, *ceil)?;
                Misfit::check_pool(way, &axis)?;
                Ok(axis)
            }
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
