//! The numbers of maps, on their tiles.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::{Sheet, TILED};
use crate::text::{Format, Measure};

/// The most decimals of a number on a tile.
const DECIMALS: usize = 2;

impl Sheet {
    /// How the numbers of all maps are written on their tiles, where there is room for all of them.
    pub(super) fn format(&self, value: &dyn Fn([usize; 3]) -> Option<f32>) -> Option<Format> {
        let room = self.times.checked_sub(1).filter(|_| self.times >= TILED)?;
        let [height, width] = self.map;
        let cells = |map| (0..height * width).map(move |at| [map, at / width, at % width]);
        let all = self.seen.clone().flat_map(cells);
        let values: Vec<f64> = all
            .filter_map(|cell| Some(f64::from(value(cell)?)))
            .collect();

        (1..=DECIMALS).rev().find_map(|decimals| {
            let measure = Measure::of(&values, decimals);
            (measure.width <= room).then(|| measure.alike(decimals, room))
        })
    }

    /// Writes a map's numbers into the middle of their tiles.
    pub(super) fn numbers(
        &self,
        (at, map): (usize, usize),
        value: &dyn Fn([usize; 3]) -> Option<f32>,
        (format, style): (Format, &dyn Fn(usize, usize) -> Style),
        buffer: &mut Buffer,
    ) {
        let (left, top) = self.corner(at);
        let times = self.times;
        let [height, width] = self.map;
        let cells = (0..height * width).map(|at| [at / width, at % width]);
        let numbers = cells.filter_map(|at| {
            let [row, column] = at;
            Some((at, f64::from(value([map, row, column])?)))
        });

        for ([row, column], value) in numbers {
            let text = format.show(value);
            let text = text.trim_start();
            let (x, y) = self.in_a_tile((left, top), [row, column], text.len());
            let is_inside = self.area.contains((x, y).into())
                && x + text.len() as u16 <= self.area.right()
                && text.len() < times;

            if is_inside {
                buffer.set_string(x, y, text, style(row * times, column * times));
            }
        }
    }

    /// Where a number of so many columns stands in the middle of the tile of a cell.
    fn in_a_tile(
        &self,
        (left, top): (u16, u16),
        [row, column]: [usize; 2],
        length: usize,
    ) -> (u16, u16) {
        let times = self.times;
        let spare = (times - 1).saturating_sub(length);

        (
            left + (column * times + spare.div_ceil(2)) as u16,
            top + ((row * times + times / 2 - 1) / 2) as u16,
        )
    }
}
