//! The last line: the question that is open, else what there is to say, else the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::put;
use super::theme::{Role, Styles};
use crate::app::{Action, App, Change, EditTarget, Hyperparameter, Mode, Open, Quiz, View, Wants};
use crate::text::Hint;

/// Columns between two keys.
const GAP: usize = 2;

/// Keys that a line tells of, and the word for them.
type Hinted = (&'static [Action], Hint);

/// What is told while nothing else goes on, the most useful first.
const RESTING: &[Hinted] = &[
    (&[Action::Back, Action::Next], Hint::Step),
    (&[Action::Coarser, Action::Finer], Hint::Grain),
    (&[Action::Play], Hint::Play),
    (&[Action::Course], Hint::Course),
    (&[Action::Edit], Hint::Edit),
    (&[Action::Predict], Hint::Predict),
    (
        &[Action::Change(Hyperparameter::Stride, Change::By(1))],
        Hint::Stride,
    ),
    (
        &[Action::Change(Hyperparameter::Padding, Change::By(1))],
        Hint::Padding,
    ),
    (
        &[Action::Change(Hyperparameter::Dilation, Change::By(1))],
        Hint::Dilation,
    ),
    (
        &[Action::View(View::Walk), Action::View(View::Features)],
        Hint::Views,
    ),
    (&[Action::Order], Hint::Order),
    (&[Action::GoTo], Hint::GoTo),
    (&[Action::Zoom], Hint::Zoom),
    (&[Action::Theme], Hint::Theme),
    (&[Action::Undo], Hint::Undo),
    (&[Action::Write], Hint::Write),
    (&[Action::Open], Hint::Open),
    (&[Action::Record], Hint::Record),
];

/// What is told while features are looked at.
const LEAFING: &[Hinted] = &[
    (&[Action::Coarser, Action::Finer], Hint::Filter),
    (&[Action::Back, Action::Next], Hint::Image),
    (&[Action::NextLayer], Hint::Layer),
    (&[Action::Submit], Hint::WalkThere),
    (
        &[Action::View(View::Walk), Action::View(View::Features)],
        Hint::Views,
    ),
    (&[Action::Course], Hint::Course),
    (&[Action::Undo], Hint::Undo),
];

/// What is told while it plays.
const PLAYING: &[Hinted] = &[
    (&[Action::Play], Hint::Pause),
    (&[Action::Faster], Hint::Faster),
    (&[Action::Slower], Hint::Slower),
    (&[Action::Back, Action::Next], Hint::Step),
    (&[Action::Coarser, Action::Finer], Hint::Grain),
    (
        &[Action::View(View::Walk), Action::View(View::Features)],
        Hint::Views,
    ),
];

/// What is told in a round of predictions, where nothing is asked.
const PREDICTING: &[Hinted] = &[
    (&[Action::Predict], Hint::EndRound),
    (&[Action::Hide], Hint::Hide),
    (&[Action::Back, Action::Next], Hint::Step),
    (&[Action::Coarser, Action::Finer], Hint::Grain),
    (&[Action::Play], Hint::Play),
    (
        &[Action::View(View::Walk), Action::View(View::Features)],
        Hint::Views,
    ),
];

/// What stands last, and always.
const LAST: &[Hinted] = &[(&[Action::Help], Hint::Help), (&[Action::Quit], Hint::Quit)];

/// A hint in its place.
struct Placed {
    /// Its first column.
    x: u16,
    /// The keys, and the word after them.
    text: String,
    /// Columns of the keys.
    keys: u16,
    actions: &'static [Action],
}

/// Draws the line.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, y: u16, buffer: &mut Buffer) {
    below(app, false, styles, area, y, buffer);
}

/// Draws the line below a screen, on which the answer may stand in a box of its own.
pub(super) fn below(
    app: &App,
    is_boxed: bool,
    styles: Styles,
    area: Rect,
    y: u16,
    buffer: &mut Buffer,
) {
    let language = app.language();
    let mut line = Line {
        styles,
        area,
        x: area.x + 1,
        y,
        buffer,
    };

    if let Some(pace) = pace(app) {
        line.put(&pace, Role::Text);
        line.x += GAP as u16;
    }

    let room = area.right().saturating_sub(line.x + 1);

    match (app.open(), app.message(), app.asked(), app.wants()) {
        (Open::GoTo(answer), ..) => {
            // What is wrong with an answer takes the room of what it may be.
            let ask = match app.message() {
                Some(_) => language.go_to_again(),
                None => language.go_to_prompt(),
            };
            line.ask(ask, Role::Label, answer, app.message().unwrap_or_default());
        }
        (Open::Find(answer), ..) => find(app, answer, &mut line),
        (_, Some(message), ..) => {
            line.put(fitted(message, room), Role::Message);
        }
        (Open::Edit(spot, typed), ..) => edit(app, *spot, typed, &mut line),
        (.., Some(quiz), _) => guess(app, quiz, is_boxed, &mut line),
        (.., Some(wants)) => answer(app, wants, is_boxed, &mut line),
        _ => {
            for hint in hints(app, area) {
                line.x = hint.x;
                line.put(&hint.text, Role::Label);
            }
        }
    }
}

/// How fast it plays, while it does.
fn pace(app: &App) -> Option<String> {
    let is_told = app.parts().hints && app.interval().is_some();
    is_told.then(|| app.pace())
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

/// As many keys as fit: those before the last, which leads out, are left out.
fn shortened(help: &str, room: usize) -> String {
    let mut keys: Vec<&str> = help.split("  ").collect();
    let wide = |keys: &[&str]| keys.join("  ").width() > room;

    while keys.len() > 1 && wide(&keys) {
        keys.remove(keys.len() - 2);
    }

    keys.join("  ")
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

fn edit(app: &App, spot: EditTarget, typed: &str, line: &mut Line) {
    let language = app.language();
    let name = spot.name(app.layer(), app.place().cell[0]);
    let ask = language.edit_prompt(&name);
    let help = match (spot, app.canvas()) {
        (EditTarget::Input(_), Some(_)) => language.draw_keys(),
        _ => language.edit_keys(),
    };

    line.ask(&ask, Role::Text, typed, help);
}

fn guess(app: &App, quiz: &Quiz, is_boxed: bool, line: &mut Line) {
    let language = app.language();
    let keys = language.answer_keys(app.hidden().has_hint());

    if is_boxed {
        return line.keys(&keys);
    }

    let help = format!("{keys} · {}", language.right_of(quiz.right, quiz.answers));
    line.ask(language.answer_prompt(), Role::Text, &quiz.typed, &help);
}

/// The answer to a note's question.
fn answer(app: &App, wants: Wants, is_boxed: bool, line: &mut Line) {
    let language = app.language();
    let question = app
        .asking()
        .and_then(|note| app.scenario().notes[note].question.as_ref());
    let has_hint = question.is_some_and(|question| question.hint.is_some());

    match wants {
        Wants::Number if is_boxed => line.keys(&language.number_keys(has_hint)),
        Wants::Number => line.ask(
            language.answer_prompt(),
            Role::Text,
            app.typed(),
            &language.number_keys(has_hint),
        ),
        Wants::Choice(count) => {
            let letters: Vec<String> = ('a'..).take(count).map(String::from).collect();
            let keys = language.choice_keys(&letters.join(" "), has_hint);
            line.put(&keys, Role::Label);
        }
        Wants::Word => line.put(&language.reveals_answer(has_hint), Role::Label),
    }
}

/// As many hints as fit, and the last ones.
fn hints(app: &App, area: Rect) -> Vec<Placed> {
    if !app.parts().hints {
        return Vec::new();
    }

    let likely = if app.interval().is_some() {
        PLAYING
    } else if app.mode() == Mode::Leafing {
        LEAFING
    } else if app.quiz().is_some() {
        PREDICTING
    } else {
        RESTING
    };

    let text = |(actions, hint): &Hinted| text(app, actions, *hint);
    let last: Vec<_> = LAST.iter().filter_map(text).collect();
    let wide = |placed: &Placed| placed.text.width() + GAP;
    let before = pace(app).map_or(0, |pace| pace.width() + GAP);
    let taken = before + last.iter().map(wide).sum::<usize>();
    let mut room = (area.width as usize).saturating_sub(taken);
    let mut fitting = Vec::new();

    for hint in likely.iter().filter_map(text) {
        let Some(rest) = room.checked_sub(wide(&hint)) else {
            break;
        };

        room = rest;
        fitting.push(hint);
    }

    fitting.extend(last);
    let mut x = area.x + 1 + before as u16;

    for hint in &mut fitting {
        hint.x = x;
        x += wide(hint) as u16;
    }

    fitting
}

/// A hint, where all its keys are bound.
fn text(app: &App, actions: &'static [Action], hint: Hint) -> Option<Placed> {
    let language = app.language();
    let keys: Option<Vec<String>> = actions
        .iter()
        .map(|action| match action {
            Action::Submit => Some(language.keys("Enter")),
            action => app.keys().hint(*action, language),
        })
        .collect();

    let keys = keys?;
    let is_short = keys.iter().all(|key| key.width() == 1);
    let between = match hint {
        Hint::Views => "-",
        _ if is_short => "",
        _ => "/",
    };

    let keys = keys.join(between);

    Some(Placed {
        x: 0,
        text: format!("{keys} {}", language.hint(hint)),
        keys: keys.width() as u16,
        actions,
    })
}

/// What a hint asks for that is clicked at a column of the line: its first key does the first thing, its word the last.
pub(super) fn hit(app: &App, area: Rect, x: u16) -> Option<Action> {
    let has_hints =
        *app.open() == Open::Nothing && app.message().is_none() && app.asked().is_none();
    let hints = if has_hints {
        hints(app, area)
    } else {
        Vec::new()
    };
    let hint = hints
        .into_iter()
        .find(|hint| (hint.x..hint.x + hint.text.width() as u16).contains(&x))?;

    match hint.actions {
        [Action::View(_), _] => {
            let at = View::ALL.iter().position(|(_, view)| *view == app.view())?;
            Some(Action::View(View::ALL[(at + 1) % View::ALL.len()].1))
        }
        actions if x < hint.x + hint.keys.div_ceil(2) => actions.first().copied(),
        actions => actions.last().copied(),
    }
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
        self.keys(help);
    }

    /// What the keys do, as far as there is room.
    fn keys(&mut self, help: &str) {
        let room = self.area.right().saturating_sub(self.x);
        self.put(&shortened(help, room.into()), Role::Label);
    }
}
