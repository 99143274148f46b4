//! Matrix products. With fixed weights they are dense layers, or for several rows convolutions of one cell.

use std::sync::Arc;

use super::builder::{Flow, Value, Work, levels};
use super::cellwise::together;
use super::constant::{Constant, Data, Number};
use super::fold;
use super::operators::Made;
use super::reduce;
use super::refusal::{Result, refuse};
use crate::nn::{Combine, Conv, Linear, Op, Padding, PaddingMode, Reduction, Tensor, Window};
use crate::text::phrase;

/// Rows times a matrix.
pub(super) fn mat_mul(work: &mut Work) -> Made {
    let values = [work.value(0)?, work.value(1)?];

    if let [Value::Flow(flow), Value::Constant(weight)] = &values
        && is_matrix(&weight.shape)
    {
        let weight = matrix(work, weight, false)?;
        return Ok(vec![product(work, flow, &weight, None)?.into()]);
    }

    Ok(vec![product_of_any(work, &values)?.into()])
}

/// Whether a shape is that of one matrix.
fn is_matrix(shape: &[usize]) -> bool {
    shape.len() >= 2 && shape[..shape.len() - 2].iter().all(|&n| n == 1)
}

/// Rows times columns, whatever they depend on: each pair is multiplied, and what belongs together is added.
fn product_of_any(work: &mut Work, [a, b]: &[Value; 2]) -> Result<Flow> {
    let mut rows = a.shape().to_vec();
    rows.push(1);
    let mut columns = b.shape().to_vec();
    let before = columns.len().checked_sub(2);

    // A vector is a row on the left, a column on the right; what comes out has no such axis.
    match before {
        Some(before) => columns.insert(before, 1),
        None => columns.push(1),
    }

    let rows = work.reshaped(a, rows)?;
    let columns = work.reshaped(b, columns)?;
    let products = together(work, Combine::Mul, &[rows, columns])?;

    let at = products.shape.len() - 2;

    if before.is_some() {
        return reduce::reduced(work, &products, &[at], false, Reduction::Sum);
    }

    let axes = [at, at + 1];
    reduce::reduced(work, &products, &axes, false, Reduction::Sum)
}

/// A fixed matrix as outputs x inputs.
fn matrix(work: &mut Work, weight: &Arc<Constant>, is_turned: bool) -> Result<Arc<Constant>> {
    let shape = &weight.shape;
    let leading = shape.len().saturating_sub(2);

    if !is_matrix(shape) {
        return refuse(phrase!(
            "its weight has the shape {}, where a matrix is needed",
            format!("{:?}", shape)
        ));
    }

    let plain = Value::from(weight.reshaped(shape[leading..].to_vec()));
    let turned = if is_turned {
        plain
    } else {
        work.transposed(&plain, &[1, 0])?
    };

    match turned {
        Value::Constant(constant) => Ok(constant),
        Value::Flow(_) => refuse("its weight is not fixed"),
    }
}

/// alpha · A · B + beta · C
pub(super) fn gemm(work: &mut Work) -> Made {
    let alpha = work.node.float("alpha", 1.0);
    let beta = work.node.float("beta", 1.0);
    let (Value::Flow(flow), Value::Constant(weight), false) =
        (work.value(0)?, work.value(1)?, work.node.is_set("transA"))
    else {
        return general(work, [alpha, beta]);
    };

    let weight = matrix(work, &weight, work.node.is_set("transB"))?;
    let weight = scaled(&weight, alpha)?;
    let outputs = weight.shape[0];
    let added = work
        .maybe_constant(2)?
        .map(|added| scaled(&added, beta))
        .transpose()?;

    match added {
        Some(added) if added.count() == outputs || added.count() == 1 => {
            let spread = work.expanded(&Value::Constant(added), &[1, outputs])?;
            let Value::Constant(bias) = spread else {
                return refuse("its third operand is not fixed");
            };

            Ok(vec![
                product(work, &flow, &weight, Some(bias.tensor(vec![outputs])?))?.into(),
            ])
        }
        Some(added) => {
            let made = product(work, &flow, &weight, None)?;
            Ok(vec![
                together(work, Combine::Add, &[made.into(), Value::Constant(added)])?.into(),
            ])
        }
        None => Ok(vec![product(work, &flow, &weight, None)?.into()]),
    }
}

/// The same, whatever the operands depend on.
fn general(work: &mut Work, factors: [f64; 2]) -> Made {
    let mut operands = [work.value(0)?, work.value(1)?];

    for (operand, key) in operands.iter_mut().zip(["transA", "transB"]) {
        if operand.shape().len() != 2 {
            return refuse("one of its operands is not a matrix");
        }

        if work.node.is_set(key) {
            *operand = work.transposed(operand, &[1, 0])?;
        }
    }

    let mut made = product_of_any(work, &operands)?;
    let [alpha, beta] = factors.map(|factor| {
        Value::from(Constant {
            shape: Vec::new(),
            data: Data::Fill(Number::Float(factor as f32)),
        })
    });

    if factors[0] != 1.0 {
        made = together(work, Combine::Mul, &[made.into(), alpha])?;
    }

    let Some(mut added) = work.optional(2).cloned() else {
        return Ok(vec![made.into()]);
    };

    if factors[1] != 1.0 {
        added = together(work, Combine::Mul, &[added, beta])?.into();
    }

    Ok(vec![
        together(work, Combine::Add, &[made.into(), added])?.into(),
    ])
}

fn scaled(constant: &Arc<Constant>, factor: f64) -> Result<Arc<Constant>> {
    if factor == 1.0 {
        return Ok(Arc::clone(constant));
    }

    let factor = Constant {
        shape: Vec::new(),
        data: Data::Fill(Number::Float(factor as f32)),
    };
    let times = (
        i64::checked_mul as fn(i64, i64) -> Option<i64>,
        (|a, b| a * b) as fn(f32, f32) -> f32,
    );

    fold::combined(constant, &factor, times, false).map(Arc::new)
}

/// Each row of the flow's last axis times a matrix of outputs x inputs.
fn product(
    work: &mut Work,
    flow: &Flow,
    weight: &Constant,
    bias: Option<Arc<Tensor>>,
) -> Result<Flow> {
    let outputs = weight.shape[0];
    let inputs = weight.shape[1];
    let own = flow.shape.clone();

    if own.last() != Some(&inputs) {
        return refuse(phrase!(
            "its input has the shape {}, but its weight reads rows of {}",
            format!("{:?}", own),
            inputs
        ));
    }

    let mut shape = own.clone();
    if let Some(last) = shape.last_mut() {
        *last = outputs;
    }

    if levels(&own).len() == 1 {
        let linear = Linear {
            weight: weight.tensor(vec![outputs, inputs])?,
            bias,
        };
        let made = work.push(Op::Linear(linear), flow)?;
        return Ok(Flow { shape, ..made });
    }

    let conv = by_cell(weight.tensor(vec![outputs, inputs, 1, 1])?, bias);

    work.along(flow, own.len() - 1, conv)
}

/// The convolution with a kernel of one cell, which is a matrix product at each place.
pub(super) fn by_cell(weight: Arc<Tensor>, bias: Option<Arc<Tensor>>) -> Op {
    Op::Conv(Conv {
        weight,
        bias,
        window: Window {
            kernel: [1, 1],
            stride: [1, 1],
            padding: Padding::even(0),
            dilation: [1, 1],
            is_line: false,
        },
        groups: 1,
        mode: PaddingMode::Zeros,
        transposed: None,
    })
}
