//! What is seen of a transposed convolution.

use std::ops::Range;

use super::super::grid::around;
use super::needs::{Needs, Stamps};
use super::picture::whole;

/// Which channels are seen, and which rows and columns of their planes, and of stamps and maps.
pub(super) struct Sight {
    pub groups: Range<usize>,
    pub plane: [Range<usize>; 2],
    pub map: [Range<usize>; 2],
}

impl Sight {
    /// All rows and columns of some channels.
    pub(super) fn whole(needs: &Needs, stamps: &Stamps, groups: Range<usize>) -> Self {
        let [_, rows, columns] = needs.maps;
        let [plane_rows, plane_columns] = stamps.input;

        Self {
            groups,
            plane: whole(plane_rows, plane_columns),
            map: whole(rows, columns),
        }
    }

    /// So many rows and columns around what is spoken of, of the channel that is.
    pub(super) fn part(needs: &Needs, stamps: &Stamps, most: usize) -> Self {
        let plane = |dim: usize| {
            let [start, count] = stamps.read[dim];
            around(start..start + count, stamps.input[dim], most.max(count))
        };

        Self {
            groups: needs.group..needs.group + 1,
            plane: [0, 1].map(plane),
            map: needs.map_part([most; 2]),
        }
    }
}
