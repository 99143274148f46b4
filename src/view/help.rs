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
    let table = Table::new(app, area.width as usize);
    let mut write = |x: u16, y: u16, text: &str, role: Role| {
        put(buffer, area, area.x + x, area.y + y, text, styles.of(role));
    };

    write(1, 0, language.help_title(), Role::Title);
    let room = (area.height as usize).saturating_sub(3);
    let skip = (lines as usize).min(table.rows.saturating_sub(room));

    for (index, (label, says)) in table.entries.iter().enumerate() {
        let column = index / table.rows;
        let row = index % table.rows;

        if let Some(row) = row.checked_sub(skip).filter(|row| *row < room) {
            let x = (1 + column * table.width) as u16;
            let y = 2 + row as u16;
            write(x, y, label, Role::Input);
            write(x + table.keys as u16 + 2, y, says, Role::Text);
        }
    }

    if area.height > 3 {
        let end = if table.rows > room {
            language.help_scrolls()
        } else {
            language.help_closes()
        };

        last_line(end, styles, area, buffer);
    }
}

/// The key map, in one column or two.
struct Table {
    /// The keys of an action, and what it does.
    entries: Vec<(String, &'static str)>,
    /// Columns of the screen that the longest keys take, and that a whole column of the table does.
    keys: usize,
    width: usize,
    rows: usize,
}

impl Table {
    fn new(app: &App, room: usize) -> Self {
        let language = app.language();
        let entries: Vec<(String, &str)> = BINDINGS
            .iter()
            .enumerate()
            .map(|(row, binding)| (app.keys().label(row, language), (binding.says)(language)))
            .collect();

        let keys = entries.iter().map(|(label, _)| label.width()).max();
        let keys = keys.unwrap_or(0);
        let says = entries.iter().map(|(_, says)| says.width()).max();
        let width = says.unwrap_or(0) + keys + 5;
        let rows = entries.len().div_ceil((room / width).clamp(1, 2));

        Self {
            entries,
            keys,
            width,
            rows,
        }
    }
}
