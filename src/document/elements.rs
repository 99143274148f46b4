//! The elements of an array: those of the tree, or those of an array that is left out of it, as the text has them.

use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeArray, DeFloat, DeInteger, DeValue};

use super::lean::{after_blanks, after_number};
use super::{Node, SourceText};

/// What stands for values that are not in the tree: their text says what they are.
static ARRAY: LazyLock<DeValue> = LazyLock::new(|| DeValue::Array(DeArray::new()));
static INTEGER: LazyLock<DeValue> = LazyLock::new(|| DeValue::Integer(DeInteger::default()));
static FRACTION: LazyLock<DeValue> = LazyLock::new(|| DeValue::Float(DeFloat::default()));

/// The elements of an array.
pub(crate) struct Elements<'a> {
    source: &'a SourceText,
    from: From<'a>,
}

enum From<'a> {
    Tree(std::slice::Iter<'a, Spanned<DeValue<'a>>>),
    /// Where the text goes on, and how many elements there are still.
    Text {
        at: usize,
        left: usize,
    },
}

impl<'a> Elements<'a> {
    pub(super) fn new(node: &Node<'a>, array: &'a DeArray<'a>) -> Self {
        let source = node.source;

        if !array.is_empty() {
            let from = From::Tree(array.iter());
            return Self { source, from };
        }

        let at = node.span.start + 1;
        let mut counted = Self {
            source,
            from: From::Text {
                at,
                left: usize::MAX,
            },
        };
        let left = std::iter::from_fn(|| counted.next()).count();

        Self {
            source,
            from: From::Text { at, left },
        }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        let source = self.source;

        match &mut self.from {
            From::Tree(elements) => elements.next().map(|element| Node {
                source,
                span: element.span(),
                value: element.get_ref(),
            }),
            From::Text { at, left } => {
                let bytes = source.text.as_bytes();
                let start = after_blanks(bytes, *at).ok()?;
                let (end, value) = element(bytes, start)?;
                let next = after_blanks(bytes, end).ok()?;
                *at = next + usize::from(bytes.get(next) == Some(&b','));
                *left -= 1;

                Some(Node {
                    source,
                    span: start..end,
                    value,
                })
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.from {
            From::Tree(elements) => elements.len(),
            From::Text { left, .. } => *left,
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
