//! The colours of a frame, and tables of at most 256 for a picture.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::super::raster::Colour;

/// Entries of a table. The first stands for dots that stay as they are.
const MOST: usize = 256;

/// Colours with how many dots get them, in the order in which they came up.
#[derive(Debug, Default)]
pub(super) struct Palette {
    colours: Vec<(Colour, u32)>,
    numbers: HashMap<Colour, u16>,
    last: Option<(Colour, u16)>,
}

impl Palette {
    /// The number of a colour, which one more dot gets, or has already.
    pub(super) fn add(&mut self, colour: Colour, is_new: bool) -> u16 {
        // Most dots are like their neighbour.
        let number = match self.last {
            Some((last, number)) if last == colour => number,
            _ => self.number(colour),
        };

        self.last = Some((colour, number));
        self.colours[usize::from(number)].1 += u32::from(is_new);

        number
    }

    fn number(&mut self, colour: Colour) -> u16 {
        // A frame of more colours than that has no table anyway that could tell them apart.
        let new = self.colours.len().min(usize::from(u16::MAX)) as u16;
        let number = *self.numbers.entry(colour).or_insert(new);

        if usize::from(number) == self.colours.len() {
            self.colours.push((colour, 0));
        }

        number
    }

    /// A table of these colours, the most frequent first. Where there are too many, the most frequent stands for those that are
    /// alike but for the lowest bits.
    pub(super) fn table(&self) -> Vec<Colour> {
        let mut colours = self.colours.clone();
        colours.sort_by_key(|(_, dots)| Reverse(*dots));

        if colours.len() >= MOST {
            colours.retain(|(_, dots)| *dots > 0);
        }

        for bits in 1..8 {
            if colours.len() >= MOST {
                let mut seen = HashSet::new();
                colours.retain(|(colour, _)| seen.insert(colour.map(|part| part >> bits)));
            }
        }

        let stays = [0; 3];

        std::iter::once(stays)
            .chain(colours.into_iter().map(|(colour, _)| colour))
            .take(MOST)
            .collect()
    }

    /// The entry of each colour in a table; nothing if one is missing that a dot gets. Dots that have it can stay.
    pub(super) fn entries(&self, table: &[Colour]) -> Option<Vec<u8>> {
        let entry = |&(colour, dots): &(Colour, u32)| {
            let at = table
                .iter()
                .skip(1)
                .position(|has| *has == colour)
                .map(|at| at as u8 + 1);
            at.or((dots == 0).then_some(0))
        };
        self.colours.iter().map(entry).collect()
    }

    /// The entry of a table that is nearest to each colour that a dot gets; others stay.
    pub(super) fn nearest(&self, table: &[Colour]) -> Vec<u8> {
        let distance = |a: Colour, b: Colour| -> u32 {
            a.iter()
                .zip(b)
                .map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2))
                .sum()
        };

        let entry = |colour: Colour| {
            (1..table.len())
                .min_by_key(|&at| distance(table[at], colour))
                .unwrap_or(0) as u8
        };

        self.colours
            .iter()
            .map(|&(colour, dots)| if dots == 0 { 0 } else { entry(colour) })
            .collect()
    }
}
