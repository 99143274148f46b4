//! The receptive field of a cell, in words.

use std::ops::Range;

use super::{Language, short_cell};
use crate::nn::{Block, Layer, Shape};

/// The receptive field of a cell of a layer on the network's input, from the block that it is made from: of a vector, its numbers.
#[must_use]
pub fn field(
    layer: &Layer,
    cell: [usize; 3],
    ([maps, rows, columns], input): (&Block, Shape),
    language: Language,
) -> String {
    let name = &layer.name;
    let cell = short_cell("o", layer.output, cell);

    if [maps, rows, columns].into_iter().any(Range::is_empty) {
        language.sees_nothing(&cell, name)
    } else if input.is_vector() {
        language.sees_numbers(&cell, name, maps)
    } else if [rows.len(), columns.len()] == [input.dims()[1], input.dims()[2]] {
        language.sees_all(&cell, name, [rows.len(), columns.len()])
    } else {
        language.sees(&cell, name, &[rows.clone(), columns.clone()])
    }
}
