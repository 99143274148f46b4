//! One frame's worth of a session: the place, decoded once, with its numbers, and for each of them whether it may be seen.
//! What is drawn of the walk is drawn from this.

use super::formats::Formats;
use super::plane::{self, Plane};
use crate::app::{App, Open, Spot};
use crate::nn::{Cells, Fold, Inputs, Layer, Stage, Take, Tap};
use crate::text::Format;
use crate::walk::{Explanation, Grain, Moment, Place};

/// A number, as far as it may be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Seen {
    /// It is there to see.
    Shown(f64),
    /// It is what is asked for.
    Asked,
    /// The walk has not come to it.
    Pending,
    /// It is still being computed.
    Computing,
}

impl Seen {
    fn of(value: Option<f64>) -> Self {
        value.map_or(Self::Computing, Self::Shown)
    }

    /// How it is written.
    pub fn text(self, format: impl Fn(f64) -> String) -> String {
        match self {
            Self::Shown(value) => format(value),
            Self::Asked => "?".to_owned(),
            Self::Pending => "·".to_owned(),
            Self::Computing => "…".to_owned(),
        }
    }

    /// The number, where it is shown.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Shown(value) => Some(value),
            _ => None,
        }
    }
}

/// How far a group is at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Pending,
    Now,
    Done,
}

/// What is seen of the walk in one frame.
pub(super) struct Scene<'a> {
    pub app: &'a App,
    pub layer: &'a Layer,
    pub place: Place,
    pub plane: Plane<'a>,
    /// What happens at the place; nothing while what it reads is being computed.
    pub told: Option<Explanation>,
    pub formats: Formats,
    /// The numbers of products, and how they are written.
    taps: Vec<Vec<Tap>>,
    pub products: Format,
    /// The largest of them, whatever its sign.
    pub largest_product: f64,
    input: Option<Inputs<'a>>,
    output: Option<Cells<'a>>,
}

impl<'a> Scene<'a> {
    /// A frame that shows these rows and columns of the input's planes and of the output's maps.
    pub fn new(app: &'a App, formats: Formats, input: &[Range; 2], output: [Range; 2]) -> Self {
        let layer = app.layer();
        let place = app.place();
        let [rows, columns] = input;
        let input = plane::numbers(app, rows, columns);
        let output = app.values().cells(Stage::after(place.layer), output);
        let width = formats.product;

        let mut scene = Self {
            app,
            layer,
            place,
            plane: Plane::new(layer),
            told: app.explanation(),
            products: Format { width, decimals: 0 },
            largest_product: f64::MIN_POSITIVE,
            formats,
            taps: Vec::new(),
            input,
            output,
        };

        scene.taps = scene.all_taps();
        let values = || scene.taps.iter().flatten().map(|tap| tap.value);
        scene.largest_product = values().map(f64::abs).fold(f64::MIN_POSITIVE, f64::max);
        scene.products = scene.formats.fleeting(values(), width);
        scene
    }

    /// The taps of every group, where what they read is known.
    fn all_taps(&self) -> Vec<Vec<Tap>> {
        let (Some(input), false) = (&self.input, !is_weighted(self.layer)) else {
            return Vec::new();
        };

        let recipe = self.layer.recipe(self.place.cell, |at| input.at(at));
        let group = |group| {
            (0..self.layer.taps())
                .map(|tap| recipe.tap(group, tap))
                .collect()
        };

        (0..self.layer.groups()).map(group).collect()
    }

    /// How far a group is.
    pub fn progress(&self, group: usize) -> Progress {
        match self.place.moment {
            Moment::Finish => Progress::Done,
            Moment::Tap { group: now, .. } if group < now => Progress::Done,
            Moment::Tap { group: now, .. } if group == now => Progress::Now,
            Moment::Tap { .. } => Progress::Pending,
        }
    }

    /// The group that is spoken of.
    pub fn group(&self) -> usize {
        match (self.app.open(), self.place.moment) {
            (Open::Edit(Spot::Weight { group, .. }, _), _) => *group,
            (_, Moment::Tap { group, .. }) => group,
            (_, Moment::Finish) => self.layer.groups() - 1,
        }
    }

    /// Whether the cell is finished.
    pub fn is_finished(&self) -> bool {
        self.place.moment == Moment::Finish
    }

    /// The tap that is taken, at the grain that goes tap by tap.
    pub fn tap(&self, group: usize) -> Option<usize> {
        match self.place.moment {
            Moment::Tap { group: now, tap } if now == group && self.app.grain() == Grain::Tap => {
                Some(tap)
            }
            _ => None,
        }
    }

    /// Whether anything has been computed: the walk begins with the input alone.
    pub fn has_begun(&self) -> bool {
        self.app.step() > 0
    }

    /// Whether the window is that of the cell under the mouse.
    pub fn is_hovered(&self) -> bool {
        self.app.hover().is_some()
    }

    /// The cell whose window is seen: the one under the mouse, else the current one.
    pub fn window(&self) -> [usize; 3] {
        self.app.hover().unwrap_or(self.place.cell)
    }

    /// The number at a place of a group's plane.
    pub fn input(&self, group: usize, at: [usize; 2]) -> Seen {
        let source = self.plane.source(self.window(), group, at);

        match (source, self.layer.op.form().taps) {
            (Some(from), _) => Seen::of(
                self.input
                    .as_ref()
                    .and_then(|inputs| inputs.get(from))
                    .map(f64::from),
            ),
            (None, Fold::Max) => Seen::Shown(f64::NEG_INFINITY),
            (None, _) => Seen::Shown(0.0),
        }
    }

    /// Whether a place of a group's plane is padding.
    pub fn is_padding(&self, group: usize, at: [usize; 2]) -> bool {
        self.plane.source(self.window(), group, at).is_none() || self.plane.is_padding(at)
    }

    /// A tap's weight; for softmax, x − max.
    pub fn weight(&self, group: usize, tap: usize) -> Seen {
        let weight = self.layer.weight(self.place.cell, group, tap);
        let exponent = || {
            let told = self.told.as_ref()?;
            Some(told.taps.get(tap)?.x - told.peak)
        };

        Seen::of(weight.map(f64::from).or_else(exponent))
    }

    /// What a tap gives.
    pub fn product(&self, group: usize, tap: usize) -> Seen {
        let is_done = match (self.progress(group), self.place.moment) {
            (Progress::Done, _) => true,
            (Progress::Now, Moment::Tap { tap: now, .. }) => tap <= now,
            _ => false,
        };

        let asked = match self.place.moment {
            Moment::Tap { group, tap } => (group, tap),
            Moment::Finish => (0, 0),
        };

        if !is_done {
            Seen::Pending
        } else if self.app.hides_product() && asked == (group, tap) {
            Seen::Asked
        } else {
            Seen::of(self.taps.get(group).map(|taps| taps[tap].value))
        }
    }

    /// What a group has come to.
    pub fn sum(&self, group: usize) -> Seen {
        let Some(told) = &self.told else {
            return Seen::Computing;
        };

        let progress = self.progress(group);
        // A cell that is finished has only one sum where that is asked for.
        let is_asked = self.app.hides_term() && (progress == Progress::Now || self.is_finished());

        match progress {
            Progress::Pending => Seen::Pending,
            _ if is_asked => Seen::Asked,
            Progress::Done => Seen::of(told.terms.get(group).copied()),
            Progress::Now => Seen::Shown(told.running),
        }
    }

    /// What the cell has come to.
    pub fn value(&self) -> Seen {
        match &self.told {
            None => Seen::Computing,
            Some(_) if !self.is_finished() => Seen::Pending,
            Some(_) if self.app.hides_value() => Seen::Asked,
            Some(told) => Seen::Shown(f64::from(told.value)),
        }
    }

    /// The tap whose number a maximum is, once it is found.
    pub fn winner(&self, group: usize) -> Option<usize> {
        let told = self.told.as_ref().filter(|_| group == self.group())?;
        let is_found =
            self.is_finished() && self.app.grain() <= Grain::Cell || self.app.grain() == Grain::Tap;
        let is_max = self.layer.op.form().taps == Fold::Max;
        let is_hidden = self.app.hides_value() || self.app.hides_term();

        (is_found && is_max && !is_hidden)
            .then(|| told.taps.iter().position(|tap| tap.value == told.running))?
    }

    /// A number of the output.
    pub fn output(&self, cell: [usize; 3]) -> Seen {
        let here = cell == self.place.cell;

        if self.app.hides_size() {
            return Seen::Asked;
        }

        if !self.app.is_made(cell) {
            return Seen::Pending;
        }

        if here && self.app.hides_value() || self.app.hides_class() {
            return Seen::Asked;
        }

        let told = self.told.as_ref().filter(|_| here);
        let known = self.output.as_ref().and_then(|cells| cells.get(cell));

        Seen::of(known.or(told.map(|told| told.value)).map(f64::from))
    }

    /// Whether an output cell is what this step has written.
    pub fn is_written(&self, cell: [usize; 3]) -> bool {
        let here = self.place.cell;

        self.is_finished()
            && match self.app.grain() {
                Grain::Tap | Grain::Channel | Grain::Cell => cell == here,
                Grain::Row => cell[..2] == here[..2],
                Grain::Map => cell[0] == here[0],
                Grain::Layer => true,
            }
    }
}

/// Whether something is drawn between the input and its sum: weights and products, or softmax's exponents and powers.
pub(super) fn is_weighted(layer: &Layer) -> bool {
    !matches!(layer.op.form().take, Take::Cell | Take::Source)
}

/// Rows or columns that are seen.
pub(super) type Range = std::ops::Range<usize>;
