//! Under the products: each channel's sum, the bias, what they come to, and the way from there to the output.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::board::Tile;
use super::super::canvas::Canvas;
use super::super::layout::{Panel, Total};
use super::super::scene::{Progress, Seen};
use super::super::theme::Role;
use super::Flow;
use super::equation::MARGIN;
use crate::app::EditTarget;
use crate::text::{Format, exact_sign};

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
                let x = self.layout.x;
                [y, self.row([x, y], width, x, canvas)]
            }
            Total::Row { x, y, width } => {
                let least = canvas.area.x + MARGIN;
                [y, self.row([x, y], width, least, canvas)]
            }
            Total::List { x, y, size } => {
                self.list([x, y], size, canvas);
                [y + size[1], right]
            }
        }
    }

    /// Whether the terms can stand each under its products, as what is added.
    pub(super) fn is_aligned(&self) -> bool {
        let form = self.scene.layer.op.form();
        let mut panels = self.layout.picture.panels.iter();
        let room = self.sum_room();
        let fits = |text: String| text.width() <= room && !text.contains('#');

        form.is_summed() && panels.all(|panel| fits(self.sum_text(panel.group)))
    }

    /// Columns that a sum has under its products.
    fn sum_room(&self) -> usize {
        let picture = &self.layout.picture;
        let is_listed = matches!(picture.total, Total::List { .. });

        usize::from(match &picture.panels[..] {
            [first, next, ..] if !is_listed => next.sum[0].abs_diff(first.sum[0]).saturating_sub(3),
            _ => picture.size[0] / 3,
        })
    }

    /// A sum, with no more digits than there is room for in the longest of the layer.
    pub(super) fn sum_text(&self, group: usize) -> String {
        let room = self.sum_room();
        let whole = Format::needed([-self.scene.formats.largest[2].ceil()], 0);
        let most = room.saturating_sub(whole + 1);

        self.scene.sum(group).text(|value| {
            let text = self.shown(value);
            let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());

            if text.width() <= room && digits <= most.max(1) {
                return text;
            }

            let format = |decimals: usize| Format {
                width: room,
                decimals,
                exponent: 0,
            };
            let is_told = |text: &String| text.width() <= room && text.trim().parse() != Ok(0.0);
            let own = || Format::fit([value], room).show(value);
            let alike = Some(format(most).show(value)).filter(is_told);
            alike.unwrap_or_else(own).trim_start().to_owned()
        })
    }

    /// `-3 ── + ── 0 ── + ── -3 ── + b0 1 = -5`
    fn under(&self, y: u16, [x, line]: [u16; 2], canvas: &mut Canvas) {
        let panels = &self.layout.picture.panels;
        let label = self.style(Role::Label);
        let mut before: Option<(&Panel, u16)> = None;
        let mut terms = Vec::new();

        for panel in panels {
            self.gather(panel, canvas);
            let text = self.sum_text(panel.group);
            terms.push(text.clone());
            let width = text.width() as u16;
            let start = panel.sum[0].saturating_sub(width / 2);

            if let Some((before, end)) = before {
                let middle = u16::midpoint(before.sum[0], panel.sum[0]);
                plus(canvas, [end + 1, middle, start.saturating_sub(1)], y, label);
            }

            let end = canvas.text(start, y, &text, self.sum_style(panel.group));
            before = Some((panel, end));
        }

        if let ([sum], true) = (&terms[..], line > y) {
            self.sum_again([x, line], sum, canvas);
        }

        let start = if line == y {
            x.max(before.map_or(x, |(_, end)| end) + 1)
        } else {
            x
        };

        let end = self.result([start, line], terms, canvas);
        self.way([start, end, line], canvas);
    }

    /// The sum before the bias, which begins here in a line of its own, once it stands: what stands there is the whole equation.
    fn sum_again(&self, [x, y]: [u16; 2], sum: &str, canvas: &mut Canvas) {
        let panel = &self.layout.picture.panels[0];
        let wide = sum.width() as u16 + 1;

        // A picture keeps a column for its window's edge.
        let after_plane = panel.plane.x + panel.plane.width() + 2;
        let least = if y < panel.plane.bottom() {
            after_plane
        } else {
            self.layout.x
        };

        let scene = &self.scene;
        let is_added = scene.layer.op.bias().is_some() && scene.sum(panel.group).value().is_some();
        let is_told = is_added || scene.value().value().is_some();

        if is_told && x >= least + wide {
            canvas.text(x - wide, y, sum, self.style(Role::Sum).bold());
        }
    }

    pub(super) fn sum_style(&self, group: usize) -> Style {
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

    /// After terms: those that are not seen, the bias, the sign, and what they come to. Returns the column after that.
    fn result(&self, [x, y]: [u16; 2], mut terms: Vec<String>, canvas: &mut Canvas) -> u16 {
        let scene = &self.scene;
        let x = self.others_after([x, y], &mut terms, canvas);
        let x = self.bias_after([x, y], &mut terms, canvas);
        let value = scene.value();
        let text = value.text(|value| self.shown(value));
        let sign = self.sign(&terms, &text);
        let x = canvas.text(x, y, sign, self.style(Role::Label));
        let style = match value {
            Seen::Shown(_) | Seen::Asked => self.style(Role::Current),
            _ => self.style(Role::Pending),
        };

        canvas.text(x + 1, y, &format!(" {text} "), style)
    }

    /// `+ … 9 more 4.8351 … `, where channels are not seen.
    fn others_after(&self, [x, y]: [u16; 2], terms: &mut Vec<String>, canvas: &mut Canvas) -> u16 {
        let label = self.style(Role::Label);
        let panels = &self.layout.picture.panels;
        let seen = |group: usize| panels.iter().any(|panel| panel.group == group);
        let Some((left, total)) = self.others(seen) else {
            return x;
        };

        let words = self.scene.app.language().more_terms(left);
        let x = canvas.text(x, y, &format!("+ {words}"), label);
        let x = canvas.text(x, y, &total, self.style(Role::Sum).bold());

        terms.push(total);
        canvas.text(x, y, " … ", label)
    }

    /// `+ b0 1 `, where there is a bias.
    fn bias_after(&self, [x, y]: [u16; 2], terms: &mut Vec<String>, canvas: &mut Canvas) -> u16 {
        let label = self.style(Role::Label);
        let explanation = self.scene.explanation.as_ref();
        let Some(bias) = explanation.and_then(|explanation| explanation.bias) else {
            return x;
        };

        // What comes after it stays where it is from filter to filter.
        let text = self.shown(bias);
        let x = x + self.longest_bias().saturating_sub(text.width()) as u16;
        let name = format!("+ b{} ", self.scene.place.cell[0]);
        let x = canvas.text(x, y, &name, label);
        let tile = Tile {
            text,
            style: self.style(Role::Bias).bold(),
            ground: None,
        };

        terms.push(tile.text.clone());
        let width = tile.text.width().max(4);
        let tile = self.edited(Some(EditTarget::Bias), tile, width);
        let x = canvas.text(x, y, &tile.text, tile.style);
        canvas.text(x, y, " ", label)
    }

    /// Columns of the longest bias, where there are not very many.
    fn longest_bias(&self) -> usize {
        let all = self.scene.layer.op.bias().into_iter();
        let few = all.filter(|bias| bias.count() <= MOST_BIASES);
        let each = few.flat_map(|bias| (0..bias.count()).map(|at| f64::from(bias.at(at))));
        let wide = each.map(|value| self.shown(value).width());

        wide.max().unwrap_or(0)
    }

    /// `=`, or `≈` where the decimals that stand there do not satisfy it.
    pub(super) fn sign(&self, terms: &[String], result: &str) -> &'static str {
        match self.scene.value() {
            Seen::Shown(_) if !self.scene.app.hidden().term() => exact_sign(terms, result),
            _ => "=",
        }
    }

    /// How many channels are not seen, and what those of them that are summed up come to, where that may be seen.
    pub(super) fn others(&self, seen: impl Fn(usize) -> bool) -> Option<(usize, String)> {
        let groups = self.scene.layer.groups();
        let left = (0..groups).filter(|&group| !seen(group)).count();
        let explanation = self.scene.explanation.as_ref().filter(|_| left > 0)?;
        let terms = explanation.terms.iter().enumerate();
        let others = || terms.clone().filter(|(group, _)| !seen(*group));
        let total = others().map(|(_, term)| term).sum();

        let text = match others().count() {
            0 => "·".to_owned(),
            _ if self.scene.app.hidden().term() => "?".to_owned(),
            _ => self.shown(total),
        };

        Some((left, text))
    }
}

/// Biases that are all looked at.
const MOST_BIASES: usize = 32;

/// Columns of `─── + ───`: with fewer, a plus stands alone.
const SHORTEST: u16 = 9;

/// `── + ──` between two columns, the sign in the middle between what is added, which stays where it is.
fn plus(canvas: &mut Canvas, [start, middle, end]: [u16; 3], y: u16, style: Style) {
    // A short line would be read as a minus sign.
    if end < start + SHORTEST {
        canvas.text(middle.clamp(start, end.max(start)), y, "+", style);
        return;
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
