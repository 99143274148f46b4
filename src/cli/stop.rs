//! Why a command ends before it is done, and how that is told.

use std::io::{self, Write};
use std::path::Path;

use super::colour;
use crate::document::{Faults, escape};
use crate::text::{CommandError, Language, UsageError};

/// Why a command ends before it is done.
#[derive(Debug)]
pub(super) enum Stop {
    /// What the user gave is wrong; it has been told where.
    Wrong(Faults),
    /// The same, where it is no text that is at fault.
    Refused(CommandError),
    /// The words of the command are wrong.
    Misused(Box<UsageError>),
    /// A file cannot be written.
    Unwritten(CommandError),
    /// Something outside the program failed.
    Outside(io::Error),
}

impl Stop {
    /// Why a file is not written. One that is there already `may_be_replaced`, or may not.
    pub(super) fn unwritten(path: &Path, why: io::Error, may_be_replaced: bool) -> Self {
        let file = escape(&path.display().to_string());
        match why.kind() {
            io::ErrorKind::AlreadyExists if may_be_replaced => {
                Self::Refused(CommandError::IsThere(file))
            }
            io::ErrorKind::AlreadyExists => Self::Refused(CommandError::NameIsTaken(file)),
            io::ErrorKind::InvalidInput => Self::Refused(CommandError::NotWritten { file, why }),
            _ => Self::Unwritten(CommandError::NotWritten { file, why }),
        }
    }

    /// Tells why, and gives the program's status.
    pub(super) fn end(&self, language: Language) -> u8 {
        let lead = language.error();
        let (text, status) = match self {
            Self::Wrong(faults) => (faults.render(language, colour(&io::stderr())), 2),
            Self::Refused(error) => (format!("{lead}{}", language.command_error(error)), 2),
            Self::Misused(error) => (format!("{lead}{}", language.usage_error(error)), 2),
            Self::Unwritten(error) => (format!("{lead}{}", language.command_error(error)), 1),
            Self::Outside(why) if why.kind() == io::ErrorKind::WouldBlock => {
                (format!("{lead}{}", language.no_thread(why)), 1)
            }
            Self::Outside(why) => (format!("{lead}{why}"), 1),
        };

        // Nothing can be done if even that cannot be printed.
        let _ = writeln!(io::stderr(), "{text}");
        status
    }
}

impl From<CommandError> for Stop {
    fn from(error: CommandError) -> Self {
        Self::Refused(error)
    }
}

impl From<Faults> for Stop {
    fn from(faults: Faults) -> Self {
        Self::Wrong(faults)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Outside(error)
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::Outside(error.into())
    }
}
