//! Signals.

use std::fs::File;
use std::io;
use std::thread;

use rustix::fs::{Mode, OFlags, open};
use rustix::stdio::stdin;
use rustix::termios::{Action, QueueSelector, tcflow, tcflush};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// Has each signal told from now on, until it returns false.
pub(in crate::tui) fn listen(mut tell: impl FnMut(i32) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ,
    ])?;

    let body = move || {
        for signal in signals.forever() {
            // A file that grows too large is an error of its writer, not the end of the program.
            if signal != SIGXFSZ && !tell(signal) {
                return;
            }
        }
    };

    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(body)
        .map(drop)
}

/// Whether a signal ends the program.
pub(in crate::tui) fn ends(signal: i32) -> bool {
    matches!(signal, SIGTERM | SIGHUP | SIGINT | SIGQUIT)
}

/// Whether a signal asks to stop for a while.
pub(in crate::tui) fn stops(signal: i32) -> bool {
    signal == SIGTSTP
}

/// Whether a signal says that the program was continued.
pub(in crate::tui) fn continues(signal: i32) -> bool {
    signal == SIGCONT
}

/// Whether a signal says that the terminal has another size.
pub(in crate::tui) fn resizes(signal: i32) -> bool {
    signal == SIGWINCH
}

/// Stops the program until it is continued.
pub(in crate::tui) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// The terminal, where it may take no output: what it has not taken is thrown away, for nothing else would come through.
pub(in crate::tui) fn terminal() -> Option<File> {
    let _ = tcflow(stdin(), Action::OOn);
    let _ = tcflush(stdin(), QueueSelector::OFlush);
    let flags = OFlags::WRONLY | OFlags::NONBLOCK;

    open("/dev/tty", flags, Mode::empty()).ok().map(File::from)
}

/// Ends the program as the signal would have, so that whoever sent it sees that.
pub(in crate::tui) fn die(signal: i32) {
    // If even that fails, the program ends by itself.
    let _ = emulate_default_handler(signal);
}
