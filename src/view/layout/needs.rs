//! What there is to lay out: how many planes, kernels and maps, how large, and how wide their numbers are.

use std::ops::Range;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::super::board::Look;
use super::super::formats::{Formats, published};
use super::super::grid::{around, page};
use super::super::plane::{self, Plane, is_large};
use super::slots::Slots;
use crate::app::{App, EditTarget, Open};
use crate::nn::{Axis, Finish, Form, Layer, Op, Reach, Take, Tensor};
use crate::walk::{Grain, Moment};

/// Columns before the output for its sign, and of a channel's name before its sum.
const SIGN: u16 = 3;
const NAME: u16 = 6;

/// Numbers of a plane that are looked at as a picture where not all of them have room.
const WALL: usize = 100;

/// Columns of the longest name of a class that is written whole.
const LONGEST_NAME: usize = 16;

/// A way of its own that a kind is arranged in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Own {
    /// What softmax does to a vector, as a table with so many columns for its lines' names.
    Table { names: u16 },
    /// The stamps of a transposed convolution.
    Stamps(Stamps),
    /// Maps of several sources that are put behind each other.
    Joined,
}

/// Columns of ` + b0 -1.5`, as it is typed.
const TYPED: u16 = 10;

/// What the stamps of a transposed convolution ask for besides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamps {
    /// Their places.
    pub slots: Slots,
    /// Rows and columns of the input, without padding.
    pub input: [usize; 2],
    /// The first of those that reach the cell that is spoken of, and how many do.
    pub read: [[usize; 2]; 2],
    /// Columns before the output: for its sign, and the bias before that, where it is not 0; for a list of the channels' sums.
    pub sign: u16,
    pub sums: u16,
}

/// What the arrangements ask for.
#[derive(Clone, Debug)]
pub(super) struct Needs {
    /// None where nothing is read: of a constant.
    pub groups: usize,
    /// The group that is spoken of.
    pub group: usize,
    /// Rows and columns of a plane.
    pub plane: [usize; 2],
    /// Of those, the ones that are no padding.
    pub inner: [Range<usize>; 2],
    /// Rows and columns of the kernel.
    pub kernel: [usize; 2],
    /// Whether weights and products stand between input and sum.
    pub is_weighted: bool,
    /// Maps, rows and columns of the output, as they are drawn: a vector is one column.
    pub maps: [usize; 3],
    pub is_vector: bool,
    /// Rows and columns of a map at stride 1: the most that there are at any stride.
    pub most: [usize; 2],
    /// Below each map, what a source of the author's prints as it: none or one.
    pub figures: u16,
    /// The map, row and column that is spoken of, likewise.
    pub cell: [usize; 3],
    /// The rows and columns that must be seen of a plane.
    pub window: [Range<usize>; 2],
    /// The row and column of the kernel that must be seen.
    pub tap: [usize; 2],
    /// Columns of the numbers of planes, kernels, products and maps.
    pub input: usize,
    pub weight: usize,
    pub product: usize,
    pub output: usize,
    /// Columns of what follows the sums: the bias, and what they come to.
    pub result: u16,
    /// Whether tiles are a little narrower than high.
    pub is_narrow: bool,
    /// How a cell is made.
    pub form: Form,
    /// How it is arranged, where its kind has a way of its own.
    pub own: Option<Own>,
}

impl Needs {
    pub(super) fn new(app: &App, formats: &Formats) -> Self {
        let layer = app.layer();
        let place = app.place();
        let plane = Plane::new(layer);
        let form = layer.op.form();
        let is_vector = layer.output.is_vector();
        let [map, row, column] = place.cell;

        let (group, tap) = match (app.open(), place.moment) {
            (Open::Edit(EditTarget::Weight { group, tap }, _), _) => (*group, *tap),
            (_, Moment::Start) => (0, 0),
            (_, Moment::Tap { group, tap }) if app.grain() == Grain::Tap => (group, tap),
            // The part of a large kernel that is seen stays the same from channel to channel, and when the cell is finished.
            (_, Moment::Tap { group, .. }) => (group, 0),
            // Of softmax the number of the class is the one that is spoken of.
            (_, Moment::Finish) if form.take == Take::Exponential => (0, map),
            (_, Moment::Finish) => plane::finishing(layer, place.cell),
        };

        let mut needs = Self {
            groups: match layer.op {
                Op::Constant(_) => 0,
                _ => layer.groups(),
            },
            group,
            plane: plane.size,
            inner: plane.inside(),
            kernel: plane.kernel(),
            is_weighted: form.take.is_computed(),
            maps: maps(app),
            is_vector,
            most: at_stride_1(layer, maps(app)),
            figures: u16::from(published(app).is_some()),
            cell: if is_vector {
                [0, map, 0]
            } else {
                [map, row, column]
            },
            window: plane.window(place.cell),
            tap: match app.open() {
                Open::Edit(..) => layer.written(tap),
                _ => layer.on_kernel(tap),
            },
            input: formats.input.width,
            weight: formats.weight.width,
            product: formats.product,
            output: formats.output.width,
            result: result_width(app, formats),
            form,
            is_narrow: false,
            own: own(app, formats),
        };

        if let Open::Edit(EditTarget::Input(at), _) = app.open() {
            needs.show_cursor(app, *at);
        }

        needs
    }

    /// With room for the maps of stride 1, so that nothing moves when the stride is turned. None where there are as many rows and
    /// columns as that, and beside what is printed of one stride.
    pub(super) fn at_any_stride(&self) -> Option<Self> {
        let [maps, rows, columns] = self.maps;
        let is_read = !self.is_vector && self.figures == 0;

        (is_read && self.most != [rows, columns]).then(|| Self {
            maps: [maps, self.most[0], self.most[1]],
            ..self.clone()
        })
    }

    /// While numbers of the input are changed, the cursor is what must be seen.
    fn show_cursor(&mut self, app: &App, [channel, row, column]: [usize; 3]) {
        let layer = app.layer();
        let place = |axis: &Axis, at: usize| (at * axis.spread) as i64 + axis.before.max(0);
        let y = place(&layer.rows, row) as usize;
        let x = place(&layer.columns, column) as usize;

        if layer.op.window().is_some() {
            self.window = [y..y + 1, x..x + 1];
            self.group = channel
                .saturating_sub(layer.channel(app.place().cell[0], 0))
                .min(layer.groups() - 1);
        }
    }

    /// The look of planes, of so many lines.
    pub(super) fn plane_look(&self, lines: u16) -> Look {
        self.look(lines, self.input)
    }

    /// The look of numbers of this width in tiles of so many lines.
    pub(super) fn look(&self, lines: u16, width: usize) -> Look {
        if self.is_narrow && lines > 1 {
            Look::narrow(lines, width)
        } else {
            Look::tiles(lines, width)
        }
    }

    /// The same in tiles that are narrower than high.
    pub(super) fn narrowed(&self) -> Self {
        Self {
            is_narrow: true,
            ..self.clone()
        }
    }

    /// Whether there is a function to be drawn as a curve.
    pub(super) fn has_curve(&self) -> bool {
        self.form.finish == Finish::Function && self.form.is_elementwise()
    }

    /// Whether products are added, and nothing else is done, so that the sums may stand one below the other.
    pub(super) fn is_listed(&self) -> bool {
        self.is_weighted && self.form.is_summed()
    }

    /// Whether a plane is looked at as a picture rather than read number by number.
    pub(super) fn is_large(&self) -> bool {
        is_large(self.plane)
    }

    /// Whether a plane has so many numbers that those around the window alone are no help.
    pub(super) fn is_wall(&self) -> bool {
        self.plane[0] * self.plane[1] >= WALL
    }

    /// The rows and columns of a plane that are seen when so many fit.
    pub(super) fn part(&self, most: [usize; 2]) -> [Range<usize>; 2] {
        [0, 1].map(|dim| {
            let window = &self.window[dim];
            let seen = if window.len() <= most[dim] {
                window.clone()
            } else {
                let at = window.start + self.tap[dim].min(window.len() - 1);
                at..at + 1
            };

            around(seen, self.plane[dim], most[dim])
        })
    }

    /// The rows and columns of a kernel that are seen when so many fit.
    pub(super) fn kernel_part(&self, most: [usize; 2]) -> [Range<usize>; 2] {
        [0, 1].map(|dim| {
            let at = self.tap[dim].min(self.kernel[dim] - 1);
            around(at..at + 1, self.kernel[dim], most[dim].max(1))
        })
    }

    /// The rows and columns of a map that are seen when so many fit; of a vector, a page.
    pub(super) fn map_part(&self, most: [usize; 2]) -> [Range<usize>; 2] {
        [0, 1].map(|dim| {
            let at = self.cell[dim + 1].min(self.maps[dim + 1] - 1);
            let most = most[dim].max(1);

            if self.is_vector {
                page(at, self.maps[dim + 1], most)
            } else {
                around(at..at + 1, self.maps[dim + 1], most)
            }
        })
    }
}

/// The current layer's output `[maps, rows, columns]`, as far as its size may be seen; a vector is one map of one column.
pub(super) fn maps(app: &App) -> [usize; 3] {
    let output = app.layer().output;

    match output.dims() {
        [n, ..] if output.is_vector() => [1, n, 1],
        [maps, ..] if app.hidden().size() => [maps, 1, 1],
        dims => dims,
    }
}

/// How many windows there are down and along at stride 1, where they slide evenly.
fn at_stride_1(layer: &Layer, [_, rows, columns]: [usize; 3]) -> [usize; 2] {
    let slides = layer.op.reach() == Reach::Window && !layer.op.is_transposed();

    [(&layer.rows, rows), (&layer.columns, columns)].map(|(axis, own)| {
        let span = axis.dilation.saturating_mul(axis.kernel.saturating_sub(1));
        let all = axis.extent.saturating_sub(span);

        if slides && axis.pick.is_none() {
            own.max(all)
        } else {
            own
        }
    })
}

/// The stamps of a transposed convolution, where what it reads is known.
fn stamps(app: &App, formats: &Formats) -> Option<Own> {
    let layer = app.layer();
    let plane = Plane::new(layer);
    let is_known = app.values().is_known(layer.sources.first()?.stage);
    let read = plane.reads(app.place().cell).unwrap_or([0..1, 0..1]);
    let moves = |bias: &Arc<Tensor>| (0..bias.count()).any(|map| bias.at(map) != 0.0);
    let bias = match layer.op.bias() {
        Some(bias) if moves(bias) => bias_width(app).max(TYPED),
        _ => 0,
    };

    (layer.op.is_transposed() && is_known).then(|| {
        Own::Stamps(Stamps {
            slots: Slots::new(layer),
            input: plane.inner(),
            read: read.map(|part| [part.start, part.len()]),
            sign: SIGN + bias,
            sums: NAME + 2 + value_width(formats),
        })
    })
}

/// What kind has a way of its own; while numbers are changed, what is read stands alone.
fn own(app: &App, formats: &Formats) -> Option<Own> {
    let layer = app.layer();
    let is_vector = layer.output.is_vector();
    let is_edited = matches!(app.open(), Open::Edit(..));

    match layer.op {
        Op::Concat if !is_vector && !is_edited => Some(Own::Joined),
        _ if is_vector && layer.op.form().take == Take::Exponential => Some(Own::Table {
            names: names_width(app),
        }),
        _ => stamps(app, formats),
    }
}

/// Columns of the names of classes, or of their numbers.
fn names_width(app: &App) -> u16 {
    let [count, ..] = app.layer().output.dims();
    let names = app.scenario().classes.iter().map(|name| name.width());
    let digits = count.to_string().len();

    names
        .max()
        .unwrap_or(digits)
        .clamp(digits, LONGEST_NAME.max(digits)) as u16
}

/// A number of rows or columns; of more than any screen has, more than any screen has.
pub(super) fn short(length: usize) -> u16 {
    length.min(4096) as u16
}

/// Columns of ` + b0 1 =  -5 `, with the longest bias.
fn result_width(app: &App, formats: &Formats) -> u16 {
    bias_width(app) + 3 + value_width(formats) + 2
}

/// Columns of what a cell comes to, with more digits than on its tile.
fn value_width(formats: &Formats) -> u16 {
    let more = if formats.output.decimals > 0 { 2 } else { 0 };
    (formats.output.width + more) as u16
}

/// Columns of ` + b0 1`, with the longest bias; none without one.
fn bias_width(app: &App) -> u16 {
    let Some(bias) = app.layer().op.bias() else {
        return 0;
    };

    let digits = app.zoom().digits();
    let width = |index| digits.show(f64::from(bias.at(index))).text.chars().count();
    let longest = (0..bias.count().min(64)).map(width).max();
    longest.map_or(0, |longest| 6 + longest as u16)
}
