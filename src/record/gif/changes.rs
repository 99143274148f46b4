//! The dots that a frame paints over the one before.

use super::super::raster::Colour;
use super::lzw::Dots;
use super::palette::Palette;

/// A dot that was painted.
#[derive(Debug)]
struct Dot {
    /// Where, in dots from the upper left one, line after line.
    at: u32,
    /// The number of its colour in the palette.
    number: u16,
    /// Whether it had another colour.
    is_new: bool,
}

/// What a frame changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    dots: Vec<Dot>,
    /// Their colours.
    pub palette: Palette,
}

/// A box of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// Its first column.
    pub left: usize,
    /// Its first line.
    pub top: usize,
    /// Columns.
    pub width: usize,
    /// Lines.
    pub height: usize,
}

impl Changes {
    /// Adds a dot that was painted.
    pub(super) fn add(&mut self, at: usize, colour: Colour, is_new: bool) {
        let number = self.palette.add(colour, is_new);
        self.dots.push(Dot {
            at: at as u32,
            number,
            is_new,
        });
    }

    /// The box around what changes on a canvas that is so wide: at least one dot.
    pub(super) fn around(&self, line: usize) -> Area {
        let mut places = self
            .dots
            .iter()
            .filter(|dot| dot.is_new)
            .map(|dot| place(dot, line));

        let Some((x, y)) = places.next() else {
            return Area {
                left: 0,
                top: 0,
                width: 1,
                height: 1,
            };
        };

        let grow = |(left, top, right, bottom): (usize, usize, usize, usize),
                    (x, y): (usize, usize)| {
            (left.min(x), top.min(y), right.max(x), bottom.max(y))
        };

        let (left, top, right, bottom) = places.fold((x, y, x, y), grow);

        Area {
            left,
            top,
            width: right - left + 1,
            height: bottom - top + 1,
        }
    }

    /// The dots of a box, as the entries that their colours have.
    pub(super) fn dots(&self, area: &Area, line: usize, entries: &[u8]) -> Dots {
        let nothing = vec![0; area.width * area.height];
        let mut dots = Dots {
            first: nothing.clone(),
            other: nothing,
        };

        for dot in &self.dots {
            let (x, y) = place(dot, line);
            let x = x.wrapping_sub(area.left);
            let y = y.wrapping_sub(area.top);

            if x < area.width && y < area.height {
                let entry = entries[usize::from(dot.number)];
                dots.other[y * area.width + x] = entry;
                dots.first[y * area.width + x] = if dot.is_new { entry } else { 0 };
            }
        }

        dots
    }
}

fn place(dot: &Dot, line: usize) -> (usize, usize) {
    (dot.at as usize % line, dot.at as usize / line)
}
