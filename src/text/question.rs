//! What is asked where a number is hidden, what the right answer is, and why.

use super::step::Step;
use super::{Digits, Equation, Language, Shown, size};
use crate::nn::{Dim, Finish, Fold, Layer, Stage, Take};
use crate::walk::{Explanation, Grain, Moment, Place};

/// Products that are still added in the head.
const MOST_TERMS: usize = 16;

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// How many rows the output has; and columns, where they come about in the same way.
    Rows,
    /// How many columns.
    Columns,
    /// Which class has the largest probability.
    Class,
    /// A product, or what softmax takes instead: an exponential.
    Product,
    /// What a group comes to, or has come to so far: a sum, the largest.
    Term,
    /// An output cell, from the terms that are seen.
    Value,
}

impl QuestionKind {
    /// Its name, in objects.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Class => "class",
            Self::Product => "product",
            Self::Term => "term",
            Self::Value => "value",
        }
    }

    /// What a step brings; `None` where that is nothing worth a question: a number that stands there already, or that was
    /// asked for a step before.
    #[must_use]
    pub fn of_step(layer: &Layer, place: &Place, grain: Grain) -> Option<Self> {
        let form = layer.op.form();
        let elementwise = form.is_elementwise();
        let weighted = form.take != Take::Cell;
        let term = if weighted && layer.taps() == 1 {
            Self::Product
        } else {
            Self::Term
        };

        match place.moment {
            Moment::Start => None,
            Moment::Tap { .. } if elementwise => None,
            Moment::Tap { .. } if weighted && grain == Grain::Tap => Some(Self::Product),
            Moment::Tap { tap, .. } if grain == Grain::Tap => {
                brings_more(layer, place, tap).then_some(term)
            }
            Moment::Tap { .. } => Some(term),
            Moment::Finish if !is_its_term(layer, place) => Some(Self::Value),
            Moment::Finish => (elementwise || grain >= Grain::Cell).then_some(term),
        }
    }

    /// The sizes of a layer's output, those that come about in different ways.
    #[must_use]
    pub fn of_size(layer: &Layer) -> &'static [Self] {
        let alike = size::axis(layer, Dim::Rows) == size::axis(layer, Dim::Columns);
        if alike {
            &[Self::Rows]
        } else {
            &[Self::Rows, Self::Columns]
        }
    }

    /// The class, where a step writes the first of the scores or the probabilities that a network ends in.
    #[must_use]
    pub fn before_scores(layers: &[Layer], place: &Place) -> Option<Self> {
        let last = layers
            .last()
            .filter(|layer| layer.is_classifier() && !layer.is_heavy())?;
        let is_score = last.sources[0].stage == Stage::after(place.layer);
        let is_end = place.layer + 1 == layers.len();

        (place.moment == Moment::Finish && (is_score || is_end)).then_some(Self::Class)
    }

    /// The class, where a step writes a probability of the vector that a network ends in.
    #[must_use]
    pub fn of_end(layers: &[Layer], place: &Place) -> Option<Self> {
        let layer = &layers[place.layer];
        let is_end = place.layer + 1 == layers.len() && layer.is_classifier() && !layer.is_heavy();

        (is_end && place.moment == Moment::Finish).then_some(Self::Class)
    }
}

/// Whether a tap can change what a pooling window has come to: neither its first cell can, nor padding.
fn brings_more(layer: &Layer, place: &Place, tap: usize) -> bool {
    let is_cell = |tap| layer.source(place.cell, 0, tap).is_some();
    match layer.op.form().taps {
        Fold::Max => is_cell(tap) && (0..tap).any(is_cell),
        _ => tap > 0,
    }
}

/// Whether a cell is its one term, with nothing added to it and nothing done to it.
fn is_its_term(layer: &Layer, place: &Place) -> bool {
    let [map, ..] = place.cell;
    layer.groups() == 1
        && match layer.op.form().finish {
            Finish::Plain | Finish::Total => true,
            Finish::Bias => layer.op.bias().is_none_or(|bias| bias.at(map) == 0.0),
            Finish::Mean => layer.divisor(place.cell) == Some(1),
            Finish::Function
            | Finish::Probability
            | Finish::LogProbability
            | Finish::Standard
            | Finish::Response
            | Finish::Place => false,
        }
}

/// A question at a step, in a language.
pub struct Question<'a> {
    asks: QuestionKind,
    pub(super) step: Step<'a>,
    grain: Grain,
    /// What the classes are called.
    classes: &'a [String],
    /// Whether what the answer is computed from is hidden, too.
    is_blind: bool,
    /// Whether a size comes with its formula.
    has_formula: bool,
}

impl<'a> Question<'a> {
    /// A question at a place of a layer, when the walk goes by steps of a grain; the rest as for a sentence.
    #[must_use]
    pub fn new(
        asks: QuestionKind,
        layer: &'a Layer,
        channels: &'a [String],
        explanation: &'a Explanation,
        grain: Grain,
        language: Language,
    ) -> Self {
        Self {
            asks,
            step: Step {
                layer,
                channels,
                explanation,
                language,
                digits: Digits::Few,
            },
            grain,
            classes: &[],
            is_blind: false,
            has_formula: false,
        }
    }

    /// The same for somebody from whom the numbers are hidden that the answer is made of; a size with its formula, or without.
    #[must_use]
    pub fn blind(self, is_blind: bool, has_formula: bool) -> Self {
        Self {
            is_blind,
            has_formula,
            ..self
        }
    }

    /// The same, where the numbers that the network ends in have names.
    #[must_use]
    pub fn with_classes(self, classes: &'a [String]) -> Self {
        Self { classes, ..self }
    }

    /// What it asks for.
    #[must_use]
    pub fn asks(&self) -> QuestionKind {
        self.asks
    }

    /// The right answer; of several classes with the largest probability, the first.
    #[must_use]
    pub fn answer(&self) -> f64 {
        let layer = self.step.layer;
        let explanation = self.step.explanation;

        match self.asks {
            QuestionKind::Rows => layer.rows.output as f64,
            QuestionKind::Columns => layer.columns.output as f64,
            QuestionKind::Class => explanation
                .taps
                .iter()
                .position(|tap| tap.x == explanation.peak)
                .unwrap_or(0) as f64,
            QuestionKind::Product => explanation.tap(self.tap()).map_or(0.0, |tap| tap.value),
            QuestionKind::Term => explanation.running,
            QuestionKind::Value => f64::from(explanation.value),
        }
    }

    /// Whether a typed number is the answer: as exact as a person would write it.
    #[must_use]
    pub fn is_right(&self, typed: f64) -> bool {
        let explanation = self.step.explanation;
        let has_typed = || {
            explanation
                .taps
                .iter()
                .enumerate()
                .any(|(at, tap)| at as f64 == typed && tap.x == explanation.peak)
        };

        if self.asks == QuestionKind::Class {
            has_typed()
        } else {
            is_near(typed, self.answer())
        }
    }

    /// The question, for somebody who sees the step's numbers.
    #[must_use]
    pub fn text(&self) -> String {
        let step = &self.step;
        let language = step.language;
        let form = step.layer.op.form();
        let asked = self.equation().map(Equation::asked).unwrap_or_default();

        match self.asks {
            QuestionKind::Rows | QuestionKind::Columns => self.size(),
            QuestionKind::Class => self.class(),
            QuestionKind::Value if self.is_blind => language.what_will_stand(&step.output()),
            QuestionKind::Product if form.take == Take::Exponential => {
                language.which_exponential(&asked)
            }
            QuestionKind::Product => language.which_product(&asked),
            QuestionKind::Term => self.term().to_owned(),
            QuestionKind::Value if form.finish == Finish::Probability => {
                language.which_probability(&asked)
            }
            QuestionKind::Value => language.which_output(&asked),
        }
    }

    fn size(&self) -> String {
        let dim = match self.asks {
            QuestionKind::Columns => Dim::Columns,
            _ => Dim::Rows,
        };

        let language = self.step.language;
        let asked = if self.has_formula {
            size::asked(self.step.layer, dim)
        } else {
            size::given(self.step.layer, dim, language)
        };

        match (self.asks, QuestionKind::of_size(self.step.layer)) {
            (QuestionKind::Columns, _) => language.how_many_columns(&asked),
            (_, [_]) => language.how_many_rows_and_columns(&asked),
            _ => language.how_many_rows(&asked),
        }
    }

    fn class(&self) -> String {
        const MOST_NAMED: usize = 12;
        let language = self.step.language;
        let last = self.step.explanation.count.saturating_sub(1);
        let names = if self.classes.len() <= MOST_NAMED {
            self.classes
        } else {
            &[]
        };

        let named: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(index, name)| format!("{index} {name}"))
            .collect();

        language.which_class(last, &named.join(language.comma()))
    }

    fn term(&self) -> &'static str {
        let language = self.step.language;
        let so_far = self.grain == Grain::Tap;
        let form = self.step.layer.op.form();

        match (form.taps, form.take) {
            (Fold::Max, _) if so_far => language.which_largest_so_far(),
            (Fold::Max, _) => language.which_largest(),
            (_, Take::Source) => language.which_number_moves(),
            _ if form.is_elementwise() => language.which_number_moves(),
            _ if so_far => language.which_sum_so_far(),
            (_, Take::Exponential) => language.which_sum_of_exponentials(),
            (_, Take::Square) => language.which_sum_of_squares(),
            (_, Take::Cell) => language.which_sum_of_window(),
            (_, Take::Product) => language.which_sum_of_products(),
        }
    }

    /// Why the answer is what it is: the equation with its numbers; `None` where that would be too long to read.
    #[must_use]
    pub fn because(&self) -> Option<String> {
        match self.asks {
            QuestionKind::Rows => Some(size::axis(self.step.layer, Dim::Rows)),
            QuestionKind::Columns => Some(size::axis(self.step.layer, Dim::Columns)),
            QuestionKind::Class => Some(self.probabilities()),
            QuestionKind::Term if self.step.layer.op.form().taps == Fold::Max => {
                let taken = self.taken();
                (taken.len() <= MOST_TERMS).then(|| self.step.maximum(Some(taken)))
            }
            _ => self
                .equation()
                .map(|equation| equation.equals(self.answer())),
        }
    }

    /// The answer in a few words.
    #[must_use]
    pub fn said(&self) -> String {
        self.step.language.it_is(&Shown::new(self.answer()).text)
    }

    /// The left side of its equation, where it has one.
    fn equation(&self) -> Option<Equation> {
        let step = &self.step;
        match self.asks {
            QuestionKind::Product => step
                .explanation
                .tap(self.tap())
                .map(|tap| step.product(tap)),
            QuestionKind::Value => Some(step.finishing()),
            QuestionKind::Term if step.layer.op.form().is_elementwise() => Some(step.finishing()),
            QuestionKind::Term if self.taken().len() <= MOST_TERMS => {
                let values: Vec<f64> = self.taken().iter().map(|tap| tap.value).collect();
                Some(step.start().sum(&values, None))
            }
            _ => None,
        }
    }

    fn tap(&self) -> usize {
        match self.step.explanation.place.moment {
            Moment::Tap { tap, .. } => tap,
            Moment::Start | Moment::Finish => 0,
        }
    }

    /// The taps that a term is made of so far; of very many, some.
    pub(super) fn taken(&self) -> &'a [crate::nn::Tap] {
        let taps = &self.step.explanation.taps;
        let count = if self.grain == Grain::Tap && self.step.explanation.first == 0 {
            self.tap() + 1
        } else {
            taps.len()
        };

        &taps[..count.min(taps.len())]
    }

    /// The largest probabilities: `class 7 has 0.9812, class 3 has 0.0101`.
    fn probabilities(&self) -> String {
        let explanation = self.step.explanation;
        let language = self.step.language;
        let mut all: Vec<(usize, f64)> = explanation
            .taps
            .iter()
            .map(|tap| tap.value / explanation.running)
            .enumerate()
            .collect();

        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        let said = all.iter().take(2).map(|&(class, probability)| {
            let name = self.classes.get(class).map_or("", String::as_str);
            language.class_has(class, name, &Shown::new(probability).text)
        });

        said.collect::<Vec<_>>().join(language.comma())
    }
}

/// Whether a number is another as people write it: whole ones exactly, others to three digits after the point or three of
/// the number.
fn is_near(typed: f64, answer: f64) -> bool {
    let size = answer.abs();
    let digits = if answer == answer.trunc() {
        0.0
    } else {
        1e-3 * size
    };

    (typed - answer).abs() <= digits.max(5e-3 * size.clamp(0.1, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_may_be_rounded_as_people_round() {
        assert!(is_near(3.0, 3.0) && is_near(0.333, 1.0 / 3.0) && is_near(-12.3333, -37.0 / 3.0));
        assert!(is_near(1234.5, 1234.5678) && !is_near(1234.0, 1235.0));
        assert!(!is_near(3.0, 4.0) && !is_near(0.0, 1.0) && !is_near(-2.0, 2.0));
    }
}
