//! Layers that look at several channels or inputs for one cell, and those that are quick enough cell by cell.

use ndarray::{Array2, Array3, ArrayViewMut2, Axis as Along};

use super::{Progress, by_cells, share};
use crate::nn::exact::{exp, larger, log};
use crate::nn::{Cells, Finish, Inputs, Layer, Norm, Part};

/// Cell by cell, as the recipes say.
pub(super) fn by_recipes(
    layer: &Layer,
    inputs: &Inputs,
    [rows, columns]: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let taps = layer.groups() * layer.taps();
    let mut output = Array3::zeros((layer.output.dims()[0], rows.len(), columns.len()));
    let work = output.len() * taps;

    share(
        output.outer_iter_mut().enumerate(),
        work,
        watch,
        |(map, mut cells)| {
            for ((y, x), cell) in cells.indexed_iter_mut() {
                if watch.stopped() {
                    return 0;
                }

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
    part: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let [maps, ..] = layer.output.dims();
    let depth = norm.depth(maps);
    let mut moments = vec![[0.0; 2]; maps / depth];
    let work = maps * layer.taps();

    share(
        moments.iter_mut().enumerate(),
        work,
        watch,
        |(group, moments)| {
            let recipe = layer.recipe([group * depth, 0, 0], |from| input.at(from.at));
            let terms = (0..depth).map(|group| recipe.term(group));
            let total = terms.reduce(|total, term| total + term).unwrap_or(0.0);
            let mean = total / recipe.divisor().unwrap_or(1) as f64;
            *moments = [mean, recipe.variance(mean)];
            0
        },
    )?;

    by_cells(maps, part, watch, |at| {
        let [mean, variance] = moments[at[0] / depth];
        norm.apply(at[0], f64::from(input.at(at)), mean, variance) as f32
    })
}

/// Softmax or its logarithm, over the channels at each place.
pub(super) fn softmax(
    layer: &Layer,
    input: &Cells,
    [rows, columns]: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let [maps, ..] = layer.output.dims();
    let is_log = layer.op.form().finish == Finish::LogProbability;
    let mut output = Array3::zeros((maps, rows.len(), columns.len()));
    let work = output.len() * 2;

    share(
        output.axis_iter_mut(Along(1)).enumerate(),
        work,
        watch,
        |(y, mut out)| {
            let numbers = Array2::from_shape_fn(out.dim(), |(c, x)| {
                f64::from(input.at([c, y + rows.start, x + columns.start]))
            });

            weigh_up(&numbers, is_log, watch, &mut out);
            out.len() * 2
        },
    )?;

    Some(output)
}

/// Softmax or its logarithm of each column.
fn weigh_up(
    numbers: &Array2<f64>,
    is_log: bool,
    watch: &Progress,
    output: &mut ArrayViewMut2<f32>,
) {
    let width = numbers.ncols();
    let mut peaks = vec![f64::NEG_INFINITY; width];
    let mut sums = vec![0.0; width];
    let mut exponentials = numbers.clone();

    for row in numbers.outer_iter() {
        for (peak, number) in peaks.iter_mut().zip(row) {
            *peak = larger(*peak, *number);
        }
    }

    for mut row in exponentials.outer_iter_mut() {
        if watch.stopped() {
            return;
        }

        for ((sum, number), peak) in sums.iter_mut().zip(&mut row).zip(&peaks) {
            *number = exp(*number - peak);
            *sum += *number;
        }
    }

    for ((c, x), cell) in output.indexed_iter_mut() {
        let value = if is_log {
            numbers[[c, x]] - peaks[x] - log(sums[x])
        } else {
            exponentials[[c, x]] / sums[x]
        };

        *cell = value as f32;
    }
}
