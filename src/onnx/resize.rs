//! Up- and down-sampling, with all the ways in which a place of the output can stand on the input.

use super::arrange::{Places, check, whole};
use super::builder::{Flow, Value, Work, levels};
use super::node::axis;
use super::operators::Made;
use super::refusal::{Refusal, Result, refuse, shown};
use crate::nn::{By, Op, Resize, To};

/// What is asked for along one axis: a factor and how long it becomes.
#[derive(Clone, Copy)]
struct Stretch {
    input: usize,
    output: usize,
    scale: f32,
}

/// Other numbers of rows and columns.
pub(super) fn resize(work: &mut Work) -> Made {
    let flow = work.flow(0)?;
    let node = work.node;
    let is_first = node.proto.op_type == "Upsample" || node.version < 11;
    let (stretches, is_sized) = stretches(work, &flow.shape, is_first)?;
    let shape: Vec<usize> = stretches.iter().map(|stretch| stretch.output).collect();
    check(&shape).map_err(|refusal| refusal.within("its scales or sizes"))?;

    let old = if is_first { "asymmetric" } else { "half_pixel" };
    let way = node.word("coordinate_transformation_mode", old);
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
            nearest(work, &flow, &stretches, [&way, &rounding])
        }
        "linear" | "bilinear" => linear(work, &flow, &stretches, &way, is_sized),
        other => Err(Refusal::with_help(
            format!("its mode `{}` is not shown", shown(other)),
            "export the model with nearest or (bi)linear up-sampling",
        )),
    }
}

/// What is asked for along each axis, and whether by sizes instead of scales.
fn stretches(work: &Work, shape: &[usize], is_first: bool) -> Result<(Vec<Stretch>, bool)> {
    let node = work.node;
    let axes: Vec<usize> = match node.ints("axes") {
        Some(list) => list
            .iter()
            .map(|&at| axis(at, shape.len()))
            .collect::<Result<_>>()?,
        None => (0..shape.len()).collect(),
    };

    if node.word("keep_aspect_ratio_policy", "stretch") != "stretch" {
        return refuse("its `keep_aspect_ratio_policy` is not `stretch`");
    }

    let sizes = if is_first {
        None
    } else {
        work.maybe_constant(3)?
    };
    let sizes = sizes.map_or(Ok(Vec::new()), |sizes| sizes.lengths())?;
    let scales = scales(work, if is_first { 1 } else { 2 })?;
    let wanted = if sizes.is_empty() {
        scales.len()
    } else {
        sizes.len()
    };

    if wanted != axes.len() {
        return refuse(format!(
            "its scales or sizes are {wanted} numbers for {} axes",
            axes.len()
        ));
    }

    let mut all: Vec<Stretch> = shape.iter().map(|&n| Stretch::none(n)).collect();

    for (index, &at) in axes.iter().enumerate() {
        all[at] = match sizes.get(index) {
            Some(0) => return refuse("it makes nothing of something"),
            Some(&size) => Stretch::to(shape[at], size),
            None => stretch(shape[at], scales[index])?,
        };
    }

    Ok((all, !sizes.is_empty()))
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

fn stretch(input: usize, scale: f32) -> Result<Stretch> {
    let output = (input as f32 * scale).floor();

    if !(1.0..=f32::from(u16::MAX) * 32768.0).contains(&output) {
        return refuse(format!(
            "its scale {scale} makes nothing, or too much, of {input}"
        ));
    }

    Ok(Stretch {
        input,
        output: output as usize,
        scale,
    })
}

impl Stretch {
    /// An axis that stays as it is.
    fn none(n: usize) -> Self {
        Self {
            input: n,
            output: n,
            scale: 1.0,
        }
    }

    /// An axis that becomes so long.
    fn to(input: usize, output: usize) -> Self {
        let scale = output as f32 / input as f32;
        Self {
            input,
            output,
            scale,
        }
    }

    fn is_none(self) -> bool {
        self.scale == 1.0 && self.output == self.input
    }

    /// Whether the scale makes exactly as much as it says.
    fn is_even(self) -> bool {
        self.input as f32 * self.scale == self.output as f32
    }

    /// Where a place of the output stands on the input.
    fn origin(self, place: usize, way: &str) -> Result<f32> {
        let x = place as f32;
        let half = (x + 0.5) / self.scale - 0.5;

        Ok(match way {
            "half_pixel" | "half_pixel_symmetric" => half,
            "pytorch_half_pixel" if self.output > 1 => half,
            "align_corners" if self.output > 1 => {
                x * (self.input as f32 - 1.0) / (self.output as f32 - 1.0)
            }
            "pytorch_half_pixel" | "align_corners" => 0.0,
            "asymmetric" => x / self.scale,
            "tf_half_pixel_for_nn" => (x + 0.5) / self.scale,
            _ => return refuse(format!("its coordinate mode `{}` is not shown", shown(way))),
        })
    }

    fn nearest(self, [way, rounding]: [&str; 2]) -> Result<Places> {
        let mut places = Vec::new();

        for place in 0..self.output {
            let x = self.origin(place, way)?;
            let x = if self.scale == 1.0 && self.input == self.output {
                place as f32
            } else {
                x
            };
            let rounded = match rounding {
                "floor" => x.floor(),
                "ceil" => x.ceil(),
                "round_prefer_ceil" => (x + 0.5).floor(),
                "round_prefer_floor" => (x - 0.5).ceil(),
                _ => {
                    return refuse(format!(
                        "its `nearest_mode` `{}` is not known",
                        shown(rounding)
                    ));
                }
            };

            places.push(Some((rounded.max(0.0) as usize).min(self.input - 1)));
        }

        Ok(places)
    }
}

fn nearest(
    work: &mut Work,
    flow: &Flow,
    stretches: &[Stretch],
    [way, rounding]: [&str; 2],
) -> Made {
    let shape: Vec<usize> = stretches.iter().map(|stretch| stretch.output).collect();

    if let ("asymmetric", "floor", [1, _, _, _]) = (way, rounding, &flow.shape[..])
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
        *places = stretch.nearest([way, rounding])?;
    }

    Ok(vec![work.picked(
        &Value::Flow(flow.clone()),
        places,
        0.0,
    )?])
}

fn linear(work: &mut Work, flow: &Flow, stretches: &[Stretch], way: &str, is_sized: bool) -> Made {
    let shape: Vec<usize> = stretches.iter().map(|stretch| stretch.output).collect();
    let maps = match stretches {
        [batch, channels, maps @ ..] if batch.is_none() && channels.is_none() => match maps {
            [rows, columns] => [*rows, *columns],
            [columns] => [Stretch::none(1), *columns],
            _ => return refuse("it resizes more than rows and columns"),
        },
        _ => return refuse("it resizes other axes than rows and columns"),
    };

    if work.node.is_set("antialias") && maps.iter().any(|one| one.output < one.input) {
        return refuse("`antialias` is not shown");
    }

    let by = two_around(way, maps)?;
    let is_even = maps.iter().all(|one| one.is_even());
    let to = if is_sized || is_even {
        To::Size(maps.map(|one| one.output))
    } else {
        To::Scale(maps.map(|one| f64::from(one.scale)))
    };

    let made = work.push(Op::Resize(Resize { to, by }), flow)?;

    if levels(&made.shape) != levels(&shape) {
        return refuse(format!("its scales make {:?}, not {shape:?}", made.shape));
    }

    Ok(vec![Flow { shape, ..made }.into()])
}

/// How the two cells around a place are found, where the place stands on the input in this way.
fn two_around(way: &str, maps: [Stretch; 2]) -> Result<By> {
    let is_one = maps.iter().any(|one| one.output == 1 && one.input > 1);

    match way {
        "half_pixel" => Ok(By::Linear { corners: false }),
        "pytorch_half_pixel" if !is_one => Ok(By::Linear { corners: false }),
        "half_pixel_symmetric" if maps.iter().all(|one| one.is_even()) => {
            Ok(By::Linear { corners: false })
        }
        "align_corners" => Ok(By::Linear { corners: true }),
        "asymmetric" => Ok(By::LinearFromEdge),
        _ => refuse(format!(
            "its coordinate mode `{}` is not shown here",
            shown(way)
        )),
    }
}
