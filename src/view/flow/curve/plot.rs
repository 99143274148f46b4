//! A function in dots of braille, two a column and four a line, two dots thick. Zero lies in the middle of a column and of a line,
//! where the axes stand.
//!
//! ```text
//!       │    ⢠⠞        above: 2 lines
//!       │  ⢠⠞
//! ⣒⣒⣒⣒⣒⣒│⢠⠞────        below: 0 lines; half: 6 columns
//! ```

/// The dots of a braille sign, row by row.
pub(super) const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// How often the place of a jump is halved before it is taken for one.
const HALVINGS: usize = 40;

/// A function from `-reach` to `reach`.
pub(super) struct Plot {
    /// Columns on each side of the upright axis.
    pub half: u16,
    /// Lines above and below the level one.
    pub above: u16,
    pub below: u16,
    /// Dots of one along, and of one up.
    pub scale: [f64; 2],
    dots: Vec<bool>,
}

impl Plot {
    /// As large as so many columns and lines allow.
    pub(super) fn new(
        [width, height]: [u16; 2],
        reach: f64,
        function: &impl Fn(f64) -> f64,
    ) -> Self {
        let half = width.saturating_sub(1) / 2;
        let along = dots_across(half) / reach;
        let range = extent(&sampled(half, along, function));
        let (above, below, up) = fitted(height, range);
        let plot = Self {
            half,
            above,
            below,
            scale: [along, up],
            dots: Vec::new(),
        };

        plot.in_one_scale(reach, range).drawn(function)
    }

    /// With as many dots for one up as for one along, where its values go about as far as its numbers: of a function that flattens
    /// out, the bend would be lost, and one that is steep would be a needle.
    fn in_one_scale(self, reach: f64, [low, high]: [f64; 2]) -> Self {
        let scale = self.scale[0].min(self.scale[1]);
        let half = (reach * scale / 2.0).round() as u16;
        let lines = |extent: f64| ((extent * scale - 1.0) / 4.0).ceil().max(0.0) as u16;
        let [above, below] = [lines(high), lines(-low)];

        let is_narrow = 5 * half < 3 * self.half;

        if high - low < reach * 0.9 || above + below < 2 || is_narrow {
            return self;
        }

        Self {
            half: half.min(self.half),
            above: above.min(self.above),
            below: below.min(self.below),
            scale: [scale; 2],
            ..self
        }
    }

    /// With its dots.
    fn drawn(mut self, function: &impl Fn(f64) -> f64) -> Self {
        let values = sampled(self.half, self.scale[0], function);
        let first = -dots_across(self.half);
        self.dots = vec![false; usize::from(2 * self.columns()) * usize::from(4 * self.lines())];

        for (column, &value) in values.iter().enumerate().filter(|(_, y)| y.is_finite()) {
            let here = self.dot(value);
            let next = values.get(column + 1).copied().unwrap_or(value);
            let x = first + column as f64;
            let is_jump = || jumps(function, [x, x + 1.0].map(|dot| dot / self.scale[0]));
            let there = match self.dot_of(next) {
                Some(there) if here.abs_diff(there) <= 2 || !is_jump() => there,
                _ => here,
            };

            // Half of the way to the next dot lies in this column, half in the other.
            let middle = i32::midpoint(here, there);
            self.mark(column, [here, middle]);

            if there != here {
                self.mark(column + 1, [middle, there]);
            }
        }

        self
    }

    /// Sets the dots from one height to another in a column of dots, and those beside and below them.
    fn mark(&mut self, column: usize, ends: [i32; 2]) {
        let wide = usize::from(2 * self.columns());
        let zero = 4 * i32::from(self.above) + 1;
        let top = zero - ends[0].max(ends[1]);
        let bottom = zero - ends[0].min(ends[1]) + 1;

        for row in top..=bottom {
            for column in [column, column + 1] {
                let place = usize::try_from(row).map(|row| row * wide + column);

                if let Some(dot) = place.ok().and_then(|place| self.dots.get_mut(place)) {
                    *dot |= column < wide;
                }
            }
        }
    }

    pub(super) fn columns(&self) -> u16 {
        2 * self.half + 1
    }

    pub(super) fn lines(&self) -> u16 {
        self.above + 1 + self.below
    }

    /// The least and the largest value for which there are dots, and half a dot more.
    pub(super) fn range(&self) -> [f64; 2] {
        let dots = |lines: u16| (4.0 * f64::from(lines) + 1.5) / self.scale[1];
        [-dots(self.below), dots(self.above)]
    }

    /// Dots from zero up to a value.
    fn dot(&self, y: f64) -> i32 {
        let least = -4 * i32::from(self.below) - 1;
        let most = 4 * i32::from(self.above) + 1;

        ((y * self.scale[1]).round() as i32).clamp(least, most)
    }

    fn dot_of(&self, y: f64) -> Option<i32> {
        y.is_finite().then(|| self.dot(y))
    }

    /// The column of a number, from the left.
    pub(super) fn column(&self, x: f64) -> u16 {
        let half = f64::from(self.half);
        let from_axis = (x * self.scale[0] / 2.0).round().clamp(-half, half);
        (half + from_axis) as u16
    }

    /// The line of a value, from above.
    pub(super) fn line(&self, y: f64) -> u16 {
        let [above, below] = [self.above, self.below].map(f64::from);
        let from_axis = (y * self.scale[1] / 4.0).round().clamp(-below, above);
        (above - from_axis) as u16
    }

    /// The sign of a cell of the screen; nothing where no dot lies.
    pub(super) fn sign(&self, column: u16, line: u16) -> Option<char> {
        let wide = usize::from(2 * self.columns());
        let is_set = |row: usize, side: usize| {
            let row = 4 * usize::from(line) + row;
            self.dots[row * wide + 2 * usize::from(column) + side]
        };

        let all = (0..4).flat_map(|row| [(row, 0), (row, 1)]);
        let set = all.filter(|&(row, side)| is_set(row, side));
        let bits: u32 = set.map(|(row, side)| DOTS[row][side]).sum();

        char::from_u32(0x2800 + bits).filter(|_| bits > 0)
    }
}

/// Dots from the upright axis to an end.
fn dots_across(half: u16) -> f64 {
    2.0 * f64::from(half)
}

/// The function's values at all dots along.
fn sampled(half: u16, along: f64, function: impl Fn(f64) -> f64) -> Vec<f64> {
    let half = 2 * i32::from(half);
    let values = (-half..=half).map(|dot| function(f64::from(dot) / along));

    values.collect()
}

/// The least and the largest of some values and zero.
fn extent(values: &[f64]) -> [f64; 2] {
    let finite = || values.iter().copied().filter(|y| y.is_finite());

    [finite().fold(0.0, f64::min), finite().fold(0.0, f64::max)]
}

/// Lines above and below the axis, of so many in all, with which one up has the most dots; and how many those are.
fn fitted(height: u16, [low, high]: [f64; 2]) -> (u16, u16, f64) {
    let dots = |lines: u16| 4.0 * f64::from(lines) + 1.0;
    let split = |below: u16| {
        let above = height.saturating_sub(1 + below);
        let up = (dots(above) / high).min(dots(below) / low.abs());
        (above, below, if up.is_finite() { up } else { 1.0 })
    };

    let all = (1..height).map(split);
    all.fold(
        split(0),
        |best, next| if next.2 > best.2 { next } else { best },
    )
}

/// Whether a function jumps between two places: however near they come to each other, its values do not.
fn jumps(function: &impl Fn(f64) -> f64, [mut from, mut to]: [f64; 2]) -> bool {
    let gap = |from, to| (function(to) - function(from)).abs();
    let whole = gap(from, to);

    for _ in 0..HALVINGS {
        let middle = f64::midpoint(from, to);

        if gap(from, middle) > gap(middle, to) {
            to = middle;
        } else {
            from = middle;
        }
    }

    let left = gap(from, to);
    left > whole / 4.0 || left.is_nan()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLANK: &str = "         ";

    fn check(function: impl Fn(f64) -> f64, drawn: &[&str]) {
        let plot = Plot::new([9, 5], 4.0, &function);
        let sign = |column, line| plot.sign(column, line).unwrap_or(' ');
        let line = |line| {
            (0..plot.columns())
                .map(|column| sign(column, line))
                .collect()
        };
        let lines: Vec<String> = (0..plot.lines()).map(line).collect();

        assert_eq!(lines, drawn);
    }

    #[test]
    fn dots_are_two_high_and_zero_lies_in_the_middle_of_a_line() {
        check(|x| x.max(0.0), &["       ⣠⣶", "     ⣠⣾⠟⠁", "⠶⠶⠶⠶⠾⠟⠁  "]);
        check(|x| x.min(0.0), &["  ⢀⣴⡶⠶⠶⠶⠶", "⢀⣴⡿⠋     ", "⠿⠋       "]);
    }

    #[test]
    fn a_jump_is_no_line_and_what_has_no_value_is_not_drawn() {
        check(
            f64::signum,
            &["    ⠛⠛⠛⠛⠛", BLANK, BLANK, BLANK, "⣤⣤⣤⣤⡄    "],
        );
        check(
            f64::sqrt,
            &[
                "      ⢀⣴⡿",
                "     ⢠⣾⠏ ",
                "    ⢠⣿⠃  ",
                "    ⣼⡇   ",
                "    ⠿    ",
            ],
        );
    }
}
