//! What an author's source says comes out of a layer, held against what does.

use std::sync::Arc;

use super::files::Place;
use super::node::{Node, Sink};
use super::tensor::Tensors;
use crate::nn::{Layer, Network, Stage, Tensor, Values, Watch};
use crate::text::Shown;

/// Multiplications that are worth doing to check an output while a scenario opens.
const MOST_WORK: u64 = 1 << 32;

/// An output that is expected, and where it is written.
pub(super) struct Expectation<'a> {
    node: Node<'a>,
    tensor: Option<Tensor>,
}

impl<'a> Expectation<'a> {
    pub fn new(node: Node<'a>, place: &Place, sink: &mut Sink) -> Self {
        let tensor = Tensors { place, channels: 0 }.read(&node, "expect", sink);
        Self { node, tensor }
    }

    /// Holds a layer's output against what is expected of it.
    pub fn check(&self, values: &Values, layer: usize, sink: &mut Sink) {
        let Some(tensor) = &self.tensor else { return };
        let Layer { name, output, .. } = &values.network().layers[layer];
        let fits = match (output.levels(), tensor.shape()) {
            ([1, map @ ..], expected) if map.len() == 2 && expected.len() == 2 => map == expected,
            (levels, [1, expected @ ..]) if levels.len() == expected.len() => levels == expected,
            (levels, expected) => levels == expected,
        };

        if !fits {
            let message = format!(
                "`expect` has the shape {:?}, but {name} puts out {:?}",
                tensor.shape(),
                output.levels()
            );
            sink.fault::<()>(&self.node, &message, None);
        } else if values.work(Stage::after(layer)) > MOST_WORK {
            let message = format!(
                "the output of {name} takes too many multiplications to be checked while it opens"
            );
            sink.fault::<()>(&self.node, &message, "leave `expect` out here".to_owned());
        } else if let Some(index) = differs(values, layer, tensor) {
            let [_, height, width] = output.dims();
            let at = [
                index / (height * width),
                index / width % height,
                index % width,
            ];

            let found = values
                .whole(Stage::after(layer), &Watch::default())
                .map_or(0.0, |cells| cells.at(at));

            let expected = tensor.at(index);
            let message = format!(
                "`expect` says {} for the cell {at:?} of {name}, but it is {}",
                Shown::exact(expected),
                Shown::exact(found)
            );

            sink.fault::<()>(&self.place(index, tensor.shape()), &message, None);
        }
    }

    /// The place of one number, where numbers are written out.
    fn place(&self, index: usize, shape: &[usize]) -> Node<'a> {
        let mut node = self.node.clone();
        let mut rest = index;

        for level in 0..shape.len() {
            let below: usize = shape[level + 1..].iter().product();
            match node
                .elements()
                .and_then(|mut elements| elements.nth(rest / below))
            {
                Some(element) => node = element,
                None => return self.node.clone(),
            }
            rest %= below;
        }

        node
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

/// The flat index of the first number that differs.
fn differs(values: &Values, layer: usize, expected: &Tensor) -> Option<usize> {
    let cells = values.whole(Stage::after(layer), &Watch::default())?;
    let [_, height, width] = values.network().layers[layer].output.dims();
    (0..expected.count()).find(|&index| {
        let wanted = expected.at(index);
        let found = cells.at([
            index / (height * width),
            index / width % height,
            index % width,
        ]);

        let near = f64::from(wanted - found).abs() <= 1e-4 * f64::from(wanted.abs()).max(1.0);
        !near && wanted != found
    })
}
