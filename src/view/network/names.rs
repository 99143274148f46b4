//! What maps are called, and how many are not seen.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

use super::super::put;
use super::super::theme::{Role, Styles};
use super::super::thumb::Sheet;
use super::column::Column;
use crate::app::App;
use crate::text::map_name;

/// How many maps are not seen, and above those of the input that is read and of the output their names, or the current one's alone
/// where there is no room for all.
pub(super) fn draw(app: &App, styles: Styles, column: &Column, sheet: &Sheet, buffer: &mut Buffer) {
    let shape = column.shape(app.network());
    let count = shape.dims()[0];
    let area = column.wide();

    if !sheet.is_whole(count) {
        let text = not_seen(app, &sheet.seen, count, area.width);
        let y = area.bottom().saturating_sub(1);
        over(styles, area, [area.x, y], (&text, Role::Label), buffer);
    }

    let is_read = column.index == 0 && app.layer().reads_input(0);

    if !column.is_current(app) && !is_read || count < 2 || sheet.is_in_colours() {
        return;
    }

    let (letter, channels) = if is_read {
        ("x", app.channels())
    } else {
        ("o", Vec::new())
    };
    let name = |map: usize| {
        let channel = channels.get(map).cloned();
        channel.unwrap_or_else(|| map_name(letter, shape, map))
    };
    let has_room = |map| name(map).width() <= sheet.width();
    let all = if sheet.seen.clone().all(has_room) {
        sheet.seen.clone()
    } else {
        column.map..column.map + 1
    };

    for map in all {
        let role = if map == column.map {
            Role::Text
        } else {
            Role::Label
        };

        named(styles, area, (sheet, map), (&name(map), role), buffer);
    }
}

/// A map's name above it, where another's edge leaves room for it.
fn named(
    styles: Styles,
    area: Rect,
    (sheet, map): (&Sheet, usize),
    (name, role): (&str, Role),
    buffer: &mut Buffer,
) {
    let Some((x, y)) = sheet.above(map) else {
        return;
    };

    let end = x + sheet.width().max(name.width()) as u16;

    if let Some(x) = free(styles, y, [x, end], name.width() as u16, buffer) {
        over(styles, area, [x, y], (name, role), buffer);
    }
}

/// The first of some columns of a line from which on so many have no lower edge of what is read in the map above: words on that would
/// make another map look read.
fn free(styles: Styles, y: u16, [start, end]: [u16; 2], wide: u16, buffer: &Buffer) -> Option<u16> {
    let is_edge = |colour: Color| colour == styles.read();
    let is_above_alone = |x: u16| {
        buffer.cell((x, y)).is_some_and(|cell| match cell.symbol() {
            "▀" => is_edge(cell.fg) && !is_edge(cell.bg),
            "▄" => is_edge(cell.bg) && !is_edge(cell.fg),
            _ => false,
        })
    };

    (start..=end.saturating_sub(wide)).find(|&x| !(x..x + wide).any(is_above_alone))
}

/// Words above or under a map. Where they stand on the edge around what is read, that lies behind them, and stays closed.
fn over(
    styles: Styles,
    area: Rect,
    [x, y]: [u16; 2],
    (text, role): (&str, Role),
    buffer: &mut Buffer,
) {
    let is_edge = |cell: &Cell| {
        ["▀", "▄"].contains(&cell.symbol()) && [cell.fg, cell.bg].contains(&styles.read())
    };

    let end = x.saturating_add(text.width() as u16);
    let edges: Vec<u16> = (x..end)
        .filter(|&x| buffer.cell((x, y)).is_some_and(is_edge))
        .collect();

    put(buffer, area, x, y, text, styles.of(role));

    for x in edges {
        buffer[(x, y)].set_style(styles.on_read());
    }
}

/// How many maps or numbers stand above and below those that are seen.
pub(super) fn not_seen(app: &App, seen: &Range<usize>, count: usize, columns: u16) -> String {
    let language = app.language();
    let both = |above, below| {
        let text = format!("▲ {above}  ▼ {below}");

        if text.width() <= usize::from(columns) {
            text
        } else {
            format!("▲{above} ▼{below}")
        }
    };

    let one = |text: String, sign: &str, count: usize| {
        if text.width() <= usize::from(columns) {
            text
        } else {
            format!("{sign} {count}")
        }
    };

    match (seen.start, count - seen.end) {
        (0, below) => one(language.more_below(below), "▼", below),
        (above, 0) => one(language.more_above(above), "▲", above),
        (above, below) => both(above, below),
    }
}
