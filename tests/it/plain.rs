//! The viewer as lines of text.

use std::io::Write;
use std::process::{Command, Stdio};

/// What `--plain` says to what is typed.
fn plain(typed: &str, arguments: &[&str]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .args(arguments)
        .arg("--plain")
        .env("LC_ALL", "C")
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");

    let mut keyboard = child.stdin.take().expect("a keyboard");
    keyboard.write_all(typed.as_bytes()).expect("the keyboard");
    drop(keyboard);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_line_is_a_command_or_keys_and_each_step_is_said_once() {
    insta::assert_snapshot!(plain(
        "\nl\n\x1b[C\nback 2\nstride 1\nu\nnonsense\nview sizes\nquit\nl\n",
        &["cs231n"]
    ));
}

#[test]
fn questions_are_answered_by_lines() {
    let told = plain("x\n\n0\n", &["cs231n"]);
    assert!(told.contains('?') && told.contains("Right"), "{told}");
    let told = plain("g\n72\ne\n7\nEsc\n", &["cs231n"]);
    assert!(
        told.contains("go to") && told.contains("step 72 of 72"),
        "{told}"
    );
}
