//! Input and kernel of a transposed convolution as they are written: without padding, not turned round.

use std::ops::Range;

use super::Plane;
use crate::nn::Axis;

impl Plane<'_> {
    /// The place of a cell of the input; none where a transposed convolution crops it.
    pub(in super::super) fn place_of(&self, at: [usize; 2]) -> Option<[usize; 2]> {
        let on = |axis: &Axis, at: usize| {
            let place = axis
                .before
                .saturating_add_unsigned(at as u64 * axis.spread as u64);
            usize::try_from(place).ok()
        };

        Some([
            on(&self.layer.rows, at[0])?,
            on(&self.layer.columns, at[1])?,
        ])
    }

    /// The rows and columns of the input that a cell's window reads, from the first to the last; none where it reads padding alone.
    pub(in super::super) fn reads(
        &self,
        [_, row, column]: [usize; 3],
    ) -> Option<[Range<usize>; 2]> {
        let along = |axis: &Axis, window: usize| {
            let mut read = read(axis, window);
            let first = read.next()?;
            Some(first..read.last().unwrap_or(first) + 1)
        };

        Some([
            along(&self.layer.rows, row)?,
            along(&self.layer.columns, column)?,
        ])
    }

    /// The rows and columns of a map whose windows read a cell of the input, from the first to the last.
    pub(in super::super) fn readers(&self, at: [usize; 2]) -> Option<[Range<usize>; 2]> {
        let along = |axis: &Axis, place: usize| {
            let windows = (0..axis.kernel).filter_map(|tap| axis.window(place, tap));
            let ends = windows.clone().min().zip(windows.max());
            ends.map(|(first, last)| first..last + 1)
        };

        let [y, x] = self.place_of(at)?;
        Some([along(&self.layer.rows, y)?, along(&self.layer.columns, x)?])
    }

    /// The tap at a place of the kernel as it is written, which a transposed convolution turns round.
    pub(in super::super) fn turned(&self, [row, column]: [usize; 2]) -> usize {
        let last = self.layer.taps().saturating_sub(1);
        last.saturating_sub(row * self.kernel()[1] + column)
    }
}

/// The input cells that a window reads along an axis, in the order of its taps.
pub(in super::super) fn read(axis: &Axis, window: usize) -> impl Iterator<Item = usize> {
    (0..axis.kernel).filter_map(move |tap| axis.source(axis.place(window, tap)))
}
