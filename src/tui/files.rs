//! What a session asks of files, done beside the keys: opening, writing, listing, and remembering what was open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::thread;

use super::{Session, Wake, signal};
use crate::app::Effect;
use crate::workspace::{self, Outcome};

impl Session {
    /// Watches and remembers the file that the session is about.
    pub(super) fn follow(&mut self) {
        self.watcher.attend(&self.app);
        let origin = &self.app.file().origin;
        let is_known = self
            .remembered
            .as_ref()
            .is_some_and(|known| known.what() == origin.what());

        if let (Some(file), false) = (origin.file().map(std::path::Path::to_owned), is_known) {
            self.remembered = Some(Arc::clone(origin));
            self.finish_remembering();
            let workspace = self.workspace.clone();
            let remember = move || workspace.remember(&file);
            self.remembering = thread::Builder::new().spawn(remember).ok();
        }
    }

    pub(super) fn finish_remembering(&mut self) {
        if let Some(thread) = self.remembering.take() {
            // A list that could not be kept is none.
            let _ = thread.join();
        }
    }

    /// Does what the session asks of files. They may be large: another thread reads and writes them. What is listed is read
    /// until something else is asked for.
    pub(super) fn perform(&mut self, effect: Effect) {
        self.listing.store(true, Ordering::Relaxed);
        let wakes = self.wakes.clone();

        if effect == Effect::List {
            self.finish_remembering();
            let files = self.workspace.list(&mut self.app);
            let stop = Arc::new(AtomicBool::new(false));
            self.listing = Arc::clone(&stop);

            self.clerk.give(move || {
                let mut files = files.into_iter();
                let mut next = || files.next().filter(|_| !stop.load(Ordering::Relaxed));

                while let Some(what) = next() {
                    let about = workspace::read(&what);
                    // Nobody waits any more if this cannot be told.
                    let _ = wakes.send(Wake::Learned(what, about));
                }
            });
        } else if let Some(errand) = self.workspace.begin(&mut self.app, effect) {
            self.errands += 1;
            self.clerk.give(move || {
                let _ = wakes.send(Wake::Done(errand.run()));
            });
        }
    }

    pub(super) fn done(&mut self, outcome: Outcome) {
        self.errands -= 1;
        outcome.tell(&mut self.app);
    }

    /// Waits for what is being written: who leaves does not lose it.
    pub(super) fn finish_errands(&mut self, wakes: &Receiver<Wake>) {
        while self.errands > 0 {
            match wakes.recv() {
                Ok(Wake::Done(outcome)) => self.done(outcome),
                Ok(Wake::Signal(signal)) if signal::ends(signal) => return,
                Ok(_) => {}
                Err(_) => return,
            }
        }
    }
}
