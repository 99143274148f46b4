//! What the system sends a program: signals on Unix; elsewhere nothing, for there Ctrl-C is a key and a closed window ends it.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use other::{continues, die, ends, listen, resizes, stop, stops, terminal};
#[cfg(unix)]
pub(super) use unix::{continues, die, ends, listen, resizes, stop, stops, terminal};

pub(super) use signal_hook::consts::SIGINT;
