//! Where frames go: a file of the form that its ending says, or one picture a frame.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::cast::Cast;
use super::html::Html;
use super::svg::Svg;
use super::text::Text;
use super::{About, Encoder, Frame};
use crate::file::Draft;

/// A form of recording, by the ending of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A terminal's bytes with their times.
    Cast,
    /// A page that steps.
    Html,
    /// A picture that moves by style sheet.
    Svg,
    /// Text.
    Text,
}

impl Form {
    /// All of them, by their endings.
    pub const ALL: [(&str, Self); 4] =
        [("cast", Self::Cast), ("html", Self::Html), ("svg", Self::Svg), ("txt", Self::Text)];

    /// The form of a file.
    pub fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|(has, _)| *has == ending).map(|(_, form)| form)
    }

    fn encoder(self, about: &About) -> Box<dyn Encoder> {
        match self {
            Self::Cast => Box::new(Cast::new(about)),
            Self::Html => Box::new(Html::new(about)),
            Self::Svg => Box::new(Svg::new(about)),
            Self::Text => Box::new(Text::new(about)),
        }
    }
}

/// A file that is being recorded into.
pub(crate) struct Outlet {
    path: PathBuf,
    encoder: Box<dyn Encoder>,
    draft: Draft,
}

impl Outlet {
    /// Begins a file; `over` lets it take the place of one that is there.
    pub fn new(path: &Path, form: Form, about: &About, over: bool) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), encoder: form.encoder(about), draft: Draft::begin(path, over)? })
    }

    /// Whether its frames are needed in both lights.
    pub fn wants_other(&self) -> bool {
        self.encoder.wants_other()
    }

    /// Writes a frame.
    pub fn frame(&mut self, frame: &Frame) -> io::Result<()> {
        self.encoder.frame(frame, &mut self.draft).map_err(|error| named(&self.path, &error))
    }

    /// Writes what comes after the last frame, and gives the file its name.
    pub fn finish(mut self) -> io::Result<()> {
        let done =
            self.encoder.end(&mut self.draft).and_then(|()| self.draft.flush()).and_then(|()| self.draft.finish());
        done.map_err(|error| named(&self.path, &error))
    }
}

/// The error with the file that it happened to.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
