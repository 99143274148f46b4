//! A question as it is printed: with where it is asked and every number that it takes, so that paper is enough.

use super::Shown;
use super::question::{Question, QuestionKind};
use crate::nn::{Take, Tap};
use crate::walk::Moment;

/// More numbers than these are no exercise.
const MOST_PRINTED: usize = 64;

impl Question<'_> {
    /// The question with all that it takes; `None` where that is too much for paper. Where the sheet `has_terms`, because it
    /// asked for each of them before, they are not given away.
    #[must_use]
    pub fn printed(&self, has_terms: bool) -> Option<String> {
        let place = self.place();

        if let Some(text) = self.with_terms().filter(|_| has_terms) {
            return Some(self.sentences(&[&place], &text));
        }

        let given = self.given()?;

        let text = &self.text();

        if given.is_empty() {
            Some(self.sentences(&[&place], text))
        } else {
            Some(self.sentences(&[&place, &given], text))
        }
    }

    /// Sentences that still want their stops, and one that has its own.
    fn sentences(&self, parts: &[&str], last: &str) -> String {
        let language = self.step.language;
        let end = format!("{}{}", language.stop(), language.space());
        let all: Vec<&str> = parts.iter().copied().chain([last]).collect();

        all.join(&end)
    }

    /// What is asked of somebody who has the terms.
    fn with_terms(&self) -> Option<String> {
        let explanation = self.step.explanation;
        let language = self.step.language;
        let sums = explanation.terms.len();

        match (self.asks(), explanation.bias, explanation.divisor) {
            (QuestionKind::Value, Some(bias), _) => {
                Some(language.add_sums_and_bias(sums, &Shown::new(bias).text))
            }
            (QuestionKind::Value, _, Some(n)) => Some(language.divide_sums(sums, n)),
            _ => None,
        }
    }

    /// `conv1, o[0] row 0, column 0, red`.
    #[must_use]
    pub fn place(&self) -> String {
        let step = &self.step;
        let comma = step.language.comma();
        let mut parts = vec![step.layer.name.clone()];

        if self.asks() != QuestionKind::Class {
            parts.push(step.output());
        }

        if let Moment::Tap { group, .. } = step.explanation.place.moment
            && step.layer.names_groups()
        {
            parts.push(step.group_name(group));
        }

        parts.join(comma)
    }

    /// The numbers that are not in the question itself.
    fn given(&self) -> Option<String> {
        let taken = self.taken();
        let language = self.step.language;

        let is_long = taken.len() > MOST_PRINTED;

        let form = self.step.layer.op.form();

        match (self.asks(), form.take) {
            (QuestionKind::Class | QuestionKind::Term, _) if is_long => None,
            // Which number moves is seen on the maps alone.
            (QuestionKind::Term, Take::Cell) if form.is_elementwise() => None,
            (QuestionKind::Class, _) => Some(language.given_scores(&list(taken, |tap| tap.x))),
            (QuestionKind::Term, Take::Exponential) => {
                Some(language.given_exponentials(&list(taken, |tap| tap.value)))
            }
            (QuestionKind::Term, Take::Product) => {
                let window = self.rows(taken, |tap| tap.x);
                let weights = self.rows(taken, |tap| tap.weight);
                Some(language.given_window(&window, &weights))
            }
            (QuestionKind::Term, Take::Cell) => {
                let cells: Vec<Tap> = taken
                    .iter()
                    .copied()
                    .filter(|tap| tap.x.is_finite())
                    .collect();

                let cells = list(&cells, |tap| tap.x);
                Some(language.given_cells(&cells))
            }
            _ => Some(String::new()),
        }
    }

    /// Numbers as they lie on the kernel: `0 0 0 / 0 0 1 / 0 1 1`.
    fn rows(&self, taps: &[Tap], number: impl Fn(&Tap) -> f64 + Copy) -> String {
        let columns = self.step.layer.kernel()[1];
        taps.chunks(columns)
            .map(|row| list(row, number))
            .collect::<Vec<_>>()
            .join(" / ")
    }
}

fn list(taps: &[Tap], number: impl Fn(&Tap) -> f64) -> String {
    taps.iter()
        .map(|tap| Shown::new(number(tap)).text)
        .collect::<Vec<_>>()
        .join(" ")
}
