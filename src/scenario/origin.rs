//! Where a scenario comes from: the text that was read, and where its files are.

use crate::document::SourceText;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::Request;
use super::files::{DataFolder, is_model};

/// Where a scenario comes from.
#[derive(Debug)]
pub struct Origin {
    /// What it was opened as: a file, the name of a built-in scenario, or `-`.
    pub(super) what: OsString,
    /// What the scenario is called.
    pub(super) name: String,
    pub(super) source: SourceText,
    pub(super) place: DataFolder,
    pub(super) request: Request,
}

impl Origin {
    /// What it was opened as: a file, the name of a built-in scenario, or `-`.
    #[must_use]
    pub fn what(&self) -> &OsStr {
        &self.what
    }

    /// The model's file, where the scenario is made of nothing else.
    #[must_use]
    pub(super) fn bare_model(&self) -> Option<&Path> {
        let path = Path::new(&self.what);
        let is_file = matches!(self.place, DataFolder::Folder(..));
        (is_file && is_model(path)).then_some(path)
    }

    /// The file, if it is a text that can be read again.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self.place {
            DataFolder::Folder(..) if self.what != "-" && self.bare_model().is_none() => {
                Some(Path::new(&self.what))
            }
            _ => None,
        }
    }

    /// The text that was read, without its byte-order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Whether the file still holds the text that was read.
    #[must_use]
    pub fn is_as_read(&self) -> bool {
        let text = self.file().and_then(|file| std::fs::read(file).ok());
        text.is_some_and(|text| text == self.source.as_file(&self.source.text).as_bytes())
    }

    /// Whether its caller wanted something to be different from what the text says.
    #[must_use]
    pub fn is_overridden(&self) -> bool {
        self.request.overrides()
    }

    /// Whether it may read files outside its folder.
    #[must_use]
    pub fn allows_outside(&self) -> bool {
        self.request.allow_outside
    }
}
