//! What recordings are for: slides, pages, films and handouts, as their makers ask for them.

use std::fs;
use std::io::Cursor;
use std::process::Command;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, Frame};

use crate::record::Folder;
use crate::{convstep, said};

/// Records, and says what the program said.
fn record(folder: &Folder, arguments: &[&str]) -> String {
    let (status, said) = folder.run(&[&["record"], arguments].concat());
    assert_eq!(status, Some(0), "{arguments:?}: {said}");
    said
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).expect("UTF-8")
}

#[test]
fn a_recording_has_no_keys_and_no_timeline_unless_that_is_asked_for() {
    let folder = Folder::new("chrome");
    record(&folder, &["cs231n", "--at", "4", "-o", "bare.txt"]);
    let bare = text(&folder, "bare.txt");
    assert!(bare.contains("0 + 2 + 0 + 1 = 3") && bare.contains("Convolution by hand"));
    assert!(!bare.contains("? help") && !bare.contains('●'), "{bare}");
    record(
        &folder,
        &["cs231n", "--at", "4", "--chrome", "-o", "whole.txt"],
    );
    let whole = text(&folder, "whole.txt");
    assert!(whole.contains("? help") && whole.contains('●'), "{whole}");

    // A page says beside the picture what is said.
    record(&folder, &["cs231n", "--at", "4", "-o", "page.html"]);
    let page = text(&folder, "page.html");
    assert_eq!(page.matches("Add the three channel sums").count(), 1);
}

#[test]
fn who_sees_a_recording_reads_notes_to_their_end() {
    let folder = Folder::new("whole-notes");

    for name in ["cs231n", "channels", "groups", "transposed", "arithmetic"] {
        let options = ["--grain", "cell", "--questions", "skip", "-o", "a.txt"];
        record(&folder, &[&[name], &options[..], &["--force"]].concat());
        let cut: Vec<String> = text(&folder, "a.txt")
            .lines()
            .filter(|line| line.ends_with('…') || line.ends_with("… m"))
            .map(str::to_owned)
            .collect();
        assert!(cut.is_empty(), "{name}: {cut:?}");
    }
}

#[test]
fn a_script_comes_back_from_presenting_to_what_a_recording_shows() {
    let folder = Folder::new("present");
    let script = "next 4\nscreenshot a.png\npresent\nscreenshot b.png\npresent\nscreenshot c.png\n";
    fs::write(folder.0.join("there.txt"), script).expect("a script");
    record(&folder, &["cs231n", "--keys", "there.txt", "-o", "a.cast"]);
    let [usual, room, again] = ["a.png", "b.png", "c.png"].map(|name| folder.read(name));
    assert!(usual == again && usual != room);
}

#[test]
fn a_script_that_takes_a_theme_leaves_no_margin_in_the_other() {
    let folder = Folder::new("margin");
    fs::write(folder.0.join("light.txt"), "theme light\n").expect("a script");
    let script = ["cs231n", "--at", "4", "--theme", "light"];
    record(&folder, &[&script[..], &["-o", "told.png"]].concat());
    let script = ["cs231n", "--from", "4", "--keys", "light.txt"];
    let files = ["-o", "taken.png", "-o", "taken.svg", "-o", "taken.pdf"];
    record(&folder, &[&script[..], &files].concat());

    assert!(folder.read("told.png") == folder.read("taken.png"));
    assert!(text(&folder, "taken.svg").contains("<g fill=\"#fff\" style="));
}

#[test]
fn titles_captions_and_windows_stand_around_the_picture() {
    let folder = Folder::new("mount");
    let options = [
        "--title",
        "Sums & all",
        "--caption",
        "Each channel adds its sum",
        "--window",
    ];
    let arguments = [
        &["cs231n", "--at", "2", "-o", "a.txt", "-o", "a.svg"][..],
        &options,
    ]
    .concat();
    record(&folder, &arguments);
    let drawn = text(&folder, "a.txt");
    let lines: Vec<&str> = drawn.lines().collect();
    assert!(
        lines[1].contains("● ● ●") && lines[1].contains("Sums & all"),
        "{drawn}"
    );
    assert!(
        drawn.trim_end().ends_with("Each channel adds its sum"),
        "{drawn}"
    );
    let svg = text(&folder, "a.svg");
    assert!(svg.contains("<title>Sums &amp; all</title>"), "{svg}");
    record(
        &folder,
        &[
            "cs231n",
            "--at",
            "2",
            "-o",
            "wide.svg",
            "--margin",
            "3",
            "--font-size",
            "33.334",
        ],
    );
    assert!(text(&folder, "wide.svg").contains("viewBox=\"-30 -30 "));
}

#[test]
fn time_is_what_it_is_called_and_the_sum_is_said() {
    let folder = Folder::new("time");
    let sum = |name: &str, more: &[&str]| {
        let arguments = [
            &["cs231n", "--from", "1", "--to", "4", "-o", name][..],
            more,
        ]
        .concat();
        let said = record(&folder, &arguments);
        assert!(
            said.contains("4 frames") && said.contains(name) && said.contains('B'),
            "{said}"
        );
        let (seconds, _) = said.split_once(" s,").expect("seconds");
        let (_, seconds) = seconds.rsplit_once(' ').expect("seconds");
        seconds.parse::<f64>().expect("a number")
    };

    let none = ["--step-time", "500ms", "--note-time", "0", "--hold", "0"];
    assert!((sum("a.cast", &none) - 2.0).abs() < 1e-9);
    let held = ["--step-time", "500ms", "--note-time", "0", "--hold", "3s"];
    assert!((sum("b.cast", &held) - 5.0).abs() < 1e-9);
    let read = ["--step-time", "500ms", "--note-time", "1s", "--hold", "0"];
    assert!((sum("c.cast", &read) - 6.0).abs() < 1e-9);
    assert!(sum("d.cast", &[]) > 4.0);
}

#[test]
fn what_would_be_huge_is_refused_with_the_way_out() {
    let folder = Folder::new("huge");
    let refused = |arguments: &[&str]| {
        let (status, said) = folder.run(&[&["record", "kernels"], arguments].concat());
        assert_eq!(status, Some(2), "{said}");
        said
    };

    let said = refused(&["-o", "x.gif", "--grain", "tap"]);
    for way in ["frames", "--from", "--to", "--at", "--grain", "--all"] {
        assert!(said.contains(way), "{said}");
    }

    let said = refused(&["-o", "x.svg", "--grain", "tap", "--all"]);
    assert!(said.contains(".svg") && said.contains("2000"), "{said}");
    assert!(!folder.0.join("x.gif").exists() && !folder.0.join("x.svg").exists());
}

#[test]
fn layers_and_notes_are_places_by_their_names() {
    let folder = Folder::new("names");
    record(
        &folder,
        &[
            "depth", "--grain", "map", "--from", "conv2", "--to", "conv2", "-o", "a.txt",
        ],
    );
    let drawn = text(&folder, "a.txt");
    assert!(
        drawn.contains("conv2") && !drawn.contains("conv1 1/"),
        "{drawn}"
    );
    record(
        &folder,
        &[
            "cs231n", "--from", "note:3", "--to", "note:3", "-o", "b.txt",
        ],
    );
    assert!(text(&folder, "b.txt").contains("The second channel adds 2"));
    let (status, said) = folder.run(&["record", "cs231n", "--from", "note:99", "-o", "c.txt"]);
    assert!(status == Some(2) && said.contains("note 99"), "{said}");
    let (status, said) = folder.run(&["record", "cs231n", "--from", "conv9", "-o", "c.txt"]);
    assert!(status == Some(2) && said.contains("conv9"), "{said}");
}

#[test]
fn a_recording_is_printed_in_the_form_that_is_asked_for() {
    let folder = Folder::new("printed");
    let run = |arguments: &[&str]| {
        convstep(
            &folder.0,
            &[&["record", "cs231n", "--at", "3"], arguments].concat(),
        )
    };
    let (out, err) = said(&run(&["-o", "-", "--format", "svg"]));
    assert!(out.starts_with("<svg ") && err.contains("1 frame"), "{err}");
    let png = run(&["-o", "-", "--format", "png"]);
    assert!(png.stdout.starts_with(b"\x89PNG"));
    let output = run(&["-o", "-"]);
    assert!(output.status.code() == Some(2) && said(&output).1.contains("--format"));
    let (out, _) = said(&run(&["-o", "-", "--format", "md"]));
    assert!(out.starts_with("# Convolution by hand\n\n## step 3 of 72") && out.contains("```text"));
}

#[test]
fn casts_have_markers_at_layers_and_notes() {
    let folder = Folder::new("markers");
    record(
        &folder,
        &["cs231n", "--from", "1", "--to", "4", "-o", "a.cast"],
    );
    let cast = text(&folder, "a.cast");
    let marks: Vec<&str> = cast
        .lines()
        .filter(|line| line.contains(", \"m\", "))
        .collect();
    assert!(marks.len() == 4 && marks[0].contains("conv1"), "{marks:?}");
    assert!(marks[1].contains("The second channel"), "{marks:?}");
}

/// Whether the last of some frames is what a PNG of the last step is.
fn ends_as(frames: &[Frame], png: &[u8]) {
    let last = frames.last().expect("a frame").buffer();
    let picture = image::load_from_memory(png).expect("a picture").to_rgba8();
    assert_eq!(last.dimensions(), picture.dimensions());
    assert!(last.pixels().eq(picture.pixels()));
}

#[test]
fn pictures_that_move_are_read_by_others_programs() {
    let folder = Folder::new("moving");
    let outputs = ["-o", "a.webp", "-o", "a.apng", "-o", "a.gif", "-o", "a.png"];
    record(
        &folder,
        &[&["cs231n", "--from", "1", "--to", "6"][..], &outputs].concat(),
    );
    let png = folder.read("a.png");
    let webp = WebPDecoder::new(Cursor::new(folder.read("a.webp"))).expect("a WebP");
    assert!(webp.has_animation());
    let frames = webp.into_frames().collect_frames().expect("frames");
    assert_eq!(frames.len(), 6);
    ends_as(&frames, &png);
    let apng = PngDecoder::new(Cursor::new(folder.read("a.apng"))).expect("a PNG");
    let frames = apng
        .apng()
        .expect("frames")
        .into_frames()
        .collect_frames()
        .expect("frames");
    assert_eq!(frames.len(), 6);
    ends_as(&frames, &png);
}

#[test]
fn films_are_made_by_ffmpeg_or_its_absence_is_told() {
    let folder = Folder::new("film");
    let run = |path: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_convstep"))
            .current_dir(&folder.0)
            .args([
                "record", "cs231n", "--from", "1", "--to", "3", "-o", "a.mp4",
            ])
            .env("LC_ALL", "C")
            .env("PATH", path)
            .output()
            .expect("the program runs");

        (output.status.code(), said(&output).1)
    };

    let (status, told) = run("/nowhere");
    assert!(
        status == Some(2) && told.contains("ffmpeg") && told.contains(".webp"),
        "{told}"
    );
    // It counts the bytes that it is given, and writes how many there were as its film.
    let maker = folder.0.join("ffmpeg");
    fs::write(
        &maker,
        "#!/bin/sh\n[ \"$1\" = -version ] && exit 0\nfor to; do :; done\nwc -c > \"$to\"\n",
    )
    .expect("a file");
    let made = Command::new("chmod")
        .arg("+x")
        .arg(&maker)
        .status()
        .expect("chmod");
    assert!(made.success());
    let (status, told) = run(&format!("{}:/usr/bin:/bin", folder.0.display()));
    assert_eq!(status, Some(0), "{told}");
    let bytes: u64 = text(&folder, "a.mp4").trim().parse().expect("a number");
    assert!(bytes > 0 && bytes.is_multiple_of(3));
}

#[test]
fn pages_hold_their_text_and_worksheets_are_pages() {
    let folder = Folder::new("pages");
    record(
        &folder,
        &[
            "cs231n", "--from", "1", "--to", "3", "-o", "a.pdf", "-o", "b.pdf", "--lang", "zh",
        ],
    );
    let pdf = folder.read("a.pdf");
    let has = |pdf: &[u8], text: &[u8]| pdf.windows(text.len()).any(|part| part == text);
    assert!(pdf.starts_with(b"%PDF-") && has(&pdf, b"/Count 3") && has(&pdf, b"/ToUnicode"));
    assert_eq!(pdf, folder.read("b.pdf"), "the same each time");
    let output = convstep(
        &folder.0,
        &[
            "steps",
            "cs231n",
            "--quiz",
            "--count",
            "60",
            "-o",
            "sheet.pdf",
        ],
    );
    assert!(output.status.success(), "{}", said(&output).1);
    let sheet = folder.read("sheet.pdf");
    assert!(sheet.starts_with(b"%PDF-") && has(&sheet, b"/ToUnicode"));
    let output = convstep(&folder.0, &["steps", "cs231n", "--quiz", "-o", "sheet.pdf"]);
    assert!(output.status.code() == Some(2) && said(&output).1.contains("--force"));
}

#[test]
fn scripts_caption_hide_wait_and_take_pictures() {
    let folder = Folder::new("arranged");
    let script = "caption \"One sum a channel\"\nwait note\nscreenshot note.png\nhide words\ntheme light\ngrain cell\nzoom wide\nlanguage zh\nnext\nshow words\ncaption \"\"\n";
    fs::write(folder.0.join("a.keys"), script).expect("a file");
    record(
        &folder,
        &["cs231n", "--keys", "a.keys", "--show-keys", "-o", "a.txt"],
    );
    let drawn = text(&folder, "a.txt");
    let frames: Vec<&str> = drawn
        .split(
            "
── ",
        )
        .collect();
    assert!(frames[1].contains("One sum a channel"), "{drawn}");
    assert!(folder.read("note.png").starts_with(b"\x89PNG"));
    let hidden = frames
        .iter()
        .filter(|frame| !frame.contains("add up to") && !frame.contains("之和"))
        .count();
    assert!(hidden >= 3, "{drawn}");
    assert!(
        frames
            .last()
            .is_some_and(|last| last.contains("步") && !last.contains("One sum")),
        "{drawn}"
    );
}

#[test]
fn what_no_font_has_is_named() {
    let folder = Folder::new("fonts");
    // A character of a private area, which no font can have.
    let scenario = "title = \"Box \u{f8ff2}\"\n[input]\ndata = [[1]]\n[[layer]]\nkind = \"relu\"\n"
        .replace("\u{f8ff2}", "\u{10fffd}");
    fs::write(folder.0.join("a.toml"), scenario).expect("a file");
    let told = record(&folder, &["a.toml", "-o", "a.png"]);
    assert!(
        told.contains('\u{10fffd}') && told.contains("no font"),
        "{told}"
    );
}
