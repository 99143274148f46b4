//! An animated picture, by style sheet alone: `.svg`.
//!
//! The first frame is drawn whole. Each later one is a group that paints what changes over what was there, and is hidden until
//! its time: one animation a frame, however much changes. The times are shares of the whole, which is known at the end only;
//! so the style sheet stands there, and everything before it is written as it comes.

mod paint;
mod piece;

use std::io::{self, Write};
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::markup::{CELL, FONT, escaped, hex, look};
use super::{About, Encoder, Frame, Ink};
use paint::Paint;

/// Writes an `.svg`. Of a recording it keeps the last frame, and the moment of each.
#[derive(Debug)]
pub(crate) struct Svg {
    about: About,
    before: Option<Buffer>,
    inks: Inks,
    starts: Vec<Duration>,
    end: Duration,
}

/// The looks of letters that were met, and the colours and widths of strokes, each in the order of their classes.
#[derive(Debug, Default)]
struct Inks {
    letters: Vec<Ink>,
    strokes: Vec<([u8; 3], u32)>,
}

impl Inks {
    /// The class of letters with this ink, whatever lies behind them.
    fn class(&mut self, ink: Ink) -> String {
        let ink = Ink {
            back: [0; 3],
            ..ink
        };

        class(place(&mut self.letters, ink))
    }

    /// The class of strokes of this colour and width.
    fn stroke(&mut self, colour: [u8; 3], width: u32) -> String {
        format!("s{}", place(&mut self.strokes, (colour, width)))
    }
}

/// Where something stands in a list, at its end if it was not in it.
fn place<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> usize {
    list.iter()
        .position(|has| *has == wanted)
        .unwrap_or_else(|| {
            list.push(wanted);
            list.len() - 1
        })
}

/// An ink's colour alone.
fn plain(ink: Ink) -> Ink {
    Ink {
        bold: false,
        italic: false,
        underlined: false,
        ..ink
    }
}

/// So many cells in dots.
fn dots(cells: u16, axis: usize) -> u32 {
    u32::from(cells) * CELL[axis]
}

/// `a` to `z`, then `a26` and on.
fn class(index: usize) -> String {
    match u8::try_from(index) {
        Ok(letter @ 0..26) => char::from(b'a' + letter).to_string(),
        _ => format!("a{index}"),
    }
}

impl Svg {
    /// Begins a picture.
    pub fn new(about: &About) -> Self {
        let before = None;
        let inks = Inks::default();
        let starts = Vec::new();
        let end = Duration::ZERO;

        Self {
            about: about.clone(),
            before,
            inks,
            starts,
            end,
        }
    }

    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let About {
            title,
            language,
            width,
            height,
            ground,
            ..
        } = &self.about;

        let width = dots(*width, 0);
        let height = dots(*height, 1);

        write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" xml:lang=\"{language}\" xml:space=\"preserve\">\
             <title>{}</title><rect width=\"100%\" height=\"100%\" fill=\"{}\"/>",
            escaped(title),
            hex(ground.back)
        )
    }

    fn style(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "\n<style>text{{font:{FONT};font-size-adjust:ch-width .6;white-space:pre}}"
        )?;

        let back = hex(self.about.ground.back);
        let height = CELL[1];
        write!(
            out,
            "path{{stroke:{back};stroke-width:{height};shape-rendering:crispEdges}}.L{{stroke:none;shape-rendering:auto}}"
        )?;

        for (index, (colour, width)) in self.inks.strokes.iter().enumerate() {
            write!(
                out,
                ".s{index}{{stroke:{};stroke-width:{width}}}",
                hex(*colour)
            )?;
        }

        for (index, ink) in self.inks.letters.iter().enumerate() {
            write!(
                out,
                ".{}{{fill:{}{}}}",
                class(index),
                hex(ink.fore),
                look(*ink)
            )?;
        }

        self.times(out)?;

        out.write_all(b"</style>")
    }

    /// When each group comes. A group stays until all begin anew, or for good after the last time.
    fn times(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.starts.is_empty() {
            return Ok(());
        }

        let plays = match self.about.plays {
            0 => "infinite".to_owned(),
            plays => format!("{plays} forwards"),
        };

        write!(
            out,
            "g[style]{{visibility:hidden;animation:{}s step-end {plays}}}",
            self.end.as_secs_f64()
        )?;

        // Who wants no motion sees the last frame: it lies over all others.
        out.write_all(b"@media(prefers-reduced-motion:reduce){g[style]{visibility:visible;animation:none!important}}")?;

        for (index, start) in self.starts.iter().enumerate() {
            write!(
                out,
                "@keyframes f{index}{{{}%,to{{visibility:visible}}}}",
                share(*start, self.end)
            )?;
        }

        Ok(())
    }
}

/// A moment in percent of the whole, to the nearest thousandth of a second.
fn share(moment: Duration, whole: Duration) -> f64 {
    let whole = whole.as_millis().max(1) as f64;
    let digits = 10f64.powi(whole.log10().ceil() as i32 - 2).max(1.0);
    (moment.as_millis() as f64 / whole * 100.0 * digits).round() / digits
}

impl Encoder for Svg {
    fn frame(&mut self, frame: &Frame, out: &mut dyn Write) -> io::Result<()> {
        let paint = Paint::new(self.before.as_ref(), &frame.screen, self.about.ground);
        if self.before.is_none() {
            self.head(out)?;
            paint.write("", self.about.ground, &mut self.inks, out)?;
        } else if !paint.is_empty() {
            let name = format!(" style=\"animation-name:f{}\"", self.starts.len());
            self.starts.push(self.end);
            paint.write(&name, self.about.ground, &mut self.inks, out)?;
        }

        self.end += frame.hold;
        self.before = Some(frame.screen.clone());

        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.before.is_none() {
            self.head(out)?;
        }

        self.style(out)?;
        out.write_all(b"</svg>\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::{about, encoded, lines, walk};
    use crate::text::Language;

    fn svg(frames: impl Iterator<Item = Frame>) -> String {
        encoded(Svg::new(&about(12, 2)), frames)
    }

    #[test]
    fn a_single_step_stands_still() {
        let svg = svg([lines(&["a <b> 卷", "\u{1b}[1m"])].into_iter());
        assert!(
            svg.contains(">a &lt;b&gt;</text><text x=\"60\" y=\"15\">卷</text>"),
            "{svg}"
        );

        assert!(
            svg.contains("<title>A &lt;walk&gt;</title>") && !svg.contains('\u{1b}'),
            "{svg}"
        );

        assert!(
            !svg.contains("animation") && svg.matches("<g ").count() == 1,
            "{svg}"
        );
    }

    #[test]
    fn each_later_frame_paints_what_changes_at_its_time() {
        let svg = svg([["ab", ""], ["ab", ""], ["ac", ""]]
            .map(|text| lines(&text))
            .into_iter());

        let change = "<g class=\"a\" style=\"animation-name:f0\"><path d=\"M10 10h10\"/><text x=\"10\" y=\"15\">c</text></g>";
        assert!(svg.contains(change), "{svg}");
        assert!(svg.contains("animation:1.2s step-end infinite"), "{svg}");
        assert!(
            svg.contains("@keyframes f0{66.67%,to{visibility:visible}}"),
            "{svg}"
        );

        assert!(!svg.contains("f1"), "{svg}");
    }

    #[test]
    fn nothing_is_bold_because_its_neighbour_is() {
        let mut frame = lines(&["ab cd", ""]);
        frame.screen[(0, 0)].set_style(ratatui::style::Style::new().bold());
        let svg = svg([frame].into_iter());
        assert!(
            svg.contains("class=\"b\">a</text><text x=\"10\" y=\"15\">b cd</text>"),
            "{svg}"
        );
    }

    #[test]
    fn the_worked_example_is_small() {
        for language in [Language::English, Language::Chinese] {
            let svg = encoded(
                Svg::new(&about(100, 40)),
                walk("cs231n", language, [100, 40]).take(72),
            );
            assert!(svg.len() < 200_000, "{}", svg.len());
        }
    }
}
