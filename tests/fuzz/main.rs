//! Whatever a file or a user says is answered or refused: good files with random changes, and sessions with random actions.
//!
//! `CONVSTEP_FUZZ` is how many of each are tried, 300 without it; `CONVSTEP_FUZZ_SEED` is where the random numbers begin. What
//! brings the program down is printed with its seed, and belongs into `tests/corpus`.
//!
//! `guided` beside this file tries the same with changes that coverage leads.

mod harness;
mod noise;
mod session;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;

use noise::Noise;

fn variable(name: &str, otherwise: u64) -> u64 {
    let said = std::env::var(name).ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(otherwise)
}

/// Tries something with noise of many seeds.
fn each(name: &str, share: u64, attempt: impl Fn(&mut Noise)) {
    let count = (variable("CONVSTEP_FUZZ", 300) / share).max(1);
    let first = variable("CONVSTEP_FUZZ_SEED", 0);

    for seed in first..first + count {
        let tried = catch_unwind(AssertUnwindSafe(|| attempt(&mut Noise::new(seed))));
        assert!(tried.is_ok(), "{name}: seed {seed}");
    }

    println!("{name}: {count}");
}

/// The files of a folder of the project with one of these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("a folder");
    let has = |path: &PathBuf| {
        let end = path.extension().and_then(|end| end.to_str());
        end.is_some_and(|end| endings.contains(&end))
    };

    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(has)
        .collect();
    files.sort();

    files
}

fn contents(files: &[PathBuf]) -> Vec<Vec<u8>> {
    let read = |path: &PathBuf| fs::read(path).expect("a file");
    files
        .iter()
        .map(read)
        .filter(|bytes| bytes.len() < 20_000)
        .collect()
}

/// Changes of some texts.
fn texts(noise: &mut Noise, seeds: &[&str]) -> Vec<u8> {
    let seeds: Vec<Vec<u8>> = seeds.iter().map(|text| text.as_bytes().to_vec()).collect();
    let seed = noise.one(&seeds).clone();

    noise.change(&seed, &seeds)
}

/// Runs the program; it answers or refuses, and nothing else.
fn run(arguments: &[&str], folder: &Path) {
    let done = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .args(arguments)
        .env("XDG_CONFIG_HOME", folder)
        .current_dir(folder)
        .output()
        .expect("it starts");

    assert!(
        matches!(done.status.code(), Some(0..=2)),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn scenarios() {
    let mut seeds = contents(&files("tests/bad", &["toml"]));
    seeds.extend(contents(&files("scenarios", &["toml"])));
    seeds.extend(contents(&files("tests/trust", &["toml"])));
    seeds.extend(contents(&files("tests/corpus", &["toml"])));

    each("scenarios", 1, |noise| {
        let seed = noise.one(&seeds).clone();
        let text = noise.change(&seed, &seeds);
        harness::scenario(&text, noise);
    });
}

/// What coverage has led to, as it is: `guided` beside this file.
#[test]
fn what_was_found_goes_in_at_its_door() {
    let folder = tempfile::tempdir().expect("a folder");
    let ends = [
        "toml",
        "pasted",
        "setting",
        "onnx",
        "course",
        "npy",
        "npz",
        "safetensors",
        "png",
        "csv",
        "pth",
    ];
    let mut count = 0;

    for end in ends {
        for bytes in contents(&files("tests/corpus", &[end])) {
            harness::enter(end, &bytes, folder.path(), &mut Noise::new(0));
            count += 1;
        }
    }

    assert!(count > 50, "{count} files");
}

#[test]
fn tensors() {
    let folder = tempfile::tempdir().expect("a folder");

    for end in ["npy", "npz", "safetensors", "png", "csv", "pth"] {
        let mut seeds = contents(&files("tests/bad", &[end]));
        seeds.extend(contents(&files("tests/conformance", &[end])));
        seeds.extend(contents(&files("tests/corpus", &[end])));

        each(end, 3, |noise| {
            let seed = noise.one(&seeds).clone();
            let bytes = noise.change(&seed, &seeds);
            harness::tensor(end, &bytes, folder.path(), noise);
        });
    }
}

#[test]
fn pasted_numbers_and_settings() {
    let seeds = [
        "[[1 2 3]\n [4 5 6]]",
        "tensor([[1., 2.], [3., 4.]])",
        "1,2;3,4",
        "1\t2\n3\t4",
        "{1, 2}, {3, 4}",
        "conv1.stride=2",
        "conv1.padding=[1,2]",
        "conv1.padding={top=1}",
        "relu1.slope=0.1",
        "conv1.weight={random=[2,3,3,3]}",
    ];

    each("pasted numbers", 1, |noise| {
        let text = texts(noise, &seeds);
        harness::pasted(&text, noise);
        harness::setting(&text, noise);
    });
}

#[test]
fn models() {
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = contents(&files("tests/corpus", &["onnx"]));

    each("models", 1, |noise| {
        let seed = noise.one(&seeds).clone();
        let bytes = noise.change(&seed, &seeds);
        harness::model(&bytes, folder.path(), noise);
    });
}

#[test]
fn courses() {
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = [
        include_str!("../../scenarios/course.toml"),
        "title = 't'\n[[lesson]]\nscenario = 'stride'\nat = 3\nexpect = [[1]]\n",
        "title = 't'\n[[lesson]]\nscenario = 'digits'\nview = 'network'\nset = ['conv1.stride=2']\n",
    ];

    each("courses", 3, |noise| {
        let text = texts(noise, &seeds);
        harness::course(&text, folder.path(), noise);
    });
}

#[test]
fn scripts_and_configurations() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    fs::create_dir(path.join("convstep")).expect("a folder");
    let scripts = [
        "next 3\npause 2s\nstride 1\nview coverage\n",
        "type \"3\"\ncaption \"sum\"\npredict\nsubmit\n",
        "goto conv1:0,1,1\nundo\nzoom wide\nplay\nfaster 2\npause 1s\n",
    ];
    let configurations = [
        "theme = 'light'\nlang = 'zh'\nspeed = 2\ngrain = 'cell'\n",
        "motion = false\n[keys]\nnext = ['x', 'ctrl-n']\n",
        "[themes.mine]\nlike = 'dark'\ninput = '#0000ff'\n",
    ];

    each("scripts and configurations", 10, |noise| {
        fs::write(path.join("keys"), texts(noise, &scripts)).expect("a file");
        fs::write(
            path.join("convstep/config.toml"),
            texts(noise, &configurations),
        )
        .expect("a file");
        run(&["config"], path);
        run(
            &[
                "record", "cs231n", "--size", "60x20", "--keys", "keys", "--force", "-o", "o.txt",
            ],
            path,
        );
    });
}

#[test]
fn sessions() {
    each("sessions", 10, session::play);
}
