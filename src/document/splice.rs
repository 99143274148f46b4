//! A text in which some things are replaced, added or taken out; every other byte of it stays as it is. (Editors of TOML
//! trees move dotted keys together, drop carriage returns, and take the comment above a key away with it.)

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Node;

/// A TOML text, and what is to be different in it.
pub(crate) struct Splice<'a> {
    text: &'a str,
    edits: Vec<(Range<usize>, String)>,
}

/// A key and its value, from where the key's last part begins to where the value ends. A table of dotted keys, or one with
/// a header of its own, is several of them.
type Pair = Range<usize>;

impl<'a> Splice<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            edits: Vec::new(),
        }
    }

    /// Puts something in the place of what is written there.
    pub(crate) fn replace(&mut self, span: Range<usize>, with: String) {
        self.edits.push((span, with));
    }

    /// Gives a key of a table a value. A key that is not there yet comes after the first of `like` that is.
    pub(crate) fn set(&mut self, table: &Node<'a>, key: &str, value: &str, like: &[&str]) {
        let Some((name, old)) = entry(table, key) else {
            return self.insert(table, key, value, like);
        };

        match self.form(old) {
            Form::Leaf => self.replace(old.span(), value.to_owned()),
            Form::Dotted => {
                // The first of its keys gives its place to the new value.
                let mut pairs = self.pairs(&name, old);
                pairs.sort_by_key(|pair| pair.start);
                let first = pairs.remove(0);
                self.replace(name.end..first.end, format!(" = {value}"));
                self.take_pairs(table, &pairs);
            }
            Form::Header if self.text[table.span.clone()].starts_with('[') => {
                self.take_lines(self.pairs(&name, old));
                self.insert(table, key, value, like);
            }
            // `[input.data]` without an `[input]`.
            Form::Header => {
                let parent = &self.text[table.span.clone()];
                self.replace(old.span(), format!("[{parent}]\n{key} = {value}"));
                self.take_lines(self.pairs(&name, old).into_iter().skip(1));
            }
        }
    }

    fn insert(&mut self, table: &Node<'a>, key: &str, value: &str, like: &[&str]) {
        let beside = like.iter().find_map(|key| {
            let (name, value) = entry(table, key)?;
            let is_leaf = self.form(value) == Form::Leaf;
            is_leaf.then(|| (name, value.span()))
        });

        if self.is_inline(table) {
            let at = beside.map_or(table.span.start + 1, |(_, value)| value.end);
            return self.replace(at..at, format!(", {key} = {value}"));
        }

        let Some((name, old)) = beside else {
            let at = self.line_end(table.span.end);
            return self.replace(at..at, format!("\n{key} = {value}"));
        };

        let between = &self.text[name.end..old.start];
        let (room, sign) = between.split_at(between.find('=').unwrap_or(0));

        // Where the author has set the signs of equality below each other, so are they here.
        let width = if self.is_aligned(table) {
            name.len() + room.len()
        } else {
            key.len() + room.len().min(1)
        };

        let width = width.max(key.len() + room.len().min(1));
        let at = self.line_end(old.end);
        let indent = self.indent(name.start).to_owned();
        self.replace(at..at, format!("\n{indent}{key:<width$}{sign}{value}"));
    }

    /// Whether there is more room before a sign of equality than it needs.
    fn is_aligned(&self, table: &Node<'a>) -> bool {
        let DeValue::Table(entries) = table.value else {
            return false;
        };

        let leaves = entries
            .iter()
            .filter(|(_, value)| self.form(value) == Form::Leaf);

        leaves
            .into_iter()
            .any(|(key, value)| self.text[key.span().end..value.span().start].starts_with("  "))
    }

    /// Takes a key out of a table.
    pub(crate) fn remove(&mut self, table: &Node<'a>, key: &str) {
        if let Some((name, value)) = entry(table, key) {
            let pairs = self.pairs(&name, value);
            self.take_pairs(table, &pairs);
        }
    }

    fn take_pairs(&mut self, table: &Node<'a>, pairs: &[Pair]) {
        let DeValue::Table(entries) = table.value else {
            return;
        };

        if !self.is_inline(table) {
            return self.take_lines(pairs.iter().cloned());
        }

        let mut all = self.all_pairs(entries);
        all.sort_by_key(|pair| pair.start);
        let items = all
            .into_iter()
            .map(|pair| (pair.end, pairs.contains(&pair)))
            .collect::<Vec<_>>();

        self.take_items(table.span.start + 1, &items);
    }

    /// Takes elements out of an array: those for which `gone` is true.
    pub(crate) fn remove_elements(&mut self, array: &Node<'a>, gone: &[bool]) {
        let Some(elements) = array.elements() else {
            return;
        };
        let elements: Vec<Node> = elements.collect();
        if self.text[array.span.clone()].starts_with("[[")
            && elements.iter().all(|element| !self.is_inline(element))
        {
            for (element, _) in elements.iter().zip(gone).filter(|(_, gone)| **gone) {
                self.take_section(element);
            }
        } else {
            let items: Vec<_> = elements
                .iter()
                .zip(gone)
                .map(|(element, gone)| (element.span.end, *gone))
                .collect();
            self.take_items(array.span.start + 1, &items);
        }
    }

    /// A `[[header]]` with its keys, and the empty line before it.
    fn take_section(&mut self, table: &Node<'a>) {
        let DeValue::Table(entries) = table.value else {
            return;
        };

        let end = self
            .all_pairs(entries)
            .iter()
            .map(|pair| pair.end)
            .max()
            .unwrap_or(0)
            .max(table.span.end);

        let mut lines = self.lines(table.span.start..end);
        let above = self.text[..lines.start]
            .trim_end_matches(['\n', '\r'])
            .len();

        let rest = &self.text[lines.end..];
        let is_parted = rest.is_empty() || rest.starts_with(['\n', '\r']);

        if is_parted && self.text[above..lines.start].matches('\n').count() > 1 {
            lines.start = self.lines(lines.start - 1..lines.start - 1).start;
        }

        self.replace(lines, String::new());
    }

    fn take_lines(&mut self, pairs: impl IntoIterator<Item = Pair>) {
        for pair in pairs {
            let lines = self.lines(pair);
            self.replace(lines, String::new());
        }
    }

    /// Takes items out of what stands between brackets: `open` is where the first may begin, each item's end is told.
    fn take_items(&mut self, open: usize, items: &[(usize, bool)]) {
        let mut start = open;
        let mut kept = None;

        for &(end, gone) in items {
            let begin = self.after_trivia(start);
            let comma = self.after_trivia(end);
            let comma = self.text[comma..].starts_with(',').then_some(comma);

            match (gone, comma, kept) {
                (false, ..) => kept = comma,
                // With the last item goes the comma before it.
                (true, None, Some(before)) if self.text[before + 1..begin].trim().is_empty() => {
                    self.replace(before..end, String::new());
                }
                (true, ..) => {
                    let span = self.tidy(begin..comma.map_or(end, |comma| comma + 1));
                    self.replace(span, String::new());

                    if let (None, Some(before)) = (comma, kept) {
                        self.replace(before..before + 1, String::new());
                    }
                }
            }

            start = comma.map_or(end, |comma| comma + 1);
        }
    }

    /// The whole lines, where nothing else stands in them; else the blanks after it too.
    fn tidy(&self, span: Range<usize>) -> Range<usize> {
        let lines = self.lines(span.clone());
        let rest = self.text[span.end..lines.end].trim();
        if self.text[lines.start..span.start].trim().is_empty()
            && (rest.is_empty() || rest.starts_with('#'))
        {
            return lines;
        }
        let blanks = self.text[span.end..].len()
            - self.text[span.end..].trim_start_matches([' ', '\t']).len();
        span.start..span.end + blanks
    }

    fn all_pairs(&self, table: &DeTable) -> Vec<Pair> {
        table
            .iter()
            .flat_map(|(key, value)| self.pairs(&key.span(), value))
            .collect()
    }

    fn pairs(&self, key: &Range<usize>, value: &Spanned<DeValue>) -> Vec<Pair> {
        match (value.get_ref(), self.form(value)) {
            (DeValue::Table(table), Form::Dotted) => self.all_pairs(table),
            (DeValue::Table(table), Form::Header) => std::iter::once(value.span())
                .chain(self.all_pairs(table))
                .collect(),
            _ => std::iter::once(key.start..value.span().end).collect(),
        }
    }

    fn form(&self, value: &Spanned<DeValue>) -> Form {
        match (value.get_ref(), self.text[value.span()].chars().next()) {
            (DeValue::Table(_), Some('[')) => Form::Header,
            (DeValue::Table(_), Some('{')) => Form::Leaf,
            (DeValue::Table(_), _) => Form::Dotted,
            _ => Form::Leaf,
        }
    }

    fn is_inline(&self, table: &Node) -> bool {
        self.text[table.span.clone()].starts_with('{')
    }

    /// The blanks that the line begins with in which a place lies.
    pub(crate) fn indent(&self, at: usize) -> &'a str {
        let line = &self.text[self.lines(at..at)];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// The lines in which a span lies, with the end of the last.
    fn lines(&self, span: Range<usize>) -> Range<usize> {
        let start = self.text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[span.end..]
            .find('\n')
            .map_or(self.text.len(), |length| span.end + length + 1);

        start..end
    }

    /// Where the line ends in which a place lies, before the sign for that.
    fn line_end(&self, at: usize) -> usize {
        let line = &self.text[..self.lines(at..at).end];
        line.trim_end_matches('\n')
            .trim_end_matches('\r')
            .len()
            .max(at)
    }

    /// The first place from here that is neither blank nor in a comment.
    fn after_trivia(&self, from: usize) -> usize {
        let rest = self.text[from..].trim_start();
        let at = self.text.len() - rest.len();

        if !rest.starts_with('#') {
            return at;
        }

        rest.find('\n')
            .map_or(self.text.len(), |length| self.after_trivia(at + length))
    }

    /// The text with all that is different. New lines end as those of the text do.
    pub(crate) fn finish(mut self) -> String {
        let newline = if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };

        self.edits.sort_by_key(|(span, _)| (span.start, span.end));
        let mut whole = String::with_capacity(self.text.len());
        let mut end = 0;

        for (span, with) in self.edits {
            whole.push_str(&self.text[end..span.start.max(end)]);
            whole.push_str(&with.replace('\n', newline));
            end = span.end.max(end);
        }

        whole.push_str(&self.text[end..]);

        whole
    }
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// After its key.
    Leaf,
    /// A table by dotted keys: `padding.top = 1`.
    Dotted,
    /// A table with a header of its own: `[input.data]`.
    Header,
}

/// Where a key of a table is written, and its value.
fn entry<'a>(table: &Node<'a>, key: &str) -> Option<(Range<usize>, &'a Spanned<DeValue<'a>>)> {
    let DeValue::Table(entries) = table.value else {
        return None;
    };

    entries
        .get_key_value(key)
        .map(|(name, value)| (name.span(), value))
}
