//! Predict: what a step brings is hidden until a number is typed. Whoever draws asks here what must not be seen.
//!
//! First things are asked first: the output's size where a parameter was turned; the class at the end; then what the step
//! brings. All of it is hidden until its turn has come and it is answered, revealed or skipped. A question stays open while
//! numbers are edited, and asks for what they make.

use super::{Action, App};
use crate::text::{Asks, Question};
use crate::walk::Explanation;

/// Columns that an equation may take beside the verdict.
const WIDEST: usize = 44;

/// A round of predictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiz {
    /// The number that is being typed.
    pub typed: String,
    /// Answers that were right.
    pub right: u32,
    /// All answers.
    pub answers: u32,
    /// Right answers in a row.
    pub streak: u32,
    /// What is to be asked here, first things first.
    asks: Vec<Asks>,
    /// Whether the class that these values lead to has been told.
    is_class_told: bool,
}

/// What has happened since the last question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// The walk went on.
    Moved,
    /// Numbers are others.
    Changed,
    /// Stride, padding or dilation were turned.
    Turned,
}

impl App {
    /// Begins a round, or ends it.
    pub(super) fn toggle_quiz(&mut self) {
        if self.quiz.take().is_none() {
            self.quiz = Some(Quiz::default());
            self.ask(Since::Changed);
        }
    }

    /// Hides what there is to ask at the place. The class is asked for once for the same numbers: at the first probability that is
    /// written, at whatever grain, before it is seen; so whoever walks into the last layer meets it at its first cell, and
    /// whoever goes to the end, there.
    pub(super) fn ask(&mut self, since: Since) {
        let place = self.place();
        let layer = self.layer();
        let sizes = if since == Since::Turned {
            Asks::of_size(layer)
        } else {
            &[]
        };

        let class = Asks::of_end(&self.network().layers, &place);
        let step = Asks::of_step(layer, &place, self.grain);

        if let Some(quiz) = &mut self.quiz {
            quiz.is_class_told &= since == Since::Moved;
            let class = class.filter(|_| !quiz.is_class_told);
            quiz.asks = sizes.iter().copied().chain(class).chain(step).collect();
            quiz.typed.clear();
        }
    }

    /// The round, while something is asked.
    #[must_use]
    pub fn asked(&self) -> Option<&Quiz> {
        self.quiz.as_ref().filter(|quiz| !quiz.asks.is_empty())
    }

    /// The round, if there is one.
    #[must_use]
    pub fn quiz(&self) -> Option<&Quiz> {
        self.quiz.as_ref()
    }

    /// What is asked; `None` if nothing is, or while what it takes is still being computed.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        self.with_question(|question| question.text())
    }

    fn with_question<T>(&self, tell: impl FnOnce(Question) -> T) -> Option<T> {
        let asks = *self.asked()?.asks.first()?;
        let told: Explanation = self.explanation()?;
        Some(tell(
            Question::new(
                asks,
                self.layer(),
                self.channels(),
                &told,
                self.grain,
                self.language,
            )
            .with_classes(&self.scenario().classes),
        ))
    }

    fn is_asked(&self, what: &[Asks]) -> bool {
        self.asked()
            .is_some_and(|quiz| quiz.asks.iter().any(|asks| what.contains(asks)))
    }

    /// Whether the size of the current layer's output must not be seen, nor how many steps there are.
    #[must_use]
    pub fn hides_size(&self) -> bool {
        self.is_asked(&[Asks::Rows, Asks::Columns])
    }

    /// Whether the probabilities that the network ends in must not be seen, nor what it says.
    #[must_use]
    pub fn hides_class(&self) -> bool {
        self.is_asked(&[Asks::Class])
    }

    /// Whether the current product, or exponential, must not be seen.
    #[must_use]
    pub fn hides_product(&self) -> bool {
        self.is_asked(&[Asks::Product])
    }

    /// Whether what the current group comes to must not be seen.
    #[must_use]
    pub fn hides_term(&self) -> bool {
        self.is_asked(&[Asks::Product, Asks::Term])
    }

    /// Whether the current output cell must not be seen: while anything is asked.
    #[must_use]
    pub fn hides_value(&self) -> bool {
        self.asked().is_some()
    }

    /// Whether an output cell of the current layer must not be seen: the current one while anything is asked, and those that
    /// the walk comes to later, which will be asked for.
    #[must_use]
    pub fn hides_cell(&self, cell: [usize; 3]) -> bool {
        self.hides_value() && cell == self.place().cell
            || self.quiz.is_some() && !self.is_walked(cell)
    }

    /// Whether a stage must not be seen because the walk comes to its numbers later. Stage 0 is the input.
    #[must_use]
    pub fn hides_stage(&self, stage: usize) -> bool {
        let own = self.place().layer + 1;
        self.quiz.is_some() && stage > own || self.hides_size() && stage == own
    }

    /// Whether it must not be told what the network says.
    #[must_use]
    pub fn hides_verdict(&self) -> bool {
        self.hides_class() || self.hides_stage(self.network().layers.len())
    }

    /// An action while something is asked; false if it is done as always.
    pub(super) fn guess(&mut self, action: Action) -> bool {
        let Some(quiz) = self.quiz.as_mut().filter(|quiz| !quiz.asks.is_empty()) else {
            return false;
        };

        match action {
            Action::Type(c) if quiz.typed.len() < 16 => quiz.typed.push(c),
            Action::Type(_) => {}
            Action::Erase => drop(quiz.typed.pop()),
            // Nothing typed: the answer is shown, and counts for nothing.
            Action::Submit if quiz.typed.is_empty() => {
                self.message = self.with_question(|question| question.because()).flatten();
                self.close_question();
            }
            Action::Submit => self.judge(),
            // Skipped, and the next question of the same step is asked.
            Action::Next if quiz.asks.len() > 1 => self.close_question(),
            _ => return false,
        }

        true
    }

    fn close_question(&mut self) {
        let Some(quiz) = &mut self.quiz else { return };
        quiz.is_class_told |= quiz.asks.remove(0) == Asks::Class;
        quiz.typed.clear();
    }

    fn judge(&mut self) {
        let language = self.language;
        let typed = self
            .asked()
            .map(|quiz| quiz.typed.clone())
            .unwrap_or_default();

        let Ok(guess) = typed.parse::<f64>() else {
            self.message = Some(language.not_a_number(&typed));

            if let Some(quiz) = &mut self.quiz {
                quiz.typed.clear();
            }

            return;
        };

        let judged = self.with_question(|question| (question.is_right(guess), reason(&question)));
        let (Some((is_right, reason)), Some(quiz)) = (judged, &mut self.quiz) else {
            return;
        };

        quiz.answers += 1;
        quiz.right += u32::from(is_right);
        quiz.streak = if is_right { quiz.streak + 1 } else { 0 };
        let score = language.score(quiz.right, quiz.answers, quiz.streak);
        let said = if is_right {
            language.right_answer(&reason)
        } else {
            language.wrong_answer(&typed, &reason)
        };

        self.message = Some(format!("{said} · {score}"));

        self.close_question();
    }
}

/// The equation of an answer; only the answer where that is too long for a line.
fn reason(question: &Question) -> String {
    let equation = question
        .because()
        .filter(|because| because.chars().count() <= WIDEST);
    equation.unwrap_or_else(|| question.said())
}
