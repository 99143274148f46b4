//! What the teacher says at a place, and when it holds.

mod read;

pub(super) use read::{cell, note};

use super::keys::says;
use super::{Localized, Scenario, blank};
use crate::nn::{Network, Stage, Values};
use crate::walk::{Moment, Place};

/// What the teacher says at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The layer at which it is said.
    pub layer: usize,
    /// The output cell; the whole layer where there is none.
    pub cell: Option<[usize; 3]>,
    /// The group that is being summed.
    pub group: Option<usize>,
    /// Whether it is said from the first step of its place, before what it speaks of is there.
    pub from_start: bool,
    /// The values, as the format writes them, that its layer's keys must have.
    pub when: Vec<(String, String)>,
    /// Whether it is true whatever is changed.
    pub always: bool,
    /// The words; after the answer where it asks.
    pub text: Localized,
    /// What it asks.
    pub question: Option<NoteQuestion>,
}

/// What a note asks.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteQuestion {
    /// The question.
    pub ask: Localized,
    /// What is right; where there is none, the note's text is.
    pub solution: Option<Solution>,
    /// What there is to choose from.
    pub choices: Vec<Localized>,
    /// What is said after a wrong answer.
    pub hint: Option<Localized>,
}

/// A right answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Solution {
    /// A number, right to the decimals that are written.
    Number {
        /// Which.
        value: f64,
        /// The digits after the point to which it is judged.
        decimals: usize,
    },
    /// One of the choices.
    Choice(usize),
}

impl Note {
    /// What is said where the walk begins.
    pub(super) fn of_start(text: Localized) -> Self {
        Self {
            layer: 0,
            cell: None,
            group: None,
            from_start: true,
            when: Vec::new(),
            always: true,
            text,
            question: None,
        }
    }

    /// How closely it speaks of a place where what it says is there to see; `None` where it does not.
    #[must_use]
    pub fn closeness(&self, place: &Place, taps: usize) -> Option<u8> {
        let is_cell = self.cell.is_none_or(|cell| cell == place.cell);
        let is_there = match (self.group, place.moment) {
            (Some(group), Moment::Tap { group: at, tap }) => {
                at == group && (self.from_start || tap + 1 == taps)
            }
            (Some(_), Moment::Start | Moment::Finish) => false,
            (None, Moment::Start) => self.cell.is_none(),
            (None, Moment::Finish) => true,
            (None, Moment::Tap { .. }) => self.from_start || self.cell.is_none(),
        };

        (self.layer == place.layer && is_cell && is_there)
            .then_some(u8::from(self.cell.is_some()) * 2 + u8::from(self.group.is_some()))
    }

    /// Whether it holds for a network that was made from its scenario's.
    #[must_use]
    pub fn holds(&self, network: &Network, scenario: &Scenario) -> bool {
        let Some(layer) = network.layers.get(self.layer) else {
            return false;
        };

        if !self.when.is_empty() {
            return self
                .when
                .iter()
                .all(|(key, value)| says(&layer.op, key, value));
        }

        self.always || !is_changed(network, scenario, Stage::after(self.layer))
    }

    /// A text of its own with the network's numbers; `None` where one of them is not there.
    #[must_use]
    pub fn filled(&self, words: &Localized, language: &str, values: &Values) -> Option<String> {
        blank::filled(words.in_language(language), self.layer, values)
    }

    /// What it asks, with what there is to choose from on a line of its own; `None` where it asks nothing, or a number is not there.
    #[must_use]
    pub fn asked(&self, language: &str, values: &Values) -> Option<String> {
        let question = self.question.as_ref()?;
        let ask = self.filled(&question.ask, language, values)?;
        let lettered = |(words, letter)| {
            let choice = self.filled(words, language, values)?;
            Some(format!("{letter})\u{a0}{choice}"))
        };

        let choices: Option<Vec<String>> =
            question.choices.iter().zip('a'..).map(lettered).collect();
        let choices = choices?.join("  ");

        Some([ask, choices].join("\n").trim_end().to_owned())
    }
}

/// The notes that hold for a network that was made from its scenario's, by their numbers.
#[must_use]
pub fn notes_of(scenario: &Scenario, network: &Network) -> Vec<usize> {
    (0..scenario.notes.len())
        .filter(|&note| scenario.notes[note].holds(network, scenario))
        .collect()
}

/// What is said at a place, of these notes: those that speak of it most closely.
#[must_use]
pub fn closest(
    scenario: &Scenario,
    place: &Place,
    network: &Network,
    notes: &[usize],
) -> Vec<usize> {
    let taps = network.layers[place.layer].taps();
    let close = |&index: &usize| {
        let closeness = scenario.notes[index].closeness(place, taps)?;
        Some((closeness, index))
    };

    let all: Vec<(u8, usize)> = notes.iter().filter_map(close).collect();
    let best = all.iter().map(|&(closeness, _)| closeness).max();

    all.into_iter()
        .filter(|&(closeness, _)| Some(closeness) == best)
        .map(|(_, index)| index)
        .collect()
}

/// What is said at a place, of the notes that hold.
#[must_use]
pub fn notes_at(scenario: &Scenario, place: &Place, network: &Network) -> Vec<usize> {
    let taps = network.layers[place.layer].taps();
    let speak = |&index: &usize| scenario.notes[index].closeness(place, taps).is_some();
    let holds = |&index: &usize| scenario.notes[index].holds(network, scenario);
    let notes: Vec<usize> = (0..scenario.notes.len())
        .filter(speak)
        .filter(holds)
        .collect();

    closest(scenario, place, network, &notes)
}

/// Whether anything that a stage's cells depend on is another than its author wrote.
pub(super) fn is_changed(network: &Network, scenario: &Scenario, stage: Stage) -> bool {
    let author = &*scenario.network;
    if scenario.overridden.is_empty() && std::ptr::eq(network, author) {
        return false;
    }

    let own = |stage| scenario.overridden.contains(&stage);
    let is_other_input = network.shape != author.shape || network.input != author.input;
    let mut changed = vec![own(Stage::INPUT) || is_other_input];

    for (index, now) in network.layers[..stage.order()].iter().enumerate() {
        let then = author.layers.get(index);
        let is_other = then.is_none_or(|then| now.op != then.op);
        let mut sources = now.sources.iter().map(|source| source.stage.order());
        let is_changed = is_other || own(Stage::after(index)) || sources.any(|at| changed[at]);
        changed.push(is_changed);
    }

    changed[stage.order()]
}
