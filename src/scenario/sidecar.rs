//! The files that a scenario refers to, when it is written into another folder: referred to where they lie there already,
//! else copied.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::builtin;
use super::files::{DataFolder, find, folder_of, wanders};
use crate::document::reason;
use crate::text::{Phrase, phrase};

/// A file that has to be written with the scenario.
#[derive(Debug)]
pub struct Sidecar {
    /// Where it goes.
    pub path: PathBuf,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A part of the program.
    BuiltIn(&'static [u8]),
    /// The same as in another file.
    Copy(PathBuf),
}

impl Content {
    /// The bytes, from the first on.
    ///
    /// # Errors
    /// If the other file cannot be read.
    pub fn reader(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(bytes.as_slice()),
            Self::BuiltIn(bytes) => Box::new(*bytes),
            Self::Copy(path) => Box::new(File::open(path)?),
        })
    }

    /// Whether a file holds just this.
    fn is_in(&self, path: &Path) -> bool {
        let same = || -> std::io::Result<bool> {
            let mut there = BufReader::new(File::open(path)?).bytes();
            for byte in BufReader::new(self.reader()?).bytes() {
                if there.next().transpose()? != Some(byte?) {
                    return Ok(false);
                }
            }

            Ok(there.next().is_none())
        };
        same().unwrap_or(false)
    }
}

/// The files beside a scenario that is going to a folder.
pub(super) struct Files<'p> {
    from: &'p DataFolder,
    to: PathBuf,
    stem: String,
    stays: bool,
    /// Those that have to be written.
    pub sidecars: Vec<Sidecar>,
    /// All that the scenario will refer to.
    known: Vec<(PathBuf, Content)>,
}

impl<'p> Files<'p> {
    /// For a scenario that is going to this file.
    pub(crate) fn new(from: &'p DataFolder, file: &Path) -> Self {
        let to = folder_of(file).to_owned();
        let stays = match from {
            DataFolder::Folder(folder, _) => folder
                .canonicalize()
                .ok()
                .is_some_and(|here| to.canonicalize().ok() == Some(here)),
            DataFolder::BuiltIn => false,
        };

        let stem = file
            .file_stem()
            .map_or(String::new(), |stem| stem.to_string_lossy().into_owned());

        Self {
            from,
            to,
            stem,
            stays,
            sidecars: Vec::new(),
            known: Vec::new(),
        }
    }

    /// Brings a file along that the scenario refers to. Returns its new name, if it has to have one.
    pub(crate) fn carry(&mut self, name: &str) -> Result<Option<String>, Phrase> {
        let (from, content) = match self.from {
            _ if self.stays => return Ok(None),
            DataFolder::BuiltIn => {
                let bytes = builtin::data(name)
                    .ok_or_else(|| phrase!("`{}` is not part of the program", name))?;
                (None, Content::BuiltIn(bytes))
            }
            DataFolder::Folder(folder, allow_outside) => {
                let real = find(folder, name, *allow_outside).map_err(|refusal| refusal.message)?;
                (Some(real.clone()), Content::Copy(real))
            }
        };

        if !wanders(name) {
            if from.is_none() || find(&self.to, name, false).ok() != from {
                self.put(name, content)?;
            }

            return Ok(None);
        }

        let short = Path::new(name)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();

        self.put(&short, content)?;

        Ok(Some(short))
    }

    /// A file of its own for the numbers at a key. Returns its name.
    pub(crate) fn own(&mut self, what: &str, bytes: Vec<u8>) -> Result<String, Phrase> {
        let plain = |c: char| {
            if c.is_alphanumeric() || matches!(c, '-' | '_') {
                c
            } else {
                '-'
            }
        };

        let what: String = what.chars().map(plain).collect();
        let name = format!("{}-{what}.npy", self.stem);
        self.put(&name, Content::Bytes(bytes))?;

        Ok(name)
    }

    /// A file of its own for a part of the program. Returns its name.
    pub(crate) fn part(&mut self, what: &str, bytes: &'static [u8]) -> Result<String, Phrase> {
        let name = format!("{}-{what}", self.stem);
        self.put(&name, Content::BuiltIn(bytes))?;

        Ok(name)
    }

    fn put(&mut self, name: &str, content: Content) -> Result<(), Phrase> {
        let path = self.to.join(name);
        if let Some((_, known)) = self.known.iter().find(|(has, _)| *has == path) {
            let clash = || phrase!("two different files would have the name `{}`", name);
            return if *known == content {
                Ok(())
            } else {
                Err(clash())
            };
        }

        let home = self.to.canonicalize().map_err(|error| reason(&error))?;

        let real = path
            .ancestors()
            .skip(1)
            .find_map(|folder| folder.canonicalize().ok());

        if !real.is_some_and(|real| real.starts_with(&home)) {
            return Err(phrase!(
                "`{}` would lie outside the scenario's folder",
                name
            ));
        }

        if !content.is_in(&path) {
            let content = match &content {
                Content::Bytes(bytes) => Content::Bytes(bytes.clone()),
                Content::BuiltIn(bytes) => Content::BuiltIn(bytes),
                Content::Copy(from) => Content::Copy(from.clone()),
            };

            self.sidecars.push(Sidecar {
                path: path.clone(),
                content,
            });
        }

        self.known.push((path, content));

        Ok(())
    }
}
