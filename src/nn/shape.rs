//! The shape of what flows between layers.

use std::fmt;

/// What flows between layers: maps of cells, or a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `channels` maps of `height` x `width` cells.
    Maps {
        /// How many maps.
        channels: usize,
        /// Rows of each.
        height: usize,
        /// Columns of each.
        width: usize,
    },
    /// A vector, as flatten and linear give it. It is stored as that many maps of one cell.
    Vector(usize),
}

impl Shape {
    /// `[channels, height, width]`; a vector is `[n, 1, 1]`.
    #[must_use]
    pub fn dims(self) -> [usize; 3] {
        match self {
            Self::Maps {
                channels,
                height,
                width,
            } => [channels, height, width],
            Self::Vector(n) => [n, 1, 1],
        }
    }

    /// The lengths as they are written: three, or one for a vector.
    #[must_use]
    pub fn levels(self) -> Vec<usize> {
        match self {
            Self::Maps { .. } => self.dims().to_vec(),
            Self::Vector(n) => vec![n],
        }
    }

    /// How many numbers; saturates where they would not fit.
    #[must_use]
    pub fn count(self) -> u64 {
        self.dims()
            .iter()
            .fold(1, |count: u64, &n| count.saturating_mul(n as u64))
    }

    /// The same kind of shape with other lengths.
    #[must_use]
    pub fn maps([channels, height, width]: [usize; 3]) -> Self {
        Self::Maps {
            channels,
            height,
            width,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Maps {
                channels,
                height,
                width,
            } => write!(f, "{height}×{width}×{channels}"),
            Self::Vector(n) => write!(f, "{n}"),
        }
    }
}
