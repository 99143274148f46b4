//! What is wrong, as data: a sentence with its parts. The sentence stands beside what finds the fault in English, and in each other
//! language's own file.

use std::fmt;

use super::Language;
use crate::nn::ShapeError;

/// A sentence, of which a language makes words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// A sentence in English, with `{}` for its parts; one without parts is taken as it stands.
    Sentence(&'static str, Vec<Piece>),
    /// A sentence of somebody else's, in English.
    Quoted(String),
    /// Why a layer does not fit on what it reads.
    ShapeError(Box<ShapeError>),
    /// How that is mended.
    Mending(Box<ShapeError>),
}

/// Piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Names and numbers.
    Text(String),
    /// What is a sentence, or a word, itself.
    Phrase(Phrase),
}

/// A sentence with its parts: `phrase!("`{}` must be at least {}", key, least)`.
macro_rules! phrase {
    ($sentence:literal $(, $part:expr)* $(,)?) => {
        $crate::text::Phrase::Sentence($sentence, vec![$($crate::text::Piece::from($part)),*])
    };
}

pub(crate) use phrase;

impl Phrase {
    /// The words in a language.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        match self {
            Self::Sentence(sentence, parts) => {
                let own = language.sentence(sentence).unwrap_or(sentence);
                filled(own, parts, language)
            }
            Self::Quoted(sentence) => language.sentence(sentence).unwrap_or(sentence).to_owned(),
            Self::ShapeError(shape_error) => language.shape_error(shape_error),
            Self::Mending(shape_error) => language.mending(shape_error),
        }
    }
}

/// A sentence with its parts in it: `{}` is the next, `{1}` the second of them, `{{` a brace.
fn filled(sentence: &str, parts: &[Piece], language: Language) -> String {
    if parts.is_empty() {
        return sentence.to_owned();
    }

    let mut said = String::new();
    let mut next = 0;
    let mut rest = sentence;

    while let Some(at) = rest.find(['{', '}']) {
        said += &rest[..at];
        rest = &rest[at..];

        if rest.starts_with("{{") || rest.starts_with("}}") {
            said += &rest[..1];
            rest = &rest[2..];
            continue;
        }

        let Some(end) = rest.find('}') else {
            break;
        };

        let index = rest.get(1..end).and_then(|digits| digits.parse().ok());
        let index = index.unwrap_or(next);
        next = index + 1;

        match parts.get(index) {
            Some(Piece::Text(text)) => said += text,
            Some(Piece::Phrase(phrase)) => said += &phrase.said(language),
            None => {}
        }

        rest = &rest[end + 1..];
    }

    said + rest
}

/// In English.
impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.said(Language::English))
    }
}

impl From<&'static str> for Phrase {
    fn from(sentence: &'static str) -> Self {
        Self::Sentence(sentence, Vec::new())
    }
}

impl From<&Phrase> for Phrase {
    fn from(phrase: &Phrase) -> Self {
        phrase.clone()
    }
}

impl From<Phrase> for Piece {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl From<&Phrase> for Piece {
    fn from(phrase: &Phrase) -> Self {
        Self::Phrase(phrase.clone())
    }
}

/// Names and numbers are the same in every language.
macro_rules! plain_parts {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Piece {
            fn from(part: $kind) -> Self {
                Self::Text(part.to_string())
            }
        })+
    };
}

plain_parts!(
    &str,
    &&str,
    String,
    &String,
    char,
    usize,
    &usize,
    u8,
    u32,
    u64,
    i32,
    i64,
    &i64,
    f32,
    &f32,
    f64,
    &std::io::Error,
    std::io::Error,
    crate::nn::Shape
);

/// Shapes and lists.
macro_rules! listed_parts {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Piece {
            fn from(part: $kind) -> Self {
                Self::Text(format!("{part:?}"))
            }
        })+
    };
}

listed_parts!(&[usize], &Vec<usize>, &Vec<i64>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_its_parts_in_it() {
        let said = |phrase: Phrase| phrase.said(Language::English);

        assert_eq!(said(phrase!("{} of {{{}}}", 1, "two")), "1 of {two}");
        assert_eq!(said(phrase!("{ fill = 0 }")), "{ fill = 0 }");
        assert_eq!(said(phrase!("{1} before {0}", 1, 2)), "2 before 1");
        assert_eq!(said(phrase!("{}: {}", "a", phrase!("b {}", 3))), "a: b 3");
    }
}
