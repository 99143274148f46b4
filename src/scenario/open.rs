//! Finding a scenario by what the user calls it.

use std::io::Read;
use std::path::Path;

use super::builtin::{built, built_in, networks};
use super::fault::{Fault, Faults, Source};
use super::files::Place;
use super::node::suggest;
use super::origin::Origin;
use super::read::read;
use super::{Request, Scenario};
use crate::text::{Phrase, phrase};

/// The longest scenario that is read, in bytes. Numbers beyond that belong into files of their own.
const LONGEST: u64 = 24 << 20;

/// Opens a scenario: a file, the name of a built-in one, or `-` for standard input. A file wins over a built-in one of the
/// same name if the argument has a path separator or ends in `.toml`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load(what: &str, request: &Request) -> Result<Scenario, Faults> {
    if what == "-" {
        let (source, marked) = text(what, "standard input", std::io::stdin().lock())?;
        let place = Place::Folder(".".into(), request.allow_outside);
        return read(origin(what, "stdin", source, marked, place, request));
    }

    let is_path = is_path(what);
    let built = built(what);

    match built {
        Some(built) if !is_path => {
            let source = Source {
                name: format!("{what}.toml"),
                text: built.toml.to_owned(),
            };
            read(origin(what, what, source, false, Place::BuiltIn, request))
        }
        _ if is_path || Path::new(what).exists() => file(what, request),
        _ => {
            let help = suggest(
                what,
                built_in().iter().chain(networks()).map(|built| built.name),
            );
            Err(Fault::of_file(what, "there is no scenario of this name, and no file", help).into())
        }
    }
}

/// Whether this is a file's name, though there may be a built-in scenario that is called so.
pub(crate) fn is_path(what: &str) -> bool {
    what.contains(std::path::is_separator)
        || Path::new(what)
            .extension()
            .is_some_and(|end| end == "toml" || end == "onnx")
}

/// Reads a scenario that is not in a file yet, under the name that messages give it.
///
/// # Errors
/// Everything that is wrong with it.
pub fn from_text(name: &str, text: &str) -> Result<Scenario, Faults> {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };

    read(origin(
        name,
        name,
        source,
        false,
        Place::Folder(".".into(), false),
        &Request::default(),
    ))
}

/// Reads a scenario that is part of the program, though it is written only now.
pub(super) fn made(name: &str, text: String) -> Result<Scenario, Faults> {
    let source = Source {
        name: format!("{name}.toml"),
        text,
    };

    let request = Request::default();

    read(origin(name, name, source, false, Place::BuiltIn, &request))
}

fn origin(
    what: &str,
    name: &str,
    source: Source,
    marked: bool,
    place: Place,
    request: &Request,
) -> Origin {
    Origin {
        what: what.to_owned(),
        name: name.to_owned(),
        source,
        marked,
        place,
        request: request.clone(),
    }
}

fn file(what: &str, request: &Request) -> Result<Scenario, Faults> {
    let path = Path::new(what);
    let (source, marked) = if super::model::is_model(path) {
        let name = what.to_owned();
        let text = super::model::scenario_of(path);
        (Source { name, text }, false)
    } else {
        whole(what)?
    };

    let name = path.file_stem().map_or_else(
        || what.to_owned(),
        |stem| super::escape(&stem.to_string_lossy()),
    );

    let place = Place::Folder(folder_of(path).to_owned(), request.allow_outside);

    read(origin(what, &name, source, marked, place, request))
}

/// The folder in which a file lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The text of a file that a user names.
///
/// # Errors
/// If it is no regular file of UTF-8 text, or is too long.
pub(crate) fn source(file: &str) -> Result<Source, Faults> {
    whole(file).map(|(source, _)| source)
}

fn whole(file: &str) -> Result<(Source, bool), Faults> {
    let fault = |message: Phrase| Faults::from(Fault::of_file(file, message, None));
    let about = std::fs::metadata(file).map_err(|error| fault(reason(&error)))?;

    if !about.is_file() {
        return Err(fault(if about.is_dir() {
            phrase!("this is a folder, not a file")
        } else {
            phrase!("this is not a regular file")
        }));
    }

    let opened = std::fs::File::open(file).map_err(|error| fault(reason(&error)))?;

    text(file, file, opened)
}

/// Why a file could not be read, as the learner would say it.
pub(super) fn reason(error: &std::io::Error) -> Phrase {
    match error.kind() {
        std::io::ErrorKind::NotFound => phrase!("there is no such file"),
        std::io::ErrorKind::PermissionDenied => {
            phrase!("this file may not be read: permission denied")
        }
        _ => phrase!("this file cannot be read: {}", error),
    }
}

/// The whole text, if it is UTF-8 and no longer than a scenario may be; and whether it began with a byte-order mark.
fn text(what: &str, name: &str, from: impl Read) -> Result<(Source, bool), Faults> {
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
        let source = Source {
            name: name.to_owned(),
            text: shown,
        };

        Fault::at(
            &source,
            &(good..good + 3),
            "this byte is not UTF-8 text",
            Some("save the file as UTF-8".into()),
        )
    })?;

    let plain = text.strip_prefix('\u{feff}').map(str::to_owned);
    let marked = plain.is_some();

    Ok((
        Source {
            name: name.to_owned(),
            text: plain.unwrap_or(text),
        },
        marked,
    ))
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
