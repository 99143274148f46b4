//! A function's curve with the point on it, between a plane and the output.

mod moves;
mod plot;
mod ticks;

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::layout::Between;
use super::super::theme::Role;
use super::Flow;
use super::between::pointed;
use crate::text;
use plot::Plot;
use ticks::Ticks;

/// Columns of an arrow before and after a curve, with the blank ones at its ends, and without; and of the curve between two of them
/// at least.
const ARROW: u16 = 7;
const SHORTEST: u16 = 4;
const BETWEEN: u16 = 24;

/// Columns that are blank at both sides of a curve without arrows, but where it is narrow.
const MARGIN: u16 = 4;
const WIDE: u16 = 30;

/// Lines from which on numbers of the level axis have a line of their own below it.
const TALL: u16 = 9;

/// The most lines of a curve.
const MOST_LINES: u16 = 24;

/// A bend is not looked for farther away than so many times the largest number.
const FAR: f64 = 100.0;

/// What is left blank beyond the largest number, and beyond a bend.
const BEYOND: f64 = 1.1;
const BEYOND_BEND: f64 = 1.3;

/// What stands where nothing stands.
const BLANK: [&str; 1] = [" "];

/// A curve where it stands.
struct Curve {
    plot: Plot,
    corner: [u16; 2],
    reach: f64,
    /// The line for what is told of the point, and after it that of the formula.
    told: u16,
}

impl Curve {
    fn new(between: Between, reach: f64, function: &impl Fn(f64) -> f64) -> Self {
        let arrow = if between.width >= BETWEEN + 2 * ARROW {
            ARROW
        } else if between.width >= WIDE {
            MARGIN
        } else {
            MARGIN / 2
        };

        let height = between.height.min(MOST_LINES);
        let numbers = u16::from(height >= TALL);
        let room = [between.width - 2 * arrow, height - 2 - numbers];
        let plot = Plot::new(room, reach, function);
        let numbers = if plot.below == 0 { numbers } else { 0 };
        let lines = plot.lines() + numbers;
        let corner = [
            between.x + (between.width - plot.columns()) / 2,
            between.y + (between.height - lines - 2) / 2,
        ];

        Self {
            told: corner[1] + lines,
            plot,
            corner,
            reach,
        }
    }

    /// What marks a point: where it lies beyond what is drawn, on which side.
    fn point(&self, x: f64, y: f64) -> &'static str {
        let [low, high] = self.plot.range();

        match (x, y) {
            _ if y > high => "▲",
            _ if y < low => "▼",
            _ if x > self.reach => "▶",
            _ if x < -self.reach => "◀",
            _ => "●",
        }
    }

    /// The column of a number, and the line of a value.
    fn place(&self, x: f64, y: f64) -> [u16; 2] {
        let [left, top] = self.corner;
        [left + self.plot.column(x), top + self.plot.line(y)]
    }
}

impl Flow<'_> {
    /// The function's curve, with the point on it and the formula under it; of a batch norm, its two moves.
    pub(super) fn curve(&self, between: Between, canvas: &mut Canvas) {
        let op = &self.scene.layer.op;
        let map = self.scene.place.cell[0];

        if let Some(moves) = text::Moves::of(op, map) {
            return self.moves(&moves, between, canvas);
        }

        let reach = reach(self.layout.formats.largest[0], op.bend(map));
        let curve = Curve::new(between, reach, &|x| op.apply(map, x));

        self.axes(&curve, canvas);
        self.line(&curve, canvas);
        self.along(&curve, canvas);
        self.up(&curve, canvas);
        self.arrows(&curve, between, canvas);

        let most = between.width - 2;
        let formula = text::function(op, map);
        let formula = formula.filter(|formula| formula.width() <= usize::from(most));
        let formula = formula.unwrap_or_else(|| format!("{}(x)", op.kind()));
        let middle = between.x + between.width / 2;
        let start = started(between, middle, &formula);
        canvas.text(start, curve.told + 1, &formula, self.style(Role::Label));
        self.point(&curve, between, canvas);
    }

    fn axes(&self, curve: &Curve, canvas: &mut Canvas) {
        let [left, top] = curve.corner;
        let [middle, zero] = curve.place(0.0, 0.0);
        let axis = self.style(Role::Pending);

        for x in left..left + curve.plot.columns() {
            canvas.text(x, zero, "─", axis);
        }

        for y in top..top + curve.plot.lines() {
            canvas.text(middle, y, if y == zero { "┼" } else { "│" }, axis);
        }
    }

    fn line(&self, curve: &Curve, canvas: &mut Canvas) {
        let [left, top] = curve.corner;
        let style = self.style(Role::Output);

        for line in 0..curve.plot.lines() {
            for column in 0..curve.plot.columns() {
                if let Some(sign) = curve.plot.sign(column, line) {
                    canvas.text(left + column, top + line, &sign.to_string(), style);
                }
            }
        }
    }

    /// Numbers below the level axis, or above it where there is more room.
    fn along(&self, curve: &Curve, canvas: &mut Canvas) {
        let apart = |ticks: Ticks| {
            let widest = ticks
                .counts(curve.reach)
                .map(|count| ticks.text(count).len());
            let columns = ticks.step() * curve.plot.scale[0] / 2.0;
            columns >= widest.max().unwrap_or(0) as f64 + 2.0
        };

        let Some(ticks) = Ticks::new(curve.reach, apart) else {
            return;
        };

        let number = |count| {
            let text = ticks.text(count);
            let at = curve.place(ticks.value(count), 0.0)[0];
            (at.saturating_sub(text.len() as u16 / 2), text)
        };

        for side in [-1, 1] {
            let all = ticks.counts(curve.reach);
            let numbers: Vec<_> = all.filter(|count| count * side > 0).map(number).collect();
            self.on_one_line(curve, &numbers, canvas);
        }
    }

    /// Numbers of a side of the level axis, on that line where more of them have room.
    fn on_one_line(&self, curve: &Curve, numbers: &[(u16, String)], canvas: &mut Canvas) {
        let zero = curve.place(0.0, 0.0)[1];
        let free = |y: u16| {
            let is_free = |(x, text): &&(u16, String)| is_free(canvas, &BLANK, [*x, y], text);
            numbers.iter().filter(is_free).count()
        };

        let lines = [zero.saturating_sub(1), zero + 1];
        let inside = lines.into_iter().filter(|&y| y < curve.told);

        // Of two lines with as many, the last, which is below.
        let Some(y) = inside.max_by_key(|&y| free(y)) else {
            return;
        };

        for (x, text) in numbers {
            place(canvas, &BLANK, &[[*x, y]], text, self.style(Role::Label));
        }
    }

    /// Numbers at the left of the upright axis, or at its right.
    fn up(&self, curve: &Curve, canvas: &mut Canvas) {
        let line = 4.0 / curve.plot.scale[1];
        let [low, high] = curve.plot.range();
        let reach = high.max(-low);
        let Some(ticks) = Ticks::new(reach, |ticks| ticks.step() >= 3.0 * line) else {
            return;
        };

        for count in ticks.counts(reach) {
            let value = ticks.value(count);
            let [middle, y] = curve.place(0.0, value);
            let text = ticks.text(count);

            if (low..=high).contains(&value) {
                let before = middle.saturating_sub(1 + text.len() as u16);
                let places = [[before, y], [middle + 2, y]];
                place(canvas, &BLANK, &places, &text, self.style(Role::Label));
            }
        }
    }

    /// From what is read to the curve, and on to what is written.
    fn arrows(&self, curve: &Curve, between: Between, canvas: &mut Canvas) {
        let y = between.y + between.height / 2;
        let start = curve.corner[0];
        let end = start + curve.plot.columns();
        let ways = [
            [between.x + 2, start - 2],
            [end + 1, between.x + between.width - 3],
        ];

        for [from, to] in ways {
            if to.saturating_sub(from) + 1 >= SHORTEST {
                pointed(canvas, [from, to], y, self.arrow_style());
            }
        }
    }

    /// The point that the step is at.
    fn point(&self, curve: &Curve, between: Between, canvas: &mut Canvas) {
        let scene = &self.scene;
        let Some(explanation) = scene.explanation.as_ref().filter(|_| scene.has_begun()) else {
            return;
        };
        let Some(x) = explanation.taps.first().map(|tap| tap.x) else {
            return;
        };

        let style = self.style(Role::Bias).bold();
        let text = format!("x = {}", self.shown(x));
        let start = started(between, curve.place(x, 0.0)[0], &text);
        canvas.text(start, curve.told, &text, style);

        if let Some(y) = scene.value().value() {
            let [at, line] = curve.place(x, y);
            canvas.text(at, line, curve.point(x, y), style);
            let text = self.shown(y);
            let mut places = around([at, line], text.width() as u16);

            // The number that the point is of stands on a line of its own, and tiles to the left and to the right.
            let end = (between.x + between.width).saturating_sub(text.width() as u16);
            let columns = between.x + 1..end;
            places.retain(|[x, y]| *y < curve.told && columns.contains(x));

            // Rather on the upright axis than not at all.
            if !place(canvas, &BLANK, &places, &text, style) {
                place(canvas, &[" ", "│"], &places, &text, style);
            }
        }
    }
}

/// How far a curve goes from zero: a little beyond the largest number, and beyond its bends where they are not very far away.
fn reach(largest: f64, bend: f64) -> f64 {
    let largest = if largest > f64::MIN_POSITIVE {
        largest
    } else {
        1.0
    };
    let near = bend <= FAR * largest.max(1.0);
    let bend = if near { bend } else { 0.0 };

    (largest * BEYOND).max(bend * BEYOND_BEND)
}

/// The column where a text begins that has its middle at this one, moved into the room that there is.
fn started(between: Between, middle: u16, text: &str) -> u16 {
    let width = text.width() as u16;
    let last = (between.x + between.width).saturating_sub(1 + width);

    middle
        .saturating_sub(width / 2)
        .min(last)
        .max(between.x + 1)
}

/// Where a number of so many columns may stand beside a point of a curve, the best place first: as most functions rise to the
/// right, there is nothing of them above at the left, and below at the right.
fn around([x, y]: [u16; 2], wide: u16) -> Vec<[u16; 2]> {
    let above = [1, 2].map(|lines| y.saturating_sub(lines));
    let below = [y + 1, y + 2];
    let [middle, left, right] = [
        x.saturating_sub(wide / 2),
        x.saturating_sub(wide + 1),
        x + 2,
    ];

    let near = |line: usize| {
        [
            [middle, above[line]],
            [left, above[line]],
            [right, below[line]],
            [right, above[line]],
            [middle, below[line]],
            [left, below[line]],
        ]
    };

    let beside = [[left, y], [right, y], [right + 2, below[0]], [right + 2, y]];
    [&near(0)[..], &beside, &near(1)].concat()
}

/// Writes a text at the first of some places where nothing but these signs stands, nor beside it. Whether there is one.
fn place(
    canvas: &mut Canvas,
    signs: &[&str],
    places: &[[u16; 2]],
    text: &str,
    style: Style,
) -> bool {
    let mut places = places.iter();
    let place = places.find(|&&place| is_free(canvas, signs, place, text));

    if let Some(&[x, y]) = place {
        canvas.text(x, y, text, style);
    }

    place.is_some()
}

/// Whether nothing but these signs stands where a text would, and beside it.
fn is_free(canvas: &Canvas, signs: &[&str], [x, y]: [u16; 2], text: &str) -> bool {
    let width = text.width() as u16 + 2;
    x > canvas.area.x && canvas.has_only(signs, [x - 1, y], width)
}

#[cfg(test)]
mod tests {
    use super::reach;

    #[test]
    fn a_curve_goes_beyond_its_numbers_and_its_bends_unless_these_are_far_away() {
        assert!(reach(4.0, 0.0) > 4.0 && reach(4.0, 0.0) < 5.0);
        assert!(reach(0.5, 6.0) > 6.0 && reach(1e-6, 3.0) > 3.0);
        assert!(reach(1.0, 255.0) < 2.0 && reach(200.0, 255.0) > 255.0);
        assert!(reach(0.0, 0.0) > 0.0);
    }
}
