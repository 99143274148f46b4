//! A layer: an operation between shapes.

mod axes;

use axes::axes;

use super::{
    Axis, Combine, Conv, Finish, Linear, Op, Reach, Shape, ShapeError, Source, SourcesMisfit,
    combine,
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
    pub fn new(name: String, op: Op, sources: &[Source]) -> Result<Self, ShapeError> {
        let found = sources.len();
        let Some(&Source { shape: input, .. }) =
            sources.first().filter(|_| op.takes_several() || found == 1)
        else {
            return Err(ShapeError::Sources(SourcesMisfit::One { found }));
        };

        // What is combined stands where the largest of the sources stands.
        let dims = match &op {
            Op::Combine(_) => Combine::output(sources)?.dims(),
            _ => input.dims(),
        };

        let [rows, columns] = axes(&op, dims)?;
        let output = Self::output_of(&op, sources, [dims[0], rows.output, columns.output])?;

        if input.is_vector() && !op.takes_vectors() {
            return Err(ShapeError::NeedsMaps { n: dims[0] });
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

    /// The shape that comes out, of an operation that makes rows and columns of so many channels.
    fn output_of(
        op: &Op,
        sources: &[Source],
        [channels, rows, columns]: [usize; 3],
    ) -> Result<Shape, ShapeError> {
        let input = sources[0].shape;
        let maps = |channels| input.with_maps([channels, rows, columns]);

        Ok(match op {
            Op::Conv(conv) => maps(Self::check_conv(conv, channels)?),
            Op::Activation(_) | Op::Identity(_) | Op::Softmax | Op::LogSoftmax | Op::Lrn(_) => {
                input
            }
            Op::PRelu(weight) if weight.count() == 1 => input,
            Op::BatchNorm(_) | Op::PRelu(_) => Self::check_channels(op, input)?,
            Op::Norm(norm) => {
                let groups = norm.groups.unwrap_or(1);
                ShapeError::check_groups(groups, channels)?;
                Self::check_channels(op, input)?
            }
            Op::Shuffle(groups) => {
                ShapeError::check_groups(*groups, channels)?;
                input
            }
            Op::Combine(_) => Combine::output(sources)?,
            Op::Concat => combine::concatenated(sources)?,
            Op::Pool(_) | Op::Slice([None, ..]) | Op::Pad(_) | Op::Resize(_) => maps(channels),
            Op::Slice([Some(part), ..]) => maps(ShapeError::check_part(None, *part, channels)?),
            Op::Flatten => Shape::vector(usize::try_from(input.count()).unwrap_or(usize::MAX)),
            Op::Arrange(arrange) => {
                ShapeError::check_shape(arrange.input, input)?;
                arrange.output
            }
            Op::Reduce(reduce) => {
                ShapeError::check_shape(reduce.arrange.input, input)?;
                reduce.output
            }
            Op::Constant(tensor) => Shape::of(tensor.shape()).ok_or(ShapeError::TooLarge)?,
            Op::Linear(linear) => Shape::vector(Self::check_linear(linear, input)?),
        })
    }

    /// The shape that it reads: that of its first source.
    #[must_use]
    pub fn input(&self) -> Shape {
        self.sources[0].shape
    }

    /// The sources that it reads: of a constant, none.
    #[must_use]
    pub fn read_sources(&self) -> &[Source] {
        if self.op.reads_nothing() {
            &[]
        } else {
            &self.sources
        }
    }

    /// Whether this one of its sources is the network's input, and is read.
    #[must_use]
    pub fn reads_input(&self, source: usize) -> bool {
        let read = self.read_sources().get(source);
        read.is_some_and(|source| source.stage.is_input())
    }

    /// Holds the numbers that there are one of per channel against the channels.
    fn check_channels(op: &Op, input: Shape) -> Result<Shape, ShapeError> {
        for (key, tensor) in op.tensors() {
            ShapeError::check_length(key, tensor, input.dims()[0])?;
        }

        Ok(input)
    }

    fn check_conv(conv: &Conv, channels: usize) -> Result<usize, ShapeError> {
        let filters = conv.weight.shape()[0];
        let groups = conv.groups;
        let depth = conv.depth(channels);

        ShapeError::check_groups(groups, channels)?;

        if conv.transposed.is_some() && filters != channels {
            return Err(ShapeError::TransposedDepth {
                weight: filters,
                channels,
            });
        }

        if conv.transposed.is_none() && depth != channels / groups {
            return Err(ShapeError::Depth {
                depth,
                channels,
                groups,
            });
        }

        if conv.transposed.is_none() && !filters.is_multiple_of(groups) {
            return Err(ShapeError::GroupsOfFilters { groups, filters });
        }

        if let Some(bias) = &conv.bias {
            ShapeError::check_length("bias", bias, conv.filters())?;
        }

        Ok(conv.filters())
    }

    fn check_linear(linear: &Linear, input: Shape) -> Result<usize, ShapeError> {
        let &[outputs, inputs] = linear.weight.shape() else {
            return Err(ShapeError::NeedsVector { shape: input });
        };

        match *input.levels() {
            [n] if n == inputs => {}
            [n] => return Err(ShapeError::Inputs { inputs, n }),
            _ => return Err(ShapeError::NeedsVector { shape: input }),
        }

        if let Some(bias) = &linear.bias {
            ShapeError::check_length("bias", bias, outputs)?;
        }

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
        let trained = self.op.trained();
        trained.iter().map(|tensor| tensor.count()).sum()
    }

    /// Whether a window slides over its input.
    #[must_use]
    pub fn slides(&self) -> bool {
        self.op.window().is_some() && !self.op.is_transposed()
    }

    /// Whether its input is one row or one column of cells.
    #[must_use]
    pub fn reads_a_line(&self) -> bool {
        self.rows.input == 1 || self.columns.input == 1
    }

    /// Whether some of them are added: biases, or the shifts of a norm.
    #[must_use]
    pub fn has_biases(&self) -> bool {
        self.op.trained().len() > 1
    }
}
