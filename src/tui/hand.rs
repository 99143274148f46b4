//! A thread that does one thing after the other, as long as somebody may give it more. It begins with the first: the first frame
//! waits for none.

use std::cell::OnceCell;
use std::sync::mpsc::{self, Sender};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// What gives it jobs.
pub(super) struct Hand {
    name: &'static str,
    /// None where no thread can be had.
    jobs: OnceCell<Option<Sender<Job>>>,
}

impl Hand {
    /// One that waits for its first job.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            jobs: OnceCell::new(),
        }
    }

    /// Has a job done after those that were given before. Where no thread can be had, it is done here and now.
    pub(super) fn give(&self, job: impl FnOnce() + Send + 'static) {
        match self.jobs.get_or_init(|| begin(self.name)) {
            // The thread ends only with the program.
            Some(jobs) => drop(jobs.send(Box::new(job))),
            None => job(),
        }
    }
}

fn begin(name: &str) -> Option<Sender<Job>> {
    let (jobs, given) = mpsc::channel::<Job>();
    let body = move || given.into_iter().for_each(|job| job());
    let thread = thread::Builder::new().name(name.to_owned()).spawn(body);

    thread.is_ok().then_some(jobs)
}
