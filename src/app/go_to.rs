//! Going somewhere by its number.

use std::sync::Arc;

use super::{App, View};
use crate::scenario::{Opening, Start};
use crate::walk::Walker;

impl App {
    /// Goes where an answer says: a step's number, `filter,row,column` of the current layer, `layer:filter,row,column`, or a
    /// layer's name.
    pub(super) fn go_to(&mut self, answer: &str) {
        let answer = answer.trim();
        let layers = &self.network().layers;
        let named = |name: &str| layers.iter().position(|layer| layer.name == name.trim());

        // A layer that is not there has no cells either.
        let (layer, numbers) = match answer.split_once([':', '：']) {
            _ if named(answer).is_some() => (named(answer), "0,0,0"),
            Some((name, rest)) => (named(name), named(name).map_or("", |_| rest)),
            None => (None, answer),
        };

        let parts = numbers.split([',', ' ', '，']);
        let parts = parts.filter(|part| !part.is_empty());
        let numbers: Option<Vec<u64>> = parts.map(|part| part.parse().ok()).collect();
        let steps = self.steps();

        match (layer, numbers.as_deref()) {
            (None, Some([step])) if *step <= steps => self.walker.go_to_step(*step),
            (None, Some([_])) if !self.hides_size() => {
                self.news.message = Some(self.look.language.steps_range(steps));
            }
            (layer, Some(&[map, row, column])) => {
                let layer = layer.unwrap_or(self.place().layer);
                let cell = [map, row, column].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
                self.go_to_cell(layer, cell);
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

    /// Goes to an output cell of a layer, if it has such a one.
    pub(super) fn go_to_cell(&mut self, layer: usize, cell: [usize; 3]) {
        let dims = self.network().layers[layer].output.dims();

        if cell.iter().zip(dims).all(|(&at, n)| at < n) {
            return self.walker.go_to_cell(layer, cell);
        }

        if self.hides_size() {
            return self.ask_where();
        }

        let last = dims.map(|n| n - 1);
        self.news.message = Some(self.look.language.cells_range(last));
    }
}
