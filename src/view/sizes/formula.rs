//! The output size's formula: in large digits with a word under each number, or as a text with what its parts stand for.
//!
//! ```text
//! (5 + 2·1 − 3) / 2 + 1 = 3        in large digits
//! input padding kernel stride …
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::digits::Size;
use super::super::theme::{Role, Styles};
use crate::app::App;
use crate::text::{self, Language, Term};

/// A number of the formula as it is drawn.
struct Drawn {
    text: String,
    term: Option<Term>,
}

/// The formula, to be drawn in large digits.
pub(super) struct Large {
    parts: Vec<Drawn>,
    language: Language,
    /// Columns and half lines of a dot.
    size: Size,
}

impl Large {
    /// The formula of the current layer in so many columns, with dots of this size or smaller. `None` where there is none, where
    /// rows and columns have different ones, or where it has no room.
    pub(super) fn new(app: &App, width: u16, size: Size) -> Option<Self> {
        let layer = app.layer();
        let language = app.language();
        let formula = text::size_formula(layer, language).filter(|_| text::has_one_size(layer))?;

        let sign = |text: &str| Drawn {
            text: text.to_owned(),
            term: None,
        };

        let numbers = |part: &text::SizePart| {
            let numbers = part.numbers.clone().into_iter();
            numbers.map(|(text, term)| Drawn {
                text,
                term: Some(term),
            })
        };

        let mut parts: Vec<Drawn> = formula.room.iter().flat_map(numbers).collect();

        if !parts.is_empty() {
            parts.insert(0, sign("("));
            parts.push(sign(")"));
        }

        parts.extend(formula.then.iter().flat_map(numbers));
        parts.push(Drawn {
            text: if app.hidden().size() {
                " = ?".to_owned()
            } else {
                formula.result
            },
            term: Some(Term::Size),
        });

        Self::fitted(parts, language, (width, size))
    }

    /// How many cells come out of a layer without a window: `5 × 5 × 4 = 100`. `None` of a vector that
    /// was no maps before.
    pub(super) fn cells(app: &App, width: u16, size: Size) -> Option<Self> {
        let layer = app.layer();
        let shapes = [layer.output, layer.input()];
        let counted = shapes.into_iter().find(|shape| !shape.is_vector());
        let [maps, rows, columns] = counted?.dims();
        let cells: usize = layer.output.dims().iter().product();

        if layer.op.window().is_some() || maps * rows * columns != cells {
            return None;
        }

        let parts = [
            (rows.to_string(), Term::Rows),
            (format!(" × {columns}"), Term::Columns),
            (format!(" × {maps}"), Term::Maps),
            (
                format!(" = {}", text::thousands(&cells.to_string())),
                Term::Cells,
            ),
        ];

        let parts = parts.map(|(text, term)| Drawn {
            text,
            term: Some(term),
        });

        Self::fitted(parts.into(), app.language(), (width, size))
    }

    /// In so many columns, with dots of this size or smaller, without blanks where these have no room.
    fn fitted(
        mut parts: Vec<Drawn>,
        language: Language,
        (width, size): (u16, Size),
    ) -> Option<Self> {
        let size = fitting(&parts, width, size).or_else(|| {
            for part in &mut parts {
                part.text = part.text.replace(' ', "");
            }

            fitting(&parts, width, size)
        })?;

        Some(Self {
            parts,
            language,
            size,
        })
    }

    /// Lines that it takes, the words under it included.
    pub(super) fn height(&self) -> u16 {
        self.size.lines() + 1
    }

    /// Draws the digits, and a word under each number that has room for it.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let mut x = area.x;
        let mut free = area.x;
        let y = area.y + self.size.lines();

        for Drawn { text, term } in &self.parts {
            // A number begins with its sign.
            let signs = text.len()
                - text
                    .trim_start_matches([' ', '+', '−', '·', '×', '/', '=', '≈'])
                    .len();
            let (sign, number) = text.split_at(signs);
            let label = canvas.styles.of(Role::Label);
            let style = term.map_or(label, |term| style(canvas.styles, term));
            x = self.size.draw(canvas, [x, 2 * area.y], sign, label);
            let start = x;
            x = self.size.draw(canvas, [x, 2 * area.y], number, style);

            let Some(term) = term else {
                continue;
            };

            let word = self.language.size_term(*term);
            let wide = word.width() as u16;
            let middle = u16::midpoint(start, x.saturating_sub(1));
            let last = area.right().saturating_sub(wide);
            let at = middle.saturating_sub(wide / 2).max(free).min(last);

            if at >= free {
                canvas.text(at, y, word, Style { bg: None, ..style });
                free = at + wide + 1;
            }
        }
    }
}

/// The largest dots, up to this size, with which all of it fits.
fn fitting(parts: &[Drawn], width: u16, size: Size) -> Option<Size> {
    let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
    let fits = |size: &Size| size.width(&whole).is_some_and(|wide| wide <= width);

    size.down().find(fits)
}

fn style(styles: Styles, term: Term) -> Style {
    match term {
        Term::Input => styles.of(Role::Input),
        Term::Kernel => styles.of(Role::Filter),
        Term::Padding | Term::Dilation | Term::Stride | Term::Rows | Term::Columns | Term::Maps => {
            styles.of(Role::Text)
        }
        Term::First => styles.of(Role::Label),
        Term::Size | Term::Cells => styles.of(Role::Message),
    }
}
