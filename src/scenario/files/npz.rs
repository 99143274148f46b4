//! NumPy's archives: a zip of npy files.

use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Bytes, Numbers, Refusal, npy};
use crate::text::{Phrase, phrase};

/// Names of an archive that are told when another was asked for.
const MOST_TOLD: usize = 12;

/// Reads an array of an archive: the one of this name, or the only one.
pub(super) fn read(
    file: Box<dyn Bytes>,
    name: Option<&str>,
    most: u64,
) -> Result<Numbers, Refusal> {
    let broken = |error: ZipError| {
        Refusal::new(phrase!(
            "the npz archive cannot be read: {}",
            error.to_string()
        ))
    };
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    let plain = |member: &str| member.strip_suffix(".npy").unwrap_or(member).to_owned();
    let names: Vec<String> = archive.file_names().map(plain).collect();
    let index = match name {
        Some(name) => names
            .iter()
            .position(|has| has == name || Some(has.as_str()) == name.strip_suffix(".npy")),
        None if names.len() == 1 => Some(0),
        None => {
            return Err(Refusal::with_help(
                "the npz archive needs a `name`: it does not hold one array",
                has(&names),
            ));
        }
    };

    let missing = || {
        Refusal::with_help(
            phrase!("the npz archive has no `{}`", name.unwrap_or_default()),
            has(&names),
        )
    };

    let index = index.ok_or_else(missing)?;
    let mut member = archive.by_index(index).map_err(broken)?;
    let length = member.size();
    let numbers = npy::read(&mut member, Some(length), most)?;

    // The checksum is compared at the end; what lies between is bounded by what the archive says of its length.
    let mut rest = [0; 1];

    match member.read(&mut rest) {
        Ok(0) => Ok(numbers),
        Ok(_) => Err(Refusal::new("the npz archive holds more than it says")),
        Err(error) => Err(Refusal::new(phrase!(
            "the npz archive is damaged: {}",
            error
        ))),
    }
}

/// What an archive has, in words.
pub(super) fn has(names: &[String]) -> Phrase {
    if names.is_empty() {
        return phrase!("it is empty");
    }

    let listed: Vec<String> = names
        .iter()
        .take(MOST_TOLD)
        .map(|name| format!("`{name}`"))
        .collect();

    let listed = listed.join(", ");

    if names.len() > MOST_TOLD {
        return phrase!("it has {}, and {} more", listed, names.len() - MOST_TOLD);
    }

    phrase!("it has {}", listed)
}
