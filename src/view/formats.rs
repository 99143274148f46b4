//! How numbers of a layer are written: as wide as they need to be, and how large the largest of them is.

use super::plane::{Plane, is_large};
use crate::app::{App, Measured, Zoom, measure};
use crate::nn::{Finish, Layer, Stage, Take};
use crate::scenario::Published;
use crate::text::{Format, Measure};
use crate::walk::Place;

/// Numbers that are looked at to find how wide tiles must be; of more, only some.
const MOST_MEASURED: usize = 2048;

/// Numbers of a vector that are seen on each side of the current one, at most.
const MOST_SEEN: usize = 128;

/// Columns of an output of which only one number is known.
const UNKNOWN: usize = 5;

/// Digits after the point of most numbers.
const MOST: usize = 2;

/// Columns of a screen that has room for all decimals of products; beside a picture.
const ROOMY: u16 = 80;
const PICTURED: u16 = 160;

/// Columns of products with decimals on a screen that has not; beside a picture.
const NARROW: usize = 5;
const BESIDE: usize = 6;

/// Digits after the point of weights whose products have as many: of weights that meet whole numbers. They take no room from
/// anything on a screen of so many columns, nor beside a picture; nor do all numbers of a dense layer beside pictures on one of
/// so many.
const FINE: usize = 4;
const WIDE: u16 = 100;
const WIDEST: u16 = 120;

/// Columns of a screen that has room for a table's numbers with their points below each other.
const TABLED: u16 = 60;

/// The most digits after the point of what is written there with an exponent.
const MOST_OF_SHARES: usize = 8;

/// Less than ten to this power is zero in double precision, and in single.
const LEAST_POWERS: [f64; 2] = [-324.0, -45.0];

/// How input, weights and output are written, and their largest numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formats {
    pub input: Format,
    pub weight: Format,
    pub output: Format,
    /// Columns of a product.
    pub product: usize,
    /// How the powers of e are written that softmax makes of a vector, where there is room for all of their digits.
    pub shares: Option<Format>,
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
        let [most, widest] = most(app, columns);

        let fitting = |measure: Measure, least| measure.fit(measure.width.clamp(least, widest));

        let input = read(app, place, most);
        let form = layer.op.form();
        let input_format = fitting(input, 1);
        let is_fine = input_format.decimals == 0 && has_room(layer, columns);
        let is_beside = layer.is_dense() && layer.groups() > 1 && columns >= WIDEST;
        let fine = |is_fine| if is_fine { most.max(FINE) } else { most };
        let digits = fine(is_fine || is_beside);

        let [weight, own] = weighed(app, place, digits);
        let (output, least_output) = outputs(app, most);
        let wide = weight.width.clamp(2, widest);

        let mut formats = Self {
            input: input_format,
            weight: weight.fit(wide),
            output: fitting(output, least_output),
            product: 0,
            shares: None,
            largest: [input, weight, output].map(Measure::magnitude),
            is_exact,
        };

        // What stands beside them stays where it is from filter to filter.
        let product = formats.product_width(form.take, fine(is_beside));
        formats.product = product.min(widest_product(app, columns));
        formats.weight = own.fit(wide);

        if is_table(layer) && columns >= TABLED {
            formats.tabled(layer, [input, weight, output], [most, widest])
        } else {
            formats
        }
    }

    /// As a table has them: each column with at most so many digits after the point, as many as its numbers need; powers of e and
    /// probabilities also where they are near zero.
    fn tabled(self, layer: &Layer, measures: [Measure; 3], [most, widest]: [usize; 2]) -> Self {
        let [input, weight, output] = measures.map(|measure| measure.alike(most, widest));
        let power = measures[1].least * std::f64::consts::LOG10_E;
        let powers = shares(most, power.max(LEAST_POWERS[0]));
        let sum = (layer.output.count() as f64).log10();
        let output = match layer.op.form().finish {
            Finish::Probability => shares(most, (power - sum).max(LEAST_POWERS[1])),
            _ => output,
        };

        Self {
            input,
            weight,
            output,
            product: powers.width,
            shares: Some(powers),
            ..self
        }
    }

    /// With weights of as few digits as other numbers, where nothing is multiplied.
    pub(super) fn narrowed(self) -> Self {
        let decimals = self.weight.decimals.min(MOST);
        let width = self.weight.width + decimals - self.weight.decimals;

        Self {
            weight: Format {
                width,
                decimals,
                exponent: 0,
            },
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

/// The most digits after the point, and the most columns, of a number.
fn most(app: &App, columns: u16) -> [usize; 2] {
    match app.zoom() {
        Zoom::Digits => [9, 14],
        _ if is_table(app.layer()) && columns >= ROOMY => [FINE, 9],
        _ => [MOST, 7],
    }
}

/// Whether a layer is told as a table: softmax of a vector.
fn is_table(layer: &Layer) -> bool {
    layer.output.is_vector() && layer.op.form().take == Take::Exponential
}

/// How numbers from 0 to 1 are written, the least about ten to a power: with more digits where none needs an exponent.
fn shares(digits: usize, power: f64) -> Format {
    let fine = Format::of_shares(digits.max(FINE), power);

    if fine.exponent == 0 {
        fine
    } else {
        Format::of_shares(digits.min(MOST_OF_SHARES), power)
    }
}

/// Whether weights with more digits take no room from anything else.
fn has_room(layer: &Layer, columns: u16) -> bool {
    let is_product = layer.op.form().take == Take::Product;
    is_product && (columns >= WIDE || is_large(Plane::new(layer).size))
}

/// How the numbers are measured that what is read is weighed with, and those of the current filter alone.
fn weighed(app: &App, place: Place, digits: usize) -> [Measure; 2] {
    let layer = app.layer();
    let computed = |numbers: &[f64]| [Measure::of(numbers, digits); 2];

    match layer.op.form().take {
        Take::Exponential => computed(&below_largest(&numbers_read(app, place))),
        Take::Square => computed(&numbers_read(app, place)),
        _ => {
            let all = Measured::Weights(place.layer);
            let own = Measured::Filter(place.layer, place.cell[0]);

            [
                measure(app, all, digits, || weights(layer, None)),
                measure(app, own, digits, || weights(layer, Some(place.cell[0]))),
            ]
        }
    }
}

/// How the numbers of the current layer's output and those that are printed as it are measured with `most` digits after the
/// point, and the columns that they need at least.
fn outputs(app: &App, most: usize) -> (Measure, usize) {
    if app.hidden().size() {
        return (Measure::of(&[0.0], most), 2);
    }

    let written = Stage::after(app.place().layer);
    let printed = published(app).into_iter().flat_map(Published::numbers);
    let printed: Vec<f64> = printed.map(f64::from).collect();
    let near = nearby(app, written);
    let is_alone = near.is_empty() && !is_small(app, written);
    let least = if is_alone { UNKNOWN } else { 2 };
    let output = || match app.explanation() {
        // What is not known as a whole is known where the walk is.
        Some(explanation) if !is_small(app, written) => vec![f64::from(explanation.value)],
        _ => stage(app, written),
    };

    if printed.is_empty() {
        let measure = if near.is_empty() && app.values().is_known(written) {
            measure(app, Measured::Stage(written), most, output)
        } else {
            Measure::of(&[output(), near].concat(), most)
        };

        return (measure, least);
    }

    // What is wrong in print has a sign before it.
    let marked = 1 + Format::needed(printed.iter().copied(), most);

    let measure = Measure::of(&[output(), printed].concat(), most);

    (measure, marked.max(2))
}

/// The numbers of a long vector around the one that is spoken of, of which a sample may have none.
fn nearby(app: &App, written: Stage) -> Vec<f64> {
    let shape = app.layer().output;
    let count = shape.dims()[0];
    let at = app.place().cell[0];

    if !shape.is_vector() || count <= MOST_MEASURED {
        return Vec::new();
    }

    let seen = at.saturating_sub(MOST_SEEN)..(at + MOST_SEEN).min(count);
    let cells = app.values().cells(written, [0..1, 0..1]);

    cells.map_or_else(Vec::new, |cells| {
        let number = |index| f64::from(cells.at([index, 0, 0]));
        seen.map(number).collect()
    })
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
        _ if columns < PICTURED && is_large(Plane::new(app.layer()).size) => BESIDE,
        _ => 7,
    }
}

/// How far numbers lie below the largest of them.
fn below_largest(values: &[f64]) -> Vec<f64> {
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| value - largest).collect()
}

/// How what the current layer reads is measured, with so many digits after the point.
fn read(app: &App, place: Place, digits: usize) -> Measure {
    let mut sources = app.layer().sources.iter();
    let numbers = || numbers_read(app, place);

    if sources.all(|source| app.values().is_known(source.stage)) {
        measure(app, Measured::Sources(place.layer), digits, numbers)
    } else {
        Measure::of(&numbers(), digits)
    }
}

/// Numbers of what the current layer reads, that tell how wide its cells are: of all its sources, or of the window alone
/// where not all is known.
fn numbers_read(app: &App, place: Place) -> Vec<f64> {
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

/// Whether all numbers of a stage are at hand, few enough, or had at once.
fn is_small(app: &App, stage: Stage) -> bool {
    app.values().is_known(stage)
        || app.network().shape_of(stage).count() <= MOST_MEASURED as u64
        || app.values().all(stage).is_some()
}

/// Numbers of a stage that tell how wide its cells are: all of them, or some of many.
pub(super) fn stage(app: &App, stage: Stage) -> Vec<f64> {
    let [channels, height, width] = app.network().shape_of(stage).dims();
    let count = channels * height * width;

    let Some(cells) = app.values().all(stage) else {
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
