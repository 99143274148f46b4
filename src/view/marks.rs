//! Where layers begin and where there are notes, on the timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::put;
use super::theme::{Role, Styles};
use crate::app::App;

/// Draws the marks over the timeline of an area, that begins at a column and has a length; the walk stands at a column of it.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    area: Rect,
    (start, length): (u16, u16),
    here: u16,
    buffer: &mut Buffer,
) {
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
        put(buffer, area, start + column, area.y, sign, styles.of(role));
    }
}
