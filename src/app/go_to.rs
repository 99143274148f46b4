//! Going somewhere by its number.

use super::{App, View};
use crate::scenario::{Opening, Start};
use crate::walk::{Moment, Place};

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
                self.position = self.walk.select(*step, self.grain);
            }
            Some([_]) if !self.hides_size() => {
                self.message = Some(self.language.steps_range(steps));
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
        self.grain = self.habits.grain.unwrap_or(opening.grain);
        self.view = opening.view.unwrap_or(self.view);
        self.reveals = self.habits.reveals.unwrap_or(opening.reveals);
        self.told.clear();
        self.position = 0;

        match opening.at {
            Some(Start::Step(step)) => self.position = self.walk.select(step, self.grain),
            Some(Start::Cell(layer, cell)) => self.go_to_place(layer, cell),
            Some(Start::Note(note)) => self.go_to_note_of(note),
            None => {}
        }
    }

    pub(super) fn visit(&mut self, layer: usize, cell: [usize; 3]) {
        self.view = View::Walk;
        self.go_to_place(layer, cell);
    }

    pub(super) fn go_to_place(&mut self, layer: usize, cell: [usize; 3]) {
        let place = Place {
            layer,
            cell,
            moment: Moment::Finish,
        };

        self.position = self.walk.position(&place);
        self.settle();
    }

    fn ask_where(&mut self) {
        self.message = Some(self.language.type_a_place().to_owned());
    }

    /// Goes to an output cell of the current layer, if it has such a one.
    pub(super) fn go_to_cell(&mut self, cell: [usize; 3]) {
        let dims = self.layer().output.dims();
        if cell.iter().zip(dims).all(|(&at, n)| at < n) {
            return self.go_to_place(self.place().layer, cell);
        }

        if self.hides_size() {
            return self.ask_where();
        }

        let last = dims.map(|n| n - 1);
        self.message = Some(self.language.cells_range(last));
    }
}
