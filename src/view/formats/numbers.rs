//! Which numbers of a layer tell how it is written, and how they are measured: of very many, some.

use super::published;
use crate::app::{App, Measured, measure};
use crate::nn::{Layer, Stage, Take};
use crate::scenario::Published;
use crate::text::{Format, Measure};
use crate::walk::Place;

/// Numbers that are looked at to find how wide tiles must be; of more, only some.
const MOST_MEASURED: usize = 2048;

/// Filters whose columns are all looked at.
const MOST_FILTERS: usize = 16;

/// Rows and columns of cells whose shares are looked at.
const MOST_SHARED: usize = 16;

/// Numbers of a vector that are seen on each side of the current one, at most.
const MOST_SEEN: usize = 128;

/// Columns of an output of which only one number is known.
const UNKNOWN: usize = 5;

/// How the numbers are measured that what is read is weighed with, and those of the current filter alone.
pub(super) fn weighed(app: &App, place: Place, digits: usize) -> [Measure; 2] {
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

/// Columns that the numbers of any filter need, those of one with the same digits after the point: at most so many, and in at most so
/// many columns. Of many filters, what all of them would need.
pub(super) fn filter_width(
    app: &App,
    place: Place,
    all: Measure,
    [digits, widest]: [usize; 2],
) -> usize {
    let layer = app.layer();
    let width = |measure: Measure| measure.alike(digits, widest).width;

    match layer.output.dims()[0] {
        _ if layer.op.form().take != Take::Product => all.width,
        count if count > MOST_FILTERS => width(all),
        count => {
            let own = |filter: usize| {
                let which = Measured::Filter(place.layer, filter);
                measure(app, which, digits, || weights(layer, Some(filter)))
            };
            let filters = (0..count).map(|filter| width(own(filter)));
            filters.fold(all.width, usize::max)
        }
    }
}

/// How the numbers of the current layer's output and those that are printed as it are measured with `most` digits after the
/// point, and the columns that they need at least.
pub(super) fn outputs(app: &App, most: usize) -> (Measure, usize) {
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

/// How far numbers lie below the largest of them.
fn below_largest(values: &[f64]) -> Vec<f64> {
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| value - largest).collect()
}

/// How what the current layer reads is measured, with so many digits after the point.
pub(super) fn read(app: &App, place: Place, digits: usize) -> Measure {
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
pub(in super::super) fn stage(app: &App, stage: Stage) -> Vec<f64> {
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

/// What the taps of the first cells are weighed with, where that is no tensor but comes about with the cell's place.
fn interpolated(layer: &Layer) -> Vec<f64> {
    let [_, rows, columns] = layer.output.dims();
    let [rows, columns] = [rows, columns].map(|count| count.min(MOST_SHARED));
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| [0, row, column]));
    let taps = cells.flat_map(|cell| (0..layer.taps()).map(move |tap| (cell, tap)));
    let shares = taps.map(|(cell, tap)| layer.weight(cell, 0, tap).unwrap_or_default());

    shares.map(f64::from).collect()
}

/// A layer's weights, or those of one filter; of very many, some.
fn weights(layer: &Layer, filter: Option<usize>) -> Vec<f64> {
    let Some(weight) = layer.op.weight() else {
        return interpolated(layer);
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
