//! A changed scenario as TOML: the author's own text, in which only what differs from it is changed.
//!
//! ```text
//! text, network ─> Revision: the new text, the files that go with it, and what had to be left out
//! ```

mod input;
mod model;

use std::path::Path;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::budget::Budget;
use super::expect::Expectation;
use super::files::{Models, Picture, npy_bytes};
use super::keys::{Value, is_shaped, keys, shape_of};
use super::known::Known;
use super::layer::{KINDS, Reader};
use super::layout::{self, MOST_WRITTEN};
use super::sidecar::{Files, Sidecar};
use super::tensor::{FILES, Role, Tensors};
use super::{Note, Origin, Scenario, Start, note, opening};
use crate::document::{Fields, Node, Sink, Splice, quoted, syntax_said};
use crate::nn::{Layer, Network, Op, Tensor, Values};
use crate::text::{Phrase, phrase};

/// A changed scenario that is to be written.
#[derive(Debug)]
pub struct Revision {
    /// What goes into its file.
    pub text: String,
    /// The files that go with it, as far as they are not there already.
    pub sidecars: Vec<Sidecar>,
    /// What no longer holds and is left out of layers: `conv1.expect`.
    pub gone: Vec<String>,
    /// How many notes are left out, because their places are no longer there.
    pub notes: usize,
}

/// The scenario with this network in the place of what its text says, as it goes into a file.
///
/// # Errors
/// Why it cannot be written there, in a sentence.
pub fn revise(
    scenario: &Scenario,
    network: &Arc<Network>,
    file: &Path,
) -> Result<Revision, Phrase> {
    let origin = &*scenario.origin;
    let text = origin.source.lean();
    let text = text.map_err(|faults| phrase!("{}", faults.to_string()))?;
    let (table, errors) = DeTable::parse_recoverable(&text);

    if let Some(error) = errors.first() {
        return Err(phrase!(
            "{} is not TOML: {}",
            &*origin.what.to_string_lossy(),
            syntax_said(error)
        ));
    }

    let mut writer = Writer {
        origin,
        scenario,
        network,
        splice: Splice::new(origin.text()),
        files: Files::new(&origin.place, file),
        gone: Vec::new(),
        notes: 0,
        is_changed: **network != *scenario.network,
        models: Models::new(),
    };

    if let Some(text) = writer.bare()? {
        return Ok(Revision {
            text,
            sidecars: writer.files.sidecars,
            gone: Vec::new(),
            notes: 0,
        });
    }

    let root = DeValue::Table(table.into_inner());
    writer.write(&Node {
        source: &origin.source,
        span: 0..origin.text().len(),
        value: &root,
    })?;
    let Writer {
        splice,
        files,
        gone,
        notes,
        ..
    } = writer;

    Ok(Revision {
        text: origin.source.as_file(&splice.finish()),
        sidecars: files.sidecars,
        gone,
        notes,
    })
}

struct Writer<'w, 'a> {
    origin: &'a Origin,
    scenario: &'w Scenario,
    network: &'w Arc<Network>,
    splice: Splice<'a>,
    files: Files<'a>,
    gone: Vec<String>,
    notes: usize,
    /// Whether the network is another than the text's.
    is_changed: bool,
    /// The models of which weights were read.
    models: Models,
}

impl<'a> Writer<'_, 'a> {
    fn write(&mut self, root: &Node<'a>) -> Result<(), Phrase> {
        let network = Arc::clone(self.network);

        if let Some(model) = self.of(root, "model") {
            self.model(root, &model)?;
        }

        if let Some(input) = self.of(root, "input") {
            self.input(root, &input)?;
        }

        if let Some(features) = self.of(root, "features") {
            self.carry(&features, "images")?;
            self.carry(&features, "labels")?;
        }

        let layers = self.of(root, "layer").and_then(|node| node.elements());
        let values = Values::new(Arc::clone(&network));

        for (index, node) in layers.into_iter().flatten().enumerate() {
            let Some(layer) = network.layers.get(index) else {
                continue;
            };

            self.layer(&node, layer)?;
            self.expectation(&node, &values, index)?;
            self.published(&node, index)?;
        }

        let notes = self.of(root, "note");
        let count = notes
            .as_ref()
            .and_then(Node::elements)
            .map_or(0, |all| all.len());

        if let Some(notes) = notes {
            self.notes(&notes);
        }

        if let Some(view) = self.of(root, "view") {
            self.view(&view, count - self.notes);
        }

        Ok(())
    }

    fn at(&self, table: &'a DeTable<'a>, key: &str) -> Option<Node<'a>> {
        let value = table.get(key)?;
        Some(Node {
            source: &self.origin.source,
            span: value.span(),
            value: value.get_ref(),
        })
    }

    /// What stands at a key of a table.
    fn of(&self, node: &Node<'a>, key: &str) -> Option<Node<'a>> {
        match node.value {
            DeValue::Table(table) => self.at(table, key),
            _ => None,
        }
    }

    fn layer(&mut self, node: &Node<'a>, layer: &Layer) -> Result<(), Phrase> {
        let written = self.as_written(node, layer);
        let was = written.as_ref().map(keys).unwrap_or_default();

        for (key, now) in keys(&layer.op) {
            let like = like(layer.op.kind(), key);
            match now {
                now if was.iter().any(|(has, was)| *has == key && was.is(&now)) => {
                    self.carry(node, key)?;
                }
                Value::Tensor(tensor) => {
                    let name = format!("{}-{key}", layer.name);
                    let tensor = tensor.clone().reshaped(shape_of(&layer.op, tensor));
                    self.tensor(node, key, &name, &tensor, &like)?;
                }
                // Where it is left out, a pool's stride is its kernel.
                Value::Word(word)
                    if key == "stride"
                        && self.of(node, key).is_none()
                        && is_kernel(&layer.op, &word) => {}
                Value::Word(word) => self.splice.set(node, key, &word, &like),
            }
        }

        Ok(())
    }

    /// What the text alone says that a layer does, on what comes in now.
    fn as_written(&mut self, node: &Node<'a>, layer: &Layer) -> Option<Op> {
        let mut sink = Sink::default();
        let mut budget = Budget::with_models(std::mem::take(&mut self.models));
        let mut fields = Fields::of(node, "a layer", &mut sink)?;

        for key in ["kind", "name", "from", "expect", "published"] {
            fields.get(key);
        }

        let place = &self.origin.place;
        let input = Some(layer.input());
        let mut reader = Reader {
            fields: &mut fields,
            sink: &mut sink,
            budget: &mut budget,
            place,
            input,
            kind: layer.op.kind(),
            what: Phrase::from(""),
        };

        let op = reader.op();
        self.models = budget.models;

        op.filter(|_| sink.faults.is_empty())
    }

    /// Other numbers than the text says: in the place of those that differ, where they are written out; else written out
    /// if there are not too many; else in a file.
    fn tensor(
        &mut self,
        node: &Node<'a>,
        key: &str,
        what: &str,
        now: &Tensor,
        like: &[&str],
    ) -> Result<(), Phrase> {
        let old = self.of(node, key).filter(|old| old.elements().is_some());
        if let Some(old) = old {
            let place = &self.origin.place;
            let was = Tensors {
                place,
                budget: &mut Budget::default(),
                channels: 0,
                role: Role::Vector,
                fit: Picture::PLAIN,
            }
            .read(&old, key, &mut Sink::default());

            if was.is_some_and(|was| is_shaped(&was, now)) {
                let mut index = 0;
                self.numbers(&old, now, &mut index);
                return Ok(());
            }
        }

        let text = match layout::short(now) {
            Some(table) => table,
            None if now.count() <= MOST_WRITTEN => {
                layout::array(now, self.splice.indent(node.span.start))
            }
            None => {
                let bytes = npy_bytes(now.shape(), (0..now.count()).map(|index| now.at(index)));
                format!("{{ npy = {} }}", quoted(&self.files.own(what, bytes)?))
            }
        };

        self.splice.set(node, key, &text, like);

        Ok(())
    }

    /// Puts the numbers that differ in the place of those that are written.
    fn numbers(&mut self, node: &Node<'a>, now: &Tensor, index: &mut usize) {
        if let Some(elements) = node.elements() {
            elements.for_each(|element| self.numbers(&element, now, index));
            return;
        }

        let value = now.at(*index);

        if node.single("", &mut Sink::default()) != Some(value) {
            self.splice
                .replace(node.span.clone(), layout::number(value));
        }

        *index += 1;
    }

    /// Brings along the file that a table names.
    fn carry(&mut self, node: &Node<'a>, key: &str) -> Result<(), Phrase> {
        let Some(table) = self.of(node, key) else {
            return Ok(());
        };

        for kind in FILES {
            if let Some(name) = self.of(&table, kind)
                && let DeValue::String(text) = name.value
                && let Some(renamed) = self.files.carry(text)?
            {
                self.splice.replace(name.span, quoted(&renamed));
            }
        }

        Ok(())
    }

    /// Leaves out what no longer comes out of a layer.
    fn expectation(
        &mut self,
        node: &Node<'a>,
        values: &Values,
        layer: usize,
    ) -> Result<(), Phrase> {
        let Some(expect) = self.of(node, "expect") else {
            return Ok(());
        };

        let mut sink = Sink::default();
        let place = &self.origin.place;
        Expectation::new(expect, "expect", place, &mut Budget::default(), &mut sink)
            .check(values, layer, &mut sink);

        if sink.faults.is_empty() {
            return self.carry(node, "expect");
        }

        self.leave_out(node, "expect", layer);

        Ok(())
    }

    /// Leaves out what is printed as the output of a layer that is no longer the author's.
    fn published(&mut self, node: &Node<'a>, layer: usize) -> Result<(), Phrase> {
        if self.of(node, "published").is_none() {
            return Ok(());
        }

        if self.scenario.published(self.network, layer).is_some() {
            return self.carry(node, "published");
        }

        self.leave_out(node, "published", layer);

        Ok(())
    }

    fn leave_out(&mut self, node: &Node<'a>, key: &str, layer: usize) {
        self.splice.remove(node, key);
        let name = &self.network.layers[layer].name;
        self.gone.push(format!("{name}.{key}"));
    }

    /// Leaves out the notes that would no longer be true, and those that speak of places which are no longer there.
    fn notes(&mut self, notes: &Node<'a>) {
        let layers = Known::all(self.network);
        let elements = notes.elements().into_iter().flatten();
        let gone: Vec<bool> = elements
            .map(|node| {
                note::note(&node, &layers, &mut Sink::default())
                    .is_none_or(|note| self.is_false(&note))
            })
            .collect();

        self.notes = gone.iter().filter(|gone| **gone).count();
        self.splice.remove_elements(notes, &gone);
    }

    /// Leaves out where the walk opens, where that place is no longer there.
    fn view(&mut self, view: &Node<'a>, notes: usize) {
        let layers = Known::all(self.network);
        let is_gone = |at: Node| match opening::start(&at, &layers, notes, &mut Sink::default()) {
            // Where notes are left out, others have their numbers.
            Some(Start::Note(_)) => self.notes > 0,
            start => start.is_none(),
        };

        if self.of(view, "at").is_some_and(is_gone) {
            self.splice.remove(view, "at");
        }
    }

    /// Whether a note is about numbers that are no longer the file's.
    fn is_false(&self, note: &Note) -> bool {
        note.when.is_empty() && !note.holds(self.network, self.scenario)
    }
}

/// The keys after which a new one stands best: those before it in the table of kinds, the nearest first.
fn like(kind: &str, key: &str) -> Vec<&'static str> {
    let keys = KINDS
        .iter()
        .find(|has| has.name == kind)
        .map_or(&[][..], |kind| kind.keys);

    let (before, after) = keys.split_at(keys.iter().position(|has| *has == key).unwrap_or(0));
    before
        .iter()
        .rev()
        .copied()
        .chain(["name", "kind"])
        .chain(after.iter().copied())
        .collect()
}

fn is_kernel(op: &Op, stride: &str) -> bool {
    matches!(op, Op::Pool(_))
        && keys(op)
            .iter()
            .any(|(key, value)| *key == "kernel" && value.is(&Value::Word(stride.to_owned())))
}
