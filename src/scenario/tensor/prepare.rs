//! What a tensor's table does to its numbers before they are used: one of a batch, another order of levels, turned round,
//! shifted and scaled.

use toml::de::DeValue;

use super::{Role, array};
use crate::document::{Fields, Node, Sink};
use crate::nn::{Numbers, Op, Shape, Tensor};
use crate::text::{Phrase, phrase};

/// Rows of the largest kernel in use.
const LARGEST_KERNEL: usize = 11;

impl Role {
    /// The orders of levels that a file may have, and the one that the program has.
    fn layouts(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::Data => (&["CHW", "HWC"], "CHW"),
            Self::Filters => (&["OIHW", "HWIO", "OHWI"], "OIHW"),
            Self::TransposedFilters => (&["IOHW", "HWIO", "OHWI"], "IOHW"),
            Self::Dense => (&["OI", "IO"], "OI"),
            Self::Vector => (&[], ""),
        }
    }
}

/// What may be wrong with a convolution that does not fit, where its weight looks like one of Keras or TensorFlow: a square
/// kernel first, then the input's channels.
pub(in crate::scenario) fn last_channels(op: &Op, input: Shape) -> Option<Phrase> {
    let Op::Conv(conv) = op else {
        return None;
    };

    let &[height, width, depth, filters] = conv.weight.shape() else {
        return None;
    };

    let [channels, _, last] = input.dims();
    let is_square = height == width && height <= LARGEST_KERNEL;
    let is_odd_kernel = depth != filters || filters > LARGEST_KERNEL;

    (is_square && is_odd_kernel && [channels, last].contains(&depth)).then(|| phrase!(
        "a weight of Keras or TensorFlow has its kernel first: give its table layout = \"HWIO\", and that of data with the channels last layout = \"HWC\""
    ))
}

/// Does what the table says, in this order: `index`, `layout`, `invert`, `mean`, `std`. `ends` are the numbers of black and
/// white, of a picture.
pub(super) fn prepare(
    tensor: Tensor,
    fields: &mut Fields,
    role: Role,
    ends: Option<[f32; 2]>,
    key: &str,
    sink: &mut Sink,
) -> Option<Tensor> {
    let tensor = entry(tensor, fields, sink)?;
    let tensor = laid_out(tensor, fields, role, key, sink)?;
    let tensor = inverted(tensor, fields, ends, sink)?;

    normalised(tensor, fields, role, sink)
}

/// One entry of the first level.
fn entry(tensor: Tensor, fields: &mut Fields, sink: &mut Sink) -> Option<Tensor> {
    let Some(node) = fields.get("index") else {
        return Some(tensor);
    };

    let index = node.count("index", 0, sink)?;
    let &[count, ref rest @ ..] = tensor.shape() else {
        return Some(tensor);
    };

    if rest.is_empty() || index >= count {
        let message = phrase!(
            "there is no entry {}: the array has the shape {}",
            index,
            format!("{:?}", tensor.shape())
        );
        let help = phrase!("entries are counted from 0");
        return sink.fault(&node, message, help);
    }

    let size: usize = rest.iter().product();
    let values = (index * size..(index + 1) * size).map(|at| tensor.at(at));

    Some(Tensor::new(
        rest.to_vec(),
        Numbers::Values(values.collect()),
    ))
}

/// The levels in the order that the program has.
fn laid_out(
    tensor: Tensor,
    fields: &mut Fields,
    role: Role,
    key: &str,
    sink: &mut Sink,
) -> Option<Tensor> {
    let Some(node) = fields.get("layout") else {
        return Some(tensor);
    };

    let layout = node.string("layout", sink)?;
    let (known, own) = role.layouts();

    if !known.contains(&layout) {
        let message = phrase!("`{}` has no layout `{}`", key, layout);
        let help = match known {
            [] => phrase!("leave `layout` out: it is a plain list of numbers"),
            known => phrase!("it is one of {}", known.join(", ")),
        };

        return sink.fault(&node, message, help);
    }

    let shape = tensor.shape();

    if shape.len() != layout.len() {
        let message = phrase!(
            "the layout {} is for {} dimensions, but the array has the shape {}",
            layout,
            layout.len(),
            format!("{:?}", shape)
        );

        return sink.fault(&node, message, None);
    }

    let from: Option<Vec<usize>> = own.chars().map(|letter| layout.find(letter)).collect();

    Some(permuted(&tensor, &from?))
}

/// The tensor with its levels in another order: the first is that of `from[0]`, and so on.
fn permuted(tensor: &Tensor, from: &[usize]) -> Tensor {
    let shape = tensor.shape();
    let mut strides = vec![1; shape.len()];

    for level in (1..shape.len()).rev() {
        strides[level - 1] = strides[level] * shape[level];
    }

    let lengths: Vec<usize> = from.iter().map(|&level| shape[level]).collect();
    let steps: Vec<usize> = from.iter().map(|&level| strides[level]).collect();
    let at = |index: usize| {
        let mut left = index;
        let mut place = 0;

        for (length, step) in lengths.iter().zip(&steps).rev() {
            place += left % length * step;
            left /= length;
        }

        tensor.at(place)
    };

    let values = (0..tensor.count()).map(at).collect();

    Tensor::new(lengths.clone(), Numbers::Values(values))
}

/// low + high − x
fn inverted(
    tensor: Tensor,
    fields: &mut Fields,
    ends: Option<[f32; 2]>,
    sink: &mut Sink,
) -> Option<Tensor> {
    let is_inverted = match fields.get("invert") {
        Some(node) => node.boolean("invert", sink)?,
        None => false,
    };

    if !is_inverted {
        return Some(tensor);
    }

    let [low, high] = ends.unwrap_or_else(|| {
        let numbers = || (0..tensor.count()).map(|at| tensor.at(at));
        [
            numbers().fold(f32::INFINITY, f32::min),
            numbers().fold(f32::NEG_INFINITY, f32::max),
        ]
    });

    Some(mapped(&tensor, |_, x| f64::from(low) + f64::from(high) - x))
}

/// (x − mean) / std, with one number or one per channel.
pub(in crate::scenario) fn normalised(
    tensor: Tensor,
    fields: &mut Fields,
    role: Role,
    sink: &mut Sink,
) -> Option<Tensor> {
    let mean = fields.get("mean");
    let std = fields.get("std");

    if mean.is_none() && std.is_none() {
        return Some(tensor);
    }

    // Channels are the first level of maps, and the second of filters.
    let level = match (role, tensor.shape().len()) {
        (Role::Dense, 2) | (_, 4) => 1,
        _ => 0,
    };

    let channels = if tensor.shape().len() > 2 || level == 1 {
        tensor.shape()[level]
    } else {
        1
    };

    let below: usize = tensor.shape()[level + 1..].iter().product();
    let means = per_channel(mean, "mean", channels, 0.0, sink);
    let stds = per_channel(std.clone(), "std", channels, 1.0, sink);
    let means = means?;
    let stds = stds?;

    if let (Some(node), true) = (&std, stds.contains(&0.0)) {
        let help = phrase!("it is the deviation of the numbers, which are divided by it");
        return sink.fault(node, "`std` must not be 0", help);
    }

    let of = |numbers: &[f32], at: usize| {
        let channel = if channels == 1 {
            0
        } else {
            at / below % channels
        };
        f64::from(numbers[channel % numbers.len()])
    };

    Some(mapped(&tensor, |at, x| {
        (x - of(&means, at)) / of(&stds, at)
    }))
}

/// One number, or one per channel.
fn per_channel(
    node: Option<Node>,
    key: &'static str,
    channels: usize,
    default: f32,
    sink: &mut Sink,
) -> Option<Vec<f32>> {
    let Some(node) = node else {
        return Some(vec![default]);
    };

    if !matches!(node.value, DeValue::Array(_)) {
        return node.single(key, sink).map(|number| vec![number]);
    }

    let (lengths, numbers) = array::read(&node, key, sink)?;
    let found = numbers.len();

    if lengths.len() > 1 || found != channels {
        let message = phrase!(
            "`{}` has {} numbers, but there are {} channels",
            key,
            found,
            channels
        );
        return sink.fault(&node, message, phrase!("write one, or one per channel"));
    }

    Some(numbers)
}

fn mapped(tensor: &Tensor, f: impl Fn(usize, f64) -> f64) -> Tensor {
    let number = |at: usize| f(at, f64::from(tensor.at(at))) as f32;
    let values = (0..tensor.count()).map(number).collect();

    Tensor::new(tensor.shape().to_vec(), Numbers::Values(values))
}
