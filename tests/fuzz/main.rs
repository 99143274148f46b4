//! Whatever a file or a user says is answered or refused: good files with random changes, and sessions with random actions.
//!
//! `CONVSTEP_FUZZ` is how many of each are tried, 300 without it; `CONVSTEP_FUZZ_SEED` is where the random numbers begin. What
//! brings the program down is printed with its seed, and belongs into `tests/corpus`.

mod noise;
mod session;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use convstep::app::{Action, App, Theme};
use convstep::document::Faults;
use convstep::scenario::{Request, Scenario, from_text, load};
use convstep::text::Language;
use convstep::view::{self, Depth};
use noise::Noise;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Steps above which a scenario that came out of noise is not walked to its end.
const MOST_NUMBERS: u64 = 1 << 16;

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

/// What was read is drawn and walked a little, where it is small; faults have places and words.
fn look(read: Result<Scenario, Faults>, noise: &mut Noise) {
    let scenario = match read {
        Ok(scenario) => scenario,
        Err(faults) => {
            assert!(!faults.faults().is_empty() && faults.faults().len() <= 100);
            let told = faults.render(convstep::text::Language::English, false);
            assert!(!told.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{told:?}");
            return;
        }
    };

    let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
    let is_small = app.network().numbers() <= MOST_NUMBERS;

    for action in [
        Action::Next,
        Action::Finer,
        Action::Next,
        Action::Last,
        Action::Back,
    ] {
        let area = Rect::new(0, 0, noise.below(130) as u16, noise.below(50) as u16);
        view::draw(&app, Depth::True, area, &mut Buffer::empty(area));

        if is_small {
            app.apply(action);
        }
    }
}

#[test]
fn scenarios() {
    let mut seeds = contents(&files("tests/bad", &["toml"]));
    seeds.extend(contents(&files("scenarios", &["toml"])));
    seeds.extend(contents(&files("tests/trust", &["toml"])));

    each("scenarios", 1, |noise| {
        let seed = noise.one(&seeds).clone();
        let text = noise.change(&seed, &seeds);
        let read = from_text("fuzz.toml", &String::from_utf8_lossy(&text));
        look(read, noise);
    });
}

#[test]
fn tensors() {
    let folder = tempfile::tempdir().expect("a folder");

    for end in ["npy", "npz", "safetensors", "png", "csv", "pth"] {
        let mut seeds = contents(&files("tests/bad", &[end]));
        seeds.extend(contents(&files("tests/conformance", &[end])));
        seeds.extend(contents(&files("tests/corpus", &[end])));
        let file = folder.path().join(format!("fuzz.{end}"));
        let scenario = folder.path().join("fuzz.toml");
        let key = if end == "png" { "image" } else { end };

        each(end, 3, |noise| {
            let seed = noise.one(&seeds).clone();
            fs::write(&file, noise.change(&seed, &seeds)).expect("a file");
            let name = *noise.one(&[
                "",
                ", name = \"a\"",
                ", name = \"image\"",
                ", layout = \"hwc\"",
            ]);
            let text = format!(
                "title = 't'\n[input]\ndata = {{ {key} = 'fuzz.{end}'{name} }}\n[[layer]]\nkind = 'relu'\n"
            );
            fs::write(&scenario, text).expect("a file");
            look(
                load(&scenario.to_string_lossy(), &Request::default()),
                noise,
            );
        });
    }
}

#[test]
fn pasted_numbers_and_settings() {
    let seeds: Vec<Vec<u8>> = [
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
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();

    each("pasted numbers", 1, |noise| {
        let seed = noise.one(&seeds).clone();
        let text = noise.change(&seed, &seeds);
        let text = String::from_utf8_lossy(&text).replace("'''", "");
        let toml = format!(
            "title = 't'\n[input]\ndata = {{ text = '''{text}''' }}\n[[layer]]\nkind = 'relu'\n"
        );
        look(from_text("fuzz.toml", &toml), noise);

        if let Ok(setting) = text.parse() {
            let request = Request {
                set: vec![setting],
                ..Request::default()
            };
            look(load("cs231n", &request), noise);
        }
    });
}

#[test]
fn models() {
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = contents(&files("tests/corpus", &["onnx"]));
    let file = folder.path().join("fuzz.onnx");

    each("models", 1, |noise| {
        let seed = noise.one(&seeds).clone();
        fs::write(&file, noise.change(&seed, &seeds)).expect("a file");
        look(load(&file.to_string_lossy(), &Request::default()), noise);
    });
}

#[test]
fn sessions() {
    each("sessions", 10, session::play);
}
