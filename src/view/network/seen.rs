//! What columns are made of: the stages, and how large what they show is.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::field::Field;
use super::super::photo::Photo;
use super::column::{Column, GAP, NARROWEST, size};
use crate::app::{App, EditTarget, Open};
use crate::nn::Stage;

/// Columns of a stage where not all stages are seen and maps are large: at least these, and a quarter of the screen.
const BROAD: u16 = 19;
const OF_SCREEN: u16 = 4;

/// Columns of a head's words at most.
const WORDS: u16 = 16;

/// Columns of a vector's numbers at least, and of its name at most.
const NUMBERS: u16 = 5;
const NAME: u16 = 8;

/// The longest side of maps that are small: their cells have one size in all of a network.
const SMALL: usize = 16;

/// What columns are made of.
pub(super) struct Seen<'a> {
    pub app: &'a App,
    pub field: &'a Field,
    pub photo: Option<Photo>,
}

impl Seen<'_> {
    /// A stage on a part of the screen.
    pub(super) fn column(&self, index: usize, area: Rect, head: u16) -> Column {
        let map = match self.app.open() {
            Open::Edit(EditTarget::Input([channel, ..]), _) if index == 0 => *channel,
            _ => self.field.map(index),
        };

        Column {
            index,
            area,
            head,
            gap: GAP,
            map,
            most: usize::MAX,
            photo: self.photo,
        }
    }

    /// Maps, rows and columns of a stage; a photograph in colours is one map.
    pub(super) fn dims(&self, stage: usize) -> [usize; 3] {
        let [maps, rows, columns] = self.app.network().shape_of(Stage::at(stage)).dims();
        let is_one = stage == 0 && self.photo.is_some_and(Photo::has_colours);

        [if is_one { 1 } else { maps }, rows, columns]
    }

    /// Whether its maps are so small that their cells have one size with those of others.
    pub(super) fn is_small(&self, stage: usize) -> bool {
        self.dims(stage)[1..].iter().all(|&side| side <= SMALL)
    }

    pub(super) fn is_vector(&self, stage: usize) -> bool {
        self.app.network().shape_of(Stage::at(stage)).is_vector()
    }

    /// Columns of the screen that a stage takes at least, where not all of so many have room: maps that are large are seen larger, and
    /// fewer of them.
    pub(super) fn narrowest(&self, count: usize, width: u16) -> u16 {
        let current = self.app.place().layer + 1;
        let maps = (current - 1..=current).filter(|&stage| !self.is_vector(stage));
        let widest = maps.map(|stage| self.dims(stage)[2]).max().unwrap_or(0);
        let widest = u16::try_from(widest).unwrap_or(u16::MAX);

        if usize::from(width / NARROWEST) >= count {
            return NARROWEST;
        }

        let broad = (width / OF_SCREEN).max(BROAD).min(width);
        widest
            .saturating_add(GAP)
            .clamp(NARROWEST, broad.max(NARROWEST))
    }

    fn name(&self, stage: usize) -> &str {
        let layer = stage.checked_sub(1);
        let layer = layer.map(|layer| &self.app.network().layers[layer]);

        layer.map_or(self.app.language().input(), |layer| &layer.name)
    }

    /// Columns that a stage takes at least: a vector as many as its name, which reaches into the gap after it.
    pub(super) fn least(&self, stage: usize) -> u16 {
        if !self.is_vector(stage) {
            return NARROWEST - GAP;
        }

        let is_last = stage == self.app.network().layers.len();
        let after = if is_last { 1 } else { GAP - 1 };
        let name = (self.name(stage).width() as u16).min(NAME);

        (name - name.min(after)).max(NUMBERS)
    }

    /// Columns for a stage's name and shape, and for its kind where that has a line, which reach into the gap after it.
    pub(super) fn named(&self, stage: usize, head: u16) -> u16 {
        let layer = stage.checked_sub(1);
        let layer = layer.map(|layer| &self.app.network().layers[layer]);
        let name = self.name(stage);
        let kind = layer.map_or("", |layer| layer.op.kind());
        let kind = if head > 2 { kind } else { "" };
        let shape = bars::shape(self.app, stage);
        let longest = [name, kind, &shape].map(UnicodeWidthStr::width);
        let longest = longest.into_iter().max().unwrap_or(0) as u16;

        longest.min(WORDS).saturating_sub(GAP - 2)
    }

    /// Columns for its shape and its parameters.
    pub(super) fn measured(&self, stage: usize) -> u16 {
        (size(self.app, stage).width() as u16).saturating_sub(GAP - 2)
    }
}
