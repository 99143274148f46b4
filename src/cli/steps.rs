//! `steps`: the walk in words, one step per line.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgGroup, Args};
use clap_complete::engine::ArgValueCompleter;

use super::notes::Notes;
use super::quiz::Asking;
use super::step::{Line, Lines, Step};
use super::{Options, Stop, layer_named, parser};
use crate::file;
use crate::record::pages;
use crate::scenario::Scenario;
use crate::text::CommandError;
use crate::walk::{Grain, Order, Place, Walker};

/// Arguments of `steps`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("written").multiple(true).args(["answers", "output"]))]
pub(super) struct Steps {
    /// A file, the name of a built-in scenario, or - for standard input
    #[arg(add = ArgValueCompleter::new(super::complete::scenarios))]
    scenario: OsString,
    /// Only the steps of this layer, counted from its first
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(super::complete::layers))]
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

impl Steps {
    /// Prints the lines, or writes them to the file that is asked for.
    pub(super) fn tell(&self, out: &mut impl Write) -> Result<(), Stop> {
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
        let order = self.order.unwrap_or(scenario.opening.order);
        let mut walker = Walker::new(Arc::clone(&scenario.network), order, grain);
        let steps = walker.walk().steps(grain, layer);
        let before = layer.map_or(0, |layer| walker.walk().first_step(layer, grain) - 1);
        let last = steps.min((self.from - 1).saturating_add(self.count.unwrap_or(steps)));

        if self.from > steps {
            return Err(CommandError::FromPastTheEnd(self.from, steps).into());
        }

        let values = Arc::clone(walker.values());
        let mut notes = Notes::new(&scenario, &values, self.options.language());

        for number in self.from..=last {
            walker.go_to_step(before + number);
            let place = walker.place();
            // What is said before anything is computed is said with the first step.
            let before_all = (before + number == 1).then_some(Place::START);

            tell(&Step {
                number,
                digits: steps.to_string().len(),
                scenario: &scenario,
                explanation: walker.explain_now(place),
                grain,
                notes: notes.at(before_all.into_iter().chain([place])),
            })?;
        }

        Ok(())
    }
}
