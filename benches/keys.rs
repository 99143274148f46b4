//! What a key costs: the action, the frame, and the bytes that go to the terminal, at 200x60 on small and huge networks:
//! `cargo bench --bench keys`.

use std::sync::Arc;

use convstep::app::{Action, App, Change, Hyperparameter, Theme};
use convstep::scenario::{Request, load};
use convstep::text::Language;
use convstep::view::{self, Depth};
use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

/// 64 filters of 64x5x5 on 64 channels of 1024x1024 with stride 2: 10^10 taps, none of them stored.
const HUGE: &str = r#"
title = "Huge"
[input]
data = { random = [64, 1000, 1000], seed = 1, low = -2, high = 2, integer = true }
[[layer]]
kind = "conv2d"
weight = { random = [60, 64, 5, 5], seed = 2 }
padding = 2
"#;

fn app(what: &str) -> App {
    App::new(
        Arc::new(load(what, &Request::default()).expect("a good scenario")),
        Theme::Dark,
        Language::English,
    )
}

fn huge() -> App {
    let file = std::env::temp_dir().join(format!("convstep-bench-{}.toml", std::process::id()));
    std::fs::write(&file, HUGE).expect("a file in the temporary folder");
    let app = app(&file.to_string_lossy());
    std::fs::remove_file(&file).expect("the file is there");

    app
}

fn press(bencher: Bencher, mut app: App) {
    let area = Rect::new(0, 0, 200, 60);
    bencher.bench_local(|| {
        app.apply(Action::Next);
        let mut frame = Buffer::empty(area);
        view::draw(&app, Depth::True, area, &mut frame);
        frame
    });
}

#[divan::bench]
fn next_on_the_worked_example(bencher: Bencher) {
    press(bencher, app("cs231n"));
}

#[divan::bench]
fn next_at_the_start_of_a_huge_network(bencher: Bencher) {
    press(bencher, huge());
}

#[divan::bench]
fn next_in_the_middle_of_a_huge_network(bencher: Bencher) {
    let mut app = huge();
    let middle = app.steps() / 2;
    app.apply(Action::Step(middle));
    press(bencher, app);
}

#[divan::bench]
fn stride_on_a_huge_network(bencher: Bencher) {
    let mut app = huge();
    let area = Rect::new(0, 0, 200, 60);
    bencher.bench_local(|| {
        app.apply(Action::Change(Hyperparameter::Stride, Change::By(1)));
        app.apply(Action::Undo);
        let mut frame = Buffer::empty(area);
        view::draw(&app, Depth::True, area, &mut frame);
        frame
    });
}
