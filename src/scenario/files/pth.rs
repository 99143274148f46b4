//! PyTorch's checkpoints: a zip archive of a pickle, which says what there is, and of the numbers. Nothing in it is executed.

mod pickle;

use std::io::Read;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use self::pickle::{Pickled, View};
use super::{Bytes, Numbers, Refusal, Stored, npz};
use crate::text::{Phrase, phrase};

/// The longest pickle that is read, in bytes. It holds names and shapes, no numbers.
const LONGEST_PICKLE: u64 = 16 << 20;

/// The bytes of a storage that are read at most, for each number that may be asked for.
const WIDEST: u64 = 8;

type Archive = ZipArchive<Box<dyn Bytes>>;

/// Reads a tensor of a checkpoint.
pub(super) fn read(file: Box<dyn Bytes>, name: &str, most: u64) -> Result<Numbers, Refusal> {
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    let folder = folder(&archive)?;
    let pickled = Pickled::read(&small(&mut archive, &format!("{folder}data.pkl"))?)?;
    let view = pickled.tensor(name)?;
    let is_big = is_big_endian(&mut archive, &folder)?;
    let stored = Stored {
        big_endian: is_big,
        ..view.stored
    };

    let storage = format!("{folder}data/{}", view.storage);
    let mut member = archive.by_name(&storage).map_err(|error| match error {
        ZipError::FileNotFound => {
            Refusal::new(phrase!("the checkpoint lacks the storage `{}`", storage))
        }
        error => broken(&error),
    })?;

    numbers(&mut member, view, stored, most)
}

fn broken(error: &ZipError) -> Refusal {
    Refusal::new(phrase!(
        "the PyTorch checkpoint cannot be read: {}",
        error.to_string()
    ))
}

/// The folder in the archive that holds everything, with the `/` at its end.
fn folder(archive: &Archive) -> Result<String, Refusal> {
    let mut names = archive.file_names();

    if archive
        .file_names()
        .any(|name| name.ends_with("constants.pkl"))
    {
        return Err(Refusal::with_help(
            "this is a TorchScript model, not a checkpoint",
            "save its tensors in Python: torch.save(model.state_dict(), \"model.pth\")",
        ));
    }

    let folder = names.find_map(|name| {
        let folder = name.strip_suffix("data.pkl")?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
    });

    folder.ok_or_else(|| {
        Refusal::with_help(
            "this zip archive is not a PyTorch checkpoint: it has no data.pkl",
            "save the tensors in Python: torch.save(model.state_dict(), \"model.pth\")",
        )
    })
}

/// A member that holds no numbers.
fn small(archive: &mut Archive, name: &str) -> Result<Vec<u8>, Refusal> {
    let mut member = archive.by_name(name).map_err(|error| broken(&error))?;
    let mut bytes = Vec::new();
    member
        .by_ref()
        .take(LONGEST_PICKLE + 1)
        .read_to_end(&mut bytes)
        .map_err(damaged)?;

    if bytes.len() as u64 > LONGEST_PICKLE {
        return Err(Refusal::new(phrase!(
            "`{}` of the checkpoint is longer than 16 MiB: that is more than names and shapes",
            name
        )));
    }

    Ok(bytes)
}

fn damaged(error: std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Refusal::from(error),
        _ => Refusal::new(phrase!("the PyTorch checkpoint is damaged: {}", error)),
    }
}

/// What the record `byteorder` says; without it, the order is little-endian.
fn is_big_endian(archive: &mut Archive, folder: &str) -> Result<bool, Refusal> {
    let name = format!("{folder}byteorder");

    if archive.index_for_name(&name).is_none() {
        return Ok(false);
    }

    match small(archive, &name)?.as_slice() {
        b"little" => Ok(false),
        b"big" => Ok(true),
        _ => Err(Refusal::new(
            "the checkpoint's byte order is neither little nor big",
        )),
    }
}

/// The numbers that a view sees of its storage.
fn numbers(
    member: &mut ZipFile<'_, Box<dyn Bytes>>,
    view: &View,
    stored: Stored,
    most: u64,
) -> Result<Numbers, Refusal> {
    let lies =
        || Refusal::new("the checkpoint contradicts itself: a tensor reaches beyond its storage");

    let count = super::count(&view.shape, most)?;
    let end = view.end().ok_or_else(lies)?;
    let bytes = end.checked_mul(stored.bytes as u64).ok_or_else(lies)?;

    if end > view.length || bytes > member.size() {
        return Err(lies());
    }

    if member.size() > most.saturating_mul(WIDEST) || end - view.offset > most {
        return Err(Refusal::new("the tensor's storage is too large to be read"));
    }

    let skipped = view.offset * stored.bytes as u64;
    std::io::copy(&mut member.by_ref().take(skipped), &mut std::io::sink()).map_err(damaged)?;
    let seen = super::numbers(member, (end - view.offset) as usize, stored)?;

    // The checksum is compared at the end.
    std::io::copy(member, &mut std::io::sink()).map_err(damaged)?;
    let values = (0..count).map(|index| seen[view.place(index)]).collect();

    Ok((view.shape.clone(), values))
}

/// What a checkpoint has, in words.
fn has(names: &[String]) -> Phrase {
    npz::has(names)
}
