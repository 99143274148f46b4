//! One axis of a sliding window: which input cells it reads, and where it lands.

use std::ops::Range;

use super::Pick;

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
/// kernel turned round; a `before` below zero crops.
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
        let sources = || self.places(windows).filter_map(|place| self.source(place));
        sources().min().map_or(0..0, |first| {
            first..sources().max().map_or(first, |last| last + 1)
        })
    }

    /// How often each input cell is read: by how many taps of all windows together.
    #[must_use]
    pub fn coverage(&self) -> Vec<u64> {
        let mut counts = vec![0; self.input];
        for window in 0..self.output {
            for source in (0..self.kernel).filter_map(|tap| self.source(self.place(window, tap))) {
                counts[source] += 1;
            }
        }

        counts
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
        let end = self.left_over();

        if self.pick.is_some() || self.output == 0 {
            return end;
        }

        if self.dilation == 1 {
            let apart = self.stride.saturating_sub(self.kernel);
            return end + (self.output - 1) * apart;
        }

        if self.output.saturating_mul(self.kernel) > MOST_READ {
            return end;
        }

        let places = (0..self.output)
            .flat_map(|window| (0..self.kernel).map(move |tap| self.place(window, tap)));

        let read: std::collections::BTreeSet<usize> =
            places.filter(|&place| place < self.extent).collect();

        self.extent - read.len()
    }

    /// The places at the end of the padded axis that no window reaches, because the stride does not divide.
    #[must_use]
    pub fn left_over(&self) -> usize {
        self.extent
            .saturating_sub(self.place(self.output - 1, self.kernel - 1) + 1)
    }
}

/// Places that are counted one by one.
const MOST_READ: usize = 1 << 14;

#[cfg(test)]
mod tests {
    use super::*;

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
}
