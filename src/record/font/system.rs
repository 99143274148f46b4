//! Fonts of the system, for characters that the embedded ones lack. Looked for when the first such character comes up.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use skrifa::{FontRef, MetadataProvider};

use super::face::{Face, SHARP};

/// Where systems keep fonts.
const FOLDERS: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    r"C:\Windows\Fonts",
];

/// The same in the user's folder.
const OWN_FOLDERS: [&str; 3] = [".local/share/fonts", ".fonts", "Library/Fonts"];

/// Folders in folders are looked into so deep.
const DEPTH: usize = 5;

/// The characters of a font that was looked into.
struct Known {
    path: PathBuf,
    index: u32,
    characters: BTreeSet<u32>,
}

/// The system's fonts, as far as they were needed.
#[derive(Default)]
pub(in crate::record) struct System {
    unseen: Option<Vec<PathBuf>>,
    known: Vec<Known>,
    open: Vec<((usize, usize), Face)>,
}

impl System {
    /// These files alone.
    #[cfg(test)]
    pub(crate) fn of(files: Vec<PathBuf>) -> Self {
        Self {
            unseen: Some(files),
            ..Self::default()
        }
    }

    /// The file of a font that has a character, and which of its fonts that is.
    pub(crate) fn file(&mut self, character: char) -> Option<(PathBuf, u32)> {
        let index = self.index(character)?;
        let known = &self.known[index];
        Some((known.path.clone(), known.index))
    }

    fn index(&mut self, character: char) -> Option<usize> {
        let code = u32::from(character);
        let has = |known: &Known| known.characters.contains(&code);
        let known = self.known.iter().position(has);
        known.or_else(|| self.look_further(code))
    }

    /// A font that has a character, at so many dots an em.
    pub(super) fn face(&mut self, character: char, em: usize) -> Option<&Face> {
        let index = self.index(character)?;

        if let Some(at) = self.open.iter().position(|(of, _)| *of == (index, em)) {
            return self.open.get(at).map(|(_, face)| face);
        }

        let known = &self.known[index];
        let face = Face::new(fs::read(&known.path).ok()?.into(), known.index, em, SHARP)?;
        self.open.push(((index, em), face));

        self.open.last().map(|(_, face)| face)
    }

    /// Looks into one font after the other until one has the character.
    fn look_further(&mut self, code: u32) -> Option<usize> {
        let unseen = self.unseen.get_or_insert_with(files);
        while let Some(path) = unseen.pop() {
            let Ok(bytes) = fs::read(&path) else { continue };
            let Ok(font) = FontRef::from_index(&bytes, 0) else {
                continue;
            };
            let outlines = font.outline_glyphs();
            let drawn = font
                .charmap()
                .mappings()
                .filter(|(_, glyph)| outlines.get(*glyph).is_some());
            self.known.push(Known {
                path,
                index: 0,
                characters: drawn.map(|(code, _)| code).collect(),
            });
            if self
                .known
                .last()
                .is_some_and(|known| known.characters.contains(&code))
            {
                return Some(self.known.len() - 1);
            }
        }

        None
    }
}

/// All font files, the fittest last.
fn files() -> Vec<PathBuf> {
    let home = std::env::home_dir().unwrap_or_default();
    let mut found = Vec::new();
    for folder in FOLDERS
        .iter()
        .map(PathBuf::from)
        .chain(OWN_FOLDERS.iter().map(|folder| home.join(folder)))
    {
        collect(&folder, DEPTH, &mut found);
    }
    found.sort_by_key(|path| std::cmp::Reverse(rank(path)));
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
    {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
            .to_ascii_lowercase();

        if ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str()) {
            found.push(path);
        } else if depth > 0 && path.is_dir() {
            collect(&path, depth - 1, found);
        }
    }
}

/// Upright ones of normal weight before others, monospaced ones before those; then by name, so that the choice stays.
fn rank(path: &Path) -> (bool, bool, bool, String) {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();

    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_styled = has(&[
        "bold",
        "italic",
        "oblique",
        "light",
        "thin",
        "black",
        "medium",
        "condensed",
    ]);

    (
        is_styled,
        has(&["serif", "emoji"]),
        !has(&["mono", "sans"]),
        path.to_string_lossy().into_owned(),
    )
}
