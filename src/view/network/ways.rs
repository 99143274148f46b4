//! The ways above the columns: from a stage to those that read it and do not stand beside it.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::field::Field;
use super::super::put;
use super::super::theme::{Role, Styles};
use super::columns::{Column, Plan};
use super::head::reached;
use crate::app::App;
use crate::nn::Network;

/// A way from a stage to its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Where it begins.
    pub from: usize,
    /// The stages that read it, but for one that stands right after it.
    pub to: Vec<usize>,
    /// The line above the columns in which it runs, from 0, the lowest.
    pub lane: usize,
}

impl Way {
    fn end(&self) -> usize {
        self.to.last().copied().unwrap_or(self.from)
    }
}

/// The ways that are seen where these stages stand, in so many lanes at most: short ones first.
pub(super) fn ways(network: &Network, seen: &Range<usize>, most: usize) -> Vec<Way> {
    let mut readers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();

    for (index, layer) in network.layers.iter().enumerate() {
        let far = layer
            .sources
            .iter()
            .map(|source| source.stage.order())
            .filter(|&from| from != index);

        for from in far {
            let to = readers.entry(from).or_default();

            if to.last() != Some(&(index + 1)) {
                to.push(index + 1);
            }
        }
    }

    let way = |(from, to)| Way { from, to, lane: 0 };
    let mut all: Vec<Way> = readers.into_iter().map(way).collect();

    // What ends before, or is read later alone, is not seen.
    all.retain(|way| way.end() >= seen.start && way.from < seen.end);
    all.sort_by_key(|way| (way.end() - way.from, way.from));

    let mut placed: Vec<Way> = Vec::new();

    for mut way in all {
        let is_free = |lane: usize| {
            let others = placed.iter().filter(|other| other.lane == lane);
            others
                .clone()
                .all(|other| other.end() <= way.from || way.end() <= other.from)
        };

        if let Some(lane) = (0..most).find(|&lane| is_free(lane)) {
            way.lane = lane;
            placed.push(way);
        }
    }

    placed
}

/// A way above the columns, from a stage down to those that read it.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    plan: &Plan,
    way: &Way,
    field: &Field,
    buffer: &mut Buffer,
) {
    let Some(first) = plan.columns.first() else {
        return;
    };

    let top = first.area.y;
    let y = top.saturating_sub(2 + way.lane as u16);
    let column = |stage: usize| plan.columns.iter().find(|column| column.index == stage);
    let leaves = column(way.from).map(|column| column.area.x + 4);
    let enters: Vec<u16> = way
        .to
        .iter()
        .filter_map(|&stage| column(stage).map(|column| column.area.x + 1))
        .collect();

    let is_lit = way.to.iter().any(|&stage| field.passes(way.from, stage));
    let style = if is_lit {
        styles.of(Role::Input)
    } else {
        reached(app, styles, way.to.first().copied().unwrap_or(0))
    };

    let path = Path {
        y,
        top,
        leaves,
        enters,
        end: last_column(plan, way, column),
    };

    path.draw(first.area.x, style, buffer);
}

/// The column of the screen in which a way ends: above its last reader, or at the edge.
fn last_column<'p>(plan: &'p Plan, way: &Way, column: impl Fn(usize) -> Option<&'p Column>) -> u16 {
    let edge = plan.columns.last().map_or(0, |column| column.area.right());
    column(way.end()).map_or(edge, |column| column.area.x + 1)
}

/// A way as it stands on the screen.
struct Path {
    /// Its line.
    y: u16,
    /// The line of the heads.
    top: u16,
    leaves: Option<u16>,
    enters: Vec<u16>,
    end: u16,
}

impl Path {
    fn draw(&self, left: u16, style: Style, buffer: &mut Buffer) {
        for x in self.leaves.unwrap_or(left)..self.end {
            line(buffer, x, self.y, '─', style);
        }

        if let Some(x) = self.leaves {
            self.down(x, ['╭', '│'], style, buffer);
        }

        for &x in &self.enters {
            let corner = if x == self.end { '╮' } else { '┬' };
            self.down(x, [corner, '▼'], style, buffer);
        }
    }

    /// From a corner down to a head, with the sign that stands right above it.
    fn down(&self, x: u16, [corner, last]: [char; 2], style: Style, buffer: &mut Buffer) {
        line(buffer, x, self.y, corner, style);

        for y in self.y + 1..self.top {
            let sign = if y + 1 == self.top { last } else { '│' };
            line(buffer, x, y, sign, style);
        }
    }
}

/// One sign of a way; where another way is crossed, both go on.
fn line(buffer: &mut Buffer, x: u16, y: u16, sign: char, style: Style) {
    let Some(cell) = buffer.cell_mut((x, y)) else {
        return;
    };

    let crossed = match (cell.symbol(), sign) {
        ("─", '│') | ("│", '─') => '┼',
        _ => sign,
    };

    cell.set_char(crossed).set_style(style);
}

/// From a stage to the next, where that reads it: in the middle of so many lines.
pub(super) fn arrow(
    app: &App,
    styles: Styles,
    column: &Column,
    next: &Column,
    height: u16,
    buffer: &mut Buffer,
) {
    let gap = next.area.x.saturating_sub(column.area.right());
    let is_next = next.index == column.index + 1;
    let layer = next
        .index
        .checked_sub(1)
        .map(|at| &app.network().layers[at]);
    let reads = layer.is_some_and(|layer| {
        let mut sources = layer.sources.iter();
        sources.any(|source| source.stage.order() == column.index)
    });

    if gap < 3 || !is_next || !reads {
        return;
    }

    // No number that reaches into the gap is cut.
    let is_free = |y: &u16| {
        let mut places = (0..2).map(|x| (column.area.right() + x, *y));
        places.all(|place| buffer.cell(place).is_some_and(|cell| cell.symbol() == " "))
    };

    let middle = column.body().y + height / 2;
    let Some(y) = (middle..column.body().bottom()).find(is_free) else {
        return;
    };

    let style = reached(app, styles, next.index);
    let area = Rect {
        x: column.area.right(),
        width: gap,
        ..column.area
    };

    put(buffer, area, area.x, y, "─▶", style);
}
