//! Equations: terms, a sign, a result; `=` where every number is written in full, `≈` where one is rounded.

use super::Shown;

/// More terms than these are not written out.
const MOST_TERMS: usize = 16;

/// The left side of an equation, as it grows.
#[derive(Clone, Debug, Default)]
pub struct Equation {
    left: String,
    rounded: bool,
}

impl Equation {
    /// A sum of terms, negative ones after the first in parentheses: `0 + (-2) + 1`. Of very many terms, their sum.
    #[must_use]
    pub fn sum(terms: &[f64], bias: Option<f64>) -> Self {
        let total = [terms.iter().sum::<f64>()];
        let written = if terms.len() > MOST_TERMS {
            &total
        } else {
            terms
        };

        let mut equation = Self::default();

        for (index, term) in written.iter().chain(bias.as_ref()).enumerate() {
            equation = if index == 0 {
                equation.number(*term)
            } else {
                equation.text(" + ").term(*term)
            };
        }

        equation
    }

    /// Words or signs.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.left.push_str(text);
        self
    }

    /// A number.
    #[must_use]
    pub fn number(mut self, value: f64) -> Self {
        let shown = Shown::new(value);
        self.rounded |= shown.rounded;
        self.text(&shown.text)
    }

    /// A number after a sign: in parentheses if it is negative.
    #[must_use]
    pub fn term(mut self, value: f64) -> Self {
        let shown = Shown::new(value);
        self.rounded |= shown.rounded;
        self.text(&shown.term())
    }

    /// With the right side asked for.
    #[must_use]
    pub fn asked(self) -> String {
        format!("{} = ?", self.left)
    }

    /// With the right side.
    #[must_use]
    pub fn equals(self, value: f64) -> String {
        let shown = Shown::new(value);
        let sign = if self.rounded || shown.rounded {
            '≈'
        } else {
            '='
        };

        format!("{} {sign} {}", self.left, shown.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cell_of_the_worked_example() {
        assert_eq!(
            Equation::sum(&[0.0, 2.0, 0.0], Some(1.0)).equals(3.0),
            "0 + 2 + 0 + 1 = 3"
        );

        assert_eq!(
            Equation::sum(&[-1.0, -2.0], Some(0.0)).equals(-3.0),
            "-1 + (-2) + 0 = -3"
        );
    }

    #[test]
    fn rounded_numbers_and_long_sums_say_so() {
        assert_eq!(
            Equation::sum(&[1.0 / 3.0, 1.0], None).equals(4.0 / 3.0),
            "0.3333 + 1 ≈ 1.3333"
        );

        assert_eq!(
            Equation::sum(&[2.0; 20], Some(1.0)).equals(41.0),
            "40 + 1 = 41"
        );
    }
}
