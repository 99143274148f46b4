//! What users write: scenarios in TOML, read into a checked [`Scenario`] or into all the faults that they have.

mod blank;
mod budget;
mod builtin;
mod classes;
mod course;
mod exam;
mod expect;
mod features;
mod files;
mod from;
mod import;
mod input;
mod kernels;
mod keys;
mod known;
mod layer;
mod layout;
mod model;
mod named;
mod note;
mod open;
mod opening;
mod origin;
mod published;
mod read;
mod settings;
mod sidecar;
mod tensor;
mod write;

pub(crate) use builtin::built;
pub use builtin::{BuiltIn, broken, built_in, networks};
pub use course::{Course, Lesson};
pub use exam::exam;
pub use import::{Import, import};
pub use named::named_files;
pub use note::{Note, NoteQuestion, Solution, closest, notes_at, notes_of};
pub(crate) use open::is_path;
pub use open::{from_text, load, reload};
pub use opening::{Opening, Start, View};
pub use origin::Origin;
pub use published::Published;
pub use settings::Setting;
pub use sidecar::{Content, Sidecar};
pub use write::{Revision, revise};

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Localized;
use crate::nn::{Network, Stage};
use crate::text::Printed;
use crate::walk::{Explanation, Place, Walk};

/// A scenario that was read and found good.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What it is called: the file's name without its ending, or the built-in one's.
    pub name: String,
    /// As its author titled it.
    pub title: Localized,
    /// What it teaches, in a line.
    pub summary: Localized,
    /// The names of the input's channels; none, or as many as there are.
    pub channels: Vec<Localized>,
    /// Input and layers.
    pub network: Arc<Network>,
    /// Layers by other names: those of a model's tensors and nodes.
    pub names: HashMap<String, usize>,
    /// Which input it is, or what was done to it, where nobody wrote that.
    pub assumed: Option<Localized>,
    /// What the numbers are called that the network ends in; none, or as many as there are.
    pub classes: Vec<String>,
    /// What the teacher says.
    pub notes: Vec<Note>,
    /// Outputs as a source of the author's prints them, by their layers.
    pub published: Vec<(usize, Published)>,
    /// The classes of the network's images; none, or as many as there are.
    pub labels: Vec<usize>,
    /// How it opens.
    pub opening: Opening,
    /// The stages whose own numbers or settings a caller wanted to be different.
    pub overridden: Vec<Stage>,
    /// Where it comes from.
    pub origin: Arc<Origin>,
}

impl Scenario {
    /// How many steps its walk has as it opens.
    #[must_use]
    pub fn steps(&self) -> u64 {
        let Opening { order, grain, .. } = self.opening;
        Walk::new(&self.network, order).steps(grain, None)
    }

    /// What the input's channels are called in a language, by its tag; none, or as many as there are.
    #[must_use]
    pub fn channel_names(&self, tag: &str) -> Vec<String> {
        let names = self.channels.iter();
        names.map(|name| name.in_language(tag).to_owned()).collect()
    }

    /// What a number is called that the network ends in: its class, or its index.
    #[must_use]
    pub fn class(&self, index: usize) -> String {
        self.classes
            .get(index)
            .map_or_else(|| index.to_string(), Clone::clone)
    }

    /// What is printed as the output of a layer of a network that was made from this one: while its cells depend on nothing
    /// that was changed.
    #[must_use]
    pub fn published(&self, network: &Network, layer: usize) -> Option<&Published> {
        let (_, published) = self.published.iter().find(|(of, _)| *of == layer)?;
        let is_changed = note::is_changed(network, self, Stage::after(layer));

        (!is_changed).then_some(published)
    }

    /// What is printed for the cell of a step, and whether that is what it comes to.
    #[must_use]
    pub fn printed(&self, network: &Network, explanation: &Explanation) -> Option<Printed> {
        let Place { layer, cell, .. } = explanation.place;
        let published = self.published(network, layer)?;

        Some(Printed {
            number: published.at(cell),
            is_right: published.agrees(cell, explanation.value),
        })
    }

    /// The layer of this name. A name that a model gives wins.
    #[must_use]
    pub fn layer(&self, name: &str) -> Option<usize> {
        let own = || {
            self.network
                .layers
                .iter()
                .position(|layer| layer.name == name)
        };
        self.names.get(name).copied().or_else(own)
    }
}

/// The same scenario, wherever it comes from.
impl PartialEq for Scenario {
    fn eq(&self, other: &Self) -> bool {
        let words = |of: &Self| {
            (
                of.name.clone(),
                of.title.clone(),
                of.summary.clone(),
                of.channels.clone(),
            )
        };

        words(self) == words(other)
            && self.opening == other.opening
            && self.notes == other.notes
            && self.published == other.published
            && self.labels == other.labels
            && self.network == other.network
    }
}

/// What a caller wants to be different from what the scenario says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Keys of layers.
    pub set: Vec<Setting>,
    /// A file whose numbers replace the input.
    pub input: Option<PathBuf>,
    /// A file of names for the numbers that the network ends in.
    pub classes: Option<PathBuf>,
    /// Whether files outside the scenario's folder may be read.
    pub allow_outside: bool,
}

impl Request {
    /// Whether anything is to be different from what the text says.
    #[must_use]
    pub fn overrides(&self) -> bool {
        !self.set.is_empty() || self.input.is_some()
    }
}
