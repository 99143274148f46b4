//! A layer's parameters against those of a dense layer between the same shapes, as numbers and as bars; and what is computed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Role, Styles};
use super::super::{bars, put};
use crate::app::App;
use crate::text;

/// Parameters: whose, how they come about, and how many.
struct Count {
    label: &'static str,
    text: String,
    total: u64,
}

/// What is said of a layer's parameters.
pub(super) struct Parameters {
    heading: String,
    counts: Vec<Count>,
    operations: String,
}

impl Parameters {
    pub fn new(app: &App) -> Self {
        let layer = app.layer();
        let language = app.language();
        let name = &layer.name;

        // What follows from the output's size is not told while that is asked for.
        let is_told = !app.hides_size();
        let here = text::parameters(layer).map(|text| Count {
            label: language.this_layer(),
            text,
            total: layer.parameters() as u64,
        });

        let dense = here.as_ref().filter(|_| is_told).map(|_| Count {
            label: language.dense_layer(),
            text: text::dense_parameters(layer),
            total: layer.dense_parameters(),
        });

        let heading = match here {
            Some(_) => language.parameters_of(name),
            None => language.no_parameters(name),
        };

        let operations = if is_told {
            text::operations(layer, language)
        } else {
            String::new()
        };

        Self {
            heading,
            counts: here.into_iter().chain(dense).collect(),
            operations,
        }
    }

    /// Columns that the counts take with all that is said of them.
    pub fn width(&self) -> u16 {
        let longest = self
            .counts
            .iter()
            .map(|count| count.label.width() + 1 + count.text.width())
            .max();
        longest.unwrap_or(0).max(self.heading.width()) as u16
    }

    /// Lines that it takes at a width.
    pub fn height(&self, width: u16) -> u16 {
        1 + self.counts.len() as u16 + bars::lines(&self.operations, width)
    }

    /// Draws as many lines as the area has.
    pub fn draw(&self, styles: Styles, area: Rect, buffer: &mut Buffer) {
        put(
            buffer,
            area,
            area.x,
            area.y,
            &self.heading,
            styles.of(Role::Label),
        );

        let most = self
            .counts
            .iter()
            .map(|count| count.total)
            .max()
            .unwrap_or(1);

        for (y, Count { label, text, total }) in (area.y + 1..area.bottom()).zip(&self.counts) {
            let x = put(buffer, area, area.x, y, label, styles.of(Role::Label)) + 1;
            // Where there is no room for how it comes about, the number alone is whole.
            let text = if x + text.width() as u16 <= area.right() {
                text
            } else {
                &total.to_string()
            };

            put(buffer, area, x, y, text, styles.of(Role::Text));

            // The bar lies behind the words, and is never so short that it is not seen.
            let length = *total as f64 / most as f64 * f64::from(area.width);
            let bar = Rect {
                y,
                width: (length.round() as u16).clamp(1, area.width),
                height: 1,
                ..area
            };

            buffer.set_style(bar, styles.bar(false));
        }

        let above = 1 + self.counts.len() as u16;
        let rest = Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above),
            ..area
        };

        bars::wrapped(&self.operations, rest, styles.of(Role::Label), buffer);
    }
}
