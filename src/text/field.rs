//! The receptive field of a cell, in words.

use std::ops::Range;

use super::{Language, short_cell};
use crate::nn::{Block, Layer, Shape};

/// The receptive field of a cell of a layer on the network's input, from the block that it is made from: of a vector, its numbers. Of
/// a block that lies between taps, how many cells a map are read is told, too.
#[must_use]
pub fn field(
    layer: &Layer,
    cell: [usize; 3],
    ([maps, rows, columns], input, read): (&Block, Shape, Option<usize>),
    language: Language,
) -> String {
    let name = &layer.name;
    let cell = short_cell("o", layer.output, cell);
    let size = [rows.len(), columns.len()];
    let read = read.filter(|&read| read < rows.len() * columns.len());

    if [maps, rows, columns].into_iter().any(Range::is_empty) {
        language.sees_nothing(&cell, name)
    } else if input.is_vector() {
        language.sees_numbers(&cell, name, maps)
    } else if read.is_none() && size == [input.dims()[1], input.dims()[2]] {
        language.sees_all(&cell, name, size)
    } else {
        language.sees(&cell, name, &[rows.clone(), columns.clone()], read)
    }
}
