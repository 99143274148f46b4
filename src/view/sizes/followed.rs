//! What the weight, or the output cell, that is followed has to do with cells, and what stands there.

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::plane::Plane;
use super::chosen::{Chosen, Subject};
use super::output::Output;
use super::places;
use super::uses::Use;
use crate::app::App;

/// What is followed, and where it is drawn.
pub(super) struct Followed<'a> {
    pub app: &'a App,
    pub subject: Subject,
    pub plane: Plane<'a>,
    pub output: Output,
    /// Cells that a dot stands for, down and along.
    pub step: usize,
}

impl Followed<'_> {
    /// What the weight, or the output cell, has to do with a place of a group's plane.
    pub(super) fn input_use(&self, group: usize, at: [usize; 2]) -> Use {
        let cell = self.app.place().cell;
        let dot = at;
        let at = places::on_plane(self.app.layer(), at);
        let source = self.plane.source(cell, group, at);
        let is_padding = self.plane.is_padding(at);
        let (is_met, is_here) = match self.subject {
            Subject::Weight(Chosen { tap, .. }) => {
                (self.plane.is_met(tap, at), self.is_here(dot, at, tap))
            }
            Subject::Cell => {
                let is_read = self.plane.tap(cell, at).is_some();
                (is_read, is_read)
            }
        };

        match (source, is_met) {
            _ if !self.plane.exists(at) => Use::Outside,
            (Some(_), true) if is_here => Use::Now,
            (Some(_), true) => Use::Elsewhere,
            (None, true) => Use::Padding,
            (_, false) if is_padding => Use::Outside,
            (_, false) => Use::None,
        }
    }

    /// What the weight has to do with a place of the map; or whether its cell is the one that is looked at.
    pub(super) fn output_use(&self, at: [usize; 2]) -> Use {
        let map = self.app.place().cell[0];
        let cell = self.output.cell(map, at);
        let helps = match self.subject {
            Subject::Weight(Chosen { group, tap, .. }) => {
                cell[0] == map && self.app.layer().source(cell, group, tap).is_some()
            }
            Subject::Cell => cell == self.app.place().cell,
        };

        let is_here = cell[0] == map && self.holds(at, self.output.place(self.app.place().cell));

        match helps {
            true if is_here => Use::Now,
            true => Use::Elsewhere,
            false => Use::None,
        }
    }

    /// Whether the walk's cell meets the weight of a tap at a place of a plane, which is drawn as a dot.
    fn is_here(&self, dot: [usize; 2], at: [usize; 2], tap: usize) -> bool {
        let here = self.plane.place(self.app.place().cell, tap);

        if self.step == 1 {
            here == at
        } else {
            self.holds(dot, here)
        }
    }

    /// Whether what is drawn at a place stands for another, too.
    fn holds(&self, drawn: [usize; 2], at: [usize; 2]) -> bool {
        (0..2).all(|dim| (drawn[dim]..drawn[dim] + self.step).contains(&at[dim]))
    }

    /// The mean of the numbers that a dot stands for, of some of them where these are many; or the number at a place.
    pub(super) fn mean(
        &self,
        at: [usize; 2],
        size: [usize; 2],
        number: impl Fn([usize; 2]) -> Option<f32>,
    ) -> Option<f64> {
        const SAMPLES: usize = 3;
        let every = self.step.div_ceil(SAMPLES);
        let [rows, columns] = [0, 1].map(|dim| at[dim]..(at[dim] + self.step).min(size[dim]));
        let places = rows.step_by(every).flat_map(|row| {
            columns
                .clone()
                .step_by(every)
                .map(move |column| [row, column])
        });
        let numbers: Vec<f64> = places.filter_map(|at| number(at).map(f64::from)).collect();

        (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
    }
}

/// Fills the gaps between cells beside each other that the weight has to do with, so that these are one shape.
pub(super) fn close(board: &Board, is_used: &dyn Fn([usize; 2]) -> bool, canvas: &mut Canvas) {
    let ground = canvas.styles.used().bg;
    let pairs = board.columns.clone().zip(board.columns.clone().skip(1));

    for row in board.rows.clone() {
        for (column, next) in pairs.clone() {
            if !is_used([row, column]) || !is_used([row, next]) {
                continue;
            }

            if let Some(tile) = board.over(&(row..row + 1), &(column..next)) {
                let gap = Block {
                    x: tile.x + tile.width,
                    width: 1,
                    ..tile
                };
                canvas.fill(gap, ground);
            }
        }
    }
}
