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
}

impl Screen {
    /// The columns and lines that the terminal has now.
    pub(super) fn area() -> io::Result<Rect> {
        let (width, height) = terminal::size()?;
        Ok(Rect::new(0, 0, width, height))
    }

    /// Draws a frame on an area of this size.
    pub(super) fn draw(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        let before = self.shown.take().filter(|shown| shown.area == area);
        let mut bytes = String::new();

        if before.is_none() {
            self.writer = AnsiWriter::default();
            bytes += "\x1b[0m\x1b[2J";
        }

        let mut frame = Buffer::empty(area);
        draw(&mut frame);
        let ground = CellStyle::plain(Color::Reset, Color::Reset);
        bytes += &self
            .writer
            .paint_frame(&changes(before.as_ref(), &frame, ground));

        if !bytes.is_empty() {
            let mut out = io::stdout().lock();
            out.write_all(bytes.as_bytes())?;
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
