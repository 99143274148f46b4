//! A network: an input and a chain of layers; and what its layers put out.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ndarray::Array3;

use super::{Layer, Misfit, Op, Shape, Take, Tensor, Watch, forward};

/// How many numbers a network may hold, in its tensors and outputs together.
pub const MOST_NUMBERS: u64 = 1 << 27;

/// Multiplications that are done at once, while a key waits: a fraction of a millisecond.
const AT_ONCE: u64 = 1 << 20;

/// An input and a chain of layers. Cloning is cheap: tensors are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The numbers that come in.
    pub input: Arc<Tensor>,
    /// Their shape.
    pub shape: Shape,
    /// The layers, each on the output of the one before.
    pub layers: Vec<Layer>,
}

impl Network {
    /// A network that has no layers yet.
    #[must_use]
    pub fn new(input: Arc<Tensor>, shape: Shape) -> Self {
        Self {
            input,
            shape,
            layers: Vec::new(),
        }
    }

    /// Adds a layer after the last.
    ///
    /// # Errors
    /// What does not fit.
    pub fn push(&mut self, name: String, op: Op) -> Result<(), Misfit> {
        let mut layer = Layer::new(name, op, self.output())?;
        layer.flattened = self
            .layers
            .last()
            .map_or(self.shape, |before| match before.op {
                Op::Flatten | Op::Activation(_) => before.flattened,
                _ => before.output,
            });

        self.layers.push(layer);

        Ok(())
    }

    /// The shape that the last layer puts out.
    #[must_use]
    pub fn output(&self) -> Shape {
        self.layers.last().map_or(self.shape, |layer| layer.output)
    }

    /// The network with another operation at a layer.
    ///
    /// # Errors
    /// The first layer that no longer fits, and why.
    pub fn with_op(&self, index: usize, op: &Op) -> Result<Self, (usize, Misfit)> {
        let mut network = Self::new(Arc::clone(&self.input), self.shape);
        for (at, layer) in self.layers.iter().enumerate() {
            let op = if at == index {
                op.clone()
            } else {
                layer.op.clone()
            };

            network
                .push(layer.name.clone(), op)
                .map_err(|misfit| (at, misfit))?;
        }

        if network.numbers() > MOST_NUMBERS {
            Err((index, Misfit::TooLarge))
        } else {
            Ok(network)
        }
    }

    /// How many numbers its tensors and outputs hold.
    #[must_use]
    pub fn numbers(&self) -> u64 {
        let of = |layer: &Layer| {
            let tensors: u64 = layer
                .op
                .tensors()
                .iter()
                .map(|(_, tensor)| tensor.count() as u64)
                .sum();
            tensors.saturating_add(layer.output.count())
        };

        self.layers
            .iter()
            .map(of)
            .fold(self.shape.count(), u64::saturating_add)
    }
}

/// What a network's layers put out: computed when asked for, and kept. Stage 0 is the input, stage `i` the output of the
/// `i`-th layer.
#[derive(Debug)]
pub struct Values {
    network: Arc<Network>,
    /// Whole outputs.
    outputs: Vec<OnceLock<Array3<f32>>>,
    /// The part of an output that was asked for last.
    patches: Vec<Mutex<Arc<Patch>>>,
}

/// Part of a stage: all channels of some rows and columns.
#[derive(Debug, Default)]
pub struct Patch {
    rows: Range<usize>,
    columns: Range<usize>,
    cells: Array3<f32>,
}

/// The cells of a stage, or the part of them that was asked for.
#[derive(Clone, Debug)]
pub enum Cells<'a> {
    /// The network's input.
    Input(&'a Tensor, [usize; 3]),
    /// A whole output.
    Whole(&'a Array3<f32>),
    /// Part of an output.
    Part(Arc<Patch>),
}

impl Cells<'_> {
    /// The number at `[channel, row, column]`.
    ///
    /// # Panics
    /// Outside the part that was asked for.
    #[must_use]
    pub fn at(&self, [channel, row, column]: [usize; 3]) -> f32 {
        match self {
            Self::Input(tensor, [_, height, width]) => {
                tensor.at((channel * height + row) * width + column)
            }
            Self::Whole(cells) => cells[[channel, row, column]],
            Self::Part(patch) => {
                patch.cells[[
                    channel,
                    row - patch.rows.start,
                    column - patch.columns.start,
                ]]
            }
        }
    }

    /// The number at a place of the stage, where it is in the part that was asked for.
    #[must_use]
    pub fn get(&self, at: [usize; 3]) -> Option<f32> {
        match self {
            Self::Part(patch)
                if !(patch.rows.contains(&at[1]) && patch.columns.contains(&at[2])) =>
            {
                None
            }
            _ => Some(self.at(at)),
        }
    }
}

impl Values {
    /// Nothing computed yet.
    #[must_use]
    pub fn new(network: Arc<Network>) -> Self {
        let count = network.layers.len();
        let patches = (0..count).map(|_| Mutex::default()).collect();
        Self {
            outputs: (0..count).map(|_| OnceLock::new()).collect(),
            patches,
            network,
        }
    }

    /// Whose values these are.
    #[must_use]
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// A stage's rows and columns, if they can be had at once: because they are known, or quick to compute.
    #[must_use]
    pub fn cells(
        &self,
        stage: usize,
        rows: Range<usize>,
        columns: Range<usize>,
    ) -> Option<Cells<'_>> {
        if let Some(known) = self.known(stage) {
            return Some(known);
        }

        let [_, height, width] = self.network.layers[stage - 1].output.dims();

        if self.cost(stage, 0..height, 0..width) <= AT_ONCE {
            return self.whole(stage, &Watch::default());
        }

        if let Some(patch) = self.patch(stage, &rows, &columns) {
            return Some(Cells::Part(patch));
        }

        (self.cost(stage, rows.clone(), columns.clone()) <= 16 * AT_ONCE)
            .then(|| self.compute(stage, rows, columns, &Watch::default()))?
    }

    /// The input cells under a layer's window at an output cell, if they can be had at once.
    #[must_use]
    pub fn under(&self, layer: usize, [_, row, column]: [usize; 3]) -> Option<Cells<'_>> {
        let (rows, columns) =
            self.network.layers[layer].reads(&(row..row + 1), &(column..column + 1));
        self.cells(layer, rows, columns)
    }

    /// The input cells under a layer's window at an output cell, however long it takes.
    #[must_use]
    pub fn under_now(&self, layer: usize, [_, row, column]: [usize; 3]) -> Cells<'_> {
        let (rows, columns) =
            self.network.layers[layer].reads(&(row..row + 1), &(column..column + 1));

        let known = self.cells(layer, rows.clone(), columns.clone());
        known
            .or_else(|| self.compute(layer, rows, columns, &Watch::default()))
            .unwrap_or(self.input())
    }

    /// A whole stage, computed if it must be; `None` if `watch` says to stop.
    pub fn whole(&self, stage: usize, watch: &Watch) -> Option<Cells<'_>> {
        // One layer at a time, so that what is known of those before is used.
        for before in 1..stage {
            if self.outputs[before - 1].get().is_none() {
                self.store(before, watch)?;
            }
        }

        self.store(stage, watch)
    }

    fn store(&self, stage: usize, watch: &Watch) -> Option<Cells<'_>> {
        if let Some(known) = self.known(stage) {
            return Some(known);
        }

        let layer = &self.network.layers[stage - 1];
        let [_, height, width] = layer.output.dims();
        let output = forward::forward(
            layer,
            &self.known(stage - 1)?,
            &[0..height, 0..width],
            watch,
        )?;

        Some(Cells::Whole(self.outputs[stage - 1].get_or_init(|| output)))
    }

    /// Whether a whole stage is there.
    #[must_use]
    pub fn is_known(&self, stage: usize) -> bool {
        self.known(stage).is_some()
    }

    /// Multiplications that are still to be done for a whole stage.
    #[must_use]
    pub fn work(&self, stage: usize) -> u64 {
        (1..=stage)
            .filter(|&before| !self.is_known(before))
            .map(|before| {
                work(
                    &self.network.layers[before - 1],
                    self.network.layers[before - 1].output.count(),
                )
            })
            .fold(0, u64::saturating_add)
    }

    fn input(&self) -> Cells<'_> {
        Cells::Input(&self.network.input, self.network.shape.dims())
    }

    fn known(&self, stage: usize) -> Option<Cells<'_>> {
        if stage == 0 {
            Some(self.input())
        } else {
            self.outputs[stage - 1].get().map(Cells::Whole)
        }
    }

    fn patch(
        &self,
        stage: usize,
        rows: &Range<usize>,
        columns: &Range<usize>,
    ) -> Option<Arc<Patch>> {
        let patch = Arc::clone(
            &self.patches[stage - 1]
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );

        let holds = |has: &Range<usize>, wanted: &Range<usize>| {
            has.start <= wanted.start && wanted.end <= has.end
        };

        (holds(&patch.rows, rows) && holds(&patch.columns, columns)).then_some(patch)
    }

    /// Computes part of a stage, and no more of the stages before than that part needs.
    pub(super) fn compute(
        &self,
        stage: usize,
        rows: Range<usize>,
        columns: Range<usize>,
        watch: &Watch,
    ) -> Option<Cells<'_>> {
        if let Some(known) = self.known(stage) {
            return Some(known);
        }

        let layer = &self.network.layers[stage - 1];
        let (above, along) = layer.reads(&rows, &columns);
        let input = self.compute(stage - 1, above, along, watch)?;
        let cells = forward::forward(layer, &input, &[rows.clone(), columns.clone()], watch)?;
        let patch = Arc::new(Patch {
            rows,
            columns,
            cells,
        });

        *self.patches[stage - 1]
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Arc::clone(&patch);

        Some(Cells::Part(patch))
    }

    /// Multiplications that computing part of a stage takes.
    fn cost(&self, stage: usize, rows: Range<usize>, columns: Range<usize>) -> u64 {
        let mut total = 0u64;
        let mut stage = stage;
        let mut rows = rows;
        let mut columns = columns;

        while !self.is_known(stage) {
            let layer = &self.network.layers[stage - 1];
            let cells =
                (layer.output.dims()[0] as u64) * (rows.len() as u64) * (columns.len() as u64);

            total = total.saturating_add(work(layer, cells));
            (rows, columns) = layer.reads(&rows, &columns);
            stage -= 1;
        }

        total
    }
}

fn work(layer: &Layer, cells: u64) -> u64 {
    let taps = if layer.op.form().take == Take::Exponential {
        2
    } else {
        layer.groups() as u64 * layer.taps() as u64
    };
    cells.saturating_mul(taps)
}
