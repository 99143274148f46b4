//! What the maps of a layer are called where they are told one by one.

use crate::nn::Layer;

/// What makes a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A filter of a convolution.
    Filter,
    /// A neuron of a dense layer.
    Neuron,
    /// A layer without weights, a map from a map.
    Map,
    /// Likewise, a number of a vector.
    Number,
}

impl Unit {
    /// What makes the maps of a layer.
    #[must_use]
    pub fn of(layer: &Layer) -> Self {
        match (layer.op.weight(), layer.output.is_vector()) {
            (Some(_), _) if layer.is_dense() => Self::Neuron,
            (Some(_), _) => Self::Filter,
            (None, false) => Self::Map,
            (None, true) => Self::Number,
        }
    }
}
