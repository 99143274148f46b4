//! Going somewhere by its number.

use std::sync::Arc;

use super::{App, View};
use crate::document::nearest;
use crate::scenario::{Opening, Start};
use crate::walk::Walker;

impl App {
    /// Goes where an answer says: a step's number, `filter,row,column` of the current layer, `layer:filter,row,column`, as many
    /// numbers as the layer's shape has levels, or a layer's name.
    pub(super) fn go_to(&mut self, answer: &str) {
        let answer = answer.trim();
        let named = |name: &str| self.scenario().layer(name.trim());

        let (layer, numbers) = match answer.rsplit_once([':', '：']) {
            _ if named(answer).is_some() => (named(answer), "0,0,0"),
            Some((name, _)) if named(name).is_none() => {
                self.news.message = Some(unknown(self, name.trim()));
                return;
            }
            Some((name, rest)) => (named(name), rest),
            None if counted(answer).is_none() => {
                self.news.message = Some(unknown(self, answer));
                return;
            }
            None => (None, answer),
        };

        let steps = self.steps();

        match (layer, counted(numbers).as_deref()) {
            (None, Some(&[step])) if step as u64 <= steps => self.walker.go_to_step(step as u64),
            (None, Some([_])) if !self.hidden().size() => {
                self.news.message = Some(self.look.language.steps_range(steps));
            }
            (layer, Some(numbers))
                if numbers.len() > 1 || layer.is_some() && !numbers.is_empty() =>
            {
                let layer = layer.unwrap_or(self.place().layer);
                self.go_to_cell(layer, numbers);
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
        self.answers.shown.clear();

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
    pub(super) fn go_to_cell(&mut self, layer: usize, numbers: &[usize]) {
        let output = self.network().layers[layer].output;

        if let Some(cell) = output.meant(numbers) {
            return self.walker.go_to_cell(layer, cell);
        }

        let levels = output.levels().len();

        if self.hidden().size() || ![3, levels].contains(&numbers.len()) {
            return self.ask_where();
        }

        let last = output.dims().map(|n| n - 1);
        self.news.message = Some(self.look.language.cells_range(last));
    }
}

/// That no layer has this name, and which has one like it.
fn unknown(app: &App, name: &str) -> String {
    let layers = app.network().layers.iter();
    let near = nearest(name, layers.map(|layer| layer.name.as_str()));

    app.look.language.no_layer_called(name, near)
}

/// Numbers with commas or spaces between them; none where something else stands there. What is too large is the largest.
fn counted(text: &str) -> Option<Vec<usize>> {
    let parts = text.split([',', ' ', '，']);
    let number = |part: &str| {
        let number: u64 = part.parse().ok()?;
        Some(usize::try_from(number).unwrap_or(usize::MAX))
    };

    parts.filter(|part| !part.is_empty()).map(number).collect()
}
