//! The two dimensions along which windows slide.

use std::ops::{Index, IndexMut};

/// A dimension of a map: pairs of numbers are in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dim {
    /// Down.
    Rows,
    /// Along.
    Columns,
}

impl Dim {
    /// Both, in the order of pairs.
    pub const BOTH: [Self; 2] = [Self::Rows, Self::Columns];

    /// The dimension along which a map of so many rows is long: a signal has one row.
    #[must_use]
    pub fn longest(rows: usize) -> Self {
        if rows == 1 { Self::Columns } else { Self::Rows }
    }

    /// Its place among channels, rows and columns.
    #[must_use]
    pub fn level(self) -> usize {
        1 + self as usize
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Rows => Self::Columns,
            Self::Columns => Self::Rows,
        }
    }
}

impl<T> Index<Dim> for [T; 2] {
    type Output = T;

    fn index(&self, dim: Dim) -> &T {
        &self[dim as usize]
    }
}

impl<T> IndexMut<Dim> for [T; 2] {
    fn index_mut(&mut self, dim: Dim) -> &mut T {
        &mut self[dim as usize]
    }
}
