//! One frame's worth of a session: the place, decoded once, with its numbers, and for each of them whether it may be seen.
//! What is drawn of the walk is drawn from this.

mod midway;
mod seen;

pub(super) use seen::Seen;

use super::formats::Formats;
use super::motion::Midway;
use super::plane::{self, Plane};
use crate::app::{App, EditTarget, Open};
use crate::nn::{Cell, Cells, Fold, Inputs, Layer, Stage, Tap};
use crate::text::Format;
use crate::walk::{Explanation, Grain, Moment, Place};

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
    pub explanation: Option<Explanation>,
    pub formats: Formats,
    /// The numbers of products, and how they are written.
    taps: Vec<Vec<Tap>>,
    pub products: Format,
    /// The largest of them, whatever its sign.
    pub largest_product: f64,
    /// The step that is under way, if one is.
    midway: Option<Midway>,
    /// The products of where it came from, while they are still seen.
    old: Vec<Vec<Tap>>,
    /// Whether the size of the output must not be seen.
    hides_size: bool,
    input: Option<Inputs<'a>>,
    output: Option<Cells<'a>>,
}

impl<'a> Scene<'a> {
    /// A frame that shows these rows and columns of the input's planes and of the output's maps, maybe in the middle of a step.
    pub(super) fn new(
        app: &'a App,
        formats: Formats,
        input: &[Range; 2],
        output: [Range; 2],
        midway: Option<Midway>,
    ) -> Self {
        let layer = app.layer();
        let place = app.place();
        let input = plane::numbers(app, &input[0], &input[1]);
        let output = app.values().cells(Stage::after(place.layer), output);
        let width = formats.product;

        let mut scene = Self {
            app,
            layer,
            place,
            plane: Plane::new(layer),
            explanation: app.explanation(),
            products: Format {
                width,
                decimals: 0,
                exponent: 0,
            },
            largest_product: 0.0,
            formats,
            taps: Vec::new(),
            old: Vec::new(),
            hides_size: app.hidden().size(),
            midway,
            input,
            output,
        };

        scene.taps = scene.all_taps(place.cell);
        scene.old = scene.old_taps();

        let listed = scene.explanation.iter().filter(|_| layer.is_heavy());
        let few: Vec<Tap> = listed
            .flat_map(|explanation| explanation.taps.iter().copied())
            .collect();
        let values = || scene.taps.iter().flatten().chain(&few).map(|tap| tap.value);
        scene.largest_product = values().map(f64::abs).fold(f64::MIN_POSITIVE, f64::max);
        let fleeting = || scene.formats.fleeting(values(), width);
        scene.products = formats.shares.unwrap_or_else(fleeting);
        scene
    }

    /// The taps of every group of a cell, where what they read is known and they are not very many.
    fn all_taps(&self, cell: [usize; 3]) -> Vec<Vec<Tap>> {
        let is_drawn = self.layer.op.form().take.is_computed() && !self.layer.is_heavy();
        let (Some(input), true) = (&self.input, is_drawn) else {
            return Vec::new();
        };

        let recipe = self.layer.recipe(cell, |at| input.at(at));
        let group = |group| {
            (0..self.layer.taps())
                .map(|tap| recipe.tap(group, tap))
                .collect()
        };

        (0..self.layer.groups()).map(group).collect()
    }

    /// How far a group is.
    pub(super) fn progress(&self, group: usize) -> Progress {
        progress(self.place.moment, group)
    }

    /// The group that is spoken of.
    pub(super) fn group(&self) -> usize {
        match (self.app.open(), self.place.moment) {
            (Open::Edit(EditTarget::Weight { group, .. }, _), _) => *group,
            (_, Moment::Tap { group, .. }) => group,
            (_, Moment::Start) => 0,
            (_, Moment::Finish) => plane::finishing(self.layer, self.place.cell).0,
        }
    }

    /// Whether the cell is finished, as far as it is seen.
    pub(super) fn is_finished(&self) -> bool {
        self.place.moment == Moment::Finish && !self.is_coming()
    }

    /// The tap that is taken, at the grain that goes tap by tap.
    pub(super) fn tap(&self, group: usize) -> Option<usize> {
        match self.place.moment {
            Moment::Tap { group: now, tap }
                if now == group && self.app.grain() == Grain::Tap && self.midway.is_none() =>
            {
                Some(tap)
            }
            _ => None,
        }
    }

    /// Whether anything has been computed: the walk begins with the input alone.
    pub(super) fn has_begun(&self) -> bool {
        self.place.moment != Moment::Start
    }

    /// Whether the window is that of the cell under the mouse.
    pub(super) fn is_hovered(&self) -> bool {
        self.app.hover().is_some()
    }

    /// The cell whose window is seen: the one under the mouse, else the current one.
    pub(super) fn window(&self) -> [usize; 3] {
        self.app.hover().unwrap_or(self.place.cell)
    }

    /// The number at a place of a group's plane.
    pub(super) fn input(&self, group: usize, at: [usize; 2]) -> Seen {
        let source = self.plane.source(self.window(), group, at);

        if self.app.hidden().input() {
            return Seen::Asked;
        }

        match (source, self.layer.op.form().taps) {
            (Some(from), _) => self.source(from),
            (None, Fold::Max) => Seen::Shown(f64::NEG_INFINITY),
            (None, _) => Seen::Shown(0.0),
        }
    }

    /// The number at a place of a group's plane, as a picture has it: none for padding.
    pub(super) fn pictured(&self, group: usize, at: [usize; 2]) -> Option<Seen> {
        if self.plane.is_padding(at) {
            return None;
        }

        let from = self.plane.source(self.window(), group, at)?;

        Some(if self.app.hidden().input() {
            Seen::Asked
        } else {
            self.source(from)
        })
    }

    /// A number that the layer reads, at a place of its source.
    pub(super) fn source(&self, from: Cell) -> Seen {
        let value = self.input.as_ref().and_then(|inputs| inputs.get(from));
        Seen::of(value.map(f64::from))
    }

    /// Whether a place of a group's plane is padding.
    pub(super) fn is_padding(&self, group: usize, at: [usize; 2]) -> bool {
        self.plane.source(self.window(), group, at).is_none() || self.plane.is_padding(at)
    }

    /// A tap's weight; for softmax, x − max.
    pub(super) fn weight(&self, group: usize, tap: usize) -> Seen {
        if let Some(weight) = self.layer.weight(self.place.cell, group, tap) {
            return Seen::Shown(f64::from(weight));
        }

        if self.app.hidden().class() {
            return Seen::Asked;
        }

        let explanation = self.explanation.as_ref();
        let exponent = || Some(explanation?.tap(tap)?.x - explanation?.peak);

        if self.has_begun() {
            Seen::of(exponent())
        } else {
            Seen::Pending
        }
    }

    /// What a tap gives; while the window slides, what it gave.
    pub(super) fn product(&self, group: usize, tap: usize) -> Seen {
        if let Some(slide) = self.slide() {
            let old = self
                .old
                .get(group)
                .filter(|_| progress(slide.from.moment, group) != Progress::Pending);

            return old.map_or(Seen::Pending, |taps| Seen::Shown(taps[tap].value));
        }

        if self.brings(group) && tap >= self.multiplied() {
            return Seen::Pending;
        }

        let is_done = match (self.progress(group), self.place.moment) {
            (Progress::Done, _) => true,
            (Progress::Now, Moment::Tap { tap: now, .. }) => tap <= now,
            _ => false,
        };

        let asked = match self.place.moment {
            Moment::Tap { group, tap } => (group, tap),
            Moment::Start | Moment::Finish => (0, 0),
        };

        if !is_done {
            Seen::Pending
        } else if self.app.hidden().products()
            || self.app.hidden().product() && asked == (group, tap)
        {
            Seen::Asked
        } else {
            let known = self.taps.get(group).map(|taps| taps[tap].value);
            Seen::of(known.or_else(|| self.one(group, tap)))
        }
    }

    /// What one of very many taps gives.
    fn one(&self, group: usize, tap: usize) -> Option<f64> {
        let explanation = self
            .explanation
            .as_ref()
            .filter(|_| group == self.group())?;
        explanation.tap(tap).map(|tap| tap.value)
    }

    /// What a group has come to.
    pub(super) fn sum(&self, group: usize) -> Seen {
        let Some(explanation) = &self.explanation else {
            return Seen::Computing;
        };

        if self.brings(group) {
            return Seen::Pending;
        }

        let progress = self.progress(group);
        // A cell that is finished has only one sum where that is asked for.
        let is_asked =
            self.app.hidden().term() && (progress == Progress::Now || self.is_finished());

        match progress {
            Progress::Pending => Seen::Pending,
            _ if is_asked => Seen::Asked,
            Progress::Done => Seen::of(explanation.terms.get(group).copied()),
            Progress::Now => Seen::Shown(explanation.running),
        }
    }

    /// What the cell has come to.
    pub(super) fn value(&self) -> Seen {
        match &self.explanation {
            None => Seen::Computing,
            Some(_) if !self.is_finished() => Seen::Pending,
            Some(_) if self.app.hidden().value() => Seen::Asked,
            Some(explanation) => Seen::Shown(f64::from(explanation.value)),
        }
    }

    /// The tap whose number a maximum is, once it is found.
    pub(super) fn winner(&self, group: usize) -> Option<usize> {
        let explanation = self
            .explanation
            .as_ref()
            .filter(|_| group == self.group())?;
        let is_max = self.layer.op.form().taps == Fold::Max && self.midway.is_none();
        let is_hidden = || self.app.hidden().value() || self.app.hidden().term();

        (self.has_begun() && is_max && !is_hidden())
            .then(|| {
                explanation
                    .taps
                    .iter()
                    .position(|tap| tap.value == explanation.running)
            })?
            .map(|tap| tap + explanation.first)
    }

    /// A number of the output.
    pub(super) fn output(&self, cell: [usize; 3]) -> Seen {
        let here = cell == self.place.cell;

        if self.hides_size {
            return Seen::Asked;
        }

        if !self.app.is_made(cell) || here && self.midway.is_some() {
            return Seen::Pending;
        }

        if here && self.app.hidden().value() || self.app.hidden().class() {
            return Seen::Asked;
        }

        let explanation = self.explanation.as_ref().filter(|_| here);
        let known = self.output.as_ref().and_then(|cells| cells.get(cell));

        Seen::of(
            known
                .or(explanation.map(|explanation| explanation.value))
                .map(f64::from),
        )
    }

    /// Whether an output cell is what this step has written, and what window, sums and equation tell of.
    pub(super) fn is_written(&self, cell: [usize; 3]) -> bool {
        self.is_finished() && self.midway.is_none() && cell == self.place.cell
    }

    /// Whether an output cell is written by this step, be it the one that is told of or another.
    pub(super) fn is_fresh(&self, cell: [usize; 3]) -> bool {
        let here = self.place.cell;

        self.is_finished()
            && self.midway.is_none()
            && match self.app.grain() {
                Grain::Tap | Grain::Channel | Grain::Cell => cell == here,
                Grain::Row => cell[..2] == here[..2],
                Grain::Map => cell[0] == here[0],
                Grain::Layer => true,
            }
    }
}

/// How far a group is at a moment.
fn progress(moment: Moment, group: usize) -> Progress {
    match moment {
        Moment::Finish => Progress::Done,
        Moment::Tap { group: now, .. } if group < now => Progress::Done,
        Moment::Tap { group: now, .. } if group == now => Progress::Now,
        Moment::Start | Moment::Tap { .. } => Progress::Pending,
    }
}

/// Rows or columns that are seen.
pub(super) type Range = std::ops::Range<usize>;
