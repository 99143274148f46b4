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
    /// The sign at a place. Behind the second half of a wide one, nothing is seen.
    fn at(frame: &'a Buffer, x: u16, y: u16, ground: CellStyle<C>) -> Self {
        let cell = &frame[(x, y)];
        let width = width(cell).min(frame.area.right() - x);
        Self {
            x,
            width,
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

    /// Whether a sign of its line, and those between, can be written in one go with it.
    fn reaches(&self, gap: &[Sign<C>], next: Sign<C>) -> bool {
        let is_next = self.x + self.width == gap.first().unwrap_or(&next).x;
        let ink = if self.is_blank { next.ink } else { self.ink };
        let is_level = self.is_blank && self.ink.back == ink.back && !ink.marks_blanks();
        let suits = self.ink == ink || is_level;

        is_next && suits && next.suits(ink) && gap.iter().all(|sign| sign.suits(ink))
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

    for y in area.top()..area.bottom() {
        let start = usize::from(y - area.top()) * usize::from(area.width);
        let line = start..start + usize::from(area.width);
        let stays = |before: &Buffer| before.content[line.clone()] == after.content[line];

        // Most lines do.
        if before.is_some_and(stays) {
            continue;
        }

        change_line(before, after, y, ground, &mut runs);
    }

    runs
}

/// Adds what must be painted in a line.
fn change_line<C: Colour>(
    before: Option<&Buffer>,
    after: &Buffer,
    y: u16,
    ground: CellStyle<C>,
    runs: &mut Vec<Run<C>>,
) {
    let area = after.area;
    // Signs that stay, since the last run.
    let mut kept = 0;
    // Up to here half a wide sign would be left, if only what differs were painted.
    let mut bared = area.left();
    let mut x = area.left();

    while x < area.right() {
        let start = x;
        x += width(&after[(x, y)]).min(area.right() - x);
        let same =
            |before: &Buffer| (start..x).all(|x| is_same(&before[(x, y)], &after[(x, y)], ground));
        let is_kept = before.is_some_and(same);

        if let Some(before) = before.filter(|_| !is_kept) {
            bared = (start..x)
                .map(|x| x + width(&before[(x, y)]))
                .fold(bared, u16::max);
        }

        if is_kept && start >= bared {
            kept += 1;
            continue;
        }

        let last = runs.last_mut().filter(|run| run.y == y);
        let last = last.filter(|_| kept <= MOST_BRIDGED);
        let begun = begun(after, [start, y], ground, last);
        runs.extend(begun);
        kept = 0;
    }
}

/// The run that a sign begins; nothing where it joins the last one.
fn begun<C: Colour>(
    frame: &Buffer,
    [x, y]: [u16; 2],
    ground: CellStyle<C>,
    last: Option<&mut Run<C>>,
) -> Option<Run<C>> {
    let sign = Sign::at(frame, x, y, ground);

    if let Some(run) = last {
        let gap = signs(frame, [run.x + run.width, x], y, ground);

        if run.reaches(&gap, sign) {
            run.join(&gap, sign);
            return None;
        }
    }

    Some(Run::new(sign, y))
}

/// The signs of a line from one column to another.
fn signs<C: Colour>(
    frame: &Buffer,
    [from, to]: [u16; 2],
    y: u16,
    ground: CellStyle<C>,
) -> Vec<Sign<'_, C>> {
    // Most signs follow the run at once.
    if from >= to {
        return Vec::new();
    }

    let next = |sign: &Sign<C>| Some(sign.x + sign.width).filter(|&x| x < to);
    let first = Some(Sign::at(frame, from, y, ground));

    std::iter::successors(first, |sign| Some(Sign::at(frame, next(sign)?, y, ground))).collect()
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
