//! Padding as a node of its own.

use super::arrange::{Places, check};
use super::builder::{Flow, Value, Work};
use super::node::axis;
use super::operators::Made;
use super::refusal::{Refusal, Result, refuse};
use crate::nn::{Border, Op, Pad, PaddingMode};
use crate::text::phrase;

/// Rows, columns or other entries added at both ends of axes; a negative number takes them away.
pub(super) fn pad(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let shape = value.shape().to_vec();
    let ends = ends(work, shape.len())?;
    let mode = mode(&work.node.word("mode", "constant"))?;
    let outside = match work.maybe_constant(2)? {
        Some(number) => number.at(0).float(),
        None => work.node.float("value", 0.0) as f32,
    };

    if let Some(made) = as_layer(work, &value, &ends, mode, outside)? {
        return Ok(vec![made]);
    }

    let longer: Vec<usize> = shape
        .iter()
        .zip(&ends)
        .map(|(&n, ends)| padded(n, *ends))
        .collect::<Result<_>>()?;

    check(&longer)?;

    let along = |(at, &length): (usize, &usize)| -> Places {
        let [before, _] = ends[at];
        (0..length)
            .map(|place| source(place as i64 - before, shape[at] as i64, mode))
            .collect()
    };

    let places = longer.iter().enumerate().map(along).collect();

    Ok(vec![work.picked(&value, places, outside)?])
}

/// How much is added before and after each axis.
fn ends(work: &Work, rank: usize) -> Result<Vec<[i64; 2]>> {
    let pads = work
        .list("pads", 1)?
        .ok_or_else(|| Refusal::new("it has no `pads`"))?;

    let axes: Vec<usize> = match work.maybe_constant(3)? {
        Some(axes) => axes
            .list()?
            .iter()
            .map(|&at| axis(at, rank))
            .collect::<Result<_>>()?,
        None => (0..rank).collect(),
    };

    if pads.len() != 2 * axes.len() {
        return refuse(phrase!(
            "its `pads` are {} numbers for {} axes",
            pads.len(),
            axes.len()
        ));
    }

    let mut ends = vec![[0, 0]; rank];

    for (index, &at) in axes.iter().enumerate() {
        ends[at] = [pads[index], pads[index + axes.len()]];
    }

    Ok(ends)
}

fn mode(word: &str) -> Result<PaddingMode> {
    match word {
        "constant" => Ok(PaddingMode::Zeros),
        "reflect" => Ok(PaddingMode::Reflect),
        "edge" => Ok(PaddingMode::Replicate),
        "wrap" => Ok(PaddingMode::Circular),
        _ => refuse(phrase!("the mode `{}` is not known", word)),
    }
}

fn padded(n: usize, [before, after]: [i64; 2]) -> Result<usize> {
    (n as i64)
        .checked_add(before)
        .and_then(|sum| sum.checked_add(after))
        .and_then(|sum| usize::try_from(sum).ok())
        .ok_or_else(|| {
            Refusal::new(phrase!(
                "its `pads` {} and {} leave nothing of a length of {}, or are too large",
                before,
                after,
                n
            ))
        })
}

/// The cell that stands at a place before, on or after an axis of `n`.
fn source(at: i64, n: i64, mode: PaddingMode) -> Option<usize> {
    let period = (2 * (n - 1)).max(1);
    let folded = at.rem_euclid(period);
    let cell = match mode {
        _ if (0..n).contains(&at) => at,
        PaddingMode::Zeros => return None,
        PaddingMode::Reflect if n == 1 => 0,
        PaddingMode::Reflect => folded.min(period - folded),
        PaddingMode::Replicate => at.clamp(0, n - 1),
        PaddingMode::Circular => at.rem_euclid(n),
    };

    usize::try_from(cell).ok()
}

/// As the layer that pads maps, where it can be one.
fn as_layer(
    work: &mut Work,
    value: &Value,
    ends: &[[i64; 2]],
    mode: PaddingMode,
    outside: f32,
) -> Result<Option<Value>> {
    let (Value::Flow(flow), [1, _, h, w], [[0, 0], [0, 0], rows, columns]) =
        (value, value.shape(), ends)
    else {
        return Ok(None);
    };

    let most = match mode {
        PaddingMode::Reflect => [*h as i64 - 1, *w as i64 - 1],
        PaddingMode::Circular => [*h as i64, *w as i64],
        PaddingMode::Zeros | PaddingMode::Replicate => [1 << 31; 2],
    };

    let side = |&[before, after]: &[i64; 2], most: i64| {
        let length = |n: i64| usize::try_from(n).ok().filter(|_| n <= most);
        Some(Pad {
            before: length(before)?,
            after: length(after)?,
        })
    };

    let (Some(down), Some(along)) = (side(rows, most[0]), side(columns, most[1])) else {
        return Ok(None);
    };

    let border = Border {
        sides: [down, along],
        mode,
        value: f64::from(outside),
    };
    let made = work.push(Op::Pad(border), flow)?;
    let shape = [vec![1], made.shape[1..].to_vec()].concat();

    Ok(Some(Flow { shape, ..made }.into()))
}
