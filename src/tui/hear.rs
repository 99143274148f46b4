//! What the terminal tells: keys, the mouse, what is pasted, and its answers to what it was asked. Nothing waits for an
//! answer: it comes as keys do, or never.

#[cfg(unix)]
#[path = "hear/bytes.rs"]
mod source;
#[cfg(not(unix))]
#[path = "hear/events.rs"]
mod source;

use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use termina::escape::csi::{Csi, Cursor};
use termina::escape::osc::{ColorOrQuery, DynamicColorNumber, Osc};
use termina::event::{self as terminal, Event};

use super::Wake;
use super::guard::Ear;

/// A sign that some terminals draw two columns wide, where the cursor stands after it, and neither left there.
const HOW_WIDE: &str = "\x1b[H\u{b7}\x1b[6n\x1b[H\x1b[K";

/// Of what colour the ground is.
const WHAT_GROUND: &str = "\x1b]11;?\x1b\\";

/// The bytes that ask how wide the terminal draws signs such as `·`, before anything else is drawn.
pub(super) fn how_wide() -> &'static [u8] {
    if source::HEARS_ANSWERS {
        HOW_WIDE.as_bytes()
    } else {
        b""
    }
}

/// Asks for the terminal's ground.
pub(super) fn ask_ground() -> io::Result<()> {
    if !source::HEARS_ANSWERS {
        return Ok(());
    }

    let mut out = io::stdout();
    out.write_all(WHAT_GROUND.as_bytes())?;
    out.flush()
}

/// Sends what the terminal tells, until it has vanished or nobody listens.
///
/// # Errors
/// If no thread can be had.
pub(super) fn listen(wakes: Sender<Wake>, ear: Ear) -> io::Result<()> {
    let listener = Listener { wakes, ear };
    let body = move || {
        let lost = source::listen(&listener);
        // Nobody waits any more if this cannot be told.
        let _ = listener.wakes.send(Wake::Lost(lost));
    };

    thread::Builder::new()
        .name("input".to_owned())
        .spawn(body)
        .map(drop)
}

/// Whether a key is Ctrl-C, which must be heard.
pub(super) fn leaves(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL
}

struct Listener {
    wakes: Sender<Wake>,
    ear: Ear,
}

impl Listener {
    /// Sends what was told; that the user wants to leave must be heard. False if nobody listens.
    fn send(&self, wake: Wake) -> bool {
        let is_urgent = wake.is_urgent();

        if is_urgent {
            self.ear.ask();
        }

        let is_sent = self.wakes.send(wake).is_ok();

        if is_urgent && is_sent {
            self.ear.insist(None);
        }

        is_sent
    }
}

/// What an event is for the session; nothing where it is nothing for it.
pub(super) fn wake(event: Event) -> Option<Wake> {
    match event {
        Event::Key(event) if event.kind != terminal::KeyEventKind::Release => Some(Wake::Key(
            KeyEvent::new(code(event.code)?, modifiers(event.modifiers)),
        )),
        Event::Mouse(event) => Some(Wake::Mouse(MouseEvent {
            kind: mouse(event.kind)?,
            column: event.column,
            row: event.row,
            modifiers: modifiers(event.modifiers),
        })),
        Event::Paste(text) => Some(Wake::Pasted(text)),
        Event::Csi(Csi::Cursor(Cursor::ActivePositionReport { col, .. })) => {
            Some(Wake::Width(col.get_zero_based()))
        }
        Event::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colours)) => {
            match colours.first()? {
                ColorOrQuery::Color(colour) => {
                    Some(Wake::Ground([colour.red, colour.green, colour.blue]))
                }
                ColorOrQuery::Query => None,
            }
        }
        _ => None,
    }
}

fn code(code: terminal::KeyCode) -> Option<KeyCode> {
    use terminal::KeyCode as Code;
    Some(match code {
        Code::Char(letter) => KeyCode::Char(letter),
        Code::Enter => KeyCode::Enter,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab => KeyCode::Tab,
        Code::Escape => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::BackTab => KeyCode::BackTab,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Insert => KeyCode::Insert,
        Code::Delete => KeyCode::Delete,
        Code::Function(number) => KeyCode::F(number),
        _ => return None,
    })
}

fn modifiers(held: terminal::Modifiers) -> KeyModifiers {
    [
        (terminal::Modifiers::SHIFT, KeyModifiers::SHIFT),
        (terminal::Modifiers::ALT, KeyModifiers::ALT),
        (terminal::Modifiers::CONTROL, KeyModifiers::CONTROL),
    ]
    .into_iter()
    .filter(|(has, _)| held.contains(*has))
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

fn mouse(kind: terminal::MouseEventKind) -> Option<MouseEventKind> {
    use terminal::MouseEventKind as Code;
    let button = |button| match button {
        terminal::MouseButton::Left => MouseButton::Left,
        terminal::MouseButton::Right => MouseButton::Right,
        terminal::MouseButton::Middle => MouseButton::Middle,
    };

    Some(match kind {
        Code::Down(pressed) => MouseEventKind::Down(button(pressed)),
        Code::Up(pressed) => MouseEventKind::Up(button(pressed)),
        Code::Drag(pressed) => MouseEventKind::Drag(button(pressed)),
        Code::Moved => MouseEventKind::Moved,
        Code::ScrollDown => MouseEventKind::ScrollDown,
        Code::ScrollUp => MouseEventKind::ScrollUp,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use termina::Parser;

    use super::*;

    fn heard(bytes: &str) -> Vec<Wake> {
        let mut parser = Parser::default();
        parser.parse(bytes.as_bytes(), false);
        std::iter::from_fn(|| parser.pop())
            .filter_map(wake)
            .collect()
    }

    #[test]
    fn answers_come_among_keys_and_are_none() {
        let heard = heard("l\x1b]11;rgb:ffff/eeee/0000\x1b\\\x1b[1;3R\x1b[Cq");
        let text: Vec<String> = heard.iter().map(|wake| format!("{wake:?}")).collect();
        assert_eq!(text.len(), 5, "{text:?}");
        assert!(matches!(heard[1], Wake::Ground([255, 238, 0])), "{text:?}");
        assert!(matches!(heard[2], Wake::Width(2)), "{text:?}");
        assert!(
            matches!(heard[3], Wake::Key(key) if key.code == KeyCode::Right),
            "{text:?}"
        );
    }

    #[test]
    fn a_sequence_in_pieces_is_one_key() {
        let arrow = b"\x1b[C";

        for cut in 1..arrow.len() {
            let mut parser = Parser::default();
            parser.parse(&arrow[..cut], true);
            assert!(parser.pop().is_none());
            parser.parse(&arrow[cut..], true);
            let text = parser.pop().and_then(wake);
            assert!(matches!(text, Some(Wake::Key(key)) if key.code == KeyCode::Right));
        }

        let mut parser = Parser::default();
        parser.parse(b"\x1b", true);
        parser.parse(b"", false);
        let text = parser.pop().and_then(wake);
        assert!(matches!(text, Some(Wake::Key(key)) if key.code == KeyCode::Esc));
    }

    #[test]
    fn what_is_pasted_is_no_key_and_the_mouse_is_where_it_is() {
        let heard = heard("\x1b[200~qq\n\x1b[201~\x1b[<0;3;2M");
        assert!(matches!(&heard[0], Wake::Pasted(text) if text == "qq\n"));
        assert!(matches!(heard[1], Wake::Mouse(mouse) if (mouse.column, mouse.row) == (2, 1)));
        assert_eq!(heard.len(), 2);
    }
}
