//! One number of many: what reductions over any axes make.

use std::sync::Arc;

use super::{Arrange, Finish, Fold, Shape, Take};

/// One number of each so many cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Reduce {
    /// Brings the cells together that become one: they are the last axes of what comes out.
    pub arrange: Arc<Arrange>,
    /// How many become one.
    pub taps: usize,
    /// The shape that comes out.
    pub output: Shape,
    /// What they become.
    pub reduction: Reduction,
}

/// What many cells become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// The largest.
    Max,
    /// The sum of their squares.
    Squares,
    /// The root of the sum of their squares.
    Length,
    /// Where among them the largest stands: of equal ones the first, or the last.
    Place {
        /// Whether the last.
        last: bool,
    },
}

impl Reduction {
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Sum => "reduce_sum",
            Self::Mean => "reduce_mean",
            Self::Max => "reduce_max",
            Self::Squares => "reduce_sum_square",
            Self::Length => "reduce_l2",
            Self::Place { .. } => "argmax",
        }
    }

    pub(super) fn form(self) -> (Take, Fold, Finish) {
        match self {
            Self::Sum => (Take::Cell, Fold::Sum, Finish::Total),
            Self::Mean => (Take::Cell, Fold::Sum, Finish::Mean),
            Self::Max => (Take::Cell, Fold::Max, Finish::Plain),
            Self::Squares => (Take::Square, Fold::Sum, Finish::Plain),
            Self::Length => (Take::Square, Fold::Sum, Finish::Function),
            Self::Place { .. } => (Take::Cell, Fold::Max, Finish::Place),
        }
    }
}
