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
mod heading;
mod legend;
mod other;
mod part;
mod seen;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::field::Field;
use super::photo::Photo;
use super::theme::{Role, Styles};
use super::thumb::{Sheet, largest};
use super::{bars, header, put, status_line, words};
use crate::app::App;
use crate::nn::Stage;
use crate::text;
use counts::Counts;
use drawn::{Drawn, Part};
use seen::Overview;

/// Columns of the screen from which on the network's input has room beside the counts, and how many it takes at most.
const ROOMY: u16 = 60;
const WIDEST: u16 = 64;

/// Columns that a part of a picture takes at least, where it is not the only one.
const NARROW: u16 = 28;

/// Columns between two pictures.
const GAP: u16 = 4;

/// Lines that the counts have at least, where there is anything else to give up.
const ROWS: u16 = 4;

/// The blank lines between what stands there: all, the one below the title, or none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Blanks {
    None,
    Above,
    All,
}

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let view = app.language().view_coverage();
    header::of_view(app, Some(view), styles, area, buffer);
    let field = (app.place().layer > 0).then(|| Field::new(app));
    let said = said(app, field.as_ref());
    let told = text::output_size(app.layer(), app.language()).unwrap_or_default();
    let wide = area.width.saturating_sub(2);
    let lines = [lines_said(app, wide), bars::lines(&told, wide)];
    let size = match (app.hidden().formula(), app.hidden().size()) {
        (true, _) => String::new(),
        (false, true) => text::output_size_asked(app.layer(), app.language()).unwrap_or_default(),
        (false, false) => told,
    };
    let ([body, at, formula], blanks) = arranged(app, field.as_ref(), area, lines);
    pictures(app, styles, field.as_ref(), (body, blanks), buffer);
    bars::wrapped(&said, at, styles.of(Role::Text), buffer);
    bars::wrapped(&size, formula, styles.of(Role::Label), buffer);
    bars::timeline(app, styles, area, area.bottom() - 2, buffer);
    status_line::draw(app, styles, area, area.bottom() - 1, buffer);
}

/// Where everything stands, and which blank lines stand between: fewer, where the counts are tiles by that, or larger.
fn arranged(app: &App, field: Option<&Field>, area: Rect, lines: [u16; 2]) -> ([Rect; 3], Blanks) {
    let counts = counted(app);
    let place = |blanks| {
        let places = places(app, area, lines, blanks);
        let own = beside(app, field, places[0]);
        let size = (!counts.is_empty()).then(|| {
            let (all, drawn) = chosen(&counts, above_legend(own, blanks));
            let is_tiled = !drawn.is_picture && drawn.look.is_tall();

            let is_whole = !drawn.is_part();

            (
                is_tiled,
                all.len(),
                is_whole,
                !drawn.is_picture,
                drawn.look.halves,
            )
        });

        (size, (places, blanks))
    };

    let all = [Blanks::All, Blanks::Above, Blanks::None].map(place);
    let [most, fewer, none] = all;
    let larger = if fewer.0 > most.0 { fewer } else { most };

    if none.0 > larger.0 { none.1 } else { larger.1 }
}

/// The counts of the layer, of maps and of vectors that are read number by number alike; with another padding beside them, the
/// smaller one first; or of each input, where there are several.
fn counted(app: &App) -> Vec<Counts> {
    let layer = app.layer();
    let sources = Counts::of_sources(app);

    if !sources.is_empty() {
        return sources;
    }

    if layer.op.reads_nothing() {
        return Vec::new();
    }

    if layer.input().is_vector() {
        return Counts::of_vector(layer).into_iter().collect();
    }

    let other = other::other(layer).filter(|_| !app.hidden().size());
    let mut all = vec![Counts::of_maps(app)];
    all.extend(other);
    all.sort_by_key(Counts::padding);
    let above = |counts: &Counts| counts.before()[0];
    let most = all.iter().map(above).max().unwrap_or(0);

    for counts in &mut all {
        counts.above = most - above(counts);
    }

    all
}

/// Columns of the network's input, where it stands beside the counts.
fn wide(app: &App, field: Option<&Field>, area: Rect) -> u16 {
    let is_roomy = area.width >= ROOMY && !app.network().shape.is_vector();

    if field.is_some() && is_roomy {
        (area.width / 3).min(WIDEST)
    } else {
        0
    }
}

/// Where the counts stand.
fn beside(app: &App, field: Option<&Field>, area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(wide(app, field, area) + 2),
        ..area
    }
}

/// The counts; and beside them the network's input, where the layer is not the first.
fn pictures(
    app: &App,
    styles: Styles,
    field: Option<&Field>,
    (area, blanks): (Rect, Blanks),
    buffer: &mut Buffer,
) {
    let counts = counted(app);
    let wide = wide(app, field, area);
    let is_roomy = area.width >= ROOMY && !app.network().shape.is_vector();
    let seen_of = field.filter(|_| is_roomy);

    let mut seen_at = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };

    if !counts.is_empty() {
        let own = beside(app, field, area);
        let mut canvas = Canvas {
            area: own,
            styles,
            buffer,
        };

        let top = counted_pictures(app, &counts, (own, blanks), &mut canvas);
        seen_at = Rect {
            x: area.right() - wide,
            y: top,
            width: wide,
            height: area.bottom() - top,
        };
    }

    if let Some(field) = seen_of {
        seen(app, styles, field, seen_at, buffer);
    }
}

/// The part of an area that is left for pictures: all but the lines of the legend, where there is room for that.
fn above_legend(area: Rect, blanks: Blanks) -> Rect {
    let lines = 1 + u16::from(blanks == Blanks::All);
    let legend = if area.height > 10 { lines } else { 0 };

    Rect {
        height: area.height.saturating_sub(legend),
        ..area
    }
}

/// As many pictures as fit; under them what the colours mean: all in the middle. Returns the first line.
fn counted_pictures(
    app: &App,
    counts: &[Counts],
    (area, blanks): (Rect, Blanks),
    canvas: &mut Canvas,
) -> u16 {
    let room = above_legend(area, blanks);
    let (all, mut drawn) = chosen(counts, room);
    let overview = Overview::new(app, &all, room, drawn);
    let mut left = room;

    if let Some(overview) = overview {
        drawn.part = Part::Corner;
        left.width = overview.at.x - GAP - room.x;
        overview.draw(app, canvas);
    }

    let places = arrange::places(drawn, app, &all, left, GAP);
    drawn_counts(app, &all, (&places, drawn), canvas);

    let first = places.first().copied().unwrap_or(room);

    if room != area {
        let bottom = places.iter().map(|own| own.bottom()).max();
        let bottom = bottom.unwrap_or(room.bottom());
        let blank = u16::from(blanks == Blanks::All);
        let at = [first.x, bottom, bottom + blank];
        legend::draw(app, (&all, drawn), (at, counts.len() - all.len()), canvas);
    }

    first.y
}

/// Each of the counts in its place; where only parts are seen, the same cells of all.
fn drawn_counts(
    app: &App,
    all: &[&Counts],
    (places, drawn): (&[Rect], Drawn),
    canvas: &mut Canvas,
) {
    let now = all.iter().zip(places).find(|(counts, _)| counts.is_now);
    let now = now.map(|(now, own)| (now, now.seen(app, *own, drawn)));

    for (counts, own) in all.iter().zip(places) {
        let seen = match &now {
            Some((now, part)) if !counts.is_now && drawn.is_part() => counts.beside(now, part),
            _ => counts.seen(app, *own, drawn),
        };

        counts.draw(app, (*own, drawn), seen, canvas);
    }
}

/// As many pictures as fit, those of what the current cell reads before others; where there is no room for one, parts of as many as there
/// are columns for.
fn chosen(all: &[Counts], room: Rect) -> (Vec<&Counts>, Drawn) {
    let some = |count: usize| {
        let mut some: Vec<usize> = (0..all.len()).collect();
        some.sort_by_key(|&index| !all[index].is_now);
        some.truncate(count);
        some.sort_unstable();

        some.into_iter()
            .map(|index| &all[index])
            .collect::<Vec<_>>()
    };

    let mut fewer = (1..=all.len()).rev().map(some);
    let whole = fewer.find_map(|some| Some((arrange::largest(&some, room, GAP)?, some)));

    match whole {
        Some((drawn, some)) => (some, drawn),
        None => (some(usize::from(room.width / NARROW).max(1)), Drawn::PART),
    }
}

/// Where the counts with their heading stand, what is said in so many lines, and the output size: it goes first where there
/// is little room, then blank lines, then what is said.
fn places(app: &App, area: Rect, [lines, formula]: [u16; 2], blanks: Blanks) -> [Rect; 3] {
    // A recording has no timeline.
    let below = 1 + u16::from(app.parts().timeline);
    let room = area.height.saturating_sub(3 + 1 + ROWS);
    let lines = lines.clamp(1, 5).min(room);
    let formula = formula.clamp(1, 2).min(room - lines);
    let is_roomy = room > lines + formula + 2;
    let top = area.y + 1 + u16::from(is_roomy && blanks > Blanks::None);
    let end = area.bottom() - below - formula;
    let at = Rect {
        x: area.x + 1,
        y: end - lines,
        width: area.width.saturating_sub(2),
        height: lines,
    };

    let body = Rect {
        y: top,
        height: at
            .y
            .saturating_sub(top + u16::from(is_roomy && blanks == Blanks::All)),
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
        words::sentence(app)
    } else {
        told(app, field)
    }
}

/// What the picture says, and what a cell sees of the network's input.
fn told(app: &App, field: Option<&Field>) -> String {
    let coverage = text::coverage(app.layer(), app.language());

    match field {
        Some(field) => format!("{coverage}{}{}", app.language().space(), field.seen(app)),
        None => coverage,
    }
}

/// The lines that this takes at most, whatever cell of the layer it is said of.
fn lines_said(app: &App, width: u16) -> u16 {
    let length = app.layer().output.dims();
    let [last, middle] = [length.map(|n| n.saturating_sub(1)), length.map(|n| n / 2)];
    let cells = [app.place().cell, last, middle];
    let seen_by = |cell| (app.place().layer > 0).then(|| Field::of(app, cell));
    let texts = cells.map(|cell| told(app, seen_by(cell).as_ref()));

    words::kept_lines(app, &texts, width)
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
        (
            styles,
            Role::Input,
            largest(&cells, app.network().shape.dims()),
        ),
        &|map| Some(photo?.channel(map)),
        &|cell| Some(cells.at(cell)),
        &|cells| field.mark(0, cells),
        buffer,
    );
}
