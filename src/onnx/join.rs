//! Tensors joined along an axis.

use super::arrange::to_front;
use super::builder::{Flow, Value, Work, levels};
use super::constant::{Constant, Number};
use super::node::axis;
use super::operators::Made;
use super::refusal::{Result, refuse};
use crate::nn::Op;
use crate::text::phrase;

/// Tensors one after the other along an axis.
pub(super) fn concat(work: &mut Work) -> Made {
    let values: Vec<Value> = (0..work.inputs.len())
        .map(|index| work.value(index))
        .collect::<Result<_>>()?;
    let Some(first) = values.first() else {
        return refuse("it joins nothing");
    };

    let at = axis(work.node.int("axis", 1), first.shape().len())?;
    let mut shape = first.shape().to_vec();
    shape[at] = 0;

    for value in &values {
        let own = value.shape();
        let is_alike = own.len() == shape.len()
            && (0..own.len()).all(|axis| axis == at || own[axis] == shape[axis]);

        if !is_alike {
            return refuse(phrase!(
                "the shapes {} and {} cannot be joined along axis {}",
                format!("{:?}", first.shape()),
                format!("{:?}", own),
                at
            ));
        }

        shape[at] += own[at];
    }

    if let Some(made) = joined_constants(&values, at, &shape)? {
        return Ok(vec![made.into()]);
    }

    let values: Vec<Value> = values
        .into_iter()
        .filter(|value| !value.shape().contains(&0))
        .collect();

    Ok(vec![joined(work, &values, at, shape)?])
}

fn joined_constants(values: &[Value], at: usize, shape: &[usize]) -> Result<Option<Constant>> {
    let parts: Option<Vec<_>> = values
        .iter()
        .map(|value| match value {
            Value::Constant(constant) => Some(constant.clone()),
            Value::Flow(_) => None,
        })
        .collect();

    let Some(parts) = parts else { return Ok(None) };
    let inner: usize = shape[at + 1..].iter().product();
    let is_integer = parts.iter().all(|part| part.is_integer());
    let pick = |index: usize| {
        let outer = index / (inner * shape[at]);
        let mut place = index / inner % shape[at];

        for part in &parts {
            if place < part.shape[at] {
                return part.at((outer * part.shape[at] + place) * inner + index % inner);
            }
            place -= part.shape[at];
        }

        Number::Integer(0)
    };

    Constant::computed(shape.to_vec(), is_integer, pick).map(Some)
}

fn joined(work: &mut Work, values: &[Value], at: usize, shape: Vec<usize>) -> Result<Value> {
    if let [only] = values {
        let flow = work.flowing(only)?;
        return Ok(work.push_same(Op::Identity(None), &flow)?.into());
    }

    // What is joined must be the first axis after the batch.
    let own = levels(&shape).len();
    let is_first = at == shape.len() - own;
    let is_alike = values
        .iter()
        .all(|value| levels(value.shape()).len() == own);

    if is_first && is_alike {
        let made = end_to_end(work, values)?;
        return Ok(Flow { shape, ..made }.into());
    }

    let [order, back] = to_front(at, shape.len());
    let mut fronts = Vec::new();

    for value in values {
        let turned = work.transposed(value, &order)?;
        let front = std::iter::once(1).chain(turned.shape().iter().copied());
        let front = front.collect();
        fronts.push(work.reshaped(&turned, front)?);
    }

    let made = end_to_end(work, &fronts)?;
    let turned: Vec<usize> = order.iter().map(|&axis| shape[axis]).collect();
    let front = std::iter::once(1).chain(turned.iter().copied()).collect();
    let front = work.reshaped(
        &Flow {
            shape: front,
            ..made
        }
        .into(),
        turned,
    )?;

    work.transposed(&front, &back)
}

/// The layer that puts its sources one after the other.
fn end_to_end(work: &mut Work, values: &[Value]) -> Result<Flow> {
    let stages: Vec<_> = values
        .iter()
        .map(|value| work.flowing(value).map(|flow| flow.stage))
        .collect::<Result<_>>()?;

    work.push_on(Op::Concat, &stages)
}
