//! What a layer's window slides over, as it is drawn: one plane of places for each group of a recipe.

use std::ops::Range;

use crate::nn::{Axis, Layer, Op, Shape};

/// The places of one group, and those that a cell's window covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane<'a> {
    layer: &'a Layer,
    /// Rows and columns.
    pub size: [usize; 2],
    slides: bool,
}

impl<'a> Plane<'a> {
    pub fn new(layer: &'a Layer) -> Self {
        let slides = !matches!(layer.op, Op::Linear(_) | Op::Softmax | Op::Flatten);
        let size = match layer.op {
            Op::Linear(_) | Op::Softmax => layer.kernel(),
            Op::Flatten => [layer.input.dims()[1], layer.input.dims()[2]],
            _ => [layer.rows.extent, layer.columns.extent],
        };
        Self { layer, size, slides }
    }

    /// Rows and columns of the kernel as it is drawn.
    pub fn kernel(&self) -> [usize; 2] {
        if self.slides { self.layer.kernel() } else { self.size }
    }

    /// The rows and the columns that a cell's window spans.
    pub fn window(&self, [_, row, column]: [usize; 3]) -> [Range<usize>; 2] {
        if !self.slides {
            return [0..self.size[0], 0..self.size[1]];
        }
        [(&self.layer.rows, row), (&self.layer.columns, column)].map(|(axis, at)| axis.places(&(at..at + 1)))
    }

    /// The tap of a cell's window that reads a place.
    pub fn tap(&self, cell: [usize; 3], [y, x]: [usize; 2]) -> Option<usize> {
        match self.layer.op {
            Op::Flatten => (self.layer.source(cell, 0, 0)?[1..] == [y, x]).then_some(0),
            _ if !self.slides => Some(y * self.size[1] + x).filter(|&tap| tap < self.layer.taps()),
            _ => {
                let [_, row, column] = cell;
                let on = |axis: &Axis, window: usize, place: usize| {
                    let reach = place.checked_sub(axis.place(window, 0))?;
                    (reach.is_multiple_of(axis.dilation) && reach / axis.dilation < axis.kernel)
                        .then(|| reach / axis.dilation)
                };
                let (down, along) = (on(&self.layer.rows, row, y)?, on(&self.layer.columns, column, x)?);
                Some(down * self.layer.columns.kernel + along)
            }
        }
    }

    /// The tap at a place of the kernel as it is drawn.
    pub fn on_kernel(&self, [row, column]: [usize; 2]) -> Option<usize> {
        Some(row * self.kernel()[1] + column).filter(|&tap| tap < self.layer.taps())
    }

    /// The input cell that stands at a place of a group's plane; `None` for padding.
    pub fn source(&self, map: usize, group: usize, [y, x]: [usize; 2]) -> Option<[usize; 3]> {
        match self.layer.op {
            Op::Flatten => Some([self.layer.source([map, 0, 0], 0, 0)?[0], y, x]),
            Op::Softmax if matches!(self.layer.input, Shape::Maps { .. }) => None,
            Op::Linear(_) | Op::Softmax => {
                let tap = y * self.size[1] + x;
                (tap < self.layer.taps()).then_some([group * self.layer.taps() + tap, 0, 0])
            }
            _ => Some([self.layer.channel(map, group), self.layer.rows.source(y)?, self.layer.columns.source(x)?]),
        }
    }

    /// Whether a place holds anything at all.
    pub fn exists(&self, [y, x]: [usize; 2]) -> bool {
        self.slides || matches!(self.layer.op, Op::Flatten) || y * self.size[1] + x < self.layer.taps()
    }
}
