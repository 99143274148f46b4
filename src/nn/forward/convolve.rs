//! Convolutions: bands of output rows, for which what the windows read is laid out once and all filters are weighed.

use std::array;
use std::ops::Range;

use ndarray::{Array3, ArrayViewMut2, ArrayViewMut3, Axis as Along};

use super::band::Layout;
use super::weigh::{MOST_LANES, Weigh};
use super::{Progress, share};
use crate::nn::{Cells, Conv, Dim, Layer, Part};

/// Filters that are weighed together where a group has several.
const TOGETHER: usize = 4;

/// Numbers that a band reads of a group of channels: few enough that all filters find them near the processor.
const BLOCK: usize = 1 << 15;

/// Pieces of which there are at least so many, so that no thread waits long for another.
const PIECES: usize = 8;

/// Cells of a map that are computed in one go at least, where there are so many: fewer leave vectors empty.
const LEAST: usize = 64;

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

    let dim = Dim::longest(lengths[0]);
    let band = band(layer, dim, lengths);

    // Where there are few bands, the filters are shared out too.
    let shares = match conv.groups {
        1 => PIECES.div_ceil(lengths[dim].div_ceil(band)),
        _ => 1,
    };
    let filters = conv.filters().div_ceil(shares);
    let filters = filters.next_multiple_of(FILTERS);
    share(
        pieces(output.view_mut(), dim.level(), [band, filters]).into_iter(),
        work,
        watch,
        |(index, filter, mut out)| {
            let mut under = part.clone();
            let first = part[dim].start + index * band;
            under[dim] = first..first + out.len_of(Along(dim.level()));
            weights.weigh(layer, input, &under, filter * filters, watch, &mut out);
            out.len() * layer.groups() * layer.taps()
        },
    )?;

    Some(output)
}

/// An output cut into bands of so many rows or columns and so many filters, with the numbers of both.
fn pieces(
    output: ArrayViewMut3<f32>,
    axis: usize,
    [band, filters]: [usize; 2],
) -> Vec<(usize, usize, ArrayViewMut3<f32>)> {
    let mut pieces = Vec::new();

    for (index, out) in chunks(output, axis, band) {
        pieces.extend(chunks(out, 0, filters).map(|(filter, out)| (index, filter, out)));
    }

    pieces
}

/// How many rows or columns of an output of these lengths are computed together.
fn band(layer: &Layer, dim: Dim, lengths: [usize; 2]) -> usize {
    let channels = layer.groups();
    let most = BLOCK / (channels * lengths[dim.other()] * layer.axis(dim).stride);
    let least = LEAST.div_ceil(lengths[dim.other()]);

    most.min(lengths[dim].div_ceil(PIECES).max(least)).max(1)
}

/// A view cut along an axis into pieces of this length, with their numbers.
fn chunks(
    view: ArrayViewMut3<f32>,
    axis: usize,
    length: usize,
) -> impl Iterator<Item = (usize, ArrayViewMut3<f32>)> {
    let mut rest = Some(view);
    let next = move |_| {
        let view = rest.take()?;

        if view.len_of(Along(axis)) <= length {
            return Some(view);
        }

        let (piece, left) = view.split_at(Along(axis), length);
        rest = Some(left);
        Some(piece)
    };

    (0..).map_while(next).enumerate()
}

/// The weights of all filters, `FILTERS` at a time.
struct Weights<'a, const FILTERS: usize> {
    conv: &'a Conv,
    /// `[group of channels][block of its filters][channel][tap][filter of the block]`
    numbers: Vec<f64>,
    /// Numbers of one block.
    length: usize,
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

                for (place, filter) in filters.enumerate() {
                    let filter = index / blocks * own + filter;
                    let numbers = numbers.iter_mut().skip(place).step_by(FILTERS);
                    lay_out(layer, conv, filter, numbers);
                }

                0
            },
        )?;

        Some(Self {
            conv,
            numbers,
            length: block,
        })
    }

    /// Computes a band's cells of the filters from one on, as many as `output` has room for.
    fn weigh(
        &self,
        layer: &Layer,
        input: &Cells,
        under: &Part,
        from: usize,
        watch: &Progress,
        output: &mut ArrayViewMut3<f32>,
    ) {
        let depth = layer.groups();
        let layout = Layout::new(layer, under);
        let channel = layout.channel() + MOST_LANES;
        let positions = layout.positions();
        let offsets: Vec<usize> = layout.taps().offsets().collect();
        // The channels of a group, laid out once for all of its filters.
        let mut cells = vec![0.0; depth * channel];
        let mut laid_out = None;
        let mut sums = vec![0.0; FILTERS * positions];
        let wanted = from..from + output.len_of(Along(0));

        for (index, weights) in self.numbers.chunks_exact(self.length).enumerate() {
            let (group, filters) = self.block(index);

            if watch.stopped() {
                return;
            }

            if !wanted.contains(&filters.start) {
                continue;
            }

            if laid_out.replace(group) != Some(group) {
                for (index, cells) in cells.chunks_exact_mut(channel).enumerate() {
                    layout.fill(input, group * depth + index, cells);
                }
            }

            Weigh {
                cells: &cells,
                channel,
                offsets: &offsets,
                weights,
                bias: self.biases(&filters),
                positions,
                output: &mut sums,
            }
            .run();

            for (filter, sums) in filters.zip(sums.chunks_exact(positions)) {
                let mut map = output.index_axis_mut(Along(0), filter - from);
                write(&layout, sums, &mut map);
            }
        }
    }

    /// The group of channels that a block reads, and its filters.
    fn block(&self, index: usize) -> (usize, Range<usize>) {
        let own = self.conv.filters() / self.conv.groups;
        let blocks = own.div_ceil(FILTERS);
        let group = index / blocks;
        let first = group * own + index % blocks * FILTERS;

        (group, first..((group + 1) * own).min(first + FILTERS))
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

/// A filter's weights, channel by channel and tap by tap.
fn lay_out<'n>(
    layer: &Layer,
    conv: &Conv,
    filter: usize,
    numbers: impl Iterator<Item = &'n mut f64>,
) {
    let taps = layer.taps();
    let count = layer.groups() * taps;

    if conv.transposed.is_none() {
        let weights = conv.weight.part(filter * count..(filter + 1) * count);
        let pairs = numbers.zip(weights.iter());
        return pairs.for_each(|(number, weight)| *number = f64::from(*weight));
    }

    for (at, number) in numbers.enumerate() {
        let from = conv.weight_index(filter, at / taps, layer.on_kernel(at % taps));
        *number = f64::from(conv.weight.at(from));
    }
}

/// Takes a map's cells from all positions.
fn write(layout: &Layout, sums: &[f32], map: &mut ArrayViewMut2<f32>) {
    for (y, mut row) in map.outer_iter_mut().enumerate() {
        let from = &sums[layout.row(y)..];

        match row.as_slice_mut() {
            Some(row) => row.copy_from_slice(&from[..row.len()]),
            None => row
                .iter_mut()
                .zip(from)
                .for_each(|(cell, sum)| *cell = *sum),
        }
    }
}
