//! `convstep config`, and what is configured for every command.

use std::process::Command;

use crate::record::Folder;
use crate::said;

/// Runs the program with this configuration.
fn configured(text: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("convstep")).expect("a folder");
    std::fs::write(folder.path().join("convstep/config.toml"), text).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .args(arguments)
        .env("LC_ALL", "C")
        .env("XDG_CONFIG_HOME", folder.path())
        .output()
        .expect("the program runs");

    let (out, err) = said(&output);
    (output.status.code(), out, err)
}

#[test]
fn what_is_in_force_is_a_file_that_says_the_same() {
    let (status, told, _) = configured("theme = 'light'\n[keys]\nnext = 'y'\n", &["config"]);
    assert_eq!(status, Some(0));
    assert!(
        told.contains("theme = \"light\"") && told.contains("next = [\"y\"]"),
        "{told}"
    );
    let (status, again, _) = configured(&told, &["config"]);
    assert_eq!(
        (status, again.lines().skip(3).collect::<Vec<_>>()),
        (Some(0), told.lines().skip(3).collect())
    );
    let (_, path, _) = configured("", &["config", "--path"]);
    assert!(path.ends_with("/convstep/config.toml\n"), "{path}");
}

#[test]
fn faults_are_told_like_a_scenarios_and_what_is_asked_for_is_done() {
    let text = "speed = 'fast'\n[keys]\nnext = 'y'\nback = 'y'\n";
    let (status, told, faults) = configured(text, &["config"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("speed = 1"), "{told}");
    assert!(
        faults.contains("config.toml:1:9") && faults.contains("bound twice"),
        "{faults}"
    );
    let (status, told, faults) = configured(text, &["steps", "cs231n", "--count", "1"]);
    assert_eq!((status, told.lines().count()), (Some(0), 1));
    assert!(faults.contains("config.toml:1:9"), "{faults}");
}

#[test]
fn language_and_own_themes_hold_for_every_command() {
    let text =
        "language = 'zh'\ntheme = 'chalk'\n[themes.chalk]\nlike = 'light'\nground = '#123456'\n";
    let (status, told, _) = configured(text, &["steps", "cs231n", "--count", "1"]);
    assert!(status == Some(0) && told.contains("乘积之和"), "{told}");
    let (_, told, _) = configured(text, &["steps", "cs231n", "--count", "1", "--lang", "en"]);
    assert!(told.contains("nine products"), "{told}");
    let folder = Folder::new("own-theme");
    let svg = folder.0.join("a.svg").display().to_string();
    let (status, ..) = configured(text, &["record", "cs231n", "--at", "3", "-o", &svg]);
    assert_eq!(status, Some(0));
    let picture = String::from_utf8(folder.read("a.svg")).expect("UTF-8");
    assert!(picture.contains("#123456"));
    let (status, _, told) = configured(text, &["steps", "cs231n", "--theme", "chlak"]);
    assert!(status == Some(2) && told.contains("chalk"), "{told}");
}
