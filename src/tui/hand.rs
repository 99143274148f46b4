//! A thread that does one thing after the other, as long as somebody may give it more.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// What gives it jobs.
pub(super) struct Hand {
    jobs: Sender<Job>,
}

impl Hand {
    /// One that waits for its first job.
    ///
    /// # Errors
    /// If no thread can be had.
    pub(super) fn new(name: &str) -> io::Result<Self> {
        let (jobs, given) = mpsc::channel::<Job>();
        let body = move || given.into_iter().for_each(|job| job());

        thread::Builder::new().name(name.to_owned()).spawn(body)?;

        Ok(Self { jobs })
    }

    /// Has a job done after those that were given before.
    pub(super) fn give(&self, job: impl FnOnce() + Send + 'static) {
        // The thread ends only with the program.
        let _ = self.jobs.send(Box::new(job));
    }
}
