//! The layers that a scenario names: what each is called, where it stands, and what is known of it.

use std::collections::HashMap;

use crate::nn::{Layer, Network};

/// Layers by their order and by their names.
#[derive(Default)]
pub(super) struct Known {
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// Each layer that has been read; `None` where it, or one before it, is at fault.
    layers: Vec<Option<Layer>>,
}

impl Known {
    /// Layers of which nothing is known but their names.
    pub(super) fn new(names: Vec<String>) -> Self {
        let mut places = HashMap::with_capacity(names.len());

        for (index, name) in names.iter().enumerate() {
            places.entry(name.clone()).or_insert(index);
        }

        Self {
            names,
            places,
            layers: Vec::new(),
        }
    }

    /// All layers of a network.
    pub(super) fn all(network: &Network) -> Self {
        let names = network.layers.iter().map(|layer| layer.name.clone());
        let mut known = Self::new(names.collect());
        known.layers = network.layers.iter().cloned().map(Some).collect();

        known
    }

    /// Adds what is known of the next layer.
    pub(super) fn push(&mut self, layer: Option<Layer>) {
        self.layers.push(layer);
    }

    /// Where the layer of a name stands; the first of them.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// What is known of a layer.
    pub(super) fn layer(&self, index: usize) -> Option<&Layer> {
        self.layers.get(index)?.as_ref()
    }

    /// All names, in their layers' order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}
