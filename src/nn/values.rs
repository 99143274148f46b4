//! What a network's stages hold: computed when asked for, and kept.

mod cells;
mod strongest;
mod summed;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use ndarray::Array3;

use super::{Finish, Layer, Network, Part, Progress, Source, Stage, Take, forward};
pub use cells::{Cells, Inputs, Patch};
pub use strongest::Response;
pub use summed::Awaited;
use summed::Summed;

/// Multiplications that are done at once, while a key waits: a fraction of a millisecond.
const AT_ONCE: u64 = 1 << 20;

/// Multiplications that are done for maps that nothing waits for: some seconds.
const MOST_WISHED: u64 = 1 << 31;

/// What a network's layers put out.
#[derive(Debug)]
pub struct Values {
    network: Arc<Network>,
    /// Whole outputs.
    outputs: Vec<OnceLock<Arc<Array3<f32>>>>,
    /// The part of an output that was asked for last.
    patches: Vec<Mutex<Option<Arc<Patch>>>>,
    /// The cell that was summed up last, and the last one of very many taps: its layer, and where the cells that share its sums
    /// begin.
    summed: [Mutex<Option<Summed>>; 2],
    /// To which of the network's other inputs each layer's maps answer most strongly.
    strongest: Vec<OnceLock<Vec<Vec<Response>>>>,
}

impl Values {
    /// Nothing computed yet.
    #[must_use]
    pub fn new(network: Arc<Network>) -> Self {
        let count = network.layers.len();
        Self {
            outputs: (0..count).map(|_| OnceLock::new()).collect(),
            patches: (0..count).map(|_| Mutex::default()).collect(),
            summed: Default::default(),
            strongest: (0..count).map(|_| OnceLock::new()).collect(),
            network,
        }
    }

    /// What is computed of one network and is the same in another: the stages that come from the same input by the same layers.
    #[must_use]
    pub fn after(old: &Self, network: Arc<Network>) -> Self {
        let mut values = Self::new(network);
        let network = &values.network;
        let was = &old.network;
        let mut kept = vec![network.shape == was.shape && network.input == was.input];

        for (index, (layer, before)) in network.layers.iter().zip(&was.layers).enumerate() {
            let is_kept = |source: &Source| kept[source.stage.order()];
            let is_same = layer.sources == before.sources
                && layer.sources.iter().all(is_kept)
                && layer.op == before.op;

            if is_same {
                values.outputs[index] = old.outputs[index].clone();
                let patch = locked(&old.patches[index]).clone();
                values.patches[index] = Mutex::new(patch);
            }

            kept.push(is_same);
        }

        values
    }

    /// Whose values these are.
    #[must_use]
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// Part of a stage, if it can be had at once: because it is known, or quick to compute.
    #[must_use]
    pub fn cells(&self, stage: Stage, part: Part) -> Option<Cells<'_>> {
        if let Some(known) = self.known(stage) {
            return Some(known);
        }

        if self.cost(stage, self.network.whole(stage)) <= AT_ONCE {
            return self.whole(stage, &Progress::default());
        }

        if let Some(patch) = self.patch(stage, &part) {
            return Some(Cells::Part(patch));
        }

        (self.cost(stage, part.clone()) <= 16 * AT_ONCE)
            .then(|| self.compute(stage, part, &Progress::default()))?
    }

    /// A whole stage, if it can be had at once.
    #[must_use]
    pub fn all(&self, stage: Stage) -> Option<Cells<'_>> {
        self.cells(stage, self.network.whole(stage))
    }

    /// What a layer reads, and then its own maps, where they cannot be had at once and are not very much work: nothing waits for
    /// them, but they are seen around the cell that is.
    #[must_use]
    pub fn wished(&self, layer: usize) -> Option<Awaited> {
        let stage = Stage::after(layer);
        let is_worth_it = |work| work > AT_ONCE && work <= MOST_WISHED;

        (!self.is_known(stage) && is_worth_it(self.work(stage))).then_some(Awaited::Stage(stage))
    }

    /// Part of each of a layer's sources, if they can be had at once.
    #[must_use]
    pub fn inputs(&self, layer: usize, part: impl Fn(usize) -> Part) -> Option<Inputs<'_>> {
        let sources = self.network.layers[layer].sources.iter().enumerate();

        sources
            .map(|(index, source)| self.cells(source.stage, part(index)))
            .collect::<Option<Vec<_>>>()
            .map(Inputs)
    }

    /// The input cells under a layer's window at an output cell, if they can be had at once.
    #[must_use]
    pub fn under(&self, layer: usize, cell: [usize; 3]) -> Option<Inputs<'_>> {
        let part = around(cell);
        self.inputs(layer, |source| {
            self.network.layers[layer].reads(source, &part)
        })
    }

    /// The input cells under a layer's window at an output cell, however long it takes.
    #[must_use]
    pub fn under_now(&self, layer: usize, cell: [usize; 3]) -> Inputs<'_> {
        let layer = &self.network.layers[layer];
        let now = |(index, source): (usize, &Source)| {
            let part = layer.reads(index, &around(cell));
            let known = self.cells(source.stage, part.clone());
            known
                .or_else(|| self.compute(source.stage, part, &Progress::default()))
                .unwrap_or(self.input())
        };

        Inputs(layer.sources.iter().enumerate().map(now).collect())
    }

    /// A whole stage, computed if it must be; `None` if `watch` says to stop.
    pub fn whole(&self, stage: Stage, watch: &Progress) -> Option<Cells<'_>> {
        for needed in self.missing(stage) {
            let layer = &self.network.layers[needed.layer()?];
            let inputs = layer.sources.iter().map(|source| self.known(source.stage));
            let inputs = Inputs(inputs.collect::<Option<_>>()?);
            let whole = self.network.whole(needed);
            let output = forward::forward(layer, &inputs, &whole, watch)?;
            self.outputs[needed.layer()?].get_or_init(|| Arc::new(output));
        }

        self.known(stage)
    }

    /// The stages that must be computed for a whole one, in an order in which they can be.
    fn missing(&self, stage: Stage) -> Vec<Stage> {
        let parts = self
            .network
            .trace(stage, self.network.whole(stage), |stage| {
                self.is_known(stage)
            });

        let needed = parts.iter().enumerate().filter(|(_, part)| part.is_some());

        needed
            .map(|(order, _)| Stage::at(order))
            .filter(|&stage| !self.is_known(stage))
            .collect()
    }

    /// Whether a whole stage is there.
    #[must_use]
    pub fn is_known(&self, stage: Stage) -> bool {
        self.known(stage).is_some()
    }

    /// Multiplications that are still to be done for a whole stage.
    #[must_use]
    pub fn work(&self, stage: Stage) -> u64 {
        let of = |layer: usize| {
            let layer = &self.network.layers[layer];
            work(layer, layer.output.count())
        };

        self.missing(stage)
            .into_iter()
            .filter_map(Stage::layer)
            .map(of)
            .fold(0, u64::saturating_add)
    }

    fn input(&self) -> Cells<'_> {
        Cells::Input(&self.network.input, self.network.shape.dims())
    }

    fn known(&self, stage: Stage) -> Option<Cells<'_>> {
        match stage.layer() {
            None => Some(self.input()),
            Some(layer) => self.outputs[layer].get().map(|cells| Cells::Whole(cells)),
        }
    }

    fn patch(&self, stage: Stage, part: &Part) -> Option<Arc<Patch>> {
        let patch = locked(&self.patches[stage.layer()?]).clone();

        patch.filter(|patch| patch.holds(part))
    }

    /// Computes part of a stage, and no more of the stages before than that part needs.
    pub(super) fn compute(&self, stage: Stage, part: Part, watch: &Progress) -> Option<Cells<'_>> {
        let parts = self
            .network
            .trace(stage, part, |stage| self.is_known(stage));

        let mut cells: Vec<Option<Cells>> = Vec::with_capacity(parts.len());

        for (order, part) in parts.into_iter().enumerate() {
            let stage = Stage::at(order);
            let known = self.known(stage);
            cells.push(match part {
                Some(part) if known.is_none() => {
                    let layer = &self.network.layers[stage.layer()?];
                    let inputs = layer
                        .sources
                        .iter()
                        .map(|source| cells[source.stage.order()].clone());
                    let inputs = Inputs(inputs.collect::<Option<_>>()?);
                    Some(self.part(stage, &inputs, part, watch)?)
                }
                _ => known,
            });
        }

        cells.pop()?
    }

    /// Computes part of a stage from what its layer reads, and keeps it.
    fn part(
        &self,
        stage: Stage,
        inputs: &Inputs,
        part: Part,
        watch: &Progress,
    ) -> Option<Cells<'_>> {
        let index = stage.layer()?;
        let layer = &self.network.layers[index];
        let cells = forward::forward(layer, inputs, &part, watch)?;
        let patch = Arc::new(Patch { part, cells });

        *locked(&self.patches[index]) = Some(Arc::clone(&patch));

        Some(Cells::Part(patch))
    }

    /// Multiplications that computing part of a stage takes.
    fn cost(&self, stage: Stage, part: Part) -> u64 {
        let parts = self
            .network
            .trace(stage, part, |stage| self.is_known(stage));

        let of = |(order, part): (usize, &Option<Part>)| {
            let stage = Stage::at(order);
            let [rows, columns] = part.as_ref().filter(|_| !self.is_known(stage))?;
            let layer = &self.network.layers[stage.layer()?];
            let maps = layer.output.dims()[0] as u64;

            Some(work(layer, maps * rows.len() as u64 * columns.len() as u64))
        };

        parts
            .iter()
            .enumerate()
            .filter_map(of)
            .fold(0, u64::saturating_add)
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The part that a cell lies in, and nothing else.
fn around([_, row, column]: [usize; 3]) -> Part {
    [row..row + 1, column..column + 1]
}

fn work(layer: &Layer, cells: u64) -> u64 {
    let form = layer.op.form();
    let taps = match (form.take, form.finish) {
        (Take::Exponential, _) | (_, Finish::Standard) => 2,
        _ => layer.groups() as u64 * layer.taps() as u64,
    };

    cells.saturating_mul(taps)
}
