//! A layer's parameters against those of a dense layer between the same shapes, as numbers and as bars; and what is computed.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::canvas::Canvas;
use super::super::theme::Role;
use crate::app::App;
use crate::text::{self, thousands};

/// Lines of a count whose bar has a line of its own, with a blank one.
pub(super) const AIRY: u16 = 3;

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
    /// Whether what follows from the output's size is told.
    is_told: bool,
}

impl Parameters {
    pub(super) fn new(app: &App) -> Self {
        let layer = app.layer();
        let language = app.language();
        let name = &layer.name;
        let here = text::parameters(layer).map(|text| Count {
            label: language.this_layer(),
            text: thousands(&text),
            total: layer.parameters() as u64,
        });

        let is_compared = !layer.is_dense();
        let dense = here.as_ref().filter(|_| is_compared).map(|_| Count {
            label: language.dense_layer(),
            text: thousands(&text::dense_parameters(layer)),
            total: layer.dense_parameters(),
        });

        let heading = match here {
            Some(_) => language.parameters_of(name),
            None => language.no_parameters(name),
        };

        Self {
            heading,
            counts: here.into_iter().chain(dense).collect(),
            operations: thousands(&text::operations(layer, language)),
            is_told: !app.hidden().size(),
        }
    }

    /// Columns that the counts take with all that is said of them.
    pub(super) fn width(&self) -> u16 {
        let longest = self
            .counts
            .iter()
            .map(|count| count.label.width() + 1 + count.text.width())
            .max();
        longest.unwrap_or(0).max(self.heading.width()) as u16
    }

    /// Lines that it takes at a width, with this many for each count.
    pub(super) fn height(&self, width: u16, lines: u16) -> u16 {
        1 + u16::from(lines == AIRY)
            + lines * self.counts.len() as u16
            + bars::lines(&self.operations, width)
    }

    /// The counts that may be seen.
    fn told(&self) -> impl Iterator<Item = &Count> {
        let most = if self.is_told { usize::MAX } else { 1 };
        self.counts.iter().take(most)
    }

    /// Draws as much as the area has room for: bars under the counts where there is room for that, else behind them.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        if area.is_empty() {
            return;
        }

        let styles = canvas.styles;
        let is_airy = self.height(area.width, AIRY) <= area.height;
        let (lines, role) = if is_airy {
            (AIRY, Role::Title)
        } else {
            (1, Role::Label)
        };

        canvas.clipped(area.x, area.y, area.width, &self.heading, styles.of(role));
        let most = self.told().map(|count| count.total).max().unwrap_or(1);
        let mut y = area.y + 1 + u16::from(is_airy);

        for count in self.told() {
            count.say([area.x, y], area, canvas);

            // It is never so short that it is not seen.
            let length = count.total as f64 / most as f64 * f64::from(area.width);
            let bar = Rect {
                y: y + u16::from(is_airy),
                width: (length.round() as u16).clamp(1, area.width),
                height: 1,
                ..area
            };

            canvas
                .buffer
                .set_style(bar.intersection(area), styles.bar(Role::Output, false));

            y += lines;
        }

        let above = (y - area.y).min(area.height);
        let rest = Rect {
            y: area.y + above,
            height: area.height - above,
            ..area
        };

        if self.is_told {
            let label = styles.of(Role::Label);
            bars::wrapped(&self.operations, rest, label, canvas.buffer);
        }
    }
}

impl Count {
    /// Says whose parameters they are, and how they come about; where there is no room for that, how many.
    fn say(&self, [x, y]: [u16; 2], area: Rect, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let x = canvas.text(x, y, self.label, styles.of(Role::Text)) + 1;
        let text = if x + self.text.width() as u16 <= area.right() {
            &self.text
        } else {
            &thousands(&self.total.to_string())
        };

        canvas.text(x, y, text, styles.of(Role::Text));
    }
}
