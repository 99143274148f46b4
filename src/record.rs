//! From actions to files that people can look at: frames as the viewer draws them, without a terminal, and one encoder a
//! form. The same frames give the same bytes, on every machine.
//!
//! ```text
//! script ─> frames (app + view) ─> encoders ─> .cast .gif .svg .html .txt .png
//! ```

mod cast;
mod font;
mod gif;
mod html;
mod ink;
mod markup;
mod outlet;
mod pen;
mod png;
mod raster;
mod reel;
mod script;
mod svg;
mod tape;
mod text;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::time::Duration;

use ratatui::buffer::Buffer;

use crate::app::{Action, App};
use crate::view;
pub(crate) use cast::Version;
pub(crate) use ink::{Ink, Run, changes};
pub(crate) use outlet::{Form, Outlet};
pub(crate) use reel::{Pace, Reel};
pub(crate) use script::{cues, duration};
pub(crate) use tape::Tape;

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
    /// Pictures of dots only: dots of a cell are multiplied by this.
    pub scale: u16,
    /// Moving pictures only: how often it is played; 0 is for ever.
    pub plays: u16,
    /// `.cast` only: the format's version.
    pub version: Version,
    /// `.txt` only: whether colours are kept.
    pub ansi: bool,
}

impl About {
    /// A recording of a session, as its scenario, theme and language have it; the rest as is usual.
    pub fn new(app: &App, (width, height): (u16, u16)) -> Self {
        let theme = app.theme();
        let language = app.language().tag();
        Self {
            title: app.scenario().title.in_language(language).to_owned(),
            language,
            width,
            height,
            ground: Ink::ground(view::ground(theme)),
            other_ground: Ink::ground(view::ground(theme.opposite())),
            scale: 1,
            plays: 0,
            version: Version::default(),
            ansi: false,
        }
    }
}

/// Something that happens in a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Something is done.
    Act(Action),
    /// What is seen stays; what plays goes on.
    Pause(Duration),
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
    /// Whether it is seen on the way to a step, and is none itself.
    pub is_moving: bool,
}

/// Turns frames into bytes of one form. Knows no files.
pub(crate) trait Encoder {
    /// The next frame. What is written before the first one, is written with it.
    fn frame(&mut self, frame: &Frame, out: &mut dyn Write) -> io::Result<()>;

    /// What comes after the last frame.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// Whether it shows frames in the theme for the other light, too.
    fn wants_other(&self) -> bool {
        false
    }
}

/// Writes every frame to every outlet. `tell` hears how many frames are done, and can stop it; then none is left unfinished.
///
/// # Errors
/// What the system says of a file that cannot be written.
pub(crate) fn record(
    frames: impl Iterator<Item = Frame>,
    mut outlets: Vec<Outlet>,
    mut tell: impl FnMut(u64) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    for (done, frame) in (1..).zip(frames) {
        for outlet in &mut outlets {
            outlet.frame(&frame)?;
        }

        if tell(done).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }

    outlets.into_iter().try_for_each(Outlet::finish)?;
    Ok(ControlFlow::Continue(()))
}

#[cfg(test)]
mod tests;
