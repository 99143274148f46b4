//! Matrix products with fixed weights: dense layers, and for several rows convolutions of one cell.

use std::sync::Arc;

use super::arrange::Places;
use super::builder::{Flow, Value, Work, levels};
use super::cellwise::together;
use super::constant::{Constant, Data, Number};
use super::fold;
use super::operators::Made;
use super::refusal::{Refusal, Result, refuse};
use crate::nn::{Combine, Conv, Linear, Op, Padding, PaddingMode, Tensor, Window};

/// Rows times a matrix.
pub(super) fn mat_mul(work: &mut Work) -> Made {
    let flow = operand(work)?;
    let weight = work.constant(1)?;
    let weight = matrix(work, &weight, false)?;

    Ok(vec![product(work, &flow, &weight, None)?.into()])
}

/// The first operand, that must depend on the input, as the second must not.
fn operand(work: &mut Work) -> Result<Flow> {
    match (work.value(0)?, work.value(1)?) {
        (Value::Flow(_), Value::Flow(_)) => Err(Refusal::with_help(
            "both of its operands depend on the network's input; products of two such matrices are not shown yet",
            "convolutional networks without attention can be shown",
        )),
        (Value::Constant(_), _) => refuse(
            "its first operand is fixed; only products with a fixed second operand are shown",
        ),
        (Value::Flow(flow), Value::Constant(_)) => Ok(flow),
    }
}

/// A fixed matrix as outputs x inputs.
fn matrix(work: &mut Work, weight: &Arc<Constant>, is_turned: bool) -> Result<Arc<Constant>> {
    let shape = &weight.shape;
    let leading = shape.len().saturating_sub(2);

    if shape.len() < 2 || shape[..leading].iter().any(|&n| n != 1) {
        return refuse(format!(
            "its weight has the shape {shape:?}, where a matrix is needed"
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
    let flow = operand(work)?;
    let alpha = work.node.float("alpha", 1.0);
    let beta = work.node.float("beta", 1.0);
    let weight = work.constant(1)?;

    if work.node.is_set("transA") {
        return refuse("`transA` turns round what depends on the input; that is not shown");
    }

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
        return refuse(format!(
            "its input has the shape {own:?}, but its weight reads rows of {inputs}"
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

    let rows = own[..own.len() - 1].iter().product();
    let made = of_rows(work, flow, weight, bias, rows)?;
    let back = work.arranged(&made.into(), &turned(outputs, rows), shape, 0.0)?;

    work.flowing(&back)
}

/// Several rows at once: as maps of one row, of which a convolution with a kernel of one cell is the product.
fn of_rows(
    work: &mut Work,
    flow: &Flow,
    weight: &Constant,
    bias: Option<Arc<Tensor>>,
    rows: usize,
) -> Result<Flow> {
    let outputs = weight.shape[0];
    let inputs = weight.shape[1];
    let value = Value::Flow(flow.clone());
    let maps = work.arranged(&value, &turned(rows, inputs), vec![1, inputs, 1, rows], 0.0)?;
    let maps = work.flowing(&maps)?;
    let conv = Conv {
        weight: weight.tensor(vec![outputs, inputs, 1, 1])?,
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
    };

    work.push(Op::Conv(conv), &maps)
}

/// A matrix of rows x columns, turned round.
pub(super) fn turned(rows: usize, columns: usize) -> [Places; 2] {
    [
        (0..columns).map(Some).collect(),
        (0..rows).map(|row| Some(row * columns)).collect(),
    ]
}
