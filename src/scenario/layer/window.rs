//! Layers whose window slides: convolutions and pools.

use std::sync::Arc;

use toml::de::DeValue;

use super::Reader;
use crate::document::{Fields, Node, Sink};
use crate::nn::{Conv, Fold, Op, Pad, Padding, PaddingMode, Pool, Tensor, Window};
use crate::scenario::tensor::Role;
use crate::text::{Phrase, phrase};

/// How a window slides: over maps or along one row, over its input or, transposed, over its output.
#[derive(Clone, Copy)]
pub(super) struct Slides {
    pub is_line: bool,
    pub is_transposed: bool,
}

impl Slides {
    /// A number along the axis, or axes.
    fn both(self, n: usize, otherwise: usize) -> [usize; 2] {
        if self.is_line { [otherwise, n] } else { [n; 2] }
    }
}

impl Reader<'_, '_> {
    pub(super) fn conv(&mut self, slides: Slides) -> Option<Op> {
        let transposed = slides.is_transposed;
        let groups = self.count("groups", 1, 1);
        let weight = self.kernels(slides, groups);
        let stride = self.steps("stride", slides);
        let dilation = self.steps("dilation", slides);
        let padding = self.padding(slides, !transposed);
        let mode = if transposed {
            Some(PaddingMode::Zeros)
        } else {
            self.one_of("padding_mode", &PaddingMode::ALL, PaddingMode::Zeros)
        };

        let more = if transposed {
            self.pair("output_padding", 0, slides, Some([0; 2]))
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

        let bias = self.bias(filters);
        let weight = Arc::new(weight?);
        let window = Window {
            kernel: [weight.shape()[2], weight.shape()[3]],
            stride: stride?,
            padding: padding?,
            dilation: dilation?,
            is_line: slides.is_line,
        };

        let more = more?;

        Some(Op::Conv(Conv {
            bias,
            groups: groups?,
            mode: mode?,
            transposed: transposed.then_some(more),
            weight,
            window,
        }))
    }

    pub(super) fn pool(&mut self, fold: Fold, is_line: bool) -> Option<Op> {
        let max = fold == Fold::Max;
        let slides = Slides {
            is_line,
            is_transposed: false,
        };

        let kernel = match self.fields.need("kernel", &self.what, self.sink) {
            Some(node) => pair(&node, "kernel", 1, slides, self.sink),
            None => None,
        };

        let stride = self.pair("stride", 1, slides, kernel.or(Some([1; 2])));
        let padding = self.padding(slides, true);
        let dilation = if max {
            self.steps("dilation", slides)
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
            is_line,
        };

        Some(Op::Pool(Pool {
            fold,
            window: Some(window),
            ceil: ceil?,
            count_include_pad: counted?,
        }))
    }

    /// The filters: filters x channels x height x width. A kernel alone is one filter over one channel; several in a list
    /// are one filter over as many channels.
    fn kernels(&mut self, slides: Slides, groups: Option<usize>) -> Option<Tensor> {
        let node = self.fields.need("weight", &self.what, self.sink)?;
        let channels = self.channels() / groups.unwrap_or(1).max(1);
        let role = if slides.is_transposed {
            Role::TransposedFilters
        } else {
            Role::Filters
        };

        let weight = self.tensor_over(channels, &node, "weight", role)?;
        let kernel = if slides.is_line { 1 } else { 2 };
        let mut lengths = weight.shape().to_vec();
        let levels = lengths.len();

        if levels == kernel && channels > 1 && !slides.is_transposed {
            let brackets = "[".repeat(kernel + 1);
            let message = phrase!(
                "`weight` is one kernel, but a filter has one for each of the {} channels",
                channels
            );

            let help = phrase!("write a list of {} kernels: {}…", channels, brackets);
            return self.sink.fault(&node, message, help);
        }

        if !(kernel..=kernel + 2).contains(&levels) {
            let names = match (slides.is_transposed, slides.is_line) {
                (false, false) => "filters, channels/groups, kernel height, kernel width",
                (false, true) => "filters, channels/groups, kernel",
                (true, false) => "channels, filters/groups, kernel height, kernel width",
                (true, true) => "channels, filters/groups, kernel",
            };

            let needed = kernel + 2;
            let message = phrase!(
                "`weight` is {}-dimensional, but must be {}-dimensional: [{}]",
                levels,
                needed,
                Phrase::from(names)
            );

            return self.sink.fault(&node, message, None);
        }

        lengths.splice(0..0, vec![1; kernel + 2 - levels]);

        if slides.is_line {
            lengths.insert(2, 1);
        }

        Some(weight.reshaped(lengths))
    }

    fn steps(&mut self, key: &'static str, slides: Slides) -> Option<[usize; 2]> {
        self.pair(key, 1, slides, Some([1; 2]))
    }

    fn pair(
        &mut self,
        key: &'static str,
        least: i64,
        slides: Slides,
        default: Option<[usize; 2]>,
    ) -> Option<[usize; 2]> {
        self.fields
            .get(key)
            .map_or(default, |node| pair(&node, key, least, slides, self.sink))
    }

    /// The padding: a number, two, a table of sides; or, where words are taken, one of them.
    pub(super) fn padding(&mut self, slides: Slides, words: bool) -> Option<Padding> {
        let Some(node) = self.fields.get("padding") else {
            return Some(Padding::even(0));
        };

        match node.value {
            DeValue::String(_) if words => {
                let is_conv = self.kind.starts_with("conv");
                node.one_of("padding", padding_words(slides, is_conv), self.sink)
            }
            DeValue::Table(_) => sides(&node, self.sink),
            DeValue::Integer(_) | DeValue::Array(_) => {
                let pad = pair(&node, "padding", 0, slides, self.sink)?;
                let [rows, columns] = if slides.is_line { [0, pad[1]] } else { pad };

                Some(Padding::Sides([rows, columns].map(|n| Pad {
                    before: n,
                    after: n,
                })))
            }
            _ => {
                let kind = node.kind();
                let message = if words {
                    phrase!(
                        "`padding` must be an integer, [height, width], a table of sides, \"same\" or \"valid\", not {}",
                        kind
                    )
                } else {
                    phrase!(
                        "`padding` must be an integer, [height, width] or a table of sides, not {}",
                        kind
                    )
                };

                self.sink.fault(&node, message, None)
            }
        }
    }
}

/// The words that a padding may be.
fn padding_words(slides: Slides, is_conv: bool) -> &'static [(&'static str, Padding)] {
    const WORDS: &[(&str, Padding)] = &[
        (
            "valid",
            Padding::Sides(
                [Pad {
                    before: 0,
                    after: 0,
                }; 2],
            ),
        ),
        ("same", Padding::Same),
        ("full", Padding::Full),
        ("causal", Padding::Causal),
    ];

    match (is_conv, slides.is_line) {
        (false, _) => &WORDS[..2],
        (true, false) => &WORDS[..3],
        (true, true) => WORDS,
    }
}

/// An integer for both axes, or `[height, width]`; along one row an integer.
pub(super) fn pair(
    node: &Node,
    key: &str,
    least: i64,
    slides: Slides,
    sink: &mut Sink,
) -> Option<[usize; 2]> {
    let Some(elements) = node.elements().filter(|_| !slides.is_line) else {
        if !matches!(node.value, DeValue::Integer(_)) {
            let kind = node.kind();
            let message = if slides.is_line {
                phrase!("`{}` must be an integer, not {}", key, kind)
            } else {
                phrase!(
                    "`{}` must be an integer or [height, width], not {}",
                    key,
                    kind
                )
            };

            return sink.fault(node, message, None);
        }

        return node.count(key, least, sink).map(|n| slides.both(n, 1));
    };

    let elements: Vec<Node> = elements.take(3).collect();
    let [height, width] = &elements[..] else {
        return sink.fault(
            node,
            phrase!("`{}` must be an integer, or two: [height, width]", key),
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
