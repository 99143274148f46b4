//! Operators that slide a window: convolutions and pools.

use super::builder::{Flow, Work};
use super::cellwise::together;
use super::constant::{Constant, Number};
use super::node::Node;
use super::operators::Made;
use super::refusal::{Refusal, Result, refuse, shown};
use crate::nn::{Border, Combine, Conv, Fold, Op, Pad, Padding, PaddingMode, Pool, Window};
use crate::text::phrase;

/// How many axes a window slides along: one or two.
fn ways(shape: &[usize]) -> Result<usize> {
    match shape {
        [1, _, _] => Ok(1),
        [1, _, _, _] => Ok(2),
        [1, _, _, _, _] => refuse("it slides along three axes; two are the most that is shown"),
        _ => refuse(phrase!(
            "its input has the shape {}, where a batch of one, channels and rows and columns are needed",
            format!("{:?}", shape)
        )),
    }
}

/// A list of one or two lengths as rows and columns.
fn pair(list: &[usize], row: usize) -> [usize; 2] {
    match list {
        [columns] => [row, *columns],
        [rows, columns, ..] => [*rows, *columns],
        [] => [row, row],
    }
}

/// How the window of a node slides over an input of this shape, with a kernel of these lengths.
struct Slide {
    window: Window,
    pads: [Pad; 2],
}

fn slide(node: &Node, shape: &[usize], kernel: &[usize], makes_room: bool) -> Result<Slide> {
    let ways = ways(shape)?;

    if kernel.len() != ways {
        return refuse(phrase!(
            "its kernel has {} lengths, where {} are needed",
            kernel.len(),
            ways
        ));
    }

    let strides = node.lengths("strides", ways, 1, 1)?;
    let dilations = node.lengths("dilations", ways, 1, 1)?;
    let given = node.lengths("pads", 2 * ways, 0, 0)?;
    let auto = node.word("auto_pad", "NOTSET");
    let total = |dim: usize| {
        let span = dilations[dim]
            .saturating_mul(kernel[dim].saturating_sub(1))
            .saturating_add(1);
        let length = shape[2 + dim];
        let reach = (length.div_ceil(strides[dim]) - 1) * strides[dim];

        if makes_room {
            reach.saturating_add(span).saturating_sub(length)
        } else {
            span.saturating_sub(strides[dim])
        }
    };

    let side = |dim: usize| match auto.as_str() {
        "NOTSET" | "" => Ok(Pad {
            before: given[dim],
            after: given[ways + dim],
        }),
        other => automatic(other, total(dim)),
    };

    let pads = match ways {
        1 => [Pad::default(), side(0)?],
        _ => [side(0)?, side(1)?],
    };

    let window = Window {
        kernel: pair(kernel, 1),
        stride: pair(&strides, 1),
        padding: Padding::Sides(pads),
        dilation: pair(&dilations, 1),
        is_line: ways == 1,
    };

    Ok(Slide { window, pads })
}

/// The padding that a word stands for, where `total` cells are needed on both sides together.
fn automatic(word: &str, total: usize) -> Result<Pad> {
    let small = total / 2;
    let large = total - small;

    match word {
        "VALID" => Ok(Pad::default()),
        "SAME_UPPER" => Ok(Pad {
            before: small,
            after: large,
        }),
        "SAME_LOWER" => Ok(Pad {
            before: large,
            after: small,
        }),
        _ => refuse(phrase!(
            "its `auto_pad` is `{}`, which is not known",
            shown(word)
        )),
    }
}

/// The weight's kernel, held against what the node says of it.
fn kernel(node: &Node, weight: &[usize]) -> Result<Vec<usize>> {
    let kernel = weight.get(2..).unwrap_or_default().to_vec();
    let said = node.lengths("kernel_shape", kernel.len(), 0, 0)?;

    if kernel.contains(&0) || weight.contains(&0) {
        return refuse(phrase!(
            "its weight has the shape {}, which holds nothing",
            format!("{:?}", weight)
        ));
    }

    if node
        .ints("kernel_shape")
        .is_some_and(|list| !list.is_empty())
        && said != kernel
    {
        return refuse(phrase!(
            "its `kernel_shape` is {}, but its weight has the shape {}",
            format!("{:?}", said),
            format!("{:?}", weight)
        ));
    }

    Ok(kernel)
}

/// The weight as layers have it: a kernel of one axis is one row.
fn weight_shape(shape: &[usize]) -> Vec<usize> {
    match shape {
        [filters, depth, length] => vec![*filters, *depth, 1, *length],
        _ => shape.to_vec(),
    }
}

/// A convolution.
pub(super) fn conv(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let weight = work.constant(1)?;
    let kernel = kernel(work.node, &weight.shape)?;
    let Slide { window, .. } = slide(work.node, &flow.shape, &kernel, true)?;
    let groups = groups(work.node)?;
    let bias = bias(work)?;
    let conv = Conv {
        weight: weight.tensor(weight_shape(&weight.shape))?,
        bias,
        window,
        groups,
        mode: PaddingMode::Zeros,
        transposed: None,
    };

    Ok(vec![work.push(Op::Conv(conv), &flow)?.into()])
}

fn groups(node: &Node) -> Result<usize> {
    let groups = node.int("group", 1);

    usize::try_from(groups)
        .ok()
        .filter(|&groups| groups > 0)
        .ok_or_else(|| Refusal::new(phrase!("its `group` is {}", groups)))
}

fn bias(work: &Work) -> Result<Option<std::sync::Arc<crate::nn::Tensor>>> {
    let within = |refusal: Refusal| refusal.within(phrase!("its bias `{}`", work.input_name(2)));

    work.maybe_constant(2)?
        .map(|bias| bias.tensor(vec![bias.count()]).map_err(within))
        .transpose()
}

/// A transposed convolution.
pub(super) fn conv_transpose(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let weight = work.constant(1)?;
    let kernel = kernel(work.node, &weight.shape)?;
    let ways = kernel.len();
    let Slide { mut window, pads } = slide(work.node, &flow.shape, &kernel, false)?;
    let mut more = work.node.lengths("output_padding", ways, 0, 0)?;

    if let Some(wanted) = work
        .node
        .ints("output_shape")
        .filter(|list| !list.is_empty())
    {
        let wanted: Vec<i64> = wanted[wanted.len().saturating_sub(ways)..].to_vec();
        window.padding =
            Padding::Sides(cropped(work.node, &flow.shape, &window, &wanted, &mut more));
    } else {
        window.padding = Padding::Sides(pads);
    }

    let conv = Conv {
        weight: weight.tensor(weight_shape(&weight.shape))?,
        bias: bias(work)?,
        window,
        groups: groups(work.node)?,
        mode: PaddingMode::Zeros,
        transposed: Some(pair(&more, 0)),
    };

    Ok(vec![work.push(Op::Conv(conv), &flow)?.into()])
}

/// What must be cut off so that the output has these lengths, or added at its end.
fn cropped(
    node: &Node,
    shape: &[usize],
    window: &Window,
    wanted: &[i64],
    more: &mut [usize],
) -> [Pad; 2] {
    let ways = wanted.len();
    let is_upper = node.word("auto_pad", "NOTSET") == "SAME_UPPER";
    let mut pads = [Pad::default(); 2];

    for dim in 0..ways {
        let at = 2 - ways + dim;
        let span = window.dilation[at] as i128 * (window.kernel[at] as i128 - 1) + 1;
        let full = window.stride[at] as i128 * (shape[2 + dim] as i128 - 1) + span;
        let total = full + more[dim] as i128 - i128::from(wanted[dim]);
        let missing = usize::try_from(-total).unwrap_or(0);
        let total = usize::try_from(total).unwrap_or(0);
        let small = total / 2;
        more[dim] = more[dim].saturating_add(missing);

        pads[at] = if is_upper {
            Pad {
                before: small,
                after: total - small,
            }
        } else {
            Pad {
                before: total - small,
                after: small,
            }
        };
    }

    pads
}

/// The largest cell of each window, or the mean.
pub(super) fn pool(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let node = work.node;
    let is_max = node.proto.op_type == "MaxPool";
    let ways = ways(&flow.shape)?;

    if is_max && work.wants(1) {
        return refuse("its second output, where the largest stood, is used; that is not shown");
    }

    if !node.has("kernel_shape") {
        return refuse("it has no `kernel_shape`");
    }

    let kernel = node.lengths("kernel_shape", ways, 1, 1)?;
    let Slide { mut window, pads } = slide(node, &flow.shape, &kernel, true)?;
    let count_include_pad = node.is_set("count_include_pad");
    let is_wide = (0..2).any(|dim| pads[dim].before.max(pads[dim].after) > window.kernel[dim] / 2);
    let mut from = flow;

    // Pools pad by half a kernel at most; more is padded before.
    if is_wide {
        from = bordered(work, &from, pads, is_max)?;
        window.padding = Padding::even(0);
    }

    let pool = Pool {
        fold: if is_max { Fold::Max } else { Fold::Sum },
        window: Some(window),
        ceil: node.is_set("ceil_mode"),
        count_include_pad: count_include_pad || is_wide,
    };

    let made = work.push(Op::Pool(pool), &from)?;

    if is_max || !is_wide || count_include_pad {
        return Ok(vec![made.into()]);
    }

    let shares = shares(work, &made, pads)?;

    Ok(vec![
        together(work, Combine::Div, &[made.into(), shares.into()])?.into(),
    ])
}

/// Maps with what a pool adds around them: zeros, or what is never the largest.
fn bordered(work: &mut Work, flow: &Flow, sides: [Pad; 2], is_max: bool) -> Result<Flow> {
    let border = Border {
        sides,
        mode: PaddingMode::Zeros,
        value: if is_max { f64::from(f32::MIN) } else { 0.0 },
    };

    work.push(Op::Pad(border), flow)
}

/// Which share of each window of the last layer, a mean over padded maps, lies on what was not added.
fn shares(work: &Work, made: &Flow, pads: [Pad; 2]) -> Result<Constant> {
    let layer = work.last_layer()?;
    let [down, along] = pads;
    let [_, height, width] = layer.input().dims();
    let is_real = |[_, row, column]: [usize; 3]| {
        (down.before..height - down.after).contains(&row)
            && (along.before..width - along.after).contains(&column)
    };

    let columns = layer.columns.output;
    let share = |index: usize| {
        let recipe = layer.recipe([0, index / columns, index % columns], |cell| {
            f32::from(u8::from(is_real(cell.at)))
        });

        Number::Float(recipe.value())
    };

    let mut shape = made.shape.clone();
    shape[1] = 1;

    Constant::computed(shape, false, share)
}

/// The largest cell of each map, or the mean.
pub(super) fn global_pool(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    ways(&flow.shape)?;
    let fold = if work.node.proto.op_type == "GlobalMaxPool" {
        Fold::Max
    } else {
        Fold::Sum
    };
    let made: Flow = work.push(Op::Pool(Pool::global(fold)), &flow)?;

    Ok(vec![made.into()])
}
