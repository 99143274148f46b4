//! Letters that are written in one go.

use std::io::{self, Write};

use ratatui::buffer::Buffer;

use super::{Inks, dots};
use crate::record::CellStyle;
use crate::record::markup::{BESIDE, CELL, escaped};

/// Blanks that are written between letters of one line: fewer bytes than an element more.
const BLANKS: usize = 30;

/// Columns over which no font is seen to be narrower or wider than its cells.
const SHORT: u16 = 10;

/// A sign at the first of its columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign<'a> {
    pub x: u16,
    pub y: u16,
    /// The columns that it takes.
    pub width: u16,
    pub symbol: &'a str,
    pub ink: CellStyle,
}

/// Letters of one line, in colours of their own but all bold or none. Each takes the same number of columns.
#[derive(Debug)]
pub(super) struct Piece {
    x: u16,
    y: u16,
    width: u16,
    sign: u16,
    parts: Vec<(CellStyle, String)>,
}

impl Piece {
    /// Begins with a sign.
    pub(super) fn new(sign: &Sign) -> Self {
        let parts = vec![(sign.ink, sign.symbol.to_owned())];
        Self {
            x: sign.x,
            y: sign.y,
            width: sign.width,
            sign: sign.width,
            parts,
        }
    }

    /// The ink that it begins with.
    pub(super) fn ink(&self) -> CellStyle {
        self.parts[0].0
    }

    /// Whether a sign can be written with it: only blanks lie between, and fonts agree on the width of both.
    pub(super) fn reaches(&self, sign: &Sign, after: &Buffer) -> bool {
        let mut gap = self.x + self.width..sign.x;
        let most = if self.sign == 1 && !self.ink().underlined {
            BLANKS
        } else {
            0
        };

        let looks = |ink: CellStyle| CellStyle {
            fore: [0; 3],
            ..ink
        };

        (self.y, self.sign, looks(self.ink())) == (sign.y, sign.width, looks(sign.ink))
            && gap.len() <= most
            && gap.all(|x| after[(x, sign.y)].symbol() == " ")
            && self
                .parts
                .last()
                .is_some_and(|(_, text)| text.ends_with(is_common))
            && sign.symbol.chars().all(is_common)
    }

    /// Writes a sign with it.
    pub(super) fn join(&mut self, sign: &Sign) {
        let gap = (sign.x - self.x - self.width).into();
        self.width = sign.x + sign.width - self.x;

        match self.parts.last_mut() {
            Some((ink, text)) if *ink == sign.ink => {
                text.extend(std::iter::repeat_n(' ', gap));
                text.push_str(sign.symbol);
            }
            _ => self
                .parts
                .push((sign.ink, format!("{:gap$}{}", "", sign.symbol))),
        }
    }

    /// Whether a piece of the same line can be written in one element with it: where signs stand is left to the font in both.
    pub(super) fn joins(&self, other: &Self) -> bool {
        let look = |piece: &Self| CellStyle {
            fore: [0; 3],
            ..piece.ink()
        };

        // Bold letters would make those within their element bold.
        self.y == other.y && look(self) == look(other) && self.is_short() && other.is_short()
    }

    /// Where each sign stands is not left to the font, as soon as it could be seen.
    fn is_short(&self) -> bool {
        self.width <= SHORT && (self.sign != 2 || self.width <= 2)
    }

    /// Writes those of one line as an element within a group of a common ink.
    pub(super) fn write(
        row: &[Self],
        common: CellStyle,
        inks: &mut Inks,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let [first, others @ ..] = row else {
            return Ok(());
        };

        let own = first.ink();
        write!(
            out,
            "<text x=\"{}\" y=\"{}\"",
            dots(first.x, 0),
            dots(first.y, 1) + CELL[2]
        )?;

        if own != common {
            write!(out, " class=\"{}\"", inks.class(own))?;
        }

        if !first.is_short() {
            let blank = if first.sign == 2 { BESIDE } else { 0 };
            write!(out, " textLength=\"{}\"", dots(first.width, 0) - blank)?;
        }

        out.write_all(b">")?;
        first.write_parts(own, inks, out)?;

        for other in others {
            write!(out, "<tspan x=\"{}\"", dots(other.x, 0))?;

            if other.ink() != own {
                write!(out, " class=\"{}\"", inks.class(other.ink()))?;
            }

            out.write_all(b">")?;
            other.write_parts(other.ink(), inks, out)?;
            out.write_all(b"</tspan>")?;
        }

        out.write_all(b"</text>")
    }

    fn write_parts(&self, own: CellStyle, inks: &mut Inks, out: &mut dyn Write) -> io::Result<()> {
        for (ink, text) in &self.parts {
            if *ink == own {
                out.write_all(escaped(text).as_bytes())?;
            } else {
                write!(
                    out,
                    "<tspan class=\"{}\">{}</tspan>",
                    inks.class(*ink),
                    escaped(text)
                )?;
            }
        }

        Ok(())
    }
}

/// Whether monospace fonts have it and give it one column, or it is Chinese and the like, whose fonts agree as well.
fn is_common(c: char) -> bool {
    matches!(c, ..'\u{300}' | '\u{2010}'..'\u{2190}' | '\u{2200}'..'\u{2300}' | '\u{2e80}'..)
}
