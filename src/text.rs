//! What is said: numbers, equations, and the sentence of each step. What differs between languages stands in one file per
//! language, behind [`Tongue`].

mod cell;
mod chinese;
mod command_error;
mod coverage;
mod english;
mod equation;
mod exact;
mod field;
mod function;
mod hint;
mod lead;
mod number;
mod parameters;
mod phrase;
mod question;

mod sentence;
mod sharing;
mod size;
mod step;
mod tongue;
mod typed;
mod unit;
mod usage_error;
mod worksheet;

pub use cell::{map_name, short_cell};
pub use command_error::CommandError;
pub use coverage::{corners_read, coverage, middle_read};
pub use equation::{Equation, Kind, Part, exact_sign};
pub use field::field;
pub use function::{Moves, function};
pub use hint::Hint;
pub use number::{Digits, Format, Measure, Shown, thousands};
pub use parameters::{dense_parameters, operations, parameters};
pub(crate) use phrase::phrase;
pub use phrase::{Phrase, Piece};
pub use question::{Question, QuestionKind};
pub use sentence::{Printed, equation, sentence};
pub use sharing::{sharing, weightless};
pub use size::{
    SizeFormula, SizePart, Term, has_one_size, left_over, output_size, output_size_asked,
    size_formula,
};
pub use tongue::Tongue;
pub use typed::{begins_number, continues_number, typed_number};
pub use unit::Unit;
pub use usage_error::{UsageError, WrongUsage};

use std::ops::Deref;

/// The languages: to add one is a row here, and its file.
macro_rules! languages {
    ($($(#[$about:meta])* $name:ident, $tag:literal, $book:path;)+) => {
        /// A language that the program speaks. It is the book of its phrases: `language.stride()`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Language {
            $($(#[$about])* $name,)+
        }

        impl Language {
            /// All of them, by their tags.
            pub const ALL: [(&'static str, Self); [$($tag),+].len()] = [$(($tag, Self::$name)),+];
        }

        impl Deref for Language {
            type Target = dyn Tongue;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$name => &$book,)+
                }
            }
        }
    };
}

languages! {
    /// English.
    #[default]
    English, "en", english::English;
    /// Chinese, simplified.
    Chinese, "zh", chinese::Chinese;
}

impl Language {
    /// Its tag, as scenarios and `--lang` write it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// That of a locale, as systems name it: `zh_CN.UTF-8`; nothing where it is none of these.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let tag = locale.split(['_', '-', '.', '@']).next();

        Self::ALL
            .iter()
            .find(|(has, _)| Some(*has) == tag)
            .map(|(_, language)| *language)
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()].1
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_locale_has_a_language() {
        let languages =
            ["zh_CN.UTF-8", "zh", "zh-Hans", "en_GB", "zhuang", "C", ""].map(Language::of_locale);
        assert_eq!(languages[..3], [Some(Language::Chinese); 3]);
        assert_eq!(languages[3], Some(Language::English));
        assert_eq!(languages[4..], [None; 3]);
    }
}
