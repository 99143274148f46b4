//! Layers without a window: norms, activations with numbers of their own, and those that only move cells.

use std::sync::Arc;

use toml::de::DeValue;

use super::Reader;
use super::window::{Slides, pair};
use crate::document::Node;
use crate::nn::{
    Activation, BatchNorm, Border, By, Fold, Function, Lrn, Norm, Op, Padding, PaddingMode, Resize,
    Tensor, To,
};
use crate::text::phrase;

/// Both axes of maps.
const MAPS: Slides = Slides {
    is_line: false,
    is_transposed: false,
};

impl Reader<'_, '_> {
    pub(super) fn activation(&mut self, name: &str) -> Option<Activation> {
        let mut function = Activation::named(name)?;

        if name == "clip" && !self.fields.has("low") && !self.fields.has("high") {
            let help = phrase!("write low = …, high = …, or both");
            return self.missing("`clip` needs `low` or `high`", help);
        }

        if name == "hardsigmoid" && (self.fields.has("slope") || self.fields.has("offset")) {
            function = Activation::Other(Function::HardLine {
                slope: 1.0 / 6.0,
                offset: 0.5,
            });
        }

        for (key, number) in function.numbers() {
            *number = self.number(key, *number)?;
        }

        if function != Activation::Gelu {
            return Some(function);
        }

        let ways = [("none", Activation::Gelu), ("tanh", Activation::GeluTanh)];
        self.one_of("approximate", &ways, Activation::Gelu)
    }

    /// One slope, or one per channel.
    pub(super) fn prelu(&mut self) -> Option<Op> {
        let Some(node) = self.fields.get("weight") else {
            return Some(Op::PRelu(Arc::new(Tensor::fill(vec![1], 0.25))));
        };

        let is_number = matches!(node.value, DeValue::Integer(_) | DeValue::Float(_));
        let is_one = node.elements().is_some_and(|elements| elements.len() == 1);

        if is_number {
            let slope = node.single("weight", self.sink)?;
            return Some(Op::PRelu(Arc::new(Tensor::fill(vec![1], slope))));
        }

        let count = if is_one { Some(1) } else { self.depth() };
        Some(Op::PRelu(self.vector("weight", count, 0.25)?))
    }

    pub(super) fn dropout(&mut self) -> Option<Op> {
        let p = self.number("p", 0.5)?;

        if (0.0..=1.0).contains(&p) {
            return Some(Op::Identity(Some(p)));
        }

        self.wrong("p", "`p` is a probability, from 0 to 1")
    }

    pub(super) fn batch_norm(&mut self) -> Option<Op> {
        let channels = self.depth();
        let weight = self.vector("weight", channels, 1.0);
        let bias = self.vector("bias", channels, 0.0);
        let mut needed = |key| match self.fields.need(key, &self.what, self.sink) {
            Some(_) => self.vector(key, channels, 0.0),
            None => None,
        };
        let mean = needed("mean");
        let var = needed("var");
        let eps = self.eps();

        if let Some(var) = &var
            && let Some(index) = (0..var.count()).find(|&index| var.at(index) < 0.0)
        {
            let (source, span) = self.fields.place("var");
            let message = phrase!(
                "`var` is negative for channel {}: a variance is a mean of squares",
                index
            );

            return self.sink.at(source, &span, message, None);
        }

        Some(Op::BatchNorm(BatchNorm {
            weight: weight?,
            bias: bias?,
            mean: mean?,
            var: var?,
            eps: eps?,
        }))
    }

    /// What is added to a variance.
    fn eps(&mut self) -> Option<f64> {
        let eps = self.number("eps", 1e-5)?;

        if eps <= 0.0 {
            return self.wrong(
                "eps",
                "`eps` must be positive: it keeps the root from being zero",
            );
        }

        Some(eps)
    }

    /// Instance norm, or, with groups, group norm.
    pub(super) fn norm(&mut self, is_grouped: bool) -> Option<Op> {
        let groups = if is_grouped {
            let node = self.fields.need("groups", &self.what, self.sink);
            node.and_then(|node| node.count("groups", 1, self.sink))
        } else {
            None
        };

        let channels = self.depth();
        let weight = self.vector("weight", channels, 1.0);
        let bias = self.vector("bias", channels, 0.0);
        let eps = self.eps();

        if is_grouped && groups.is_none() {
            return None;
        }

        Some(Op::Norm(Norm {
            groups,
            weight: Some(weight?),
            bias: Some(bias?),
            eps: eps?,
        }))
    }

    pub(super) fn lrn(&mut self) -> Option<Op> {
        let size = self.fields.need("size", &self.what, self.sink);
        let size = size.and_then(|node| node.count("size", 1, self.sink));
        let alpha = self.number("alpha", 1e-4);
        let beta = self.number("beta", 0.75);
        let k = self.number("k", 1.0);

        Some(Op::Lrn(Lrn {
            size: size?,
            alpha: alpha?,
            beta: beta?,
            k: k?,
        }))
    }

    pub(super) fn slice(&mut self) -> Option<Op> {
        let mut parts = [None; 3];
        let keys = ["channels", "rows", "columns"];

        if !keys.iter().any(|key| self.fields.has(key)) {
            let help = phrase!("write channels = [from, to], rows = […] or columns = […]");
            return self.missing("`slice` needs `channels`, `rows` or `columns`", help);
        }

        for (part, key) in parts.iter_mut().zip(keys) {
            if let Some(node) = self.fields.get(key) {
                *part = Some(self.part(&node, key)?);
            }
        }

        Some(Op::Slice(parts))
    }

    /// `[from, to]`
    fn part(&mut self, node: &Node, key: &str) -> Option<[usize; 2]> {
        let elements: Vec<Node> = node.elements().into_iter().flatten().take(3).collect();

        let [from, to] = &elements[..] else {
            let message = phrase!(
                "`{}` must be two integers: [from, to], without the last",
                key
            );
            return self.sink.fault(node, message, None);
        };

        let from = from.count(key, 0, self.sink);
        let to = to.count(key, 1, self.sink);

        Some([from?, to?])
    }

    pub(super) fn border(&mut self) -> Option<Op> {
        if !self.fields.has("padding") {
            let help = phrase!("write padding = 1, [rows, columns] or a table of sides");
            return self.missing("`pad` needs `padding`", help);
        }

        let padding = self.padding(MAPS, false);
        let mode = self.one_of("mode", &PaddingMode::ALL, PaddingMode::Zeros);
        let value = self.number("value", 0.0);

        let Padding::Sides(sides) = padding? else {
            return None;
        };

        Some(Op::Pad(Border {
            sides,
            mode: mode?,
            value: value?,
        }))
    }

    pub(super) fn upsample(&mut self) -> Option<Op> {
        let scale = self.scale();
        let size = self.size();
        let ways = [
            ("nearest", By::Nearest),
            ("bilinear", By::Linear { corners: false }),
        ];

        let by = self.one_of("mode", &ways, By::Nearest);
        let corners = self.boolean("align_corners", false);

        let to = match (self.fields.has("scale"), self.fields.has("size")) {
            (true, false) => To::Scale(scale?),
            (false, true) => To::Size(size?),
            (false, false) => {
                let help = phrase!("write scale = 2, or size = [height, width]");
                return self.missing("`upsample` needs `scale` or `size`", help);
            }
            (true, true) => {
                let message = "`upsample` has `scale` and `size`: one of them says it";
                return self.wrong("size", message);
            }
        };

        let by = match (by?, corners?) {
            (By::Linear { .. }, corners) => By::Linear { corners },
            (_, true) => {
                let message = "`align_corners` is for mode = \"bilinear\" alone";
                return self.wrong("align_corners", message);
            }
            (by, false) => by,
        };

        Some(Op::Resize(Resize { to, by }))
    }

    pub(super) fn adaptive(&mut self, fold: Fold) -> Option<Op> {
        let what = self.what.clone();

        if !self.fields.has("size") {
            let help = phrase!("write size = 1, or size = [height, width]");
            return self.missing(phrase!("{} needs `size`", what), help);
        }

        Some(Op::Resize(Resize {
            to: To::Size(self.size()?),
            by: By::Share(fold),
        }))
    }

    /// The size that is asked for, where one is.
    fn size(&mut self) -> Option<[usize; 2]> {
        let node = self.fields.get("size")?;
        pair(&node, "size", 1, MAPS, self.sink)
    }

    /// How many times as large, down and along, where that is said.
    fn scale(&mut self) -> Option<[f64; 2]> {
        let node = self.fields.get("scale")?;
        let elements: Option<Vec<Node>> =
            node.elements().map(|elements| elements.take(3).collect());
        let numbers = match elements.as_deref() {
            None => node.number("scale", self.sink).map(|scale| [scale; 2]),
            Some([height, width]) => {
                let height = height.number("scale", self.sink);
                height
                    .zip(width.number("scale", self.sink))
                    .map(<[f64; 2]>::from)
            }
            Some(_) => {
                let message = "`scale` must be a number, or two: [height, width]";
                return self.sink.fault(&node, message, None);
            }
        };

        let scale = numbers?;

        if scale.iter().any(|&scale| scale <= 0.0) {
            return self.sink.fault(&node, "`scale` must be positive", None);
        }

        Some(scale)
    }
}
