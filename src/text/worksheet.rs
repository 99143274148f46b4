//! A question as it is printed: with where it is asked and every number that it takes, so that paper is enough.

use super::Shown;
use super::question::{Asks, Question};
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
        let end = self.step.language.pick(". ", "。");

        if let Some(text) = self.with_terms().filter(|_| has_terms) {
            return Some(format!("{place}{end}{text}"));
        }

        let given = self.given()?;

        Some(format!("{place}{end}{given}{}", self.text()))
    }

    /// What is asked of somebody who has the terms.
    fn with_terms(&self) -> Option<String> {
        let told = self.step.told;
        let (sums, zh) = match told.terms.len() {
            1 => ("the sum".to_owned(), "上面的和".to_owned()),
            n => (format!("the {n} sums"), format!("上面的 {n} 个和")),
        };

        let (english, chinese) = match (self.asks(), told.bias, told.divisor) {
            (Asks::Value, Some(bias), _) => {
                let bias = Shown::new(bias).text;
                (
                    format!("Add {sums} and the bias {bias}."),
                    format!("把{zh}与偏置 {bias} 相加。"),
                )
            }
            (Asks::Value, _, Some(n)) => (
                format!("Divide {sums} by {n}."),
                format!("把{zh}除以 {n}。"),
            ),
            _ => return None,
        };

        Some(self.step.say(
            format!("{english} What is written?"),
            format!("{chinese}写入的是多少？"),
        ))
    }

    /// `conv1, o[0] row 0, column 0, red`.
    fn place(&self) -> String {
        let step = &self.step;
        let comma = self.step.language.pick(", ", "，");
        let mut parts = vec![step.layer.name.clone()];

        if self.asks() != Asks::Class {
            parts.push(step.output());
        }

        if let Moment::Tap { group, .. } = step.told.place.moment
            && step.layer.names_groups()
        {
            parts.push(step.group_name(group));
        }

        parts.join(comma)
    }

    /// The numbers that are not in the question itself, as a sentence.
    fn given(&self) -> Option<String> {
        let taken = self.taken();
        let say = |english: String, chinese: String| {
            self.step
                .language
                .pick(format!("{english}. "), format!("{chinese}。"))
        };

        let is_long = taken.len() > MOST_PRINTED;

        let form = self.step.layer.op.form();

        match (self.asks(), form.take) {
            (Asks::Class | Asks::Term, _) if is_long => None,
            // Which number moves is seen on the maps alone.
            (Asks::Term, Take::Cell) if form.is_elementwise() => None,
            (Asks::Class, _) => {
                let scores = list(taken, |tap| tap.x);
                Some(say(format!("Scores {scores}"), format!("得分 {scores}")))
            }
            (Asks::Term, Take::Exponential) => {
                let powers = list(taken, |tap| tap.value);
                Some(say(
                    format!("Exponentials {powers}"),
                    format!("指数 {powers}"),
                ))
            }
            (Asks::Term, Take::Product) => {
                let window = self.rows(taken, |tap| tap.x);
                let weights = self.rows(taken, |tap| tap.weight);
                Some(say(
                    format!("Window {window}, weights {weights}"),
                    format!("窗口 {window}，权重 {weights}"),
                ))
            }
            (Asks::Term, Take::Cell) => {
                let cells: Vec<Tap> = taken
                    .iter()
                    .copied()
                    .filter(|tap| tap.x.is_finite())
                    .collect();

                let cells = list(&cells, |tap| tap.x);
                Some(say(format!("Cells {cells}"), format!("格子 {cells}")))
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
