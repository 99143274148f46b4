//! What planes, windows, kernels and products are called, and which part of them is seen, in as many words as there is room for.

use std::ops::Range;

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::layout::{Close, Map, Panel};
use super::super::plane;
use super::super::theme::Role;
use super::Flow;
use crate::text::map_name;

/// Columns of the name over kernels: `× w13`.
const NAME: i32 = 6;

impl Flow<'_> {
    /// Over a plane.
    pub(super) fn plane_name(&self, panel: &Panel, style: Style, canvas: &mut Canvas) {
        let names = self.plane_names(panel);
        let room = self.layout.picture.room(panel.title, canvas.area.right());
        let longer = self.plane_longer(panel);

        // What fits is chosen for the longest name, so that the others are told as it is.
        let fits = |name: &String| name.width() + longer <= usize::from(room);
        let names = &names[names.iter().position(fits).unwrap_or(0)..];
        canvas.fitting(panel.title, room, names, style);
    }

    /// Columns by which the longest name of a channel is longer than that of a group's: what stands after it does not move from channel
    /// to channel.
    fn longer(&self, group: usize) -> usize {
        let app = self.scene.app;
        let layer = self.scene.layer;
        let channel = layer.channel(self.scene.place.cell[0], group);
        let name = plane::name(app, group);
        let channels = app.channels();
        let named = channels.iter().map(|name| name.width());

        match channels.get(channel) {
            Some(own) if *own == name => named.max().unwrap_or(0) - name.width(),
            _ if name == format!("x[{channel}]") => {
                let last = self.planes_read().saturating_sub(1).max(channel);
                format!("x[{last}]").len() - name.len()
            }
            _ => 0,
        }
    }

    /// The same of a plane's name.
    pub(super) fn plane_longer(&self, panel: &Panel) -> usize {
        if panel.plane.is_picture && self.has_all_colours() {
            0
        } else {
            self.longer(panel.group)
        }
    }

    /// What a plane may be called, from long to short.
    pub(super) fn plane_names(&self, panel: &Panel) -> Vec<String> {
        let [name, title] = self.picture_names(panel);
        let plane = &self.scene.plane;
        let size = plane.inner();
        let board = &panel.plane;
        let is_alone = board.is_picture && self.layout.picture.panels.len() == 1;
        let part = [board.rows.clone(), board.columns.clone()];
        let counted = if self.layout.picture.is_stamped() {
            part.map(|part| signed(&part))
        } else {
            plane.counted(&part)
        };
        let is_all = |dim: usize| counted[dim].start <= 0 && counted[dim].end >= size[dim] as i64;
        let is_whole = (0..2).all(is_all);
        // Of a picture the padding is only seen; numbers of it are counted from −1 down.
        let inside = [0, 1].map(|dim| match counted[dim].clone() {
            part if board.is_picture => part.start.max(0)..part.end.min(size[dim] as i64),
            part => part,
        });
        let named = padded(&name, self.plane_longer(panel));
        let names = (!is_whole).then(|| self.in_part(&named, &inside, size));

        match names {
            None if is_alone => vec![format!("{title}  {}×{}", size[0], size[1]), title, name],
            None if board.is_picture => vec![title, name, panel.group.to_string()],
            None => vec![title, name],
            Some(names) => names,
        }
    }

    /// What a plane is called, and from where it comes: one picture of all colours is the input.
    pub(super) fn picture_names(&self, panel: &Panel) -> [String; 2] {
        let app = self.scene.app;

        if panel.plane.is_picture && self.has_all_colours() {
            return [(); 2].map(|()| app.language().input().to_owned());
        }

        [
            plane::name(app, panel.group),
            plane::title(app, panel.group),
        ]
    }

    /// Over the numbers of a window, where its plane is a picture: which rows and columns of the plane they are.
    pub(super) fn window_name(&self, close: &Close, canvas: &mut Canvas) {
        let name = plane::name(self.scene.app, close.group);
        let corners = self.corners(&close.window);
        let padded = padded(&name, self.longer(close.group));
        let spanned = |part| self.spanned(&padded, &self.scene.plane.counted(&part));
        let parted = corners.map(spanned);
        let names: Vec<String> = parted.into_iter().flatten().chain([name]).collect();

        self.named(close.title, &names, self.style(Role::Text), canvas);
    }

    /// The rows and columns of the plane that a window's numbers stand for.
    fn corners(&self, board: &Board) -> Option<[Range<usize>; 2]> {
        let plane = &self.scene.plane;
        let cell = self.scene.window();
        let first = plane.on_kernel([board.rows.start, board.columns.start])?;
        let last = plane.on_kernel([board.rows.end - 1, board.columns.end - 1])?;
        let [first, last] = [first, last].map(|tap| plane.place(cell, tap));

        Some([0, 1].map(|dim| first[dim]..last[dim] + 1))
    }

    /// Over a kernel or its products, in as few words as have room over those of every channel: at least the name's sign, but
    /// where that stands before them already.
    pub(super) fn tap_name(
        &self,
        board: &Board,
        name: &str,
        of: impl Fn(&Panel) -> Option<&Board>,
        canvas: &mut Canvas,
    ) {
        let part = [board.rows.clone(), board.columns.clone()];
        let parted = self.parted(name, &part, self.scene.plane.kernel());
        let picture = &self.layout.picture;
        let panels: Vec<&Board> = picture.panels.iter().filter_map(of).collect();
        let room = self.tap_room(board, &panels, canvas);
        let is_after = |kernel: &Board| kernel.y == board.y && kernel.x < board.x;
        let mut panels = picture.panels.iter();
        let has_sign = panels.any(|panel| panel.kernel.as_ref().is_some_and(is_after));
        let names = match parted {
            Some(parted) => parted,
            None if has_sign => [name, name.trim_start_matches("= "), ""]
                .map(str::to_owned)
                .to_vec(),
            None => [name, name.split('[').next().unwrap_or_default(), sign(name)]
                .map(str::to_owned)
                .to_vec(),
        };
        let style = self.style(Role::Label);

        canvas.fitting([board.x + 1, board.y - 1], room, &names, style);
    }

    /// Whether the name of kernels that are pictures, which stands over the first, stands in a line under a frame.
    pub(super) fn is_over_name(&self, line: u16, frame: Block) -> bool {
        let first = self.layout.picture.panels.first();
        let mut kernels = first.into_iter().filter_map(|panel| panel.kernel.as_ref());

        kernels.any(|kernel| {
            let start = i32::from(kernel.x) + 1;
            let is_there = kernel.is_picture && kernel.y == line + 1;
            is_there && frame.x < start + NAME && start < frame.x + frame.width
        })
    }

    /// Columns for the name over a kernel or its products: over small pictures of all channels it stands once, over numbers of
    /// one it has its own room.
    fn tap_room(&self, board: &Board, panels: &[&Board], canvas: &Canvas) -> u16 {
        let room = |board: &Board| {
            let at = [board.x + 1, board.y - 1];
            self.layout.picture.room(at, canvas.area.right())
        };

        match (panels.contains(&board), board.is_picture, panels.last()) {
            (true, true, Some(last)) => last.x + last.width() - board.x,
            (true, false, _) => panels.iter().map(|&board| room(board)).min().unwrap_or(0),
            _ => room(board),
        }
    }

    /// What a map is called in so many columns, where what is told after it has room too.
    pub(super) fn map_name(&self, map: &Map, room: u16) -> String {
        let mut names = self.map_names(map);
        let more = self.left_out(map).map_or(0, |text| text.width() + 2);
        let fits = |more: usize| move |name: &String| name.width() + more <= usize::from(room);
        let last = names.len() - 1;

        // Rather nothing after its name than its number alone.
        let is_number = names[last].starts_with(|first: char| first.is_ascii_digit());
        let named = &names[..last + usize::from(!is_number)];
        let mut fitting = [more, 0]
            .into_iter()
            .map(|more| named.iter().position(fits(more)));
        let chosen = fitting.find_map(|found| found).unwrap_or(last);
        names.swap_remove(chosen)
    }

    /// What a map may be called, from long to short.
    fn map_names(&self, map: &Map) -> Vec<String> {
        let scene = &self.scene;
        let rows = &map.board.rows;
        let [count, height, width] = scene.layer.output.dims();

        match self.layout.is_vector {
            _ if scene.app.hidden().size() && self.layout.is_vector => vec!["o".to_owned()],
            true if rows.len() < count => {
                let part = seen(rows);
                vec![format!("o  {part} / {count}"), format!("o {part}")]
            }
            true => vec![format!("o  {count}"), "o".to_owned()],
            false => {
                let name = map_name("o", scene.layer.output, map.index);
                let part = [map.board.rows.clone(), map.board.columns.clone()];
                let parted = self.parted(&name, &part, [height, width]);
                parted
                    .filter(|_| !scene.app.hidden().size())
                    .unwrap_or(vec![name, map.index.to_string()])
            }
        }
    }

    /// The first of some names that has room before what stands at its right, or as much of the last as has.
    pub(super) fn named(
        &self,
        [x, y]: [u16; 2],
        names: &[String],
        style: Style,
        canvas: &mut Canvas,
    ) {
        let width = self.layout.picture.room([x, y], canvas.area.right());
        canvas.fitting([x, y], width, names, style);
    }

    /// A name with the rows and columns that are seen of a matrix of this size; `None` where all of it is seen.
    fn parted(
        &self,
        name: &str,
        part: &[Range<usize>; 2],
        size: [usize; 2],
    ) -> Option<Vec<String>> {
        let is_whole = (0..2).all(|dim| part[dim].len() >= size[dim]);
        let part = || [0, 1].map(|dim| signed(&part[dim]));

        (!is_whole).then(|| self.in_part(name, &part(), size))
    }

    /// A name with the rows and columns that are seen of so many, in words, in numbers, as a sign.
    fn in_part(
        &self,
        name: &str,
        part: &[Range<i64>; 2],
        [rows, columns]: [usize; 2],
    ) -> Vec<String> {
        let language = self.scene.app.language();
        let [down, along] = part.clone().map(|part| shown(&part));

        vec![
            format!(
                "{name}  {} {down} / {rows} · {} {along} / {columns}",
                language.rows(),
                language.columns(),
            ),
            format!("{name}  {down} / {rows} · {along} / {columns}"),
            format!("{name}  {down}, {along}"),
            format!("{name} {down}, {along}"),
            format!("{name} …"),
            format!("{} …", sign(name)),
        ]
    }

    /// A name with rows and columns, in words and in numbers.
    fn spanned(&self, name: &str, part: &[Range<i64>; 2]) -> [String; 3] {
        let language = self.scene.app.language();
        let [down, along] = part.clone().map(|part| shown(&part));

        [
            format!(
                "{name}  {} {down}, {} {along}",
                language.rows(),
                language.columns(),
            ),
            format!("{name}  {down}, {along}"),
            format!("{name} {down}, {along}"),
        ]
    }
}

/// A name with so many columns after it.
fn padded(name: &str, longer: usize) -> String {
    format!("{name}{:longer$}", "")
}

/// The first word of a name: `×` of `× w0[2]`.
fn sign(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The same places as numbers that may lie below zero.
fn signed(part: &Range<usize>) -> Range<i64> {
    part.start as i64..part.end as i64
}

/// `3–9`, or `3` alone.
pub(super) fn seen(part: &Range<usize>) -> String {
    shown(&signed(part))
}

/// The same of places that may lie below zero.
fn shown(part: &Range<i64>) -> String {
    match part.end - part.start {
        1 => part.start.to_string(),
        _ => format!("{}–{}", part.start, part.end - 1),
    }
}
