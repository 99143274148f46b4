//! The formula of an output size, part by part: how each is written, and what it stands for.

use crate::nn::{Axis, Layer, Op, Pad, Pool};
use crate::text::Language;

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// As it is written, with its sign.
    pub written: String,
    /// What it stands for.
    pub means: String,
}

/// The output size along one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    /// What stands in parentheses: the room in which the window moves.
    pub room: Vec<Part>,
    /// What comes after it.
    pub then: Vec<Part>,
    /// `= 3`
    result: String,
}

impl Formula {
    /// The formula of a layer's axis: 0 goes down, 1 along.
    pub fn new(layer: &Layer, way: usize, language: Language) -> Self {
        let axis = [&layer.rows, &layer.columns][way];
        let words = Words {
            axis,
            ceil: is_ceil(layer),
            language,
        };

        if layer.op.kind() == "conv_transpose2d" {
            words.transposed()
        } else {
            words.sliding()
        }
    }

    /// `(5 + 2·1 − 3) / 2 + 1 = 3`
    pub fn written(&self) -> String {
        format!("{} {}", self.left(), self.result)
    }

    /// `(5 + 2·1 − 3) / 2 + 1 = ?`
    pub fn asked(&self) -> String {
        format!("{} = ?", self.left())
    }

    fn left(&self) -> String {
        let text = |parts: &[Part]| {
            parts
                .iter()
                .map(|part| part.written.as_str())
                .collect::<String>()
        };

        let room = if self.room.is_empty() {
            String::new()
        } else {
            format!("({})", text(&self.room))
        };

        format!("{room}{}", text(&self.then))
    }
}

fn is_ceil(layer: &Layer) -> bool {
    matches!(layer.op, Op::Pool(Pool { ceil: true, .. }))
}

struct Words<'a> {
    axis: &'a Axis,
    ceil: bool,
    language: Language,
}

impl Words<'_> {
    fn part(&self, written: String, english: &str, chinese: &str) -> Part {
        Part {
            written,
            means: self.language.pick(english, chinese).to_owned(),
        }
    }

    /// floor((H + pads − dilation·(k − 1) − 1) / stride) + 1, written as short as its numbers allow. The quotient is shown
    /// before it is rounded.
    fn sliding(&self) -> Formula {
        let axis = self.axis;
        let mut room = vec![self.part(axis.input.to_string(), "the input", "输入")];
        room.extend(self.pads());
        room.push(self.span());
        let first = self.part(" + 1".to_owned(), "the first window", "第一个窗口");
        let left = axis.extent.saturating_sub(axis.span());
        let quotient = left as f64 / axis.stride as f64 + 1.0;
        let is_exact = left.is_multiple_of(axis.stride);
        let result = if is_exact {
            String::new()
        } else {
            format!("{quotient:.2} → ")
        };

        Formula {
            room,
            then: vec![self.moves(), first],
            result: format!("= {result}{}", axis.output),
        }
    }

    fn moves(&self) -> Part {
        let (english, chinese) = match (self.axis.stride, self.ceil) {
            (1, _) => ("one more window each cell", "每走一格多一个窗口"),
            (_, false) => (
                "one more window each stride, rounded down",
                "每走一个步幅多一个窗口，向下取整",
            ),
            (_, true) => (
                "one more window each stride, rounded up",
                "每走一个步幅多一个窗口，向上取整",
            ),
        };
        self.part(format!(" / {}", self.axis.stride), english, chinese)
    }

    fn pads(&self) -> Option<Part> {
        match self.axis.pads() {
            Pad {
                before: 0,
                after: 0,
            } => None,
            Pad {
                before: a,
                after: b,
            } if a == b => {
                Some(self.part(format!(" + 2·{a}"), "padding on both sides", "两侧的填充"))
            }
            Pad { before, after } => Some(self.part(
                format!(" + {before} + {after}"),
                "padding before and after",
                "前后的填充",
            )),
        }
    }

    fn span(&self) -> Part {
        let Axis {
            kernel, dilation, ..
        } = *self.axis;

        if dilation == 1 {
            return self.part(
                format!(" − {kernel}"),
                "the kernel, at the first window",
                "第一个窗口处的核",
            );
        }

        self.part(
            format!(" − {dilation}·({kernel} − 1) − 1"),
            &format!("the kernel, its {kernel} taps {dilation} apart, at the first window"),
            &format!("第一个窗口处的核，{kernel} 个数间隔 {dilation}"),
        )
    }

    /// (H − 1)·stride − pads + dilation·(k − 1) + output padding + 1, from the axis that slides over the spread input.
    fn transposed(&self) -> Formula {
        let axis = self.axis;
        let reach = match axis.dilation {
            1 => format!(" + ({} − 1)", axis.kernel),
            dilation => format!(" + {dilation}·({} − 1)", axis.kernel),
        };

        let mut then = vec![
            self.part(
                format!("({} − 1)·{}", axis.input, axis.spread),
                "from the first input cell to the last, a stride between two",
                "从第一个输入格到最后一个，相邻两格隔一个步幅",
            ),
            self.part(
                reach,
                "how far the kernel reaches past its first tap",
                "核越过第一个数的长度",
            ),
            self.part(" + 1".to_owned(), "the first cell", "第一格"),
        ];

        let full = (axis.input - 1) * axis.spread + axis.span();
        let cut = "what padding cuts off the output, less output_padding";
        let zh = "填充从输出裁掉的，减去 output_padding 补上的";

        match axis.output as i64 - full as i64 {
            0 => {}
            n if n > 0 => then.push(self.part(
                format!(" + {n}"),
                "output_padding, less what padding cuts off",
                "output_padding 补上的，减去填充裁掉的",
            )),
            n => then.push(self.part(format!(" − {}", -n), cut, zh)),
        }

        Formula {
            room: Vec::new(),
            then,
            result: format!("= {}", axis.output),
        }
    }
}
