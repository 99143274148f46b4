//! What is tried with some bytes: each function takes them in at one door, and holds what must always hold.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use convstep::app::{Action, App, Theme};
use convstep::document::Faults;
use convstep::scenario::{Course, Request, Scenario, from_text, load};
use convstep::text::Language;
use convstep::view::{self, Depth};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::noise::Noise;

/// Numbers above which a scenario that came out of noise is not walked.
const MOST_NUMBERS: u64 = 1 << 16;

/// What a tensor's table may say beside its file.
const MORE: [&str; 4] = [
    "",
    ", name = \"a\"",
    ", name = \"image\"",
    ", layout = \"hwc\"",
];

/// What was read is drawn and walked a little, where it is small; faults have places and words.
fn look(read: Result<Scenario, Faults>, noise: &mut Noise) {
    let scenario = match read {
        Ok(scenario) => scenario,
        Err(faults) => return told(&faults),
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

/// What is wrong is said, not without end, and without what steers a terminal.
fn told(faults: &Faults) {
    assert!(!faults.faults().is_empty() && faults.faults().len() <= 100);

    for language in [Language::English, Language::Chinese] {
        let told = faults.render(language, false);
        assert!(!told.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{told:?}");
    }
}

/// Takes some bytes in at the door of files with this ending.
pub(crate) fn enter(end: &str, bytes: &[u8], folder: &Path, noise: &mut Noise) {
    match end {
        "toml" => scenario(bytes, noise),
        "pasted" => pasted(bytes, noise),
        "setting" => setting(bytes, noise),
        "onnx" => model(bytes, folder, noise),
        "course" => course(bytes, folder, noise),
        end => tensor(end, bytes, folder, noise),
    }
}

/// A scenario's text.
pub(crate) fn scenario(text: &[u8], noise: &mut Noise) {
    look(
        from_text("fuzz.toml", &String::from_utf8_lossy(text)),
        noise,
    );
}

/// A file with this ending, of which a scenario takes its input.
pub(crate) fn tensor(end: &str, bytes: &[u8], folder: &Path, noise: &mut Noise) {
    fs::write(folder.join(format!("fuzz.{end}")), bytes).expect("a file");

    let key = if end == "png" { "image" } else { end };
    let more = noise.one(&MORE);
    let text = format!(
        "title = 't'\n[input]\ndata = {{ {key} = 'fuzz.{end}'{more} }}\n[[layer]]\nkind = 'relu'\n"
    );

    let file = folder.join("fuzz.toml");
    fs::write(&file, text).expect("a file");
    look(load(&file, &Request::default()), noise);
}

/// Numbers as they are pasted.
pub(crate) fn pasted(text: &[u8], noise: &mut Noise) {
    let text = String::from_utf8_lossy(text).replace("'''", "");
    let toml = format!(
        "title = 't'\n[input]\ndata = {{ text = '''{text}''' }}\n[[layer]]\nkind = 'relu'\n"
    );

    look(from_text("fuzz.toml", &toml), noise);
}

/// What `--set` gives.
pub(crate) fn setting(text: &[u8], noise: &mut Noise) {
    if let Ok(setting) = String::from_utf8_lossy(text).parse() {
        let request = Request {
            set: vec![setting],
            ..Request::default()
        };

        look(load("cs231n", &request), noise);
    }
}

/// A model.
pub(crate) fn model(bytes: &[u8], folder: &Path, noise: &mut Noise) {
    let file = folder.join("fuzz.onnx");
    fs::write(&file, bytes).expect("a file");
    look(load(&file, &Request::default()), noise);
}

/// A course, with the first of its lessons.
pub(crate) fn course(text: &[u8], folder: &Path, noise: &mut Noise) {
    fs::write(folder.join("course.toml"), text).expect("a file");

    match Course::in_folder(folder) {
        Ok(course) => {
            for lesson in course.lessons.iter().take(2) {
                look(lesson.scenario(), noise);
            }
        }
        Err(faults) => told(&faults),
    }
}
