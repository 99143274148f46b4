//! What is wrong with the file since it was last good, beside what it was then.
//!
//! ```text
//! ── the file has 2 errors; showing the last valid version ──────
//! my.toml:12:10: `stride` must be at least 1, not 0
//! 12 │ stride = 0
//!    │          ^
//! help: …
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Styles};
use super::{ask, bars, put};
use crate::app::App;
use crate::document::{Fault, Faults};
use crate::text::Language;

/// Lines that are left to the scenario where there are so many.
const OTHERS: u16 = 19;

/// The part of an area that the scenario has, and the part for what is wrong. On few lines, the latter lies over the former.
pub(super) fn split(app: &App, area: Rect) -> (Rect, Rect) {
    let Some(fault) = shown(app).and_then(|faults| faults.faults().first()) else {
        return (area, Rect { height: 0, ..area });
    };

    let said = said(fault, app.language(), area.width);
    let wanted = 1
        + said
        + 2 * u16::from(fault.excerpt().is_some())
        + u16::from(fault.help(app.language()).is_some());

    let lines = area.height.saturating_sub(OTHERS).min(wanted);
    let over = if area.height >= 12 { said } else { 1 };
    let height = if lines > 1 {
        lines
    } else {
        over.min(area.height)
    };

    let below = Rect {
        y: area.bottom() - height,
        height,
        ..area
    };

    (
        Rect {
            height: area.height - if lines > 1 { lines } else { 0 },
            ..area
        },
        below,
    )
}

/// What is wrong with the file, else with the configuration.
fn shown(app: &App) -> Option<&Faults> {
    app.faults().or(app.amiss())
}

/// Where the fault is, and what.
fn message(fault: &Fault, language: Language) -> String {
    // The folder is known, and would take the room of what is wrong.
    let text = fault.line_in(language);
    let folder = fault.file.rfind('/').map_or(0, |end| end + 1);
    text[folder..].to_owned()
}

/// Lines that the message takes: two at most.
fn said(fault: &Fault, language: Language, width: u16) -> u16 {
    (textwrap::wrap(
        &message(fault, language),
        (width as usize).saturating_sub(2).max(1),
    )
    .len() as u16)
        .min(2)
}

/// Draws the first of the faults.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let Some(faults) = shown(app).filter(|_| !area.is_empty()) else {
        return;
    };

    let Some(fault) = faults.faults().first() else {
        return;
    };

    ask::clear(styles, area, buffer);
    let mut line = area.y;
    let said = said(fault, app.language(), area.width).min(area.height);

    if area.height > said {
        let heading = heading(app, faults.faults(), area.width as usize);
        put(buffer, area, area.x, line, &heading, styles.of(Role::Label));
        line += 1;
    }

    let place = Rect {
        x: area.x + 1,
        y: line,
        width: area.width.saturating_sub(2),
        height: said,
    };

    bars::wrapped(
        &message(fault, app.language()),
        place,
        styles.of(Role::Message),
        buffer,
    );
    line += said;

    if line + 1 < area.bottom() {
        line = excerpt(fault, styles, Rect { y: line, ..area }, buffer).unwrap_or(line);
    }

    if let Some(help) = &fault.help(app.language()) {
        put(
            buffer,
            area,
            area.x + 1,
            line,
            &format!("= {help}"),
            styles.of(Role::Text),
        );
    }
}

fn heading(app: &App, faults: &[Fault], width: usize) -> String {
    let language = app.language();
    let what = match faults {
        [fault] if fault.line == 0 => language.file_cannot_be_read().to_owned(),
        _ => language.file_has_errors(faults.len()),
    };

    let what = if app.faults().is_none() {
        language.configuration_has_errors(faults.len())
    } else {
        what
    };

    let shown = if app.faults().is_none() {
        language.configuration_closes()
    } else {
        language.last_valid_version()
    };

    let rest = width.saturating_sub(what.width() + shown.width() + 4);

    format!("── {what}{shown} {}", "─".repeat(rest))
}

/// The line with the fault, and the place underlined. Returns the line after it.
fn excerpt(fault: &Fault, styles: Styles, area: Rect, buffer: &mut Buffer) -> Option<u16> {
    let (text, span) = fault.excerpt()?;
    let number = fault.line.to_string();
    let room = (area.width as usize).saturating_sub(number.len() + 5);
    let mut before = &text[..span.start];
    let marked = &text[span.clone()];
    // What stands before the place gives way, so that the place is seen.
    let mut cut = "";
    while before.width() + cut.width() + marked.width().clamp(1, room.max(1)) > room
        && !before.is_empty()
    {
        before = &before[before.chars().next().map_or(0, char::len_utf8)..];
        cut = "…";
    }
    let x = put(
        buffer,
        area,
        area.x + 1,
        area.y,
        &format!("{number} │ {cut}{before}"),
        styles.of(Role::Text),
    );
    let end = put(buffer, area, x, area.y, marked, styles.of(Role::Filter));
    put(
        buffer,
        area,
        end,
        area.y,
        &text[span.end..],
        styles.of(Role::Text),
    );
    put(
        buffer,
        area,
        area.x + 1,
        area.y + 1,
        &format!("{:1$} │", "", number.len()),
        styles.of(Role::Text),
    );
    let under = (end.saturating_sub(x) as usize).max(1);
    put(
        buffer,
        area,
        x,
        area.y + 1,
        &"^".repeat(under),
        styles.of(Role::Message),
    );
    Some(area.y + 2)
}
