//! The sentence of a step: what happens, with the numbers that it happens to.

use super::equation::MOST_TERMS;
use super::sharing::weight;
use super::step::{MOST_LISTED, Step};
use super::{Digits, Equation, Language, Shown};
use crate::nn::{Finish, Fold, Layer, Take, Tap};
use crate::walk::{Explanation, Grain, Moment};

/// What a source prints for a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// The number that stands there.
    pub number: f32,
    /// Whether that is what the cell comes to.
    pub is_right: bool,
}

impl Printed {
    fn said(self, language: Language) -> String {
        let number = Shown::exact(self.number);
        language.printed((!self.is_right).then_some(&number))
    }
}

/// What happens at a place of a layer, when the walk goes by steps of a grain, in a language, with numbers of so many digits. `channels`
/// names the layer's input channels where they have names; `printed` is what is said where a cell is written that is printed somewhere.
#[must_use]
pub fn sentence(
    layer: &Layer,
    channels: &[String],
    explanation: &Explanation,
    grain: Grain,
    printed: Option<Printed>,
    (language, digits): (Language, Digits),
) -> String {
    let step = Step {
        layer,
        channels,
        explanation,
        language,
        digits,
    };

    match (explanation.place.moment, grain) {
        (Moment::Start, _) => language.not_begun(layer.op.weight().is_some()).to_owned(),
        (Moment::Tap { group, tap }, Grain::Tap) => step.tap(group, tap),
        (Moment::Tap { group, tap }, _) if tap + 1 == layer.taps() => step.group(group),
        (Moment::Tap { group, tap }, _) => step.tap(group, tap),
        (Moment::Finish, Grain::Tap | Grain::Channel | Grain::Cell) => {
            let printed = printed.map(|printed| printed.said(language));
            format!("{}{}", step.written(), printed.unwrap_or_default())
        }
        (Moment::Finish, _) => step.finished(grain),
    }
}

/// The equation of a step, in at most so many columns where terms can be left out of it; nothing where the step has none.
#[must_use]
pub fn equation(
    layer: &Layer,
    explanation: &Explanation,
    grain: Grain,
    width: usize,
    (language, digits): (Language, Digits),
) -> Option<Equation> {
    let step = Step {
        layer,
        channels: &[],
        explanation,
        language,
        digits,
    };

    match (explanation.place.moment, grain) {
        (Moment::Start, _) => None,
        (Moment::Tap { tap, .. }, Grain::Tap) => step.tap_equation(tap, width),
        (Moment::Tap { .. }, _) => step.group_equation(width),
        (Moment::Finish, _) => Some(step.finish_equation(width)),
    }
}

impl Step<'_> {
    fn tap_equation(&self, tap: usize, width: usize) -> Option<Equation> {
        let taken = self.explanation.tap(tap)?;
        let form = self.layer.op.form();
        let running = self.explanation.running;

        match (form.take, form.taps) {
            (Take::Product | Take::Exponential | Take::Square, _) => {
                Some(self.product(taken).made(taken.value))
            }
            (Take::Cell, Fold::Max) => {
                Some(largest(self.explanation.until(tap + 1), running).made(running))
            }
            (Take::Cell, _) if !form.is_elementwise() => {
                let values = self.values(tap + 1, running);
                Some(self.within(&values, running, width))
            }
            _ => None,
        }
    }

    fn group_equation(&self, width: usize) -> Option<Equation> {
        let form = self.layer.op.form();
        let running = self.explanation.running;
        let count = self.explanation.count;

        match (form.take, form.taps) {
            (Take::Cell, Fold::Max) => Some(self.largest_of_all()),
            (Take::Source, _) => None,
            _ if form.is_elementwise() => None,
            _ => Some(match self.only() {
                Some(tap) => self.product(tap).made(running),
                None => self.within(&self.values(count, running), running, width),
            }),
        }
    }

    /// A sum in at most so many columns.
    fn within(&self, values: &[f64], sum: f64, width: usize) -> Equation {
        let language = self.language;
        self.start().within(values, None, sum, width, language)
    }

    fn finish_equation(&self, width: usize) -> Equation {
        let explanation = self.explanation;
        let value = f64::from(explanation.value);
        let form = self.layer.op.form();

        match (self.finish(), form.taps) {
            (Finish::Place, _) => self.finishing().made(value),
            (_, Fold::Max) => self.largest_of_all(),
            (Finish::Probability, _) => self.probability(value, width),
            (Finish::Bias, _) => self.start().within(
                &explanation.terms,
                explanation.bias,
                value,
                width,
                self.language,
            ),
            (Finish::Plain, _) if self.only().is_some() => self.finishing().made(value),
            (Finish::Plain, _) if form.take != Take::Source && !form.is_elementwise() => {
                self.within(&self.summed(), value, width)
            }
            (Finish::Total, _) => self.within(&self.values(explanation.count, value), value, width),
            _ => self.finishing().made(value),
        }
    }

    /// e^(x − max) / sum; where that is too wide, with what the power comes to.
    fn probability(&self, value: f64, width: usize) -> Equation {
        let whole = self.finishing().made(value);
        let Some(tap) = self.explanation.tap(self.explanation.place.cell[0]) else {
            return whole;
        };

        if whole.width() <= width {
            return whole;
        }

        let sum = self.explanation.terms.first().copied().unwrap_or(0.0);
        let start = self.start().number(tap.value);
        start.text(" / ").number(sum).made(value)
    }

    /// max(1, 1, 5, 6) = 6; padding is left out.
    fn largest_of_all(&self) -> Equation {
        let explanation = self.explanation;
        let cells: Option<Vec<Tap>> = explanation.until(explanation.count).map(|taps| {
            taps.iter()
                .copied()
                .filter(|tap| tap.from.is_some())
                .collect()
        });

        largest(cells.as_deref(), explanation.running).made(explanation.running)
    }

    fn tap(&self, group: usize, tap: usize) -> String {
        let Some(at) = self.explanation.tap(tap) else {
            return String::new();
        };

        let language = self.language;
        let input = self.input(at);
        let input = input.as_deref();
        let running = self.shown(self.explanation.running);
        let x = self.shown(at.x);
        let form = self.layer.op.form();

        match (form.take, form.taps) {
            (Take::Product, _) => {
                let [map, ..] = self.explanation.place.cell;
                let weight = weight(self.layer, map, group, tap, language);
                let product = self.product(at).equals(at.value);
                let so_far = (tap > 0).then_some(running.as_str());

                if input.is_none() && self.layer.op.is_transposed() {
                    return language.unstamped_step(&weight, &product, so_far);
                }

                language.product_step(input, &weight, &product, so_far)
            }
            (Take::Exponential | Take::Square, _) => {
                let power = self.product(at).equals(at.value);
                language.exponential_step(input, &power, &running)
            }
            (Take::Cell, Fold::Max) => language.largest_step(input, &x, &running),
            (Take::Source, _) => language.number_step(input, &x),
            (Take::Cell, _) if form.is_elementwise() => language.number_step(input, &x),
            (Take::Cell, _) => language.sum_step(input, &x, &running),
        }
    }

    fn group(&self, group: usize) -> String {
        let language = self.language;
        let count = self.explanation.count;
        let form = self.layer.op.form();

        match (form.take, form.taps) {
            (Take::Product, _) => self.products(group),
            _ if form.is_elementwise() => self.tap(group, count - 1),
            (Take::Source, _) => self.tap(group, count - 1),
            (Take::Square, _) => language.squares_sum(count, &self.sum()),
            (Take::Exponential, _) => {
                let sum = self.shown(self.explanation.running);
                language.exponentials_sum(count, &sum)
            }
            (Take::Cell, Fold::Max) => {
                let maximum = self.maximum(self.explanation.until(count));
                format!("{maximum}{}", language.stop())
            }
            (Take::Cell, _) if form.finish == Finish::Standard => {
                language.cells_sum(&self.group_name(group), count, &self.sum())
            }
            (Take::Cell, _) => language.window_sum(count, &self.sum()),
        }
    }

    /// The products of a group, or its stamps, and what they add up to.
    fn products(&self, group: usize) -> String {
        let language = self.language;
        let layer = self.layer;
        let count = self.explanation.count;
        let channel = self.group_name(group);
        let stamps = self.counted(count).filter(|_| layer.op.is_transposed());

        match stamps {
            _ if layer.is_dense() && layer.groups() == 1 => {
                language.all_products_sum(count, &self.sum())
            }
            Some(stamps) => language.stamps_sum(&channel, stamps.count(), &self.sum()),
            None => language.products_sum(&channel, count, &self.sum()),
        }
    }

    /// What the taps come to: with all of them where they are few, else their sum alone.
    fn sum(&self) -> String {
        let Explanation { count, running, .. } = *self.explanation;
        let values = self.values(count, running);

        if let Some(tap) = self.only() {
            return self.product(tap).equals(running);
        }

        match values.len() {
            2..=MOST_LISTED => self.start().sum(&values, None).equals(running),
            _ => self.shown(running),
        }
    }

    /// What a cell comes to, and where it is written.
    fn written(&self) -> String {
        let language = self.language;
        let output = self.output();
        let value = f64::from(self.explanation.value);
        let form = self.layer.op.form();

        match (self.finish(), form.taps) {
            (Finish::Bias, _) => {
                let sum = self.finishing().equals(value);
                let sums = self.explanation.terms.len();
                language.bias_added(sums, self.layer.is_dense(), &sum, &output)
            }
            (Finish::Plain, _)
                if form.take == Take::Product && self.explanation.terms.len() > 1 =>
            {
                let sums = self.explanation.terms.len();
                let sum = if sums > MOST_TERMS {
                    self.shown(value)
                } else {
                    self.finishing().equals(value)
                };
                language.sums_added(sums, self.layer.is_dense(), &sum, &output)
            }
            (_, Fold::Max) if self.finish() != Finish::Place => language.written(
                &self.maximum(self.explanation.until(self.explanation.count)),
                &output,
            ),
            (Finish::Plain, _) if form.take == Take::Product && self.added() > MOST_TERMS => {
                language.written(&self.shown(value), &output)
            }
            _ => {
                let equation = self.finishing().equals(value);
                language.written(&format!("{}{equation}", self.lead()), &output)
            }
        }
    }

    /// How many products are added to the one term.
    fn added(&self) -> usize {
        let count = self.explanation.count;
        self.counted(count).map_or(count, Iterator::count)
    }

    /// A finished row, map or layer.
    fn finished(&self, grain: Grain) -> String {
        let [map, row, _] = self.explanation.place.cell;
        let last = self.written();

        match grain {
            Grain::Row if self.layer.output.is_vector() => self.language.map_finished(map, &last),
            Grain::Row => self.language.row_finished(map, row, &last),
            Grain::Map => self.language.map_finished(map, &last),
            _ => {
                let layer = self.layer;
                self.language
                    .layer_finished(&layer.name, layer.output, &last)
            }
        }
    }
}

/// max(1, 1, 5, 6), or the largest alone where they are many, or not all at hand.
fn largest(taps: Option<&[Tap]>, largest: f64) -> Equation {
    let start = Equation::default().text("max(");
    let Some(taps) = taps.filter(|taps| taps.len() <= MOST_LISTED) else {
        return start.number(largest).words(", …").text(")");
    };

    let numbers = taps
        .iter()
        .enumerate()
        .fold(start, |equation, (index, tap)| {
            equation
                .text(if index == 0 { "" } else { ", " })
                .number(tap.value)
        });

    numbers.text(")")
}
