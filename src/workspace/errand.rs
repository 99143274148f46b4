//! What takes time with files: writing a scenario, and opening one. It needs no session while it is done, so that it can be
//! done by another thread, and tells the session what came of it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{App, Open, Preview};
use crate::document::{Faults, escape};
use crate::file;
use crate::nn::Network;
use crate::scenario::{Request, Revision, Scenario, load, revise};
use crate::text::Language;

/// Something to be done with files.
#[derive(Debug)]
pub enum Errand {
    /// Open a scenario.
    Open(String),
    /// Write one.
    Write(Writing),
}

/// A scenario that is to be written, with its network as it is now.
#[derive(Debug)]
pub struct Writing {
    pub(super) path: PathBuf,
    /// What it is called where it is spoken of.
    pub(super) name: String,
    /// Whether what is there may be replaced.
    pub(super) over: bool,
    pub(super) language: Language,
    pub(super) scenario: Arc<Scenario>,
    pub(super) network: Arc<Network>,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// What was read, and from where.
    Opened(String, Result<Arc<Scenario>, Faults>),
    /// What was written, and what it is when it is read again.
    Wrote(Writing, Box<Revision>, Arc<Scenario>),
    /// These files are there already.
    There(Writing, String),
    /// Why nothing was written.
    Failed(Writing, String),
}

impl Errand {
    /// Does it.
    #[must_use]
    pub fn run(self) -> Outcome {
        match self {
            Self::Open(what) => {
                let read = load(&what, &Request::default()).map(Arc::new);
                Outcome::Opened(what, read)
            }
            Self::Write(writing) => writing.run(),
        }
    }
}

impl Outcome {
    /// Tells a session of it.
    pub fn tell(self, app: &mut App) {
        match self {
            // Who has closed the list meanwhile wants no other scenario any more.
            Self::Opened(_, Ok(scenario)) if matches!(app.open(), Open::Choose(_)) => {
                app.opened(scenario);
            }
            Self::Opened(_, Ok(_)) => {}
            Self::Opened(what, Err(faults)) => app.learn(&what, &Preview::Bad(faults)),
            Self::Wrote(writing, revision, scenario) => {
                let Revision {
                    sidecars,
                    gone,
                    notes,
                    ..
                } = &*revision;

                // What has been changed since is not what was written.
                if Arc::ptr_eq(&writing.network, app.values().network()) {
                    app.written(scenario);
                }

                let name = escape(&writing.name);
                app.tell(writing.language.wrote(&name, sidecars.len(), gone, *notes));
            }
            Self::There(writing, there) => app.ask_over(writing.name, there),
            Self::Failed(writing, why) => {
                let name = escape(&writing.name);
                app.tell(writing.language.not_written(&name, &why));
            }
        }
    }
}

impl Writing {
    fn run(self) -> Outcome {
        match self.revise() {
            Err(why) => Outcome::Failed(self, why),
            Ok(revision) => {
                let there = there(&self.path, &revision);

                if there.is_empty() || self.over {
                    self.put(revision)
                } else {
                    Outcome::There(self, escape(&there.join(", ")))
                }
            }
        }
    }

    /// The text that is to be written, and what goes with it.
    fn revise(&self) -> Result<Revision, String> {
        let failed = |kind: io::ErrorKind| self.language.file_error(&kind.into());
        let folder = self.path.parent();

        if self.path.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory));
        }

        if folder.is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(failed(io::ErrorKind::NotFound));
        }

        revise(&self.scenario, &self.network, &self.path).map_err(|why| why.said(self.language))
    }

    /// Writes it, and reads it again.
    fn put(self, revision: Revision) -> Outcome {
        if let Err(error) = put(&self.path, &revision, self.over) {
            let why = self.language.file_error(&error);
            return Outcome::Failed(self, why);
        }

        let request = Request {
            allow_outside: self.scenario.origin.allows_outside(),
            ..Request::default()
        };

        match load(&self.path, &request) {
            Ok(scenario) => Outcome::Wrote(self, Box::new(revision), Arc::new(scenario)),
            Err(faults) => {
                let why = faults.faults()[0].line_in(self.language);
                Outcome::Failed(self, why)
            }
        }
    }
}

/// The files of a revision that are there already, with something else in them.
fn there(path: &Path, revision: &Revision) -> Vec<String> {
    let all =
        std::iter::once(path).chain(revision.sidecars.iter().map(|beside| beside.path.as_path()));

    let there = all.filter(|path| path.symlink_metadata().is_ok());
    there
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

/// Writes the scenario and what goes with it: all, or nothing.
fn put(path: &Path, revision: &Revision, over: bool) -> io::Result<()> {
    let mut files: Vec<file::Whole> = Vec::new();
    for beside in &revision.sidecars {
        files.push((&beside.path, beside.content.reader()?));
    }

    files.push((path, Box::new(revision.text.as_bytes())));

    file::write_all(files, over)
}
