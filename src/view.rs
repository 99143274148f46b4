//! The screen: (session, area) -> cells. Pure; one file a part.

mod ascii;
mod ask;
mod bars;
mod board;
mod canvas;
mod choose;
mod course;
mod coverage;
mod digits;
mod fault;
mod features;
mod field;
mod flow;
mod formats;
mod grid;
mod header;
mod help;
mod layout;
mod marks;
mod motion;
mod network;
mod photo;
mod plane;
mod read;
mod scene;
mod score;
mod shades;
mod sizes;
mod small;
mod status_line;
mod theme;
mod thumb;
mod words;
mod wrap;

pub(crate) use course::said as lessons;
pub(crate) use motion::{Before, FRAME, Midway, Motion};
pub use theme::Depth;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::app::{Action, App, Brush, Glyphs, Open, Theme, View};
use layout::Layout;
use theme::{Role, Styles};

/// Draws a session on an area of a buffer. Never writes outside the area, whatever its size.
pub fn draw(app: &App, depth: Depth, area: Rect, buffer: &mut Buffer) {
    let styles = Styles::new(app.theme(), depth);
    let area = area.intersection(buffer.area);
    lay_ground(styles.ground(), area, buffer);
    paint(app, None, styles, area, buffer);
}

/// What a terminal of so many colours shows of a session, maybe in the middle of a step.
pub(crate) fn screen(app: &App, midway: Option<Midway>, depth: Depth, area: Rect) -> Buffer {
    drawn(app, midway, Styles::new(app.theme(), depth), area)
}

/// A session as it looks in a theme and in full colour, without a terminal; maybe in the middle of a step.
pub(crate) fn frame(app: &App, midway: Option<Midway>, theme: Theme, area: Rect) -> Buffer {
    drawn(app, midway, Styles::new(theme, Depth::True), area)
}

fn drawn(app: &App, midway: Option<Midway>, styles: Styles, area: Rect) -> Buffer {
    let mut buffer = blank(styles.ground(), area);
    paint(app, midway, styles, area, &mut buffer);
    buffer
}

/// A screen on which there is nothing but the ground. Its cells are made one by one: copying one that is not known before costs
/// several times as much.
fn blank(ground: Style, area: Rect) -> Buffer {
    let [fg, bg] = [ground.fg, ground.bg].map(Option::unwrap_or_default);
    let cell = || {
        let mut cell = Cell::EMPTY;
        (cell.fg, cell.bg) = (fg, bg);
        cell
    };
    let content = std::iter::repeat_with(cell).take(area.area() as usize);

    Buffer {
        area,
        content: content.collect(),
    }
}

/// Gives all cells of an area the ground's colours.
fn lay_ground(ground: Style, area: Rect, buffer: &mut Buffer) {
    let [fg, bg] = [ground.fg, ground.bg].map(Option::unwrap_or_default);

    if area.is_empty() {
        return;
    }

    for y in area.top()..area.bottom() {
        let start = buffer.index_of(area.x, y);

        for cell in &mut buffer.content[start..][..usize::from(area.width)] {
            (cell.fg, cell.bg) = (fg, bg);
        }
    }
}

/// Columns and lines of the terminals that people have, from small to large.
const SIZES: [(u16, u16); 8] = [
    (80, 24),
    (100, 24),
    (80, 30),
    (100, 30),
    (120, 30),
    (100, 40),
    (120, 40),
    (160, 50),
];

/// Columns and lines that show a session's walk whole, layer by layer, or as much of it as a large terminal does.
pub(crate) fn size(app: &App) -> (u16, u16) {
    let whole = |&(width, height): &(u16, u16)| {
        let area = Rect::new(0, 0, width, height);
        Layout::new(app, area).is_some_and(|layout| layout.is_whole(app))
    };
    SIZES.into_iter().find(whole).unwrap_or((120, 40))
}

/// What an empty screen looks like in a theme.
pub(crate) fn ground(theme: Theme) -> Style {
    Styles::new(theme, Depth::True).ground()
}

/// What a session says, in words.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// Where the walk is: `step 4 of 72 · channel`.
    pub label: String,
    /// What happens, what the teacher says to it, and how the output's size comes about.
    pub paragraphs: Vec<String>,
}

/// A text in the signs that a session is drawn with.
pub(crate) fn spelled(app: &App, text: String) -> String {
    if app.glyphs() == Glyphs::Ascii {
        ascii::spelled(&text)
    } else {
        text
    }
}

/// Where a session's walk is: `step 4 of 72 · channel`.
pub(crate) fn label(app: &App) -> String {
    bars::label(app)
}

/// What a session says at its step, for those who read rather than look.
pub(crate) fn said(app: &App) -> Said {
    let note = app.note();
    let all = [Some(words::sentence(app)), note, Some(bars::formula(app))];
    let paragraphs = all
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();

    Said {
        label: bars::label(app),
        paragraphs,
    }
}

/// Draws a session on blank ground.
fn paint(app: &App, midway: Option<Midway>, styles: Styles, area: Rect, buffer: &mut Buffer) {
    app.values().settle(app.place().layer);
    whole(app, midway, styles, area, buffer);

    if !styles.is_fine() {
        shades::translate(styles, area, buffer);
    }

    if app.glyphs() == Glyphs::Ascii {
        ascii::translate(area, buffer);
    }
}

fn whole(app: &App, midway: Option<Midway>, styles: Styles, area: Rect, buffer: &mut Buffer) {
    match app.open() {
        Open::Help(lines) => return help::draw(app, styles, *lines, area, buffer),
        Open::Read(lines) => return read::draw(app, styles, *lines, area, buffer),
        Open::Choose(cursor) => return choose::draw(app, cursor, styles, area, buffer),
        Open::Course { at, .. } => return course::draw(app, *at, styles, area, buffer),
        Open::Score(quiz, skip) => return score::draw(app, quiz, *skip, styles, area, buffer),
        _ => {}
    }

    let (above, below) = fault::split(app, area);
    scenario(app, midway, styles, above, buffer);
    fault::draw(app, styles, below, buffer);
    ask::draw(app, styles, area, buffer);
}

/// The view that is looked at.
fn scenario(app: &App, midway: Option<Midway>, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let roomy = area.width >= 20 && area.height >= 10;
    match app.view() {
        View::Network if roomy => return network::draw(app, styles, area, buffer),
        View::Coverage if roomy => return coverage::draw(app, styles, area, buffer),
        View::Sizes if roomy => return sizes::draw(app, styles, area, buffer),
        View::Features if roomy => return features::draw(app, styles, area, buffer),
        _ => {}
    }

    match Layout::new(app, area) {
        Some(layout) => {
            header::draw(app, styles, area, buffer);
            flow::draw(app, styles, &layout, midway, buffer);
            bars::below(app, styles, &layout, midway, buffer);
        }
        None => small::draw(app, styles, area, buffer),
    }
}

/// What the mouse asks for at a place of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The button is pressed, or held while moving.
    Press,
    /// The other button is.
    Rub,
    /// A button is let go.
    Release,
    /// The mouse only lies there.
    Hover,
}

/// The action of a gesture at a place of the screen, as it is laid out on the area.
#[must_use]
pub fn hit(app: &App, area: Rect, x: u16, y: u16, gesture: Gesture) -> Option<Action> {
    let (below, _) = fault::split(app, area);

    match (app.open(), gesture) {
        (Open::Choose(cursor), _) => choose::hit(app, cursor, area, (x, y), gesture),
        (Open::Course { at, .. }, _) => course::hit(app, *at, area, (x, y), gesture),
        (_, Gesture::Release) => app.is_drawing().then_some(Action::Lift),
        (Open::Edit(..), Gesture::Press) if app.view() == View::Sizes => {
            sizes::hit(app, below, x, y)
        }
        (Open::Edit(..), Gesture::Press) => {
            Some(Action::Paint(canvas_at(app, below, x, y)?, Brush::Ink))
        }
        (Open::Edit(..), Gesture::Rub) => {
            Some(Action::Paint(canvas_at(app, below, x, y)?, Brush::Eraser))
        }
        (Open::Nothing, Gesture::Press | Gesture::Hover) => hit_view(app, below, x, y, gesture),
        _ => None,
    }
}

/// Likewise, where nothing lies over what is looked at.
fn hit_view(app: &App, area: Rect, x: u16, y: u16, gesture: Gesture) -> Option<Action> {
    let is_press = gesture == Gesture::Press;

    match app.view() {
        View::Walk => {}
        _ if !is_press => return None,
        _ if y + 1 == area.bottom() => return status_line::hit(app, area, x),
        View::Sizes => return sizes::hit(app, area, x, y),
        View::Network => return network::hit(app, area, x, y),
        View::Features => return features::hit(app, area, x, y),
        View::Coverage => return None,
    }

    let layout = Layout::new(app, area)?;
    let cell = layout.output_at(x, y);

    match gesture {
        Gesture::Hover => (app.hover() != cell).then_some(Action::Hover(cell)),
        Gesture::Press if layout.keys == Some(y) => status_line::hit(app, area, x),
        Gesture::Press if layout.timeline == Some(y) => bars::seek(app, area, x),
        Gesture::Press => cell
            .map(Action::Cell)
            .or_else(|| flow::press(app, &layout, x, y)),
        Gesture::Rub | Gesture::Release => None,
    }
}

/// The cell `[row, column]` of the input at a place of the screen, where it is a picture that can be drawn on.
fn canvas_at(app: &App, area: Rect, x: u16, y: u16) -> Option<[usize; 2]> {
    app.canvas()?;
    match app.view() {
        View::Walk if app.layer().reads_input(0) => Layout::new(app, area)?.input_at(app, x, y),
        View::Network => network::canvas_at(app, area, x, y),
        _ => None,
    }
}

/// Writes which keys there are on the last line of an area.
fn last_line(keys: &str, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let [x, y] = [area.x + 1, area.bottom() - 1];
    put(buffer, area, x, y, keys, styles.of(Role::Label));
}

/// Writes a text at a place, cut to the area with an ellipsis, but never in or behind a number.
fn put(buffer: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    if x >= area.right() || y >= area.bottom() || y < area.y {
        return x;
    }

    let room = (area.right() - x) as usize;

    if width(text) <= room {
        return write(buffer, [x, y], text, style);
    }

    let (end, _) = buffer.set_stringn(x, y, cut(text, room - 1), room - 1, style);
    buffer.set_string(end, y, "…", style);

    end + 1
}

/// Whether a sign takes one column and belongs to no other: most texts are of such signs, and need no tables.
fn is_plain(sign: char) -> bool {
    matches!(sign, ' '..='~' | '·' | '×' | '−' | '…' | '→' | '•' | '●' | '─'..='▟')
}

/// Columns that a text takes.
fn width(text: &str) -> usize {
    if text.chars().all(is_plain) {
        text.chars().count()
    } else {
        text.width()
    }
}

/// Writes a text for which there is room, and gives the column after it.
fn write(buffer: &mut Buffer, [x, y]: [u16; 2], text: &str, style: Style) -> u16 {
    if !text.chars().all(is_plain) {
        return buffer.set_stringn(x, y, text, usize::MAX, style).0;
    }

    let mut end = x;
    let room = usize::from(buffer.area.right().saturating_sub(x));

    for letter in text.chars().take(room) {
        buffer[(end, y)].set_char(letter).set_style(style);
        end += 1;
    }

    end
}

/// As much of a text as so many columns hold, without a number at its end, which may go on.
fn cut(text: &str, room: usize) -> &str {
    let mut width = 0;
    let end = text.char_indices().find(|(_, sign)| {
        width += sign.width().unwrap_or(0);
        width > room
    });

    let start = &text[..end.map_or(text.len(), |(end, _)| end)];
    let is_of_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '-' | 'e');
    let without = start.trim_end_matches(is_of_number);

    if start.ends_with(|sign: char| sign.is_ascii_digit()) && !without.is_empty() {
        without
    } else {
        start
    }
}
