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

impl Reduce {
    /// The reduction along some of the input's dimensions, the others left as they are; none if they are not each one of them.
    #[must_use]
    pub fn along(input: Shape, dims: &[usize], reduction: Reduction) -> Option<Self> {
        let levels = input.levels();
        let stays = (0..levels.len()).filter(|level| !dims.contains(level));
        let left: Vec<usize> = stays.clone().map(|level| levels[level]).collect();
        let order: Vec<usize> = stays.chain(dims.iter().copied()).collect();
        let arrange = Arrange::transposed(input, &order)?;
        let output = if left.is_empty() { vec![1] } else { left };

        Some(Self {
            arrange: Arc::new(arrange),
            taps: dims.iter().map(|&level| levels[level]).product(),
            output: Shape::of(&output)?,
            reduction,
        })
    }

    /// The dimensions of the input along which it goes.
    #[must_use]
    pub fn dims(&self) -> Option<Vec<usize>> {
        let levels = self.arrange.input.levels();
        let counts = 1u32..1 << levels.len();
        let named = |bits: u32| (0..levels.len()).filter(move |level| bits >> level & 1 == 1);
        let cells = 0..usize::try_from(self.arrange.input.count()).ok()?;
        let is_this = |dims: &Vec<usize>| {
            let made = Self::along(self.arrange.input, dims, self.reduction);
            made.is_some_and(|made| {
                made.taps == self.taps
                    && made.output.count() == self.output.count()
                    && cells
                        .clone()
                        .all(|cell| made.arrange.source(cell) == self.arrange.source(cell))
            })
        };

        counts.map(|bits| named(bits).collect()).find(is_this)
    }
}

impl Reduction {
    /// What a kind of layer makes of many cells; of the largest, where the first or the last stands.
    #[must_use]
    pub fn of_kind(kind: &str, last: bool) -> Option<Self> {
        let all = [
            Self::Sum,
            Self::Mean,
            Self::Max,
            Self::Squares,
            Self::Length,
            Self::Place { last },
        ];

        all.into_iter().find(|reduction| reduction.kind() == kind)
    }

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
