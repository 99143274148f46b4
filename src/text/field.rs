//! The receptive field of a cell, in words.

use std::ops::Range;

use super::Language;
use crate::nn::{Layer, Shape};

/// The receptive field of a cell of a layer on the network's input, from the rows and columns that it is made from.
#[must_use]
pub fn field(
    layer: &Layer,
    [map, row, column]: [usize; 3],
    seen: &[Range<usize>; 2],
    language: Language,
) -> String {
    let name = &layer.name;
    let cell = match layer.output {
        Shape::Vector(_) => format!("o[{map}]"),
        Shape::Maps { .. } => format!("o[{map}] {row},{column}"),
    };

    if seen.iter().any(Range::is_empty) {
        return language.sees_nothing(&cell, name);
    }

    language.sees(&cell, name, seen)
}
