//! How wide stages are, and what they are made of.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::field::Field;
use super::super::photo::Photo;
use super::column::{Column, GAP, NARROWEST};
use crate::app::{App, EditTarget, Open};
use crate::nn::Stage;

/// Columns of a stage where not all stages are seen and maps are large: at least these, and a quarter of the screen.
const BROAD: u16 = 19;
const OF_SCREEN: u16 = 4;

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
            map,
            most: usize::MAX,
            photo: self.photo,
        }
    }

    /// Maps, rows and columns of a stage; a photograph in colours is one map.
    fn dims(&self, stage: usize) -> [usize; 3] {
        let [maps, rows, columns] = self.app.network().shape_of(Stage::at(stage)).dims();
        let is_one = stage == 0 && self.photo.is_some_and(Photo::has_colours);

        [if is_one { 1 } else { maps }, rows, columns]
    }

    fn is_vector(&self, stage: usize) -> bool {
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
}

/// The widths of stages, with the gaps after them: as each needs for all of its maps cell by cell, so that cells become about as
/// large everywhere; the same for all where that is too much, or one would be too narrow.
pub(super) fn widths(seen: &Seen, stages: &Range<usize>, width: u16, height: u16) -> Vec<u16> {
    let count = stages.len().max(1) as u16;
    let need = |stage| {
        if seen.is_vector(stage) {
            NARROWEST
        } else {
            needed(seen.dims(stage), height)
        }
    };

    let needs: Vec<u16> = stages.clone().map(|stage| need(stage) + GAP).collect();

    let all = needs
        .iter()
        .fold(0, |all: u16, need| all.saturating_add(*need));

    if all <= width && NARROWEST * count <= width {
        shared(&needs, width)
    } else if stages.start == 0 && seen.photo.is_some() {
        // A photograph is seen twice as large.
        let each = width / (count + 1);
        (0..count)
            .map(|at| if at == 0 { 2 * each } else { each })
            .collect()
    } else {
        vec![width / count; stages.len()]
    }
}

/// Widths by what is needed; what would be too narrow takes the least, and the others share the rest.
fn shared(needs: &[u16], width: u16) -> Vec<u16> {
    let mut widths = vec![0; needs.len()];

    loop {
        let free = || (0..needs.len()).filter(|&at| widths[at] != NARROWEST);
        let all: u32 = free().map(|at| u32::from(needs[at])).sum();
        let taken = NARROWEST * (needs.len() - free().count()) as u16;
        let rest = u32::from(width - taken);
        let share = |at: usize| (u32::from(needs[at]) * rest / all.max(1)) as u16;
        let shares: Vec<(usize, u16)> = free().map(|at| (at, share(at))).collect();
        let is_enough = shares.iter().all(|(_, share)| *share >= NARROWEST);

        for (at, share) in shares {
            widths[at] = share.max(NARROWEST);
        }

        if is_enough {
            return widths;
        }
    }
}

/// Columns of the screen for so many maps, rows and columns, a dot a cell.
fn needed([maps, rows, columns]: [usize; 3], height: u16) -> u16 {
    const WIDEST: usize = 400;
    let tall = rows.div_ceil(2) + 1;
    let down = ((usize::from(height) + 1) / tall).max(1);
    let across = maps.div_ceil(down);
    let wide = across.saturating_mul(columns + 1) - 1;

    wide.min(WIDEST) as u16
}
