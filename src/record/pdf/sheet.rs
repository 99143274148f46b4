//! Lines of text as pages: worksheets and handouts.

use std::io;

use krilla::geom::{Point, Size};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::TextDirection;
use unicode_width::UnicodeWidthStr;

use super::letters::Letters;
use super::{WIDTH, begun, written};

/// A4, in points.
const PAGE: (f32, f32) = (595.276, 841.89);

/// What is left free on every side.
const MARGIN: f32 = 54.0;

/// How high letters and lines are.
const SIZE: f32 = 10.0;
const LINE: f32 = 15.0;

/// The pages of some lines under a title, each wrapped where it is too long.
///
/// # Errors
/// If a document cannot be made of them.
pub(crate) fn pages(title: &str, language: &str, lines: &[String]) -> io::Result<Vec<u8>> {
    let columns = ((PAGE.0 - 2.0 * MARGIN) / (SIZE * WIDTH)) as usize;
    let rows = ((PAGE.1 - 2.0 * MARGIN) / LINE) as usize;
    let text = [title.to_owned(), String::new()];
    let wrapped: Vec<String> = text
        .iter()
        .chain(lines)
        .flat_map(|line| textwrap::wrap(line, columns))
        .map(std::borrow::Cow::into_owned)
        .collect();

    let mut document = begun(title, language);
    let mut letters = Letters::default();

    for (number, lines) in wrapped.chunks(rows.max(1)).enumerate() {
        let size = Size::from_wh(PAGE.0, PAGE.1);
        let settings = PageSettings::new(size.ok_or(io::ErrorKind::InvalidInput)?);
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();

        for (row, line) in lines.iter().enumerate() {
            let y = MARGIN + (row as f32 + 1.0) * LINE;
            let is_title = number == 0 && row == 0;
            write_line(&mut surface, &mut letters, line, y, is_title);
        }

        surface.finish();
        page.finish();
    }

    written(document)
}

/// Writes a line at a height of the page.
fn write_line(surface: &mut Surface, letters: &mut Letters, line: &str, y: f32, is_bold: bool) {
    let mut column = 0;

    for piece in pieces(line, letters) {
        let font = if letters.has(&piece, is_bold) {
            letters.regular(is_bold)
        } else {
            letters.other(&piece)
        };

        if let Some(font) = font {
            let start = Point::from_xy(MARGIN + column as f32 * SIZE * WIDTH, y);
            surface.draw_text(start, font, SIZE, &piece, false, TextDirection::LeftToRight);
        }

        column += piece.width();
    }
}

/// A line in parts: letters that stand in one font, and each other sign by itself.
fn pieces(line: &str, letters: &Letters) -> Vec<String> {
    let mut pieces: Vec<(bool, String)> = Vec::new();

    for c in line.chars() {
        let sign = c.to_string();
        let is_own = letters.has(&sign, false) && letters.has(&sign, true);

        match pieces.last_mut() {
            Some((true, text)) if is_own => text.push(c),
            _ => pieces.push((is_own, sign)),
        }
    }

    pieces.into_iter().map(|(_, text)| text).collect()
}
