//! Functions of one cell that seldom are layers of their own, but nodes of exported models.

use super::activation::farthest;
use super::exact::{self, larger, smaller};

/// A function of one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// min(max(0, slope · x + offset), 1)
    HardLine {
        /// Multiplies x.
        slope: f64,
        /// Is added.
        offset: f64,
    },
    /// x where it is larger than alpha, else 0
    Threshold {
        /// What is to be passed.
        alpha: f64,
    },
    /// x where it is positive, else alpha · (e^(x / alpha) − 1)
    Celu {
        /// What is approached far below zero, negated.
        alpha: f64,
    },
    /// 0 up to a distance from 0, beyond it x, moved towards 0.
    Shrink {
        /// The distance.
        reach: f64,
        /// By how much it is moved.
        bias: f64,
    },
    /// The sine.
    Sin,
    /// The cosine.
    Cos,
    /// x to a power.
    Power {
        /// The power.
        exponent: f64,
    },
    /// √x
    Sqrt,
    /// e^x
    Exp,
    /// The natural logarithm.
    Log,
    /// |x|
    Abs,
    /// −x
    Negative,
    /// 1 / x
    Reciprocal,
    /// The next whole number below.
    Floor,
    /// The next whole number above.
    Ceil,
    /// The nearest whole number; of two the even one.
    Round,
    /// The whole number towards zero.
    Truncate,
    /// −1, 0 or 1.
    Sign,
    /// The error function, 2Φ(√2 x) − 1
    Erf,
}

impl Function {
    /// All of them, their numbers at their defaults.
    const ALL: [Self; 18] = [
        Self::Threshold { alpha: 1.0 },
        Self::Celu { alpha: 1.0 },
        Self::Shrink {
            reach: 0.5,
            bias: 0.0,
        },
        Self::Sin,
        Self::Cos,
        Self::Power { exponent: 1.0 },
        Self::Sqrt,
        Self::Exp,
        Self::Log,
        Self::Abs,
        Self::Negative,
        Self::Reciprocal,
        Self::Floor,
        Self::Ceil,
        Self::Round,
        Self::Truncate,
        Self::Sign,
        Self::Erf,
    ];

    /// The function of this name, its numbers at their defaults.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|function| function.name() == name)
    }

    /// The function's value.
    #[must_use]
    pub fn apply(self, x: f64) -> f64 {
        match self {
            Self::HardLine { slope, offset } => (slope * x + offset).clamp(0.0, 1.0),
            Self::Threshold { alpha } => {
                if x > alpha {
                    x
                } else {
                    0.0
                }
            }
            Self::Celu { alpha } => larger(0.0, x) + alpha * exact::expm1(smaller(0.0, x) / alpha),
            Self::Shrink { reach, bias } if x.abs() > reach => x - bias.copysign(x),
            Self::Shrink { .. } => 0.0,
            Self::Sin => exact::sin(x),
            Self::Cos => exact::cos(x),
            Self::Power { exponent } => exact::pow(x, exponent),
            Self::Sqrt => x.sqrt(),
            Self::Exp => exact::exp(x),
            Self::Log => exact::log(x),
            Self::Abs => x.abs(),
            Self::Negative => -x,
            Self::Reciprocal => 1.0 / x,
            Self::Floor => x.floor(),
            Self::Ceil => x.ceil(),
            Self::Round => x.round_ties_even(),
            Self::Truncate => x.trunc(),
            Self::Sign if x == 0.0 => 0.0,
            Self::Sign => x.signum(),
            Self::Erf => exact::erf(x),
        }
    }

    /// What its layers are called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HardLine { .. } => "hardsigmoid",
            Self::Threshold { .. } => "threshold",
            Self::Celu { .. } => "celu",
            Self::Shrink { .. } => "shrink",
            Self::Sin => "sin",
            Self::Cos => "cos",
            Self::Power { .. } => "pow",
            Self::Sqrt => "sqrt",
            Self::Exp => "exp",
            Self::Log => "log",
            Self::Abs => "abs",
            Self::Negative => "neg",
            Self::Reciprocal => "reciprocal",
            Self::Floor => "floor",
            Self::Ceil => "ceil",
            Self::Round => "round",
            Self::Truncate => "trunc",
            Self::Sign => "sign",
            Self::Erf => "erf",
        }
    }

    /// The numbers that belong to the function.
    pub(super) fn numbers(&mut self) -> Vec<(&'static str, &mut f64)> {
        match self {
            Self::HardLine { slope, offset } => vec![("slope", slope), ("offset", offset)],
            Self::Threshold { alpha } | Self::Celu { alpha } => vec![("alpha", alpha)],
            Self::Shrink { reach, bias } => vec![("reach", reach), ("bias", bias)],
            Self::Power { exponent } => vec![("exponent", exponent)],
            _ => Vec::new(),
        }
    }

    /// How it is computed for x, as [`super::Activation::formula`] has it.
    pub(super) fn formula(self) -> &'static str {
        match self {
            Self::HardLine { .. } => "min(max(0, {slope} · {(x)} + {offset}), 1)",
            Self::Threshold { .. } => "threshold({x}, {alpha})",
            Self::Celu { .. } => "celu({x}, {alpha})",
            Self::Shrink { .. } => "shrink({x}, {reach}, {bias})",
            Self::Sin => "sin({x})",
            Self::Cos => "cos({x})",
            Self::Power { .. } => "{(x)}^{exponent}",
            Self::Sqrt => "√{(x)}",
            Self::Exp => "e^({x})",
            Self::Log => "ln({x})",
            Self::Abs => "|{x}|",
            Self::Negative => "{-x}",
            Self::Reciprocal => "1 / {(x)}",
            Self::Floor => "⌊{x}⌋",
            Self::Ceil => "⌈{x}⌉",
            Self::Round => "round({x})",
            Self::Truncate => "trunc({x})",
            Self::Sign => "sign({x})",
            Self::Erf => "erf({x})",
        }
    }

    /// The same for every x, as [`super::Activation::definition`] has it.
    pub(super) fn definition(self) -> &'static str {
        match self {
            Self::Celu { .. } => "max(0, {x}) + {alpha} · (e^(min(0, {x})/{alpha}) − 1)",
            _ => self.formula(),
        }
    }

    /// How far from zero the last of its bends lies, as [`super::Activation::bend`] has it.
    pub(super) fn bend(self) -> f64 {
        match self {
            Self::HardLine { slope, offset } => farthest([-offset / slope, (1.0 - offset) / slope]),
            Self::Threshold { alpha } => alpha.abs(),
            Self::Celu { alpha } => 2.5 * alpha.abs(),
            Self::Shrink { reach, .. } => reach,
            Self::Sin | Self::Cos => std::f64::consts::PI,
            Self::Abs | Self::Negative | Self::Sign => 0.0,
            Self::Floor | Self::Ceil | Self::Round | Self::Truncate | Self::Erf => 2.0,
            Self::Power { .. } | Self::Sqrt | Self::Exp | Self::Log | Self::Reciprocal => 1.0,
        }
    }
}
