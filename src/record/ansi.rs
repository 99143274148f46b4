//! Runs as the bytes that paint them on a terminal, and no more of these than the terminal's state calls for.

use std::fmt::Write;

use ratatui::style::Color;

use super::diff::Colour;
use super::{CellStyle, Run};

/// Runs among which the cheapest comes next.
const MOST_CHOICES: usize = 64;

/// More runs than these are painted as they come: they gain little by an order.
const MOST_ORDERED: usize = 256;

/// About how many bytes it takes to go on in a line, to go anywhere, to set a colour, and a mark.
const AHEAD: usize = 4;
const ANYWHERE: usize = 7;
const COLOUR: usize = 17;
const MARK: usize = 3;

/// The codes of one sequence, which begins with the first of them.
#[derive(Debug)]
pub(crate) struct Codes<'b> {
    bytes: &'b mut String,
    is_begun: bool,
}

impl Codes<'_> {
    fn add(&mut self, code: u8) {
        self.bytes
            .push_str(if self.is_begun { ";" } else { "\x1b[" });
        self.is_begun = true;

        // A frame has hundreds of them: none is formatted.
        if code >= 100 {
            self.bytes.push((b'0' + code / 100) as char);
        }

        if code >= 10 {
            self.bytes.push((b'0' + code / 10 % 10) as char);
        }

        self.bytes.push((b'0' + code % 10) as char);
    }

    fn end(self) {
        if self.is_begun {
            self.bytes.push('m');
        }
    }
}

/// A colour that a terminal can be told.
pub(crate) trait Code: Colour {
    /// Adds what sets it, for signs or behind them: the first code is ten more there.
    fn add_to(self, codes: &mut Codes, is_behind: bool);
}

impl Code for [u8; 3] {
    fn add_to(self, codes: &mut Codes, is_behind: bool) {
        codes.add(ground_code(is_behind, 38));
        codes.add(2);

        for part in self {
            codes.add(part);
        }
    }
}

impl Code for Color {
    fn add_to(self, codes: &mut Codes, is_behind: bool) {
        let mut base = |code: u8| codes.add(ground_code(is_behind, code));

        match self {
            Self::Reset => base(39),
            Self::Black => base(30),
            Self::Red => base(31),
            Self::Green => base(32),
            Self::Yellow => base(33),
            Self::Blue => base(34),
            Self::Magenta => base(35),
            Self::Cyan => base(36),
            Self::Gray => base(37),
            Self::DarkGray => base(90),
            Self::LightRed => base(91),
            Self::LightGreen => base(92),
            Self::LightYellow => base(93),
            Self::LightBlue => base(94),
            Self::LightMagenta => base(95),
            Self::LightCyan => base(96),
            Self::White => base(97),
            Self::Indexed(index) => {
                base(38);
                codes.add(5);
                codes.add(index);
            }
            Self::Rgb(r, g, b) => [r, g, b].add_to(codes, is_behind),
        }
    }
}

/// The code of what is set behind signs is ten more than that of theirs.
fn ground_code(is_behind: bool, code: u8) -> u8 {
    if is_behind { code + 10 } else { code }
}

/// What the terminal was told last.
#[derive(Clone, Debug)]
pub(crate) struct AnsiWriter<C = [u8; 3]> {
    /// The ink that is set; nothing is known of it at first.
    ink: Option<CellStyle<C>>,
    /// The column and line that the next sign goes to.
    at: Option<(u16, u16)>,
}

impl<C> Default for AnsiWriter<C> {
    fn default() -> Self {
        Self {
            ink: None,
            at: None,
        }
    }
}

impl<C: Code> AnsiWriter<C> {
    /// A pen that stands at the start of a line already.
    pub(crate) fn of_line(line: u16) -> Self {
        Self {
            ink: None,
            at: Some((0, line)),
        }
    }

    /// The bytes that paint some runs.
    pub(crate) fn paint(&mut self, runs: &[Run<C>]) -> String {
        let mut bytes = String::new();

        for run in runs {
            self.put(run, &mut bytes);
        }

        bytes
    }

    /// The bytes that paint the runs of a frame, in an order that needs few of them.
    pub(crate) fn paint_frame(&mut self, runs: &[Run<C>]) -> String {
        if runs.len() > MOST_ORDERED {
            return self.paint(runs);
        }

        let mut bytes = String::new();
        let mut rest = runs.iter();
        let mut choices: Vec<&Run<C>> = rest.by_ref().take(MOST_CHOICES).collect();
        let cheapest = |writer: &Self, choices: &[&Run<C>]| {
            (0..choices.len()).min_by_key(|&index| writer.cost(choices[index]))
        };

        while let Some(next) = cheapest(self, &choices) {
            let run = choices.remove(next);
            self.put(run, &mut bytes);
            choices.extend(rest.next());
        }

        bytes
    }

    fn put(&mut self, run: &Run<C>, bytes: &mut String) {
        self.go(run.x, run.y, bytes);
        self.dip(run, bytes);
        bytes.push_str(&run.text);
        self.at = Some((run.x + run.width, run.y));
    }

    /// About how many bytes it takes to come to a run.
    fn cost(&self, run: &Run<C>) -> usize {
        let way = match self.at {
            Some(at) if at == (run.x, run.y) => 0,
            Some((from, line)) if line == run.y && from < run.x => AHEAD,
            _ => ANYWHERE,
        };

        let Some(had) = self.ink else {
            return way;
        };

        let wanted = self.wanted(run);
        let colours = usize::from(had.fore != wanted.fore) + usize::from(had.back != wanted.back);
        let marks = [
            had.bold != wanted.bold,
            had.faint != wanted.faint,
            had.italic != wanted.italic,
            had.underlined != wanted.underlined,
            had.reversed != wanted.reversed,
        ];

        way + colours * COLOUR + marks.into_iter().map(usize::from).sum::<usize>() * MARK
    }

    /// A run's ink, as far as it can be seen in what is written.
    fn wanted(&self, run: &Run<C>) -> CellStyle<C> {
        match self.ink {
            Some(had) if run.is_blank && !had.underlined && !had.reversed => CellStyle {
                back: run.ink.back,
                ..had
            },
            _ => run.ink,
        }
    }

    fn go(&self, x: u16, y: u16, bytes: &mut String) {
        // Writing into a string cannot fail.
        let _ = match self.at {
            Some(at) if at == (x, y) => Ok(()),
            Some((from, line)) if line == y && from + 1 == x => write!(bytes, "\x1b[C"),
            Some((from, line)) if line == y && from < x => write!(bytes, "\x1b[{}C", x - from),
            _ => write!(bytes, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    /// Sets a run's ink.
    fn dip(&mut self, run: &Run<C>, bytes: &mut String) {
        let wanted = self.wanted(run);
        let mut codes = Codes {
            bytes,
            is_begun: false,
        };

        match self.ink {
            Some(had) => between(had, wanted, &mut codes),
            None => whole(wanted, &mut codes),
        }

        codes.end();
        self.ink = Some(wanted);
    }
}

/// The codes that set an ink, whatever was set before.
fn whole<C: Code>(ink: CellStyle<C>, codes: &mut Codes) {
    codes.add(0);
    flags(CellStyle::plain(ink.fore, ink.back), ink, codes);
    ink.fore.add_to(codes, false);
    ink.back.add_to(codes, true);
}

/// The codes that change one ink into another.
fn between<C: Code>(had: CellStyle<C>, wanted: CellStyle<C>, codes: &mut Codes) {
    flags(had, wanted, codes);

    if had.fore != wanted.fore {
        wanted.fore.add_to(codes, false);
    }

    if had.back != wanted.back {
        wanted.back.add_to(codes, true);
    }
}

/// The codes of what is not a colour. Bold and faint end together.
fn flags<C: Code>(had: CellStyle<C>, wanted: CellStyle<C>, codes: &mut Codes) {
    let ends = had.bold && !wanted.bold || had.faint && !wanted.faint;
    let others = [
        (had.italic, wanted.italic, [3, 23]),
        (had.underlined, wanted.underlined, [4, 24]),
        (had.reversed, wanted.reversed, [7, 27]),
    ];

    if ends {
        codes.add(22);
    }

    if wanted.bold && (ends || !had.bold) {
        codes.add(1);
    }

    if wanted.faint && (ends || !had.faint) {
        codes.add(2);
    }

    for (had, wanted, [on, off]) in others {
        if had != wanted {
            codes.add(if wanted { on } else { off });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let plain = CellStyle::plain([1; 3], [0; 3]);

        let run = |x, y, text: &str, ink| Run {
            x,
            y,
            width: text.len() as u16,
            text: text.to_owned(),
            ink,
            is_blank: text.trim().is_empty(),
        };

        let mut pen = AnsiWriter::default();
        let bold = CellStyle {
            bold: true,
            ..plain
        };

        let runs = [
            run(0, 0, "ab", plain),
            run(2, 0, "c", bold),
            run(
                5,
                0,
                "  ",
                CellStyle {
                    fore: [9; 3],
                    ..plain
                },
            ),
            run(0, 2, "d", plain),
        ];

        let bytes = "\x1b[1;1H\x1b[0;38;2;1;1;1;48;2;0;0;0mab\x1b[1mc\x1b[2C  \x1b[3;1H\x1b[22md";
        assert_eq!(pen.paint(&runs), bytes);
    }

    #[test]
    fn a_frame_is_painted_ink_by_ink() {
        let ink = |fore| CellStyle::plain([fore; 3], [0; 3]);
        let run = |x, text: &str, fore| Run {
            x,
            y: 0,
            width: 1,
            text: text.to_owned(),
            ink: ink(fore),
            is_blank: false,
        };

        let runs = vec![run(0, "a", 1), run(2, "b", 2), run(4, "c", 1)];
        let bytes = "\x1b[1;1H\x1b[0;38;2;1;1;1;48;2;0;0;0ma\x1b[3Cc\x1b[1;3H\x1b[38;2;2;2;2mb";
        assert_eq!(AnsiWriter::default().paint_frame(&runs), bytes);

        let mut many = Vec::new();
        for x in 0..=MOST_ORDERED as u16 {
            many.push(run(2 * x, "a", x as u8));
        }

        let as_they_come = AnsiWriter::default().paint(&many);
        assert_eq!(AnsiWriter::default().paint_frame(&many), as_they_come);
    }

    #[test]
    fn a_terminal_is_told_its_own_colours_and_marks() {
        let plain = CellStyle::plain(Color::Reset, Color::Indexed(17));
        let run = |x, text: &str, ink| Run {
            x,
            y: 0,
            width: 1,
            text: text.to_owned(),
            ink,
            is_blank: text.trim().is_empty(),
        };

        let marked = CellStyle {
            bold: true,
            faint: true,
            reversed: true,
            ..plain
        };

        let faint = CellStyle {
            bold: false,
            fore: Color::LightBlue,
            ..marked
        };

        let runs = [
            run(0, "a", plain),
            run(1, "b", marked),
            run(2, "c", faint),
            run(3, "d", plain),
        ];

        assert_eq!(
            AnsiWriter::default().paint(&runs),
            "\x1b[1;1H\x1b[0;39;48;5;17ma\x1b[1;2;7mb\x1b[22;2;94mc\x1b[22;27;39md"
        );
    }
}
