//! How far somebody is in each course, kept from one session to the next.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::app::{LessonProgress, Study};
use crate::file;
use crate::scenario::Course;
use crate::walk::Grain;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 1 << 22;

/// What the course that is part of the program is kept under.
const BUILT_IN: &str = "convstep";

/// Every course, by its folder.
type All = BTreeMap<String, Kept>;

/// What is kept of a course.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// The lesson that was open last.
    last: Option<String>,
    lessons: BTreeMap<String, Lesson>,
}

/// What is kept of a lesson.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Lesson {
    done: bool,
    step: u64,
    steps: u64,
    grain: String,
    answered: Vec<usize>,
}

/// A course, with what a file knows of it.
pub(super) fn read(state: Option<&Path>, course: Course) -> Study {
    let mut all = state.map(read_all).unwrap_or_default();
    let kept = all.remove(&key(&course)).unwrap_or_default();
    let lessons = course.lessons.iter();
    let progress = lessons.map(|lesson| {
        kept.lessons
            .get(&lesson.key)
            .map_or(LessonProgress::default(), progress)
    });
    let progress = progress.collect();
    let last = kept.last.as_ref();
    let at = last.and_then(|last| course.lessons.iter().position(|lesson| lesson.key == *last));

    Study::new(course.into(), progress, at)
}

/// Keeps how far somebody is. It is no matter if that cannot be done.
pub(super) fn write(state: &Path, study: &Study) {
    let lessons = study.course.lessons.iter().zip(&study.progress);
    let begun =
        lessons.filter_map(|(lesson, progress)| Some((lesson.key.clone(), kept(progress)?)));
    let kept = Kept {
        last: study.at.map(|at| study.course.lessons[at].key.clone()),
        lessons: begun.collect(),
    };

    let mut all = read_all(state);
    all.insert(key(&study.course), kept);
    put(state, &all);
}

/// Forgets a course.
pub(super) fn forget(state: &Path, course: &Course) {
    let mut all = read_all(state);

    if all.remove(&key(course)).is_some() {
        put(state, &all);
    }
}

fn key(course: &Course) -> String {
    let folder = course.folder.as_ref();
    let path = folder.map(|folder| fs::canonicalize(folder).unwrap_or(folder.clone()));

    path.map_or_else(
        || BUILT_IN.to_owned(),
        |path| path.to_string_lossy().into_owned(),
    )
}

fn progress(lesson: &Lesson) -> LessonProgress {
    let grain = Grain::ALL.iter().find(|(name, _)| *name == lesson.grain);
    LessonProgress {
        is_done: lesson.done,
        step: grain.map(|_| lesson.step),
        steps: lesson.steps,
        grain: grain.map(|(_, grain)| *grain).unwrap_or_default(),
        answered: lesson.answered.clone(),
    }
}

fn kept(progress: &LessonProgress) -> Option<Lesson> {
    Some(Lesson {
        done: progress.is_done,
        step: progress.step?,
        steps: progress.steps,
        grain: progress.grain.name().to_owned(),
        answered: progress.answered.clone(),
    })
}

/// What a file says; nothing where it is spoilt.
fn read_all(state: &Path) -> All {
    let is_short = fs::metadata(state).is_ok_and(|about| about.is_file() && about.len() <= LONGEST);
    let text = if is_short {
        fs::read(state).unwrap_or_default()
    } else {
        Vec::new()
    };

    serde_json::from_slice(&text).unwrap_or_default()
}

fn put(state: &Path, all: &All) {
    // Names and numbers can always be written down; a file that cannot be kept is none.
    let text = serde_json::to_vec_pretty(all).unwrap_or_default();
    let _ = file::write_all(vec![(state, Box::new(&text[..]))], true);
}
