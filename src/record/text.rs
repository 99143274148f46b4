//! `.txt`: frames as text, a rule with the step between them; with colours where they are asked for.

use std::io::{self, Write};

use super::ansi::AnsiWriter;
use super::{CellStyle, Encoder, RecordingSettings, Transition, changes};

/// A recording as text.
#[derive(Debug)]
pub(crate) struct Text {
    ground: CellStyle,
    width: usize,
    ansi: bool,
}

impl Text {
    pub(super) fn new(about: &RecordingSettings) -> Self {
        Self {
            ground: about.ground,
            width: about.width.into(),
            ansi: about.ansi,
        }
    }
}

impl Encoder for Text {
    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()> {
        let frame = next.frame;

        if frame.is_moving {
            return Ok(());
        }

        writeln!(
            out,
            "{:─<width$}",
            format!("── {} ", frame.label),
            width = self.width
        )?;

        let runs = changes(None, &frame.screen, self.ground);

        for line in runs.chunk_by(|a, b| a.y == b.y) {
            if self.ansi {
                writeln!(out, "{}\x1b[0m", AnsiWriter::of_line(line[0].y).paint(line))?;
            } else {
                let text: String = line.iter().map(|run| run.text.as_str()).collect();
                writeln!(out, "{}", text.trim_end())?;
            }
        }

        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
