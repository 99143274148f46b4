//! Operators that move numbers: transposes, slices, joins and the like.

use super::arrange::{Places, all, check, spread, strides, whole};
use super::builder::{Flow, Value, Work};
use super::constant::Constant;
use super::node::axis;
use super::operators::Made;
use super::refusal::{Refusal, Result, refuse};
use crate::nn::Op;
use crate::text::phrase;

/// The axes in another order; turned round where none is given.
pub(super) fn transpose(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let rank = value.shape().len();
    let order: Vec<usize> = match work.node.ints("perm") {
        Some(list) => list
            .iter()
            .map(|&at| axis(at, rank))
            .collect::<Result<_>>()?,
        None => (0..rank).rev().collect(),
    };

    let mut sorted = order.clone();
    sorted.sort_unstable();

    if sorted != (0..rank).collect::<Vec<_>>() {
        return refuse(phrase!(
            "`perm` is {}, which does not name each of {} axes once",
            format!("{:?}", order),
            rank
        ));
    }

    Ok(vec![work.transposed(&value, &order)?])
}

/// The places from `start` to `end` in steps, that may go backwards.
fn stretch(start: i64, end: i64, step: i64, length: usize) -> Result<Places> {
    let n = length as i64;
    let from_start = |at: i64| if at < 0 { at.saturating_add(n) } else { at };
    let mut places = Vec::new();

    if step == 0 {
        return refuse("its step is 0");
    }

    let (low, high) = if step > 0 { (0, n) } else { (-1, n - 1) };
    let end = if end == i64::MIN {
        low
    } else {
        from_start(end).clamp(low, high)
    };
    let mut at = from_start(start).clamp(if step > 0 { 0 } else { -1 }, high);

    while (step > 0 && at < end) || (step < 0 && at > end) {
        places.push(usize::try_from(at).ok());
        at = at.saturating_add(step);
    }

    Ok(places)
}

/// Parts of axes.
pub(super) fn slice(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let shape = value.shape().to_vec();
    let need = |list: Option<Vec<i64>>, name: &str| {
        list.ok_or_else(|| Refusal::new(phrase!("it has no `{}`", name)))
    };
    let starts = need(work.list("starts", 1)?, "starts")?;
    let ends = need(work.list("ends", 2)?, "ends")?;
    let axes = work
        .list("axes", 3)?
        .unwrap_or_else(|| (0..starts.len() as i64).collect());
    let steps = work
        .list("steps", 4)?
        .unwrap_or_else(|| vec![1; starts.len()]);

    if [ends.len(), axes.len(), steps.len()] != [starts.len(); 3] {
        return refuse("its lists of starts, ends, axes and steps are not equally long");
    }

    let mut places = whole(&shape);

    for (index, &given) in axes.iter().enumerate() {
        let at = axis(given, shape.len())?;
        places[at] = stretch(starts[index], ends[index], steps[index], shape[at])?;
    }

    Ok(vec![part(work, &value, places)?])
}

/// These places; as a slice of maps where they are one.
fn part(work: &mut Work, value: &Value, places: Vec<Places>) -> Result<Value> {
    let shape: Vec<usize> = places.iter().map(Vec::len).collect();
    let run = |places: &Places| {
        let first = (*places.first()?)?;
        let is_even = places
            .iter()
            .enumerate()
            .all(|(index, &place)| place == Some(first + index));
        is_even.then_some([first, first + places.len()])
    };

    if let (Value::Flow(flow), [1, _, _, _]) = (value, value.shape())
        && let [
            Some([0, 1]),
            channels @ Some(_),
            rows @ Some(_),
            columns @ Some(_),
        ] = [
            run(&places[0]),
            run(&places[1]),
            run(&places[2]),
            run(&places[3]),
        ]
    {
        let own = &flow.shape[1..];
        let parts = [channels, rows, columns];
        let parts = std::array::from_fn(|at| parts[at].filter(|&part| part != [0, own[at]]));
        let made = work.push(Op::Slice(parts), flow)?;
        return Ok(Flow { shape, ..made }.into());
    }

    work.picked(value, places, 0.0)
}

/// Parts next to each other.
pub(super) fn split(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let shape = value.shape().to_vec();
    let at = axis(work.node.int("axis", 0), shape.len())?;
    let outputs = work.node.proto.output.len();
    let parts = parts(work, shape[at], outputs)?;
    let mut made = Vec::new();
    let mut from = 0;

    for (index, length) in parts.iter().enumerate().take(outputs) {
        let mut places = whole(&shape);
        places[at] = (from..from + length).map(Some).collect();
        from += length;

        made.push(if work.wants(index) {
            part(work, &value, places)?
        } else {
            Constant::integers(Vec::new()).into()
        });
    }

    Ok(made)
}

/// How long the parts are into which a length is split.
fn parts(work: &Work, length: usize, outputs: usize) -> Result<Vec<usize>> {
    let given = match work.node.ints("split") {
        Some(list) => Some(Constant::integers(list.to_vec()).lengths()?),
        None => work
            .maybe_constant(1)?
            .map(|list| list.lengths())
            .transpose()?,
    };

    let even = || {
        let many = work.node.int("num_outputs", outputs as i64);
        let many = many.clamp(1, outputs.max(1) as i64) as usize;
        let each = length.div_ceil(many);
        (0..many)
            .map(|index| each.min(length.saturating_sub(index * each)))
            .collect()
    };

    let parts: Vec<usize> = given.unwrap_or_else(even);
    let total = parts
        .iter()
        .try_fold(0usize, |total, &n| total.checked_add(n));

    if total != Some(length) || parts.len() < outputs {
        return refuse(phrase!(
            "its parts {} do not make up a length of {} in {} outputs",
            format!("{:?}", parts),
            length,
            outputs
        ));
    }

    Ok(parts)
}

/// The entries of an axis that a list of numbers names.
pub(super) fn gather(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let own = value.shape().to_vec();
    let at = axis(work.node.int("axis", 0), own.len())?;
    let which = work.constant(1)?;
    let places: Places = which
        .list()?
        .iter()
        .map(|&place| axis(place, own[at]).map(Some))
        .collect::<Result<_>>()
        .map_err(|_| {
            Refusal::new(phrase!(
                "`{}` names an entry that axis {} of the shape {} does not have",
                work.input_name(1),
                at,
                format!("{:?}", own)
            ))
        })?;

    let mut shape = own[..at].to_vec();
    shape.extend(&which.shape);
    shape.extend(&own[at + 1..]);

    let mut all = whole(&own);
    all[at] = places;
    let axes = spread(all, &strides(&own));

    Ok(vec![work.arranged(&value, &axes, shape, 0.0)?])
}

/// Axes of length 1 repeated.
pub(super) fn expand(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let wanted = Constant::lengths(&*work.constant(1)?)?;
    let shape = broadcast(value.shape(), &wanted)?;

    Ok(vec![work.expanded(&value, &shape)?])
}

/// The shape to which both are spread.
pub(super) fn broadcast(a: &[usize], b: &[usize]) -> Result<Vec<usize>> {
    let rank = a.len().max(b.len());
    let from_end =
        |shape: &[usize], at: usize| shape.len().checked_sub(rank - at).map_or(1, |at| shape[at]);

    (0..rank)
        .map(|at| match [from_end(a, at), from_end(b, at)] {
            [1, n] | [n, 1] => Ok(n),
            [n, m] if n == m => Ok(n),
            _ => refuse(phrase!(
                "the shapes {} and {} do not go together",
                format!("{:?}", a),
                format!("{:?}", b)
            )),
        })
        .collect()
}

/// Each axis repeated so many times.
pub(super) fn tile(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let own = value.shape().to_vec();
    let times = Constant::lengths(&*work.constant(1)?)?;

    if times.len() != own.len() {
        return refuse("it has not one number for each axis");
    }

    let shape: Vec<usize> = own
        .iter()
        .zip(&times)
        .map(|(n, times)| n.saturating_mul(*times))
        .collect();
    check(&shape)?;
    let places = shape
        .iter()
        .zip(&own)
        .map(|(&length, &n)| (0..length).map(|at| Some(at % n)).collect());

    Ok(vec![work.picked(&value, places.collect(), 0.0)?])
}

/// Channels become rows and columns of blocks.
pub(super) fn depth_to_space(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let (shape, block) = blocks(work, &value)?;
    let [n, c, h, w] = shape;

    if !c.is_multiple_of(block * block) {
        return refuse(phrase!(
            "{} channels cannot be dealt out to blocks of {}x{}",
            c,
            block,
            block
        ));
    }

    let depth = c / (block * block);
    let is_column_first = work.node.word("mode", "DCR") == "CRD";
    let (split, order) = if is_column_first {
        ([n, depth, block, block, h, w], [0, 1, 4, 2, 5, 3])
    } else {
        ([n, block, block, depth, h, w], [0, 3, 4, 1, 5, 2])
    };

    Ok(vec![dealt(
        work,
        &value,
        &split,
        &order,
        vec![n, depth, h * block, w * block],
    )?])
}

/// Blocks of rows and columns become channels.
pub(super) fn space_to_depth(work: &mut Work) -> Made {
    let value = work.value(0)?;
    let (shape, block) = blocks(work, &value)?;
    let [n, c, h, w] = shape;

    if !h.is_multiple_of(block) || !w.is_multiple_of(block) {
        return refuse(phrase!(
            "maps of {}x{} cannot be cut into blocks of {}x{}",
            h,
            w,
            block,
            block
        ));
    }

    let split = [n, c, h / block, block, w / block, block];
    let made = vec![n, c * block * block, h / block, w / block];

    Ok(vec![dealt(
        work,
        &value,
        &split,
        &[0, 3, 5, 1, 2, 4],
        made,
    )?])
}

fn blocks(work: &Work, value: &Value) -> Result<([usize; 4], usize)> {
    let block = usize::try_from(work.node.int("blocksize", 0))
        .ok()
        .filter(|block| (1..1 << 16).contains(block));

    match (value.shape(), block) {
        (&[n, c, h, w], Some(block)) => Ok(([n, c, h, w], block)),
        (shape, _) => refuse(phrase!(
            "it has no possible `blocksize` for maps of the shape {}",
            format!("{:?}", shape)
        )),
    }
}

/// The numbers in the finer shape `split`, its axes in another order, as one step.
fn dealt(
    work: &mut Work,
    value: &Value,
    split: &[usize],
    order: &[usize],
    shape: Vec<usize>,
) -> Result<Value> {
    let from = strides(split);
    let places = order.iter().map(|&axis| all(split[axis])).collect();
    let turned: Vec<usize> = order.iter().map(|&axis| from[axis]).collect();

    work.arranged(value, &spread(places, &turned), shape, 0.0)
}
