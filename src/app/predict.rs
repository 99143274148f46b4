//! Predict: what a step brings is hidden until a number is typed.

use super::{Action, App, Open};
use crate::text;

/// A round of predictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiz {
    /// The number that is being typed.
    pub typed: String,
    /// Whether this step's value is still hidden.
    pub hidden: bool,
    /// Answers that were right.
    pub right: u32,
    /// All answers.
    pub answers: u32,
    /// Right answers in a row.
    pub streak: u32,
}

impl App {
    /// Begins a round, or ends it.
    pub(super) fn toggle_quiz(&mut self) {
        if self.quiz.take().is_none() {
            self.quiz = Some(Quiz::default());
            self.hide();
        }
    }

    /// Hides what the step brings, if there is something to ask.
    pub(super) fn hide(&mut self) {
        let is_asked = self.open == Open::Nothing && self.answer_here().is_some();
        if let Some(quiz) = &mut self.quiz {
            quiz.typed.clear();
            quiz.hidden = is_asked;
        }
    }

    fn answer_here(&self) -> Option<f64> {
        let told = self.explanation()?;
        text::answer(self.layer(), &told, self.grain)
    }

    /// The round, while this step's value is hidden.
    #[must_use]
    pub fn asked(&self) -> Option<&Quiz> {
        self.quiz.as_ref().filter(|quiz| quiz.hidden)
    }

    /// The round, if there is one.
    #[must_use]
    pub fn quiz(&self) -> Option<&Quiz> {
        self.quiz.as_ref()
    }

    /// An action while a value is hidden; false if it is done as always.
    pub(super) fn guess(&mut self, action: Action) -> bool {
        let Some(quiz) = self.quiz.as_mut().filter(|quiz| quiz.hidden) else { return false };
        match action {
            Action::Type(c) if quiz.typed.len() < 16 => quiz.typed.push(c),
            Action::Type(_) => {}
            Action::Erase => drop(quiz.typed.pop()),
            // Nothing typed: the value is shown, and counts for nothing.
            Action::Submit if quiz.typed.is_empty() => quiz.hidden = false,
            Action::Submit => self.judge(),
            _ => return false,
        }
        true
    }

    fn judge(&mut self) {
        let (answer, language) = (self.answer_here(), self.language);
        let (Some(quiz), Some(answer)) = (&mut self.quiz, answer) else { return };
        let typed = std::mem::take(&mut quiz.typed);
        let Ok(guess) = typed.parse::<f64>() else {
            self.message = Some(language.pick(format!("`{typed}` is not a number"), format!("“{typed}”不是数")));
            return;
        };
        quiz.hidden = false;
        quiz.answers += 1;
        let said = if text::is_right(guess, answer) {
            quiz.right += 1;
            quiz.streak += 1;
            language.pick("Right".to_owned(), "正确".to_owned())
        } else {
            quiz.streak = 0;
            let answer = text::Shown::new(answer).text;
            language.pick(format!("Not {typed}: it is {answer}"), format!("不是 {typed}，是 {answer}"))
        };
        let (right, answers, streak) = (quiz.right, quiz.answers, quiz.streak);
        self.message = Some(language.pick(
            format!("{said} · {right} of {answers} right, {streak} in a row"),
            format!("{said} · {answers} 题对 {right} 题，连对 {streak} 题"),
        ));
    }
}
