//! What does not fit together.

use super::{Axis, Dim, PaddingMode, Shape, Tensor};

/// Why an operation cannot stand where it was put. The languages have the words; [`ShapeError::key`] says which key
/// of the layer is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each line says what the fields are")]
pub enum ShapeError {
    /// Filters have `depth` channels, and the input has `channels` in `groups`.
    Depth {
        depth: usize,
        channels: usize,
        groups: usize,
    },
    /// A transposed convolution's weight is for another number of input channels.
    TransposedDepth { weight: usize, channels: usize },
    /// Groups do not divide the input's channels.
    GroupsOfChannels { groups: usize, channels: usize },
    /// Groups do not divide the filters.
    GroupsOfFilters { groups: usize, filters: usize },
    /// A key has `found` numbers where `wanted` are needed.
    Length {
        key: &'static str,
        found: usize,
        wanted: usize,
    },
    /// The kernel spans more than the padded input's `extent`, along a dimension, as in those that follow.
    NoWindow {
        dim: Dim,
        span: usize,
        extent: usize,
        dilation: usize,
    },
    /// A pooling window could lie on nothing but padding.
    PoolPadding { padding: usize, kernel: usize },
    /// Dilated pooling windows step over the whole input.
    PoolGap { dim: Dim, input: usize },
    /// Padding mirrors more than the input has beside its edge.
    Reflect {
        dim: Dim,
        padding: usize,
        input: usize,
    },
    /// Padding wraps around more than once.
    Circular {
        dim: Dim,
        padding: usize,
        input: usize,
    },
    /// Output padding is as large as both stride and dilation.
    OutputPadding {
        output_padding: usize,
        stride: usize,
        dilation: usize,
    },
    /// The padding of a transposed convolution cuts off all of the output.
    NothingLeft { dim: Dim },
    /// A layer that slides over maps gets a vector of `n` numbers.
    NeedsMaps { n: usize },
    /// A layer that slides along one row gets maps of `rows`.
    NotOneRow { rows: usize },
    /// Rows, columns or (of no dimension) channels from `from` up to `to` are not there: the input has `length`.
    NoSuchPart {
        dim: Option<Dim>,
        from: usize,
        to: usize,
        length: usize,
    },
    /// A dense layer gets maps.
    NeedsVector { shape: Shape },
    /// A dense layer's weight has rows of `inputs` numbers, and gets `n`.
    Inputs { inputs: usize, n: usize },
    /// What the layer is to read.
    Sources(SourcesMisfit),
    /// The padded input has more numbers, channels x height x width, than may be.
    Padded { dims: [usize; 3] },
    /// The sizes cannot be counted.
    TooLarge,
}

/// Why a layer cannot read what it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each line says what the fields are")]
pub enum SourcesMisfit {
    /// It reads one, and `found` are given.
    One { found: usize },
    /// It reads two or more, and `found` are given.
    Several { found: usize },
    /// Cell by cell, the source of this index fits neither the largest, nor its channels, nor is it one number.
    Shape {
        index: usize,
        shape: Shape,
        largest: Shape,
    },
    /// A layer that brings cells into another order is made for another shape.
    Other { wanted: Shape, found: Shape },
    /// Next to each other, the source of this index has maps of another size than the first.
    Size {
        index: usize,
        shape: Shape,
        first: Shape,
    },
}

impl ShapeError {
    /// The key of the layer that is at fault.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Depth { .. } | Self::TransposedDepth { .. } | Self::Inputs { .. } => "weight",
            Self::GroupsOfChannels { .. } | Self::GroupsOfFilters { .. } => "groups",
            Self::Length { key, .. } => key,
            Self::NoWindow { dilation, .. } if *dilation > 1 => "dilation",
            Self::PoolGap { .. } => "dilation",
            Self::NoWindow { .. } => "kernel",
            Self::PoolPadding { .. }
            | Self::Reflect { .. }
            | Self::Circular { .. }
            | Self::Padded { .. }
            | Self::NothingLeft { .. } => "padding",
            Self::OutputPadding { .. } => "output_padding",
            Self::Sources(_) => "from",
            Self::NoSuchPart { dim, .. } => dim.map_or("channels", |dim| ["rows", "columns"][dim]),
            Self::NotOneRow { .. }
            | Self::NeedsMaps { .. }
            | Self::NeedsVector { .. }
            | Self::TooLarge => "kind",
        }
    }

    pub(super) fn check_length(
        key: &'static str,
        tensor: &Tensor,
        wanted: usize,
    ) -> Result<(), Self> {
        let found = tensor.count();
        if found == wanted {
            Ok(())
        } else {
            Err(Self::Length { key, found, wanted })
        }
    }

    pub(super) fn check_shape(wanted: Shape, found: Shape) -> Result<(), Self> {
        if wanted == found {
            Ok(())
        } else {
            Err(Self::Sources(SourcesMisfit::Other { wanted, found }))
        }
    }

    pub(super) fn check_groups(groups: usize, channels: usize) -> Result<(), Self> {
        if channels.is_multiple_of(groups) {
            Ok(())
        } else {
            Err(Self::GroupsOfChannels { groups, channels })
        }
    }

    /// Holds a part of rows, columns or (of no dimension) channels against how many there are. Returns its length.
    pub(super) fn check_part(
        dim: Option<Dim>,
        [from, to]: [usize; 2],
        length: usize,
    ) -> Result<usize, Self> {
        if from < to && to <= length {
            return Ok(to - from);
        }

        Err(Self::NoSuchPart {
            dim,
            from,
            to,
            length,
        })
    }

    pub(super) fn check_mode(dim: Dim, axis: &Axis) -> Result<(), Self> {
        let input = axis.input;
        let padding = axis.padding();

        match axis.mode {
            PaddingMode::Reflect if padding >= input => Err(Self::Reflect {
                dim,
                padding,
                input,
            }),
            PaddingMode::Circular if padding > input => Err(Self::Circular {
                dim,
                padding,
                input,
            }),
            _ => Ok(()),
        }
    }

    pub(super) fn check_pool(dim: Dim, axis: &Axis) -> Result<(), Self> {
        let padding = axis.padding();
        let kernel = axis.kernel;
        let input = axis.input;

        if padding > kernel / 2 {
            return Err(Self::PoolPadding { padding, kernel });
        }

        let empty = |window| axis.taps_inside(window, false) == 0;

        // Taps that lie closer than the input is long cannot step over it.
        if axis.dilation > input && (0..axis.output).any(empty) {
            Err(Self::PoolGap { dim, input })
        } else {
            Ok(())
        }
    }
}
