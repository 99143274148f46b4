//! Where frames go: a file of the form that its ending says, or one picture a frame.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::cast::Cast;
use super::gif::Gif;
use super::html::Html;
use super::png::Png;
use super::svg::Svg;
use super::text::Text;
use super::{About, Encoder, Frame};
use crate::file::Draft;

/// Digits that a number may be filled up to.
const MOST_DIGITS: usize = 9;

/// A form of recording, by the ending of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A terminal's bytes with their times.
    Cast,
    /// A picture that moves.
    Gif,
    /// A page that steps.
    Html,
    /// A picture.
    Png,
    /// A picture that moves by style sheet.
    Svg,
    /// Text.
    Text,
}

impl Form {
    /// All of them, by their endings.
    pub const ALL: [(&str, Self); 6] = [
        ("cast", Self::Cast),
        ("gif", Self::Gif),
        ("svg", Self::Svg),
        ("html", Self::Html),
        ("txt", Self::Text),
        ("png", Self::Png),
    ];

    /// The form of a file.
    pub fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|(has, _)| *has == ending).map(|(_, form)| form)
    }

    /// Whether a file of this name holds one frame, and no more can be written.
    pub fn is_single(self, file: &Path) -> bool {
        self.is_still() && Series::of(file).is_none()
    }

    /// Whether each frame is a file.
    fn is_still(self) -> bool {
        self == Self::Png
    }

    fn encoder(self, about: &About) -> io::Result<Box<dyn Encoder>> {
        Ok(match self {
            Self::Cast => Box::new(Cast::new(about)),
            Self::Gif => Box::new(Gif::new(about)?),
            Self::Html => Box::new(Html::new(about)),
            Self::Png => Box::new(Png::new(about)?),
            Self::Svg => Box::new(Svg::new(about)),
            Self::Text => Box::new(Text::new(about)),
        })
    }
}

/// A file's name with a place for the number of a frame, filled up with zeros: `frame-%04d.png`.
#[derive(Clone, Debug)]
struct Series {
    before: String,
    digits: usize,
    after: String,
}

impl Series {
    fn of(path: &Path) -> Option<Self> {
        let (before, rest) = path.file_name()?.to_str()?.split_once('%')?;
        let (digits, after) = rest.split_once('d')?;
        let digits = if digits.is_empty() { 1 } else { digits.parse().ok().filter(|digits| *digits <= MOST_DIGITS)? };
        Some(Self { before: before.to_owned(), digits, after: after.to_owned() })
    }

    fn name(&self, number: u64) -> String {
        let Self { before, digits, after } = self;
        format!("{before}{number:0digits$}{after}")
    }
}

/// A file that is being recorded into, or one a frame.
pub(crate) struct Outlet {
    path: PathBuf,
    series: Option<Series>,
    encoder: Box<dyn Encoder>,
    /// The file that is being written.
    draft: Option<Draft>,
    over: bool,
    /// The number of the next frame, from 1.
    number: u64,
}

impl Outlet {
    /// Begins a file; `over` lets it take the place of one that is there.
    pub fn new(path: &Path, form: Form, about: &About, over: bool) -> io::Result<Self> {
        let encoder = form.encoder(about)?;
        let series = Some(path).filter(|_| form.is_still()).and_then(Series::of);
        let mut outlet = Self { path: path.to_owned(), series, encoder, draft: None, over, number: 1 };
        outlet.draft = Some(Draft::begin(&outlet.name(), over)?);
        Ok(outlet)
    }

    /// The name of the file that is being written.
    fn name(&self) -> PathBuf {
        let series = self.series.as_ref().map(|series| self.path.with_file_name(series.name(self.number)));
        series.unwrap_or_else(|| self.path.clone())
    }

    /// Whether its frames are needed in both lights.
    pub fn wants_other(&self) -> bool {
        self.encoder.wants_other()
    }

    /// Writes a frame.
    pub fn frame(&mut self, frame: &Frame) -> io::Result<()> {
        let name = self.name();
        self.write(frame).map_err(|error| named(&name, &error))
    }

    fn write(&mut self, frame: &Frame) -> io::Result<()> {
        let mut draft = match self.draft.take() {
            Some(draft) => draft,
            None => Draft::begin(&self.name(), self.over)?,
        };
        self.encoder.frame(frame, &mut draft)?;
        self.number += 1;
        if self.series.is_some() {
            return draft.finish();
        }
        self.draft = Some(draft);
        Ok(())
    }

    /// Writes what comes after the last frame, and gives the file its name.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(mut draft) = self.draft.take() else { return Ok(()) };
        let done = self.encoder.end(&mut draft).and_then(|()| draft.flush()).and_then(|()| draft.finish());
        done.map_err(|error| named(&self.path, &error))
    }
}

/// The error with the file that it happened to.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
