//! What is shown of a text that somebody else wrote: nothing that steers a terminal or hides.

use unicode_width::UnicodeWidthChar;

/// Marks without a width of their own that may follow each other; more would make a cell of the screen endless.
const MOST_MARKS: usize = 8;

/// The text with everything that could steer a terminal, turn the reading order or hide what is written as an escape. Of marks
/// that all stand over one character, those beyond the first few are left out.
#[must_use]
pub fn escape(text: &str) -> String {
    // Most is plain.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }

    let mut shown = String::with_capacity(text.len());
    let mut marks = 0;

    for c in text.chars() {
        match c {
            '\t' => shown.push(' '),
            c if is_unsafe(c) => shown.extend(c.escape_default()),
            c if c.width() != Some(0) || marks < MOST_MARKS => shown.push(c),
            _ => {}
        }

        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
    }

    shown
}

/// Whether a character steers or hides: controls, and what Unicode calls format characters, fillers and tags.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(
            escape("a\u{1b}[2Jb\u{202e}c\u{9b}\t好"),
            "a\\u{1b}[2Jb\\u{202e}c\\u{9b} 好"
        );
    }

    #[test]
    fn what_hides_is_shown_and_marks_have_an_end() {
        for c in "\u{ad}\u{34f}\u{115f}\u{180e}\u{206a}\u{3164}\u{fff9}\u{1d173}\u{e0041}".chars() {
            assert_eq!(escape(&c.to_string()), c.escape_default().to_string());
        }

        let marked = format!("a{}b", "\u{301}".repeat(1000));
        assert_eq!(
            escape(&marked),
            format!("a{}b", "\u{301}".repeat(MOST_MARKS))
        );
    }
}
