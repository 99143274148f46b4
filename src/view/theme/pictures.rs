//! The colours of small pictures: of their numbers, of photographs, and of what the current cell reads in them.

use ratatui::style::{Color, Style};

use super::super::field::{Dot, Mark};
use super::depth::mix;
use super::{Role, Styles};

/// How strong the colour of a picture's zero is.
const WEAKEST_DOT: f64 = 0.12;

/// How much of its colour a cell's fine edge has.
const EDGE: f64 = 0.82;

/// A black ground, and the share of white that black has on it.
const BLACK: Color = Color::Rgb(0, 0, 0);
const DARKEST_ON_BLACK: f64 = 0.2;

/// How strong the colour of the largest number is where what is read has an edge, which is told from it.
const STRONGEST_BESIDE_EDGE: f64 = 0.55;

impl Styles {
    /// The edge around what the current cell reads, in a picture.
    pub(in crate::view) fn read(self) -> Color {
        self.seen(self.palette.lattice)
    }

    /// A name that stands on such an edge.
    pub(in crate::view) fn on_read(self) -> Style {
        self.written_on(self.palette.lattice)
    }

    /// A colour of a photograph, from its red, green and blue; on a black ground, black is so light that its edge is seen.
    pub(in crate::view) fn shade(self, shares: [f64; 3]) -> Color {
        let darkest = if self.palette.ground == BLACK {
            DARKEST_ON_BLACK
        } else {
            0.0
        };

        let level = |share: f64| {
            // What is lighter stays as it is: numbers are read on it.
            let share = share.clamp(0.0, 1.0);
            (share.max(darkest + share / 2.0) * 255.0).round() as u8
        };

        let [r, g, b] = shares.map(level);
        Color::Rgb(r, g, b)
    }

    /// A dot of a photograph: its red, green and blue, from 0 to 1.
    pub(in crate::view) fn lit(self, shares: Option<[f64; 3]>, mark: Option<Mark>) -> Color {
        let p = self.palette;
        let colour = match shares {
            None => mix(p.ground, p.label, 0.12),
            Some(shares) => self.shade(shares),
        };

        match mark {
            Some(Mark::Current) => p.mark,
            _ => colour,
        }
    }

    /// The fine edge of a cell in a picture, by which it is told from one beside it that is as large.
    pub(in crate::view) fn edge(self, colour: Color) -> Color {
        mix(self.palette.ground, colour, EDGE)
    }

    /// A zero is told from the ground, and what is not seen from a zero.
    pub(in crate::view) fn heat(self, role: Role, (value, mark): Dot) -> Color {
        let p = self.palette;
        let colour = match value {
            None => mix(p.ground, p.label, 0.12),
            Some(value) => {
                let own = if value < 0.0 {
                    p.tiles.filter
                } else {
                    self.behind(role)
                };
                let most = match mark {
                    Some(Mark::Field | Mark::Other) => STRONGEST_BESIDE_EDGE,
                    Some(Mark::Current) | None => 1.0,
                };
                let share = value.abs().min(1.0);

                mix(p.ground, own, WEAKEST_DOT + (most - WEAKEST_DOT) * share)
            }
        };

        match mark {
            Some(Mark::Current) => p.mark,
            Some(Mark::Field | Mark::Other) | None => colour,
        }
    }
}
