//! What the teacher says and asks on the way, as `steps` prints it: each note once, where it is said first.

use std::collections::HashSet;

use serde::Serialize;

use super::json::Number;
use crate::nn::Values;
use crate::scenario::{Note, Scenario, Solution, notes_at};
use crate::text::Language;
use crate::walk::Place;

/// Notes, as they come.
pub(super) struct Notes<'a> {
    scenario: &'a Scenario,
    values: &'a Values,
    language: Language,
    /// Those that were said.
    said: HashSet<usize>,
}

/// A note, with its numbers.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    /// What it asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// What there is to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What is right: a number, or a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// What it says; after the answer where it asks.
    pub text: String,
}

/// A right answer.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    Number(Number),
    Choice(String),
}

impl<'a> Notes<'a> {
    /// Those of a scenario, with the numbers of its network.
    pub(super) fn new(scenario: &'a Scenario, values: &'a Values, language: Language) -> Self {
        Self {
            scenario,
            values,
            language,
            said: HashSet::new(),
        }
    }

    /// What is said at places for the first time.
    pub(super) fn at(&mut self, places: impl Iterator<Item = Place>) -> Vec<Said> {
        let scenario = self.scenario;
        let notes = places.flat_map(|place| notes_at(scenario, &place, &scenario.network));
        let new = notes.filter(|&note| self.said.insert(note));

        new.filter_map(|note| Said::new(&scenario.notes[note], self.values, self.language))
            .collect()
    }
}

impl Said {
    fn new(note: &Note, values: &Values, language: Language) -> Option<Self> {
        let filled = |words| note.filled(words, language.tag(), values);
        let text = filled(&note.text)?;
        let Some(question) = &note.question else {
            return Some(Self {
                ask: None,
                choices: Vec::new(),
                answer: None,
                text,
            });
        };

        let choices: Vec<String> = question.choices.iter().map(filled).collect::<Option<_>>()?;
        let answer = question.solution.map(|solution| match solution {
            Solution::Number { value, .. } => Answer::Number(Number(value)),
            Solution::Choice(at) => Answer::Choice(choices.get(at).cloned().unwrap_or_default()),
        });

        Some(Self {
            ask: Some(filled(&question.ask)?),
            choices,
            answer,
            text,
        })
    }

    /// What it asks, with what there is to choose from, and then what it says.
    pub(super) fn whole(&self, language: Language) -> String {
        match self.question() {
            Some(question) => format!("{question}{}{}", language.space(), self.text),
            None => self.text.clone(),
        }
    }

    /// What it asks, with what there is to choose from.
    pub(super) fn question(&self) -> Option<String> {
        let ask = self.ask.as_ref()?;
        if self.choices.is_empty() {
            return Some(ask.clone());
        }

        Some(format!("{ask} ({})", self.choices.join(" / ")))
    }
}
