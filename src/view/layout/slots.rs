//! Which stamp of a transposed convolution stands where: an input cell keeps its place while the output cells that it reaches
//! are made one after the other.

use std::collections::BTreeSet;

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
    /// Those of a layer's map.
    pub(super) fn new(layer: &Layer, map: usize) -> Self {
        let [_, rows, columns] = layer.output.dims();
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| [map, row, column]));
        let mut slots = Self {
            most: [1; 2],
            step: [1; 2],
        };

        for cell in cells {
            let sources = (0..layer.taps()).filter_map(|tap| layer.source(cell, 0, tap));
            let reaching: Vec<[usize; 3]> = sources.map(|from| from.at).collect();

            for dim in 0..2 {
                let lines: BTreeSet<usize> = reaching.iter().map(|at| at[dim + 1]).collect();
                let mut first = lines.iter().take(2);

                slots.most[dim] = slots.most[dim].max(lines.len());

                if let (Some(first), Some(second)) = (first.next(), first.next()) {
                    slots.step[dim] = second - first;
                }
            }
        }

        slots
    }

    pub(super) fn count(self) -> usize {
        self.most[0] * self.most[1]
    }

    /// The place of an input cell's stamp.
    pub(in super::super) fn of(self, [row, column]: [usize; 2]) -> usize {
        let along = |dim: usize, at: usize| at / self.step[dim] % self.most[dim];
        along(0, row) * self.most[1] + along(1, column)
    }
}
