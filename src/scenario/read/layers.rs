//! `[[layer]]`: each is read by its kind and added to the network, with what a caller wants to be different.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Computed, Override, Reader, value_of};
use crate::document::{Fields, Node, Sink, suggest};
use crate::nn::{MOST_NUMBERS, Network, Shape, ShapeError, Stage, Tensor};
use crate::scenario::expect::Expectation;
use crate::scenario::from;
use crate::scenario::known::Known;
use crate::scenario::layer::{self, Kind, kind_of};
use crate::scenario::tensor::last_channels;
use crate::text::{Phrase, phrase};

/// A layer's keys, and its kind where that is known.
type Written<'a> = (Fields<'a>, Option<&'static Kind>);

/// Reads all layers on what goes into the first.
pub(super) fn read<'a>(
    nodes: &[Node<'a>],
    input: Option<(Tensor, Shape)>,
    overrides: Vec<Override<'a>>,
    reader: &mut Reader,
) -> Computed<'a> {
    let mut layers = Layers {
        reader,
        numbers: input.as_ref().map_or(0, |(_, shape)| shape.count()),
        network: input.map(|(tensor, shape)| Network::new(Arc::new(tensor), shape)),
        known: Known::default(),
        expectations: Vec::new(),
        published: Vec::new(),
    };

    let overridden = layers.read(nodes, overrides).unwrap_or_default();

    Computed {
        network: layers.network,
        known: layers.known,
        channels: None,
        names: HashMap::new(),
        assumed: None,
        expectations: layers.expectations,
        published: layers.published,
        overridden,
    }
}

/// The layers that have been read.
struct Layers<'l, 'r, 'a> {
    reader: &'l mut Reader<'r>,
    /// How many numbers the input and the layers hold.
    numbers: u64,
    /// The network; `None` once something is at fault.
    network: Option<Network>,
    known: Known,
    expectations: Vec<(usize, Expectation<'a>)>,
    published: Vec<(usize, Expectation<'a>)>,
}

impl<'a> Layers<'_, '_, 'a> {
    /// Reads them one by one. Returns the stages of those that are overridden.
    fn read(&mut self, nodes: &[Node<'a>], overrides: Vec<Override<'a>>) -> Option<Vec<Stage>> {
        let mut layers: Vec<Written<'a>> = Vec::new();

        for node in nodes {
            let Some(mut fields) = Fields::of(node, "a layer", &mut self.reader.sink) else {
                self.network = None;
                return None;
            };

            let kind = kind_of(&mut fields, &mut self.reader.sink);
            layers.push((fields, kind));
        }

        self.known = Known::new(names(&mut layers, &mut self.reader.sink));
        let set = overrides
            .into_iter()
            .filter_map(|one| set(one, &mut layers, &self.known, &mut self.reader.sink));
        let overridden = set.map(Stage::after).collect();

        for (index, (mut fields, kind)) in layers.into_iter().enumerate() {
            self.network = self.layer(index, &mut fields, kind);
            let network = self.network.as_ref();
            self.known
                .push(network.and_then(|network| network.layers.last().cloned()));
        }

        Some(overridden)
    }

    /// Reads a layer and adds it to the network. A layer that is at fault ends the network, but what comes after is read.
    fn layer(
        &mut self,
        index: usize,
        fields: &mut Fields<'a>,
        kind: Option<&'static Kind>,
    ) -> Option<Network> {
        let network = self.network.take();
        let Reader {
            place,
            budget,
            sink,
            ..
        } = &mut *self.reader;

        let name = &self.known.names()[index];
        let stages = stages(fields, kind, index, &self.known, sink);

        if let Some(node) = fields.get("expect") {
            let expectation = Expectation::new(node, "expect", place, budget, sink);
            self.expectations.push((index, expectation));
        }

        if let Some(node) = fields.get("published") {
            let published = Expectation::new(node, "published", place, budget, sink);
            self.published.push((index, published));
        }

        let kind = kind?;
        let shape = |stages: &Vec<Stage>| Some(network.as_ref()?.shape_of(stages[0]));
        let op = layer::Reader {
            input: stages.as_ref().and_then(shape),
            kind: kind.name,
            what: phrase!("the layer `{}` ({})", name, kind.name),
            fields,
            sink,
            budget,
            place,
        }
        .op()?;

        let mut network = network?;
        let stages = stages?;
        let hint = last_channels(&op, network.shape_of(stages[0]));

        if let Err(shape_error) = network.push(name.clone(), op, &stages) {
            return refuse(fields, &shape_error, hint, sink);
        }

        self.spend(network.output(), fields)?;

        Some(network)
    }

    /// Counts the numbers that a layer puts out.
    fn spend(&mut self, output: Shape, fields: &Fields) -> Option<()> {
        self.numbers = self.numbers.saturating_add(output.count());

        if self.numbers <= MOST_NUMBERS {
            return Some(());
        }

        let message = phrase!(
            "too many numbers: with this layer's output of {}, the scenario has more than 2^27 ({})",
            output,
            MOST_NUMBERS
        );
        let help = Some(phrase!("make it smaller"));

        fields.fault(message, help, &mut self.reader.sink)
    }
}

/// The stages that a layer reads. What does not depend on the input stands on it, and reads nothing of it.
fn stages(
    fields: &mut Fields,
    kind: Option<&Kind>,
    index: usize,
    known: &Known,
    sink: &mut Sink,
) -> Option<Vec<Stage>> {
    match kind {
        Some(kind) if kind.name == "constant" => Some(vec![Stage::INPUT]),
        _ => from::stages(fields, index, known, sink),
    }
}

/// What the layers are called: as is written, else by their kind with a number that no other has.
fn names(layers: &mut [Written], sink: &mut Sink) -> Vec<String> {
    let mut names: Vec<Option<String>> = Vec::new();
    let mut taken = HashSet::new();

    for (fields, _) in &mut *layers {
        let node = fields.get("name");
        let name = node.as_ref().and_then(|node| node.text("name", sink));

        if let (Some(node), Some(name)) = (&node, &name) {
            if name.is_empty() {
                sink.fault::<()>(node, "`name` is empty", None);
            } else if !taken.insert(name.clone()) {
                let message = phrase!("there are two layers of the name `{}`", name);
                sink.fault::<()>(node, message, phrase!("give each a name of its own"));
            }
        }

        names.push(name);
    }

    let mut last: HashMap<&str, usize> = HashMap::new();
    let mut numbered = |stem: &'static str| {
        loop {
            let number = last.entry(stem).or_default();
            *number += 1;
            let name = format!("{stem}{number}");

            if taken.insert(name.clone()) {
                return name;
            }
        }
    };

    names
        .into_iter()
        .zip(layers)
        .map(|(name, (_, kind))| {
            name.unwrap_or_else(|| numbered(kind.map_or("layer", |kind| kind.stem)))
        })
        .collect()
}

/// Puts an override into the layer that it is for. Returns which that is.
fn set<'a>(
    (setting, source, table): Override<'a>,
    layers: &mut [Written<'a>],
    known: &Known,
    sink: &mut Sink,
) -> Option<usize> {
    let key = setting.key.as_str();
    let has = |(_, kind): &Written| kind.is_some_and(|kind| kind.keys.contains(&key));
    let found = match &setting.layer {
        Some(name) => known.position(name),
        None => layers.iter().position(has),
    };

    let Some(index) = found else {
        let (message, help) = match &setting.layer {
            Some(name) => (
                phrase!("there is no layer `{}`", name),
                suggest(name, known.names().iter().map(String::as_str)),
            ),
            None => (phrase!("no layer has `{}`", &setting.key), None),
        };

        return sink.at(source, &(0..source.text.len()), message, help);
    };

    if let Some(value) = value_of(source, table) {
        layers[index].0.replace(&setting.key, value);
    }

    Some(index)
}

/// Tells why a layer does not fit, at the key that is to blame.
fn refuse<T>(
    fields: &Fields,
    shape_error: &ShapeError,
    hint: Option<Phrase>,
    sink: &mut Sink,
) -> Option<T> {
    let (source, span) = [shape_error.key(), "weight", "kind"]
        .into_iter()
        .find(|key| fields.has(key))
        .map_or_else(|| fields.place("kind"), |key| fields.place(key));

    sink.at(
        source,
        &span,
        Phrase::ShapeError(Box::new(shape_error.clone())),
        hint.unwrap_or_else(|| Phrase::Mending(Box::new(shape_error.clone()))),
    )
}
