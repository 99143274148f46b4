//! The terminal's modes: set on entry, and taken back on quit, error, panic and every signal that ends the program; also where
//! the event thread computes, or waits for a terminal that takes no output.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::{Attribute, SetAttribute};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::{Wake, signal};

/// How long the event thread may take to give the terminal back.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long it may take to end the program after that: it finishes a recording.
const LEAVING: Duration = Duration::from_secs(10);

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
    /// Takes the terminal's keys, and has signals sent. Its modes are set by [`modes`].
    pub(super) fn enter(sender: &Sender<Wake>, ear: &Ear) -> io::Result<Self> {
        let sender = sender.clone();
        let ear = ear.clone();
        signal::listen(move |number| tell(number, &sender, &ear))?;

        let report = std::panic::take_hook();
        let own = thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);

            // The event thread would wait for the others for ever.
            if thread::current().id() != own {
                std::process::exit(PANICKED);
            }
        }));

        let guard = Self;
        enable_raw_mode()?;

        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// The exit status of a program that has panicked.
const PANICKED: i32 = 101;

/// Sends a signal, and sees to it that it is heard. False if nobody listens.
fn tell(number: i32, sender: &Sender<Wake>, ear: &Ear) -> bool {
    let ends = signal::ends(number);

    if ends {
        ear.ask();
    }

    let is_sent = sender.send(Wake::Signal(number)).is_ok();

    if ends && is_sent {
        ear.insist(Some(number));
    }

    is_sent
}

/// Whether the event thread has heard that it should end, and has done what there is to do: whoever tells it sees to the
/// terminal otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Ear(Arc<AtomicBool>);

impl Ear {
    /// Begins to ask.
    pub(super) fn ask(&self) {
        self.0.store(false, Ordering::SeqCst);
    }

    /// It has been heard.
    pub(super) fn hear(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Waits until it has been heard, and after a signal until the program has ended. Ends it, if that takes too long.
    pub(super) fn insist(&self, number: Option<i32>) {
        let began = Instant::now();

        while !self.0.load(Ordering::SeqCst) {
            if began.elapsed() > PATIENCE {
                force(number.unwrap_or(signal::SIGINT));
            }

            thread::sleep(PATIENCE / 50);
        }

        if let Some(number) = number {
            thread::sleep(LEAVING);
            force(number);
        }
    }
}

/// Gives the terminal back in the event thread's stead, and ends the program as a signal does.
fn force(number: i32) -> ! {
    if let Some(mut terminal) = signal::terminal() {
        leave(&mut terminal);
    }

    let _ = disable_raw_mode();
    signal::die(number);
    std::process::exit(1)
}

/// Sets the modes, after the program was stopped.
pub(super) fn take() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    out.write_all(&modes())?;
    out.flush()
}

/// The bytes that set the modes.
pub(super) fn modes() -> Vec<u8> {
    let mut bytes = Vec::new();

    // Writing into a vector cannot fail.
    let _ = execute!(
        bytes,
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste,
        Hide
    );

    bytes
}

/// Gives the terminal back, stops, and takes it again when continued.
pub(super) fn suspend() -> io::Result<()> {
    give_back();
    signal::stop()?;
    take()
}

/// As much of it as can be done: the terminal may have vanished.
fn give_back() {
    leave(&mut io::stdout());
    let _ = disable_raw_mode();
}

/// Turns off what [`modes`] turn on, with one write.
fn leave(out: &mut impl Write) {
    let mut bytes = Vec::new();
    let _ = execute!(
        bytes,
        SetAttribute(Attribute::Reset),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.write_all(&bytes).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests;
