//! A text that a user wrote, under the name that messages give it.

/// A text that a user wrote: a file, standard input, or an argument of the command line.
#[derive(Debug)]
pub(crate) struct SourceText {
    /// What it is called in messages.
    pub name: String,
    /// What is written there, without a byte-order mark.
    pub text: String,
    /// Whether it began with one.
    pub(super) marked: bool,
}

impl SourceText {
    /// A text that is at hand.
    pub(crate) fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            marked: false,
        }
    }

    /// Another text as it lies in the file that this one comes from: with a byte-order mark where it had one.
    pub(crate) fn as_file(&self, text: &str) -> String {
        format!("{}{text}", if self.marked { "\u{feff}" } else { "" })
    }
}
