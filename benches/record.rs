//! What a recording costs, in time and bytes, in every form: `cargo bench --bench record`. DESIGN promises 90 steps of the
//! worked example at 100x40 as .gif in 0.2 s and 200 kB, as .svg in 0.03 s and 150 kB.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use divan::Bencher;

const FORMS: [&str; 5] = ["cast", "txt", "svg", "html", "gif"];

/// Browsers show no .svg of ten thousand frames, so that none is written.
const LONG_FORMS: [&str; 4] = ["cast", "txt", "html", "gif"];

fn main() {
    divan::main();
    println!("\nbytes");

    for form in FORMS {
        let [walk, taps] = [WALK, TAPS].map(|arguments| size(form, arguments));
        print!("{form:5} walk {walk:9}   90 steps {taps:9}");

        if LONG_FORMS.contains(&form) {
            print!("   10 000 steps {:10}", size(form, LONG));
        }

        println!();
    }
}

/// The bytes of a recording.
fn size(form: &str, arguments: &[&str]) -> u64 {
    let file = record(form, arguments);
    let about = std::fs::metadata(&file).expect("the file is there");
    remove(&file);

    about.len()
}

/// The 72 steps of the worked example.
const WALK: &[&str] = &["cs231n", "--size", "100x30"];

/// Ninety of its products.
const TAPS: &[&str] = &["cs231n", "--size", "100x40", "--grain", "tap", "--to", "90"];

/// Ten thousand steps of a network.
const LONG: &[&str] = &[
    "digits", "--size", "100x30", "--grain", "tap", "--to", "10000", "--all",
];

fn record(form: &str, arguments: &[&str]) -> PathBuf {
    let file = std::env::temp_dir().join(format!("convstep-bench-{}.{form}", std::process::id()));
    let output = file.to_string_lossy().into_owned();
    let all = ["convstep", "record", "--force", "-o", &output]
        .into_iter()
        .chain(arguments.iter().copied());

    assert_eq!(convstep::run(all.map(Into::into)), ExitCode::SUCCESS);

    file
}

fn remove(file: &Path) {
    std::fs::remove_file(file).expect("the file is there");
}

#[divan::bench(args = FORMS)]
fn walk(bencher: Bencher, form: &str) {
    bencher.bench_local(|| remove(&record(form, WALK)));
}

#[divan::bench(args = FORMS)]
fn ninety_steps(bencher: Bencher, form: &str) {
    bencher.bench_local(|| remove(&record(form, TAPS)));
}

#[divan::bench(args = LONG_FORMS, sample_count = 1)]
fn ten_thousand_steps(bencher: Bencher, form: &str) {
    bencher.bench_local(|| remove(&record(form, LONG)));
}
