//! An exam: every question of a scenario counts, and all of them are told with their answers at its end.

use super::{App, Open, Quiz, Reviewed};

/// Which question is open, and how the round or the exam goes to which it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The question, counted from 1.
    pub number: usize,
    /// How many there are, where that is known.
    pub of: Option<usize>,
    /// Answers that were right.
    pub right: u32,
    /// Questions that were answered.
    pub answers: u32,
    /// Hints that were taken.
    pub hints: u32,
}

impl Standing {
    /// Where a session stands; `None` where nothing is asked.
    #[must_use]
    pub fn of(app: &App) -> Option<Self> {
        let asked = app.asked();
        let score = asked.or(app.answers.exam.as_ref());
        let (number, of) = match asked {
            Some(quiz) => (quiz.answers as usize + 1, None),
            None => Self::among_notes(app)?,
        };

        Some(Self {
            number,
            of,
            right: score.map_or(0, |quiz| quiz.right),
            answers: score.map_or(0, |quiz| quiz.answers),
            hints: score.map_or(0, |quiz| quiz.hints),
        })
    }

    /// Which of the scenario's questions is open, and how many it has.
    fn among_notes(app: &App) -> Option<(usize, Option<usize>)> {
        let open = app.asking()?;
        let notes = app.scenario().notes.iter();
        let asks = notes.map(|note| note.question.is_some());
        let before = asks.clone().take(open).filter(|asks| *asks).count();

        Some((before + 1, Some(asks.filter(|asks| *asks).count())))
    }
}

impl App {
    /// Every question of the scenario counts from now on.
    pub fn examine(&mut self) {
        self.answers.exam = Some(Quiz::default());
        self.news.message = Some(self.look.language.exam_begins().to_owned());
    }

    /// Ends an exam whose walk is over: what was not answered counts as missed. False where there is none.
    pub(super) fn end_exam(&mut self) -> bool {
        let Some(mut exam) = self.answers.exam.take() else {
            return false;
        };

        let language = self.look.language;
        let notes = self.scenario().notes.iter().enumerate();
        let open = notes.filter(|(index, _)| !self.answers.shown.contains(index));

        for (index, note) in open {
            let Some(question) = &note.question else {
                continue;
            };

            let tag = language.tag();
            let ask = note.filled(&question.ask, tag, self.walker.values());
            let right = self.solution(question).unwrap_or_default();
            exam.count(false, false);
            exam.reviewed.push(Reviewed {
                asked: ask.unwrap_or_default(),
                typed: None,
                is_right: false,
                reason: reason(self, index, &right),
            });
        }

        self.open = Open::Score(exam.into(), 0);

        true
    }

    /// Counts an answer in an exam.
    pub(super) fn mark(&mut self, is_right: bool, typed: Option<String>, right: &str) {
        let asked = self.note_question().unwrap_or_default();
        let reason = self.asking().map(|note| reason(self, note, right));
        let is_at_once = is_right && !self.answers.reply.is_second;

        if let Some(exam) = &mut self.answers.exam {
            exam.count(is_right, is_at_once);
            exam.reviewed.push(Reviewed {
                asked,
                typed,
                is_right,
                reason: reason.unwrap_or_default(),
            });
        }
    }
}

/// Says how many questions were passed by, where one has just been left open, or where all steps are gone through.
pub(super) fn tell_open(app: &mut App, left: Option<usize>) {
    let here = app.asking();
    let is_open = |index: &usize| {
        let asks = app.scenario().notes[*index].question.is_some();
        asks && here != Some(*index) && !app.answers.shown.contains(index)
    };

    let is_end = app.walker.is_at_end();
    let has_left = left.is_some_and(|left| is_open(&left));

    if app.answers.exam.is_none() || !(is_end || has_left) {
        return;
    }

    let position = app.walker.position();
    let passed = app.note_positions().into_iter();
    let open = passed.filter(|(at, index)| *at <= position && is_open(index));
    let count = open.count();

    if count > 0 {
        app.news.message = Some(app.look.language.exam_open(count, is_end));
    }
}

/// What is right, and why, as the note tells it.
fn reason(app: &App, note: usize, right: &str) -> String {
    let language = app.look.language;
    let note = &app.scenario().notes[note];
    let why = note.filled(&note.text, language.tag(), app.walker.values());

    format!(
        "{}{}{}{}",
        language.it_is(right),
        language.stop(),
        language.space(),
        why.unwrap_or_default()
    )
}
