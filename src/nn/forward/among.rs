//! Layers that look at several channels or inputs for one cell, and those that are quick enough cell by cell.

use ndarray::{Array3, Axis as Along};

use super::{Watch, share};
use crate::nn::{Cells, Finish, Inputs, Layer, Norm, Part};

/// Cell by cell, as the recipes say.
pub(super) fn by_recipes(
    layer: &Layer,
    inputs: &Inputs,
    part: &Part,
    watch: &Watch,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let taps = layer.groups() * layer.taps();
    let mut output = Array3::zeros((layer.output.dims()[0], rows.len(), columns.len()));
    let work = output.len() * taps;

    share(
        output.outer_iter_mut().enumerate(),
        work,
        watch,
        |(map, mut cells)| {
            for ((y, x), cell) in cells.indexed_iter_mut() {
                let at = [map, y + rows.start, x + columns.start];
                *cell = layer.recipe(at, |from| inputs.at(from)).value();
            }

            cells.len() * taps
        },
    )?;

    Some(output)
}

/// Instance or group norm: each group's mean and variance once, then every cell.
pub(super) fn normalise(
    layer: &Layer,
    norm: &Norm,
    input: &Cells,
    [rows, columns]: &Part,
) -> Array3<f32> {
    let [maps, ..] = layer.output.dims();
    let depth = norm.depth(maps);
    let mut output = Array3::zeros((maps, rows.len(), columns.len()));

    for first in (0..maps).step_by(depth) {
        let recipe = layer.recipe([first, 0, 0], |from| input.at(from.at));
        let terms = (0..depth).map(|group| recipe.term(group));
        let total = terms.reduce(|total, term| total + term).unwrap_or(0.0);
        let mean = total / recipe.divisor().unwrap_or(1) as f64;
        let variance = recipe.variance(mean);

        for map in first..first + depth {
            for ((y, x), cell) in output.index_axis_mut(Along(0), map).indexed_iter_mut() {
                let at = [map, y + rows.start, x + columns.start];
                *cell = norm.apply(map, f64::from(input.at(at)), mean, variance) as f32;
            }
        }
    }

    output
}

/// Softmax or its logarithm, over the channels at each place.
pub(super) fn softmax(layer: &Layer, input: &Cells, [rows, columns]: &Part) -> Array3<f32> {
    let [maps, ..] = layer.output.dims();
    let is_log = layer.op.form().finish == Finish::LogProbability;
    let mut output = Array3::zeros((maps, rows.len(), columns.len()));
    for (y, row) in rows.clone().enumerate() {
        for (x, column) in columns.clone().enumerate() {
            let numbers = || (0..maps).map(|c| f64::from(input.at([c, row, column])));
            let peak = numbers().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = numbers().map(|number| (number - peak).exp()).sum();

            for (c, number) in numbers().enumerate() {
                let probability = if is_log {
                    number - peak - sum.ln()
                } else {
                    (number - peak).exp() / sum
                };

                output[[c, y, x]] = probability as f32;
            }
        }
    }

    output
}
