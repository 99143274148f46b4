//! Texts that users write, and what is wrong with them.
//!
//! ```text
//! a file ─> SourceText ─> Node, Fields ─> what a room makes of them
//!               │             └─> Sink: every Fault, with its place
//!               └─> Splice: the same text with some values replaced
//! ```

mod elements;
mod escape;
mod fault;
mod fields;
mod lean;
mod localized;
mod node;
mod read;
mod render;
mod sink;
mod source;
mod splice;
mod suggest;
mod syntax;

pub use escape::escape;
pub use fault::{Fault, Faults};
pub(crate) use fields::{Fields, lift};
pub use localized::Localized;
pub(crate) use localized::is_tag;
pub(crate) use node::Node;
pub(crate) use read::reason;
pub(crate) use sink::{MOST_FAULTS, Sink};
pub(crate) use source::SourceText;
pub(crate) use splice::Splice;
pub(crate) use suggest::{nearest, suggest};
pub(crate) use syntax::{faults as syntax_faults, said as syntax_said};

/// A text as TOML writes it in one line.
pub(crate) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
