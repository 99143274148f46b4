//! From actions to files that people can look at: frames as the viewer draws them, without a terminal, and one encoder a
//! form. The same frames give the same bytes, on every machine.
//!
//! ```text
//! script ─> frames (app + view) ─> what changes ─> encoders ─> .cast .gif .svg .html .txt .png .webp .apng .pdf .md .mp4 .webm
//! ```
//!
//! Frames are drawn on one thread, and encoded on another.

mod ansi;
mod apng;
mod cast;
mod diff;
mod film;
mod font;
mod frames;
mod gif;
mod html;
mod live;
mod markdown;
mod markup;
mod mount;
mod output;
mod pdf;
mod png;
mod raster;
mod script;
mod svg;
mod text;
mod webp;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use ratatui::buffer::Buffer;

use crate::app::{Action, App};
use crate::view;
pub(crate) use ansi::AnsiWriter;
pub(crate) use cast::Version;
pub(crate) use diff::{CellStyle, Run, changes};
pub(crate) use film::has_ffmpeg;
pub(crate) use frames::{FrameOptions, Frames, Pace};
pub(crate) use live::LiveCast;
pub(crate) use mount::Mount;
pub(crate) use output::{FileFormat, Output};
pub(crate) use pdf::sheet::pages;
pub(crate) use script::{cues, duration};

/// What a recording is of, and how it looks.
#[derive(Clone, Debug)]
pub(crate) struct RecordingSettings {
    /// The scenario's title.
    pub title: String,
    /// The tag of the language that is spoken: `en`, `zh`.
    pub language: &'static str,
    /// Columns of every frame.
    pub width: u16,
    /// Its lines.
    pub height: u16,
    /// What an empty cell looks like.
    pub ground: CellStyle,
    /// The same in a frame's `other` theme, where frames have one.
    pub other_ground: CellStyle,
    /// Pictures of dots only: dots of a cell are multiplied by this.
    pub scale: u16,
    /// Pictures only: what is left free on every side, in columns.
    pub margin: u16,
    /// `.svg` and `.pdf` only: the size of letters.
    pub font_size: Option<f32>,
    /// Films only: pictures a second.
    pub fps: u32,
    /// Moving pictures only: how often it is played; 0 is for ever.
    pub plays: u16,
    /// `.cast` only: the format's version.
    pub version: Version,
    /// `.txt` only: whether colours are kept.
    pub ansi: bool,
}

impl RecordingSettings {
    /// A recording of a session, as its scenario, theme and language have it; the rest as is usual.
    pub(crate) fn new(app: &App, (width, height): (u16, u16)) -> Self {
        let theme = app.theme();
        let language = app.language().tag();
        Self {
            title: app.scenario().title.in_language(language).to_owned(),
            language,
            width,
            height,
            ground: CellStyle::ground(view::ground(theme)),
            other_ground: CellStyle::ground(view::ground(theme.opposite())),
            scale: 1,
            margin: 1,
            font_size: None,
            fps: 25,
            plays: 0,
            version: Version::default(),
            ansi: false,
        }
    }
}

/// Something that happens in a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Something is done.
    Act(Action),
    /// What is seen stays; what plays goes on.
    Pause(Duration),
    /// What plays, or the walk, goes on until there is a note that has not been seen.
    WaitNote,
    /// What is said below from now on.
    Caption(String),
    /// Whether a part of the screen is there from now on.
    Show(ScreenPart, bool),
    /// What is seen, as a picture of its own.
    Screenshot(PathBuf),
}

/// A part of the screen that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScreenPart {
    /// The line above.
    Title,
    /// The sentence, the note and the output size.
    Words,
    /// How far the walk is.
    Timeline,
    /// The keys.
    Hints,
}

impl ScreenPart {
    /// All of them, by the names that scripts use.
    pub(crate) const ALL: [(&str, Self); 4] = [
        ("title", Self::Title),
        ("words", Self::Words),
        ("timeline", Self::Timeline),
        ("hints", Self::Hints),
    ];
}

/// A moment of a recording.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// What is seen. Empty where no encoder asks for it.
    pub screen: Buffer,
    /// The same without what is said, in its theme and in that for the other light. Only where an encoder asks for it.
    pub page: Option<[Buffer; 2]>,
    /// What lies around it, in its theme.
    pub ground: [u8; 3],
    /// How long it is seen.
    pub hold: Duration,
    /// Where the walk is: `step 4 of 72 · channel`.
    pub label: String,
    /// What is said there, a paragraph each: the sentence, the note, the output size. Only where an encoder asks for pages.
    pub said: Vec<String>,
    /// Whether it is seen on the way to a step, and is none itself.
    pub is_moving: bool,
    /// What begins here: a layer, or a note.
    pub mark: Option<String>,
    /// Files that are to have a picture of it.
    pub screenshots: Vec<PathBuf>,
}

/// What a recording has come to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorded {
    pub frames: u64,
    /// How long they are seen.
    pub time: Duration,
    /// Characters that no font had.
    pub missing: BTreeSet<char>,
}

/// A frame after the one before, and what changes from that to it.
#[derive(Debug)]
pub(crate) struct Transition<'a> {
    pub frame: &'a Frame,
    pub before: Option<&'a Frame>,
    ground: CellStyle,
    runs: OnceCell<Vec<Run>>,
}

impl<'a> Transition<'a> {
    /// To a frame, on ground of this look.
    pub(crate) fn new(before: Option<&'a Frame>, frame: &'a Frame, ground: CellStyle) -> Self {
        Self {
            frame,
            before,
            ground,
            runs: OnceCell::new(),
        }
    }

    /// What is painted over the screen before; all of it where there is none. Found once for all who ask.
    pub(crate) fn runs(&self) -> &[Run] {
        let screen = self.before.map(|before| &before.screen);

        self.runs
            .get_or_init(|| changes(screen, &self.frame.screen, self.ground))
    }
}

/// Turns frames into bytes of one form. Knows no files.
pub(crate) trait Encoder {
    /// The next frame. What is written before the first one, is written with it.
    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()>;

    /// What comes after the last frame.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// Whether it shows frames without what is said, and in the theme for the other light, too.
    fn wants_page(&self) -> bool {
        false
    }

    /// Characters that no font had.
    fn missing(&self) -> BTreeSet<char> {
        BTreeSet::new()
    }
}

/// Frames that may be drawn before they are encoded.
const AHEAD: usize = 4;

/// Writes every frame to every outlet, while the next ones are drawn on a thread of their own, where one can be had. `tell` hears how many are written, and
/// can stop it; then none is left unfinished.
///
/// # Errors
/// What the system says of a file that cannot be written.
pub(crate) fn record(
    frames: impl Iterator<Item = Frame> + Send,
    about: &RecordingSettings,
    outlets: Vec<Output>,
    screenshot: impl Fn(&Path) -> io::Result<Output>,
    tell: impl FnMut(u64) -> ControlFlow<()>,
) -> io::Result<ControlFlow<(), Recorded>> {
    // The last one is followed by nothing.
    let all = Mutex::new(frames.map(Some).chain([None]));

    thread::scope(|scope| {
        let (sender, drawn) = mpsc::sync_channel(AHEAD);
        // Nobody takes them any more where a file could not be written, or where it was stopped.
        let all = &all;
        let draw = move || taken(all).all(|frame| sender.send(frame).is_ok());

        let Ok(artist) = thread::Builder::new().spawn_scoped(scope, draw) else {
            return write(&mut *taken(all), about, outlets, screenshot, tell);
        };

        let written = write(drawn, about, outlets, screenshot, tell);

        match artist.join() {
            Ok(_) => written,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// All frames, for the one who draws them.
fn taken<I>(all: &Mutex<I>) -> MutexGuard<'_, I> {
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes frames until one is nothing, and then gives the files their names.
fn write(
    frames: impl IntoIterator<Item = Option<Frame>>,
    about: &RecordingSettings,
    mut outlets: Vec<Output>,
    screenshot: impl Fn(&Path) -> io::Result<Output>,
    mut tell: impl FnMut(u64) -> ControlFlow<()>,
) -> io::Result<ControlFlow<(), Recorded>> {
    let mut made = Recorded::default();
    let mut before: Option<Frame> = None;

    for frame in frames {
        let Some(frame) = frame else {
            for outlet in outlets {
                made.missing.extend(outlet.finish(before.as_ref(), about)?);
            }

            return Ok(ControlFlow::Continue(made));
        };

        made.frames += 1;
        made.time += frame.hold;
        let next = Transition::new(before.as_ref(), &frame, about.ground);

        for outlet in &mut outlets {
            outlet.add(&next)?;
        }

        for path in &frame.screenshots {
            screenshot(path)?.finish(Some(&frame), about)?;
        }

        if tell(made.frames).is_break() {
            return Ok(ControlFlow::Break(()));
        }

        before = Some(frame);
    }

    // Whoever draws them has not come to the end.
    Ok(ControlFlow::Break(()))
}

#[cfg(test)]
mod tests;
