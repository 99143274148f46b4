//! What is said of a step, below the walk: the sentence and the note.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::put;
use super::status_line::fitted;
use super::theme::{Role, Styles};
use super::wrap::{broken, lines, put_lines, wrapped_to};
use crate::app::{Action, App, Open, Standing, Wants, explained};
use crate::text::{self, Digits, Equation, Kind, Language};
use crate::walk::{Grain, Moment, Place};

/// Lines of a sentence as a rule, below which a note stays where it is.
const SENTENCE: u16 = 2;

/// How strong the ground of the box for an answer is, and columns that the answer has at least.
const BOX: f64 = 0.3;
const SHORTEST_ANSWER: usize = 8;

/// The sentence, and the note below it; of another place, where one is given. Where something is asked, the box for the answer stands
/// below the question; returns whether there was room for it.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    said: Rect,
    before: Option<Place>,
    buffer: &mut Buffer,
) -> bool {
    if said.is_empty() {
        return false;
    }

    let before = before.filter(|_| app.question().is_none());
    let note = note(app, before).filter(|note| !note.is_empty());
    let noted = note.as_deref().map(|note| broken(note, said.width));
    let place = before.unwrap_or_else(|| app.place());
    let sentence = sentence_at(app, place);
    let whole = broken(&sentence, said.width);
    let height = for_sentence(app, &sentence, whole.len(), noted.as_deref(), said);
    let above = Rect { height, ..said };
    let mut end = said_below((app, place), &sentence, &whole, styles, above, buffer);
    let is_boxed = end < said.height && is_typed(app);

    if is_boxed {
        let line = Rect {
            y: said.y + end,
            height: 1,
            ..said
        };

        answer(app, styles, line, buffer);
        end += 1;
    }

    if let Some(noted) = noted {
        let is_roomy = end > 0 && SENTENCE + noted.len() as u16 <= said.height;
        let end = if is_roomy { end.max(SENTENCE) } else { end };
        let rest = Rect {
            y: said.y + end,
            height: said.height - end,
            ..said
        };

        put_lines(&noted, rest, styles.of(Role::Note), &more(app), buffer);
    }

    is_boxed
}

/// What the teacher says, or said at another place.
fn note(app: &App, before: Option<Place>) -> Option<String> {
    match before {
        Some(place) => app.note_at(&place),
        None => app.note(),
    }
}

/// Whether an answer is typed.
fn is_typed(app: &App) -> bool {
    let is_number = app.asked().is_some() || app.wants() == Some(Wants::Number);
    *app.open() == Open::Nothing && is_number
}

/// The box for the answer, and beside it which question it is and how the round goes.
fn answer(app: &App, styles: Styles, line: Rect, buffer: &mut Buffer) {
    let language = app.language();
    let ground = Style::new().bg(styles.tile(Role::Label, BOX).unwrap_or_default());
    let [label, title] = [Role::Label, Role::Title].map(|role| styles.of(role));
    let typed = app.typed();
    let prompt = language.answer_prompt();
    let width = prompt.width() + typed.width().max(SHORTEST_ANSWER) + 3;
    let own = Rect {
        width: (width as u16).min(line.width),
        ..line
    };

    buffer.set_style(own, ground);
    let x = put(buffer, own, own.x + 1, own.y, prompt, label);
    let x = put(buffer, own, x, own.y, typed, title);
    put(buffer, own, x, own.y, " ", styles.of(Role::Current));

    let told = standing(app);
    let room = line.right().saturating_sub(own.right() + 2);

    put(
        buffer,
        line,
        own.right() + 2,
        line.y,
        fitted(&told, room),
        label,
    );
}

/// Which question it is, and how the round or the exam goes.
fn standing(app: &App) -> String {
    let language = app.language();
    let Some(at) = Standing::of(app) else {
        return String::new();
    };

    let number = language.question_of(at.number, at.of);
    let right = (at.answers > 0).then(|| language.right_of(at.right, at.answers));
    let hints = (at.hints > 0).then(|| language.hints_taken(at.hints));
    let parts: Vec<String> = [Some(number), right, hints].into_iter().flatten().collect();

    parts.join(" · ")
}

/// The note, or what is asked, for a room: bold, in the middle of lines that are free below the picture.
pub(super) fn for_a_room(
    app: &App,
    styles: Styles,
    area: Rect,
    before: Option<Place>,
    buffer: &mut Buffer,
) {
    let asked = app.question().map(|question| question.replace('\n', "  "));
    let Some(text) = asked.or_else(|| note(app, before)) else {
        return;
    };

    let ground = styles.ground().bg.unwrap_or_default();
    let is_free = |y: &u16| {
        (area.left()..area.right()).all(|x| {
            let cell = &buffer[(x, *y)];
            cell.symbol() == " " && cell.bg == ground
        })
    };

    let free = (area.top()..area.bottom())
        .rev()
        .take_while(is_free)
        .count() as u16;
    let room = area.width.saturating_sub(4);
    let lines = broken(&text, room);
    let height = (lines.len() as u16).min(free.saturating_sub(1)).min(2);

    for index in 0..height {
        let at = usize::from(index);
        let rest = if index + 1 == height {
            &lines[at..]
        } else {
            &lines[at..=at]
        };
        let wide = if rest.len() > 1 {
            room
        } else {
            rest[0].width() as u16
        };
        let own = Rect {
            x: area.x + (area.width - wide) / 2,
            y: area.bottom() - height + index,
            width: wide,
            height: 1,
        };

        put_lines(rest, own, styles.of(Role::Title), "…", buffer);
    }
}

/// The lines that the sentence may take. What is asked is read whole; else a note has a line of its own, and where it is said
/// for the first time as many as it needs, if what counts of the sentence has room beside it.
fn for_sentence(
    app: &App,
    sentence: &str,
    whole: usize,
    note: Option<&[Cow<str>]>,
    said: Rect,
) -> u16 {
    let Some(note) = note.filter(|_| !app.is_asking() && said.height > 1) else {
        return said.height;
    };

    let left = said.height.saturating_sub(note.len() as u16).max(1);
    let fits = |text: &str| lines(text, said.width) <= left;

    if whole <= usize::from(left) || shortened(sentence).is_some_and(fits) && is_new(app) {
        left
    } else {
        said.height - 1
    }
}

/// Whether a note begins at this step, which ends no row, map or layer that the sentence speaks of first.
fn is_new(app: &App) -> bool {
    let (notes, _) = app.marks();

    notes.contains(&app.step()) && app.grain() <= Grain::Cell
}

/// What counts of a sentence: what comes after its lead.
fn shortened(sentence: &str) -> Option<&str> {
    let (_, after) = sentence.split_once([':', '：'])?;
    Some(after.trim_start())
}

/// The sentence, whose lines these are, on those that it may take, and how many it takes.
fn said_below(
    (app, place): (&App, Place),
    sentence: &str,
    whole: &[Cow<str>],
    styles: Styles,
    area: Rect,
    buffer: &mut Buffer,
) -> u16 {
    let most = area.height;

    // Choices stand below their question, where there is room.
    let below = |question: &String| lines(question, area.width) <= most;
    let question = app.question().filter(below);
    let asked = question
        .as_deref()
        .map(|question| broken(question, area.width));
    let whole = asked.as_deref().unwrap_or(whole);

    if sentence.is_empty() || whole.len() <= usize::from(most) {
        let height = if sentence.is_empty() {
            0
        } else {
            whole.len() as u16
        };
        let own = Rect { height, ..area };
        // What is asked is what to look for now.
        let role = app.question().map_or(Role::Text, |_| Role::Title);
        put_lines(whole, own, styles.of(role), "", buffer);
        return height;
    }

    let fits = |text: &String| lines(text, area.width) <= most;

    // Where there is no room for all of it, the equation is what counts, and of that the result.
    let short = || shortened(sentence).map(str::to_owned);
    let said = short()
        .filter(fits)
        .or_else(|| equation((app, place), short(), [area.width, most]))
        .or_else(short)
        .unwrap_or_else(|| sentence.to_owned());

    let height = lines(&said, area.width).min(most);
    let own = Rect { height, ..area };
    wrapped_to(&said, own, styles.of(Role::Text), &more(app), buffer);

    height
}

/// The equation of the step with so many of its terms that it fits on these lines; nothing where a sentence that is cut keeps it
/// whole.
fn equation(
    (app, place): (&App, Place),
    sentence: Option<String>,
    [width, most]: [u16; 2],
) -> Option<String> {
    let is_told = app.question().is_none();
    let explanation = explained(app, place).filter(|_| is_told)?;
    let all = usize::from(width * most);
    let shorter = |columns: usize| {
        let told = told(app);
        text::equation(app.layer(), &explanation, app.grain(), columns, told)
    };
    let plain = |equation: &Equation| -> String {
        let parts = equation.parts().iter();
        parts.map(|part| &part.text[..]).collect()
    };
    let written = |equation: &Equation| format!("{} {}", plain(equation), more(app));

    // A line that breaks before a number is not full; of what cannot be shortened, the result is kept.
    let fits = |equation: &Equation| lines(&written(equation), width) <= most;
    let found = (0..=all / 2)
        .step_by(4)
        .filter_map(|less| shorter(all - less))
        .find(fits)
        .or_else(|| {
            shorter(all)
                .map(|equation| equation.or_result(0))
                .filter(fits)
        })?;

    // A sentence that begins with it loses what comes after.
    let is_shorter = found.parts().iter().any(|part| part.kind == Kind::Words);
    let is_kept = sentence.is_some_and(|sentence| sentence.starts_with(&plain(&found)));

    (is_shorter || !is_kept).then(|| written(&found))
}

/// In which language steps are told, and with how many digits.
pub(super) fn told(app: &App) -> (Language, Digits) {
    (app.language(), app.zoom().digits())
}

/// What happens at the place, in words.
pub(super) fn sentence(app: &App) -> String {
    sentence_at(app, app.place())
}

/// What is asked, or what happens at a place of the layer.
fn sentence_at(app: &App, place: Place) -> String {
    if let Some(question) = app.question() {
        return question.replace('\n', "  ");
    }

    let Some(explanation) = explained(app, place) else {
        return computing(app);
    };

    if place.moment == Moment::Start && app.is_made([0; 3]) {
        return app.language().shown_in_advance().to_owned();
    }

    text::sentence(
        app.layer(),
        &app.channels(),
        &explanation,
        app.grain(),
        app.scenario().printed(app.network(), &explanation),
        told(app),
    )
}

/// What notes ask somewhere in the current layer, answered or not.
pub(super) fn questions(app: &App) -> impl Iterator<Item = String> {
    let layer = app.place().layer;
    let notes = app.scenario().notes.iter();
    let notes = notes.filter(move |note| note.layer == layer);

    notes.filter_map(|note| note.asked(app.language().tag(), app.values()))
}

/// The lines that are kept, as long as the walk is in a layer, for what one of these texts says and what is asked there: what
/// stands beside them stays where it is.
pub(super) fn kept_lines(app: &App, texts: &[String], width: u16) -> u16 {
    let asked = app.question().into_iter().chain(questions(app));
    let asked = asked.map(|question| question.replace('\n', "  "));
    let rounds = if app.quiz().is_some() { SENTENCE } else { 1 };
    let texts = texts.iter().cloned().chain(asked);

    texts.map(|text| lines(&text, width)).fold(rounds, u16::max)
}

/// How far the computation is that the screen waits for.
pub(super) fn computing(app: &App) -> String {
    let percent = app.computed();
    app.language().computing(percent)
}

/// The sign that a text goes on, and where keys are told the one that tells the rest.
fn more(app: &App) -> String {
    match app.keys().hint(Action::Read, app.language()) {
        Some(key) if app.parts().hints => format!("… {key}"),
        _ => "…".to_owned(),
    }
}
