//! Large texts, right or wrong: time and memory grow no faster than they do.

use std::path::Path;
use std::process::{Command, Output};

use crate::said;

/// Runs the program with so many seconds of computing at most, and so many megabytes of address space.
pub(crate) fn bounded(folder: &Path, arguments: &[&str], seconds: u32, megabytes: u32) -> Output {
    let limits = format!(
        "ulimit -t {seconds}; ulimit -v {}; exec \"$0\" \"$@\"",
        megabytes * 1024
    );

    Command::new("sh")
        .current_dir(folder)
        .args(["-c", &limits, env!("CARGO_BIN_EXE_convstep")])
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("a shell")
}

/// What `check` says of a text, within what this build of the program may take.
fn checked(text: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("large.toml"), text).expect("a file");
    let seconds = if cfg!(debug_assertions) { 30 } else { 2 };
    let output = bounded(folder.path(), &["check", "large.toml"], seconds, 1024);
    let (_, wrong) = said(&output);

    (output.status.code(), wrong)
}

/// Holds a text to be refused at this line, with this said of it.
fn refused(text: &str, line: usize, message: &str) {
    let (status, wrong) = checked(text);
    let wrong = wrong.chars().take(2000).collect::<String>();
    assert_eq!(status, Some(2), "{wrong}");
    assert!(
        wrong.contains(&format!("large.toml:{line}:")),
        "{line}: {wrong}"
    );
    assert!(wrong.contains(message), "{message}: {wrong}");
}

/// A title, an input, and a layer.
const START: &str = "title = \"t\"\n[input]\ndata = [[1]]\n[[layer]]\nkind = \"relu\"\n";

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn many_layers_are_read_in_time() {
    let named = lines(100_000, |index| {
        let from = index
            .checked_sub(1)
            .map_or(String::new(), |from| format!("from = \"r{from}\"\n"));
        format!("[[layer]]\nkind = \"relu\"\nname = \"r{index}\"\n{from}")
    });

    let (status, wrong) = checked(&format!("title = \"t\"\n[input]\ndata = [[1]]\n{named}"));
    assert_eq!((status, wrong.as_str()), (Some(0), ""));
}

#[test]
fn many_faults_are_told_in_time_the_first_lines_first() {
    let layers = lines(100_000, |_| "[[layer]]\nkind = \"rleu\"\n".to_owned());
    refused(&format!("{START}{layers}"), 7, "did you mean `relu`?");

    let froms = lines(100_000, |index| {
        format!("[[layer]]\nkind = \"relu\"\nname = \"r{index}\"\nfrom = \"x{index}\"\n")
    });
    refused(&format!("{START}{froms}"), 9, "there is no layer `x0`");

    let keys = lines(50_000, |index| format!("k{} = 1\n", 99_999 - index));
    refused(&format!("{START}{keys}"), 6, "has no key `k99999`");

    let tables = lines(40_000, |index| format!("[t{}]\na = 1\n", 99_999 - index));
    refused(&format!("{START}{tables}"), 6, "has no key `t99999`");

    let words = vec!["\"a\""; 200_000].join(", ");
    let data = START.replace("[[1]]", &format!("[[{words}]]"));
    refused(
        &data,
        3,
        "every entry of `data` must be a number; this one is a string",
    );
}

#[test]
fn a_key_of_very_many_parts_names_its_line() {
    let key = vec!["a"; 100_000].join(".");
    let strings = "summary = \"\"\"a.b\"c\"\"\" # it's 1.5\n";

    refused(
        &format!("{strings}{START}{key} = 1\n"),
        7,
        "80 parts or more",
    );
    refused(
        &format!("{strings}{START}[{key}]\nb = 1\n"),
        7,
        "80 parts or more",
    );
    refused(
        &format!("{strings}{START}[[{key}]]\nb = 1\n"),
        7,
        "80 parts or more",
    );
}

#[test]
fn numbers_cost_a_small_multiple_of_their_text_and_other_things_have_an_end() {
    let megabytes = |data: &str, most: u32| {
        let folder = tempfile::tempdir().expect("a folder");
        let text = START.replace("[[1]]", data);
        std::fs::write(folder.path().join("large.toml"), text).expect("a file");
        let seconds = if cfg!(debug_assertions) { 30 } else { 5 };
        let output = bounded(folder.path(), &["check", "large.toml"], seconds, most);

        (output.status.code(), said(&output).1)
    };

    for rows in ["[1],", "[0.25, -1e3, 7],"] {
        let data = format!("[{}]", rows.repeat((8 << 20) / rows.len()));
        assert_eq!(megabytes(&data, 160), (Some(0), String::new()), "{rows}");
    }

    for odd in [
        "{a=1},",
        "[1,],'',",
        "a.",
        "[",
        "]",
        "=",
        "\n",
        "[],[[[[]]]],",
    ] {
        let data = format!("[{}]", odd.repeat((23 << 20) / odd.len()));
        let (status, wrong) = megabytes(&data, 512);
        assert_eq!(status, Some(2), "{odd}: {wrong}");
        assert!(wrong.contains("large.toml:"), "{odd}: {wrong}");
    }
}
