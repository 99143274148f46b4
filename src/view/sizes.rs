//! View 4, sizes and sharing: how large the output is and would be, how many parameters make it, and where one weight is used.
//!
//! ```text
//! Output size (5 + 2·1 − 3) / 2 + 1 = 3
//! 5: the input; + 2·1: padding on both sides; …
//!
//!    stride   1    2    3       parameters
//! padding 0   3    2    1*      here   2 × (3·3·3 + 1) = 56
//! padding 1   5 [  3]   2*      dense  75 × 18 + 18 = 1368
//!
//! w0[1]       x[1]              o[0]
//! kernel      the cells it      the cells it
//!             meets             helps make
//! ```

mod panels;
mod parameters;
mod picture;
mod sharing;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::{Role, Styles};
use super::{bars, put, status_line};
use crate::app::{Action, App};
use crate::text::{self, Language};
use panels::Panels;
use parameters::Parameters;
use sharing::{Chosen, Sharing};
use table::Table;

/// What is said in the view.
struct Words {
    language: Language,
    /// The output size, with its numbers.
    formula: String,
    /// The formula's parts: as written, and what they stand for.
    parts: Vec<[String; 2]>,
    parameters: Parameters,
    /// What the chosen weight does; or what is asked.
    said: String,
}

impl Words {
    fn new(app: &App) -> Self {
        let layer = app.layer();
        let language = app.language();
        let said = match (app.is_asking(), Chosen::new(app)) {
            (true, _) => bars::sentence(app),
            (false, Some(Chosen { map, group, tap })) => {
                text::sharing(layer, map, group, tap, language)
            }
            (false, None) => text::weightless(layer, language),
        };

        Self {
            language,
            formula: bars::formula(app),
            parts: if app.hides_formula() {
                Vec::new()
            } else {
                text::size_parts(layer, language)
            },
            parameters: Parameters::new(app),
            said,
        }
    }

    /// All parts in one text, none of them broken at the end of a line.
    fn explained(&self) -> String {
        let colon = self.language.colon();
        let semicolon = self.language.semicolon();
        let text =
            |[part, means]: &[String; 2]| format!("{}{colon}{means}", part.replace(' ', "\u{a0}"));

        self.parts
            .iter()
            .map(text)
            .collect::<Vec<_>>()
            .join(semicolon)
    }
}

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    bars::title(app, styles, area, buffer);
    let words = Words::new(app);
    let panels = Panels::new(app, &words, area);
    bars::wrapped(
        &words.formula,
        panels.formula,
        styles.of(Role::Title),
        buffer,
    );

    explain(&words, styles, panels.parts, buffer);

    if !panels.table.is_empty() {
        Table::new(app, panels.table).draw(app, styles, buffer);
    }

    words.parameters.draw(styles, panels.parameters, buffer);

    if let Some(sharing) = Sharing::new(app, panels.sharing) {
        sharing.draw(styles, buffer);
    }

    bars::wrapped(&words.said, panels.said, styles.of(Role::Text), buffer);
    bars::timeline(app, styles, area, area.bottom() - 2, buffer);
    status_line::draw(app, styles, area, area.bottom() - 1, buffer);
}

/// The formula's parts: one a line where there is room for that.
fn explain(words: &Words, styles: Styles, area: Rect, buffer: &mut Buffer) {
    if (area.height as usize) < words.parts.len() {
        return bars::wrapped(&words.explained(), area, styles.of(Role::Label), buffer);
    }

    let longest = words
        .parts
        .iter()
        .map(|[part, _]| part.chars().count())
        .max()
        .unwrap_or(0) as u16;

    for (y, [part, means]) in (area.y..).zip(&words.parts) {
        put(buffer, area, area.x, y, part, styles.of(Role::Text));
        put(
            buffer,
            area,
            area.x + longest + 2,
            y,
            means,
            styles.of(Role::Label),
        );
    }
}

/// What the mouse does: a weight is chosen, an output cell or a step gone to.
pub(super) fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Action> {
    if y + 2 == area.bottom() {
        return bars::seek(app, area, x);
    }

    let panels = Panels::new(app, &Words::new(app), area);
    Sharing::new(app, panels.sharing)?.hit(x, y)
}
