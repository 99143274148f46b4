//! All that is said at a step, whole, where the lines below the picture have no room for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Role, Styles};
use super::{last_line, put};
use crate::app::App;

/// Columns of a line that is read with ease.
const WIDEST: u16 = 90;

/// Draws it, scrolled down by so many lines.
pub(super) fn draw(app: &App, styles: Styles, lines: u16, area: Rect, buffer: &mut Buffer) {
    let language = app.language();
    let super::Said { label, paragraphs } = super::said(app);
    let width = area.width.saturating_sub(2).clamp(1, WIDEST);
    let wrap = |paragraph: &String| {
        let mut lines: Vec<String> = textwrap::wrap(paragraph, usize::from(width))
            .into_iter()
            .map(|line| line.replace('\u{a0}', " "))
            .collect();
        lines.push(String::new());
        lines
    };

    let all: Vec<String> = paragraphs.iter().flat_map(wrap).collect();
    let room = usize::from(area.height.saturating_sub(3));
    let skip = usize::from(lines).min(all.len().saturating_sub(room));
    let x = area.x + 1;
    put(buffer, area, x, area.y, &label, styles.of(Role::Title));

    for (line, text) in all.iter().skip(skip).take(room).enumerate() {
        let y = area.y + 2 + line as u16;
        put(buffer, area, x, y, text, styles.of(Role::Text));
    }

    if area.height > 3 {
        let end = if all.len() > room {
            language.help_scrolls()
        } else {
            language.read_closes()
        };

        last_line(end, styles, area, buffer);
    }
}
