//! Cells in another order: what transposes, slices, tiles, gathers and spreads has one tap a cell, "taken from".

use super::Shape;

/// No cell: what stands in padding.
const OUTSIDE: u32 = u32::MAX;

/// Cells of an input in another order. The output's cells are counted along axes, the last fastest; each place on an axis
/// adds its part to the index of the input's cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrange {
    axes: Vec<Vec<u32>>,
    /// The shape that goes in.
    pub input: Shape,
    /// The shape that comes out.
    pub output: Shape,
    /// What stands where no cell is read.
    pub outside: f32,
}

impl Arrange {
    /// The order in which place `p` of axis `a` adds `axes[a][p]` to the index of the input's cell; `None` reads no cell.
    /// There is none if the output has another count, or if a cell is read that the input has not.
    #[must_use]
    pub fn new(
        axes: &[Vec<Option<usize>>],
        [input, output]: [Shape; 2],
        outside: f32,
    ) -> Option<Self> {
        let count = axes
            .iter()
            .try_fold(1u64, |count, axis| count.checked_mul(axis.len() as u64));

        let part = |part: &Option<usize>| match part {
            Some(part) => u32::try_from(*part).ok().filter(|&part| part != OUTSIDE),
            None => Some(OUTSIDE),
        };

        let axes: Vec<Vec<u32>> = axes
            .iter()
            .map(|axis| axis.iter().map(part).collect())
            .collect::<Option<_>>()?;

        let made = Self {
            axes,
            input,
            output,
            outside,
        };

        let fits = count == Some(output.count()) && made.greatest() < input.count();

        fits.then_some(made)
    }

    /// Whether some cells read none of the input's.
    #[must_use]
    pub fn reads_outside(&self) -> bool {
        self.axes.iter().flatten().any(|&part| part == OUTSIDE)
    }

    /// The index of the input's cell that the output's cell of this index is; `None` where it is none of them.
    #[must_use]
    pub fn source(&self, index: usize) -> Option<usize> {
        let mut left = index;
        let mut source = 0;

        for axis in self.axes.iter().rev() {
            let part = *axis.get(left % axis.len().max(1))?;
            left /= axis.len().max(1);

            if part == OUTSIDE {
                return None;
            }

            source += part as usize;
        }

        Some(source)
    }

    /// The greatest index of an input's cell that is read.
    fn greatest(&self) -> u64 {
        let of = |axis: &Vec<u32>| axis.iter().filter(|&&part| part != OUTSIDE).max().copied();
        self.axes
            .iter()
            .map(|axis| u64::from(of(axis).unwrap_or(0)))
            .sum()
    }
}
