//! What is wrong with a text: where, what, and how to mend it.

use std::fmt;
use std::ops::Range;

use super::{SourceText, escape};
use crate::text::{Language, Phrase};

/// Characters of a line that are shown around a fault.
const EXCERPT: usize = 120;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What the text is called: a file, or an argument of the command line.
    pub file: String,
    /// The line, counted from 1; 0 where the fault is not in a line.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
    /// What is wrong.
    what: Phrase,
    /// How to mend it.
    help: Option<Phrase>,
    /// The line, or the part of it around the fault, and what is underlined there in bytes.
    excerpt: Option<(String, Range<usize>)>,
}

impl Fault {
    /// A fault of a whole file.
    #[must_use]
    pub fn of_file(file: &str, what: impl Into<Phrase>, help: Option<Phrase>) -> Self {
        Self {
            file: escape(file),
            line: 0,
            column: 0,
            what: what.into(),
            help,
            excerpt: None,
        }
    }

    /// A fault at a place in a text.
    pub(crate) fn at(
        source: &SourceText,
        span: &Range<usize>,
        what: impl Into<Phrase>,
        help: Option<Phrase>,
    ) -> Self {
        let text = &source.text;
        let start = floor(text, span.start);
        let first = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let last = text[start..]
            .find('\n')
            .map_or(text.len(), |length| start + length);

        let end = floor(text, span.end).clamp(start, last);

        Self {
            file: escape(&source.name),
            line: text[..first].matches('\n').count() + 1,
            column: text[first..start].chars().count() + 1,
            what: what.into(),
            help,
            excerpt: Some(excerpt(
                &text[first..start],
                &text[start..end],
                &text[end..last],
            )),
        }
    }

    /// What is wrong, in a language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        escape(&self.what.said(language))
    }

    /// Where it is, and what: `a.toml:2:1: …`.
    #[must_use]
    pub fn line_in(&self, language: Language) -> String {
        let message = self.message(language);

        match self.line {
            0 => format!("{}: {message}", self.file),
            line => format!("{}:{line}:{}: {message}", self.file, self.column),
        }
    }

    /// How to mend it, where that is known.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        self.help.as_ref().map(|help| escape(&help.said(language)))
    }

    /// What is wrong, as data.
    pub(crate) fn what(&self) -> &Phrase {
        &self.what
    }

    /// How to mend it, as data.
    pub(crate) fn mending(&self) -> Option<&Phrase> {
        self.help.as_ref()
    }

    /// The line, or the part of it around the fault, and the bytes of it that are at fault.
    #[must_use]
    pub fn excerpt(&self) -> Option<(&str, Range<usize>)> {
        self.excerpt
            .as_ref()
            .map(|(line, span)| (line.as_str(), span.clone()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.line_in(Language::default()))
    }
}

/// All that is wrong; never nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// These faults.
    #[must_use]
    pub fn new(faults: Vec<Fault>) -> Self {
        Self(faults)
    }

    /// Each of them.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.0
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.render(Language::default(), false))
    }
}

impl std::error::Error for Faults {}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

/// The largest place of a character that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The line around a fault, cut to what is read at a glance, and where the fault lies in it.
fn excerpt(before: &str, fault: &str, after: &str) -> (String, Range<usize>) {
    let skipped = before.chars().count().saturating_sub(EXCERPT / 2);
    let cut = skipped > 0;
    let more = fault.chars().count() + after.chars().count() > EXCERPT;
    let before: String = before.chars().skip(skipped).collect();
    let marked: String = fault.chars().take(EXCERPT).collect();
    let after: String = after
        .chars()
        .take(EXCERPT.saturating_sub(marked.chars().count()))
        .collect();

    let before = format!("{}{}", if cut { "…" } else { "" }, escape(&before));
    let marked = escape(&marked);
    let span = before.len()..before.len() + marked.len();

    (
        format!(
            "{before}{marked}{}{}",
            escape(&after),
            if more { "…" } else { "" }
        ),
        span,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_tells_where_what_and_how_to_mend_it() {
        let source = SourceText::new("a.toml", "title = \"t\"\nstrid = 2\n");

        let fault = Fault::at(
            &source,
            &(12..17),
            "`strid` is no key",
            Some("did you mean `stride`?".into()),
        );

        assert_eq!((fault.line, fault.column), (2, 1));
        let text = Faults::from(fault).to_string();
        assert!(
            text.contains("a.toml:2:1") && text.contains("strid = 2") && text.contains("^^^^^"),
            "{text}"
        );

        assert!(text.contains("did you mean `stride`?"), "{text}");
    }

    #[test]
    fn long_lines_are_cut_around_the_fault() {
        let text = format!("{}x{}", "a".repeat(5000), "b".repeat(5000));
        let source = SourceText::new("a.toml", text);

        let fault = Fault::at(&source, &(5000..5001), "here", None);
        assert_eq!((fault.line, fault.column), (1, 5001));
        let text = Faults::from(fault).to_string();
        assert!(
            text.contains("a.toml:1:5001") && text.len() < 1000,
            "{text}"
        );
    }
}
