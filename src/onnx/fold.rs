//! Arithmetic on numbers that are known beforehand: lists of sizes, factors, weights made in the graph.

use super::arrange::strides;
use super::constant::{Constant, Data, Number};
use super::moves::broadcast;
use super::refusal::{Result, refuse};
use crate::nn::Activation;

/// What two numbers become: in whole numbers, and in others.
pub(super) type Pair = (fn(i64, i64) -> Option<i64>, fn(f32, f32) -> f32);

/// What an operator makes of two numbers; `None` for one that is not known.
pub(super) fn pair(operator: &str) -> Option<Pair> {
    Some(match operator {
        "Add" | "Sum" | "Mean" => (i64::checked_add, |a, b| a + b),
        "Sub" => (i64::checked_sub, |a, b| a - b),
        "Mul" => (i64::checked_mul, |a, b| a * b),
        "Div" => (i64::checked_div, |a, b| a / b),
        "Max" => (|a, b| Some(a.max(b)), f32::max),
        "Min" => (|a, b| Some(a.min(b)), f32::min),
        "Mod" => (i64::checked_rem_euclid, |a, b| a % b),
        "Pow" => (|a, b| a.checked_pow(u32::try_from(b).ok()?), f32::powf),
        _ => return question(operator),
    })
}

/// What an operator that answers yes or no makes of them: 1 or 0.
fn question(operator: &str) -> Option<Pair> {
    fn yes(is_so: bool) -> f32 {
        f32::from(u8::from(is_so))
    }

    Some(match operator {
        "Equal" => (|a, b| Some((a == b).into()), |a, b| yes(a == b)),
        "Less" => (|a, b| Some((a < b).into()), |a, b| yes(a < b)),
        "LessOrEqual" => (|a, b| Some((a <= b).into()), |a, b| yes(a <= b)),
        "Greater" => (|a, b| Some((a > b).into()), |a, b| yes(a > b)),
        "GreaterOrEqual" => (|a, b| Some((a >= b).into()), |a, b| yes(a >= b)),
        "And" => (
            |a, b| Some((a != 0 && b != 0).into()),
            |a, b| yes(a != 0.0 && b != 0.0),
        ),
        "Or" => (
            |a, b| Some((a != 0 || b != 0).into()),
            |a, b| yes(a != 0.0 || b != 0.0),
        ),
        _ => return None,
    })
}

/// Whether an operator answers yes or no.
pub(super) fn is_question(operator: &str) -> bool {
    question(operator).is_some()
}

/// The index in a constant of this shape that belongs to one in a larger shape.
fn index_in(own: &[usize], shape: &[usize], index: usize) -> usize {
    let missing = shape.len() - own.len();
    let from = strides(own);
    let mut left = index;
    let mut at = 0;

    for axis in (0..shape.len()).rev() {
        let place = left % shape[axis];
        left /= shape[axis];

        if axis >= missing && own[axis - missing] != 1 {
            at += place * from[axis - missing];
        }
    }

    at
}

/// Two constants made one, number by number.
pub(super) fn combined(
    a: &Constant,
    b: &Constant,
    (whole, real): Pair,
    asks: bool,
) -> Result<Constant> {
    let shape = broadcast(&a.shape, &b.shape)?;
    let is_integer = a.is_integer() && b.is_integer();
    let overflow = std::cell::Cell::new(false);
    let of = |a: Number, b: Number| {
        if !is_integer {
            return Number::Float(real(a.float(), b.float()));
        }

        let made = whole(a.integer(), b.integer());
        overflow.set(overflow.get() || made.is_none());
        Number::Integer(made.unwrap_or(0))
    };

    let made = match (&a.data, &b.data) {
        (Data::Fill(a), Data::Fill(b)) => Constant {
            shape,
            data: Data::Fill(of(*a, *b)),
        },
        _ => Constant::computed(shape.clone(), is_integer || asks, |index| {
            of(
                a.at(index_in(&a.shape, &shape, index)),
                b.at(index_in(&b.shape, &shape, index)),
            )
        })?,
    };

    if overflow.get() {
        return refuse("its whole numbers overflow, or are divided by 0");
    }

    Ok(made)
}

/// A function of each number.
pub(super) fn applied(constant: &Constant, function: Activation) -> Result<Constant> {
    let is_integer = constant.is_integer();
    let of = |number: Number| match number {
        Number::Float(x) => Number::Float(function.apply(f64::from(x)) as f32),
        Number::Integer(x) => Number::Integer(function.apply(x as f64) as i64),
    };

    if let Data::Fill(number) = constant.data {
        return Ok(Constant {
            shape: constant.shape.clone(),
            data: Data::Fill(of(number)),
        });
    }

    Constant::computed(constant.shape.clone(), is_integer, |index| {
        of(constant.at(index))
    })
}

/// From one of two constants, as a third says.
pub(super) fn chosen(condition: &Constant, a: &Constant, b: &Constant) -> Result<Constant> {
    let shape = broadcast(&broadcast(&condition.shape, &a.shape)?, &b.shape)?;
    let at = |constant: &Constant, index| constant.at(index_in(&constant.shape, &shape, index));
    let pick = |index| {
        let is_first = at(condition, index).integer() != 0;
        if is_first { at(a, index) } else { at(b, index) }
    };

    Constant::computed(shape.clone(), a.is_integer(), pick)
}
