//! What a session asks of the world of files: names for new ones, writing, and the scenarios that can be opened. Knows no
//! terminal, so that recordings do the same as the viewer.

mod errand;
mod progress;
mod recent;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{Action, App, Choice, Effect, Preview, Shelf, Study};
use crate::document::escape;
use crate::scenario::{
    BuiltIn, Course, Lesson, Request, Scenario, broken, built_in, load, networks,
};

use errand::Writing;
pub use errand::{Errand, Outcome};

/// Where a session's files are.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The folder in which names without one are looked up.
    folder: PathBuf,
    /// Where it is kept which files were open lately.
    recent: Option<PathBuf>,
    /// Where it is kept how far one is in each course.
    progress: Option<PathBuf>,
}

impl Workspace {
    /// The current folder, the user's recent files and progress.
    #[must_use]
    pub fn here() -> Self {
        Self {
            folder: PathBuf::new(),
            recent: recent::state().map(|state| state.join("recent")),
            progress: recent::state().map(|state| state.join("progress.json")),
        }
    }

    /// Another folder; recent files and progress are kept in the folder `state`, or nowhere.
    #[must_use]
    pub fn at(folder: PathBuf, state: Option<&Path>) -> Self {
        Self {
            folder,
            recent: state.map(|state| state.join("recent")),
            progress: state.map(|state| state.join("progress.json")),
        }
    }

    /// A course, with how far one is in it; from its beginning where that is to be forgotten.
    #[must_use]
    pub fn study(&self, course: Course, is_fresh: bool) -> Study {
        if let Some(progress) = self.progress.as_deref().filter(|_| is_fresh) {
            progress::forget(progress, &course);
        }

        progress::read(self.progress.as_deref(), course)
    }

    /// Keeps how far a session is in its course.
    pub fn keep(&self, app: &App) {
        if let Some((progress, study)) = self.progress.as_deref().zip(app.study()) {
            progress::write(progress, study);
        }
    }

    /// Does what a session asks for, as far as files are concerned, and tells it what came of that.
    pub fn perform(&self, app: &mut App, effect: Effect) {
        if effect == Effect::List {
            for what in self.list(app) {
                app.learn(&what, &read(&what));
            }
        } else if let Some(errand) = self.begin(app, effect) {
            errand.run().tell(app);
        }
    }

    /// Does what can be done at once of what a session asks for; what takes longer is returned, to be run wherever there is time.
    pub fn begin(&self, app: &mut App, effect: Effect) -> Option<Errand> {
        match effect {
            Effect::Draw | Effect::Quit | Effect::Suspend | Effect::Record | Effect::List => None,
            Effect::Name => {
                app.propose(self.free_name(app.file()));
                None
            }
            Effect::Write { name, over } => Some(Errand::Write(self.writing(app, &name, over))),
            Effect::Open(what) => Some(Errand::Open(what)),
            Effect::Study(by) => self.begin_study(app, by),
            Effect::Lessons => {
                self.keep(app);
                app.list_lessons(lessons(app), false);
                None
            }
            Effect::Lesson { lesson, anew } => {
                self.begin_lesson(app, lesson, anew);
                None
            }
        }
    }

    /// Goes through the built-in course from what is open, and turns to another lesson or shows all.
    fn begin_study(&self, app: &mut App, by: Option<i8>) -> Option<Errand> {
        let course = Course::built_in().ok()?;

        let open = course.lesson(app.file().origin.what());
        let mut study = self.study(course, false);
        study.at = open.or(study.at);
        app.attend(study, open.is_some());

        let next = match by {
            Some(by) => app.apply(Action::Lesson(by)),
            None => Effect::Lessons,
        };

        self.begin(app, next)
    }

    /// Opens a lesson, and keeps how far one was in the one before.
    fn begin_lesson(&self, app: &mut App, lesson: usize, anew: bool) {
        let Some(found) = app
            .study()
            .and_then(|study| study.course.lessons.get(lesson))
        else {
            return;
        };

        match found.scenario() {
            Ok(scenario) => app.begin_lesson(lesson, Arc::new(scenario), anew),
            Err(faults) => app.tell(faults.faults()[0].to_string()),
        }

        self.keep(app);
    }

    /// Lists what can be opened. The course is read; the files that are still to be read are returned.
    pub fn list(&self, app: &mut App) -> Vec<String> {
        let course = on_shelf(built_in(), Shelf::Course).chain(on_shelf(broken(), Shelf::Course));
        let famous = on_shelf(networks(), Shelf::Networks);

        let recent = self.recent.as_deref().map(recent::read).unwrap_or_default();
        let files: Vec<String> = recent
            .iter()
            .map(|path| path.to_string_lossy().into_owned())
            .collect();

        let name = |what: &str| {
            Path::new(what)
                .file_name()
                .map(|name| escape(&name.to_string_lossy()))
        };

        let own = files
            .iter()
            .map(|what| choice(what, &name(what).unwrap_or_default(), Shelf::Files));

        let choices: Vec<Choice> = course.chain(famous).chain(own).collect();
        let open = &app.file().origin;
        let path = open.file().and_then(|file| std::path::absolute(file).ok());
        let is_open = |choice: &Choice| match &path {
            Some(path) => choice.shelf == Shelf::Files && Path::new(&choice.what) == path,
            None => open.what() == choice.what.as_str(),
        };

        let at = choices.iter().position(is_open).unwrap_or(0);
        app.list(choices, at);

        for built in built_in().iter().chain(broken()).chain(networks()) {
            app.learn(built.name, &read(built.name));
        }

        files
    }

    /// Remembers a file among the recent ones. It is no matter if that cannot be done.
    pub fn remember(&self, file: &Path) {
        if let Some(recent) = &self.recent {
            recent::remember(recent, file);
        }
    }

    /// A name that no file has yet: beside the scenario's own file, or in the folder.
    fn free_name(&self, file: &Scenario) -> String {
        let own = file.origin.file().map(Path::to_owned);
        let stem = own
            .as_deref()
            .and_then(Path::file_stem)
            .map_or(file.name.clone(), |stem| {
                stem.to_string_lossy().into_owned()
            });

        let (root, number) = match stem.rsplit_once('-') {
            Some((root, number)) if own.is_some() && !root.is_empty() => {
                (root.to_owned(), number.parse().ok())
            }
            _ => (stem.clone(), None),
        };

        let (root, first) = number
            .map_or((stem, if own.is_some() { 2 } else { 1 }), |number: u32| {
                (root, number.saturating_add(1))
            });

        let name = |number: u32| match number {
            1 => format!("{root}.toml"),
            number => format!("{root}-{number}.toml"),
        };

        let path = |number| {
            own.as_ref().map_or_else(
                || PathBuf::from(name(number)),
                |own| own.with_file_name(name(number)),
            )
        };

        let number = (first..=u32::MAX)
            .find(|&number| self.folder.join(path(number)).symlink_metadata().is_err());

        path(number.unwrap_or(first)).to_string_lossy().into_owned()
    }

    fn writing(&self, app: &App, name: &str, over: bool) -> Writing {
        let name = with_ending(name);

        Writing {
            path: self.folder.join(&name),
            name,
            over,
            language: app.language(),
            scenario: Arc::clone(app.scenario()),
            network: Arc::clone(app.values().network()),
        }
    }
}

/// The name of a file, with the ending that it has to have; a folder's name stays as it is.
fn with_ending(name: &str) -> String {
    let is_folder = name.ends_with('/') || Path::new(name).file_name().is_none();
    if is_folder || Path::new(name).extension().is_some() {
        name.to_owned()
    } else {
        format!("{name}.toml")
    }
}

/// What is known of each lesson of the course that a session goes through.
#[must_use]
pub fn lessons(app: &App) -> Vec<Preview> {
    let lessons = app.study().map(|study| &study.course.lessons);
    let read = lessons.into_iter().flatten().map(Lesson::scenario);

    read.map(Preview::of).collect()
}

/// What reading a scenario tells of it.
#[must_use]
pub fn read(what: &str) -> Preview {
    Preview::of(load(what, &Request::default()))
}

/// Built-in scenarios as choices.
fn on_shelf(built: &'static [BuiltIn], shelf: Shelf) -> impl Iterator<Item = Choice> {
    built
        .iter()
        .map(move |built| choice(built.name, built.name, shelf))
}

fn choice(what: &str, name: &str, shelf: Shelf) -> Choice {
    Choice {
        what: what.to_owned(),
        name: name.to_owned(),
        shelf,
        about: Preview::Unread,
    }
}
