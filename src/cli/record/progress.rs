//! How far a recording is, and its end by a signal.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::super::Stop;

/// Does it while a terminal is told how far it is; a signal ends it with no file left, and then the program.
pub(super) fn watched(
    count: u64,
    recording: impl FnOnce(&mut dyn FnMut(u64) -> ControlFlow<()>) -> io::Result<ControlFlow<()>>,
) -> Result<(), Stop> {
    let signal = Arc::new(AtomicUsize::new(0));
    for number in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register_usize(number, Arc::clone(&signal), number as usize)?;
    }
    let mut told = u64::MAX;
    let is_seen = io::stderr().is_terminal();
    let done = recording(&mut |frames| {
        let percent = frames * 100 / count.max(frames);
        if is_seen && percent != told {
            told = percent;
            // Progress that cannot be told is no reason to stop.
            let _ = write!(io::stderr(), "\rrecording: frame {frames} of {count}, {percent} %");
        }
        if signal.load(Ordering::Relaxed) == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    if is_seen {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    if done?.is_break() {
        signal_hook::low_level::emulate_default_handler(signal.load(Ordering::Relaxed) as i32)?;
    }
    Ok(())
}
