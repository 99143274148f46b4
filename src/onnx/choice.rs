//! Questions, and choices by their answers. An answer is 1 for yes and 0 for no.

use super::builder::{Flow, Value, Work};
use super::cellwise::{folded, together};
use super::constant::{Constant, Number};
use super::fold;
use super::operators::Made;
use super::refusal::{Result, refuse};
use crate::nn::{Activation, Combine, Function, Op};

fn apply(work: &mut Work, function: Activation, flow: &Flow) -> Result<Flow> {
    work.push_same(Op::Activation(function), flow)
}

/// 1 − x: no for yes and yes for no.
fn opposite(work: &mut Work, flow: &Flow) -> Result<Flow> {
    let function = Function::HardLine {
        slope: -1.0,
        offset: 1.0,
    };

    apply(work, Activation::Other(function), flow)
}

/// Whether a is larger than b: max(0, sign(a − b)).
fn is_larger(work: &mut Work, a: &Value, b: &Value) -> Result<Flow> {
    let more = together(work, Combine::Sub, &[a.clone(), b.clone()])?;
    let sign = apply(work, Activation::Other(Function::Sign), &more)?;

    apply(work, Activation::Relu, &sign)
}

/// A question about two tensors.
pub(super) fn ask(work: &mut Work) -> Made {
    let operator = work.node.proto.op_type.as_str();
    let values = [work.value(0)?, work.value(1)?];
    let [a, b] = &values;

    if let [Value::Constant(a), Value::Constant(b)] = &values {
        return folded(operator, &[a, b]);
    }

    let made = match operator {
        "Greater" => is_larger(work, a, b)?,
        "Less" => is_larger(work, b, a)?,
        "GreaterOrEqual" => {
            let less = is_larger(work, b, a)?;
            opposite(work, &less)?
        }
        "LessOrEqual" => {
            let more = is_larger(work, a, b)?;
            opposite(work, &more)?
        }
        "Equal" => {
            let more = together(work, Combine::Sub, &values)?;
            let sign = apply(work, Activation::Other(Function::Sign), &more)?;
            let differs = apply(work, Activation::Other(Function::Abs), &sign)?;
            opposite(work, &differs)?
        }
        "And" => together(work, Combine::Mul, &values)?,
        "Or" => together(work, Combine::Max, &values)?,
        _ => return refuse("there is no layer for it yet where it depends on the network's input"),
    };

    Ok(vec![made.into()])
}

/// No for yes and yes for no.
pub(super) fn not(work: &mut Work) -> Made {
    match work.value(0)? {
        Value::Constant(constant) => {
            let of = |index| Number::Integer(i64::from(constant.at(index).integer() == 0));
            Ok(vec![
                Constant::computed(constant.shape.clone(), true, of)?.into(),
            ])
        }
        Value::Flow(flow) => Ok(vec![opposite(work, &flow)?.into()]),
    }
}

/// Where a condition holds, the one, else the other: condition · one + (1 − condition) · other.
pub(super) fn choose(work: &mut Work) -> Made {
    let [condition, one, other] = [work.value(0)?, work.value(1)?, work.value(2)?];

    if let (Value::Constant(condition), Value::Constant(one), Value::Constant(other)) =
        (&condition, &one, &other)
    {
        return Ok(vec![fold::chosen(condition, one, other)?.into()]);
    }

    let holds = work.flowing(&condition)?;
    let fails = opposite(work, &holds)?;
    let one = together(work, Combine::Mul, &[holds.into(), one])?;
    let other = together(work, Combine::Mul, &[fails.into(), other])?;

    Ok(vec![
        together(work, Combine::Add, &[one.into(), other.into()])?.into(),
    ])
}
