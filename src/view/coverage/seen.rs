//! Which of the counts are seen: all, those around the current window, or, where these are all alike, a corner, with a small picture of
//! all that shows where the window is.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use super::counts::{Counts, HEAD};
use super::drawn::{Drawn, Part};
use super::part;
use crate::app::App;

/// Columns from which on there is room for a small picture beside two corners, and what part of them it takes at most.
const ROOMY: u16 = 72;
const SHARE: u16 = 3;

/// Lines of what is said above counts.
const HEADING: u16 = 2;

/// A small picture of all counts: how it is drawn, and where.
pub(super) struct Overview<'a> {
    counts: &'a Counts,
    drawn: Drawn,
    pub at: Rect,
}

impl<'a> Overview<'a> {
    /// On the right of an area. `None` where the window is seen without it, or where there is no room for it.
    pub(super) fn new(app: &App, all: &[&'a Counts], room: Rect, drawn: Drawn) -> Option<Self> {
        let is_roomy = room.width >= ROOMY && !app.hidden().size();
        let counts = all.iter().find(|counts| counts.is_now)?;
        let each = Rect {
            width: room.width / all.len() as u16,
            ..room
        };
        counts
            .corner(app, each, drawn)
            .filter(|_| drawn.is_part() && is_roomy)?;

        let longest = counts.extent().into_iter().max()?;
        let fits = |small: &Drawn| {
            let [width, height] = counts.size(*small);
            width <= room.width / SHARE && height <= room.height
        };
        let drawn = (1..=longest).map(Drawn::small).find(fits)?;
        let [width, _] = counts.size(drawn);

        Some(Self {
            counts,
            drawn,
            at: Rect {
                x: room.right() - width,
                width,
                ..room
            },
        })
    }

    pub(super) fn draw(&self, app: &App, canvas: &mut Canvas) {
        let seen = self.counts.seen(app, self.at, self.drawn);
        let [height, width] = [self.counts.rows.len(), self.counts.columns.len()];
        let label = canvas.styles.of(Role::Label);

        // What it is a picture of has that heading itself: here its size is enough.
        canvas.text(self.at.x, self.at.y, &format!("{height}×{width}"), label);

        let mut below = Canvas {
            area: Rect {
                y: self.at.y + HEADING,
                height: self.at.height.saturating_sub(HEADING),
                ..self.at
            },
            styles: canvas.styles,
            buffer: canvas.buffer,
        };

        self.counts
            .draw(app, (self.at, self.drawn), seen, &mut below);
    }
}

impl Counts {
    /// The rows and the columns that have room in an area.
    pub(super) fn seen(&self, app: &App, area: Rect, drawn: Drawn) -> [Range<usize>; 2] {
        if !drawn.is_part() {
            return self.extent().map(|length| 0..length);
        }

        let corner = self
            .corner(app, area, drawn)
            .filter(|_| drawn.part == Part::Corner);
        let most = Self::most_seen(area, drawn);

        corner.unwrap_or_else(|| part::near(&self.window(app), self.extent(), most))
    }

    /// The places with the same cells as those that are seen of another; at the edges, with the padding before or after them.
    pub(super) fn beside(&self, other: &Self, seen: &[Range<usize>; 2]) -> [Range<usize>; 2] {
        let [before, others] = [self.before(), other.before()];
        let [extent, all] = [self.extent(), other.extent()];

        [0, 1].map(|dim| {
            let length = seen[dim].len().min(extent[dim]);
            let last = extent[dim] - length;
            let start = match &seen[dim] {
                seen if seen.start == 0 => 0,
                seen if seen.end == all[dim] => last,
                seen => (seen.start + before[dim]).saturating_sub(others[dim]),
            };

            start.min(last)..start.min(last) + length
        })
    }

    /// A corner with so many rows and columns as an area holds, where it tells more than what is near the window.
    fn corner(&self, app: &App, area: Rect, drawn: Drawn) -> Option<[Range<usize>; 2]> {
        let most = Self::most_seen(area, drawn);
        let at = |place| self.at(place);

        part::corner(at, &self.window(app), self.extent(), most).filter(|_| self.numbers.is_none())
    }

    /// How many rows and columns an area holds.
    fn most_seen(area: Rect, drawn: Drawn) -> [usize; 2] {
        let lines = usize::from(area.height.saturating_sub(HEAD));

        [
            2 * lines / usize::from(drawn.look.halves),
            usize::from(area.width.saturating_sub(1)) / usize::from(drawn.look.wide),
        ]
    }

    /// How often the cell of some places is read that is read least.
    pub(super) fn rarest(&self, [row, column]: [usize; 2], step: usize) -> Option<u64> {
        let places = (0..step * step).map(|at| [row + at / step, column + at % step]);

        places.filter_map(|place| self.at(place)).min()
    }
}
