//! Layers that put numbers elsewhere as they are, or bring their own: `reshape`, `transpose` and `constant`.

use std::sync::Arc;

use super::Reader;
use crate::document::Node;
use crate::nn::{Arrange, MOST_DIMENSIONS, Op, Shape};
use crate::scenario::tensor::Role;
use crate::text::phrase;

impl Reader<'_, '_> {
    /// The same numbers in the same order, in another shape.
    pub(super) fn reshape(&mut self) -> Option<Op> {
        let node = self.fields.need("shape", &self.what, self.sink)?;
        let shape = self.lengths(&node, "shape", 1)?;
        let input = self.input?;

        let Some(output) = Shape::of(&shape).filter(|shape| shape.count() == input.count()) else {
            let message = phrase!(
                "{} numbers come in, which the shape {} does not hold",
                input.count(),
                format!("{shape:?}")
            );
            let help = phrase!(
                "a shape has one to {} dimensions; multiplied they give that count",
                MOST_DIMENSIONS
            );
            return self.sink.fault(&node, message, help);
        };

        if output.is_vector() {
            return Some(Op::Flatten);
        }

        Arrange::reshaped(input, output).map(|made| Op::Arrange(Arc::new(made)))
    }

    /// The dimensions in another order.
    pub(super) fn transpose(&mut self) -> Option<Op> {
        let node = self.fields.need("order", &self.what, self.sink)?;
        let order = self.lengths(&node, "order", 0)?;
        let input = self.input?;
        let made = Arrange::transposed(input, &order);

        if made.is_none() {
            let dimensions = input.levels().len();
            let message = phrase!(
                "`order` names each of the {} dimensions of what comes in once, counted from 0",
                dimensions
            );
            let help = phrase!("[1, 0, 2] exchanges the first two of three");
            return self.sink.fault(&node, message, help);
        }

        made.map(|made| Op::Arrange(Arc::new(made)))
    }

    /// Numbers that do not depend on the input.
    pub(super) fn constant(&mut self) -> Option<Op> {
        let node = self.fields.need("weight", &self.what, self.sink);
        let tensor = node.and_then(|node| self.tensor(&node, "weight", Role::Data));
        let Some(node) = self.fields.get("shape") else {
            return tensor.map(|tensor| Op::Constant(Arc::new(tensor)));
        };

        let shape = self.lengths(&node, "shape", 1)?;
        let tensor = tensor?;
        let is_whole = Shape::of(&shape).is_some_and(|to| to.count() == tensor.count() as u64);

        if !is_whole {
            let message = phrase!(
                "`weight` has {} numbers, which the shape {} does not hold",
                tensor.count(),
                format!("{shape:?}")
            );
            return self.sink.fault(&node, message, None);
        }

        Some(Op::Constant(Arc::new(tensor.reshaped(shape))))
    }

    /// As many integers as a shape may have dimensions, none below `least`.
    fn lengths(&mut self, node: &Node, key: &str, least: i64) -> Option<Vec<usize>> {
        let elements = node.elements().into_iter().flatten();
        let elements: Vec<Node> = elements.take(MOST_DIMENSIONS + 1).collect();

        if elements.is_empty() || elements.len() > MOST_DIMENSIONS {
            let message = phrase!(
                "`{}` must be one to {} integers, such as [1, 2, 3]",
                key,
                MOST_DIMENSIONS
            );
            return self.sink.fault(node, message, None);
        }

        let lengths: Vec<_> = elements
            .iter()
            .map(|element| element.count(key, least, self.sink))
            .collect();

        lengths.into_iter().collect()
    }
}
