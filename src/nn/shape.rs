//! The shape of what flows between layers.

use std::fmt;

/// Most dimensions that a shape may have.
pub const MOST_DIMENSIONS: usize = 5;

/// What flows between layers, level by level: `[n]` is a vector, `[channels, height, width]` are maps.
///
/// Whatever its levels, it is stored and drawn as a stack of maps, see [`Shape::dims`]:
///
/// ```text
/// [n]              n maps of one cell
/// [c, l]           c maps of one row, l columns
/// [c, h, w]        c maps of h rows, w columns
/// [a, b, h, w]     a·b maps of h rows, w columns
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The lengths, and zeros after them.
    lengths: [usize; MOST_DIMENSIONS],
    rank: usize,
}

impl Shape {
    /// The shape of these dimensions, where there are one to [`MOST_DIMENSIONS`].
    #[must_use]
    pub fn of(levels: &[usize]) -> Option<Self> {
        let rank = levels.len();

        if !(1..=MOST_DIMENSIONS).contains(&rank) {
            return None;
        }

        let mut lengths = [0; MOST_DIMENSIONS];
        lengths[..rank].copy_from_slice(levels);

        Some(Self { lengths, rank })
    }

    /// `[channels, height, width]`
    #[must_use]
    pub fn maps([channels, height, width]: [usize; 3]) -> Self {
        Self {
            lengths: [channels, height, width, 0, 0],
            rank: 3,
        }
    }

    /// Maps as `[channels, height, width]`; of a shape of channels and length, `[channels, width]`.
    pub(super) fn with_maps(self, [channels, height, width]: [usize; 3]) -> Self {
        match (self.rank, height) {
            (2, 1) => Self {
                lengths: [channels, width, 0, 0, 0],
                rank: 2,
            },
            _ => Self::maps([channels, height, width]),
        }
    }

    /// `[n]`
    #[must_use]
    pub fn vector(n: usize) -> Self {
        Self {
            lengths: [n, 0, 0, 0, 0],
            rank: 1,
        }
    }

    /// The lengths as they are written.
    #[must_use]
    pub fn levels(&self) -> &[usize] {
        &self.lengths[..self.rank]
    }

    /// Whether it has one level.
    #[must_use]
    pub fn is_vector(self) -> bool {
        self.rank == 1
    }

    /// `[maps, rows, columns]`, as which it is stored and drawn: the last two levels are rows and columns, all before them
    /// maps. Where the maps would be too many to count, that many.
    #[must_use]
    pub fn dims(self) -> [usize; 3] {
        match *self.levels() {
            [n] => [n, 1, 1],
            [channels, length] => [channels, 1, length],
            [ref stack @ .., height, width] => {
                let maps = stack
                    .iter()
                    .fold(1, |maps: usize, &n| maps.saturating_mul(n));
                [maps, height, width]
            }
            [] => [0; 3],
        }
    }

    /// How a cell `[map, row, column]` is named by its levels: `[3]` in a vector, `[0, 1, 2]` in maps. The inverse of
    /// [`Shape::cell`].
    #[must_use]
    pub fn index(self, [map, row, column]: [usize; 3]) -> Vec<usize> {
        let stack = &self.levels()[..self.rank.saturating_sub(2).max(1)];
        let mut left = map;
        let mut index = vec![0; stack.len()];

        for (at, length) in index.iter_mut().zip(stack).rev() {
            *at = left % (*length).max(1);
            left /= (*length).max(1);
        }

        match self.rank {
            1 => {}
            2 => index.push(column),
            _ => index.extend([row, column]),
        }

        index
    }

    /// The cell `[map, row, column]` that has a name; `None` where there is none.
    #[must_use]
    pub fn cell(self, index: &[usize]) -> Option<[usize; 3]> {
        let is_inside = index.iter().zip(self.levels()).all(|(at, n)| at < n);

        if index.len() != self.rank || !is_inside {
            return None;
        }

        let flat = index
            .iter()
            .zip(self.levels())
            .fold(0, |flat, (at, n)| flat * n + at);

        let [_, height, width] = self.dims();

        Some([flat / (height * width), flat / width % height, flat % width])
    }

    /// The cell that is meant by its levels, as it is named, or by its map, row and column; `None` where there is none.
    #[must_use]
    pub fn meant(self, numbers: &[usize]) -> Option<[usize; 3]> {
        let counted = || {
            let cell: [usize; 3] = numbers.try_into().ok()?;
            let is_inside = cell.iter().zip(self.dims()).all(|(at, n)| *at < n);

            is_inside.then_some(cell)
        };

        self.cell(numbers).or_else(counted)
    }

    /// Which number a cell `[map, row, column]` is, counted map by map and row by row.
    #[must_use]
    pub fn flat(self, [map, row, column]: [usize; 3]) -> usize {
        let [_, height, width] = self.dims();
        (map * height + row) * width + column
    }

    /// How many numbers; saturates where they would not fit.
    #[must_use]
    pub fn count(self) -> u64 {
        self.levels()
            .iter()
            .fold(1, |count: u64, &n| count.saturating_mul(n as u64))
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.levels().fmt(f)
    }
}

/// Rows and columns first, as pictures are measured: `height×width×channels`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let levels = self.levels();
        let (stack, map) = levels.split_at(self.rank.saturating_sub(2).max(1));
        let lengths = map.iter().chain(stack).map(ToString::to_string);

        f.write_str(&lengths.collect::<Vec<_>>().join("×"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_levels_are_a_stack_of_maps() {
        let dims = |levels: &[usize]| Shape::of(levels).map(Shape::dims);

        assert_eq!(dims(&[7]), Some([7, 1, 1]));
        assert_eq!(dims(&[3, 7]), Some([3, 1, 7]));
        assert_eq!(dims(&[3, 5, 7]), Some([3, 5, 7]));
        assert_eq!(dims(&[2, 3, 5, 7]), Some([6, 5, 7]));
        assert_eq!(dims(&[2, 3, 4, 5, 7]), Some([24, 5, 7]));
        assert_eq!(dims(&[]), None);
        assert_eq!(dims(&[1; 6]), None);
    }

    #[test]
    fn every_cell_is_found_again_by_its_name() {
        for levels in [
            &[7][..],
            &[3, 4],
            &[2, 3, 4],
            &[2, 3, 1, 4],
            &[2, 1, 3, 2, 2],
        ] {
            let shape = Shape::of(levels).unwrap();
            let [maps, rows, columns] = shape.dims();

            for at in 0..maps * rows * columns {
                let cell = [at / (rows * columns), at / columns % rows, at % columns];
                assert_eq!(shape.cell(&shape.index(cell)), Some(cell), "{shape:?}");
            }
        }

        assert_eq!(Shape::vector(3).cell(&[3]), None);
        assert_eq!(Shape::vector(3).cell(&[0, 0, 0]), None);
        assert_eq!(Shape::vector(3).meant(&[2]), Some([2, 0, 0]));
        assert_eq!(Shape::vector(3).meant(&[2, 0, 0]), Some([2, 0, 0]));
        let split = Shape::of(&[2, 3, 4, 5]).unwrap();
        assert_eq!(split.meant(&[1, 2, 3, 4]), Some([5, 3, 4]));
        assert_eq!(split.meant(&[5, 3, 4]), Some([5, 3, 4]));
        assert_eq!(split.meant(&[6, 3, 4]), None);
    }

    #[test]
    fn sizes_are_written_as_those_of_pictures() {
        assert_eq!(Shape::maps([3, 5, 7]).to_string(), "5×7×3");
        assert_eq!(Shape::vector(10).to_string(), "10");
    }
}
