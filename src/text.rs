//! What is said, by language: numbers, equations, and the sentence of each step. English and Chinese stand beside each
//! other, so that neither is forgotten.

mod coverage;
mod equation;
mod field;
mod number;
mod parameters;
mod question;
mod sentence;
mod sharing;
mod size;
mod step;
mod worksheet;

pub use coverage::coverage;
pub use equation::Equation;
pub use field::field;
pub use number::{Format, Shown};
pub use parameters::{dense_parameters, operations, parameters};
pub use question::{Asks, Question};
pub use sentence::{sentence, verdict};
pub use sharing::{sharing, weightless};
pub use size::{left_over, output_size, output_size_asked, size_parts};

use crate::walk::Grain;

/// What a step of a grain is called.
#[must_use]
pub fn grain(grain: Grain, language: Language) -> &'static str {
    let chinese = match grain {
        Grain::Tap => "乘积",
        Grain::Channel => "通道",
        Grain::Cell => "格",
        Grain::Row => "行",
        Grain::Map => "特征图",
        Grain::Layer => "层",
    };
    language.pick(grain.name(), chinese)
}

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, simplified.
    Chinese,
}

impl Language {
    /// All of them, by their tags.
    pub const ALL: [(&str, Self); 2] = [("en", Self::English), ("zh", Self::Chinese)];

    /// Its tag, as scenarios and `--lang` write it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()].1
    }

    /// The text in this language.
    #[must_use]
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}
