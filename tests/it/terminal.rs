//! In a real pseudo-terminal: it starts, steps, resizes, is killed, and gives the terminal back.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::record::{Folder, events};

/// How long a screen may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Terminal {
    /// Where it keeps what it remembers.
    state: tempfile::TempDir,
    pub master: Box<dyn MasterPty>,
    keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    shown: Arc<(Mutex<vt100::Parser>, Condvar)>,
}

pub(crate) fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Terminal {
    pub(crate) fn open(arguments: &[&str]) -> Self {
        Self::open_in(&crate::root(), arguments)
    }

    pub(crate) fn open_in(folder: &Path, arguments: &[&str]) -> Self {
        Self::open_as(folder, arguments, "", &[])
    }

    /// Within a limit that the shell sets, such as `ulimit -f 0`.
    pub(crate) fn open_within(limit: &str, folder: &Path, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")]);
        command.arg(env!("CARGO_BIN_EXE_convstep"));
        command.args(arguments);
        command.cwd(folder);

        Self::run(command, "", &[])
    }

    /// With a configuration, and an environment.
    fn open_as(
        folder: &Path,
        arguments: &[&str],
        configuration: &str,
        environment: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_convstep"));
        command.args(arguments);
        command.cwd(folder);

        Self::run(command, configuration, environment)
    }

    fn run(mut command: CommandBuilder, configuration: &str, environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system()
            .openpty(size(80, 24))
            .expect("a pseudo-terminal");

        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let state = tempfile::tempdir().expect("a folder");
        command.env("XDG_STATE_HOME", state.path());
        command.env("XDG_CONFIG_HOME", state.path());
        let own = state.path().join("convstep");
        std::fs::create_dir(&own).expect("a folder");
        std::fs::write(own.join("config.toml"), configuration).expect("a file");

        for (name, value) in environment {
            command.env(name, value);
        }

        let child = pair.slave.spawn_command(command).expect("the program runs");
        let shown = Arc::new((Mutex::new(vt100::Parser::new(24, 80, 0)), Condvar::new()));
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let screen = Arc::clone(&shown);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                screen
                    .0
                    .lock()
                    .expect("the screen")
                    .process(&bytes[..count]);
                screen.1.notify_all();
            }
        });

        let keys = pair.master.take_writer().expect("a writer");

        Self {
            state,
            master: pair.master,
            keys,
            child,
            shown,
        }
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let (lock, changed) = &*self.shown;
        let guard = lock.lock().expect("the screen");
        let (guard, waited) = changed
            .wait_timeout_while(guard, PATIENCE, |parser| !wanted(parser.screen()))
            .expect("the screen");

        assert!(
            !waited.timed_out(),
            "{what}:\n{}",
            guard.screen().contents()
        );
    }

    pub(crate) fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the keyboard");
    }

    pub(crate) fn kill(&self, signal: &str) {
        let id = self.child.process_id().expect("a process").to_string();
        let status = std::process::Command::new("sh")
            .args(["-c", &format!("kill {signal} {id}")])
            .status()
            .expect("sh");

        assert!(status.success());
    }

    /// Whether the terminal was given back: no other screen, no mouse, a cursor.
    pub(crate) fn is_given_back(&self) {
        self.until("given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }

    #[cfg(target_os = "linux")]
    /// Waits until the program does nothing any more but wait to be continued.
    fn is_stopped(&self) {
        let id = self.child.process_id().expect("a process").to_string();
        let began = std::time::Instant::now();
        let state = || {
            std::fs::read_to_string(format!("/proc/{id}/stat")).expect("Linux's table of processes")
        };

        while !state().contains(") T ") {
            assert!(began.elapsed() < PATIENCE, "it does not stop");
        }
    }

    pub(crate) fn is_cooked(&self) -> bool {
        let device = self.master.tty_name().expect("a device");
        let flag = if cfg!(target_os = "linux") {
            "-F"
        } else {
            "-f"
        };

        let output = std::process::Command::new("stty")
            .arg(flag)
            .arg(device)
            .arg("-a")
            .output()
            .expect("stty");

        let modes = String::from_utf8_lossy(&output.stdout).into_owned();

        modes.contains(" icanon") && modes.contains(" echo ")
    }
}

#[test]
fn it_starts_steps_resizes_and_quits() {
    let mut terminal = Terminal::open(&[]);
    terminal.shows("step 0 of 72");
    terminal.press("\x1b[C\x1b[C\x1b[C\x1b[C");
    terminal.shows("0 + 2 + 0 + 1 = 3");
    terminal.press("\x1b[D");
    terminal.shows("step 3 of 72");
    terminal
        .shown
        .0
        .lock()
        .expect("the screen")
        .screen_mut()
        .set_size(40, 120);

    terminal.master.resize(size(120, 40)).expect("a new size");
    terminal.shows("1-5 views");
    assert!(!terminal.is_cooked());
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
    assert!(terminal.is_cooked());
}

#[test]
fn the_viewer_opens_as_its_options_say() {
    let options = ["--speed", "3", "--zoom", "digits", "--reduced-motion"];
    let mut terminal = Terminal::open(&options);
    terminal.shows("step 0 of 72");
    terminal.press("+");
    terminal.shows("4 steps per second");
    terminal.press("-");
    terminal.shows("2 steps per second");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
}

#[test]
fn for_a_room_there_is_only_the_picture_and_the_equation() {
    let mut terminal = Terminal::open(&["--present", "--at", "4"]);
    let has_words = |screen: &vt100::Screen| screen.contents().contains("written to o[0]");
    terminal.until("only the picture", |screen| {
        let shown = screen.contents();
        let hidden = ["convstep", "? help", "step 4", "written to o[0]"];
        shown.contains("w0[0]") && hidden.iter().all(|text| !shown.contains(text))
    });

    terminal.press("V");
    terminal.until("what is said", has_words);
    terminal.press("V");
    terminal.until("nothing is said", |screen| !has_words(screen));
    terminal.press("f");
    terminal.shows("step 4 of 72");
    terminal.shows("? help");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
}

#[test]
fn the_configuration_holds_and_its_faults_are_told_until_they_are_closed() {
    let configuration =
        "language = 'zh'\nspeed = 4\nzom = 'fit'\n[keys]\nnext = 'y'\nfaster = 'Z'\n";
    let mut terminal = Terminal::open_as(&crate::root(), &[], configuration, &[]);
    terminal.shows("`zoom`");
    terminal.press("\x1b");
    terminal.until("closed", |screen| !screen.contents().contains("`zoom`"));
    terminal.press("y");
    terminal.shows("1 / 72");
    terminal.press("Z");
    terminal.shows("8");
    terminal.press("?");
    terminal.shows("n  ");
    terminal.press("?q");
    assert!(terminal.child.wait().expect("it ends").success());
}

#[test]
fn the_theme_is_that_of_the_ground_unless_one_is_chosen() {
    let ground = |screen: &vt100::Screen| screen.cell(0, 0).expect("a cell").bgcolor();
    let light = "\x1b]11;rgb:ffff/ffff/ffff\x07";
    let mut terminal = Terminal::open(&[]);
    terminal.shows("step 0 of 72");
    terminal.press(light);
    terminal.until("a light ground", |screen| {
        ground(screen) == vt100::Color::Idx(231)
    });
    terminal.press("t");
    terminal.shows("step 0 of 72");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());

    let mut terminal = Terminal::open(&["--theme", "dark"]);
    terminal.shows("step 0 of 72");
    terminal.press(light);
    terminal.press("l");
    terminal.shows("step 1 of 72");
    terminal.until("a dark ground", |screen| {
        ground(screen) != vt100::Color::Idx(231)
    });
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
}

#[test]
fn where_signs_are_wide_those_of_ascii_are_drawn() {
    let is_ascii = |screen: &vt100::Screen| screen.contents().is_ascii();
    let mut terminal = Terminal::open(&[]);
    terminal.shows("●");
    terminal.press("\x1b[1;3R");
    terminal.until("ASCII", is_ascii);
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());

    for (arguments, environment) in [
        (&["--glyphs", "ascii"][..], &[][..]),
        (&[], &[("LC_ALL", "C")]),
    ] {
        let mut terminal = Terminal::open_as(&crate::root(), arguments, "", environment);
        terminal.shows("step 0 of 72");
        terminal.until("ASCII", is_ascii);
        terminal.press("q");
        assert!(terminal.child.wait().expect("it ends").success());
    }
}

#[test]
fn what_is_pasted_is_typed_where_something_is_typed_and_runs_no_keys() {
    let mut terminal = Terminal::open(&[]);
    terminal.shows("step 0 of 72");
    terminal.press("\x1b[200~qlls\x1b[201~");
    terminal.press("g");
    terminal.shows("go to");
    terminal.press("\x1b[200~1,2,2\rq\x1b[201~");
    terminal.shows("1,2,2");
    terminal.press("\r");
    terminal.shows("step 72 of 72");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
}

#[test]
fn esc_leaves_nothing_that_is_not_open_and_changes_are_asked_about_once() {
    let mut terminal = Terminal::open(&[]);
    terminal.shows("step 0 of 72");
    terminal.press("\x1b\x1b");
    terminal.press("s");
    terminal.shows("stride 3");
    terminal.press("q");
    terminal.shows("unsaved changes");
    terminal.press("l");
    terminal.press("q");
    terminal.shows("unsaved changes");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
}

#[test]
fn what_is_shown_is_recorded_until_it_is_stopped() {
    let folder = Folder::new("tape");
    let mut terminal = Terminal::open_in(&folder.0, &[]);
    terminal.shows("step 0 of 72");
    terminal.press("R");
    terminal.shows("recording into cs231n-1.cast");
    terminal.press("llll");
    terminal.shows("0 + 2 + 0 + 1 = 3");
    terminal.press("R");
    terminal.shows("recorded into cs231n-1.cast");
    terminal.press("Rl");
    terminal.shows("step 5 of 72");
    terminal.press("q");
    terminal.shows("recorded into cs231n-2.cast");
    assert!(terminal.child.wait().expect("it ends").success());

    for (name, text) in [
        ("cs231n-1.cast", "0 + 2 + 0 + 1 = 3"),
        ("cs231n-2.cast", "step 5 of 72"),
    ] {
        let mut replayed = vt100::Parser::new(24, 80, 0);
        let mut last = String::new();

        for (_, _, data) in events(&folder.read(name)) {
            last = replayed.screen().contents();
            replayed.process(data.as_bytes());
        }

        assert!(last.contains(text), "{name}: {last}");
    }
}

#[test]
fn every_signal_gives_the_terminal_back() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut terminal = Terminal::open(&["cs231n"]);
        terminal.shows("step 0 of 72");
        terminal.kill(signal);
        assert!(
            !terminal.child.wait().expect("it ends").success(),
            "{signal}"
        );

        terminal.is_given_back();
        assert!(terminal.is_cooked(), "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn it_stops_and_comes_back() {
    let mut terminal = Terminal::open(&[]);
    terminal.shows("step 0 of 72");
    terminal.press("\x1a");
    terminal.is_given_back();
    terminal.is_stopped();
    terminal.kill("-CONT");
    terminal.shows("step 0 of 72");
    terminal.press("l");
    terminal.shows("step 1 of 72");
    terminal.press("\x03");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
}

#[test]
fn keys_work_while_layers_are_computed() {
    let toml = "title = 'Slow'\n[input]\ndata = { random = [64, 96, 96] }\n\
        [[layer]]\nkind = 'conv2d'\nweight = { random = [64, 64, 7, 7] }\npadding = 3\n\
        [[layer]]\nkind = 'conv2d'\nweight = { random = [64, 64, 7, 7] }\npadding = 3\n\
        [[layer]]\nkind = 'global_avg_pool'\n";
    let file = std::env::temp_dir().join(format!("convstep-slow-{}.toml", std::process::id()));
    std::fs::write(&file, toml).expect("a file");
    let mut terminal = Terminal::open(&[&file.to_string_lossy()]);
    terminal.shows("Nothing is computed yet");
    std::fs::remove_file(&file).expect("the file");
    terminal.press("\x1b[F");
    terminal.shows("Computing the layers");
    terminal.press("\x1b[Hl");
    terminal.shows("Channel 0: the 49 products");
    terminal.press("l");
    terminal.shows("Channel 1: the 49 products");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
}

/// The mouse as terminals tell it: buttons 0 and 2, 32 more while it is dragged; columns and lines counted from 1.
fn mouse(button: u8, [column, line]: [u16; 2], end: char) -> String {
    format!("\x1b[<{button};{column};{line}{end}")
}

#[test]
fn a_digit_is_drawn_with_the_mouse_and_read() {
    let mut terminal = Terminal::open(&["digits"]);
    terminal.press("2e");
    terminal.shows("The network answers 0");
    terminal.press("\x1b[3~");
    terminal.shows("The network answers 3, with probability 0.319");

    // A cell of the picture is three columns wide and one line and a half high; the first stands in column 2 of line 5.
    let at = |row: u16, column: u16| [3 * column + 3, 5 + (3 * row).div_ceil(2)];
    let stroke = [
        mouse(0, at(0, 1), 'M'),
        mouse(32, at(0, 6), 'M'),
        mouse(32, at(7, 3), 'M'),
        mouse(0, at(7, 3), 'm'),
    ];

    terminal.press(&stroke.concat());
    terminal.shows("The network answers 7, with probability 0.9");
    terminal.press("u");
    terminal.shows("The network answers 3, with probability 0.319");
    terminal.press("\x12");
    terminal.shows("The network answers 7");
    let rubbed: Vec<String> = (0..7)
        .map(|column| mouse(if column == 0 { 2 } else { 34 }, at(0, column), 'M'))
        .collect();

    terminal.press(&rubbed.concat());
    terminal.press(&mouse(2, at(0, 6), 'm'));
    terminal.until("another answer", |screen| {
        !screen.contents().contains("share of 0.9")
    });

    terminal.press("\x03");
    assert!(terminal.child.wait().expect("it ends").success());
    terminal.is_given_back();
}

#[test]
fn the_open_file_is_changed_from_outside_written_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let toml =
        std::fs::read_to_string(crate::root().join("scenarios/cs231n.toml")).expect("a scenario");

    let plain = toml
        .lines()
        .filter(|line| !line.starts_with("expect"))
        .collect::<Vec<_>>()
        .join("\n");

    std::fs::write(path("my.toml"), &plain).expect("a file");
    let mut terminal = Terminal::open(&[&path("my.toml")]);
    terminal.shows("step 0 of 72");
    terminal.press("g1,2,2\r");
    terminal.shows("step 72 of 72");

    // As an editor does it: another file takes its place.
    std::fs::write(path("new"), plain.replace("stride  = 2", "stride  = 1")).expect("a file");
    std::fs::rename(path("new"), path("my.toml")).expect("the file");
    terminal.shows("step 200 of 200");
    terminal.shows("was reloaded");
    std::fs::write(
        path("my.toml"),
        plain.replace("stride  = 2", "stride  = no"),
    )
    .expect("a file");

    terminal.shows("showing the last valid version");
    terminal.shows("step 200 of 200");
    terminal.press("h");
    terminal.shows("step 199 of 200");
    std::fs::remove_file(path("my.toml")).expect("the file");
    terminal.shows("there is no such file");
    std::fs::write(path("my.toml"), &plain).expect("a file");
    terminal.shows("stride 2");
    terminal.until("the fault is gone", |screen| {
        !screen.contents().contains("good version")
    });

    terminal.press("g1\re8\rew");
    terminal.shows("write to");
    terminal.press("\r");
    terminal.shows("wrote");
    assert!(
        std::fs::read_to_string(path("my-2.toml"))
            .expect("a file")
            .contains("[[[8, 1, 1], [-1, -1, 0]")
    );

    terminal.press("Omy-2");
    terminal.shows(&format!("1 of {}", crate::files::choices()));
    terminal.press("\r");
    terminal.shows("8  1  1");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
    let recent =
        std::fs::read_to_string(terminal.state.path().join("convstep/recent")).expect("the list");

    assert_eq!(recent.lines().next(), Some(&*path("my-2.toml")));
    terminal.is_given_back();
}

#[test]
fn files_that_a_scenario_names_are_watched_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let toml = "title = \"t\"\n[input]\ncsv = \"in.csv\"\n[[layer]]\nkind = \"relu\"\n";
    std::fs::write(path("my.toml"), toml).expect("a file");
    std::fs::write(path("in.csv"), "11,12\n13,14\n").expect("a file");
    let mut terminal = Terminal::open(&[&path("my.toml")]);
    terminal.shows("14");
    std::fs::write(path("in.csv"), "21,22\n23,24\n").expect("a file");
    terminal.shows("24");
    terminal.shows("was reloaded");
    std::fs::remove_file(path("in.csv")).expect("the file");
    terminal.shows("there is no such file");

    // What is named only now is watched too, also before it is there.
    std::fs::write(path("my.toml"), toml.replace("in.csv", "other.csv")).expect("a file");
    terminal.shows("other.csv");
    std::fs::write(path("other.csv"), "31,32\n33,34\n").expect("a file");
    terminal.shows("34");
    terminal.press("q");
    assert!(terminal.child.wait().expect("it ends").success());
}
