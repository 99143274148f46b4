//! Pooling: the largest or the mean of what each window reads, one tap after the other for all windows of a band.

use ndarray::{Array2, Array3, Axis as Along};

use super::band::Layout;
use super::{BLOCK, Progress, share};
use crate::nn::exact::larger;
use crate::nn::{Cells, Fold, Layer, Part};

/// Part of a pooling layer's output.
pub(super) fn pool(
    layer: &Layer,
    input: &Cells,
    part: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let largest = layer.op.form().taps == Fold::Max;
    let mut output = Array3::zeros((layer.output.dims()[0], rows.len(), columns.len()));
    let divisors = Array2::from_shape_fn((rows.len(), columns.len()), |(y, x)| {
        layer
            .divisor([0, y + rows.start, x + columns.start])
            .unwrap_or(1) as f64
    });

    let work = output.len() * layer.taps();
    let band = (BLOCK / columns.len()).clamp(1, rows.len());

    share(
        output.outer_iter_mut().enumerate(),
        work,
        watch,
        |(channel, mut map)| {
            for (index, mut out) in map.axis_chunks_iter_mut(Along(0), band).enumerate() {
                let first = index * band;
                let top = rows.start + first;
                let layout = Layout::new(layer, &[top..top + out.nrows(), columns.clone()]);
                let values = fold(&layout, input, channel, largest, watch);

                for ((y, x), cell) in out.indexed_iter_mut() {
                    let value = values[layout.row(y) + x];
                    *cell = if largest {
                        value as f32
                    } else {
                        (value / divisors[[first + y, x]]) as f32
                    };
                }
            }

            map.len() * layer.taps()
        },
    )?;

    Some(output)
}

/// The largest number or the sum of what each position of a channel reads.
fn fold(
    layout: &Layout,
    input: &Cells,
    channel: usize,
    largest: bool,
    watch: &Progress,
) -> Vec<f64> {
    let nothing = if largest { f64::NEG_INFINITY } else { 0.0 };
    let mut cells = vec![nothing; layout.channel()];
    let mut values = vec![nothing; layout.positions()];

    layout.fill(input, channel, &mut cells);

    // Of one window, the cells follow each other, and so do the additions.
    if let ([value], false) = (&mut values[..], largest) {
        let read = layout.offsets().take_while(|_| !watch.stopped());
        *value = read.fold(*value, |sum, offset| sum + cells[offset]);
        return values;
    }

    for offset in layout.offsets().take_while(|_| !watch.stopped()) {
        let read = values.iter_mut().zip(&cells[offset..]);

        if largest {
            read.for_each(|(value, x)| *value = larger(*value, *x));
        } else {
            read.for_each(|(value, x)| *value += x);
        }
    }

    values
}
