//! The scenarios that are part of the program: a course, in teaching order.

/// A scenario that is part of the program.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// What it is called.
    pub name: &'static str,
    /// Its TOML.
    pub toml: &'static str,
}

macro_rules! course {
    ($($name:literal),+ $(,)?) => {
        &[$(BuiltIn { name: $name, toml: include_str!(concat!("../../scenarios/", $name, ".toml")) }),+]
    };
}

const COURSE: &[BuiltIn] = course!["cs231n"];

/// All built-in scenarios, in teaching order.
#[must_use]
pub fn built_in() -> &'static [BuiltIn] {
    COURSE
}

/// The files that the built-in scenarios read.
pub(super) const DATA: &[(&str, &[u8])] = &[];
