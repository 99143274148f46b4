//! One axis of a sliding window: which input cells it reads, and where it lands.

mod readers;

use std::ops::Range;

use super::Pick;
use readers::gcd;

/// What stands in the padding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaddingMode {
    /// Zeros (for max pooling, nothing at all).
    #[default]
    Zeros,
    /// The input mirrored at its edge, without the edge itself.
    Reflect,
    /// The edge repeated.
    Replicate,
    /// The opposite side.
    Circular,
}

impl PaddingMode {
    /// All of them, with the names that scenarios use.
    pub const ALL: [(&str, Self); 4] = [
        ("zeros", Self::Zeros),
        ("reflect", Self::Reflect),
        ("replicate", Self::Replicate),
        ("circular", Self::Circular),
    ];
}

/// Cells added on the two sides of an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pad {
    /// Above, or on the left.
    pub before: usize,
    /// Below, or on the right.
    pub after: usize,
}

/// A window that slides along one axis of a padded input.
///
/// ```text
///   before      input        after
///  ┌───────┬───────────────┬───────┐
///  │ 0   0 │ x0  x1  x2  x3│ 0   0 │   the padded axis: `extent()` cells
///  └───────┴───────────────┴───────┘
///   [k0 ·  k1]                         a kernel of 2 with dilation 2, at output 0
///           [k0 ·  k1]                 and, with stride 2, at output 1
/// ```
/// A transposed convolution slides with step one over the input spread apart (`spread` - 1 zeros between two cells), its
/// kernel flipped; a `before` below zero crops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Cells of the input.
    pub input: usize,
    /// Distance between two input cells on the padded axis: 1, or a transposed convolution's stride.
    pub spread: usize,
    /// Padded cells before the first input cell; negative where a transposed convolution crops.
    pub before: i64,
    /// Cells of the whole padded axis.
    pub extent: usize,
    /// Taps of the kernel.
    pub kernel: usize,
    /// Distance between two taps.
    pub dilation: usize,
    /// Distance between two windows.
    pub stride: usize,
    /// What stands in the padding.
    pub mode: PaddingMode,
    /// Which cells are read, where windows do not slide evenly.
    pub pick: Option<Pick>,
    /// How many windows there are: the output's size.
    pub output: usize,
}

impl Axis {
    /// The axis of a convolution or pooling. `None` where no window fits.
    ///
    /// The output size is `PyTorch`'s, floor((H + pads - dilation·(k - 1) - 1) / stride) + 1; with `ceil` the division is
    /// rounded up, but no window starts in the padding after the input.
    #[must_use]
    pub fn sliding(
        input: usize,
        kernel: usize,
        stride: usize,
        dilation: usize,
        pad: Pad,
        ceil: bool,
    ) -> Option<Self> {
        let extent = input.checked_add(pad.before)?.checked_add(pad.after)?;
        let span = dilation.checked_mul(kernel - 1)?.checked_add(1)?;
        let room = extent.checked_sub(span)?;
        let mut output = if ceil {
            room.div_ceil(stride)
        } else {
            room / stride
        } + 1;

        if ceil && (output - 1).checked_mul(stride)? >= input + pad.before {
            output -= 1;
        }

        Some(Self {
            input,
            spread: 1,
            before: i64::try_from(pad.before).ok()?,
            extent,
            kernel,
            dilation,
            stride,
            mode: PaddingMode::Zeros,
            pick: None,
            output,
        })
    }

    /// The axis of windows of one cell each, from `from` up to `to`.
    #[must_use]
    pub fn cut(input: usize, [from, to]: [usize; 2]) -> Option<Self> {
        Some(Self {
            before: -i64::try_from(from).ok()?,
            extent: to.checked_sub(from)?,
            output: to.checked_sub(from)?,
            ..Self::sliding(input, 1, 1, 1, Pad::default(), false)?
        })
    }

    /// An axis on which places pick what they read.
    #[must_use]
    pub fn picked(input: usize, output: usize, pick: Pick) -> Option<Self> {
        Some(Self {
            kernel: pick.taps(input, output),
            pick: Some(pick),
            output,
            ..Self::sliding(input, 1, 1, 1, Pad::default(), false)?
        })
    }

    /// The axis of a transposed convolution: (H - 1)·stride - pads + dilation·(k - 1) + `output_padding` + 1 cells, each
    /// made by one window that slides with step one. `None` where nothing is left.
    #[must_use]
    pub fn transposed(
        input: usize,
        kernel: usize,
        stride: usize,
        dilation: usize,
        crop: Pad,
        output_padding: usize,
    ) -> Option<Self> {
        let reach = dilation.checked_mul(kernel - 1)?;
        let full = (input - 1)
            .checked_mul(stride)?
            .checked_add(reach)?
            .checked_add(output_padding)?
            .checked_add(1)?;

        let output = full.checked_sub(crop.before)?.checked_sub(crop.after)?;

        (output > 0).then_some(Self {
            input,
            spread: stride,
            before: i64::try_from(reach).ok()? - i64::try_from(crop.before).ok()?,
            extent: output.checked_add(reach)?,
            kernel,
            dilation,
            stride: 1,
            mode: PaddingMode::Zeros,
            pick: None,
            output,
        })
    }

    /// The place on the padded axis that tap `tap` of window `window` reads.
    #[must_use]
    pub fn place(&self, window: usize, tap: usize) -> usize {
        match self.pick {
            None => window * self.stride + tap * self.dilation,
            Some(pick) => pick
                .read(self.input, self.output, window, tap)
                .map_or(self.extent, |(at, _)| at),
        }
    }

    /// What a tap of a window is multiplied with by the way it picks.
    #[must_use]
    pub fn weight(&self, window: usize, tap: usize) -> f32 {
        let read = |pick: Pick| pick.read(self.input, self.output, window, tap);
        self.pick
            .map_or(1.0, |pick| read(pick).map_or(0.0, |(_, weight)| weight))
    }

    /// The tap of a window that reads a place.
    #[must_use]
    pub fn tap(&self, window: usize, place: usize) -> Option<usize> {
        if self.pick.is_some() {
            return (0..self.kernel).find(|&tap| self.place(window, tap) == place);
        }

        let reach = place.checked_sub(self.place(window, 0))?;
        let tap = reach / self.dilation;

        (reach.is_multiple_of(self.dilation) && tap < self.kernel).then_some(tap)
    }

    /// The window whose tap `tap` reads a place of the padded axis, if there is one; where several pick it, the first.
    #[must_use]
    pub fn window(&self, place: usize, tap: usize) -> Option<usize> {
        if self.pick.is_some() {
            return (0..self.output).find(|&window| self.place(window, tap) == place);
        }

        let start = place.checked_sub(tap * self.dilation)?;
        (start.is_multiple_of(self.stride) && start / self.stride < self.output)
            .then(|| start / self.stride)
    }

    /// The input cell that stands at a place of the padded axis; `None` for padding, for the zeros between the cells of a
    /// transposed convolution, and for what lies outside.
    #[must_use]
    pub fn source(&self, place: usize) -> Option<usize> {
        if place >= self.extent {
            return None;
        }

        let at = place as i64 - self.before;
        let n = self.input as i64;

        if self.spread > 1 {
            let cell = at.div_euclid(self.spread as i64);
            let rest = at.rem_euclid(self.spread as i64);
            return (rest == 0 && (0..n).contains(&cell)).then_some(cell as usize);
        }

        let cell = match self.mode {
            _ if (0..n).contains(&at) => at,
            PaddingMode::Zeros => return None,
            PaddingMode::Reflect if at < 0 => -at,
            PaddingMode::Reflect => 2 * (n - 1) - at,
            PaddingMode::Replicate => at.clamp(0, n - 1),
            PaddingMode::Circular => at.rem_euclid(n),
        };

        Some(cell as usize)
    }

    /// The places that some windows cover, from the first one's first tap to the last one's last.
    #[must_use]
    pub fn places(&self, windows: &Range<usize>) -> Range<usize> {
        if windows.is_empty() {
            return 0..0;
        }

        let last = windows.end - 1;
        let mut taps = (0..self.kernel).rev().map(|tap| self.place(last, tap));
        let end = taps.find(|&place| self.pick.is_none() || place < self.extent);

        self.place(windows.start, 0)..end.map_or(self.extent, |end| end + 1)
    }

    /// The input cells that some windows read, with those between them.
    #[must_use]
    pub fn reads(&self, windows: &Range<usize>) -> Range<usize> {
        let places = self.places(windows);
        let end = places.end.min(self.extent);
        let inside = self.inside();
        let [first, behind] = [inside.start, inside.end].map(|cut| cut.clamp(places.start, end));

        if self.spread > 1 {
            return self.cells_before(first)
                ..self.cells_before(behind).max(self.cells_before(first));
        }

        // Before the input, on it and behind it, cells go one way only.
        let ends = [places.start..first, first..behind, behind..end];
        let ends = ends.iter().filter(|part| !part.is_empty());
        let read = || {
            ends.clone()
                .flat_map(|part| [part.start, part.end - 1])
                .filter_map(|place| self.source(place))
        };

        match (read().min(), read().max()) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        }
    }

    /// The places of the padded axis that the input lies on, from its first cell to its last.
    fn inside(&self) -> Range<usize> {
        let first = self.before.max(0) as usize;
        let length = (self.input as i64 - 1).saturating_mul(self.spread as i64);
        let end = self.before.saturating_add(length).saturating_add(1);
        let end = (end.max(0) as usize).min(self.extent);

        first.min(end)..end
    }

    /// How many input cells stand before a place of the padded axis.
    fn cells_before(&self, place: usize) -> usize {
        let reach = (place as i64).saturating_sub(self.before).max(0) as usize;
        reach.div_ceil(self.spread).min(self.input)
    }

    /// How many taps of a window read places before this one.
    #[must_use]
    pub fn taps_before(&self, window: usize, place: usize) -> usize {
        let reach = place.saturating_sub(window * self.stride);
        reach.div_ceil(self.dilation).min(self.kernel)
    }

    /// How many taps of a window read the padded axis, or the input's own cells alone.
    #[must_use]
    pub fn taps_inside(&self, window: usize, with_padding: bool) -> usize {
        if self.pick.is_some() {
            let read = |tap: &usize| self.source(self.place(window, *tap)).is_some();
            return (0..self.kernel).filter(read).count();
        }

        let places = if with_padding {
            0..self.extent
        } else {
            self.inside()
        };

        self.taps_before(window, places.end) - self.taps_before(window, places.start)
    }

    /// The cells added on each side.
    #[must_use]
    pub fn pads(&self) -> Pad {
        let after = self.extent as i64 - self.input as i64 - self.before;
        Pad {
            before: self.before.max(0) as usize,
            after: after.max(0) as usize,
        }
    }

    /// The padding on the side that has more of it.
    #[must_use]
    pub fn padding(&self) -> usize {
        self.pads().before.max(self.pads().after)
    }

    /// The cells that a window spans, from its first tap to its last.
    #[must_use]
    pub fn span(&self) -> usize {
        self.dilation * (self.kernel - 1) + 1
    }

    /// All places of the padded axis that no window reads: those at the end, those between windows that do not touch, and
    /// those between taps that lie apart.
    #[must_use]
    pub fn unread(&self) -> usize {
        if self.pick.is_some() {
            return self.left_over();
        }

        // Taps whose places are a whole number of strides apart read the same run of places, `shift` windows later.
        let common = gcd(self.dilation, self.stride);
        let shift = self.dilation / common;
        let runs = self.stride / common;
        let run = |taps: usize| match taps {
            0 => 0,
            _ if shift <= self.output => (taps - 1) * shift + self.output,
            _ => taps * self.output,
        };

        let [each, more] = [self.kernel / runs, self.kernel % runs];
        let shorter = if each > 0 {
            (runs - more) * run(each)
        } else {
            0
        };
        let over = self.kernel - self.taps_before(self.output - 1, self.extent);

        self.extent - (shorter + more * run(each + 1) - over)
    }

    /// The places at the end of the padded axis that no window reaches, because the stride does not divide.
    #[must_use]
    pub fn left_over(&self) -> usize {
        self.extent
            .saturating_sub(self.place(self.output - 1, self.kernel - 1) + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::nn::{Dim, ShapeError};

    #[test]
    fn cells_between_windows_are_unread_too() {
        let unread = |n, kernel, stride, dilation| {
            Axis::sliding(n, kernel, stride, dilation, Pad::default(), false)
                .map(|axis| [axis.left_over(), axis.unread()])
        };

        assert_eq!(unread(7, 3, 2, 1), Some([0, 0]));
        assert_eq!(unread(7, 3, 4, 1), Some([0, 1]));
        assert_eq!(unread(6, 2, 3, 1), Some([1, 2]));
        assert_eq!(unread(7, 3, 3, 2), Some([2, 4]));
    }

    #[test]
    fn edges_are_read_less_and_padding_lifts_them() {
        let coverage = |stride, pad| {
            let pad = Pad {
                before: pad,
                after: pad,
            };
            Axis::sliding(5, 3, stride, 1, pad, false).map(|axis| axis.coverage())
        };

        assert_eq!(coverage(1, 0), Some(vec![1, 2, 3, 2, 1]));
        assert_eq!(coverage(1, 1), Some(vec![2, 3, 3, 3, 2]));
        assert_eq!(coverage(3, 1), Some(vec![1, 1, 1, 1, 1]));
        assert_eq!(coverage(3, 0), Some(vec![1, 1, 1, 0, 0]));
    }

    proptest! {
        #[test]
        fn closed_forms_count_what_is_there(
            input in 1usize..9,
            kernel in 1usize..6,
            stride in 1usize..7,
            dilation in 1usize..7,
            [before, after] in [0usize..9, 0usize..9],
            ceil: bool,
            mode in 0usize..4,
            spread in 1usize..4,
            transposed in 0u8..3,
        ) {
            let pad = Pad { before, after };
            let axis = if transposed == 0 {
                Axis::transposed(input, kernel, spread, dilation, pad, 0)
            } else {
                Axis::sliding(input, kernel, stride, dilation, pad, ceil)
                    .map(|axis| Axis { mode: PaddingMode::ALL[mode].1, ..axis })
            };

            let Some(axis) = axis.filter(|axis| ShapeError::check_mode(Dim::Rows, axis).is_ok()) else { return Ok(()) };
            let places = |window| (0..kernel).map(move |tap| axis.place(window, tap));
            let mut counts = vec![0; input];
            let mut unread: Vec<usize> = (0..axis.extent).collect();

            for window in 0..axis.output {
                places(window).filter_map(|place| axis.source(place)).for_each(|cell| counts[cell] += 1);
                unread.retain(|place| !places(window).any(|read| read == *place));

                let own = axis.inside();
                let inside = |range: &Range<usize>| places(window).filter(|place| range.contains(place)).count();
                prop_assert_eq!(axis.taps_inside(window, true), inside(&(0..axis.extent)));

                if axis.mode == PaddingMode::Zeros && transposed > 0 {
                    prop_assert_eq!(axis.taps_inside(window, false), inside(&own));
                }

                for end in window..axis.output {
                    let read = || axis.places(&(window..end + 1)).filter_map(|place| axis.source(place));
                    let hull = read().min().map_or(0..0, |first| first..read().max().unwrap() + 1);
                    let found = axis.reads(&(window..end + 1));
                    prop_assert!(found == hull || found.is_empty() && hull.is_empty(), "{:?} {:?}", found, hull);
                }
            }

            prop_assert_eq!(axis.coverage(), counts);
            prop_assert_eq!(axis.unread(), unread.len());
        }
    }
}
