//! A picture of a frame, dot by dot.

use std::collections::{BTreeSet, HashMap};
use std::io;

use foldhash::fast::FixedState;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthChar;

mod painting;

use super::font::{Font, Mask, TOP};
use super::{CellStyle, RecordingSettings, Run};
pub(super) use painting::{Area, Painting};

/// Dots that a picture may have.
const MOST_DOTS: usize = 1 << 27;

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// The number of a colour: its place in the list of those that were met.
pub(super) type Number = u32;

/// The numbers of an ink's colours, by how much of a dot is covered.
type Ramp = [Number; TOP as usize + 1];

/// What is painted so far.
pub(super) struct Canvas {
    /// Dots of a line.
    pub width: usize,
    /// Lines.
    pub height: usize,
    /// Line after line, each dot as the number of its colour.
    pub dots: Vec<Number>,
    /// The colours that were met.
    pub colours: Vec<Colour>,
    numbers: HashMap<Colour, Number, FixedState>,
    /// What is left free on every side, and its colour's number.
    margin: usize,
    around: Number,
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
            dots: vec![0; width * height],
            colours: vec![about.ground.back],
            numbers: HashMap::from_iter([(about.ground.back, 0)]),
            margin,
            around: 0,
            font,
        })
    }

    /// Characters that no font had.
    pub(super) fn missing(&self) -> BTreeSet<char> {
        self.font.missing().clone()
    }

    /// The dots of an area in red, green and blue, line after line.
    pub(super) fn rgb(&self, area: Area) -> Vec<Colour> {
        let dots = area.lines(self.width).flat_map(|line| &self.dots[line]);
        dots.map(|&number| self.colours[number as usize]).collect()
    }

    /// All of it.
    pub(super) fn whole(&self) -> Area {
        Area {
            left: 0,
            top: 0,
            width: self.width,
            height: self.height,
        }
    }

    /// Paints a run of a frame; gives the dots that this touches.
    pub(super) fn paint(&mut self, run: &Run, frame: &Buffer) -> Area {
        let ramp: Ramp = std::array::from_fn(|level| self.number(mix(run.ink, level)));
        let ink = run.ink;

        for (x, columns, sign) in run.signs(frame) {
            // Of a sign of more characters, marks without a column of their own are left out, and what modifies the first.
            let character = sign
                .chars()
                .find(|character| character.width() != Some(0))
                .unwrap_or(' ');

            let filled = (character.width().unwrap_or(1).max(1) as u16).min(columns);
            let mask = self.font.mask(character, ink.bold, ink.italic);
            self.stamp(&mask, ramp, self.area([x, run.y], filled), ink.underlined);

            if filled < columns {
                let blank = self.font.mask(' ', ink.bold, ink.italic);

                for free in x + filled..x + columns {
                    self.stamp(&blank, ramp, self.area([free, run.y], 1), ink.underlined);
                }
            }
        }

        self.area([run.x, run.y], run.width)
    }

    /// Paints what is left free around the screen; gives the dots that this touches.
    pub(super) fn surround(&mut self, colour: Colour) -> Vec<Area> {
        let number = self.number(colour);

        if std::mem::replace(&mut self.around, number) == number || self.margin == 0 {
            return Vec::new();
        }

        let area = |[left, top]: [usize; 2], [width, height]: [usize; 2]| Area {
            left,
            top,
            width,
            height,
        };
        let Self {
            width,
            height,
            margin,
            ..
        } = *self;
        let inner = height - 2 * margin;
        let sides = vec![
            area([0, 0], [width, margin]),
            area([0, margin], [margin, inner]),
            area([width - margin, margin], [margin, inner]),
            area([0, height - margin], [width, margin]),
        ];

        for line in sides.iter().flat_map(|side| side.lines(width)) {
            self.dots[line].fill(number);
        }

        sides
    }

    /// The number of a colour.
    fn number(&mut self, colour: Colour) -> Number {
        let next = self.colours.len() as Number;
        let number = *self.numbers.entry(colour).or_insert(next);

        if number == next {
            self.colours.push(colour);
        }

        number
    }

    /// The dots of some columns of a line, as far as they are in the picture.
    fn area(&self, [x, y]: [u16; 2], columns: u16) -> Area {
        let [width, height] = self.font.cell();
        let left = self.margin + usize::from(x) * width;
        let top = self.margin + usize::from(y) * height;

        Area {
            left,
            top,
            width: (usize::from(columns) * width).min(self.width.saturating_sub(left)),
            height: height.min(self.height.saturating_sub(top)),
        }
    }

    /// Paints a character into an area.
    fn stamp(&mut self, mask: &Mask, ramp: Ramp, area: Area, is_underlined: bool) {
        let under = self.font.underline();

        for (line, dots) in area.lines(self.width).enumerate() {
            let dots = &mut self.dots[dots];

            if is_underlined && (under[0]..under[1]).contains(&line) {
                dots.fill(ramp[usize::from(TOP)]);
                continue;
            }

            for (dot, &level) in dots.iter_mut().zip(&mask.levels[line * mask.width..]) {
                *dot = ramp[usize::from(level)];
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
