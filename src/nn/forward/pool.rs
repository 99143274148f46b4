//! Pooling: the largest or the mean of what each window reads, in the recipe's own order of taps, several windows or several
//! channels side by side.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is compiled without the vectors"
)]

use std::ops::Range;

use ndarray::{Array2, Array3, ArrayViewMut3, Axis as Along};
use pulp::{Arch, Simd, WithSimd};

use super::band::{Layout, Taps, runs};
use super::{BLOCK, Progress, share};
use crate::nn::{Axis, Cells, Fold, Layer, Part};

/// Channels that are pooled together where there is one window.
const CHANNELS: usize = 8;

/// Parts of a layer that threads can share, where there are so many channels.
const SHARES: usize = 8;

/// Vectors of windows that are pooled together: so many that one number need not wait for the other, and no more than there are
/// registers.
const VECTORS: usize = 8;

/// Windows of that many vectors of any processor: what is computed is a multiple of it.
const BLOCK_OF_WINDOWS: usize = VECTORS * 16;

/// What becomes of the numbers that a window reads.
trait Pooling {
    /// What they are kept as: the largest of singles is one of them, their sum is taken in double precision.
    type Number: Copy + From<f32> + Sync;

    /// Of no numbers, and in the padding.
    const NOTHING: Self::Number;

    /// With one number more.
    fn with(value: Self::Number, number: Self::Number) -> Self::Number;

    /// What each of some windows comes to, whose taps follow each other in `cells`.
    fn fold<S: Simd>(simd: S, windows: Windows<Self>)
    where
        Self: Sized;

    /// What is put out for a window of so many numbers.
    fn end(value: Self::Number, divisor: f64) -> f32;
}

struct Largest;

impl Pooling for Largest {
    type Number = f32;

    const NOTHING: f32 = f32::NEG_INFINITY;

    /// As [`crate::nn::exact::larger`].
    #[inline(always)]
    fn with(value: f32, number: f32) -> f32 {
        if number > value { number } else { value }
    }

    // What is largest so far is kept in registers: a plain loop becomes stores of those alone that are larger, which some
    // processors are slow at.
    #[inline(always)]
    fn fold<S: Simd>(simd: S, windows: Windows<Self>) {
        let (vectors, _) = S::as_mut_simd_f32s(windows.values);

        for (index, block) in vectors.chunks_exact_mut(VECTORS).enumerate() {
            let start = index * VECTORS * S::F32_LANES;
            let mut largest = [simd.splat_f32s(Self::NOTHING); VECTORS];

            windows.taps.each(windows.watch, |offset| {
                let (numbers, _) = S::as_simd_f32s(&windows.cells[start + offset..]);

                for (value, &number) in largest.iter_mut().zip(&numbers[..VECTORS]) {
                    let is_larger = simd.greater_than_f32s(number, *value);
                    *value = simd.select_f32s(is_larger, number, *value);
                }
            });

            block.copy_from_slice(&largest);
        }
    }

    #[inline(always)]
    fn end(value: f32, _: f64) -> f32 {
        value
    }
}

struct Mean;

impl Pooling for Mean {
    type Number = f64;

    const NOTHING: f64 = 0.0;

    #[inline(always)]
    fn with(value: f64, number: f64) -> f64 {
        value + number
    }

    #[inline(always)]
    fn fold<S: Simd>(simd: S, windows: Windows<Self>) {
        let (vectors, _) = S::as_mut_simd_f64s(windows.values);

        for (index, block) in vectors.chunks_exact_mut(VECTORS).enumerate() {
            let start = index * VECTORS * S::F64_LANES;
            let mut sums = [simd.splat_f64s(Self::NOTHING); VECTORS];

            windows.taps.each(windows.watch, |offset| {
                let (numbers, _) = S::as_simd_f64s(&windows.cells[start + offset..]);

                for (sum, &number) in sums.iter_mut().zip(&numbers[..VECTORS]) {
                    *sum = simd.add_f64s(*sum, number);
                }
            });

            block.copy_from_slice(&sums);
        }
    }

    #[inline(always)]
    fn end(value: f64, divisor: f64) -> f32 {
        (value / divisor) as f32
    }
}

/// Part of a pooling layer's output.
pub(super) fn pool(
    layer: &Layer,
    input: &Cells,
    part: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let [rows, columns] = part;
    let divisors = Array2::from_shape_fn((rows.len(), columns.len()), |(y, x)| {
        let divisor = layer.divisor([0, y + rows.start, x + columns.start]);
        divisor.unwrap_or(1) as f64
    });

    let pool = Pool {
        layer,
        input,
        part,
        divisors,
        watch,
    };

    if layer.op.form().taps == Fold::Max {
        pool.run::<Largest>()
    } else {
        pool.run::<Mean>()
    }
}

/// What is pooled.
struct Pool<'a> {
    layer: &'a Layer,
    input: &'a Cells<'a>,
    part: &'a Part,
    /// What each window's sum is divided by.
    divisors: Array2<f64>,
    watch: &'a Progress,
}

impl Pool<'_> {
    fn run<P: Pooling>(&self) -> Option<Array3<f32>> {
        let [rows, columns] = self.part;
        let taps = self.layer.taps();
        let channels = self.layer.output.dims()[0];
        let mut output = Array3::zeros((channels, rows.len(), columns.len()));
        let work = output.len() * taps;
        let band = (BLOCK / columns.len()).clamp(1, rows.len());
        let layout = self.layout(0..band);
        // One window's channels are pooled side by side; of many windows, every thread has channels of its own.
        let together = match layout.positions() {
            1 => CHANNELS,
            _ => (BLOCK / layout.channel()).clamp(1, (channels / SHARES).max(1)),
        };
        let maps = output.axis_chunks_iter_mut(Along(0), together).enumerate();

        share(maps, work, self.watch, |(index, mut maps)| {
            for (band_index, mut out) in maps.axis_chunks_iter_mut(Along(1), band).enumerate() {
                self.band::<P>(index * together, band_index * band, &mut out);
            }

            maps.len() * taps
        })?;

        Some(output)
    }

    /// How what some rows of windows read is laid out.
    fn layout(&self, windows: Range<usize>) -> Layout {
        let [rows, columns] = self.part;
        let own = rows.start + windows.start..rows.start + windows.end;
        Layout::new(self.layer, &[own, columns.clone()])
    }

    /// Pools some channels from one on, in rows of windows from one on.
    fn band<P: Pooling>(&self, first: usize, top: usize, out: &mut ArrayViewMut3<f32>) {
        let layout = self.layout(top..top + out.len_of(Along(1)));

        if layout.positions() == 1 {
            return self.window::<P>(first, top, out);
        }

        let mut cells = Read::<P>::new(&layout);

        for (channel, mut map) in (first..).zip(out.outer_iter_mut()) {
            cells.fill(self.input, channel);
            let values = cells.pool(self.watch);

            for (y, mut row) in map.outer_iter_mut().enumerate() {
                let divisors = self.divisors.row(top + y);

                if let (Some(row), Some(divisors)) = (row.as_slice_mut(), divisors.to_slice()) {
                    let cells = row.iter_mut().zip(&values[layout.row(y)..]).zip(divisors);
                    cells.for_each(|((cell, value), divisor)| *cell = P::end(*value, *divisor));
                }
            }
        }
    }

    /// Pools some channels from one on, at most [`CHANNELS`], in the only window of a row: the taps of one wait for each other,
    /// but not for those of the others. The padding adds nothing.
    fn window<P: Pooling>(&self, first: usize, top: usize, out: &mut ArrayViewMut3<f32>) {
        let [rows, columns] = self.part;
        let [down, along] = [&self.layer.rows, &self.layer.columns];
        let across = runs(&sources(along, columns.start), along.dilation);
        let channels = first..first + out.len_of(Along(0));
        let mut values = [P::NOTHING; CHANNELS];

        // Rows that follow each other without a gap are read in one go.
        let is_dense = down.dilation == 1 && along.dilation == 1;
        let width = across.first().map_or(0..0, |run| run.reads(1));
        let is_wide = is_dense && self.input.has_width(&width);
        let lines = if is_wide { BLOCK / width.len() } else { 1 }.max(1);

        for run in runs(&sources(down, rows.start + top), down.dilation) {
            let rows = run.reads(down.dilation);

            for row in rows.clone().step_by(lines.max(down.dilation)) {
                if self.watch.stopped() {
                    return;
                }

                for run in &across {
                    let rows = row..(row + lines).min(rows.end);
                    self.add::<P>(&mut values, &channels, [rows, run.reads(along.dilation)]);
                }
            }
        }

        let divisor = self.divisors[[top, 0]];

        for (cell, value) in out.iter_mut().zip(values) {
            *cell = P::end(value, divisor);
        }
    }

    /// Adds what stands in some rows and columns to what each of some channels has come to; of fewer channels than there are values,
    /// the last again.
    fn add<P: Pooling>(
        &self,
        values: &mut [P::Number; CHANNELS],
        channels: &Range<usize>,
        [rows, columns]: Part,
    ) {
        let cells: [_; CHANNELS] = std::array::from_fn(|index| {
            let channel = (channels.start + index).min(channels.end - 1);
            self.input.rows(channel, rows.clone(), columns.clone())
        });

        for place in (0..cells[0].len()).step_by(self.layer.columns.dilation) {
            for (value, cells) in values.iter_mut().zip(&cells) {
                *value = P::with(*value, cells[place].into());
            }
        }
    }
}

/// The input cell that each tap of a window reads along an axis; `None` in the padding.
fn sources(axis: &Axis, window: usize) -> Vec<Option<usize>> {
    let taps = 0..axis.kernel;
    taps.map(|tap| axis.source(axis.place(window, tap)))
        .collect()
}

/// What the windows of a band read of one channel.
struct Read<'a, P: Pooling> {
    layout: &'a Layout,
    taps: Taps,
    /// Behind them is room for a block of windows.
    cells: Vec<P::Number>,
    values: Vec<P::Number>,
}

impl<'a, P: Pooling> Read<'a, P> {
    fn new(layout: &'a Layout) -> Self {
        Self {
            layout,
            taps: layout.taps(),
            cells: vec![P::NOTHING; layout.channel() + BLOCK_OF_WINDOWS],
            values: vec![P::NOTHING; layout.positions().next_multiple_of(BLOCK_OF_WINDOWS)],
        }
    }

    /// Lays a channel out: the padding stays as it is.
    fn fill(&mut self, input: &Cells, channel: usize) {
        self.layout.fill(input, channel, &mut self.cells);
    }

    /// What each position comes to.
    fn pool(&mut self, watch: &Progress) -> &[P::Number] {
        Arch::new().dispatch(Windows::<P> {
            cells: &self.cells,
            taps: &self.taps,
            values: &mut self.values,
            watch,
        });

        &self.values
    }
}

/// The windows of one channel.
struct Windows<'a, P: Pooling> {
    cells: &'a [P::Number],
    taps: &'a Taps,
    values: &'a mut [P::Number],
    watch: &'a Progress,
}

impl<P: Pooling> WithSimd for Windows<'_, P> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        P::fold(simd, self);
    }
}
