//! Going through a course: its lessons, how far one is in each, and what comes next.

use std::sync::Arc;

use super::choose::moved;
use super::{Action, App, Effect, Open, Preview};
use crate::scenario::{Course, Scenario};
use crate::walk::Grain;

/// A course that somebody goes through.
#[derive(Clone, Debug)]
pub struct Study {
    /// What is gone through, lesson by lesson.
    pub course: Arc<Course>,
    /// How far one is, in each lesson.
    pub progress: Vec<LessonProgress>,
    /// The lesson that is open, or was last.
    pub at: Option<usize>,
    /// Whether it is open still.
    pub is_open: bool,
    /// What is known of each lesson; nothing before they are listed.
    pub about: Vec<Preview>,
}

/// How far somebody is in a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// Whether its last note or its last step was reached, with every question on the way answered.
    pub is_done: bool,
    /// The step where one stopped; none before the lesson was opened.
    pub step: Option<u64>,
    /// All steps at the grain at which it was gone through.
    pub steps: u64,
    /// The grain by which those steps are counted.
    pub grain: Grain,
    /// The notes whose questions were answered.
    pub answered: Vec<usize>,
}

impl Study {
    /// A course with what is known of earlier visits.
    #[must_use]
    pub fn new(course: Arc<Course>, progress: Vec<LessonProgress>, at: Option<usize>) -> Self {
        Self {
            course,
            progress,
            at,
            is_open: false,
            about: Vec::new(),
        }
    }

    /// How many lessons are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.progress
            .iter()
            .filter(|progress| progress.is_done)
            .count()
    }

    /// A sign for a lesson that is done, where one stopped, or that was not opened yet.
    #[must_use]
    pub fn mark(&self, lesson: usize) -> char {
        let progress = &self.progress[lesson];
        match progress.step {
            _ if progress.is_done => '✓',
            Some(_) => '▶',
            None => '·',
        }
    }

    /// The lesson to go on with: the one that was left, or the first after it that is not done.
    #[must_use]
    pub fn next(&self) -> usize {
        let start = self.at.unwrap_or(0);
        let rest = (start..self.progress.len()).chain(0..start);
        let mut open = rest.filter(|&lesson| !self.progress[lesson].is_done);

        open.next().unwrap_or(start)
    }
}

impl App {
    /// Goes through a course from now on; what is open may be its lesson.
    pub fn attend(&mut self, study: Study, is_open: bool) {
        self.study = Some(Study { is_open, ..study });
    }

    /// Asks for the list of the lessons.
    pub(super) fn show_lessons(&mut self) {
        self.effect = Some(match self.study {
            Some(_) => Effect::Lessons,
            None => Effect::Study(None),
        });
    }

    /// Something else takes the place of a lesson.
    pub(super) fn leave_lesson(&mut self) {
        if let Some(study) = &mut self.study {
            study.is_open = false;
        }
    }

    /// The course that is gone through.
    #[must_use]
    pub fn study(&self) -> Option<&Study> {
        self.study.as_ref()
    }

    /// Shows the lessons, and what is known of each; as the first thing that is shown, or over what is open.
    pub fn list_lessons(&mut self, about: Vec<Preview>, is_first: bool) {
        if let Some(study) = &mut self.study {
            study.about = about;
            let at = study.next();
            self.open = Open::Course { at, is_first };
        }
    }

    /// A lesson of the course begins: where one stopped, or `anew`.
    pub fn begin_lesson(&mut self, lesson: usize, scenario: Arc<Scenario>, anew: bool) {
        self.opened(scenario);
        let Some(study) = &mut self.study else {
            return;
        };

        study.at = Some(lesson);
        study.is_open = true;
        let progress = &mut study.progress[lesson];

        if anew {
            progress.answered.clear();
            progress.step = None;
        }

        let LessonProgress {
            step,
            steps,
            grain,
            answered,
            ..
        } = progress.clone();

        self.answers.shown = answered.into_iter().collect();

        // What was changed in the file since then may be somewhere else.
        if let Some(step) = step.filter(|_| self.walker.walk().steps(grain, None) == steps) {
            self.walker.set_grain(grain);
            self.walker.go_to_step(step);
        }

        self.keep_progress();
    }

    /// The lesson that is open: the course's, as long as it has not been left for another scenario.
    #[must_use]
    pub fn lesson(&self) -> Option<usize> {
        let study = self.study.as_ref().filter(|study| study.is_open)?;
        let what = self.scenario().origin.what();

        study.at.filter(|&at| study.course.lessons[at].what == what)
    }

    /// Keeps how far one is. A lesson whose numbers were changed stays where it was.
    pub(super) fn keep_progress(&mut self) {
        let Some(lesson) = self.lesson().filter(|_| !self.is_changed()) else {
            return;
        };

        let (step, steps) = (self.step(), self.steps());
        let mut answered: Vec<usize> = self.answers.shown.iter().copied().collect();
        answered.sort_unstable();
        let is_done = self.has_heard_all();

        if let Some(study) = &mut self.study {
            let progress = &mut study.progress[lesson];
            *progress = LessonProgress {
                is_done: progress.is_done || is_done,
                step: Some(step),
                steps,
                grain: self.walker.grain(),
                answered,
            };
        }
    }

    /// Whether the last note or the last step is reached, and every question answered.
    fn has_heard_all(&self) -> bool {
        let notes = self.note_positions();
        let last = notes.iter().map(|&(position, _)| position).max();
        let is_far =
            self.step() == self.steps() || last.is_some_and(|last| self.walker.position() >= last);

        let asks = |index: &usize| self.scenario().notes[*index].question.is_some();
        let mut asked = notes.iter().map(|(_, index)| *index).filter(asks);

        is_far && asked.all(|index| self.answers.shown.contains(&index))
    }

    /// To the next lesson, or to one before; without a course, the one that is built in is opened for it.
    pub(super) fn turn_lesson(&mut self, by: i8) {
        let Some(study) = &self.study else {
            return self.effect = Some(Effect::Study(Some(by)));
        };

        let at = study.at.filter(|_| study.is_open);
        let next = match at {
            Some(at) => at.checked_add_signed(by.into()),
            None => Some(study.next()),
        };

        match next.filter(|&next| next < study.course.lessons.len()) {
            Some(lesson) => {
                self.effect = Some(Effect::Lesson {
                    lesson,
                    anew: false,
                });
            }
            None => self.news.message = Some(self.look.language.no_more_lessons(by > 0).to_owned()),
        }
    }

    /// Says what comes after a lesson's end, or what an exam came to; false where nothing does.
    pub(super) fn offer_next(&mut self) -> bool {
        let is_end = self.step() == self.steps() && !self.is_asking();

        if is_end && self.end_exam() {
            return true;
        }

        let Some(lesson) = self.lesson().filter(|_| is_end) else {
            return false;
        };

        let next = self.lesson_title(lesson + 1);
        self.news.message = Some(match next {
            Some(title) => self.look.language.next_lesson_is(&title),
            None => self.look.language.course_is_over().to_owned(),
        });

        true
    }

    /// The title of a lesson, as far as it is known: the course's, else the scenario's, else its name.
    #[must_use]
    pub fn lesson_title(&self, lesson: usize) -> Option<String> {
        let study = self.study.as_ref()?;
        let lesson_of_course = study.course.lessons.get(lesson)?;
        let own = match study.about.get(lesson) {
            Some(Preview::Good(card)) => Some(&card.title),
            _ => None,
        };

        let words = lesson_of_course.title.as_ref().or(own);

        Some(words.map_or_else(
            || lesson_of_course.key.clone(),
            |words| words.in_language(self.look.language.tag()).to_owned(),
        ))
    }

    /// An action while a lesson is chosen; false if it is done as always.
    pub(super) fn choose_lesson(&mut self, action: Action) -> bool {
        let (&Open::Course { at, is_first }, Some(study)) = (&self.open, &self.study) else {
            return false;
        };

        let last = study.course.lessons.len() - 1;

        match action {
            Action::Next | Action::Submit | Action::Type('b') => {
                self.effect = Some(Effect::Lesson {
                    lesson: at,
                    anew: action == Action::Type('b'),
                });
            }
            Action::Theme | Action::Language | Action::Lesson(_) => return false,
            Action::Course => self.close(),
            _ => {
                let moved = moved(at, action).unwrap_or(at).min(last);
                self.open = Open::Course {
                    at: moved,
                    is_first,
                };
            }
        }

        true
    }
}
