//! Maps as small pictures: two cells of a picture in one of the screen, one above the other; shades where there are no colours.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::field::{Dot, Mark};
use super::grid::around;
use super::photo::Light;
use super::theme::{Role, Styles};
use crate::text::Format;

/// Cells that are looked at along each side of what one dot stands for.
const SAMPLES: usize = 3;

/// Dots along a cell from which on cells are tiles with a gap between them, and hold their numbers where there is room.
const TILED: usize = 4;

/// The most decimals of a number on a tile.
const DECIMALS: usize = 2;

/// The narrowest picture, in dots.
const NARROWEST: usize = 4;

/// A sheet of pictures, all of the same size, in rows.
pub(in super::super) struct Sheet {
    area: Rect,
    /// Height and width of a map.
    map: [usize; 2],
    /// Height and width of a picture, in dots.
    dots: [usize; 2],
    across: usize,
    /// The maps that are seen.
    pub seen: Range<usize>,
}

impl Sheet {
    /// As many maps as fit, as large as all of them fit; around the current one where they do not.
    pub(super) fn new([count, height, width]: [usize; 3], area: Rect, current: usize) -> Self {
        let layout = |wide: usize| {
            let tall = (height * wide).div_ceil(width).max(1);
            let across = ((area.width as usize + 1) / (wide + 1)).max(1);
            let down = (area.height as usize + 1) / (tall.div_ceil(2) + 1);
            (tall, across, across * down)
        };

        let room = area.width.max(1) as usize;
        let widest = width.min(room);

        // Small maps are drawn several dots a cell, large ones several cells a dot.
        let larger = (2..=room / width).rev().map(|times| times * width);
        let smaller = (NARROWEST.min(widest)..=widest).rev();
        let fits = larger.chain(smaller).find(|&wide| layout(wide).2 >= count);
        let wide = fits.unwrap_or(widest.min(8));
        let (tall, across, most) = layout(wide);
        let seen = around(current..current + 1, count, most.max(1));

        Self {
            area,
            map: [height, width],
            dots: [tall, wide],
            across,
            seen,
        }
    }

    /// In the middle of the columns of its area.
    pub(super) fn in_the_middle(mut self) -> Self {
        let across = self.across.min(self.seen.len());
        let wide = (across * (self.dots[1] + 1)).saturating_sub(1);
        let spare = usize::from(self.area.width).saturating_sub(wide);
        self.area.x += (spare / 2) as u16;
        self.area.width -= (spare / 2) as u16;

        self
    }

    /// The first column.
    pub(super) fn left(&self) -> u16 {
        self.area.x
    }

    /// Where a picture's first cell stands on the screen.
    fn corner(&self, at: usize) -> (u16, u16) {
        let [tall, wide] = self.dots;
        let row = at / self.across;
        let column = at % self.across;

        (
            self.area.x + (column * (wide + 1)) as u16,
            self.area.y + (row * (tall.div_ceil(2) + 1)) as u16,
        )
    }

    /// The cells of a map that a dot stands for, along one side.
    fn part(&self, dim: usize, dot: usize) -> Range<usize> {
        let size = self.map[dim];
        let dots = self.dots[dim];
        let start = dot * size / dots;

        start..((dot + 1) * size / dots).max(start + 1)
    }

    /// Draws the maps; `light` tells how a map's numbers become light where it is a photograph, `value` a cell's number, nothing
    /// where it is not to be seen, `mark` what it is to the current one.
    pub(super) fn draw(
        &self,
        (styles, role): (Styles, Role),
        light: &dyn Fn(usize) -> Option<Light>,
        value: &dyn Fn([usize; 3]) -> Option<f32>,
        mark: &dyn Fn([usize; 3]) -> Option<Mark>,
        buffer: &mut Buffer,
    ) {
        let dot = |map, row, column| self.dot([map, row, column], value, mark);
        let most = self.largest(&dot);

        for (at, map) in self.seen.clone().enumerate() {
            let light = light(map);
            let share = |value| light.map_or(value / most, |light| light.share(value));
            let scaled = |(value, mark): Dot| (value.map(share), mark);
            let scaled_dot = |row, column| scaled(dot(map, row, column));
            let colours = light.map(|light| light.colours);
            self.picture((styles, role), at, colours, &scaled_dot, buffer);

            if self.times() >= TILED && styles.is_fine() {
                let style = |dot: Dot| styles.on_dot(role, colours, scaled(dot));
                self.numbers((at, map), &dot, &style, buffer);
            }
        }
    }

    /// The dots of one map, each as bright as its share.
    fn picture(
        &self,
        (styles, role): (Styles, Role),
        at: usize,
        colours: Option<[bool; 3]>,
        dot: &dyn Fn(usize, usize) -> Dot,
        buffer: &mut Buffer,
    ) {
        let [tall, wide] = self.dots;
        let (left, top) = self.corner(at);

        for (row, column) in (0..tall.div_ceil(2) * wide).map(|at| (at / wide, at % wide)) {
            let place = (left + column as u16, top + row as u16);

            if !self.area.contains(place.into()) {
                continue;
            }

            let dots = [2 * row, 2 * row + 1].map(|row| {
                let is_seen = row < tall && !self.is_gap(row, column);
                is_seen.then(|| dot(row, column))
            });

            let cell = &mut buffer[place];

            match colours {
                Some(colours) => styles.shine(colours, dots, cell),
                None => styles.dots(role, dots, cell),
            }
        }
    }

    /// Dots along a cell; 0 where a dot stands for several cells.
    fn times(&self) -> usize {
        self.dots[1] / self.map[1].max(1)
    }

    /// Whether a dot lies between two tiles.
    fn is_gap(&self, row: usize, column: usize) -> bool {
        let times = self.times();
        let is_last = |dot: usize| dot % times == times - 1;

        times >= TILED && (is_last(row) || is_last(column))
    }

    /// Writes a map's numbers into the middle of their tiles, where they have room there.
    fn numbers(
        &self,
        (at, map): (usize, usize),
        dot: &dyn Fn(usize, usize, usize) -> Dot,
        style: &dyn Fn(Dot) -> Style,
        buffer: &mut Buffer,
    ) {
        let (left, top) = self.corner(at);
        let times = self.times();
        let [height, width] = self.map;
        let cells = || (0..height * width).map(|at| [at / width, at % width]);
        let cell = |[row, column]: [usize; 2]| dot(map, row * times, column * times);
        let values = || cells().filter_map(|at| cell(at).0);
        let format = Format::fit(values(), times - 2);

        if Format::needed(values(), DECIMALS) > times - 2 {
            return;
        }

        for [row, column] in cells() {
            let (Some(value), mark) = cell([row, column]) else {
                continue;
            };

            let text = format.show(value);
            let text = text.trim_start();
            let spare = (times - 1).saturating_sub(text.len());
            let x = left + (column * times + spare.div_ceil(2)) as u16;
            let y = top + ((row * times + times / 2 - 1) / 2) as u16;
            let is_inside = self.area.contains((x, y).into())
                && x + text.len() as u16 <= self.area.right()
                && text.len() < times;

            if is_inside {
                buffer.set_string(x, y, text, style((Some(value), mark)));
            }
        }
    }

    /// Dots along a cell.
    pub(super) fn scale(&self) -> f64 {
        self.dots[1] as f64 / self.map[1].max(1) as f64
    }

    /// Lines of what is drawn.
    pub(super) fn height(&self) -> u16 {
        let down = self.seen.len().div_ceil(self.across);
        let lines = self.dots[0].div_ceil(2) + 1;

        (down * lines).saturating_sub(1) as u16
    }

    /// The mean of the cells that a dot stands for, and the most that one of them is to the current cell.
    fn dot(
        &self,
        [map, row, column]: [usize; 3],
        value: &dyn Fn([usize; 3]) -> Option<f32>,
        mark: &dyn Fn([usize; 3]) -> Option<Mark>,
    ) -> Dot {
        let rows = self.part(0, row);
        let columns = self.part(1, column);
        let samples = |range: &Range<usize>| range.clone().step_by(range.len().div_ceil(SAMPLES));
        let mut sum = 0.0;
        let mut count = 0.0;

        for y in samples(&rows) {
            for x in samples(&columns) {
                if let Some(value) = value([map, y, x]) {
                    sum += f64::from(value);
                    count += 1.0;
                }
            }
        }

        let corners = [
            [map, rows.start, columns.start],
            [map, rows.end - 1, columns.end - 1],
        ];

        let marked = corners.into_iter().filter_map(mark).max();
        let mean = (count > 0.0).then_some(sum / count);

        (mean, marked)
    }

    fn largest(&self, dot: &dyn Fn(usize, usize, usize) -> Dot) -> f64 {
        let [tall, wide] = self.dots;
        let all = self
            .seen
            .clone()
            .flat_map(|map| (0..tall * wide).map(move |at| (map, at / wide, at % wide)));

        all.filter_map(|(map, row, column)| Some(dot(map, row, column).0?.abs()))
            .fold(f64::MIN_POSITIVE, f64::max)
    }

    /// The cell `[map, row, column]` at a place of the screen.
    pub(super) fn hit(&self, x: u16, y: u16) -> Option<[usize; 3]> {
        let [tall, wide] = self.dots;
        self.seen.clone().enumerate().find_map(|(at, map)| {
            let (left, top) = self.corner(at);
            let column = x.checked_sub(left)? as usize;
            let row = 2 * y.checked_sub(top)? as usize;
            (column < wide && row < tall)
                .then(|| [map, self.part(0, row).start, self.part(1, column).start])
        })
    }
}
