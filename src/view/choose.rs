//! The list of what can be opened, and what is known of the one that is chosen: beside it where there is room, else below.
//!
//! ```text
//! open  ker_                                    1 of 18   │ Kernels on a photograph
//! kernels  Kernels on a photograph  1 layer 126 720 steps │ Six filters that …
//!                                                         │ 48×48×1 → conv1 48×48×6
//!                                                         │ ▄▀█▄
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::grid::around;
use super::photo::Photo;
use super::theme::{Role, Styles};
use super::thumb::Sheet;
use super::{Gesture, bars, last_line, put};
use crate::app::{Action, App, Card, Choice, Cursor, Preview, Shelf};
use crate::document::{Fault, Faults, escape};
use crate::text::{Language, Measure};

/// Columns from which on the chosen scenario is told of beside the list.
const WIDE: u16 = 100;

/// Lines from which on it is told of below the list.
const TALL: u16 = 18;

/// The widest name that is not cut.
const NAME: usize = 16;

/// A line of the list.
enum Line<'a> {
    Head(&'static str),
    /// A scenario, by its number.
    Choice(usize, &'a Choice),
}

/// Where the list stands and which of its lines are seen, and where is told of the one that is chosen.
struct Parts<'a> {
    list: Rect,
    seen: Vec<Line<'a>>,
    about: Rect,
}

impl<'a> Parts<'a> {
    fn new(app: &'a App, cursor: &Cursor, area: Rect) -> Self {
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(2),
            ..area
        };

        let below = |lines: u16| {
            let list = Rect {
                height: body.height - lines,
                ..body
            };

            (
                list,
                Rect {
                    y: list.bottom(),
                    height: lines,
                    ..body
                },
            )
        };

        let (list, about) = if area.width >= WIDE {
            let width = area.width * 3 / 5;
            let list = Rect { width, ..body };
            (
                list,
                Rect {
                    x: list.right() + 1,
                    width: area.width - width - 1,
                    ..body
                },
            )
        } else if area.height >= TALL {
            below(body.height / 2)
        } else {
            below(body.height.min(3) * u16::from(body.height > 6))
        };

        let mut lines = lines(app, cursor);
        let chosen = lines
            .iter()
            .position(|line| matches!(line, Line::Choice(at, _) if *at == cursor.at));

        let chosen = chosen.unwrap_or(0);
        let seen = around(
            chosen..(chosen + 1).min(lines.len()),
            lines.len(),
            list.height as usize,
        );

        Self {
            list,
            seen: lines.drain(seen).collect(),
            about,
        }
    }
}

fn lines<'a>(app: &'a App, cursor: &Cursor) -> Vec<Line<'a>> {
    let choices = app.choices(&cursor.filter);
    let heads = choices
        .windows(2)
        .any(|pair| pair[0].shelf != pair[1].shelf)
        || choices.iter().any(|choice| choice.shelf == Shelf::Files);
    let mut lines = Vec::new();

    for (at, choice) in choices.iter().enumerate() {
        if heads && (at == 0 || choices[at - 1].shelf != choice.shelf) {
            let language = app.language();
            let head = match choice.shelf {
                Shelf::Course => language.course(),
                Shelf::Networks => language.famous_networks(),
                Shelf::Files => language.recent_files(),
            };

            lines.push(Line::Head(head));
        }

        lines.push(Line::Choice(at, choice));
    }

    lines
}

/// Draws the list.
pub(super) fn draw(app: &App, cursor: &Cursor, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let choices = app.choices(&cursor.filter);
    let chosen = choices.get(cursor.at).map(|choice| &choice.about);

    if let (Some(skip), Some(Preview::Bad(faults))) = (cursor.faults, chosen) {
        return faulty(app, faults, skip, styles, area, buffer);
    }

    title(app, cursor, choices.len(), styles, area, buffer);
    let parts = Parts::new(app, cursor, area);
    let wide = choices
        .iter()
        .map(|choice| choice.name.width())
        .max()
        .unwrap_or(0)
        .min(NAME);

    for (index, line) in parts.seen.iter().enumerate() {
        let row = Rect {
            y: parts.list.y + index as u16,
            height: 1,
            ..parts.list
        };

        match line {
            Line::Head(text) => {
                put(buffer, row, row.x + 1, row.y, text, styles.of(Role::Label));
            }
            Line::Choice(at, choice) => {
                entry(app, choice, wide, styles, row, buffer);
                if *at == cursor.at {
                    buffer.set_style(row, styles.here());
                }
            }
        }
    }

    if let Some(choice) = choices.get(cursor.at) {
        about(app, choice, styles, parts.about, buffer);
    }

    if area.height > 2 {
        let keys = app.language().open_keys();

        last_line(keys, styles, area, buffer);
    }
}

fn title(
    app: &App,
    cursor: &Cursor,
    count: usize,
    styles: Styles,
    area: Rect,
    buffer: &mut Buffer,
) {
    let x = put(
        buffer,
        area,
        area.x + 1,
        area.y,
        app.language().open_prompt(),
        styles.of(Role::Title),
    );

    let x = put(
        buffer,
        area,
        x,
        area.y,
        &cursor.filter,
        styles.of(Role::Text),
    );

    let x = put(buffer, area, x, area.y, " ", styles.of(Role::Current));

    if let Some(message) = app.message() {
        put(
            buffer,
            area,
            x + 2,
            area.y,
            message,
            styles.of(Role::Message),
        );
        return;
    }

    let all = app.choices("").len();
    let text = app.language().count_of(count, all);

    let start = area.right().saturating_sub(text.width() as u16 + 1);

    if start > x {
        put(buffer, area, start, area.y, &text, styles.of(Role::Label));
    }
}

/// The name, the title, and how much there is of it.
fn entry(app: &App, choice: &Choice, wide: usize, styles: Styles, row: Rect, buffer: &mut Buffer) {
    let name = Rect {
        width: (wide as u16 + 1).min(row.width),
        ..row
    };

    put(
        buffer,
        name,
        row.x + 1,
        row.y,
        &choice.name,
        styles.of(Role::Input),
    );

    let x = row.x + wide as u16 + 3;

    match &choice.about {
        Preview::Unread => {
            put(buffer, row, x, row.y, "…", styles.of(Role::Pending));
        }
        Preview::Bad(faults) => {
            let Some(fault) = faults.faults().first() else {
                return;
            };

            let text = short(fault, app.language());
            put(buffer, row, x, row.y, &text, styles.of(Role::Message));
        }
        Preview::Good(card) => {
            let size = size(app, card);
            let end = row.right().saturating_sub(size.width() as u16 + 1);
            let has_room = row.width >= 60;
            let left = if has_room {
                Rect {
                    width: end.saturating_sub(row.x + 2),
                    ..row
                }
            } else {
                row
            };

            put(
                buffer,
                left,
                x,
                row.y,
                card.title.in_language(app.language().tag()),
                styles.of(Role::Text),
            );

            if has_room {
                put(buffer, row, end, row.y, &size, styles.of(Role::Label));
            }
        }
    }
}

/// A fault without the file, which is named already.
fn short(fault: &Fault, language: Language) -> String {
    let message = fault.message(language);

    match fault.line {
        0 => message,
        line => format!("{line}:{}: {message}", fault.column),
    }
}

fn size(app: &App, card: &Card) -> String {
    app.language().scenario_size(card.layers, card.steps, 7)
}

/// What is known of the scenario that is chosen.
fn about(app: &App, choice: &Choice, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let mut page = Page {
        rest: Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        },
        styles,
        buffer,
    };

    let is_tall = area.height > 3;
    let language = app.language();
    let tag = language.tag();

    if area.x == 0 && is_tall {
        let line = "─".repeat(area.width.saturating_sub(2) as usize);
        page.say(&line, Role::Label, 1);
    }

    match &choice.about {
        Preview::Unread => page.say("…", Role::Pending, 1),
        Preview::Bad(faults) => {
            let first = faults.faults().first();
            let first = first.map_or(String::new(), |fault| fault.line_in(language));
            page.say(&first, Role::Message, 4);
            page.say(language.all_errors_key(), Role::Label, 1);
        }
        Preview::Good(card) => {
            if is_tall {
                page.say(card.title.in_language(tag), Role::Title, 2);
            }

            page.say(card.summary.in_language(tag), Role::Text, 3);
            page.say(&chain(card), Role::Label, 3);

            if choice.shelf == Shelf::Files {
                page.say(&escape(&choice.what), Role::Label, 2);
            }

            picture(card, styles, but_a_line(page.rest), page.buffer);
        }
    }
}

/// An area without its first line.
fn but_a_line(area: Rect) -> Rect {
    let height = area.height.saturating_sub(1);
    let y = area.bottom() - height;

    Rect { y, height, ..area }
}

/// A column of texts, one below the other.
struct Page<'b> {
    /// What is left of it.
    rest: Rect,
    styles: Styles,
    buffer: &'b mut Buffer,
}

impl Page<'_> {
    /// Writes a text over as many lines as it takes, but no more than so many.
    fn say(&mut self, text: &str, role: Role, most: u16) {
        let rest = self.rest;

        if rest.is_empty() || text.is_empty() {
            return;
        }

        let lines = textwrap::wrap(text, rest.width as usize).len() as u16;
        let height = lines.min(most).min(rest.height);
        let style = self.styles.of(role);
        bars::wrapped(text, Rect { height, ..rest }, style, self.buffer);

        self.rest = Rect {
            y: rest.y + height,
            height: rest.height - height,
            ..rest
        };
    }
}

/// `5×5×3 → conv1 3×3×2`
fn chain(card: &Card) -> String {
    let layers = card
        .chain
        .iter()
        .map(|(name, shape)| format!(" → {name} {shape}"));

    std::iter::once(card.input.to_string())
        .chain(layers)
        .collect()
}

/// The input as a small picture; returns the lines that it takes.
pub(super) fn picture(card: &Card, styles: Styles, area: Rect, buffer: &mut Buffer) -> u16 {
    let Some(tensor) = card
        .picture
        .as_ref()
        .filter(|_| area.height >= 2 && area.width >= 4)
    else {
        return 0;
    };
    let &[channels, height, width] = tensor.shape() else {
        return 0;
    };
    let cell = |[channel, row, column]: [usize; 3]| {
        Some(tensor.at((channel * height + row) * width + column))
    };
    let numbers = || (0..tensor.count()).map(|at| f64::from(tensor.at(at)));
    let photo = Photo::of([channels, height, width], || {
        let numbers: Vec<f64> = numbers().collect();
        Measure::of(&numbers, 0)
    });
    let light = |map| Some(photo?.channel(map));

    let sheet = Sheet::new([channels, height, width], area, 0, usize::MAX);

    let sheet = sheet.or_photo(photo);
    let most = numbers().map(f64::abs).fold(f64::MIN_POSITIVE, f64::max);
    sheet.draw(
        (styles, Role::Input, most),
        &light,
        &cell,
        &|_| None,
        buffer,
    );

    sheet.height()
}

/// All that is wrong with a file.
fn faulty(app: &App, faults: &Faults, skip: u16, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let text = faults.render(app.language(), false);
    let lines: Vec<&str> = text.lines().collect();
    let room = (area.height as usize).saturating_sub(1);
    let skip = (skip as usize).min(lines.len().saturating_sub(room));

    for (index, line) in lines.iter().skip(skip).take(room).enumerate() {
        put(
            buffer,
            area,
            area.x + 1,
            area.y + index as u16,
            line,
            styles.of(Role::Text),
        );
    }

    if area.height > 1 {
        let keys = app.language().errors_keys();

        last_line(keys, styles, area, buffer);
    }
}

/// What the mouse asks for in the list: it lies on a scenario, which chooses it, and a press opens that.
pub(super) fn hit(
    app: &App,
    cursor: &Cursor,
    area: Rect,
    at: (u16, u16),
    gesture: Gesture,
) -> Option<Action> {
    let parts = Parts::new(app, cursor, area);
    if cursor.faults.is_some() || !parts.list.contains(at.into()) {
        return None;
    }

    let line = parts.seen.get((at.1 - parts.list.y) as usize)?;

    match line {
        Line::Choice(at, _) if *at != cursor.at => Some(Action::Pick(*at)),
        Line::Choice(..) if gesture == Gesture::Press => Some(Action::Submit),
        _ => None,
    }
}
