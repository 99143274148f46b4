//! The output's maps, as far as they are made.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::super::grid::Glyph;
use super::super::put;
use super::super::theme::Role;
use super::Flow;
use crate::nn::{Cells, Stage};
use crate::walk::{Grain, Moment};

impl Flow<'_> {
    /// Draws the maps that are seen.
    pub fn output(&self, buffer: &mut Buffer) {
        let area = self.layout.area;
        let seen = self
            .layout
            .maps
            .first()
            .map(|(_, grid)| (grid.rows.clone(), grid.columns.clone()));

        let Some((rows, columns)) = seen else { return };
        let cells = self
            .app
            .values()
            .cells(Stage::after(self.place.layer), [rows, columns]);
        let is_vector = self.layout.is_vector;
        let cells = if is_vector {
            self.app.values().all(Stage::after(self.place.layer))
        } else {
            cells
        };

        let count = self.layer.output.dims()[0];

        for (map, grid) in &self.layout.maps {
            let is_part = !self.layer.output.is_vector() && count > self.layout.maps.len();

            let title = if is_vector {
                "o".to_owned()
            } else if is_part {
                self.app.language().map_of(*map, count)
            } else {
                format!("o[{map}]")
            };

            let role = if *map == self.place.cell[0] {
                Role::Text
            } else {
                Role::Label
            };

            put(buffer, area, grid.x, grid.y - 1, &title, self.style(role));
            grid.draw(area, buffer, |row, column| {
                self.output_glyph(self.layout.output_cell(*map, [row, column]), cells.as_ref())
            });
        }
    }

    fn output_glyph(&self, cell: [usize; 3], cells: Option<&Cells>) -> Glyph {
        let here = cell == self.place.cell;
        let hovered = self.app.hover() == Some(cell);
        let window = (here || hovered).then(Style::new);

        if self.app.hides_size() {
            return Glyph {
                text: "?".to_owned(),
                style: self.style(Role::Pending),
                window: None,
            };
        }

        if !self.app.is_made(cell) {
            return Glyph {
                text: "·".to_owned(),
                style: self.style(Role::Pending),
                window,
            };
        }

        let value = match (cells, &self.told) {
            (Some(cells), _) => Some(f64::from(cells.at(cell))),
            (None, Some(told)) if here => Some(f64::from(told.value)),
            _ => None,
        };

        let is_asked = here && self.app.hides_value() || self.app.hides_class();
        let value = value.map_or("…".to_owned(), |value| self.layout.output.show(value));
        let text = if is_asked { "?".to_owned() } else { value };
        let style = self.style(if self.is_emphasised(cell) {
            Role::Current
        } else {
            Role::Output
        });

        let window = if here && self.is_emphasised(cell) {
            Some(self.style(Role::Current))
        } else {
            window
        };

        Glyph {
            text,
            style,
            window,
        }
    }

    /// Whether an output cell is what this step has written.
    fn is_emphasised(&self, cell: [usize; 3]) -> bool {
        let [map, row, _] = cell;
        if self.place.moment != Moment::Finish {
            return false;
        }

        let here = self.place.cell;

        match self.app.grain() {
            Grain::Tap | Grain::Channel | Grain::Cell => cell == here,
            Grain::Row => [map, row] == here[..2],
            Grain::Map => map == here[0],
            Grain::Layer => true,
        }
    }
}
