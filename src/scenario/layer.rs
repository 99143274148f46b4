//! Layers: the table of kinds with their keys, and how each is read.

use std::sync::Arc;

use toml::de::DeValue;

use super::files::Place;
use super::node::{Fields, Node, Sink, suggest};
use super::tensor::Tensors;
use crate::nn::{
    Activation, BatchNorm, Conv, Fold, Linear, Op, Pad, Padding, PaddingMode, Pool, Shape, Tensor,
    Window,
};

/// A kind of layer.
pub(super) struct Kind {
    /// Its name.
    pub name: &'static str,
    /// What its layers are called, with a number after it.
    pub stem: &'static str,
    /// Its keys, beside `kind`, `name` and `expect`.
    pub keys: &'static [&'static str],
}

const fn kind(name: &'static str, stem: &'static str, keys: &'static [&'static str]) -> Kind {
    Kind { name, stem, keys }
}

/// Every kind of layer.
#[rustfmt::skip]
pub(super) const KINDS: &[Kind] = &[
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
    kind("batch_norm2d", "batch_norm", &["weight", "bias", "mean", "var", "eps"]),
    kind("flatten", "flatten", &[]),
    kind("linear", "linear", &["weight", "bias"]),
    kind("softmax", "softmax", &[]),
];

/// The kind that a layer says it is.
pub(super) fn kind_of(fields: &mut Fields, sink: &mut Sink) -> Option<&'static Kind> {
    let node = fields.need("kind", "a layer", sink)?;
    let name = node.string("kind", sink)?;
    let found = KINDS.iter().find(|kind| kind.name == name);

    if found.is_none() {
        let help = suggest(name, KINDS.iter().map(|kind| kind.name));
        return sink.fault(&node, &format!("there is no kind of layer `{name}`"), help);
    }

    found
}

/// Reads one layer's own keys.
pub(super) struct Reader<'r, 'a> {
    pub fields: &'r mut Fields<'a>,
    pub sink: &'r mut Sink,
    pub place: &'r Place,
    /// What comes in; `None` where a layer before is at fault.
    pub input: Option<Shape>,
    /// What the layer is called in messages.
    pub what: String,
}

impl Reader<'_, '_> {
    /// What a layer of this kind does. Every key is read before anything is given up, so that all faults are told.
    pub fn op(&mut self, kind: &str) -> Option<Op> {
        let op = match kind {
            "conv2d" => self.conv(false),
            "conv_transpose2d" => self.conv(true),
            "max_pool2d" => self.pool(Fold::Max),
            "avg_pool2d" => self.pool(Fold::Sum),
            "global_avg_pool" => Some(Op::Pool(Pool::global(Fold::Sum))),
            "global_max_pool" => Some(Op::Pool(Pool::global(Fold::Max))),
            "batch_norm2d" => self.batch_norm(),
            "flatten" => Some(Op::Flatten),
            "linear" => self.linear(),
            "softmax" => Some(Op::Softmax),
            name => self.activation(name).map(Op::Activation),
        };

        self.fields.close(&self.what, false, self.sink);
        op
    }

    fn channels(&self) -> usize {
        self.input.map_or(0, |shape| shape.dims()[0])
    }

    fn conv(&mut self, transposed: bool) -> Option<Op> {
        let groups = self.count("groups", 1, 1);
        let weight = self.weight(
            4,
            if transposed {
                "channels, filters/groups"
            } else {
                "filters, channels/groups"
            },
            groups,
        );

        let stride = self.pair("stride", 1, Some([1; 2]));
        let dilation = self.pair("dilation", 1, Some([1; 2]));
        let padding = self.padding(!transposed);
        let mode = if transposed {
            Some(PaddingMode::Zeros)
        } else {
            self.one_of("padding_mode", &PaddingMode::ALL, PaddingMode::Zeros)
        };

        let more = if transposed {
            self.pair("output_padding", 0, Some([0; 2]))
        } else {
            Some([0; 2])
        };

        let filters = weight.as_ref().zip(groups).map(|(weight, groups)| {
            if transposed {
                weight.shape()[1].saturating_mul(groups)
            } else {
                weight.shape()[0]
            }
        });

        let bias = self.vector("bias", filters, 0.0);
        let weight = Arc::new(weight?);
        let window = Window {
            kernel: [weight.shape()[2], weight.shape()[3]],
            stride: stride?,
            padding: padding?,
            dilation: dilation?,
        };

        let more = more?;

        Some(Op::Conv(Conv {
            bias: bias?,
            groups: groups?,
            mode: mode?,
            transposed: transposed.then_some(more),
            weight,
            window,
        }))
    }

    fn pool(&mut self, fold: Fold) -> Option<Op> {
        let max = fold == Fold::Max;
        let kernel = match self.fields.need("kernel", &self.what, self.sink) {
            Some(node) => pair(&node, "kernel", 1, self.sink),
            None => None,
        };

        let stride = self.pair("stride", 1, kernel.or(Some([1; 2])));
        let padding = self.padding(true);
        let dilation = if max {
            self.pair("dilation", 1, Some([1; 2]))
        } else {
            Some([1; 2])
        };

        let ceil = self.boolean("ceil_mode", false);
        let counted = if max {
            Some(true)
        } else {
            self.boolean("count_include_pad", true)
        };

        let window = Window {
            kernel: kernel?,
            stride: stride?,
            padding: padding?,
            dilation: dilation?,
        };

        Some(Op::Pool(Pool {
            fold,
            window: Some(window),
            ceil: ceil?,
            count_include_pad: counted?,
        }))
    }

    fn activation(&mut self, name: &str) -> Option<Activation> {
        let mut function = Activation::named(name)?;

        for (key, number) in function.numbers() {
            *number = self.number(key, *number)?;
        }

        if function != Activation::Gelu {
            return Some(function);
        }

        let ways = [("none", Activation::Gelu), ("tanh", Activation::GeluTanh)];
        self.one_of("approximate", &ways, Activation::Gelu)
    }

    fn batch_norm(&mut self) -> Option<Op> {
        let channels = self.input.map(|shape| shape.dims()[0]);
        let weight = self.vector("weight", channels, 1.0);
        let bias = self.vector("bias", channels, 0.0);
        let mut needed = |key| match self.fields.need(key, &self.what, self.sink) {
            Some(_) => self.vector(key, channels, 0.0),
            None => None,
        };
        let mean = needed("mean");
        let var = needed("var");
        let eps = self.number("eps", 1e-5);
        if let Some(var) = &var
            && let Some(index) = (0..var.count()).find(|&index| var.at(index) < 0.0)
        {
            let (source, span) = self.fields.place("var");
            let message =
                format!("`var` is negative for channel {index}: a variance is a mean of squares");

            return self.sink.at(source, &span, &message, None);
        }
        if eps.is_some_and(|eps| eps <= 0.0) {
            let (source, span) = self.fields.place("eps");
            return self.sink.at(
                source,
                &span,
                "`eps` must be positive: it keeps the root from being zero",
                None,
            );
        }
        Some(Op::BatchNorm(BatchNorm {
            weight: weight?,
            bias: bias?,
            mean: mean?,
            var: var?,
            eps: eps?,
        }))
    }

    fn linear(&mut self) -> Option<Op> {
        let weight = self.weight(2, "outputs, inputs", Some(1));
        let bias = self.vector("bias", weight.as_ref().map(|weight| weight.shape()[0]), 0.0);
        Some(Op::Linear(Linear {
            weight: Arc::new(weight?),
            bias: bias?,
        }))
    }

    fn weight(&mut self, levels: usize, names: &str, groups: Option<usize>) -> Option<Tensor> {
        let node = self.fields.need("weight", &self.what, self.sink)?;
        let channels = self.channels() / groups.unwrap_or(1).max(1);
        let weight = Tensors {
            place: self.place,
            channels,
        }
        .read(&node, "weight", self.sink)?;

        if weight.shape().len() == levels {
            return Some(weight);
        }

        let found = weight.shape().len();
        let height = if levels == 4 {
            ", kernel height, kernel width"
        } else {
            ""
        };

        let message = format!(
            "`weight` has {found} levels (dimensions), where {levels} are needed: [{names}{height}]"
        );

        self.sink.fault(&node, &message, None)
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

        let Some(tensor) = Tensors {
            place: self.place,
            channels: 0,
        }
        .read(&node, key, self.sink) else {
            return otherwise;
        };

        match tensor.shape() {
            &[found] if count.is_none_or(|count| count == found) => Some(Arc::new(tensor)),
            &[found] => {
                let count = count.unwrap_or(found);
                let message = format!("`{key}` has {found} numbers, but {count} are needed");
                self.sink.fault::<()>(
                    &node,
                    &message,
                    format!("give `{key}` one number a channel: {count} of them"),
                );

                otherwise
            }
            shape => {
                let message = format!(
                    "`{key}` has {} levels; it is a plain list of numbers",
                    shape.len()
                );

                self.sink.fault::<()>(&node, &message, None);
                otherwise
            }
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

    fn pair(
        &mut self,
        key: &'static str,
        least: i64,
        default: Option<[usize; 2]>,
    ) -> Option<[usize; 2]> {
        self.fields
            .get(key)
            .map_or(default, |node| pair(&node, key, least, self.sink))
    }

    fn padding(&mut self, words: bool) -> Option<Padding> {
        let Some(node) = self.fields.get("padding") else {
            return Some(Padding::even(0));
        };

        match node.value {
            DeValue::String(_) if words => node.one_of(
                "padding",
                &[("valid", Padding::even(0)), ("same", Padding::Same)],
                self.sink,
            ),
            DeValue::Table(_) => sides(&node, self.sink),
            DeValue::Integer(_) | DeValue::Array(_) => {
                let [rows, columns] = pair(&node, "padding", 0, self.sink)?;
                Some(Padding::Sides([rows, columns].map(|n| Pad {
                    before: n,
                    after: n,
                })))
            }
            _ => {
                let ways = if words {
                    ", [height, width], a table of sides, \"same\" or \"valid\""
                } else {
                    ", [height, width] or a table of sides"
                };

                self.sink.fault(
                    &node,
                    &format!("`padding` must be an integer{ways}, not {}", node.kind()),
                    None,
                )
            }
        }
    }
}

/// An integer for both axes, or `[height, width]`.
fn pair(node: &Node, key: &str, least: i64, sink: &mut Sink) -> Option<[usize; 2]> {
    let Some(elements) = node.elements() else {
        if !matches!(node.value, DeValue::Integer(_)) {
            let message = format!(
                "`{key}` must be an integer or [height, width], not {}",
                node.kind()
            );
            return sink.fault(node, &message, None);
        }

        return node.count(key, least, sink).map(|n| [n; 2]);
    };

    let elements: Vec<Node> = elements.take(3).collect();
    let [height, width] = &elements[..] else {
        return sink.fault(
            node,
            &format!("`{key}` must be an integer, or two: [height, width]"),
            None,
        );
    };

    let height = height.count(key, least, sink);
    let width = width.count(key, least, sink);

    Some([height?, width?])
}

/// `{ top, bottom, left, right }`; missing ones are 0.
fn sides(node: &Node, sink: &mut Sink) -> Option<Padding> {
    let mut fields = Fields::of(node, "`padding`", sink)?;
    let mut side = |key| {
        fields.get(key).map_or(Some(0), |node| {
            node.count(&format!("padding.{key}"), 0, sink)
        })
    };

    let [top, bottom, left, right] = ["top", "bottom", "left", "right"].map(&mut side);
    fields.close("`padding`", false, sink);

    Some(Padding::Sides([
        Pad {
            before: top?,
            after: bottom?,
        },
        Pad {
            before: left?,
            after: right?,
        },
    ]))
}
