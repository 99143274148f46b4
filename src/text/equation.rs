//! Equations: terms, a sign, a result; `=` where the decimals that stand there satisfy it, `≈` where they do not.

use unicode_width::UnicodeWidthStr;

use super::{Digits, Language, exact};

/// More terms than these are not written out.
pub(super) const MOST_TERMS: usize = 16;

/// What a part of an equation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Signs and the names of functions.
    Sign,
    /// A number of the left side.
    Number,
    /// Several numbers of the left side in one.
    Total,
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

/// `=` between terms as they are written and what they come to, or `≈` where these decimals do not satisfy it.
#[must_use]
pub fn exact_sign(terms: &[String], result: &str) -> &'static str {
    let terms: Vec<String> = terms.iter().map(|term| format!("({term})")).collect();

    if exact::holds(&terms.join(" + "), result) {
        "="
    } else {
        "≈"
    }
}

/// The left side of an equation, as it grows.
#[derive(Clone, Debug, Default)]
pub struct Equation {
    digits: Digits,
    parts: Vec<Part>,
}

impl Equation {
    /// The beginning of one whose numbers have so many digits.
    #[must_use]
    pub fn new(digits: Digits) -> Self {
        Self {
            digits,
            parts: Vec::new(),
        }
    }

    /// Goes on with a sum of terms, negative ones after the first in parentheses: `0 + (-2) + 1`. Of very many terms, their sum.
    #[must_use]
    pub fn sum(self, terms: &[f64], bias: Option<f64>) -> Self {
        let total = [terms.iter().sum::<f64>()];
        let written = if terms.len() > MOST_TERMS {
            &total
        } else {
            terms
        };

        let mut equation = self;

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

    /// Words that do not count.
    #[must_use]
    pub fn words(self, text: &str) -> Self {
        self.with(text, Kind::Words)
    }

    /// Goes on with a number.
    #[must_use]
    pub fn number(self, value: f64) -> Self {
        let text = self.digits.show(value).text;
        self.with(text, Kind::Number)
    }

    /// A number after a sign: in parentheses if it is negative.
    #[must_use]
    pub fn term(self, value: f64) -> Self {
        let term = self.digits.show(value).term();
        self.with(term, Kind::Number)
    }

    fn bias(self, value: f64) -> Self {
        let term = self.digits.show(value).term();
        self.with(term, Kind::Bias)
    }

    pub(super) fn written(&self) -> String {
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

    /// Goes on with a sum and its result, in at most so many columns: terms for which there is no room become one.
    #[must_use]
    pub fn within(
        self,
        terms: &[f64],
        bias: Option<f64>,
        value: f64,
        width: usize,
        language: Language,
    ) -> Self {
        // ` = ` or ` ≈ `, and the result: whether the equation holds is asked of the one that is taken.
        let digits = self.digits;
        let right = 3 + digits.show(value).text.width();
        let all = self.clone().sum(terms, bias);

        if terms.len() <= MOST_TERMS && all.width() + right <= width {
            return all.made(value);
        }

        let most = terms.len().saturating_sub(2).min(MOST_TERMS);
        // A number and a sign for each term but the last.
        let begun = self.clone().sum(&terms[..most], None).parts;
        let shortened = |shown: usize| {
            let first = &begun[..2 * shown - 1];
            let rest = Self::new(digits).rest(&terms[shown..], bias, language);
            let wide = columns(first) + rest.width() + right;
            (wide <= width).then(|| Self {
                digits,
                parts: [first, &rest.parts].concat(),
            })
        };

        let total = || {
            let all = digits.show(terms.iter().sum()).text;
            let equation = self.with(all, Kind::Total);

            match bias {
                Some(bias) => equation.text(" + ").bias(bias).made(value),
                None => equation.made(value).or_result(0),
            }
        };

        let found = (1..=most).rev().find_map(shortened);

        found.map_or_else(total, |left| left.made(value))
    }

    /// How a sum goes on with several terms as one: ` + … 9 more 12 … + 1`.
    fn rest(self, terms: &[f64], bias: Option<f64>, language: Language) -> Self {
        let equation = self
            .text(" + ")
            .with(language.more_terms(terms.len()), Kind::Words)
            .term(terms.iter().sum())
            .with(" …", Kind::Words);

        match bias {
            Some(bias) => equation.text(" + ").bias(bias),
            None => equation,
        }
    }

    /// Its parts, with the result asked for, and nothing that tells it; `… = ?` where its terms are asked for.
    #[must_use]
    pub fn hidden(self, are_terms_asked: bool) -> Vec<Part> {
        let short = if are_terms_asked {
            self.or_result(0)
        } else {
            self
        };
        let mut parts = short.parts;

        for part in parts.iter_mut().filter(|part| part.kind == Kind::Total) {
            "…".clone_into(&mut part.text);
        }

        if let Some(sign) = parts.len().checked_sub(2) {
            " = ".clone_into(&mut parts[sign].text);
            "?".clone_into(&mut parts[sign + 1].text);
        }

        parts
    }

    /// With the right side, part by part.
    #[must_use]
    pub fn made(self, value: f64) -> Self {
        let shown = self.digits.show(value).text;
        let is_name = self.parts.iter().all(|part| part.kind == Kind::Sign);

        // A cell by its name is what it is, unless that is rounded.
        if is_name && shown.parse() == Ok(value) {
            return self.text(" = ").with(shown, Kind::Result);
        }

        self.made_of(shown)
    }

    /// With a right side that is written already.
    #[must_use]
    pub fn made_of(self, shown: String) -> Self {
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

    /// As it is, or, where it takes more than so many columns, what it comes to alone: `… = 3`.
    #[must_use]
    pub fn or_result(self, width: usize) -> Self {
        let Some(sign) = self.parts.len().checked_sub(2) else {
            return self;
        };

        if self.width() <= width {
            return self;
        }

        let mut short = Self::default().words("…");
        short.parts.extend_from_slice(&self.parts[sign..]);
        short
    }

    /// Columns that it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        columns(&self.parts)
    }
}

/// Columns that parts take.
fn columns(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.text.width()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cell_of_the_worked_example() {
        assert_eq!(
            Equation::default()
                .sum(&[0.0, 2.0, 0.0], Some(1.0))
                .equals(3.0),
            "0 + 2 + 0 + 1 = 3"
        );

        assert_eq!(
            Equation::default()
                .sum(&[-1.0, -2.0], Some(0.0))
                .equals(-3.0),
            "-1 + (-2) + 0 = -3"
        );
    }

    #[test]
    fn what_does_not_hold_for_what_stands_there_says_so() {
        assert_eq!(
            Equation::default()
                .sum(&[1.0 / 3.0, 1.0], None)
                .equals(4.0 / 3.0),
            "0.3333 + 1 = 1.3333"
        );

        assert_eq!(
            Equation::default()
                .sum(&[2.0 / 3.0, 2.0 / 3.0], None)
                .equals(4.0 / 3.0),
            "0.6667 + 0.6667 ≈ 1.3333"
        );

        assert_eq!(
            Equation::default().sum(&[2.0; 20], Some(1.0)).equals(41.0),
            "40 + 1 = 41"
        );
    }
}
