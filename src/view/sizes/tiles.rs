//! The cells of kernel, planes and map, with the numbers that stand there.

use super::super::board::Tile;
use super::super::photo::Light;
use super::super::theme::{Role, Styles};
use super::chosen::{Chosen, Read};
use super::followed::mean;
use super::looks::Drawn;
use super::places;
use super::sharing::Sharing;
use super::uses::{Own, Use, lit};
use crate::app::EditTarget;
use crate::nn::{Cells, Inputs};

impl Sharing<'_> {
    /// The number of a weight beside the chosen one.
    pub(super) fn number(&self, Chosen { group, .. }: Chosen, tap: usize) -> f64 {
        let spot = EditTarget::Weight { group, tap };
        let number = spot.number(self.app.network(), &self.app.place());

        number.map_or(0.0, f64::from)
    }

    /// A weight of the kernel.
    pub(super) fn weight(&self, styles: Styles, chosen: Chosen, at: [usize; 2]) -> Tile {
        let Some(tap) = places::tap(self.app.layer(), &self.followed.plane, at) else {
            return Tile::default();
        };

        let spot = EditTarget::Weight {
            group: chosen.group,
            tap,
        };

        let value = self.number(chosen, tap);
        let share = value / self.formats.largest[1];
        let ground = match self.kernel_drawn {
            Drawn::Tiles => styles.tile(Role::Filter, share),
            Drawn::Blank | Drawn::Dots => Some(styles.dot(Role::Filter, share)),
            Drawn::Numbers => None,
        };

        let mut tile = if tap == chosen.tap {
            lit(styles.of(Role::Current))
        } else {
            Tile {
                style: styles.on_tile(Role::Filter),
                ground,
                ..Tile::default()
            }
        };

        if !self.kernel_drawn.has_numbers() {
            return tile;
        }

        tile.text = self.formats.weight.show(value);

        if self.app.differs(spot) {
            tile.style = tile.style.underlined();
        }

        tile
    }

    /// The number at a place of a plane, or the mean of those that a dot stands for.
    pub(super) fn input_number(
        &self,
        read: Read,
        at: [usize; 2],
        input: Option<&Inputs>,
    ) -> Option<f64> {
        let layer = self.app.layer();
        let size = places::plane_size(layer, &self.followed.plane, self.followed.subject);
        let [step, _] = self.followed.steps;

        mean(at, size, step, |at| {
            let at = places::on_plane(layer, at);

            match self.followed.source(read, at) {
                Some(from) => input?.get(from),
                None => (step == 1).then_some(0.0),
            }
        })
    }

    /// A cell of a plane.
    pub(super) fn input_tile(
        &self,
        styles: Styles,
        (read, used, light): (Read, Use, Option<Light>),
        at: [usize; 2],
        input: Option<&Inputs>,
    ) -> Tile {
        let number = self.input_number(read, at, input);
        let text = number.map_or("…".to_owned(), |number| self.formats.input.show(number));
        let own = Own {
            role: Role::Input,
            share: number.unwrap_or(0.0) / self.formats.largest[0],
            light: light
                .zip(number)
                .map(|(light, number)| light.dot(styles, number)),
        };

        used.tile(styles, self.drawn, text, own)
    }

    /// A cell of the map, as far as the walk has written it.
    pub(super) fn output_tile(
        &self,
        styles: Styles,
        (used, light): (Use, Option<Light>),
        at: [usize; 2],
        cells: Option<&Cells>,
    ) -> Tile {
        let app = self.app;
        let output = &self.followed.output;
        let [_, step] = self.followed.steps;
        let map = app.place().cell[0];
        let cell = output.cell(map, at);
        let is_made = cell.is_some_and(|cell| app.is_made(cell));
        let number = mean(at, output.size, step, |at| {
            let cell = output.cell(map, at)?;
            let is_seen = step == 1 || app.is_made(cell);
            cells.filter(|_| is_seen).map(|cells| cells.at(cell))
        });

        let text = match number {
            _ if !is_made => "·".to_owned(),
            _ if cell == Some(app.place().cell) && app.hidden().value() => "?".to_owned(),
            Some(number) => self.formats.output.show(number),
            None => "…".to_owned(),
        };

        let seen = number.filter(|_| is_made);
        let own = Own {
            role: Role::Output,
            share: seen.unwrap_or(0.0) / self.formats.largest[2],
            light: light
                .zip(seen)
                .map(|(light, number)| light.dot(styles, number)),
        };

        let used = match used {
            Use::None if !is_made => Use::Pending,
            used => used,
        };

        used.tile(styles, self.drawn, text, own)
    }
}
