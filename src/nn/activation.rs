//! Activations: functions of one cell.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is compiled without the vectors"
)]

use std::marker::PhantomData;

use pulp::{Arch, Simd, WithSimd};

use super::Function;
use super::exact::{self, larger, smaller};

/// A function of one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// max(0, x)
    Relu,
    /// min(max(0, x), 6)
    Relu6,
    /// x where it is positive, else slope · x
    LeakyRelu {
        /// The slope below zero.
        slope: f64,
    },
    /// 1 / (1 + e^-x)
    Sigmoid,
    /// (e^x - e^-x) / (e^x + e^-x)
    Tanh,
    /// x where it is positive, else alpha · (e^x - 1)
    Elu {
        /// What is approached far below zero, negated.
        alpha: f64,
    },
    /// x · sigmoid(x)
    Silu,
    /// x · Φ(x), with the normal distribution's Φ
    Gelu,
    /// GELU's approximation: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))
    GeluTanh,
    /// 1.0507 · x where it is positive, else 1.0507 · 1.6733 · (e^x − 1)
    Selu,
    /// ln(1 + e^x)
    Softplus,
    /// x / (1 + |x|)
    Softsign,
    /// x · tanh(ln(1 + e^x))
    Mish,
    /// min(max(0, x/6 + 1/2), 1)
    HardSigmoid,
    /// x · min(max(0, x/6 + 1/2), 1)
    HardSwish,
    /// min(max(low, x), high)
    Clip {
        /// The least; minus infinity where there is none.
        low: f64,
        /// The greatest; infinity where there is none.
        high: f64,
    },
    /// One that seldom is a layer of its own.
    Other(Function),
}

/// SELU's scale and alpha (Klambauer et al. 2017).
const SELU: [f64; 2] = [1.050_700_987_355_480_5, 1.673_263_242_354_377_2];

impl Activation {
    /// The functions that are layers of their own, their numbers at their defaults.
    pub const ALL: [Self; 16] = [
        Self::Relu,
        Self::Relu6,
        Self::LeakyRelu { slope: 0.01 },
        Self::Sigmoid,
        Self::Tanh,
        Self::Elu { alpha: 1.0 },
        Self::Silu,
        Self::Gelu,
        Self::GeluTanh,
        Self::Selu,
        Self::Softplus,
        Self::Softsign,
        Self::Mish,
        Self::HardSigmoid,
        Self::HardSwish,
        Self::Clip {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
        },
    ];

    /// The function's value.
    #[must_use]
    pub fn apply(self, x: f64) -> f64 {
        match self {
            Self::Relu => larger(0.0, x),
            Self::Relu6 => x.clamp(0.0, 6.0),
            Self::LeakyRelu { slope } => larger(0.0, x) + slope * smaller(0.0, x),
            Self::Sigmoid => Sigmoid::at(x),
            Self::Tanh => exact::tanh(x),
            Self::Elu { alpha } => larger(0.0, x) + alpha * exact::expm1(smaller(0.0, x)),
            Self::Silu => Silu::at(x),
            Self::Gelu => Gelu::at(x),
            Self::GeluTanh => {
                let inner = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
                0.5 * x * (1.0 + exact::tanh(inner))
            }
            Self::Selu => SELU[0] * (larger(0.0, x) + SELU[1] * exact::expm1(smaller(0.0, x))),
            Self::Softplus => softplus(x),
            Self::Softsign => x / (1.0 + x.abs()),
            Self::Mish => x * exact::tanh(softplus(x)),
            Self::HardSigmoid => hard_sigmoid(x),
            Self::HardSwish => x * hard_sigmoid(x),
            Self::Clip { low, high } => smaller(high, larger(low, x)),
            Self::Other(function) => function.apply(x),
        }
    }

    /// The function's values for a row of numbers; of those that networks have most, with the processor's vectors. The
    /// recipes' sums begin at 0, so that none is −0.
    pub(super) fn apply_all(self, row: &[f32], out: &mut [f32]) {
        match self {
            Self::Sigmoid => Row::<Sigmoid>::run(row, out),
            Self::Silu => Row::<Silu>::run(row, out),
            Self::Gelu => Row::<Gelu>::run(row, out),
            _ => {
                for (cell, x) in out.iter_mut().zip(row) {
                    *cell = self.apply(f64::from(*x) + 0.0) as f32;
                }
            }
        }
    }

    /// The name that scenarios use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Relu => "relu",
            Self::Relu6 => "relu6",
            Self::LeakyRelu { .. } => "leaky_relu",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Elu { .. } => "elu",
            Self::Silu => "silu",
            Self::Gelu | Self::GeluTanh => "gelu",
            Self::Selu => "selu",
            Self::Softplus => "softplus",
            Self::Softsign => "softsign",
            Self::Mish => "mish",
            Self::HardSigmoid => "hardsigmoid",
            Self::HardSwish => "hardswish",
            Self::Clip { .. } => "clip",
            Self::Other(function) => function.name(),
        }
    }

    /// The function of this name, its numbers at their defaults.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let own = Self::ALL
            .into_iter()
            .find(|function| function.name() == name);

        own.or_else(|| Function::named(name).map(Self::Other))
    }

    /// The numbers that belong to the function, by the keys that scenarios use.
    pub fn numbers(&mut self) -> Vec<(&'static str, &mut f64)> {
        match self {
            Self::LeakyRelu { slope } => vec![("slope", slope)],
            Self::Elu { alpha } => vec![("alpha", alpha)],
            Self::Clip { low, high } => vec![("low", low), ("high", high)],
            Self::Other(function) => function.numbers(),
            _ => Vec::new(),
        }
    }

    /// How it is computed for x. In braces stand `x`, `(x)` where it follows a sign, `-x`, and the keys of the
    /// function's own numbers.
    #[must_use]
    pub fn formula(self, x: f64) -> &'static str {
        let below = x < 0.0;

        match self {
            Self::LeakyRelu { .. } if below => "{slope} · {(x)}",
            Self::Relu | Self::LeakyRelu { .. } => "max(0, {x})",
            Self::Relu6 => "min(max(0, {x}), 6)",
            Self::Sigmoid => "1 / (1 + e^({-x}))",
            Self::Tanh => "tanh({x})",
            Self::Elu { .. } if below => "{alpha} · (e^({x}) − 1)",
            Self::Elu { .. } => "elu({x})",
            Self::Silu => "{x} / (1 + e^({-x}))",
            Self::Gelu => "{x} · Φ({x})",
            Self::GeluTanh => "{x}/2 · (1 + tanh(√(2/π) · ({x} + 0.044715·{(x)}³)))",
            Self::Selu if below => "1.0507 · 1.6733 · (e^({x}) − 1)",
            Self::Selu => "1.0507 · {x}",
            Self::Softplus => "ln(1 + e^({x}))",
            Self::Softsign => "{x} / (1 + |{x}|)",
            Self::Mish => "{x} · tanh(ln(1 + e^({x})))",
            Self::HardSigmoid => "min(max(0, {x}/6 + 1/2), 1)",
            Self::HardSwish => "{x} · min(max(0, {x}/6 + 1/2), 1)",
            Self::Clip { low, high } if low.is_finite() && high.is_finite() => {
                "min(max({low}, {x}), {high})"
            }
            Self::Clip { low, .. } if low.is_finite() => "max({low}, {x})",
            Self::Clip { .. } => "min({x}, {high})",
            Self::Other(function) => function.formula(),
        }
    }

    /// The same for every x: also of one that is computed in two ways.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::LeakyRelu { .. } => "max(0, {x}) + {slope} · min(0, {x})",
            Self::Elu { .. } => "max(0, {x}) + {alpha} · (e^(min(0, {x})) − 1)",
            Self::Selu => "1.0507 · (max(0, {x}) + 1.6733 · (e^(min(0, {x})) − 1))",
            Self::Other(function) => function.definition(),
            _ => self.formula(1.0),
        }
    }

    /// How far from zero the last of its bends lies; of a smooth one, about where it is as good as straight.
    #[must_use]
    pub fn bend(self) -> f64 {
        match self {
            Self::Relu | Self::LeakyRelu { .. } => 0.0,
            Self::Relu6 => 6.0,
            Self::HardSigmoid | Self::HardSwish => 3.0,
            Self::Clip { low, high } => farthest([low, high]),
            Self::Sigmoid | Self::Softplus | Self::Softsign | Self::Silu | Self::Mish => 4.0,
            Self::Tanh | Self::Elu { .. } | Self::Selu | Self::Gelu | Self::GeluTanh => 2.5,
            Self::Other(function) => function.bend(),
        }
    }
}

/// How far from zero the farther of two places lies; what is not finite is nowhere.
pub(super) fn farthest(places: [f64; 2]) -> f64 {
    let finite = places.into_iter().filter(|place| place.is_finite());
    finite.map(f64::abs).fold(0.0, f64::max)
}

/// A function without branches, of which vectors are computed.
trait Smooth {
    fn at(x: f64) -> f64;
}

struct Sigmoid;

impl Smooth for Sigmoid {
    #[inline(always)]
    fn at(x: f64) -> f64 {
        1.0 / (1.0 + exact::exp(-x))
    }
}

struct Silu;

impl Smooth for Silu {
    #[inline(always)]
    fn at(x: f64) -> f64 {
        x * Sigmoid::at(x)
    }
}

struct Gelu;

impl Smooth for Gelu {
    #[inline(always)]
    fn at(x: f64) -> f64 {
        x * 0.5 * exact::erfc(-x / std::f64::consts::SQRT_2)
    }
}

/// ln(1 + e^x), without overflow.
fn softplus(x: f64) -> f64 {
    larger(0.0, x) + exact::log1p(exact::exp(-x.abs()))
}

/// A row of numbers, and where a function's values go.
struct Row<'a, F> {
    numbers: &'a [f32],
    out: &'a mut [f32],
    function: PhantomData<F>,
}

impl<'a, F: Smooth> Row<'a, F> {
    fn run(numbers: &'a [f32], out: &'a mut [f32]) {
        let function = PhantomData;
        Arch::new().dispatch(Self {
            numbers,
            out,
            function,
        });
    }
}

impl<F: Smooth> WithSimd for Row<'_, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for (cell, x) in self.out.iter_mut().zip(self.numbers) {
            *cell = F::at(f64::from(*x) + 0.0) as f32;
        }
    }
}

fn hard_sigmoid(x: f64) -> f64 {
    (x / 6.0 + 0.5).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relu6_is_cut_at_zero_and_at_six() {
        let of = |x| Activation::Relu6.apply(x);

        assert_eq!(
            [-2.0, 0.0, 3.5, 6.0, 9.0].map(of),
            [0.0, 0.0, 3.5, 6.0, 6.0]
        );
    }

    #[test]
    fn beyond_its_bends_a_function_is_nearly_straight() {
        let clip = Activation::Clip {
            low: -1.5,
            high: 7.0,
        };
        let line = Activation::Other(Function::HardLine {
            slope: 0.2,
            offset: 0.5,
        });

        for function in Activation::ALL.into_iter().chain([clip, line]) {
            let bend = function.bend();

            for side in [-1.0, 1.0] {
                let [near, far] = [bend, 3.0 * bend + 1.0].map(|x| function.apply(side * x));
                let middle = function.apply(side * (2.0 * bend + 0.5));
                let off = (middle - f64::midpoint(near, far)).abs();

                assert!(
                    off < 0.15,
                    "{}: {off} at {side} from {bend}",
                    function.name()
                );
            }
        }

        assert_eq!([clip.bend(), line.bend()], [7.0, 2.5]);
    }

    #[test]
    fn a_formula_names_x_and_the_numbers_of_its_function_alone() {
        for mut function in Activation::ALL {
            let formulas = [-1.0, 1.0].map(|x| function.formula(x));

            for formula in formulas.into_iter().chain([function.definition()]) {
                let own: Vec<_> = function.numbers().iter().map(|(key, _)| *key).collect();
                let names = formula.split(['{', '}']).skip(1).step_by(2);

                for name in names {
                    assert!(
                        ["x", "-x", "(x)"].contains(&name) || own.contains(&name),
                        "{formula}"
                    );
                }
            }
        }
    }
}
