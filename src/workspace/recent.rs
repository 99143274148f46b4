//! The files that were open lately, the last one first: a line each, in the user's state folder.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::file;

/// How many are remembered.
const MOST: usize = 20;

/// The longest list that is read, in bytes.
const LONGEST: u64 = 1 << 17;

/// Where this program keeps what it has to remember, by the XDG base directory specification.
pub(super) fn state() -> Option<PathBuf> {
    place_in(std::env::var_os("XDG_STATE_HOME"), std::env::var_os("HOME"))
}

fn place_in(state: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let state = state.map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || Some(PathBuf::from(home.filter(|home| !home.is_empty())?).join(".local/state"));
    Some(state.or_else(home)?.join("convstep"))
}

/// The files of a list that are still there.
pub(super) fn read(list: &Path) -> Vec<PathBuf> {
    let is_short = fs::metadata(list).is_ok_and(|about| about.is_file() && about.len() <= LONGEST);
    let text = if is_short {
        fs::read(list).unwrap_or_default()
    } else {
        Vec::new()
    };

    // A line that is spoilt is no file; the others are.
    let text = String::from_utf8_lossy(&text);
    let paths = text
        .lines()
        .map(PathBuf::from)
        .filter(|path| path.is_absolute() && path.is_file());

    paths.take(MOST).collect()
}

/// Puts a file at the head of a list.
pub(super) fn remember(list: &Path, file: &Path) {
    let Ok(file) = std::path::absolute(file) else {
        return;
    };

    let line = |path: &Path| {
        path.to_str()
            .filter(|path| !path.contains(['\n', '\r']))
            .map(|path| format!("{path}\n"))
    };

    let others = read(list).into_iter().filter(|path| *path != file);
    let lines: Vec<String> = std::iter::once(file.clone())
        .chain(others)
        .filter_map(|path| line(&path))
        .collect();

    let text = lines[..lines.len().min(MOST)].concat();

    // A list that cannot be kept is none.
    let _ = file::write_all(vec![(list, Box::new(text.as_bytes()))], true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_folder_is_where_the_user_says_or_at_home() {
        let place = |state: Option<&str>, home: Option<&str>| {
            place_in(state.map(Into::into), home.map(Into::into))
        };

        assert_eq!(place(Some("/s"), Some("/h")), Some("/s/convstep".into()));

        assert_eq!(
            place(Some("s"), Some("/h")),
            Some("/h/.local/state/convstep".into())
        );

        assert_eq!(place(None, None), None);
    }

    #[test]
    fn the_last_file_comes_first_and_those_that_are_gone_are_forgotten() {
        let folder = std::env::temp_dir().join(format!("convstep-recent-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        let list = folder.join("state/recent");
        let path = |name: &str| folder.join(name);
        assert!(read(&list).is_empty());

        for name in ["a", "b", "a"] {
            fs::write(path(name), "").unwrap();
            remember(&list, &path(name));
        }

        assert_eq!(read(&list), [path("a"), path("b")]);
        let line = |name| {
            [
                path(name).into_os_string().into_encoded_bytes(),
                b"\n".to_vec(),
            ]
            .concat()
        };

        fs::write(&list, [line("a"), b"/\xff\n".to_vec(), line("b")].concat()).unwrap();
        assert_eq!(read(&list), [path("a"), path("b")]);
        fs::remove_file(path("a")).unwrap();
        assert_eq!(read(&list), [path("b")]);

        // Where the list cannot be, nothing happens.
        remember(&path("b").join("recent"), &path("b"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
