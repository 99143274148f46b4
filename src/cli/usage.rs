//! What is wrong with the words of a command: what the parser found, as each language tells it.

use std::error::Error as _;
use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use crate::document::escape;
use crate::scenario::built;
use crate::text::{Language, UsageError, WrongUsage};

/// What is wrong; nothing where help or a version was asked for, or where the parser has words of its own alone.
pub(super) fn wrong(
    error: &Error,
    arguments: &[OsString],
    command: &Command,
    language: Language,
) -> Option<UsageError> {
    let words: Vec<_> = arguments
        .iter()
        .skip(1)
        .map(|word| word.to_string_lossy())
        .collect();
    let words: Vec<&str> = words.iter().map(|word| &word[..]).collect();
    let first = words
        .first()
        .filter(|word| command.find_subcommand(word).is_some());

    Some(UsageError {
        wrong: found(error, &words, command, language)?,
        help: match first {
            Some(name) => format!("convstep {name} --help"),
            None => "convstep --help".to_owned(),
        },
    })
}

fn found(
    error: &Error,
    words: &[&str],
    command: &Command,
    language: Language,
) -> Option<WrongUsage> {
    let said = |kind| said(error, kind);
    let option = || said(ContextKind::InvalidArg);

    Some(match error.kind() {
        ErrorKind::UnknownArgument => match option()? {
            word if word.starts_with('-') => {
                WrongUsage::NoSuchOption(word, said(ContextKind::SuggestedArg))
            }
            word => WrongUsage::OneTooMany(word),
        },
        ErrorKind::InvalidSubcommand => WrongUsage::NoSuchCommand(
            said(ContextKind::InvalidSubcommand)?,
            said(ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::ArgumentConflict => match said(ContextKind::InvalidSubcommand) {
            Some(word) => second_word(word, words, command),
            None => twice_or_together(option()?, said(ContextKind::PriorArg)),
        },
        ErrorKind::MissingRequiredArgument => WrongUsage::Missing(option()?),
        ErrorKind::InvalidValue
            if said(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) =>
        {
            WrongUsage::NeedsValue(option()?)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => WrongUsage::NotTaken {
            option: option()?,
            value: said(ContextKind::InvalidValue)?,
            values: said(ContextKind::ValidValue),
            nearest: said(ContextKind::SuggestedValue),
            reason: error
                .source()
                .and_then(|why| reason(&why.to_string(), language)),
        },
        _ => return None,
    })
}

fn twice_or_together(option: String, other: Option<String>) -> WrongUsage {
    match other {
        Some(other) if other != option => WrongUsage::NotTogether(option, other),
        _ => WrongUsage::Twice(option),
    }
}

/// A word behind what was taken for a scenario: that may be a command behind options, or a misspelt one.
fn second_word(word: String, words: &[&str], command: &Command) -> WrongUsage {
    let before = words.iter().take_while(|other| **other != word);
    let scenario = before.filter(|other| !other.starts_with('-')).last();
    let names = || command.get_subcommands().map(Command::get_name);

    if let Some(command) = scenario.filter(|name| names().any(|own| own == **name)) {
        return WrongUsage::CommandFirst(escape(command));
    }

    let misspelt = scenario.filter(|name| built(name).is_none() && !Path::new(name).exists());
    let near = misspelt.and_then(|name| {
        let nearest = names().min_by_key(|has| strsim::damerau_levenshtein(name, has))?;
        let is_near = strsim::damerau_levenshtein(name, nearest) <= 2;
        is_near.then(|| (escape(name), nearest.to_owned()))
    });

    match near {
        Some((name, nearest)) => WrongUsage::NoSuchCommand(name, Some(nearest)),
        None => WrongUsage::OneTooMany(word),
    }
}

/// How a value is to be written, in a language that has the words for it.
fn reason(why: &str, language: Language) -> Option<String> {
    if language == Language::English {
        return Some(escape(why));
    }

    language.sentence(why).map(str::to_owned)
}

/// What the parser knows of an error.
fn said(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(escape(word)),
        ContextValue::Strings(words) if !words.is_empty() => Some(escape(&words.join(", "))),
        _ => None,
    }
}
