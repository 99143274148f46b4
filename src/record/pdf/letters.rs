//! The fonts of a document: the embedded ones, then those of the system.

use std::collections::HashMap;
use std::path::PathBuf;

use krilla::text::Font;
use skrifa::{FontRef, MetadataProvider};

use crate::record::font::{System, embedded};

/// A font, and its bytes, in which it is looked up whether it has a character.
struct Known {
    bytes: &'static [u8],
    font: Option<Font>,
}

impl Known {
    fn new(bytes: &'static [u8]) -> Self {
        Self {
            bytes,
            font: Font::new(bytes.into(), 0),
        }
    }

    fn has(&self, text: &str) -> bool {
        FontRef::from_index(self.bytes, 0).is_ok_and(|font| {
            let has = |c: char| font.charmap().map(c).is_some();
            self.font.is_some() && text.chars().all(has)
        })
    }
}

/// The fonts that a document has, as they are needed.
pub(super) struct Letters {
    regular: Known,
    bold: Known,
    chinese: Known,
    system: System,
    of_system: HashMap<PathBuf, Option<Font>>,
}

impl Default for Letters {
    fn default() -> Self {
        let [regular, bold, chinese] = embedded().map(Known::new);
        Self {
            regular,
            bold,
            chinese,
            system: System::default(),
            of_system: HashMap::new(),
        }
    }
}

impl Letters {
    /// Whether the font of letters has a sign.
    pub(super) fn has(&self, sign: &str, bold: bool) -> bool {
        let known = if bold { &self.bold } else { &self.regular };
        known.has(sign)
    }

    /// The font of letters.
    pub(super) fn regular(&self, bold: bool) -> Option<Font> {
        let known = if bold { &self.bold } else { &self.regular };
        known.font.clone()
    }

    /// Another font that has a sign.
    pub(super) fn other(&mut self, sign: &str) -> Option<Font> {
        if self.chinese.has(sign) {
            return self.chinese.font.clone();
        }

        let mut characters = sign.chars();
        let character = characters
            .next()
            .filter(|c| !super::super::font::is_drawn(*c))?;
        let (path, index) = self.system.file(character)?;
        let font = self.of_system.entry(path).or_insert_with_key(|path| {
            let bytes = std::fs::read(path).ok()?;
            Font::new(bytes.into(), index)
        });

        font.clone()
    }
}
