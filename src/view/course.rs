//! The lessons of a course: which are done, where one stopped, and what the chosen one teaches, beside the list or below it. Where not
//! all lessons have room, the parts that are farthest from the chosen one are a line each.
//!
//! ```text
//! convstep  Convolutional networks by hand          course · 7 of 22 done
//!  1  One cell, by hand                           │ Padding, and why …
//!   ✓ 1.1  Convolution by hand          72 steps  │ ▄▀█▄
//!   ▶ 1.2  Two input channels        3 questions  │ Without padding, …
//!  2  How the window moves                        │
//! ━━━━━━━━━━━━──────────────────────────────────────────────────────────
//! ```

mod listed;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Styles};
use super::{Gesture, bars, choose, put};
use crate::app::{Action, App, Card, Preview, Study};
use listed::{Line, listed};

/// Columns from which on the chosen lesson is told of beside the list.
const WIDE: u16 = 90;

/// Lines that a lesson's picture takes at most.
const PICTURE: u16 = 11;

/// Lines below the list: the bar, and the keys.
const FOOT: u16 = 2;

/// Where the list stands, which of its lines are seen, and where is told of the chosen lesson.
struct Parts {
    list: Rect,
    seen: Vec<Line>,
    about: Rect,
}

impl Parts {
    fn new(study: &Study, at: usize, area: Rect) -> Self {
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2 + FOOT + 1),
            ..area
        };

        let (list, about) = if area.width >= WIDE {
            let width = area.width * 3 / 5;
            let about = Rect {
                x: body.x + width + 2,
                width: area.width - width - 3,
                ..body
            };

            (Rect { width, ..body }, about)
        } else {
            let height = body.height - (body.height / 3).min(5);
            let about = Rect {
                x: body.x + 1,
                y: body.y + height,
                width: body.width.saturating_sub(2),
                height: body.height - height,
            };

            (Rect { height, ..body }, about)
        };

        let seen = listed(study, at, list.height as usize);

        Self { list, seen, about }
    }
}

/// Draws the lessons, of which one is chosen.
pub(super) fn draw(app: &App, at: usize, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let Some(study) = app.study() else {
        return;
    };

    title(app, study, styles, area, buffer);
    let language = app.language();
    let parts = Parts::new(study, at, area);

    for (index, line) in parts.seen.iter().enumerate() {
        let row = Rect {
            y: parts.list.y + index as u16,
            height: 1,
            ..parts.list
        };

        match *line {
            Line::Gap => {}
            Line::Part(number, lesson) => {
                let style = styles.of(Role::Title);
                part(app, study, (number, lesson), style, row, buffer);
            }
            Line::Folded(number, lesson) => {
                let style = styles.of(Role::Label);
                part(app, study, (number, lesson), style, row, buffer);
            }
            Line::Lesson(lesson) => {
                entry(app, study, lesson, styles, row, buffer);
                if lesson == at {
                    chosen(study.mark(lesson), styles, row, buffer);
                }
            }
            Line::Above(count) => more(&language.more_above(count), styles, row, buffer),
            Line::Below(count) => more(&language.more_below(count), styles, row, buffer),
        }
    }

    about(app, study, at, styles, parts.about, buffer);

    if area.height > FOOT + 2 {
        foot(app, study, styles, area, buffer);
    }
}

fn title(app: &App, study: &Study, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let language = app.language();
    let label = styles.of(Role::Label);
    let done = language.lessons_done(study.done(), study.course.lessons.len());
    let end = area.right().saturating_sub(done.width() as u16 + 1);
    let x = put(buffer, area, area.x + 1, area.y, "convstep", label);
    let title = study.course.title.in_language(language.tag());
    let left = Rect {
        width: end.saturating_sub(area.x + 1),
        ..area
    };

    let x = put(buffer, left, x + 2, area.y, title, styles.of(Role::Title));

    if end > x {
        put(buffer, area, end, area.y, &done, label);
    }

    if let Some(message) = app.message() {
        put(
            buffer,
            area,
            area.x + 1,
            area.y + 1,
            message,
            styles.of(Role::Message),
        );
    }
}

fn part(
    app: &App,
    study: &Study,
    (number, lesson): (usize, usize),
    style: Style,
    row: Rect,
    buffer: &mut Buffer,
) {
    let words = study.course.lessons[lesson].part.as_ref();
    let heading = words.map_or("", |words| words.in_language(app.language().tag()));
    let text = format!("{number}  {heading}");

    put(buffer, row, row.x + 2, row.y, &text, style);
}

/// That some lessons have no room.
fn more(text: &str, styles: Styles, row: Rect, buffer: &mut Buffer) {
    put(buffer, row, row.x + 5, row.y, text, styles.of(Role::Label));
}

/// The ground of the chosen lesson's line, and the sign that points to it where it is not done.
fn chosen(mark: char, styles: Styles, row: Rect, buffer: &mut Buffer) {
    let style = styles.here();
    buffer.set_style(row, style);

    if mark != '✓' {
        let style = styles.mark().map_or(style, |colour| style.fg(colour));
        put(buffer, row, row.x + 3, row.y, "▶", style);
    }
}

/// Whether it is done, its number, its title, and how much there is of it.
fn entry(app: &App, study: &Study, lesson: usize, styles: Styles, row: Rect, buffer: &mut Buffer) {
    let role = match study.mark(lesson) {
        '✓' => Role::Output,
        '▶' => Role::Bias,
        _ => Role::Pending,
    };

    let label = styles.of(Role::Label);
    let mark = study.mark(lesson).to_string();
    put(buffer, row, row.x + 3, row.y, &mark, styles.of(role));
    let number = study.course.number(lesson);
    put(buffer, row, row.x + 5, row.y, &number, label);

    let size = size(app, study, lesson);
    let end = row.right().saturating_sub(size.width() as u16 + 1);
    let has_room = row.width >= 50;
    let left = Rect {
        width: if has_room {
            end.saturating_sub(row.x + 1)
        } else {
            row.width
        },
        ..row
    };

    let title = app.lesson_title(lesson).unwrap_or_default();
    put(
        buffer,
        left,
        row.x + 11,
        row.y,
        &title,
        styles.of(Role::Text),
    );

    if has_room {
        put(buffer, row, end, row.y, &size, label);
    }
}

/// How many questions a lesson asks, else how many steps it has.
fn size(app: &App, study: &Study, lesson: usize) -> String {
    match study.about.get(lesson) {
        Some(Preview::Good(card)) if card.questions > 0 => {
            app.language().question_count(card.questions)
        }
        Some(Preview::Good(card)) => app.language().step_count(card.steps),
        _ => String::new(),
    }
}

/// What is said of the chosen lesson, and its picture below the title.
fn about(app: &App, study: &Study, at: usize, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let is_beside = area.height > 8;
    let title = app.lesson_title(at).filter(|_| is_beside);
    let mut page = Page {
        rest: area,
        gap: u16::from(is_beside),
        styles,
        buffer,
    };

    if let Some(title) = title {
        page.say(&title, Role::Title);
    }

    let words = words(app, study, at);

    if let Some(Preview::Good(card)) = study.about.get(at).filter(|_| is_beside) {
        let needed = words
            .iter()
            .map(|(text, _)| bars::lines(text, area.width) + 1);
        page.show(card, needed.sum());
    }

    for (text, role) in words {
        page.say(&text, role);
    }
}

/// A column of what is said and shown, one below the other.
struct Page<'b> {
    /// What is left of it.
    rest: Rect,
    /// Lines after each.
    gap: u16,
    styles: Styles,
    buffer: &'b mut Buffer,
}

impl Page<'_> {
    fn say(&mut self, text: &str, role: Role) {
        let rest = self.rest;
        let height = bars::lines(text, rest.width).min(rest.height);
        let style = self.styles.of(role);

        bars::wrapped(text, Rect { height, ..rest }, style, self.buffer);
        self.take(height);
    }

    /// The picture, where so many lines are left for what is said below it.
    fn show(&mut self, card: &Card, below: u16) {
        let height = self.rest.height.saturating_sub(below).min(PICTURE);
        let room = Rect {
            height,
            ..self.rest
        };

        let taken = choose::picture(card, self.styles, room, self.buffer);
        if taken > 0 {
            self.take(taken);
        }
    }

    fn take(&mut self, lines: u16) {
        let taken = lines.saturating_add(self.gap).min(self.rest.height);
        self.rest.y += taken;
        self.rest.height -= taken;
    }
}

/// What a lesson teaches, where one stopped in it, and its keys.
fn words(app: &App, study: &Study, at: usize) -> Vec<(String, Role)> {
    let language = app.language();
    let taught = match study.about.get(at) {
        Some(Preview::Good(card)) => (
            card.summary.in_language(language.tag()).to_owned(),
            Role::Text,
        ),
        Some(Preview::Bad(faults)) => (faults.faults()[0].line_in(language), Role::Message),
        _ => (String::new(), Role::Text),
    };

    let stopped = stopped(app, study, at);
    let keys = language.lesson_keys(stopped.is_some()).to_owned();
    let stopped = stopped.map(|stopped| (stopped, Role::Label));

    let mut lines = vec![taught];
    lines.extend(stopped);
    lines.push((keys, Role::Title));

    lines
}

/// `You were at step 21 of 50. 1 of 3 questions answered.`
fn stopped(app: &App, study: &Study, at: usize) -> Option<String> {
    let language = app.language();
    let progress = &study.progress[at];
    let step = language.stopped_at(progress.step?, progress.steps);

    let asked = match study.about.get(at) {
        Some(Preview::Good(card)) => card.questions,
        _ => 0,
    };

    let answered = language.questions_answered(progress.answered.len(), asked);

    Some(if asked > 0 {
        format!("{step}{}{answered}", language.space())
    } else {
        step
    })
}

/// The lessons, one a line, and what is said of the chosen one, for those who read rather than look.
pub(crate) fn said(app: &App, at: usize) -> Vec<String> {
    let language = app.language();
    let Some(study) = app.study() else {
        return Vec::new();
    };

    let lessons = &study.course.lessons;
    let title = study.course.title.in_language(language.tag()).to_owned();
    let done = language.lessons_done(study.done(), lessons.len());
    let named = |lesson| {
        let title = app.lesson_title(lesson).unwrap_or_default();
        format!("{} {title}", study.course.number(lesson))
    };

    let all = (0..lessons.len()).map(|lesson| format!("{} {}", study.mark(lesson), named(lesson)));
    let chosen = format!("> {}", named(at));
    let lines = words(app, study, at).into_iter().map(|(text, _)| text);
    let keys = std::iter::once(language.lessons_keys().to_owned());

    [title, done]
        .into_iter()
        .chain(all)
        .chain(keys)
        .chain(std::iter::once(chosen))
        .chain(lines)
        .filter(|line| !line.is_empty())
        .collect()
}

/// How much of the course is done, and the keys.
fn foot(app: &App, study: &Study, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let wide = usize::from(area.width.saturating_sub(2));
    let done = wide * study.done() / study.course.lessons.len();
    let bar = area.bottom() - FOOT;
    let past = "━".repeat(done);
    let x = put(
        buffer,
        area,
        area.x + 1,
        bar,
        &past,
        styles.of(Role::Output),
    );
    let rest = "─".repeat(wide - done);
    put(buffer, area, x, bar, &rest, styles.of(Role::Pending));

    let keys = app.language().lessons_keys();
    put(
        buffer,
        area,
        area.x + 1,
        bar + 1,
        keys,
        styles.of(Role::Label),
    );
}

/// What the mouse asks for in the list: a press opens the lesson that it lies on, else it is chosen.
pub(super) fn hit(
    app: &App,
    chosen: usize,
    area: Rect,
    at: (u16, u16),
    gesture: Gesture,
) -> Option<Action> {
    let parts = Parts::new(app.study()?, chosen, area);
    if !parts.list.contains(at.into()) {
        return None;
    }

    match parts.seen.get((at.1 - parts.list.y) as usize)? {
        Line::Lesson(lesson) if *lesson != chosen => Some(Action::Pick(*lesson)),
        Line::Lesson(_) if gesture == Gesture::Press => Some(Action::Submit),
        Line::Folded(_, first) if gesture == Gesture::Press => Some(Action::Pick(*first)),
        _ => None,
    }
}
