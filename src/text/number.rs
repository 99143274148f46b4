//! Numbers as they are shown: whole ones whole, others with few digits in a sentence, and with as many as fit in a matrix.

mod format;

pub use format::{Format, Measure};

/// Digits after which a number in a sentence is rounded.
const DIGITS: usize = 4;

/// With more digits after the point than these, a number in single precision is written with those of its own that tell it from others.
const FEW: usize = 6;

/// The most digits after the point that are looked for.
const MOST_DECIMALS: usize = 9;

/// Digits from which on those of a count are divided in threes.
const DIVIDED: usize = 5;

/// A text in which large counts have their digits divided in threes: `11,689,512`; indices and parts of names stay.
#[must_use]
pub fn thousands(text: &str) -> String {
    let mut divided = String::new();
    let mut rest = text;

    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        divided += before;
        let last = divided.chars().next_back();
        let is_count =
            last.is_none_or(|sign| !sign.is_ascii_alphanumeric() && !"[.,_".contains(sign));
        let (number, after) = from.split_at(run(from));
        rest = after;

        for (index, digit) in number.char_indices() {
            let left = number.len() - index;
            let is_divided = is_count && index > 0 && left.is_multiple_of(3);
            divided.extend((is_divided && number.len() >= DIVIDED).then_some(','));
            divided.push(digit);
        }
    }

    divided + rest
}

/// How many digits a text begins with.
fn run(text: &str) -> usize {
    let end = text.find(|sign: char| !sign.is_ascii_digit());
    end.unwrap_or(text.len())
}

/// A number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What is written.
    pub text: String,
}

/// With how many digits sentences and equations tell numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// As many as are read at a glance.
    #[default]
    Few,
    /// All that a number has in single precision; of a product or a sum that is not of that precision, as many as a matrix has at most.
    All,
}

impl Digits {
    /// A number as it is written with so many.
    #[must_use]
    pub fn show(self, value: f64) -> Shown {
        let single = value as f32;
        let text = match self {
            Self::Few => return Shown::new(value),
            Self::All if f64::from(single) == value => Shown::exact(single),
            Self::All if (1e-5..1e9).contains(&value.abs()) => trimmed(fixed(value, MOST_DECIMALS)),
            Self::All if value.is_finite() => scientific(value, MOST_DECIMALS),
            Self::All => fixed(value, 0),
        };

        Shown { text }
    }
}

impl Shown {
    /// A number as sentences and equations show it: at most four digits after the point, or four in all where it is
    /// very small or very large.
    #[must_use]
    pub fn new(value: f64) -> Self {
        let text = if value.is_finite()
            && value != 0.0
            && !(1e-3..1e7).contains(&value.abs())
            && !is_whole(value)
        {
            scientific(value, DIGITS - 1)
        } else {
            trimmed(fixed(value, if is_whole(value) { 0 } else { DIGITS }))
        };

        Self { text }
    }

    /// All of it: the shortest digits that read back as the same single-precision number.
    #[must_use]
    pub fn exact(value: f32) -> String {
        let value = value + 0.0;
        if value.is_infinite() {
            return infinity(value < 0.0);
        }

        if value != 0.0 && !(1e-5..1e9).contains(&value.abs()) {
            format!("{value:e}")
        } else {
            format!("{value}")
        }
    }

    /// The number as a term after the first: in parentheses if it is negative.
    #[must_use]
    pub fn term(&self) -> String {
        if self.text.starts_with('-') {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }
}

fn is_whole(value: f64) -> bool {
    value == value.trunc() && value.abs() < 1e15
}

/// With so many digits after the point: of a number in single precision those that it has, and zeros after them.
fn decimal(value: f64, decimals: usize) -> String {
    let single = value as f32;

    if decimals > FEW && f64::from(single) == value {
        let own = format!("{single}");
        let (_, digits) = own.split_once('.').unwrap_or_default();

        if digits.len() <= decimals {
            let point = if digits.is_empty() { "." } else { "" };
            return format!("{own}{point}{:0<1$}", "", decimals - digits.len());
        }
    }

    format!("{value:.decimals$}")
}

/// With so many digits after the point, and no minus before a zero.
fn fixed(value: f64, decimals: usize) -> String {
    if value.is_infinite() {
        return infinity(value < 0.0);
    }

    let text = decimal(value, decimals);
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));

    if is_zero {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    }
}

fn infinity(negative: bool) -> String {
    if negative { "-∞" } else { "∞" }.to_owned()
}

fn trimmed(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn scientific(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$e}");
    text.split_once('e')
        .map_or(text.clone(), |(digits, power)| {
            format!("{}e{power}", trimmed(digits.to_owned()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_numbers_short() {
        let check = |value: f64, text: &str| {
            assert_eq!(Shown::new(value).text, text, "{value}");
        };

        check(3.0, "3");
        check(-0.0, "0");
        check(3.25, "3.25");
        check(f64::from(0.1f32), "0.1");
        check(1.0 / 3.0, "0.3333");
        check(-0.000_012_345_6, "-1.235e-5");
        check(123_456_789.0, "123456789");
        check(1.5e20, "1.5e20");
        check(f64::NEG_INFINITY, "-∞");
    }

    #[test]
    fn all_digits_are_those_of_single_precision() {
        let check = |value: f64, text: &str| {
            assert_eq!(Digits::All.show(value).text, text, "{value}");
        };

        check(f64::from(0.1_f32), "0.1");
        check(f64::from(-0.404_396_56_f32), "-0.40439656");
        check(-0.0, "0");
        check(1.0 / 3.0, "0.333333333");
        check(1.0 / 3e7, "3.333333333e-8");
        check(f64::from(1e-8_f32), "1e-8");
        check(f64::INFINITY, "∞");

        // A matrix has the same, with zeros after them.
        let value = f64::from(7.886_042_f32);
        let format = Format {
            width: 11,
            decimals: 9,
            exponent: 0,
        };
        check(value, "7.886042");
        assert_eq!(format.show(value), "7.886042000");
        assert_eq!(format.show(1.0 / 3.0), "0.333333333");
        assert_eq!(format.show(2.0), "2.000000000");
        assert_eq!(Digits::Few.show(1.0 / 3.0).text, "0.3333");
    }

    #[test]
    fn large_counts_are_divided_and_indices_are_not() {
        for (text, divided) in [
            ("11689512 parameters", "11,689,512 parameters"),
            ("= 1368", "= 1368"),
            ("27 × 10000", "27 × 10,000"),
            (
                "w0[10079] of w12345, 0.123456",
                "w0[10079] of w12345, 0.123456",
            ),
            ("共120847089664格", "共120,847,089,664格"),
        ] {
            assert_eq!(thousands(text), divided);
        }
    }
}
