//! The lessons of a course: which are done, where one stopped, and what the chosen one teaches, beside the list or below it.
//!
//! ```text
//! convstep  Convolutional networks by hand          course · 7 of 22 done
//!  1  One cell, by hand                           │ Padding, and why …
//!   ✓ 1.1  Convolution by hand          72 steps  │ ▄▀█▄
//!   ▶ 1.2  Two input channels        3 questions  │ Without padding, …
//! ━━━━━━━━━━━━──────────────────────────────────────────────────────────
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::grid::around;
use super::theme::{Role, Styles};
use super::{Gesture, bars, choose, put};
use crate::app::{Action, App, Preview, Study};

/// Columns from which on the chosen lesson is told of beside the list.
const WIDE: u16 = 90;

/// Lines that a lesson's picture takes at most.
const PICTURE: u16 = 11;

/// Lines below the list: the bar, and the keys.
const FOOT: u16 = 2;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Nothing, before a part.
    Gap,
    /// The heading of the part that begins with a lesson, and the part's number.
    Part(usize, usize),
    Lesson(usize),
}

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

        let mut lines = lines(study);
        let chosen = lines.iter().position(|line| *line == Line::Lesson(at));
        let chosen = chosen.unwrap_or(0);
        let seen = around(chosen..chosen + 1, lines.len(), list.height as usize);

        Self {
            list,
            seen: lines.drain(seen).collect(),
            about,
        }
    }
}

fn lines(study: &Study) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut parts = 0;

    for (at, lesson) in study.course.lessons.iter().enumerate() {
        if lesson.part.is_some() {
            parts += 1;

            if at > 0 {
                lines.push(Line::Gap);
            }

            lines.push(Line::Part(parts, at));
        }

        lines.push(Line::Lesson(at));
    }

    lines
}

/// Draws the lessons, of which one is chosen.
pub(super) fn draw(app: &App, at: usize, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let Some(study) = app.study() else {
        return;
    };

    title(app, study, styles, area, buffer);
    let parts = Parts::new(study, at, area);

    for (index, line) in parts.seen.iter().enumerate() {
        let row = Rect {
            y: parts.list.y + index as u16,
            height: 1,
            ..parts.list
        };

        match *line {
            Line::Gap => {}
            Line::Part(number, lesson) => part(app, study, (number, lesson), styles, row, buffer),
            Line::Lesson(lesson) => {
                entry(app, study, lesson, styles, row, buffer);
                if lesson == at {
                    buffer.set_style(row, styles.of(Role::Current));
                }
            }
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
    styles: Styles,
    row: Rect,
    buffer: &mut Buffer,
) {
    let words = study.course.lessons[lesson].part.as_ref();
    let heading = words.map_or("", |words| words.in_language(app.language().tag()));
    let text = format!("{number}  {heading}");

    put(buffer, row, row.x + 2, row.y, &text, styles.of(Role::Title));
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

/// What is said of the chosen lesson, and its picture.
fn about(app: &App, study: &Study, at: usize, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let is_beside = area.height > 8;
    let title = app.lesson_title(at).filter(|_| is_beside);
    let title = title.map(|title| (title, Role::Title));
    let mut rest = area;

    for (text, role) in title.into_iter().chain(words(app, study, at)) {
        let height = bars::lines(&text, rest.width).min(rest.height);
        bars::wrapped(&text, Rect { height, ..rest }, styles.of(role), buffer);
        let taken = (height + u16::from(is_beside)).min(rest.height);
        rest.y += taken;
        rest.height -= taken;
    }

    rest.height = rest.height.min(PICTURE);

    if let Some(Preview::Good(card)) = study.about.get(at).filter(|_| is_beside) {
        choose::picture(card, styles, rest, buffer);
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
    lines.push((keys, Role::Note));

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
        _ => None,
    }
}
