//! A font file: a character's outline, fitted to the grid of dots and filled.
//!
//! Everything that decides about a dot is whole numbers (the hinting), or plain single precision without a library's functions (the
//! filling): skrifa's automatic hinter calculates in 26.6 fixed point, and ab_glyph_rasterizer without its feature `std` has one
//! path, not one for each kind of processor. So every machine draws the same dots.

use std::borrow::Cow;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{
    DrawSettings, Engine, HintingInstance, HintingOptions, OutlinePen, SmoothMode,
};
use skrifa::{FontRef, MetadataProvider};

use super::mask::Mask;

/// Upright and level strokes begin at whole dots: that is what makes small letters sharp.
pub(super) const SHARP: SmoothMode = SmoothMode::Normal;

/// Level strokes alone do: the three upright ones of a bold `m` would have no dot left between them.
pub(super) const HEAVY: SmoothMode = SmoothMode::Light;

/// How much an italic leans: dots to the right for each one up.
const LEAN: f32 = 0.17;

/// What is left of its width, so that its ends stay in the cell.
const LEANING_WIDTH: f32 = 0.9;

/// Shares of its width that a glyph is drawn with, until it stays in its cell.
const WIDTHS: [f32; 4] = [1.0, 0.93, 0.86, 0.79];

/// Letters lean around a point this far over the baseline, in ems.
const PIVOT: f32 = 0.35;

/// How much thicker a face without a bold one is drawn, in ems.
const BOLDER: f32 = 0.045;

/// A share of a dot that is not seen.
const FAINT: f32 = 0.25;

/// How a glyph is put into its cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    /// The baseline, in dots from the top.
    pub base: usize,
    /// Whether it leans.
    pub italic: bool,
    /// Whether it is made thicker.
    pub embolden: bool,
}

/// A font at one size.
pub(super) struct Face {
    bytes: Cow<'static, [u8]>,
    index: u32,
    em: usize,
    hinting: HintingInstance,
}

impl Face {
    /// The font of a number in a file, at so many dots an em. Nothing if it is none.
    pub(super) fn new(
        bytes: Cow<'static, [u8]>,
        index: u32,
        em: usize,
        hinting: SmoothMode,
    ) -> Option<Self> {
        let font = FontRef::from_index(&bytes, index).ok()?;
        let options = HintingOptions {
            engine: Engine::Auto(None),
            target: hinting.into(),
        };

        let size = Size::new(em as f32);
        let hinting = HintingInstance::new(
            &font.outline_glyphs(),
            size,
            LocationRef::default(),
            options,
        )
        .ok()?;

        Some(Self {
            bytes,
            index,
            em,
            hinting,
        })
    }

    /// Draws a character; false if the font has none.
    pub(super) fn draw(&self, character: char, fit: Fit, mask: &mut Mask) -> bool {
        let Some(pen) = self.trace(character, fit, mask) else {
            return false;
        };

        pen.ink(mask);
        true
    }

    /// The outline of a character, as wide as its cell allows.
    fn trace(&self, character: char, fit: Fit, mask: &Mask) -> Option<Pen> {
        let font = FontRef::from_index(&self.bytes, self.index).ok()?;
        let id = font.charmap().map(character)?;
        let outline = font.outline_glyphs().get(id)?;
        let em = self.em as f32;
        let advance = font
            .glyph_metrics(Size::new(em), LocationRef::default())
            .advance_width(id)?;

        let draw = |width: f32| {
            let mut pen = Pen::new(mask, advance, em, fit, width);
            outline
                .draw(DrawSettings::hinted(&self.hinting, false), &mut pen)
                .ok()?;

            if fit.embolden {
                pen.shift += BOLDER * em;
                outline
                    .draw(DrawSettings::hinted(&self.hinting, false), &mut pen)
                    .ok()?;
            }

            Some(pen)
        };

        let [whole, narrower @ ..] = WIDTHS;

        narrower.iter().try_fold(draw(whole)?, |pen, &width| {
            if pen.stands_out()[0] {
                draw(width)
            } else {
                Some(pen)
            }
        })
    }
}

/// Fills an outline on a sheet with margins around the cell: what stands out is cut off, not wrapped into the next line.
struct Pen {
    sheet: Rasterizer,
    margin: [usize; 2],
    start: Point,
    at: Point,
    base: f32,
    shift: f32,
    narrow: f32,
    lean: f32,
    pivot: f32,
}

impl Pen {
    fn new(mask: &Mask, advance: f32, em: f32, fit: Fit, width: f32) -> Self {
        let margin = [mask.width, mask.height];
        let room = mask.width as f32;

        // What is wider than its cells, as it is in other fonts, is made narrower; what is narrower stands in the middle.
        let fitting =
            room / advance.max(room) * width * if fit.italic { LEANING_WIDTH } else { 1.0 };

        let free = (room - advance * fitting - if fit.embolden { BOLDER * em } else { 0.0 }) / 2.0;

        Self {
            sheet: Rasterizer::new(3 * mask.width, 3 * mask.height),
            margin,
            start: point(0.0, 0.0),
            at: point(0.0, 0.0),
            base: (margin[1] + fit.base) as f32,
            shift: room + if width < 1.0 { free } else { free.round() },
            narrow: fitting,
            lean: if fit.italic { LEAN } else { 0.0 },
            pivot: PIVOT * em,
        }
    }

    /// A point of the outline on the sheet.
    fn place(&self, x: f32, y: f32) -> Point {
        let (width, height) = self.sheet.dimensions();
        let x = self.shift + x * self.narrow + (y - self.pivot) * self.lean;
        point(
            x.clamp(0.0, width as f32 - 1.0),
            (self.base - y).clamp(0.0, height as f32 - 1.0),
        )
    }

    /// Whether something is left or right of the cell, and whether something is above or below.
    fn stands_out(&self) -> [bool; 2] {
        let [width, height] = self.margin;
        let mut outside = [false; 2];
        self.sheet.for_each_pixel_2d(|x, y, share| {
            if share > FAINT {
                outside[0] |= !(width..2 * width).contains(&(x as usize));
                outside[1] |= !(height..2 * height).contains(&(y as usize));
            }
        });

        outside
    }

    /// The cell's part of the sheet.
    fn ink(&self, mask: &mut Mask) {
        let [left, top] = self.margin;
        let width = mask.width;
        let height = mask.height;
        self.sheet.for_each_pixel_2d(|x, y, share| {
            let x = (x as usize).wrapping_sub(left);
            let y = (y as usize).wrapping_sub(top);

            if x < width && y < height {
                mask.cover(x, y, (share.min(1.0) * 255.0 + 0.5) as u8);
            }
        });
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.start = self.place(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let end = self.place(x, y);
        self.sheet.draw_line(self.at, end);
        self.at = end;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let end = self.place(x, y);
        self.sheet.draw_quad(self.at, self.place(cx, cy), end);
        self.at = end;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let end = self.place(x, y);
        self.sheet
            .draw_cubic(self.at, self.place(ax, ay), self.place(bx, by), end);

        self.at = end;
    }

    fn close(&mut self) {
        self.sheet.draw_line(self.at, self.start);
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_in_their_cell() {
        let regular: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansMono.ttf");
        let bold: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansMono-Bold.ttf");
        let accents = ('\u{a1}'..='\u{ff}').filter(|&letter| letter != '\u{ad}');
        let letters: Vec<char> = ('!'..='~')
            .chain(accents)
            .chain("Φγπ–“”…←↑→↓−√∞≈≡²³·×".chars())
            .collect();

        for scale in 1..4 {
            let mask = Mask::new(8 * scale, 16 * scale);
            for (bytes, hinting, italic) in [
                (regular, SHARP, false),
                (bold, HEAVY, false),
                (regular, SHARP, true),
                (bold, HEAVY, true),
            ] {
                let face = Face::new(bytes.into(), 0, 13 * scale, hinting).unwrap();
                for &letter in &letters {
                    let pen = face
                        .trace(
                            letter,
                            Fit {
                                base: 25 * scale / 2,
                                italic,
                                embolden: false,
                            },
                            &mask,
                        )
                        .unwrap();

                    assert_eq!(
                        pen.stands_out(),
                        [false; 2],
                        "{letter} at {scale}, italic {italic}"
                    );
                }
            }
        }
    }
}
