//! What the teacher says and asks. A question waits: its answer, the note's text, is told by the key that would go on.

use super::App;
use crate::scenario::{Note, notes_at};

impl App {
    /// What the teacher says here: of the group, else of the cell, else of the layer; a question before its answer.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        if let Some(index) = self.asking() {
            return self.question_of(&self.scenario().notes[index]);
        }

        let said = |index: usize| self.said(&self.scenario().notes[index]);
        let texts: Vec<String> = self.notes_here().into_iter().filter_map(said).collect();

        (!texts.is_empty()).then(|| texts.join(" "))
    }

    /// The questions at a step, by their notes' numbers.
    #[must_use]
    pub fn questions_at(&self, step: u64) -> Vec<usize> {
        let place = self.walk.place(self.walk.select(step, self.grain));
        let notes = notes_at(self.scenario(), &place, self.network());

        notes
            .into_iter()
            .filter(|&index| self.scenario().notes[index].question.is_some())
            .collect()
    }

    /// Whether the walk waits for an answer.
    pub(super) fn waits_for_answer(&self) -> bool {
        !self.hides_value() && self.asking().is_some()
    }

    /// Tells the answer that the walk waits for; false if it waits for none.
    pub(super) fn reveal(&mut self) -> bool {
        let asked = self.asking().filter(|_| !self.hides_value());
        self.told.extend(asked);

        asked.is_some()
    }

    fn notes_here(&self) -> Vec<usize> {
        notes_at(self.scenario(), &self.place(), self.history.current())
    }

    /// The first note here whose question has not been answered.
    fn asking(&self) -> Option<usize> {
        let asks = |index: &usize| {
            let note = &self.scenario().notes[*index];
            !self.told.contains(index) && self.question_of(note).is_some()
        };

        self.notes_here().into_iter().find(asks)
    }

    fn said(&self, note: &Note) -> Option<String> {
        note.filled(&note.text, self.language.tag(), &self.values)
    }

    /// The question, what there is to choose from, and the key that tells the answer.
    fn question_of(&self, note: &Note) -> Option<String> {
        let question = note.question.as_ref()?;
        let tag = self.language.tag();
        let filled = |words| note.filled(words, tag, &self.values);
        let choices: Vec<String> = question.choices.iter().map(filled).collect::<Option<_>>()?;
        let ask = filled(&question.ask)?;
        let reveals = self.language.reveals_answer();

        if choices.is_empty() {
            return Some(format!("{ask} ({reveals})"));
        }

        Some(format!("{ask} {} ({reveals})", choices.join(" / ")))
    }
}
