//! The doors of `tests/fuzz/harness.rs`, tried with bytes that coverage leads. `CONVSTEP_DOOR` says which; `run.sh` sets it.
#![no_main]

#[path = "../../harness.rs"]
mod harness;
mod noise;
#[path = "../../session.rs"]
mod session;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use noise::Noise;

/// What is tried, and the folder in which it is.
struct Trial {
    door: String,
    folder: tempfile::TempDir,
}

static TRIAL: OnceLock<Trial> = OnceLock::new();

fn trial() -> Trial {
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_var("XDG_CONFIG_HOME", folder.path());
    fs::create_dir(folder.path().join("convstep")).expect("a folder");

    Trial {
        door: std::env::var("CONVSTEP_DOOR").expect("CONVSTEP_DOOR"),
        folder,
    }
}

fn run(arguments: &[&str]) {
    convstep::run(arguments.iter().map(Into::into));
}

fn script(bytes: &[u8], folder: &Path) {
    let file = folder.join("keys").to_string_lossy().into_owned();
    let out = folder.join("o.txt").to_string_lossy().into_owned();
    fs::write(&file, bytes).expect("a file");
    run(&[
        "convstep", "record", "cs231n", "--size", "60x20", "--keys", &file, "--force", "-o", &out,
    ]);
}

fn configuration(bytes: &[u8], folder: &Path) {
    fs::write(folder.join("convstep/config.toml"), bytes).expect("a file");
    run(&["convstep", "config"]);
}

fuzz_target!(|bytes: &[u8]| {
    let Trial { door, folder } = TRIAL.get_or_init(trial);
    let folder = folder.path();
    let noise = &mut Noise::new(bytes);

    match door.as_str() {
        "script" => script(bytes, folder),
        "configuration" => configuration(bytes, folder),
        "session" => session::play(noise),
        end => harness::enter(end, bytes, folder, noise),
    }
});
