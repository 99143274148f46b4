//! Up- and down-sampling, with all the ways in which a place of the output can stand on the input.

use super::arrange::{check, whole};
use super::builder::{Flow, Value, Work, levels};
use super::operators::Made;
use super::refusal::{Result, refuse, shown};
use super::resample::{self, Kernel};
use super::stretch::{CROPPED, Stretch, WHOLE};
use crate::nn::{By, Op, Resize, To};
use crate::text::phrase;

/// Other numbers of rows and columns.
pub(super) fn resize(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let node = work.node;
    let is_first = node.proto.op_type == "Upsample" || node.version < 11;
    let (stretches, is_sized) = stretches(work, &flow.shape, is_first)?;
    let shape: Vec<usize> = stretches.iter().map(|stretch| stretch.output).collect();
    check(&shape).map_err(|refusal| refusal.within("its scales or sizes"))?;

    let old = if is_first { "asymmetric" } else { "half_pixel" };
    let coordinates = node.word("coordinate_transformation_mode", old);
    let mode = node.word("mode", "nearest");

    match mode.as_str() {
        "nearest" => {
            let rounding = node.word(
                "nearest_mode",
                if is_first {
                    "floor"
                } else {
                    "round_prefer_floor"
                },
            );
            nearest(work, &flow, &stretches, [&coordinates, &rounding])
        }
        "linear" | "bilinear" => {
            if let Some(made) = linear(work, &flow, &stretches, &coordinates, is_sized)? {
                return Ok(vec![made]);
            }

            resampled(work, flow, &stretches, &coordinates, Kernel::Linear)
        }
        "cubic" => {
            let slope = node.float("cubic_coeff_a", -0.75);
            resampled(work, flow, &stretches, &coordinates, Kernel::Cubic(slope))
        }
        other => refuse(phrase!("its mode `{}` is not known", shown(other))),
    }
}

/// Axis by axis, as weighted sums.
fn resampled(
    work: &mut Work,
    flow: Flow,
    stretches: &[Stretch],
    coordinates: &str,
    kernel: Kernel,
) -> Made {
    let mut flow = flow;
    let blurs = work.node.is_set("antialias");
    let excludes = work.node.is_set("exclude_outside");

    for (at, stretch) in stretches
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.is_none())
    {
        let origin = |place| stretch.origin(place, coordinates).map(f64::from);
        let axis = resample::Axis {
            at,
            input: stretch.input,
            origins: (0..stretch.output).map(origin).collect::<Result<_>>()?,
            spread: if blurs {
                (1.0 / f64::from(stretch.scale)).max(1.0)
            } else {
                1.0
            },
            excludes,
        };

        flow = resample::along(work, &flow, &axis, kernel)?;
    }

    if coordinates == CROPPED {
        let mut places = Vec::new();

        for stretch in stretches {
            places.push(stretch.inside(coordinates)?);
        }

        let beyond = work.node.float("extrapolation_value", 0.0) as f32;
        return Ok(vec![work.picked(&flow.into(), places, beyond)?]);
    }

    Ok(vec![work.push_same(Op::Identity(None), &flow)?.into()])
}

/// What is asked for along each axis, and whether by sizes instead of scales.
fn stretches(work: &Work, shape: &[usize], is_first: bool) -> Result<(Vec<Stretch>, bool)> {
    let node = work.node;
    let axes = node.axes("axes", shape.len())?;
    let axes = axes.unwrap_or_else(|| (0..shape.len()).collect());
    let sizes = sizes(work, is_first)?;
    let scales = scales(work, if is_first { 1 } else { 2 })?;
    let wanted = if sizes.is_empty() {
        scales.len()
    } else {
        sizes.len()
    };

    if wanted != axes.len() {
        return refuse(phrase!(
            "its scales or sizes are {} numbers for {} axes",
            wanted,
            axes.len()
        ));
    }

    let kept = kept_aspect(work, &axes, shape, &sizes)?;
    let mut all: Vec<Stretch> = shape.iter().map(|&n| Stretch::none(n)).collect();
    let crops = crops(work, axes.len())?;

    for (index, &at) in axes.iter().enumerate() {
        let crop = crops[index];
        all[at] = match (sizes.get(index), kept) {
            (Some(0), _) => return refuse("it makes nothing of something"),
            (Some(_), Some(scale)) => Stretch::kept(shape[at], scale),
            (Some(&size), None) => Stretch {
                crop,
                ..Stretch::to(shape[at], size)
            },
            (None, _) => Stretch::times(shape[at], crop, scales[index])?,
        };
    }

    Ok((all, !sizes.is_empty() && kept.is_none()))
}

/// The parts of the axes that are taken, where the coordinate mode takes parts.
fn crops(work: &Work, axes: usize) -> Result<Vec<[f32; 2]>> {
    let mode = work.node.word("coordinate_transformation_mode", "");

    if mode != CROPPED || work.node.version < 11 {
        return Ok(vec![WHOLE; axes]);
    }

    let parts = work.constant(1)?;

    if parts.count() != 2 * axes {
        return refuse(phrase!(
            "its part of each axis is {} numbers for {} axes",
            parts.count(),
            axes
        ));
    }

    let part = |index| [index, axes + index].map(|at| parts.at(at).float());

    Ok((0..axes).map(part).collect())
}

/// The one scale of all axes, where sizes are to keep them in proportion.
fn kept_aspect(
    work: &Work,
    axes: &[usize],
    shape: &[usize],
    sizes: &[usize],
) -> Result<Option<f32>> {
    let scales = axes
        .iter()
        .zip(sizes)
        .map(|(&at, &size)| size as f32 / shape[at] as f32);

    match work
        .node
        .word("keep_aspect_ratio_policy", "stretch")
        .as_str()
    {
        "stretch" => Ok(None),
        "not_larger" => Ok(scales.reduce(f32::min)),
        "not_smaller" => Ok(scales.reduce(f32::max)),
        _ => refuse("its `keep_aspect_ratio_policy` is not known"),
    }
}

/// The sizes, which the first of these operators did not have.
fn sizes(work: &Work, is_first: bool) -> Result<Vec<usize>> {
    if is_first {
        return Ok(Vec::new());
    }

    let sizes = work.maybe_constant(3)?;
    sizes.map_or(Ok(Vec::new()), |sizes| sizes.lengths())
}

/// The scales: an attribute of the oldest, else this input.
fn scales(work: &Work, input: usize) -> Result<Vec<f32>> {
    const MOST: usize = 8;

    if let Some(list) = work.node.floats("scales") {
        return Ok(list.to_vec());
    }

    match work.maybe_constant(input)? {
        Some(constant) if constant.count() > MOST => refuse("its scales are too many"),
        Some(constant) => Ok((0..constant.count())
            .map(|at| constant.at(at).float())
            .collect()),
        None => Ok(Vec::new()),
    }
}

fn nearest(
    work: &mut Work,
    flow: &Flow,
    stretches: &[Stretch],
    [coordinates, rounding]: [&str; 2],
) -> Made {
    let shape: Vec<usize> = stretches.iter().map(|stretch| stretch.output).collect();

    if let ("asymmetric", "floor", [1, _, _, _]) = (coordinates, rounding, &flow.shape[..])
        && stretches[..2].iter().all(|stretch| stretch.scale == 1.0)
        && stretches
            .iter()
            .all(|stretch| stretch.output.is_multiple_of(stretch.input))
    {
        let to = To::Size([stretches[2].output, stretches[3].output]);
        let made = work.push(
            Op::Resize(Resize {
                to,
                by: By::Nearest,
            }),
            flow,
        )?;
        return Ok(vec![Flow { shape, ..made }.into()]);
    }

    let mut places = whole(&flow.shape);

    for (places, stretch) in places.iter_mut().zip(stretches) {
        *places = stretch.nearest([coordinates, rounding])?;
    }

    let beyond = work.node.float("extrapolation_value", 0.0) as f32;

    Ok(vec![work.picked(
        &Value::Flow(flow.clone()),
        places,
        beyond,
    )?])
}

/// As the layer that resizes maps, where it can be one.
fn linear(
    work: &mut Work,
    flow: &Flow,
    stretches: &[Stretch],
    coordinates: &str,
    is_sized: bool,
) -> Result<Option<Value>> {
    let shape: Vec<usize> = stretches.iter().map(|stretch| stretch.output).collect();
    let maps = match stretches {
        [batch, channels, rows, columns] if batch.is_none() && channels.is_none() => {
            [*rows, *columns]
        }
        [batch, channels, columns] if batch.is_none() && channels.is_none() => {
            [Stretch::none(1), *columns]
        }
        _ => return Ok(None),
    };

    let blurs = work.node.is_set("antialias") && maps.iter().any(|one| one.output < one.input);
    let is_even = maps.iter().all(|one| one.is_even());
    let by = match two_around(coordinates, maps) {
        Some(by) if !blurs && !work.node.is_set("exclude_outside") => by,
        _ => return Ok(None),
    };

    let to = if is_sized || is_even {
        To::Size(maps.map(|one| one.output))
    } else {
        To::Scale(maps.map(|one| f64::from(one.scale)))
    };

    let made = work.push(Op::Resize(Resize { to, by }), flow)?;

    if levels(&made.shape) != levels(&shape) {
        return refuse(phrase!(
            "its scales make {}, not {}",
            format!("{:?}", made.shape),
            format!("{:?}", shape)
        ));
    }

    Ok(Some(Flow { shape, ..made }.into()))
}

/// How the two cells around a place are found, where the place stands on the input in this way.
fn two_around(coordinates: &str, maps: [Stretch; 2]) -> Option<By> {
    let is_one = maps.iter().any(|one| one.output == 1 && one.input > 1);

    match coordinates {
        "half_pixel" => Some(By::Linear { corners: false }),
        "pytorch_half_pixel" if !is_one => Some(By::Linear { corners: false }),
        "half_pixel_symmetric" if maps.iter().all(|one| one.is_even()) => {
            Some(By::Linear { corners: false })
        }
        "align_corners" => Some(By::Linear { corners: true }),
        "asymmetric" => Some(By::LinearFromEdge),
        _ => None,
    }
}
