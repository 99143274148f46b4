//! Recordings, read again by others' programs.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use convstep::app::{Action, App, Change, Hyperparameter, View};
use image::AnimationDecoder;
use image::codecs::gif::GifDecoder;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use serde_json::Value;

use crate::screens::{lines, screen, session};
use crate::{convstep, said};
use convstep::view::Depth;

/// A folder that is there while a test runs.
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("convstep-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = convstep(&self.0, arguments);
        let (out, err) = said(&output);
        assert_eq!(out, "", "{arguments:?}");

        (output.status.code(), err)
    }

    /// Runs it, and all is well: it says in a line what it made.
    pub(crate) fn records(&self, arguments: &[&str]) -> String {
        // As the viewer draws it, with which it is compared.
        let (status, said) = self.run(&[arguments, &["--chrome"]].concat());
        assert_eq!(
            (status, said.lines().count()),
            (Some(0), 1),
            "{arguments:?}: {said}"
        );
        assert!(
            said.contains(" frame") || said.contains(" 帧"),
            "{arguments:?}: {said}"
        );

        said
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name());

        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A cast's events: time, code, data.
pub(crate) fn events(cast: &[u8]) -> Vec<(f64, String, String)> {
    let text = std::str::from_utf8(cast).expect("UTF-8");
    let event = |line: &str| {
        let event: Value = serde_json::from_str(line).expect("JSON");
        let text = |index: usize| event[index].as_str().expect("text").to_owned();
        (event[0].as_f64().expect("a time"), text(1), text(2))
    };

    let is_seen = |(_, code, _): &(f64, String, String)| code != "m";
    text.lines().skip(1).map(event).filter(is_seen).collect()
}

/// What a terminal shows is what the viewer draws: signs, colours and kinds of letters.
fn agrees(terminal: &vt100::Screen, drawn: &Buffer) {
    let mut hidden = 0;
    for y in 0..drawn.area.height {
        for x in 0..drawn.area.width {
            let ours = &drawn[(x, y)];
            let theirs = terminal.cell(y, x).expect("a cell");
            hidden = if hidden > 0 { hidden - 1 } else { 0 };

            if theirs.is_wide_continuation() {
                continue;
            }

            let sign = if theirs.contents().is_empty() {
                " "
            } else {
                theirs.contents()
            };

            assert_eq!(sign, ours.symbol(), "{x},{y}");
            let colour = |colour| match colour {
                vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
                other => panic!("{other:?} at {x},{y}"),
            };

            assert_eq!(colour(theirs.bgcolor()), ours.bg, "{x},{y}");

            if sign != " " {
                assert_eq!(colour(theirs.fgcolor()), ours.fg, "{x},{y}");
                let has = |modifier| ours.modifier.contains(modifier);
                assert_eq!(
                    (theirs.bold(), theirs.italic(), theirs.underline()),
                    (
                        has(Modifier::BOLD),
                        has(Modifier::ITALIC),
                        has(Modifier::UNDERLINED)
                    ),
                    "{x},{y}"
                );
            }
        }
    }
}

/// Replays a cast beside a session that does the same.
fn replay(cast: &[u8], mut app: App, size: (u16, u16), actions: &[Action]) {
    let events = events(cast);
    assert_eq!(
        events.len(),
        actions.len() + 2,
        "a frame an action, the first, and the end"
    );

    let mut terminal = vt100::Parser::new(size.1, size.0, 0);
    let mut actions = actions.iter();

    for (_, code, data) in &events[..events.len() - 1] {
        assert_eq!(code, "o");
        terminal.process(data.as_bytes());
        agrees(
            terminal.screen(),
            &screen(&app, size.0, size.1, Depth::True),
        );

        if let Some(action) = actions.next() {
            app.apply(*action);
        }
    }
}

#[test]
fn a_terminal_that_plays_a_cast_shows_what_the_viewer_shows() {
    let folder = Folder::new("cast");
    folder.records(&["record", "cs231n", "-o", "walk.cast"]);
    replay(
        &folder.read("walk.cast"),
        session("cs231n", &[]),
        (80, 24),
        &[Action::Next; 71],
    );

    folder.records(&[
        "record",
        "digits",
        "-o",
        "view.cast",
        "--view",
        "network",
        "--size",
        "120x40",
        "--from",
        "conv2:0,0,0",
        "--to",
        "conv2:3,0,0",
        "--lang",
        "zh",
    ]);

    let first = session(
        "digits",
        &[
            Action::View(View::Network),
            Action::NextLayer,
            Action::NextLayer,
            Action::Language,
        ],
    );

    replay(
        &folder.read("view.cast"),
        first,
        (120, 40),
        &[Action::Next; 3],
    );
}

#[test]
fn colours_are_kept_whatever_the_terminal_here_says() {
    let folder = Folder::new("colours");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_convstep"));
    command
        .current_dir(&folder.0)
        .env("NO_COLOR", "1")
        .env("TERM", "dumb");

    let status = command
        .args([
            "record",
            "cs231n",
            "-o",
            "none.cast",
            "--to",
            "3",
            "--chrome",
        ])
        .status()
        .expect("it runs");

    assert!(status.success());
    folder.records(&["record", "cs231n", "-o", "some.cast", "--to", "3"]);
    assert_eq!(folder.read("none.cast"), folder.read("some.cast"));
}

#[test]
fn both_versions_of_the_format_tell_the_same_times() {
    let folder = Folder::new("versions");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "two.cast",
        "--to",
        "9",
        "--step-time",
        "33.7ms",
        "--fps",
        "50",
    ]);

    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "three.cast",
        "--to",
        "9",
        "--step-time",
        "33.7ms",
        "--fps",
        "50",
        "--cast-version",
        "3",
    ]);

    let two = folder.read("two.cast");
    let three = folder.read("three.cast");
    let header = |cast: &[u8]| -> Value {
        serde_json::from_str(
            String::from_utf8_lossy(cast)
                .lines()
                .next()
                .expect("a header"),
        )
        .expect("JSON")
    };

    assert_eq!(
        (
            &header(&two)["version"],
            &header(&two)["width"],
            &header(&two)["height"]
        ),
        (&2.into(), &80.into(), &24.into())
    );

    assert_eq!(
        (&header(&three)["version"], &header(&three)["term"]["cols"]),
        (&3.into(), &80.into())
    );

    let mut sum = 0.0;

    for ((at, _, data), (after, _, same)) in events(&two).into_iter().zip(events(&three)) {
        sum += after;
        assert_eq!(data, same);
        assert!((at - sum).abs() < 1e-6, "{at} is not {sum}");
    }
}

#[test]
fn a_script_is_recorded_and_a_lesson_reproduced() {
    let folder = Folder::new("script");
    let script = "# what if the stride were 1?\nnext 3\npause 2s\nstride 1\nnext\nundo\nview coverage\ngo-to\ntype \"40\"\nenter\n";
    fs::write(folder.0.join("lesson.keys"), script).expect("a file");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "lesson.cast",
        "-o",
        "lesson.txt",
        "--keys",
        "lesson.keys",
    ]);

    let actions = [
        Action::Next,
        Action::Next,
        Action::Next,
        Action::Change(Hyperparameter::Stride, Change::To(1)),
        Action::Next,
        Action::Undo,
        Action::View(View::Coverage),
        Action::GoTo,
        Action::Type('4'),
        Action::Type('0'),
        Action::Submit,
    ];

    replay(
        &folder.read("lesson.cast"),
        session("cs231n", &[]),
        (80, 24),
        &actions,
    );

    let events = events(&folder.read("lesson.cast"));
    assert!(events[4].0 - events[3].0 > 2.0, "the pause is kept");
    let text = String::from_utf8(folder.read("lesson.txt")).expect("UTF-8");
    assert!(
        text.contains("step 40 of 72") && text.contains("stride 1"),
        "{text}"
    );

    fs::write(folder.0.join("left.keys"), "next\nquit\nnext 5\n").expect("a file");
    folder.records(&["record", "cs231n", "-o", "left.txt", "--keys", "left.keys"]);
    let text = String::from_utf8(folder.read("left.txt")).expect("UTF-8");
    assert_eq!(
        text.matches("── step").count(),
        2,
        "who leaves has seen the last frame"
    );

    fs::write(folder.0.join("wrong.keys"), "next\nnxt 3\nstride\n").expect("a file");
    let (status, err) = folder.run(&[
        "record",
        "cs231n",
        "-o",
        "wrong.txt",
        "--keys",
        "wrong.keys",
    ]);

    assert_eq!(status, Some(2));
    assert!(
        err.contains("wrong.keys:2:1")
            && err.contains("did you mean `next`?")
            && err.contains("wrong.keys:3:1"),
        "{err}"
    );
}

#[test]
fn text_holds_the_frames_with_a_rule_between() {
    let folder = Folder::new("text");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "walk.txt",
        "-o",
        "walk2.txt",
        "--to",
        "4",
    ]);

    let text = String::from_utf8(folder.read("walk.txt")).expect("UTF-8");
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("── step "))
            .count(),
        4
    );

    let fourth = text
        .split("── step 4 of 72 · channel ")
        .nth(1)
        .expect("the fourth frame");

    let frame: Vec<&str> = fourth.lines().skip(1).collect();
    let drawn = lines(&screen(
        &session("cs231n", &[Action::Next; 3]),
        80,
        24,
        Depth::True,
    ));

    assert_eq!(frame, drawn);
    assert_eq!(folder.read("walk.txt"), folder.read("walk2.txt"));
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "colour.txt",
        "--ansi",
        "--at",
        "4",
    ]);

    let mut terminal = vt100::Parser::new(25, 80, 0);
    terminal.process(
        String::from_utf8(folder.read("colour.txt"))
            .expect("UTF-8")
            .trim_end()
            .replace('\n', "\r\n")
            .as_bytes(),
    );

    assert!(terminal.screen().contents().contains("0 + 2 + 0 + 1 = 3"));
    assert_eq!(
        terminal.screen().cell(5, 1).map(vt100::Cell::bgcolor),
        Some(vt100::Color::Rgb(59, 99, 169))
    );
}

#[test]
fn pictures_of_dots_show_the_same_moving_and_still() {
    let folder = Folder::new("dots");
    let walk = [
        "record", "cs231n", "--lang", "zh", "--theme", "light", "--scale", "2", "--size", "60x20",
    ];

    folder.records(
        &[
            &walk[..],
            &[
                "--from",
                "5",
                "--to",
                "9",
                "-o",
                "walk.gif",
                "-o",
                "walk-%03d.png",
            ],
        ]
        .concat(),
    );

    folder.records(&[&walk[..], &["--from", "5", "--to", "9", "-o", "last.png"]].concat());
    let gif = GifDecoder::new(Cursor::new(folder.read("walk.gif"))).expect("a GIF");
    let frames = gif.into_frames().collect_frames().expect("frames");
    assert_eq!(frames.len(), 5);

    for (number, frame) in (1..).zip(&frames) {
        let still = image::load_from_memory(&folder.read(&format!("walk-{number:03}.png")))
            .expect("a picture");

        assert_eq!(still.width(), 2 * (60 * 8 + 16));
        assert!(*frame.buffer() == still.to_rgba8(), "frame {number}");
    }

    assert_eq!(folder.read("last.png"), folder.read("walk-005.png"));
    assert_eq!(folder.names().len(), 7);
}

#[test]
fn a_recording_takes_what_it_is_asked_for_and_nothing_that_is_there() {
    let folder = Folder::new("asked");
    let count = |arguments: &[&str]| {
        let all = [&["record", "cs231n", "-o", "x.txt", "--force"], arguments].concat();
        folder.records(&all);
        String::from_utf8(folder.read("x.txt"))
            .expect("UTF-8")
            .lines()
            .filter(|line| line.starts_with("── "))
            .count()
    };

    assert_eq!(count(&[]), 72);
    assert_eq!(count(&["--grain", "cell"]), 18);
    assert_eq!(
        count(&["--grain", "cell", "--order", "filter", "--from", "1,0,0"]),
        9
    );

    assert_eq!(count(&["--from", "0,1,1", "--to", "0,1,1"]), 4);
    assert_eq!(count(&["--at", "0,1,1"]), 1);
    assert_eq!(count(&["--at", "conv1:1,2,2"]), 1);
    assert_eq!(count(&["--from", "70"]), 3);
    let wrong = |arguments: &[&str], text: &str| {
        let (status, err) = folder.run(&[&["record", "cs231n"], arguments].concat());
        assert_eq!(status, Some(2), "{arguments:?}: {err}");
        assert!(err.contains(text), "{err}");
    };

    wrong(&["-o", "x.txt"], "already exists; --force replaces it");
    wrong(&["-o", "x.mov"], ".gif");
    wrong(
        &["-o", "x.gif", "--size", "500x200", "--scale", "8"],
        "too large",
    );

    wrong(&["-o", "y.txt", "--from", "73"], "the last one is 72");
    wrong(&["-o", "y.txt", "--from", "2,0,0"], "the last is 1,2,2");
    let written = "a cell of this layer is written as filter,row,column";
    wrong(&["-o", "y.txt", "--at", "conv1:5"], written);
    wrong(&["-o", "y.txt", "--at", "conv1:0,0,0,0,0,0,0"], written);
    wrong(&["-o", "y.txt", "--from", "9", "--to", "8"], "after --to");
    wrong(&["-o", "y.txt", "--size", "0x0"], "COLSxROWS");
    wrong(&["-o", "y.txt", "--step-time", "fast"], "600ms");
    wrong(&["-o", "y.txt", "--keys", "nowhere.keys"], "no such file");
    assert_eq!(
        folder.run(&["record", "cs231n", "-o", "nowhere/y.txt"]).0,
        Some(1)
    );

    wrong(&["-o", "y.txt", "--step-time", "0s"], "600ms");
    wrong(
        &["-o", "y.txt", "--force", "-o", "./y.txt"],
        "./y.txt is given as an output twice",
    );

    assert_eq!(folder.names(), ["x.txt"]);
    fs::create_dir(folder.0.join("z.gif")).expect("a folder");
    let (status, err) = folder.run(&["record", "cs231n", "-o", "z.gif", "--force"]);
    assert_eq!(
        (status, err.as_str()),
        (Some(1), "error: z.gif cannot be written: it is a folder\n")
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_recording_leaves_nothing() {
    let folder = Folder::new("interrupted");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_convstep"))
        .current_dir(&folder.0)
        .args([
            "record", "digits", "-o", "long.txt", "--grain", "tap", "--to", "40000", "--all",
            "--size", "200x60",
        ])
        .spawn()
        .expect("it runs");

    while folder.names().is_empty() {
        assert_eq!(child.try_wait().expect("a process"), None, "it ended");
    }

    let id = child.id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &id])
            .status()
            .expect("kill")
            .success()
    );

    assert!(!child.wait().expect("it ends").success());
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn every_form_is_the_same_bytes_each_time_alone_or_together() {
    let folder = Folder::new("same");
    let forms = ["cast", "gif", "svg", "html", "txt", "png"];
    let names: Vec<String> = forms.iter().map(|form| format!("all.{form}")).collect();
    let walk = [
        "record",
        "digits",
        "--from",
        "relu2:9,7,7",
        "--to",
        "pool1:3,0,0",
        "--view",
        "network",
    ];

    let all: Vec<&str> = walk
        .into_iter()
        .chain(names.iter().flat_map(|name| ["-o", name]))
        .collect();

    folder.records(&all);

    for (form, name) in forms.iter().zip(&names) {
        let alone = format!("alone.{form}");
        folder.records(&[&walk[..], &["-o", &alone]].concat());
        assert!(folder.read(name) == folder.read(&alone), "{form}");
        assert!(!folder.read(name).is_empty(), "{form}");
    }
}

#[test]
fn notes_and_finished_maps_are_seen_for_longer() {
    let folder = Folder::new("holds");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "walk.cast",
        "--step-time",
        "1s",
        "--grain",
        "cell",
    ]);

    let times: Vec<f64> = events(&folder.read("walk.cast"))
        .into_iter()
        .map(|(time, ..)| time)
        .collect();

    let holds: Vec<f64> = times
        .windows(2)
        .map(|pair| ((pair[1] - pair[0]) * 10.0).round() / 10.0)
        .collect();

    // The eighth cell has no note of its own, the third has; the eighteenth finishes the second map, and has one too.
    assert_eq!(holds[7], 1.0, "{holds:?}");
    assert!(holds[2] > 3.0, "{holds:?}");
    assert!(holds[17] > holds[16], "{holds:?}");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "fast.cast",
        "--step-time",
        "20ms",
        "--fps",
        "10",
        "--order",
        "filter",
    ]);

    let times: Vec<f64> = events(&folder.read("fast.cast"))
        .into_iter()
        .map(|(time, ..)| time)
        .collect();

    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= 0.0999),
        "{times:?}"
    );
}

#[test]
fn what_keys_can_do_with_files_scripts_can_too() {
    let folder = Folder::new("files");
    let script = "stride 1\nwrite\ntype \"mine.toml\"\nenter\nopen\ntype \"max-p\"\nenter\nnext\n";
    fs::write(folder.0.join("files.keys"), script).expect("a file");
    folder.records(&[
        "record",
        "cs231n",
        "-o",
        "files.txt",
        "--keys",
        "files.keys",
    ]);

    let text = String::from_utf8(folder.read("files.txt")).expect("UTF-8");
    assert!(
        text.contains("wrote mine.toml") && text.contains("The maximum of"),
        "{text}"
    );

    assert!(
        String::from_utf8(folder.read("mine.toml"))
            .expect("UTF-8")
            .contains("stride  = 1")
    );
}

#[cfg(unix)]
#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let folder = Folder::new("pictures");
    let assets = crate::root().join("assets");
    let mut script = std::process::Command::new(assets.join("pictures.sh"));
    let status = script
        .arg(&folder.0)
        .env("CONVSTEP", env!("CARGO_BIN_EXE_convstep"))
        .status()
        .expect("sh");

    assert!(status.success());
    let readme = fs::read_to_string(crate::root().join("README.md")).expect("README.md");
    let mut names = folder.names();
    names.sort();
    assert_eq!(names, ["lesson.gif", "network.png", "walk.svg"]);

    for name in names {
        let kept = fs::read(assets.join(&name)).expect("a picture");
        assert!(
            kept == folder.read(&name),
            "assets/{name} is old: run assets/pictures.sh"
        );

        assert!(
            readme.contains(&format!("assets/{name}")),
            "the README does not show {name}"
        );
    }
}
