//! The equation as a text in one row.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use super::super::words;
use super::Flow;
use super::large::is_alike;
use crate::app::explained;
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
    /// In the middle of a step, that of the step before, until the new one is there.
    pub(super) fn shortened(&self, width: usize, most: usize) -> Vec<Part> {
        let scene = &self.scene;
        let is_there = scene.has_begun() && !scene.app.hidden().equation();
        let before = self.told_place();
        let before = (before != scene.place)
            .then(|| explained(scene.app, before))
            .flatten();
        let now = || scene.explanation.as_ref().filter(|_| !scene.is_coming());
        let Some(explanation) = before.as_ref().or_else(now).filter(|_| is_there) else {
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

    pub(super) fn part_style(&self, kind: Kind) -> Style {
        match kind {
            _ if self.scene.is_coming() => self.style(Role::Pending),
            Kind::Sign | Kind::Words => self.style(Role::Label),
            Kind::Number | Kind::Total => self.style(Role::Sum).bold(),
            Kind::Bias => self.style(Role::Bias).bold(),
            Kind::Result => self.style(Role::Message),
        }
    }

    /// In the middle of so many columns from a place on, or, where it is longer, in what is free of its line, which begins at this
    /// column; its result stands where those of the layer's other cells stand. Returns the column after it.
    pub(super) fn row(&self, [x, y]: [u16; 2], width: u16, least: u16, canvas: &mut Canvas) -> u16 {
        let right = canvas.area.right();
        let next = x + self.layout.picture.room([x, y], right);
        let width = width.max(NARROWEST);
        let end = (x + width).max(right.saturating_sub(MARGIN)).min(next);
        let least = least.min(x);
        let room = usize::from(end.saturating_sub(least + 2));
        let parts = self.parts(room);

        let [left, after] = self.longest(&parts, room);
        let wide = (left + after) as u16 + 2;
        let middle = (x + width / 2).saturating_sub(wide / 2);
        let start = middle.min(end.saturating_sub(wide)).max(least);
        let mut x = start + (left - sides(&parts)[0]) as u16;

        for part in &parts {
            x = match part.kind {
                Kind::Result => {
                    let style = if self.scene.is_coming() {
                        self.part_style(part.kind)
                    } else {
                        self.style(Role::Current)
                    };
                    canvas.text(x, y, &format!(" {} ", part.text), style)
                }
                kind => canvas.text(x, y, &part.text, self.part_style(kind)),
            };
        }

        x
    }

    /// Columns of the longest left side of such an equation, and of the longest result: its own where these have no room.
    fn longest(&self, parts: &[Part], room: usize) -> [usize; 2] {
        let others = self.alike(room).unwrap_or_default();
        let alike = others.iter().filter(|other| is_alike(other, parts));
        let own = sides(parts);
        let longest = alike.map(|other| sides(other)).fold(own, |most, sides| {
            [most[0].max(sides[0]), most[1].max(sides[1])]
        });

        if longest[0] + longest[1] <= room {
            longest
        } else {
            own
        }
    }
}

/// Columns of an equation before its result, and of that.
fn sides(parts: &[Part]) -> [usize; 2] {
    let wide = |parts: &[Part]| parts.iter().map(|part| part.text.width()).sum();
    let (left, result) = parts.split_at(parts.len().saturating_sub(1));
    [wide(left), wide(result)]
}
