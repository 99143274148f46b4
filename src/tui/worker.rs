//! What takes longer than a frame is computed here, off the event thread; a newer change abandons an older computation.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use super::hand::Hand;
use super::{Shared, Wake};
use crate::app::App;
use crate::nn::{Awaited, Progress};

pub(super) struct Worker {
    done: Sender<Wake>,
    hand: Hand,
    task: Option<Task>,
}

struct Task {
    values: Shared,
    awaited: Awaited,
    /// Multiplications that it takes.
    work: u64,
    watch: Arc<Progress>,
}

impl Worker {
    /// One that has nothing to do yet.
    pub(super) fn new(done: Sender<Wake>) -> Self {
        Self {
            done,
            hand: Hand::new("worker"),
            task: None,
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.task.is_some()
    }

    /// Computes what the session waits for, or else what it wishes for. Returns how much of it is done, in percent, while it is not.
    pub(super) fn attend(&mut self, app: &App) -> Option<u8> {
        let wanted = app
            .waits_for()
            .or_else(|| app.values().wished(app.place().layer))
            .map(|awaited| (Arc::clone(app.values()), awaited));

        let same = |task: &Task, wanted: &(Shared, Awaited)| {
            Arc::ptr_eq(&task.values, &wanted.0) && task.awaited == wanted.1
        };

        match (&self.task, wanted) {
            (Some(task), Some(wanted)) if same(task, &wanted) => {}
            (_, wanted) => {
                self.abandon();
                self.task = wanted.map(|(values, awaited)| self.start(values, awaited));
            }
        }

        let task = self.task.as_ref()?;
        let done = task.watch.done.load(Ordering::Relaxed).min(task.work);

        Some(u8::try_from(u128::from(done) * 100 / u128::from(task.work.max(1))).unwrap_or(100))
    }

    /// Has it computed once what was abandoned has ended.
    fn start(&self, values: Shared, awaited: Awaited) -> Task {
        let task = Task {
            work: values.work_of(awaited),
            values,
            awaited,
            watch: Arc::default(),
        };

        let values = Arc::clone(&task.values);
        let watch = Arc::clone(&task.watch);
        let done = self.done.clone();

        self.hand.give(move || {
            values.fetch(awaited, &watch);
            // Nobody waits any more if this cannot be told.
            let _ = done.send(Wake::Computed);
        });

        task
    }

    /// Lets the current computation end unfinished.
    pub(super) fn abandon(&mut self) {
        if let Some(task) = self.task.take() {
            task.watch.stop.store(true, Ordering::Relaxed);
        }
    }
}
