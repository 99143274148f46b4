//! What stands for signals where there are none.

use std::fs::{File, OpenOptions};
use std::io;

/// Nothing is sent: the terminal's keys say all.
pub(in crate::tui) fn listen(_tell: impl FnMut(i32) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Whatever is sent ends the program.
pub(in crate::tui) fn ends(_signal: i32) -> bool {
    true
}

/// Nothing asks to stop for a while.
pub(in crate::tui) fn stops(_signal: i32) -> bool {
    false
}

/// So nothing is continued.
pub(in crate::tui) fn continues(_signal: i32) -> bool {
    false
}

/// Another size comes as keys do.
pub(in crate::tui) fn resizes(_signal: i32) -> bool {
    false
}

/// Programs are not stopped here.
pub(in crate::tui) fn stop() -> io::Result<()> {
    Ok(())
}

/// The terminal.
pub(in crate::tui) fn terminal() -> Option<File> {
    OpenOptions::new().write(true).open("CONOUT$").ok()
}

/// The program ends by itself.
pub(in crate::tui) fn die(_signal: i32) {}
