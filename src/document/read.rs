//! Texts read from where they lie: a file, or standard input.

use std::io::Read;
use std::path::Path;

use super::{Fault, Faults, SourceText};
use crate::text::{Phrase, phrase};

/// The longest text that is read, in bytes. Numbers beyond that belong into files of their own.
const LONGEST: u64 = 24 << 20;

impl SourceText {
    /// The text of a file that a user names.
    ///
    /// # Errors
    /// If it is no regular file of UTF-8 text, or is too long.
    pub(crate) fn read(file: &Path) -> Result<Self, Faults> {
        let name = &*file.to_string_lossy();
        let fault = |message: Phrase| Faults::from(Fault::of_file(name, message, None));
        let about = std::fs::metadata(file).map_err(|error| fault(reason(&error)))?;

        if !about.is_file() {
            return Err(fault(if about.is_dir() {
                phrase!("this is a folder, not a file")
            } else {
                phrase!("this is not a regular file")
            }));
        }

        let opened = std::fs::File::open(file).map_err(|error| fault(reason(&error)))?;

        text(name, name, opened)
    }

    /// The text that comes from standard input.
    ///
    /// # Errors
    /// If it is no UTF-8 text, or is too long.
    pub(crate) fn from_stdin() -> Result<Self, Faults> {
        text("-", "standard input", std::io::stdin().lock())
    }
}

/// Why a file could not be read, in plain words.
pub(crate) fn reason(error: &std::io::Error) -> Phrase {
    match error.kind() {
        std::io::ErrorKind::NotFound => phrase!("there is no such file"),
        std::io::ErrorKind::PermissionDenied => {
            phrase!("this file may not be read: permission denied")
        }
        _ => phrase!("this file cannot be read: {}", error),
    }
}

/// The whole text, if it is UTF-8 and not too long.
fn text(what: &str, name: &str, from: impl Read) -> Result<SourceText, Faults> {
    let fault =
        |message: Phrase, help: Option<Phrase>| Faults::from(Fault::of_file(what, message, help));

    let mut bytes = Vec::new();
    from.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fault(reason(&error), None))?;

    if bytes.len() as u64 > LONGEST {
        let help = "put its numbers into a file of their own: { npy = \"x.npy\" }";
        return Err(fault(
            phrase!("a text is at most 24 MiB long"),
            Some(Phrase::from(help)),
        ));
    }

    if is_wide(&bytes) {
        let help =
            "save it as UTF-8; in PowerShell: convstep show NAME | Out-File -Encoding utf8 my.toml";
        return Err(fault(
            phrase!("this file is UTF-16 text"),
            Some(Phrase::from(help)),
        ));
    }

    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let source = SourceText::new(name, shown);

        Fault::at(
            &source,
            &(good..good + 3),
            "this byte is not UTF-8 text",
            Some("save the file as UTF-8".into()),
        )
    })?;

    let plain = text.strip_prefix('\u{feff}').map(str::to_owned);

    Ok(SourceText {
        name: name.to_owned(),
        marked: plain.is_some(),
        text: plain.unwrap_or(text),
    })
}

/// Whether a text is UTF-16, with its byte-order mark or without: every other byte of what it begins with is 0.
fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || matches!(
            bytes,
            [0, 1..=255, 0, 1..=255, ..] | [1..=255, 0, 1..=255, 0, ..]
        )
}
