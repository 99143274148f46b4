//! View 3, coverage: how many windows read each input cell, without padding and with it; and what the current cell sees of the
//! network's input, where that is not the layer's own.
//!
//! ```text
//! padding 0                 padding 1  ◀ now
//! corner 1 · middle 9       corner 4 · middle 9
//!                            ·  ·  ·  ·  ·
//!   1  2  3  2  1            ·  4  6  6  4  ·     cells that no window reads are marked ×;
//!   2  4  6  4  2            ·  6  9  9  6  ·     the current window is a lattice
//! windows that read it:  1  2  3  4  6  9
//! ```

mod arrange;
mod counts;
mod drawn;
mod legend;
mod other;
mod part;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::field::Field;
use super::photo::Photo;
use super::theme::{Role, Styles};
use super::thumb::Sheet;
use super::{bars, put, status_line, words};
use crate::app::App;
use crate::nn::Stage;
use crate::text;
use counts::Counts;
use drawn::Drawn;

/// Columns of the screen from which on the network's input has room beside the counts, and how many it takes at most.
const ROOMY: u16 = 60;
const WIDEST: u16 = 64;

/// Columns from which on parts of both pictures are seen.
const TWO: u16 = 56;

/// Columns between two pictures.
const GAP: u16 = 4;

/// Lines that the counts have at least, where there is anything else to give up.
const ROWS: u16 = 4;

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    bars::title(app, styles, area, buffer);
    let field = (app.place().layer > 0).then(|| Field::new(app));
    let said = said(app, field.as_ref());
    let size = match (app.hidden().formula(), app.hidden().size()) {
        (true, _) => None,
        (false, true) => text::output_size_asked(app.layer(), app.language()),
        (false, false) => text::output_size(app.layer(), app.language()),
    };

    let size = size.unwrap_or_default();
    let lines = [&said, &size].map(|text| bars::lines(text, area.width.saturating_sub(2)));
    let [body, at, formula] = places(area, lines);
    pictures(app, styles, field.as_ref(), body, buffer);
    bars::wrapped(&said, at, styles.of(Role::Text), buffer);
    bars::wrapped(&size, formula, styles.of(Role::Label), buffer);
    bars::timeline(app, styles, area, area.bottom() - 2, buffer);
    status_line::draw(app, styles, area, area.bottom() - 1, buffer);
}

/// The counts, of maps and of vectors that are read number by number alike; and beside them the network's input, where the layer is not the first.
fn pictures(app: &App, styles: Styles, field: Option<&Field>, area: Rect, buffer: &mut Buffer) {
    let now = if app.layer().input().is_vector() {
        Counts::of_vector(app.layer())
    } else {
        Some(Counts::new(app.layer(), true))
    };

    let roomy = area.width >= ROOMY && !app.network().shape.is_vector();
    let field = field.filter(|_| roomy);
    let wide = if field.is_some() {
        (area.width / 3).min(WIDEST)
    } else {
        0
    };

    let mut seen_at = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };

    if let Some(now) = now {
        let own = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(wide + 2),
            ..area
        };

        let mut canvas = Canvas {
            area: own,
            styles,
            buffer,
        };

        let top = counted_pictures(app, &now, own, &mut canvas);
        seen_at = Rect {
            x: area.right() - wide,
            y: top,
            width: wide,
            height: area.bottom() - top,
        };
    }

    if let Some(field) = field {
        seen(app, styles, field, seen_at, buffer);
    }
}

/// Both pictures where they fit, else the one that is; under them what the colours mean: all in the middle. Returns
/// the first line.
fn counted_pictures(app: &App, now: &Counts, area: Rect, canvas: &mut Canvas) -> u16 {
    let other = other::other(app.layer()).filter(|_| !app.hidden().size());
    let has_legend = area.height > 10;
    let legend = 2 * u16::from(has_legend);
    let room = Rect {
        height: area.height.saturating_sub(legend),
        ..area
    };

    let (all, drawn) = chosen(now, other.as_ref(), room);
    let places = arrange::places(drawn, app, &all, room, GAP);

    for (counts, own) in all.iter().zip(&places) {
        counts.draw(app, *own, drawn, canvas);
    }

    let first = places.first().copied().unwrap_or(room);

    if has_legend {
        let bottom = places.iter().map(|own| own.bottom()).max();
        let bottom = bottom.unwrap_or(room.bottom());
        legend::draw(app, &all, [first.x, bottom + 1], canvas);
    }

    first.y
}

/// Both pictures where they fit, else the one that is; of one that is too large a part, and that of the other where there is room.
fn chosen<'c>(now: &'c Counts, other: Option<&'c Counts>, room: Rect) -> (Vec<&'c Counts>, Drawn) {
    let both = other.map(|other| {
        let mut all = vec![now, other];
        all.sort_by_key(|counts| counts.padding());
        all
    });

    let drawn = both
        .as_ref()
        .and_then(|all| arrange::largest(all, room, GAP));
    let alone = || arrange::largest(&[now], room, GAP);

    match (both, drawn) {
        (Some(all), Some(drawn)) => (all, drawn),
        (both, _) => match (alone(), both) {
            (Some(drawn), _) => (vec![now], drawn),
            (None, Some(all)) if room.width >= TWO => (all, Drawn::PART),
            (None, _) => (vec![now], Drawn::PART),
        },
    }
}

/// Where the counts with their heading stand, what is said in so many lines, and the output size: it goes first where there
/// is little room, then blank lines, then what is said.
fn places(area: Rect, [lines, formula]: [u16; 2]) -> [Rect; 3] {
    let room = area.height.saturating_sub(3 + 1 + ROWS);
    let lines = lines.clamp(1, 5).min(room);
    let formula = formula.clamp(1, 2).min(room - lines);
    let is_roomy = room > lines + formula + 2;
    let top = area.y + if is_roomy { 2 } else { 1 };
    let end = area.bottom() - 2 - formula;
    let at = Rect {
        x: area.x + 1,
        y: end - lines,
        width: area.width.saturating_sub(2),
        height: lines,
    };

    let body = Rect {
        y: top,
        height: at.y.saturating_sub(top + u16::from(is_roomy)),
        ..area
    };

    [
        body,
        at,
        Rect {
            y: end,
            height: formula,
            ..at
        },
    ]
}

/// What the picture says; or what is asked.
fn said(app: &App, field: Option<&Field>) -> String {
    if app.is_asking() {
        return words::sentence(app);
    }

    let coverage = text::coverage(app.layer(), app.language());

    match field {
        Some(field) => format!("{coverage}{}{}", app.language().space(), field.seen(app)),
        None => coverage,
    }
}

/// The network's input as small pictures, with what the current cell sees of it marked.
fn seen(app: &App, styles: Styles, field: &Field, area: Rect, buffer: &mut Buffer) {
    let head = if area.height > 6 { 2 } else { 1 };
    let room = Rect {
        y: area.y + head,
        width: area.width - 1,
        height: area.height.saturating_sub(head),
        ..area
    };

    if room.is_empty() {
        return;
    }

    let photo = Photo::new(app);
    let sheet = Sheet::new(app.network().shape.dims(), room, 0, usize::MAX)
        .or_photo(photo)
        .in_the_middle();
    let heading = app.language().seen_of_input();
    put(
        buffer,
        area,
        sheet.left(),
        area.y,
        heading,
        styles.of(Role::Label),
    );

    let Some(cells) = app.values().all(Stage::INPUT) else {
        return;
    };

    sheet.draw(
        (styles, Role::Input),
        &|map| Some(photo?.channel(map)),
        &|cell| Some(cells.at(cell)),
        &|cells| field.mark(0, cells),
        buffer,
    );
}
