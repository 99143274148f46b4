//! `.cast`: the bytes that a terminal would have been sent, with their times: asciicast, version 2 or 3.
//! <https://docs.asciinema.org/manual/asciicast/v2/> and v3.

use std::io::{self, Write};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use serde_json::{Value, json};

use super::ansi::AnsiWriter;
use super::{CellStyle, Encoder, RecordingSettings, Run, Transition};

/// What readers of the format do not know is refused by them, so that its version can be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Version {
    /// Times since the start. Every player reads it.
    #[default]
    Two,
    /// Times since the event before.
    Three,
}

impl Version {
    /// All of them, by the numbers that `--cast-version` takes.
    pub(crate) const ALL: [(&str, Self); 2] = [("2", Self::Two), ("3", Self::Three)];
}

/// A recording as a terminal's bytes.
#[derive(Debug)]
pub(crate) struct Cast {
    about: RecordingSettings,
    /// Columns and lines of what is shown, if anything is.
    size: Option<Size>,
    pen: AnsiWriter,
    /// Since the start.
    now: Duration,
    /// When the last event was, in thousandths of a second, so that what is rounded off one time is not lost to the next.
    last: u128,
}

impl Cast {
    pub(super) fn new(about: &RecordingSettings) -> Self {
        Self {
            about: about.clone(),
            size: None,
            pen: AnsiWriter::default(),
            now: Duration::ZERO,
            last: 0,
        }
    }

    /// A screen, as it is seen from a moment on, by what is painted over the one before: all of it where its size is another.
    pub(super) fn show(
        &mut self,
        at: Duration,
        screen: &Buffer,
        runs: &[Run],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.now = at;
        let size = screen.area.as_size();
        let before = self.size.replace(size);

        match before {
            None => writeln!(out, "{}", self.header(size))?,
            Some(before) if before != size => {
                self.event("r", &format!("{}x{}", size.width, size.height), out)?;
            }
            Some(_) => {}
        }

        let begin = if before == Some(size) {
            ""
        } else {
            "\x1b[?25l\x1b[2J"
        };

        let bytes = self.pen.paint_frame(runs);

        self.event("o", &format!("{begin}{bytes}"), out)
    }

    fn header(&self, Size { width, height }: Size) -> Value {
        let hex = |[r, g, b]: [u8; 3]| format!("#{r:02x}{g:02x}{b:02x}");
        let CellStyle { fore, back, .. } = self.about.ground;

        // The sixteen colours of old do not occur, but players want them.
        let palette = vec![format!("{}:{}", hex(back), hex(fore)); 8].join(":");
        let theme = json!({ "fg": hex(fore), "bg": hex(back), "palette": palette });
        let title = &self.about.title;

        match self.about.version {
            Version::Two => {
                json!({ "version": 2, "width": width, "height": height, "title": title, "theme": theme })
            }
            Version::Three => {
                json!({ "version": 3, "term": { "cols": width, "rows": height, "theme": theme }, "title": title })
            }
        }
    }

    fn event(&mut self, code: &str, data: &str, out: &mut dyn Write) -> io::Result<()> {
        let now = self.now.as_millis();
        let time = match self.about.version {
            Version::Two => now,
            Version::Three => now.saturating_sub(self.last),
        };

        self.last = now;

        writeln!(
            out,
            "[{}.{:03}, \"{code}\", {}]",
            time / 1000,
            time % 1000,
            serde_json::to_string(data)?
        )
    }

    /// The end, at a moment; the cursor comes back.
    pub(super) fn stop(&mut self, at: Duration, out: &mut dyn Write) -> io::Result<()> {
        self.now = at;
        self.event("o", "\x1b[0m\x1b[?25h", out)
    }
}

impl Encoder for Cast {
    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()> {
        let frame = next.frame;
        self.show(self.now, &frame.screen, next.runs(), out)?;

        if let Some(mark) = &frame.mark {
            self.event("m", mark, out)?;
        }

        self.now += frame.hold;
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.stop(self.now, out)
    }
}
