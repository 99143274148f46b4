//! From actions to files that people can look at: frames as the viewer draws them, without a terminal, and one encoder a
//! form. The same frames give the same bytes, on every machine.
//!
//! ```text
//! script ─> frames (app + view) ─> encoders ─> .cast .gif .svg .html .txt .png
//! ```

mod ink;

use std::io::{self, Write};
use std::time::Duration;

use ratatui::buffer::Buffer;

pub(crate) use ink::{Ink, Run, changes};

/// What a recording is of, and how it looks.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The scenario's title.
    pub title: String,
    /// The tag of the language that is spoken: `en`, `zh`.
    pub language: &'static str,
    /// Columns of every frame.
    pub width: u16,
    /// Its lines.
    pub height: u16,
    /// What an empty cell looks like.
    pub ground: Ink,
    /// The same in a frame's `other` theme, where frames have one.
    pub other_ground: Ink,
    /// Dots of a cell are multiplied by this, in pictures of dots.
    pub scale: u16,
    /// How often it is played, where the form says so; 0 is for ever.
    pub plays: u16,
}

/// A moment of a recording.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// What is seen.
    pub screen: Buffer,
    /// The same in the theme for the other light: where it is dark, the light one. Only where an encoder asks for it.
    pub other: Option<Buffer>,
    /// How long it is seen.
    pub hold: Duration,
    /// Where the walk is: `step 4 of 72 · channel`.
    pub label: String,
    /// What is said there, a paragraph each: the sentence, the note, the output size.
    pub said: Vec<String>,
}

/// Turns frames into bytes of one form. Knows no files.
pub(crate) trait Encoder {
    /// The next frame. What is written before the first one, is written with it.
    fn frame(&mut self, frame: &Frame, out: &mut dyn Write) -> io::Result<()>;

    /// What comes after the last frame.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;
}
