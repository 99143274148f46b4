//! A stage as it is laid out: its head, and below it its maps or bars.

use ratatui::layout::Rect;

use super::super::bars;
use super::super::photo::Photo;
use super::super::thumb::Sheet;
use crate::app::App;
use crate::nn::{Network, Shape};
use crate::text::thousands;

/// Columns of the screen that a stage takes at least, the gap after it included.
pub(super) const NARROWEST: u16 = 11;

/// Between two stages.
pub(super) const GAP: u16 = 3;

/// Lines from one bar to the next at most.
const THICKEST: usize = 8;

/// A stage as it is laid out: 0 is the input.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub index: usize,
    pub area: Rect,
    /// Lines of its head.
    pub head: u16,
    /// Columns between it and the next one.
    pub gap: u16,
    /// The map that must be seen: the current one, or the first that the current cell is made from.
    pub map: usize,
    /// Dots along a cell at most.
    pub most: usize,
    /// The network's input, where that is a photograph.
    pub photo: Option<Photo>,
}

impl Column {
    pub(super) fn shape(&self, network: &Network) -> Shape {
        match self.index.checked_sub(1) {
            None => network.shape,
            Some(layer) => network.layers[layer].output,
        }
    }

    /// Where its maps or bars stand.
    pub(super) fn body(&self) -> Rect {
        let skipped = (self.head + 1).min(self.area.height);

        Rect {
            y: self.area.y + skipped,
            height: self.area.height - skipped,
            ..self.area
        }
    }

    /// With all but the last column of the gap after it, for words that need it.
    pub(super) fn wide(&self) -> Rect {
        Rect {
            width: self.area.width + self.gap - 1,
            ..self.area
        }
    }

    /// Lines that its maps or bars take, once they are there.
    pub(super) fn lines(&self, app: &App) -> u16 {
        let shape = self.shape(app.network());
        let most = self.body().height;

        if shape.is_vector() {
            lines(most, shape.dims()[0])
        } else if self.sheet(app).is_whole(shape.dims()[0]) {
            self.sheet(app).height().min(most)
        } else {
            most
        }
    }

    /// Whether it comes right after a stage that it reads.
    pub(super) fn reads(&self, app: &App, before: &Self) -> bool {
        let layer = self.index.checked_sub(1);
        let layer = layer.map(|at| &app.network().layers[at]);
        let is_read = layer.is_some_and(|layer| {
            let mut sources = layer.read_sources().iter();
            sources.any(|source| source.stage.order() == before.index)
        });

        self.index == before.index + 1 && is_read
    }

    /// Whether it is what the current layer puts out.
    pub(super) fn is_current(&self, app: &App) -> bool {
        self.index == app.place().layer + 1
    }

    /// Its maps: all of them, else as many as leave a line for how many there are.
    pub(super) fn sheet(&self, app: &App) -> Sheet {
        let dims = self.shape(app.network()).dims();
        let area = self.body();
        let photo = self.photo.filter(|_| self.index == 0);
        let sheet = |area| Sheet::new(dims, area, self.map, self.most).or_photo(photo);
        let whole = sheet(area);

        if whole.is_whole(dims[0]) {
            return whole;
        }

        sheet(Rect {
            height: area.height.saturating_sub(1),
            ..area
        })
    }
}

/// `8×8×6 · 60 par.`: a stage's shape, and its parameters where it has some.
pub(super) fn size(app: &App, stage: usize) -> String {
    let layers = &app.network().layers;
    let count = stage
        .checked_sub(1)
        .map_or(0, |layer| layers[layer].parameters());
    let shape = bars::shape(app, stage);

    if count == 0 || app.hidden().shape(layers.len()) {
        return shape;
    }

    let parameters = thousands(&app.language().parameters_in_short(count));

    format!("{shape} · {parameters}")
}

/// Lines from one bar to the next: so many that its number stands in the middle of it, or one.
pub(super) fn spacing(height: u16, bars: usize) -> u16 {
    let most = usize::from(height) / bars.max(1);
    let even = most.min(THICKEST) / 2 * 2;

    (even as u16).max(1)
}

/// Lines that so many bars take of those that there are.
pub(super) fn lines(height: u16, bars: usize) -> u16 {
    let step = spacing(height, bars);
    let last = u16::from(step > 1);

    (step.saturating_mul(bars.min(usize::from(height)) as u16) - last).min(height)
}
