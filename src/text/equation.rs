//! Equations: terms, a sign, a result; `=` where the decimals that stand there satisfy it, `≈` where they do not.

use unicode_width::UnicodeWidthStr;

use super::{Shown, exact};

/// More terms than these are not written out.
const MOST_TERMS: usize = 16;

/// What a part of an equation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Signs and the names of functions.
    Sign,
    /// A number of the left side.
    Number,
    /// The bias.
    Bias,
    /// Words, which do not count: `… 9 more`.
    Words,
    /// What it comes to.
    Result,
}

/// Part of an equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How it is written.
    pub text: String,
    /// What it is.
    pub kind: Kind,
}

/// The left side of an equation, as it grows.
#[derive(Clone, Debug, Default)]
pub struct Equation {
    parts: Vec<Part>,
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

        for (index, term) in written.iter().enumerate() {
            equation = match index {
                0 => equation.number(*term),
                _ => equation.text(" + ").term(*term),
            };
        }

        match bias {
            Some(bias) => equation.text(" + ").bias(bias),
            None => equation,
        }
    }

    fn with(mut self, text: impl Into<String>, kind: Kind) -> Self {
        let text = text.into();
        self.parts.push(Part { text, kind });
        self
    }

    /// Words or signs.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.with(text, Kind::Sign)
    }

    /// A number.
    #[must_use]
    pub fn number(self, value: f64) -> Self {
        self.with(Shown::new(value).text, Kind::Number)
    }

    /// A number after a sign: in parentheses if it is negative.
    #[must_use]
    pub fn term(self, value: f64) -> Self {
        self.with(Shown::new(value).term(), Kind::Number)
    }

    fn bias(self, value: f64) -> Self {
        self.with(Shown::new(value).term(), Kind::Bias)
    }

    fn written(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }

    /// With the right side asked for.
    #[must_use]
    pub fn asked(self) -> String {
        format!("{} = ?", self.written())
    }

    /// With the right side, as one text.
    #[must_use]
    pub fn equals(self, value: f64) -> String {
        self.made(value).written()
    }

    /// With the right side, part by part.
    #[must_use]
    pub fn made(self, value: f64) -> Self {
        let shown = Shown::new(value).text;
        let counts = |part: &&Part| part.kind != Kind::Words;
        let left: String = self
            .parts
            .iter()
            .filter(counts)
            .map(|part| part.text.as_str())
            .collect();

        let sign = if exact::holds(&left, &shown) {
            " = "
        } else {
            " ≈ "
        };

        self.text(sign).with(shown, Kind::Result)
    }

    /// Its parts, from left to right.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Columns that it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.parts.iter().map(|part| part.text.width()).sum()
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
    fn what_does_not_hold_for_what_stands_there_says_so() {
        assert_eq!(
            Equation::sum(&[1.0 / 3.0, 1.0], None).equals(4.0 / 3.0),
            "0.3333 + 1 = 1.3333"
        );

        assert_eq!(
            Equation::sum(&[2.0 / 3.0, 2.0 / 3.0], None).equals(4.0 / 3.0),
            "0.6667 + 0.6667 ≈ 1.3333"
        );

        assert_eq!(
            Equation::sum(&[2.0; 20], Some(1.0)).equals(41.0),
            "40 + 1 = 41"
        );
    }
}
