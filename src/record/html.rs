//! A page that steps with the viewer's keys, whole in one file: `.html`.
//!
//! Frames are lines of JSON, written as they come, each what is put over the one before; every so often one begins with an
//! empty screen; what is seen moving on the way to one stands in its line. What the page must know of all of them stands behind them. Every cell has its look in both lights.

mod grid;

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use serde_json::json;

use super::markup::{BESIDE, CELL, FONT, LINE, SHAPES, escaped, hex, look};
use super::{CellStyle, Encoder, Frame, RecordingSettings, Transition};
use crate::app::BINDINGS;
use crate::text::Language;
use grid::Looks;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// What the page says: of a key, what the help says; else a word of its own.
fn said(name: &str, language: Language) -> &'static str {
    match name {
        "play" => language.page_play(),
        "pause" => language.page_pause(),
        "step" => language.page_step(),
        "speed" => language.page_speed(),
        "noscript" => language.page_without_script(),
        key => BINDINGS
            .iter()
            .find(|binding| binding.name == key)
            .map_or("", |binding| (binding.says)(language)),
    }
}

/// Frames from one that begins with an empty screen to the next.
const WHOLE: usize = 32;

/// Writes an `.html`. Of a recording it keeps the looks that were met.
#[derive(Debug)]
pub(crate) struct Html {
    about: RecordingSettings,
    frames: usize,
    /// Lines on which anything was seen.
    lines: u16,
    looks: Looks,
    /// What is seen on the way to the next step: how long, and what is put over the frame before.
    moving: Vec<serde_json::Value>,
}

impl Html {
    /// Begins a page.
    pub(super) fn new(about: &RecordingSettings) -> Self {
        let looks = Looks::new([about.ground, about.other_ground]);
        Self {
            about: about.clone(),
            frames: 0,
            lines: 1,
            looks,
            moving: Vec::new(),
        }
    }

    /// A part of the page with everything filled in.
    fn part(&self, template: &str) -> String {
        let language = Language::ALL
            .iter()
            .find(|(tag, _)| *tag == self.about.language);

        let language = language.map_or(Language::default(), |(_, language)| *language);
        let value = |name: &str| match name {
            "language" => self.about.language.to_owned(),
            "title" => escaped(&self.about.title),
            "style" => STYLE.to_owned(),
            "script" => SCRIPT.to_owned(),
            "about" => self.facts(),
            name => said(name, language).to_owned(),
        };

        fill(template, value)
    }

    /// What holds for all frames.
    fn facts(&self) -> String {
        let is_dark = lightness(self.about.ground.back) < lightness(self.about.other_ground.back);
        let colours = |[ink, other]: [[u8; 3]; 2]| {
            if is_dark {
                [hex(ink), hex(other)]
            } else {
                [hex(other), hex(ink)]
            }
        };

        let ink = |[ink, other]: [CellStyle; 2]| {
            let look = look(ink);
            json!({ "fore": colours([ink.fore, other.fore]), "back": colours([ink.back, other.back]), "look": look })
        };

        let inks: Vec<_> = self.looks.all().iter().copied().map(ink).collect();
        let shapes: serde_json::Map<_, _> = SHAPES
            .iter()
            .map(|(sign, at)| ((*sign).to_owned(), json!(at)))
            .collect();

        let size = [self.about.width, self.lines];
        let facts = json!({
            "size": size, "whole": WHOLE, "cell": CELL, "font": FONT, "shapes": shapes, "line": LINE, "beside": BESIDE, "inks": inks,
        });

        harmless(&facts.to_string())
    }
}

/// Puts values in place of their names: `{{name}}`.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut parts = template.split("{{");
    let mut page = parts.next().unwrap_or_default().to_owned();

    for (name, text) in parts.filter_map(|part| part.split_once("}}")) {
        page += &value(name);
        page += text;
    }

    page
}

/// JSON in which nothing can be taken for the end of its element, nor for the end of a line.
fn harmless(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// A frame in both lights.
fn page(frame: &Frame) -> [&Buffer; 2] {
    match &frame.page {
        Some([screen, other]) => [screen, other],
        None => [&frame.screen, &frame.screen],
    }
}

fn lightness(colour: [u8; 3]) -> u32 {
    colour.iter().map(|part| u32::from(*part)).sum()
}

impl Encoder for Html {
    fn wants_page(&self) -> bool {
        true
    }

    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()> {
        let frame = next.frame;

        if self.frames == 0 {
            out.write_all(
                self.part(PAGE.split("{{frames}}").next().unwrap_or_default())
                    .trim_end()
                    .as_bytes(),
            )?;
        }

        let is_whole = self.frames.is_multiple_of(WHOLE) && !frame.is_moving;
        let before = next.before.filter(|_| !is_whole).map(page);
        let (put, lines) = grid::over(before, page(frame), &mut self.looks);
        self.lines = self.lines.max(lines);
        let hold = frame.hold.as_millis() as u64;

        if frame.is_moving {
            self.moving.push(json!({ "hold": hold, "put": put }));
            return Ok(());
        }

        let mut line =
            json!({ "hold": hold, "label": frame.label, "said": frame.said, "put": put });

        if !self.moving.is_empty() {
            line["moving"] = std::mem::take(&mut self.moving).into();
        }

        self.frames += 1;

        write!(out, "\n{}", harmless(&line.to_string()))
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            self.part(PAGE.split("{{frames}}").nth(1).unwrap_or_default())
                .as_bytes(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::{about, encoded, lines, walk};

    fn page(frames: impl Iterator<Item = Frame>) -> String {
        encoded(Html::new(&about(12, 2)), frames)
    }

    fn frames(page: &str) -> Vec<serde_json::Value> {
        let (_, data) = page.split_once("id=\"frames\">\n").expect("frames");
        let (data, _) = data.split_once("\n</script>").expect("an end");
        data.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }

    #[test]
    fn a_frame_holds_what_changes_and_what_is_said() {
        let page = page(
            [["ab 卷", "e\u{301}"], ["ab x", "e"]]
                .map(|text| lines(&text))
                .into_iter(),
        );

        let frames = frames(&page);
        assert_eq!(
            frames[0]["put"],
            json!([0, 1, "ab", 3, 1, "卷\n", 12, 1, ["e\u{301}"]])
        );

        assert_eq!(frames[1]["put"], json!([3, 1, "x ", 12, 1, "e"]));
        assert_eq!(
            (&frames[1]["hold"], &frames[1]["label"]),
            (&json!(400), &json!("step 1"))
        );
    }

    #[test]
    fn every_so_often_a_frame_is_whole() {
        let page = page(std::iter::repeat_with(|| lines(&["ab", ""])).take(WHOLE + 2));
        let put: Vec<_> = frames(&page)
            .iter()
            .map(|frame| frame["put"].as_array().map_or(0, Vec::len))
            .collect();

        assert_eq!((put[0], put[1], put[WHOLE], put[WHOLE + 1]), (3, 0, 3, 0));
    }

    #[test]
    fn nothing_breaks_out_of_its_element() {
        let mut frame = lines(&["</script>", ""]);
        frame.said = vec!["</script><!-- {{script}} \u{2028}".to_owned()];
        let page = page([frame].into_iter());
        assert_eq!(
            (
                page.matches("</script").count(),
                page.matches("<!--").count()
            ),
            (3, 0)
        );

        assert!(
            !page.contains('\u{2028}') && page.matches("{{").count() == 1,
            "{page}"
        );

        assert!(page.contains("<h1>A &lt;walk&gt;</h1>"), "{page}");
        assert_eq!(
            frames(&page)[0]["said"][0],
            "</script><!-- {{script}} \u{2028}"
        );
    }

    #[test]
    fn every_look_is_there_in_both_lights() {
        let page = encoded(
            Html::new(&about(80, 24)),
            walk("cs231n", Language::Chinese, [80, 24]).take(3),
        );

        let (_, facts) = page.split_once("id=\"about\">").expect("facts");
        let facts = facts.split_once("</script>").expect("an end").0;
        let facts: serde_json::Value = serde_json::from_str(facts).expect("JSON");
        let inks = facts["inks"].as_array().expect("inks");
        assert_eq!(inks[0]["back"], json!(["#12141a", "#fff"]));
        assert!(
            inks.len() > 8
                && inks
                    .iter()
                    .all(|ink| ink["fore"].as_array().is_some_and(|both| both.len() == 2))
        );
    }
}
