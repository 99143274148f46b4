//! What is said of a step, below the walk: the sentence and the note.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Role, Styles};
use super::wrap::{broken, lines, put_lines, wrapped_to};
use crate::app::{Action, App};
use crate::text::{self, Digits, Equation, Kind, Language};
use crate::walk::{Grain, Moment};

/// The sentence, and the note below it.
pub(super) fn draw(app: &App, styles: Styles, said: Rect, buffer: &mut Buffer) {
    if said.is_empty() {
        return;
    }

    let note = app.note().filter(|note| !note.is_empty());
    let noted = note.as_deref().map(|note| broken(note, said.width));
    let sentence = sentence(app);
    let whole = broken(&sentence, said.width);
    let height = for_sentence(app, &sentence, whole.len(), noted.as_deref(), said);
    let above = Rect { height, ..said };
    let end = said_below(app, &sentence, &whole, styles, above, buffer);

    if let Some(noted) = noted {
        let rest = Rect {
            y: said.y + end,
            height: said.height - end,
            ..said
        };

        put_lines(&noted, rest, styles.of(Role::Note), &more(app), buffer);
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
    app: &App,
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
        put_lines(whole, own, styles.of(Role::Text), "", buffer);
        return height;
    }

    let fits = |text: &String| lines(text, area.width) <= most;

    // Where there is no room for all of it, the equation is what counts, and of that the result.
    let short = || shortened(sentence).map(str::to_owned);
    let said = short()
        .filter(fits)
        .or_else(|| equation(app, short(), [area.width, most]))
        .or_else(short)
        .unwrap_or_else(|| sentence.to_owned());

    let height = lines(&said, area.width).min(most);
    let own = Rect { height, ..area };
    wrapped_to(&said, own, styles.of(Role::Text), &more(app), buffer);

    height
}

/// The equation of the step with so many of its terms that it fits on these lines; nothing where a sentence that is cut keeps it
/// whole.
fn equation(app: &App, sentence: Option<String>, [width, most]: [u16; 2]) -> Option<String> {
    let explanation = app.explanation().filter(|_| app.question().is_none())?;
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
    if let Some(question) = app.question() {
        return question.replace('\n', "  ");
    }

    let Some(explanation) = app.explanation() else {
        return computing(app);
    };

    if app.place().moment == Moment::Start && app.is_made([0; 3]) {
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
