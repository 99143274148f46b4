//! An animated picture, by style sheet alone: `.svg`.
//!
//! The first frame is drawn whole. Each later one is a group that paints what changes over what was there, and is hidden until
//! its time: one animation a frame, however much changes. The times are shares of the whole, which is known at the end only;
//! so everything is written there. Each picture has a name of its own, made from all that it holds, within which its classes and
//! its times are known: several in one page do not disturb each other.

mod paint;
mod piece;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::time::Duration;

use super::markup::{CELL, FONT, LETTER, escaped, hex, look};
use super::{CellStyle, Encoder, RecordingSettings, Transition};
use paint::Paint;

/// Writes an `.svg`. Of a recording it keeps the moment of each frame.
#[derive(Debug)]
pub(crate) struct Svg {
    about: RecordingSettings,
    /// The colour around the screen.
    around: [u8; 3],
    /// The groups, in which a sign stands for the picture's name.
    groups: Vec<u8>,
    inks: Inks,
    starts: Vec<Duration>,
    end: Duration,
}

/// The looks of letters that were met, and the colours and heights of areas, each in the order of their classes.
#[derive(Debug, Default)]
struct Inks {
    letters: Vec<CellStyle>,
    areas: Vec<([u8; 3], u16)>,
}

impl Inks {
    /// The class of letters with this ink, whatever lies behind them.
    fn class(&mut self, ink: CellStyle) -> String {
        let ink = CellStyle {
            back: [0; 3],
            ..ink
        };

        class(place(&mut self.letters, ink))
    }

    /// The class of areas of this colour, so many half lines high.
    fn stroke(&mut self, colour: [u8; 3], height: u16) -> String {
        format!("B{}", place(&mut self.areas, (colour, height)))
    }
}

/// Where something stands in a list, at its end if it was not in it.
fn place<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> usize {
    let known = list.iter().position(|has| *has == wanted);

    known.unwrap_or_else(|| {
        list.push(wanted);
        list.len() - 1
    })
}

/// An ink's colour alone.
fn plain(ink: CellStyle) -> CellStyle {
    CellStyle {
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
    pub(super) fn new(about: &RecordingSettings) -> Self {
        Self {
            about: about.clone(),
            around: about.ground.back,
            groups: Vec::new(),
            inks: Inks::default(),
            starts: Vec::new(),
            end: Duration::ZERO,
        }
    }

    fn head(&self, name: &str) -> String {
        let RecordingSettings {
            title,
            language,
            width,
            height,
            ground,
            margin,
            font_size,
            ..
        } = &self.about;

        let margin = dots(*margin, 0);
        let width = dots(*width, 0) + 2 * margin;
        let height = dots(*height, 1) + 2 * margin;
        let scale = font_size.map_or(1.0, |size| f64::from(size) / LETTER);
        let [shown_width, shown_height] = [width, height].map(|side| {
            let side = f64::from(side) * scale;
            font_size.map_or_else(|| side.to_string(), |_| format!("{side:.1}"))
        });

        let start = -i64::from(margin);

        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{name}\" width=\"{shown_width}\" height=\"{shown_height}\" \
             viewBox=\"{start} {start} {width} {height}\" role=\"img\" xml:lang=\"{language}\" xml:space=\"preserve\">\
             <title>{}</title><rect x=\"{start}\" y=\"{start}\" width=\"100%\" height=\"100%\" fill=\"{}\"/>",
            escaped(title),
            hex(ground.back)
        )
    }

    /// What is left free around the screen, where it has another colour than before.
    fn surround(&mut self, attributes: &str, colour: [u8; 3]) -> io::Result<()> {
        let [width, height, margin] = [
            dots(self.about.width, 0),
            dots(self.about.height, 1),
            dots(self.about.margin, 0),
        ]
        .map(i64::from);

        if std::mem::replace(&mut self.around, colour) == colour || margin == 0 {
            return Ok(());
        }

        let whole = width + 2 * margin;
        let sides = [
            [-margin, -margin, whole, margin],
            [-margin, 0, margin, height],
            [width, 0, margin, height],
            [-margin, height, whole, margin],
        ];

        write!(self.groups, "\n<g fill=\"{}\"{attributes}>", hex(colour))?;

        for [x, y, width, height] in sides {
            write!(
                self.groups,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
            )?;
        }

        self.groups.write_all(b"</g>")
    }

    /// The style sheet, for the picture of a name.
    fn style(&self, name: &str) -> String {
        let back = hex(self.about.ground.back);
        let mut style = format!(
            "\n<style>#{name} text{{font:{FONT};font-size-adjust:ch-width .6;white-space:pre}}\
             #{name} path{{stroke:{back};stroke-width:2;shape-rendering:crispEdges}}#{name} path[class]{{stroke:none}}#{name} .L{{shape-rendering:auto}}"
        );

        for (index, ink) in self.inks.letters.iter().enumerate() {
            // Writing into a string cannot fail.
            let _ = write!(
                style,
                "#{name} .{}{{fill:{}{}}}",
                class(index),
                hex(ink.fore),
                look(*ink)
            );
        }

        for (index, (colour, height)) in self.inks.areas.iter().enumerate() {
            let _ = write!(
                style,
                "#{name} path.B{index}{{stroke:{};stroke-width:{height}}}",
                hex(*colour)
            );
        }

        self.times(name, &mut style);
        style += "</style>";

        style
    }

    /// When each group comes. A group stays until all begin anew, or for good after the last time.
    fn times(&self, name: &str, style: &mut String) {
        if self.starts.is_empty() {
            return;
        }

        let plays = match self.about.plays {
            0 => "infinite".to_owned(),
            plays => format!("{plays} forwards"),
        };

        let _ = write!(
            style,
            "#{name} g[style]{{visibility:hidden;animation:{}s step-end {plays}}}",
            self.end.as_secs_f64()
        );

        // Who wants no motion sees the last frame: it lies over all others.
        let _ = write!(
            style,
            "@media(prefers-reduced-motion:reduce){{#{name} g[style]{{visibility:visible;animation:none!important}}}}"
        );

        for (index, start) in self.starts.iter().enumerate() {
            let _ = write!(
                style,
                "@keyframes {name}{index}{{{}%,to{{visibility:visible}}}}",
                share(*start, self.end)
            );
        }
    }
}

/// Stands for the picture's name: no text can hold it.
const NAME: char = '\u{1}';

/// A name for a picture, other than that of another: letters, from a sum (FNV-1a) of all that it holds.
fn name_of(groups: &str, style: &str) -> String {
    let sum = groups
        .bytes()
        .chain(style.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });

    let letters = (0..4).map(|place| char::from(b'a' + (sum >> (8 * place)) as u8 % 26));
    letters.collect()
}

/// A moment in percent of the whole, to the nearest thousandth of a second.
fn share(moment: Duration, whole: Duration) -> f64 {
    let whole = whole.as_millis().max(1) as f64;
    let digits = 10f64.powi(whole.log10().ceil() as i32 - 2).max(1.0);
    (moment.as_millis() as f64 / whole * 100.0 * digits).round() / digits
}

impl Encoder for Svg {
    fn add(&mut self, next: &Transition, _: &mut dyn Write) -> io::Result<()> {
        let ground = self.about.ground;
        let paint = Paint::new(next, ground);

        if next.before.is_none() {
            self.surround("", next.frame.ground)?;
            paint.write("", ground, &mut self.inks, &mut self.groups)?;
        } else if !paint.is_empty() {
            let name = format!(" style=\"animation-name:{NAME}{}\"", self.starts.len());
            self.starts.push(self.end);
            self.surround(&name, next.frame.ground)?;
            paint.write(&name, ground, &mut self.inks, &mut self.groups)?;
        }

        self.end += next.frame.hold;

        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let groups = String::from_utf8_lossy(&self.groups);
        let name = name_of(&groups, &self.style(""));
        out.write_all(self.head(&name).as_bytes())?;
        out.write_all(groups.replace(NAME, &name).as_bytes())?;
        out.write_all(self.style(&name).as_bytes())?;
        out.write_all(b"</svg>\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Frame;
    use crate::record::tests::{about, encoded, lines, walk};
    use crate::text::Language;

    fn svg(frames: impl Iterator<Item = Frame>) -> String {
        encoded(Svg::new(&about(12, 2)), frames)
    }

    #[test]
    fn a_single_step_stands_still() {
        let svg = svg([lines(&["a <b> 卷", "\u{1b}[1m"])].into_iter());
        assert!(
            svg.contains(">a &lt;b&gt;<tspan x=\"60\">卷</tspan></text>"),
            "{svg}"
        );

        assert!(
            svg.contains("<title>A &lt;walk&gt;</title>") && !svg.contains('\u{1b}'),
            "{svg}"
        );

        assert!(
            !svg.contains("animation") && svg.matches("<g class").count() == 1,
            "{svg}"
        );
    }

    #[test]
    fn each_later_frame_paints_what_changes_at_its_time() {
        let svg = svg([["ab", ""], ["ab", ""], ["ac", ""]]
            .map(|text| lines(&text))
            .into_iter());

        let (_, name) = svg.split_once(" id=\"").expect("a name");
        let name = &name[..4];
        let change = format!(
            "<g class=\"a\" style=\"animation-name:{name}0\"><g transform=\"scale(10)\"><path d=\"M1 1h1\"/></g><text x=\"10\" y=\"15\">c</text></g>"
        );

        assert!(svg.contains(&change), "{svg}");
        assert!(svg.contains("animation:1.2s step-end infinite"), "{svg}");
        assert!(
            svg.contains(&format!(
                "@keyframes {name}0{{66.67%,to{{visibility:visible}}}}"
            )),
            "{svg}"
        );

        assert!(!svg.contains(&format!("{name}1")), "{svg}");
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
    fn pictures_have_a_margin_a_size_and_names_of_their_own() {
        let mut large = about(12, 2);
        (large.margin, large.font_size) = (2, Some(33.334));
        let picture = |text: &str| encoded(Svg::new(&large), [lines(&[text, ""])].into_iter());
        let [one, other] = ["a", "b"].map(picture);
        assert!(one.contains("viewBox=\"-20 -20 160 80\""), "{one}");
        assert!(one.contains("width=\"320.0\" height=\"160.0\""), "{one}");
        let name = |svg: &str| svg.split_once(" id=\"").expect("a name").1[..4].to_owned();
        assert_ne!(name(&one), name(&other));
        let (_, style) = one.split_once("<style>").expect("a style");
        let rules = style.matches('{').count();
        assert_eq!(
            style.matches(&format!("#{}", name(&one))).count(),
            rules,
            "{style}"
        );
    }

    #[test]
    fn the_worked_example_is_small() {
        for language in [Language::English, Language::Chinese] {
            let svg = encoded(
                Svg::new(&about(100, 40)),
                walk("cs231n", language, [100, 40]).take(72),
            );
            assert!(svg.len() < 225_000, "{}", svg.len());
        }
    }
}
