//! What a cell of a frame looks like, with every colour resolved; and what changes from one frame to the next.

use std::fmt;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// Signs that are painted again rather than begin another run after them.
const MOST_BRIDGED: usize = 4;

/// A colour: resolved for recordings, and as a terminal is told it for the viewer.
pub(crate) trait Colour: Copy + fmt::Debug + Eq {
    /// Whether reversed and faint cells are told by their colours.
    const IS_RESOLVED: bool;

    /// A cell's colour, where the ground has this one.
    fn of(colour: Color, ground: Self) -> Self;
}

/// Red, green and blue. Recordings are drawn in full colour; every other colour is the ground's.
impl Colour for [u8; 3] {
    const IS_RESOLVED: bool = true;

    fn of(colour: Color, ground: Self) -> Self {
        match colour {
            Color::Rgb(r, g, b) => [r, g, b],
            _ => ground,
        }
    }
}

impl Colour for Color {
    const IS_RESOLVED: bool = false;

    fn of(colour: Color, _: Self) -> Self {
        colour
    }
}

/// How a cell is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "any of these marks can stand with any other"
)]
pub(crate) struct CellStyle<C = [u8; 3]> {
    /// The sign.
    pub fore: C,
    /// What lies behind it.
    pub back: C,
    /// Bold.
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    /// Faint, where colours do not tell it.
    pub faint: bool,
    /// With the colours exchanged, where they are not resolved.
    pub reversed: bool,
}

impl CellStyle {
    /// The ink of the ground, from its style.
    pub(crate) fn ground(style: Style) -> Self {
        let fore = style.fg.unwrap_or_default();
        let back = style.bg.unwrap_or_default();

        Self::plain(Colour::of(fore, [255; 3]), Colour::of(back, [0; 3]))
    }
}

impl<C: Colour> CellStyle<C> {
    /// Colours alone.
    pub(crate) fn plain(fore: C, back: C) -> Self {
        Self {
            fore,
            back,
            bold: false,
            italic: false,
            underlined: false,
            faint: false,
            reversed: false,
        }
    }

    /// A cell's ink on a ground. Of a blank one, only what can be seen of it.
    pub(crate) fn of(cell: &Cell, ground: Self) -> Self {
        let fore = C::of(cell.fg, ground.fore);
        let back = C::of(cell.bg, ground.back);
        let has = |modifier| cell.modifier.contains(modifier);
        let is_reversed = has(Modifier::REVERSED);
        let reversed = is_reversed && !C::IS_RESOLVED;
        let (fore, back) = if is_reversed && C::IS_RESOLVED {
            (back, fore)
        } else {
            (fore, back)
        };

        let underlined = has(Modifier::UNDERLINED);

        if cell.symbol() == " " && !underlined && !reversed {
            return Self::plain(back, back);
        }

        Self {
            fore,
            back,
            bold: has(Modifier::BOLD),
            italic: has(Modifier::ITALIC),
            underlined,
            faint: has(Modifier::DIM) && !C::IS_RESOLVED,
            reversed,
        }
    }

    /// Whether a blank sign shows more than what lies behind it.
    fn marks_blanks(self) -> bool {
        self.underlined || self.reversed
    }
}

/// Neighbouring cells of one line with the same ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run<C = [u8; 3]> {
    /// The first one's column.
    pub x: u16,
    /// The line.
    pub y: u16,
    /// Columns that it takes: a wide character takes two.
    pub width: u16,
    /// What is written there.
    pub text: String,
    /// How.
    pub ink: CellStyle<C>,
    /// Whether only what lies behind it is seen.
    pub is_blank: bool,
}

/// Bytes of most runs' texts.
const MOST_TEXTS: usize = 32;

/// One sign of a frame.
#[derive(Clone, Copy, Debug)]
struct Sign<'a, C> {
    x: u16,
    width: u16,
    text: &'a str,
    ink: CellStyle<C>,
}

impl<'a, C: Colour> Sign<'a, C> {
    /// The sign at a place of a line. Behind the second half of a wide one, nothing is seen.
    fn at(line: &'a [Cell], x: u16, ground: CellStyle<C>) -> Self {
        let cell = &line[usize::from(x)];

        Self {
            x,
            width: width(cell).min(line.len() as u16 - x),
            text: cell.symbol(),
            ink: CellStyle::of(cell, ground),
        }
    }

    fn is_blank(&self) -> bool {
        self.text == " " && !self.ink.marks_blanks()
    }

    /// Whether nobody sees a difference if it is written with an ink.
    fn suits(&self, ink: CellStyle<C>) -> bool {
        self.ink == ink || self.is_blank() && self.ink.back == ink.back && !ink.marks_blanks()
    }
}

impl<C: Colour> Run<C> {
    fn new(sign: Sign<C>, y: u16) -> Self {
        let mut text = String::with_capacity(MOST_TEXTS);
        text.push_str(sign.text);

        Self {
            x: sign.x,
            y,
            width: sign.width,
            text,
            ink: sign.ink,
            is_blank: sign.is_blank(),
        }
    }

    /// Its signs in the frame that it was taken from, with their columns and how many each takes.
    pub(crate) fn signs<'a>(&self, frame: &'a Buffer) -> impl Iterator<Item = (u16, u16, &'a str)> {
        let y = self.y;
        let end = self.x + self.width;
        let wide = move |x: u16| width(&frame[(x, y)]).min(end - x);
        let columns = std::iter::successors(Some(self.x), move |&x| {
            Some(x + wide(x)).filter(|&x| x < end)
        });

        columns.map(move |x| (x, wide(x), frame[(x, y)].symbol()))
    }

    /// Takes a sign of its line up, with those between, if all can be written in one go.
    fn takes(&mut self, line: &[Cell], next: Sign<C>, ground: CellStyle<C>) -> bool {
        let end = self.x + self.width;

        // Most signs follow at once.
        let gap = if end < next.x {
            signs(line, [end, next.x], ground)
        } else {
            Vec::new()
        };

        let is_taken = self.reaches(&gap, next);

        if is_taken {
            self.join(&gap, next);
        }

        is_taken
    }

    /// Whether a sign of its line, and those between, can be written in one go with it.
    fn reaches(&self, gap: &[Sign<C>], next: Sign<C>) -> bool {
        let ink = if self.is_blank { next.ink } else { self.ink };
        let is_level = self.is_blank && self.ink.back == ink.back && !ink.marks_blanks();
        let suits = self.ink == ink || is_level;

        suits && next.suits(ink) && gap.iter().all(|sign| sign.suits(ink))
    }

    fn join(&mut self, gap: &[Sign<C>], next: Sign<C>) {
        if self.is_blank {
            self.ink = next.ink;
        }

        for sign in gap.iter().chain([&next]) {
            self.text.push_str(sign.text);
            self.width += sign.width;
            self.is_blank &= sign.is_blank();
        }
    }
}

/// What must be painted over a frame to get the next one, from top to bottom and left to right; all of it where there is
/// no frame before. A few signs that stay are painted again where that saves a run.
pub(crate) fn changes<C: Colour>(
    before: Option<&Buffer>,
    after: &Buffer,
    ground: CellStyle<C>,
) -> Vec<Run<C>> {
    let mut runs: Vec<Run<C>> = Vec::new();
    let area = after.area;

    let lines = |frame| Buffer::content(frame).chunks_exact(usize::from(area.width.max(1)));
    let mut old = before.into_iter().flat_map(lines);

    for (y, line) in (area.top()..).zip(lines(after)) {
        let old = old.next();

        // Most lines stay.
        if old != Some(line) {
            change_line(old, line, y, ground, &mut runs);
        }
    }

    runs
}

/// Adds what must be painted in a line.
fn change_line<C: Colour>(
    before: Option<&[Cell]>,
    after: &[Cell],
    y: u16,
    ground: CellStyle<C>,
    runs: &mut Vec<Run<C>>,
) {
    // Signs that stay, since the last run.
    let mut kept = 0;
    // Up to here half a wide sign would be left, if only what differs were painted.
    let mut bared = 0;
    let mut x = 0;

    while x < after.len() {
        let start = x as u16;
        let own = x..(x + usize::from(width(&after[x]))).min(after.len());
        x = own.end;

        if let Some(before) = before {
            let is_kept = own.clone().all(|x| is_same(&before[x], &after[x], ground));

            if !is_kept {
                let ends = own.clone().map(|x| x + usize::from(width(&before[x])));
                bared = ends.fold(bared, usize::max);
            } else if own.start >= bared {
                kept += 1;
                continue;
            }
        }

        let sign = Sign::at(after, start, ground);
        let last = runs.last_mut().filter(|run| run.y == y);
        let last = last.filter(|_| kept <= MOST_BRIDGED);

        if !last.is_some_and(|run| run.takes(after, sign, ground)) {
            runs.push(Run::new(sign, y));
        }

        kept = 0;
    }
}

/// The signs of a line from one column to another.
fn signs<C: Colour>(line: &[Cell], [from, to]: [u16; 2], ground: CellStyle<C>) -> Vec<Sign<'_, C>> {
    let next = |sign: &Sign<C>| Some(sign.x + sign.width).filter(|&x| x < to);
    let first = Some(Sign::at(line, from, ground));

    std::iter::successors(first, |sign| Some(Sign::at(line, next(sign)?, ground))).collect()
}

/// The columns of a sign.
pub(super) fn width(cell: &Cell) -> u16 {
    match cell.symbol() {
        // Most are, and need no table.
        symbol if symbol.len() == 1 => 1,
        symbol => symbol.width().max(1) as u16,
    }
}

fn is_same<C: Colour>(before: &Cell, after: &Cell, ground: CellStyle<C>) -> bool {
    before == after
        || before.symbol() == after.symbol()
            && CellStyle::of(before, ground) == CellStyle::of(after, ground)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn only_what_changes_is_painted_and_wide_characters_are_whole() {
        let ground =
            CellStyle::ground(Style::new().fg(Color::Rgb(9, 9, 9)).bg(Color::Rgb(1, 1, 1)));
        let before = Buffer::with_lines(["ab 卷c"]);
        let mut after = Buffer::with_lines(["ab 积c"]);
        let texts = |runs: Vec<Run>| {
            runs.into_iter()
                .map(|run| (run.x, run.width, run.text))
                .collect::<Vec<_>>()
        };

        assert_eq!(
            texts(changes(Some(&before), &after, ground)),
            [(3, 2, "积".to_owned())]
        );

        after.set_style(
            Rect::new(0, 0, 1, 1),
            Style::new().fg(Color::Rgb(1, 2, 3)).bold(),
        );

        let runs = changes(Some(&before), &after, ground);
        assert_eq!(
            (runs[0].ink.fore, runs[0].ink.bold, runs[0].ink.back),
            ([1, 2, 3], true, [1, 1, 1])
        );

        assert_eq!((ground.fore, ground.back), ([9; 3], [1; 3]));
        assert_eq!(
            texts(changes(None, &before, ground)),
            [(0, 6, "ab 卷c".to_owned())]
        );

        let narrow = Buffer::with_lines(["ab x c"]);
        assert_eq!(
            texts(changes(Some(&before), &narrow, ground)),
            [(3, 2, "x ".to_owned())]
        );
    }
}
