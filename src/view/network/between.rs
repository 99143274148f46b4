//! What is drawn between columns: the ways above them, and arrows from one to the next.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::field::Field;
use super::super::put;
use super::super::theme::{Role, Styles};
use super::column::Column;
use super::columns::Plan;
use super::head::{name, reached};
use super::ways::Way;
use crate::app::App;

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
    let is_lit = way.to.iter().any(|&stage| field.passes(way.from, stage));
    let style = if is_lit {
        styles.of(Role::Input)
    } else {
        reached(app, styles, way.to.first().copied().unwrap_or(0))
    };

    let (near, far) = readers(plan, way);

    // What stands in another row is told where a way comes from: a line across the screen would lead nowhere.
    for reader in far {
        named(app, way, [reader.area.x + 1, y], (top, style), buffer);
    }

    let column = |stage: usize| plan.columns.iter().find(|column| column.index == stage);
    let is_cut = column(way.end()).is_none();
    let edge = plan.columns.last().filter(|_| is_cut);
    let end = edge.map(|column| column.area.right());
    let Some(end) = end.or_else(|| near.last().map(|column| column.area.x + 1)) else {
        return;
    };

    let path = Path {
        y,
        top,
        leaves: column(way.from).map(|column| column.area.x + 4),
        enters: near.iter().map(|column| column.area.x + 1).collect(),
        end,
    };

    path.draw(first.area.x, style, buffer);
}

/// The columns that a way enters: those in the row where it begins, and those in others.
fn readers<'p>(plan: &'p Plan, way: &Way) -> (Vec<&'p Column>, Vec<&'p Column>) {
    let column = |stage: usize| plan.columns.iter().find(|column| column.index == stage);
    let row = |column: &Column| plan.strip.row_of(column.area.x);
    let begins = column(way.from);
    let readers = way.to.iter().filter_map(|&stage| column(stage));

    readers.partition(|reader| begins.is_none_or(|begins| row(begins) == row(reader)))
}

/// `╭─ input`: what a stage reads that stands in another row.
fn named(app: &App, way: &Way, [x, y]: [u16; 2], (top, style): (u16, Style), buffer: &mut Buffer) {
    let name = name(app, way.from);
    line(buffer, x, y, '╭', style);

    for y in y + 1..top {
        let sign = if y + 1 == top { '▼' } else { '│' };
        line(buffer, x, y, sign, style);
    }

    buffer.set_string(x + 1, y, format!("─ {name}"), style);
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

    if gap < 3 || !next.reads(app, column) {
        return;
    }

    // The first and the last column of the gap are those of the edges around what is read.
    let start = column.area.right() + 1;

    // No number or edge that reaches further into the gap is cut, and no name is pointed at.
    let symbol = |x, y| buffer.cell((x, y)).map(Cell::symbol);
    let is_free = |y: &u16| {
        let is_name =
            symbol(next.area.x, *y).is_some_and(|sign| sign.starts_with(char::is_alphabetic));
        let mut places = start..next.area.x - 1;

        !is_name && places.all(|x| symbol(x, *y) == Some(" "))
    };

    let middle = column.body().y + height / 2;
    let last = column.body().bottom().saturating_sub(1);
    let Some(y) = (middle..last).find(is_free) else {
        return;
    };

    let style = reached(app, styles, next.index);
    let area = Rect {
        x: start,
        width: next.area.x - start,
        ..column.area
    };

    let line = "─".repeat(usize::from(gap - 3));
    put(buffer, area, area.x, y, &format!("{line}▶"), style);
}
