//! Predict: what a step brings is hidden until a number is typed. Whoever draws asks here what must not be seen.
//!
//! First things are asked first: the output's size where a parameter was turned; the class at the end; then what the step
//! brings. All of it is hidden until its turn has come and it is answered, revealed or skipped. A question stays open while
//! numbers are edited, and asks for what they make. How much is hidden is a [`Hides`]; a hint shows more of it.

mod hidden;
mod judge;

pub use hidden::{Hidden, Hides};

use super::{Action, App, Open};
use crate::nn::Awaited;
use crate::text::{Question, QuestionKind};
use crate::walk::{Grain, Moment, Place};

/// Characters of an answer.
const LONGEST: usize = 24;

/// A round of predictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiz {
    /// The number that is being typed.
    pub typed: String,
    /// Answers that were right.
    pub right: u32,
    /// Questions that were answered, right or wrong, or whose answer was revealed.
    pub answers: u32,
    /// Answers in a row that were right at once.
    pub streak: u32,
    /// The most of them.
    pub best: u32,
    /// Hints that were taken.
    pub hints: u32,
    /// What is told at its end: what was answered wrong or revealed; of an exam, every question.
    pub reviewed: Vec<Reviewed>,
    /// What is to be asked here, first things first.
    asks: Vec<QuestionKind>,
    /// Whether the class that these values lead to has been told.
    is_class_told: bool,
    /// The answer to the question that was wrong, where one was.
    wrong: Option<String>,
    /// Hints that were taken at the question.
    shown: u8,
}

/// Whether steps are predicted.
#[derive(Debug, Default)]
pub(super) struct Predictions {
    /// The round that goes on.
    pub quiz: Option<Quiz>,
    /// How much is hidden.
    pub hides: Hides,
}

/// A question that is told of once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// What was asked for.
    pub asked: String,
    /// What was typed last; nothing where it was not answered.
    pub typed: Option<String>,
    /// Whether that was right.
    pub is_right: bool,
    /// What is right, and why.
    pub reason: String,
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
    /// Begins a round, or ends it, and tells how it went.
    pub(super) fn toggle_quiz(&mut self) {
        if self.answers.exam.is_some() {
            self.news.message = Some(self.look.language.exam_asks().to_owned());
            return;
        }

        let ended = self.predictions.quiz.take();

        // Rows and maps are asked cell by cell: what stands there without questions is their end.
        if ended.is_some() {
            self.walker.go_to_step(self.walker.step());
        }

        match ended {
            Some(quiz) if quiz.is_tried() => self.open = Open::Score(quiz.into(), 0),
            Some(_) => {}
            None => {
                self.player.is_playing = false;
                self.predictions.quiz = Some(Quiz::default());
                self.ask(Since::Changed);

                if self.asked().is_none() {
                    let says = self.look.language.predicting_begins();
                    self.news.message = Some(says.to_owned());
                }
            }
        }
    }

    /// Hides what there is to ask at the place. The class is asked for once for the same numbers: before the first score or
    /// probability is seen, at whatever grain; so whoever walks meets it at the first of them, and whoever goes to the end,
    /// there.
    pub(super) fn ask(&mut self, since: Since) {
        if self.predictions.quiz.is_none() {
            return;
        }

        // Where everything is hidden, a cell is one question.
        if self.predictions.hides == Hides::All && matches!(self.place().moment, Moment::Tap { .. })
        {
            let moment = Moment::Finish;
            let place = self.place();
            self.walker.go_to(&Place { moment, ..place });
        }

        let place = self.place();
        let layer = self.layer();
        let sizes = if since == Since::Turned {
            QuestionKind::of_size(layer)
        } else {
            &[]
        };

        let class = QuestionKind::before_scores(&self.network().layers, &place);
        let step = self
            .predictions
            .hides
            .asks(layer, &place, self.walker.grain());

        if let Some(quiz) = &mut self.predictions.quiz {
            quiz.is_class_told &= since == Since::Moved;
            let class = class.filter(|_| !quiz.is_class_told);
            quiz.asks = sizes.iter().copied().chain(class).chain(step).collect();
            quiz.renew();
        }
    }

    /// The grain by which the walk goes: in a round no cell is passed by.
    pub(super) fn stride_of_walk(&self) -> Grain {
        match self.predictions.quiz {
            Some(_) if self.predictions.hides == Hides::All => Grain::Cell,
            Some(_) => self.walker.grain().min(Grain::Cell),
            None => self.walker.grain(),
        }
    }

    /// The round, while something is asked.
    #[must_use]
    pub fn asked(&self) -> Option<&Quiz> {
        self.predictions
            .quiz
            .as_ref()
            .filter(|quiz| !quiz.asks.is_empty())
    }

    /// The round, if there is one.
    #[must_use]
    pub fn quiz(&self) -> Option<&Quiz> {
        self.predictions.quiz.as_ref()
    }

    /// What is asked, by a prediction or else by a note; `None` if nothing is, or while what it takes is still being computed.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        match self.asked() {
            Some(_) => self.with_question(|question| question.text()),
            None => self.note_question(),
        }
    }

    fn with_question<T>(&self, tell: impl FnOnce(Question) -> T) -> Option<T> {
        let asks = *self.asked()?.asks.first()?;
        let place = self.place_of(asks);
        let layer = &self.network().layers[place.layer];
        let explanation = self.walker.explain(place)?;
        let channels = self.channels();
        let question = Question::new(
            asks,
            layer,
            &channels,
            &explanation,
            self.walker.grain(),
            self.look.language,
        );

        let question = question.with_classes(&self.scenario().classes);

        Some(tell(question.blind(
            self.hidden().is_blind(),
            self.hidden().is_size_hinted(),
        )))
    }

    /// Where the answer to a question stands: the class, at the end of the network.
    fn place_of(&self, asks: QuestionKind) -> Place {
        if asks != QuestionKind::Class {
            return self.place();
        }

        Place {
            layer: self.network().layers.len() - 1,
            cell: [0; 3],
            moment: Moment::Finish,
        }
    }

    /// What the class waits for, while it is asked for.
    pub(super) fn awaited_class(&self) -> Option<Awaited> {
        let asks = *self.asked()?.asks.first()?;
        let place = self.place_of(asks);

        self.walker.values().awaited(place.layer, place.cell)
    }

    /// An action while something is asked; false if it is done as always.
    pub(super) fn guess(&mut self, action: Action) -> bool {
        let Some(quiz) = self
            .predictions
            .quiz
            .as_mut()
            .filter(|quiz| !quiz.asks.is_empty())
        else {
            return false;
        };

        match action {
            Action::Type(c) if quiz.typed.chars().count() < LONGEST => quiz.typed.push(c),
            Action::Type(_) => {}
            Action::Erase => drop(quiz.typed.pop()),
            Action::Hint => self.show_more(),
            Action::Submit if quiz.typed.is_empty() => judge::reveal(self),
            Action::Submit => self.judge(),
            // Skipped, and the next question of the same step is asked.
            Action::Next if quiz.asks.len() > 1 => self.close_question(),
            _ => return false,
        }

        true
    }

    fn close_question(&mut self) {
        let Some(quiz) = &mut self.predictions.quiz else {
            return;
        };
        quiz.is_class_told |= quiz.asks.remove(0) == QuestionKind::Class;
        quiz.renew();
    }
}

impl Quiz {
    /// Counts an answer that was right, perhaps at once.
    pub(super) fn count(&mut self, is_right: bool, is_at_once: bool) {
        self.answers += 1;
        self.right += u32::from(is_right);
        self.streak = if is_at_once { self.streak + 1 } else { 0 };
        self.best = self.best.max(self.streak);
    }

    /// Whether anything was answered at all.
    fn is_tried(&self) -> bool {
        self.right > 0 || self.reviewed.iter().any(|missed| missed.typed.is_some())
    }

    /// Another question: nothing is typed, shown or wrong.
    fn renew(&mut self) {
        self.typed.clear();
        self.wrong = None;
        self.shown = 0;
    }
}
