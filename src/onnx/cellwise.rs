//! Operators that go cell by cell: functions, and sums, products and the like of several tensors.

use super::builder::{Flow, Value, Work, levels};
use super::constant::{Constant, Data, Number};
use super::fold;
use super::moves::broadcast;
use super::operators::Made;
use super::refusal::{Result, refuse};
use crate::nn::{Activation, Combine, Function, Op};
use crate::text::phrase;

/// Applies a function to the first input.
fn apply(work: &mut Work, function: Activation) -> Made {
    match work.value(0)? {
        Value::Constant(constant) => Ok(vec![fold::applied(&constant, function)?.into()]),
        Value::Flow(flow) => Ok(vec![
            work.push_same(Op::Activation(function), &flow)?.into(),
        ]),
    }
}

/// A function of each cell.
pub(super) fn function(work: &mut Work) -> Made {
    let function = match work.node.proto.op_type.as_str() {
        "Relu" => Activation::Relu,
        "Sigmoid" => Activation::Sigmoid,
        "Tanh" => Activation::Tanh,
        "Softplus" => Activation::Softplus,
        "Softsign" => Activation::Softsign,
        "Mish" => Activation::Mish,
        "HardSwish" => Activation::HardSwish,
        "Swish" => Activation::Silu,
        "Sqrt" => Activation::Other(Function::Sqrt),
        "Exp" => Activation::Other(Function::Exp),
        "Log" => Activation::Other(Function::Log),
        "Abs" => Activation::Other(Function::Abs),
        "Neg" => Activation::Other(Function::Negative),
        "Reciprocal" => Activation::Other(Function::Reciprocal),
        "Floor" => Activation::Other(Function::Floor),
        "Ceil" => Activation::Other(Function::Ceil),
        "Round" => Activation::Other(Function::Round),
        "Sign" => Activation::Other(Function::Sign),
        "Erf" => Activation::Other(Function::Erf),
        "Sin" => Activation::Other(Function::Sin),
        "Cos" => Activation::Other(Function::Cos),
        other => return refuse(phrase!("the function `{}` is not known", other)),
    };

    apply(work, function)
}

/// A function of each cell that has numbers, or words, of its own.
pub(super) fn function_of(work: &mut Work) -> Made {
    let node = work.node;
    let alpha = |otherwise: f64| node.float("alpha", otherwise);
    let function = match node.proto.op_type.as_str() {
        "Gelu" if node.word("approximate", "none") == "tanh" => Activation::GeluTanh,
        "Gelu" => Activation::Gelu,
        "LeakyRelu" => Activation::LeakyRelu { slope: alpha(0.01) },
        "Elu" => Activation::Elu { alpha: alpha(1.0) },
        "Celu" => Activation::Other(Function::Celu { alpha: alpha(1.0) }),
        "ThresholdedRelu" => Activation::Other(Function::Threshold { alpha: alpha(1.0) }),
        "Shrink" => Activation::Other(Function::Shrink {
            reach: node.float("lambd", 0.5),
            bias: node.float("bias", 0.0),
        }),
        other => return refuse(phrase!("the function `{}` is not known", other)),
    };

    apply(work, function)
}

/// min(max(0, alpha · x + beta), 1)
pub(super) fn hard_sigmoid(work: &mut Work) -> Made {
    let slope = work.node.float("alpha", 0.2);
    let offset = work.node.float("beta", 0.5);
    let is_sixth = (slope - 1.0 / 6.0).abs() < 1e-6 && offset == 0.5;
    let function = if is_sixth {
        Activation::HardSigmoid
    } else {
        Activation::Other(Function::HardLine { slope, offset })
    };

    apply(work, function)
}

/// SELU, whose numbers may be others than usual.
pub(super) fn selu(work: &mut Work) -> Made {
    let alpha = work.node.float("alpha", 1.673_263_2);
    let gamma = work.node.float("gamma", 1.050_701);

    if (alpha - 1.673_263_2).abs() < 1e-5 && (gamma - 1.050_701).abs() < 1e-5 {
        return apply(work, Activation::Selu);
    }

    let flow = work.flow(0)?;
    let elu = work.push_same(Op::Activation(Activation::Elu { alpha }), &flow)?;
    let gamma = Constant {
        shape: Vec::new(),
        data: Data::Fill(Number::Float(gamma as f32)),
    };

    Ok(vec![
        together(work, Combine::Mul, &[elu.into(), gamma.into()])?.into(),
    ])
}

/// Cells held between two numbers.
pub(super) fn clip(work: &mut Work) -> Made {
    let node = work.node;
    let bound = |index: usize, name: &str, otherwise: f64| -> Result<f64> {
        match work.maybe_constant(index)? {
            Some(constant) => Ok(constant
                .at(0)
                .float()
                .to_string()
                .parse()
                .unwrap_or(otherwise)),
            None => Ok(node.float(name, otherwise)),
        }
    };

    let low = bound(1, "min", f64::NEG_INFINITY)?;
    let high = bound(2, "max", f64::INFINITY)?;
    let [low, high] = [low, high].map(|bound| {
        if bound.abs() >= f64::from(f32::MAX) {
            f64::INFINITY.copysign(bound)
        } else {
            bound
        }
    });

    match (low == 0.0, high) {
        (true, 6.0) => apply(work, Activation::Relu6),
        (true, f64::INFINITY) => apply(work, Activation::Relu),
        _ if low.is_infinite() && high.is_infinite() => super::shapes::identity(work),
        _ => apply(work, Activation::Clip { low, high }),
    }
}

/// A power. Squares are products.
pub(super) fn pow(work: &mut Work) -> Made {
    if let (Value::Constant(a), Value::Constant(b)) = (work.value(0)?, work.value(1)?)
        && let Some(pair) = fold::pair("Pow")
    {
        return Ok(vec![fold::combined(&a, &b, pair, false)?.into()]);
    }

    let [base, power] = [work.value(0)?, work.value(1)?];
    let exponent = match &power {
        Value::Constant(constant) => constant.single(),
        Value::Flow(_) => None,
    };

    let (Some(exponent), Value::Flow(_)) = (exponent, &base) else {
        return Ok(vec![together(work, Combine::Pow, &[base, power])?.into()]);
    };

    let flow = work.flow(0)?;

    match exponent {
        1.0 => Ok(vec![work.push_same(Op::Identity(None), &flow)?.into()]),
        2.0 => Ok(vec![
            together(work, Combine::Mul, &[flow.clone().into(), flow.into()])?.into(),
        ]),
        0.5 => apply(work, Activation::Other(Function::Sqrt)),
        _ => apply(
            work,
            Activation::Other(Function::Power {
                exponent: f64::from(exponent),
            }),
        ),
    }
}

/// A slope below zero: one, one per channel, or one per cell.
pub(super) fn prelu(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let slope = work.constant(1)?;
    let shape = broadcast(&flow.shape, &slope.shape)?;

    if shape != flow.shape {
        return refuse(phrase!(
            "`{}` has the shape {}, which does not go with {}",
            work.input_name(1),
            format!("{:?}", slope.shape),
            format!("{:?}", flow.shape)
        ));
    }

    let channels = levels(&flow.shape)[0];
    let missing = flow.shape.len().saturating_sub(slope.shape.len());
    let is_per_channel = flow.shape.len() > 1
        && slope.count() == channels
        && missing <= 1
        && slope.shape.get(1 - missing) == Some(&channels);

    if slope.count() == 1 || is_per_channel {
        let slope = slope.tensor(vec![slope.count()])?;
        return Ok(vec![work.push_same(Op::PRelu(slope), &flow)?.into()]);
    }

    let above = work.push_same(Op::Activation(Activation::Relu), &flow)?;
    let below = Activation::Clip {
        low: f64::NEG_INFINITY,
        high: 0.0,
    };
    let below = work.push_same(Op::Activation(below), &flow)?;
    let scaled = together(work, Combine::Mul, &[below.into(), Value::Constant(slope)])?;

    Ok(vec![
        together(work, Combine::Add, &[above.into(), scaled.into()])?.into(),
    ])
}

/// Sums, products and the like of tensors, each spread to the shape of all.
pub(super) fn combine(work: &mut Work) -> Made {
    let operator = work.node.proto.op_type.as_str();
    let values: Vec<Value> = (0..work.inputs.len())
        .map(|index| work.value(index))
        .collect::<Result<_>>()?;
    let constants: Vec<_> = values
        .iter()
        .filter_map(|value| match value {
            Value::Constant(constant) => Some(constant),
            Value::Flow(_) => None,
        })
        .collect();

    if constants.len() == values.len() {
        return folded(
            operator,
            &constants
                .into_iter()
                .map(|constant| &**constant)
                .collect::<Vec<_>>(),
        );
    }

    let combine = match operator {
        "Add" | "Sum" => Combine::Add,
        "Sub" => Combine::Sub,
        "Mul" => Combine::Mul,
        "Div" => Combine::Div,
        "Max" => Combine::Max,
        "Min" => Combine::Min,
        "Mean" => Combine::Mean,
        _ => {
            return refuse("it depends on the network's input, and there is no layer for that yet");
        }
    };

    match &values[..] {
        [] => refuse("it reads nothing"),
        [only] => {
            let flow = work.flowing(only)?;
            Ok(vec![work.push_same(Op::Identity(None), &flow)?.into()])
        }
        _ => Ok(vec![together(work, combine, &values)?.into()]),
    }
}

/// Constants made one.
pub(super) fn folded(operator: &str, constants: &[&Constant]) -> Made {
    let (Some(pair), Some((first, others))) = (fold::pair(operator), constants.split_first())
    else {
        return refuse("it reads nothing that is known");
    };

    let mut made = (*first).clone();

    for other in others {
        made = fold::combined(&made, other, pair, fold::is_question(operator))?;
    }

    if operator == "Mean" {
        let count = Constant {
            shape: Vec::new(),
            data: Data::Fill(Number::Float(constants.len() as f32)),
        };
        made = fold::combined(&made, &count, (i64::checked_div, |a, b| a / b), false)?;
    }

    Ok(vec![made.into()])
}

/// A layer of several sources, where each has the shape of all, one number per channel, or one number.
pub(super) fn together(work: &mut Work, combine: Combine, values: &[Value]) -> Result<Flow> {
    let mut shape = values[0].shape().to_vec();

    for value in values {
        shape = broadcast(&shape, value.shape())?;
    }

    super::arrange::check(&shape)?;

    let is_full = |value: &Value| levels(value.shape()) == levels(&shape);
    let some_full = values.iter().any(is_full);
    let channels = levels(&shape)[0];
    let fits = |value: &Value| match levels(value.shape()) {
        [c, 1, 1] => levels(&shape).len() == 3 && *c == channels,
        own => own.iter().all(|&n| n == 1),
    };

    let mut stages = Vec::new();

    for value in values {
        let flow = if is_full(value) || (some_full && fits(value)) {
            work.flowing(value)?
        } else {
            let spread = work.expanded(value, &shape)?;
            work.flowing(&spread)?
        };

        stages.push(flow.stage);
    }

    let made = work.push_on(Op::Combine(combine), &stages)?;

    Ok(Flow { shape, ..made })
}
