//! The one writer of files: whole or not at all, and over another only when told to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Unfinished files that a folder may hold.
const MOST_LEFT: u32 = 10_000;

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
    pub(crate) fn begin(path: &Path, over: bool) -> io::Result<Self> {
        if path.file_name().is_none() {
            return Err(io::ErrorKind::InvalidInput.into());
        }

        let path = match path.symlink_metadata() {
            Ok(_) if !over => return Err(io::ErrorKind::AlreadyExists.into()),
            // What a link leads to is replaced, and the link stays.
            Ok(about) if about.is_symlink() => path.canonicalize()?,
            _ => path.to_owned(),
        };

        let (unfinished, file) = unfinished(&path)?;

        Ok(Self {
            path,
            unfinished,
            file: BufWriter::new(file),
            over,
        })
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;

        if self.over {
            return fs::rename(&self.unfinished, &self.path);
        }

        // A link, unlike a new name, never takes the place of what has come meanwhile. Not every file system has them: there
        // the name is taken first.
        match fs::hard_link(&self.unfinished, &self.path) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
                ) =>
            {
                new(&self.path)?;
                fs::rename(&self.unfinished, &self.path)
            }
            linked => linked,
        }
    }
}

/// A new file beside this one, with a name that is short wherever that of the file itself is long. A process that was killed
/// may have left one under the same name.
fn unfinished(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = |number| format!(".convstep-{}-{number}", std::process::id());
    let mut last = io::ErrorKind::AlreadyExists.into();

    for number in 0..MOST_LEFT {
        let unfinished = path.with_file_name(name(number));

        match new(&unfinished) {
            Ok(file) => return Ok((unfinished, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }

    Err(last)
}

/// A file that was not there.
fn new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
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

/// What takes a step back of writing several files.
#[derive(Debug)]
enum Undo {
    Remove(PathBuf),
    RemoveFolder(PathBuf),
    /// What was there before has been kept under another name.
    Restore(PathBuf, PathBuf),
}

impl Undo {
    /// As much of it as can be done.
    fn back(self) {
        let _ = match self {
            Self::Remove(path) => fs::remove_file(path),
            Self::RemoveFolder(path) => fs::remove_dir(path),
            Self::Restore(kept, path) => fs::rename(kept, path),
        };
    }

    fn forget(self) {
        if let Self::Restore(kept, _) = self {
            let _ = fs::remove_file(kept);
        }
    }
}

/// A file to write: where it goes, and what is in it.
pub(crate) type Whole<'f> = (&'f Path, Box<dyn Read + 'f>);

/// Writes several files, with the folders that they need: all of them, or none.
///
/// # Errors
/// As [`Draft::begin`].
pub(crate) fn write_all(files: Vec<Whole>, over: bool) -> io::Result<()> {
    let mut steps = Vec::new();
    let done = place_all(files, over, &mut steps);

    match done {
        Ok(()) => steps.into_iter().for_each(Undo::forget),
        Err(_) => steps.into_iter().rev().for_each(Undo::back),
    }

    done
}

fn place_all(files: Vec<Whole>, over: bool, steps: &mut Vec<Undo>) -> io::Result<()> {
    let mut drafts = Vec::new();
    for (path, mut content) in files {
        make_folder(path, steps)?;
        let mut draft = Draft::begin(path, over)?;
        io::copy(&mut content, &mut draft)?;
        drafts.push(draft);
    }

    for draft in drafts {
        let path = draft.path.clone();
        if over && path.symlink_metadata().is_ok() {
            let kept = draft.unfinished.with_extension("before");
            fs::hard_link(&path, &kept).or_else(|_| fs::copy(&path, &kept).map(drop))?;
            steps.push(Undo::Restore(kept, path));
            draft.finish()?;
        } else {
            draft.finish()?;
            steps.push(Undo::Remove(path));
        }
    }

    Ok(())
}

/// Makes the folders that a file needs.
fn make_folder(path: &Path, steps: &mut Vec<Undo>) -> io::Result<()> {
    let folders = path
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());

    let folders: Vec<_> = folders.map(Path::to_owned).collect();

    for folder in folders.into_iter().rev() {
        fs::create_dir(&folder)?;
        steps.push(Undo::RemoveFolder(folder));
    }

    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<'f>(path: &'f Path, content: &'f str) -> Whole<'f> {
        (path, Box::new(content.as_bytes()))
    }

    #[test]
    fn what_others_left_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let left = path(&format!(".convstep-{}-0", std::process::id()));
        fs::write(&left, "left").unwrap();
        write(&path("a"), b"1", false).unwrap();
        write(&path(&"n".repeat(255)), b"2", false).unwrap();
        assert_eq!(fs::read(path("a")).unwrap(), b"1");
        assert_eq!(fs::read(left).unwrap(), b"left");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("far")).unwrap();
        fs::write(path("far/a"), "old").unwrap();
        std::os::unix::fs::symlink("far/a", path("link")).unwrap();
        assert!(write(&path("link"), b"new", false).is_err());
        write_all(vec![whole(&path("link"), "new")], true).unwrap();
        assert_eq!(fs::read(path("far/a")).unwrap(), b"new");
        assert!(path("link").symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_dir(path("far")).unwrap().count(), 1);
    }

    #[test]
    fn several_files_are_written_all_or_none() {
        let folder = std::env::temp_dir().join(format!("convstep-file-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        let path = |name: &str| folder.join(name);
        let names = || {
            let mut names: Vec<_> = fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();

            names.sort();
            names
        };

        let a = path("a");
        let b = path("data/b");
        let c = path("c");
        write_all(vec![whole(&a, "1"), whole(&b, "2")], false).unwrap();
        assert_eq!(fs::read(&b).unwrap(), b"2");
        assert_eq!(names(), ["a", "data"]);
        let refused = write_all(
            vec![whole(&c, "3"), whole(&path("e/f"), "3"), whole(&a, "3")],
            false,
        );

        assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(
            (names(), fs::read(&a).unwrap()),
            (vec!["a".into(), "data".into()], b"1".to_vec())
        );

        // A folder cannot be replaced by a file: what was replaced before it is put back.
        assert!(
            write_all(
                vec![whole(&a, "4"), whole(&c, "4"), whole(&path("data"), "4")],
                true
            )
            .is_err()
        );

        assert_eq!(
            (names(), fs::read(&a).unwrap()),
            (vec!["a".into(), "data".into()], b"1".to_vec())
        );

        write_all(vec![whole(&a, "5"), whole(&c, "5")], true).unwrap();
        assert_eq!((names().len(), fs::read(&a).unwrap()), (3, b"5".to_vec()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
