//! Tables of at most 256 colours, and the entry of each colour in one.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::super::raster::{Colour, Number};

/// Entries of a table. The first stands for dots that stay as they are.
const MOST: usize = 256;

/// Colours that a picture can have.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub colours: Vec<Colour>,
    /// The entry of each colour that has one, by its number; else 0.
    entries: Vec<u8>,
}

impl Table {
    /// A table of the colours that dots get, the most frequent first; `counts` says how many get each. Where there are too many
    /// colours, the most frequent stands for those that are alike but for the lowest bits.
    pub(super) fn new(counts: &[usize], colours: &[Colour]) -> Self {
        let mut numbers: Vec<usize> = (0..colours.len()).filter(|&at| counts[at] > 0).collect();
        numbers.sort_by_key(|&number| Reverse(counts[number]));

        for bits in 1..8 {
            if numbers.len() >= MOST {
                let mut seen = HashSet::new();
                numbers.retain(|&number| seen.insert(colours[number].map(|part| part >> bits)));
            }
        }

        numbers.truncate(MOST - 1);
        let mut entries = vec![0; colours.len()];

        for (&number, entry) in numbers.iter().zip(1..) {
            entries[number] = entry;
        }

        let stays = [0; 3];
        let taken = numbers.iter().map(|&number| colours[number]);

        Self {
            colours: std::iter::once(stays).chain(taken).collect(),
            entries,
        }
    }

    /// The entry of a colour, if it has one; else 0.
    pub(super) fn entry(&self, number: Number) -> u8 {
        self.entries.get(number as usize).map_or(0, |entry| *entry)
    }

    /// Whether every colour has one that a dot gets.
    pub(super) fn holds(&self, counts: &[usize]) -> bool {
        let mut numbers = (0..).zip(counts);
        numbers.all(|(number, &count)| count == 0 || self.entry(number) > 0)
    }

    /// Gives the colours that dots get, and that have no entry, that of the nearest one.
    pub(super) fn stretch(&mut self, counts: &[usize], colours: &[Colour]) {
        for number in 0..counts.len() {
            if counts[number] > 0 && self.entries[number] == 0 {
                self.entries[number] = self.nearest(colours[number]);
            }
        }
    }

    fn nearest(&self, colour: Colour) -> u8 {
        let distance = |other: Colour| -> u32 {
            let parts = colour.iter().zip(other);
            parts.map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
        };

        (1..self.colours.len())
            .min_by_key(|&at| distance(self.colours[at]))
            .unwrap_or(0) as u8
    }
}
