//! `check`: whether scenarios are good.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::{Format, Options, Stop};
use crate::document::Faults;
use crate::scenario::{Course, Request, built, is_path, load};
use crate::text::Language;

#[derive(Serialize)]
struct Report<'a> {
    file: Cow<'a, str>,
    ok: bool,
    faults: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

pub(super) fn check(
    files: &[OsString],
    format: Format,
    options: &Options,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let request = options.request();
    let checked: Vec<(&OsString, Option<Faults>)> = files
        .iter()
        .map(|file| (file, faults(file, &request)))
        .collect();

    if format == Format::Json {
        let reports: Vec<Report> = checked
            .iter()
            .map(|(file, faults)| report(file, faults.as_ref(), options.language()))
            .collect();

        serde_json::to_writer_pretty(&mut *out, &reports)?;
        writeln!(out)?;
    } else {
        for (file, _) in checked.iter().filter(|(_, faults)| faults.is_none()) {
            writeln!(
                out,
                "ok {}",
                crate::document::escape(&file.to_string_lossy())
            )?;
        }
    }

    out.flush()?;
    let faults: Vec<_> = checked
        .into_iter()
        .filter_map(|(_, faults)| faults)
        .collect();

    if faults.is_empty() {
        return Ok(());
    }

    Err(Stop::Wrong(Faults::new(
        faults.iter().flat_map(Faults::faults).cloned().collect(),
    )))
}

/// What is wrong with a scenario, or with a folder's course.
fn faults(what: &OsStr, request: &Request) -> Option<Faults> {
    let is_built = || what.to_str().and_then(built).is_some() && !is_path(what);

    if Path::new(what).is_dir() && !is_built() {
        Course::in_folder(Path::new(what)).err()
    } else {
        load(what, request).err()
    }
}

fn report<'a>(file: &'a OsStr, faults: Option<&'a Faults>, language: Language) -> Report<'a> {
    let place = |fault: &'a crate::document::Fault| Place {
        file: &fault.file,
        line: fault.line,
        column: fault.column,
        message: fault.message(language),
        help: fault.help(language),
    };

    Report {
        file: file.to_string_lossy(),
        ok: faults.is_none(),
        faults: faults
            .map_or(&[][..], Faults::faults)
            .iter()
            .map(place)
            .collect(),
    }
}
