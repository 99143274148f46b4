//! Texts over several lines.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use super::put;
use super::theme::Role;

/// How texts are broken at a width: a word at its hyphens, but no number (`6.15e-13`).
fn options(width: usize) -> Options<'static> {
    Options::new(width).word_splitter(WordSplitter::Custom(hyphens))
}

/// The places after the hyphens of a word that stand between two letters of a word without digits.
fn hyphens(word: &str) -> Vec<usize> {
    if word.contains(|sign: char| sign.is_ascii_digit()) {
        return Vec::new();
    }

    WordSplitter::HyphenSplitter.split_points(word)
}

/// A text's lines at a width.
pub(super) fn broken(text: &str, width: u16) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, options(width.max(1).into()))
}

/// The lines that a text takes at a width.
pub(super) fn lines(text: &str, width: u16) -> u16 {
    if text.is_empty() {
        0
    } else {
        broken(text, width).len() as u16
    }
}

/// A text's lines at a width, each of a role.
pub(super) fn wrapped_lines(text: &str, width: u16, role: Role) -> Vec<(String, Role)> {
    broken(text, width)
        .into_iter()
        .map(|line| (line.into_owned(), role))
        .collect()
}

/// A text over the lines of an area, the last with an ellipsis where it goes on.
pub(super) fn wrapped(text: &str, area: Rect, style: Style, buffer: &mut Buffer) {
    wrapped_to(text, area, style, "…", buffer);
}

/// The same, with a sign where it goes on.
pub(super) fn wrapped_to(text: &str, area: Rect, style: Style, sign: &str, buffer: &mut Buffer) {
    if !area.is_empty() {
        let lines = broken(text, area.width);
        put_lines(&lines, area, style, sign, buffer);
    }
}

/// Lines of a text on an area that is as wide, with a sign where it goes on.
pub(super) fn put_lines(
    lines: &[Cow<str>],
    area: Rect,
    style: Style,
    sign: &str,
    buffer: &mut Buffer,
) {
    let most = area.height as usize;

    for (index, line) in lines.iter().take(most).enumerate() {
        let more = index + 1 == most && lines.len() > most;
        // What a no-break space kept together stands apart by a common one.
        let line = if more {
            let room = usize::from(area.width).saturating_sub(sign.width() + 1);
            format!("{} {sign}", whole_words(line, room))
        } else {
            line.to_string()
        };

        let line = line.replace('\u{a0}', " ");
        put(buffer, area, area.x, area.y + index as u16, &line, style);
    }
}

/// As many words of a line as leave room for a sign that it goes on: no number is cut.
fn whole_words(line: &str, width: usize) -> String {
    let greedy = options(width.max(1)).wrap_algorithm(WrapAlgorithm::FirstFit);

    textwrap::wrap(line, greedy)
        .first()
        .map_or_else(String::new, ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_at_hyphens_and_numbers_are_not() {
        let wrapped = |text| textwrap::wrap(text, options(10));

        assert_eq!(wrapped("a semi-automatic"), ["a semi-", "automatic"]);
        assert_eq!(wrapped("it is 6.15e-13."), ["it is", "6.15e-13."]);
    }
}
