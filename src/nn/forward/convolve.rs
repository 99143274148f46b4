//! Convolutions: bands of output rows, for which what the windows read is laid out once and all filters are weighed.

use std::array;
use std::ops::Range;

use ndarray::{Array3, ArrayViewMut2, ArrayViewMut3, Axis as Along};

use super::band::Layout;
use super::weigh::{MOST_LANES, Weigh};
use super::{BLOCK, Progress, share};
use crate::nn::{Cells, Conv, Layer, Part};

/// Filters that are weighed together where a group has several.
const TOGETHER: usize = 4;

/// Bands of which there are at least so many, so that no thread waits long for another.
const BANDS: usize = 8;

/// Part of a convolution's output.
pub(super) fn convolve(
    layer: &Layer,
    conv: &Conv,
    input: &Cells,
    part: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    if conv.filters() == conv.groups {
        by_blocks::<1>(layer, conv, input, part, watch)
    } else {
        by_blocks::<TOGETHER>(layer, conv, input, part, watch)
    }
}

/// The same, so many filters at once.
fn by_blocks<const FILTERS: usize>(
    layer: &Layer,
    conv: &Conv,
    input: &Cells,
    part: &Part,
    watch: &Progress,
) -> Option<Array3<f32>> {
    let lengths = [part[0].len(), part[1].len()];
    let mut output = Array3::zeros((conv.filters(), lengths[0], lengths[1]));
    let work = output.len() * layer.groups() * layer.taps();
    let weights = Weights::<FILTERS>::new(layer, conv, watch)?;
    let channels = layer.input().dims()[0];

    // A signal has one row.
    let way = usize::from(lengths[0] == 1);
    let most = BLOCK / (channels * lengths[1 - way] * layer.axis(way).stride);
    let band = most.min(lengths[way].div_ceil(BANDS)).max(1);
    let bands = output
        .axis_chunks_iter_mut(Along(1 + way), band)
        .enumerate();

    share(bands, work, watch, |(index, mut out)| {
        let mut under = part.clone();
        let first = part[way].start + index * band;
        under[way] = first..first + out.len_of(Along(1 + way));
        weights.weigh(layer, input, &under, watch, &mut out);
        out.len() * layer.groups() * layer.taps()
    })?;

    Some(output)
}

/// The weights of all filters, `FILTERS` at a time.
struct Weights<'a, const FILTERS: usize> {
    conv: &'a Conv,
    /// `[group of channels][block of its filters][channel][tap][filter of the block]`
    numbers: Vec<f64>,
    /// Numbers of one block.
    block: usize,
}

impl<'a, const FILTERS: usize> Weights<'a, FILTERS> {
    fn new(layer: &Layer, conv: &'a Conv, watch: &Progress) -> Option<Self> {
        let taps = layer.taps();
        let block = layer.groups() * taps * FILTERS;
        let own = conv.filters() / conv.groups;
        let blocks = own.div_ceil(FILTERS);
        let mut numbers = vec![0.0; conv.groups * blocks * block];
        let work = numbers.len();

        share(
            numbers.chunks_exact_mut(block).enumerate(),
            work,
            &Progress::following(watch),
            |(index, numbers)| {
                let first = index % blocks * FILTERS;
                let filters = first..own.min(first + FILTERS);

                for (at, numbers) in numbers.chunks_exact_mut(FILTERS).enumerate() {
                    let on_kernel = layer.on_kernel(at % taps);

                    for (number, filter) in numbers.iter_mut().zip(filters.clone()) {
                        let filter = index / blocks * own + filter;
                        let from = conv.weight_index(filter, at / taps, on_kernel);
                        *number = f64::from(conv.weight.at(from));
                    }
                }

                0
            },
        )?;

        Some(Self {
            conv,
            numbers,
            block,
        })
    }

    /// Computes all filters' cells of a band.
    fn weigh(
        &self,
        layer: &Layer,
        input: &Cells,
        under: &Part,
        watch: &Progress,
        output: &mut ArrayViewMut3<f32>,
    ) {
        let depth = layer.groups();
        let layout = Layout::new(layer, under);
        let channel = layout.channel() + MOST_LANES;
        let positions = layout.positions();
        let offsets: Vec<usize> = layout.offsets().collect();
        let mut cells = vec![0.0; depth * self.conv.groups * channel];

        for (index, cells) in cells.chunks_exact_mut(channel).enumerate() {
            layout.fill(input, index, cells);
        }

        let own = self.conv.filters() / self.conv.groups;
        let blocks = own.div_ceil(FILTERS);
        let mut sums = vec![0.0; FILTERS * positions];
        for (index, weights) in self.numbers.chunks_exact(self.block).enumerate() {
            if watch.stopped() {
                return;
            }

            let group = index / blocks;
            let first = group * own + index % blocks * FILTERS;
            let filters = first..((group + 1) * own).min(first + FILTERS);

            Weigh {
                cells: &cells[group * depth * channel..][..depth * channel],
                channel,
                offsets: &offsets,
                weights,
                bias: self.biases(&filters),
                positions,
                output: &mut sums,
            }
            .run();

            for (filter, sums) in filters.zip(sums.chunks_exact(positions)) {
                write(&layout, sums, &mut output.index_axis_mut(Along(0), filter));
            }
        }
    }

    /// What is added to the sums of a block's filters.
    fn biases(&self, filters: &Range<usize>) -> [f64; FILTERS] {
        let bias = |filter| match &self.conv.bias {
            Some(bias) if filters.contains(&filter) => f64::from(bias.at(filter)),
            _ => 0.0,
        };

        array::from_fn(|index| bias(filters.start + index))
    }
}

/// Takes a map's cells from all positions.
fn write(layout: &Layout, sums: &[f32], map: &mut ArrayViewMut2<f32>) {
    for (y, mut row) in map.outer_iter_mut().enumerate() {
        let from = &sums[layout.row(y)..];
        row.iter_mut()
            .zip(from)
            .for_each(|(cell, sum)| *cell = *sum);
    }
}
