//! The faults that are found while a text is read.

use std::ops::Range;

use super::{Fault, SourceText, suggest};
use crate::text::Phrase;

/// More faults than these are not told.
pub(crate) const MOST_FAULTS: usize = 100;

/// The faults found so far, up to [`MOST_FAULTS`].
#[derive(Default)]
pub(crate) struct Sink {
    pub faults: Vec<Fault>,
}

impl Sink {
    /// What a misspelt name may mean; nothing once a fault more would not be told anyway.
    pub(crate) fn suggest<'n>(
        &self,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<Phrase> {
        let is_told = self.faults.len() < MOST_FAULTS;
        is_told.then(|| suggest(name, names)).flatten()
    }

    /// Notes a fault at a place. Returns `None`, so that a reader can end with it.
    pub(crate) fn at<T>(
        &mut self,
        source: &SourceText,
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
