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

/// Name, kind with the parameters where there is a line for it, and shape; or what it reads, where no way shows that.
pub(super) fn head(app: &App, styles: Styles, plan: &Plan, column: &Column, buffer: &mut Buffer) {
    let area = column.wide();
    let language = app.language();
    let layer = column
        .index
        .checked_sub(1)
        .map(|layer| &app.network().layers[layer]);

    let name = layer.map_or(language.input(), |layer| &layer.name);
    let style = if column.is_current(app) {
        styles.here()
    } else {
        reached(app, styles, column.index)
    };

    put(buffer, area, area.x, area.y, name, style);
    let label = styles.of(Role::Label);
    let mut y = area.y + 1;

    if column.head > 2 {
        let kind = layer.map_or("x", |layer| layer.op.kind());
        put(buffer, area, area.x, y, kind, label);
        y += 1;
    }

    let size = match unseen_sources(app, plan, column) {
        Some(sources) => sources,
        None => Some(size(app, column.index))
            .filter(|size| size.width() <= usize::from(area.width))
            .unwrap_or_else(|| bars::shape(app, column.index)),
    };

    put(buffer, area, area.x, y, &size, label);
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

    let name = |from: usize| match from.checked_sub(1) {
        Some(layer) => layers[layer].name.as_str(),
        None => app.language().input(),
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

    let names: Vec<&str> = orders.into_iter().map(name).collect();

    Some(format!("← {}", names.join(", ")))
}
