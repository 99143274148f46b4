//! From a text to a scenario: everything that can be found wrong is found in one go.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::budget::Budget;
use super::classes::Classes;
use super::expect::Expectation;
use super::files::{Picture, Place};
use super::input::{self, Accepts, Own};
use super::known::Known;
use super::layer::{Kind, Reader, kind_of};
use super::model::{Modelled, Reading};
use super::origin::Origin;
use super::settings::{self, Setting};
use super::tensor::{Role, Tensors, keys, last_channels};
use super::{Note, Opening, Request, Scenario, from, note, opening};
use crate::document::{
    Faults, Fields, Localized, MOST_FAULTS, Node, Sink, SourceText, suggest, syntax_faults,
};
use crate::nn::{MOST_NUMBERS, Misfit, Network, Shape, Stage, Tensor};
use crate::text::{Phrase, phrase};

/// Reads a scenario.
pub(super) fn read(origin: Origin) -> Result<Scenario, Faults> {
    let origin = Arc::new(origin);
    let Origin {
        source,
        place,
        request,
        ..
    } = &*origin;

    let (table, errors) = DeTable::parse_recoverable(&source.text);

    if !errors.is_empty() {
        return Err(Faults::new(syntax_faults(source, &errors, MOST_FAULTS)));
    }

    let mut sink = Sink::default();
    let sources: Vec<SourceText> = request.set.iter().map(Setting::source).collect();
    let settings = settings::parse(&sources, &mut sink.faults);
    let mut root = Root {
        sink,
        budget: Budget::default(),
        place,
        request,
        expectations: Vec::new(),
        numbers: 0,
        is_signal: false,
        is_vector: false,
        told: None,
        overridden: Vec::new(),
    };

    let fields = Fields::new(source, 0..0, table.get_ref());
    let overrides = request.set.iter().zip(&sources).zip(&settings);
    let overrides =
        overrides.filter_map(|((setting, source), table)| Some((setting, source, table.as_ref()?)));

    let scenario = root.scenario(fields, &origin, overrides.collect());
    let mut faults = root.sink.faults;

    match scenario {
        Some(scenario) if faults.is_empty() => Ok(scenario),
        _ => {
            faults.sort_by_key(|fault| (fault.line, fault.column));
            faults.dedup();
            Err(Faults::new(faults))
        }
    }
}

/// The kind of the first layer, as it is written.
fn first_kind<'a>(layers: &[Node<'a>]) -> Option<&'a str> {
    let DeValue::Table(first) = layers.first()?.value else {
        return None;
    };

    first.get("kind")?.get_ref().as_str()
}

/// The numbers that come in, and their shape.
type Input = (Tensor, Shape);

/// A setting, where it is written, and its value.
type Override<'a> = (&'a Setting, &'a SourceText, &'a Spanned<DeTable<'a>>);

struct Root<'r, 'a> {
    sink: Sink,
    budget: Budget,
    place: &'r Place,
    request: &'r Request,
    expectations: Vec<(usize, Expectation<'a>)>,
    /// How many numbers the input and the layers so far hold.
    numbers: u64,
    /// Whether the input is read by a 1d kind, as channels of one row.
    is_signal: bool,
    /// Whether it is read by a dense layer, as a vector.
    is_vector: bool,
    /// What was done to the input that one has to know.
    told: Option<Localized>,
    /// The stages whose own numbers or settings are not the author's.
    overridden: Vec<Stage>,
}

impl<'a> Root<'_, 'a> {
    fn scenario(
        &mut self,
        mut fields: Fields<'a>,
        origin: &Arc<Origin>,
        overrides: Vec<Override<'a>>,
    ) -> Option<Scenario> {
        let title = fields.need("title", "a scenario", &mut self.sink);
        let title = title.and_then(|node| node.text("title", &mut self.sink));
        let summary = fields
            .get("summary")
            .map(|node| node.text("summary", &mut self.sink));

        let layers = self.tables(&mut fields, "layer");
        let first = layers.as_deref().and_then(first_kind).unwrap_or_default();
        self.is_signal = first.ends_with("1d");
        self.is_vector = first == "linear";

        let model = fields.get("model");
        let input = match &model {
            Some(_) => fields.get("input"),
            None => fields.need("input", "a scenario", &mut self.sink),
        };

        let modelled = model
            .as_ref()
            .and_then(|node| self.model(node, input.as_ref(), origin));
        let (channels, input) = match &model {
            Some(_) => (Some(Vec::new()), None),
            None => input.and_then(|node| self.input(&node)).unzip(),
        };

        let classes = fields.get("classes");
        let notes = self.tables(&mut fields, "note");
        let view = fields.get("view");

        let translations = fields.tags();
        fields.close("a scenario", true, &mut self.sink);

        if model.is_none() && layers.as_ref().is_some_and(Vec::is_empty) {
            return fields.fault(
                "a scenario needs one [[layer]] at least",
                None,
                &mut self.sink,
            );
        }

        let mut title = Localized::new(title.unwrap_or_default());
        let mut summary = Localized::new(summary.flatten().unwrap_or_default());

        for (tag, node) in translations {
            self.translate(tag, &node, &mut title, &mut summary);
        }

        let mut names = HashMap::new();
        let (network, known) = match (model, modelled) {
            (None, _) => self.layers(&layers?, input, overrides),
            (Some(_), None) => return None,
            (Some(node), Some(mut modelled)) => {
                self.settings_of_model(&node, &layers?, &overrides, &mut modelled);
                names = modelled.names;
                self.told = modelled.told;
                let known = Known::all(&modelled.network);
                (Some(modelled.network), known)
            }
        };

        let overridden = self.request.overrides();

        if self.request.input.is_some() || !names.is_empty() && overridden {
            self.overridden.push(Stage::INPUT);
        }

        // With other sizes than the author wrote, a note may speak of a place that is no longer there.
        let mut aside = Sink::default();
        let sink = if overridden {
            &mut aside
        } else {
            &mut self.sink
        };

        let notes: Vec<_> = notes?
            .iter()
            .filter_map(|node| note::note(node, &known, sink))
            .chain(self.told.clone().map(Note::of_start))
            .collect();

        let opening = view.map_or(Some(Opening::default()), |node| {
            opening::opening(&node, &known, notes.len(), sink)
        });

        let network = Arc::new(network?);
        let classes = self.classes(classes, network.output().count());
        let opening = match opening {
            // What cannot be had with other settings than the author's is left out.
            None if overridden => Opening::default(),
            opening => opening?,
        };

        if self.sink.faults.is_empty() && !overridden {
            super::expect::check(&network, &self.expectations, &mut self.sink);
        }

        Some(Scenario {
            name: origin.name.clone(),
            title,
            summary,
            channels: channels?,
            network,
            names,
            told: self.told.take(),
            classes: classes.unwrap_or_default(),
            notes,
            opening,
            overridden: std::mem::take(&mut self.overridden),
            origin: Arc::clone(origin),
        })
    }

    /// The classes of the command line, else those that are written.
    fn classes(&mut self, node: Option<Node<'a>>, numbers: u64) -> Option<Vec<String>> {
        let written = node.and_then(|node| Classes::read(node, self.place, &mut self.sink));
        let classes = match &self.request.classes {
            Some(file) => Classes::given(file, &mut self.sink),
            None => written,
        };

        classes?.of(numbers, &mut self.sink)
    }

    /// The layers of a model.
    fn model(
        &mut self,
        node: &Node<'a>,
        input: Option<&Node<'a>>,
        origin: &Origin,
    ) -> Option<Modelled> {
        let reading = Reading {
            place: self.place,
            request: self.request,
            bare: origin.bare_model(),
        };

        reading.read(node, input, &mut self.budget, &mut self.sink)
    }

    /// A model has its own layers; how their windows slide can be set.
    fn settings_of_model(
        &mut self,
        node: &Node<'a>,
        layers: &[Node<'a>],
        overrides: &[Override<'a>],
        modelled: &mut Modelled,
    ) {
        if !layers.is_empty() {
            let message = "the layers come from the model: [[layer]] must be absent";
            self.sink.fault::<()>(node, message, None);
        }

        for (setting, source, table) in overrides {
            if let Some((_, value)) = table.get_ref().iter().next() {
                let node = Node {
                    source,
                    span: value.span(),
                    value: value.get_ref(),
                };

                modelled.set(setting, &node, &mut self.sink);
            }
        }
    }

    /// The tables of an array of tables; empty where there are none.
    fn tables(&mut self, fields: &mut Fields<'a>, key: &'static str) -> Option<Vec<Node<'a>>> {
        let Some(node) = fields.get(key) else {
            return Some(Vec::new());
        };

        match node.elements() {
            Some(elements) if matches!(node.value, DeValue::Array(_)) => Some(elements.collect()),
            _ => {
                let help = phrase!("write [[{}]], with two brackets, above each", key);
                self.sink.fault(
                    &node,
                    phrase!("`{}` must be an array of tables, not {}", key, node.kind()),
                    help,
                )
            }
        }
    }

    fn translate(
        &mut self,
        tag: &str,
        node: &Node<'a>,
        title: &mut Localized,
        summary: &mut Localized,
    ) {
        let Some(mut fields) = Fields::of(node, phrase!("`{}`", tag), &mut self.sink) else {
            return;
        };

        for (key, words) in [("title", title), ("summary", summary)] {
            if let Some(text) = fields
                .get(key)
                .and_then(|node| node.text(key, &mut self.sink))
            {
                words.translate(tag.to_owned(), text);
            }
        }

        fields.close(phrase!("`{}`", tag), false, &mut self.sink);
    }

    /// The input: its channels' names, and its numbers with their shape.
    fn input(&mut self, node: &Node<'a>) -> Option<(Vec<String>, Input)> {
        let mut fields = Fields::of(node, "`input`", &mut self.sink)?;
        let names = fields.get("channels");
        let data = match &self.request.input {
            Some(file) => self.given(file, &mut fields, node),
            None => self.written(&mut fields, node),
        };

        fields.close("the input", false, &mut self.sink);
        let names = names.map_or(Some(Vec::new()), |node| {
            self.names(&node, data.as_ref().map(|(_, shape)| *shape))
        });

        Some((names?, data?))
    }

    /// The input that is written, where no other is given.
    fn written(&mut self, fields: &mut Fields<'a>, node: &Node<'a>) -> Option<Input> {
        let data = self.data(fields, node);
        let channels = data.as_ref().map_or(1, |(_, shape)| shape.dims()[0]);
        Accepts::of(fields, channels, &mut self.sink);

        data
    }

    /// The input that a file gives, made to fit what is written; nothing is told of that, which is not used.
    fn given(&mut self, file: &Path, fields: &mut Fields<'a>, node: &Node<'a>) -> Option<Input> {
        let sink = std::mem::take(&mut self.sink);
        let budget = std::mem::take(&mut self.budget);
        let written = self.data(fields, node);
        self.sink = sink;
        self.budget = budget;

        for key in ["data"].into_iter().chain(keys()) {
            fields.get(key);
        }

        let own = written.map(|(tensor, _)| Own::of(&tensor));
        let channels = own.as_ref().map_or(1, |own| own.shape[0]);
        let accepts = Accepts::of(fields, channels, &mut self.sink);
        let (tensor, told) = input::given(
            file,
            own.as_ref(),
            accepts,
            &mut self.budget,
            &mut self.sink,
        )?;
        self.told = told;

        self.shaped(node, tensor)
    }

    /// The input's numbers: `data`, or the keys of a tensor's table beside it.
    fn data(&mut self, fields: &mut Fields<'a>, node: &Node<'a>) -> Option<Input> {
        let mut tensors = Tensors {
            place: self.place,
            budget: &mut self.budget,
            channels: 0,
            role: Role::Data,
            fit: Picture::PLAIN,
        };

        let tensor = tensors.input(fields, node, &mut self.sink)?;
        let data = fields.get("data").unwrap_or_else(|| node.clone());
        self.shaped(&data, tensor)
    }

    fn names(&mut self, node: &Node<'a>, shape: Option<Shape>) -> Option<Vec<String>> {
        let Some(elements) = node.elements() else {
            return self.sink.fault(
                node,
                phrase!("`channels` must be a list of names, not {}", node.kind()),
                None,
            );
        };

        let names: Option<Vec<String>> = elements
            .map(|name| name.text("channels", &mut self.sink))
            .collect();

        let names = names?;
        let channels = shape.map_or(names.len(), |shape| shape.dims()[0]);

        if names.len() == channels || self.request.input.is_some() {
            return Some(if names.len() == channels {
                names
            } else {
                Vec::new()
            });
        }

        let message = phrase!(
            "`channels` has {} names, but the input has {} channels",
            names.len(),
            channels
        );

        self.sink.fault(node, message, None)
    }

    /// The tensor as an input: a vector, one channel, or several. A batch of one is taken without it.
    fn shaped(&mut self, node: &Node<'a>, tensor: Tensor) -> Option<(Tensor, Shape)> {
        let lengths = match *tensor.shape() {
            [n] if self.is_signal => [1, 1, n],
            [n] => return Some((tensor, Shape::vector(n))),
            [1, n] | [n, 1] if self.is_vector && node.elements().is_none() => {
                return Some((tensor.reshaped(vec![n]), Shape::vector(n)));
            }
            [channels, length] if self.is_signal => [channels, 1, length],
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
                    "give it one to three levels"
                };

                return self.sink.fault(node, message, Phrase::from(help));
            }
        };
        Some((tensor.reshaped(lengths.to_vec()), Shape::maps(lengths)))
    }

    /// The network, where all is well; and what is known of each layer by its name.
    fn layers(
        &mut self,
        nodes: &[Node<'a>],
        input: Option<Input>,
        overrides: Vec<Override<'a>>,
    ) -> (Option<Network>, Known) {
        self.numbers = input.as_ref().map_or(0, |(_, shape)| shape.count());
        let mut network = input.map(|(tensor, shape)| Network::new(Arc::new(tensor), shape));
        let mut layers: Vec<(Fields<'a>, Option<&'static Kind>)> = Vec::new();

        for node in nodes {
            let Some(mut fields) = Fields::of(node, "a layer", &mut self.sink) else {
                return (None, Known::default());
            };

            let kind = kind_of(&mut fields, &mut self.sink);
            layers.push((fields, kind));
        }

        let mut known = Known::new(self.layer_names(&mut layers));

        for one in overrides {
            self.set(one, &mut layers, &known);
        }

        for (index, (mut fields, kind)) in layers.into_iter().enumerate() {
            network = self.layer(network, index, &mut fields, kind, &known);
            known.push(
                network
                    .as_ref()
                    .and_then(|network| network.layers.last().cloned()),
            );
        }

        (network, known)
    }

    fn layer_names(&mut self, layers: &mut [(Fields<'a>, Option<&'static Kind>)]) -> Vec<String> {
        let mut names: Vec<Option<String>> = Vec::new();
        let mut taken = HashSet::new();

        for (fields, _) in &mut *layers {
            let node = fields.get("name");
            let name = node
                .as_ref()
                .and_then(|node| node.text("name", &mut self.sink));

            if let (Some(node), Some(name)) = (&node, &name) {
                if name.is_empty() {
                    self.sink.fault::<()>(node, "`name` is empty", None);
                } else if !taken.insert(name.clone()) {
                    let message = phrase!("there are two layers of the name `{}`", name);
                    self.sink
                        .fault::<()>(node, message, phrase!("give each a name of its own"));
                }
            }

            names.push(name);
        }

        let mut next: HashMap<&str, usize> = HashMap::new();
        let mut named = |name: Option<String>, kind: Option<&Kind>| {
            let stem = kind.map_or("layer", |kind| kind.stem);
            name.unwrap_or_else(|| {
                loop {
                    let number = next.entry(stem).or_default();
                    *number += 1;
                    let name = format!("{stem}{number}");

                    if taken.insert(name.clone()) {
                        break name;
                    }
                }
            })
        };

        names
            .into_iter()
            .zip(layers)
            .map(|(name, (_, kind))| named(name, *kind))
            .collect()
    }

    /// Puts an override into the layer that it is for.
    fn set(
        &mut self,
        (setting, source, table): Override<'a>,
        layers: &mut [(Fields<'a>, Option<&Kind>)],
        names: &Known,
    ) {
        let found = match &setting.layer {
            Some(name) => names.position(name),
            None => layers.iter().position(|(_, kind)| {
                kind.is_some_and(|kind| kind.keys.contains(&setting.key.as_str()))
            }),
        };

        let span = 0..source.text.len();
        let Some(index) = found else {
            let (message, help) = match &setting.layer {
                Some(name) => (
                    phrase!("there is no layer `{}`", name),
                    suggest(name, names.names().iter().map(String::as_str)),
                ),
                None => (phrase!("no layer has `{}`", &setting.key), None),
            };

            self.sink.at::<()>(source, &span, message, help);
            return;
        };

        self.overridden.push(Stage::after(index));

        if let Some((_, value)) = table.get_ref().iter().next() {
            let node = Node {
                source,
                span: value.span(),
                value: value.get_ref(),
            };
            layers[index].0.replace(&setting.key, node);
        }
    }

    /// Reads a layer and adds it to the network. A layer that is at fault ends the network, but what comes after is read.
    fn layer(
        &mut self,
        network: Option<Network>,
        index: usize,
        fields: &mut Fields<'a>,
        kind: Option<&'static Kind>,
        known: &Known,
    ) -> Option<Network> {
        let name = &known.names()[index];
        let stages = from::stages(fields, index, known, &mut self.sink);

        if let Some(node) = fields.get("expect") {
            self.expectations.push((
                index,
                Expectation::new(node, self.place, &mut self.budget, &mut self.sink),
            ));
        }

        let kind = kind?;
        let input = network
            .as_ref()
            .zip(stages.as_ref())
            .map(|(network, stages)| network.shape_of(stages[0]));

        let what = phrase!("the layer `{}` ({})", name, kind.name);
        let op = Reader {
            fields,
            sink: &mut self.sink,
            budget: &mut self.budget,
            place: self.place,
            input,
            kind: kind.name,
            what: what.clone(),
        }
        .op()?;

        let mut network = network?;

        let stages = stages?;
        let hint = last_channels(&op, network.shape_of(stages[0]));

        if let Err(misfit) = network.push(name.to_owned(), op, &stages) {
            return self.misfit(fields, &misfit, hint);
        }

        let output = network.output();
        self.numbers = self.numbers.saturating_add(output.count());

        if self.numbers > MOST_NUMBERS {
            let message = phrase!(
                "too many numbers: with this layer's output of {}, the scenario has more than 2^27 ({})",
                output,
                MOST_NUMBERS
            );

            return fields.fault(message, Some(phrase!("make it smaller")), &mut self.sink);
        }

        Some(network)
    }

    fn misfit(
        &mut self,
        fields: &Fields<'a>,
        misfit: &Misfit,
        hint: Option<Phrase>,
    ) -> Option<Network> {
        let (source, span) = [misfit.key(), "weight", "kind"]
            .into_iter()
            .find(|key| fields.has(key))
            .map_or_else(|| fields.place("kind"), |key| fields.place(key));

        self.sink.at(
            source,
            &span,
            Phrase::Misfit(Box::new(misfit.clone())),
            hint.unwrap_or_else(|| Phrase::Mending(Box::new(misfit.clone()))),
        )
    }
}
