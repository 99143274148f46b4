//! What does not fit together.

use super::{Axis, PaddingMode, Shape, Tensor};

/// Why an operation cannot stand where it was put. The message is for the learner; [`Misfit::key`] says which key of the
/// layer is at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each message says what its fields are")]
pub enum Misfit {
    #[error("each filter is {} deep, but what it slides over has {}", plural(*depth), of_groups(*channels, *groups))]
    Depth {
        depth: usize,
        channels: usize,
        groups: usize,
    },
    #[error("the weight is for {weight} input channels, but what comes in has {channels}")]
    TransposedDepth { weight: usize, channels: usize },
    #[error("{channels} channels cannot be split into {groups} equal groups")]
    GroupsOfChannels { groups: usize, channels: usize },
    #[error("{filters} filters cannot be split into {groups} equal groups")]
    GroupsOfFilters { groups: usize, filters: usize },
    #[error("`{key}` has {found} numbers, but {wanted} are needed")]
    Length {
        key: &'static str,
        found: usize,
        wanted: usize,
    },
    #[error("a window of {span} {} does not fit into the padded input of {extent}{}", lines(*way), spread(*kernel, *dilation))]
    NoWindow {
        way: usize,
        span: usize,
        extent: usize,
        kernel: usize,
        dilation: usize,
    },
    #[error(
        "padding {padding} is more than half of the pooling kernel {kernel}: a window could hold nothing but padding"
    )]
    PoolPadding { padding: usize, kernel: usize },
    #[error("the taps are so far apart that a window steps over all {input} {} and reads nothing but padding", lines(*way))]
    PoolGap { way: usize, input: usize },
    #[error("padding {padding} mirrors more than the input's {input} {} have beside the edge", lines(*way))]
    Reflect {
        way: usize,
        padding: usize,
        input: usize,
    },
    #[error("padding {padding} wraps round more than once: the input has {input} {}", lines(*way))]
    Circular {
        way: usize,
        padding: usize,
        input: usize,
    },
    #[error(
        "output_padding {output_padding} must be smaller than the stride {stride} or the dilation {dilation}"
    )]
    OutputPadding {
        output_padding: usize,
        stride: usize,
        dilation: usize,
    },
    #[error("the padding cuts off all {} of the output", lines(*way))]
    NothingLeft { way: usize },
    #[error("this layer slides over maps, but what comes in is a vector of {n} numbers")]
    NeedsMaps { n: usize },
    #[error("a dense layer reads a vector, but what comes in is {shape} (height×width×channels)")]
    NeedsVector { shape: Shape },
    #[error("each row of the weight has {inputs} numbers, but what comes in has {n}")]
    Inputs { inputs: usize, n: usize },
    #[error("the sizes are larger than any computer could hold")]
    TooLarge,
}

impl Misfit {
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
            | Self::NothingLeft { .. } => "padding",
            Self::OutputPadding { .. } => "output_padding",
            Self::NeedsMaps { .. } | Self::NeedsVector { .. } | Self::TooLarge => "kind",
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Depth {
                channels, groups, ..
            } => {
                format!(
                    "give every filter {} channels, one for each it reads",
                    channels / groups
                )
            }
            Self::TransposedDepth { channels, .. } => {
                format!("the first level of `weight` must be {channels} long")
            }
            Self::GroupsOfChannels { .. } | Self::GroupsOfFilters { .. } => {
                "choose a number that divides both the channels and the filters".into()
            }
            Self::Length { wanted, .. } => format!("write {wanted} numbers, one for each"),
            Self::NoWindow { span, extent, .. } => {
                format!(
                    "a padding that adds {} cells, or a smaller kernel or dilation",
                    span - extent
                )
            }
            Self::PoolPadding { kernel, .. } => format!("use at most {}", kernel / 2),
            Self::Reflect { input, .. } => format!("use at most {}", input - 1),
            Self::Circular { input, .. } | Self::PoolGap { input, .. } => {
                format!("use at most {input}")
            }
            Self::OutputPadding {
                stride, dilation, ..
            } => format!("use at most {}", stride.max(dilation) - 1),
            Self::NothingLeft { .. } => "use less padding: here it is cut off the output".into(),
            Self::NeedsMaps { .. } => "put this layer before `flatten`".into(),
            Self::NeedsVector { .. } => "put a layer of kind \"flatten\" before it".into(),
            Self::Inputs { n, .. } => format!("`weight` must be outputs x {n}"),
            Self::TooLarge => "use smaller numbers".into(),
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

    pub(super) fn check_mode(way: usize, axis: &Axis) -> Result<(), Self> {
        let input = axis.input;
        let padding = axis.padding();

        match axis.mode {
            PaddingMode::Reflect if padding >= input => Err(Self::Reflect {
                way,
                padding,
                input,
            }),
            PaddingMode::Circular if padding > input => Err(Self::Circular {
                way,
                padding,
                input,
            }),
            _ => Ok(()),
        }
    }

    pub(super) fn check_pool(way: usize, axis: &Axis) -> Result<(), Self> {
        let padding = axis.padding();
        let kernel = axis.kernel;
        let input = axis.input;

        if padding > kernel / 2 {
            return Err(Self::PoolPadding { padding, kernel });
        }

        let empty = |window| (0..kernel).all(|tap| axis.source(axis.place(window, tap)).is_none());

        // Taps that lie closer than the input is long cannot step over it.
        if axis.dilation > input && (0..axis.output).any(empty) {
            Err(Self::PoolGap { way, input })
        } else {
            Ok(())
        }
    }
}

fn lines(way: usize) -> &'static str {
    ["rows", "columns"][way]
}

fn of_groups(channels: usize, groups: usize) -> String {
    match groups {
        1 => format!("{channels}"),
        _ => format!(
            "{channels}, {} for each of the {groups} groups",
            channels / groups
        ),
    }
}

fn spread(kernel: usize, dilation: usize) -> String {
    if dilation == 1 {
        String::new()
    } else {
        format!(" (a kernel of {kernel} spread by dilation {dilation})")
    }
}

fn plural(channels: usize) -> String {
    format!("{channels} channel{}", if channels == 1 { "" } else { "s" })
}
