//! Whether a prediction is right, and what is said of it.

use super::super::App;
use super::Reviewed;
use crate::text::{Question, typed_number};

/// Columns that an equation may take beside the verdict.
const WIDEST: usize = 44;

/// What is known of an answer.
struct Verdict {
    is_right: bool,
    reason: String,
    place: String,
}

impl App {
    /// Judges what was typed. The first wrong answer may be mended; a second one is kept for the end of the round.
    pub(super) fn judge(&mut self) {
        let language = self.look.language;
        let Some(quiz) = &mut self.predictions.quiz else {
            return;
        };
        let typed = std::mem::take(&mut quiz.typed);

        let Some(guess) = typed_number(&typed) else {
            self.news.message = Some(language.not_a_number(&typed));
            return;
        };

        let judged = self.with_question(|question| Verdict {
            is_right: question.is_right(guess),
            reason: reason(&question),
            place: question.place(),
        });

        let (Some(verdict), Some(quiz)) = (judged, &mut self.predictions.quiz) else {
            return;
        };

        if !verdict.is_right && quiz.wrong.is_none() {
            quiz.wrong = Some(typed.clone());
            self.news.message = Some(language.try_again(&typed));
            return;
        }

        let is_at_once = verdict.is_right && quiz.wrong.is_none();
        quiz.count(verdict.is_right, is_at_once);

        let said = if verdict.is_right {
            language.right_answer(&verdict.reason)
        } else {
            language.wrong_answer(&typed, &verdict.reason)
        };

        let score = language.score(quiz.right, quiz.answers, quiz.streak);
        self.news.message = Some(format!("{said} · {score}"));

        if !verdict.is_right {
            quiz.reviewed.push(Reviewed {
                asked: verdict.place,
                typed: Some(typed),
                is_right: false,
                reason: verdict.reason,
            });
        }

        self.close_question();
    }
}

/// Tells the answer to somebody who has none, or a wrong one: the question counts as one that was missed.
pub(super) fn reveal(app: &mut App) {
    let told = app.with_question(|question| {
        let missed = Reviewed {
            asked: question.place(),
            typed: None,
            is_right: false,
            reason: reason(&question),
        };

        (question.because(), missed)
    });

    if let (Some((because, missed)), Some(quiz)) = (told, &mut app.predictions.quiz) {
        app.news.message = because;
        quiz.count(false, false);
        let typed = quiz.wrong.take();
        quiz.reviewed.push(Reviewed { typed, ..missed });
        app.close_question();
    }
}

/// The equation of an answer; only the answer where that is too long for a line.
fn reason(question: &Question) -> String {
    let equation = question
        .because()
        .filter(|because| because.chars().count() <= WIDEST);
    equation.unwrap_or_else(|| question.said())
}
