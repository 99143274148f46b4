//! Where layers begin and where there are notes, on the timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Role, Styles};
use super::{bars, put};
use crate::app::App;

/// Draws the marks over the timeline; the walk stands at a column of it.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, y: u16, here: u16, buffer: &mut Buffer) {
    let (start, length) = bars::track(app, area);
    let steps = app.steps();
    let column = |step: u64| {
        let along = u128::from(step) * u128::from(length - 1) / u128::from(steps);
        u16::try_from(along).unwrap_or(length - 1)
    };

    let (notes, layers) = app.marks();
    let layers = layers
        .into_iter()
        .map(|step| (column(step), "┼", Role::Label));

    let notes = notes
        .into_iter()
        .map(|step| (column(step), "•", Role::Note));

    for (column, sign, role) in layers.chain(notes).filter(|(column, ..)| *column != here) {
        put(buffer, area, start + column, y, sign, styles.of(role));
    }
}
