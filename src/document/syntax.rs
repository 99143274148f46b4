//! What is said of a text that is no TOML: where it can be told what its author meant, that, and the way out.

use toml::de::Error;

use std::ops::Range;

use super::lean::after_string;
use super::{Fault, SourceText};
use crate::text::{Phrase, phrase};

/// Parts that a dotted key may have; the parser's own limit.
const MOST_PARTS: usize = 80;

/// Signs that look like others, and what to write in their place.
const LOOKALIKES: [(char, &str); 14] = [
    ('\u{a0}', "a no-break space (U+00A0): write a plain space"),
    (
        '\u{202f}',
        "a narrow no-break space (U+202F): write a plain space",
    ),
    ('\u{2007}', "a figure space (U+2007): write a plain space"),
    ('\u{2009}', "a thin space (U+2009): write a plain space"),
    (
        '\u{200b}',
        "a zero-width space (U+200B), which cannot be seen: delete it",
    ),
    (
        '\u{feff}',
        "a byte-order mark (U+FEFF), which cannot be seen: delete it",
    ),
    (
        '\u{3000}',
        "a full-width space (U+3000): write a plain space",
    ),
    ('\u{201c}', "a curly quotation mark: write \""),
    ('\u{201d}', "a curly quotation mark: write \""),
    ('\u{2018}', "a curly quotation mark: write '"),
    ('\u{2019}', "a curly quotation mark: write '"),
    ('\u{2212}', "a minus sign (U+2212): write the hyphen -"),
    ('\u{ff0c}', "a full-width comma: write ,"),
    ('\u{ff1d}', "a full-width equals sign: write ="),
];

/// The faults of a text that is no TOML. Of numbers that were pasted as they are, one is enough.
pub(crate) fn faults(source: &SourceText, errors: &[Error], most: usize) -> Vec<Fault> {
    let place = |error: &Error| error.span().unwrap_or(0..0).start;

    if let Some(first) = errors.first()
        && is_pasted(&source.text, place(first))
    {
        return vec![pasted(source, first)];
    }

    errors
        .iter()
        .take(most)
        .map(|error| fault(source, error))
        .collect()
}

fn fault(source: &SourceText, error: &Error) -> Fault {
    let Some(span) = error.span().or_else(|| long_key(&source.text)) else {
        let message = phrase!("this is not TOML: {}", said(error));
        return Fault::of_file(&source.name, message, None);
    };

    if error.span().is_none() {
        let message = phrase!(
            "a key has {} parts or more, with dots between them",
            MOST_PARTS
        );
        return Fault::at(source, &span, message, None);
    }

    let line = line_of(&source.text, span.start);
    let found = source.text[line.clone()]
        .char_indices()
        .find_map(|(at, sign)| {
            let (_, help) = LOOKALIKES.iter().find(|(has, _)| *has == sign)?;
            Some((line.start + at..line.start + at + sign.len_utf8(), help))
        });

    if let Some((place, what)) = found {
        let message = phrase!("this is not TOML: here stands {}", Phrase::from(*what));
        return Fault::at(source, &place, message, None);
    }

    let message = phrase!("this is not TOML: {}", said(error));

    Fault::at(source, &span, message, None)
}

/// What the reader of TOML says.
pub(crate) fn said(error: &Error) -> Phrase {
    let quoted = |text: &str| Phrase::Quoted(text.to_owned());

    match error.message().split_once(", expected ") {
        Some((found, wanted)) => phrase!("{}, expected {}", quoted(found), quoted(wanted)),
        None => quoted(error.message()),
    }
}

fn pasted(source: &SourceText, error: &Error) -> Fault {
    Fault::at(
        source,
        &error.span().unwrap_or(0..0),
        "this is not TOML: numbers in an array need commas between them, and rows brackets: [[1, 2], [3, 4]]",
        Some(Phrase::from(
            "numbers as NumPy or MATLAB print them go into `text`: data = { text = \"\"\"…\"\"\" }",
        )),
    )
}

/// The first key that has too many parts, which the parser does not say the place of.
fn long_key(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut start = 0;
    let mut parts = 1;

    while at < bytes.len() {
        let next = match bytes[at] {
            b'"' | b'\'' => after_string(bytes, at),
            b'#' => line_of(text, at).end,
            _ => at + 1,
        };

        match bytes[at] {
            b'.' => parts += 1,
            b'"' | b'\'' | b' ' | b'\t' | b'-' | b'_' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => (start, parts) = (next, 1),
        }

        if parts > MOST_PARTS {
            return Some(start..at);
        }

        at = next;
    }

    None
}

/// The line, without its end, that a place lies in.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let start = bytes[..at]
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |end| end + 1);
    let end = bytes[at..]
        .iter()
        .position(|&byte| byte == b'\n')
        .map_or(text.len(), |end| at + end);

    start..end
}

/// Whether numbers stand beside a place without commas between them, or the words `array(` or `tensor(`.
fn is_pasted(text: &str, at: usize) -> bool {
    let line = &text[line_of(text, at)];
    let value = line.split_once('=').map_or(line, |(_, value)| value);
    let value = value.split('#').next().unwrap_or_default();

    if value.contains(['"', '\'']) {
        return false;
    }

    let is_call = ["array(", "tensor("]
        .iter()
        .any(|call| value.contains(call));
    let is_number = |word: &str| {
        let word = word.trim_matches(['[', ']']);
        !word.is_empty() && word.parse::<f64>().is_ok()
    };

    let words: Vec<&str> = value
        .split([' ', '\t', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_row = value.contains('[') || !line.contains('=');

    is_call
        || is_row
            && words
                .windows(2)
                .any(|pair| pair.iter().all(|word| is_number(word)))
}
