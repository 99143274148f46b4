//! The list of all stages, with their lanes; blocks that repeat are folded where there is no room for all.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::grid::around;
use super::super::put;
use super::super::theme::{Role, Styles};
use super::folds::{Item, items};
use super::lanes::rows;
use crate::app::App;

/// Stages beyond which a list goes without lanes and folds.
const MOST: usize = 2000;

/// What is seen of the list: the items, and how many stages stand above and below.
struct Seen {
    items: Vec<Item>,
    above: usize,
    below: usize,
}

fn seen(app: &App, area: Rect) -> Seen {
    let count = app.network().layers.len() + 1;
    let current = app.place().layer + 1;
    let height = usize::from(area.height);
    let all = if count > MOST {
        (0..count).map(Item::Stage).collect()
    } else {
        items(app.network(), current, height)
    };

    // The first and the last line are signs where there is more.
    let lines = if all.len() > height {
        height.saturating_sub(2).max(1)
    } else {
        height
    };

    let at = all
        .iter()
        .position(|item| item.stages().contains(&current))
        .unwrap_or(0);
    let part = around(at..at + 1, all.len(), lines);
    let items = all[part].to_vec();
    let above = items.first().map_or(0, |item| item.stages().start);
    let below = items.last().map_or(0, |item| count - item.stages().end);

    Seen {
        items,
        above,
        below,
    }
}

/// Columns that it needs at most: of a stage that has a line.
pub(super) fn width(app: &App) -> u16 {
    let count = app.network().layers.len() + 1;
    let stage = |stage: usize| {
        let layer = stage.checked_sub(1);
        let layer = layer.map(|layer| &app.network().layers[layer]);
        let name = layer.map_or(app.language().input(), |layer| &layer.name);
        let kind = layer.map_or("", |layer| layer.op.kind());

        name.width() + kind.width() + bars::shape(app, stage).width()
    };

    let words = (0..count.min(MOST)).map(stage).max().unwrap_or(0);
    let lanes = if count > MOST {
        None
    } else {
        rows(app.network()).iter().map(Vec::len).max()
    };

    // A blank between two of them each, and one more before the shape.
    (words + lanes.unwrap_or(1) + 4) as u16
}

/// Draws it.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let Seen {
        items,
        above,
        below,
    } = seen(app, area);

    let is_long = app.network().layers.len() > MOST;
    let lanes = if is_long {
        Vec::new()
    } else {
        rows(app.network())
    };
    let label = styles.of(Role::Label);
    let language = app.language();
    let mut y = area.y;

    if above > 0 {
        put(buffer, area, area.x, y, &language.more_above(above), label);
        y += 1;
    }

    let wide = items
        .iter()
        .filter_map(|item| lanes.get(item.stages().start).map(Vec::len))
        .max()
        .unwrap_or(0);

    for item in &items {
        match item {
            Item::Stage(stage) => {
                let row: String = lanes.get(*stage).into_iter().flatten().collect();
                let row = format!("{row:<wide$}");
                line(app, styles, (*stage, &row), Rect { y, ..area }, buffer);
            }
            Item::Folded { stages, block } => {
                let text = folded(app, stages.start, stages.len() / block, *block);
                put(buffer, area, area.x, y, &text, label);
            }
        }

        y += 1;
    }

    if below > 0 {
        put(buffer, area, area.x, y, &language.more_below(below), label);
    }
}

/// `┊ 2 × linear → relu → dropout`: so many blocks, of the kinds of the first.
fn folded(app: &App, first: usize, times: usize, block: usize) -> String {
    let layers = app.network().layers.iter().skip(first - 1).take(block);
    let kinds: Vec<&str> = layers.map(|layer| layer.op.kind()).collect();

    format!("┊ {times} × {}", kinds.join(" → "))
}

/// `├─● conv2     conv2d  8×8×6`
fn line(app: &App, styles: Styles, (stage, row): (usize, &str), area: Rect, buffer: &mut Buffer) {
    let current = app.place().layer + 1;
    let layer = stage
        .checked_sub(1)
        .map(|layer| &app.network().layers[layer]);

    let name = layer.map_or(app.language().input(), |layer| &layer.name);
    let kind = layer.map_or("", |layer| layer.op.kind());
    let is_reached = stage <= current;
    let role = if is_reached { Role::Text } else { Role::Label };
    let lanes = put(buffer, area, area.x, area.y, row, styles.of(Role::Input));
    let lanes = lanes.max(area.x + 2);
    let shape = bars::shape(app, stage);
    let end = area.right().saturating_sub(shape.width() as u16);
    let middle = Rect {
        width: end.saturating_sub(area.x + 1),
        ..area
    };

    let style = if stage == current {
        styles.here()
    } else {
        styles.of(role)
    };

    let after = put(buffer, middle, lanes, area.y, name, style);
    let calm = styles.of(Role::Label);

    if after + 1 < end {
        put(buffer, middle, after + 1, area.y, kind, calm);
    }

    put(buffer, area, end, area.y, &shape, calm);
}

/// The stage at a line of the list.
pub(super) fn hit(app: &App, area: Rect, y: u16) -> Option<usize> {
    let seen = seen(app, area);
    let first = area.y + u16::from(seen.above > 0);
    let item = seen.items.get(usize::from(y.checked_sub(first)?))?;

    Some(item.stages().start)
}
