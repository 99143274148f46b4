//! All layers with their sizes, where the current one has no weight to be followed: its place among them, and where the
//! parameters are.
//!
//! ```text
//! layer   kind        output   parameters
//! conv1   conv2d      6×8×8            60  ▄▄▄▄▄▄▄
//! relu1   relu        6×8×8             0
//! ```

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::canvas::{Block, Canvas};
use super::super::grid::around;
use super::super::theme::Role;
use crate::app::App;
use crate::nn::Layer;
use crate::text::thousands;

/// Columns between two of the table's.
const GAP: usize = 3;

/// Lines of the table at least: its heading, the current layer, and how many others there are.
pub(super) const LEAST: u16 = 3;

/// Columns of the longest bar, at least and at most.
const BARS: [u16; 2] = [8, 60];

/// The table as it is written.
pub(super) struct Layers {
    head: [&'static str; 4],
    rows: Vec<[String; 4]>,
    /// How many parameters each has, and the most that one has.
    parameters: Vec<usize>,
    most: usize,
    current: usize,
    /// What is said of layers that are left out; nothing where all are there.
    more: Option<String>,
}

/// Lines that the table takes, without air between them; 0 where there is only one layer.
pub(super) fn lines(app: &App) -> u16 {
    match app.network().layers.len() {
        1 => 0,
        layers => u16::try_from(1 + layers).unwrap_or(u16::MAX / 4),
    }
}

impl Layers {
    /// The layers around the current one, as many as so many lines have room for.
    pub(super) fn new(app: &App, lines: u16) -> Self {
        let layers = &app.network().layers;
        let current = app.place().layer;
        let lines = usize::from(lines.saturating_sub(1));
        let is_whole = layers.len() <= lines;

        // That some are left out takes a line, too.
        let lines = if is_whole {
            lines
        } else {
            lines.saturating_sub(1)
        };
        let seen = around(current..current + 1, layers.len(), lines.max(1));
        let parameters = layers.iter().map(Layer::parameters);
        let more = layers.len() - seen.len();

        Self {
            head: app.language().columns_of_layers(),
            current: current - seen.start,
            more: (more > 0).then(|| app.language().more_of(more)),
            most: parameters.clone().max().unwrap_or(0),
            parameters: parameters.skip(seen.start).take(seen.len()).collect(),
            rows: seen.map(|layer| row(app, layer)).collect(),
        }
    }

    /// Draws the table, as many of its columns as there is room for.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let mut x = area.x;

        // With air between the lines, where there is room for it.
        let lines = self.rows.len() + usize::from(self.more.is_some());
        let is_airy = 2 * lines < usize::from(area.height);
        let leading = 1 + u16::from(is_airy);

        for column in 0..self.head.len() {
            let Some(after) = self.column(column, [x, leading], area, canvas) else {
                break;
            };

            x = after;
        }

        if let Some(more) = &self.more {
            let y = area.y + leading * (1 + self.rows.len() as u16);
            let label = canvas.styles.of(Role::Label);

            if y < area.bottom() {
                canvas.text(area.x, y, more, label);
            }
        }

        let room = area.right().saturating_sub(x).min(BARS[1]);

        if room >= BARS[0] {
            let top = area.y + leading;
            self.bars([x, top], [room, leading], area.bottom(), canvas);
        }
    }

    /// A column of the table from a place on, its rows so many lines apart; the place after it, or `None` where it has no room.
    fn column(
        &self,
        column: usize,
        [x, leading]: [u16; 2],
        area: Rect,
        canvas: &mut Canvas,
    ) -> Option<u16> {
        let styles = canvas.styles;
        let head = self.head[column];
        let texts = || self.rows.iter().map(|row| row[column].as_str());
        let wide = texts().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let wide = wide.max(head.width());
        let is_number = column == self.head.len() - 1;

        if usize::from(x) + wide > usize::from(area.right()) {
            return None;
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

        Some(x + (wide + GAP) as u16)
    }

    /// Bars as long as the layers have parameters, from a place on; none is so short that it is not seen.
    fn bars(
        &self,
        [x, top]: [u16; 2],
        [room, leading]: [u16; 2],
        bottom: u16,
        canvas: &mut Canvas,
    ) {
        let lines = (top..bottom).step_by(usize::from(leading));

        for (row, (y, &count)) in lines.zip(&self.parameters).enumerate() {
            if count == 0 {
                continue;
            }

            let length = (count as f64 / self.most as f64 * f64::from(room)).round() as u16;
            let role = if row == self.current {
                Role::Message
            } else {
                Role::Output
            };

            let colour = canvas.styles.of(role).fg;
            let bar = Block {
                x: i32::from(x),
                top: 2 * i32::from(y) + 1,
                width: i32::from(length.max(1)),
                height: 1,
            };

            canvas.fill(bar, colour);
        }
    }
}

/// What is said of a layer, of its shape as far as it may be seen.
fn row(app: &App, at: usize) -> [String; 4] {
    let layer = &app.network().layers[at];

    [
        layer.name.clone(),
        layer.op.kind().to_owned(),
        bars::shape(app, at + 1),
        thousands(&layer.parameters().to_string()),
    ]
}
