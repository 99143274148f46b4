//! A number that decimals or a fraction say. Decimals are whole units of the last place as long as these fit: most equations are
//! of such numbers, and a fraction of arbitrary size takes a hundred times as long.

use std::ops::{Add, Mul, Neg, Sub};

use num_rational::BigRational;
use num_traits::Zero;

/// The most digits after the point of what is no fraction.
const MOST_PLACES: u32 = 36;

/// An exact number.
#[derive(Clone, Debug)]
pub(super) enum Number {
    /// So many units, each of 10^−places.
    Decimal { units: i128, places: u32 },
    /// Any fraction.
    Fraction(BigRational),
}

impl Number {
    pub(super) fn whole(value: i64) -> Self {
        Self::Decimal {
            units: value.into(),
            places: 0,
        }
    }

    /// `digits` · 10^exponent. `None` where the digits are none.
    pub(super) fn scientific(digits: &str, exponent: i32) -> Option<Self> {
        let places = u32::try_from(-exponent).ok();
        let places = places.filter(|&places| places <= MOST_PLACES);

        if let (Ok(units), Some(places)) = (digits.parse(), places) {
            return Some(Self::Decimal { units, places });
        }

        let mantissa: BigRational = digits.parse().ok()?;
        let scale = BigRational::from_integer(10.into()).pow(exponent);

        Some(Self::Fraction(mantissa * scale))
    }

    pub(super) fn fraction(&self) -> BigRational {
        match self {
            Self::Decimal { units, places } => {
                let scale = BigRational::from_integer(10.into());
                BigRational::from_integer((*units).into()) / scale.pow(*places as i32)
            }
            Self::Fraction(fraction) => fraction.clone(),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        match self {
            Self::Decimal { units, .. } => *units == 0,
            Self::Fraction(fraction) => fraction.is_zero(),
        }
    }

    pub(super) fn is_one(&self) -> bool {
        *self == Self::whole(1)
    }

    pub(super) fn is_negative(&self) -> bool {
        match self {
            Self::Decimal { units, .. } => *units < 0,
            Self::Fraction(fraction) => *fraction < BigRational::zero(),
        }
    }

    /// The number without its sign.
    pub(super) fn abs(self) -> Self {
        if self.is_negative() { -self } else { self }
    }

    /// Its units and their places, where it is a decimal.
    fn decimal(&self) -> Option<(i128, u32)> {
        match self {
            Self::Decimal { units, places } => Some((*units, *places)),
            Self::Fraction(_) => None,
        }
    }

    /// The units of this and of another number, of the finer of both places.
    fn beside(&self, other: &Self) -> Option<([i128; 2], u32)> {
        let ((a, p), (b, q)) = self.decimal().zip(other.decimal())?;
        let places = p.max(q);
        let finer = |units: i128, own: u32| units.checked_mul(10_i128.checked_pow(places - own)?);

        Some(([finer(a, p)?, finer(b, q)?], places))
    }
}

impl From<BigRational> for Number {
    fn from(fraction: BigRational) -> Self {
        Self::Fraction(fraction)
    }
}

impl Add for Number {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = |([a, b], places): ([i128; 2], u32)| {
            let units = a.checked_add(b)?;
            Some(Self::Decimal { units, places })
        };

        let exact = self.beside(&other).and_then(sum);
        exact.unwrap_or_else(|| Self::Fraction(self.fraction() + other.fraction()))
    }
}

impl Sub for Number {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Number {
    type Output = Self;

    fn neg(self) -> Self {
        match self {
            Self::Decimal { units, places } if units != i128::MIN => Self::Decimal {
                units: -units,
                places,
            },
            number => Self::Fraction(-number.fraction()),
        }
    }
}

impl Mul for Number {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let product = |((a, p), (b, q)): ((i128, u32), (i128, u32))| {
            let units = a.checked_mul(b).filter(|_| p + q <= MOST_PLACES)?;
            let places = p + q;
            Some(Self::Decimal { units, places })
        };

        let exact = self.decimal().zip(other.decimal()).and_then(product);
        exact.unwrap_or_else(|| Self::Fraction(self.fraction() * other.fraction()))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match self.beside(other) {
            Some(([a, b], _)) => a == b,
            None => self.fraction() == other.fraction(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(digits: &str, exponent: i32) -> Number {
        Number::scientific(digits, exponent).expect("digits")
    }

    #[test]
    fn what_no_longer_fits_goes_on_as_a_fraction() {
        let nines = "9".repeat(38);
        let large = || number(&nines, 0);
        let one = || Number::whole(1);

        assert_eq!(large() + one(), number("1", 38));
        assert_eq!(large() * large() - large() * large(), Number::whole(0));
        assert_eq!(number("5", -30) * number("2", -30), number("1", -59));
        assert_eq!(
            number(&nines, 0) + number("1", -36) - large(),
            number("1", -36)
        );
        assert_ne!(number("1", -400), Number::whole(0));
        assert_eq!(
            -number(&"1".repeat(60), -3) + number(&"1".repeat(60), -3),
            Number::whole(0)
        );
    }

    #[test]
    fn decimals_are_what_fractions_are() {
        for (a, p) in [(15, -1), (-3, -4), (0, -2), (7, 0), (-12, 3)] {
            for (b, q) in [(25, -2), (-3, -4), (1, -36), (0, 0)] {
                let [x, y] = [(a, p), (b, q)]
                    .map(|(units, exponent): (i64, i32)| number(&units.to_string(), exponent));
                let [f, g] = [x.fraction(), y.fraction()];

                assert_eq!((x.clone() + y.clone()).fraction(), &f + &g);
                assert_eq!((x.clone() - y.clone()).fraction(), &f - &g);
                assert_eq!((x.clone() * y.clone()).fraction(), &f * &g);
                assert_eq!(x == y, f == g);
                assert_eq!(x.abs().is_zero(), f.is_zero());
            }
        }
    }
}
