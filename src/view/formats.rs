//! How numbers of a layer are written: as wide as they need to be, and how large the largest of them is.

use super::plane::{Plane, is_large};
use crate::app::{App, Zoom};
use crate::nn::{Layer, Stage, Take};
use crate::scenario::Published;
use crate::text::Format;
use crate::walk::Place;

/// Numbers that are looked at to find how wide tiles must be; of more, only some.
const MOST_MEASURED: usize = 2048;

/// Digits after the point of most numbers.
const MOST: usize = 2;

/// Columns of a screen that has room for all decimals of products.
const ROOMY: u16 = 80;

/// Columns of products with decimals on a screen that has not.
const NARROW: usize = 5;

/// Digits after the point of weights whose products have as many: of weights that meet whole numbers. They take no room from
/// anything on a screen of so many columns, nor beside a picture.
const FINE: usize = 4;
const WIDE: u16 = 100;

/// How input, weights and output are written, and their largest numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formats {
    pub input: Format,
    pub weight: Format,
    pub output: Format,
    /// Columns of a product.
    pub product: usize,
    /// The largest number of the input, of the weights and of the output, whatever its sign.
    pub largest: [f64; 3],
    is_exact: bool,
}

impl Formats {
    /// As wide as the numbers of the current layer need to be at this zoom; on a screen of few columns, products with fewer decimals.
    pub(super) fn new(app: &App, columns: u16) -> Self {
        let layer = app.layer();
        let place = app.place();
        let is_exact = app.zoom() == Zoom::Digits;
        let (most, widest) = if is_exact { (9, 14) } else { (MOST, 7) };

        let format = |values: &[f64], least| fitting(values, most, [least, widest]);

        let input = read(app, place);
        let form = layer.op.form();
        let weight = match form.take {
            Take::Exponential => below_largest(&input),
            Take::Square => input.clone(),
            _ => weights(layer, None),
        };
        let (output, least_output) = outputs(app, most);
        let input_format = format(&input, 1);
        let is_fine = input_format.decimals == 0 && has_room(layer, columns);
        let digits = if is_fine { most.max(FINE) } else { most };
        let wide = fitting(&weight, digits, [2, widest]).width;
        let largest = [largest(&input), largest(&weight), largest(&output)];

        let is_weighted = !matches!(form.take, Take::Exponential | Take::Square);
        let own = if is_weighted {
            weights(layer, Some(place.cell[0]))
        } else {
            weight
        };

        let mut formats = Self {
            input: input_format,
            weight: Format::fit(own, wide),
            output: format(&output, least_output),
            product: 0,
            largest,
            is_exact,
        };

        formats.product = formats
            .product_width(form.take, most)
            .min(widest_product(app, columns));
        formats
    }

    /// With weights of as few digits as other numbers, where nothing is multiplied.
    pub(super) fn narrowed(self) -> Self {
        let decimals = self.weight.decimals.min(MOST);
        let width = self.weight.width + decimals - self.weight.decimals;

        Self {
            weight: Format { width, decimals },
            ..self
        }
    }

    /// Columns of products: the largest that there may be of these inputs and weights.
    fn product_width(&self, take: Take, most: usize) -> usize {
        let [input, weight, _] = self.largest;
        let decimals = |format: Format| format.decimals;
        let point = |decimals: usize| {
            if decimals > 0 {
                decimals.min(most) + 1
            } else {
                0
            }
        };

        match take {
            Take::Product => {
                let whole = Format::needed([-(input * weight).ceil()], 0);
                let decimals = decimals(self.input) + decimals(self.weight);
                (whole + point(decimals)).max(2)
            }
            Take::Square => {
                Format::needed([(input * input).ceil()], 0) + point(2 * decimals(self.input))
            }
            _ => 7,
        }
    }

    /// Numbers that come and go, in columns of this width, with no more digits than are read at a glance.
    pub(super) fn fleeting(&self, values: impl Iterator<Item = f64>, width: usize) -> Format {
        let most = if self.is_exact { usize::MAX } else { 4 };
        let format = Format::fit(values, width);

        Format {
            decimals: format.decimals.min(most),
            ..format
        }
    }
}

/// Whether weights with more digits take no room from anything else.
fn has_room(layer: &Layer, columns: u16) -> bool {
    let is_product = layer.op.form().take == Take::Product;
    is_product && (columns >= WIDE || is_large(Plane::new(layer).size))
}

/// How numbers are written with so many digits after the point, in so many columns at least and at most.
fn fitting(values: &[f64], digits: usize, [least, most]: [usize; 2]) -> Format {
    let values = || values.iter().copied();
    let width = Format::needed(values(), digits).clamp(least, most);

    Format::fit(values(), width)
}

/// The numbers of the current layer's output and those that are printed as it, and the columns that they need at least, with
/// `most` digits after the point.
fn outputs(app: &App, most: usize) -> (Vec<f64>, usize) {
    if app.hidden().size() {
        return (vec![0.0], 2);
    }

    let written = Stage::after(app.place().layer);
    let output = match app.explanation() {
        // What is not known as a whole is known where the walk is.
        Some(explanation) if !is_small(app, written) => vec![f64::from(explanation.value)],
        _ => stage(app, written),
    };
    let printed = published(app).into_iter().flat_map(Published::numbers);
    let printed: Vec<f64> = printed.map(f64::from).collect();

    if printed.is_empty() {
        return (output, 2);
    }

    // What is wrong in print has a sign before it.
    let marked = 1 + Format::needed(printed.iter().copied(), most);

    ([output, printed].concat(), marked.max(2))
}

/// What a source of the author's prints as the current layer's output, where its size may be seen.
pub(super) fn published(app: &App) -> Option<&Published> {
    app.scenario()
        .published(app.network(), app.place().layer)
        .filter(|_| !app.hidden().size())
}

/// The most columns of a product, on a screen of so many.
fn widest_product(app: &App, columns: u16) -> usize {
    match app.zoom() {
        Zoom::Digits => 14,
        _ if columns < ROOMY => NARROW,
        _ => 7,
    }
}

/// How far numbers lie below the largest of them.
fn below_largest(values: &[f64]) -> Vec<f64> {
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| value - largest).collect()
}

/// The largest of some numbers, whatever its sign.
pub(super) fn largest(values: &[f64]) -> f64 {
    values
        .iter()
        .map(|value| value.abs())
        .filter(|value| value.is_finite())
        .fold(f64::MIN_POSITIVE, f64::max)
}

/// The least of some numbers, or zero.
pub(super) fn least(values: &[f64]) -> f64 {
    values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .fold(0.0, f64::min)
}

/// Numbers of what the current layer reads, that tell how wide its cells are: of all its sources, or of the window alone
/// where not all is known.
fn read(app: &App, place: Place) -> Vec<f64> {
    let layer = app.layer();
    let mut sources = layer.sources.iter();

    if sources.all(|source| is_small(app, source.stage)) {
        let all = layer.sources.iter();
        return all.flat_map(|source| stage(app, source.stage)).collect();
    }

    let Some(inputs) = app.values().under(place.layer, place.cell) else {
        return vec![0.0];
    };

    // Of many groups some, the first and the last among them.
    let last = layer.groups() - 1;
    let some = last.min(7);
    let taps = (0..=some)
        .map(|index| index * last / some.max(1))
        .flat_map(|group| (0..layer.taps().min(64)).map(move |tap| (group, tap)));

    let number = |(group, tap)| {
        let from = layer.source(place.cell, group, tap)?;
        Some(f64::from(inputs.at(from)))
    };

    taps.filter_map(number).collect()
}

/// Whether all numbers of a stage are at hand, or few enough.
fn is_small(app: &App, stage: Stage) -> bool {
    app.values().is_known(stage) || app.network().shape_of(stage).count() <= MOST_MEASURED as u64
}

/// Numbers of a stage that tell how wide its cells are: all of them, or some of many.
pub(super) fn stage(app: &App, stage: Stage) -> Vec<f64> {
    let [channels, height, width] = app.network().shape_of(stage).dims();
    let count = channels * height * width;
    let known = app.values().is_known(stage) || count <= MOST_MEASURED;

    let Some(cells) = app.values().all(stage).filter(|_| known) else {
        return vec![0.0];
    };

    let step = count.div_ceil(MOST_MEASURED);
    let at = |index: usize| {
        cells.at([
            index / (height * width),
            index / width % height,
            index % width,
        ])
    };

    (0..count)
        .step_by(step)
        .map(|index| f64::from(at(index)))
        .collect()
}

/// A layer's weights, or those of one filter; of very many, some.
fn weights(layer: &Layer, filter: Option<usize>) -> Vec<f64> {
    let Some(weight) = layer.op.weight() else {
        return vec![0.0];
    };

    let index = |group: usize, tap: usize| layer.weight_index(filter?, group, tap);
    let all = 0..if filter.is_some() {
        layer.groups() * layer.taps()
    } else {
        weight.count()
    };
    let step = all.len().div_ceil(MOST_MEASURED);
    let at = |at: usize| index(at / layer.taps(), at % layer.taps()).unwrap_or(at);
    all.step_by(step)
        .map(|place| f64::from(weight.at(at(place))))
        .collect()
}
