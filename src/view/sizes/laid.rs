//! A map, or a vector, as it is drawn beside a weight, or an output cell.

use crate::nn::{Layer, Reach, Shape};
use crate::text::map_name;

/// From which length on a vector is no longer one column, and the most columns that it has then.
const COLUMN: usize = 16;
const COLUMNS: usize = 8;

/// From which length on it has more, for it is a picture.
const LONG: usize = 256;

/// How many times as long as it is high a flattened vector is at most, where each row is a whole map.
const FLATTEST: usize = 4;

/// A map is drawn as it is; a vector in one column, a long one in several rows.
pub(super) struct Laid {
    pub is_vector: bool,
    /// Rows and columns.
    pub size: [usize; 2],
    /// Cells of a map.
    count: usize,
}

impl Laid {
    /// What a layer makes.
    pub(super) fn output(layer: &Layer) -> Self {
        let input = layer.input();
        let is_flattened = layer.op.reach() == Reach::Moved && !input.is_vector();

        match layer.output.dims() {
            [n, ..] if is_flattened && layer.output.is_vector() => {
                Self::new(layer.output, flattened(n, input))
            }
            [n, ..] => Self::new(layer.output, columns(n)),
        }
    }

    /// What a layer reads.
    pub(super) fn input(layer: &Layer) -> Self {
        Self::new(layer.input(), columns(layer.input().dims()[0]))
    }

    /// A map of this shape; or a vector in so many columns.
    fn new(shape: Shape, columns: usize) -> Self {
        let [n, height, width] = shape.dims();
        let is_vector = shape.is_vector();
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

    /// What a map of the output is called.
    pub(super) fn name(&self, layer: &Layer, map: usize) -> String {
        if self.is_vector {
            "o".to_owned()
        } else {
            map_name("o", layer.output, map)
        }
    }

    /// Where a cell is drawn.
    pub(super) fn place(&self, [map, row, column]: [usize; 3]) -> [usize; 2] {
        if self.is_vector {
            [map / self.size[1], map % self.size[1]]
        } else {
            [row, column]
        }
    }

    /// The cell that is drawn at a place, of a map; `None` after the last of a vector.
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

/// Columns of a vector of so many numbers.
fn columns(n: usize) -> usize {
    match n {
        ..COLUMN => 1,
        COLUMN..LONG => n.isqrt().min(COLUMNS),
        LONG.. => n.isqrt(),
    }
}

/// Columns of what was maps: each row is one of them, read row by row, or as many whole ones, or rows of one, as make the picture no
/// flatter than that.
fn flattened(n: usize, maps: Shape) -> usize {
    let [_, height, width] = maps.dims();
    let side = n.isqrt();
    let unit = match height * width {
        1 => return columns(n),
        map if map <= FLATTEST * side => map,
        _ => width,
    };

    side.div_ceil(unit).max(1) * unit
}
