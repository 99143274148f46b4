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

        let path = target(path, over)?;
        let (unfinished, file) = unfinished(&path, new)?;

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
        give_name(&self.unfinished, &self.path, self.over)
    }
}

/// Where a file is written that is to be at this path.
fn target(path: &Path, over: bool) -> io::Result<PathBuf> {
    match path.symlink_metadata() {
        Ok(_) if !over => Err(io::ErrorKind::AlreadyExists.into()),
        // What a link leads to is replaced, and the link stays.
        Ok(about) if about.is_symlink() => path.canonicalize(),
        _ => Ok(path.to_owned()),
    }
}

/// Gives a finished file its name.
fn give_name(unfinished: &Path, path: &Path, over: bool) -> io::Result<()> {
    if over {
        return fs::rename(unfinished, path);
    }

    // hard_link fails where the target exists; rename would replace it. Not every file system has them: there
    // the name is taken first.
    match fs::hard_link(unfinished, path) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            new(path)?;
            fs::rename(unfinished, path)
        }
        linked => linked,
    }
}

/// A new file or folder beside this one, with a name that is short wherever that of the file itself is long. A process that was
/// killed may have left one under the same name.
fn unfinished<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let name = |number| format!(".convstep-{}-{number}", std::process::id());
    let mut last = io::ErrorKind::AlreadyExists.into();

    for number in 0..MOST_LEFT {
        let unfinished = path.with_file_name(name(number));

        match make(&unfinished) {
            Ok(made) => return Ok((unfinished, made)),
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

/// Files that are written one after the other, in a folder of their own; they get their names when all are there.
#[derive(Debug)]
pub(crate) struct Batch {
    folder: PathBuf,
    paths: Vec<PathBuf>,
    over: bool,
}

impl Batch {
    /// Begins with no file yet, beside the first; `over` lets the files take the place of others.
    ///
    /// # Errors
    /// As [`Draft::begin`].
    pub(crate) fn begin(first: &Path, over: bool) -> io::Result<Self> {
        let (folder, ()) = unfinished(&target(first, over)?, |path| fs::create_dir(path))?;

        Ok(Self {
            folder,
            paths: Vec::new(),
            over,
        })
    }

    /// Adds a file, with what is written into it.
    ///
    /// # Errors
    /// As [`Draft::begin`].
    pub(crate) fn add(
        &mut self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let path = target(path, self.over)?;
        let mut file = BufWriter::new(new(&self.place(self.paths.len()))?);
        write(&mut file)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        self.paths.push(path);

        Ok(())
    }

    /// Gives all files their names, or none.
    pub(crate) fn finish(self) -> io::Result<()> {
        let mut steps = Vec::new();
        let mut files = self.paths.iter().enumerate();
        let done = files
            .try_for_each(|(index, path)| settle(&self.place(index), path, self.over, &mut steps));

        close(done, steps)
    }

    fn place(&self, index: usize) -> PathBuf {
        self.folder.join(index.to_string())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // What has its name by now stays.
        let _ = fs::remove_dir_all(&self.folder);
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

    close(done, steps)
}

/// Keeps what was done, or takes it back.
fn close(done: io::Result<()>, steps: Vec<Undo>) -> io::Result<()> {
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

    for mut draft in drafts {
        draft.file.flush()?;
        draft.file.get_ref().sync_all()?;
        settle(&draft.unfinished, &draft.path, over, steps)?;
    }

    Ok(())
}

/// Gives a finished file its name, and notes how that is taken back.
fn settle(unfinished: &Path, path: &Path, over: bool, steps: &mut Vec<Undo>) -> io::Result<()> {
    if over && path.symlink_metadata().is_ok() {
        let kept = unfinished.with_extension("before");
        fs::hard_link(path, &kept).or_else(|_| fs::copy(path, &kept).map(drop))?;
        steps.push(Undo::Restore(kept, path.to_owned()));
        give_name(unfinished, path, over)
    } else {
        give_name(unfinished, path, over)?;
        steps.push(Undo::Remove(path.to_owned()));
        Ok(())
    }
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
    fn a_batch_gets_its_names_at_the_end_all_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let count = || fs::read_dir(folder.path()).unwrap().count();
        let add = |batch: &mut Batch, name: &str, content: &str| {
            batch.add(&path(name), |out| out.write_all(content.as_bytes()))
        };

        let mut batch = Batch::begin(&path("a"), false).unwrap();
        add(&mut batch, "a", "1").unwrap();
        add(&mut batch, "b", "2").unwrap();
        assert!(!path("a").exists() && !path("b").exists());
        batch.finish().unwrap();
        assert_eq!((count(), fs::read(path("b")).unwrap()), (2, b"2".to_vec()));

        assert!(Batch::begin(&path("a"), false).is_err());
        let mut batch = Batch::begin(&path("c"), false).unwrap();
        add(&mut batch, "c", "3").unwrap();
        add(&mut batch, "d", "3").unwrap();
        fs::write(path("d"), "mine").unwrap();
        assert!(batch.finish().is_err());
        assert!(count() == 3 && !path("c").exists());

        // A folder is not replaced: what was replaced before it is put back.
        fs::remove_file(path("d")).unwrap();
        fs::create_dir(path("d")).unwrap();
        let mut batch = Batch::begin(&path("a"), true).unwrap();
        add(&mut batch, "a", "4").unwrap();
        add(&mut batch, "d", "4").unwrap();
        assert!(batch.finish().is_err());
        assert_eq!((count(), fs::read(path("a")).unwrap()), (3, b"1".to_vec()));

        let mut batch = Batch::begin(&path("a"), true).unwrap();
        add(&mut batch, "a", "5").unwrap();
        batch.finish().unwrap();
        assert_eq!((count(), fs::read(path("a")).unwrap()), (3, b"5".to_vec()));
        drop(Batch::begin(&path("e"), false).unwrap());
        assert_eq!(count(), 3);
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
