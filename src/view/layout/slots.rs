//! Which stamp of a transposed convolution stands where: an input cell keeps its place while the output cells that it reaches
//! are made one after the other.

use super::super::plane::read;
use crate::nn::Layer;

/// Places for as many stamps as reach an output cell at most: rows times columns of input cells.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Slots {
    /// Rows and columns of the input that reach an output cell at most.
    most: [usize; 2],
    /// Rows and columns from one that reaches an output cell to the next: more than one where the kernel is dilated.
    step: [usize; 2],
}

impl Slots {
    /// Those of a layer's maps.
    pub(super) fn new(layer: &Layer) -> Self {
        let mut slots = Self {
            most: [1; 2],
            step: [1; 2],
        };

        for (dim, axis) in [&layer.rows, &layer.columns].into_iter().enumerate() {
            for window in 0..axis.output {
                let lines: Vec<usize> = read(axis, window).collect();
                slots.most[dim] = slots.most[dim].max(lines.len());

                if let [first, second, ..] = lines[..] {
                    slots.step[dim] = second - first;
                }
            }
        }

        slots
    }

    pub(in super::super) fn count(self) -> usize {
        self.most[0] * self.most[1]
    }

    /// Places in a row, where they stand as the input cells do.
    pub(super) fn across(self) -> usize {
        self.most[1]
    }

    /// The place of an input cell's stamp.
    pub(in super::super) fn of(self, [row, column]: [usize; 2]) -> usize {
        let along = |dim: usize, at: usize| at / self.step[dim] % self.most[dim];
        along(0, row) * self.most[1] + along(1, column)
    }
}
