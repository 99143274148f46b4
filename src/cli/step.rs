//! A step as `steps` tells it: as a sentence, or as an object.

use clap::ValueEnum;
use serde::Serialize;

use super::json::{Nested, Number};
use super::notes::Said;
use crate::nn::{Layer, Take, Tap};
use crate::scenario::Scenario;
use crate::text::{self, Digits, Language, Printed};
use crate::walk::{Explanation, Grain, Moment};

/// What a line holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Lines {
    /// A sentence
    #[default]
    Text,
    /// A JSON object
    Jsonl,
}

/// A step that is told.
pub(super) struct Step<'a> {
    /// Its number, counted from 1, and the digits that the largest of all has.
    pub number: u64,
    pub digits: usize,
    pub scenario: &'a Scenario,
    pub explanation: Explanation,
    pub grain: Grain,
    /// What the teacher says here for the first time.
    pub notes: Vec<Said>,
}

impl Step<'_> {
    pub(super) fn layer(&self) -> &Layer {
        &self.scenario.network.layers[self.explanation.place.layer]
    }

    /// The names of the layer's input channels, where they have any.
    pub(super) fn channels(&self, language: Language) -> Vec<String> {
        if self.layer().reads_input(0) {
            self.scenario.channel_names(language.tag())
        } else {
            Vec::new()
        }
    }

    pub(super) fn sentence(&self, language: Language) -> String {
        text::sentence(
            self.layer(),
            &self.channels(language),
            &self.explanation,
            self.grain,
            self.printed(),
            (language, Digits::Few),
        )
    }

    fn printed(&self) -> Option<Printed> {
        self.scenario
            .printed(&self.scenario.network, &self.explanation)
    }
}

/// A step as an object.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    step: u64,
    layer: &'a str,
    cell: Vec<usize>,
    phase: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tap: Option<usize>,
    #[serde(flatten)]
    numbers: serde_json::Map<String, serde_json::Value>,
    value: Number,
    text: String,
    #[serde(skip_serializing_if = "<[Said]>::is_empty")]
    notes: &'a [Said],
}

impl<'a> Line<'a> {
    pub(super) fn new(of: &'a Step, text: String) -> Self {
        let explanation = &of.explanation;
        let (phase, group, tap) = of.phase();
        let value = match explanation.place.moment {
            Moment::Start => 0.0,
            Moment::Tap { .. } => explanation.running,
            Moment::Finish => f64::from(explanation.value),
        };

        Self {
            step: of.number,
            layer: &of.layer().name,
            cell: cell(of.layer(), explanation),
            phase,
            group,
            tap,
            numbers: of.numbers().into_iter().map(named).collect(),
            value: Number(value),
            text,
            notes: &of.notes,
        }
    }
}

fn named((key, value): (&str, serde_json::Value)) -> (String, serde_json::Value) {
    (key.to_owned(), value)
}

fn number(value: f64) -> serde_json::Value {
    serde_json::to_value(Number(value)).unwrap_or_default()
}

impl Step<'_> {
    /// What the step does, and the group and the tap that it is about.
    fn phase(&self) -> (&'static str, Option<usize>, Option<usize>) {
        match self.explanation.place.moment {
            Moment::Start => ("start", None, None),
            Moment::Tap { group, tap } if self.grain == Grain::Tap => {
                ("tap", Some(group), Some(tap))
            }
            Moment::Tap { group, .. } => ("group", Some(group), None),
            Moment::Finish if self.grain <= Grain::Cell => ("finish", None, None),
            Moment::Finish => (self.grain.name(), None, None),
        }
    }

    /// The numbers that the step is about, by their keys.
    fn numbers(&self) -> Vec<(&'static str, serde_json::Value)> {
        let explanation = &self.explanation;

        match explanation.place.moment {
            Moment::Start => Vec::new(),
            Moment::Tap { group, tap } if self.grain == Grain::Tap => self.of_tap(group, tap),
            Moment::Tap { .. } if explanation.taps.len() < explanation.count => Vec::new(),
            Moment::Tap { group, .. } => self.of_group(group),
            Moment::Finish => {
                let terms = explanation.terms.iter().map(|&term| number(term)).collect();
                let bias = explanation.bias.map(|bias| ("bias", number(bias)));
                let divisor = explanation
                    .divisor
                    .map(|divisor| ("divisor", divisor.into()));
                let printed = self.printed().filter(|_| self.grain <= Grain::Cell);
                let printed =
                    printed.map(|printed| ("published", number(f64::from(printed.number))));

                std::iter::once(("terms", terms))
                    .chain(bias)
                    .chain(divisor)
                    .chain(printed)
                    .collect()
            }
        }
    }

    fn of_tap(&self, group: usize, tap: usize) -> Vec<(&'static str, serde_json::Value)> {
        let nothing = Tap {
            from: None,
            x: 0.0,
            weight: 1.0,
            value: 0.0,
        };

        let at = self.explanation.tap(tap).copied().unwrap_or(nothing);
        let mut numbers = vec![
            ("from", serde_json::json!(at.from.map(|from| from.at))),
            ("input", number(at.x)),
        ];

        if self.is_weighted(group, tap) {
            numbers.extend([("weight", number(at.weight)), ("product", number(at.value))]);
        }

        numbers
    }

    fn of_group(&self, group: usize) -> Vec<(&'static str, serde_json::Value)> {
        let layer = self.layer();
        let matrix = |of: fn(&Tap) -> f64| matrix(layer, &self.explanation, of);
        let mut numbers = vec![("window", matrix(|tap| tap.x))];

        if self.is_weighted(group, 0) {
            numbers.push(("weight", matrix(|tap| tap.weight)));
            numbers.push(("products", matrix(|tap| tap.value)));
        } else if layer.op.form().take == Take::Exponential {
            numbers.push(("exponentials", matrix(|tap| tap.value)));
        }

        numbers
    }

    fn is_weighted(&self, group: usize, tap: usize) -> bool {
        let map = self.explanation.place.cell[0];
        self.layer().weight_index(map, group, tap).is_some()
    }
}

/// The output cell: `[map, row, column]`, or `[index]` of a vector.
pub(super) fn cell(layer: &Layer, explanation: &Explanation) -> Vec<usize> {
    layer.output.index(explanation.place.cell)
}

/// The group's taps as they lie on the kernel; as a list where they do not lie on one.
fn matrix(layer: &Layer, explanation: &Explanation, of: impl Fn(&Tap) -> f64) -> serde_json::Value {
    let rows = layer.rows.kernel;
    let columns = layer.columns.kernel;
    let lengths = if rows * columns == explanation.taps.len() {
        vec![rows, columns]
    } else {
        vec![explanation.taps.len()]
    };

    let number = |index: usize| explanation.taps.get(index).map_or(0.0, &of);

    serde_json::to_value(Nested::new(&lengths, &number)).unwrap_or_default()
}
