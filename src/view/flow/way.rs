//! The way from the result to the output cell that it is written to.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use super::super::board::Board;
use super::super::canvas::Canvas;
use super::super::layout::{Map, index};
use super::super::theme::Role;
use super::Flow;

/// Columns that the name of a map over its first cell takes, with one that is free.
const NAME: u16 = 5;

/// A sign at a place.
type Sign = (u16, u16, &'static str);

impl Flow<'_> {
    /// A line from the result, between these columns of a line, up or down, and on to the cell that it is written to.
    pub(super) fn way(&self, [start, end, y]: [u16; 3], canvas: &mut Canvas) {
        let picture = &self.layout.picture;
        let scene = &self.scene;
        let is_here = |map: &&Map| self.layout.is_vector || map.index == scene.place.cell[0];

        let mut maps = picture.maps.iter().chain(&picture.sheet);
        let Some(map) = maps.find(is_here) else {
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

        let path = self.way_to(map, row, [end, y], canvas);

        if let Some(path) = path.or_else(|| self.way_back(map, [start, y])) {
            self.path(&path, canvas);
        }
    }

    /// From before a result that stands alone in its line, back to over a map in the lines below, and down to the line of its name, in
    /// the column of the cell.
    fn way_back(&self, map: &Map, [start, y]: [u16; 2]) -> Option<Vec<Sign>> {
        let column = self.scene.place.cell[2];
        let block = map.board.over(&map.board.rows, &(column..column + 1))?;
        let to = ((block.x + block.width / 2) as u16).max(map.title[0] + NAME);
        let is_under = map.title[1] == y + 1 && to < map.board.x + map.board.width();
        let is_alone = self
            .layout
            .picture
            .panels
            .iter()
            .all(|panel| panel.sum[1] < y);
        let from = start
            .checked_sub(2)
            .filter(|from| is_under && is_alone && to < *from)?;
        let along = (to + 1..=from).rev().map(|x| (x, y, "─"));

        Some(along.chain([(to, y, "┌"), (to, y + 1, "▼")]).collect())
    }

    /// The signs of the way from the result's end to a row of a map, where there is room for them.
    fn way_to(
        &self,
        map: &Map,
        row: usize,
        [end, y]: [u16; 2],
        canvas: &Canvas,
    ) -> Option<Vec<Sign>> {
        let to = map.board.line_of(row);
        // A picture has no gap before its first column.
        let before = if self.layout.is_vector {
            index(self.scene.layer.output.dims()[0])
        } else {
            u16::from(map.board.is_picture)
        };
        let arrow = map.board.x.saturating_sub(before);
        let lines = [y, to];

        match self.layout.picture.way {
            _ if map.title[1] > y => self.way_down(map, row, [end, y]),
            Some(way) if way <= arrow && end <= way => Some(on_the_way([end, way, arrow], lines)),
            Some(way) if way <= arrow && self.is_free_of_maps(y - 1) && to + 1 < y => {
                Some(back_to_the_way([end - 2, way, arrow], lines))
            }
            _ if self.is_free_of_maps(y) && to < y => {
                let right = after(&map.board);
                self.way_around(end, canvas)
                    .map(|way| around([end, way, right], lines))
            }
            _ => None,
        }
    }

    /// To a cell of a map below the result, in the lines of the map's name and above its tiles: past that name, and nowhere where
    /// another map's is in the way.
    fn way_down(&self, map: &Map, row: usize, [end, y]: [u16; 2]) -> Option<Vec<Sign>> {
        let column = self.scene.place.cell[2];
        let block = map.board.around(&(row..row + 1), &(column..column + 1))?;
        let [first, turn, last] = [map.title[1], y + 1, map.board.y.checked_sub(1)?];
        let is_above = row == map.board.rows.start && first == turn && turn < last;
        let to = (block.x + block.width / 2) as u16;
        let after_name = map.title[0] + NAME;
        let from = end.saturating_sub(3);
        let is_free = !self.is_named(to.min(from)..=from.max(to), turn, map.index);

        (is_above && is_free).then(|| down([from, to.max(after_name), to], [turn, last]))
    }

    /// Whether the name of another map stands in these columns of a line.
    fn is_named(&self, columns: RangeInclusive<u16>, y: u16, own: usize) -> bool {
        let maps = self.layout.picture.maps.iter();
        let others = maps.filter(|map| map.index != own && map.title[1] == y);
        let mut starts = others.map(|map| map.title[0]);

        starts.any(|start| *columns.start() < start + NAME && start <= *columns.end())
    }

    /// Whether no map stands in a line.
    fn is_free_of_maps(&self, line: u16) -> bool {
        let picture = &self.layout.picture;
        let mut maps = picture.maps.iter().chain(&picture.sheet);
        !maps.any(|map| (map.title[1]..map.bottom()).contains(&line))
    }

    /// A column at the right of all maps and of the result, which ends before this one, where there is one.
    fn way_around(&self, result: u16, canvas: &Canvas) -> Option<u16> {
        let picture = &self.layout.picture;
        let maps = picture.maps.iter().chain(&picture.sheet);
        let end = maps.map(|map| after(&map.board)).max()?;
        let right = canvas.area.right();
        let is_there = !self.layout.is_vector && end.max(result) < right;

        is_there.then_some((end + 1).max(result).min(right - 1))
    }

    /// Signs one after the other; while the value is on its way, as far as its dot.
    fn path(&self, path: &[(u16, u16, &str)], canvas: &mut Canvas) {
        let style = self.style(Role::Bias);
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
}

/// From the result's end over the column of the way to the arrow, from one line to another.
fn on_the_way([end, way, arrow]: [u16; 3], [y, to]: [u16; 2]) -> Vec<Sign> {
    if y == to {
        let line = (end..arrow).map(|x| (x, y, "─"));
        return line.chain([(arrow, y, "▶")]).collect();
    }

    let [corner, turn] = if to < y {
        ["┘", "┌"]
    } else {
        ["┐", "└"]
    };
    let on = (end..way).map(|x| (x, y, "─")).chain([(way, y, corner)]);
    let mut across: Vec<Sign> = (y.min(to) + 1..y.max(to))
        .map(|line| (way, line, "│"))
        .collect();

    if to < y {
        across.reverse();
    }

    let along = (way + 1..arrow).map(|x| (x, to, "─"));

    on.chain(across)
        .chain((way < arrow).then_some((way, to, turn)))
        .chain(along)
        .chain([(arrow, to, "▶")])
        .collect()
}

/// From under the result along a line to a column, down to another line, and there on to the column of the cell.
fn down([from, column, to]: [u16; 3], [turn, last]: [u16; 2]) -> Vec<Sign> {
    let between = from.min(column) + 1..from.max(column);
    let mut along: Vec<Sign> = between.map(|x| (x, turn, "─")).collect();
    let corners = match column.cmp(&from) {
        Ordering::Less => {
            along.reverse();
            Some(["┘", "┌"])
        }
        Ordering::Equal => None,
        Ordering::Greater => Some(["└", "┐"]),
    };
    let line = match corners {
        None => vec![(from, turn, "│")],
        Some([start, end]) => [(from, turn, start)]
            .into_iter()
            .chain(along)
            .chain([(column, turn, end)])
            .collect(),
    };

    let down = (turn + 1..last).map(|y| (column, y, "│"));
    let back = (to + 1..column).rev().map(|x| (x, last, "─"));
    line.into_iter()
        .chain(down)
        .chain((to < column).then_some((column, last, "┘")))
        .chain(back)
        .chain([(to, last, "▼")])
        .collect()
}

/// From above the result back to the column of the way, and up.
fn back_to_the_way([x, way, arrow]: [u16; 3], [y, to]: [u16; 2]) -> Vec<Sign> {
    let line = y - 1;
    let back = (way + 1..x).rev().map(|x| (x, line, "─"));
    let up = (to + 1..line).rev().map(|line| (way, line, "│"));
    let along = (way + 1..arrow).map(|x| (x, to, "─"));

    [(x, line, "┐")]
        .into_iter()
        .chain(back)
        .chain([(way, line, "└")])
        .chain(up)
        .chain((way < arrow).then_some((way, to, "┌")))
        .chain(along)
        .chain([(arrow, to, "▶")])
        .collect()
}

/// The column after a map's tiles, or after its picture.
fn after(board: &Board) -> u16 {
    board.x + board.width() - u16::from(!board.is_picture)
}

/// From the result's end around all maps to the right end of one.
fn around([end, way, right]: [u16; 3], [y, to]: [u16; 2]) -> Vec<Sign> {
    let on = (end..way).map(|x| (x, y, "─"));
    let up = (to + 1..y).rev().map(|line| (way, line, "│"));
    let along = (right + 1..way).rev().map(|x| (x, to, "─"));

    let turn = (way > right).then_some((way, to, "┐"));

    on.chain([(way, y, "┘")])
        .chain(up)
        .chain(turn)
        .chain(along)
        .chain([(right, to, "◀")])
        .collect()
}
