//! Between a plane and the output: a function's curve, or an arrow that says what is done.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::layout::Between;
use super::super::theme::Role;
use super::Flow;
use crate::nn::{Finish, Fold, Take};
use crate::text;

/// The least columns and lines of a curve.
const LEAST: [u16; 2] = [18, 7];

/// Columns of an arrow's line at least, besides its word.
const SHORTEST: u16 = 5;

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
            (_, Finish::Mean) => self.scene.app.language().mean(),
            (_, Finish::Function) if self.function(between, canvas) => "",
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

        let style = self.arrow_style();
        let left = between.x + 2;
        let right = between.x + between.width - 3;
        let y = between.y + between.height / 2;
        let width = word.width() as u16;
        let start = u16::midpoint(left, right).saturating_sub(width / 2);

        // A short line would be read as a minus sign.
        let is_short = right - left < width + SHORTEST;
        let from = if is_short { right } else { left };
        pointed(canvas, [from, right], y, style);

        if width > 0 {
            canvas.text(start - 1, y, &format!(" {word} "), self.style(Role::Text));
        }
    }

    /// A function, or what it is called, over the arrow; false where there is no room for either.
    fn function(&self, between: Between, canvas: &mut Canvas) -> bool {
        let op = &self.scene.layer.op;
        let formula = text::function(op, self.scene.place.cell[0]);
        let names = formula.into_iter().chain([op.kind().to_owned()]);
        let room = between.width.saturating_sub(2);
        let mut fitting = names.map(|name| (name.width() as u16, name));
        let name = fitting.find(|(width, _)| *width <= room);

        if let Some((width, name)) = &name {
            let x = between.x + (between.width - width) / 2;
            let y = between.y + between.height / 2 - 1;
            canvas.text(x, y, name, self.style(Role::Text));
        }

        name.is_some()
    }

    /// Arrows are lit when the cell is finished.
    pub(super) fn arrow_style(&self) -> Style {
        self.style(if self.scene.is_finished() {
            Role::Bias
        } else {
            Role::Label
        })
    }
}

/// `───▶` from one column to another.
pub(super) fn pointed(canvas: &mut Canvas, [from, to]: [u16; 2], y: u16, style: Style) {
    for x in from..to {
        canvas.text(x, y, "─", style);
    }

    canvas.text(to, y, "▶", style);
}
