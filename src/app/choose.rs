//! Choosing a scenario: the course and recent files, and what is known of each.

use std::sync::Arc;

use super::{Action, App, Effect, Open};
use crate::document::{Faults, Localized};
use crate::nn::{Numbers, Shape, Tensor};
use crate::scenario::Scenario;

/// Rows, columns and channels of an input that are kept for its picture.
const PICTURE: [usize; 3] = [3, 64, 64];

/// Scenarios that a page goes on.
const PAGE: usize = 8;

/// Among what a choice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The course's lessons.
    Course,
    /// The famous networks.
    Networks,
    /// The user's files.
    Files,
}

/// A scenario that can be opened.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it is opened as: the name of a built-in one, or a file.
    pub what: String,
    /// What it is called in the list.
    pub name: String,
    /// Among what it stands.
    pub shelf: Shelf,
    /// What is known of it.
    pub about: Preview,
}

/// What is known of a scenario that can be opened.
#[derive(Clone, Debug)]
pub enum Preview {
    /// Nothing yet.
    Unread,
    /// It was read, and this is what it holds.
    Good(Box<Card>),
    /// What is wrong with it.
    Bad(Faults),
}

/// What is told of a scenario before it is opened.
#[derive(Clone, Debug)]
pub struct Card {
    /// As its author titled it.
    pub title: Localized,
    /// What it teaches.
    pub summary: Localized,
    /// How many layers it has.
    pub layers: usize,
    /// How many steps, as it opens.
    pub steps: u64,
    /// How many questions its notes ask.
    pub questions: usize,
    /// The shape of its input.
    pub input: Shape,
    /// What its layers make of that: a name and a shape each.
    pub chain: Vec<(String, Shape)>,
    /// Its input, made small; none where it is no picture.
    pub picture: Option<Arc<Tensor>>,
}

impl Preview {
    /// What reading a scenario tells of it.
    #[must_use]
    pub fn of(read: Result<Scenario, Faults>) -> Self {
        match read {
            Ok(scenario) => Self::Good(Box::new(Card::of(&scenario))),
            Err(faults) => Self::Bad(faults),
        }
    }
}

impl Card {
    fn of(scenario: &Scenario) -> Self {
        let network = &scenario.network;
        Self {
            title: scenario.title.clone(),
            summary: scenario.summary.clone(),
            layers: network.layers.len(),
            steps: scenario.steps(),
            questions: scenario
                .notes
                .iter()
                .filter(|note| note.question.is_some())
                .count(),
            input: network.shape,
            chain: network
                .layers
                .iter()
                .map(|layer| (layer.name.clone(), layer.output))
                .collect(),
            picture: picture(network.shape, &network.input),
        }
    }
}

/// Some of an input's cells, as many as a small picture shows.
fn picture(shape: Shape, input: &Tensor) -> Option<Arc<Tensor>> {
    if shape.is_vector() {
        return None;
    }

    let [channels, height, width] = shape.dims();
    let [c, h, w] = [
        channels.min(PICTURE[0]),
        height.min(PICTURE[1]),
        width.min(PICTURE[2]),
    ];
    let at = |index: usize| {
        let channel = index / (h * w);
        let row = index / w % h;
        let column = index % w;
        input.at((channel * height + row * height / h) * width + column * width / w)
    };
    Some(Arc::new(Tensor::new(
        vec![c, h, w],
        Numbers::Values((0..c * h * w).map(at).collect()),
    )))
}

/// Where the user is in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// What the names or titles have in them.
    pub filter: String,
    /// Which of those is chosen.
    pub at: usize,
    /// Whether all that is wrong with it is shown, from this line on.
    pub faults: Option<u16>,
}

impl App {
    /// Shows what can be opened; `at` is chosen first.
    pub fn list(&mut self, choices: Vec<Choice>, at: usize) {
        self.choices = choices;
        self.open = Open::Choose(Cursor {
            at,
            ..Cursor::default()
        });
    }

    /// Takes what is now known of a scenario that can be opened.
    pub fn learn(&mut self, what: &str, about: &Preview) {
        for choice in self.choices.iter_mut().filter(|choice| choice.what == what) {
            choice.about = about.clone();
        }
    }

    /// The scenarios that can be opened and that the filter lets through.
    #[must_use]
    pub fn choices(&self, filter: &str) -> Vec<&Choice> {
        let filter = filter.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&filter);
        let title = |choice: &Choice| match &choice.about {
            Preview::Good(card) => ["en", "zh"]
                .iter()
                .any(|tag| has(card.title.in_language(tag))),
            _ => false,
        };

        self.choices
            .iter()
            .filter(|choice| has(&choice.name) || title(choice))
            .collect()
    }

    /// An action while a scenario is chosen.
    pub(super) fn choose(&mut self, action: Action) -> bool {
        let Open::Choose(cursor) = &self.open else {
            return false;
        };

        let mut cursor = cursor.clone();

        if let Some(line) = cursor.faults {
            cursor.faults = match action {
                Action::Finer | Action::Next => Some(line.saturating_add(1)),
                Action::Coarser | Action::Back => Some(line.saturating_sub(1)),
                _ => None,
            };

            self.open = Open::Choose(cursor);
            return true;
        }

        if let Some(at) = moved(cursor.at, action) {
            cursor.at = at.min(self.choices(&cursor.filter).len().saturating_sub(1));
            self.open = Open::Choose(cursor);
            return true;
        }

        match action {
            Action::Type(c) if cursor.filter.len() < 64 && !c.is_control() => {
                cursor.filter.push(c);
                cursor.at = 0;
            }
            Action::Type(_) => {}
            Action::Erase => {
                cursor.filter.pop();
                cursor.at = 0;
            }
            Action::Submit => match self.choices(&cursor.filter).get(cursor.at) {
                Some(Choice {
                    about: Preview::Bad(_),
                    ..
                }) => cursor.faults = Some(0),
                Some(choice) => self.effect = Some(Effect::Open(choice.what.clone())),
                None => {}
            },
            _ => return false,
        }

        self.open = Open::Choose(cursor);

        true
    }
}

/// Where an action takes the cursor, if it moves it; past the last choice perhaps.
pub(super) fn moved(at: usize, action: Action) -> Option<usize> {
    match action {
        Action::Finer | Action::Next => Some(at.saturating_add(1)),
        Action::Coarser | Action::Back => Some(at.saturating_sub(1)),
        Action::NextLayer => Some(at.saturating_add(PAGE)),
        Action::PreviousLayer => Some(at.saturating_sub(PAGE)),
        Action::First => Some(0),
        Action::Last => Some(usize::MAX),
        Action::Pick(at) => Some(at),
        _ => None,
    }
}
