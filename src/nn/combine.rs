//! Layers of several inputs that are taken cell by cell.

use super::{Cell, Fold, Shape, ShapeError, Source, SourcesMisfit};

/// What is made of the cells at the same place of several inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Their sum.
    Add,
    /// The first less the others.
    Sub,
    /// Their product.
    Mul,
    /// The first divided by the others, from left to right.
    Div,
    /// The largest.
    Max,
    /// The smallest.
    Min,
    /// Their sum divided by how many they are.
    Mean,
    /// The first to the power of the others, from left to right.
    Pow,
}

impl Combine {
    /// All of them, with the names that scenarios use.
    pub const ALL: [(&str, Self); 8] = [
        ("add", Self::Add),
        ("sub", Self::Sub),
        ("mul", Self::Mul),
        ("div", Self::Div),
        ("max", Self::Max),
        ("min", Self::Min),
        ("mean", Self::Mean),
        ("pow", Self::Pow),
    ];

    /// The kind of its layers, as scenarios write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find_map(|(has, combine)| (has == name).then_some(combine))
    }

    /// How two cells become one.
    #[must_use]
    pub fn fold(self) -> Fold {
        match self {
            Self::Add | Self::Mean => Fold::Sum,
            Self::Sub => Fold::Difference,
            Self::Mul => Fold::Product,
            Self::Div => Fold::Quotient,
            Self::Pow => Fold::Power,
            Self::Max => Fold::Max,
            Self::Min => Fold::Min,
        }
    }

    /// What it makes of these sources: the shape of the largest. The others have that shape, or its channels with one cell
    /// each, or are one number.
    pub(super) fn output(sources: &[Source]) -> Result<Shape, ShapeError> {
        let found = sources.len();
        let shapes = sources.iter().map(|source| source.shape);

        if found < 2 {
            return Err(ShapeError::Sources(SourcesMisfit::Several { found }));
        }

        // Of equally large ones the first.
        let Some(largest) = shapes
            .clone()
            .reduce(|a, b| if b.count() > a.count() { b } else { a })
        else {
            return Err(ShapeError::Sources(SourcesMisfit::Several { found }));
        };

        let [channels, ..] = largest.dims();
        let fits = |shape: Shape| {
            shape == largest
                || shape.count() == 1
                || !shape.is_vector() && !largest.is_vector() && shape.dims() == [channels, 1, 1]
        };

        match shapes.enumerate().find(|&(_, shape)| !fits(shape)) {
            None => Ok(largest),
            Some((index, shape)) => Err(ShapeError::Sources(SourcesMisfit::Shape {
                index,
                shape,
                largest,
            })),
        }
    }
}

/// The cell of a source that an output cell is combined from: the one at the same place, or the only one on its map, or the
/// only one at all.
pub(super) fn same_place(sources: &[Source], source: usize, cell: [usize; 3]) -> Cell {
    let dims = sources[source].shape.dims();
    let mut at = [0; 3];

    for ((at, place), length) in at.iter_mut().zip(cell).zip(dims) {
        *at = if length == 1 { 0 } else { place };
    }

    Cell { source, at }
}

/// What the sources of a concatenation make: their maps one after the other, or their numbers end to end.
pub(super) fn concatenated(sources: &[Source]) -> Result<Shape, ShapeError> {
    let found = sources.len();
    let Some(first) = sources.first().filter(|_| found > 1) else {
        return Err(ShapeError::Sources(SourcesMisfit::Several { found }));
    };

    let first = first.shape;
    let mut levels = first.levels().to_vec();
    levels[0] = 0;

    for (index, &Source { shape, .. }) in sources.iter().enumerate() {
        let own = shape.levels();

        if own.len() != levels.len() || own[1..] != levels[1..] {
            return Err(ShapeError::Sources(SourcesMisfit::Size {
                index,
                shape,
                first,
            }));
        }

        levels[0] = levels[0].checked_add(own[0]).ok_or(ShapeError::TooLarge)?;
    }

    Shape::of(&levels).ok_or(ShapeError::TooLarge)
}

/// The source in which a map of a concatenation lies, and which of its maps it is.
pub(super) fn part_of(sources: &[Source], map: usize) -> (usize, usize) {
    let mut left = map;

    for (index, source) in sources.iter().enumerate() {
        let [own, ..] = source.shape.dims();
        if left < own {
            return (index, left);
        }

        left -= own;
    }

    (0, 0)
}
