//! A recording as pages, `.pdf`: a page a step, its text as text, in fonts that the file brings with it.

mod letters;
pub(crate) mod sheet;

use std::collections::BTreeSet;
use std::io::{self, Write};

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::TextDirection;

use super::font::{Font, TOP};
use super::markup::{CELL, shapes};
use super::{CellStyle, Encoder, RecordingSettings, Run, Transition, changes};
use letters::Letters;

/// Points that letters are high, where nobody says.
const SIZE: f32 = 10.0;

/// How wide a letter is, of how high it is: DejaVu Sans Mono's.
const WIDTH: f32 = 1233.0 / 2048.0;

/// How high a line is, likewise, and how far down its letters stand.
const HEIGHT: f32 = 1.2;
const BASE: f32 = 0.93;

/// Dots by which signs are drawn that no font of the file has.
const FINE: u16 = 4;

/// Writes a `.pdf`.
pub(crate) struct Pdf {
    about: RecordingSettings,
    document: Document,
    letters: Letters,
    dots: Font,
}

impl Pdf {
    /// Begins a document.
    pub(super) fn new(about: &RecordingSettings) -> Self {
        Self {
            about: about.clone(),
            document: begun(&about.title, about.language),
            letters: Letters::default(),
            dots: Font::new(FINE),
        }
    }
}

/// A document of this title, with nothing in it that differs from one time to the next.
fn begun(title: &str, language: &str) -> Document {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator("convstep".to_owned()),
    );

    document
}

/// The bytes of a document.
fn written(document: Document) -> io::Result<Vec<u8>> {
    document
        .finish()
        .map_err(|error| io::Error::other(format!("{error:?}")))
}

/// A page's surface with the measure of a cell.
struct Sheet<'s, 'd> {
    surface: &'s mut Surface<'d>,
    letters: &'s mut Letters,
    dots: &'s mut Font,
    size: f32,
    margin: f32,
}

impl Sheet<'_, '_> {
    fn x(&self, column: u16) -> f32 {
        self.margin + f32::from(column) * self.size * WIDTH
    }

    fn y(&self, line: u16) -> f32 {
        self.margin + f32::from(line) * self.size * HEIGHT
    }

    fn fill(&mut self, [r, g, b]: [u8; 3]) {
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(r, g, b).into(),
            opacity: NormalizedF32::ONE,
            rule: krilla::paint::FillRule::default(),
        }));
    }

    /// Fills rectangles: left, top, width and height in points.
    fn rectangles(&mut self, all: impl Iterator<Item = [f32; 4]>) {
        let mut path = PathBuilder::new();

        for [left, top, width, height] in all {
            if let Some(rectangle) = Rect::from_xywh(left, top, width, height) {
                path.push_rect(rectangle);
            }
        }

        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    /// What lies behind a run, then its signs.
    fn run(&mut self, run: &Run, frame: &ratatui::buffer::Buffer, ground: CellStyle) {
        self.behind(run, ground);
        let mut word = (run.x, run.x, String::new());

        for (x, width, sign) in run.signs(frame) {
            let is_word = width == 1 && sign != " " && self.letters.has(sign, run.ink.bold);

            if is_word && word.1 == x {
                word.1 = x + 1;
                word.2 += sign;
                continue;
            }

            self.word(&std::mem::take(&mut word.2), [word.0, run.y], run.ink.bold);

            if is_word {
                word = (x, x + 1, sign.to_owned());
            } else {
                word = (x + width, x + width, String::new());
                self.sign(sign, [x, run.y], width, run.ink.bold);
            }
        }

        self.word(&word.2, [word.0, run.y], run.ink.bold);
    }

    /// What lies behind a run, and its line; then letters have its colour.
    fn behind(&mut self, run: &Run, ground: CellStyle) {
        let [left, top, right, bottom] = [
            self.x(run.x),
            self.y(run.y),
            self.x(run.x + run.width),
            self.y(run.y + 1),
        ];

        if run.ink.back != ground.back {
            self.fill(run.ink.back);
            self.rectangles([[left, top, right - left, bottom - top]].into_iter());
        }

        self.fill(run.ink.fore);

        if run.ink.underlined {
            let thin = self.size / 14.0;
            let line = [left, bottom - 2.0 * thin, right - left, thin];
            self.rectangles([line].into_iter());
        }
    }

    /// Letters of one column each.
    fn word(&mut self, text: &str, [x, y]: [u16; 2], bold: bool) {
        if let Some(font) = self.letters.regular(bold).filter(|_| !text.is_empty()) {
            let start = Point::from_xy(self.x(x), self.y(y) + self.size * BASE);
            self.surface.draw_text(
                start,
                font,
                self.size,
                text,
                false,
                TextDirection::LeftToRight,
            );
        }
    }

    /// A sign by itself: drawn to the cell's edges, or from a font that has it, or dot by dot.
    fn sign(&mut self, sign: &str, [x, y]: [u16; 2], width: u16, bold: bool) {
        let corner = [self.x(x), self.y(y)];
        let [wide, high] = [self.size * WIDTH, self.size * HEIGHT];

        if sign == " " {
            return;
        }

        if let Some(shapes) = shapes(sign) {
            let [dots, lines] = [CELL[0] as f32, CELL[1] as f32];
            let drawn = shapes.iter().map(|shape| {
                let [left, top, columns, rows] = shape.map(|side| side as f32);
                [
                    corner[0] + left / dots * wide,
                    corner[1] + top / lines * high,
                    columns / dots * wide,
                    rows / lines * high,
                ]
            });

            return self.rectangles(drawn);
        }

        if let Some(font) = self.letters.other(sign) {
            let room = wide * f32::from(width) - self.size * f32::from(width.min(2)) / 2.0;
            let start = Point::from_xy(
                corner[0] + room.max(0.0) / 2.0,
                corner[1] + self.size * BASE,
            );

            return self.surface.draw_text(
                start,
                font,
                self.size,
                sign,
                false,
                TextDirection::LeftToRight,
            );
        }

        self.dots(sign, corner, [wide, high], bold);
    }

    fn dots(&mut self, sign: &str, [left, top]: [f32; 2], [wide, high]: [f32; 2], bold: bool) {
        let Some(character) = sign.chars().next() else {
            return;
        };

        let mask = self.dots.mask(character, bold, false);
        let [columns, lines] = self.dots.cell().map(|side| side as f32);
        let [dot_wide, dot_high] = [wide / columns, high / lines];
        let mut all = Vec::new();

        for y in 0..mask.height {
            let line = &mask.levels[y * mask.width..][..mask.width];
            let mut x = 0;

            for run in line.chunk_by(|a, b| (*a == TOP) == (*b == TOP)) {
                if run[0] == TOP {
                    all.push([
                        left + x as f32 * dot_wide,
                        top + y as f32 * dot_high,
                        run.len() as f32 * dot_wide,
                        dot_high,
                    ]);
                }

                x += run.len();
            }
        }

        self.rectangles(all.into_iter());
    }
}

impl Encoder for Pdf {
    fn add(&mut self, next: &Transition, _: &mut dyn Write) -> io::Result<()> {
        let frame = next.frame;
        let size = self.about.font_size.unwrap_or(SIZE);
        let margin = f32::from(self.about.margin) * size;
        let area = frame.screen.area;
        let width = f32::from(area.width) * size * WIDTH + 2.0 * margin;
        let height = f32::from(area.height) * size * HEIGHT + 2.0 * margin;
        let settings = PageSettings::from_wh(width, height)
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;

        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let mut sheet = Sheet {
            surface: &mut surface,
            letters: &mut self.letters,
            dots: &mut self.dots,
            size,
            margin,
        };

        let ground = CellStyle {
            back: frame.ground,
            ..self.about.ground
        };
        sheet.fill(ground.back);
        sheet.rectangles([[0.0, 0.0, width, height]].into_iter());

        for run in changes(None, &frame.screen, ground) {
            sheet.run(&run, &frame.screen, ground);
        }

        surface.finish();
        page.finish();

        Ok(())
    }

    fn missing(&self) -> BTreeSet<char> {
        self.dots.missing().clone()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let document = std::mem::replace(&mut self.document, Document::new());
        out.write_all(&written(document)?)
    }
}
