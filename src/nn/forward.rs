//! Forward: a layer's output at once. Convolution is a matrix product: the cells under each window become a column
//! (`im2col`), the filters are the rows. Held equal to the recipes by tests.

mod among;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Array3, ArrayView3, Axis as Along, Slice};

use among::{by_recipes, normalise, softmax};

use super::{Axis, Cells, Conv, Fold, Inputs, Layer, Linear, Op, Part};

/// Numbers in one block of columns: small enough to stay near the processor.
const BLOCK: usize = 1 << 17;

/// Multiplications below which a second thread is not worth starting.
const ALONE: usize = 1 << 20;

/// The line between one who computes and one who waits.
#[derive(Debug, Default)]
pub struct Watch {
    /// Multiplications done so far.
    pub done: AtomicU64,
    /// Set by the one who waits no longer.
    pub stop: Arc<AtomicBool>,
}

impl Watch {
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Layer {
    /// The part of a source that a part of the output is made from.
    #[must_use]
    pub fn reads(&self, source: usize, [rows, columns]: &Part) -> Part {
        match self.op {
            Op::Combine(_) => self.reads_the_same(source, rows, columns),
            // It reads nothing.
            Op::Constant(_) => [0..0, 0..0],
            Op::Flatten | Op::Norm(_) | Op::Arrange(_) | Op::Reduce(_) => {
                let [_, height, width] = self.sources[source].shape.dims();
                [0..height, 0..width]
            }
            _ => [self.rows.reads(rows), self.columns.reads(columns)],
        }
    }

    /// The same rows and columns; of a source that has only one, that one.
    fn reads_the_same(&self, source: usize, rows: &Range<usize>, columns: &Range<usize>) -> Part {
        let [_, height, width] = self.sources[source].shape.dims();
        let same = |length: usize, seen: &Range<usize>| {
            if length == 1 { 0..1 } else { seen.clone() }
        };

        [same(height, rows), same(width, columns)]
    }
}

/// Part of a layer's output, `[rows, columns]` of all maps, from its input. `None` if `watch` says to stop.
pub(super) fn forward(
    layer: &Layer,
    inputs: &Inputs,
    part: &Part,
    watch: &Watch,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let input = inputs.first();
    let maps = layer.output.dims()[0];
    let height = rows.len();
    let width = columns.len();

    if rows.is_empty() || columns.is_empty() {
        return Some(Array3::zeros((maps, height, width)));
    }

    let each = |f: &dyn Fn([usize; 3]) -> f32| {
        Some(Array3::from_shape_fn((maps, height, width), |(c, y, x)| {
            f([c, y + rows.start, x + columns.start])
        }))
    };

    match &layer.op {
        Op::Conv(conv) => convolve(layer, conv, input, part, watch),
        Op::Pool(_) => pool(layer, input, part, watch),
        Op::Activation(_) | Op::PRelu(_) | Op::BatchNorm(_) => {
            each(&|at| layer.op.apply(at[0], f64::from(input.at(at))) as f32)
        }
        Op::Constant(tensor) => each(&|cell| tensor.at(layer.output.flat(cell))),
        Op::Arrange(arrange) => each(&|cell| {
            layer
                .source(cell, 0, 0)
                .map_or(arrange.outside, |from| inputs.at(from))
        }),
        Op::Flatten | Op::Identity(_) | Op::Concat | Op::Slice(_) | Op::Shuffle(_) => {
            each(&|cell| layer.source(cell, 0, 0).map_or(0.0, |from| inputs.at(from)))
        }
        Op::Norm(norm) => Some(normalise(layer, norm, input, part)),
        Op::Linear(linear) => dense(linear, input, maps, watch),
        Op::Softmax | Op::LogSoftmax => Some(softmax(layer, input, part)),
        Op::Lrn(_) | Op::Combine(_) | Op::Pad(_) | Op::Resize(_) | Op::Reduce(_) => {
            by_recipes(layer, inputs, part, watch)
        }
    }
}

fn dense(linear: &Linear, input: &Cells, outputs: usize, watch: &Watch) -> Option<Array3<f32>> {
    let weight = linear
        .weight
        .dense()
        .into_dimensionality::<ndarray::Ix2>()
        .ok()?;

    let x = Array2::from_shape_fn((weight.ncols(), 1), |(i, _)| input.at([i, 0, 0]));
    let bias = |i: usize| linear.bias.as_ref().map_or(0.0, |bias| bias.at(i));
    let mut output = Array2::from_shape_fn((outputs, 1), |(i, _)| bias(i));
    let rows = (BLOCK / weight.ncols()).max(1);
    let blocks = output
        .axis_chunks_iter_mut(Along(0), rows)
        .zip(weight.axis_chunks_iter(Along(0), rows));

    share(blocks, weight.len(), watch, |(mut output, weight)| {
        general_mat_mul(1.0, &weight, &x, 1.0, &mut output);
        weight.len()
    })?;

    output.into_shape_with_order((outputs, 1, 1)).ok()
}

/// The padded input, `[channel, row, column]`, under these windows; `outside` stands in the padding.
fn padded(
    layer: &Layer,
    input: &Cells,
    [rows, columns]: &[Range<usize>; 2],
    outside: f32,
) -> Array3<f32> {
    let sources = |axis: &Axis, windows| {
        axis.places(windows)
            .map(|place| axis.source(place))
            .collect::<Vec<_>>()
    };

    let down = sources(&layer.rows, rows);
    let along = sources(&layer.columns, columns);
    let mut cells = Array3::from_elem((layer.input().dims()[0], down.len(), along.len()), outside);

    for (channel, mut map) in cells.outer_iter_mut().enumerate() {
        for (mut line, row) in map.outer_iter_mut().zip(&down) {
            let Some(row) = *row else { continue };
            for (cell, column) in line.iter_mut().zip(&along) {
                if let Some(column) = *column {
                    *cell = input.at([channel, row, column]);
                }
            }
        }
    }

    cells
}

fn pool(
    layer: &Layer,
    input: &Cells,
    part: &[Range<usize>; 2],
    watch: &Watch,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let largest = layer.op.form().taps == Fold::Max;
    let mut output = Array3::zeros((layer.output.dims()[0], rows.len(), columns.len()));
    let divisors = Array2::from_shape_fn((rows.len(), columns.len()), |(y, x)| {
        layer
            .divisor([0, y + rows.start, x + columns.start])
            .unwrap_or(1) as f64
    });

    let windows = |channel: usize, y: usize, x: usize| {
        let cell = [channel, y + rows.start, x + columns.start];
        (0..layer.taps())
            .filter_map(move |tap| layer.source(cell, 0, tap))
            .map(|from| input.at(from.at))
    };

    let work = output.len() * layer.taps();
    share(
        output.outer_iter_mut().enumerate(),
        work,
        watch,
        |(channel, mut map)| {
            for ((y, x), cell) in map.indexed_iter_mut() {
                *cell = if largest {
                    windows(channel, y, x).fold(f32::NEG_INFINITY, f32::max)
                } else {
                    (windows(channel, y, x).map(f64::from).sum::<f64>() / divisors[[y, x]]) as f32
                };
            }

            map.len() * layer.taps()
        },
    )?;

    Some(output)
}

fn convolve(
    layer: &Layer,
    conv: &Conv,
    input: &Cells,
    part: &[Range<usize>; 2],
    watch: &Watch,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let filters = conv.filters();
    let depth = layer.groups();
    let taps = layer.taps();
    let weight = kernel_rows(conv, filters, depth, taps)?;
    let bias = |filter: usize| conv.bias.as_ref().map_or(0.0, |bias| bias.at(filter));
    let band = (BLOCK / (depth * taps * columns.len())).clamp(1, rows.len());
    let mut output = Array2::zeros((filters, rows.len() * columns.len()));
    let work = output.len() * depth * taps;
    let bands = output
        .axis_chunks_iter_mut(Along(1), band * columns.len())
        .enumerate();

    share(bands, work, watch, |(index, mut out)| {
        let first = rows.start + index * band;
        let under = [first..rows.end.min(first + band), columns.clone()];
        let cells = padded(layer, input, &under, 0.0);

        for (filter, mut line) in out.outer_iter_mut().enumerate() {
            line.fill(bias(filter));
        }

        let per_group = filters / conv.groups;

        for group in 0..conv.groups {
            let of = Slice::from(group * per_group..(group + 1) * per_group);
            let channels =
                cells.slice_axis(Along(0), Slice::from(group * depth..(group + 1) * depth));

            let windows = im2col(layer, &channels, &under);
            let mut out = out.slice_axis_mut(Along(0), of);
            general_mat_mul(
                1.0,
                &weight.slice_axis(Along(0), of),
                &windows,
                1.0,
                &mut out,
            );
        }

        out.len() * depth * taps
    })?;

    output
        .into_shape_with_order((filters, rows.len(), columns.len()))
        .ok()
}

/// The filters as rows: filters x (depth · taps).
fn kernel_rows(conv: &Conv, filters: usize, depth: usize, taps: usize) -> Option<Array2<f32>> {
    let all = conv.weight.dense();
    let flat = all.as_slice()?;

    if conv.transposed.is_none() {
        return Array2::from_shape_vec((filters, depth * taps), flat.to_vec()).ok();
    }

    let width = conv.window.kernel[1];
    let index =
        |filter, k: usize| conv.weight_index(filter, k / taps, [k % taps / width, k % width]);

    Some(Array2::from_shape_fn(
        (filters, depth * taps),
        |(filter, k)| flat[index(filter, k)],
    ))
}

/// The cells under each window as a column: (depth · taps) x windows.
fn im2col(
    layer: &Layer,
    cells: &ArrayView3<f32>,
    [rows, columns]: &[Range<usize>; 2],
) -> Array2<f32> {
    let height = rows.len();
    let width = columns.len();
    let taps = layer.taps();
    let mut windows = Array2::zeros((cells.len_of(Along(0)) * taps, height * width));

    for (k, line) in windows.outer_iter_mut().enumerate() {
        let [down, along] = layer.on_kernel(k % taps);
        let first_row = down * layer.rows.dilation;
        let first_column = along * layer.columns.dilation;
        let map = cells.index_axis(Along(0), k / taps);
        let step = layer.columns.stride;
        let Ok(mut line) = line.into_shape_with_order((height, width)) else {
            continue;
        };

        for (y, mut out) in line.outer_iter_mut().enumerate() {
            let from = map.row(first_row + y * layer.rows.stride);
            let under = Slice::new(
                first_column as isize,
                Some((first_column + (width - 1) * step + 1) as isize),
                step as isize,
            );

            out.assign(&from.slice_axis(Along(0), under));
        }
    }

    windows
}

/// Does `f` to each block, on as many threads as there are processors if there is enough work; `f` says how many
/// multiplications it did. `None` if `watch` says to stop.
fn share<B: Send>(
    blocks: impl Iterator<Item = B> + Send,
    work: usize,
    watch: &Watch,
    f: impl Fn(B) -> usize + Sync,
) -> Option<()> {
    let blocks = Mutex::new(blocks);
    let next = || blocks.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        while let Some(block) = next().filter(|_| !watch.stopped()) {
            watch.done.fetch_add(f(block) as u64, Ordering::Relaxed);
        }
    };

    let others = if work < ALONE {
        0
    } else {
        thread::available_parallelism().map_or(0, |n| n.get() - 1)
    };

    thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(worker);
        }

        worker();
    });

    (!watch.stopped()).then_some(())
}
