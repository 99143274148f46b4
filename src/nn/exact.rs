//! Functions that give the same bits on every processor: what the platform's mathematics library computes differs in its last
//! digits, and which of 0 and −0 is the larger is nowhere said.
//!
//! Exponentials and the normal distribution are computed here, from additions, multiplications and divisions alone and without
//! branches, so that many of them are computed at once: exponentials to the last bits of double precision, the normal distribution
//! to twelve digits, both far more than is kept.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is compiled without the vectors"
)]

pub(super) use libm::{cos, erf, expm1, log, log1p, pow, sin, tanh};

/// The larger of two numbers; the first where they are equal or cannot be compared.
#[inline]
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The smaller of two numbers; the first where they are equal or cannot be compared.
#[inline]
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// Added to a number and taken away again, it leaves a whole one, whose bits are those that were added to its own: 3 · 2^51.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// The logarithm of 2 in two parts: the first has so few digits that its product with an exponent is exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];

/// A polynomial, by its coefficients from the one of the highest power down to the last; written out, so that it becomes one run
/// of multiplications and additions.
macro_rules! polynomial {
    ($x:expr; $highest:expr $(, $next:expr)* $(,)?) => {{
        let sum = $highest;
        $(let sum = sum * $x + $next;)*
        sum
    }};
}

/// The sum of four polynomials of x^4, the last three of them times x, x² and x³: they need not wait for each other.
macro_rules! interleaved {
    ($x:expr; [$($zero:expr),*], [$($one:expr),*], [$($two:expr),*], [$($three:expr),*]) => {{
        let square = $x * $x;
        let fourth = square * square;
        let low = polynomial![fourth; $($zero),*] + $x * polynomial![fourth; $($one),*];
        let high = polynomial![fourth; $($two),*] + $x * polynomial![fourth; $($three),*];
        low + square * high
    }};
}

/// e^x = 2^k · e^r, with k whole and |r| at most half of ln 2.
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    // Beyond these it is 0 or infinite.
    let x = if x < -746.0 { -746.0 } else { x };
    let x = if x > 710.0 { 710.0 } else { x };
    let shifted = x * std::f64::consts::LOG2_E + WHOLE;
    let k = shifted - WHOLE;
    let r = x - k * LN_2[0] - k * LN_2[1];
    // 1/n!, from n = 13 on: what is left of the series is less than a double's last bit.
    let series = interleaved![
        r;
        [1.0 / 479_001_600.0, 1.0 / 40_320.0, 1.0 / 24.0, 1.0],
        [1.0 / 6_227_020_800.0, 1.0 / 362_880.0, 1.0 / 120.0, 1.0],
        [1.0 / 3_628_800.0, 1.0 / 720.0, 0.5],
        [1.0 / 39_916_800.0, 1.0 / 5_040.0, 1.0 / 6.0]
    ];

    // 2^k as a product of two, since its exponent may be none that a double has.
    let exponent = shifted
        .to_bits()
        .wrapping_sub(WHOLE.to_bits())
        .wrapping_add(2046);
    let half = exponent >> 1;
    let [one, other] = [half, exponent.wrapping_sub(half)].map(|part| f64::from_bits(part << 52));

    series * one * other
}

/// The complement of the error function: 2/√π · ∫ e^−s² ds, from z on.
#[inline(always)]
pub(super) fn erfc(z: f64) -> f64 {
    let distance = z.abs();
    let t = 2.0 / (2.0 + distance);
    let y = 2.0 * t - 1.0;
    // The logarithm of erfc(z) · e^z² / t, interpolated at Chebyshev's points in 60 digits.
    let logarithm = interleaved![
        y;
        [1.597_548_256_941_202_5e-7, 8.952_692_300_720_023e-6, 7.149_530_982_602_198e-5, -0.000_146_242_523_957_677_15, -0.009_872_689_343_191_09, -0.671_794_084_056_690_6],
        [-1.181_831_382_839_302_8e-7, -2.352_944_696_447_295e-6, 3.206_559_421_540_822e-5, 0.000_673_709_051_359_351_8, 0.008_824_938_935_263_605, 0.672_643_223_977_821_7],
        [7.992_047_577_730_608e-10, -1.712_878_047_114_037_1e-6, -3.042_109_753_159_420_3e-5, -9.376_035_760_297_014e-5, 0.001_758_933_117_117_688_4, 0.047_343_306_841_424_89],
        [8.549_461_192_071_435e-7, -4.063_785_103_139_350_4e-7, -0.000_174_425_969_995_664_27, -0.002_345_817_040_411_264, -0.046_895_610_245_711_66]
    ];
    let beyond = t * exp(logarithm - distance * distance);

    if z < 0.0 { 2.0 - beyond } else { beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far a number is from another, as a share of that.
    fn apart(a: f64, b: f64) -> f64 {
        if a == b { 0.0 } else { ((a - b) / b).abs() }
    }

    #[test]
    fn exponentials_are_those_of_the_library_to_the_last_bits() {
        let furthest = (-708_000..=709_780).map(|n| f64::from(n) / 1000.0);
        let furthest = furthest.map(|x| apart(exp(x), libm::exp(x)));
        let furthest = furthest.fold(0.0, f64::max);

        assert!(furthest < 3.0 * f64::EPSILON, "{furthest:e}");
        assert_eq!([exp(0.0), exp(-0.0), exp(-800.0)], [1.0, 1.0, 0.0]);
        assert_eq!([exp(f64::INFINITY), exp(711.0)], [f64::INFINITY; 2]);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert!(exp(f64::NAN).is_nan());
        assert!(exp(-740.0) > 0.0 && exp(709.7) < f64::INFINITY);
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_library_but_for_the_last_bits() {
        let furthest = (-6_000..=26_000).map(|n| f64::from(n) / 1000.0);
        let furthest = furthest.map(|z| apart(erfc(z), libm::erfc(z)));
        let furthest = furthest.fold(0.0, f64::max);

        assert!(furthest < 2e-13, "{furthest:e}");
        assert_eq!([erfc(f64::INFINITY), erfc(40.0)], [0.0; 2]);
        assert_eq!([erfc(f64::NEG_INFINITY), erfc(-40.0)], [2.0; 2]);
        assert!(erfc(f64::NAN).is_nan());
    }
}
