//! Layers that put numbers elsewhere as they are, or bring their own: `reshape`, `transpose`, `rearrange` and `constant`.

use std::sync::Arc;

use super::Reader;
use crate::document::{Fields, Node};
use crate::nn::{Arrange, AxisParts, MOST_DIMENSIONS, Op, Shape};
use crate::scenario::tensor::Role;
use crate::text::{Phrase, phrase};

/// Axes of an order of cells.
const MOST_AXES: usize = 16;

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

    /// Cells in any order: along each axis, what its places add to the index of the cell that is taken.
    pub(super) fn rearrange(&mut self) -> Option<Op> {
        let shape = self.fields.need("shape", &self.what, self.sink);
        let axes = self.fields.need("axes", &self.what, self.sink);
        let value = self.fields.get("value");
        let value = value.map_or(Some(0.0), |node| node.single("value", self.sink));
        let shape = shape.and_then(|node| self.lengths(&node, "shape", 1));
        let (node, input) = (axes?, self.input);
        let axes = self.axes(&node)?;
        let (shape, input) = (shape?, input?);
        let places = axes
            .iter()
            .try_fold(1u64, |count, axis| count.checked_mul(axis.length() as u64));
        let output = Shape::of(&shape).filter(|shape| places == Some(shape.count()));

        let Some(output) = output else {
            let message = phrase!(
                "the lengths of the axes multiplied are not those of the shape {}",
                format!("{shape:?}")
            );
            return self.sink.fault(&node, message, axis_help());
        };

        let Some(made) = Arrange::along(axes, [input, output], value?) else {
            let message = phrase!(
                "a cell is taken that is not there: {} come in, counted from 0",
                input.count()
            );
            return self.sink.fault(&node, message, None);
        };

        Some(Op::Arrange(Arc::new(made)))
    }

    /// Axes, each a list, in which -1 takes no cell, or a length and a step.
    fn axes(&mut self, node: &Node) -> Option<Vec<AxisParts>> {
        let elements = node.elements().into_iter().flatten();
        let elements: Vec<Node> = elements.take(MOST_AXES + 1).collect();

        if elements.is_empty() || elements.len() > MOST_AXES {
            let message = phrase!("`axes` must be one to {} lists or tables", MOST_AXES);
            return self.sink.fault(node, message, axis_help());
        }

        let axes: Vec<_> = elements.iter().map(|element| self.axis(element)).collect();
        axes.into_iter().collect()
    }

    fn axis(&mut self, node: &Node) -> Option<AxisParts> {
        let Some(elements) = node.elements() else {
            let mut fields = Fields::of(node, "an axis", self.sink)?;
            let mut count = |key, least| {
                let node = fields.need(key, "an axis", self.sink)?;
                node.count(key, least, self.sink)
            };
            let even = [count("length", 1), count("step", 0)];
            fields.close("an axis", false, self.sink);
            let [Some(length), Some(step)] = even else {
                return None;
            };
            return Some(AxisParts::Even { length, step });
        };

        let parts: Option<Vec<Option<usize>>> = elements
            .map(|element| {
                let part = element.integer("axes", self.sink)?;
                Some(usize::try_from(part).ok())
            })
            .collect();

        let found = AxisParts::of(&parts?);

        if found.is_none() {
            let message = phrase!("a cell is taken that is not there");
            return self.sink.fault(node, message, axis_help());
        }

        found
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
    pub(super) fn lengths(&mut self, node: &Node, key: &str, least: i64) -> Option<Vec<usize>> {
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

/// What an axis looks like.
fn axis_help() -> Phrase {
    phrase!("an axis is a list, such as [0, 9, 18], or { length = 3, step = 9 }")
}
