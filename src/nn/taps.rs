//! Which input cells the taps of a cell read, and what they are multiplied with.

use super::{
    By, Cell, Combine, Fold, Layer, Op, Pool, Reduce, Reduction, Resize, Shape, Take, combine,
};

/// Numbers of a vector that stand in one row.
const VECTOR_ROW: usize = 8;

impl Layer {
    /// Groups of every cell's recipe: the channels that a filter reads (for a dense layer, those that were flattened).
    #[must_use]
    pub fn groups(&self) -> usize {
        match &self.op {
            Op::Conv(conv) => conv.depth(self.input().dims()[0]),
            Op::Norm(norm) => norm.depth(self.input().dims()[0]),
            Op::Combine(_) => self.sources.len(),
            Op::Linear(_) => match self.flattened.dims() {
                [_, 1, 1] => 1,
                [channels, ..] => channels,
            },
            _ => 1,
        }
    }

    /// Taps of every group.
    #[must_use]
    pub fn taps(&self) -> usize {
        match &self.op {
            Op::Linear(_) => self.input().dims()[0] / self.groups(),
            Op::Softmax | Op::LogSoftmax => self.input().dims()[0],
            Op::Lrn(lrn) => lrn.size,
            Op::Reduce(reduce) => reduce.taps,
            _ => self.rows.kernel * self.columns.kernel,
        }
    }

    /// Rows and columns in which a group's taps are laid out: the kernel; for a dense layer the map that was flattened; for
    /// a vector, rows of eight.
    #[must_use]
    pub fn kernel(&self) -> [usize; 2] {
        let [_, height, width] = self.flattened.dims();

        match &self.op {
            Op::Linear(_) if height * width == self.taps() => [height, width],
            Op::Lrn(lrn) => [1, lrn.size],
            Op::Linear(_) | Op::Softmax | Op::LogSoftmax | Op::Reduce(_) => [
                self.taps().div_ceil(VECTOR_ROW),
                self.taps().min(VECTOR_ROW),
            ],
            _ => [self.rows.kernel, self.columns.kernel],
        }
    }

    /// Where on the kernel a tap lies, `[row, column]`.
    #[must_use]
    pub fn on_kernel(&self, tap: usize) -> [usize; 2] {
        [tap / self.columns.kernel, tap % self.columns.kernel]
    }

    /// The input channel that a group of a cell reads.
    #[must_use]
    pub fn channel(&self, map: usize, group: usize) -> usize {
        match &self.op {
            Op::Conv(conv) => conv.first_channel(map, self.input().dims()[0]) + group,
            Op::Norm(norm) => {
                let depth = norm.depth(self.input().dims()[0]);
                map / depth * depth + group
            }
            Op::Slice([Some([from, _]), ..]) => from + map,
            Op::Shuffle(groups) => map % groups * (self.input().dims()[0] / groups) + map / groups,
            _ => map,
        }
    }

    /// The place on the padded input, `[row, column]`, that a tap of a cell reads.
    #[must_use]
    pub fn place(&self, [_, row, column]: [usize; 3], tap: usize) -> [usize; 2] {
        let [down, along] = self.on_kernel(tap);
        [
            self.rows.place(row, down),
            self.columns.place(column, along),
        ]
    }

    /// The input cell that a tap of a cell reads; `None` where it reads padding.
    #[must_use]
    pub fn source(&self, cell: [usize; 3], group: usize, tap: usize) -> Option<Cell> {
        let [map, row, column] = cell;
        let at = match &self.op {
            Op::Linear(_) => [group * self.taps() + tap, 0, 0],
            Op::Softmax | Op::LogSoftmax => [tap, row, column],
            Op::Lrn(lrn) => {
                let channel = (map + tap).checked_sub(lrn.size / 2)?;
                [
                    Some(channel).filter(|&channel| channel < self.input().dims()[0])?,
                    row,
                    column,
                ]
            }
            Op::Norm(_) => {
                let [y, x] = self.on_kernel(tap);
                [self.channel(map, group), y, x]
            }
            Op::Combine(_) => return Some(combine::same_place(&self.sources, group, cell)),
            Op::Flatten => unflatten(map, self.input()),
            Op::Arrange(arrange) => {
                unflatten(arrange.source(self.output.flat(cell))?, self.input())
            }
            Op::Reduce(reduce) => {
                let index = self.output.flat(cell) * reduce.taps + tap;
                unflatten(reduce.arrange.source(index)?, self.input())
            }
            Op::Constant(_) => return None,
            _ => return self.at(map, group, self.place(cell, tap)),
        };

        Some(Cell { source: 0, at })
    }

    /// The input cell at a place on the padded input, `[row, column]`, of a group of a map; `None` for padding.
    #[must_use]
    pub fn at(&self, map: usize, group: usize, [row, column]: [usize; 2]) -> Option<Cell> {
        let place = [self.rows.source(row)?, self.columns.source(column)?];
        let (source, channel) = match &self.op {
            Op::Combine(_) => {
                let cell = [map, place[0], place[1]];
                return Some(combine::same_place(&self.sources, group, cell));
            }
            Op::Concat => combine::part_of(&self.sources, map),
            _ => (0, self.channel(map, group)),
        };

        let at = [channel, place[0], place[1]];

        Some(Cell { source, at })
    }

    /// Row and column of the weight that a tap meets, as the kernel is written: the taps of a transposed convolution meet it
    /// turned round.
    #[must_use]
    pub fn written(&self, tap: usize) -> [usize; 2] {
        let [row, column] = self.on_kernel(tap);
        let [rows, columns] = self.kernel();

        if self.op.is_transposed() {
            [rows - 1 - row, columns - 1 - column]
        } else {
            [row, column]
        }
    }

    /// Where a tap's weight stands in the kernel as it is written, counted row by row; and the tap whose weight stands there.
    #[must_use]
    pub fn turned(&self, tap: usize) -> usize {
        if self.op.is_transposed() {
            self.taps() - 1 - tap
        } else {
            tap
        }
    }

    /// Where in the layer's `weight` the number stands that a tap is multiplied with.
    #[must_use]
    pub fn weight_index(&self, map: usize, group: usize, tap: usize) -> Option<usize> {
        match &self.op {
            Op::Conv(conv) => Some(conv.weight_index(map, group, self.on_kernel(tap))),
            Op::Linear(_) => Some((map * self.groups() + group) * self.taps() + tap),
            _ => None,
        }
    }

    /// The number that a tap of a cell is multiplied with, where there is one.
    #[must_use]
    pub fn weight(&self, [map, row, column]: [usize; 3], group: usize, tap: usize) -> Option<f32> {
        if matches!(self.op, Op::Resize(_)) && self.op.form().take == Take::Product {
            let [down, along] = self.on_kernel(tap);
            return Some(self.rows.weight(row, down) * self.columns.weight(column, along));
        }

        let index = self.weight_index(map, group, tap)?;
        Some(self.op.weight()?.at(index))
    }

    /// How many cells a mean is taken over: those of the window, without what hangs over the padded input and, with
    /// `count_include_pad = false`, without padding.
    #[must_use]
    pub fn divisor(&self, cell: [usize; 3]) -> Option<usize> {
        match &self.op {
            Op::Combine(Combine::Mean) => Some(self.sources.len()),
            Op::Norm(_) => Some(self.groups() * self.taps()),
            Op::Reduce(Reduce {
                reduction: Reduction::Mean,
                taps,
                ..
            }) => Some(*taps),
            Op::Resize(Resize {
                by: By::Share(Fold::Sum),
                ..
            }) => {
                let [_, row, column] = cell;
                Some(self.rows.taps_inside(row, false) * self.columns.taps_inside(column, false))
            }
            Op::Pool(Pool {
                fold: Fold::Sum,
                window: None,
                ..
            }) => Some(self.taps()),
            Op::Pool(
                pool @ Pool {
                    fold: Fold::Sum, ..
                },
            ) => {
                let [_, row, column] = cell;
                let padded = pool.count_include_pad;
                Some(self.rows.taps_inside(row, padded) * self.columns.taps_inside(column, padded))
            }
            _ => None,
        }
    }
}

/// Where in maps of this shape the `index`-th number stands, channel by channel.
fn unflatten(index: usize, shape: Shape) -> [usize; 3] {
    let [_, height, width] = shape.dims();
    [
        index / (height * width),
        index / width % height,
        index % width,
    ]
}
