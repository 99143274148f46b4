//! All layers with their sizes, where the current one has no weight to be followed: its place among them.
//!
//! ```text
//! layer   kind        output   parameters
//! conv1   conv2d      6×8×8            60
//! relu1   relu        6×8×8             0
//! ```

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::grid::around;
use super::super::theme::Role;
use crate::app::App;
use crate::nn::Layer;

/// Columns between two of the table's.
const GAP: usize = 3;

/// The table as it is written.
pub(super) struct Layers {
    head: [&'static str; 4],
    rows: Vec<[String; 4]>,
    current: usize,
}

impl Layers {
    /// The layers around the current one, as many as so many lines have room for.
    pub(super) fn new(app: &App, lines: u16) -> Self {
        let layers = &app.network().layers;
        let current = app.place().layer;
        let seen = around(
            current..current + 1,
            layers.len(),
            usize::from(lines.saturating_sub(1)).max(1),
        );

        Self {
            head: app.language().columns_of_layers(),
            current: current - seen.start,
            rows: layers[seen].iter().map(row).collect(),
        }
    }

    /// Draws the table, as many of its columns as there is room for.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let mut x = area.x;

        // With air between the lines, where there is room for it.
        let is_airy = 2 * self.rows.len() < usize::from(area.height);
        let leading = 1 + u16::from(is_airy);

        for (column, head) in self.head.into_iter().enumerate() {
            let texts = || self.rows.iter().map(|row| row[column].as_str());
            let wide = texts().map(UnicodeWidthStr::width).max().unwrap_or(0);
            let wide = wide.max(head.width());
            let is_number = column == self.head.len() - 1;

            if usize::from(x) + wide > usize::from(area.right()) {
                break;
            }

            let at = |text: &str| x + if is_number { wide - text.width() } else { 0 } as u16;
            canvas.text(at(head), area.y, head, styles.of(Role::Label));

            let lines = (area.y + leading..area.bottom()).step_by(usize::from(leading));

            for (row, (y, text)) in lines.zip(texts()).enumerate() {
                let role = if row == self.current {
                    Role::Message
                } else {
                    Role::Text
                };

                canvas.text(at(text), y, text, styles.of(role));
            }

            x += (wide + GAP) as u16;
        }
    }
}

/// What is said of a layer.
fn row(layer: &Layer) -> [String; 4] {
    [
        layer.name.clone(),
        layer.op.kind().to_owned(),
        layer.output.to_string(),
        layer.parameters().to_string(),
    ]
}
