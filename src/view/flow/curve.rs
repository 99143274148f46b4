//! Between a plane and the output: the function's curve with the point on it, or an arrow that says what is done.

use ratatui::style::Style;

use super::super::canvas::Canvas;
use super::super::layout::Between;
use super::super::theme::Role;
use super::Flow;
use crate::nn::{Finish, Fold, Take};
use crate::text::Shown;

/// The dots of a braille sign, row by row.
const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// The least columns and lines of a curve.
const LEAST: [u16; 2] = [18, 7];

/// Columns at both sides of a curve: where there are fewer than so many, less.
const WIDE: u16 = 30;
const MARGINS: [u16; 2] = [4, 2];

/// Columns of an arrow's line at least, besides its word.
const SHORTEST: u16 = 5;

/// A function from `-reach` to `reach`, two dots a column and four a line.
struct Curve {
    corner: [u16; 2],
    /// Columns and lines.
    size: [u16; 2],
    reach: f64,
    /// The value at each dot along, and the least and the largest of them and zero.
    values: Vec<f64>,
    low: f64,
    high: f64,
}

impl Curve {
    fn new(between: Between, reach: f64, function: impl Fn(f64) -> f64) -> Self {
        let margin = MARGINS[usize::from(between.width < WIDE)];
        let [width, height] = [between.width - 2 * margin, between.height.min(24) - 2];
        let curve = Self {
            corner: [
                between.x + margin,
                between.y + (between.height - height) / 2,
            ],
            size: [width, height],
            reach,
            values: Vec::new(),
            low: 0.0,
            high: 0.0,
        };

        curve.measured(&function).in_one_scale(&function)
    }

    /// With the function's values in its columns.
    fn measured(self, function: &impl Fn(f64) -> f64) -> Self {
        let across = usize::from(self.size[0]) * 2;
        let x = |dot: usize| self.reach * (2.0 * dot as f64 / (across - 1) as f64 - 1.0);
        let values: Vec<f64> = (0..across).map(|dot| function(x(dot))).collect();
        let finite = || values.iter().copied().filter(|y| y.is_finite());
        let low = finite().fold(0.0, f64::min);
        let high = finite().fold(0.0, f64::max).max(low + 1e-9);

        Self {
            values,
            low,
            high,
            ..self
        }
    }

    /// With as many dots for one up as for one along, where its values go as far as its numbers: of one that flattens out, the
    /// bend would be lost.
    fn in_one_scale(self, function: &impl Fn(f64) -> f64) -> Self {
        let [width, height] = self.size;
        let [across, down] = [2.0 * f64::from(width), 4.0 * f64::from(height)];
        let [along, up] = [2.0 * self.reach, self.high - self.low];
        let scale = ((across - 1.0) / along).min((down - 1.0) / up);
        let columns = f64::midpoint(along * scale, 1.0).round() as u16;
        let lines = ((up * scale + 1.0) / 4.0).ceil() as u16;

        if up < self.reach * 0.9 || lines < 3 || columns < 6 {
            return self;
        }

        let [left, top] = self.corner;
        let corner = [
            left + width.saturating_sub(columns) / 2,
            top + height.saturating_sub(lines) / 2,
        ];
        let size = [columns.min(width), lines.min(height)];
        let curve = Self {
            corner,
            size,
            ..self
        };
        let measured = curve.measured(function);
        let high = measured.low + (4.0 * f64::from(size[1]) - 1.0) / scale;

        Self {
            high: high.max(measured.high),
            ..measured
        }
    }

    /// The dot of a value, from above.
    fn dot(&self, y: f64) -> usize {
        let down = usize::from(self.size[1]) * 4;
        let share = (self.high - y) / (self.high - self.low);

        (share * (down - 1) as f64).round() as usize
    }

    /// The dots of a column: none where the function has no value.
    fn dots(&self, column: u16) -> [Option<usize>; 2] {
        [0, 1].map(|half| {
            let y = self.values[2 * usize::from(column) + half];
            y.is_finite()
                .then(|| self.dot(y.clamp(self.low, self.high)))
        })
    }
}

impl Flow<'_> {
    /// Draws it where there is room for it.
    pub(super) fn between(&self, canvas: &mut Canvas) {
        let Some(between) = self.layout.picture.between else {
            return;
        };
        let form = self.scene.layer.op.form();
        let is_curve = form.finish == Finish::Function
            && form.is_elementwise()
            && between.width >= LEAST[0]
            && between.height >= LEAST[1];

        if is_curve {
            self.curve(between, canvas);
        } else {
            self.arrow(between, canvas);
        }
    }

    /// `── max ─▶`
    fn arrow(&self, between: Between, canvas: &mut Canvas) {
        let form = self.scene.layer.op.form();
        let fold = if form.take == Take::Source {
            form.terms
        } else {
            form.taps
        };

        let word = match (fold, form.finish) {
            (_, Finish::Mean) => "mean",
            (_, Finish::Function) => "f",
            (Fold::Max, _) => "max",
            (Fold::Min, _) => "min",
            (Fold::Product, _) => "×",
            (Fold::Quotient, _) => "/",
            (Fold::Power, _) => "^",
            (Fold::Difference, _) => "−",
            (Fold::Sum, _) if form.take == Take::Source => "+",
            (Fold::Sum, _) => "",
        };

        let style = self.style(if self.scene.is_finished() {
            Role::Bias
        } else {
            Role::Label
        });
        let left = between.x + 2;
        let right = between.x + between.width - 3;
        let y = between.y + between.height / 2;
        let width = word.chars().count() as u16;
        let start = u16::midpoint(left, right).saturating_sub(width / 2);

        // A short line would be read as a minus sign.
        if right - left >= width + SHORTEST {
            for x in left..right {
                canvas.text(x, y, "─", style);
            }
        }

        canvas.text(right, y, "▶", style);

        if width > 0 {
            canvas.text(start - 1, y, &format!(" {word} "), self.style(Role::Text));
        }
    }

    fn curve(&self, between: Between, canvas: &mut Canvas) {
        let map = self.scene.place.cell[0];
        let reach = self.layout.formats.largest[0].max(1.0);
        let curve = Curve::new(between, reach, |x| self.scene.layer.op.apply(map, x));
        let Curve {
            corner: [left, top],
            size: [width, height],
            ..
        } = curve;

        let axis = self.style(Role::Pending);
        let zero = top + (curve.dot(0.0) / 4) as u16;
        let middle = left + width / 2;

        for x in left..left + width {
            canvas.text(x, zero, "─", axis);
        }

        for y in top..top + height {
            canvas.text(middle, y, "│", axis);
        }

        let style = self.style(Role::Output);

        for column in 0..width {
            braille(canvas, [left + column, top], curve.dots(column), style);
        }

        self.point(&curve, canvas);
        let formula = self.scene.layer.op.kind();
        let start = middle.saturating_sub(formula.len() as u16 / 2);
        canvas.text(start, top + height, formula, self.style(Role::Label));
    }

    /// The point that the step is at.
    fn point(&self, curve: &Curve, canvas: &mut Canvas) {
        let [left, top] = curve.corner;
        let [width, height] = curve.size;
        let [reach, low, high] = [curve.reach, curve.low, curve.high];
        let scene = &self.scene;
        let Some(explanation) = scene.explanation.as_ref().filter(|_| scene.has_begun()) else {
            return;
        };
        let Some(x) = explanation.taps.first().map(|tap| tap.x) else {
            return;
        };
        let style = self.style(Role::Bias).bold();
        let column = (f64::midpoint(x / reach, 1.0) * f64::from(width - 1)).round() as u16;
        let at = left + column.min(width - 1);
        let text = format!("x = {}", Shown::new(x).text);
        let start = at.saturating_sub(text.len() as u16 / 2).max(left);
        canvas.text(start, top + height + 1, &text, style);

        if let Some(y) = scene.value().value() {
            let line = top + (curve.dot(y.clamp(low, high)) / 4) as u16;
            canvas.text(at, line, "●", style);
            let text = Shown::new(y).text;
            let [x, y] = beside_curve([at, line], text.len() as u16, [left, top]);
            canvas.text(x, y, &text, style);
        }
    }
}

/// Where a number of so many columns stands beside a point of a curve: as functions rise to the right, there is nothing of it
/// above at the left, and below at the right; at the top of it also at the left.
fn beside_curve([x, y]: [u16; 2], wide: u16, [left, top]: [u16; 2]) -> [u16; 2] {
    match x.checked_sub(wide + 1).filter(|&x| x >= left) {
        Some(x) => [x, y.saturating_sub(1).max(top)],
        None => [x + 2, y + 1],
    }
}

/// One column of a curve: two dots, joined from one to the other.
fn braille(canvas: &mut Canvas, [x, top]: [u16; 2], dots: [Option<usize>; 2], style: Style) {
    let [Some(first), Some(second)] = dots else {
        return;
    };
    let low = first.min(second);
    let high = first.max(second);

    for line in low / 4..=high / 4 {
        let on = |row: usize, column: usize| {
            let dot = 4 * line + row;
            let middle = usize::midpoint(low, high);
            let (from, to) = if (first <= second) == (column == 0) {
                (low, middle)
            } else {
                (middle, high)
            };
            (from..=to).contains(&dot)
        };

        let set = (0..4).flat_map(|row| [0, 1].map(|column| (row, column)));
        let bits: u32 = set
            .filter(|&(row, column)| on(row, column))
            .map(|(row, column)| DOTS[row][column])
            .sum();

        let sign = char::from_u32(0x2800 + bits).unwrap_or(' ');
        canvas.text(x, top + line as u16, &sign.to_string(), style);
    }
}
