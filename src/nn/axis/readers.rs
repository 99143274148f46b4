//! How often cells are read, counted without going from window to window.

use super::{Axis, PaddingMode};

impl Axis {
    /// How often each input cell is read: by how many taps of all windows together.
    #[must_use]
    pub fn coverage(&self) -> Vec<u64> {
        let mut counts = vec![0; self.input];

        if self.pick.is_some() {
            let windows = (0..self.output).flat_map(|window| {
                (0..self.kernel).filter_map(move |tap| self.source(self.place(window, tap)))
            });

            windows.for_each(|source| counts[source] += 1);
            return counts;
        }

        let readers = Readers::of(self);

        for (cell, count) in counts.iter_mut().enumerate() {
            let place = self.before.saturating_add((cell * self.spread) as i64);
            *count = usize::try_from(place).map_or(0, |place| readers.count(place));
        }

        self.add_padding(&readers, &mut counts);

        counts
    }

    /// Adds to each cell how often it is read where it stands in the padding.
    fn add_padding(&self, readers: &Readers, counts: &mut [u64]) {
        let inside = self.inside();

        match self.mode {
            PaddingMode::Zeros => {}
            PaddingMode::Replicate => {
                let last = counts.len() - 1;
                counts[0] += readers.before(inside.start);
                counts[last] += readers.before(self.extent) - readers.before(inside.end);
            }
            PaddingMode::Reflect | PaddingMode::Circular => {
                for place in (0..inside.start).chain(inside.end..self.extent) {
                    if let Some(cell) = self.source(place) {
                        counts[cell] += readers.count(place);
                    }
                }
            }
        }
    }
}

/// Which windows and taps of an axis read a place: tap·dilation + window·stride = place.
struct Readers<'a> {
    axis: &'a Axis,
    /// The largest number that divides both dilation and stride.
    common: usize,
    /// The taps that read one place are so many apart.
    period: usize,
    /// What dilation has to be multiplied with to leave 1 over, divided by the period.
    inverse: usize,
}

impl<'a> Readers<'a> {
    fn of(axis: &'a Axis) -> Self {
        let common = gcd(axis.dilation, axis.stride);
        let period = axis.stride / common;

        Self {
            axis,
            common,
            period,
            inverse: inverse(axis.dilation / common, period),
        }
    }

    /// How many taps of all windows read a place.
    fn count(&self, place: usize) -> u64 {
        let Axis {
            dilation, extent, ..
        } = *self.axis;

        if place >= extent || !place.is_multiple_of(self.common) {
            return 0;
        }

        let last = (self.axis.output - 1) * self.axis.stride;
        let from = place.saturating_sub(last).div_ceil(dilation);
        let to = (place / dilation + 1).min(self.axis.kernel);
        let first = (place / self.common) as u128 * self.inverse as u128 % self.period as u128;
        let before = |tap: usize| tap.saturating_sub(first as usize).div_ceil(self.period);

        before(to).saturating_sub(before(from)) as u64
    }

    /// How many taps of all windows read places before this one.
    fn before(&self, place: usize) -> u64 {
        let Axis {
            dilation, stride, ..
        } = *self.axis;

        let windows = |tap: usize| {
            let reach = place.saturating_sub(tap * dilation);
            reach.div_ceil(stride).min(self.axis.output) as u64
        };

        (0..self.axis.kernel).map(windows).sum()
    }
}

/// The greatest common divisor of two numbers that are not 0.
pub(super) fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The number whose product with `n` leaves 1 over, divided by `modulus`, to which `n` is prime. By Euclid's algorithm.
fn inverse(n: usize, modulus: usize) -> usize {
    let [mut rest, mut next] = [modulus as i128, n as i128 % modulus as i128];
    let [mut factor, mut next_factor] = [0i128, 1];

    while next != 0 {
        let times = rest / next;
        (rest, next) = (next, rest - times * next);
        (factor, next_factor) = (next_factor, factor - times * next_factor);
    }

    factor.rem_euclid(modulus as i128) as usize
}
