//! The output beside a weight.

use crate::app::App;
use crate::nn::Layer;
use crate::text::map_name;

/// From which length on a vector is no longer one column, and the most columns that it has then.
const COLUMN: usize = 16;
const COLUMNS: usize = 8;

/// From which length on it has more, for it is a picture.
const LONG: usize = 256;

/// The output as it is drawn: a vector is one column, a long one that a dense layer makes in several rows.
pub(super) struct Output {
    pub is_vector: bool,
    /// Rows and columns.
    pub size: [usize; 2],
    /// Cells of a map.
    count: usize,
}

impl Output {
    pub(super) fn new(app: &App) -> Self {
        let layer = app.layer();
        let [n, height, width] = layer.output.dims();
        let is_vector = layer.output.is_vector();
        let columns = match n {
            COLUMN..LONG if layer.is_dense() => n.isqrt().min(COLUMNS),
            LONG.. if layer.is_dense() => n.isqrt(),
            _ => 1,
        };

        let (size, count) = if is_vector {
            ([n.div_ceil(columns), columns], n)
        } else {
            ([height, width], height * width)
        };

        Self {
            is_vector,
            size,
            count,
        }
    }

    /// What a map of it is called.
    pub(super) fn name(&self, layer: &Layer, map: usize) -> String {
        if self.is_vector {
            "o".to_owned()
        } else {
            map_name("o", layer.output, map)
        }
    }

    /// Where an output cell is drawn.
    pub(super) fn place(&self, [map, row, column]: [usize; 3]) -> [usize; 2] {
        if self.is_vector {
            [map / self.size[1], map % self.size[1]]
        } else {
            [row, column]
        }
    }

    /// The output cell that is drawn at a place, for a filter; `None` after the last of a vector.
    pub(super) fn cell(&self, map: usize, [row, column]: [usize; 2]) -> Option<[usize; 3]> {
        let index = row * self.size[1] + column;
        let cell = if self.is_vector {
            [index, 0, 0]
        } else {
            [map, row, column]
        };

        (index < self.count).then_some(cell)
    }
}
