//! How many windows fit in a row: its cells, padding included, and under them each window.
//!
//! ```text
//!  ·   x0  x1  x2  x3  x4   ·       7 cells, 2 of them padding
//!  └─── o0 ──┘                      3 windows of 3, each 2 further on
//!          └─── o1 ──┘              every cell is in a window
//! ```

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Look, Tile};
use super::super::canvas::Canvas;
use super::super::theme::{Role, Styles};
use crate::app::App;
use crate::nn::{Axis, Op};

/// Columns of a cell at most and at least, and from which on it has its name.
const WIDEST: u16 = 8;
const NARROWEST: u16 = 2;
const NAMED: u16 = 5;

/// The most windows that have a line each.
const MOST: usize = 6;

/// Lines of the heading, with a blank one, and of the cells.
const HEAD: u16 = 2;
const CELLS: u16 = 2;

/// Columns between the cells and what is said of them.
const GAP: u16 = 4;

/// A row of the current layer's input, and the windows over it.
pub(super) struct Figure<'a> {
    app: &'a App,
    axis: &'a Axis,
    /// Columns from one cell to the next.
    pitch: u16,
    notes: [String; 3],
}

impl<'a> Figure<'a> {
    /// The figure in so many columns. `None` where nothing slides, the size is asked for, or the row is too long.
    pub(super) fn new(app: &'a App, width: u16) -> Option<Self> {
        let layer = app.layer();
        let axis = &layer.columns;
        let is_told = !app.hidden().size() && !app.hidden().formula();
        let is_stamped = matches!(&layer.op, Op::Conv(conv) if conv.transposed.is_some());
        layer.op.window().filter(|_| is_told && !is_stamped)?;
        let language = app.language();
        let notes = [
            language.cells_in_a_row(axis.extent, axis.extent.saturating_sub(axis.input)),
            language.windows_of_a_row(axis.output, axis.kernel, axis.stride),
            language.cells_in_no_window(axis.unread()),
        ];

        let beside = notes.iter().map(|note| note.width()).max()? as u16 + GAP;
        let room = width.checked_sub(beside + 1)? as usize;
        let pitch = room.checked_div(axis.extent)?.min(usize::from(WIDEST)) as u16;

        (pitch >= NARROWEST && axis.input > 1).then_some(Self {
            app,
            axis,
            pitch,
            notes,
        })
    }

    /// Lines that it takes.
    pub(super) fn height(&self) -> u16 {
        HEAD + CELLS + (self.windows().len() as u16).max(self.notes.len() as u16 - 1)
    }

    /// The windows that are drawn; a gap, `None`, where some are left out.
    fn windows(&self) -> Vec<Option<usize>> {
        let all = self.axis.output;

        if all <= MOST {
            (0..all).map(Some).collect()
        } else {
            (0..MOST - 2)
                .map(Some)
                .chain([None, Some(all - 1)])
                .collect()
        }
    }

    /// Draws heading, cells, windows and what is said of them.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let language = self.app.language();
        let heading = language.windows_in_a_row();
        canvas.text(area.x, area.y, heading, styles.of(Role::Title));

        let cells = Board {
            x: area.x,
            y: area.y + HEAD,
            rows: 0..1,
            columns: 0..self.axis.extent,
            look: Look {
                wide: self.pitch,
                halves: 3,
            },
            step: 1,
            is_picture: false,
        };

        cells.draw(canvas, |[_, column]| self.cell(column, styles));
        let first = cells.bottom();

        for (y, window) in (first..area.bottom()).zip(self.windows()) {
            match window {
                Some(window) => self.window(window, [area.x, y], canvas),
                None => {
                    canvas.text(area.x + 1, y, "…", styles.of(Role::Label));
                }
            }
        }

        let x = area.x + cells.width() + GAP;

        for (y, note) in (cells.y..area.bottom()).zip(&self.notes) {
            canvas.text(x, y, note, styles.of(Role::Text));
        }
    }

    /// A cell of the row: `x2`, or padding.
    fn cell(&self, column: usize, styles: Styles) -> Tile {
        let at = (column as i64) - self.axis.before;
        let is_input = (0..self.axis.input as i64).contains(&at);

        if !is_input {
            return Tile {
                text: "·".to_owned(),
                style: styles.of(Role::Padding),
                ground: styles.blank(),
            };
        }

        Tile {
            text: if self.pitch >= NAMED {
                format!("x{at}")
            } else {
                styles.shade_of(0.5).to_owned()
            },
            style: styles.on_tile(Role::Input),
            ground: styles.tile(Role::Input, 0.6),
        }
    }

    /// A window's span with its name in the middle; its cells are marked where it leaves some out.
    fn window(&self, window: usize, [x, y]: [u16; 2], canvas: &mut Canvas) {
        let styles = canvas.styles;
        let is_now = self.app.place().cell[2] == window;
        let [line, name] = if is_now {
            [Role::Bias, Role::Message]
        } else {
            [Role::Label, Role::Text]
        };

        let middle = |place: usize| x + place as u16 * self.pitch + 1 + (self.pitch - 1) / 2;
        let places = self.axis.places(&(window..window + 1));
        let [start, end] = [places.start, places.end.max(places.start + 1) - 1].map(middle);

        for column in start..=end {
            canvas.text(column, y, "─", styles.of(line));
        }

        for tap in 0..self.axis.kernel {
            let column = middle(self.axis.place(window, tap));
            let sign = match column {
                column if column == start => "└",
                column if column == end => "┘",
                _ if self.axis.dilation > 1 => "┴",
                _ => continue,
            };

            canvas.text(column, y, sign, styles.of(line));
        }

        let text = format!(" o{window} ");
        let width = text.width() as u16;

        if end - start > width + 1 {
            let at = start + (end - start + 1 - width) / 2;
            canvas.text(at, y, &text, styles.of(name));
        } else {
            canvas.text(end + 1, y, text.trim_end(), styles.of(name));
        }
    }
}
