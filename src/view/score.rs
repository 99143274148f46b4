//! What a round of predictions came to: how many were right, and what was wrong, each with its reason; of an exam, every
//! question.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Role, Styles};
use super::wrap::wrapped_lines;
use super::{last_line, put};
use crate::app::{App, Quiz};

/// Draws the score, and from a line on what was wrong.
pub(super) fn draw(
    app: &App,
    quiz: &Quiz,
    skip: u16,
    styles: Styles,
    area: Rect,
    buffer: &mut Buffer,
) {
    let language = app.language();
    let head = [
        (language.round_is_over().to_owned(), Role::Title),
        (
            language.round_score(quiz.right, quiz.answers, quiz.best, quiz.hints),
            Role::Text,
        ),
        (
            if quiz.reviewed.is_empty() {
                language.nothing_missed().to_owned()
            } else if quiz.reviewed.iter().any(|question| question.is_right) {
                language.round_told().to_owned()
            } else {
                language.round_missed().to_owned()
            },
            Role::Label,
        ),
    ];

    for (line, (text, role)) in (area.y..area.bottom()).step_by(2).zip(&head) {
        put(buffer, area, area.x + 1, line, text, styles.of(*role));
    }

    let body = Rect {
        x: area.x + 1,
        y: area.y + 6,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(8),
    };

    tell(app, quiz, skip, styles, body, buffer);

    if area.height > 1 {
        let keys = language.score_keys();
        last_line(keys, styles, area, buffer);
    }
}

/// What was asked for, and below it what was typed and what is right.
fn tell(app: &App, quiz: &Quiz, skip: u16, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let language = app.language();
    let lines: Vec<(String, Role)> = quiz
        .reviewed
        .iter()
        .flat_map(|question| {
            let reason = match &question.typed {
                Some(_) if question.is_right => language.right_answer(&question.reason),
                Some(typed) => language.wrong_answer(typed, &question.reason),
                None => language.unanswered(&question.reason),
            };

            [(question.asked.clone(), Role::Label), (reason, Role::Text)]
        })
        .flat_map(|(text, role)| wrapped_lines(&text, area.width, role))
        .collect();

    let skip = usize::from(skip).min(lines.len().saturating_sub(area.height.into()));
    let seen = lines.iter().skip(skip).take(area.height.into());

    for (y, (text, role)) in (area.y..).zip(seen) {
        put(buffer, area, area.x, y, text, styles.of(*role));
    }
}
