//! A picture that is painted frame after frame, and what changes in it.

use std::ops::Range;

use super::{Canvas, Number};
use crate::record::{RecordingSettings, Transition};

/// A rectangle of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::record) struct Area {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

impl Area {
    /// Its lines, as ranges of the dots of a picture whose lines are so long.
    pub(in crate::record) fn lines(self, length: usize) -> impl Iterator<Item = Range<usize>> {
        let starts = (self.top..self.top + self.height).map(move |line| line * length + self.left);
        // What lies beside the picture has no dots.
        let height = if self.width > 0 { self.height } else { 0 };
        starts
            .take(height)
            .map(move |start| start..start + self.width)
    }

    /// With the dots to the left and above that make both of these even.
    pub(in crate::record) fn even(self) -> Self {
        Self {
            left: self.left & !1,
            top: self.top & !1,
            width: self.width + self.left % 2,
            height: self.height + self.top % 2,
        }
    }

    /// The part of it that lies within another; nothing where none does.
    pub(in crate::record) fn within(self, other: Self) -> Option<Self> {
        let left = self.left.max(other.left);
        let top = self.top.max(other.top);
        let right = (self.left + self.width).min(other.left + other.width);
        let bottom = (self.top + self.height).min(other.top + other.height);

        (left < right && top < bottom).then(|| Self {
            left,
            top,
            width: right - left,
            height: bottom - top,
        })
    }

    /// The smallest area that holds both.
    fn with(self, other: Self) -> Self {
        let left = self.left.min(other.left);
        let top = self.top.min(other.top);
        let right = (self.left + self.width).max(other.left + other.width);
        let bottom = (self.top + self.height).max(other.top + other.height);

        Self {
            left,
            top,
            width: right - left,
            height: bottom - top,
        }
    }
}

/// What is seen now, and what was before.
pub(in crate::record) struct Painting {
    pub canvas: Canvas,
    /// The dots of the frame before.
    pub before: Vec<Number>,
    /// What was painted last.
    pub painted: Vec<Area>,
}

/// A dot of no colour: before the first frame, there is nothing.
const NOTHING: Number = Number::MAX;

impl Painting {
    /// An empty one of a recording's size.
    ///
    /// # Errors
    /// As [`Canvas::new`].
    pub(crate) fn new(about: &RecordingSettings) -> std::io::Result<Self> {
        let canvas = Canvas::new(about)?;

        Ok(Self {
            before: vec![NOTHING; canvas.dots.len()],
            painted: Vec::new(),
            canvas,
        })
    }

    /// Paints a frame over the one before: the box around the dots that are not what they were, all of it for the first;
    /// nothing where none changes.
    pub(crate) fn paint(&mut self, next: &Transition) -> Option<Area> {
        let width = self.canvas.width;

        for line in self.painted.iter().flat_map(|area| area.lines(width)) {
            self.before[line.clone()].copy_from_slice(&self.canvas.dots[line]);
        }

        let screen = &next.frame.screen;
        let runs = next.runs().iter();
        self.painted = runs.map(|run| self.canvas.paint(run, screen)).collect();
        self.painted.extend(self.canvas.surround(next.frame.ground));

        if next.before.is_none() {
            self.painted = vec![self.canvas.whole()];
        }

        let changed = self.painted.iter().filter_map(|&area| self.changed(area));
        changed.reduce(Area::with)
    }

    /// The box around the dots of an area that are not what they were.
    fn changed(&self, area: Area) -> Option<Area> {
        let mut ends: Option<Area> = None;

        for (top, line) in (area.top..).zip(area.lines(self.canvas.width)) {
            let start = line.start;
            let both = || {
                let before = self.before[line.clone()].iter();
                before.zip(&self.canvas.dots[line.clone()])
            };

            let Some(first) = both().position(|(before, now)| before != now) else {
                continue;
            };

            let last = both().rposition(|(before, now)| before != now);
            let left = start % self.canvas.width + first;
            let own = Area {
                left,
                top,
                width: last.unwrap_or(first) + 1 - first,
                height: 1,
            };

            ends = Some(ends.map_or(own, |ends| ends.with(own)));
        }

        ends
    }
}
