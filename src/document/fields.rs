//! The keys of a table: asked for one by one, and refused where nobody asks for them.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{MOST_FAULTS, Node, Sink, SourceText, is_tag, suggest};
use crate::text::{Phrase, phrase};

/// A table whose keys are asked for one by one; those that nobody asked for are misspelt.
pub(crate) struct Fields<'a> {
    source: &'a SourceText,
    /// Where the table is written; the header line of a `[[layer]]`.
    pub span: Range<usize>,
    table: &'a DeTable<'a>,
    /// Values that replace or add to those of the table: from the command line.
    overrides: Vec<(&'a str, Node<'a>)>,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(source: &'a SourceText, span: Range<usize>, table: &'a DeTable<'a>) -> Self {
        Self {
            source,
            span,
            table,
            overrides: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// The fields of a table value.
    pub(crate) fn of(node: &Node<'a>, what: impl Into<Phrase>, sink: &mut Sink) -> Option<Self> {
        match node.value {
            DeValue::Table(table) => Some(Self::new(node.source, node.span.clone(), table)),
            _ => sink.fault(
                node,
                phrase!("{} must be a table, not {}", what.into(), node.kind()),
                None,
            ),
        }
    }

    /// Replaces a value.
    pub(crate) fn replace(&mut self, key: &'a str, node: Node<'a>) {
        self.overrides.retain(|(has, _)| *has != key);
        self.overrides.push((key, node));
    }

    /// Whether the table has a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.overrides.iter().any(|(has, _)| *has == key)
    }

    /// A key's value.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<Node<'a>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }

        let replaced = self
            .overrides
            .iter()
            .find(|(has, _)| *has == key)
            .map(|(_, node)| node.clone());

        replaced.or_else(|| self.written(key))
    }

    fn written(&self, key: &str) -> Option<Node<'a>> {
        let value = self.table.get(key)?;
        Some(Node {
            source: self.source,
            span: value.span(),
            value: value.get_ref(),
        })
    }

    /// A key's value, that must be there.
    pub(crate) fn need(
        &mut self,
        key: &'static str,
        what: impl Into<Phrase>,
        sink: &mut Sink,
    ) -> Option<Node<'a>> {
        let node = self.get(key);
        if node.is_none() {
            return self.fault(phrase!("{} needs `{}`", what.into(), key), None, sink);
        }

        node
    }

    /// A fault of the table as a whole.
    pub(crate) fn fault<T>(
        &self,
        message: impl Into<Phrase>,
        help: Option<Phrase>,
        sink: &mut Sink,
    ) -> Option<T> {
        sink.at(self.source, &self.span, message, help)
    }

    /// Where a key is written, or the table where it is not.
    pub(crate) fn place(&self, key: &str) -> (&'a SourceText, Range<usize>) {
        match self.overrides.iter().find(|(has, _)| *has == key) {
            Some((_, node)) => (node.source, node.span.clone()),
            None => (
                self.source,
                self.written(key)
                    .map_or(self.span.clone(), |node| node.span),
            ),
        }
    }

    /// Keys that nobody asked for and that look like language tags.
    pub(crate) fn tags(&self) -> Vec<(&'a str, Node<'a>)> {
        let is_tag = |key: &str| !self.asked.contains(&key) && is_tag(key);
        let keys = self.table.iter().filter(|(key, _)| is_tag(key.get_ref()));
        keys.map(|(key, value)| {
            let node = Node {
                source: self.source,
                span: value.span(),
                value: value.get_ref(),
            };
            (key.get_ref().as_ref(), node)
        })
        .collect()
    }

    /// Refuses what nobody asked for; `known` are keys beyond those that were asked for, `tags` whether language tags are
    /// welcome.
    pub(crate) fn close(&self, what: impl Into<Phrase>, tags: bool, sink: &mut Sink) {
        let what = what.into();

        let is_welcome = |name: &str, value: &DeValue| {
            let is_translation = tags && matches!(value, DeValue::String(_) | DeValue::Table(_));

            self.asked.contains(&name) || is_translation && is_tag(name)
        };

        let unknown = self
            .table
            .iter()
            .filter(|(key, value)| !is_welcome(key.get_ref(), value.get_ref()));
        let mut unknown: Vec<_> = unknown
            .map(|(key, _)| (key.span(), key.get_ref()))
            .collect();

        // The table is in the order of its keys; where there are more than are told, the first lines count.
        unknown.sort_unstable_by_key(|(span, _)| span.start);

        for (span, name) in unknown.into_iter().take(MOST_FAULTS) {
            let help = suggest(name, self.asked.iter().copied());
            let message = phrase!("{} has no key `{}`", &what, name.as_ref());
            sink.at::<()>(self.source, &span, message, help);
        }

        for (name, node) in self
            .overrides
            .iter()
            .filter(|(name, _)| !self.asked.contains(name))
        {
            let help = suggest(name, self.asked.iter().copied());
            sink.fault::<()>(node, phrase!("{} has no key `{}`", &what, name), help);
        }
    }
}

/// What was read of a key that may be absent; `None` where it is at fault.
#[expect(clippy::option_option, reason = "absent is not the same as at fault")]
pub(crate) fn lift<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(None) => None,
        Some(some) => Some(some),
        None => Some(None),
    }
}
