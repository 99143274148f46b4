//! The elements of an array: those of the tree, or those of an array that is left out of it, as the text has them.

use std::ops::Range;
use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeArray, DeFloat, DeInteger, DeValue};

use super::lean::{after_blanks, after_number};

/// What stands for values that are not in the tree: their text says what they are.
static ARRAY: LazyLock<DeValue> = LazyLock::new(|| DeValue::Array(DeArray::new()));
static INTEGER: LazyLock<DeValue> = LazyLock::new(|| DeValue::Integer(DeInteger::default()));
static FRACTION: LazyLock<DeValue> = LazyLock::new(|| DeValue::Float(DeFloat::default()));

/// The elements of an array: where each is written, and its value.
pub(super) enum Elements<'a> {
    Tree(std::slice::Iter<'a, Spanned<DeValue<'a>>>),
    /// Where the text goes on, and how many elements there are still.
    Text {
        text: &'a str,
        at: usize,
        left: usize,
    },
}

impl<'a> Elements<'a> {
    /// The elements of an array that begins at a place of a text.
    pub(super) fn new(text: &'a str, start: usize, array: &'a DeArray<'a>) -> Self {
        if !array.is_empty() {
            return Self::Tree(array.iter());
        }

        let from = |left| Self::Text {
            text,
            at: start + 1,
            left,
        };

        from(from(usize::MAX).fold(0, |count, _| count + 1))
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = (Range<usize>, &'a DeValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Tree(elements) => elements
                .next()
                .map(|element| (element.span(), element.get_ref())),
            Self::Text { text, at, left } => {
                let bytes = text.as_bytes();
                let start = after_blanks(bytes, *at).ok()?;
                let (end, value) = element(bytes, start)?;
                let next = after_blanks(bytes, end).ok()?;
                *at = next + usize::from(bytes.get(next) == Some(&b','));
                *left -= 1;

                Some((start..end, value))
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match self {
            Self::Tree(elements) => elements.len(),
            Self::Text { left, .. } => *left,
        };

        (left, Some(left))
    }
}

impl ExactSizeIterator for Elements<'_> {}

/// Where the array or the number that begins here ends, and what stands for it.
fn element(bytes: &[u8], start: usize) -> Option<(usize, &'static DeValue<'static>)> {
    if bytes.get(start) == Some(&b'[') {
        return Some((after_array(bytes, start)?, &ARRAY));
    }

    let end = after_number(bytes, start)?;
    let is_integer = !bytes[start..end].iter().any(|byte| b".eE".contains(byte));

    Some((end, if is_integer { &INTEGER } else { &FRACTION }))
}

/// The place behind an array of numbers.
fn after_array(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open;
    let mut depth = 0;

    loop {
        match bytes.get(at)? {
            b'#' => at = after_blanks(bytes, at).ok()?,
            b'[' => (at, depth) = (at + 1, depth + 1),
            b']' if depth == 1 => return Some(at + 1),
            b']' => (at, depth) = (at + 1, depth - 1),
            _ => at += 1,
        }
    }
}
