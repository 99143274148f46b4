//! Stages: what flows through a network, and how layers name what they read.

use std::ops::Range;

use super::Shape;

/// Rows and columns of a stage, of all its maps.
pub type Part = [Range<usize>; 2];

/// What a layer may read: the network's input, or what a layer puts out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage(usize);

impl Stage {
    /// The network's input.
    pub const INPUT: Self = Self(0);

    /// What the layer of this index puts out.
    #[must_use]
    pub fn after(layer: usize) -> Self {
        Self(layer + 1)
    }

    /// The index of the layer that puts it out; `None` for the input.
    #[must_use]
    pub fn layer(self) -> Option<usize> {
        self.0.checked_sub(1)
    }

    /// Where it stands in the order of the network: the input is 0.
    #[must_use]
    pub fn order(self) -> usize {
        self.0
    }

    /// The stage that stands there in the order of the network.
    #[must_use]
    pub fn at(order: usize) -> Self {
        Self(order)
    }

    /// Whether it is the network's input.
    #[must_use]
    pub fn is_input(self) -> bool {
        self == Self::INPUT
    }
}

/// A stage that a layer reads, with its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which.
    pub stage: Stage,
    /// What comes from there.
    pub shape: Shape,
}

impl Source {
    /// The network's input as a source.
    #[must_use]
    pub fn input(shape: Shape) -> Self {
        Self {
            stage: Stage::INPUT,
            shape,
        }
    }
}

/// A cell that a layer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Of which of the layer's sources.
    pub source: usize,
    /// `[map, row, column]`
    pub at: [usize; 3],
}

/// The smallest ranges that hold both, one by one.
pub(super) fn hull<const N: usize>(
    a: &[Range<usize>; N],
    b: &[Range<usize>; N],
) -> [Range<usize>; N] {
    let join = |a: &Range<usize>, b: &Range<usize>| match (a.is_empty(), b.is_empty()) {
        (true, _) => b.clone(),
        (_, true) => a.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    };

    std::array::from_fn(|at| join(&a[at], &b[at]))
}
