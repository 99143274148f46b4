//! Functions that give the same bits on every processor: what the platform's mathematics library computes differs in its last
//! digits, and which of 0 and −0 is the larger is nowhere said.

pub(super) use libm::{cos, erf, erfc, exp, expm1, log, log1p, pow, sin, tanh};

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
