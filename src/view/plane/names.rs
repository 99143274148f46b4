//! What planes, and the maps that a layer reads, are called.

use crate::app::App;
use crate::nn::{Cell, Layer, Reach};
use crate::text::map_name;

/// What the plane of a group is called: its channel's name, or its number.
pub(in crate::view) fn name(app: &App, group: usize) -> String {
    let layer = app.layer();
    let cell = app.place().cell;
    let channel = layer.channel(cell[0], group);

    if layer.sources.len() > 1 {
        let names = source_names(app, cell, group);
        return names.map_or_else(String::new, |[name, _]| name);
    }

    match (layer.op.reach(), app.channels().get(channel).cloned()) {
        (Reach::All, _) if layer.is_dense() && layer.groups() > 1 => format!("x[{group}]"),
        (Reach::All, _) if layer.groups() > 1 => format!("x[{channel}]"),
        (Reach::All, _) => spanned(layer, cell)
            .or_else(|| across(layer, cell))
            .unwrap_or_else(|| "x".to_owned()),
        (Reach::Moved, _) => {
            let map = layer.source(cell, 0, 0).map_or(0, |from| from.at[0]);
            map_name("x", layer.input(), map)
        }
        (_, Some(name)) => name,
        _ => format!("x[{channel}]"),
    }
}

/// What all taps of a cell are together, where they lie along whole dimensions of maps: `x[:,6,5]`.
fn spanned(layer: &Layer, cell: [usize; 3]) -> Option<String> {
    let shape = layer.input();
    let end = |tap| Some(shape.index(layer.source(cell, 0, tap)?.at));
    let [first, last] = [end(0)?, end(layer.taps() - 1)?];
    let ends = || first.iter().zip(&last);
    let runs = ends()
        .zip(shape.levels())
        .filter(|((first, last), _)| first != last);
    let taps: usize = runs.map(|(_, length)| length).product();

    let names = ends().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            ":".to_owned()
        }
    });

    let names: Vec<String> = names.collect();
    (names.len() > 1 && taps == layer.taps()).then(|| format!("x[{}]", names.join(",")))
}

/// What all taps of a cell are together, where they are at one place of some channels: `x[1–5,20,20]`.
fn across(layer: &Layer, cell: [usize; 3]) -> Option<String> {
    let mut cells = (0..layer.taps()).filter_map(|tap| Some(layer.source(cell, 0, tap)?.at));
    let [from, row, column] = cells.next()?;
    let [to, ..] = cells.next_back().filter(|at| at[1..] == cell[1..])?;
    let is_one = layer.input().levels().len() == 3 && [row, column] == cell[1..];

    is_one.then(|| format!("x[{from}–{to},{row},{column}]"))
}

/// The same with its number, `x[0] red`, and of several sources which puts it out: `x0[2]  conv1`.
pub(in crate::view) fn title(app: &App, group: usize) -> String {
    let is_several = app.layer().sources.len() > 1;
    let names = source_names(app, app.place().cell, group).filter(|_| is_several);
    let own = || {
        let name = name(app, group);
        let channel = app.layer().channel(app.place().cell[0], group);
        let is_named = app.channels().get(channel) == Some(&name);

        if is_named {
            format!("x[{channel}] {name}")
        } else {
            name
        }
    };

    names.map_or_else(own, |[_, title]| title)
}

/// What is called what a cell's group is read from, of several sources: `x0[2]`, and with what puts it out.
pub(in crate::view) fn source_names(
    app: &App,
    cell: [usize; 3],
    group: usize,
) -> Option<[String; 2]> {
    let from = app.layer().source(cell, group, 0)?;
    Some(cell_names(app, from))
}

/// What a map of a source is called: `x0[2]`, and with what puts it out.
pub(in crate::view) fn cell_names(
    app: &App,
    Cell {
        source,
        at: [map, ..],
    }: Cell,
) -> [String; 2] {
    let name = format!("x{source}[{map}]");
    let before = app.layer().sources[source].stage.order().checked_sub(1);
    let source = match before {
        Some(before) => &app.network().layers[before].name,
        None => app.language().input(),
    };
    let title = format!("{name}  {source}");

    [name, title]
}
