//! The way through the network: every layer's name in one line, the current one marked.

use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::theme::Role;
use crate::app::App;

/// What stands between two layers.
const ARROW: &str = " ─▶ ";

/// `input ─▶ conv1 ─▶ [relu1] ─▶ …`, around the current layer where not all fit.
pub(in super::super) fn draw(app: &App, canvas: &mut Canvas, y: u16) {
    let current = app.place().layer + 1;
    let names: Vec<&str> = std::iter::once(app.language().input())
        .chain(app.network().layers.iter().map(|layer| layer.name.as_str()))
        .collect();

    let seen = seen(
        &names,
        current,
        usize::from(canvas.area.width.saturating_sub(2)),
    );
    let styles = canvas.styles;
    let label = styles.of(Role::Label);
    let mut x = canvas.area.x + 1;

    if seen.start > 0 {
        x = canvas.text(x, y, "…", label);
        x = canvas.text(x, y, ARROW, label);
    }

    for stage in seen.clone() {
        if stage > seen.start {
            x = canvas.text(x, y, ARROW, label);
        }

        x = if stage == current {
            canvas.text(x, y, &format!(" {} ", names[stage]), styles.here())
        } else {
            let role = if stage < current {
                Role::Text
            } else {
                Role::Pending
            };
            canvas.text(x, y, names[stage], styles.of(role))
        };
    }

    if seen.end < names.len() {
        x = canvas.text(x, y, ARROW, label);
        canvas.text(x, y, "…", label);
    }
}

/// The stages that are named: as many around the current one as fit.
fn seen(names: &[&str], current: usize, room: usize) -> std::ops::Range<usize> {
    let width = |range: &std::ops::Range<usize>| {
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
