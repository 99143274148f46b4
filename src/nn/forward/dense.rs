//! Dense layers: every output is a weighted sum of every input, map by map of what was flattened.

use std::array;

use ndarray::{Array3, Axis as Along};

use super::{BLOCK, Progress, share};
use crate::nn::{Cells, Layer, Linear};

/// Outputs that are computed side by side, so that one addition need not wait for the other.
const SIDE_BY_SIDE: usize = 8;

/// All outputs of a dense layer.
pub(super) fn dense(
    layer: &Layer,
    linear: &Linear,
    input: &Cells,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let weight = &linear.weight;
    let outputs = weight.shape()[0];
    let inputs = weight.shape()[1];
    let taps = layer.taps();
    let x: Vec<f64> = (0..inputs)
        .map(|i| f64::from(input.at([i, 0, 0])))
        .collect();

    let mut output = Array3::zeros((outputs, 1, 1));
    let rows = (BLOCK / inputs).max(1).next_multiple_of(SIDE_BY_SIDE);
    let blocks = output.axis_chunks_iter_mut(Along(0), rows).enumerate();

    share(blocks, weight.count(), watch, |(block, mut out)| {
        let first = block * rows * inputs;
        let weight = weight.part(first..first + out.len() * inputs);
        let each = weight.chunks(SIDE_BY_SIDE * inputs);
        let outputs = out.axis_chunks_iter_mut(Along(0), SIDE_BY_SIDE);

        for (index, (mut cells, weight)) in outputs.zip(each).enumerate() {
            let first = block * rows + index * SIDE_BY_SIDE;
            let totals = totals(weight, &x, taps);

            for (index, (cell, total)) in cells.iter_mut().zip(totals).enumerate() {
                *cell = (total + bias(linear, first + index)) as f32;
            }
        }

        weight.len()
    })?;

    Some(output)
}

/// What is added to an output's sum.
fn bias(linear: &Linear, output: usize) -> f64 {
    let bias = linear.bias.as_ref();
    bias.map_or(0.0, |bias| f64::from(bias.at(output)))
}

/// Adds up x times each row of `weight`: the products of each `taps` inputs first, then these sums.
fn totals(weight: &[f32], x: &[f64], taps: usize) -> [f64; SIDE_BY_SIDE] {
    let inputs = x.len();
    let last = weight.len() / inputs - 1;
    // Rows past the last compute it again, for nobody.
    let rows: [&[f32]; SIDE_BY_SIDE] =
        array::from_fn(|row| &weight[row.min(last) * inputs..][..inputs]);

    let mut totals = [0.0; SIDE_BY_SIDE];

    for (group, x) in x.chunks(taps).enumerate() {
        let rows = rows.map(|row| &row[group * taps..][..x.len()]);
        let mut sums = [0.0; SIDE_BY_SIDE];

        for (tap, x) in x.iter().enumerate() {
            for (sum, row) in sums.iter_mut().zip(&rows) {
                *sum += f64::from(row[tap]) * x;
            }
        }

        for (total, sum) in totals.iter_mut().zip(sums) {
            *total += sum;
        }
    }

    totals
}
