//! `steps`: the walk in words, one step a line.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgGroup, Args, ValueEnum};
use serde::Serialize;

use super::json::{Nested, Number};
use super::notes::{Notes, Said};
use super::quiz::Asking;
use super::{Options, Stop, layer_named, parser};
use crate::file;
use crate::nn::{Layer, Take, Tap, Values};
use crate::record::pages;
use crate::scenario::Scenario;
use crate::text::{self, CommandError, Language};
use crate::walk::{Explanation, Grain, Moment, Order, Place, Walk};

/// Arguments of `steps`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("written").multiple(true).args(["answers", "output"]))]
pub(super) struct Steps {
    /// A file, the name of a built-in scenario, or - for standard input
    scenario: String,
    /// Only the steps of this layer, counted from its first
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// How far one step goes [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Grain::ALL))]
    grain: Option<Grain>,
    /// Window by window, or filter by filter [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Order::ALL))]
    order: Option<Order>,
    /// The first step, counted from 1
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    from: u64,
    /// How many steps [default: all]
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// One sentence or one object per line
    #[arg(long, value_enum, default_value_t)]
    format: Lines,
    /// Write to this file instead; a .pdf has pages to print
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    quiz: Asking,
    #[command(flatten)]
    options: Options,
}

/// What a line holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Lines {
    /// A sentence
    #[default]
    Text,
    /// A JSON object
    Jsonl,
}

impl Steps {
    /// Prints the lines, or writes them to the file that is asked for.
    pub fn tell(&self, out: &mut impl Write) -> Result<(), Stop> {
        let Some(path) = &self.output else {
            return self.lines(out);
        };

        let mut text = Vec::new();
        self.lines(&mut text)?;
        let is_pdf = path.extension().is_some_and(|ending| ending == "pdf");

        if is_pdf {
            let scenario = self.options.open(&self.scenario)?;
            let tag = self.options.language().tag();
            let lines: Vec<String> = String::from_utf8_lossy(&text)
                .lines()
                .map(str::to_owned)
                .collect();

            text = pages(scenario.title.in_language(tag), tag, &lines)?;
        }

        file::write_all(vec![(path, Box::new(&text[..]))], self.quiz.replaces())
            .map_err(|error| Stop::unwritten(path, error, true))
    }

    fn lines(&self, out: &mut impl Write) -> Result<(), Stop> {
        if let Some(mut worksheet) = self.quiz.worksheet(self.format, self.options.language())? {
            self.each(&mut |step| worksheet.step(step, out))?;
            return worksheet.finish();
        }

        self.each(&mut |step| {
            let language = self.options.language();
            let text = step.sentence(language);
            match self.format {
                Lines::Text => {
                    write!(out, "{:>width$}  {text}", step.number, width = step.digits)?;
                    for note in &step.notes {
                        write!(out, "  {} {}", language.note_mark(), note.whole(language))?;
                    }
                    writeln!(out)?;
                }
                Lines::Jsonl => {
                    serde_json::to_writer(&mut *out, &Line::new(step, text))?;
                    writeln!(out)?;
                }
            }

            Ok(())
        })
    }

    /// The layer whose steps alone are told.
    fn layer(&self, scenario: &Scenario) -> Result<Option<usize>, Stop> {
        let name = self.layer.as_deref();
        name.map(|name| layer_named(scenario, name)).transpose()
    }

    /// Goes through the steps that are asked for.
    fn each(&self, tell: &mut dyn FnMut(&Step) -> Result<(), Stop>) -> Result<(), Stop> {
        let scenario = self.options.open(&self.scenario)?;
        let layer = self.layer(&scenario)?;
        let grain = self.grain.unwrap_or(scenario.opening.grain);
        let walk = Walk::new(
            &scenario.network,
            self.order.unwrap_or(scenario.opening.order),
        );
        let values = Values::new(Arc::clone(&scenario.network));
        let steps = walk.steps(grain, layer);
        let before = layer.map_or(0, |layer| walk.first_step(layer, grain) - 1);
        let last = steps.min((self.from - 1).saturating_add(self.count.unwrap_or(steps)));

        if self.from > steps {
            return Err(CommandError::FromPastTheEnd(self.from, steps).into());
        }

        let mut notes = Notes::new(&scenario, &values, self.options.language());

        for number in self.from..=last {
            let place = walk.place(walk.select(before + number, grain));
            // What is said before anything is computed is said with the first step.
            let before_all = (before + number == 1).then(|| walk.place(0));

            tell(&Step {
                number,
                digits: steps.to_string().len(),
                scenario: &scenario,
                told: told(&values, place),
                grain,
                notes: notes.at(before_all.into_iter().chain([place])),
            })?;
        }

        Ok(())
    }
}

/// What happens at a place, however long it takes.
fn told(values: &Values, place: Place) -> Explanation {
    let layer = &values.network().layers[place.layer];
    let inputs = values.under_now(place.layer, place.cell);
    let sums = values.sums_now(place.layer, place.cell, &inputs);

    Explanation::new(layer, place, &inputs, &sums)
}

/// A step that is told.
pub(super) struct Step<'a> {
    /// Its number, counted from 1, and the digits that the largest of all has.
    pub number: u64,
    pub digits: usize,
    pub scenario: &'a Scenario,
    pub told: Explanation,
    pub grain: Grain,
    /// What the teacher says here for the first time.
    pub notes: Vec<Said>,
}

impl Step<'_> {
    pub fn layer(&self) -> &Layer {
        &self.scenario.network.layers[self.told.place.layer]
    }

    /// The names of the layer's input channels, where they have any.
    pub fn channels(&self) -> &[String] {
        if self.layer().reads_input(0) {
            &self.scenario.channels
        } else {
            &[]
        }
    }

    pub fn sentence(&self, language: Language) -> String {
        text::sentence(
            self.layer(),
            self.channels(),
            &self.told,
            self.grain,
            language,
        )
    }
}

/// A step as an object.
#[derive(Serialize)]
struct Line<'a> {
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
    fn new(of: &'a Step, text: String) -> Self {
        let told = &of.told;
        let (phase, group, tap) = of.phase();
        let value = match told.place.moment {
            Moment::Start => 0.0,
            Moment::Tap { .. } => told.running,
            Moment::Finish => f64::from(told.value),
        };

        Self {
            step: of.number,
            layer: &of.layer().name,
            cell: cell(of.layer(), told),
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
        match self.told.place.moment {
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
        let told = &self.told;

        match told.place.moment {
            Moment::Start => Vec::new(),
            Moment::Tap { group, tap } if self.grain == Grain::Tap => self.of_tap(group, tap),
            Moment::Tap { .. } if told.taps.len() < told.count => Vec::new(),
            Moment::Tap { group, .. } => self.of_group(group),
            Moment::Finish => {
                let terms = told.terms.iter().map(|&term| number(term)).collect();
                let bias = told.bias.map(|bias| ("bias", number(bias)));
                let divisor = told.divisor.map(|divisor| ("divisor", divisor.into()));

                std::iter::once(("terms", terms))
                    .chain(bias)
                    .chain(divisor)
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

        let at = self.told.tap(tap).copied().unwrap_or(nothing);
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
        let matrix = |of: fn(&Tap) -> f64| matrix(layer, &self.told, of);
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
        let map = self.told.place.cell[0];
        self.layer().weight_index(map, group, tap).is_some()
    }
}

/// The output cell: `[map, row, column]`, or `[index]` of a vector.
pub(super) fn cell(layer: &Layer, told: &Explanation) -> Vec<usize> {
    layer.output.index(told.place.cell)
}

/// The group's taps as they lie on the kernel; as a list where they do not lie on one.
fn matrix(layer: &Layer, told: &Explanation, of: impl Fn(&Tap) -> f64) -> serde_json::Value {
    let rows = layer.rows.kernel;
    let columns = layer.columns.kernel;
    let lengths = if rows * columns == told.taps.len() {
        vec![rows, columns]
    } else {
        vec![told.taps.len()]
    };

    let number = |index: usize| told.taps.get(index).map_or(0.0, &of);

    serde_json::to_value(Nested::new(&lengths, &number)).unwrap_or_default()
}
