//! Nested arrays of numbers.

use toml::de::DeValue;

use crate::document::{Node, Sink};
use crate::text::{Phrase, phrase};

/// The numbers of nested arrays, the last level fastest, and the lengths of the levels.
pub(super) fn read(node: &Node, key: &str, sink: &mut Sink) -> Option<(Vec<usize>, Vec<f32>)> {
    let lengths = lengths(node, key, sink)?;
    let mut reader = Array {
        key,
        lengths: &lengths,
        values: Vec::new(),
        good: true,
    };

    reader.fill(node, 0, sink);
    let Array { values, good, .. } = reader;

    good.then_some((lengths, values))
}

/// The lengths of nested arrays, as the first of each says.
fn lengths(node: &Node, key: &str, sink: &mut Sink) -> Option<Vec<usize>> {
    let mut at = node.clone();
    let mut lengths = Vec::new();

    while let Some(mut elements) = at.elements() {
        lengths.push(elements.len());
        match elements.next() {
            Some(first) => at = first,
            None => {
                return sink.fault(
                    &at,
                    phrase!("an empty array in `{}`: it needs one number at least", key),
                    None,
                );
            }
        }
    }

    if lengths.len() > 4 {
        return sink.fault(
            node,
            phrase!(
                "`{}` has {} levels of arrays; four are the most",
                key,
                lengths.len()
            ),
            None,
        );
    }

    Some(lengths)
}

struct Array<'s> {
    key: &'s str,
    lengths: &'s [usize],
    values: Vec<f32>,
    good: bool,
}

impl Array<'_> {
    fn fill(&mut self, node: &Node, level: usize, sink: &mut Sink) {
        let Some(&length) = self.lengths.get(level) else {
            return self.number(node, sink);
        };

        match node.elements() {
            Some(elements) if elements.len() == length => {
                elements.for_each(|element| self.fill(&element, level + 1, sink));
            }
            Some(elements) => {
                let what = if level + 1 == self.lengths.len() {
                    phrase!("numbers")
                } else {
                    phrase!("rows or channels")
                };

                let message = match elements.len() {
                    0 => phrase!(
                        "an empty row in `{}`: the first of its level has {} {}",
                        self.key,
                        length,
                        what
                    ),
                    n => {
                        phrase!(
                            "`{}` is ragged: {} {} here, where the first of its level has {}",
                            self.key,
                            n,
                            what,
                            length
                        )
                    }
                };

                self.refuse(node, message, sink);
            }
            None => {
                let message = phrase!(
                    "{} in `{}`, where an array of {} is needed",
                    node.kind(),
                    self.key,
                    length
                );
                self.refuse(node, message, sink);
            }
        }
    }

    fn number(&mut self, node: &Node, sink: &mut Sink) {
        if !matches!(node.value, DeValue::Integer(_) | DeValue::Float(_)) {
            let message = phrase!(
                "every entry of `{}` must be a number; this one is {}",
                self.key,
                node.kind()
            );
            return self.refuse(node, message, sink);
        }

        match node.single(self.key, sink) {
            Some(value) => self.values.push(value),
            None => self.good = false,
        }
    }

    fn refuse(&mut self, node: &Node, message: Phrase, sink: &mut Sink) {
        self.good = false;
        let is_filters = self.key == "weight" && self.lengths.len() == 4;
        let help = is_filters.then(|| phrase!("all filters of a layer have the same size"));
        sink.fault::<()>(node, message, help);
    }
}
