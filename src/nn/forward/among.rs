//! Layers that look at several channels or inputs for one cell, and those that are quick enough cell by cell.

use ndarray::{Array3, ArrayViewMut2, Axis as Along};
use pulp::{Arch, Simd, WithSimd};

use super::{Progress, by_cells, by_rows, share};
use crate::nn::exact::{exp, larger, log};
use crate::nn::{Cells, Finish, Fold, Inputs, Layer, Norm, Part};

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

/// Several sources, taken cell by cell, as many rows at once as follow each other. Of a source with one cell a map, that one
/// stands at every place of it; of one number alone, at every place.
pub(super) fn combine(
    layer: &Layer,
    inputs: &Inputs,
    part: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let form = layer.op.form();
    let dims = layer.output.dims();
    let is_full = |source: usize| layer.sources[source].shape.dims() == dims;
    let mut sources = 0..layer.sources.len();
    let is_wide =
        sources.all(|source| !is_full(source) || inputs.source(source).has_width(&part[1]));
    let divisor = match form.finish {
        Finish::Mean => layer.sources.len() as f64,
        _ => 1.0,
    };

    by_rows(dims[0], part, is_wide, watch, |map, rows, out| {
        let mut totals = vec![0.0; out.len()];

        for source in 0..layer.sources.len() {
            let cells = inputs.source(source);
            // What is added to nothing is never −0.
            let fold = if source == 0 { Fold::Sum } else { form.terms };

            if is_full(source) {
                let row = cells.rows(map, rows.clone(), part[1].clone());
                join(fold, &mut totals, row.iter().copied());
            } else {
                let [depth, ..] = layer.sources[source].shape.dims();
                let one = cells.at([if depth == 1 { 0 } else { map }, 0, 0]);
                join(fold, &mut totals, std::iter::repeat(one));
            }
        }

        for (cell, total) in out.iter_mut().zip(&totals) {
            *cell = (total / divisor) as f32;
        }
    })
}

/// Numbers joined with what those before them came to.
fn join(fold: Fold, totals: &mut [f64], numbers: impl Iterator<Item = f32>) {
    for (total, number) in totals.iter_mut().zip(numbers) {
        *total = fold.join(*total, f64::from(number) + 0.0);
    }
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
            let mut numbers = Vec::with_capacity(out.len());

            for map in 0..maps {
                let row = input.row(map, y + rows.start, columns.clone());
                numbers.extend(row.iter().map(|number| f64::from(*number)));
            }

            weigh_up(&mut numbers, is_log, watch, &mut out);
            out.len() * 2
        },
    )?;

    Some(output)
}

/// A row of numbers that become exponentials, which are added to their columns' sums.
struct Exponentials<'a> {
    numbers: &'a mut [f64],
    peaks: &'a [f64],
    sums: &'a mut [f64],
}

impl WithSimd for Exponentials<'_> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "what is not inlined is compiled without the vectors"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for ((sum, number), peak) in self.sums.iter_mut().zip(self.numbers).zip(self.peaks) {
            *number = exp(*number - peak);
            *sum += *number;
        }
    }
}

/// Softmax or its logarithm of each column of numbers that stand row after row.
fn weigh_up(numbers: &mut [f64], is_log: bool, watch: &Progress, output: &mut ArrayViewMut2<f32>) {
    let width = output.ncols();
    let mut peaks = vec![f64::NEG_INFINITY; width];
    let mut sums = vec![0.0; width];

    for row in numbers.chunks_exact(width) {
        for (peak, number) in peaks.iter_mut().zip(row) {
            *peak = larger(*peak, *number);
        }
    }

    for row in numbers.chunks_exact_mut(width) {
        if watch.stopped() {
            return;
        }

        // Of logarithms, the exponentials are needed for their sums alone.
        let mut copy = if is_log { row.to_vec() } else { Vec::new() };

        Arch::new().dispatch(Exponentials {
            numbers: if is_log { &mut copy } else { row },
            peaks: &peaks,
            sums: &mut sums,
        });
    }

    if is_log {
        for sum in &mut sums {
            *sum = log(*sum);
        }
    }

    for (row, mut out) in numbers.chunks_exact(width).zip(output.outer_iter_mut()) {
        for (x, (number, cell)) in row.iter().zip(&mut out).enumerate() {
            let value = if is_log {
                number - peaks[x] - sums[x]
            } else {
                number / sums[x]
            };

            *cell = value as f32;
        }
    }
}
