//! What goes wrong around the program: terminals that vanish or take nothing, signals, keys in pieces, processes that are
//! killed, files that cannot be written. Afterwards nothing is left half done.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtyPair, native_pty_system};

use crate::large::bounded;
use crate::terminal::{Terminal, size};
use crate::{convstep, names_in, root, said};

/// How long anything may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session whose output is read no further than to the first of its frames.
struct Stalled {
    pair: PtyPair,
    child: Box<dyn portable_pty::Child + Send + Sync>,
}

impl Stalled {
    fn open() -> Self {
        let pair = native_pty_system()
            .openpty(size(80, 24))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_convstep"));
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C");
        let child = pair.slave.spawn_command(command).expect("the program runs");
        let mut seen = Vec::new();
        let mut output = pair.master.try_clone_reader().expect("a reader");

        // The terminal is taken once this has come; the rest of the frame is more than it holds.
        while !String::from_utf8_lossy(&seen).contains("\x1b[?1049h") {
            let mut bytes = [0; 16];
            let count = output.read(&mut bytes).expect("output");
            seen.extend(&bytes[..count]);
        }

        Self { pair, child }
    }

    fn id(&self) -> String {
        self.child.process_id().expect("a process").to_string()
    }
}

fn signal(id: &str, signal: &str) {
    let status = Command::new("kill")
        .args([signal, id])
        .status()
        .expect("kill");
    assert!(status.success());
}

/// Waits until something holds.
fn until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();

    while !holds() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn signals_are_heard_by_one_whose_terminal_takes_nothing() {
    for name in ["-TERM", "-HUP", "-INT", "-QUIT"] {
        let mut stalled = Stalled::open();
        signal(&stalled.id(), name);
        let status = stalled.child.wait().expect("it ends");
        assert!(status.signal().is_some(), "{name}: {status}");
    }
}

#[test]
fn ctrl_c_is_heard_by_one_whose_terminal_takes_nothing() {
    let mut stalled = Stalled::open();
    let mut keys = stalled.pair.master.take_writer().expect("a writer");
    // Frames that nobody takes.
    keys.write_all(b"lllllllllllllllllllllllllllllllllllllll\x03")
        .expect("the keyboard");
    let status = stalled.child.wait().expect("it ends");
    assert!(status.signal().is_some() || status.success(), "{status}");
}

#[test]
fn a_terminal_that_vanishes_ends_the_program_without_a_panic() {
    for keys in ["", "?", "O", "2", "e", " "] {
        let Stalled { pair, mut child } = Stalled::open();
        let mut writer = pair.master.take_writer().expect("a writer");
        writer.write_all(keys.as_bytes()).expect("the keyboard");
        drop(writer);
        drop(pair);
        let status = child.wait().expect("it ends");
        assert!(
            !status.success() && status.exit_code() != 101,
            "{keys}: {status}"
        );
    }
}

/// A scenario of many steps.
fn long(folder: &Path) -> String {
    let file = folder.join("long.toml");
    let toml =
        "title = 'Long'\n[input]\ndata = { random = [1, 80, 80] }\n[[layer]]\nkind = 'relu'\n";
    fs::write(&file, toml).expect("a file");

    file.to_string_lossy().into_owned()
}

#[test]
fn every_key_counts_however_it_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(&[&long(folder.path())]);
    terminal.shows("step ");
    terminal.press("g5\r");
    terminal.shows("step 5 of");
    terminal.press(&"l".repeat(4000));
    terminal.shows("step 4005 of");

    // Each piece may be read by itself.
    for piece in "\x1b[C".repeat(20).chars() {
        terminal.press(&piece.to_string());
    }

    terminal.shows("step 4025 of");
    terminal.press("\x1b]11;rgb:0000/0000/0000\x07\x1b[?62;4c\x1bP1$r0m\x1b\\l");
    terminal.shows("step 4026 of");
    terminal.press(&"\x1b[D".repeat(50_000));
    terminal.press("g7\r");
    terminal.shows("step 7 of");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
    assert!(terminal.is_cooked());
}

#[test]
fn a_thousand_resizes_and_a_key_after_each_hundredth() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open(&[&long(folder.path())]);
    terminal.shows("step ");
    terminal.press("g5\r");
    terminal.shows("step 5 of");

    for turn in 0..1000u16 {
        terminal
            .master
            .resize(size(1 + turn * 7 % 200, 1 + turn * 3 % 60))
            .expect("a size");

        if turn % 100 == 0 {
            terminal.press("l");
        }
    }

    terminal.master.resize(size(80, 24)).expect("a size");
    terminal.shows("step 15 of");
    terminal.press("\x03");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
}

/// Every form that needs no other program.
const FORMS: [&str; 10] = [
    "cast", "gif", "svg", "html", "txt", "webp", "apng", "pdf", "md", "%d.png",
];

#[test]
fn a_recording_that_is_killed_leaves_nothing_under_its_name() {
    for form in FORMS {
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!("o.{form}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_convstep"))
            .current_dir(folder.path())
            .args([
                "record", "digits", "--grain", "tap", "--from", "1", "--to", "1900", "-o", &name,
            ])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");

        until("a file is begun", || !names_in(folder.path()).is_empty());
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let names = names_in(folder.path());
        assert!(names.iter().all(|name| name.starts_with('.')), "{names:?}");

        let again = convstep(
            folder.path(),
            &["record", "cs231n", "--to", "3", "-o", &name],
        );
        assert!(again.status.success(), "{form}: {}", said(&again).1);
        let name = name.replace("%d", "1");
        assert!(names_in(folder.path()).contains(&name), "{form}");
    }
}

#[test]
fn a_disk_that_is_full_is_told_and_leaves_nothing() {
    for form in FORMS {
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!("o.{form}");
        let limit = "ulimit -f 1; exec \"$0\" \"$@\"";
        let output = Command::new("sh")
            .current_dir(folder.path())
            .args([
                "-c",
                limit,
                env!("CARGO_BIN_EXE_convstep"),
                "record",
                "cs231n",
                "--to",
                "6",
                "-o",
                &name,
            ])
            .output()
            .expect("a shell");

        assert_eq!(output.status.code(), Some(1), "{form}: {}", said(&output).1);
        assert!(
            said(&output).1.contains(&name.replace("%d", "1")),
            "{form}: {}",
            said(&output).1
        );
        assert_eq!(names_in(folder.path()), [""; 0], "{form}");
    }
}

#[test]
fn what_a_killed_recording_was_to_replace_stays() {
    for form in FORMS {
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!("o.{form}");
        let first = folder.path().join(name.replace("%d", "1"));
        fs::write(&first, "mine").expect("a file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_convstep"))
            .current_dir(folder.path())
            .args([
                "record", "digits", "--grain", "tap", "--to", "900", "--force", "-o", &name,
            ])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");

        until("a file is begun", || names_in(folder.path()).len() > 1);
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        assert_eq!(fs::read(&first).expect("the file"), b"mine", "{form}");
    }
}

/// A file that can be changed and written, in a folder of its own.
fn changeable() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let toml = "title = 'Mine'\n[input]\ndata = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n\
        [[layer]]\nkind = 'conv2d'\nstride = 1\nweight = [[[[1]]]]\n";
    fs::write(folder.path().join("my.toml"), toml).expect("a file");

    (folder, toml.to_owned())
}

#[test]
fn a_scenario_that_is_written_while_it_is_killed_is_the_old_or_the_new_one() {
    for _ in 0..5 {
        let (folder, old) = changeable();
        let mut terminal = Terminal::open_in(folder.path(), &["my.toml"]);
        let file = || fs::read_to_string(folder.path().join("my.toml")).expect("the file");
        let is_begun = || names_in(folder.path()).len() > 1 || file() != old;

        terminal.shows("stride 1");
        terminal.press("s");
        terminal.shows("stride 2");
        terminal.press("wmy.toml\r");
        terminal.shows("overwrite?");
        terminal.press("y");
        until("it is begun", is_begun);
        terminal.kill("-KILL");
        terminal.child.wait().expect("it ends");
        let new = old.replace("stride = 1", "stride = 2");
        assert!(file() == old || file() == new, "{}", file());
    }
}

#[test]
fn a_disk_that_is_full_while_a_scenario_is_written_is_told_and_the_old_one_stays() {
    let (folder, old) = changeable();
    let mut terminal = Terminal::open_within("ulimit -f 0", folder.path(), &["my.toml"]);
    terminal.shows("stride 1");
    terminal.press("s");
    terminal.shows("stride 2");
    terminal.press("wmy.toml\r");
    terminal.shows("overwrite?");
    terminal.press("y");
    terminal.shows("File too large");
    assert_eq!(names_in(folder.path()), ["my.toml"]);
    assert_eq!(
        fs::read_to_string(folder.path().join("my.toml")).expect("the file"),
        old
    );

    // What is recorded goes into the file piece by piece.
    terminal.press("R");
    terminal.shows("recording into");
    terminal.press("R");
    terminal.shows("the recording cannot be written");
    terminal.press("\x03");
    terminal.child.wait().expect("it ends");
    terminal.is_given_back();
    assert_eq!(names_in(folder.path()), ["my.toml"]);
}

#[test]
fn what_is_recorded_in_the_viewer_has_its_name_only_when_it_has_ended() {
    let (folder, _) = changeable();
    let mut terminal = Terminal::open_in(folder.path(), &["my.toml"]);
    terminal.shows("step 0 of");
    terminal.press("R");
    terminal.shows("recording into my-1.cast");
    terminal.press("l");
    terminal.shows("step 1 of");
    terminal.kill("-KILL");
    terminal.child.wait().expect("it ends");
    let mut names = names_in(folder.path());
    names.retain(|name| !name.starts_with('.'));
    assert_eq!(names, ["my.toml"]);
}

#[test]
fn what_stands_in_the_way_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("o.gif")).expect("a folder");
    fs::write(folder.path().join("o.svg"), "mine").expect("a file");

    for name in ["o.gif", "o.svg", "none/o.txt"] {
        let output = convstep(
            folder.path(),
            &["record", "cs231n", "--to", "3", "-o", name],
        );
        assert!(!output.status.success(), "{name}");
    }

    let forced = convstep(
        folder.path(),
        &["record", "cs231n", "--to", "3", "--force", "-o", "o.gif"],
    );
    assert!(!forced.status.success());
    assert_eq!(names_in(folder.path()), ["o.gif", "o.svg"]);
    assert_eq!(
        fs::read(folder.path().join("o.svg")).expect("the file"),
        b"mine"
    );
}

/// Where nobody may make a file, root neither.
#[cfg(target_os = "linux")]
#[test]
fn where_nobody_may_write_that_is_told() {
    let folder = tempfile::tempdir().expect("a folder");

    for arguments in [
        &["record", "cs231n", "--to", "3", "-o", "/sys/none.txt"][..],
        &["record", "cs231n", "--to", "3", "-o", "/sys/%d.png"],
        &["new", "/sys/none.toml"],
    ] {
        let output = convstep(folder.path(), arguments);
        let (_, wrong) = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {wrong}");
        assert!(
            wrong.contains("permission denied"),
            "{arguments:?}: {wrong}"
        );
    }
}

/// A name of bytes that are no text.
#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_opened() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().expect("a folder");
    let course = folder.path().join(OsStr::from_bytes(b"course-\xfe"));
    let name = OsStr::from_bytes(b"caf\xe9.toml");
    let lesson = root().join("scenarios/cs231n.toml");

    fs::create_dir(&course).expect("a folder");
    fs::copy(&lesson, folder.path().join(name)).expect("a copy");
    fs::copy(&lesson, course.join("own.toml")).expect("a copy");
    fs::write(
        course.join("course.toml"),
        "title = \"Own\"\nlesson = [{ scenario = \"own.toml\" }]\n",
    )
    .expect("a course");

    let run = |arguments: &[&OsStr]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convstep"));
        command.current_dir(folder.path()).args(arguments);
        command.env("LC_ALL", "C").env("XDG_STATE_HOME", "/nowhere");
        let output = command.output();
        let (told, wrong) = said(&output.expect("the program runs"));
        assert_eq!(wrong.lines().find(|line| line.contains("error")), None);
        told
    };

    let words = |words: &str| -> Vec<OsString> { words.split(' ').map(Into::into).collect() };

    for (command, told) in [
        ("check", "ok caf\u{fffd}.toml"),
        ("run", "conv1"),
        ("sizes", "conv1"),
        ("steps --count 1", "Red"),
        ("record --to 2 -o o.txt", ""),
    ] {
        let words = words(command);
        let arguments: Vec<&OsStr> = words
            .iter()
            .map(OsString::as_os_str)
            .chain([name])
            .collect();
        assert!(run(&arguments).contains(told), "{command}");
    }

    assert!(folder.path().join("o.txt").is_file());
    assert!(run(&["check".as_ref(), course.as_os_str()]).contains("ok"));
    assert!(run(&["course".as_ref(), course.as_os_str()]).contains("Convolution by hand"));
}

/// Where no thread can be begun, what needs none is done, and who needs one is told so.
#[cfg(target_os = "linux")]
#[test]
fn who_may_begin_no_thread_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("convstep");
    let own = env!("CARGO_BIN_EXE_convstep");
    let all = fs::Permissions::from_mode(0o777);

    fs::set_permissions(folder.path(), all).expect("a folder for all");
    fs::hard_link(own, &program)
        .or_else(|_| fs::copy(own, &program).map(drop))
        .expect("a copy");

    // The system counts no threads of root's.
    let run = |arguments: &[&str]| {
        let mut command = Command::new("setpriv");
        let user = Command::new("id").arg("-u").output().expect("id");

        if user.stdout == b"0\n" {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }

        command.args(["prlimit", "--nproc=1"]).arg(&program);
        command.args(arguments).current_dir(folder.path());
        command.stdin(Stdio::null()).env("LC_ALL", "C");
        command.output().expect("setpriv")
    };

    for done in [
        &["check", "cs231n"][..],
        &["run", "lenet5"],
        &["steps", "cs231n", "--count", "9"],
        &["record", "cs231n", "--to", "3", "-o", "o.gif"],
        &["record", "cs231n", "--to", "3", "-o", "%d.png"],
    ] {
        let output = run(done);
        assert!(output.status.success(), "{done:?}: {}", said(&output).1);
    }

    assert!(folder.path().join("o.gif").is_file() && folder.path().join("3.png").is_file());

    let output = run(&["cs231n", "--plain"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output)
            .1
            .contains("the system begins no more threads")
    );
}

#[test]
fn of_two_that_write_the_same_file_one_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = || {
        Command::new(env!("CARGO_BIN_EXE_convstep"))
            .current_dir(folder.path())
            .args(["record", "cs231n", "-o", "o.txt"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs")
    };

    let children = [record(), record()];
    let done = children.map(|mut child| child.wait().expect("it ends").success());
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
    assert_eq!(names_in(folder.path()), ["o.txt"]);
}

#[test]
fn no_file_in_tests_bad_takes_long_or_much() {
    let folder = root().join("tests/bad");
    // What `check` says of each is kept beside it.
    let files = names_in(&folder)
        .into_iter()
        .filter(|name| Path::new(name).extension().is_some_and(|end| end != "snap"));

    for name in files {
        let file = name.as_str();

        for arguments in [
            &["check", file][..],
            &["run", file],
            &["sizes", file],
            &["steps", file],
            &["record", file, "-o", "/dev/null/none.txt"],
            &["import", file, "-o", "/dev/null/none.toml"],
            &["course", file, "--plain"],
            &["--plain", file],
            &["cs231n", "--plain", "--input", file],
        ] {
            let output = bounded(&folder, arguments, 5, 512);
            let (_, wrong) = said(&output);
            let is_over = wrong.contains("panicked") || wrong.contains("memory");
            assert!(
                output.status.code().is_some() && !is_over,
                "{arguments:?}: {wrong}"
            );
        }
    }
}

#[test]
fn nothing_legal_exhausts_the_machine() {
    let folder = root().join("tests/trust");

    for name in names_in(&folder) {
        for arguments in [
            &["check"][..],
            &["steps", "--count", "2", "--format", "jsonl"],
            &["steps", "--count", "2", "--from", "3000", "--grain", "tap"],
            &["record", "--at", "1", "-o", "/dev/null/none.txt"],
        ] {
            let arguments = [&arguments[..1], &[name.as_str()], &arguments[1..]].concat();
            let output = bounded(&folder, &arguments, 60, 1024);
            let (_, wrong) = said(&output);
            let is_over = wrong.contains("panicked") || wrong.contains("memory");
            assert!(
                output.status.code().is_some() && !is_over,
                "{arguments:?}: {wrong}"
            );
        }
    }
}
