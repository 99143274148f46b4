//! A recording as a GIF: exact colours, and of each frame only the dots that change.
//!
//! ```text
//! frame ─> changed dots ─> the box around them, 0 where a dot stays ─> LZW
//!              └─> colours ─> the file's table, or one of the frame's own
//! ```

mod changes;
mod clock;
mod lzw;
mod palette;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::time::Duration;

use ::gif::{DisposalMethod, Encoder as File, EncodingError, Frame as Picture, Repeat};
use ratatui::buffer::Buffer;

use super::raster::{Canvas, Colour};
use super::{Encoder, Frame, RecordingSettings};
use changes::Changes;
use clock::Clock;
use palette::Palette;

/// Writes a recording as one GIF.
pub(crate) struct Gif {
    about: RecordingSettings,
    canvas: Canvas,
    before: Option<Buffer>,
    file: Option<File<Vec<u8>>>,
    /// The file's colours: those of the first frame.
    table: Vec<Colour>,
    clock: Clock,
}

impl Gif {
    /// For a recording of this size.
    ///
    /// # Errors
    /// If its pictures would be too large.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        Ok(Self {
            about: about.clone(),
            canvas: Canvas::new(about)?,
            before: None,
            file: None,
            table: Vec::new(),
            clock: Clock::default(),
        })
    }

    /// Paints a frame over the one before.
    fn paint(&mut self, screen: &Buffer) -> Changes {
        let mut changes = Changes::default();
        let runs = super::changes(self.before.as_ref(), screen, self.about.ground);
        let is_first = self.before.replace(screen.clone()).is_none();

        for run in &runs {
            self.canvas.paint(run, screen, |at, colour, is_new| {
                if !is_first {
                    changes.add(at, colour, is_new);
                }
            });
        }

        if is_first {
            self.canvas
                .dots
                .iter()
                .enumerate()
                .for_each(|(at, colour)| changes.add(at, *colour, true));
        }

        changes
    }

    /// Begins the file with the colours of the first frame.
    fn begin(&mut self, palette: &Palette) -> Result<File<Vec<u8>>, EncodingError> {
        self.table = palette.table();
        let width = self.canvas.width as u16;
        let height = self.canvas.height as u16;
        let mut file = File::new(Vec::new(), width, height, self.table.as_flattened())?;
        file.set_repeat(match self.about.plays {
            0 => Repeat::Infinite,
            plays => Repeat::Finite(plays - 1),
        })?;

        Ok(file)
    }

    /// Writes what changes, to be seen for so long.
    fn write(&mut self, changes: &Changes, hold: Duration) -> Result<File<Vec<u8>>, EncodingError> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.begin(&changes.palette)?,
        };

        let mut picture = self.picture(changes);

        for delay in self.clock.delays(hold) {
            picture.delay = delay;
            file.write_lzw_pre_encoded_frame(&picture)?;

            // What is shown for longer than a picture can say, is shown again.
            picture = self.picture(&Changes::default());
        }

        Ok(file)
    }

    /// A picture of what changes.
    fn picture(&self, changes: &Changes) -> Picture<'static> {
        let palette = &changes.palette;
        let known = palette.entries(&self.table);
        let own = known.is_none().then(|| palette.table());
        let table = own.as_ref().unwrap_or(&self.table);
        let entries = known
            .or_else(|| palette.entries(table))
            .unwrap_or_else(|| palette.nearest(table));

        let area = changes.around(self.canvas.width);
        let most = entries.iter().copied().max().unwrap_or(0);

        Picture {
            left: area.left as u16,
            top: area.top as u16,
            width: area.width as u16,
            height: area.height as u16,
            transparent: Some(0),
            dispose: DisposalMethod::Keep,
            palette: own.map(|table| table.as_flattened().to_vec()),
            buffer: lzw::encode(&changes.dots(&area, self.canvas.width, &entries), most).into(),
            ..Picture::default()
        }
    }
}

impl Encoder for Gif {
    fn frame(&mut self, frame: &Frame, out: &mut dyn Write) -> io::Result<()> {
        let changes = self.paint(&frame.screen);
        let file = self.write(&changes, frame.hold).map_err(io::Error::other)?;
        let file = self.file.insert(file);
        out.write_all(file.get_ref())?;
        file.get_mut().clear();

        Ok(())
    }

    fn missing(&self) -> BTreeSet<char> {
        self.canvas.missing()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let Some(file) = self.file.take() else {
            return Ok(());
        };
        out.write_all(&file.into_inner().map_err(io::Error::other)?)
    }
}
