//! How often one weight is used: a convolution's at every window, a dense layer's once.

use super::{Axis, Layer, Op, PaddingMode};

/// Over how many cells one weight of a layer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Input cells of its channel that it is multiplied with.
    pub met: usize,
    /// Output cells of its map that it helps make: those for which it does not read padding.
    pub made: usize,
}

impl Layer {
    /// Where the weight of a tap is used, over all cells of a map; `None` where there are no weights.
    #[must_use]
    pub fn sharing(&self, tap: usize) -> Option<Sharing> {
        match self.op {
            Op::Conv(_) => {
                let [down, along] = self.on_kernel(tap);
                let rows = self.rows.sharing(down);
                let columns = self.columns.sharing(along);
                Some(Sharing {
                    met: rows.met * columns.met,
                    made: rows.made * columns.made,
                })
            }
            Op::Linear(_) => Some(Sharing { met: 1, made: 1 }),
            _ => None,
        }
    }

    /// Parameters of a dense layer that would make the same output from the same input: a weight for each pair of an input
    /// and an output, and a bias for each output where this layer has some too.
    #[must_use]
    pub fn dense_parameters(&self) -> u64 {
        self.input()
            .count()
            .saturating_add(u64::from(self.has_biases()))
            .saturating_mul(self.output.count())
    }
}

impl Axis {
    /// Along this axis, the cells that a tap meets and the windows at which it meets one.
    fn sharing(&self, tap: usize) -> Sharing {
        let first = self.before - (tap * self.dilation) as i64;
        if self.mode == PaddingMode::Zeros {
            // Windows step over cells, or cells are spread under windows: each of those that are fewer meets another.
            let met = match self.spread {
                1 => multiples(self.stride, first, self.input, self.output),
                spread => multiples(spread, -first, self.output, self.input),
            };

            return Sharing { met, made: met };
        }

        // Padding that repeats the input's cells meets some of them more than once.
        let sources = (0..self.output).filter_map(|window| self.source(self.place(window, tap)));
        let mut cells: Vec<usize> = sources.collect();
        let made = cells.len();
        cells.sort_unstable();
        cells.dedup();

        Sharing {
            met: cells.len(),
            made,
        }
    }
}

/// How many of the first `n` multiples of a step, zero among them, lie on `length` places from `start` on.
fn multiples(step: usize, start: i64, length: usize, n: usize) -> usize {
    let below = |end: i64| (end.max(0) as usize).div_ceil(step).min(n);
    below(start + length as i64) - below(start)
}
