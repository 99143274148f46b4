//! Norms, and softmax.

use std::sync::Arc;

use super::arrange::{Places, whole};
use super::builder::{Flow, Value, Work, levels};
use super::cellwise::together;
use super::constant::{Constant, Data, Number};
use super::node::axis;
use super::operators::Made;
use super::reduce;
use super::refusal::{Refusal, Result, refuse};
use crate::nn::{Activation, BatchNorm, Combine, Function, Lrn, Norm, Op, Reduction, Tensor};
use crate::text::phrase;

/// Numbers of which there must be so many, one per channel.
fn per_channel(work: &Work, index: usize, wanted: usize) -> Result<Arc<Tensor>> {
    let constant = work.constant(index)?;

    if constant.count() != wanted {
        return refuse(phrase!(
            "`{}` has {} numbers for {} channels",
            work.input_name(index),
            constant.count(),
            wanted
        ));
    }

    constant.tensor(vec![wanted])
}

/// A map's cells moved and scaled by what training measured.
pub(super) fn batch_norm(work: &mut Work) -> Made {
    let flow = work.flow(0)?;

    if work.node.is_set("training_mode") {
        return Err(Refusal::with_help(
            "it is in training mode",
            "export the model in inference mode: model.eval() before torch.onnx.export",
        ));
    }

    let channels = flow.shape.get(1).copied().unwrap_or(1);
    let norm = BatchNorm {
        weight: per_channel(work, 1, channels)?,
        bias: per_channel(work, 2, channels)?,
        mean: per_channel(work, 3, channels)?,
        var: per_channel(work, 4, channels)?,
        eps: work.node.float("epsilon", 1e-5),
    };

    as_maps(work, &flow, Op::BatchNorm(norm))
}

/// Puts an operation on maps; a vector becomes maps of one cell for it.
fn as_maps(work: &mut Work, flow: &Flow, op: Op) -> Made {
    if levels(&flow.shape).len() > 1 {
        return Ok(vec![work.push_same(op, flow)?.into()]);
    }

    let maps = work.reshaped(&flow.clone().into(), vec![1, levels(&flow.shape)[0], 1, 1])?;
    let maps = work.flowing(&maps)?;
    let made = work.push_same(op, &maps)?;

    Ok(vec![work.reshaped(&made.into(), flow.shape.clone())?])
}

/// Each map moved and scaled by its own mean and variance.
pub(super) fn instance_norm(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let channels = flow.shape.get(1).copied().unwrap_or(1);
    let norm = Norm {
        groups: None,
        weight: Some(per_channel(work, 1, channels)?),
        bias: Some(per_channel(work, 2, channels)?),
        eps: work.node.float("epsilon", 1e-5),
    };

    as_maps(work, &flow, Op::Norm(norm))
}

/// Groups of maps moved and scaled by their mean and variance. Before operator set 21 a scale belongs to a group.
pub(super) fn group_norm(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let channels = flow.shape.get(1).copied().unwrap_or(1);
    let groups = work.node.int("num_groups", 0);
    let groups = usize::try_from(groups)
        .ok()
        .filter(|&groups| groups > 0 && channels.is_multiple_of(groups))
        .ok_or_else(|| {
            Refusal::new(phrase!(
                "its `num_groups` {} does not divide {} channels",
                groups,
                channels
            ))
        })?;

    let each = |index: usize| -> Result<Arc<Tensor>> {
        let constant = work.constant(index)?;

        if constant.count() != groups || constant.count() == channels {
            return per_channel(work, index, channels);
        }

        let size = channels / groups;
        Constant::computed(vec![channels], false, |at| constant.at(at / size))?
            .tensor(vec![channels])
    };

    let norm = Norm {
        groups: Some(groups),
        weight: Some(each(1)?),
        bias: Some(each(2)?),
        eps: work.node.float("epsilon", 1e-5),
    };

    as_maps(work, &flow, Op::Norm(norm))
}

/// (x − mean) / √(variance + epsilon) · scale + bias over the last axes, step by step.
pub(super) fn layer_norm(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let rank = flow.shape.len();
    let first = axis(work.node.int("axis", -1), rank)?;
    let axes: Vec<usize> = (first..rank).collect();
    let eps = Constant {
        shape: Vec::new(),
        data: Data::Fill(Number::Float(work.node.float("epsilon", 1e-5) as f32)),
    };

    let [mut made, mean, deviation] = standard(work, &flow, &axes, eps)?;

    for (index, combine) in [(1, Combine::Mul), (2, Combine::Add)] {
        if let Some(value) = work.optional(index).cloned() {
            made = together(work, combine, &[made.into(), value])?;
        }
    }

    let mut outputs = vec![made.into(), mean.into()];

    if work.wants(2) {
        let inverse = Op::Activation(Activation::Other(Function::Reciprocal));
        outputs.push(work.push_same(inverse, &deviation)?.into());
    }

    Ok(outputs)
}

/// (x − mean) / √(variance + eps), the mean, and √(variance + eps).
fn standard(work: &mut Work, flow: &Flow, axes: &[usize], eps: Constant) -> Result<[Flow; 3]> {
    let mean = reduce::reduced(work, flow, axes, true, Reduction::Mean)?;
    let ends = [flow.clone().into(), mean.clone().into()];
    let moved = together(work, Combine::Sub, &ends)?;
    let twice = [moved.clone().into(), moved.clone().into()];
    let square = together(work, Combine::Mul, &twice)?;
    let variance = reduce::reduced(work, &square, axes, true, Reduction::Mean)?;
    let variance = together(work, Combine::Add, &[variance.into(), eps.into()])?;
    let root = Op::Activation(Activation::Other(Function::Sqrt));
    let deviation = work.push_same(root, &variance)?;

    let ends = [moved.into(), deviation.clone().into()];
    let made = together(work, Combine::Div, &ends)?;

    Ok([made, mean, deviation])
}

/// The numbers along an axis divided by their length.
pub(super) fn lp_norm(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let at = axis(work.node.int("axis", -1), flow.shape.len())?;

    let length = match work.node.int("p", 2) {
        2 => reduce::reduced(work, &flow, &[at], true, Reduction::Length)?,
        1 => {
            let sizes = Op::Activation(Activation::Other(Function::Abs));
            let sizes = work.push_same(sizes, &flow)?;
            reduce::reduced(work, &sizes, &[at], true, Reduction::Sum)?
        }
        p => return refuse(phrase!("its `p` is {}; 1 and 2 are shown", p)),
    };

    // Numbers that are all 0 stay so.
    let least = Op::Activation(Activation::Clip {
        low: f64::from(f32::MIN_POSITIVE),
        high: f64::INFINITY,
    });
    let length = work.push_same(least, &length)?;
    let ends = [flow.into(), length.into()];

    Ok(vec![together(work, Combine::Div, &ends)?.into()])
}

/// Cells made smaller by their neighbours in other channels.
pub(super) fn lrn(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let size = work.node.int("size", 0);

    if !(1..1 << 16).contains(&size) {
        return refuse(phrase!("its `size` is {}", size));
    }

    let lrn = Op::Lrn(Lrn {
        size: size as usize,
        alpha: work.node.float("alpha", 1e-4),
        beta: work.node.float("beta", 0.75),
        k: work.node.float("bias", 1.0),
    });

    if size % 2 == 1 || levels(&flow.shape).len() == 1 {
        return as_maps(work, &flow, lrn);
    }

    // An even number reaches one channel further ahead; the layer's, one further back.
    let flow = turned_round(work, flow)?;
    let made = work.push_same(lrn, &flow)?;

    Ok(vec![turned_round(work, made)?.into()])
}

/// The channels in the other direction.
fn turned_round(work: &mut Work, flow: Flow) -> Result<Flow> {
    let mut places = whole(&flow.shape);

    if let Some(channels) = places.get_mut(1) {
        channels.reverse();
    }

    let turned = work.picked(&flow.into(), places, 0.0)?;
    work.flowing(&turned)
}

/// (x − mean) / √(variance + 1e-9) over all axes but the channels.
pub(super) fn mean_variance(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let rank = flow.shape.len();
    let axes = work.node.axes("axes", rank)?;
    let mut axes = axes.unwrap_or_else(|| (0..rank).filter(|&at| at != 1).collect());

    axes.sort_unstable();
    axes.dedup();
    let eps = Constant {
        shape: Vec::new(),
        data: Data::Fill(Number::Float(1e-9)),
    };

    let [made, ..] = standard(work, &flow, &axes, eps)?;

    Ok(vec![made.into()])
}

/// Numbers along an axis to probabilities, or to their logarithms. Before operator set 13, all axes from that one on are one.
pub(super) fn softmax(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let op = if work.node.proto.op_type == "LogSoftmax" {
        Op::LogSoftmax
    } else {
        Op::Softmax
    };
    let is_old = work.node.version < 13;
    let shape = flow.shape.clone();
    let at = axis(
        work.node.int("axis", if is_old { 1 } else { -1 }),
        shape.len(),
    )?;
    let own = levels(&shape);
    let missing = shape.len() - own.len();

    let is_one = own.len() == 1 && at >= missing;
    let is_over_channels = !is_old && own.len() <= 3 && at == missing;

    if is_one || is_over_channels {
        return Ok(vec![work.push_same(op, &flow)?.into()]);
    }

    if is_old {
        let rows = shape[..at].iter().product();
        let columns = shape[at..].iter().product();
        return flat_softmax(work, &flow, op, [rows, columns]);
    }

    Ok(vec![work.along(&flow, at, op)?.into()])
}

/// Over each of so many rows.
fn flat_softmax(work: &mut Work, flow: &Flow, op: Op, [rows, columns]: [usize; 2]) -> Made {
    let value = Value::Flow(flow.clone());

    if rows == 1 {
        let flat = work.reshaped(&value, vec![1, columns])?;
        let flat = work.flowing(&flat)?;
        let made = work.push_same(op, &flat)?;
        return Ok(vec![work.reshaped(&made.into(), flow.shape.clone())?]);
    }

    let front = work.arranged(
        &value,
        &turned(rows, columns),
        vec![1, columns, 1, rows],
        0.0,
    )?;
    let front = work.flowing(&front)?;
    let made = work.push_same(op, &front)?;

    Ok(vec![work.arranged(
        &made.into(),
        &turned(columns, rows),
        flow.shape.clone(),
        0.0,
    )?])
}

/// A matrix of rows x columns, turned round.
fn turned(rows: usize, columns: usize) -> [Places; 2] {
    [
        (0..columns).map(Some).collect(),
        (0..rows).map(|row| Some(row * columns)).collect(),
    ]
}
