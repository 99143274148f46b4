//! How many channels and maps are left out, or which are seen.

use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::layout::{Map, Panel, Total};
use super::super::theme::Role;
use super::Flow;
use super::names::seen;
use crate::nn::{Reach, Take};

impl Flow<'_> {
    /// How many channels are left out, or which are seen where several are, said after the last one's name or under its pictures.
    pub(super) fn more_planes(&self, canvas: &mut Canvas) {
        let texts = self.planes_left_out();
        let (Some(last), false) = (self.layout.picture.panels.last(), texts.is_empty()) else {
            return;
        };

        let beside = |text: &String| self.beside_name(last, text.width() as u16, canvas);
        let placed = texts.iter().find_map(|text| Some((text, beside(text)?)));
        let under = || self.under_name(last, &texts[0]).map(|at| (&texts[0], at));

        let below = || {
            let [x, y] = [last.title[0], last.plane.bottom()];
            let is_blank = |text: &&String| canvas.has_only(&[" "], [x, y], text.width() as u16);
            let mut texts = texts.iter().filter(|_| self.is_free(y));
            texts.find(is_blank).map(|text| (text, [x, y]))
        };

        if let Some((text, [x, y])) = placed.or_else(under).or_else(below) {
            canvas.text(x, y, text, self.style(Role::Label));
        }
    }

    /// What tells that channels are left out, from long to short; nothing where none are.
    fn planes_left_out(&self) -> Vec<String> {
        let panels = &self.layout.picture.panels;
        let layer = self.scene.layer;
        let all = self.planes_read();
        let left_out = all.saturating_sub(panels.len());

        if left_out == 0 || self.has_all_colours() {
            return Vec::new();
        }

        let language = self.scene.app.language();
        let more = language.more_of(left_out);

        // On which side they are left out, where several are seen.
        let [first, .., last] = &panels[..] else {
            return vec![more];
        };

        let channel = |panel: &Panel| {
            if layer.is_dense() {
                panel.group
            } else {
                layer.channel(self.scene.place.cell[0], panel.group)
            }
        };

        let part = seen(&(channel(first)..channel(last) + 1));
        vec![language.some_of(&part, all, layer.is_dense()), more]
    }

    /// How many channels there are to be seen.
    pub(super) fn planes_read(&self) -> usize {
        let layer = self.scene.layer;

        match layer.op.reach() {
            Reach::Window if layer.op.form().take == Take::Product => layer.input().dims()[0],
            reach if reach == Reach::Moved || layer.sources.len() > layer.groups() => {
                layer.sources.iter().map(|from| from.shape.dims()[0]).sum()
            }
            _ => layer.groups(),
        }
    }

    /// Where so many columns are free after a plane's name.
    fn beside_name(&self, panel: &Panel, wide: u16, canvas: &Canvas) -> Option<[u16; 2]> {
        let [x, y] = panel.title;
        let room = self.layout.picture.room([x, y], canvas.area.right());
        let names = self.plane_names(panel);
        let longer = self.plane_longer(panel);
        let widths = || names.iter().map(|name| (name.width() + longer) as u16);
        let name = widths().find(|&wide| wide <= room);
        let after = x + name.or(widths().next_back()).unwrap_or_default() + 2;

        (after + wide <= x + room).then_some([after, y])
    }

    /// Where a text ends with a plane, over its kernel: kernels that are pictures have their name over the first.
    fn under_name(&self, panel: &Panel, text: &str) -> Option<[u16; 2]> {
        let kernel = panel.kernel.as_ref().filter(|board| board.is_picture)?;
        let end = |panel: &Panel| panel.plane.x + panel.plane.width();

        // The window's edge may lie on that line.
        let is_here = self.scene.group() == panel.group;
        let before = self.layout.picture.panels.iter().rev().nth(1);
        let right = before.filter(|_| is_here).map_or(end(panel), end);

        Some([right.saturating_sub(text.width() as u16), kernel.y - 1])
    }

    /// What tells how many maps are left out, where this one is the last that is seen.
    pub(super) fn left_out(&self, map: &Map) -> Option<String> {
        let picture = &self.layout.picture;
        let [count, ..] = self.scene.layer.output.dims();
        let maps = [&picture.sheet, &picture.maps];
        let seen = maps.into_iter().find(|maps| !maps.is_empty())?;
        let is_last = picture
            .last_map()
            .is_some_and(|last| std::ptr::eq(last, map));
        let is_told = is_last && seen.len() < count && !self.layout.is_vector;

        is_told.then(|| self.scene.app.language().more_of(count - seen.len()))
    }

    /// How many maps are left out, said after the last one's name, or under it: where the sums stand there, after them.
    pub(super) fn more(&self, [sums, end]: [u16; 2], canvas: &mut Canvas) {
        let picture = &self.layout.picture;
        let Some(map) = picture.last_map() else {
            return;
        };
        let Some(text) = self.left_out(map) else {
            return;
        };

        let wide = text.width() as u16;
        let [x, y] = map.title;
        let room = picture.room([x, y], canvas.area.right());
        let after = x + self.map_name(map, room).width() as u16 + 2;
        let below = map.bottom();
        let after_sums = if below == sums { end + 2 } else { 0 };
        let last = canvas.area.right().saturating_sub(wide);
        let under = x.max(after_sums).min(last);
        let is_listed = match picture.total {
            Total::List { x, y, size } => under < x + size[0] && below < y + size[1],
            Total::Under { .. } | Total::Row { .. } => false,
        };
        let is_free = below < self.layout.said.y && (below != sums || end < under) && !is_listed;
        let at = if after + wide <= x + room {
            [after, y]
        } else if is_free {
            [under, below]
        } else {
            return;
        };

        canvas.text(at[0], at[1], &text, self.style(Role::Label));
    }
}
