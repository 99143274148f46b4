//! Operators that are about shapes: what makes one, reads one, or gives numbers another.

use super::builder::{Value, Work};
use super::constant::{Constant, Data, MOST_WEIGHTS, Number, count};
use super::node::axis;
use super::operators::Made;
use super::refusal::{Refusal, refuse};
use super::weight;
use crate::nn::{Activation, Function, Op};
use crate::text::{Phrase, phrase};

/// A fixed tensor.
pub(super) fn constant(work: &mut Work) -> Made {
    let node = work.node;

    if let Some(tensor) = node.tensor("value") {
        return Ok(vec![weight::read(tensor, work.folder)?.into()]);
    }

    let made = if node.has("value_int") {
        Constant {
            shape: Vec::new(),
            data: Data::Integers(vec![node.int("value_int", 0)]),
        }
    } else if node.has("value_float") {
        Constant {
            shape: Vec::new(),
            data: Data::Floats(vec![node.float("value_float", 0.0) as f32]),
        }
    } else if let Some(list) = node.ints("value_ints") {
        Constant::integers(list.to_vec())
    } else if let Some(list) = node.floats("value_floats") {
        Constant {
            shape: vec![list.len()],
            data: Data::Floats(list.to_vec()),
        }
    } else {
        return refuse("it has no numbers that are read here: strings and sparse tensors are not");
    };

    Ok(vec![made.into()])
}

/// A list of lengths as a shape.
fn lengths(list: &[i64]) -> super::refusal::Result<Vec<usize>> {
    list.iter()
        .map(|&n| usize::try_from(n))
        .collect::<Result<_, _>>()
        .map_err(|_| {
            Refusal::new(phrase!(
                "the shape {} has a negative length",
                format!("{:?}", list)
            ))
        })
}

/// The same number everywhere.
pub(super) fn constant_of_shape(work: &mut Work) -> Made {
    let shape = lengths(&work.constant(0)?.list()?)?;
    let number = match work.node.tensor("value") {
        Some(tensor) => weight::read(tensor, work.folder)?.at(0),
        None => Number::Float(0.0),
    };

    count(&shape, MOST_WEIGHTS)?;

    Ok(vec![
        Constant {
            shape,
            data: Data::Fill(number),
        }
        .into(),
    ])
}

/// The lengths of a tensor's axes.
pub(super) fn shape(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let all = value.shape();
    let end = |name: &str, otherwise: usize| {
        let given = work.node.int(name, otherwise as i64);
        let from_start = if given < 0 {
            given.saturating_add(all.len() as i64)
        } else {
            given
        };
        from_start.clamp(0, all.len() as i64) as usize
    };

    let part = all
        .get(end("start", 0)..end("end", all.len()))
        .unwrap_or_default();

    Ok(vec![
        Constant::integers(part.iter().map(|&n| n as i64).collect()).into(),
    ])
}

/// How many numbers a tensor holds.
pub(super) fn size(work: &mut Work) -> Made {
    let count: usize = work.value(0)?.shape().iter().product();
    let data = Data::Integers(vec![count as i64]);

    Ok(vec![
        Constant {
            shape: Vec::new(),
            data,
        }
        .into(),
    ])
}

/// Numbers at even distances.
pub(super) fn range(work: &mut Work) -> Made {
    let start = work.constant(0)?;
    let of = |constant: &Constant| f64::from(constant.at(0).float());
    let first = of(&start);
    let end = of(&*work.constant(1)?);
    let step = of(&*work.constant(2)?);
    let many = ((end - first) / step).ceil().max(0.0);

    if !many.is_finite() || many > f64::from(1 << 20) {
        return refuse("it makes too many numbers");
    }

    let at = |index: usize| {
        let number = first + step * index as f64;
        if start.is_integer() {
            Number::Integer(number as i64)
        } else {
            Number::Float(number as f32)
        }
    };

    Ok(vec![
        Constant::computed(vec![many as usize], start.is_integer(), at)?.into(),
    ])
}

/// Another shape, of which one length may be left to be found, and others taken over.
pub(super) fn reshape(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let mut wanted = work
        .list("shape", 1)?
        .ok_or_else(|| Refusal::new("it has no shape"))?;
    let keeps = !work.node.is_set("allowzero");
    let total: usize = value.shape().iter().product();
    let asks: i64 = wanted.iter().fold(1, |count, &n| count.saturating_mul(n));
    let is_unclear = asks != total as i64;

    // A batch that was fixed when the model was written is one here.
    if let Some(first) = wanted.first_mut()
        && is_unclear
        && work.builder.batch > 1
        && *first == work.builder.batch as i64
    {
        *first = 1;
    }

    let shape = asked(value.shape(), &wanted, keeps)?;

    Ok(vec![work.reshaped(&value, shape)?])
}

/// The shape that a list asks for: 0 takes over a length, -1 is what is left.
fn asked(own: &[usize], wanted: &[i64], keeps: bool) -> super::refusal::Result<Vec<usize>> {
    let no = || {
        Refusal::new(phrase!(
            "the shape {} cannot become {}",
            format!("{:?}", own),
            format!("{:?}", wanted)
        ))
    };
    let total: usize = own.iter().product();
    let mut shape = Vec::new();

    for (axis, &length) in wanted.iter().enumerate() {
        shape.push(match length {
            0 if keeps => *own.get(axis).ok_or_else(no)?,
            -1 => 1,
            _ => usize::try_from(length).map_err(|_| no())?,
        });
    }

    let others = count(&shape, MOST_WEIGHTS)?;
    let mut open = (0..wanted.len()).filter(|&axis| wanted[axis] == -1);

    match (open.next(), open.next()) {
        (Some(axis), None) if others > 0 && total.is_multiple_of(others) => {
            shape[axis] = total / others;
        }
        (None, _) if others == total => {}
        _ => return Err(no()),
    }

    Ok(shape)
}

/// A matrix of what stands before an axis, and what from it on.
pub(super) fn flatten(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let own = value.shape();
    let given = work.node.int("axis", 1);
    let at = if given == own.len() as i64 {
        own.len()
    } else {
        axis(given, own.len().max(1))?
    };
    let shape = vec![own[..at].iter().product(), own[at..].iter().product()];

    Ok(vec![work.reshaped(&value, shape)?])
}

/// Axes of length 1 taken out.
pub(super) fn squeeze(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let own = value.shape();
    let given = work.list("axes", 1)?;
    let out: Vec<usize> = match given {
        Some(list) => list
            .iter()
            .map(|&at| axis(at, own.len()))
            .collect::<Result<_, _>>()?,
        None => (0..own.len()).filter(|&at| own[at] == 1).collect(),
    };

    if let Some(&at) = out.iter().find(|&&at| own[at] != 1) {
        return refuse(phrase!(
            "axis {} of the shape {} is not 1 long",
            at,
            format!("{:?}", own)
        ));
    }

    let shape = (0..own.len())
        .filter(|at| !out.contains(at))
        .map(|at| own[at])
        .collect();

    Ok(vec![work.reshaped(&value, shape)?])
}

/// Axes of length 1 put in.
pub(super) fn unsqueeze(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let given = work.list("axes", 1)?.unwrap_or_default();
    let rank = value.shape().len() + given.len();
    let new: Vec<usize> = given
        .iter()
        .map(|&at| axis(at, rank))
        .collect::<Result<_, _>>()?;
    let mut old = value.shape().iter();
    let shape: Vec<usize> = (0..rank)
        .map(|at| {
            if new.contains(&at) {
                1
            } else {
                old.next().copied().unwrap_or(1)
            }
        })
        .collect();

    Ok(vec![work.reshaped(&value, shape)?])
}

/// Nothing is done.
pub(super) fn identity(work: &mut Work) -> Made {
    match work.value(0)? {
        Value::Flow(flow) => Ok(vec![work.push_same(Op::Identity(None), &flow)?.into()]),
        constant @ Value::Constant(_) => Ok(vec![constant]),
    }
}

/// Nothing is done at inference; the mask lets everything pass.
pub(super) fn dropout(work: &mut Work) -> Made {
    let trains = work.maybe_constant(2)?;

    if trains.is_some_and(|trains| trains.at(0).integer() != 0) {
        return Err(Refusal::with_help(
            "it is in training mode",
            "export the model in inference mode: model.eval() before torch.onnx.export",
        ));
    }

    let value = work.value(0)?;
    let shape = value.shape().to_vec();
    let mask = Constant {
        shape,
        data: Data::Fill(Number::Integer(1)),
    };

    let made = match value {
        Value::Flow(flow) => {
            let ratio = match work.maybe_constant(1)? {
                Some(ratio) => f64::from(ratio.at(0).float()),
                None => work.node.float("ratio", 0.5),
            };

            work.push_same(Op::Identity(Some(ratio)), &flow)?.into()
        }
        constant @ Value::Constant(_) => constant,
    };

    Ok(vec![made, mask.into()])
}

/// Numbers of another type: to whole ones, what comes after the point is cut off.
pub(super) fn cast(work: &mut Work) -> Made {
    let to = match work.node.proto.op_type.as_str() {
        "CastLike" => 1,
        _ => work.node.int("to", 1) as i32,
    };

    if !weight::is_read(to) {
        return refuse(phrase!(
            "it makes {}, which are not read",
            Phrase::from(weight::type_name(to))
        ));
    }

    let is_integer = weight::is_integer(to);

    match work.value(0)? {
        Value::Constant(constant) => {
            if let Data::Fill(number) = constant.data {
                let number = if is_integer {
                    Number::Integer(number.integer())
                } else {
                    Number::Float(number.float())
                };
                let shape = constant.shape.clone();
                return Ok(vec![
                    Constant {
                        shape,
                        data: Data::Fill(number),
                    }
                    .into(),
                ]);
            }

            let shape = constant.shape.clone();
            Ok(vec![
                Constant::computed(shape, is_integer, |index| constant.at(index))?.into(),
            ])
        }
        Value::Flow(flow) => {
            let op = if is_integer {
                Op::Activation(Activation::Other(Function::Truncate))
            } else {
                Op::Identity(None)
            };
            Ok(vec![work.push_same(op, &flow)?.into()])
        }
    }
}
