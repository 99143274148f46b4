//! Walks through the arithmetic of a convolutional network, one step at a time.
//!
//! ```text
//! cli ─> (tui, record) ─> view ─> app ─> scenario ─> walk ─> nn
//!             │                    │
//!             └───> workspace ─────┘
//!
//! onnx: models, for scenario                         document: texts that users write, and their faults
//! text: what is said, used by app, view and cli              file: the one writer of files
//! workspace: what a session asks of files, done     config: what a user has set for good, for cli
//! ```

#![warn(unreachable_pub)]

pub mod app;
mod cli;
mod config;
pub mod document;
mod file;
pub mod nn;
mod onnx;
mod record;
pub mod scenario;
pub mod text;
mod tui;
pub mod view;
pub mod walk;
pub mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

/// Does what the command line asks for: 0 if it is done, 1 if something outside the program failed, 2 if what the user
/// gave is wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    cli::run(arguments)
}
