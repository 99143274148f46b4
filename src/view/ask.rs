//! What is asked before a scenario is written, on the last line: under which name, and whether over what is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::put;
use super::theme::{Role, Styles};
use crate::app::{Answer, App, Open};
use crate::document::escape;

/// Draws the question, if there is one.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let line = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };

    match app.open() {
        Open::Write(answer) => name(app, answer, styles, line, buffer),
        Open::Overwrite { there, .. } => {
            clear(styles, line, buffer);
            let ask = app.language().overwrite_prompt();
            let room = (line.width as usize).saturating_sub(ask.width() + 2);
            let there = tail(there, room);
            let title = styles.of(Role::Title);
            let x = put(buffer, line, line.x + 1, line.y, &there, title);

            put(buffer, line, x, line.y, ask, styles.of(Role::Message));
        }
        _ => {}
    }
}

/// The question under which name to write, with the answer so far.
fn name(app: &App, answer: &Answer, styles: Styles, line: Rect, buffer: &mut Buffer) {
    clear(styles, line, buffer);
    let mut x = line.x + 1;
    let mut say = |text: &str, role| x = put(buffer, line, x, line.y, text, styles.of(role));

    let ask = app.language().write_prompt();
    say(ask, Role::Label);

    // One column before the question, one for the cursor.
    let room = (line.width as usize).saturating_sub(ask.width() + 3);
    let typed = tail(&escape(&answer.text), room);

    if answer.proposed {
        say(&typed, Role::Current);
    } else {
        say(&typed, Role::Title);
        say(" ", Role::Current);
    }

    say("  ", Role::Label);
    say(app.language().write_keys(), Role::Label);
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
