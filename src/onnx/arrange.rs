//! Operators that bring numbers into another order: reshapes, transposes, slices and their like. They do the same to
//! constants, at once, and to what flows, as a layer.

use std::sync::Arc;

use super::builder::{Flow, Value, Work, levels, shape_of};
use super::constant::count;
use super::refusal::{Refusal, Result, refuse};
use crate::nn::{Arrange, MOST_NUMBERS, Op, Shape};
use crate::text::phrase;

/// The places of an axis that are read; `None` is no place.
pub(super) type Places = Vec<Option<usize>>;

/// How far apart neighbours along each axis are.
pub(super) fn strides(shape: &[usize]) -> Vec<usize> {
    let mut strides = vec![1; shape.len()];

    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis];
    }

    strides
}

/// All places of an axis.
pub(super) fn all(length: usize) -> Places {
    (0..length).map(Some).collect()
}

/// Every axis as it is.
pub(super) fn whole(shape: &[usize]) -> Vec<Places> {
    shape.iter().map(|&length| all(length)).collect()
}

/// What the places of these axes add to the index of a number, each axis with its stride.
pub(super) fn spread(places: Vec<Places>, strides: &[usize]) -> Vec<Places> {
    places
        .into_iter()
        .zip(strides)
        .map(|(axis, stride)| {
            axis.into_iter()
                .map(|place| Some(place? * stride))
                .collect()
        })
        .collect()
}

/// Holds the count of a shape that is to be made against the limit, before anything is made.
pub(super) fn check(shape: &[usize]) -> Result<()> {
    count(shape, MOST_NUMBERS).map(|_| ())
}

/// Where an axis comes first: the order of axes, and the order that leads back.
pub(super) fn to_front(at: usize, rank: usize) -> [Vec<usize>; 2] {
    let order: Vec<usize> = std::iter::once(at)
        .chain((0..rank).filter(|&axis| axis != at))
        .collect();

    let place = |axis| order.iter().position(|&has| has == axis).unwrap_or(0);
    let back = (0..rank).map(place).collect();

    [order, back]
}

/// What goes in, and what comes out; constants may have any number of axes.
fn ends(value: &Value, shape: &[usize]) -> Result<[Shape; 2]> {
    let [input, output] = match value {
        Value::Constant(constant) => {
            [vec![constant.count()], vec![shape.iter().product()]].map(|levels| shape_of(&levels))
        }
        Value::Flow(flow) => [shape_of(&flow.shape), shape_of(shape)],
    };

    Ok([input?, output?])
}

impl Work<'_> {
    /// The numbers in another order: `axes` say what each place of the output adds to the index of the input's number.
    pub(super) fn arranged(
        &mut self,
        value: &Value,
        axes: &[Places],
        shape: Vec<usize>,
        outside: f32,
    ) -> Result<Value> {
        check(&shape)?;

        if let Value::Flow(flow) = value
            && levels(&flow.shape) == levels(&shape)
            && axes_are_whole(axes)
        {
            let made = self.push_same(Op::Identity(None), flow)?;
            return Ok(Flow { shape, ..made }.into());
        }

        if shape.contains(&0) {
            return match value {
                Value::Constant(constant) => Ok(constant.reshaped(shape).into()),
                Value::Flow(_) => refuse(phrase!("the shape {} holds no numbers", &shape)),
            };
        }

        let ends = ends(value, &shape)?;
        let arrange = Arrange::new(axes, ends, outside).ok_or_else(|| {
            Refusal::new(phrase!(
                "the shape {} cannot become {}",
                value.shape(),
                &shape
            ))
        })?;

        match value {
            Value::Constant(constant) => Ok(constant.arranged(&arrange, shape)?.into()),
            Value::Flow(flow) => {
                let made = self.push(Op::Arrange(Arc::new(arrange)), flow)?;
                Ok(Flow { shape, ..made }.into())
            }
        }
    }

    /// These places of each axis.
    pub(super) fn picked(
        &mut self,
        value: &Value,
        places: Vec<Places>,
        outside: f32,
    ) -> Result<Value> {
        let shape = places.iter().map(Vec::len).collect();
        let axes = spread(places, &strides(value.shape()));

        self.arranged(value, &axes, shape, outside)
    }

    /// The same numbers in the same order, in another shape of the same count.
    pub(super) fn reshaped(&mut self, value: &Value, shape: Vec<usize>) -> Result<Value> {
        let before: usize = value.shape().iter().product();
        let after = count(&shape, MOST_NUMBERS)?;

        if before != after {
            return refuse(phrase!(
                "the shape {} of {} numbers cannot become {}",
                format!("{:?}", value.shape()),
                before,
                format!("{:?}", shape)
            ));
        }

        match value {
            Value::Constant(constant) => Ok(constant.reshaped(shape).into()),
            Value::Flow(flow) => self.reshaped_flow(flow, shape).map(Value::from),
        }
    }

    fn reshaped_flow(&mut self, flow: &Flow, shape: Vec<usize>) -> Result<Flow> {
        let op = if levels(&flow.shape) == levels(&shape) {
            Op::Identity(None)
        } else if levels(&shape).len() == 1 {
            Op::Flatten
        } else {
            let axes = spread(whole(&flow.shape), &strides(&flow.shape));
            let ends = [shape_of(&flow.shape)?, shape_of(&shape)?];
            let arrange = Arrange::new(&axes, ends, 0.0);
            Op::Arrange(Arc::new(
                arrange.ok_or_else(|| Refusal::new("these sizes are too large"))?,
            ))
        };

        let made = self.push(op, flow)?;
        Ok(Flow { shape, ..made })
    }

    /// The axes in another order.
    pub(super) fn transposed(&mut self, value: &Value, order: &[usize]) -> Result<Value> {
        let from = strides(value.shape());
        let shape: Vec<usize> = order.iter().map(|&axis| value.shape()[axis]).collect();
        let turned: Vec<usize> = order.iter().map(|&axis| from[axis]).collect();
        let axes = spread(whole(&shape), &turned);

        self.arranged(value, &axes, shape, 0.0)
    }

    /// Puts an operation on channels to work along an axis: it comes to the front, where channels are, and goes back after.
    pub(super) fn along(&mut self, flow: &Flow, at: usize, op: Op) -> Result<Flow> {
        let mut shape = flow.shape.clone();
        let [order, back] = to_front(at, shape.len());
        let from = strides(&shape);
        let steps: Vec<usize> = order.iter().map(|&axis| from[axis]).collect();
        let mut lengths: Vec<usize> = order.iter().map(|&axis| shape[axis]).collect();
        let maps = vec![1, shape[at], 1, lengths[1..].iter().product()];
        let axes = spread(whole(&lengths), &steps);
        let front = self.arranged(&Value::Flow(flow.clone()), &axes, maps, 0.0)?;
        let front = self.flowing(&front)?;
        let made = self.push(op, &front)?;

        lengths[0] = made.shape[1];
        shape[at] = made.shape[1];
        let there = strides(&lengths);
        let back: Vec<usize> = back.iter().map(|&place| there[place]).collect();
        let axes = spread(whole(&shape), &back);
        let made = self.arranged(&made.into(), &axes, shape, 0.0)?;

        self.flowing(&made)
    }

    /// The numbers repeated along axes of length 1, to this shape.
    pub(super) fn expanded(&mut self, value: &Value, shape: &[usize]) -> Result<Value> {
        check(shape)?;
        let own = value.shape();
        let missing = shape.len().saturating_sub(own.len());
        let from = strides(own);
        let mut axes = Vec::new();

        for (axis, &length) in shape.iter().enumerate() {
            let stride = match axis.checked_sub(missing) {
                None => 0,
                Some(axis) if own[axis] == length => from[axis],
                Some(axis) if own[axis] == 1 => 0,
                Some(_) => {
                    return refuse(phrase!(
                        "the shape {} cannot be spread to {}",
                        format!("{:?}", own),
                        format!("{:?}", shape)
                    ));
                }
            };

            axes.push((0..length).map(|place| Some(place * stride)).collect());
        }

        self.arranged(value, &axes, shape.to_vec(), 0.0)
    }
}

/// Whether each place adds as much as it does in a plain count.
fn axes_are_whole(axes: &[Places]) -> bool {
    let lengths: Vec<usize> = axes.iter().map(Vec::len).collect();
    axes == spread(whole(&lengths), &strides(&lengths))
}
