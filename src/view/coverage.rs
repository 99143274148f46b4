//! View 3, coverage: how many windows read each input cell, as numbers and as heat; and what the current cell sees of the
//! network's input, where that is not the layer's own.
//!
//! ```text
//!   1  2  3  2  1       cells that no window reads are marked ×; the current window has its edges
//!   2  4[ 6  4  2]
//! ```

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::field::Field;
use super::grid::{Glyph, Grid, around};
use super::theme::{Role, Styles};
use super::thumb::Sheet;
use super::{bars, foot, put};
use crate::app::App;
use crate::nn::{Axis, Stage};
use crate::text;

/// Columns of the screen from which on the network's input has room beside the counts, and how many it takes at most.
const ROOMY: u16 = 60;
const WIDEST: u16 = 40;

/// Lines that the counts have at least, where there is anything else to give up.
const ROWS: u16 = 3;

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    bars::title(app, styles, area, buffer);
    let field = (app.place().layer > 0).then(|| Field::new(app));
    let said = said(app, field.as_ref());
    let size = match (app.hides_formula(), app.hides_size()) {
        (true, _) => None,
        (false, true) => text::output_size_asked(app.layer(), app.language()),
        (false, false) => text::output_size(app.layer(), app.language()),
    };

    let size = size.unwrap_or_default();
    let lines = [&said, &size].map(|text| bars::lines(text, area.width.saturating_sub(2)));
    let [body, at, formula] = places(area, lines);
    pictures(app, styles, field.as_ref(), body, buffer);
    bars::wrapped(&said, at, styles.of(Role::Text), buffer);
    bars::wrapped(&size, formula, styles.of(Role::Label), buffer);
    bars::timeline(app, styles, area, area.bottom() - 2, buffer);
    foot::draw(app, styles, area, area.bottom() - 1, buffer);
}

/// The counts, where the layer reads maps; and beside them the network's input, where the layer is not the first.
fn pictures(app: &App, styles: Styles, field: Option<&Field>, area: Rect, buffer: &mut Buffer) {
    let counted = !app.layer().input().is_vector();
    let roomy = area.width >= ROOMY && !app.network().shape.is_vector();
    let field = field.filter(|_| roomy);
    let wide = if field.is_some() {
        (area.width / 3).min(WIDEST)
    } else {
        0
    };

    let mut x = area.x + 1;

    if counted {
        let counts = Counts::new(
            app,
            styles,
            Rect {
                width: area.width - wide,
                ..area
            },
        );

        counts.draw(app, styles, buffer);
        x = (area.x + counts.width(app) + 3).min(area.right() - wide);
    }

    if let Some(field) = field {
        seen(
            app,
            styles,
            field,
            Rect {
                x,
                width: wide,
                ..area
            },
            buffer,
        );
    }
}

/// Where the counts with their heading stand, what is said in so many lines, and the output size: it goes first where there
/// is little room, then blank lines, then what is said.
fn places(area: Rect, [lines, formula]: [u16; 2]) -> [Rect; 3] {
    let room = area.height.saturating_sub(3 + 1 + ROWS);
    let lines = lines.clamp(1, 5).min(room);
    let formula = formula.clamp(1, 2).min(room - lines);
    let top = area.y + if room > lines + formula { 2 } else { 1 };
    let end = area.bottom() - 2 - formula;
    let at = Rect {
        x: area.x + 1,
        y: end - lines,
        width: area.width.saturating_sub(2),
        height: lines,
    };

    let body = Rect {
        y: top,
        height: at.y.saturating_sub(top),
        ..area
    };

    [
        body,
        at,
        Rect {
            y: end,
            height: formula,
            ..at
        },
    ]
}

/// What the picture says; or what is asked.
fn said(app: &App, field: Option<&Field>) -> String {
    if app.is_asking() {
        return bars::sentence(app);
    }

    let coverage = text::coverage(app.layer(), app.language());

    match field {
        Some(field) => format!("{coverage}{}{}", app.language().space(), field.seen(app)),
        None => coverage,
    }
}

/// The network's input as small pictures, with what the current cell sees of it marked.
fn seen(app: &App, styles: Styles, field: &Field, area: Rect, buffer: &mut Buffer) {
    let heading = app.language().seen_of_input();
    put(
        buffer,
        area,
        area.x,
        area.y,
        heading,
        styles.of(Role::Label),
    );

    let [channels, height, width] = app.network().shape.dims();
    let Some(cells) = app.values().all(Stage::INPUT) else {
        return;
    };

    let head = gap(area);
    let room = Rect {
        y: area.y + head,
        width: area.width - 1,
        height: area.height.saturating_sub(head),
        ..area
    };

    if !room.is_empty() {
        Sheet::new([channels, height, width], room, 0).draw(
            styles,
            &|cell| cells.at(cell),
            &|cell| field.mark(0, cell),
            buffer,
        );
    }
}

/// From the heading to the first row: a blank line where there is room for one.
fn gap(area: Rect) -> u16 {
    if area.height > 2 * ROWS { 2 } else { 1 }
}

/// How often each cell is read, and where that stands.
struct Counts {
    area: Rect,
    rows: Vec<u64>,
    columns: Vec<u64>,
    most: u64,
    /// The cells that the current window reads, along each axis.
    under: [Vec<usize>; 2],
    grid: Grid,
}

impl Counts {
    fn new(app: &App, styles: Styles, area: Rect) -> Self {
        let layer = app.layer();
        let rows = layer.rows.coverage();
        let columns = layer.columns.coverage();
        let most = rows.iter().max().unwrap_or(&1) * columns.iter().max().unwrap_or(&1);
        let [_, row, column] = app.place().cell;
        let under = [read(&layer.rows, row), read(&layer.columns, column)];
        let width = most.to_string().len().max(2) + styles.shade_of(1.0).chars().count();
        let tall = area.height.saturating_sub(gap(area)) as usize;
        let leading = if rows.len() * 2 <= tall { 2 } else { 1 };
        let grid = Grid {
            x: area.x,
            y: area.y + gap(area),
            rows: around(span(&under[0], rows.len()), rows.len(), tall / leading),
            columns: around(
                span(&under[1], columns.len()),
                columns.len(),
                (area.width as usize - 1) / (width + 1),
            ),
            width,
            leading: leading as u16,
        };

        Self {
            area,
            rows,
            columns,
            most,
            under,
            grid,
        }
    }

    /// The heading, with the part that is seen where that is not all of it: as much as fits.
    fn heading(&self, app: &App) -> String {
        let long = app.language().windows_that_read();

        let short = app.language().windows_that_read_in_short();

        let part =
            |seen: &Range<usize>, n: usize| format!("{}–{}/{n}", seen.start, seen.end.max(1) - 1);

        let rows = self.rows.len();
        let columns = self.columns.len();
        let is_whole = (self.grid.rows.len(), self.grid.columns.len()) == (rows, columns);
        let parts = format!(
            " · {} · {}",
            part(&self.grid.rows, rows),
            part(&self.grid.columns, columns)
        );

        let parts = if is_whole { "" } else { &parts };
        let all = [
            format!("{long}{parts}"),
            format!("{short}{parts}"),
            long.to_owned(),
        ];

        let fits = |text: &String| text.width() + 1 < self.area.width as usize;

        all.into_iter()
            .find(fits)
            .unwrap_or_else(|| short.to_owned())
    }

    /// Columns that the counts and their heading take.
    fn width(&self, app: &App) -> u16 {
        Grid::wide(self.grid.columns.len(), self.grid.width).max(self.heading(app).width() as u16)
    }

    fn draw(&self, app: &App, styles: Styles, buffer: &mut Buffer) {
        put(
            buffer,
            self.area,
            self.area.x + 1,
            self.area.y,
            &self.heading(app),
            styles.of(Role::Label),
        );

        self.grid.draw(self.area, buffer, |y, x| {
            let count = self.rows[y] * self.columns[x];
            let is_under = self.under[0].contains(&y) && self.under[1].contains(&x);
            let window = is_under.then(|| styles.of(Role::Title));

            if app.hides_size() {
                return Glyph {
                    text: "?".to_owned(),
                    style: styles.of(Role::Pending),
                    window,
                };
            }

            let share = count as f64 / self.most as f64;

            if count == 0 {
                let blank = if styles.shade_of(share).is_empty() {
                    ""
                } else {
                    " "
                };

                return Glyph {
                    text: format!("×{blank}"),
                    style: styles.of(Role::Message),
                    window,
                };
            }

            let style = styles.of(Role::Text).patch(styles.warmth(share));
            Glyph {
                text: format!("{count}{}", styles.shade_of(share)),
                style,
                window,
            }
        });
    }
}

/// The input cells that a window reads along an axis, in order.
fn read(axis: &Axis, window: usize) -> Vec<usize> {
    let mut cells: Vec<usize> = (0..axis.kernel)
        .filter_map(|tap| axis.source(axis.place(window.min(axis.output - 1), tap)))
        .collect();

    cells.sort_unstable();
    cells.dedup();

    cells
}

/// From the first of some cells to the last, of `n`.
fn span(reads: &[usize], n: usize) -> Range<usize> {
    let first = reads.first().copied().unwrap_or(0);
    first
        ..reads
            .last()
            .map_or(1, |last| last + 1)
            .max(first + 1)
            .min(n)
}
