//! A picture of a frame, dot by dot.

use std::collections::BTreeSet;
use std::io;

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthChar;

mod screen;

use super::font::{Font, TOP};
use super::{CellStyle, RecordingSettings, Run};
pub(super) use screen::{Area, Screen};

/// Dots that a picture may have.
const MOST_DOTS: usize = 1 << 27;

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// What is painted so far.
pub(super) struct Canvas {
    /// Dots of a line.
    pub width: usize,
    /// Lines.
    pub height: usize,
    /// Line after line.
    pub dots: Vec<Colour>,
    /// What is left free on every side.
    margin: usize,
    font: Font,
}

impl Canvas {
    /// An empty picture of a recording's size.
    ///
    /// # Errors
    /// `InvalidInput` where it would have more dots than a picture can, a side more than 65,535.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        let font = Font::new(about.scale);
        let [width, height] = font.cell();
        let margin = width * usize::from(about.margin);
        let width = width * usize::from(about.width) + 2 * margin;
        let height = height * usize::from(about.height) + 2 * margin;

        if width.max(height) > usize::from(u16::MAX) || width * height > MOST_DOTS {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the picture would be too large",
            ));
        }

        Ok(Self {
            width,
            height,
            dots: vec![about.ground.back; width * height],
            margin,
            font,
        })
    }

    /// Characters that no font had.
    pub(super) fn missing(&self) -> BTreeSet<char> {
        self.font.missing().clone()
    }

    /// Paints a run of a frame, and tells of every dot where it is, its colour, and whether it had another.
    pub(super) fn paint(
        &mut self,
        run: &Run,
        frame: &Buffer,
        mut painted: impl FnMut(usize, Colour, bool),
    ) {
        for (x, columns, sign) in run.signs(frame) {
            // Of a sign of more characters, marks without a column of their own are left out, and what modifies the first.
            let character = sign
                .chars()
                .find(|character| character.width() != Some(0))
                .unwrap_or(' ');

            let filled = (character.width().unwrap_or(1).max(1) as u16).min(columns);
            self.stamp(character, run.ink, [x, run.y], &mut painted);

            for free in x + filled..x + columns {
                self.stamp(' ', run.ink, [free, run.y], &mut painted);
            }
        }
    }

    /// Paints a character, as far as it is in the picture.
    fn stamp(
        &mut self,
        character: char,
        ink: CellStyle,
        [x, y]: [u16; 2],
        painted: &mut impl FnMut(usize, Colour, bool),
    ) {
        let [width, height] = self.font.cell();
        let x = self.margin + usize::from(x) * width;
        let y = self.margin + usize::from(y) * height;
        let mask = self.font.mask(character, ink.bold, ink.italic);
        let ramp: [Colour; TOP as usize + 1] = std::array::from_fn(|level| mix(ink, level));
        let underline = if ink.underlined {
            self.font.underline()
        } else {
            [0, 0]
        };

        let room = mask.width.min(self.width.saturating_sub(x));

        if room == 0 {
            return;
        }

        for line in 0..height.min(self.height.saturating_sub(y)) {
            let is_under = (underline[0]..underline[1]).contains(&line);
            let start = (y + line) * self.width + x;
            let levels = &mask.levels[line * mask.width..][..room];
            for ((at, dot), &level) in self.dots[start..][..room]
                .iter_mut()
                .enumerate()
                .zip(levels)
            {
                let colour = ramp[if is_under { TOP } else { level } as usize];
                painted(start + at, colour, *dot != colour);
                *dot = colour;
            }
        }
    }
}

/// The colour of a dot that is covered to a level.
fn mix(ink: CellStyle, level: usize) -> Colour {
    let level = level as u32;
    let top = u32::from(TOP);
    let part = |fore: u8, back: u8| {
        (u32::from(fore) * level + u32::from(back) * (top - level) + top / 2) / top
    };

    std::array::from_fn(|at| part(ink.fore[at], ink.back[at]) as u8)
}

#[cfg(test)]
mod tests;
