//! Layers that make one number of all along some dimensions: `reduce_sum`, `reduce_mean` and the like.

use super::Reader;
use crate::nn::{Op, Reduce, Reduction, Shape};
use crate::text::phrase;

impl Reader<'_, '_> {
    /// One number of each along these dimensions, in a shape of its own or in the dimensions that are left.
    pub(super) fn reduce(&mut self) -> Option<Op> {
        let node = self.fields.need("dims", &self.what, self.sink);
        let dims = node.as_ref().and_then(|node| self.lengths(node, "dims", 0));
        let own = self.fields.get("shape");
        let shape = own.as_ref().map(|node| self.lengths(node, "shape", 1));
        let is_last = match self.kind {
            "argmax" => self.boolean("last", false)?,
            _ => false,
        };

        let (node, dims, input) = (node?, dims?, self.input?);
        let reduction = Reduction::of_kind(self.kind, is_last)?;

        let Some(reduce) = Reduce::along(input, &dims, reduction) else {
            let message = phrase!(
                "`dims` names some of the {} dimensions of what comes in, each once, counted from 0",
                input.levels().len()
            );
            return self.sink.fault(&node, message, None);
        };

        let (Some(shape), Some(own)) = (shape, own) else {
            return Some(Op::Reduce(reduce));
        };

        let shape = shape?;
        let count = reduce.output.count();

        let Some(output) = Shape::of(&shape).filter(|shape| shape.count() == count) else {
            let message = phrase!(
                "{} numbers come out, which the shape {} does not hold",
                count,
                format!("{shape:?}")
            );
            return self.sink.fault(&own, message, None);
        };

        Some(Op::Reduce(Reduce { output, ..reduce }))
    }
}
