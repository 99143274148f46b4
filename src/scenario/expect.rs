//! What an author's source says comes out of a layer, held against what does.

use std::sync::Arc;

use toml::de::DeValue;

use super::budget::Budget;
use super::files::{DataFolder, Picture, pasted};
use super::tensor::{Role, Tensors};
use crate::document::{Node, Sink};
use crate::nn::{Layer, Network, Progress, Stage, Tensor, Values};
use crate::text::{Shown, phrase};

/// Multiplications that are worth doing to check an output while a scenario opens.
const MOST_WORK: u64 = 1 << 31;

/// An output that is expected, and where it is written.
pub(super) struct Expectation<'a> {
    node: Node<'a>,
    tensor: Option<Tensor>,
    /// With how many decimals each number is written, where they are written out.
    decimals: Vec<Option<usize>>,
}

impl<'a> Expectation<'a> {
    pub(super) fn new(
        node: Node<'a>,
        place: &DataFolder,
        budget: &mut Budget,
        sink: &mut Sink,
    ) -> Self {
        let tensor = Tensors {
            place,
            budget,
            channels: 0,
            role: Role::Data,
            fit: Picture::PLAIN,
        }
        .read(&node, "expect", sink);
        let mut decimals = Vec::new();
        collect(&node, &mut decimals);

        Self {
            node,
            tensor,
            decimals,
        }
    }

    /// Holds a layer's output against what is expected of it.
    pub(super) fn check(&self, values: &Values, layer: usize, sink: &mut Sink) {
        let Some(tensor) = &self.tensor else { return };
        let Layer { name, output, .. } = &values.network().layers[layer];
        let fits = match (output.levels(), tensor.shape()) {
            ([1, map @ ..], expected) if map.len() == 2 && expected.len() == 2 => map == expected,
            (levels, [1, expected @ ..]) if levels.len() == expected.len() => levels == expected,
            (levels, expected) => levels == expected,
        };

        if !fits {
            let message = phrase!(
                "`expect` has the shape {}, but {} puts out {}",
                format!("{:?}", tensor.shape()),
                name,
                format!("{:?}", output.levels())
            );
            sink.fault::<()>(&self.node, message, None);
        } else if values.work(Stage::after(layer)) > MOST_WORK {
            let message = phrase!(
                "the output of {} takes too many multiplications to be checked while it opens",
                name
            );
            sink.fault::<()>(&self.node, message, phrase!("leave `expect` out here"));
        } else {
            self.compare(values, layer, tensor, sink);
        }
    }

    /// Tells of the first number that differs.
    fn compare(
        &self,
        values: &Values,
        layer: usize,
        expected: &Tensor,
        sink: &mut Sink,
    ) -> Option<()> {
        let index = self.differs(values, layer, expected)?;
        let Layer { name, output, .. } = &values.network().layers[layer];
        let [_, height, width] = output.dims();
        let at = [
            index / (height * width),
            index / width % height,
            index % width,
        ];

        let found = values
            .whole(Stage::after(layer), &Progress::default())
            .map_or(0.0, |cells| cells.at(at));

        let message = phrase!(
            "`expect` says {} for the cell {} of {}, but it is {}",
            Shown::exact(expected.at(index)),
            format!("{:?}", at),
            name,
            Shown::exact(found)
        );

        sink.fault(&self.place(index, expected.shape()), message, None)
    }

    /// The flat index of the first number that differs: by more than 1e-4 of the larger of 1 and itself, and from what is
    /// written once it is rounded to as many decimals.
    fn differs(&self, values: &Values, layer: usize, expected: &Tensor) -> Option<usize> {
        let cells = values.whole(Stage::after(layer), &Progress::default())?;
        let [_, height, width] = values.network().layers[layer].output.dims();

        (0..expected.count()).find(|&index| {
            let wanted = expected.at(index);
            let found = cells.at([
                index / (height * width),
                index / width % height,
                index % width,
            ]);

            let apart = f64::from(wanted - found).abs();
            let near = apart <= 1e-4 * f64::from(wanted.abs()).max(1.0);
            let decimals = self.decimals.get(index).copied().flatten();
            let rounds = decimals.is_some_and(|count| {
                let half = 0.5 * 0.1f64.powi(i32::try_from(count).unwrap_or(i32::MAX));
                apart <= half * (1.0 + 1e-6)
            });

            !near && !rounds && wanted != found
        })
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

/// With how many decimals the numbers below a node are written.
fn collect(node: &Node, decimals: &mut Vec<Option<usize>>) {
    match node.value {
        DeValue::Array(_) => {
            for element in node.elements().into_iter().flatten() {
                collect(&element, decimals);
            }
        }
        DeValue::Table(table) => {
            let text = table.get("text").and_then(|text| text.get_ref().as_str());
            decimals.extend(pasted::decimals(text.unwrap_or_default()));
        }
        DeValue::Float(float) => decimals.extend(pasted::decimals(float.as_str())),
        _ => decimals.push(None),
    }
}
