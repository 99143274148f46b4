//! What is wrong with the words of a command. Each language has the sentences.

/// What is wrong, and the command whose help tells what it takes. Words come as they may be shown.
#[derive(Debug)]
pub struct UsageError {
    /// What is wrong.
    pub wrong: WrongUsage,
    /// As it is typed: `convstep steps --help`.
    pub help: String,
}

/// What is wrong with the words of a command.
#[derive(Debug)]
pub enum WrongUsage {
    /// There is no such option here, but one of nearly this name.
    NoSuchOption(String, Option<String>),
    /// There is no such command, but one of nearly this name.
    NoSuchCommand(String, Option<String>),
    /// A command stands behind options.
    CommandFirst(String),
    /// One word more than there is a place for.
    OneTooMany(String),
    /// An option stands twice.
    Twice(String),
    /// Two options exclude each other.
    NotTogether(String, String),
    /// An option has no value behind it.
    NeedsValue(String),
    /// These are needed, and are not there.
    Missing(String),
    /// An option does not take this value, for a reason where one is known.
    NotTaken {
        /// The option.
        option: String,
        /// What was given.
        value: String,
        /// What could be given, where it is one of a few.
        values: Option<String>,
        /// The one that was meant, perhaps.
        nearest: Option<String>,
        /// How to write it.
        reason: Option<String>,
    },
}
