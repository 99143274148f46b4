//! The last line: the question that is open, else what there is to say, else the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::put;
use super::theme::{Role, Styles};
use crate::app::{App, Open, Quiz, Spot};
use crate::text::Language;

/// Columns between two keys.
const GAP: usize = 2;

/// Draws the line.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, y: u16, buffer: &mut Buffer) {
    let language = app.language();
    let mut line = Line {
        styles,
        area,
        x: area.x + 1,
        y,
        buffer,
    };

    match (app.open(), app.message(), app.asked()) {
        (Open::GoTo(answer), ..) => {
            let ask = language.go_to_prompt();
            line.ask(ask, Role::Label, answer, "");
        }
        (Open::Find(answer), ..) => find(app, answer, &mut line),
        (_, Some(message), _) => {
            line.put(fitted(message, area.width.saturating_sub(2)), Role::Message);
        }
        (Open::Edit(spot, typed), ..) => edit(app, *spot, typed, &mut line),
        (.., Some(quiz)) => guess(quiz, language, &mut line),
        _ => keys(language, &mut line),
    }
}

/// As much of a message as fits: what follows after a dot is left out first.
pub(super) fn fitted(message: &str, room: u16) -> &str {
    let mut said = message;
    while let Some((shorter, _)) = said
        .rsplit_once(" · ")
        .filter(|_| said.width() > room as usize)
    {
        said = shorter;
    }
    said
}

fn find(app: &App, answer: &str, line: &mut Line) {
    let language = app.language();
    let found = app.found().map(|found| {
        let name = &app.network().layers[found.layer].name;
        language.found_layer(name, found.index, found.of)
    });

    let help = match found {
        Some(found) => found,
        None if answer.is_empty() => String::new(),
        None => language.no_such_layer().to_owned(),
    };

    line.ask(language.find_prompt(), Role::Label, answer, &help);
}

fn edit(app: &App, spot: Spot, typed: &str, line: &mut Line) {
    let language = app.language();
    let name = spot.name(app.place().cell[0], app.layer().kernel()[1]);
    let ask = language.edit_prompt(&name);
    let help = match (spot, app.canvas()) {
        (Spot::Input(_), Some(_)) => language.draw_keys(),
        _ => language.edit_keys(),
    };

    line.ask(&ask, Role::Text, typed, help);
}

fn guess(quiz: &Quiz, language: Language, line: &mut Line) {
    let help = language.answer_keys(quiz.right, quiz.answers);
    line.ask(language.answer_prompt(), Role::Text, &quiz.typed, &help);
}

/// As many keys as fit.
fn keys(language: Language, line: &mut Line) {
    let last = language.last_hints();
    let mut room = (line.area.width as usize).saturating_sub(last.width() + GAP);

    for key in language.hints() {
        let Some(rest) = room.checked_sub(key.width() + GAP) else {
            break;
        };

        room = rest;
        line.put(key, Role::Label);
        line.x += GAP as u16;
    }

    line.put(last, Role::Label);
}

/// The line, as far as it is drawn.
struct Line<'b> {
    styles: Styles,
    area: Rect,
    x: u16,
    y: u16,
    buffer: &'b mut Buffer,
}

impl Line<'_> {
    fn put(&mut self, text: &str, role: Role) {
        self.x = put(
            self.buffer,
            self.area,
            self.x,
            self.y,
            text,
            self.styles.of(role),
        );
    }

    /// What is asked, the answer so far with a cursor after it, and what the keys do.
    fn ask(&mut self, ask: &str, role: Role, typed: &str, help: &str) {
        self.put(ask, role);
        self.put(typed, Role::Title);
        self.put(" ", Role::Current);
        self.x += GAP as u16;
        self.put(help, Role::Label);
    }
}
