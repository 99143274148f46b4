//! A panic while the terminal is taken, in a pseudo-terminal of its own.

#![cfg(unix)]

use std::io::Read;
use std::process::Command;
use std::sync::mpsc;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::*;

#[test]
#[ignore = "the next one runs it, in a terminal of its own"]
fn panics() {
    let (sender, _wakes) = mpsc::channel();
    let _guard = Guard::enter(&sender, &Ear::default()).expect("a terminal");
    let mut out = io::stdout();
    out.write_all(&modes()).expect("the terminal");
    out.flush().expect("the terminal");
    panic!("on purpose");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let pair = native_pty_system()
        .openpty(PtySize::default())
        .expect("a pseudo-terminal");

    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.args([
        "--exact",
        "tui::guard::tests::panics",
        "--ignored",
        "--nocapture",
    ]);

    let mut child = pair.slave.spawn_command(command).expect("it runs");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut bytes = Vec::new();
    // At its end, a pseudo-terminal says that there is no other side.
    let _ = reader.read_to_end(&mut bytes);
    assert_eq!(child.wait().expect("it ends").exit_code(), PANICKED as u32);

    let text = String::from_utf8_lossy(&bytes);
    let (taken, rest) = text
        .split_once("\x1b[?1049l")
        .expect("another screen is left");
    assert!(taken.contains("\x1b[?1049h") && rest.contains("on purpose"));

    let mut terminal = vt100::Parser::new(24, 80, 0);
    terminal.process(&bytes);
    let screen = terminal.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);

    let device = pair.master.tty_name().expect("a device");
    let modes = Command::new("stty")
        .arg("-F")
        .arg(device)
        .arg("-a")
        .output();
    let modes = modes.expect("stty").stdout;
    let modes = String::from_utf8_lossy(&modes);
    assert!(
        modes.contains(" icanon") && modes.contains(" echo "),
        "{modes}"
    );
}
