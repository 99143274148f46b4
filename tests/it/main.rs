//! From outside, by the contracts.

mod arrows;
mod bad;
mod browser;
mod cli;
mod config;
mod conformance;
mod course;
mod docs;
mod drawing;
mod faults;
mod features;
mod files;
mod keys;
mod large;
mod laws;
mod lessons;
mod measures;
mod notes;
mod numbers;
mod onnx;
mod pictures;
mod plain;
mod predict;
mod published;
mod record;
mod recorder;
mod screens;
mod spoken;
mod terminal;
mod tidy;
mod views;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Runs the program in a folder with these arguments.
fn convstep(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_convstep"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("XDG_CONFIG_HOME", "/nowhere")
        .output()
        .expect("the program runs")
}

/// The names of what is in a folder, hidden or not.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> = entries
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect();

    names.sort();
    names
}

/// What it printed, and what it complained of.
fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&output.stdout), text(&output.stderr))
}
