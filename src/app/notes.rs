//! What the teacher says and asks. A question waits for an answer, which is judged; after a second wrong one, or by the key
//! that would go on, the note's text tells what is right.

use std::collections::HashSet;

use super::{Action, App, Open, Quiz};
use crate::scenario::{Note, NoteQuestion, Solution, notes_at};
use crate::text::{begins_number, continues_number, typed_number};
use crate::walk::{Explanation, Place};

/// Characters of an answer.
const LONGEST: usize = 24;

/// What an answer is given as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// A number that is typed.
    Number,
    /// One of so many choices, by a letter from `a` on.
    Choice(usize),
    /// Nothing that can be judged: the answer is thought, and then told.
    Word,
}

/// The answers to notes' questions.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The notes whose questions have been answered.
    pub shown: HashSet<usize>,
    /// The answer that is being typed.
    pub reply: Reply,
    /// The score of an exam that goes on.
    pub exam: Option<Quiz>,
}

/// An answer to a note's question, as far as it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reply {
    note: usize,
    typed: String,
    /// Whether one answer was wrong.
    pub(super) is_second: bool,
    /// Whether the hint was asked for.
    is_hinted: bool,
}

impl Wants {
    fn of(question: &NoteQuestion) -> Self {
        match question.solution {
            Some(Solution::Number { .. }) => Self::Number,
            Some(Solution::Choice(_)) => Self::Choice(question.choices.len()),
            None => Self::Word,
        }
    }

    /// Whether an answer may have this character where it stands.
    pub(super) fn takes(self, c: char, is_first: bool) -> bool {
        match self {
            Self::Number if is_first => begins_number(c),
            Self::Number => continues_number(c),
            Self::Choice(count) => choice(c).is_some_and(|choice| choice < count),
            Self::Word => false,
        }
    }
}

/// What happens at another place of a session's walk.
#[must_use]
pub fn explained(app: &App, place: Place) -> Option<Explanation> {
    app.walker.explain(place)
}

/// The choice of a letter: `a` is the first.
fn choice(letter: char) -> Option<usize> {
    let letter = match letter {
        'ａ'..='ｚ' => char::from_u32(letter as u32 - 'ａ' as u32 + 'a' as u32)?,
        _ => letter.to_ascii_lowercase(),
    };

    ('a'..='z').position(|has| has == letter)
}

impl App {
    /// What the teacher says here: of the group, else of the cell, else of the layer. While a note asks, what helps: the hint,
    /// after a wrong answer.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        if self.asked().is_some() {
            return None;
        }

        if let Some(index) = self.asking() {
            let note = &self.scenario().notes[index];
            let question = note.question.as_ref().filter(|_| self.is_hinted());
            return note.filled(
                question?.hint.as_ref()?,
                self.look.language.tag(),
                self.walker.values(),
            );
        }

        self.note_at(&self.place())
    }

    /// What the teacher says at a place where no question is open.
    #[must_use]
    pub fn note_at(&self, place: &Place) -> Option<String> {
        let language = self.look.language;
        let said = |index: usize| {
            let note = &self.scenario().notes[index];
            note.filled(&note.text, language.tag(), self.walker.values())
        };
        let notes = notes_at(self.scenario(), place, self.history.current());
        let texts: Vec<String> = notes.into_iter().filter_map(said).collect();

        (!texts.is_empty()).then(|| texts.join(language.space()))
    }

    /// The questions at a step, by their notes' numbers.
    #[must_use]
    pub fn questions_at(&self, step: u64) -> Vec<usize> {
        let place = self.walker.walk().place(self.walker.end_of(step));
        let notes = notes_at(self.scenario(), &place, self.network());

        notes
            .into_iter()
            .filter(|&index| self.scenario().notes[index].question.is_some())
            .collect()
    }

    /// Takes every question for answered: what notes say is shown at once.
    pub fn skip_questions(&mut self) {
        self.answers.shown = (0..self.scenario().notes.len()).collect();
    }

    /// What gives the right answer to a note's question; `None` where there is nothing to judge.
    #[must_use]
    pub fn right_keys(&self, note: usize) -> Option<Vec<Action>> {
        let solution = self.scenario().notes[note].question.as_ref()?.solution?;
        let letter = |at| ('a'..='z').nth(at).map(Action::Type);

        Some(match solution {
            Solution::Choice(at) => vec![letter(at)?],
            Solution::Number { value, decimals } => {
                let typed = written(value, decimals);
                let keys = typed.chars().map(Action::Type);
                keys.chain([Action::Submit]).collect()
            }
        })
    }

    /// Whether the walk waits for the answer to a note's question, and what that is given as.
    #[must_use]
    pub fn wants(&self) -> Option<Wants> {
        self.asking_question()
            .map(|(_, question)| Wants::of(question))
    }

    /// The answer to a note's question, as far as it is typed.
    pub(super) fn reply(&self) -> &str {
        if self.asking() == Some(self.answers.reply.note) {
            &self.answers.reply.typed
        } else {
            ""
        }
    }

    /// The note's question, with what there is to choose from on a line of its own.
    pub(super) fn note_question(&self) -> Option<String> {
        let (index, _) = self.asking_question()?;
        let note = &self.scenario().notes[index];

        note.asked(self.look.language.tag(), self.walker.values())
    }

    /// Whether a note asks for a number that is this one, to the digits that its answer has.
    pub(super) fn note_asks_for(&self, number: impl Fn(&Note) -> Option<f64>) -> bool {
        let Some((index, question)) = self.asking_question() else {
            return false;
        };

        match question.solution {
            Some(Solution::Number { value, decimals }) => number(&self.scenario().notes[index])
                .is_some_and(|number| is_as_written(number, value, decimals)),
            _ => false,
        }
    }

    /// Whether a note asks for what the current cell comes to.
    pub(super) fn note_hides_value(&self) -> bool {
        self.note_asks_for(|note| {
            note.cell?;
            Some(f64::from(self.explanation()?.value))
        })
    }

    /// Whether it asks for what the current group comes to, or for the cell that is nothing else.
    pub(super) fn note_hides_term(&self) -> bool {
        self.note_asks_for(|note| {
            let explanation = self.explanation()?;
            let is_only = note.cell.is_some() && explanation.terms.len() <= 1;
            let is_it = note.group.is_some() || is_only || note.from_start;
            is_it.then_some(explanation.running)
        })
    }

    /// Whether it asks how many rows or columns the current layer's output has.
    pub(super) fn note_hides_size(&self) -> bool {
        let layer = self.layer();
        [layer.rows.output, layer.columns.output]
            .iter()
            .any(|&size| {
                self.note_asks_for(|note| {
                    let is_of_layer = note.cell.is_none() && note.group.is_none();
                    (is_of_layer && layer.op.window().is_some()).then_some(size as f64)
                })
            })
    }

    /// An action while a note asks; false if it is done as always.
    pub(super) fn answer_note(&mut self, action: Action) -> bool {
        let Some(index) = self.asking() else {
            return false;
        };

        if self.answers.reply.note != index {
            self.answers.reply = Reply {
                note: index,
                ..Reply::default()
            };
        }

        match (action, self.wants()) {
            (Action::Type(c), Some(wants @ Wants::Choice(_))) if wants.takes(c, true) => {
                self.answers.reply.typed = c.to_string();
                self.judge_reply();
            }
            (Action::Type(c), Some(Wants::Number))
                if self.answers.reply.typed.chars().count() < LONGEST =>
            {
                self.answers.reply.typed.push(c);
            }
            (Action::Type(_), _) => {}
            (Action::Erase, _) => drop(self.answers.reply.typed.pop()),
            (Action::Hint, _) => {
                let is_first = !std::mem::replace(&mut self.answers.reply.is_hinted, true);

                if let Some(exam) = self.answers.exam.as_mut().filter(|_| is_first) {
                    exam.hints += 1;
                }
            }
            (Action::Submit, Some(Wants::Number | Wants::Choice(_))) => self.judge_reply(),
            (Action::Submit | Action::Next, _) => self.reveal(),
            _ => return false,
        }

        true
    }

    /// The answer is told, to somebody who has none.
    fn reveal(&mut self) {
        if let Some(right) = self
            .asking_question()
            .and_then(|(_, question)| self.solution(question))
        {
            self.mark(false, None, &right);
        }

        self.tell_answer();
    }

    /// The answer is told. After the last question of an exam, its score is.
    fn tell_answer(&mut self) {
        self.answers.shown.extend(self.asking());
        self.answers.reply = Reply::default();
        let questions = self
            .scenario()
            .notes
            .iter()
            .filter(|note| note.question.is_some());
        let count = questions.count();

        if let Some(exam) = self
            .answers
            .exam
            .take_if(|exam| exam.answers as usize == count)
        {
            self.open = Open::Score(exam.into(), 0);
        }
    }

    /// Judges what was typed. The first wrong answer may be mended.
    fn judge_reply(&mut self) {
        let language = self.look.language;
        let typed = std::mem::take(&mut self.answers.reply.typed);

        if typed.is_empty() {
            self.news.message = Some(language.nothing_typed().to_owned());
            return;
        }

        let Some((_, question)) = self.asking_question() else {
            return;
        };

        let right = self.solution(question).unwrap_or_default();
        let (said, is_right) = match question.solution {
            Some(Solution::Choice(is)) => {
                let chosen = typed.chars().next().and_then(choice).unwrap_or_default();
                let said = format!("“{}”", self.choice_said(question, chosen));
                (said, chosen == is)
            }
            Some(Solution::Number { value, decimals }) => match typed_number(&typed) {
                Some(number) => (typed, is_as_written(number, value, decimals)),
                None => return self.news.message = Some(language.not_a_number(&typed)),
            },
            None => (typed, false),
        };

        let is_last = is_right || self.answers.reply.is_second;
        self.news.message = Some(match (is_right, is_last) {
            (true, _) => language.right_answer(&right),
            (false, true) => language.wrong_answer(&said, &language.it_is(&right)),
            (false, false) => language.try_again(&said),
        });

        if is_last {
            self.mark(is_right, Some(said), &right);
            self.tell_answer();
        } else {
            self.answers.reply.is_second = true;
        }
    }

    /// The right answer, as its author wrote it.
    pub(super) fn solution(&self, question: &NoteQuestion) -> Option<String> {
        match question.solution? {
            Solution::Choice(is) => Some(self.choice_said(question, is)),
            Solution::Number { value, decimals } => Some(written(value, decimals)),
        }
    }

    fn choice_said(&self, question: &NoteQuestion, choice: usize) -> String {
        let words = question.choices.get(choice);
        let note = self.asking().map(|index| &self.scenario().notes[index]);
        let said = note.zip(words).and_then(|(note, words)| {
            note.filled(words, self.look.language.tag(), self.walker.values())
        });

        said.unwrap_or_default()
    }

    fn is_hinted(&self) -> bool {
        let is_shown = self.answers.reply.is_second || self.answers.reply.is_hinted;
        self.asking() == Some(self.answers.reply.note) && is_shown
    }

    /// The note that asks here: the first whose question has not been answered. A prediction is made before it.
    #[must_use]
    pub fn asking(&self) -> Option<usize> {
        self.asking_question().map(|(index, _)| index)
    }

    fn asking_question(&self) -> Option<(usize, &NoteQuestion)> {
        let notes = self.scenario().notes.iter().enumerate();
        let mut open = notes.filter(|(index, _)| !self.answers.shown.contains(index));

        if self.asked().is_some() || !open.any(|(_, note)| note.question.is_some()) {
            return None;
        }

        let here = notes_at(self.scenario(), &self.place(), self.history.current());
        let notes = here.into_iter();
        let mut asked = notes.filter_map(|index| {
            let note = &self.scenario().notes[index];
            let question = note.question.as_ref()?;
            note.filled(
                &question.ask,
                self.look.language.tag(),
                self.walker.values(),
            )?;
            Some((index, question))
        });

        asked.find(|(index, _)| !self.answers.shown.contains(index))
    }
}

/// A number, as its author wrote it.
fn written(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}")
}

/// Whether a number is another to the digits that are written; a whole one is only itself.
fn is_as_written(number: f64, written: f64, decimals: usize) -> bool {
    let unit = if decimals == 0 {
        0.0
    } else {
        0.5 * 10_f64.powi(-(decimals as i32))
    };

    (number - written).abs() <= unit + 1e-9 * written.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_as_exact_as_it_was_written() {
        assert!(is_as_written(1.0 / 3.0, 0.33, 2) && !is_as_written(0.34, 0.33, 2));
        assert!(is_as_written(3.0, 3.0, 0) && !is_as_written(3.4, 3.0, 0));
    }

    #[test]
    fn a_choice_is_a_letter_in_any_case_and_width() {
        assert_eq!(
            ['a', 'B', 'ｃ', '1'].map(choice),
            [Some(0), Some(1), Some(2), None]
        );
        assert!(Wants::Choice(2).takes('b', true) && !Wants::Choice(2).takes('c', true));
    }
}
