//! How many windows fit in a row: its cells, padding included, and under them each window.
//!
//! ```text
//!  ·   x0  x1  x2  x3  x4   ·       7 cells, 2 of them padding
//!  └─── o0 ──┘                      3 windows of 3, each 2 further on
//!          └─── o1 ──┘              every cell is in a window
//! ```

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Look, Tile};
use super::super::canvas::Canvas;
use super::super::grid::around;
use super::super::plane::{Plane, is_large};
use super::super::theme::{Role, Styles};
use crate::app::App;
use crate::nn::{Axis, Op};

/// Columns of a cell at most and at least, and from which on it has its name.
const WIDEST: u16 = 8;
const NARROWEST: u16 = 2;
const NAMED: u16 = 5;

/// The most windows that have a line each: of a row that is seen whole, where there are so many lines or more, and fewer; where
/// planes are pictures, which need the lines more; and of a part.
const HIGH: u16 = 36;
const MOST: [usize; 2] = [8, 6];
const BESIDE_PICTURES: usize = 5;
const OF_A_PART: usize = 4;

/// Lines of the heading, with a blank one, and of the cells.
const HEAD: u16 = 2;
const CELLS: u16 = 2;

/// Columns between the cells and what is said of them, and of the sign at either end where a part of them is seen.
const GAP: u16 = 4;
const CUT: u16 = 2;

/// What there is to say of a row.
fn notes(app: &App) -> [String; 3] {
    let axis = &app.layer().columns;
    let language = app.language();

    [
        language.cells_in_a_row(axis.extent, axis.extent.saturating_sub(axis.input)),
        language.windows_of_a_row(axis.output, axis.kernel, axis.stride),
        language.cells_in_no_window(axis.unread()),
    ]
}

/// All cells of a row, and the columns of each, where so many columns hold them.
fn whole(axis: &Axis, room: u16) -> Option<(Range<usize>, u16)> {
    let pitch = usize::from(room.saturating_sub(1)).checked_div(axis.extent)?;
    let pitch = pitch.min(usize::from(WIDEST)) as u16;

    (pitch >= NARROWEST).then_some((0..axis.extent, pitch))
}

/// The cells of a row around a window, and the columns of each, where so many columns hold the window.
fn part(axis: &Axis, window: usize, room: u16) -> Option<(Range<usize>, u16)> {
    let most = usize::from(room.saturating_sub(2 * CUT) / NAMED);
    let window = axis.places(&(window..window + 1));

    (window.len() <= most).then(|| (around(window, axis.extent, most), NAMED))
}

/// A row of the current layer's input, and the windows over it.
pub(super) struct Figure<'a> {
    app: &'a App,
    axis: &'a Axis,
    /// The cells that are seen: where there is no room for all, those around the current window.
    cells: Range<usize>,
    /// Columns from one cell to the next.
    pitch: u16,
    notes: [String; 3],
    /// Whether the notes stand beside the cells, rather than above them.
    is_beside: bool,
}

impl<'a> Figure<'a> {
    /// The figure in so many columns. `None` where nothing slides, or a window is too long.
    pub(super) fn new(app: &'a App, width: u16) -> Option<Self> {
        let layer = app.layer();
        let axis = &layer.columns;
        let is_stamped = matches!(&layer.op, Op::Conv(conv) if conv.transposed.is_some());
        layer.op.window().filter(|_| !is_stamped)?;
        let notes = notes(app);
        let beside = notes.iter().map(|note| note.width()).max()? as u16 + GAP;
        let narrow = whole(axis, width.saturating_sub(beside));
        let is_beside = narrow.is_some();
        let (cells, pitch) = narrow
            .or_else(|| whole(axis, width))
            .or_else(|| part(axis, app.place().cell[2], width))?;

        (axis.input > 1).then_some(Self {
            app,
            axis,
            cells,
            pitch,
            notes,
            is_beside,
        })
    }

    /// Lines that it takes of so many, wherever the current window is.
    pub(super) fn height(&self, room: u16) -> u16 {
        let axis = self.axis;
        let span = axis.dilation * (axis.kernel - 1) + 1;
        let seen = self.cells.len().saturating_sub(span) / axis.stride + 1;
        let most = match self.is_part() {
            true => seen.min(OF_A_PART),
            false if is_large(Plane::new(self.app.layer()).size) => BESIDE_PICTURES,
            false => MOST[usize::from(room < HIGH)],
        };

        let least = if self.is_beside {
            self.notes.len() - 1
        } else {
            0
        };

        HEAD + CELLS + axis.output.min(most).max(least) as u16
    }

    /// Whether not all cells of the row are seen.
    fn is_part(&self) -> bool {
        self.cells.len() < self.axis.extent
    }

    /// The windows that are drawn, at most so many lines of them, the current one among them; a gap, `None`, where some are left
    /// out.
    fn windows(&self, most: usize) -> Vec<Option<usize>> {
        let all = self.axis.output;
        let now = self.app.place().cell[2];

        if self.is_part() {
            let near = around(now..now + 1, all, 2 * most);
            let seen: Vec<usize> = near.filter(|&window| self.is_seen(window)).collect();
            let here = seen.iter().position(|&window| window == now).unwrap_or(0);
            let shown = around(here..here + 1, seen.len(), most);

            return seen[shown].iter().copied().map(Some).collect();
        }

        let listed = |near: usize| {
            let near = around(now..now + 1, all, near);
            let first = (near.start > 0).then_some(Some(0));
            let last = (near.end < all).then_some(Some(all - 1));
            let before = first.into_iter().chain((near.start > 1).then_some(None));
            let after = (near.end + 1 < all).then_some(None).into_iter().chain(last);

            before
                .chain(near.map(Some))
                .chain(after)
                .collect::<Vec<_>>()
        };

        let mut lists = (1..=most).rev().map(listed);
        lists.find(|list| list.len() <= most).unwrap_or_default()
    }

    /// Whether all places of a window are seen.
    fn is_seen(&self, window: usize) -> bool {
        let places = self.axis.places(&(window..window + 1));

        self.cells.start <= places.start && places.end <= self.cells.end
    }

    /// Draws heading, cells, windows and what is said of them.
    pub(super) fn draw(&self, area: Rect, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let language = self.app.language();
        let heading = language.windows_in_a_row();
        canvas.text(area.x, area.y, heading, styles.of(Role::Title));

        let cut = if self.is_part() { CUT } else { 0 };
        let cells = Board {
            x: area.x + cut,
            y: area.y + HEAD,
            rows: 0..1,
            columns: self.cells.clone(),
            look: Look {
                wide: self.pitch,
                halves: 3,
            },
            step: 1,
            is_picture: false,
        };

        cells.draw(canvas, |[_, column]| self.cell(column, styles));
        self.cuts(&cells, canvas);
        let first = cells.bottom();
        let lines = area.bottom().saturating_sub(first);

        for (y, window) in (first..area.bottom()).zip(self.windows(lines.into())) {
            match window {
                Some(window) => self.window(window, [cells.x, y], canvas),
                None => {
                    canvas.text(area.x + 1, y, "…", styles.of(Role::Label));
                }
            }
        }

        self.say(&cells, area, canvas);
    }

    /// That there are more cells before the first, or after the last.
    fn cuts(&self, cells: &Board, canvas: &mut Canvas) {
        let label = canvas.styles.of(Role::Label);

        if self.cells.start > 0 {
            canvas.text(cells.x.saturating_sub(CUT - 1), cells.y, "…", label);
        }

        if self.cells.end < self.axis.extent {
            canvas.text(cells.x + cells.width(), cells.y, "…", label);
        }
    }

    /// What there is to say: beside the cells, or in the line above them.
    fn say(&self, cells: &Board, area: Rect, canvas: &mut Canvas) {
        let style = canvas.styles.of(Role::Text);

        if !self.is_beside {
            // Which cells no window reads matters most.
            let [cells_there, windows, unread] = &self.notes;
            let shorter = [
                vec![cells_there, windows, unread],
                vec![cells_there, unread],
                vec![unread],
            ];
            let shorter = shorter.map(|notes| {
                let notes: Vec<&str> = notes.into_iter().map(String::as_str).collect();
                notes.join(self.app.language().semicolon())
            });

            canvas.fitting([area.x, cells.y - 1], area.width, &shorter, style);
            return;
        }

        for (y, note) in (cells.y..area.bottom()).zip(&self.notes) {
            canvas.text(cells.x + cells.width() + GAP, y, note, style);
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

        // From the left edge of its first cell to the right one of its last: a cell of two windows is under both.
        let left = |place: usize| {
            let place = place.saturating_sub(self.cells.start) as u16;
            x + place * self.pitch + 1
        };
        let places = self.axis.places(&(window..window + 1));
        let start = left(places.start);
        let end = left(places.end.max(places.start + 1)) - 2;

        for column in start..=end {
            canvas.text(column, y, "─", styles.of(line));
        }

        // With taps that lie apart, every one between the ends has its sign.
        let is_spread = self.axis.dilation > 1;
        let inner = 1..self.axis.kernel.saturating_sub(1);
        let middle = (self.pitch - 1) / 2;
        let taps = inner.map(|tap| left(self.axis.place(window, tap)) + middle);
        let between = taps.filter(|_| is_spread).map(|column| (column, "┴"));

        for (column, sign) in between.chain([(end, "┘"), (start, "└")]) {
            canvas.text(column, y, sign, styles.of(line));
        }

        Self::name(window, [start, end, y], styles.of(name), canvas);
    }

    /// A window's name in the middle of its span, from one column to another; after it, where there is no room.
    fn name(window: usize, [start, end, y]: [u16; 3], style: Style, canvas: &mut Canvas) {
        let text = format!(" o{window} ");
        let width = text.width() as u16;

        if end - start > width + 1 {
            let at = start + (end - start + 1 - width) / 2;
            canvas.text(at, y, &text, style);
        } else {
            canvas.text(end + 1, y, text.trim_end(), style);
        }
    }
}
