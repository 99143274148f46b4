//! Forward: a layer's output at once, with the same bits that the recipes give: sums are added in the recipes' order and
//! precision, whatever is computed side by side. Held to that by tests.

mod among;
mod band;
mod convolve;
mod dense;
mod pool;
mod weigh;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use ndarray::{Array3, Axis as Along};

use among::{by_recipes, combine, normalise, softmax};
use convolve::convolve;
use dense::dense;
use pool::pool;

use super::{Activation, Axis, Combine, Dim, Inputs, Layer, Op, Part};

/// Numbers of one block: few enough to stay near the processor.
const BLOCK: usize = 1 << 17;

/// Multiplications below which a second thread is not worth starting.
const ALONE: usize = 1 << 20;

/// The line between one who computes and one who waits.
#[derive(Debug, Default)]
pub struct Progress {
    /// Multiplications done so far.
    pub done: AtomicU64,
    /// Set by the one who waits no longer.
    pub stop: Arc<AtomicBool>,
}

impl Progress {
    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// One that stops when the other does, and counts for itself.
    pub(super) fn following(other: &Self) -> Self {
        Self {
            done: AtomicU64::new(0),
            stop: Arc::clone(&other.stop),
        }
    }
}

impl Layer {
    /// How its window goes down (0) or along (1) the input.
    pub(super) fn axis(&self, dim: Dim) -> &Axis {
        [&self.rows, &self.columns][dim]
    }

    /// The part of a source that a part of the output is made from.
    #[must_use]
    pub fn reads(&self, source: usize, [rows, columns]: &Part) -> Part {
        match self.op {
            Op::Combine(_) => self.reads_the_same(source, rows, columns),
            _ if self.op.reads_nothing() => [0..0, 0..0],
            Op::Arrange(ref arrange) if arrange.moves_maps() => [rows.clone(), columns.clone()],
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
    watch: &Progress,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let input = inputs.first();
    let maps = layer.output.dims()[0];
    let height = rows.len();
    let width = columns.len();

    if rows.is_empty() || columns.is_empty() {
        return Some(Array3::zeros((maps, height, width)));
    }

    // The recipes' sums begin at 0, so that none is −0, of one number neither.
    let each =
        |f: &(dyn Fn([usize; 3]) -> f32 + Sync)| by_cells(maps, part, watch, |at| f(at) + 0.0);

    let is_wide = inputs.all().all(|cells| cells.has_width(columns));

    match &layer.op {
        Op::Conv(conv) => convolve(layer, conv, input, part, watch),
        Op::Pool(_) => pool(layer, input, part, watch),
        Op::Activation(Activation::Relu) => by_rows(maps, part, is_wide, watch, |map, y, out| {
            let row = input.rows(map, y, columns.clone());
            let cells = out.iter_mut().zip(row.iter());
            cells.for_each(|(cell, x)| *cell = if *x > 0.0 { *x } else { 0.0 });
        }),
        Op::Activation(_) | Op::PRelu(_) => by_rows(maps, part, is_wide, watch, |map, y, out| {
            if let Some(function) = layer.op.activation(map) {
                let row = input.rows(map, y, columns.clone());
                function.apply_all(&row, out);
            }
        }),
        Op::BatchNorm(norm) => by_rows(maps, part, is_wide, watch, |map, y, out| {
            let function = norm.of(map);
            let row = input.rows(map, y, columns.clone());
            map_row(&row, out, |x| function(x + 0.0));
        }),
        Op::Combine(Combine::Add) if is_sum_of_two(layer) => {
            by_rows(maps, part, is_wide, watch, |map, y, out| {
                let rows = |source| inputs.source(source).rows(map, y.clone(), columns.clone());
                let [a, b] = [rows(0), rows(1)];

                // One sum of two singles, taken in double precision and rounded, is that of single precision: 53 digits are
                // more than twice 24 and two (Figueroa 1995).
                for ((cell, a), b) in out.iter_mut().zip(a.iter()).zip(b.iter()) {
                    *cell = *a + 0.0 + *b;
                }
            })
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
        Op::Norm(norm) => normalise(layer, norm, input, part, watch),
        Op::Linear(linear) => dense(layer, linear, input, watch),
        Op::Softmax | Op::LogSoftmax => softmax(layer, input, part, watch),
        Op::Combine(_) => combine(layer, inputs, part, watch),
        Op::Lrn(_) | Op::Pad(_) | Op::Resize(_) | Op::Reduce(_) => {
            by_recipes(layer, inputs, part, watch)
        }
    }
}

/// Whether a layer takes two sources of its own shape, as most that add do.
fn is_sum_of_two(layer: &Layer) -> bool {
    let mut sources = layer.sources.iter();
    layer.sources.len() == 2 && sources.all(|source| source.shape == layer.output)
}

/// A function of each number of a row.
fn map_row(row: &[f32], out: &mut [f32], f: impl Fn(f64) -> f64) {
    for (cell, x) in out.iter_mut().zip(row) {
        *cell = f(f64::from(*x)) as f32;
    }
}

/// Each cell by itself.
fn by_cells(
    maps: usize,
    part: &Part,
    watch: &Progress,
    f: impl Fn([usize; 3]) -> f32 + Sync,
) -> Option<Array3<f32>> {
    let first = part[1].start;

    by_rows(maps, part, false, watch, |map, y, row| {
        for (x, cell) in row.iter_mut().enumerate() {
            *cell = f([map, y.start, first + x]);
        }
    })
}

/// Each row by itself, or, where all inputs are as wide as the rows, several that follow each other: `f` is given their map and
/// their places, and fills them.
fn by_rows(
    maps: usize,
    [rows, columns]: &Part,
    is_wide: bool,
    watch: &Progress,
    f: impl Fn(usize, Range<usize>, &mut [f32]) + Sync,
) -> Option<Array3<f32>> {
    let mut output = Array3::zeros((maps, rows.len(), columns.len()));
    let work = output.len();
    let together = (BLOCK / (rows.len() * columns.len())).max(1);
    let lines = if is_wide { BLOCK / columns.len() } else { 1 }.max(1);
    let blocks = output.axis_chunks_iter_mut(Along(0), together).enumerate();

    share(blocks, work, watch, |(index, mut block)| {
        let first = index * together;

        for (map, mut map_cells) in block.outer_iter_mut().enumerate() {
            for (index, mut cells) in map_cells.axis_chunks_iter_mut(Along(0), lines).enumerate() {
                if watch.stopped() {
                    return 0;
                }

                let y = rows.start + index * lines;
                let count = cells.len_of(Along(0));

                if let Some(cells) = cells.as_slice_mut() {
                    f(first + map, y..y + count, cells);
                }
            }
        }

        block.len()
    })?;

    Some(output)
}

/// Does `f` to each block, on as many threads as there are processors if there is enough work; `f` says how many
/// multiplications it did. `None` if `watch` says to stop.
fn share<B: Send>(
    blocks: impl Iterator<Item = B> + Send,
    work: usize,
    watch: &Progress,
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
            // Where no other thread can be had, this one does it alone.
            let _ = thread::Builder::new().spawn_scoped(scope, worker);
        }

        worker();
    });

    (!watch.stopped()).then_some(())
}
