//! Where notes are said, and the way from one to the next.

use super::App;
use crate::scenario::{closest, notes_of};
use crate::walk::{Moment, Place};

/// Steps of a layer in which its own note is looked for, where notes of cells are in its way.
const FAR: u64 = 64;

impl App {
    /// The notes that hold, each with the position at which it is said first, in the walk's order.
    #[must_use]
    pub(super) fn note_positions(&self) -> Vec<(u64, usize)> {
        let notes = notes_of(self.scenario(), self.network());
        let mut places: Vec<(u64, usize)> = notes
            .iter()
            .filter_map(|&note| Some((self.note_position(note, &notes)?, note)))
            .collect();

        places.sort_unstable();

        places
    }

    /// Where one of these notes is said first; `None` where others are always said in its place.
    fn note_position(&self, index: usize, notes: &[usize]) -> Option<u64> {
        let note = &self.scenario().notes[index];
        let layer = &self.network().layers[note.layer];
        let cell = note.cell.unwrap_or_default();

        if cell.iter().zip(layer.output.dims()).any(|(&at, n)| at >= n) {
            return None;
        }

        let tap = |group, tap| Moment::Tap { group, tap };
        let moment = match note.group {
            Some(group) if note.from_start => tap(group, 0),
            Some(group) => tap(group, layer.taps().saturating_sub(1)),
            None if note.cell.is_some() && !note.from_start => Moment::Finish,
            None => tap(0, 0),
        };

        let first = self.walker.walk().position(&Place {
            layer: note.layer,
            cell,
            moment,
        });

        let is_said = |&position: &u64| {
            let place = self.walker.walk().place(position);
            place.layer == note.layer
                && closest(self.scenario(), &place, self.network(), notes).contains(&index)
        };

        if note.cell.is_some() || note.group.is_some() {
            return Some(first).filter(is_said);
        }

        // Before the first step of the first layer nothing is computed yet.
        let step = self.walker.step_of(first) - u64::from(note.layer == 0);
        let stops = (step..=step + FAR).map(|step| self.walker.end_of(step));

        stops.into_iter().find(is_said)
    }

    /// To the next note, or to the one before, by steps as small as that takes.
    pub(super) fn go_to_note(&mut self, forward: bool) {
        let notes = self.note_positions();
        let here = self.walker.position();
        let next = if forward {
            notes.iter().find(|(position, _)| *position > here)
        } else {
            notes.iter().rev().find(|(position, _)| *position < here)
        };

        match next {
            Some(&(position, _)) => self.walker.go_to_position(position),
            None => self.news.message = Some(self.look.language.no_more_notes(forward).to_owned()),
        }
    }

    /// To where a note of this number is said first, if it is.
    pub(super) fn go_to_note_of(&mut self, note: usize) {
        let notes = self.note_positions();
        let found = notes.iter().find(|(_, index)| *index == note);

        if let Some(&(position, _)) = found {
            self.walker.go_to_position(position);
        }
    }

    /// The steps, of all at this grain, at which there is a note; and those at which a layer begins, but for the first.
    #[must_use]
    pub fn marks(&self) -> (Vec<u64>, Vec<u64>) {
        let step = |position| self.walker.step_of(position);
        let notes = self.note_positions().into_iter();
        let mut notes: Vec<u64> = notes.map(|(position, _)| step(position)).collect();
        notes.dedup();

        let layers = 1..self.network().layers.len();
        let layers = layers.map(|layer| self.walker.walk().first_step(layer, self.walker.grain()));

        (notes, layers.collect())
    }
}
