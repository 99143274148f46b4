//! The sums of many channels in a list: one below the other, then the bias, and what they come to.

use std::ops::Range;

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::grid::page;
use super::super::scene::Seen;
use super::super::theme::Role;
use super::Flow;

/// A line of a list: what its number is called, from long to short, and the number.
struct Line {
    names: Vec<String>,
    text: String,
    style: Style,
}

impl Flow<'_> {
    /// All sums one below the other, then the bias, and what they come to.
    pub(super) fn list(&self, [x, y]: [u16; 2], [width, lines]: [u16; 2], canvas: &mut Canvas) {
        if !self.is_aligned() {
            self.row([x, y + lines.saturating_sub(1)], width, x, canvas);
            return;
        }

        for (y, line) in (y..).zip(self.listed(lines)) {
            let start = (x + width).saturating_sub(line.text.width() as u16);
            let room = start.saturating_sub(x + 1);
            canvas.fitting([x, y], room, &line.names, self.style(Role::Label));
            canvas.text(start, y, &line.text, line.style);
        }
    }

    /// The lines of a list of so many: the sums around the one that is spoken of, what the others come to, the bias, the result.
    fn listed(&self, lines: u16) -> Vec<Line> {
        let groups = self.scene.layer.groups();
        let now = self.scene.group();
        let most = usize::from(lines.saturating_sub(4)).max(1);
        let seen = page(now, groups, most);

        let mut listed: Vec<Line> = seen
            .clone()
            .map(|group| self.sum_line(group))
            .chain(self.others_line(&seen))
            .chain(self.bias_line())
            .collect();

        let terms: Vec<String> = listed.iter().map(|line| line.text.clone()).collect();
        listed.push(self.result_line(&terms));
        listed
    }

    fn sum_line(&self, group: usize) -> Line {
        let scene = &self.scene;
        let is_copied = scene.layer.op.form().is_elementwise();
        let name = if scene.layer.groups() == 1 && !is_copied {
            scene.app.language().sum().to_owned()
        } else {
            super::super::plane::name(scene.app, group)
        };

        Line {
            names: vec![name, group.to_string()],
            text: self.sum_text(group),
            style: self.sum_style(group),
        }
    }

    /// What the sums come to that are not seen.
    fn others_line(&self, seen: &Range<usize>) -> Option<Line> {
        let (left, text) = self.others(|group| seen.contains(&group))?;

        Some(Line {
            names: vec![self.scene.app.language().more_of(left), format!("… {left}")],
            text,
            style: self.style(Role::Sum),
        })
    }

    fn bias_line(&self) -> Option<Line> {
        let bias = self.scene.explanation.as_ref()?.bias?;

        Some(Line {
            names: vec![format!("b{}", self.scene.place.cell[0])],
            text: self.shown(bias),
            style: self.style(Role::Bias),
        })
    }

    fn result_line(&self, terms: &[String]) -> Line {
        let value = self.scene.value();
        let text = value.text(|value| self.shown(value));
        let role = match value {
            Seen::Shown(_) | Seen::Asked => Role::Current,
            _ => Role::Pending,
        };

        Line {
            names: vec![self.sign(terms, &text).to_owned()],
            text: format!(" {text} "),
            style: self.style(role),
        }
    }
}
