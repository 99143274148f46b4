//! The help: every key, made from the key map.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Styles};
use super::{last_line, put};
use crate::app::{App, BINDINGS};

/// Draws the help, scrolled down by so many lines, in as many columns as fit.
pub(super) fn draw(app: &App, styles: Styles, lines: u16, area: Rect, buffer: &mut Buffer) {
    let language = app.language();
    let entries: Vec<(String, &str)> = BINDINGS
        .iter()
        .enumerate()
        .map(|(row, binding)| (app.keys().label(row, language), (binding.says)(language)))
        .collect();

    let keys = entries
        .iter()
        .map(|(label, _)| label.width())
        .max()
        .unwrap_or(0);

    let wide = entries
        .iter()
        .map(|(_, says)| says.width())
        .max()
        .unwrap_or(0)
        + keys
        + 5;

    let columns = (area.width as usize / wide).clamp(1, 2);
    let rows = entries.len().div_ceil(columns);
    let title = language.help_title();
    put(
        buffer,
        area,
        area.x + 1,
        area.y,
        title,
        styles.of(Role::Title),
    );

    let room = (area.height as usize).saturating_sub(3);
    let skip = (lines as usize).min(rows.saturating_sub(room));

    for (index, (label, says)) in entries.iter().enumerate() {
        let column = index / rows;
        let row = index % rows;
        let Some(row) = row.checked_sub(skip).filter(|row| *row < room) else {
            continue;
        };

        let x = area.x + 1 + (column * wide) as u16;
        let y = area.y + 2 + row as u16;
        put(buffer, area, x, y, label, styles.of(Role::Input));
        put(
            buffer,
            area,
            x + keys as u16 + 2,
            y,
            says,
            styles.of(Role::Text),
        );
    }

    if area.height > 3 {
        let end = if rows > room {
            language.help_scrolls()
        } else {
            language.help_closes()
        };

        last_line(end, styles, area, buffer);
    }
}
