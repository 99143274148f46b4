//! The first line: the scenario, and what the layer is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::bars::{BRAND, settings, shape, titled, wide};
use super::theme::Styles;
use crate::app::App;
use crate::nn::Op;
use crate::text::Unit;

/// The program, the scenario, and on the right the layer with its settings.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    of_view(app, None, styles, area, buffer);
}

/// The same, and where there is room the view's name, and how many numbers make how many, or how large each filter is.
pub(super) fn of_view(
    app: &App,
    view: Option<&str>,
    styles: Styles,
    area: Rect,
    buffer: &mut Buffer,
) {
    let mut parts = settings(app);
    let title = app.scenario().title.in_language(app.language().tag());
    let changed = Some(app.language().changed()).filter(|_| app.is_changed());
    let taken = BRAND.width() + title.width() + changed.map_or(0, UnicodeWidthStr::width) + 6;
    let room = usize::from(area.width).saturating_sub(taken);
    let fits = |parts: &[(String, bool)]| wide(parts) <= room;

    if let Some(view) = view {
        let named = [vec![(view.to_owned(), false)], parts.clone()].concat();
        parts = Some(named).filter(|named| fits(named)).unwrap_or(parts);
    }

    let own = parts.len() - settings(app).len();
    let larger = Some(measured(app, parts.clone(), own)).filter(|larger| fits(larger));

    titled(app, styles, area, &larger.unwrap_or(parts), buffer);
}

/// The parts of a title, of which those of the layer begin with this one, with what goes in and what comes out of a dense layer, or
/// how many filters there are and how large each is.
fn measured(app: &App, mut parts: Vec<(String, bool)>, own: usize) -> Vec<(String, bool)> {
    let layer = app.layer();
    let filters = layer.output.dims()[0];

    match &layer.op {
        Op::Linear(_) => {
            let output = shape(app, app.place().layer + 1);
            parts.push((format!("{} → {output}", layer.input()), false));
        }
        Op::Conv(conv) if conv.transposed.is_none() && filters > 1 => {
            let count = app.language().unit_count(Unit::Filter, filters);
            let [rows, columns] = layer.kernel();
            parts[own + 1].0 = format!("{count} {}×{rows}×{columns}", layer.groups());
        }
        _ => {}
    }

    parts
}
