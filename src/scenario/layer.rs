//! Layers: the table of kinds with their keys, and how each is read.

mod moves;
mod plain;
mod reduce;
mod window;

use std::sync::Arc;

use toml::de::DeValue;

use super::budget::Budget;
use super::files::{DataFolder, Picture};
use super::tensor::{Role, Tensors};
use crate::document::{Fields, Node, Sink};
use crate::nn::{Combine, Fold, Linear, Op, Pool, Shape, Tensor};
use crate::text::{Phrase, phrase};
use window::Slides;

/// A kind of layer.
pub(super) struct Kind {
    pub name: &'static str,
    /// What its layers are called, with a number after it.
    pub stem: &'static str,
    /// Its keys, beside `kind`, `name`, `from`, `expect` and `published`.
    pub keys: &'static [&'static str],
}

const fn kind(name: &'static str, stem: &'static str, keys: &'static [&'static str]) -> Kind {
    Kind { name, stem, keys }
}

/// Every kind of layer.
#[rustfmt::skip]
pub(super) const KINDS: &[Kind] = &[
    kind("conv1d", "conv", &["weight", "bias", "stride", "padding", "dilation", "groups", "padding_mode"]),
    kind("conv_transpose1d", "conv_transpose", &["weight", "bias", "stride", "padding", "output_padding", "dilation", "groups"]),
    kind("max_pool1d", "pool", &["kernel", "stride", "padding", "dilation", "ceil_mode"]),
    kind("avg_pool1d", "pool", &["kernel", "stride", "padding", "ceil_mode", "count_include_pad"]),
    kind("conv2d", "conv", &["weight", "bias", "stride", "padding", "dilation", "groups", "padding_mode"]),
    kind("conv_transpose2d", "conv_transpose", &["weight", "bias", "stride", "padding", "output_padding", "dilation", "groups"]),
    kind("max_pool2d", "pool", &["kernel", "stride", "padding", "dilation", "ceil_mode"]),
    kind("avg_pool2d", "pool", &["kernel", "stride", "padding", "ceil_mode", "count_include_pad"]),
    kind("global_avg_pool", "pool", &[]),
    kind("global_max_pool", "pool", &[]),
    kind("relu", "relu", &[]),
    kind("relu6", "relu", &[]),
    kind("leaky_relu", "leaky_relu", &["slope"]),
    kind("sigmoid", "sigmoid", &[]),
    kind("tanh", "tanh", &[]),
    kind("elu", "elu", &["alpha"]),
    kind("silu", "silu", &[]),
    kind("gelu", "gelu", &["approximate"]),
    kind("prelu", "prelu", &["weight"]),
    kind("selu", "selu", &[]),
    kind("softplus", "softplus", &[]),
    kind("softsign", "softsign", &[]),
    kind("mish", "mish", &[]),
    kind("hardsigmoid", "hardsigmoid", &["slope", "offset"]),
    kind("hardswish", "hardswish", &[]),
    kind("clip", "clip", &["low", "high"]),
    kind("celu", "celu", &["alpha"]),
    kind("threshold", "threshold", &["alpha"]),
    kind("shrink", "shrink", &["reach", "bias"]),
    kind("sqrt", "sqrt", &[]),
    kind("exp", "exp", &[]),
    kind("log", "log", &[]),
    kind("erf", "erf", &[]),
    kind("sin", "sin", &[]),
    kind("cos", "cos", &[]),
    kind("abs", "abs", &[]),
    kind("neg", "neg", &[]),
    kind("sign", "sign", &[]),
    kind("reciprocal", "reciprocal", &[]),
    kind("floor", "floor", &[]),
    kind("ceil", "ceil", &[]),
    kind("round", "round", &[]),
    kind("trunc", "trunc", &[]),
    kind("dropout", "dropout", &["p"]),
    kind("identity", "identity", &[]),
    kind("instance_norm2d", "instance_norm", &["weight", "bias", "eps"]),
    kind("group_norm", "group_norm", &["groups", "weight", "bias", "eps"]),
    kind("lrn", "lrn", &["size", "alpha", "beta", "k"]),
    kind("add", "add", &[]),
    kind("sub", "sub", &[]),
    kind("mul", "mul", &[]),
    kind("div", "div", &[]),
    kind("max", "max", &[]),
    kind("min", "min", &[]),
    kind("mean", "mean", &[]),
    kind("pow", "pow", &["exponent"]),
    kind("concat", "concat", &[]),
    kind("slice", "slice", &["channels", "rows", "columns"]),
    kind("pad", "pad", &["padding", "mode", "value"]),
    kind("upsample", "upsample", &["scale", "size", "mode", "align_corners"]),
    kind("adaptive_avg_pool2d", "pool", &["size"]),
    kind("adaptive_max_pool2d", "pool", &["size"]),
    kind("channel_shuffle", "channel_shuffle", &["groups"]),
    kind("batch_norm2d", "batch_norm", &["weight", "bias", "mean", "var", "eps"]),
    kind("flatten", "flatten", &[]),
    kind("reshape", "reshape", &["shape"]),
    kind("transpose", "transpose", &["order"]),
    kind("rearrange", "rearrange", &["shape", "axes", "value"]),
    kind("reduce_sum", "reduce", &["dims", "shape"]),
    kind("reduce_mean", "reduce", &["dims", "shape"]),
    kind("reduce_max", "reduce", &["dims", "shape"]),
    kind("reduce_sum_square", "reduce", &["dims", "shape"]),
    kind("reduce_l2", "reduce", &["dims", "shape"]),
    kind("argmax", "argmax", &["dims", "shape", "last"]),
    kind("constant", "constant", &["weight", "shape"]),
    kind("linear", "linear", &["weight", "bias"]),
    kind("softmax", "softmax", &[]),
    kind("log_softmax", "log_softmax", &[]),
];

/// The kind that a layer says it is.
pub(super) fn kind_of(fields: &mut Fields, sink: &mut Sink) -> Option<&'static Kind> {
    let node = fields.need("kind", "a layer", sink)?;
    let name = node.string("kind", sink)?;
    let found = KINDS.iter().find(|kind| kind.name == name);

    if found.is_none() {
        let help = sink.suggest(name, KINDS.iter().map(|kind| kind.name));
        return sink.fault(&node, phrase!("there is no kind of layer `{}`", name), help);
    }

    found
}

/// Reads one layer's own keys.
pub(super) struct Reader<'r, 'a> {
    pub fields: &'r mut Fields<'a>,
    pub sink: &'r mut Sink,
    pub budget: &'r mut Budget,
    pub place: &'r DataFolder,
    /// What comes in; `None` where a layer before is at fault.
    pub input: Option<Shape>,
    pub kind: &'static str,
    /// What the layer is called in messages.
    pub what: Phrase,
}

impl Reader<'_, '_> {
    /// What a layer of this kind does. Every key is read before anything is given up, so that all faults are told.
    pub(super) fn op(&mut self) -> Option<Op> {
        let kind = self.kind;
        let op = match kind {
            "conv1d" | "conv2d" | "conv_transpose1d" | "conv_transpose2d" => self.conv(Slides {
                is_line: kind.ends_with("1d"),
                is_transposed: kind.starts_with("conv_transpose"),
            }),
            "max_pool1d" | "max_pool2d" => self.pool(Fold::Max, kind.ends_with("1d")),
            "avg_pool1d" | "avg_pool2d" => self.pool(Fold::Sum, kind.ends_with("1d")),
            "global_avg_pool" => Some(Op::Pool(Pool::global(Fold::Sum))),
            "global_max_pool" => Some(Op::Pool(Pool::global(Fold::Max))),
            "batch_norm2d" => self.batch_norm(),
            "instance_norm2d" => self.norm(false),
            "group_norm" => self.norm(true),
            "lrn" => self.lrn(),
            "prelu" => self.prelu(),
            "dropout" => self.dropout(),
            "identity" => Some(Op::Identity(None)),
            "concat" => Some(Op::Concat),
            "slice" => self.slice(),
            "pad" => self.border(),
            "upsample" => self.upsample(),
            "adaptive_avg_pool2d" => self.adaptive(Fold::Sum),
            "adaptive_max_pool2d" => self.adaptive(Fold::Max),
            "channel_shuffle" => self.shuffle(),
            "flatten" => Some(Op::Flatten),
            "reshape" => self.reshape(),
            "transpose" => self.transpose(),
            "rearrange" => self.rearrange(),
            "reduce_sum" | "reduce_mean" | "reduce_max" | "reduce_sum_square" | "reduce_l2"
            | "argmax" => self.reduce(),
            "constant" => self.constant(),
            "linear" => self.linear(),
            "softmax" => Some(Op::Softmax),
            "log_softmax" => Some(Op::LogSoftmax),
            name => match Combine::named(name) {
                Some(combine) if !self.fields.has("exponent") => Some(Op::Combine(combine)),
                _ => self.activation(name).map(Op::Activation),
            },
        };

        self.fields.close(&self.what, false, self.sink);
        op
    }

    fn channels(&self) -> usize {
        self.input.map_or(0, |shape| shape.dims()[0])
    }

    /// The channels that come in, where they are known.
    fn depth(&self) -> Option<usize> {
        self.input.map(|shape| shape.dims()[0])
    }

    fn tensor(&mut self, node: &Node, key: &'static str, role: Role) -> Option<Tensor> {
        self.tensor_over(self.channels(), node, key, role)
    }

    /// A tensor whose named kernels read so many channels.
    fn tensor_over(
        &mut self,
        channels: usize,
        node: &Node,
        key: &'static str,
        role: Role,
    ) -> Option<Tensor> {
        let mut tensors = Tensors {
            place: self.place,
            budget: self.budget,
            channels,
            role,
            fit: Picture::PLAIN,
        };

        tensors.read(node, key, self.sink)
    }

    /// A fault of a key.
    fn wrong<T>(&mut self, key: &str, message: impl Into<Phrase>) -> Option<T> {
        let (source, span) = self.fields.place(key);
        self.sink.at(source, &span, message, None)
    }

    /// A fault of the layer as a whole: something that it needs is not there.
    fn missing<T>(&mut self, message: impl Into<Phrase>, help: Phrase) -> Option<T> {
        let (source, span) = self.fields.place("kind");
        self.sink.at(source, &span, message, Some(help))
    }

    fn shuffle(&mut self) -> Option<Op> {
        let node = self.fields.need("groups", &self.what, self.sink)?;
        node.count("groups", 1, self.sink).map(Op::Shuffle)
    }

    /// One bias per filter or output; none where it is `false`.
    fn bias(&mut self, count: Option<usize>) -> Option<Arc<Tensor>> {
        let node = self.fields.get("bias");

        match node.as_ref().map(|node| node.value) {
            Some(DeValue::Boolean(false)) => None,
            Some(DeValue::Boolean(true)) => self.wrong(
                "bias",
                "`bias` is a list of numbers, or `false` for none; `true` does not say which",
            ),
            _ => self.vector("bias", count, 0.0),
        }
    }

    fn linear(&mut self) -> Option<Op> {
        let weight = self.matrix();
        let bias = self.bias(weight.as_ref().map(|weight| weight.shape()[0]));

        Some(Op::Linear(Linear {
            weight: Arc::new(weight?),
            bias,
        }))
    }

    fn matrix(&mut self) -> Option<Tensor> {
        let node = self.fields.need("weight", &self.what, self.sink)?;
        let weight = self.tensor(&node, "weight", Role::Dense)?;
        let found = weight.shape().len();

        if found == 2 {
            return Some(weight);
        }

        let message = phrase!(
            "`weight` is {}-dimensional, but must be 2-dimensional: [outputs, inputs]",
            found
        );

        self.sink.fault(&node, message, None)
    }

    /// One number for each of `count` channels; where it does not fit, that is told, and the default goes on.
    fn vector(
        &mut self,
        key: &'static str,
        count: Option<usize>,
        default: f32,
    ) -> Option<Arc<Tensor>> {
        let otherwise = count.map(|count| Arc::new(Tensor::fill(vec![count.max(1)], default)));
        let Some(node) = self.fields.get(key) else {
            return otherwise;
        };

        let Some(tensor) = self.tensor(&node, key, Role::Vector) else {
            return otherwise;
        };

        // A table of one row or one column is a list, too.
        let tensor = match *tensor.shape() {
            [1, n] | [n, 1] if node.elements().is_none() => tensor.reshaped(vec![n]),
            _ => tensor,
        };

        match tensor.shape() {
            &[found] if count.is_none_or(|count| count == found) => Some(Arc::new(tensor)),
            &[found] => {
                let count = count.unwrap_or(found);
                let message = phrase!("`{}` has {} numbers, but {} are needed", key, found, count);
                self.sink.fault::<()>(
                    &node,
                    message,
                    phrase!(
                        "give `{}` one number per {}: {} of them",
                        key,
                        self.unit(),
                        count
                    ),
                );

                otherwise
            }
            shape => {
                let message = phrase!(
                    "`{}` is {}-dimensional, but must be a plain list of numbers",
                    key,
                    shape.len()
                );

                self.sink.fault::<()>(&node, message, None);
                otherwise
            }
        }
    }

    /// What one number of a list belongs to.
    fn unit(&self) -> Phrase {
        match self.kind {
            kind if kind.starts_with("conv") => phrase!("filter"),
            "linear" => phrase!("output"),
            _ => phrase!("channel"),
        }
    }

    fn count(&mut self, key: &'static str, least: i64, default: usize) -> Option<usize> {
        self.fields
            .get(key)
            .map_or(Some(default), |node| node.count(key, least, self.sink))
    }

    fn number(&mut self, key: &'static str, default: f64) -> Option<f64> {
        self.fields
            .get(key)
            .map_or(Some(default), |node| node.number(key, self.sink))
    }

    fn boolean(&mut self, key: &'static str, default: bool) -> Option<bool> {
        self.fields
            .get(key)
            .map_or(Some(default), |node| node.boolean(key, self.sink))
    }

    fn one_of<T: Copy>(&mut self, key: &'static str, names: &[(&str, T)], default: T) -> Option<T> {
        self.fields
            .get(key)
            .map_or(Some(default), |node| node.one_of(key, names, self.sink))
    }
}
