//! `course`: the lessons in their order, with how far one is in each: in the viewer, or as a list where nobody sits at a terminal.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::config::{Colours, colours};
use super::viewing::Viewing;
use super::{Spoken, Stop};
use crate::app::{App, Preview, Study};
use crate::config::Config;
use crate::scenario::Course;
use crate::workspace::{self, Workspace};

/// Arguments of `course`.
#[derive(Debug, Args)]
pub(super) struct Lessons {
    /// A folder with a course.toml [default: the built-in course]
    folder: Option<PathBuf>,
    /// Forget your progress
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    screen: Viewing,
    #[command(flatten)]
    spoken: Spoken,
    /// Colours
    #[arg(long, value_name = "NAME", value_parser = colours(&[]), default_value = "auto")]
    theme: Colours,
}

impl Lessons {
    pub(super) fn open(&self, config: &Config, out: &mut impl Write) -> Result<(), Stop> {
        let course = match &self.folder {
            Some(folder) => Course::in_folder(folder)?,
            None => Course::built_in()?,
        };

        let study = Workspace::here().study(course, self.fresh);
        let first = study.course.lessons[study.next()].scenario()?;
        let language = self.spoken.language();
        let mut app = self.screen.session(first, &self.theme, language, config);
        app.attend(study, false);
        app.list_lessons(workspace::lessons(&app), true);

        if self.screen.can_show() {
            return self.screen.show(app);
        }

        app.study().map_or(Ok(()), |study| list(&app, study, out))
    }
}

/// The lessons, one a line, under the headings of their parts.
fn list(app: &App, study: &Study, out: &mut impl Write) -> Result<(), Stop> {
    let language = app.language();
    let tag = language.tag();
    let course = &study.course;
    let done = language.lessons_done(study.done(), course.lessons.len());
    writeln!(out, "{}  {done}", course.title.in_language(tag))?;
    writeln!(out, "{}", course.summary.in_language(tag))?;

    for (lesson, of_course) in course.lessons.iter().enumerate() {
        if let Some(part) = &of_course.part {
            writeln!(out, "\n{}", part.in_language(tag))?;
        }

        let mark = study.mark(lesson);
        let number = course.number(lesson);
        let title = app.lesson_title(lesson).unwrap_or_default();
        writeln!(out, "{mark} {number:>4}  {title}")?;

        let summary = match study.about.get(lesson) {
            Some(Preview::Good(card)) => card.summary.in_language(tag),
            _ => "",
        };

        if !summary.is_empty() {
            writeln!(out, "        {summary}")?;
        }
    }

    Ok(())
}
