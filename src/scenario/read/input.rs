//! `[input]`: the numbers that go in, and what their channels are called.

use std::path::Path;

use toml::de::DeValue;

use super::Reader;
use super::parts::Wants;
use crate::document::{Fields, Localized, Node, Sink};
use crate::nn::{Shape, Tensor};
use crate::scenario::files::Picture;
use crate::scenario::input::{Accepts, Own, given};
use crate::scenario::tensor::{Role, Tensors, keys};
use crate::text::{Phrase, phrase};

/// What goes into a network.
pub(super) struct Input {
    /// The names of its channels; none, or as many as there are.
    pub channels: Vec<Localized>,
    /// Its numbers, and their shape.
    pub data: (Tensor, Shape),
    /// What was done to it that one has to know.
    pub assumed: Option<Localized>,
}

/// Reads an `[input]`.
pub(super) fn read(node: &Node, wants: Wants, reader: &mut Reader) -> Option<Input> {
    let mut fields = Fields::of(node, "`input`", &mut reader.sink)?;
    let names = fields.get("channels");
    let mut numbers = Numbers {
        node,
        fields: &mut fields,
        wants,
        reader,
    };

    let found = match &numbers.reader.request.input {
        Some(file) => numbers.given(file),
        None => numbers.written().map(|data| (data, None)),
    };

    let is_given = reader.request.input.is_some();
    let channels = match names {
        Some(node) => {
            let shape = found.as_ref().map(|((_, shape), _)| *shape);
            channels(&node, shape, is_given, &mut reader.sink)
        }
        None => Some(Vec::new()),
    };

    let channels = channels.and_then(|names| translated(names, &fields, &mut reader.sink));
    let is_translated = fields.tags().iter().all(|(_, node)| names_channels(node));
    fields.close("the input", is_translated, &mut reader.sink);
    let (data, assumed) = found?;

    Some(Input {
        channels: channels?,
        data,
        assumed,
    })
}

/// Reads the numbers of an input.
struct Numbers<'n, 'r, 'a> {
    node: &'n Node<'a>,
    fields: &'n mut Fields<'a>,
    wants: Wants,
    reader: &'n mut Reader<'r>,
}

impl Numbers<'_, '_, '_> {
    /// The numbers that are written, where no others are given.
    fn written(&mut self) -> Option<(Tensor, Shape)> {
        let data = self.data();
        let channels = data.as_ref().map_or(1, |(_, shape)| shape.dims()[0]);
        Accepts::of(self.fields, channels, &mut self.reader.sink);

        data
    }

    /// The numbers that a file gives, made to fit what is written; nothing is told of that, which is not used.
    fn given(&mut self, file: &Path) -> Option<((Tensor, Shape), Option<Localized>)> {
        let sink = std::mem::take(&mut self.reader.sink);
        let budget = std::mem::take(&mut self.reader.budget);
        let written = self.data();
        self.reader.sink = sink;
        self.reader.budget = budget;

        for key in ["data"].into_iter().chain(keys()) {
            self.fields.get(key);
        }

        let Reader { budget, sink, .. } = &mut *self.reader;
        let own = written.map(|(tensor, _)| Own::of(&tensor));
        let channels = own.as_ref().map_or(1, |own| own.shape[0]);
        let accepts = Accepts::of(self.fields, channels, sink);
        let (tensor, assumed) = given(file, own.as_ref(), accepts, budget, sink)?;

        // Of signals, three levels are a batch of one.
        let tensor = match *tensor.shape() {
            [1, channels, length] if self.wants == Wants::Signal && channels > 1 => {
                tensor.reshaped(vec![channels, length])
            }
            _ => tensor,
        };

        Some((self.shaped(self.node, tensor)?, assumed))
    }

    /// `data`, or the keys of a tensor's table beside it.
    fn data(&mut self) -> Option<(Tensor, Shape)> {
        let Reader {
            place,
            budget,
            sink,
            ..
        } = &mut *self.reader;

        let mut tensors = Tensors {
            place,
            budget,
            channels: 0,
            role: Role::Data,
            fit: Picture::PLAIN,
        };

        let tensor = tensors.input(self.fields, self.node, sink)?;
        let data = self.fields.get("data").unwrap_or_else(|| self.node.clone());

        self.shaped(&data, tensor)
    }

    /// The tensor as an input: a vector, one channel, or several. A batch of one is taken without it.
    fn shaped(&mut self, node: &Node, tensor: Tensor) -> Option<(Tensor, Shape)> {
        let is_signal = self.wants == Wants::Signal;
        let is_vector = self.wants == Wants::Vector && node.elements().is_none();
        let lengths = match *tensor.shape() {
            [n] if is_signal => [1, 1, n],
            [n] => return Some((tensor, Shape::vector(n))),
            [1, n] | [n, 1] if is_vector => {
                return Some((tensor.reshaped(vec![n]), Shape::vector(n)));
            }
            [channels, length] if is_signal => [channels, 1, length],
            [height, width] => [1, height, width],
            [channels, height, width] | [1, channels, height, width] => [channels, height, width],
            ref shape => {
                let message = phrase!(
                    "the data has the shape {}, where channels x height x width is needed",
                    format!("{:?}", shape)
                );

                let help = if shape.len() == 4 {
                    "a batch holds several inputs: `index = 0` in its table takes the first of them"
                } else {
                    "give it one to three dimensions"
                };

                return self.reader.sink.fault(node, message, Phrase::from(help));
            }
        };

        Some((tensor.reshaped(lengths.to_vec()), Shape::maps(lengths)))
    }
}

/// The names of channels: as many as there are. Those of an input that is given instead may have others, or none.
fn channels(
    node: &Node,
    shape: Option<Shape>,
    is_given: bool,
    sink: &mut Sink,
) -> Option<Vec<Localized>> {
    let names = list(node, sink)?;
    let count = shape.map_or(names.len(), |shape| shape.dims()[0]);

    match names.len() == count {
        true => Some(names.into_iter().map(Localized::new).collect()),
        false if is_given => Some(Vec::new()),
        false => {
            let message = phrase!(
                "`channels` has {} names, but the input has {} channels",
                names.len(),
                count
            );

            sink.fault(node, message, None)
        }
    }
}

/// A list of names.
fn list(node: &Node, sink: &mut Sink) -> Option<Vec<String>> {
    let Some(elements) = node.elements() else {
        let message = phrase!("`channels` must be a list of names, not {}", node.kind());
        return sink.fault(node, message, None);
    };

    elements.map(|name| name.text("channels", sink)).collect()
}

/// Whether it is a translation of an input, rather than a key that is misspelt.
fn names_channels(node: &Node) -> bool {
    match node.value {
        DeValue::Table(table) => table.keys().any(|key| key.get_ref() == "channels"),
        _ => false,
    }
}

/// The names with their translations: `zh = { channels = ["红", "绿", "蓝"] }`, as many in each language.
fn translated(
    mut names: Vec<Localized>,
    fields: &Fields,
    sink: &mut Sink,
) -> Option<Vec<Localized>> {
    let tags = fields.tags().into_iter();

    for (tag, node) in tags.filter(|(_, node)| names_channels(node)) {
        let mut fields = Fields::of(&node, "a translation", sink)?;
        let channels = fields.need("channels", "a translation of the input", sink)?;
        fields.close("a translation", false, sink);
        let said = list(&channels, sink)?;

        if said.len() != names.len() && !names.is_empty() {
            let message = phrase!(
                "`channels` has {} names here, but {} in the scenario's own language",
                said.len(),
                names.len()
            );

            return sink.fault(&channels, message, None);
        }

        for (name, said) in names.iter_mut().zip(said) {
            name.translate(tag.to_owned(), said);
        }
    }

    Some(names)
}
