//! How numbers of a layer are written: as wide as they need to be, and how large the largest of them is.

mod numbers;

pub(super) use numbers::stage;

use super::plane::{Plane, is_large};
use crate::app::{App, Zoom};
use crate::nn::{Activation, Finish, Fold, Layer, Reach, Take};
use crate::scenario::Published;
use crate::text::{Format, Measure};
use numbers::{filter_width, outputs, read, weighed};

/// Digits after the point of most numbers, and of those that stand on tiles where two have no room.
pub(super) const MOST: usize = 2;
pub(super) const LEAST: usize = 1;

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
    /// Columns before the point of the products of numbers of the input and weights of this filter.
    whole: usize,
    is_exact: bool,
    /// Whether numbers have more digits after the point than they must have, which are rounded anyway: one that is all there stays so.
    pub is_fine: bool,
    /// Columns of the weights' digits that other numbers do not have.
    spare: usize,
}

impl Formats {
    /// As wide as the numbers of the current layer need to be at this zoom, with so many digits after the point as a rule; on a
    /// screen of few columns, products with fewer decimals.
    pub(super) fn new(app: &App, columns: u16, digits: usize) -> Self {
        let layer = app.layer();
        let place = app.place();
        let [most, widest] = most(app, columns, digits);

        let input = read(app, place, most);
        let input_format = fitted(layer, input, 1, [most, widest]);
        let is_roomy = has_room(layer, columns, input_format);
        let is_beside = is_beside(layer, columns);
        let fine = |is_fine| if is_fine { most.max(FINE) } else { most };

        let digits = fine(is_roomy || is_beside);
        let [weight, own] = weighed(app, place, digits);
        let (output, least_output) = outputs(app, most);
        let wide = filter_width(app, place, weight, [digits, widest]).clamp(2, widest);
        let measures = [input, weight, output];

        let weight_format = weight.fit(wide);
        let mut formats = Self {
            input: input_format,
            weight: weight_format,
            spare: weight_format.decimals.saturating_sub(MOST),
            output: fitted(layer, output, least_output, [most, widest]),
            product: 0,
            shares: None,
            largest: measures.map(Measure::magnitude),
            whole: whole(layer, input, own),
            is_exact: app.zoom() == Zoom::Digits,
            is_fine: false,
        };

        formats.is_fine = formats.has_spare(measures);

        // What stands beside them stays where it is from filter to filter.
        formats.product = formats
            .product_width(layer.op.form().take, fine(is_beside).max(MOST))
            .min(widest_product(app, columns));
        formats.weight = own.fit(wide);

        if is_table(layer) && columns >= TABLED {
            formats.tabled(layer, measures, [most, widest])
        } else {
            formats
        }
    }

    /// Whether some numbers have more digits after the point than they must have, all of which are rounded.
    fn has_spare(&self, measures: [Measure; 3]) -> bool {
        let formats = [self.input, self.weight, self.output];
        let mut fine = formats.into_iter().zip(measures);
        let is_fine = |format: &Format| format.decimals > LEAST;
        let is_rounded = |(format, measure): (Format, Measure)| {
            !is_fine(&format) || !measure.is_whole(format.decimals)
        };

        !self.is_exact && formats.iter().any(is_fine) && fine.all(is_rounded)
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

    /// With as many digits as there are columns for on the tiles of input, weights, products and output, so that a number of a map
    /// reads as the equation has it.
    pub(super) fn grown(mut self, app: &App, rooms: [Option<usize>; 4]) -> Self {
        if self.is_exact || published(app).is_some() {
            return self;
        }

        let place = app.place();
        let has_more =
            |format: Format| move |room: &usize| format.decimals > 0 && *room > format.width;
        let width =
            |measure: Measure, least: usize, room| measure.alike(FINE, room).width.max(least);
        let [input, weight, product, output] = rooms;

        if let Some(room) = input.filter(has_more(self.input)) {
            let measure = read(app, place, FINE);
            self.input = measure.fit(width(measure, self.input.width, room));
        }

        if let Some(room) = weight.filter(has_more(self.weight)) {
            let [all, own] = weighed(app, place, FINE);
            self.weight = own.fit(width(all, self.weight.width, room));
        }

        if let Some(room) = output.filter(has_more(self.output)) {
            let (measure, _) = outputs(app, FINE);
            self.output = measure.fit(width(measure, self.output.width, room));
        }

        // A number that is taken over looks the same in both places.
        if copies(app.layer()) {
            self.match_output();
        }

        // No wider than products with all their digits, which would stand at the right edge of their tiles.
        let take = app.layer().op.form().take;
        let most = self.product_width(take, FINE).max(self.product);
        self.product = product.map_or(self.product, |room| room.clamp(self.product, most));
        self
    }

    /// Gives what is read and what is written the same digits.
    fn match_output(&mut self) {
        let least = self.output.decimals.min(self.input.decimals);
        [self.input.decimals, self.output.decimals] = [least; 2];
    }

    /// How each product of an input and a weight is written, whichever step it belongs to.
    pub(super) fn stamped(&self) -> Format {
        let whole = Format::needed([-self.largest_product().ceil()], 0);
        let room = self.product.saturating_sub(whole + 1);

        Format {
            width: self.product,
            decimals: (self.input.decimals + self.weight.decimals)
                .min(room)
                .min(FINE),
            exponent: 0,
        }
    }

    /// The largest that a product may be, whatever its sign.
    pub(super) fn largest_product(&self) -> f64 {
        let [input, weight, _] = self.largest;
        input * weight
    }

    /// With weights of as few digits as other numbers, where nothing is multiplied.
    pub(super) fn narrowed(self) -> Self {
        Self {
            weight: Format {
                width: self.weight.width - self.spare,
                decimals: self.weight.decimals.min(MOST),
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

    /// Numbers that come and go, in columns of this width, with no more digits than are read at a glance, and where there is room for
    /// two, no more than all products of the filter have.
    pub(super) fn fleeting(&self, values: impl Iterator<Item = f64>, width: usize) -> Format {
        let format = Format::fit(values, width);

        if self.is_exact {
            return format;
        }

        let alike = width.saturating_sub(self.whole + 1).max(MOST);

        Format {
            decimals: format.decimals.min(alike).min(FINE),
            ..format
        }
    }
}

/// Columns before the point of the products of what is read and of what it is multiplied with; none of anything else.
fn whole(layer: &Layer, input: Measure, weight: Measure) -> usize {
    if layer.op.form().take != Take::Product {
        return 0;
    }

    let ends = [input.least, input.largest];
    let products = ends.map(|end| [end * weight.least, end * weight.largest]);
    let whole = |product: f64| {
        if product < 0.0 {
            product.floor()
        } else {
            product.trunc()
        }
    };

    Format::needed(products.into_iter().flatten().map(whole), 0)
}

/// The most digits after the point, and the most columns, of a number that has so many as a rule.
fn most(app: &App, columns: u16, digits: usize) -> [usize; 2] {
    match app.zoom() {
        Zoom::Digits => [9, 14],
        _ if is_table(app.layer()) && columns >= ROOMY => [FINE, 9],
        _ => [digits, 7],
    }
}

/// How numbers are written in at least so many columns, with at most so many digits after the point, and in at most so many columns:
/// with the same digits, but beside pictures, whose columns are theirs, in no more than one of them needs.
fn fitted(layer: &Layer, measure: Measure, least: usize, [most, widest]: [usize; 2]) -> Format {
    let width = if is_large(Plane::new(layer).size) {
        measure.width
    } else {
        measure.alike(most, widest).width
    };

    measure.fit(width.clamp(least, widest))
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

/// Whether one map stands in numbers on a screen that has room for all digits of them.
fn is_beside(layer: &Layer, columns: u16) -> bool {
    is_map_by_map(layer) && columns >= WIDEST
}

/// Whether weights with more digits take no room from anything else.
fn has_room(layer: &Layer, columns: u16, input: Format) -> bool {
    let is_product = input.decimals == 0 && layer.op.form().take == Take::Product;
    is_product && (columns >= WIDE || is_large(Plane::new(layer).size))
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
        _ if columns < ROOMY || columns < WIDE && is_map_by_map(app.layer()) => NARROW,
        _ if columns < PICTURED && is_large(Plane::new(app.layer()).size) => BESIDE,
        _ => 7,
    }
}

/// Whether what a layer writes are numbers that it reads, or 0.
fn copies(layer: &Layer) -> bool {
    let is_relu = layer.op.activation(0) == Some(Activation::Relu);
    let is_largest = layer.op.form().taps == Fold::Max;

    is_relu || is_largest || layer.op.reach() == Reach::Moved
}

/// Whether a dense layer reads maps, so that one of them stands in numbers under pictures of all.
fn is_map_by_map(layer: &Layer) -> bool {
    layer.is_dense() && layer.groups() > 1
}
