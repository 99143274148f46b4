//! The receptive field: what the current cell is made from, traced back through every layer to the input.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::app::{App, EditTarget, Open};
use crate::nn::{Axis, Block, Layer, Network, Stage};
use crate::text;

/// What a cell is to the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// It is not read, though other cells of its stage or of others are.
    Other,
    /// It lies in its receptive field.
    Field,
    /// It is the current one.
    Current,
}

/// What stands at a dot of a picture: a number, where it is seen, and what it is to the current cell.
pub(super) type Dot = (Option<f64>, Option<Mark>);

/// A stage, and the rows and the columns of it that taps read.
type Taps = (usize, [Vec<usize>; 2]);

/// The longest kernel whose taps are told apart.
const MOST_TAPS: usize = 256;

/// The maps, rows and columns of each stage that the current cell is made from.
pub(super) struct Field {
    /// The stage that the current cell lies in.
    stage: usize,
    cell: [usize; 3],
    /// Of it and the stages before it, in their order.
    reads: Vec<Option<Block>>,
    /// The stages of maps that it is made from all of: an edge around each would tell nothing.
    wholes: Vec<usize>,
    /// The stage that its own layer's window slides over, with the rows and the columns of that which its taps read.
    taps: Option<Taps>,
    /// The input cell that the cursor lies on, while numbers are changed.
    cursor: Option<[usize; 3]>,
}

impl Field {
    pub(super) fn new(app: &App) -> Self {
        Self::of(app, app.place().cell)
    }

    /// That of another cell of the current layer.
    pub(super) fn of(app: &App, cell: [usize; 3]) -> Self {
        let layer = app.place().layer;
        let reads = app.network().field_of(Stage::after(layer), cell);
        let taps = taps(app.layer(), cell);
        let cursor = match app.open() {
            Open::Edit(EditTarget::Input(at), _) => Some(*at),
            _ => None,
        };

        Self {
            stage: layer + 1,
            cell,
            wholes: wholes(app.network(), &reads, taps.as_ref()),
            reads,
            taps,
            cursor,
        }
    }

    /// The most that a cell of some of a stage's is to the current one.
    pub(super) fn mark(&self, stage: usize, cells: &Block) -> Option<Mark> {
        let holds = |cell: [usize; 3]| {
            cells
                .iter()
                .zip(cell)
                .all(|(range, at)| range.contains(&at))
        };

        // While numbers are changed, all of them can be: the cursor is one, and the others keep their colours.
        if let (0, Some(cursor)) = (stage, self.cursor) {
            return holds(cursor).then_some(Mark::Current);
        }

        if stage == self.stage {
            return holds(self.cell).then_some(Mark::Current);
        }

        if stage > self.stage || self.wholes.contains(&stage) {
            return None;
        }

        let meets = |(read, seen): (&Range<usize>, &Range<usize>)| {
            read.start < seen.end && seen.start < read.end
        };

        let block = self.reads.get(stage)?.as_ref();
        let is_read = block.is_some_and(|block| block.iter().zip(cells).all(meets));

        Some(if is_read && self.has_taps(stage, cells) {
            Mark::Field
        } else {
            Mark::Other
        })
    }

    /// The last stage that the current cell is made from.
    pub(super) fn nearest(&self) -> Option<usize> {
        let before = &self.reads[..self.stage];
        before.iter().rposition(Option::is_some)
    }

    /// Whether the current cell is made from all of a stage's maps.
    pub(super) fn reads_all(&self, stage: usize) -> bool {
        self.wholes.contains(&stage) && self.stage > stage
    }

    /// Whether a tap reads one of some cells, where the taps of a stage are told apart.
    fn has_taps(&self, stage: usize, [_, rows, columns]: &Block) -> bool {
        let meets = |taps: &[usize], seen: &Range<usize>| taps.iter().any(|at| seen.contains(at));

        match &self.taps {
            Some((from, [down, along])) if *from == stage => {
                meets(down, rows) && meets(along, columns)
            }
            _ => true,
        }
    }

    /// The current map of a stage, or the first that the current cell is made from.
    pub(super) fn map(&self, stage: usize) -> usize {
        let read = self.reads.get(stage).and_then(Option::as_ref);
        read.map_or(0, |[maps, ..]| maps.start)
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
        let input = app.network().shape;
        let taps = self.taps.as_ref().filter(|(from, _)| *from == 0);
        let read = taps.map(|(_, [rows, columns])| rows.len() * columns.len());
        text::field(app.layer(), self.cell, (&seen, input, read), app.language())
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

/// The stages of maps of which blocks are all, and taps read all.
fn wholes(network: &Network, blocks: &[Option<Block>], taps: Option<&Taps>) -> Vec<usize> {
    let is_whole = |stage: &usize| {
        let shape = network.shape_of(Stage::at(*stage));
        let all = shape.dims().map(|length| 0..length);
        let is_read = |(from, [down, along]): &Taps| {
            from != stage || [shape.dims()[1], shape.dims()[2]] == [down.len(), along.len()]
        };

        !shape.is_vector() && blocks[*stage].as_ref() == Some(&all) && taps.is_none_or(is_read)
    };

    (0..blocks.len()).filter(is_whole).collect()
}

/// The rows and the columns that the window of a cell reads of the layer's one source, padding left out.
fn taps(layer: &Layer, [_, row, column]: [usize; 3]) -> Option<Taps> {
    layer.op.window()?;
    let [source] = layer.read_sources() else {
        return None;
    };

    let read = |axis: &Axis, window: usize| -> Option<Vec<usize>> {
        let taps = 0..axis.kernel;
        let all = || taps.filter_map(|tap| axis.source(axis.place(window, tap)));
        let cells = || all().collect::<BTreeSet<_>>().into_iter().collect();
        (axis.kernel <= MOST_TAPS).then(cells)
    };

    let both = [read(&layer.rows, row)?, read(&layer.columns, column)?];

    Some((source.stage.order(), both))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Action, Theme};
    use crate::scenario::{Request, load};
    use crate::text::Language;

    /// The cells of the input that are marked at a step of a scenario.
    fn marked(scenario: &str, step: u64) -> Vec<[usize; 2]> {
        let scenario = load(scenario, &Request::default()).expect("a scenario");
        let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
        app.apply(Action::Step(step));
        let field = Field::new(&app);
        let [_, height, width] = app.network().shape.dims();
        let cells = (0..height * width).map(|at| [at / width, at % width]);
        let is_marked =
            |&[y, x]: &[usize; 2]| field.mark(0, &[0..1, y..y + 1, x..x + 1]) == Some(Mark::Field);

        cells.filter(is_marked).collect()
    }

    #[test]
    fn what_lies_between_taps_is_not_read() {
        let rows = [1, 3, 5];
        let read: Vec<[usize; 2]> = rows
            .iter()
            .flat_map(|&row| [0, 2, 4].map(|column| [row, column]))
            .collect();

        assert_eq!(marked("dilation", 7), read);
    }

    #[test]
    fn what_is_all_read_has_no_edge() {
        assert_eq!(marked("unet", 60), Vec::<[usize; 2]>::new());
    }
}
