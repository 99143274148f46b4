//! Numbers of a matrix: all with the same digits after the point.

use super::{MOST_DECIMALS, decimal, fixed, is_whole, scientific};

/// The least power of ten that is written without an exponent where there is room for one.
const FEWEST_WHOLE: f64 = -4.0;

/// Powers of ten, by their exponent.
const POWERS: [f64; MOST_DECIMALS + 1] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/// What must be known of numbers to write them alike.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// Columns that they need with the digits that they were measured with.
    pub width: usize,
    /// The least of those that are finite and of zero.
    pub least: f64,
    /// The largest, likewise.
    pub largest: f64,
    /// Digits after the point that they need.
    decimals: usize,
}

impl Measure {
    /// Measures numbers with at most so many digits after the point.
    #[must_use]
    pub fn of(values: &[f64], digits: usize) -> Self {
        let mut measure = Self {
            width: Format::needed(values.iter().copied(), digits),
            ..Self::default()
        };

        for &value in values.iter().filter(|value| value.is_finite()) {
            measure.take(value);
        }

        measure
    }

    /// One more number, which is finite.
    fn take(&mut self, value: f64) {
        self.least = self.least.min(value);
        self.largest = self.largest.max(value);
        self.decimals = needed(value, self.decimals, MOST_DECIMALS);
    }

    /// As many digits as these numbers need and `width` columns hold.
    #[must_use]
    pub fn fit(self, width: usize) -> Format {
        let sign = usize::from(self.least < 0.0);
        let whole = length(self.largest.trunc(), 0).max(sign + length(-self.least.trunc(), 0));

        Format {
            width,
            decimals: self.decimals.min(width.saturating_sub(whole + 1)),
            exponent: 0,
        }
    }

    /// As many digits after the point as these numbers need, and at most so many, in as many columns as that takes, and at most so
    /// many.
    #[must_use]
    pub fn alike(self, most: usize, widest: usize) -> Format {
        let decimals = self.decimals.min(most);
        let longest = length(self.largest, decimals).max(length(self.least, decimals));

        if longest > widest {
            return self.fit(widest);
        }

        Format {
            width: longest.max(self.width.min(widest)),
            decimals,
            exponent: 0,
        }
    }

    /// Whether none of the numbers would be rounded with so many digits after the point.
    #[must_use]
    pub fn is_whole(self, decimals: usize) -> bool {
        self.decimals <= decimals
    }

    /// The largest of the numbers, whatever its sign; more than nothing.
    #[must_use]
    pub fn magnitude(self) -> f64 {
        self.largest.max(-self.least).max(f64::MIN_POSITIVE)
    }
}

/// How the numbers of a matrix are written: each right-aligned in `width` columns, with the same digits after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Columns of a number.
    pub width: usize,
    /// Digits after the point.
    pub decimals: usize,
    /// Columns after the digits for an exponent: where there are some, what is near zero has one, with as many digits after the point
    /// as the others, so that all points stand below each other.
    pub exponent: usize,
}

impl Format {
    /// As many digits as these numbers need and `width` columns hold.
    #[must_use]
    pub fn fit(values: impl IntoIterator<Item = f64>, width: usize) -> Self {
        let mut measure = Measure::default();

        for value in values.into_iter().filter(|value| value.is_finite()) {
            measure.take(value);
        }

        measure.fit(width)
    }

    /// Columns that these numbers need with `most` digits after the point.
    #[must_use]
    pub fn needed(values: impl IntoIterator<Item = f64>, most: usize) -> usize {
        let width = |value: f64| {
            let decimals = needed(value, 0, most);
            if is_lost(value, decimals) {
                scientific(value, 0).len()
            } else {
                length(value, decimals)
            }
        };

        values
            .into_iter()
            .map(|value| if value.is_finite() { width(value) } else { 2 })
            .max()
            .unwrap_or(1)
    }

    /// A number, in exactly `width` columns where it fits at all. One that is not 0 is never shown as 0: where there is no
    /// room for more, a sign tells on which side of 0 it lies.
    #[must_use]
    pub fn show(self, value: f64) -> String {
        let text = self.on_the_point(value);

        if let Some(text) = text.or_else(|| self.plainly(value)) {
            return text;
        }

        let text = fixed(value, self.decimals);
        let count = text.chars().count();
        let is_lost = is_lost(value, self.decimals);

        if count <= self.width && !is_lost {
            return format!("{text:>width$}", width = self.width);
        }

        let fewer = (0..self.decimals)
            .rev()
            .filter(|&decimals| !self::is_lost(value, decimals))
            .map(|decimals| fixed(value, decimals));
        let powers = (0..4).rev().map(|digits| scientific(value, digits));
        let short = fewer
            .chain(powers)
            .find(|text| text.chars().count() <= self.width);

        let sign = match (is_lost, value < 0.0) {
            (false, _) => "#",
            (true, true) => "0-",
            (true, false) => "0+",
        };

        let text = short.unwrap_or_else(|| sign.to_owned());
        format!("{text:>width$}", width = self.width)
    }

    /// For numbers from 0 to 1 of which the least are about ten to this power.
    #[must_use]
    pub fn of_shares(decimals: usize, power: f64) -> Self {
        let digits = (1.0 - power).log10().floor().max(0.0) as usize + 1;
        let exponent = if power < tiny(decimals) {
            2 + digits
        } else {
            0
        };

        Self {
            width: 2 + decimals + exponent,
            decimals,
            exponent,
        }
    }

    /// With its point where that of others stands, where there is room for exponents.
    fn on_the_point(self, value: f64) -> Option<String> {
        let Self {
            width,
            decimals,
            exponent,
        } = self;

        if exponent == 0 || !value.is_finite() {
            return None;
        }

        let is_tiny = value != 0.0 && value.abs().log10() < tiny(decimals);
        let text = if is_tiny {
            format!("{value:.decimals$e}")
        } else {
            fixed(value, decimals)
        };

        let tail = text.find('e').map_or(0, |at| text.len() - at);
        let blank = exponent.checked_sub(tail)?;
        let text = format!("{text:>0$}{1:2$}", width - blank, "", blank);

        (text.len() == width).then_some(text)
    }

    /// A number that fits and is not lost, as most do, written at once.
    fn plainly(self, value: f64) -> Option<String> {
        let Self {
            width, decimals, ..
        } = self;

        let text = match decimals {
            0 if is_whole(value) => format!("{:>width$}", value as i64),
            0 => return None,
            _ if value.is_finite() => format!("{:>width$}", decimal(value, decimals)),
            _ => return None,
        };

        let is_zero = || {
            text.bytes()
                .all(|byte| matches!(byte, b' ' | b'-' | b'0' | b'.'))
        };
        let is_written = text.len() <= width && (decimals == 0 || !is_zero());

        is_written.then_some(text)
    }
}

/// What is less than ten to this power has an exponent where there is room for one: with so many digits after the point, the last of
/// them would be all that is left of it, or, of many, few.
fn tiny(decimals: usize) -> f64 {
    (1.0 - decimals as f64).max(FEWEST_WHOLE)
}

/// Whether a number that is not 0 would be written as 0 with so many digits after the point.
fn is_lost(value: f64, decimals: usize) -> bool {
    let power = POWERS[decimals.min(MOST_DECIMALS)];
    value != 0.0 && value.is_finite() && rounded(value * power) == 0.0
}

/// Digits after the point that a number needs, as single precision keeps it: at least and at most so many. Many numbers are
/// measured for every frame, so that none is written out for it.
fn needed(value: f64, least: usize, most: usize) -> usize {
    let most = most.min(MOST_DECIMALS);
    let says_it = |&decimals: &usize| {
        let power = POWERS[decimals];
        (rounded(value * power) / power) as f32 == value as f32
    };

    (least..most).find(says_it).unwrap_or(most.max(least))
}

/// The nearest whole number; of two, the one that is farther from zero.
fn rounded(value: f64) -> f64 {
    // The processor's own conversion is far faster than `round` where that is a call.
    if value.abs() < 1e15 {
        let whole = value as i64 as f64;
        let beyond = if (value - whole).abs() < 0.5 {
            0.0
        } else {
            1.0_f64.copysign(value)
        };
        whole + beyond
    } else {
        value.round()
    }
}

/// How long a finite number is with so many digits after the point.
fn length(value: f64, decimals: usize) -> usize {
    let rounded = rounded(value * POWERS[decimals]) / POWERS[decimals];
    if rounded.abs() >= 1e15 {
        return fixed(value, decimals).len();
    }

    let mut whole = rounded.abs() as u64 / 10;
    let mut digits = 1;

    while whole > 0 {
        whole /= 10;
        digits += 1;
    }

    usize::from(rounded < 0.0) + digits + if decimals > 0 { 1 + decimals } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_too_long_has_fewer_digits() {
        let format = Format {
            width: 4,
            decimals: 2,
            exponent: 0,
        };

        let shown = [-1.3407, -0.46, 123.4, -99.96, 12345.0].map(|value| format.show(value));
        assert_eq!(shown, ["-1.3", "-0.5", " 123", "-100", " 1e4"]);
    }

    #[test]
    fn numbers_of_a_column_have_as_many_digits_as_the_one_that_needs_most() {
        let format = Measure::of(&[1.0, 2.5, -3.0, 0.125], 4).alike(4, 9);
        let shown = [1.0, 2.5, -3.0, 0.125].map(|value| format.show(value));
        assert_eq!(shown, [" 1.000", " 2.500", "-3.000", " 0.125"]);

        let format = Measure::of(&[-12.345_678, 0.0], 4).alike(4, 9);
        assert_eq!(format.show(-12.345_678), "-12.3457");
        assert_eq!(Measure::of(&[2.0, 0.0], 4).alike(4, 9).show(2.0), "2");

        let format = Measure::of(&[-2_000_000.0, 0.25], 4).alike(4, 9);
        assert_eq!(
            [-2e6, 0.25].map(|value| format.show(value)),
            [" -2000000", "   2.5e-1"]
        );
    }

    #[test]
    fn points_of_shares_stand_below_each_other() {
        let shown = |format: Format, values: [f64; 4]| values.map(|value| format.show(value));

        assert_eq!(
            shown(Format::of_shares(4, -12.4), [1.0, 0.0, 0.25, 3.913_62e-10]),
            ["1.0000    ", "0.0000    ", "0.2500    ", "3.9136e-10"]
        );

        assert_eq!(
            shown(Format::of_shares(2, -8.5), [0.25, 0.099_9, 2e-9, 0.999_9]),
            ["0.25   ", "9.99e-2", "2.00e-9", "1.00   "]
        );

        assert_eq!(
            shown(Format::of_shares(4, -1.0), [1.0, 0.3, 0.4762, 0.1]),
            ["1.0000", "0.3000", "0.4762", "0.1000"]
        );
    }

    #[test]
    fn numbers_are_measured_as_long_as_they_are_written() {
        for value in [
            0.0,
            1.0,
            -1.0,
            0.1,
            -0.25,
            9.96,
            99.999,
            -0.004,
            1e-7,
            123.456,
            1e14,
            1e20,
            1.0 / 3.0,
            -12345.678,
        ] {
            let value = f64::from(value as f32);
            let written = format!("{}", value as f32);
            let decimals = written
                .split_once('.')
                .map_or(0, |(_, digits)| digits.len())
                .min(MOST_DECIMALS);

            assert_eq!(needed(value, 0, MOST_DECIMALS), decimals, "{value}");

            for decimals in 0..=4 {
                assert_eq!(
                    length(value, decimals),
                    fixed(value, decimals).len(),
                    "{value} {decimals}"
                );
            }
        }
    }

    #[test]
    fn a_matrix_has_one_count_of_digits_and_never_a_cut_number() {
        let values = [1.0, -0.25, 12.5];
        assert_eq!(Format::needed(values, 4), 5);
        let format = Format::fit(values, 5);
        assert_eq!(values.map(|v| format.show(v)), [" 1.00", "-0.25", "12.50"]);
        let narrow = Format::fit(values, 3);
        assert_eq!(values.map(|v| narrow.show(v)), ["  1", " 0-", " 12"]);
        let five = Format::fit([0.001, 100.0], 5);
        assert_eq!(five.show(0.001), " 1e-3");
        assert_eq!(Format::needed([0.001, 1.0], 2), 4);
        assert_eq!(
            Format {
                width: 4,
                decimals: 0,
                exponent: 0,
            }
            .show(123_456.0),
            " 1e5"
        );

        assert_eq!(
            Format {
                width: 2,
                decimals: 0,
                exponent: 0,
            }
            .show(123_456.0),
            " #"
        );

        assert_eq!(
            Format {
                width: 2,
                decimals: 0,
                exponent: 0,
            }
            .show(f64::NEG_INFINITY),
            "-∞"
        );
    }
}
