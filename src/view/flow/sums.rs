//! Under the products: each channel's sum, the bias, what they come to, and the way from there to the output.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::layout::{Panel, Total};
use super::super::scene::{Progress, Seen};
use super::super::theme::Role;
use super::Flow;
use crate::app::EditTarget;
use crate::text::{Shown, exact_sign};
use ratatui::style::Style;

/// A line of a list: what its number is called, from long to short, and the number.
struct Line {
    names: Vec<String>,
    text: String,
    style: Style,
}

impl Flow<'_> {
    /// Draws them where the layout has them; returns the last line of them, and the column after what stands there.
    pub(super) fn sums(&self, canvas: &mut Canvas) -> [u16; 2] {
        let picture = &self.layout.picture;
        let right = canvas.area.right();

        match picture.total {
            Total::Under { y, result } if self.is_aligned() => {
                self.under(y, result, canvas);
                [result[1], right]
            }
            Total::Under { y, .. } => {
                let [width, _] = picture.size;
                [y, self.row(self.layout.x, y, width, canvas)]
            }
            Total::Row { x, y, width } => [y, self.row(x, y, width, canvas)],
            Total::List { x, y, lines } => {
                self.list([x, y], lines, canvas);
                [y + lines, right]
            }
        }
    }

    /// Whether the terms can stand each under its products, as what is added.
    fn is_aligned(&self) -> bool {
        let form = self.scene.layer.op.form();
        let panels = &self.layout.picture.panels;
        let fits = |panel: &Panel| {
            let room = match panels.get(1) {
                Some(next) => next.sum[0].abs_diff(panels[0].sum[0]).saturating_sub(2),
                None => self.layout.picture.size[0] / 3,
            };
            self.sum_text(panel.group).width() <= usize::from(room)
        };

        form.is_summed() && panels.iter().all(fits)
    }

    fn sum_text(&self, group: usize) -> String {
        self.scene.sum(group).text(|value| Shown::new(value).text)
    }

    /// `-3 ── + ── 0 ── + ── -3 ── + b0 1 = -5`
    fn under(&self, y: u16, [x, line]: [u16; 2], canvas: &mut Canvas) {
        let panels = &self.layout.picture.panels;
        let label = self.style(Role::Label);
        let mut end: Option<u16> = None;

        for panel in panels {
            self.gather(panel, canvas);
            let text = self.sum_text(panel.group);
            let width = text.width() as u16;
            let start = panel.sum[0].saturating_sub(width / 2);

            if let Some(end) = end {
                plus(canvas, [end + 1, start.saturating_sub(1)], y, label);
            }

            end = Some(canvas.text(start, y, &text, self.sum_style(panel.group)));
        }

        let start = if line == y {
            x.max(end.unwrap_or(x) + 1)
        } else {
            x
        };

        let end = self.result([start, line], canvas);
        self.way([end, line], canvas);
    }

    fn sum_style(&self, group: usize) -> Style {
        let is_now = self.scene.progress(group) == Progress::Now && self.scene.has_begun();
        match self.scene.sum(group) {
            Seen::Pending | Seen::Computing => self.style(Role::Pending),
            Seen::Asked => self.style(Role::Current),
            Seen::Shown(_) if is_now && self.scene.tap(group).is_none() => {
                self.style(Role::Current)
            }
            Seen::Shown(_) => self.style(Role::Sum).bold(),
        }
    }

    /// A bracket under products that are summed.
    fn gather(&self, panel: &Panel, canvas: &mut Canvas) {
        let Some(products) = &panel.products else {
            return;
        };
        let y = products.bottom();

        if panel.sum[1] <= y {
            return;
        }

        let gap = u16::from(!products.is_picture);
        let left = products.x + gap;
        let right = products.x + products.width() - 1 - gap;
        let is_done = self.scene.progress(panel.group) == Progress::Done
            || self.scene.tap(panel.group).is_none()
                && self.scene.sum(panel.group).value().is_some();

        let role = if is_done { Role::Sum } else { Role::Pending };
        let style = self.style(role);

        if right <= left + 1 {
            canvas.text(panel.sum[0], y, "│", style);
            return;
        }

        for x in left..=right {
            let sign = match x {
                _ if x == left => "└",
                _ if x == right => "┘",
                _ if x == panel.sum[0] => "┬",
                _ => "─",
            };
            canvas.text(x, y, sign, style);
        }
    }

    /// The bias, the sign, and what they come to. Returns the column after that.
    fn result(&self, [x, y]: [u16; 2], canvas: &mut Canvas) -> u16 {
        let scene = &self.scene;
        let label = self.style(Role::Label);
        let explanation = scene.explanation.as_ref();
        let mut x = x;

        if let Some(bias) = explanation.and_then(|explanation| explanation.bias) {
            x = canvas.text(x, y, &format!("+ b{} ", scene.place.cell[0]), label);
            let tile = super::super::board::Tile {
                text: Shown::new(bias).text,
                style: self.style(Role::Bias).bold(),
                ground: None,
            };

            let width = tile.text.width().max(4);
            let tile = self.edited(Some(EditTarget::Bias), tile, width);
            x = canvas.text(x, y, &tile.text, tile.style);
            x = canvas.text(x, y, " ", label);
        }

        x = canvas.text(x, y, self.sign(), label);
        let value = scene.value();
        let text = value.text(|value| Shown::new(value).text);
        let style = match value {
            Seen::Shown(_) | Seen::Asked => self.style(Role::Current),
            _ => self.style(Role::Pending),
        };

        canvas.text(x + 1, y, &format!(" {text} "), style)
    }

    /// `=`, or `≈` where the decimals that stand there do not satisfy it.
    fn sign(&self) -> &'static str {
        let scene = &self.scene;
        let Some(explanation) = scene
            .explanation
            .as_ref()
            .filter(|_| scene.value().value().is_some())
        else {
            return "=";
        };

        exact_sign(
            &explanation.terms,
            explanation.bias,
            f64::from(explanation.value),
        )
    }

    /// A line from the result on, up, and on to the cell that it is written to.
    fn way(&self, [end, y]: [u16; 2], canvas: &mut Canvas) {
        let picture = &self.layout.picture;
        let scene = &self.scene;
        let is_here = |map: &&super::super::layout::Map| {
            self.layout.is_vector || map.index == scene.place.cell[0]
        };

        let (Some(way), Some(map)) = (picture.way, picture.maps.iter().find(is_here)) else {
            return;
        };

        let row = if self.layout.is_vector {
            scene.place.cell[0]
        } else {
            scene.place.cell[1]
        };

        let is_made = scene.is_finished() && scene.value().value().is_some();

        if !is_made || !map.board.rows.contains(&row) {
            return;
        }

        let to = map.board.line_of(row);
        let index = if self.layout.is_vector { INDEX_GAP } else { 0 };
        let arrow = map.board.x.saturating_sub(index);

        if to < y && arrow > way {
            self.path([end, way, arrow], [y, to], canvas);
        }
    }

    /// From one line up to another, through these columns: of its beginning, of the way up and of the arrow; while the value is on its
    /// way, as far as its dot.
    fn path(&self, [start, way, arrow]: [u16; 3], [y, to]: [u16; 2], canvas: &mut Canvas) {
        let style = self.style(Role::Bias);
        let on = (start..way).map(|x| (x, y, "─"));
        let corner = (start <= way).then_some((way, y, "┘"));
        let up = (to + 1..y).rev().map(|line| (way, line, "│"));
        let along = (way + 1..arrow).map(|x| (x, to, "─"));
        let path: Vec<(u16, u16, &str)> = on
            .chain(corner)
            .chain(up)
            .chain([(way, to, "┌")])
            .chain(along)
            .chain([(arrow, to, "▶")])
            .collect();

        let reached = self
            .scene
            .landing()
            .map_or(path.len(), |share| (share * path.len() as f64) as usize);

        for &(x, y, sign) in &path[..reached] {
            canvas.text(x, y, sign, style);
        }

        if let Some(&(x, y, _)) = path.get(reached) {
            canvas.text(x, y, "●", style);
        }
    }

    /// All sums one below the other, then the bias, and what they come to.
    fn list(&self, [x, y]: [u16; 2], lines: u16, canvas: &mut Canvas) {
        if !self.is_aligned() {
            self.row(x, y + lines.saturating_sub(1), LIST, canvas);
            return;
        }

        for (y, line) in (y..).zip(self.listed(lines)) {
            let start = (x + LIST).saturating_sub(line.text.width() as u16);
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
        let seen = super::super::grid::around(now..now + 1, groups, most);

        seen.clone()
            .map(|group| self.sum_line(group))
            .chain(self.others_line(&seen))
            .chain(self.bias_line())
            .chain([self.result_line()])
            .collect()
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
        let left = self.scene.layer.groups() - seen.len();
        let explanation = self.scene.explanation.as_ref().filter(|_| left > 0)?;
        let terms = explanation.terms.iter().enumerate();
        let others = terms.filter(|(group, _)| !seen.contains(group));
        let total: f64 = others.map(|(_, term)| term).sum();

        Some(Line {
            names: vec![self.scene.app.language().more_of(left), format!("… {left}")],
            text: Shown::new(total).text,
            style: self.style(Role::Sum),
        })
    }

    fn bias_line(&self) -> Option<Line> {
        let bias = self.scene.explanation.as_ref()?.bias?;

        Some(Line {
            names: vec![format!("b{}", self.scene.place.cell[0])],
            text: Shown::new(bias).text,
            style: self.style(Role::Bias),
        })
    }

    fn result_line(&self) -> Line {
        let value = self.scene.value();
        let text = value.text(|value| Shown::new(value).text);
        let role = match value {
            Seen::Shown(_) | Seen::Asked => Role::Current,
            _ => Role::Pending,
        };

        Line {
            names: vec![self.sign().to_owned()],
            text: format!(" {text} "),
            style: self.style(role),
        }
    }
}

/// Columns of the list of sums.
const LIST: u16 = 16;

/// Columns between the arrow and a vector's numbers.
const INDEX_GAP: u16 = 4;

/// `── + ──` between two columns.
fn plus(canvas: &mut Canvas, [start, end]: [u16; 2], y: u16, style: Style) {
    let middle = u16::midpoint(start, end);

    if start >= end {
        canvas.text(start.saturating_sub(1), y, "+", style);
    }

    for x in start..end {
        let sign = match x.abs_diff(middle) {
            0 => "+",
            1 => " ",
            _ => "─",
        };
        canvas.text(x, y, sign, style);
    }
}
