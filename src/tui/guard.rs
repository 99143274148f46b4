//! The terminal's modes: set on entry, and taken back on quit, error, panic and every signal that ends the program.

use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::Wake;

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The user has left.
    Left,
    /// A signal.
    Killed(i32),
}

/// While it lives, the terminal is ours.
pub(super) struct Guard;

impl Guard {
    /// Takes the terminal, and has signals sent.
    pub fn enter(sender: &Sender<Wake>) -> io::Result<Self> {
        let mut signals =
            Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let sender = sender.clone();
        thread::spawn(move || {
            signals
                .forever()
                .try_for_each(|signal| sender.send(Wake::Signal(signal)))
        });

        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));

        let guard = Self;
        take()?;

        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Sets the modes, on entry and after the program was stopped.
pub(super) fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableMouseCapture,
        EnableBracketedPaste,
        Hide
    )
}

/// Gives the terminal back, stops, and takes it again when continued.
pub(super) fn suspend() -> io::Result<()> {
    give_back();
    emulate_default_handler(SIGTSTP)?;
    take()
}

/// As much of it as can be done: the terminal may have vanished.
fn give_back() {
    let mut out = io::stdout();
    let _ = execute!(
        out,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Whether a signal asks to stop for a while.
pub(super) fn stops(signal: i32) -> bool {
    signal == SIGTSTP
}

/// Whether a signal says that the program was continued.
pub(super) fn continues(signal: i32) -> bool {
    signal == SIGCONT
}

/// Whether a signal says that the terminal has another size.
pub(super) fn resizes(signal: i32) -> bool {
    signal == SIGWINCH
}

/// Ends the program as the signal would have, so that whoever sent it sees that.
pub(super) fn die(signal: i32) {
    // If even that fails, the program ends by itself.
    let _ = emulate_default_handler(signal);
}
