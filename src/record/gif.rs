//! A recording as a GIF: exact colours, and of each frame only the dots that change.
//!
//! ```text
//! frame ─> painted dots ─> the box around those that change, 0 where a dot stays ─> LZW
//!              └─> colours ─> the file's table, or one of the frame's own
//! ```

mod clock;
mod lzw;
mod table;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::time::Duration;

use ::gif::{DisposalMethod, Encoder as File, EncodingError, Frame as Picture, Repeat};

use super::raster::{Area, Painting};
use super::{Encoder, RecordingSettings, Transition};
use clock::Clock;
use lzw::{Dots, Phrases};
use table::Table;

/// Writes a recording as one GIF.
pub(crate) struct Gif {
    plays: u16,
    screen: Painting,
    file: Option<File<Vec<u8>>>,
    /// The file's colours: those of the first frame.
    table: Table,
    clock: Clock,
    phrases: Phrases,
}

impl Gif {
    /// For a recording of this size.
    ///
    /// # Errors
    /// If its pictures would be too large.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        Ok(Self {
            plays: about.plays,
            screen: Painting::new(about)?,
            file: None,
            table: Table::default(),
            clock: Clock::default(),
            phrases: Phrases::default(),
        })
    }

    /// Begins the file with the colours of the first frame, whose dots get each so often.
    fn begin(&mut self, counts: &[usize]) -> Result<File<Vec<u8>>, EncodingError> {
        let canvas = &self.screen.canvas;
        self.table = Table::new(counts, &canvas.colours);
        let width = canvas.width as u16;
        let height = canvas.height as u16;
        let mut file = File::new(Vec::new(), width, height, self.table.colours.as_flattened())?;
        file.set_repeat(match self.plays {
            0 => Repeat::Infinite,
            plays => Repeat::Finite(plays - 1),
        })?;

        Ok(file)
    }

    /// Writes what changes, to be seen for so long.
    fn write(
        &mut self,
        area: Option<Area>,
        hold: Duration,
    ) -> Result<File<Vec<u8>>, EncodingError> {
        let counts = self.counts();
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.begin(&counts)?,
        };

        let mut picture = area.map_or_else(still, |area| self.picture(area, &counts));

        for delay in self.clock.delays(hold) {
            picture.delay = delay;
            file.write_lzw_pre_encoded_frame(&picture)?;

            // What is shown for longer than a picture can say, is shown again.
            picture = still();
        }

        Ok(file)
    }

    /// How many dots get each colour that had another before.
    fn counts(&self) -> Vec<usize> {
        let Painting {
            canvas,
            before,
            painted,
        } = &self.screen;

        let mut counts = vec![0; canvas.colours.len()];

        for line in painted.iter().flat_map(|area| area.lines(canvas.width)) {
            for (before, now) in before[line.clone()].iter().zip(&canvas.dots[line]) {
                counts[*now as usize] += usize::from(before != now);
            }
        }

        counts
    }

    /// A picture of an area, in which all lies that changes, with how many dots get each colour.
    fn picture(&mut self, area: Area, counts: &[usize]) -> Picture<'static> {
        let own = (!self.table.holds(counts)).then(|| {
            let colours = &self.screen.canvas.colours;
            let mut own = Table::new(counts, colours);
            own.stretch(counts, colours);
            own
        });

        let dots = self.dots(area, own.as_ref().unwrap_or(&self.table));

        Picture {
            left: area.left as u16,
            top: area.top as u16,
            width: area.width as u16,
            height: area.height as u16,
            palette: own.map(|table| table.colours.as_flattened().to_vec()),
            buffer: self.phrases.encode(&dots).into(),
            ..blank()
        }
    }

    /// The dots of an area, as entries of a table. What was painted, and is as it was, may be painted again.
    fn dots(&self, area: Area, table: &Table) -> Dots {
        let Painting {
            canvas,
            before,
            painted,
        } = &self.screen;

        let mut dots = Dots::new(area.width * area.height);

        for part in painted.iter().filter_map(|part| part.within(area)) {
            let own = Area {
                left: part.left - area.left,
                top: part.top - area.top,
                ..part
            };

            for (from, to) in part.lines(canvas.width).zip(own.lines(area.width)) {
                let painted = canvas.dots[from.clone()].iter().zip(&before[from]);
                let first = &mut dots.first[to.clone()];
                let entries = first.iter_mut().zip(&mut dots.other[to]);

                for ((first, other), (now, was)) in entries.zip(painted) {
                    *other = table.entry(*now);
                    *first = if was == now { 0 } else { *other };
                }
            }
        }

        dots
    }
}

/// A picture that lies over those before it.
fn blank() -> Picture<'static> {
    Picture {
        transparent: Some(0),
        dispose: DisposalMethod::Keep,
        ..Picture::default()
    }
}

/// A picture that changes nothing.
fn still() -> Picture<'static> {
    Picture {
        width: 1,
        height: 1,
        buffer: Phrases::default().encode(&Dots::new(1)).into(),
        ..blank()
    }
}

impl Encoder for Gif {
    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()> {
        let area = self.screen.paint(next);
        let file = self
            .write(area, next.frame.hold)
            .map_err(io::Error::other)?;
        let file = self.file.insert(file);
        out.write_all(file.get_ref())?;
        file.get_mut().clear();

        Ok(())
    }

    fn missing(&self) -> BTreeSet<char> {
        self.screen.canvas.missing()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let Some(file) = self.file.take() else {
            return Ok(());
        };
        out.write_all(&file.into_inner().map_err(io::Error::other)?)
    }
}
