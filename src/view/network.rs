//! View 2, the network: every stage with its kind, shape, parameters and maps, the ways between the stages, the current cell, and
//! what it is made from, traced back to the input through all branches. What the walk has not reached is empty.
//!
//! ```text
//!                   ╭──────────────────╮
//!                   │                  ▼
//! input   conv1   relu1     conv2    add1     linear1
//! 8×8×1   8×8×6   8×8×6     8×8×6    8×8×6    10
//! ▄▀█▄ ─▶ ▄▀█▄ ─▶ ▄▀█▄   ─▶ ▄▀█▄  ─▶ ▄▀█▄  ─▶ 0 ━━━━ 6.63
//! ▀▄▄▀    ▀▄▄▀    ▀▄▄▀      ▀▄▄▀     ▀▄▄▀     1 ━ -2.1
//! ```

mod between;
mod column;
mod columns;
mod folds;
mod growth;
mod head;
mod lanes;
mod legend;
mod list;
mod names;
mod seen;
mod strip;
mod vector;
mod ways;
mod widths;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::field::Field;
use super::photo::{Light, Photo};
use super::theme::{Role, Styles};
use super::thumb::{Shown, largest};
use super::{bars, put, status_line, words};
use crate::app::{Action, App};
use crate::nn::{Block, Cells, Stage};
use crate::text::thousands;
use column::Column;
use columns::Plan;
use head::head;

/// From this height on there are lines to spare around the sentence.
const TALL: u16 = 30;

/// Lines of the sentence.
const SAID: u16 = 2;

/// Whether the screen has a line for what the colours mean.
fn has_legend(area: Rect) -> bool {
    area.height > 12
}

/// The lines under the picture: sentence and legend, timeline and keys.
fn below(app: &App, area: Rect) -> u16 {
    let parts = app.parts();
    let spare = if area.height < TALL {
        0
    } else {
        1 + u16::from(parts.hints)
    };

    SAID + u16::from(has_legend(area)) + spare + u16::from(parts.timeline) + 1
}

/// Where the picture stands.
fn body(app: &App, area: Rect) -> Rect {
    let above = if area.height < TALL { 1 } else { 2 };

    Rect {
        y: area.y + above,
        height: area.height.saturating_sub(above + below(app, area)),
        ..area
    }
}

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    bars::titled(app, styles, area, &facts(app, area), buffer);
    let field = Field::new(app);
    let plan = Plan::new(app, &field, body(app, area));
    let mut shown = BTreeSet::new();

    plan.strip.draw(buffer, |strip| {
        shown = columns(app, styles, &plan, &field, strip);
    });

    let is_seen = |stage: usize| plan.columns.iter().any(|column| column.index == stage);
    let elsewhere = field.nearest().filter(|&stage| !is_seen(stage));
    shown.extend(elsewhere.map(Shown::Elsewhere));
    more(app, styles, &plan, body(app, area), buffer);

    if let Some(area) = plan.list {
        list::draw(app, styles, area, buffer);
    }

    said(app, styles, (&field, &shown), area, buffer);
}

/// All stages that are seen, and the ways between them. Tells what their colours stand for.
fn columns(
    app: &App,
    styles: Styles,
    plan: &Plan,
    field: &Field,
    buffer: &mut Buffer,
) -> BTreeSet<Shown> {
    let mut shown = BTreeSet::new();

    for way in &plan.ways {
        between::draw(app, styles, plan, way, field, buffer);
    }

    for column in &plan.columns {
        head(app, styles, plan, column, buffer);
        shown.extend(stage(app, styles, column, field, buffer));
    }

    for pair in plan.columns.windows(2) {
        let height = tall(app, &pair[0]).min(tall(app, &pair[1]));
        between::arrow(app, styles, &pair[0], &pair[1], height, buffer);
    }

    shown
}

/// What the whole network comes to, as far as there is room.
fn facts(app: &App, area: Rect) -> Vec<(String, bool)> {
    let language = app.language();
    let layers = &app.network().layers;
    let parameters: usize = layers.iter().map(crate::nn::Layer::parameters).sum();
    let products: u64 = layers.iter().map(crate::nn::Layer::multiplications).sum();
    let mut parts = vec![
        (language.view_network().to_owned(), false),
        (language.layer_count(layers.len()), false),
        (thousands(&language.parameter_count(parameters)), false),
    ];

    let is_asked = (0..=layers.len()).any(|stage| app.hidden().shape(stage));

    if area.width >= 110 && !is_asked && products > 0 {
        let products = thousands(&language.multiplication_count(products));
        parts.push((products, false));
    }

    if area.width < 60 {
        parts.truncate(2);
    }

    parts
}

/// The sentence, what the colours mean, timeline and keys.
fn said(
    app: &App,
    styles: Styles,
    (field, shown): (&Field, &BTreeSet<Shown>),
    area: Rect,
    buffer: &mut Buffer,
) {
    let line = |up: u16| area.bottom().saturating_sub(up).max(area.y);

    // A spare line is above it: edges around what is read at the end of the maps have it.
    let spare = u16::from(area.height >= TALL);
    let sentence = Rect {
        x: area.x + 1,
        y: line(below(app, area)) + spare,
        width: area.width.saturating_sub(2),
        height: SAID,
    };

    let text = match app.waits_for() {
        Some(_) => words::computing(app),
        None if app.is_asking() => words::sentence(app),
        None => field.sentence(app),
    };

    bars::wrapped(&text, sentence, styles.of(Role::Text), buffer);
    let used = bars::lines(&text, sentence.width).min(sentence.height);

    if has_legend(area) {
        let place = Rect {
            y: sentence.y + used,
            height: SAID + 1 - used,
            ..sentence
        };

        legend::draw(app, styles, shown, place, buffer);
    }

    if area.height > 8 {
        bars::timeline(app, styles, area, line(2), buffer);
        status_line::draw(app, styles, area, line(1), buffer);
    }
}

/// That there are stages to the left and to the right.
fn more(app: &App, styles: Styles, plan: &Plan, area: Rect, buffer: &mut Buffer) {
    let seen = plan.seen();
    let label = styles.of(Role::Label);

    if plan.list.is_some() && plan.columns.len() < 2 {
        return;
    }

    let Some(first) = plan.columns.first() else {
        return;
    };

    if seen.start > 0 {
        let text = format!("◀ {}", app.language().more_of(seen.start));
        put(buffer, area, first.area.x, area.y, &text, label);
    }

    if seen.end < plan.count && plan.columns.iter().all(|column| column.index < seen.end) {
        let text = format!("{} ▶", app.language().more_of(plan.count - seen.end));
        let x = area.right().saturating_sub(text.width() as u16 + 1);
        put(buffer, area, x, area.y, &text, label);
    }
}

/// Its maps, or its bars. Tells what their colours stand for.
fn stage(
    app: &App,
    styles: Styles,
    column: &Column,
    field: &Field,
    buffer: &mut Buffer,
) -> BTreeSet<Shown> {
    let area = column.body();

    if app.hidden().stage(column.index) {
        put(buffer, area, area.x, area.y, "?", styles.of(Role::Label));
        return BTreeSet::new();
    }

    let cells = app.values().all(Stage::at(column.index));
    let is_current = column.is_current(app);
    let is_later = column.index > app.place().layer + 1 && !app.shows_all();
    let is_hidden = |cell: [usize; 3]| {
        is_later
            || is_current && (app.hidden().cell(cell) || !app.shows_all() && !app.is_made(cell))
            || is_current && app.hidden().class()
    };

    let is_awaited = cells.is_none() && !is_later;
    let is_vector = column.shape(app.network()).is_vector();
    let seen = (field, &is_hidden as &dyn Fn([usize; 3]) -> bool);

    let shown = match is_vector {
        true if is_awaited => BTreeSet::new(),
        true => vector::draw(app, styles, column, cells.as_ref(), seen, buffer),
        false => maps(app, styles, column, cells.as_ref(), seen, buffer),
    };

    if is_awaited {
        put(buffer, area, area.x, area.y, "…", styles.of(Role::Label));
    }

    shown
}

fn maps(
    app: &App,
    styles: Styles,
    column: &Column,
    cells: Option<&Cells>,
    (field, is_hidden): (&Field, &dyn Fn([usize; 3]) -> bool),
    buffer: &mut Buffer,
) -> BTreeSet<Shown> {
    let sheet = column.sheet(app);
    let mark = |cells: &Block| field.mark(column.index, cells);
    let value = |cell| match cells {
        Some(cells) if !is_hidden(cell) => Some(cells.at(cell)),
        _ => None,
    };

    let role = if column.index == 0 {
        Role::Input
    } else {
        Role::Output
    };

    let light = |map| light(app, column.photo?, column.index, map);
    let dims = column.shape(app.network()).dims();
    let most = cells.map_or(1.0, |cells| largest(cells, dims));
    let mut shown = sheet.draw((styles, role, most), &light, &value, &mark, buffer);
    shown.extend(field.reads_all(column.index).then_some(Shown::Whole));
    names::draw(app, styles, column, &sheet, buffer);

    shown
}

/// How a map's numbers become light, where it is a photograph or what a layer makes of one.
fn light(app: &App, photo: Photo, stage: usize, map: usize) -> Option<Light> {
    let Some(layer) = stage.checked_sub(1) else {
        return Some(photo.channel(map));
    };

    let layer = &app.network().layers[layer];
    photo.map(layer, map).filter(|_| layer.reads_input(0))
}

/// Lines of what a column shows.
fn tall(app: &App, column: &Column) -> u16 {
    let shape = column.shape(app.network());
    let most = column.body().height;

    if shape.is_vector() {
        vector::height(app, column).min(most)
    } else {
        column.sheet(app).height().min(most)
    }
}

/// The cell `[row, column]` of the input's picture at a place of the screen, where it is one of one channel.
pub(super) fn canvas_at(app: &App, area: Rect, x: u16, y: u16) -> Option<[usize; 2]> {
    let plan = Plan::new(app, &Field::new(app), body(app, area));
    let input = plan.columns.iter().find(|column| column.index == 0)?;
    let at = plan.strip.at(x, y);
    let [_, row, column] = input.sheet(app).hit(at.x, at.y)?;

    Some([row, column])
}

/// The cell of a map at a place of the screen, and the way there.
pub(super) fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Action> {
    let plan = Plan::new(app, &Field::new(app), body(app, area));

    if let Some(list) = plan.list.filter(|list| list.contains((x, y).into())) {
        let layer = list::hit(app, list, y)?.checked_sub(1)?;
        return Some(Action::Visit(layer, [0; 3]));
    }

    let at = plan.strip.at(x, y);
    let mut columns = plan.columns.iter();
    let column = columns.find(|column| column.area.contains(at))?;
    let layer = column.index.checked_sub(1)?;
    let shape = column.shape(app.network());
    let cell = if shape.is_vector() {
        [vector::hit(app, column, at.y)?, 0, 0]
    } else {
        column.sheet(app).hit(at.x, at.y).unwrap_or([0; 3])
    };

    cell.iter()
        .zip(shape.dims())
        .all(|(&at, n)| at < n)
        .then_some(Action::Visit(layer, cell))
}
