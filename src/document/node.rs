//! TOML as a tree in which everything knows where it is written.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeValue;

use super::elements::Elements;
use super::{Sink, SourceText, escape, suggest};
use crate::text::{Phrase, phrase};

/// A value, and where it is written.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    pub source: &'a SourceText,
    pub span: Range<usize>,
    pub value: &'a DeValue<'a>,
}

impl Sink {
    /// Notes a fault of a value. Returns `None`, so that a reader can end with it.
    pub(crate) fn fault<T>(
        &mut self,
        node: &Node,
        what: impl Into<Phrase>,
        help: impl Into<Option<Phrase>>,
    ) -> Option<T> {
        self.at(node.source, &node.span, what, help)
    }
}

impl<'a> Node<'a> {
    /// The elements of an array.
    pub(crate) fn elements(&self) -> Option<impl ExactSizeIterator<Item = Node<'a>> + use<'a>> {
        let source = self.source;
        let DeValue::Array(array) = self.value else {
            return None;
        };

        let elements = Elements::new(&source.text, self.span.start, array);

        Some(elements.map(move |(span, value)| Node {
            source,
            span,
            value,
        }))
    }

    /// What is written of a number, without the signs between its digits.
    pub(crate) fn digits(&self) -> Cow<'a, str> {
        match &self.source.text[self.span.clone()] {
            digits if digits.contains('_') => Cow::Owned(digits.replace('_', "")),
            digits => Cow::Borrowed(digits),
        }
    }

    /// What a message calls this kind of value.
    pub(crate) fn kind(&self) -> Phrase {
        Phrase::from(match self.value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        })
    }

    /// A string.
    pub(crate) fn string(&self, key: &str, sink: &mut Sink) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => sink.fault(
                self,
                phrase!("`{}` must be a string, not {}", key, self.kind()),
                None,
            ),
        }
    }

    /// A text in one line, shown without what could steer a terminal.
    pub(crate) fn text(&self, key: &str, sink: &mut Sink) -> Option<String> {
        let text = self.string(key, sink)?;
        Some(escape(&text.replace('\n', " ")))
    }

    /// An integer that is at least `least`.
    pub(crate) fn count(&self, key: &str, least: i64, sink: &mut Sink) -> Option<usize> {
        match self.integer(key, sink)? {
            n if n >= least => usize::try_from(n).ok(),
            n => sink.fault(
                self,
                phrase!("`{}` must be at least {}, not {}", key, least, n),
                None,
            ),
        }
    }

    /// An integer.
    pub(crate) fn integer(&self, key: &str, sink: &mut Sink) -> Option<i64> {
        match self.value {
            DeValue::Integer(_) => match integer(&self.digits()) {
                Some(n) => Some(n),
                None => sink.fault(
                    self,
                    phrase!("`{}` is larger than 64 bits can hold", key),
                    None,
                ),
            },
            _ => sink.fault(
                self,
                phrase!("`{}` must be an integer, not {}", key, self.kind()),
                None,
            ),
        }
    }

    /// A finite number.
    pub(crate) fn number(&self, key: &str, sink: &mut Sink) -> Option<f64> {
        let n = match self.value {
            DeValue::Integer(_) => {
                let digits = self.digits();
                integer(&digits)
                    .map(|n| n as f64)
                    .or_else(|| digits.parse().ok())
            }
            DeValue::Float(_) => self.digits().parse().ok(),
            _ => {
                return sink.fault(
                    self,
                    phrase!("`{}` must be a number, not {}", key, self.kind()),
                    None,
                );
            }
        };

        match n {
            Some(n) if n.is_finite() => Some(n),
            Some(n) if n.is_nan() => sink.fault(
                self,
                phrase!("`{}` is nan, which is not a number", key),
                None,
            ),
            _ => sink.fault(
                self,
                phrase!("`{}` is inf: only finite numbers can be computed with", key),
                None,
            ),
        }
    }

    /// A number that single precision can hold.
    pub(crate) fn single(&self, key: &str, sink: &mut Sink) -> Option<f32> {
        let n = self.number(key, sink)? as f32;
        if n.is_finite() {
            return Some(n);
        }

        sink.fault(
            self,
            phrase!(
                "`{}` is too large a number: numbers are stored in 32 bits",
                key
            ),
            None,
        )
    }

    /// True or false.
    pub(crate) fn boolean(&self, key: &str, sink: &mut Sink) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => sink.fault(
                self,
                phrase!(
                    "`{}` must be true or false, a boolean, not {}",
                    key,
                    self.kind()
                ),
                None,
            ),
        }
    }

    /// One of some names.
    pub(crate) fn one_of<T: Copy>(
        &self,
        key: &str,
        names: &[(&str, T)],
        sink: &mut Sink,
    ) -> Option<T> {
        let name = self.string(key, sink)?;
        if let Some((_, value)) = names.iter().find(|(has, _)| *has == name) {
            return Some(*value);
        }

        let names = || names.iter().map(|(name, _)| *name);

        sink.fault(
            self,
            phrase!("`{}` cannot be `{}`", key, name),
            suggest(name, names()),
        )
    }
}

/// An integer, decimal or with its radix before it.
fn integer(digits: &str) -> Option<i64> {
    let radixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let with_radix = radixes
        .iter()
        .find_map(|(sign, radix)| Some((digits.strip_prefix(sign)?, *radix)));
    let (digits, radix) = with_radix.unwrap_or((digits, 10));

    i64::from_str_radix(digits, radix).ok()
}
