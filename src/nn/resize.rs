//! Layers that make other numbers of rows and columns by picking cells: up-sampling and adaptive pools.

use super::{Dim, Fold, ShapeError};

/// Other numbers of rows and columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resize {
    /// How many.
    pub to: To,
    /// Of which cells each is made.
    pub by: By,
}

/// How many rows and columns are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum To {
    /// So many times as many, rounded down.
    Scale([f64; 2]),
    /// These.
    Size([usize; 2]),
}

/// Of which cells a row or column is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The one at ⌊place · input / output⌋.
    Nearest,
    /// The two around (place + ½) · input / output − ½; with `corners`, around place · (input − 1) / (output − 1).
    Linear {
        /// Whether first and last cells lie on each other.
        corners: bool,
    },
    /// The two around place · input / output.
    LinearFromEdge,
    /// All from ⌊place · input / output⌋ up to ⌈(place + 1) · input / output⌉: an adaptive pool, that folds them.
    Share(Fold),
}

impl Resize {
    /// The kind's name in scenarios.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.by {
            By::Share(Fold::Max) => "adaptive_max_pool2d",
            By::Share(_) => "adaptive_avg_pool2d",
            _ => "upsample",
        }
    }

    /// How many rows or columns it makes of `input`.
    pub(super) fn output(&self, dim: Dim, input: usize) -> Result<usize, ShapeError> {
        let output = match self.to {
            To::Size(size) => size[dim],
            To::Scale(scale) => (input as f64 * scale[dim]).floor() as usize,
        };

        match output {
            0 => Err(ShapeError::NothingLeft { dim }),
            _ if output > u32::MAX as usize => Err(ShapeError::TooLarge),
            _ => Ok(output),
        }
    }

    /// How it picks along rows or columns.
    pub(super) fn pick(&self, dim: Dim, input: usize, output: usize) -> Pick {
        let n = input as f64;
        let (times, of) = match self.to {
            To::Size(_) => (n, output as f64),
            To::Scale(scale) => (1.0, scale[dim]),
        };

        match self.by {
            By::Nearest => Pick::Nearest {
                times,
                plus: 0.0,
                of,
            },
            By::Linear { corners: false } => Pick::Linear {
                times,
                plus: 0.5 * times - 0.5 * of,
                of,
            },
            By::Linear { corners: true } => Pick::Linear {
                times: n - 1.0,
                plus: 0.0,
                of: (output as f64 - 1.0).max(1.0),
            },
            By::LinearFromEdge => Pick::Linear {
                times,
                plus: 0.0,
                of,
            },
            By::Share(_) => Pick::Share,
        }
    }
}

/// Which cells along an axis are read, where windows do not slide evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pick {
    /// The cell at ⌊(times · place + plus) / of⌋.
    Nearest {
        /// Multiplies the place.
        times: f64,
        /// Is added.
        plus: f64,
        /// Divides it.
        of: f64,
    },
    /// The two cells around (times · place + plus) / of, by how near they are.
    Linear {
        /// Multiplies the place.
        times: f64,
        /// Is added.
        plus: f64,
        /// Divides it.
        of: f64,
    },
    /// The share of the input that a place has of the output.
    Share,
}

impl Pick {
    /// The most cells that a place is made of.
    pub(super) fn taps(self, input: usize, output: usize) -> usize {
        match self {
            Self::Nearest { .. } => 1,
            Self::Linear { .. } => 2.min(input),
            // A share reaches at most over one cell more than its length, and over one more where it begins within one.
            Self::Share if input.is_multiple_of(output) => input / output,
            Self::Share => (input / output + 2).min(input),
        }
    }

    /// The input cell that a tap of a place reads, with its weight: where that is 0, none is read.
    pub(super) fn read(
        self,
        input: usize,
        output: usize,
        place: usize,
        tap: usize,
    ) -> Option<(usize, f32)> {
        let last = input - 1;
        let at = |times: f64, plus: f64, of: f64| (times * place as f64 + plus) / of;

        match self {
            Self::Nearest { times, plus, of } => {
                Some(((at(times, plus, of).max(0.0) as usize).min(last), 1.0))
            }
            Self::Linear { times, plus, of } => {
                let at = at(times, plus, of).max(0.0);
                let first = (at as usize).min(last);
                let beyond = if first == last {
                    0.0
                } else {
                    at - first as f64
                };
                let weight = if tap == 0 { 1.0 - beyond } else { beyond };

                (weight > 0.0).then_some((first + tap, weight as f32))
            }
            Self::Share => {
                let start = (place as u128 * input as u128 / output as u128) as usize;
                let end = ((place as u128 + 1) * input as u128).div_ceil(output as u128) as usize;

                (start + tap < end).then_some((start + tap, 1.0))
            }
        }
    }
}
