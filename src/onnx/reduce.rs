//! Reductions over axes.

use std::sync::Arc;

use super::arrange::{all, spread, strides, whole};
use super::builder::{Flow, Value, Work, shape_of};
use super::cellwise::together;
use super::constant::{Constant, Number};
use super::node::axis;
use super::operators::Made;
use super::refusal::{Refusal, Result, refuse};
use crate::nn::{Activation, Arrange, Combine, Fold, Function, Op, Pool, Reduce, Reduction};
use crate::text::phrase;

/// One number of all along some axes: their sum, mean, largest and the like.
pub(super) fn reduce(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let rank = value.shape().len();
    let keeps = work.node.int("keepdims", 1) != 0;
    let given = work.list("axes", 1)?.unwrap_or_default();

    if given.is_empty() && work.node.is_set("noop_with_empty_axes") {
        return super::shapes::identity(work);
    }

    let mut axes: Vec<usize> = given
        .iter()
        .map(|&at| axis(at, rank))
        .collect::<Result<_>>()?;
    axes.sort_unstable();
    axes.dedup();

    if axes.is_empty() {
        axes = (0..rank).collect();
    }

    match value {
        Value::Constant(constant) => Ok(vec![fixed(work, &constant, &axes, keeps)?.into()]),
        Value::Flow(flow) => flowing(work, &flow, &axes, keeps),
    }
}

fn flowing(work: &mut Work, flow: &Flow, axes: &[usize], keeps: bool) -> Made {
    if work.node.proto.op_type == "ReduceProd" {
        return product(work, flow, axes, keeps);
    }

    let (before, reduction, after) = match work.node.proto.op_type.as_str() {
        "ReduceMean" => (None, Reduction::Mean, None),
        "ReduceSum" => (None, Reduction::Sum, None),
        "ReduceMax" => (None, Reduction::Max, None),
        "ReduceL2" => (None, Reduction::Length, None),
        "ReduceSumSquare" => (None, Reduction::Squares, None),
        "ReduceL1" => (Some(Function::Abs), Reduction::Sum, None),
        "ReduceLogSum" => (None, Reduction::Sum, Some(Function::Log)),
        "ReduceLogSumExp" => (Some(Function::Exp), Reduction::Sum, Some(Function::Log)),
        // The smallest is the largest of all with the other sign.
        "ReduceMin" => {
            let turned = Some(Function::Negative);
            (turned, Reduction::Max, turned)
        }
        _ => return refuse("there is no layer for it yet where it depends on the network's input"),
    };

    let from = applied(work, flow.clone(), before)?;
    let made = reduced(work, &from, axes, keeps, reduction)?;

    Ok(vec![applied(work, made, after)?.into()])
}

/// The product of all along these axes: as many sources of one layer.
fn product(work: &mut Work, flow: &Flow, axes: &[usize], keeps: bool) -> Made {
    const MOST: usize = 64;
    let (order, taps) = brought_together(&flow.shape, axes);
    let shape = left(&flow.shape, axes, keeps);
    let value = Value::Flow(flow.clone());

    if !(2..=MOST).contains(&taps) {
        return refuse(phrase!(
            "it multiplies {} numbers; 2 to {} are shown",
            taps,
            MOST
        ));
    }

    let turned = work.transposed(&value, &order)?;
    let rows: usize = shape.iter().product();
    let turned = work.reshaped(&turned, vec![rows, taps])?;
    let mut factors = Vec::new();

    for tap in 0..taps {
        let places = vec![all(rows), vec![Some(tap)]];
        factors.push(work.picked(&turned, places, 0.0)?);
    }

    let made = together(work, Combine::Mul, &factors)?;

    Ok(vec![work.reshaped(&made.into(), shape)?])
}

fn applied(work: &mut Work, flow: Flow, function: Option<Function>) -> Result<Flow> {
    match function {
        Some(function) => work.push_same(Op::Activation(Activation::Other(function)), &flow),
        None => Ok(flow),
    }
}

/// The shape once these axes are gone, or are 1 long.
fn left(shape: &[usize], axes: &[usize], keeps: bool) -> Vec<usize> {
    let of = |at: usize| {
        let stays = !axes.contains(&at);
        if stays {
            Some(shape[at])
        } else {
            keeps.then_some(1)
        }
    };

    (0..shape.len()).filter_map(of).collect()
}

/// The axes that stay and then those that go: the order in which what becomes one number stands together.
fn brought_together(shape: &[usize], axes: &[usize]) -> (Vec<usize>, usize) {
    let order: Vec<usize> = (0..shape.len())
        .filter(|at| !axes.contains(at))
        .chain(axes.iter().copied())
        .collect();
    let taps = axes.iter().map(|&at| shape[at]).product();

    (order, taps)
}

/// One number of all along these axes.
pub(super) fn reduced(
    work: &mut Work,
    flow: &Flow,
    axes: &[usize],
    keeps: bool,
    reduction: Reduction,
) -> Result<Flow> {
    let shape = left(&flow.shape, axes, keeps);

    if let ([1, _, _, _], [2, 3], true) = (&flow.shape[..], axes, keeps)
        && let Some(fold) = match reduction {
            Reduction::Mean => Some(Fold::Sum),
            Reduction::Max => Some(Fold::Max),
            _ => None,
        }
    {
        return work.push(Op::Pool(Pool::global(fold)), flow);
    }

    let (order, taps) = brought_together(&flow.shape, axes);
    let from = strides(&flow.shape);
    let lengths: Vec<usize> = order.iter().map(|&at| flow.shape[at]).collect();
    let steps: Vec<usize> = order.iter().map(|&at| from[at]).collect();
    let ends = [
        shape_of(&flow.shape)?,
        shape_of(&[lengths.iter().product()])?,
    ];
    let arrange = Arrange::new(&spread(whole(&lengths), &steps), ends, 0.0)
        .ok_or_else(|| Refusal::new("its sizes are too large"))?;

    let reduce = Reduce {
        arrange: Arc::new(arrange),
        taps,
        output: shape_of(&shape)?,
        reduction,
    };

    let made = work.push(Op::Reduce(reduce), flow)?;

    Ok(Flow { shape, ..made })
}

fn fixed(work: &Work, constant: &Constant, axes: &[usize], keeps: bool) -> Result<Constant> {
    let own = &constant.shape;
    let (order, taps) = brought_together(own, axes);
    let from = strides(own);
    let is_integer = constant.is_integer();
    let operator = work.node.proto.op_type.as_str();
    let join: fn(f64, f64) -> f64 = match operator {
        "ReduceSum" | "ReduceMean" => |a, b| a + b,
        "ReduceProd" => |a, b| a * b,
        "ReduceMax" => f64::max,
        "ReduceMin" => f64::min,
        _ => return refuse("it is not computed on fixed numbers"),
    };

    let of = |index: usize| {
        let source = |tap: usize| {
            let mut flat = index * taps + tap;
            let mut at = 0;
            for &axis in order.iter().rev() {
                at += flat % own[axis] * from[axis];
                flat /= own[axis];
            }
            at
        };

        let number = |tap| match constant.at(source(tap)) {
            Number::Float(x) => f64::from(x),
            Number::Integer(x) => x as f64,
        };

        let total = (0..taps).map(number).reduce(join).unwrap_or(0.0);
        let total = if operator == "ReduceMean" {
            total / taps as f64
        } else {
            total
        };

        if is_integer {
            Number::Integer(total as i64)
        } else {
            Number::Float(total as f32)
        }
    };

    Constant::computed(left(own, axes, keeps), is_integer, of)
}

/// Where along an axis the largest number stands, or the smallest.
pub(super) fn arg(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let at = axis(work.node.int("axis", 0), flow.shape.len())?;
    let keeps = work.node.int("keepdims", 1) != 0;
    let last = work.node.is_set("select_last_index");
    let from = match work.node.proto.op_type.as_str() {
        "ArgMin" => work.push_same(Op::Activation(Activation::Other(Function::Negative)), &flow)?,
        _ => flow,
    };

    Ok(vec![
        reduced(work, &from, &[at], keeps, Reduction::Place { last })?.into(),
    ])
}
