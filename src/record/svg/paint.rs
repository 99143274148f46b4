//! What one frame paints over the one before: what lies behind, the shapes, the letters.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::Buffer;

use super::piece::{Piece, Sign};
use super::{Inks, dots, plain};
use crate::record::markup::{CELL, LINE, SHAPES, hex};
use crate::record::{Ink, Run, changes};

/// What a frame paints: paths by their colour, shapes by their ink and whether they are lines, and letters. What lies behind letters is no part of their ink here.
#[derive(Debug, Default)]
pub(super) struct Paint {
    behind: BTreeMap<[u8; 3], String>,
    shapes: BTreeMap<(Ink, bool), String>,
    pieces: Vec<Piece>,
}

impl Paint {
    /// What changes from one frame to the next; all of it where there is none before, but for the ground.
    pub fn new(before: Option<&Buffer>, after: &Buffer, ground: Ink) -> Self {
        let mut paint = Self::default();
        let runs = changes(before, after, ground);
        let adjoin = |a: &Run, b: &Run| (a.ink.back, a.y, a.x + a.width) == (b.ink.back, b.y, b.x);

        for area in runs.chunk_by(adjoin) {
            paint.cover(area);
            for run in area {
                paint.run(run, after);
            }
        }

        if before.is_none() {
            paint.behind.remove(&ground.back);
        }

        paint
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.behind.is_empty()
    }

    /// Paints what lies behind neighbours.
    fn cover(&mut self, area: &[Run]) {
        let (run, width) = (&area[0], area.iter().map(|run| run.width).sum());
        let path = self.behind.entry(run.ink.back).or_default();

        // A line as wide as a cell is high takes fewer bytes than a rectangle. Writing to a string cannot fail.
        let _ = write!(
            path,
            "M{} {}h{}",
            dots(run.x, 0),
            dots(run.y, 1) + CELL[1] / 2,
            dots(width, 0)
        );
    }

    /// Paints the signs of a run.
    fn run(&mut self, run: &Run, after: &Buffer) {
        for (x, width, symbol) in run.signs(after) {
            self.sign(
                Sign {
                    x,
                    y: run.y,
                    width,
                    symbol,
                    ink: Ink {
                        back: [0; 3],
                        ..run.ink
                    },
                },
                after,
            );
        }
    }

    /// Paints a sign: some are drawn, others join what is written before them.
    fn sign(&mut self, sign: Sign, after: &Buffer) {
        if let Some((_, [left, top, width, height])) =
            SHAPES.iter().find(|(shape, _)| *shape == sign.symbol)
        {
            let is_line = *width.min(height) < LINE;
            let path = self.shapes.entry((plain(sign.ink), is_line)).or_default();
            let x = dots(sign.x, 0) + left;
            let y = dots(sign.y, 1) + top;
            let _ = write!(path, "M{x} {y}h{width}v{height}H{x}z");
        } else if sign.symbol != " " || sign.ink.underlined {
            match self
                .pieces
                .last_mut()
                .filter(|piece| piece.reaches(&sign, after))
            {
                Some(piece) => piece.join(&sign),
                None => self.pieces.push(Piece::new(&sign)),
            }
        }
    }

    /// Writes it as one group, with more attributes or none.
    pub fn write(
        &self,
        attributes: &str,
        ground: Ink,
        inks: &mut Inks,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let common = self.common().unwrap_or(Ink {
            back: [0; 3],
            ..ground
        });

        write!(out, "\n<g class=\"{}\"{attributes}>", inks.class(common))?;

        for (colour, path) in &self.behind {
            if *colour == ground.back {
                write!(out, "<path d=\"{path}\"/>")?;
            } else {
                write!(
                    out,
                    "<path style=\"stroke:{}\" d=\"{path}\"/>",
                    hex(*colour)
                )?;
            }
        }

        for ((ink, is_line), path) in &self.shapes {
            let line = if *is_line { " L" } else { "" };
            write!(
                out,
                "<path class=\"{}{line}\" d=\"{path}\"/>",
                inks.class(*ink)
            )?;
        }

        self.pieces
            .iter()
            .try_for_each(|piece| piece.write(common, inks, out))?;

        out.write_all(b"</g>")
    }

    /// The ink of most pieces, which need not say it then. It is a plain one: within bold letters none could be otherwise.
    fn common(&self) -> Option<Ink> {
        let mut counts: BTreeMap<Ink, usize> = BTreeMap::new();
        for ink in self
            .pieces
            .iter()
            .map(Piece::ink)
            .filter(|ink| *ink == plain(*ink))
        {
            *counts.entry(ink).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(ink, _)| ink)
    }
}
