//! Maps as small pictures: two cells of a picture in one of the screen, one above the other; shades where there are no colours.

mod numbers;
mod scale;
mod shown;
mod window;

use std::collections::BTreeSet;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::field::{Dot, Mark};
use super::grid::around;
use super::photo::{Light, Photo};
use super::theme::{Role, Styles};
use crate::nn::{Block, Cells};
pub(super) use scale::needed;
use scale::{apart, arranged, scale};
pub(in super::super) use shown::Shown;
use shown::told;

/// Cells that are looked at along each side of what one dot stands for.
const SAMPLES: usize = 3;

/// Of more cells than these, every second, third and so on tells how large the largest is.
const MOST_LOOKED_AT: usize = 1 << 14;

/// Dots along a cell from which on cells are tiles with a gap between them, and hold their numbers where there is room; with fewer
/// they have a fine edge.
pub(super) const TILED: usize = 4;

/// A dot of a picture: what stands there, and its colour.
type Ink = (Dot, Color);

/// What the colours of dots are made from.
struct Paint<'a> {
    styles: Styles,
    role: Role,
    /// The largest number of all maps, seen or not.
    most: f64,
    value: &'a dyn Fn([usize; 3]) -> Option<f32>,
}

/// The largest number of all maps, without its sign, whatever of them is seen: of very many, some of all of them are looked at.
pub(super) fn largest(cells: &Cells, [maps, rows, columns]: [usize; 3]) -> f64 {
    let all = maps * rows * columns;
    let step = all.div_ceil(MOST_LOOKED_AT).max(1);
    let cell = |at: usize| [at / columns / rows, at / columns % rows, at % columns];
    let numbers = (0..all).step_by(step).map(|at| cells.at(cell(at)));

    numbers.fold(f64::MIN_POSITIVE, |most, number| {
        most.max(f64::from(number.abs()))
    })
}

/// A sheet of pictures, all of the same size, in rows.
pub(in super::super) struct Sheet {
    area: Rect,
    /// Height and width of a map.
    map: [usize; 2],
    /// So many dots stand for so many cells.
    times: usize,
    by: usize,
    /// Height and width of a picture, in dots.
    dots: [usize; 2],
    across: usize,
    /// Dots between two pictures.
    apart: usize,
    /// The maps that are seen.
    pub seen: Range<usize>,
    /// Whether its three maps are one picture, in its own colours.
    is_in_colours: bool,
}

impl Sheet {
    /// As many maps as fit, as large as all of them fit, but no cell larger than so many dots; around the current one where they do
    /// not, or would be too small to be anything.
    pub(super) fn new(
        [count, height, width]: [usize; 3],
        area: Rect,
        current: usize,
        most: usize,
    ) -> Self {
        let scale = scale([count, height, width], area, most);
        let (dots, across, most) = arranged([height, width], scale, area);

        Self {
            area,
            map: [height, width],
            times: scale[0],
            by: scale[1],
            dots,
            across: across.max(1),
            apart: apart(scale[0]),
            seen: around(current..current + 1, count, most.max(1)),
            is_in_colours: false,
        }
    }

    /// The same; of a photograph whose maps are its red, green and blue, one picture.
    pub(super) fn or_photo(self, photo: Option<Photo>) -> Self {
        let [height, width] = self.map;

        if photo.is_some_and(Photo::has_colours) {
            Self {
                is_in_colours: true,
                ..Self::new([1, height, width], self.area, 0, usize::MAX)
            }
        } else {
            self
        }
    }

    /// Whether its three maps are one picture, in its own colours: none of their names is its.
    pub(super) fn is_in_colours(&self) -> bool {
        self.is_in_colours
    }

    /// Whether so many maps are all seen.
    pub(super) fn is_whole(&self, count: usize) -> bool {
        self.is_in_colours || self.seen.len() == count
    }

    /// In the middle of the columns of its area.
    pub(super) fn in_the_middle(mut self) -> Self {
        let across = self.across.min(self.seen.len());
        let wide = (across * (self.dots[1] + self.apart)).saturating_sub(self.apart);
        let spare = usize::from(self.area.width).saturating_sub(wide);
        self.area.x += (spare / 2) as u16;
        self.area.width -= (spare / 2) as u16;

        self
    }

    /// The first column.
    pub(super) fn left(&self) -> u16 {
        self.area.x
    }

    /// The first column of a map's picture, and the line above it.
    pub(super) fn above(&self, map: usize) -> Option<(u16, u16)> {
        let at = self.seen.clone().position(|seen| seen == map)?;
        let (left, top) = self.corner(at);

        Some((left, top.checked_sub(1)?))
    }

    /// Columns of a picture.
    pub(super) fn width(&self) -> usize {
        self.dots[1]
    }

    /// Where a picture's first cell stands on the screen.
    fn corner(&self, at: usize) -> (u16, u16) {
        let [tall, wide] = self.dots;
        let row = at / self.across;
        let column = at % self.across;

        (
            self.area.x + (column * (wide + self.apart)) as u16,
            self.area.y + (row * (tall.div_ceil(2) + 1)) as u16,
        )
    }

    /// The cells of a map that a dot stands for, along one side.
    fn part(&self, dim: usize, dot: usize) -> Range<usize> {
        let start = dot * self.by / self.times;
        let end = ((dot + 1) * self.by).div_ceil(self.times);

        start..end.min(self.map[dim])
    }

    /// Draws the maps, whose largest number is this one; `light` tells how a map's numbers become light where it is a photograph, `value` a cell's number, nothing
    /// where it is not to be seen, `mark` what some cells are to the current one. Tells what is seen there.
    pub(super) fn draw(
        &self,
        (styles, role, most): (Styles, Role, f64),
        light: &dyn Fn(usize) -> Option<Light>,
        value: &dyn Fn([usize; 3]) -> Option<f32>,
        mark: &dyn Fn(&Block) -> Option<Mark>,
        buffer: &mut Buffer,
    ) -> BTreeSet<Shown> {
        let mut shown = BTreeSet::new();
        let format = self.format(value).filter(|_| styles.is_fine());
        let paint = Paint {
            styles,
            role,
            most,
            value,
        };

        for (at, map) in self.seen.clone().enumerate() {
            let light = light(map);
            let dot = |row, column| self.dot([map, row, column], value, mark);
            let ink = |row, column| self.ink([row, column], dot(row, column), light, &paint);

            let told = (light.is_some(), &mut shown);
            self.picture((styles, role), at, &ink, told, buffer);

            if styles.is_fine() {
                let is_read =
                    |row, column| mark(&self.cells([map, row, column])) == Some(Mark::Field);
                self.edges(at, &is_read, styles, buffer);
            }

            if let Some(format) = format {
                let style = |row, column| styles.written_on(ink(row, column).1);
                self.numbers((at, map), value, (format, &style), buffer);
            }
        }

        shown
    }

    /// A dot in its colour.
    fn ink(&self, at: [usize; 2], (mean, mark): Dot, light: Option<Light>, paint: &Paint) -> Ink {
        let styles = paint.styles;

        if let Some(light) = light {
            let shares = self.shares(at, mean, light, paint.value);
            let mean = shares.map(|shares| shares.iter().sum::<f64>() / 3.0);
            return ((mean, mark), styles.lit(shares, mark));
        }

        let mean = mean.map(|mean| mean / paint.most);
        let colour = styles.heat(paint.role, (mean, mark));
        let is_edge = self.is_edge(at) && mark != Some(Mark::Current);
        let colour = if is_edge { styles.edge(colour) } else { colour };

        ((mean, mark), colour)
    }

    /// How much red, green and blue a dot of a photograph has.
    fn shares(
        &self,
        [row, column]: [usize; 2],
        mean: Option<f64>,
        light: Light,
        value: &dyn Fn([usize; 3]) -> Option<f32>,
    ) -> Option<[f64; 3]> {
        if self.is_in_colours {
            let of = |channel| self.mean([channel, row, column], value);
            let [red, green, blue] = [0, 1, 2].map(of);
            return Some([red?, green?, blue?].map(|value| light.share(value)));
        }

        mean.map(|mean| [light.share(mean); 3])
    }

    /// The dots of one map, each in its colour.
    fn picture(
        &self,
        (styles, role): (Styles, Role),
        at: usize,
        ink: &dyn Fn(usize, usize) -> Ink,
        (is_light, shown): (bool, &mut BTreeSet<Shown>),
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
                is_seen.then(|| ink(row, column))
            });

            for (dot, _) in dots.into_iter().flatten() {
                shown.extend(told(dot, role, is_light));
            }

            styles.dots(role, dots, &mut buffer[place]);
        }
    }

    /// Whether a dot lies between two tiles.
    fn is_gap(&self, row: usize, column: usize) -> bool {
        let times = self.times;
        let is_last = |dot: usize| dot % times == times - 1;

        times >= TILED && (is_last(row) || is_last(column))
    }

    /// Whether a dot is the fine edge of a cell that is no tile.
    fn is_edge(&self, at: [usize; 2]) -> bool {
        let times = self.times;
        let is_last = |dot: usize| dot % times == times - 1;

        self.by == 1 && (2..TILED).contains(&times) && at.into_iter().any(is_last)
    }

    /// Dots along a cell.
    pub(super) fn scale(&self) -> f64 {
        self.times as f64 / self.by as f64
    }

    /// How many dots all of its pictures have.
    pub(super) fn dots(&self) -> f64 {
        (self.dots[0] * self.dots[1] * self.seen.len()) as f64
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
        at: [usize; 3],
        value: &dyn Fn([usize; 3]) -> Option<f32>,
        mark: &dyn Fn(&Block) -> Option<Mark>,
    ) -> Dot {
        (self.mean(at, value), mark(&self.cells(at)))
    }

    /// The cells that a dot stands for.
    fn cells(&self, [map, row, column]: [usize; 3]) -> Block {
        let maps = if self.is_in_colours {
            0..3
        } else {
            map..map + 1
        };

        [maps, self.part(0, row), self.part(1, column)]
    }

    /// The mean of the cells of a map that a dot stands for.
    fn mean(
        &self,
        [map, row, column]: [usize; 3],
        value: &dyn Fn([usize; 3]) -> Option<f32>,
    ) -> Option<f64> {
        let samples = |range: Range<usize>| {
            let step = range.len().div_ceil(SAMPLES).max(1);
            range.step_by(step)
        };

        let mut sum = 0.0;
        let mut count = 0.0;

        for y in samples(self.part(0, row)) {
            for x in samples(self.part(1, column)) {
                if let Some(value) = value([map, y, x]) {
                    sum += f64::from(value);
                    count += 1.0;
                }
            }
        }

        (count > 0.0).then_some(sum / count)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_is_marked_where_it_touches_what_is() {
        let area = Rect::new(0, 0, 14, 7);
        let sheet = Sheet::new([1, 28, 28], area, 0, usize::MAX);
        let read = [13..19, 1..7];
        let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let mark = |cells: &Block| {
            (meets(&cells[1], &read[0]) && meets(&cells[2], &read[1])).then_some(Mark::Field)
        };

        let marked = |row, column| {
            sheet
                .dot([0, row, column], &|_| Some(1.0), &mark)
                .1
                .is_some()
        };
        let all = || (0..14).flat_map(|row| (0..14).map(move |column| (row, column)));

        assert_eq!(sheet.dots, [14, 14]);
        assert!(all().all(|(row, column)| {
            marked(row, column) == ((6..10).contains(&row) && (0..4).contains(&column))
        }));
    }
}
