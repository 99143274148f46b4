//! Changes to a layer's window.

use crate::nn::{Axis, Conv, Fold, Layer, Network, Op, Pad, Padding, Window};
use crate::text::Language;

/// A key of a window that is changed by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyperparameter {
    /// Distance between windows.
    Stride,
    /// Cells around the input.
    Padding,
    /// Distance between taps.
    Dilation,
}

/// How far a knob is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// So much more, or less.
    By(i8),
    /// To a value, on both axes and all sides.
    To(usize),
}

impl Change {
    /// What a value becomes; `None` below `least`.
    fn of(self, n: usize, least: usize) -> Option<usize> {
        let turned = match self {
            Self::By(by) => n.checked_add_signed(by.into()),
            Self::To(n) => Some(n),
        };
        turned.filter(|&n| n >= least)
    }
}

impl Hyperparameter {
    /// All of them, by the keys of a scenario.
    pub const ALL: [(&str, Self); 3] = [
        ("stride", Self::Stride),
        ("padding", Self::Padding),
        ("dilation", Self::Dilation),
    ];

    /// The network with this key of a layer turned.
    ///
    /// # Errors
    /// Why not, as a sentence.
    pub fn turn(
        self,
        network: &Network,
        layer: usize,
        by: Change,
        language: Language,
    ) -> Result<Network, String> {
        let now = &network.layers[layer];
        if !self.is_of(&now.op) {
            return Err(self.missing(&now.name, language));
        }

        let op = self.turned(now, by).ok_or_else(|| self.least(language))?;

        network.with_op(layer, &op).map_err(|(at, shape_error)| {
            let name = &network.layers[at].name;
            let colon = language.colon();
            let why = language.shape_error(&shape_error);
            format!("{name}{colon}{why} · {}", language.mending(&shape_error))
        })
    }

    /// Whether an operation has this key: the windows of means have no dilation.
    fn is_of(self, op: &Op) -> bool {
        let is_mean = matches!(op, Op::Pool(pool) if pool.fold == Fold::Sum);

        op.window().is_some() && !(is_mean && self == Self::Dilation)
    }

    /// What a layer does with this key turned; `None` where it has no such key, or would have less of it than there can be.
    #[must_use]
    pub fn turned(self, layer: &Layer, by: Change) -> Option<Op> {
        if !self.is_of(&layer.op) {
            return None;
        }

        let mut op = layer.op.clone();
        let pads = [&layer.rows, &layer.columns].map(Axis::pads);
        let transposed = matches!(
            op,
            Op::Conv(Conv {
                transposed: Some(_),
                ..
            })
        );

        let window = op.window_mut()?;
        let is_line = window.is_line;
        let down = |n, least| if is_line { Some(n) } else { by.of(n, least) };
        let pair = |[a, b]: [usize; 2], least| Some([down(a, least)?, by.of(b, least)?]);

        match self {
            Self::Stride => window.stride = pair(window.stride, 1)?,
            Self::Dilation => window.dilation = pair(window.dilation, 1)?,
            Self::Padding => {
                // What "same" has come to is where a change of it starts from.
                let sides = match window.padding {
                    Padding::Sides(sides) => sides,
                    _ if transposed => return None,
                    Padding::Same | Padding::Full | Padding::Causal => pads,
                };

                // Less of it takes off the sides that have any.
                if matches!(by, Change::By(..0)) && sides == [Pad::default(); 2] {
                    return None;
                }

                let [rows, columns] = sides.map(|side| grown(side, by));
                let rows = if is_line { sides[0] } else { rows };
                window.padding = Padding::Sides([rows, columns]);
            }
        }

        Some(op)
    }

    /// Whether it stands the same in two windows.
    pub(super) fn is_alike(self, a: &Window, b: &Window) -> bool {
        match self {
            Self::Stride => a.stride == b.stride,
            Self::Padding => a.padding == b.padding,
            Self::Dilation => a.dilation == b.dilation,
        }
    }

    fn name(self, language: Language) -> &'static str {
        match self {
            Self::Stride => language.stride(),
            Self::Padding => language.padding(),
            Self::Dilation => language.dilation(),
        }
    }

    fn missing(self, layer: &str, language: Language) -> String {
        language.has_none(layer, self.name(language))
    }

    fn least(self, language: Language) -> String {
        let least = usize::from(self != Self::Padding);
        language.at_least(self.name(language), least)
    }
}

/// As much more, or less, on both sides.
fn grown(side: Pad, by: Change) -> Pad {
    let grow = |n: usize| by.of(n, 0).unwrap_or(0);

    Pad {
        before: grow(side.before),
        after: grow(side.after),
    }
}
