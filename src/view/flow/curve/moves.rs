//! The two moves of a batch norm, between a plane and the output: three lines of numbers in one scale, and the way of the step's number
//! from one to the next. The numbers of the map that have been written lie on all three.
//!
//! ```text
//!                      5            the number that is read; ┬ marks the mean
//! x ──●──────┼─●──┬────●─────
//!       (5 − 2) / √(4 + 0) = 1.5
//!   ──────●──┼●─●────────────       less the mean, through the deviation
//!          1.5 · 3 + 1 = 5.5
//! o ─●───────┼──●───────●────       times the weight, and the bias
//!                      5.5
//! ```

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::super::super::canvas::Canvas;
use super::super::super::layout::Between;
use super::super::super::theme::Role;
use super::super::Flow;
use super::plot::DOTS;
use super::{BLANK, place};
use crate::text::Moves;

/// Columns before the lines and after them, for a name and a blank.
const BEFORE: u16 = 4;
const AFTER: u16 = 3;

/// The most lines from one line of numbers to the next.
const MOST_APART: u16 = 5;

/// Numbers of a map beyond which the others are not looked for.
const MOST_OTHERS: usize = 1024;

/// Where the lines stand, and how far they go from zero, which lies in their middle.
struct Lines {
    left: u16,
    half: u16,
    tops: [u16; 3],
    reach: f64,
}

impl Lines {
    fn new(between: Between, reach: f64) -> Self {
        let apart = ((between.height - 5) / 2).min(MOST_APART);
        let above = (between.height - 5 - 2 * apart) / 2;
        let top = between.y + above + 1;

        Self {
            left: between.x + BEFORE,
            half: (between.width - BEFORE - AFTER - 1) / 2,
            tops: [0, 1, 2].map(|line| top + line * (apart + 1)),
            reach,
        }
    }

    fn width(&self) -> u16 {
        2 * self.half + 1
    }

    /// The column of a number.
    fn column(&self, x: f64) -> u16 {
        let half = f64::from(self.half);
        let from_zero = (x / self.reach * half).round().clamp(-half, half);

        self.left + (half + from_zero) as u16
    }

    /// What marks a number: beyond the ends, on which side.
    fn mark(&self, x: f64) -> &'static str {
        match x {
            _ if x > self.reach => "▶",
            _ if x < -self.reach => "◀",
            _ => "●",
        }
    }
}

impl Flow<'_> {
    /// Draws them, with what each move is under the line that it starts from.
    pub(super) fn moves(&self, moves: &Moves, between: Between, canvas: &mut Canvas) {
        let lines = Lines::new(between, self.reach_of(moves));
        let explanation = self.scene.explanation.as_ref();
        let explanation = explanation.filter(|_| self.scene.has_begun());
        let x = explanation.and_then(|explanation| Some(explanation.taps.first()?.x));
        let y = self.scene.value().value();
        let point = x.zip(y).map(|(x, y)| [x, y]);

        self.axes_of_moves(&lines, canvas);
        self.written_numbers(&lines, moves, canvas);

        if let Some([x, y]) = point {
            self.ways(&lines, [x, moves.normal(x), y], canvas);
        }

        self.told_moves(
            &lines,
            &moves.told(point, self.scene.app.zoom().digits()),
            between,
            canvas,
        );

        match (x, point) {
            (_, Some([x, y])) => {
                for (line, value) in [x, moves.normal(x), y].into_iter().enumerate() {
                    self.number_on(&lines, (line, value), canvas);
                }
            }
            (Some(x), None) => self.number_on(&lines, (0, x), canvas),
            (None, None) => {}
        }

        self.names_on(&lines, moves.mean, canvas);
    }

    /// How far from zero numbers lie on any of the lines.
    fn reach_of(&self, moves: &Moves) -> f64 {
        let [input, _, output] = self.layout.formats.largest;
        let ends = [input, -input].map(|x| moves.normal(x).abs());
        let reach = [output, ends[0], ends[1]].into_iter().fold(input, f64::max);

        reach.max(f64::MIN_POSITIVE)
    }

    /// Where zero lies, and the mean.
    fn names_on(&self, lines: &Lines, mean: f64, canvas: &mut Canvas) {
        let style = self.style(Role::Label);
        let [first, _, last] = lines.tops;

        for y in [first - 1, last + 1] {
            place(canvas, &BLANK, &[[lines.column(0.0), y]], "0", style);
        }

        let [x, y] = [lines.column(mean), first];

        if canvas.has_only(&["─", "┼"], [x, y], 1) {
            canvas.text(x, y, "┬", style);
        }

        let name = format!("{} {}", self.scene.app.language().mean(), self.shown(mean));
        let wide = name.width() as u16;
        let free = lines.left..(lines.left + lines.width()).saturating_sub(wide);
        let beside = [
            x.saturating_sub(wide / 2),
            x + 2,
            x.saturating_sub(wide + 2),
        ];
        let places = beside.into_iter().filter(|x| free.contains(x));
        let places: Vec<_> = places.map(|x| [x, y + 1]).collect();

        place(canvas, &BLANK, &places, &name, style);
    }

    fn axes_of_moves(&self, lines: &Lines, canvas: &mut Canvas) {
        let axis = self.style(Role::Pending);
        let names = ["x", " ", "o"];

        for (y, name) in lines.tops.into_iter().zip(names) {
            canvas.text(lines.left - 2, y, name, self.style(Role::Label));

            for x in lines.left..lines.left + lines.width() {
                canvas.text(x, y, "─", axis);
            }

            canvas.text(lines.column(0.0), y, "┼", axis);
        }
    }

    /// The numbers of the map that have been written.
    fn written_numbers(&self, lines: &Lines, moves: &Moves, canvas: &mut Canvas) {
        let Some(map) = self.layout.picture.maps.first() else {
            return;
        };
        let [rows, columns] = [&map.board.rows, &map.board.columns];

        if rows.len() * columns.len() > MOST_OTHERS {
            return;
        }

        for cell in rows
            .clone()
            .flat_map(|row| columns.clone().map(move |column| [row, column]))
        {
            let [row, column] = cell;
            let made = self.scene.output([map.index, row, column]).value();
            let read = self.scene.input(0, cell).value();

            if let Some((x, y)) = read.zip(made) {
                for (line, value) in lines.tops.into_iter().zip([x, moves.normal(x), y]) {
                    canvas.text(lines.column(value), line, "●", self.style(Role::Label));
                }
            }
        }
    }

    /// What each move is, in the middle of the lines between two.
    fn told_moves(
        &self,
        lines: &Lines,
        told: &[Vec<String>; 2],
        between: Between,
        canvas: &mut Canvas,
    ) {
        let most = usize::from(between.width) - 2;

        for (texts, ends) in told.iter().zip(lines.tops.windows(2)) {
            if let Some(text) = texts.iter().find(|text| text.width() <= most) {
                let x = between.x + (between.width - text.width() as u16) / 2;
                let y = u16::midpoint(ends[0], ends[1]);
                canvas.text(x - 1, y, &format!(" {text} "), self.style(Role::Text));
            }
        }
    }

    /// The way of the step's number from each line to the next.
    fn ways(&self, lines: &Lines, values: [f64; 3], canvas: &mut Canvas) {
        for line in 0..2 {
            let ends = [line, line + 1].map(|line| [lines.column(values[line]), lines.tops[line]]);
            self.slanted(ends, canvas);
        }
    }

    /// A line of dots from a place to one below, where nothing stands.
    fn slanted(&self, [[x, y], [end, bottom]]: [[u16; 2]; 2], canvas: &mut Canvas) {
        let [from, to] = [x, end].map(|x| 2.0 * f64::from(x) + 0.5);
        let rows = 4 * usize::from(bottom - y);
        let at = |row: usize| from + (to - from) * row as f64 / rows as f64;
        let mut signs = BTreeMap::<[u16; 2], u32>::new();

        for row in 0..rows {
            let ends = [at(row), at(row + 1)].map(|dot| dot.round() as usize);
            let line = (row + 2) / 4;

            for dot in ends[0].min(ends[1])..=ends[0].max(ends[1]) {
                let place = [(dot / 2) as u16, y + line as u16];
                *signs.entry(place).or_default() |= DOTS[(row + 2) % 4][dot % 2];
            }
        }

        for ([x, line], bits) in signs {
            let is_free = y < line && line < bottom && canvas.has_only(&BLANK, [x, line], 1);

            if let Some(sign) = char::from_u32(0x2800 + bits).filter(|_| is_free) {
                canvas.text(x, line, &sign.to_string(), self.style(Role::Bias));
            }
        }
    }

    /// The step's number on one of the lines; on the first and the last it is written beside it.
    fn number_on(&self, lines: &Lines, (line, value): (usize, f64), canvas: &mut Canvas) {
        let style = self.style(Role::Bias).bold();
        let [x, y] = [lines.column(value), lines.tops[line]];
        canvas.text(x, y, lines.mark(value), style);

        let beside = [Some(y - 1), None, Some(y + 1)][line];

        if let Some(y) = beside {
            let text = self.shown(value);
            canvas.text(x.saturating_sub(text.width() as u16 / 2), y, &text, style);
        }
    }
}
