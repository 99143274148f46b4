//! The file that a session is about, and those that it names, watched by a thread of its own: when one has changed, the session's
//! is read there and sent. A change counts once the files have been left alone for a moment, so that no editor is caught in the
//! middle of writing.

use std::fs::{self, Metadata};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Wake;
use crate::app::App;
use crate::document::Faults;
use crate::scenario::{Origin, Scenario, named_files, reload};

/// How often the file is looked at.
const PAUSE: Duration = Duration::from_millis(150);

/// What has changed since so short a time may have changed after it was read.
const FRESH: Duration = Duration::from_millis(500);

/// What was read, of which version of the session's file.
#[derive(Debug)]
pub(super) struct Reread {
    origin: Arc<Origin>,
    pub read: Result<Arc<Scenario>, Faults>,
}

/// Watches the file of a session, if it has one.
pub(super) struct Watcher {
    wakes: Sender<Wake>,
    watch: Option<Watch>,
}

struct Watch {
    origin: Arc<Origin>,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Watcher {
    pub(super) fn new(wakes: Sender<Wake>) -> Self {
        Self { wakes, watch: None }
    }

    /// Sees to it that the file is watched that the session is about now.
    pub(super) fn attend(&mut self, app: &App) {
        let origin = &app.file().origin;
        if self
            .watch
            .as_ref()
            .is_some_and(|watch| Arc::ptr_eq(&watch.origin, origin))
        {
            return;
        }
        self.stop();
        if origin.file().is_some() {
            self.watch = start(Arc::clone(origin), self.wakes.clone());
        }
    }

    /// Whether the session is still about the file that was read.
    pub(super) fn is_of(&self, reread: &Reread) -> bool {
        self.watch
            .as_ref()
            .is_some_and(|watch| Arc::ptr_eq(&watch.origin, &reread.origin))
    }

    fn stop(&mut self) {
        if let Some(watch) = self.watch.take() {
            watch.stop.store(true, Ordering::Relaxed);
            watch.thread.thread().unpark();
        }
    }
}

/// Nothing where no thread can be had: the file is not watched then.
fn start(origin: Arc<Origin>, wakes: Sender<Wake>) -> Option<Watch> {
    let stop = Arc::new(AtomicBool::new(false));
    let origin_there = Arc::clone(&origin);
    let stop_there = Arc::clone(&stop);
    let body = move || watch(&origin_there, &stop_there, &wakes);
    let thread = thread::Builder::new().spawn(body).ok()?;

    Some(Watch {
        origin,
        stop,
        thread,
    })
}

fn watch(origin: &Arc<Origin>, stop: &AtomicBool, wakes: &Sender<Wake>) {
    let Some(file) = origin.file() else { return };
    let mut named = named_files(origin);
    let mut before = looks(file, &named);

    // The files may have changed between being read and being watched.
    let is_as_read = origin.is_as_read() && !named.iter().any(|file| is_fresh(file));
    let mut known = is_as_read.then_some(before.clone());

    while !stop.load(Ordering::Relaxed) {
        let mut now = looks(file, &named);

        if known.as_ref() != Some(&now) && now == before {
            named = named_files(origin);
            now = looks(file, &named);
            known = Some(now.clone());
            let read = reload(origin).map(Arc::new);
            if stop.load(Ordering::Relaxed)
                || wakes
                    .send(Wake::Reread(Reread {
                        origin: Arc::clone(origin),
                        read,
                    }))
                    .is_err()
            {
                return;
            }
        }

        before = now;
        thread::park_timeout(PAUSE);
    }
}

/// What a file looks like from outside: another one in its place, or other contents, look different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    length: u64,
    identity: Identity,
}

/// Whether a file has changed a moment ago, or is gone.
fn is_fresh(file: &Path) -> bool {
    let changed = fs::metadata(file).and_then(|about| about.modified()).ok();
    let age = changed.and_then(|changed| changed.elapsed().ok());

    age.is_none_or(|age| age < FRESH)
}

/// A file and those that it names.
fn looks(file: &Path, named: &[PathBuf]) -> Vec<Option<Look>> {
    let named = named.iter().map(PathBuf::as_path);
    std::iter::once(file).chain(named).map(look).collect()
}

/// `None` where there is no file.
fn look(file: &Path) -> Option<Look> {
    let about = fs::metadata(file).ok()?;

    Some(Look {
        length: about.len(),
        identity: identity(&about),
    })
}

/// Which file it is, and when it was changed.
#[cfg(unix)]
type Identity = ([u64; 2], [i64; 4]);

#[cfg(unix)]
fn identity(about: &Metadata) -> Identity {
    let times = [
        about.mtime(),
        about.mtime_nsec(),
        about.ctime(),
        about.ctime_nsec(),
    ];

    ([about.dev(), about.ino()], times)
}

/// When it was made and changed, where files have no numbers that can be asked for.
#[cfg(not(unix))]
type Identity = [Option<std::time::SystemTime>; 2];

#[cfg(not(unix))]
fn identity(about: &Metadata) -> Identity {
    [about.created().ok(), about.modified().ok()]
}
