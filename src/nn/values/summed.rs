//! What a place of the walk waits for, and the cell that was summed up last.

use std::sync::{Arc, MutexGuard};

use super::{Inputs, Progress, Source, Stage, Values, around, locked};
use crate::nn::Sums;

/// A layer, the first of its cells that share their sums, and those.
pub(super) type Summed = (usize, [usize; 3], Arc<Sums>);

/// What cannot be had at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// A whole stage.
    Stage(Stage),
    /// What the taps of a layer's cell come to.
    Sums(usize, [usize; 3]),
    /// The images to which a layer's maps answer most strongly.
    Strongest(usize),
}

impl Values {
    /// Computes what a layer reads and what it puts out, as far as that can be had at once: what is seen of them then does not
    /// depend on what was looked at before.
    pub fn settle(&self, layer: usize) {
        let sources = self.network.layers[layer].sources.iter();

        for stage in sources
            .map(|source| source.stage)
            .chain([Stage::after(layer)])
        {
            let _ = self.all(stage);
        }
    }

    /// The first of what an output cell of a layer takes that cannot be had at once: a stage of which it reads cells, or what
    /// its taps come to.
    #[must_use]
    pub fn awaited(&self, index: usize, cell: [usize; 3]) -> Option<Awaited> {
        let layer = &self.network.layers[index];
        let mut sources = layer.sources.iter().enumerate();
        let stage = sources
            .find(|&(source, Source { stage, .. })| {
                let part = layer.reads(source, &around(cell));
                self.cells(*stage, part).is_none()
            })
            .map(|(_, source)| Awaited::Stage(source.stage));

        let sums = Awaited::Sums(index, layer.shares(cell));
        let waits = || layer.is_heavy() && self.summed(index, cell).is_none();

        stage.or_else(|| waits().then_some(sums))
    }

    /// What the taps of a layer's cell come to, if it can be had at once.
    #[must_use]
    pub fn sums(&self, index: usize, cell: [usize; 3]) -> Option<Arc<Sums>> {
        let is_heavy = self.network.layers[index].is_heavy();
        let known = self.summed(index, cell);

        if known.is_some() || is_heavy {
            return known;
        }

        self.sum_up(index, cell, &self.under(index, cell)?, &Progress::default())
    }

    /// The same, however long it takes, from the cells that the layer reads.
    ///
    /// # Panics
    /// Never: nobody stops it.
    #[must_use]
    pub fn sums_now(&self, index: usize, cell: [usize; 3], inputs: &Inputs) -> Arc<Sums> {
        self.summed(index, cell)
            .or_else(|| self.sum_up(index, cell, inputs, &Progress::default()))
            .unwrap_or_default()
    }

    /// What was summed up last, if it is what this cell's taps come to.
    fn summed(&self, index: usize, cell: [usize; 3]) -> Option<Arc<Sums>> {
        let cell = self.network.layers[index].shares(cell);
        let last = self.last_summed(index);
        let (_, _, sums) = last
            .as_ref()
            .filter(|(of, at, _)| (*of, *at) == (index, cell))?;

        Some(Arc::clone(sums))
    }

    /// What was summed up last: of cells of very many taps, which something may wait for, by themselves.
    fn last_summed(&self, index: usize) -> MutexGuard<'_, Option<Summed>> {
        let is_heavy = self.network.layers[index].is_heavy();

        locked(&self.summed[usize::from(is_heavy)])
    }

    fn sum_up(
        &self,
        index: usize,
        cell: [usize; 3],
        inputs: &Inputs,
        watch: &Progress,
    ) -> Option<Arc<Sums>> {
        let layer = &self.network.layers[index];
        let cell = layer.shares(cell);
        let sums = Arc::new(layer.sums(cell, |from| inputs.at(from), watch)?);

        *self.last_summed(index) = Some((index, cell, Arc::clone(&sums)));

        Some(sums)
    }

    /// Computes what could not be had at once; `None` if `watch` says to stop.
    pub fn fetch(&self, awaited: Awaited, watch: &Progress) -> Option<()> {
        match awaited {
            Awaited::Stage(stage) => self.whole(stage, watch).map(drop),
            Awaited::Sums(layer, cell) => {
                let inputs = self.under(layer, cell)?;
                self.sum_up(layer, cell, &inputs, watch).map(drop)
            }
            Awaited::Strongest(layer) => self.look_through(layer, watch),
        }
    }

    /// Multiplications that are still to be done for what could not be had at once.
    #[must_use]
    pub fn work_of(&self, awaited: Awaited) -> u64 {
        match awaited {
            Awaited::Stage(stage) => self.work(stage),
            Awaited::Sums(layer, _) => {
                let layer = &self.network.layers[layer];
                layer.groups() as u64 * layer.taps() as u64
            }
            Awaited::Strongest(layer) => self.work_of_images(layer),
        }
    }
}
