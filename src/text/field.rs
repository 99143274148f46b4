//! The receptive field of a cell, in words.

use std::ops::Range;

use super::Language;
use crate::nn::{Layer, Shape};

/// What a cell of a layer sees of the network's input, from the rows and columns that it is made from:
/// `o[0] 2,3 of conv2 sees 5×5 cells of the input: rows 1–5, columns 2–6.`
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

    let [rows, columns] = seen;

    if rows.is_empty() || columns.is_empty() {
        return language.pick(
            format!("{cell} of {name} sees nothing of the input."),
            format!("{name} 的 {cell} 看不到输入的任何一格。"),
        );
    }

    let tall = rows.len();
    let wide = columns.len();
    let down = span(rows);
    let along = span(columns);
    let plural = |n: usize| if n == 1 { "" } else { "s" };

    language.pick(
        format!(
            "{cell} of {name} sees {tall}×{wide} cells of the input: row{} {down}, column{} {along}.",
            plural(tall),
            plural(wide)
        ),
        format!("{name} 的 {cell} 看到输入的 {tall}×{wide} 格：第 {down} 行，第 {along} 列。"),
    )
}

/// `1–5`, or `1` alone.
fn span(range: &Range<usize>) -> String {
    match range.len() {
        1 => range.start.to_string(),
        _ => format!("{}–{}", range.start, range.end - 1),
    }
}
