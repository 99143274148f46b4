//! What an author's source says comes out of a layer, held against what does.

use std::sync::Arc;

use super::budget::Budget;
use super::files::DataFolder;
use super::published::Published;
use crate::document::{Node, Sink};
use crate::nn::{Layer, Network, Progress, Stage, Values};
use crate::text::{Shown, phrase};

/// Multiplications that are worth doing to check an output while a scenario opens.
const MOST_WORK: u64 = 1 << 31;

/// An output that a layer's key tells, and where it is written.
pub(super) struct Expectation<'a> {
    node: Node<'a>,
    key: &'static str,
    published: Option<Published>,
}

impl<'a> Expectation<'a> {
    pub(super) fn new(
        node: Node<'a>,
        key: &'static str,
        place: &DataFolder,
        budget: &mut Budget,
        sink: &mut Sink,
    ) -> Self {
        let published = Published::read(&node, key, place, budget, sink);

        Self {
            node,
            key,
            published,
        }
    }

    /// The output, where the layer's has its shape; else that is a fault.
    pub(super) fn fitted(&self, layer: &Layer, sink: &mut Sink) -> Option<Published> {
        let published = self.published.clone()?;
        let message = phrase!(
            "`{}` has the shape {}, but {} puts out {}",
            self.key,
            format!("{:?}", published.shape()),
            &layer.name,
            format!("{:?}", layer.output.levels())
        );

        let fitted = published.fitted(layer.output);

        if fitted.is_none() {
            sink.fault::<()>(&self.node, message, None);
        }

        fitted
    }

    /// Holds a layer's output against what is expected of it.
    pub(super) fn check(&self, values: &Values, layer: usize, sink: &mut Sink) {
        let Some(expected) = self.fitted(&values.network().layers[layer], sink) else {
            return;
        };

        if values.work(Stage::after(layer)) > MOST_WORK {
            let message = phrase!(
                "the output of {} takes too many multiplications to be checked while it opens",
                &values.network().layers[layer].name
            );
            sink.fault::<()>(&self.node, message, phrase!("leave `expect` out here"));
        } else {
            self.compare(values, layer, &expected, sink);
        }
    }

    /// Tells of the first number that differs.
    fn compare(
        &self,
        values: &Values,
        layer: usize,
        expected: &Published,
        sink: &mut Sink,
    ) -> Option<()> {
        let found = values.whole(Stage::after(layer), &Progress::default())?;
        let differs = |cell: &[usize; 3]| !expected.agrees(*cell, found.at(*cell));
        let cell = expected.cells().find(differs)?;

        let message = phrase!(
            "`expect` says {} for the cell {} of {}, but it is {}",
            Shown::exact(expected.at(cell)),
            format!("{:?}", cell),
            &values.network().layers[layer].name,
            Shown::exact(found.at(cell))
        );

        sink.fault(&expected.place(&self.node, cell), message, None)
    }
}

/// Holds a network's outputs against what is expected of them: the first number of each that differs by more than 1e-4 of
/// the larger of 1 and itself is a fault.
pub(super) fn check(
    network: &Arc<Network>,
    expectations: &[(usize, Expectation)],
    sink: &mut Sink,
) {
    let values = Values::new(Arc::clone(network));
    for (layer, expectation) in expectations {
        expectation.check(&values, *layer, sink);
    }
}
