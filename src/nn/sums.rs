//! What the taps of one cell come to, kept so that no step has to add up again what was added before it. A cell of very many
//! taps is summed up once, off the event thread.

use std::sync::atomic::Ordering;

use super::exact::larger;
use super::{Cell, Finish, Layer, Progress, Recipe, Take};

/// Taps after which what they have come to is kept.
const BLOCK: usize = 1024;

/// Taps of a cell that are added up while a key waits.
const AT_ONCE: usize = 1 << 14;

/// What a cell's taps come to: the groups' terms, and the way to each of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// Softmax only: the largest number of those that share the sum.
    pub(super) peak: f64,
    /// The groups' terms.
    pub terms: Vec<f64>,
    /// What the taps before each block have come to, group by group.
    before: Vec<f64>,
    /// The mean of the squared differences from the mean; of a cell that is normalised by it.
    pub variance: f64,
    /// Which tap's place is the cell's value, of a cell that is one.
    pub(super) place: f64,
}

impl Layer {
    /// Whether a cell has so many taps that they cannot be added up while a key waits.
    #[must_use]
    pub fn is_heavy(&self) -> bool {
        self.groups().saturating_mul(self.taps()) > AT_ONCE
    }

    /// The first of the cells that share their sums with this one.
    pub(super) fn shares(&self, [map, row, column]: [usize; 3]) -> [usize; 3] {
        let form = self.op.form();

        match (form.take, form.finish) {
            (Take::Exponential, _) => [0, row, column],
            (_, Finish::Standard) => [map / self.groups() * self.groups(), 0, 0],
            _ => [map, row, column],
        }
    }

    /// What a cell's taps come to. `None` if `watch` says to stop.
    pub fn sums(
        &self,
        cell: [usize; 3],
        read: impl Fn(Cell) -> f32,
        watch: &Progress,
    ) -> Option<Sums> {
        let mut start = Sums::default();

        if self.op.form().take == Take::Exponential {
            start.peak = self.peak(cell, &read, watch)?;
        }

        let recipe = self.recipe_from(cell, &start, &read);
        let mut before = Vec::new();
        let groups = 0..self.groups();
        let term = |group| self.add_up(&recipe, group, &mut before, watch);
        let terms = groups.map(term).collect::<Option<Vec<f64>>>()?;
        let form = self.op.form();
        let last = terms.last().copied().unwrap_or(0.0);

        Some(Sums {
            peak: start.peak,
            variance: match form.finish {
                Finish::Standard => recipe.variance(recipe.mean(&terms)),
                _ => 0.0,
            },
            place: match form.finish {
                Finish::Place => recipe.place_of(last),
                _ => 0.0,
            },
            terms,
            before,
        })
    }

    /// A group's term. What its taps have come to before each block is added to `before`, where there are several.
    fn add_up<R: Fn(Cell) -> f32>(
        &self,
        recipe: &Recipe<R>,
        group: usize,
        before: &mut Vec<f64>,
        watch: &Progress,
    ) -> Option<f64> {
        let mut term = recipe.nothing();

        for start in (0..self.taps()).step_by(BLOCK) {
            if watch.stopped() {
                return None;
            }

            if self.taps() > BLOCK {
                before.push(term);
                watch.done.fetch_add(BLOCK as u64, Ordering::Relaxed);
            }

            term = recipe.add(term, group, start..self.taps().min(start + BLOCK));
        }

        Some(term)
    }

    /// The largest number of those that softmax weighs against each other.
    fn peak(&self, cell: [usize; 3], read: impl Fn(Cell) -> f32, watch: &Progress) -> Option<f64> {
        let nothing = Sums::default();
        let recipe = self.recipe_from(cell, &nothing, read);
        let mut peak = f64::NEG_INFINITY;

        for tap in 0..self.taps() {
            if tap.is_multiple_of(BLOCK) && watch.stopped() {
                return None;
            }

            peak = larger(peak, recipe.tap(0, tap).x);
        }

        Some(peak)
    }
}

impl Sums {
    /// The last block before so many taps of a group: its first tap, and what those before it have come to. `None` for the
    /// first block.
    pub(super) fn before(&self, group: usize, count: usize, taps: usize) -> Option<(usize, f64)> {
        let blocks = taps.div_ceil(BLOCK);
        let block = count.saturating_sub(1) / BLOCK;
        let before = self.before.get(group * blocks + block)?;

        Some((block * BLOCK, *before))
    }

    /// The block of taps, of all that there are, that a tap lies in: all of them where they are few.
    #[must_use]
    pub fn around(tap: usize, taps: usize) -> std::ops::Range<usize> {
        if taps <= AT_ONCE {
            return 0..taps;
        }

        let start = tap / BLOCK * BLOCK;

        start..taps.min(start + BLOCK)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{
        Awaited, Fold, Linear, Network, Numbers, Op, Pool, Shape, Stage, Tensor, Values,
    };

    fn random(shape: Vec<usize>) -> Arc<Tensor> {
        let numbers = Numbers::Random {
            seed: 1,
            low: -3.0,
            high: 3.0,
            integer: false,
        };

        Arc::new(Tensor::new(shape, numbers))
    }

    /// Holds what is kept of a cell against its recipe, to the last bit.
    fn check(op: Op, input: Arc<Tensor>, shape: Shape, cell: [usize; 3]) {
        let mut network = Network::new(input, shape);
        let input = Stage::INPUT;
        network.push("it".to_owned(), op, &[input]).unwrap();
        let values = Values::new(Arc::new(network));
        let layer = &values.network().layers[0];
        let taps = layer.taps();

        if layer.is_heavy() {
            assert_eq!(values.sums(0, cell), None);
            let awaited = values.awaited(0, cell).unwrap();
            assert_eq!(awaited, Awaited::Sums(0, layer.shares(cell)));
            values.fetch(awaited, &Progress::default()).unwrap();
            assert_eq!(values.awaited(0, cell), None);
        }

        let inputs = values.under(0, cell).unwrap();
        let sums = values.sums(0, cell).unwrap();
        let plain = layer.recipe(cell, |from| inputs.at(from));
        let kept = layer.recipe_from(cell, &sums, |from| inputs.at(from));
        let counts = [1, BLOCK - 1, BLOCK, BLOCK + 1, taps / 2, taps - 1, taps];

        for count in counts.map(|count| count.min(taps)) {
            let group = layer.groups() - 1;
            let [plain, kept] = [plain.partial(group, count), kept.partial(group, count)];
            assert_eq!(plain.to_bits(), kept.to_bits(), "{count}");
        }

        assert_eq!(plain.value().to_bits(), kept.value().to_bits());
    }

    #[test]
    fn what_is_kept_is_what_the_recipe_says() {
        let map = |side| (random(vec![1, side, side]), Shape::maps([1, side, side]));
        let vector = |count| (random(vec![count]), Shape::vector(count));

        for fold in [Fold::Sum, Fold::Max] {
            for side in [20, 100, 200] {
                let (input, shape) = map(side);
                check(Op::Pool(Pool::global(fold)), input, shape, [0; 3]);
            }
        }

        for op in [Op::Softmax, Op::LogSoftmax] {
            for count in [10, 3000, 20_000] {
                let (input, shape) = vector(count);
                check(op.clone(), input, shape, [7, 0, 0]);
            }
        }

        for count in [10, 3000, 20_000] {
            let (input, shape) = vector(count);
            let linear = Linear {
                weight: random(vec![2, count]),
                bias: Some(random(vec![2])),
            };

            check(Op::Linear(linear), input, shape, [1, 0, 0]);
        }
    }

    #[test]
    fn nobody_waits_for_what_is_stopped() {
        let shape = Shape::maps([1, 200, 200]);
        let mut network = Network::new(random(vec![1, 200, 200]), shape);
        let pool = Op::Pool(Pool::global(Fold::Sum));
        network
            .push("it".to_owned(), pool, &[Stage::INPUT])
            .unwrap();
        let values = Values::new(Arc::new(network));
        let watch = Progress::default();
        watch.stop.store(true, Ordering::Relaxed);
        assert_eq!(values.fetch(Awaited::Sums(0, [0; 3]), &watch), None);
    }
}
