//! The equation as a text in one row, and in large digits.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use super::super::words;
use super::Flow;
use crate::text::{self, Kind, Part};

/// Columns that an equation has at least, and that it leaves at the edges of the screen for what stands there, where it is longer
/// than the picture.
const NARROWEST: u16 = 24;
pub(super) const MARGIN: u16 = 14;

impl Flow<'_> {
    /// The equation of the step, as long as it may be at most; nothing while it is not known.
    fn parts(&self, width: usize) -> Vec<Part> {
        self.shortened(width, width)
    }

    /// The same with terms put together where it would be longer than `width`; its result alone, where it is still longer than `most`.
    fn shortened(&self, width: usize, most: usize) -> Vec<Part> {
        let scene = &self.scene;
        let is_there = scene.has_begun() && !scene.is_coming() && !scene.app.hidden().equation();
        let Some(explanation) = scene.explanation.as_ref().filter(|_| is_there) else {
            return Vec::new();
        };

        let grain = scene.app.grain();
        let told = words::told(scene.app);
        let equation = text::equation(scene.layer, explanation, grain, width, told);

        match equation.map(|equation| equation.or_result(most)) {
            Some(equation) if scene.app.hidden().value() => {
                equation.hidden(scene.app.hidden().term())
            }
            Some(equation) => equation.parts().to_vec(),
            None => Vec::new(),
        }
    }

    fn part_style(&self, kind: Kind) -> Style {
        match kind {
            Kind::Sign | Kind::Words => self.style(Role::Label),
            Kind::Number | Kind::Total => self.style(Role::Sum).bold(),
            Kind::Bias => self.style(Role::Bias).bold(),
            Kind::Result => self.style(Role::Message),
        }
    }

    /// In the middle of so many columns from a place on, or, where it is longer, in what is free of its line, which begins at this
    /// column; returns the column after it.
    pub(super) fn row(&self, [x, y]: [u16; 2], width: u16, least: u16, canvas: &mut Canvas) -> u16 {
        let right = canvas.area.right();
        let next = x + self.layout.picture.room([x, y], right);
        let width = width.max(NARROWEST);
        let end = (x + width).max(right.saturating_sub(MARGIN)).min(next);
        let least = least.min(x);
        let parts = self.parts(usize::from(end.saturating_sub(least + 2)));
        let wide: usize = parts.iter().map(|part| part.text.width()).sum();
        let wide = wide as u16 + 2;
        let middle = (x + width / 2).saturating_sub(wide / 2);
        let mut x = middle.min(end.saturating_sub(wide)).max(least);

        for part in &parts {
            x = match part.kind {
                Kind::Result => {
                    canvas.text(x, y, &format!(" {} ", part.text), self.style(Role::Current))
                }
                kind => canvas.text(x, y, &part.text, self.part_style(kind)),
            };
        }

        x
    }

    /// In large digits, where there is room for all of it.
    pub(super) fn large(&self, canvas: &mut Canvas) {
        let Some(large) = self.layout.large else {
            return;
        };
        let room = canvas.area.width.saturating_sub(2);

        // A smaller equation that is whole tells more than a larger one with terms put together.
        let found = [64, 24, 12, 0].into_iter().find_map(|width| {
            let parts = self.shortened(width, usize::MAX);
            let text: String = parts.iter().map(|part| part.text.as_str()).collect();
            let is_whole = parts.iter().all(|part| part.kind != Kind::Words);

            // `-1 = -1`, terms put together to nothing but the result, says nothing.
            let mut sizes = large.size.down().filter(|_| is_whole && parts.len() > 3);
            let fitting = sizes.find_map(|size| {
                let wide = size.width(&text)?;
                (wide <= room).then_some((size, wide))
            });

            fitting.map(|(size, wide)| (size, wide, parts))
        });

        let Some((size, wide, parts)) = found else {
            return;
        };
        let mut x = canvas.area.x + (canvas.area.width - wide) / 2;
        let top = large.top + (large.size.halves() - size.halves()) / 2;

        for part in parts {
            let style = self.part_style(part.kind);
            x = size.draw(canvas, [x, top], &part.text, style);
        }
    }
}
