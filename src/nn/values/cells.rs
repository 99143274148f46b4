//! What layers read: the cells of a stage, all of them or a part.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ndarray::{Array3, Axis as Along};

use crate::nn::{Cell, Part, Tensor};

/// Part of a stage.
#[derive(Debug)]
pub struct Patch {
    pub(super) part: Part,
    pub(super) cells: Array3<f32>,
}

impl Patch {
    pub(super) fn holds(&self, part: &Part) -> bool {
        let holds = |(has, wanted): (&std::ops::Range<usize>, &std::ops::Range<usize>)| {
            has.start <= wanted.start && wanted.end <= has.end
        };

        self.part.iter().zip(part).all(holds)
    }
}

/// The cells of a stage, or the part of them that was asked for.
#[derive(Clone, Debug)]
pub enum Cells<'a> {
    /// The network's input.
    Input(&'a Tensor, [usize; 3]),
    /// A whole output.
    Whole(&'a Array3<f32>),
    /// Part of an output.
    Part(Arc<Patch>),
}

impl Cells<'_> {
    /// The number at `[channel, row, column]`.
    ///
    /// # Panics
    /// Outside the part that was asked for.
    #[must_use]
    pub fn at(&self, [channel, row, column]: [usize; 3]) -> f32 {
        match self {
            Self::Input(tensor, [_, height, width]) => {
                tensor.at((channel * height + row) * width + column)
            }
            Self::Whole(cells) => cells[[channel, row, column]],
            Self::Part(patch) => {
                patch.cells[[
                    channel,
                    row - patch.part[0].start,
                    column - patch.part[1].start,
                ]]
            }
        }
    }

    /// The numbers at some columns of a row.
    ///
    /// # Panics
    /// Outside the part that was asked for.
    #[must_use]
    pub fn row(&self, channel: usize, row: usize, columns: Range<usize>) -> Cow<'_, [f32]> {
        self.rows(channel, row..row + 1, columns)
    }

    /// Whether rows of these columns follow each other without a gap.
    pub(in crate::nn) fn has_width(&self, columns: &Range<usize>) -> bool {
        let width = match self {
            Self::Input(_, [.., width]) => *width,
            Self::Whole(cells) => cells.len_of(Along(2)),
            Self::Part(patch) => patch.cells.len_of(Along(2)),
        };

        columns.len() == width
    }

    /// The numbers at some columns of a row, or of several where these [have the width](Self::has_width).
    ///
    /// # Panics
    /// Outside the part that was asked for.
    pub(in crate::nn) fn rows(
        &self,
        channel: usize,
        rows: Range<usize>,
        columns: Range<usize>,
    ) -> Cow<'_, [f32]> {
        let count = rows.len() * columns.len();

        if count == 0 {
            return Cow::Borrowed(&[]);
        }

        let (cells, at) = match self {
            Self::Input(tensor, [_, height, width]) => {
                let start = (channel * height + rows.start) * width + columns.start;
                return tensor.part(start..start + count);
            }
            Self::Whole(cells) => (*cells, [rows.start, columns.start]),
            Self::Part(patch) => {
                let [first, left] = &patch.part;
                let at = [rows.start - first.start, columns.start - left.start];
                (&patch.cells, at)
            }
        };

        let width = cells.len_of(Along(2));
        let map = cells.index_axis(Along(0), channel);
        let own = at[0] * width + at[1]..at[0] * width + at[1] + count;

        map.to_slice().map_or_else(
            || Cow::Owned(map.iter().copied().skip(own.start).take(count).collect()),
            |map| Cow::Borrowed(&map[own.clone()]),
        )
    }

    /// The number at a place of the stage, where it is in the part that was asked for.
    #[must_use]
    pub fn get(&self, at: [usize; 3]) -> Option<f32> {
        match self {
            Self::Part(patch)
                if !(patch.part[0].contains(&at[1]) && patch.part[1].contains(&at[2])) =>
            {
                None
            }
            _ => Some(self.at(at)),
        }
    }
}

/// The cells that a layer reads, source by source.
#[derive(Clone, Debug)]
pub struct Inputs<'a>(pub(super) Vec<Cells<'a>>);

impl<'a> Inputs<'a> {
    /// The number of a cell.
    ///
    /// # Panics
    /// Outside the part that was asked for.
    #[must_use]
    pub fn at(&self, cell: Cell) -> f32 {
        self.0[cell.source].at(cell.at)
    }

    /// The number of a cell, where it is in the part that was asked for.
    #[must_use]
    pub fn get(&self, cell: Cell) -> Option<f32> {
        self.0.get(cell.source)?.get(cell.at)
    }

    /// The cells of a source.
    #[must_use]
    pub fn source(&self, source: usize) -> &Cells<'a> {
        &self.0[source]
    }

    /// The cells of all sources.
    pub(in crate::nn) fn all(&self) -> impl Iterator<Item = &Cells<'a>> {
        self.0.iter()
    }

    /// The cells of the first source.
    #[must_use]
    pub fn first(&self) -> &Cells<'a> {
        &self.0[0]
    }
}
