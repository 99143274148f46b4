//! The receptive field of a cell, in words.

use std::ops::Range;

use super::{Language, short_cell};
use crate::nn::Layer;

/// The receptive field of a cell of a layer on the network's input, from the rows and columns that it is made from.
#[must_use]
pub fn field(
    layer: &Layer,
    cell: [usize; 3],
    seen: &[Range<usize>; 2],
    language: Language,
) -> String {
    let name = &layer.name;
    let cell = short_cell("o", layer.output, cell);

    if seen.iter().any(Range::is_empty) {
        return language.sees_nothing(&cell, name);
    }

    language.sees(&cell, name, seen)
}
