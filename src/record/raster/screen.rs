//! A picture that is painted frame after frame, and the box around what changes.

use ratatui::buffer::Buffer;

use super::{Canvas, Colour};
use crate::record::{CellStyle, RecordingSettings, changes};

/// A rectangle of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::record) struct Area {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// What is seen now.
pub(in crate::record) struct Screen {
    pub canvas: Canvas,
    ground: CellStyle,
    before: Option<Buffer>,
}

impl Screen {
    /// An empty one of a recording's size.
    ///
    /// # Errors
    /// As [`Canvas::new`].
    pub(crate) fn new(about: &RecordingSettings) -> std::io::Result<Self> {
        Ok(Self {
            canvas: Canvas::new(about)?,
            ground: about.ground,
            before: None,
        })
    }

    /// Paints a frame over the one before: the box around the dots that are not what they were, all of it for the first;
    /// nothing where none changes. Left and top are even.
    pub(crate) fn paint(&mut self, screen: &Buffer) -> Option<Area> {
        let width = self.canvas.width;
        let whole = Area {
            left: 0,
            top: 0,
            width,
            height: self.canvas.height,
        };

        let runs = changes(self.before.as_ref(), screen, self.ground);
        let is_first = self.before.replace(screen.clone()).is_none();
        let mut ends = [usize::MAX, usize::MAX, 0, 0];

        for run in &runs {
            self.canvas.paint(run, screen, |at, _, is_new| {
                if is_new {
                    let [left, top, right, bottom] = &mut ends;
                    (*left, *top) = ((*left).min(at % width), (*top).min(at / width));
                    (*right, *bottom) =
                        ((*right).max(at % width + 1), (*bottom).max(at / width + 1));
                }
            });
        }

        let [left, top, right, bottom] = ends;

        if is_first {
            return Some(whole);
        }

        (left < right).then(|| {
            let (left, top) = (left & !1, top & !1);
            Area {
                left,
                top,
                width: right - left,
                height: bottom - top,
            }
        })
    }

    /// The dots of an area, line after line.
    pub(crate) fn dots(&self, area: Area) -> Vec<Colour> {
        let lines = (area.top..area.top + area.height).map(|line| {
            let start = line * self.canvas.width + area.left;
            &self.canvas.dots[start..start + area.width]
        });

        lines.flatten().copied().collect()
    }
}
