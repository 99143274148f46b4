//! The head of a stage: name, kind, and shape; or what it reads, where no way shows that.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Role, Styles};
use super::super::{bars, put};
use super::column::{Column, size};
use super::columns::Plan;
use crate::app::App;

/// How lit a way or a name is: as what it belongs to is reached.
pub(super) fn reached(app: &App, styles: Styles, stage: usize) -> Style {
    let role = if stage <= app.place().layer + 1 || app.shows_all() {
        Role::Text
    } else {
        Role::Label
    };

    styles.of(role)
}

/// Name, kind where there is a line for it, and shape with the parameters; after one of them what it reads, where no way shows that,
/// or in the shape's place where there is no room for both.
pub(super) fn head(app: &App, styles: Styles, plan: &Plan, column: &Column, buffer: &mut Buffer) {
    let area = column.wide();
    let layer = column
        .index
        .checked_sub(1)
        .map(|layer| &app.network().layers[layer]);

    let style = if column.is_current(app) {
        styles.here()
    } else {
        reached(app, styles, column.index)
    };

    let label = styles.of(Role::Label);
    titled(app, plan, column, [style, label], buffer);
    let fits = |text: &String| text.width() <= usize::from(area.width);
    let mut sources = unseen_sources(app, plan, column);
    let mut y = area.y + 1;

    if column.head > 2 {
        let kind = layer.map_or("x", |layer| layer.op.kind());
        let both = sources.as_ref().map(|from| format!("{kind} {from}"));
        let both = both.filter(fits);
        sources = sources.filter(|_| both.is_none());
        let kind = both.as_deref().unwrap_or(kind);
        put(buffer, area, area.x, y, kind, label);
        y += 1;
    }

    let size = sized(app, column.index, sources, usize::from(area.width));
    put(buffer, area, area.x, y, &size, label);
}

/// A stage's shape with its parameters, or what it reads; or one of the two, in so many columns.
fn sized(app: &App, stage: usize, sources: Option<String>, room: usize) -> String {
    let shape = bars::shape(app, stage);
    let fits = |text: &String| text.width() <= room;

    let Some(sources) = sources else {
        return Some(size(app, stage)).filter(fits).unwrap_or(shape);
    };

    let both = format!("{shape} {sources}");
    let is_shorter = fits(&sources) && !fits(&both);

    if is_shorter { sources } else { both }
}

/// A stage's name, and as far as there is room what it joins in other rows: `pool1 → conv2`.
fn titled(
    app: &App,
    plan: &Plan,
    column: &Column,
    [style, label]: [Style; 2],
    buffer: &mut Buffer,
) {
    let area = column.wide();
    let own = name(app, column.index);
    let mut room = usize::from(area.width).saturating_sub(own.width());
    let [before, after] = joined(app, plan, column).map(|text| {
        let text = text.filter(|text| text.width() <= room).unwrap_or_default();
        room -= text.width();
        text
    });

    let x = put(buffer, area, area.x, area.y, &before, label);
    let x = put(buffer, area, x, area.y, own, style);
    put(buffer, area, x, area.y, &after, label);
}

/// What the first stage of a row reads in the row above, and what reads the last one in the row below.
fn joined(app: &App, plan: &Plan, column: &Column) -> [Option<String>; 2] {
    let row = |column: &Column| plan.strip.row_of(column.area.x);
    let joins = |pair: &&[Column]| row(&pair[0]) != row(&pair[1]) && pair[1].reads(app, &pair[0]);
    let joints = || plan.columns.windows(2).filter(joins);
    let before = joints().find(|pair| pair[1].index == column.index);
    let after = joints().find(|pair| pair[0].index == column.index);

    [
        before.map(|pair| format!("{} → ", name(app, pair[0].index))),
        after.map(|pair| format!(" → {}", name(app, pair[1].index))),
    ]
}

/// What a stage is called.
pub(super) fn name(app: &App, stage: usize) -> &str {
    match stage.checked_sub(1) {
        Some(layer) => &app.network().layers[layer].name,
        None => app.language().input(),
    }
}

/// `← relu1, conv3`: what a layer reads, where it neither stands beside it nor a way leads from there.
fn unseen_sources(app: &App, plan: &Plan, column: &Column) -> Option<String> {
    let layers = &app.network().layers;
    let layer = &layers[column.index.checked_sub(1)?];
    let is_shown = |from: usize| {
        let has_way = plan
            .ways
            .iter()
            .any(|way| way.from == from && way.to.contains(&column.index));

        let mut columns = plan.columns.iter();
        let stands_beside = from + 1 == column.index && columns.any(|one| one.index == from);

        has_way || stands_beside
    };

    let orders: Vec<usize> = layer
        .read_sources()
        .iter()
        .map(|source| source.stage.order())
        .collect();
    let is_chain = orders[..] == [column.index - 1];

    if is_chain || orders.iter().all(|&from| is_shown(from)) {
        return None;
    }

    let names: Vec<&str> = orders.into_iter().map(|from| name(app, from)).collect();

    Some(format!("← {}", names.join(", ")))
}
