//! Why a model is not taken.

use crate::text::{Phrase, phrase};

/// The most letters of a name that are shown.
const LONGEST_NAME: usize = 80;

/// What is wrong with a model, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What is wrong.
    pub message: Phrase,
    /// What to do, where that is known.
    pub help: Option<Phrase>,
}

/// What was asked for, or why there is none.
pub(super) type Result<T> = std::result::Result<T, Refusal>;

impl Refusal {
    pub(super) fn new(message: impl Into<Phrase>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn with_help(message: impl Into<Phrase>, help: impl Into<Phrase>) -> Self {
        Self {
            message: message.into(),
            help: Some(help.into()),
        }
    }

    /// The same, after the words that say where.
    pub(super) fn within(self, place: impl Into<Phrase>) -> Self {
        Self {
            message: phrase!("{}: {}", place.into(), self.message),
            ..self
        }
    }
}

/// A refusal of these words.
pub(super) fn refuse<T>(message: impl Into<Phrase>) -> Result<T> {
    Err(Refusal::new(message))
}

/// A name out of the file as it may be shown: not too long.
pub(super) fn shown(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
