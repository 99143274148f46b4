//! The terminal's bytes, taken apart as they come.

use std::io;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use termina::Parser;

use super::{Listener, wake};

/// Answers come among the bytes.
pub(super) const HEARS_ANSWERS: bool = true;

/// How long the rest of a sequence may take: what begins like one and goes on later is the key Esc.
const PIECES: Duration = Duration::from_millis(50);

/// Bytes that are read before any of them is looked at.
const MOST_AT_ONCE: usize = 1 << 24;

/// Listens until it cannot; returns why.
pub(super) fn listen(listener: &Listener) -> io::Error {
    let mut parser = Parser::default();
    // Whether what has come may be the beginning of a sequence.
    let mut is_open = false;

    loop {
        let heard = match wait(is_open.then_some(PIECES)) {
            Ok(true) => read(),
            Ok(false) => Ok(Vec::new()),
            Err(error) => Err(error),
        };

        match heard {
            Ok(bytes) => {
                is_open = !bytes.is_empty();
                parser.parse(&bytes, is_open);
            }
            Err(error) => return error.into(),
        }

        while let Some(event) = parser.pop() {
            if !wake(event).is_none_or(|wake| listener.send(wake)) {
                return io::ErrorKind::BrokenPipe.into();
            }
        }
    }
}

/// Waits until there is something to read; false if there is not within this time.
fn wait(patience: Option<Duration>) -> Result<bool, Errno> {
    let input = stdin();
    let mut polled = [PollFd::new(&input, PollFlags::IN)];
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());

    match poll(&mut polled, patience.as_ref()) {
        Err(Errno::INTR) => wait(patience.map(|_| PIECES)),
        polled => polled.map(|count| count > 0),
    }
}

/// All that there is to read, so that what is pasted is not taken apart again with each piece of it.
fn read() -> Result<Vec<u8>, Errno> {
    let mut all = Vec::new();
    let mut bytes = [0; 4096];

    loop {
        match rustix::io::read(stdin(), &mut bytes) {
            Ok(0) if all.is_empty() => return Err(Errno::IO),
            Ok(0) => return Ok(all),
            Ok(count) => all.extend(&bytes[..count]),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }

        if all.len() > MOST_AT_ONCE || !wait(Some(Duration::ZERO))? {
            return Ok(all);
        }
    }
}
