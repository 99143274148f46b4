//! A scenario's TOML as a tree in which everything knows where it is written.

use std::ops::Range;

use toml::de::{DeInteger, DeTable, DeValue};

use super::fault::{Fault, Source};
use super::files::Models;
use crate::nn::{MOST_NUMBERS, MOST_WEIGHTS};
use crate::text::{Phrase, phrase};

/// A value, and where it is written.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    pub source: &'a Source,
    pub span: Range<usize>,
    pub value: &'a DeValue<'a>,
}

/// More faults than these are not told.
pub(super) const MOST_FAULTS: usize = 100;

/// The names that a misspelt one is held against, at most.
const MOST_NAMES: usize = 1000;

/// The faults found so far, up to [`MOST_FAULTS`].
#[derive(Default)]
pub(crate) struct Sink {
    pub faults: Vec<Fault>,
    /// Numbers that the scenario's data hold so far.
    pub numbers: u64,
    /// Numbers that its weights hold so far.
    pub weights: u64,
    /// Whether a weight is being read.
    pub is_weight: bool,
    /// The models of which weights were read.
    pub models: Models,
}

impl Sink {
    /// How many more numbers what is being read may have.
    pub fn room(&self) -> u64 {
        if self.is_weight {
            MOST_WEIGHTS.saturating_sub(self.weights)
        } else {
            MOST_NUMBERS.saturating_sub(self.numbers)
        }
    }

    /// Counts numbers of what is being read.
    pub fn count(&mut self, numbers: u64) {
        let count = if self.is_weight {
            &mut self.weights
        } else {
            &mut self.numbers
        };

        *count = count.saturating_add(numbers);
    }

    /// What a misspelt name may mean; nothing once a fault more would not be told anyway.
    pub fn suggest<'n>(&self, name: &str, names: impl Iterator<Item = &'n str>) -> Option<Phrase> {
        let is_told = self.faults.len() < MOST_FAULTS;
        is_told.then(|| suggest(name, names)).flatten()
    }

    /// Notes a fault. Returns `None`, so that a reader can end with it.
    pub fn fault<T>(
        &mut self,
        node: &Node,
        what: impl Into<Phrase>,
        help: impl Into<Option<Phrase>>,
    ) -> Option<T> {
        self.at(node.source, &node.span, what, help)
    }

    /// Notes a fault at a place.
    pub fn at<T>(
        &mut self,
        source: &Source,
        span: &Range<usize>,
        what: impl Into<Phrase>,
        help: impl Into<Option<Phrase>>,
    ) -> Option<T> {
        if self.faults.len() < MOST_FAULTS {
            let fault = Fault::at(source, span, what, help.into());
            self.faults.push(fault);
        }

        None
    }
}

impl<'a> Node<'a> {
    /// The elements of an array.
    pub fn elements(&self) -> Option<impl ExactSizeIterator<Item = Node<'a>> + use<'a>> {
        let source = self.source;
        let DeValue::Array(array) = self.value else {
            return None;
        };

        Some(array.iter().map(move |element| Node {
            source,
            span: element.span(),
            value: element.get_ref(),
        }))
    }

    /// What a message calls this kind of value.
    pub fn kind(&self) -> Phrase {
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
    pub fn string(&self, key: &str, sink: &mut Sink) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => sink.fault(
                self,
                phrase!("`{}` must be a string, not {}", key, self.kind()),
                None,
            ),
        }
    }

    /// An integer that is at least `least`.
    pub fn count(&self, key: &str, least: i64, sink: &mut Sink) -> Option<usize> {
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
    pub fn integer(&self, key: &str, sink: &mut Sink) -> Option<i64> {
        match self.value {
            DeValue::Integer(n) => match integer(n) {
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
    pub fn number(&self, key: &str, sink: &mut Sink) -> Option<f64> {
        let n = match self.value {
            DeValue::Integer(n) => integer(n)
                .map(|n| n as f64)
                .or_else(|| n.as_str().parse().ok()),
            DeValue::Float(n) => n.as_str().parse().ok(),
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
    pub fn single(&self, key: &str, sink: &mut Sink) -> Option<f32> {
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
    pub fn boolean(&self, key: &str, sink: &mut Sink) -> Option<bool> {
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
    pub fn one_of<T: Copy>(&self, key: &str, names: &[(&str, T)], sink: &mut Sink) -> Option<T> {
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

fn integer(n: &DeInteger) -> Option<i64> {
    i64::from_str_radix(n.as_str(), n.radix()).ok()
}

/// `did you mean …?` where one of the names is near; else what they are.
pub(crate) fn suggest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<Phrase> {
    let names: Vec<&str> = names.take(MOST_NAMES).collect();
    let name: String = name.to_lowercase().chars().take(64).collect();
    let distance = |has: &str| strsim::damerau_levenshtein(&name, &has.to_lowercase());
    let distances = names.iter().map(|has| (distance(has), has));

    match distances.min_by_key(|(distance, _)| *distance) {
        Some((distance, near)) if distance <= 1 + near.len() / 4 => {
            Some(phrase!("did you mean `{}`?", near))
        }
        Some(_) if names.len() <= 40 => Some(phrase!("it can be {}", list(&names))),
        _ => None,
    }
}

/// `a`, `b` or `c`.
fn list(names: &[&str]) -> Phrase {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => phrase!("{} or {}", rest.join(", "), last),
        _ => phrase!("{}", quoted.concat()),
    }
}

/// A table whose keys are asked for one by one; those that nobody asked for are misspelt.
pub(crate) struct Fields<'a> {
    source: &'a Source,
    /// Where the table is written; the header line of a `[[layer]]`.
    pub span: Range<usize>,
    table: &'a DeTable<'a>,
    /// Values that replace or add to those of the table: from the command line.
    overrides: Vec<(&'a str, Node<'a>)>,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub fn new(source: &'a Source, span: Range<usize>, table: &'a DeTable<'a>) -> Self {
        Self {
            source,
            span,
            table,
            overrides: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// The fields of a table value.
    pub fn of(node: &Node<'a>, what: impl Into<Phrase>, sink: &mut Sink) -> Option<Self> {
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
    pub fn replace(&mut self, key: &'a str, node: Node<'a>) {
        self.overrides.retain(|(has, _)| *has != key);
        self.overrides.push((key, node));
    }

    /// Whether the table has a key.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.overrides.iter().any(|(has, _)| *has == key)
    }

    /// A key's value.
    pub fn get(&mut self, key: &'static str) -> Option<Node<'a>> {
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
    pub fn need(
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
    pub fn fault<T>(
        &self,
        message: impl Into<Phrase>,
        help: Option<Phrase>,
        sink: &mut Sink,
    ) -> Option<T> {
        sink.at(self.source, &self.span, message, help)
    }

    /// Where a key is written, or the table where it is not.
    pub fn place(&self, key: &str) -> (&'a Source, Range<usize>) {
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
    pub fn tags(&self) -> Vec<(&'a str, Node<'a>)> {
        let is_tag = |key: &str| !self.asked.contains(&key) && super::words::is_tag(key);
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
    pub fn close(&self, what: impl Into<Phrase>, tags: bool, sink: &mut Sink) {
        let what = what.into();

        let is_welcome = |name: &str, value: &DeValue| {
            let is_translation = tags && matches!(value, DeValue::String(_) | DeValue::Table(_));

            self.asked.contains(&name) || is_translation && super::words::is_tag(name)
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
