//! View 4, sizes and sharing: how many windows fit, how large the output is and would be, how many parameters make it, and
//! where one weight is used.
//!
//! ```text
//! How many windows fit in a row              stride   1    2    3
//!  ·   x0  x1  x2  x3  x4   ·             padding 0   3    2    1*
//!  └─── o0 ──┘ …                          padding 1   5    3    2*
//!
//! (5 + 2·1 − 3) / 2 + 1 = 3               parameters
//!                                         here   2 × (3·3·3 + 1) = 56
//! One weight, used everywhere             dense  75 × 18 + 18 = 1368
//! w0[1]       x[1]              o[0]
//! kernel      the cells it      the cells it
//!             meets             helps make
//! ```

mod chosen;
mod figure;
mod followed;
mod formula;
mod heights;
mod laid;
mod layers;
mod legend;
mod looks;
mod panels;
mod parameters;
mod places;
mod planes;
mod row;
mod sharing;
mod table;
mod tiles;
mod uses;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::{Role, Styles};
use super::{bars, header, put, status_line, words};
use crate::app::{Action, App};
use crate::text::{self, Language, SizePart};
use chosen::Chosen;
use figure::Figure;
use formula::Large;
use layers::Layers;
use panels::Panels;
use parameters::Parameters;
use sharing::Sharing;
use table::Table;

/// Columns before what the colours of pictures mean.
const LEGEND: u16 = 3;

/// The most lines that are kept for what is said.
const MOST_SAID: u16 = 3;

/// What is said in the view.
struct Words {
    language: Language,
    /// The output size, with its numbers; and the same whatever is asked.
    formula: String,
    told: String,
    /// The formula's parts: as written, and what they stand for.
    parts: Vec<SizePart>,
    parameters: Parameters,
    /// What the chosen weight does; or what is asked.
    said: String,
    /// What is said of other weights of the layer.
    others: Vec<String>,
}

impl Words {
    fn new(app: &App) -> Self {
        let layer = app.layer();
        let language = app.language();
        let of = |Chosen { map, group, tap }: Chosen| {
            text::thousands(&text::sharing(layer, map, group, tap, language))
        };
        let chosen = Chosen::new(app);
        let told = chosen.map_or_else(|| text::weightless(layer, language), of);
        let last = chosen.map(|_| Chosen::last_of(layer)).into_iter();
        let others = last.flat_map(|last| [last, Chosen { tap: 0, ..last }]);

        Self {
            language,
            formula: bars::formula(app),
            told: bars::told_formula(app),
            parts: text::size_formula(layer, language)
                .map_or_else(Vec::new, |formula| formula.parts().cloned().collect()),
            parameters: Parameters::new(app),
            others: others.map(of).chain([told.clone()]).collect(),
            said: if app.is_asking() {
                words::sentence(app)
            } else {
                told
            },
        }
    }

    /// Lines that are kept for what is said.
    fn lines_said(&self, app: &App, width: u16) -> u16 {
        words::kept_lines(app, &self.others, width).min(MOST_SAID)
    }

    /// All parts in one text, none of them broken at the end of a line.
    fn explained(&self) -> String {
        let colon = self.language.colon();
        let semicolon = self.language.semicolon();
        let text = |part: &SizePart| {
            let written = part.written().trim().replace(' ', "\u{a0}");
            format!("{written}{colon}{}", part.means)
        };

        self.parts
            .iter()
            .map(text)
            .collect::<Vec<_>>()
            .join(semicolon)
    }
}

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let view = app.language().view_sizes();
    header::of_view(app, Some(view), styles, area, buffer);
    let words = Words::new(app);
    let panels = Panels::new(app, &words, area);
    let title = styles.of(Role::Title);
    bars::wrapped(&words.formula, panels.formula, title, buffer);

    if !app.hidden().formula() {
        explain(&words, styles, panels.parts, buffer);
    }

    let mut canvas = Canvas {
        area,
        styles,
        buffer,
    };

    sizes(app, &panels, &mut canvas);
    words.parameters.draw(panels.parameters, &mut canvas);

    sharing(app, &panels, &mut canvas);

    if !panels.layers.is_empty() && !app.hidden().size() {
        Layers::new(app, panels.layers.height).draw(panels.layers, &mut canvas);
    }

    bars::wrapped(&words.said, panels.said, styles.of(Role::Text), buffer);
    bars::timeline(app, styles, area, area.bottom() - 2, buffer);
    status_line::draw(app, styles, area, area.bottom() - 1, buffer);
}

/// How many windows fit, and would fit with other settings.
fn sizes(app: &App, panels: &Panels, canvas: &mut Canvas) {
    let is_told = !app.hidden().size();

    if let Some(figure) = Figure::new(app, panels.figure.width).filter(|_| is_told) {
        figure.draw(panels.figure, canvas);
    }

    let Panels { large, dots, .. } = *panels;
    let cells = || Large::cells(app, large.width, dots).filter(|_| is_told);

    if app.hidden().formula() {
        // It would tell what is asked.
    } else if let Some(formula) = Large::new(app, large.width, dots).or_else(cells) {
        formula.draw(large, canvas);
    }

    if panels.is_roomy && !panels.table.is_empty() {
        let heading = app.language().other_settings();
        let title = canvas.styles.of(Role::Title);
        canvas.text(panels.table.x, panels.table.y - 2, heading, title);
    }

    if !panels.table.is_empty() {
        Table::new(app, panels.table, panels.lines).draw(app, canvas);
    }
}

/// Where the chosen weight is used, or what the output cell reads.
fn sharing(app: &App, panels: &Panels, canvas: &mut Canvas) {
    let Some(sharing) = Sharing::new(app, panels.pictures()).filter(|_| !app.hidden().size())
    else {
        return;
    };

    sharing.draw(canvas);

    if panels.is_roomy {
        let heading = match Chosen::new(app) {
            Some(_) if app.layer().is_dense() => app.language().one_weight_of_a_dense_layer(),
            Some(_) => app.language().one_weight(),
            None => app.language().one_output_cell(),
        };

        let title = canvas.styles.of(Role::Title);
        let y = panels.sharing.y;
        let after = canvas.text(panels.sharing.x, y, heading, title) + LEGEND;
        sharing.tell(panels.sharing, [after, y], canvas);
    }
}

/// The formula's parts: one a line where there is room for that.
fn explain(words: &Words, styles: Styles, area: Rect, buffer: &mut Buffer) {
    if (area.height as usize) < words.parts.len() {
        return bars::wrapped(&words.explained(), area, styles.of(Role::Label), buffer);
    }

    let parts = words.parts.iter().map(SizePart::written);
    let longest = parts.map(|part| part.trim().chars().count()).max();
    let longest = longest.unwrap_or(0) as u16;
    let [text, label] = [Role::Text, Role::Label].map(|role| styles.of(role));

    for (y, part) in (area.y..).zip(&words.parts) {
        put(buffer, area, area.x, y, part.written().trim(), text);
        put(buffer, area, area.x + longest + 2, y, &part.means, label);
    }
}

/// What the mouse does: a weight is chosen, an output cell or a step gone to.
pub(super) fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Action> {
    if y + 2 == area.bottom() {
        return bars::seek(app, area, x);
    }

    let panels = Panels::new(app, &Words::new(app), area);
    let sharing = Sharing::new(app, panels.pictures()).filter(|_| !app.hidden().size());
    sharing?.hit(x, y)
}
