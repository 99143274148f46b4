//! What is left on a terminal too small for the walk: the equation, and the output.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::formats::{self, Formats};
use super::grid::{Glyph, Grid, around};
use super::theme::{Role, Styles};
use super::{bars, put, status_line, words};
use crate::app::{App, Open};
use crate::nn::Stage;
use crate::text::{self, Part};

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
        &equation(app, area.width),
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

    let matrix = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(2),
        ..area
    };

    let end = output(app, styles, matrix, buffer);
    let rest = Rect {
        y: end,
        height: bottom.saturating_sub(end),
        ..area
    };

    if area.height > 3 {
        bars::wrapped(&words::sentence(app), rest, styles.of(Role::Text), buffer);
    }
}

/// The number that is being typed, or else the step.
fn status(app: &App) -> String {
    if let Open::Edit(spot, typed) = app.open() {
        return format!("{} = {typed}_", spot.name(app.layer(), app.place().cell[0]));
    }

    let step = if app.hidden().size() {
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

/// The equation of the step in so many columns, or the question, or what happens where there is no equation.
fn equation(app: &App, width: u16) -> String {
    let Some(explanation) = app.explanation() else {
        return "…".to_owned();
    };

    let width = usize::from(width);
    let equation = text::equation(
        app.layer(),
        &explanation,
        app.grain(),
        width,
        words::told(app),
    )
    .map(|equation| equation.or_result(width))
    .filter(|_| !app.is_asking() && !app.hidden().equation());

    match equation {
        Some(equation) if app.hidden().value() => written(&equation.hidden(app.hidden().term())),
        Some(equation) => written(equation.parts()),
        None => words::sentence(app),
    }
}

fn written(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// The current map, as much of it as fits, or a vector as a row; returns the line after it.
fn output(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) -> u16 {
    let is_vector = app.layer().output.is_vector();
    let format = Formats::new(app, area.width, formats::MOST).output;
    let Some(grid) = grid(app, area, format.width) else {
        return area.y;
    };

    let part = if is_vector {
        [0..1, 0..1]
    } else {
        [grid.rows.clone(), grid.columns.clone()]
    };

    let cells = app.values().cells(Stage::after(app.place().layer), part);

    grid.draw(area, buffer, |row, column| {
        let cell = if is_vector {
            [column, 0, 0]
        } else {
            [app.place().cell[0], row, column]
        };

        let is_current = cell == app.place().cell;
        let value = cells.as_ref().filter(|_| app.is_made(cell));
        let value = value.map(|cells| format.show(f64::from(cells.at(cell))));
        let (text, role) = seen(app, value, is_current);

        Glyph {
            text,
            style: styles.of(role),
            window: (is_current && !app.hidden().size()).then(Style::new),
        }
    });

    area.y + grid.rows.len() as u16
}

/// The rows and columns of the map that fit around the current cell, in numbers of this width; `None` where there is no room.
fn grid(app: &App, area: Rect, width: usize) -> Option<Grid> {
    let [maps, rows, columns] = app.layer().output.dims();
    let [map, row, column] = app.place().cell;
    let is_vector = app.layer().output.is_vector();
    let (size, at) = match (app.hidden().size(), is_vector) {
        (true, _) => ([1, 1], [0, 0]),
        (_, true) => ([1, maps], [0, map]),
        _ => ([rows, columns], [row, column]),
    };

    let most = [
        usize::from(area.height),
        usize::from(area.width.saturating_sub(1)) / (width + 1),
    ];

    let [rows, columns] = [0, 1].map(|dim| around(at[dim]..at[dim] + 1, size[dim], most[dim]));

    (!most.contains(&0)).then_some(Grid {
        x: area.x,
        y: area.y,
        rows,
        columns,
        width,
        leading: 1,
    })
}

/// What of a cell is seen: its value, once it is made, and the role that it has.
fn seen(app: &App, value: Option<String>, is_current: bool) -> (String, Role) {
    match value {
        _ if app.hidden().size() => ("?".to_owned(), Role::Pending),
        None => ("·".to_owned(), Role::Pending),
        Some(_) if is_current && app.hidden().value() => ("?".to_owned(), Role::Current),
        Some(value) if is_current => (value, Role::Current),
        Some(value) => (value, Role::Output),
    }
}
