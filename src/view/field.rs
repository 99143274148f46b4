//! The receptive field: what the current cell is made from, traced back through every layer to the input.

use crate::app::{App, EditTarget, Open};
use crate::nn::{Block, Stage};
use crate::text;

/// What a cell is to the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// It lies in its receptive field.
    Field,
    /// It is the current one.
    Current,
}

/// What stands at a dot of a picture: a number, where it is seen, and what it is to the current cell.
pub(super) type Dot = (Option<f64>, Option<Mark>);

/// The maps, rows and columns of each stage that the current cell is made from.
pub(super) struct Field {
    /// The stage that the current cell lies in.
    stage: usize,
    cell: [usize; 3],
    /// Of it and the stages before it, in their order.
    reads: Vec<Option<Block>>,
    /// The input cell that the cursor lies on, while numbers are changed.
    cursor: Option<[usize; 3]>,
}

impl Field {
    pub(super) fn new(app: &App) -> Self {
        let place = app.place();
        let reads = app
            .network()
            .field_of(Stage::after(place.layer), place.cell);

        let cursor = match app.open() {
            Open::Edit(EditTarget::Input(at), _) => Some(*at),
            _ => None,
        };

        Self {
            stage: place.layer + 1,
            cell: place.cell,
            reads,
            cursor,
        }
    }

    /// What a cell of a stage is to the current one.
    pub(super) fn mark(&self, stage: usize, cell: [usize; 3]) -> Option<Mark> {
        // While numbers are changed, all of them can be, and the cursor is one: an empty picture has its edges too.
        if let (0, Some(cursor)) = (stage, self.cursor) {
            return Some(if cell == cursor {
                Mark::Current
            } else {
                Mark::Field
            });
        }

        if stage == self.stage {
            return (cell == self.cell).then_some(Mark::Current);
        }

        let block = self.reads.get(stage)?.as_ref()?;
        let is_read = block
            .iter()
            .zip(cell)
            .all(|(range, at)| range.contains(&at));

        is_read.then_some(Mark::Field)
    }

    /// Whether what the current cell is made from goes from a stage to a later one.
    pub(super) fn passes(&self, from: usize, to: usize) -> bool {
        let is_read = |stage: usize| {
            stage == self.stage || self.reads.get(stage).is_some_and(Option::is_some)
        };
        from < self.stage && is_read(from) && to <= self.stage && is_read(to)
    }

    /// What the current cell sees of the network's input, in words.
    pub(super) fn seen(&self, app: &App) -> String {
        let seen = self.reads[0].clone().unwrap_or_default();
        let is_vector = app.network().shape.is_vector();
        text::field(app.layer(), self.cell, (&seen, is_vector), app.language())
    }

    /// The same; and what the network says, where it ends in probabilities. While numbers are changed,
    /// that counts.
    pub(super) fn sentence(&self, app: &App) -> String {
        let network = app.network();
        let end = network.output().dims().map(|length| length - 1);
        let is_reached = app.place().layer + 1 == network.layers.len() && app.is_made(end);
        let verdict = app
            .verdict()
            .filter(|_| !app.hidden().verdict() && (app.shows_all() || is_reached));
        let verdict = verdict.map(|(class, probability)| {
            let class = app.scenario().class(class);
            app.language().verdict(&class, probability)
        });

        if let (Some(verdict), Some(_)) = (&verdict, self.cursor) {
            return verdict.clone();
        }

        let field = self.seen(app);
        let space = app.language().space();

        verdict.map_or(field.clone(), |verdict| format!("{field}{space}{verdict}"))
    }
}
