//! The files that a scenario names, whether its text is right or not: a session watches them with the scenario.

use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::Origin;
use super::files::{DataFolder, wanders};
use super::tensor::FILES;
use crate::document::SourceText;

/// The files that the scenario's file names now, as it lies on the disk, and those that its caller has named. Of files that it
/// may not read, nothing is asked.
#[must_use]
pub fn named_files(origin: &Origin) -> Vec<PathBuf> {
    let (Some(file), DataFolder::Folder(folder, allows_outside)) = (origin.file(), &origin.place)
    else {
        return Vec::new();
    };

    let mut names = Vec::new();

    if let Ok(source) = SourceText::read(file)
        && let Ok(text) = source.lean()
    {
        of_table(DeTable::parse_recoverable(&text).0.get_ref(), &mut names);
    }

    let request = &origin.request;
    let given = request.input.iter().chain(&request.classes);

    names
        .into_iter()
        .filter(|name| *allows_outside || !wanders(name))
        .map(|name| folder.join(name))
        .chain(given.cloned())
        .collect()
}

fn of_table(table: &DeTable, names: &mut Vec<String>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::String(name) if is_file(key.get_ref()) => names.push(name.to_string()),
            value => of_value(value, names),
        }
    }
}

fn of_value(value: &DeValue, names: &mut Vec<String>) {
    match value {
        DeValue::Table(table) => of_table(table, names),
        DeValue::Array(array) => {
            for element in array {
                of_value(element.get_ref(), names);
            }
        }
        _ => {}
    }
}

/// Whether a key names a file: numbers, a model, a picture, or the names of classes.
fn is_file(key: &str) -> bool {
    FILES.contains(&key) || key == "file"
}
