//! A kernel and its products, where they stand under one plane or beside it.

use std::ops::Range;

use super::super::board::{Board, Look};
use super::needs::{Needs, short};
use super::picture::numbers;

/// A kernel and its products beside each other.
pub(super) struct Pair {
    pub part: [Range<usize>; 2],
    /// Of the weights, and of the products.
    pub looks: [Look; 2],
    /// Columns between them.
    pub gap: u16,
}

impl Pair {
    pub(super) fn width(&self, needs: &Needs) -> u16 {
        if !needs.is_weighted {
            return 0;
        }

        let [weights, products] = self.looks.map(|look| Board::wide(self.part[1].len(), look));
        weights.saturating_add(self.gap).saturating_add(products)
    }

    pub(super) fn lines(&self, needs: &Needs) -> u16 {
        if needs.is_weighted {
            short(self.part[0].len()).saturating_mul(self.looks[0].lines())
        } else {
            0
        }
    }

    /// Lines that it takes under a plane, with its name.
    pub(super) fn below(&self, needs: &Needs) -> u16 {
        self.lines(needs) + u16::from(needs.is_weighted)
    }

    pub(super) fn boards(&self, needs: &Needs, [x, y]: [u16; 2]) -> [Option<Board>; 2] {
        if !needs.is_weighted {
            return [None, None];
        }

        let kernel = numbers([x, y], &self.part, self.looks[0]);
        let products = numbers(
            [x + kernel.width() + self.gap, y],
            &self.part,
            self.looks[1],
        );
        [Some(kernel), Some(products)]
    }
}
