//! A stage as it is laid out: its head, and below it its maps or bars.

use ratatui::layout::Rect;

use super::super::photo::Photo;
use super::super::thumb::Sheet;
use crate::app::App;
use crate::nn::{Network, Shape};

/// Columns of the screen that a stage takes at least, the gap after it included.
pub(super) const NARROWEST: u16 = 11;

/// Between two stages.
pub(super) const GAP: u16 = 3;

/// From this height on, maps leave a line for the current one's number.
const ROOMY: u16 = 8;

/// A stage as it is laid out: 0 is the input.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub index: usize,
    pub area: Rect,
    /// Lines of its head.
    pub head: u16,
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

    /// With part of the gap after it, for words that need it.
    pub(super) fn wide(&self) -> Rect {
        Rect {
            width: self.area.width + GAP - 1,
            ..self.area
        }
    }

    /// Whether it is what the current layer puts out.
    pub(super) fn is_current(&self, app: &App) -> bool {
        self.index == app.place().layer + 1
    }

    /// Its maps: all of them, else as many as leave a line for how many there are, and one for the current one's number.
    pub(super) fn sheet(&self, app: &App) -> Sheet {
        let dims = self.shape(app.network()).dims();
        let area = self.body();
        let photo = self.photo.filter(|_| self.index == 0);
        let sheet = |area| Sheet::new(dims, area, self.map, self.most).or_photo(photo);
        let whole = sheet(area);

        if whole.is_whole(dims[0]) {
            return whole;
        }

        let spare = if self.is_current(app) && area.height >= ROOMY {
            2
        } else {
            1
        };

        sheet(Rect {
            height: area.height.saturating_sub(spare),
            ..area
        })
    }
}
