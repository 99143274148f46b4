//! Finding a scenario by what the user calls it.

use std::ffi::OsStr;
use std::path::Path;

use super::builtin::{built, built_in, networks};
use super::files::{DataFolder, folder_of, is_model};
use super::model::scenario_of;
use super::origin::Origin;
use super::read::read;
use super::{Request, Scenario};
use crate::document::{Fault, Faults, SourceText, escape, suggest};

/// Opens a scenario: a file, the name of a built-in one, or `-` for standard input. A file wins over a built-in one of the
/// same name if the argument has a path separator or ends in `.toml`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load<W: AsRef<OsStr> + ?Sized>(what: &W, request: &Request) -> Result<Scenario, Faults> {
    let what = what.as_ref();

    if what == "-" {
        let source = SourceText::from_stdin()?;
        let place = DataFolder::Folder(".".into(), request.allow_outside);
        return read(origin(what, "stdin", source, place, request));
    }

    let is_path = is_path(what);
    let name = &*what.to_string_lossy();
    let built = built(name);

    match built {
        Some(built) if !is_path => {
            let source = SourceText::new(format!("{name}.toml"), built.toml);
            read(origin(what, name, source, DataFolder::BuiltIn, request))
        }
        _ if is_path || Path::new(what).exists() => file(what, request),
        _ => {
            let help = suggest(
                name,
                built_in().iter().chain(networks()).map(|built| built.name),
            );
            Err(Fault::of_file(name, "there is no scenario of this name, and no file", help).into())
        }
    }
}

/// Reads a scenario anew, with the overrides that it was opened with.
///
/// # Errors
/// Everything that is wrong with it.
pub fn reload(origin: &Origin) -> Result<Scenario, Faults> {
    load(&origin.what, &origin.request)
}

/// Whether this is a file's name, though there may be a built-in scenario that is called so.
pub(crate) fn is_path(what: &OsStr) -> bool {
    what.to_string_lossy().contains(std::path::is_separator)
        || Path::new(what)
            .extension()
            .is_some_and(|end| end == "toml" || end == "onnx")
}

/// Reads a scenario that is not in a file yet, under the name that messages give it.
///
/// # Errors
/// Everything that is wrong with it.
pub fn from_text(name: &str, text: &str) -> Result<Scenario, Faults> {
    let source = SourceText::new(name, text);

    read(origin(
        name.as_ref(),
        name,
        source,
        DataFolder::Folder(".".into(), false),
        &Request::default(),
    ))
}

/// Reads a scenario that is part of the program, though it is written only now.
pub(super) fn made(name: &str, text: String) -> Result<Scenario, Faults> {
    let source = SourceText::new(format!("{name}.toml"), text);

    let request = Request::default();

    let what = name.as_ref();

    read(origin(what, name, source, DataFolder::BuiltIn, &request))
}

fn origin(
    what: &OsStr,
    name: &str,
    source: SourceText,
    place: DataFolder,
    request: &Request,
) -> Origin {
    Origin {
        what: what.to_owned(),
        name: name.to_owned(),
        source,
        place,
        request: request.clone(),
    }
}

fn file(what: &OsStr, request: &Request) -> Result<Scenario, Faults> {
    let path = Path::new(what);
    let source = if is_model(path) {
        SourceText::new(what.to_string_lossy(), scenario_of(path))
    } else {
        SourceText::read(path)?
    };

    let stem = path.file_stem().unwrap_or(what);
    let name = escape(&stem.to_string_lossy());

    let place = DataFolder::Folder(folder_of(path).to_owned(), request.allow_outside);

    read(origin(what, &name, source, place, request))
}
