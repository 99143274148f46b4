//! What is asked before a scenario is written, on the last line: under which name, and whether over what is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::put;
use super::theme::{Role, Styles};
use crate::app::{App, Open};
use crate::document::escape;

/// Draws the question, if there is one.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let line = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };

    let language = app.language();

    match app.open() {
        Open::Write(answer) => {
            clear(styles, line, buffer);
            let ask = language.write_prompt();
            let x = put(
                buffer,
                line,
                line.x + 1,
                line.y,
                ask,
                styles.of(Role::Label),
            );

            let room = (line.right().saturating_sub(x) as usize).saturating_sub(2);
            let style = styles.of(if answer.proposed {
                Role::Current
            } else {
                Role::Title
            });

            let x = put(
                buffer,
                line,
                x,
                line.y,
                &tail(&escape(&answer.text), room),
                style,
            );

            let x = if answer.proposed {
                x
            } else {
                put(buffer, line, x, line.y, " ", styles.of(Role::Current))
            };

            let help = language.write_keys();
            put(buffer, line, x + 2, line.y, help, styles.of(Role::Label));
        }
        Open::Overwrite { there, .. } => {
            clear(styles, line, buffer);
            let ask = language.overwrite_prompt();
            let room = (line.width as usize).saturating_sub(ask.width() + 2);
            let x = put(
                buffer,
                line,
                line.x + 1,
                line.y,
                &tail(there, room),
                styles.of(Role::Title),
            );

            put(buffer, line, x, line.y, ask, styles.of(Role::Message));
        }
        _ => {}
    }
}

/// Takes away what is drawn on an area.
pub(super) fn clear(styles: Styles, area: Rect, buffer: &mut Buffer) {
    Clear.render(area, buffer);
    buffer.set_style(area.intersection(buffer.area), styles.ground());
}

/// As much of a text's end as there is room for.
fn tail(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }

    let mut wide = 1;
    let fits = |c: &char| {
        wide += c.width().unwrap_or(0);
        wide <= room
    };

    let end: Vec<char> = text.chars().rev().take_while(fits).collect();

    std::iter::once('…')
        .chain(end.into_iter().rev())
        .take(room)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn the_end_of_a_long_name_is_what_is_seen() {
        assert_eq!(
            ["abc", "abcdef", "目录文件"].map(|text| tail(text, 5)),
            ["abc", "…cdef", "…文件"]
        );
        assert_eq!([tail("abc", 1), tail("abc", 0)], ["…", ""]);
    }
}
