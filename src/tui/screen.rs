//! What the terminal shows, and the bytes that bring it from one frame to the next: as few as there can be, in one write.

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::crossterm::terminal;
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::record::{AnsiWriter, CellStyle, changes};

/// What the terminal shows; nothing is known of it at first.
#[derive(Debug, Default)]
pub(super) struct Screen {
    shown: Option<Buffer>,
    writer: AnsiWriter<Color>,
    /// What goes before the next frame, in the same write.
    opening: Vec<u8>,
}

impl Screen {
    /// The columns and lines that the terminal has now.
    pub(super) fn area() -> io::Result<Rect> {
        let (width, height) = terminal::size()?;
        Ok(Rect::new(0, 0, width, height))
    }

    /// Writes these bytes before the next frame.
    pub(super) fn begin(&mut self, bytes: &[u8]) {
        self.opening.extend_from_slice(bytes);
    }

    /// Shows a frame, which is as large as the terminal is.
    pub(super) fn show(&mut self, frame: Buffer) -> io::Result<()> {
        let before = self.shown.take().filter(|shown| shown.area == frame.area);
        let mut bytes = std::mem::take(&mut self.opening);

        if before.is_none() {
            self.writer = AnsiWriter::default();
            bytes.extend(b"\x1b[0m\x1b[2J");
        }

        let ground = CellStyle::plain(Color::Reset, Color::Reset);
        let runs = changes(before.as_ref(), &frame, ground);

        let painted = match before {
            Some(_) => self.writer.paint_frame(&runs),
            // A whole frame gains little by an order, and should be there at once.
            None => self.writer.paint(&runs),
        };

        bytes.extend(painted.as_bytes());

        if !bytes.is_empty() {
            let mut out = io::stdout().lock();
            out.write_all(&bytes)?;
            out.flush()?;
        }

        self.shown = Some(frame);

        Ok(())
    }

    /// Forgets what is shown, so that the next frame is drawn whole.
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }
}
