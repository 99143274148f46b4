//! What a session asks of the world of files: names for new ones, writing, and the scenarios that can be opened. Knows no
//! terminal, so that recordings do the same as the viewer.

mod recent;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{About, App, Choice, Effect, Shelf};
use crate::file;
use crate::scenario::{
    BuiltIn, Request, Revision, Scenario, built_in, escape, load, networks, revise,
};

/// Where a session's files are.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The folder in which names without one are looked up.
    folder: PathBuf,
    /// Where it is kept which files were open lately.
    recent: Option<PathBuf>,
}

impl Desk {
    /// The current folder, and the user's recent files.
    #[must_use]
    pub fn here() -> Self {
        Self {
            folder: PathBuf::new(),
            recent: recent::place(),
        }
    }

    /// Another folder; recent files are kept where `recent` says, or nowhere.
    #[must_use]
    pub fn at(folder: PathBuf, recent: Option<PathBuf>) -> Self {
        Self { folder, recent }
    }

    /// Does what a session asks for, as far as files are concerned, and tells it what came of that.
    pub fn perform(&self, app: &mut App, effect: Effect) {
        match effect {
            Effect::Draw | Effect::Quit | Effect::Suspend | Effect::Record => {}
            Effect::Name => app.propose(self.free_name(app.file())),
            Effect::Write { name, over } => self.write(app, &name, over),
            Effect::List => {
                for what in self.list(app) {
                    app.learn(&what, &read(&what));
                }
            }
            Effect::Open(what) => match load(&what, &Request::default()) {
                Ok(scenario) => app.opened(Arc::new(scenario)),
                Err(faults) => app.learn(&what, &About::Bad(faults)),
            },
        }
    }

    /// Lists what can be opened. The course is read; the files that are still to be read are returned.
    pub fn list(&self, app: &mut App) -> Vec<String> {
        let course = on_shelf(built_in(), Shelf::Course);
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
            None => choice.what == open.what(),
        };

        let at = choices.iter().position(is_open).unwrap_or(0);
        app.list(choices, at);

        for built in built_in().iter().chain(networks()) {
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

    fn write(&self, app: &mut App, name: &str, over: bool) {
        let name = with_ending(name);
        let language = app.language();

        match self.try_to_write(app, &name, over) {
            Ok(Some(revision)) => {
                let Revision {
                    besides,
                    expects,
                    notes,
                    ..
                } = &revision;

                app.tell(language.wrote(&escape(&name), besides.len(), expects, *notes));
            }
            Ok(None) => {}
            Err(why) => {
                app.tell(language.not_written(&escape(&name), &why));
            }
        }
    }

    /// Writes, and has the session go on with what was written; `None` where it has to be asked first.
    fn try_to_write(
        &self,
        app: &mut App,
        name: &str,
        over: bool,
    ) -> Result<Option<Revision>, String> {
        let path = self.folder.join(name);
        let language = app.language();
        if path.is_dir() {
            return Err(language.file_error(&io::ErrorKind::IsADirectory.into()));
        }
        if path
            .parent()
            .is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        {
            return Err(language.file_error(&io::ErrorKind::NotFound.into()));
        }
        let revision = revise(app.scenario(), app.values().network(), &path)?;
        let there = there(&path, &revision);
        if !there.is_empty() && !over {
            app.ask_over(name.to_owned(), escape(&there.join(", ")));
            return Ok(None);
        }
        put(&path, &revision, over).map_err(|error| language.file_error(&error))?;
        let request = Request {
            allow_outside: app.scenario().origin.allows_outside(),
            ..Request::default()
        };
        let read = load(&path.to_string_lossy(), &request);
        app.written(Arc::new(
            read.map_err(|faults| faults.faults()[0].to_string())?,
        ));
        Ok(Some(revision))
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

/// What reading a scenario tells of it.
#[must_use]
pub fn read(what: &str) -> About {
    About::of(load(what, &Request::default()))
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
        about: About::Unread,
    }
}

/// The files of a revision that are there already, with something else in them.
fn there(path: &Path, revision: &Revision) -> Vec<String> {
    let all =
        std::iter::once(path).chain(revision.besides.iter().map(|beside| beside.path.as_path()));

    let there = all.filter(|path| path.symlink_metadata().is_ok());
    there
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

/// Writes the scenario and what goes with it: all, or nothing.
fn put(path: &Path, revision: &Revision, over: bool) -> io::Result<()> {
    let mut files: Vec<file::Whole> = Vec::new();
    for beside in &revision.besides {
        files.push((&beside.path, beside.content.reader()?));
    }

    files.push((path, Box::new(revision.text.as_bytes())));

    file::write_all(files, over)
}
