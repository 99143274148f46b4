//! What is left on a terminal too small for the walk: the equation, and the output.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Role, Styles};
use super::{bars, put, status_line};
use crate::app::{App, Open};
use crate::nn::Stage;
use crate::text::{Format, Shown};
use crate::walk::{Grain, Moment};

/// Draws the equation as far as it has come, the output's row, the step, and as much of the sentence as there is room for.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }

    put(
        buffer,
        area,
        area.x,
        area.y,
        &equation(app),
        styles.of(Role::Title),
    );

    if let Open::GoTo(answer) | Open::Find(answer) = app.open() {
        let key = if let Open::Find(_) = app.open() {
            "/"
        } else {
            "g"
        };
        put(
            buffer,
            area,
            area.x,
            area.y,
            &format!("{key} {answer}_"),
            styles.of(Role::Message),
        );
    }

    let bottom = area.bottom() - 1;
    let said = app.message().map_or_else(
        || status(app),
        |message| status_line::fitted(message, area.width).to_owned(),
    );

    if area.height > 1 {
        put(buffer, area, area.x, bottom, &said, styles.of(Role::Label));
    }

    let [_, rows, columns] = app.layer().output.dims();
    let [rows, columns] = if app.hides_size() {
        [1, 1]
    } else {
        [rows, columns]
    };

    let matrix = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(2),
        ..area
    };

    let end = output(app, styles, matrix, rows, columns, buffer);
    let rest = Rect {
        y: end,
        height: bottom.saturating_sub(end),
        ..area
    };

    if area.height > 3 {
        bars::wrapped(&bars::sentence(app), rest, styles.of(Role::Text), buffer);
    }
}

/// The number that is being typed, or else the step.
fn status(app: &App) -> String {
    if let Open::Edit(spot, typed) = app.open() {
        return format!(
            "{} = {typed}_",
            spot.name(app.place().cell[0], app.layer().kernel()[1])
        );
    }

    let step = if app.hides_size() {
        "?/?".to_owned()
    } else {
        format!("{}/{}", app.step(), app.steps())
    };

    if app.is_asking() {
        format!("? {}_  {step}", app.typed())
    } else {
        step
    }
}

/// `0 + 2 + · = ·`
fn equation(app: &App) -> String {
    let Some(told) = app.explanation() else {
        return "…".to_owned();
    };

    if app.is_asking() {
        return bars::sentence(app);
    }

    let term = |value: f64| Shown::new(value).term();
    let current = match told.place.moment {
        Moment::Start => return bars::sentence(app),
        Moment::Finish => {
            return bars::sentence(app).split_once(": ").map_or_else(
                || Shown::new(f64::from(told.value)).text,
                |(_, after)| after.split(", ").next().unwrap_or(after).to_owned(),
            );
        }
        Moment::Tap { .. } if app.grain() == Grain::Tap => Some(told.running),
        Moment::Tap { .. } => None,
    };

    let done = told
        .terms
        .iter()
        .copied()
        .chain(current.filter(|_| told.terms.len() < app.layer().groups()));

    let parts: Vec<String> = done.map(term).collect();
    let most = 6.min(parts.len());
    let more = if parts.len() > most { "… + " } else { "" };

    format!("{more}{} + … = ·", parts[parts.len() - most..].join(" + "))
}

/// The current map, as much of it as fits; returns the line after it.
fn output(
    app: &App,
    styles: Styles,
    area: Rect,
    rows: usize,
    columns: usize,
    buffer: &mut Buffer,
) -> u16 {
    use super::grid::{Glyph, Grid, around};
    let [map, row, column] = app.place().cell;
    let wide = (area.width as usize / 4).min(columns);
    let tall = (area.height as usize).min(rows);

    if wide == 0 || tall == 0 {
        return area.y;
    }

    let grid = Grid {
        x: area.x,
        y: area.y,
        rows: around(row..row + 1, rows, tall),
        columns: around(column..column + 1, columns, wide),
        width: 3,
        leading: 1,
    };

    let part = [grid.rows.clone(), grid.columns.clone()];
    let cells = app.values().cells(Stage::after(app.place().layer), part);

    let format = Format {
        width: 3,
        decimals: 0,
    };

    grid.draw(area, buffer, |row, column| {
        let cell = [map, row, column];
        let is_current = cell == app.place().cell;
        let value = cells.as_ref().filter(|_| app.is_made(cell));
        let value = value.map(|cells| format.show(f64::from(cells.at(cell))));
        let (text, role) = seen(app, value, is_current);

        Glyph {
            text,
            style: styles.of(role),
            window: (is_current && !app.hides_size()).then(Style::new),
        }
    });

    area.y + tall as u16
}

/// What of a cell is seen: its value, once it is made, and the role that it has.
fn seen(app: &App, value: Option<String>, is_current: bool) -> (String, Role) {
    match value {
        _ if app.hides_size() => ("?".to_owned(), Role::Pending),
        None => ("·".to_owned(), Role::Pending),
        Some(_) if is_current && app.hides_value() => ("?".to_owned(), Role::Current),
        Some(value) if is_current => (value, Role::Current),
        Some(value) => (value, Role::Output),
    }
}
