//! Activations: functions of one cell.

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
}

impl Activation {
    /// All functions, their numbers at their defaults.
    pub const ALL: [Self; 9] = [
        Self::Relu,
        Self::Relu6,
        Self::LeakyRelu { slope: 0.01 },
        Self::Sigmoid,
        Self::Tanh,
        Self::Elu { alpha: 1.0 },
        Self::Silu,
        Self::Gelu,
        Self::GeluTanh,
    ];

    /// The function's value.
    #[must_use]
    pub fn apply(self, x: f64) -> f64 {
        match self {
            Self::Relu => x.max(0.0),
            Self::Relu6 => x.clamp(0.0, 6.0),
            Self::LeakyRelu { slope } => x.max(0.0) + slope * x.min(0.0),
            Self::Sigmoid => sigmoid(x),
            Self::Tanh => x.tanh(),
            Self::Elu { alpha } => x.max(0.0) + alpha * x.min(0.0).exp_m1(),
            Self::Silu => x * sigmoid(x),
            Self::Gelu => x * 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2),
            Self::GeluTanh => {
                let inner = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
                0.5 * x * (1.0 + inner.tanh())
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
        }
    }

    /// The function of this name, its numbers at their defaults.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|function| function.name() == name)
    }

    /// The numbers that belong to the function, by the keys that scenarios use.
    pub fn numbers(&mut self) -> Vec<(&'static str, &mut f64)> {
        match self {
            Self::LeakyRelu { slope } => vec![("slope", slope)],
            Self::Elu { alpha } => vec![("alpha", alpha)],
            _ => Vec::new(),
        }
    }

    /// How it is computed for x. In braces stand `x`, `(x)` where it follows a sign, `-x`, and the keys of the
    /// function's own numbers.
    #[must_use]
    pub fn formula(self, x: f64) -> &'static str {
        let below = x < 0.0;

        match self {
            Self::Relu => "max(0, {x})",
            Self::Relu6 => "min(max(0, {x}), 6)",
            Self::LeakyRelu { .. } if below => "{slope} · {(x)}",
            Self::LeakyRelu { .. } => "leaky_relu({x})",
            Self::Sigmoid => "1 / (1 + e^({-x}))",
            Self::Tanh => "tanh({x})",
            Self::Elu { .. } if below => "{alpha} · (e^({x}) − 1)",
            Self::Elu { .. } => "elu({x})",
            Self::Silu => "{x} / (1 + e^({-x}))",
            Self::Gelu => "{x} · Φ({x})",
            Self::GeluTanh => "{x}/2 · (1 + tanh(√(2/π) · ({x} + 0.044715·{(x)}³)))",
        }
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
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
    fn a_formula_names_x_and_the_numbers_of_its_function_alone() {
        for mut function in Activation::ALL {
            for x in [-1.0, 1.0] {
                let formula = function.formula(x);
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
