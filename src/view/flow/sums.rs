//! Under the products: each group's sum, the bias, and what they come to.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::super::put;
use super::super::theme::Role;
use super::{Flow, Stage};
use crate::app::Spot;
use crate::nn::{Finish, Fold, Take};
use crate::text::Shown;
use crate::walk::{Grain, Moment};

impl Flow<'_> {
    /// `sum 0  +  sum 2  +  sum 0  + b0 1  =  [ 3]`
    pub fn sums(&self, buffer: &mut Buffer) {
        let area = self.layout.area;
        let y = self.layout.sums;
        let language = self.app.language();
        let mut end = area.x;

        for (index, panel) in self.layout.panels.iter().enumerate() {
            let x = panel.taps.x;
            if index > 0 {
                put(
                    buffer,
                    area,
                    panel.plane.x - 1,
                    y,
                    "+",
                    self.style(Role::Label),
                );
            }

            let (text, style) = self.sum(panel.group);
            let form = self.layer.op.form();
            let word = match form.taps {
                Fold::Max => language.largest(),
                _ if form.is_elementwise() || form.take == Take::Source => "x",
                _ => language.sum(),
            };

            let wide = unicode_width::UnicodeWidthStr::width(word) as u16;
            let at = x.saturating_sub(3).max(area.x + 1);
            put(buffer, area, at, y, word, self.style(Role::Label));
            let text = format!("{text:>width$}", width = self.layout.width);
            end = put(buffer, area, (at + wide + 1).max(x + 1), y, &text, style);
        }

        self.result(end, buffer);
    }

    /// A group's sum as far as it has come.
    fn sum(&self, group: usize) -> (String, Style) {
        let Some(told) = &self.told else {
            return ("…".to_owned(), self.style(Role::Pending));
        };

        // A cell that is finished has only one sum where that is asked for.
        let is_asked = self.app.hides_term()
            && (self.stage(group) == Stage::Now || self.place.moment == Moment::Finish);

        match self.stage(group) {
            Stage::Pending => ("·".to_owned(), self.style(Role::Pending)),
            _ if is_asked => ("?".to_owned(), self.style(Role::Current)),
            Stage::Done => {
                let term = told.terms.get(group).copied().unwrap_or_default();
                (Shown::new(term).text, self.style(Role::Sum))
            }
            Stage::Now => {
                let role = if self.tap(group).is_none() {
                    Role::Current
                } else {
                    Role::Sum
                };
                (Shown::new(told.running).text, self.style(role))
            }
        }
    }

    /// The bias or what else finishes the cell, and the cell.
    fn result(&self, end: u16, buffer: &mut Buffer) {
        let area = self.layout.area;
        let label = self.style(Role::Label);
        let width = self.layout.width;
        let finished = self.place.moment == Moment::Finish;
        let mut parts: Vec<(String, Style)> = Vec::new();
        let told = self.told.as_ref();

        if let Some(bias) = told.and_then(|told| told.bias) {
            parts.push((format!("+ b{} ", self.place.cell[0]), label));
            let style = self.style(if finished { Role::Bias } else { Role::Label });
            let (text, style) = self.edited(Some(Spot::Bias), Shown::new(bias).text, style);
            parts.push((format!("{text:>width$}"), style));
        } else if let Some(divisor) = told.and_then(|told| told.divisor) {
            parts.push((format!("/ {divisor}"), label));
        } else if self.layer.op.form().finish == Finish::Function {
            parts.push((format!("→ {}", self.layer.op.kind()), label));
        }

        parts.push(("  =  ".to_owned(), label));
        let text = match told {
            Some(_) if finished && self.app.hides_value() => "?".to_owned(),
            Some(told) if finished => Shown::new(f64::from(told.value)).text,
            Some(_) => "·".to_owned(),
            None => "…".to_owned(),
        };

        let (edge, style) = match (finished, self.app.grain() <= Grain::Cell) {
            (true, true) => (self.style(Role::Current), self.style(Role::Current)),
            (true, false) => (label, self.style(Role::Output)),
            (false, _) => (label, self.style(Role::Pending)),
        };

        parts.extend([
            ("[".to_owned(), edge),
            (format!("{text:>width$}"), style),
            ("]".to_owned(), edge),
        ]);

        let total: usize = parts.iter().map(|(text, _)| text.chars().count()).sum();
        let latest = area.right().saturating_sub(total as u16);
        let mut x = (end + 3).min(latest).max(end + 1);

        for (text, style) in parts {
            x = put(buffer, area, x, self.layout.sums, &text, style);
        }
    }

    /// All sums in a row, where not all channels are seen.
    pub fn strip(&self, buffer: &mut Buffer) {
        let (Some(y), Some(_)) = (self.layout.strip, &self.told) else {
            return;
        };

        let area = self.layout.area;
        let groups = self.layer.groups();
        let current = match self.place.moment {
            Moment::Tap { group, .. } => group,
            Moment::Finish => groups - 1,
        };

        let head = self.app.language().sums_of(groups);

        let mut x = put(buffer, area, area.x + 1, y, &head, self.style(Role::Label)) + 1;
        let most = (area.right().saturating_sub(x + 6) as usize / (self.layout.width + 2)).max(1);
        let seen = super::super::grid::around(current..current + 1, groups, most);

        if seen.start > 0 {
            x = put(buffer, area, x, y, "… ", self.style(Role::Label));
        }

        for group in seen.clone() {
            let (text, style) = self.sum(group);
            let text = format!("{text:>width$}", width = self.layout.width);

            if x + text.len() as u16 + 3 > area.right() {
                break;
            }

            x = put(buffer, area, x, y, &text, style) + 2;
        }

        if seen.end < groups {
            put(buffer, area, x, y, "…", self.style(Role::Label));
        }
    }
}
