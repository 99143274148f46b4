//! How far a recording is, and its end by a signal.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGQUIT, SIGXFSZ};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use super::super::Stop;
use crate::record::Recorded;
use crate::text::{CommandError, Language};

/// More frames than these are taken for a script that plays without an end.
const MOST_PLAYED: u64 = 100_000;

/// The signals that end a recording.
#[cfg(unix)]
const ENDING: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];

/// Those that other systems have.
#[cfg(not(unix))]
const ENDING: [i32; 2] = [SIGINT, SIGTERM];

/// The signal that ends a recording, once there is one. While it lives, the program does not end by itself.
pub(super) struct Interrupt {
    signal: Arc<AtomicUsize>,
    has_come: Arc<AtomicBool>,
}

impl Interrupt {
    /// Waits for one from now on.
    pub(super) fn awaited() -> io::Result<Self> {
        let interrupt = Self {
            signal: Arc::default(),
            has_come: Arc::default(),
        };

        for number in ENDING {
            flag::register_usize(number, Arc::clone(&interrupt.signal), number as usize)?;
            flag::register(number, Arc::clone(&interrupt.has_come))?;
        }

        // A file that grows too large is an error of its writer, not the end of the program.
        #[cfg(unix)]
        flag::register(SIGXFSZ, Arc::default())?;

        Ok(interrupt)
    }

    /// Whether one has come, for those who ask while they work.
    pub(super) fn has_come(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.has_come)
    }
}

/// Does it while a terminal is told how far it is; a signal ends it with no half file left, and then the program.
pub(super) fn watched(
    count: u64,
    interrupt: &Interrupt,
    language: Language,
    recording: impl FnOnce(
        &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> io::Result<ControlFlow<(), Recorded>>,
) -> Result<Option<Recorded>, Stop> {
    let mut shown = u64::MAX;
    let mut too_many = None;
    let is_seen = io::stderr().is_terminal();
    let done = recording(&mut |frames| {
        // What plays in a script makes more frames than the script has lines.
        let count = count.max(frames);
        let percent = frames * 100 / count;

        if is_seen && percent != shown {
            shown = percent;
            // Progress that cannot be told is no reason to stop.
            let _ = write!(
                io::stderr(),
                "\r{}",
                language.frames_recorded(frames, count, percent)
            );
        }

        too_many = Some(frames).filter(|frames| *frames > MOST_PLAYED);

        if too_many.is_some() || interrupt.has_come.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });

    if is_seen {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }

    let done = done?;

    if let Some(frames) = too_many {
        return Err(CommandError::TooManyFrames(frames, true).into());
    }

    match done {
        ControlFlow::Continue(made) => Ok(Some(made)),
        ControlFlow::Break(()) => {
            low_level::emulate_default_handler(interrupt.signal.load(Ordering::Relaxed) as i32)?;
            Ok(None)
        }
    }
}
