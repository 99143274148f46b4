//! The input of a changed scenario: as its text says it, or as numbers.

use std::sync::Arc;

use super::Writer;
use crate::document::{Fields, Node, Sink};
use crate::nn::Tensor;
use crate::scenario::budget::Budget;
use crate::scenario::files::Picture;
use crate::scenario::keys::same;
use crate::scenario::tensor::{self, Role, Tensors};
use crate::text::Phrase;

impl<'a> Writer<'_, 'a> {
    /// Whether the text alone says that these numbers go in.
    fn says(&self, node: &Node<'a>, now: &Tensor) -> bool {
        let mut sink = Sink::default();
        let mut tensors = Tensors {
            place: &self.origin.place,
            budget: &mut Budget::default(),
            channels: 0,
            role: Role::Data,
            fit: Picture::PLAIN,
        };

        let fields = Fields::of(node, "", &mut sink);
        let was = fields.and_then(|mut fields| tensors.input(&mut fields, node, &mut sink));

        was.is_some_and(|was| same(&was, now))
    }

    pub(super) fn input(&mut self, root: &Node<'a>, node: &Node<'a>) -> Result<(), Phrase> {
        let network = Arc::clone(self.network);
        let is_own = !self.origin.is_overridden() && network.input == self.scenario.network.input
            || self.says(node, &network.input);

        if is_own {
            self.carry(root, "input")?;
            self.carry(node, "data")?;
        } else {
            self.tensor(node, "data", "input", &network.input, &["channels"])?;

            // The keys of a table that stand in `[input]` itself would say it a second time.
            for key in tensor::keys() {
                self.splice.remove(node, key);
            }
        }

        let names = self.of(node, "channels").and_then(|names| names.elements());

        if names.is_some_and(|names| names.len() != network.shape.dims()[0]) {
            self.splice.remove(node, "channels");
        }

        Ok(())
    }
}
