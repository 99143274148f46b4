//! The formula of an output size, part by part: how each is written, and what it stands for.

use crate::nn::{Axis, Dim, Layer, Op, Pad, Pool};
use crate::text::Language;

/// What a part of the formula is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// The input's rows or columns.
    Input,
    /// What is added around it.
    Padding,
    /// How far apart the kernel's are.
    Dilation,
    /// The kernel's rows or columns.
    Kernel,
    /// How far it is from one window to the next.
    Stride,
    /// The window, or the cell, that is there without any step.
    First,
    /// The result.
    Size,
    /// Rows of cells that are counted.
    Rows,
    /// Their columns.
    Columns,
    /// Their maps.
    Maps,
    /// How many there are.
    Cells,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizePart {
    /// As it is written, with its sign: number by number, and what each is in one word.
    pub numbers: Vec<(String, Term)>,
    /// What it stands for.
    pub means: String,
}

impl SizePart {
    /// As it is written, with its sign.
    #[must_use]
    pub fn written(&self) -> String {
        self.numbers.iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// The output size along one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeFormula {
    /// What stands in parentheses: the room in which the window moves.
    pub room: Vec<SizePart>,
    /// What comes after it.
    pub then: Vec<SizePart>,
    /// ` = 3`, ` ≈ 2.33 → 2`
    pub result: String,
}

impl SizeFormula {
    /// The formula of a layer's axis: 0 goes down, 1 along.
    pub(super) fn new(layer: &Layer, dim: Dim, language: Language) -> Self {
        let axis = [&layer.rows, &layer.columns][dim];
        let words = Words {
            axis,
            ceil: is_ceil(layer),
            language,
        };

        if layer.op.is_transposed() {
            words.transposed()
        } else {
            words.sliding()
        }
    }

    /// Its parts, from left to right.
    pub fn parts(&self) -> impl Iterator<Item = &SizePart> {
        self.room.iter().chain(&self.then)
    }

    /// `(5 + 2·1 − 3) / 2 + 1 = 3`
    pub(super) fn written(&self) -> String {
        format!("{}{}", self.left(), self.result)
    }

    /// `(5 + 2·1 − 3) / 2 + 1 = ?`
    pub(super) fn asked(&self) -> String {
        format!("{} = ?", self.left())
    }

    fn left(&self) -> String {
        let text = |parts: &[SizePart]| parts.iter().map(SizePart::written).collect::<String>();

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

fn part(term: Term, written: String, means: &str) -> SizePart {
    SizePart {
        numbers: vec![(written, term)],
        means: means.to_owned(),
    }
}

struct Words<'a> {
    axis: &'a Axis,
    ceil: bool,
    language: Language,
}

impl Words<'_> {
    /// floor((H + pads − dilation·(k − 1) − 1) / stride) + 1, written as short as its numbers allow. The quotient is shown
    /// before it is rounded.
    fn sliding(&self) -> SizeFormula {
        let axis = self.axis;
        let mut room = vec![part(
            Term::Input,
            axis.input.to_string(),
            self.language.what_the_input_is(),
        )];
        room.extend(self.pads());
        room.push(self.span());
        let first = part(
            Term::First,
            " + 1".to_owned(),
            self.language.what_the_first_window_is(),
        );
        let left = axis.extent.saturating_sub(axis.span());
        let quotient = left as f64 / axis.stride as f64 + 1.0;
        let result = if left.is_multiple_of(axis.stride) {
            format!(" = {}", axis.output)
        } else {
            // Two decimals are all of it, or they are not.
            let sign = if (100 * left).is_multiple_of(axis.stride) {
                "="
            } else {
                "≈"
            };

            let half = format!("{quotient:.1}");
            let shown = if (10 * left).is_multiple_of(axis.stride) {
                half
            } else {
                format!("{quotient:.2}")
            };

            format!(" {sign} {shown} → {}", axis.output)
        };

        SizeFormula {
            room,
            then: vec![self.moves(), first],
            result,
        }
    }

    fn moves(&self) -> SizePart {
        let means = match self.axis.stride {
            _ if self.drops_a_window() => self
                .language
                .what_a_stride_with_its_last_window_dropped_is(),
            1 => self.language.what_a_stride_of_one_is(),
            _ => self.language.what_a_stride_is(self.ceil),
        };

        part(Term::Stride, format!(" / {}", self.axis.stride), means)
    }

    /// Whether rounding up makes a window that would start beyond the input.
    fn drops_a_window(&self) -> bool {
        let left = self.axis.extent.saturating_sub(self.axis.span());
        self.ceil && self.axis.output < left.div_ceil(self.axis.stride) + 1
    }

    fn pads(&self) -> Option<SizePart> {
        match self.axis.pads() {
            Pad {
                before: 0,
                after: 0,
            } => None,
            Pad {
                before: a,
                after: b,
            } if a == b => Some(part(
                Term::Padding,
                format!(" + 2·{a}"),
                self.language.what_even_padding_is(),
            )),
            Pad { before, after } => Some(part(
                Term::Padding,
                format!(" + {before} + {after}"),
                self.language.what_padding_is(),
            )),
        }
    }

    fn span(&self) -> SizePart {
        let Axis {
            kernel, dilation, ..
        } = *self.axis;

        if dilation == 1 {
            return part(
                Term::Kernel,
                format!(" − {kernel}"),
                self.language.what_the_kernel_is(),
            );
        }

        SizePart {
            numbers: vec![
                (format!(" − {dilation}·"), Term::Dilation),
                (format!("({kernel} − 1) − 1"), Term::Kernel),
            ],
            means: self.language.what_the_dilated_kernel_is(kernel, dilation),
        }
    }

    /// (H − 1)·stride − pads + dilation·(k − 1) + output padding + 1, from the axis that slides over the spread input.
    fn transposed(&self) -> SizeFormula {
        let axis = self.axis;
        let spread = SizePart {
            numbers: vec![
                (format!("({} − 1)", axis.input), Term::Input),
                (format!("·{}", axis.spread), Term::Stride),
            ],
            means: self.language.what_the_spread_is().to_owned(),
        };

        let taps = axis.kernel;
        let reach = SizePart {
            numbers: match axis.dilation {
                1 => vec![(format!(" + ({taps} − 1)"), Term::Kernel)],
                dilation => vec![
                    (format!(" + {dilation}·"), Term::Dilation),
                    (format!("({taps} − 1)"), Term::Kernel),
                ],
            },
            means: self.language.what_the_reach_is().to_owned(),
        };

        let mut then = vec![
            spread,
            reach,
            part(
                Term::First,
                " + 1".to_owned(),
                self.language.what_the_first_cell_is(),
            ),
        ];

        let full = (axis.input - 1) * axis.spread + axis.span();

        match axis.output as i64 - full as i64 {
            0 => {}
            n if n > 0 => then.push(part(
                Term::Padding,
                format!(" + {n}"),
                self.language.what_output_padding_is(),
            )),
            n => then.push(part(
                Term::Padding,
                format!(" − {}", -n),
                self.language.what_the_cut_is(),
            )),
        }

        SizeFormula {
            room: Vec::new(),
            then,
            result: format!(" = {}", axis.output),
        }
    }
}
