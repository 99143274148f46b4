//! The one writer of files: whole or not at all, and over another only when told to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file that is being written under another name; it gets its own when everything is in it.
#[derive(Debug)]
pub(crate) struct Draft {
    path: PathBuf,
    unfinished: PathBuf,
    file: BufWriter<File>,
    over: bool,
}

impl Draft {
    /// Begins a file; `over` lets it take the place of one that is there.
    ///
    /// # Errors
    /// `AlreadyExists` where it may not; else what the system says.
    pub fn begin(path: &Path, over: bool) -> io::Result<Self> {
        if !over && path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let unfinished = path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&unfinished)?;
        Ok(Self { path: path.to_owned(), unfinished, file: BufWriter::new(file), over })
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        // A link, unlike a new name, never takes the place of what has come meanwhile.
        if self.over { fs::rename(&self.unfinished, &self.path) } else { fs::hard_link(&self.unfinished, &self.path) }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename it is not there any more.
        let _ = fs::remove_file(&self.unfinished);
    }
}

/// Writes a file whole.
///
/// # Errors
/// As [`Draft::begin`].
pub(crate) fn write(path: &Path, bytes: &[u8], over: bool) -> io::Result<()> {
    let mut draft = Draft::begin(path, over)?;
    draft.write_all(bytes)?;
    draft.finish()
}
