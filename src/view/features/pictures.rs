//! The pictures: weights, and parts of images.

use std::ops::Range;

use super::super::canvas::{Block, Canvas};
use super::super::theme::Role;
use super::plan::Plan;
use super::weights::Weights;
use crate::app::App;
use crate::nn::{Images, Layer, Part, Response, Stage};
use crate::text::Format;

/// The most decimals of a weight on a tile; and where one would look like 0 with these.
const DECIMALS: usize = 2;
const MOST_DECIMALS: usize = 6;

/// The rows and columns of the input that a cell of the current layer sees.
pub(super) fn seen(app: &App, cell: [usize; 3]) -> Part {
    let stage = Stage::after(app.place().layer);
    let blocks = app.network().field_of(stage, cell);

    blocks[0]
        .clone()
        .map_or([0..0, 0..0], |[_, rows, columns]| [rows, columns])
}

/// What stands at a dot: the share of black to white, or of the largest weight; nothing where nothing is.
type Shares = Vec<Vec<Option<f64>>>;

/// Draws the part of an image that a cell sees. What lies in the padding is empty.
pub(super) fn patch(app: &App, plan: &Plan, answer: Response, place: Block, canvas: &mut Canvas) {
    let Some(images) = &app.network().images else {
        return;
    };

    let [_, height, width] = app.network().shape.dims();
    let seen = seen(app, answer.cell);
    let from = [
        begin(&seen[0], plan.field[0], height),
        begin(&seen[1], plan.field[1], width),
    ];

    let cut = Cut {
        images,
        image: answer.image,
        channels: app.network().shape.dims()[0],
        plan,
        seen,
        from,
    };

    let [high, wide] = plan.dots;
    let shares: Shares = (0..high)
        .map(|row| (0..wide).map(|column| cut.share(row, column)).collect())
        .collect();

    draw(&shares, place, true, canvas);
}

/// Where a part that is so long begins, were there no edge.
fn begin(seen: &Range<usize>, length: usize, whole: usize) -> i64 {
    if seen.start == 0 && seen.end < whole {
        seen.end as i64 - length as i64
    } else {
        seen.start as i64
    }
}

/// A part of an image.
struct Cut<'a> {
    images: &'a Images,
    image: usize,
    channels: usize,
    plan: &'a Plan,
    /// What of it lies in the image.
    seen: Part,
    /// Its first row and column, were there no edge.
    from: [i64; 2],
}

impl Cut<'_> {
    /// The rows or columns of the image at a dot.
    fn cells(&self, dim: usize, dot: usize) -> impl Iterator<Item = usize> {
        let [cells, dots] = [self.plan.field[dim], self.plan.dots[dim]];
        let start = dot * cells / dots;
        let end = ((dot + 1) * cells / dots).max(start + 1);
        let at = (start..end).map(move |cell| self.from[dim] + cell as i64);

        at.filter_map(|at| usize::try_from(at).ok())
            .filter(move |at| self.seen[dim].contains(at))
    }

    /// The mean of what lies at a dot, from black, 0, to white, 1.
    fn share(&self, row: usize, column: usize) -> Option<f64> {
        let [black, white] = self.images.range().map(f64::from);
        let mut sum = 0.0;
        let mut count = 0.0;

        for row in self.cells(0, row) {
            for column in self.cells(1, column) {
                for channel in 0..self.channels {
                    sum += f64::from(self.images.at(self.image, [channel, row, column]));
                    count += 1.0;
                }
            }
        }

        let span = (white - black).max(f64::MIN_POSITIVE);

        (count > 0.0).then(|| (sum / count - black) / span)
    }
}

/// Draws the weights of a filter, channel by channel.
pub(super) fn weights(app: &App, plan: &Plan, map: usize, place: Block, canvas: &mut Canvas) {
    let Some(weights) = plan.weights else {
        return;
    };

    let layer = &app.network().layers[plan.layer];
    let most = places(weights)
        .filter_map(|(group, at)| weight(layer, map, group, at))
        .fold(f64::MIN_POSITIVE, |most, weight| most.max(weight.abs()));

    let [high, wide] = weights.dots();
    let dot = |row: usize, column: usize| {
        let (group, at) = weights.at(row, column)?;
        Some(weight(layer, map, group, at)? / most)
    };

    let shares: Shares = (0..high)
        .map(|row| (0..wide).map(|column| dot(row, column)).collect())
        .collect();

    draw(&shares, place, false, canvas);

    if weights.is_numbered() && canvas.styles.is_fine() {
        numbers(layer, weights, (map, most), place, canvas);
    }
}

/// Writes a filter's weights into the middle of their tiles, where all of them have room there.
fn numbers(
    layer: &Layer,
    weights: Weights,
    (map, most): (usize, f64),
    place: Block,
    canvas: &mut Canvas,
) {
    let room = weights.scale - 2;
    let all: Vec<_> = places(weights)
        .filter_map(|(group, at)| Some((group, at, weight(layer, map, group, at)?)))
        .collect();

    let values = || all.iter().map(|(.., weight)| *weight);
    let values: Vec<f64> = values().collect();
    let texts = alike(&values, room);

    if texts.iter().any(|text| text.len() > room) {
        return;
    }

    for ((group, at, weight), text) in all.iter().copied().zip(&texts) {
        let [row, column] = weights.corner(group, at).map(|dot| dot as i32);
        let spare = (weights.scale - 1).saturating_sub(text.len());
        let x = place.x + column + spare.div_ceil(2) as i32;
        let y = (place.top + row + weights.scale as i32 / 2 - 1).div_euclid(2);
        let behind = canvas.styles.dot(Role::Filter, weight / most);
        let style = canvas.styles.written_on(behind);
        canvas.text(x as u16, y as u16, text, style);
    }
}

/// Weights in so many columns each, all in one notation: with the fewest decimals at which none looks like 0; where these have no
/// room, a sign tells on which side of 0 one lies.
fn alike(weights: &[f64], room: usize) -> Vec<String> {
    let width = Format::needed(weights.iter().copied(), DECIMALS).max(room);
    let fitting = Format::fit(weights.iter().copied(), width).decimals;
    let fewest = fitting.min(DECIMALS);
    let texts = |decimals: usize| {
        let format = Format {
            decimals,
            width: width + 1,
            exponent: 0,
        };

        let texts = weights.iter().map(|weight| written(format, *weight, room));
        texts.collect::<Vec<_>>()
    };

    let has_exponent = |text: &String| text.contains('e');
    let is_plain = |texts: &Vec<String>| {
        let mut texts = texts.iter();
        texts.all(|text| text.len() <= room && text.parse::<f64>().is_ok() && !has_exponent(text))
    };

    let mut more = (fewest..=MOST_DECIMALS).map(texts);

    if let Some(plain) = more.find(is_plain) {
        return plain;
    }

    let few = texts(fewest);
    let is_mixed = !few.iter().all(has_exponent);
    let near_zero = |(text, weight): (String, &f64)| match *weight {
        weight if !is_mixed || !has_exponent(&text) || weight.abs() >= 1.0 => text,
        weight if weight < 0.0 => "0-".to_owned(),
        _ => "0+".to_owned(),
    };

    few.into_iter().zip(weights).map(near_zero).collect()
}

/// A weight in so many columns: where it needs one more, without the 0 before its point.
fn written(format: Format, weight: f64, room: usize) -> String {
    let text = format.show(weight).trim_start().to_owned();

    match text.split_once("0.") {
        Some((sign @ ("" | "-"), decimals)) if text.len() > room => format!("{sign}.{decimals}"),
        _ => text,
    }
}

/// The channels of a filter, and the places of each.
fn places(weights: Weights) -> impl Iterator<Item = (usize, [usize; 2])> {
    let [rows, columns] = weights.kernel;
    let at = move |at| [at / columns, at % columns];

    (0..weights.channels).flat_map(move |group| (0..rows * columns).map(move |n| (group, at(n))))
}

/// A weight of a layer: of a map, at a place of one of its channels as they are written.
fn weight(layer: &Layer, map: usize, group: usize, [row, column]: [usize; 2]) -> Option<f64> {
    let place = row * layer.kernel()[1] + column;
    let is_there = place < layer.taps();
    let weight = is_there.then(|| layer.weight([map, 0, 0], group, layer.turned(place)));

    weight.flatten().map(f64::from)
}

/// Draws dots into a place.
fn draw(shares: &Shares, place: Block, is_image: bool, canvas: &mut Canvas) {
    let styles = canvas.styles;

    for (row, dots) in shares.iter().enumerate() {
        for (column, share) in dots.iter().enumerate() {
            let colour = match share {
                Some(share) if is_image => Some(styles.gray(*share)),
                Some(share) => Some(styles.dot(Role::Filter, *share)),
                None if is_image => styles.blank(),
                None => None,
            };

            let dot = Block {
                x: place.x + column as i32,
                top: place.top + row as i32,
                width: 1,
                height: 1,
            };

            canvas.fill(dot, colour);
        }
    }
}
