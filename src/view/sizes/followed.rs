//! What the weight, or the output cell, that is followed has to do with cells, and what stands there.

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::plane::Plane;
use super::chosen::{Chosen, Read, Subject};
use super::laid::Laid;
use super::places;
use super::uses::Use;
use crate::app::App;
use crate::nn::Cell;

/// What is followed, and where it is drawn.
pub(super) struct Followed<'a> {
    pub app: &'a App,
    pub subject: Subject,
    pub plane: Plane<'a>,
    pub output: Laid,
    /// Cells of a plane, and of the map, that a dot stands for, down and along.
    pub steps: [usize; 2],
}

impl<'a> Followed<'a> {
    pub(super) fn new(app: &'a App, subject: Subject, steps: [usize; 2]) -> Self {
        Self {
            app,
            subject,
            plane: Plane::new(app.layer()),
            output: Laid::output(app.layer()),
            steps,
        }
    }

    /// What the weight, or the output cell, has to do with what is drawn at a place of a plane.
    pub(super) fn input_use(&self, Read { map, group }: Read, dot: [usize; 2]) -> Use {
        let cell = self.app.place().cell;
        let at = self.shown(dot);
        let source = self.source(Read { map, group }, at);
        let is_padding = self.plane.is_padding(at);
        let (is_met, is_here) = match self.subject {
            Subject::Weight(Chosen { tap, .. }) => {
                let here = self.plane.place(cell, tap);
                let is_met = self.any(dot, |at| self.plane.is_met(tap, at));
                (is_met, self.any(dot, |at| at == here))
            }
            Subject::Cell => {
                let is_read = || self.any(dot, |at| self.plane.tap(cell, at).is_some());
                let is_read = map == cell[0] && is_read();
                (is_read, is_read)
            }
            Subject::Block => return self.block_use(source),
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

    /// The input cell that stands at a place of a plane; `None` for padding.
    pub(super) fn source(&self, Read { map, group }: Read, at: [usize; 2]) -> Option<Cell> {
        if self.subject == Subject::Block {
            let at = Laid::input(self.app.layer()).cell(map, at)?;
            return Some(Cell { source: 0, at });
        }

        self.plane
            .source(moved(self.app.place().cell, map), group, at)
    }

    /// What the output cell has to do with a cell of a map of which it reads a block: its own, where there is one, stands out.
    fn block_use(&self, source: Option<Cell>) -> Use {
        let layer = self.app.layer();
        let cell = self.app.place().cell;
        let Some((Cell { at, .. }, block)) = source.zip(layer.block_of(cell)) else {
            return Use::Outside;
        };

        let is_read = (0..3).all(|level| block[level].contains(&at[level]));
        let has_own = layer.input() == layer.output;

        match is_read {
            true if has_own && at != cell => Use::Elsewhere,
            true => Use::Now,
            false => Use::None,
        }
    }

    /// Of the places of a plane that a dot stands for, the first at which a number stands.
    fn shown(&self, dot: [usize; 2]) -> [usize; 2] {
        let inside = self.plane.inside();
        let end = |dim: usize| dot[dim] + self.steps[0];
        let first = |dim: usize| inside[dim].start.min(end(dim) - 1).max(dot[dim]);
        let at = [first(0), first(1)];

        places::on_plane(self.app.layer(), if self.steps[0] > 1 { at } else { dot })
    }

    /// Whether something is so at a place of the plane that is drawn as a dot: in a row that holds one, at one of its columns.
    fn any(&self, dot: [usize; 2], is: impl Fn([usize; 2]) -> bool) -> bool {
        let layer = self.app.layer();
        let step = self.steps[0];
        let rows = dot[0]..dot[0] + step;
        let mut places =
            rows.flat_map(|row| (dot[1]..dot[1] + step).map(move |column| [row, column]));

        places.any(|at| is(places::on_plane(layer, at)))
    }

    /// What the weight has to do with what is drawn at a place of the map; or whether its cell is the one that is looked at.
    pub(super) fn output_use(&self, dot: [usize; 2]) -> Use {
        let here = self.app.place().cell;

        if self.output.cell(here[0], dot).is_none() {
            return Use::Outside;
        }

        let layer = self.app.layer();
        let mut cells = self.cells(dot);
        let is_here = cells.clone().any(|cell| cell == here);
        let helps = match self.subject {
            Subject::Weight(Chosen { group, tap, .. }) => {
                cells.any(|cell| cell[0] == here[0] && layer.source(cell, group, tap).is_some())
            }
            Subject::Cell | Subject::Block => is_here,
        };

        match helps {
            true if is_here => Use::Now,
            true => Use::Elsewhere,
            false => Use::None,
        }
    }

    /// The output cells that are drawn at a place of the map.
    fn cells(&self, dot: [usize; 2]) -> impl Iterator<Item = [usize; 3]> + Clone {
        let map = self.app.place().cell[0];
        let [rows, columns] = [0, 1].map(|dim| {
            let end = (dot[dim] + self.steps[1]).min(self.output.size[dim]);
            dot[dim]..end
        });

        let places = rows.flat_map(move |row| columns.clone().map(move |column| [row, column]));
        places.filter_map(move |at| self.output.cell(map, at))
    }
}

/// A cell at the same place of another map.
pub(super) fn moved([_, row, column]: [usize; 3], map: usize) -> [usize; 3] {
    [map, row, column]
}

/// The mean of the numbers that a dot stands for, of some of them where these are many; or the number at a place.
pub(super) fn mean(
    at: [usize; 2],
    size: [usize; 2],
    step: usize,
    number: impl Fn([usize; 2]) -> Option<f32>,
) -> Option<f64> {
    const SAMPLES: usize = 3;
    let every = step.div_ceil(SAMPLES);
    let [rows, columns] = [0, 1].map(|dim| at[dim]..(at[dim] + step).min(size[dim]));
    let places = rows.step_by(every).flat_map(|row| {
        columns
            .clone()
            .step_by(every)
            .map(move |column| [row, column])
    });
    let numbers: Vec<f64> = places.filter_map(|at| number(at).map(f64::from)).collect();

    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
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
