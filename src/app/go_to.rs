//! Going somewhere by its number.

use std::sync::Arc;

use super::{App, View};
use crate::scenario::{Opening, Start};
use crate::walk::Walker;

impl App {
    /// Goes where an answer says: a step's number, or `filter,row,column`.
    pub(super) fn go_to(&mut self, answer: &str) {
        let parts: Vec<&str> = answer
            .split([',', ' ', '，'])
            .filter(|part| !part.is_empty())
            .collect();

        let numbers: Option<Vec<u64>> = parts.iter().map(|part| part.parse().ok()).collect();
        let steps = self.steps();

        match numbers.as_deref() {
            Some([step]) if *step <= steps => {
                self.walker.go_to_step(*step);
            }
            Some([_]) if !self.hides_size() => {
                self.news.message = Some(self.look.language.steps_range(steps));
            }
            Some(&[map, row, column]) => {
                self.go_to_cell(
                    [map, row, column].map(|n| usize::try_from(n).unwrap_or(usize::MAX)),
                );
            }
            _ => self.ask_where(),
        }
    }

    /// Begins as a scenario says.
    pub(super) fn open_as(&mut self, opening: Opening) {
        let order = self.habits.order.unwrap_or(opening.order);
        let grain = self.habits.grain.unwrap_or(opening.grain);
        self.walker = Walker::new(Arc::clone(self.history.current()), order, grain);
        self.look.hover = None;
        self.look.view = opening.view.unwrap_or(self.look.view);
        self.look.reveals = self.habits.reveals.unwrap_or(opening.reveals);
        self.answers.told.clear();

        match opening.at {
            Some(Start::Step(step)) => self.walker.go_to_step(step),
            Some(Start::Cell(layer, cell)) => self.walker.go_to_cell(layer, cell),
            Some(Start::Note(note)) => self.go_to_note_of(note),
            None => {}
        }
    }

    pub(super) fn visit(&mut self, layer: usize, cell: [usize; 3]) {
        self.look.view = View::Walk;
        self.walker.go_to_cell(layer, cell);
    }

    fn ask_where(&mut self) {
        self.news.message = Some(self.look.language.type_a_place().to_owned());
    }

    /// Goes to an output cell of the current layer, if it has such a one.
    pub(super) fn go_to_cell(&mut self, cell: [usize; 3]) {
        let dims = self.layer().output.dims();
        if cell.iter().zip(dims).all(|(&at, n)| at < n) {
            return self.walker.go_to_cell(self.place().layer, cell);
        }

        if self.hides_size() {
            return self.ask_where();
        }

        let last = dims.map(|n| n - 1);
        self.news.message = Some(self.look.language.cells_range(last));
    }
}
