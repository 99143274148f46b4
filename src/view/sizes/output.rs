//! The output beside a weight.

use crate::app::App;
use crate::nn::Layer;
use crate::text::map_name;

/// The output as it is drawn: a vector is one column.
pub(super) struct Output {
    pub is_vector: bool,
    /// Rows and columns.
    pub size: [usize; 2],
}

impl Output {
    pub(super) fn new(app: &App) -> Self {
        let output = app.layer().output;
        let [n, height, width] = output.dims();
        let is_vector = output.is_vector();

        Self {
            is_vector,
            size: if is_vector { [n, 1] } else { [height, width] },
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
            [map, 0]
        } else {
            [row, column]
        }
    }

    /// The output cell that is drawn at a place, for a filter.
    pub(super) fn cell(&self, map: usize, [row, column]: [usize; 2]) -> [usize; 3] {
        if self.is_vector {
            [row, 0, 0]
        } else {
            [map, row, column]
        }
    }
}
