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
mod columns;
mod folds;
mod head;
mod lanes;
mod list;
mod strip;
mod vector;
mod ways;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::field::Field;
use super::photo::{Light, Photo};
use super::theme::{Role, Styles};
use super::thumb::Sheet;
use super::{bars, put, status_line, words};
use crate::app::{Action, App};
use crate::nn::{Cells, Stage};
use columns::{Column, Plan};
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
    let plan = Plan::new(app, body(app, area));

    plan.strip
        .draw(buffer, |strip| columns(app, styles, &plan, &field, strip));
    more(app, styles, &plan, body(app, area), buffer);

    if let Some(area) = plan.list {
        list::draw(app, styles, area, buffer);
    }

    said(app, styles, &plan, &field, area, buffer);
}

/// All stages that are seen, and the ways between them.
fn columns(app: &App, styles: Styles, plan: &Plan, field: &Field, buffer: &mut Buffer) {
    for way in &plan.ways {
        between::draw(app, styles, plan, way, field, buffer);
    }

    for (at, column) in plan.columns.iter().enumerate() {
        head(app, styles, plan, column, buffer);
        stage(app, styles, column, field, buffer);

        if let Some(next) = plan.columns.get(at + 1) {
            let height = tall(app, column).min(tall(app, next));
            between::arrow(app, styles, column, next, height, buffer);
        }
    }
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
        (language.parameter_count(parameters), false),
    ];

    if area.width >= 110 {
        parts.push((language.multiplication_count(products), false));
    }

    if area.width < 60 {
        parts.truncate(2);
    }

    parts
}

/// The sentence, what the colours mean, timeline and keys.
fn said(app: &App, styles: Styles, plan: &Plan, field: &Field, area: Rect, buffer: &mut Buffer) {
    let line = |up: u16| area.bottom().saturating_sub(up).max(area.y);
    let sentence = Rect {
        x: area.x + 1,
        y: line(below(app, area)),
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
            height: 1,
            ..sentence
        };

        let text = legend(app, plan, place.width);
        bars::wrapped(&text, place, styles.of(Role::Label), buffer);
    }

    if area.height > 8 {
        bars::timeline(app, styles, area, line(2), buffer);
        status_line::draw(app, styles, area, line(1), buffer);
    }
}

/// What the colours mean, in one line.
fn legend(app: &App, plan: &Plan, width: u16) -> String {
    let photo = Photo::new(app);
    let is_light =
        |column: &Column| photo.is_some_and(|photo| light(app, photo, column.index, 0).is_some());

    let has_signs = plan.columns.iter().any(|column| !is_light(column));
    let has_photos = plan.columns.iter().any(is_light);
    let text = |has_photos| app.language().network_legend(has_signs, has_photos);

    // Where there is no room for all, a photograph explains itself.
    Some(text(has_photos))
        .filter(|text| bars::lines(text, width) == 1)
        .unwrap_or_else(|| text(false))
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

/// Its maps, or its bars.
fn stage(app: &App, styles: Styles, column: &Column, field: &Field, buffer: &mut Buffer) {
    let area = column.body();

    if app.hidden().stage(column.index) {
        put(buffer, area, area.x, area.y, "?", styles.of(Role::Pending));
        return;
    }

    let cells = app.values().all(Stage::at(column.index));
    let is_current = column.is_current(app);
    let is_later = column.index > app.place().layer + 1 && !app.shows_all();
    let is_hidden = |cell: [usize; 3]| {
        is_later
            || is_current && (app.hidden().cell(cell) || !app.shows_all() && !app.is_made(cell))
            || is_current && app.hidden().class()
    };

    if cells.is_none() && !is_later {
        put(buffer, area, area.x, area.y, "…", styles.of(Role::Pending));
        return;
    }

    if column.shape(app.network()).is_vector() {
        let hidden = (field, &is_hidden as &dyn Fn([usize; 3]) -> bool);
        return vector::draw(app, styles, column, cells.as_ref(), hidden, buffer);
    }

    maps(
        app,
        styles,
        column,
        cells.as_ref(),
        (field, &is_hidden),
        buffer,
    );
}

fn maps(
    app: &App,
    styles: Styles,
    column: &Column,
    cells: Option<&Cells>,
    (field, is_hidden): (&Field, &dyn Fn([usize; 3]) -> bool),
    buffer: &mut Buffer,
) {
    let sheet = sheet(app, column);
    let count = column.shape(app.network()).dims()[0];
    let mark = |cell| field.mark(column.index, cell);
    let value = |cell| match cells {
        Some(cells) if !is_hidden(cell) => Some(cells.at(cell)),
        _ => None,
    };

    let role = if column.index == 0 {
        Role::Input
    } else {
        Role::Output
    };

    let photo = Photo::new(app);
    let light = |map| light(app, photo?, column.index, map);

    sheet.draw((styles, role), &light, &value, &mark, buffer);

    if sheet.seen.len() < count {
        let text = app.language().more_below(count - sheet.seen.len());
        let area = column.wide();
        let y = area.bottom().saturating_sub(1);
        put(buffer, area, area.x, y, &text, styles.of(Role::Label));
    }
}

/// How a map's numbers become light, where it is a photograph or what a layer makes of one.
fn light(app: &App, photo: Photo, stage: usize, map: usize) -> Option<Light> {
    let Some(layer) = stage.checked_sub(1) else {
        return Some(photo.channel(map));
    };

    let layer = &app.network().layers[layer];
    layer.reads_input(0).then(|| photo.map(layer, map))
}

/// Lines of what a column shows.
fn tall(app: &App, column: &Column) -> u16 {
    let shape = column.shape(app.network());
    let most = column.body().height;

    if shape.is_vector() {
        vector::height(app, column).min(most)
    } else {
        sheet(app, column).height().min(most)
    }
}

/// The maps of a stage: all of them, else as many as leave a line for that.
fn sheet(app: &App, column: &Column) -> Sheet {
    let dims = column.shape(app.network()).dims();
    let area = column.body();
    let whole = Sheet::new(dims, area, column.map(app));

    if whole.seen.len() == dims[0] {
        return whole;
    }

    let less = Rect {
        height: area.height.saturating_sub(1),
        ..area
    };

    Sheet::new(dims, less, column.map(app))
}

/// The cell `[row, column]` of the input's picture at a place of the screen, where it is one of one channel.
pub(super) fn canvas_at(app: &App, area: Rect, x: u16, y: u16) -> Option<[usize; 2]> {
    let plan = Plan::new(app, body(app, area));
    let input = plan.columns.iter().find(|column| column.index == 0)?;
    let at = plan.strip.at(x, y);
    let [_, row, column] = sheet(app, input).hit(at.x, at.y)?;

    Some([row, column])
}

/// The cell of a map at a place of the screen, and the way there.
pub(super) fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Action> {
    let plan = Plan::new(app, body(app, area));

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
        sheet(app, column).hit(at.x, at.y).unwrap_or([0; 3])
    };

    cell.iter()
        .zip(shape.dims())
        .all(|(&at, n)| at < n)
        .then_some(Action::Visit(layer, cell))
}
