//! Where frames go: a file of the form that its ending says, or one picture a frame.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::apng::Apng;
use super::cast::Cast;
use super::film::{Container, Film};
use super::gif::Gif;
use super::html::Html;
use super::markdown::Markdown;
use super::pdf::Pdf;
use super::png::Png;
use super::svg::Svg;
use super::text::Text;
use super::webp::Webp;
use super::{Encoder, Frame, RecordingSettings, Transition};
use crate::document::escape;
use crate::file::{Batch, Draft};

/// Digits that a number may be filled up to.
const MOST_DIGITS: usize = 9;

/// A form of recording, by the ending of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileFormat {
    /// A terminal's bytes with their times.
    Cast,
    /// A PNG that moves.
    Apng,
    /// A film, by another program.
    Film(Container),
    /// Headings and blocks of text.
    Markdown,
    /// Pages.
    Pdf,
    /// A picture that moves, without loss.
    Webp,
    /// A picture that moves.
    Gif,
    /// A page that steps.
    Html,
    /// A picture.
    Png,
    /// A picture that moves by style sheet.
    Svg,
    Text,
}

impl FileFormat {
    /// All of them, by their endings.
    pub(crate) const ALL: [(&str, Self); 12] = [
        ("cast", Self::Cast),
        ("gif", Self::Gif),
        ("svg", Self::Svg),
        ("html", Self::Html),
        ("txt", Self::Text),
        ("md", Self::Markdown),
        ("pdf", Self::Pdf),
        ("png", Self::Png),
        ("apng", Self::Apng),
        ("webp", Self::Webp),
        ("mp4", Self::Film(Container::Mp4)),
        ("webm", Self::Film(Container::Webm)),
    ];

    /// The form of a file.
    pub(crate) fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?.to_lowercase();
        Self::ALL
            .into_iter()
            .find(|(has, _)| *has == ending)
            .map(|(_, form)| form)
    }

    /// Whether a file of this name holds one frame: the last.
    pub(crate) fn is_single(self, file: &Path) -> bool {
        self.is_still() && Series::of(file).is_none()
    }

    /// Whether another program makes it.
    pub(crate) fn is_film(self) -> bool {
        matches!(self, Self::Film(_))
    }

    /// Whether each frame is a file.
    fn is_still(self) -> bool {
        self == Self::Png
    }

    fn encoder(self, about: &RecordingSettings) -> io::Result<Box<dyn Encoder>> {
        Ok(match self {
            Self::Cast => Box::new(Cast::new(about)),
            Self::Apng => Box::new(Apng::new(about)?),
            Self::Film(container) => Box::new(Film::new(about, container)?),
            Self::Markdown => Box::new(Markdown::new(about)),
            Self::Pdf => Box::new(Pdf::new(about)),
            Self::Webp => Box::new(Webp::new(about)?),
            Self::Gif => Box::new(Gif::new(about)?),
            Self::Html => Box::new(Html::new(about)),
            Self::Png => Box::new(Png::new(about)?),
            Self::Svg => Box::new(Svg::new(about)),
            Self::Text => Box::new(Text::new(about)),
        })
    }
}

/// A file a frame: names with a place for the frame's number, filled up with zeros: `frame-%04d.png`.
#[derive(Debug)]
struct Series {
    folder: PathBuf,
    before: String,
    digits: usize,
    after: String,
    /// The number of the next frame, from 1.
    number: u64,
}

impl Series {
    fn of(path: &Path) -> Option<Self> {
        let (before, rest) = path.file_name()?.to_str()?.split_once('%')?;
        let (digits, after) = rest.split_once('d')?;
        let digits = if digits.is_empty() {
            1
        } else {
            digits
                .parse()
                .ok()
                .filter(|digits| *digits <= MOST_DIGITS)?
        };

        let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);

        Some(Self {
            folder,
            before: before.to_owned(),
            digits,
            after: after.to_owned(),
            number: 1,
        })
    }

    fn name(&self) -> PathBuf {
        let Self {
            folder,
            before,
            digits,
            after,
            number,
        } = self;
        folder.join(format!("{before}{number:0digits$}{after}"))
    }
}

/// What is being written.
enum Files {
    /// One file of all frames.
    Stream(Sink),
    /// One file of the last frame, when it has come.
    Last(Sink),
    /// A file a frame.
    Each(Series, Batch),
}

/// Where one file's bytes go.
enum Sink {
    File(Draft),
    /// To whoever reads what the program prints.
    Printed(io::Stdout),
}

impl Sink {
    /// Gives a file its name.
    fn finish(self) -> io::Result<()> {
        match self {
            Self::File(draft) => draft.finish(),
            Self::Printed(mut out) => out.flush(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(draft) => draft.write(bytes),
            Self::Printed(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(draft) => draft.flush(),
            Self::Printed(out) => out.flush(),
        }
    }
}

/// A file that is being recorded into, or one a frame.
pub(crate) struct Output {
    path: PathBuf,
    encoder: Box<dyn Encoder>,
    files: Files,
}

impl Output {
    /// Begins a file; `over` lets it take the place of one that is there, but for a folder.
    pub(crate) fn new(
        path: &Path,
        form: FileFormat,
        about: &RecordingSettings,
        over: bool,
    ) -> io::Result<Self> {
        let encoder = form.encoder(about)?;

        if path.as_os_str() == "-" {
            let printed = Sink::Printed(io::stdout());
            let files = if form.is_still() {
                Files::Last(printed)
            } else {
                Files::Stream(printed)
            };

            return Ok(Self {
                path: path.to_owned(),
                encoder,
                files,
            });
        }

        let series = Series::of(path).filter(|_| form.is_still());

        if series.is_none() && path.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            return Err(io::ErrorKind::IsADirectory.into());
        }

        let files = match series {
            Some(series) => {
                let batch = Batch::begin(&series.name(), over)?;
                Files::Each(series, batch)
            }
            None if form.is_still() => Files::Last(Sink::File(Draft::begin(path, over)?)),
            None => Files::Stream(Sink::File(Draft::begin(path, over)?)),
        };

        Ok(Self {
            path: path.to_owned(),
            encoder,
            files,
        })
    }

    /// Whether its frames are needed without what is said, in both lights.
    pub(crate) fn wants_page(&self) -> bool {
        self.encoder.wants_page()
    }

    /// Writes a frame.
    pub(crate) fn add(&mut self, next: &Transition) -> io::Result<()> {
        let encoder = &mut self.encoder;
        match &mut self.files {
            Files::Stream(draft) => encoder
                .add(next, draft)
                .map_err(|error| named(&self.path, &error)),
            Files::Last(_) => Ok(()),
            Files::Each(series, batch) => {
                let name = series.name();
                series.number += 1;
                batch
                    .add(&name, |out| encoder.add(next, out))
                    .map_err(|error| named(&name, &error))
            }
        }
    }

    /// Writes what is left after the last frame, and gives the file its name. Gives the characters that no font had.
    pub(crate) fn finish(
        self,
        last: Option<&Frame>,
        about: &RecordingSettings,
    ) -> io::Result<BTreeSet<char>> {
        let Self {
            path,
            mut encoder,
            files,
        } = self;

        let done = match (files, last) {
            (Files::Stream(mut sink), _) => encoder.end(&mut sink).and_then(|()| sink.finish()),
            (Files::Last(mut sink), Some(frame)) => encoder
                .add(&Transition::new(None, frame, about.ground), &mut sink)
                .and_then(|()| sink.finish()),
            (Files::Each(_, batch), _) => batch.finish(),
            (Files::Last(_), None) => Ok(()),
        };

        done.map_err(|error| named(&path, &error))?;

        Ok(encoder.missing())
    }
}

/// The error with the file that it happened to.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("{}: {error}", escape(&path.display().to_string())),
    )
}
