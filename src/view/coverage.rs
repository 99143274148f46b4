//! View 3, coverage: how many windows read each input cell, as numbers and as heat.
//!
//! ```text
//!   1  2  3  2  1       cells that no window reads are marked ×; the current window has its edges
//!   2  4[ 6  4  2]
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::grid::{Glyph, Grid, around};
use super::theme::{Role, Styles};
use super::{bars, put};
use crate::app::App;
use crate::nn::Axis;
use crate::text;

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    bars::title(app, styles, area, buffer);
    let layer = app.layer();
    let language = app.language();
    let (rows, columns) = (layer.rows.coverage(), layer.columns.coverage());
    let most = rows.iter().max().unwrap_or(&1) * columns.iter().max().unwrap_or(&1);
    let [_, row, column] = app.place().cell;
    let under = [read(&layer.rows, row), read(&layer.columns, column)];
    let width = most.to_string().len().max(2);
    let tall = (area.height as usize).saturating_sub(9);
    let leading = if rows.len() * 2 <= tall { 2 } else { 1 };
    let span = |reads: &[usize], n: usize| {
        let first = reads.first().copied().unwrap_or(0);
        first..reads.last().map_or(1, |last| last + 1).max(first + 1).min(n)
    };
    let grid = Grid {
        x: area.x,
        y: area.y + 4,
        rows: around(span(&under[0], rows.len()), rows.len(), tall / leading),
        columns: around(span(&under[1], columns.len()), columns.len(), (area.width as usize - 1) / (width + 1)),
        width,
        leading: leading as u16,
    };
    let heading = language.pick("windows that read each cell of the input", "读取输入每一格的窗口数");
    let (r, c) = (&grid.rows, &grid.columns);
    let part = if (r.len(), c.len()) == (rows.len(), columns.len()) {
        String::new()
    } else {
        format!(
            " · {}–{}/{} · {}–{}/{}",
            r.start,
            r.end.max(1) - 1,
            rows.len(),
            c.start,
            c.end.max(1) - 1,
            columns.len()
        )
    };
    put(buffer, area, area.x + 1, area.y + 2, &format!("{heading}{part}"), styles.of(Role::Label));
    let body = Rect { height: area.height.saturating_sub(5), ..area };
    grid.draw(body, buffer, |y, x| {
        let count = rows[y] * columns[x];
        let is_under = under[0].contains(&y) && under[1].contains(&x);
        let window = is_under.then(|| styles.of(Role::Title));
        if app.hides_size() {
            return Glyph { text: "?".to_owned(), style: styles.of(Role::Pending), window };
        }
        if count == 0 {
            return Glyph { text: "×".to_owned(), style: styles.of(Role::Message), window };
        }
        let style = styles.of(Role::Text).patch(styles.warmth(count as f64 / most as f64));
        Glyph { text: count.to_string(), style, window }
    });
    let line = |up: u16| area.bottom().saturating_sub(up).max(area.y);
    let said = Rect { x: area.x + 1, y: line(5), width: area.width.saturating_sub(2), height: 2 };
    let text = if app.hides_value() { bars::sentence(app) } else { text::coverage(layer, language) };
    bars::wrapped(&text, said, styles.of(Role::Text), buffer);
    let formula = Rect { y: line(3), height: 1, ..said };
    let size = if app.hides_size() { text::output_size_asked } else { text::output_size };
    bars::wrapped(&size(layer, language).unwrap_or_default(), formula, styles.of(Role::Label), buffer);
    bars::timeline(app, styles, area, line(2), buffer);
    bars::keys(app, styles, area, line(1), buffer);
}

/// The input cells that a window reads along an axis, in order.
fn read(axis: &Axis, window: usize) -> Vec<usize> {
    let mut cells: Vec<usize> =
        (0..axis.kernel).filter_map(|tap| axis.source(axis.place(window.min(axis.output - 1), tap))).collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}
