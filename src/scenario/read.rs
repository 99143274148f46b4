//! From a text to a scenario: everything that can be found wrong is found in one go.
//!
//! ```text
//! text ─> Parts ─> input, layers (or a model) ─> notes, view, classes, expectations ─> Scenario
//! ```

mod input;
mod layers;
mod parts;

use std::collections::HashMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::budget::Budget;
use super::classes::Classes;
use super::expect::Expectation;
use super::files::DataFolder;
use super::known::Known;
use super::model::{Modelled, Reading};
use super::origin::Origin;
use super::settings::{self, Setting};
use super::{Note, Opening, Published, Request, Scenario, expect, features, note, opening};
use crate::document::{
    Faults, Fields, Localized, MOST_FAULTS, Node, Sink, SourceText, syntax_faults,
};
use crate::nn::{Network, Stage};
use parts::Parts;

/// A setting, where it is written, and its value.
type Override<'a> = (&'a Setting, &'a SourceText, &'a Spanned<DeTable<'a>>);

/// Reads a scenario.
pub(super) fn read(origin: Origin) -> Result<Scenario, Faults> {
    let origin = Arc::new(origin);
    let Origin {
        source, request, ..
    } = &*origin;

    let text = source.lean()?;
    let (table, errors) = DeTable::parse_recoverable(&text);

    if !errors.is_empty() {
        return Err(Faults::new(syntax_faults(source, &errors, MOST_FAULTS)));
    }

    let mut reader = Reader::new(&origin);
    let sources: Vec<SourceText> = request.set.iter().map(Setting::source).collect();
    let settings = settings::parse(&sources, &mut reader.sink.faults);
    let overrides = request.set.iter().zip(&sources).zip(&settings);
    let overrides =
        overrides.filter_map(|((setting, source), table)| Some((setting, source, table.as_ref()?)));

    let fields = Fields::new(source, 0..0, table.get_ref());
    let scenario = reader.scenario(fields, &origin, overrides.collect());
    let mut faults = reader.sink.faults;

    match scenario {
        Some(scenario) if faults.is_empty() => Ok(scenario),
        _ => {
            faults.sort_by_key(|fault| (fault.line, fault.column));
            faults.dedup();
            Err(Faults::new(faults))
        }
    }
}

/// What all parts of a scenario are read with.
struct Reader<'r> {
    place: &'r DataFolder,
    request: &'r Request,
    budget: Budget,
    sink: Sink,
}

/// What is known of the network once it is read.
struct Computed<'a> {
    /// The network, where all of it is well.
    network: Option<Network>,
    /// The layers, as far as they are well.
    known: Known,
    /// The names of the input's channels.
    channels: Option<Vec<Localized>>,
    /// The layers by the names that a model gives them.
    names: HashMap<String, usize>,
    /// What was done to the input that one has to know.
    assumed: Option<Localized>,
    /// The outputs that are expected of layers.
    expectations: Vec<(usize, Expectation<'a>)>,
    /// The outputs that are printed somewhere.
    published: Vec<(usize, Expectation<'a>)>,
    /// The stages whose own numbers or settings are not the author's.
    overridden: Vec<Stage>,
}

impl<'r> Reader<'r> {
    fn new(origin: &'r Origin) -> Self {
        Self {
            place: &origin.place,
            request: &origin.request,
            budget: Budget::default(),
            sink: Sink::default(),
        }
    }

    fn scenario<'a>(
        &mut self,
        fields: Fields<'a>,
        origin: &Arc<Origin>,
        overrides: Vec<Override<'a>>,
    ) -> Option<Scenario> {
        let parts = Parts::read(fields, &mut self.sink);
        let computed = match &parts.model {
            Some(model) => self.modelled(model, &parts, origin, &overrides)?,
            None => self.layered(&parts, overrides)?,
        };

        let (notes, opening) = self.lesson(&parts, &computed);
        let notes = notes?;
        let mut network = computed.network?;
        let classes = self.classes(parts.classes, network.output().count());
        let features = parts.features.as_ref();
        let (images, labels) = features
            .and_then(|node| self.features(node, &network))
            .unzip();
        network.images = images;
        let network = Arc::new(network);
        let is_overridden = self.request.overrides();
        let opening = match opening {
            // What cannot be had with other settings than the author's is left out.
            None if is_overridden => Opening::default(),
            opening => opening?,
        };

        if self.sink.faults.is_empty() && !is_overridden {
            expect::check(&network, &computed.expectations, &mut self.sink);
        }

        Some(Scenario {
            name: origin.name.clone(),
            title: parts.title,
            summary: parts.summary,
            channels: computed.channels?,
            names: computed.names,
            assumed: computed.assumed,
            classes: classes.unwrap_or_default(),
            notes,
            published: self.published(&network, &computed.published),
            labels: labels.unwrap_or_default(),
            opening,
            overridden: computed.overridden,
            origin: Arc::clone(origin),
            network,
        })
    }

    /// A network of the layers that are written.
    fn layered<'a>(
        &mut self,
        parts: &Parts<'a>,
        overrides: Vec<Override<'a>>,
    ) -> Option<Computed<'a>> {
        let input = parts.input.as_ref();
        let input = input.and_then(|node| input::read(node, parts.wants(), self));
        let (channels, input, assumed) = match input {
            Some(input) => (Some(input.channels), Some(input.data), input.assumed),
            None => (None, None, None),
        };

        let layers = parts.layers.as_deref()?;
        let mut computed = layers::read(layers, input, overrides, self);
        computed.channels = channels;
        computed.assumed = assumed;

        if self.request.input.is_some() {
            computed.overridden.push(Stage::INPUT);
        }

        Some(computed)
    }

    /// The network of a model, which has its own layers; how their windows slide can be set.
    fn modelled<'a>(
        &mut self,
        model: &Node<'a>,
        parts: &Parts<'a>,
        origin: &Origin,
        overrides: &[Override<'a>],
    ) -> Option<Computed<'a>> {
        let reading = Reading {
            place: self.place,
            request: self.request,
            bare: origin.bare_model(),
        };

        let input = parts.input.as_ref();
        let modelled = reading.read(model, input, &mut self.budget, &mut self.sink);
        let mut modelled = modelled?;
        self.set_model(model, parts.layers.as_deref()?, overrides, &mut modelled);

        Some(Computed {
            known: Known::all(&modelled.network),
            network: Some(modelled.network),
            channels: Some(Vec::new()),
            overridden: if self.request.overrides() {
                vec![Stage::INPUT]
            } else {
                Vec::new()
            },
            names: modelled.names,
            assumed: modelled.assumed,
            expectations: Vec::new(),
            published: Vec::new(),
        })
    }

    fn set_model<'a>(
        &mut self,
        model: &Node<'a>,
        layers: &[Node<'a>],
        overrides: &[Override<'a>],
        modelled: &mut Modelled,
    ) {
        if !layers.is_empty() {
            let message = "the layers come from the model: [[layer]] must be absent";
            self.sink.fault::<()>(model, message, None);
        }

        for (setting, source, table) in overrides {
            if let Some(value) = value_of(source, table) {
                modelled.set(setting, &value, &mut self.sink);
            }
        }
    }

    /// What the teacher says, and where the walk opens.
    fn lesson(
        &mut self,
        parts: &Parts,
        computed: &Computed,
    ) -> (Option<Vec<Note>>, Option<Opening>) {
        // With other sizes than the author wrote, a note may speak of a place that is no longer there.
        let mut aside = Sink::default();
        let sink = if self.request.overrides() {
            &mut aside
        } else {
            &mut self.sink
        };

        let Some(notes) = &parts.notes else {
            return (None, None);
        };

        let notes: Vec<Note> = notes
            .iter()
            .filter_map(|node| note::note(node, &computed.known, sink))
            .chain(computed.assumed.clone().map(Note::of_start))
            .collect();

        let opening = match &parts.view {
            Some(node) => opening::opening(node, &computed.known, notes.len(), sink),
            None => Some(Opening::default()),
        };

        (Some(notes), opening)
    }

    /// The outputs that are printed somewhere. Those of another shape than what other settings than the author's put out are
    /// left out.
    fn published(
        &mut self,
        network: &Network,
        expectations: &[(usize, Expectation)],
    ) -> Vec<(usize, Published)> {
        let mut aside = Sink::default();
        let sink = if self.request.overrides() {
            &mut aside
        } else {
            &mut self.sink
        };

        expectations
            .iter()
            .filter_map(|(layer, expected)| {
                Some((*layer, expected.fitted(&network.layers[*layer], sink)?))
            })
            .collect()
    }

    /// The images to look through. Those that do not suit another input than the author's are left out.
    fn features(&mut self, node: &Node, network: &Network) -> Option<features::Features> {
        let mut aside = Sink::default();
        let sink = if self.request.input.is_some() {
            &mut aside
        } else {
            &mut self.sink
        };

        let ends = (network.shape, network.output().count());

        features::features(node, self.place, ends, &mut self.budget, sink)
    }

    /// The classes of the command line, else those that are written.
    fn classes(&mut self, node: Option<Node>, numbers: u64) -> Option<Vec<String>> {
        let written = node.and_then(|node| Classes::read(node, self.place, &mut self.sink));
        let classes = match &self.request.classes {
            Some(file) => Classes::given(file, &mut self.sink),
            None => written,
        };

        classes?.of(numbers, &mut self.sink)
    }
}

/// The one value of a setting's text.
fn value_of<'a>(source: &'a SourceText, table: &'a Spanned<DeTable<'a>>) -> Option<Node<'a>> {
    let (_, value) = table.get_ref().iter().next()?;

    Some(Node {
        source,
        span: value.span(),
        value: value.get_ref(),
    })
}
