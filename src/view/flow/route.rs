//! The way through the network: every layer's name in one line, the current one marked; an arrow leads to what reads the one before.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use crate::app::App;

/// What stands between two layers: where the second reads the first, and where it does not.
const ARROW: &str = " ─▶ ";
const APART: &str = "  · ";

/// `input ─▶ conv1 ─▶ [relu1] ─▶ …`, around the current layer where not all fit.
pub(in super::super) fn draw(app: &App, canvas: &mut Canvas, y: u16) {
    let current = app.place().layer + 1;
    let names = names(app);
    let styles = canvas.styles;
    let label = styles.of(Role::Label);
    let placed = placed(&names, current, canvas.area);
    let mut end = canvas.area.x + 1;

    if placed.first().is_some_and(|(stage, _)| *stage > 0) {
        end = canvas.text(end, y, "…", label);
    }

    for (stage, span) in &placed {
        if span.start > end {
            canvas.text(end, y, between(app, *stage), label);
        }

        end = if *stage == current {
            canvas.text(
                span.start,
                y,
                &format!(" {} ", names[*stage]),
                styles.here(),
            )
        } else {
            let role = if *stage < current {
                Role::Text
            } else {
                Role::Pending
            };
            canvas.text(span.start, y, names[*stage], styles.of(role))
        };
    }

    let next = placed.last().map(|(stage, _)| stage + 1);

    if let Some(next) = next.filter(|next| *next < names.len()) {
        let x = canvas.text(end, y, between(app, next), label);
        canvas.text(x, y, "…", label);
    }
}

/// What stands before a stage's name.
fn between(app: &App, stage: usize) -> &'static str {
    let Some(before) = stage.checked_sub(1) else {
        return ARROW;
    };
    let mut sources = app.network().layers[before].sources.iter();

    if sources.any(|source| source.stage.order() == before) {
        ARROW
    } else {
        APART
    }
}

/// The layer whose name stands at a column; the input leads to the first.
pub(super) fn layer_at(app: &App, area: Rect, x: u16) -> Option<usize> {
    let names = names(app);
    let placed = placed(&names, app.place().layer + 1, area);
    let (stage, _) = placed.into_iter().find(|(_, span)| span.contains(&x))?;

    Some(stage.saturating_sub(1))
}

/// The input, and every layer.
fn names(app: &App) -> Vec<&str> {
    std::iter::once(app.language().input())
        .chain(app.network().layers.iter().map(|layer| layer.name.as_str()))
        .collect()
}

/// The stages that are named, and the columns of each.
fn placed(names: &[&str], current: usize, area: Rect) -> Vec<(usize, Range<u16>)> {
    let seen = seen(names, current, usize::from(area.width.saturating_sub(2)));
    let arrow = ARROW.width() as u16;
    let mut x = area.x + 1;

    if seen.start > 0 {
        x += 1 + arrow;
    }

    seen.map(|stage| {
        let air = if stage == current { 2 } else { 0 };
        let span = x..x + names[stage].width() as u16 + air;
        x = span.end + arrow;
        (stage, span)
    })
    .collect()
}

/// The stages that are named: as many around the current one as fit.
fn seen(names: &[&str], current: usize, room: usize) -> Range<usize> {
    let width = |range: &Range<usize>| {
        let names: usize = names[range.clone()]
            .iter()
            .map(|name| name.width() + ARROW.width())
            .sum();
        names + 2 * (1 + ARROW.width())
    };

    let mut seen = current..current + 1;

    loop {
        let before = seen.start.checked_sub(1).map(|start| start..seen.end);
        let after = (seen.end < names.len()).then(|| seen.start..seen.end + 1);
        let is_left = current - seen.start < seen.end - current;
        let both = if is_left {
            [before, after]
        } else {
            [after, before]
        };
        let Some(next) = both.into_iter().flatten().find(|next| width(next) <= room) else {
            return seen;
        };
        seen = next;
    }
}
