//! What some windows read of some channels, laid out so that every tap of all of them is one run of cells.
//!
//! Of a row with stride 2, the cells that tap 0 reads are every second one, and so are those of tap 1:
//! ```text
//! padded row   a0 b0 a1 b1 a2 b2 a3       stride 2, kernel 3
//! phases       a0 a1 a2 a3 | b0 b1 b2     tap 0: a from 0; tap 1: b from 0; tap 2: a from 1
//! ```
//! Down the rows likewise. The output cells of a band then lie at positions 0, 1, 2 … (a few between two rows are nobody's),
//! and tap `t` of position `p` reads cell `p + offset of t`, whatever stride and dilation are.

use std::ops::Range;

use super::Progress;
use crate::nn::{Axis, Cells, Layer};

/// One axis of a band: its phases, and where each tap lies in them.
struct Unfolded {
    /// The padded place at which each phase begins.
    phases: Vec<usize>,
    /// Cells of a phase.
    length: usize,
    /// Distance between two cells of a phase.
    stride: usize,
    /// The place behind the last one that a window reads; a phase may go on behind it.
    end: usize,
    /// Each tap's phase, and the cell of it that the first window reads.
    taps: Vec<(usize, usize)>,
}

impl Unfolded {
    /// What `windows` of an axis read.
    fn new(axis: &Axis, windows: &Range<usize>) -> Self {
        let first = axis.place(windows.start, 0);
        let reach = |tap: usize| tap * axis.dilation;
        let most = reach(axis.kernel - 1) / axis.stride;
        let shares = most < windows.len() * axis.kernel;

        let mut phases = Vec::new();
        let mut taps = Vec::with_capacity(axis.kernel);

        for tap in 0..axis.kernel {
            // Where no two taps read the same cells, nothing is gained by laying them into one run.
            let (start, offset) = if shares {
                (reach(tap) % axis.stride, reach(tap) / axis.stride)
            } else {
                (reach(tap), 0)
            };

            let at = phases.iter().position(|&has| has == first + start);
            let phase = at.unwrap_or(phases.len());

            if at.is_none() {
                phases.push(first + start);
            }

            taps.push((phase, offset));
        }

        Self {
            phases,
            length: windows.len() + if shares { most } else { 0 },
            stride: axis.stride,
            end: axis.places(windows).end,
            taps,
        }
    }

    /// Cells of all phases.
    fn cells(&self) -> usize {
        self.phases.len() * self.length
    }

    /// The input cell that each cell of each phase stands for; `None` in the padding.
    fn sources(&self, axis: &Axis) -> Vec<Option<usize>> {
        self.phases
            .iter()
            .flat_map(|phase| (0..self.length).map(move |cell| phase + cell * self.stride))
            .map(|place| (place < self.end).then(|| axis.source(place))?)
            .collect()
    }
}

/// Cells of a phase that stand for input cells at even distances.
pub(super) struct Run {
    /// Where they begin in the phase.
    at: usize,
    /// The first input cell.
    from: usize,
    count: usize,
}

impl Run {
    /// The input cells from the first to the last, which are so far apart.
    pub(super) fn reads(&self, stride: usize) -> Range<usize> {
        self.from..self.from + (self.count - 1) * stride + 1
    }
}

/// A phase's cells in runs `stride` apart, or one by one where they are not, as in reflected padding.
pub(super) fn runs(sources: &[Option<usize>], stride: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();

    for (at, from) in sources.iter().enumerate() {
        let Some(from) = *from else { continue };

        match runs.last_mut() {
            Some(run) if run.at + run.count == at && run.from + run.count * stride == from => {
                run.count += 1;
            }
            _ => runs.push(Run { at, from, count: 1 }),
        }
    }

    runs
}

/// The windows of a band, down and along: how their cells lie.
pub(super) struct Layout {
    rows: Unfolded,
    columns: Unfolded,
    down: Vec<Option<usize>>,
    /// Each phase along a row.
    along: Vec<Vec<Run>>,
    /// The columns of the input that are read.
    read: Range<usize>,
    /// Output rows.
    height: usize,
    /// Output columns.
    width: usize,
}

impl Layout {
    /// How what these windows read is laid out.
    pub(super) fn new(layer: &Layer, windows: &[Range<usize>; 2]) -> Self {
        let down = Unfolded::new(&layer.rows, &windows[0]);
        let along = Unfolded::new(&layer.columns, &windows[1]);
        let columns = along.sources(&layer.columns);
        let read = columns.iter().flatten();
        let read = read.clone().min().map_or(0..0, |first| {
            *first..read.max().map_or(*first, |last| last + 1)
        });

        Self {
            down: down.sources(&layer.rows),
            along: columns
                .chunks_exact(along.length)
                .map(|phase| runs(phase, along.stride))
                .collect(),
            read,
            rows: down,
            columns: along,
            height: windows[0].len(),
            width: windows[1].len(),
        }
    }

    /// Cells of one channel.
    pub(super) fn channel(&self) -> usize {
        self.rows.cells() * self.columns.cells()
    }

    /// Positions from the first output cell to the last.
    pub(super) fn positions(&self) -> usize {
        (self.height - 1) * self.columns.length + self.width
    }

    /// The position of the first cell of an output row.
    pub(super) fn row(&self, row: usize) -> usize {
        row * self.columns.length
    }

    /// Where each tap's run begins, row by row of the kernel.
    pub(super) fn taps(&self) -> Taps {
        let plane = self.rows.length * self.columns.length;
        let across = self.columns.phases.len();
        let down = self.rows.taps.iter();
        let along = self.columns.taps.iter();

        Taps {
            down: down
                .map(|(phase, row)| phase * across * plane + row * self.columns.length)
                .collect(),
            along: along
                .map(|(phase, column)| phase * plane + column)
                .collect(),
        }
    }

    /// Lays one channel of the input out into `cells`, which hold what stands in the padding.
    pub(super) fn fill<T: Copy + From<f32>>(&self, input: &Cells, channel: usize, cells: &mut [T]) {
        let length = self.columns.length;
        let across = self.columns.phases.len();

        for (index, row) in self.down.iter().enumerate() {
            let Some(row) = *row else { continue };
            let phase = index / self.rows.length;
            let line = index % self.rows.length;

            let numbers = input.row(channel, row, self.read.clone());

            for (along, runs) in self.along.iter().enumerate() {
                let start = ((phase * across + along) * self.rows.length + line) * length;

                for run in runs {
                    let out = &mut cells[start + run.at..][..run.count];
                    let from = &numbers[run.from - self.read.start..];
                    take(from, self.columns.stride, out);
                }
            }
        }
    }
}

/// What each row and each column of a kernel adds to where a tap's run begins.
pub(super) struct Taps {
    down: Vec<usize>,
    along: Vec<usize>,
}

/// Taps after which it is asked whether anybody still waits.
const ASKED: usize = 1 << 12;

impl Taps {
    /// Where each tap's run begins, row by row.
    pub(super) fn offsets(&self) -> impl Iterator<Item = usize> {
        let row = |row: &usize| {
            let row = *row;
            self.along.iter().map(move |column| row + column)
        };

        self.down.iter().flat_map(row)
    }

    /// Does `f` to each of them, as long as somebody waits.
    #[expect(clippy::inline_always, reason = "vectors are those of the caller")]
    #[inline(always)]
    pub(super) fn each(&self, watch: &Progress, mut f: impl FnMut(usize)) {
        for row in &self.down {
            for part in self.along.chunks(ASKED) {
                if watch.stopped() {
                    return;
                }

                for column in part {
                    f(row + column);
                }
            }
        }
    }
}

/// Every `stride`th number.
fn take<T: From<f32>>(from: &[f32], stride: usize, out: &mut [T]) {
    if stride == 1 {
        // Said by itself, it is done with vectors.
        for (cell, number) in out.iter_mut().zip(from) {
            *cell = T::from(*number);
        }
    } else if stride == 2 {
        let pairs = from.chunks_exact(2);
        let last = pairs.remainder();

        if let (Some(cell), Some(number)) = (out.get_mut(from.len() / 2), last.first()) {
            *cell = T::from(*number);
        }

        for (cell, pair) in out.iter_mut().zip(pairs) {
            *cell = T::from(pair[0]);
        }
    } else {
        for (cell, number) in out.iter_mut().zip(from.iter().step_by(stride)) {
            *cell = T::from(*number);
        }
    }
}
