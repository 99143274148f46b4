//! Weighted sums of many cells at once, in the recipe's own order: each channel's products are added in double precision,
//! then the channels' sums, then the bias. The product of two singles is exact in double precision, so that neither blocks,
//! nor vectors, nor fused additions change a bit.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is compiled without the vectors"
)]

use pulp::{Arch, Simd, WithSimd};

/// The most positions that are computed together, on any processor.
pub(super) const MOST_LANES: usize = 32;

/// Adds up, for each of `FILTERS` filters and each position, what the taps read times their weights.
pub(super) struct Weigh<'a, const FILTERS: usize> {
    /// The cells of the channels that the filters read.
    pub cells: &'a [f64],
    /// Distance between two channels; behind each channel's runs there is room for [`MOST_LANES`] cells more.
    pub channel: usize,
    /// Where each tap's run begins.
    pub offsets: &'a [usize],
    /// What the cells are multiplied with, `[channel][tap][filter]`.
    pub weights: &'a [f64],
    /// What is added at the end.
    pub bias: [f64; FILTERS],
    /// How many positions.
    pub positions: usize,
    /// Filters x positions; what is computed.
    pub output: &'a mut [f32],
}

impl<const FILTERS: usize> Weigh<'_, FILTERS> {
    /// Does it with the widest vectors that the processor has.
    pub(super) fn run(self) {
        Arch::new().dispatch(self);
    }

    #[inline(always)]
    fn blocks<const FUSED: bool, const LANES: usize>(self) {
        for start in (0..self.positions).step_by(LANES) {
            let sums = self.sums::<FUSED, LANES>(start);
            let rows = self.output.chunks_mut(self.positions);

            for ((row, sum), bias) in rows.zip(&sums).zip(&self.bias) {
                let cells = &mut row[start..];

                // So many at once need no counting, but for the last.
                match cells.first_chunk_mut::<LANES>() {
                    Some(cells) => finish(cells, sum, *bias),
                    None => finish(cells, sum, *bias),
                }
            }
        }
    }

    /// The sums of all filters at some positions that follow each other.
    #[inline(always)]
    fn sums<const FUSED: bool, const LANES: usize>(&self, start: usize) -> [[f64; LANES]; FILTERS] {
        if let [offset] = *self.offsets {
            return self.sums_of_one_tap::<FUSED, LANES>(start + offset);
        }

        let mut totals = [[0.0; LANES]; FILTERS];
        let channels = self.weights.chunks_exact(self.offsets.len() * FILTERS);

        for (index, weights) in channels.enumerate() {
            let plane = &self.cells[index * self.channel + start..];
            let mut sums = [[0.0; LANES]; FILTERS];

            for (offset, weights) in self.offsets.iter().zip(weights.chunks_exact(FILTERS)) {
                let run = &plane[*offset..*offset + LANES];

                add::<FUSED, LANES, FILTERS>(&mut sums, weights, run);
            }

            for (total, sum) in totals.iter_mut().zip(&sums) {
                for (total, sum) in total.iter_mut().zip(sum) {
                    *total += sum;
                }
            }
        }

        totals
    }

    /// The same where each channel has one tap: its product is its sum, and is exact.
    #[inline(always)]
    fn sums_of_one_tap<const FUSED: bool, const LANES: usize>(
        &self,
        start: usize,
    ) -> [[f64; LANES]; FILTERS] {
        let mut totals = [[0.0; LANES]; FILTERS];

        for (index, weights) in self.weights.chunks_exact(FILTERS).enumerate() {
            let run = &self.cells[index * self.channel + start..][..LANES];
            add::<FUSED, LANES, FILTERS>(&mut totals, weights, run);
        }

        totals
    }
}

/// Writes sums, with the bias.
#[inline(always)]
fn finish(cells: &mut [f32], sums: &[f64], bias: f64) {
    for (cell, sum) in cells.iter_mut().zip(sums) {
        *cell = (sum + bias) as f32;
    }
}

/// Adds some cells times each filter's weight to its sums.
#[inline(always)]
fn add<const FUSED: bool, const LANES: usize, const FILTERS: usize>(
    sums: &mut [[f64; LANES]; FILTERS],
    weights: &[f64],
    run: &[f64],
) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        for (sum, x) in sum.iter_mut().zip(run) {
            *sum = if FUSED {
                weight.mul_add(*x, *sum)
            } else {
                *sum + weight * x
            };
        }
    }
}

impl<const FILTERS: usize> WithSimd for Weigh<'_, FILTERS> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        // So many sums that one addition need not wait for the other, and no more than there are registers. On processors
        // without fused additions `mul_add` is a call, and a slow one.
        match (S::F64_LANES, FILTERS) {
            (4 | 8, 1) => self.blocks::<true, 32>(),
            (8, _) => self.blocks::<true, 16>(),
            (4, _) => self.blocks::<true, 8>(),
            (_, 1) => self.blocks::<false, 16>(),
            _ => self.blocks::<false, 4>(),
        }
    }
}
