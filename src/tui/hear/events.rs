//! What the terminal tells where its bytes are taken apart by the system.

use std::io;

use ratatui::crossterm::event::{self, Event, KeyEvent, KeyEventKind};

use super::Listener;
use crate::tui::Wake;

/// Answers would be keys.
pub(super) const HEARS_ANSWERS: bool = false;

/// Listens until it cannot; returns why.
pub(super) fn listen(listener: &Listener) -> io::Error {
    loop {
        let wake = match event::read() {
            Ok(event) => wake(event),
            Err(error) => return error,
        };

        if !wake.is_none_or(|wake| listener.send(wake)) {
            return io::ErrorKind::BrokenPipe.into();
        }
    }
}

/// What an event is for the session; nothing where it is nothing for it.
fn wake(event: Event) -> Option<Wake> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            Some(Wake::Key(KeyEvent::new(key.code, key.modifiers)))
        }
        Event::Mouse(mouse) => Some(Wake::Mouse(mouse)),
        Event::Paste(text) => Some(Wake::Pasted(text)),
        // The next frame is as large as the terminal.
        Event::Resize(..) => Some(Wake::Computed),
        _ => None,
    }
}
