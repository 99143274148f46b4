//! The viewer as lines of text.

use std::io::Write;
use std::process::{Command, Stdio};

/// What a command says to what is typed.
fn told(command: &mut Command, typed: &str) -> String {
    let mut child = command
        .env("XDG_CONFIG_HOME", "/nowhere")
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

/// What `--plain` says to what is typed.
fn plain(typed: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_convstep"));
    command.args(arguments).arg("--plain");

    told(command.env("LC_ALL", "C").env("TERM", "dumb"), typed)
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
    let told = plain("x\nright\ng\n5\nquit\n", &["cs231n"]);
    assert!(told.contains("step 5 of 72"), "{told}");
    let told = plain("g\n72\ne\n7\nEsc\n", &["cs231n"]);
    assert!(
        told.contains("go to") && told.contains("step 72 of 72"),
        "{told}"
    );
}

/// The course, typed to with progress of its own.
fn course(typed: &str) -> String {
    let state = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_convstep"));
    command.args(["course", "--plain", "--fresh"]);
    command.env("LC_ALL", "C.UTF-8");

    told(command.env("XDG_STATE_HOME", state.path()), typed)
}

#[test]
fn the_course_is_a_list_of_lessons_that_keys_choose_from() {
    let told = course("j\n\nquit\n");
    let second = told.find("> 1.2 ").expect("the second lesson is chosen");
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines.contains(&"· 1.1 Convolution by hand"), "{told}");
    assert!(lines.contains(&"· 6.6 MobileNetV2"), "{told}");
    assert!(
        told[second..].contains("step 0 of"),
        "Enter opens it: {told}"
    );
}

#[test]
fn a_note_s_question_takes_a_line_as_its_answer_and_an_exam_ends_with_its_score() {
    let told = plain("8\nEnd\nRight\n", &["exam", "--seed", "7"]);
    assert!(told.contains("Right: 8"), "{told}");
    assert!(told.contains("1 of 10"), "{told}");
    assert!(told.contains("Not answered: it is 27"), "{told}");
}
