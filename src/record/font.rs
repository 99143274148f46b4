//! Characters as dots: a mask of the cell's size for each, the same on every machine.
//!
//! Lines, blocks and braille are drawn to the cell's edge, so that they join. Other characters come from the embedded fonts; what
//! those lack, from a font of the system; what that lacks too is a box.
//!
//! ```text
//! char ─> lines, blocks, or face (embedded, system) ─> Mask, kept
//! ```

mod blocks;
mod face;
mod lines;
mod mask;
mod system;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use unicode_width::UnicodeWidthChar;

use face::{Face, Fit, HEAVY, SHARP};
pub(super) use mask::{Mask, TOP};
pub(super) use system::System;

/// Dots of a cell at scale 1: halves, quarters and eighths of it are whole dots.
const CELL: [usize; 2] = [8, 16];

/// The line that letters stand on, in halves of a dot from the cell's top, at scale 1: accents above, tails below.
const BASELINE: usize = 25;

/// Dots an em, at scale 1, of letters in one column: DejaVu Sans Mono is eight wide at that.
const EUROPEAN: usize = 13;

/// The same of characters in two.
const CHINESE: usize = 15;

/// The embedded fonts: letters, bold letters, Chinese.
pub(super) fn embedded() -> [&'static [u8]; 3] {
    [
        include_bytes!("../../assets/fonts/DejaVuSansMono.ttf"),
        include_bytes!("../../assets/fonts/DejaVuSansMono-Bold.ttf"),
        include_bytes!("../../assets/fonts/NotoSansCJKsc.otf"),
    ]
}

/// Whether a character is drawn to the cell's edges rather than taken from a font.
pub(super) fn is_drawn(character: char) -> bool {
    matches!(character, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}')
}

/// A character as it is asked for.
type Key = (char, bool, bool);

/// The glyphs of a recording.
pub(super) struct Font {
    scale: usize,
    regular: Option<Face>,
    bold: Option<Face>,
    chinese: Option<Face>,
    system: System,
    masks: HashMap<Key, Rc<Mask>>,
    /// Characters that were asked for, and that no font has.
    missing: BTreeSet<char>,
}

impl Font {
    /// The embedded fonts, with every dot multiplied by `scale`.
    pub(super) fn new(scale: u16) -> Self {
        let scale = usize::from(scale.max(1));
        let [regular, bold, chinese] = embedded();
        let face = |bytes: &'static [u8], em: usize, hinting| {
            Face::new(bytes.into(), 0, em * scale, hinting)
        };

        Self {
            scale,
            regular: face(regular, EUROPEAN, SHARP),
            bold: face(bold, EUROPEAN, HEAVY),
            chinese: face(chinese, CHINESE, SHARP),
            system: System::default(),
            masks: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Characters that were asked for, and that no font has.
    pub(super) fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// Dots of a cell: its width and its height.
    pub(super) fn cell(&self) -> [usize; 2] {
        CELL.map(|dots| dots * self.scale)
    }

    /// The line on which an underline lies, and the one after it.
    pub(super) fn underline(&self) -> [usize; 2] {
        [BASELINE / 2 + 2, BASELINE / 2 + 3].map(|line| line * self.scale)
    }

    /// A character's mask: one cell, or two for a wide one.
    pub(super) fn mask(&mut self, character: char, bold: bool, italic: bool) -> Rc<Mask> {
        let key = (character, bold, italic);
        if let Some(mask) = self.masks.get(&key) {
            return Rc::clone(mask);
        }

        let mask = Rc::new(self.draw(key));
        self.masks.insert(key, Rc::clone(&mask));

        mask
    }

    fn draw(&mut self, key: Key) -> Mask {
        let (character, bold, _) = key;
        let columns = character.width().unwrap_or(1).max(1);
        let [width, height] = self.cell();
        let mut mask = Mask::new(width * columns, height);
        if character.is_whitespace() || self.draw_own(key, &mut mask) {
            return mask;
        }
        let em = if columns == 1 { EUROPEAN } else { CHINESE } * self.scale;
        let fit = Fit {
            embolden: bold,
            ..self.fit(key, &mask)
        };
        if !self
            .system
            .face(character, em)
            .is_some_and(|face| face.draw(character, fit, &mut mask))
        {
            self.missing.insert(character);
            mask.frame(self.scale);
        }
        mask
    }

    /// Draws a character that needs no font of the system; false if it is none.
    fn draw_own(&self, key: Key, mask: &mut Mask) -> bool {
        let (character, bold, _) = key;
        let fit = self.fit(key, mask);
        let draw = |face: &Option<Face>, fit: Fit, mask: &mut Mask| {
            face.as_ref()
                .is_some_and(|face| face.draw(character, fit, mask))
        };

        lines::draw(character, self.scale, mask)
            || blocks::draw(character, self.scale, mask)
            || draw(if bold { &self.bold } else { &self.regular }, fit, mask)
            || draw(
                &self.chinese,
                Fit {
                    embolden: bold,
                    ..fit
                },
                mask,
            )
    }

    /// Upright characters in two columns stay so in an italic text: they have no italics.
    fn fit(&self, (_, _, italic): Key, mask: &Mask) -> Fit {
        let is_letter = mask.width == self.cell()[0];
        Fit {
            base: BASELINE * self.scale / 2,
            italic: italic && is_letter,
            embolden: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    /// Every character that is not ASCII in the files of some folders.
    fn characters(folders: &[&str]) -> BTreeSet<char> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
        let mut found = BTreeSet::new();

        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(
                    fs::read_dir(&path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            } else if path
                .extension()
                .is_some_and(|ending| ending == "rs" || ending == "toml")
            {
                found.extend(
                    fs::read_to_string(&path)
                        .unwrap()
                        .chars()
                        .filter(|character| !character.is_ascii()),
                );
            }
        }

        found
    }

    #[test]
    fn the_embedded_fonts_hold_every_character_that_the_program_says() {
        let font = Font::new(1);
        let said = characters(&["scenarios", "src/text", "src/view", "src/app"]);
        assert!(said.len() > 300, "only {} characters", said.len());

        for character in said.into_iter().chain('!'..='~') {
            let columns = character.width().unwrap();
            let mut mask = Mask::new(8 * columns, 16);
            assert!(
                font.draw_own((character, false, false), &mut mask),
                "{character}: run assets/subset_fonts.py"
            );

            assert!(
                character == '\u{2800}' || mask.levels.iter().any(|&level| level > 0),
                "{character} is empty"
            );
        }
    }

    #[test]
    fn the_strokes_of_the_widest_letters_stay_apart() {
        let mut font = Font::new(1);
        for (letter, bold, strokes) in [('m', false, 3), ('m', true, 3), ('H', true, 2)] {
            let mask = font.mask(letter, bold, false);
            let line = &mask.levels[9 * mask.width..][..mask.width];
            let is_begun = |at: &usize| line[*at] == TOP && (*at == 0 || line[at - 1] < TOP);
            assert_eq!(
                (0..mask.width).filter(is_begun).count(),
                strokes,
                "{letter} {bold}: {line:?}"
            );
        }
    }

    #[test]
    fn a_character_of_no_font_is_a_box_of_its_width() {
        let mut font = Font::new(2);
        font.system = System::of(Vec::new());

        for (character, columns) in [('\u{10fffd}', 1), ('\u{3fffd}', 2)] {
            let mask = font.mask(character, false, false);
            assert_eq!((mask.width, mask.height), (16 * columns, 32));

            // Two dots of a stroke at each side, in every line between the upper and the lower stroke.
            let sides = [
                &[0, 0, TOP, TOP],
                vec![0; mask.width - 8].as_slice(),
                &[TOP, TOP, 0, 0],
            ]
            .concat();

            assert_eq!(
                mask.levels
                    .chunks(mask.width)
                    .filter(|line| *line == sides)
                    .count(),
                18
            );
        }
    }

    #[test]
    fn other_characters_come_from_a_font_of_the_system() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts/NotoSansCJKsc.otf");
        let mut font = Font::new(1);
        let own = font.mask('\u{5377}', false, false);
        font = Font {
            chinese: None,
            system: System::of(vec![file]),
            ..Font::new(1)
        };

        assert_eq!(font.mask('\u{5377}', false, false), own);
    }
}
