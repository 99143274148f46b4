//! How much of each dot of a cell a character covers.

use std::ops::Range;

/// The level of a dot that is covered whole. Levels are few, so that a picture of many inks has few colours; letters are fitted to
/// the dots, and need no more.
pub(in crate::record) const TOP: u8 = 2;

/// Shares of 255 from which a dot is half covered, and whole: narrow bounds make strokes sharp, low ones keep thin strokes strong.
const HALF: u8 = 90;
const WHOLE: u8 = 150;

/// A cell's dots, or two cells', from 0 (nothing) to [`TOP`].
#[derive(Debug, PartialEq, Eq)]
pub(in crate::record) struct Mask {
    /// Dots of a line.
    pub width: usize,
    /// Lines.
    pub height: usize,
    /// The levels, line after line.
    pub levels: Vec<u8>,
}

impl Mask {
    /// Nothing covered.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            levels: vec![0; width * height],
        }
    }

    /// Covers a share of 255 of a dot.
    pub(crate) fn cover(&mut self, x: usize, y: usize, share: u8) {
        let level = u8::from(share >= HALF) + u8::from(share >= WHOLE);
        let dot = &mut self.levels[y * self.width + x];
        *dot = level.max(*dot);
    }

    /// Covers a rectangle, cut to the mask.
    pub(crate) fn fill(&mut self, columns: Range<usize>, lines: Range<usize>) {
        for y in lines.start..lines.end.min(self.height) {
            self.levels[y * self.width..][..self.width][columns.start..columns.end.min(self.width)]
                .fill(TOP);
        }
    }

    /// A box for what no font has.
    pub(crate) fn frame(&mut self, scale: usize) {
        let left = scale;
        let right = self.width - scale;
        let top = 2 * scale;
        let bottom = self.height - 3 * scale;
        self.fill(left..right, top..top + scale);
        self.fill(left..right, bottom - scale..bottom);
        self.fill(left..left + scale, top..bottom);
        self.fill(right - scale..right, top..bottom);
    }
}
