//! How often each cell is read with a padding, and how that is drawn.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use super::super::theme::{Role, Styles};
use super::drawn::{self, Drawn};
use super::part;
use crate::app::App;
use crate::nn::{Axis, Layer, Reach};

/// Lines of a picture's heading, a blank one included.
const HEAD: u16 = 3;

/// Between what a picture is and whether it is so now, and between two facts.
const BLANK: &str = "  ";
const DOT: &str = " · ";

/// How often each cell is read.
pub(super) struct Counts {
    layer: Layer,
    pub rows: Vec<u64>,
    pub columns: Vec<u64>,
    /// The largest of all counts.
    pub most: u64,
    /// Whether it is as the layer is.
    is_now: bool,
    /// How many numbers there are, where they are those of a vector: it stands in rows.
    numbers: Option<usize>,
}

impl Counts {
    pub(super) fn new(layer: &Layer, is_now: bool) -> Self {
        let rows = layer.rows.coverage();
        let columns = layer.columns.coverage();
        let most = rows.iter().max().unwrap_or(&1) * columns.iter().max().unwrap_or(&1);

        Self {
            layer: layer.clone(),
            rows,
            columns,
            most,
            is_now,
            numbers: None,
        }
    }

    /// How many numbers of the output are made from each number of a vector; `None` where that is not the same for all.
    pub(super) fn of_vector(layer: &Layer) -> Option<Self> {
        const LONGEST_ROW: usize = 12;
        let numbers = layer.sources.first()?.shape.count() as usize;
        let count = match layer.op.reach() {
            Reach::All => layer.output.count(),
            Reach::Window if layer.op.form().is_elementwise() => 1,
            _ => return None,
        };

        // Rows of one length, where there are such, about twice as many columns as rows.
        let about = ((2 * numbers) as f64).sqrt().ceil() as usize;
        let width = match numbers {
            ..=LONGEST_ROW => numbers,
            _ => (about..=about * 3 / 2)
                .find(|width| numbers.is_multiple_of(*width))
                .unwrap_or(about),
        };

        Some(Self {
            layer: layer.clone(),
            rows: vec![1; numbers.div_ceil(width)],
            columns: vec![count; width],
            most: count,
            is_now: true,
            numbers: Some(numbers),
        })
    }

    /// Cells that the padding adds, for the order of two pictures.
    pub(super) fn padding(&self) -> usize {
        let axes = [&self.layer.rows, &self.layer.columns];
        axes.iter()
            .map(|axis| axis.extent.saturating_sub(axis.input))
            .sum()
    }

    /// The places along both axes, padding included.
    fn extent(&self) -> [usize; 2] {
        if self.numbers.is_some() {
            return [self.rows.len(), self.columns.len()];
        }

        [&self.layer.rows, &self.layer.columns].map(|axis| {
            if axis.spread > 1 {
                axis.input
            } else {
                axis.extent.max(axis.input)
            }
        })
    }

    /// How many places of padding stand before the first cell.
    fn before(&self) -> [usize; 2] {
        if self.numbers.is_some() {
            return [0; 2];
        }

        [&self.layer.rows, &self.layer.columns].map(|axis| {
            if axis.spread > 1 {
                0
            } else {
                usize::try_from(axis.before).unwrap_or(0)
            }
        })
    }

    /// How often the cell at a place is read; `None` in padding, and after the last number of a vector.
    fn at(&self, place: [usize; 2]) -> Option<u64> {
        let is_after = |numbers| place[0] * self.columns.len() + place[1] >= numbers;

        if self.numbers.is_some_and(is_after) {
            return None;
        }

        let before = self.before();
        let row = self.rows.get(place[0].checked_sub(before[0])?)?;
        let column = self.columns.get(place[1].checked_sub(before[1])?)?;

        Some(row * column)
    }

    /// The whole picture, at the edge of an area.
    fn whole(&self, drawn: Drawn) -> Board {
        let [rows, columns] = self.extent();

        Board {
            x: 0,
            y: HEAD,
            rows: 0..rows,
            columns: 0..columns,
            look: drawn.look,
            step: 1,
            is_picture: drawn.is_picture,
        }
    }

    /// Columns of the whole picture, and its lines with those of its heading.
    pub(super) fn size(&self, drawn: Drawn) -> [u16; 2] {
        let board = self.whole(drawn);
        [board.width(), board.bottom()]
    }

    /// Columns of its heading.
    pub(super) fn heading(&self, app: &App, drawn: Drawn) -> u16 {
        let name = self.name(app).join(BLANK);
        let facts = self.facts(app, &self.whole(drawn)).join(DOT);

        name.width().max(facts.width()) as u16
    }

    /// Draws heading and counts.
    pub(super) fn draw(&self, app: &App, area: Rect, drawn: Drawn, canvas: &mut Canvas) {
        let window = self.window(app);
        let board = self.board(&window, area, drawn);
        self.head(app, area, &board, canvas);
        let styles = canvas.styles;

        if self.is_now && !drawn.is_picture {
            drawn::lattice(&board, &window, canvas);
        }

        let tile = |place| self.tile(app, styles, place, (&window, drawn));

        if !drawn.is_picture && !drawn.look.is_tall() {
            drawn::join(&board, tile, canvas);
        }

        board.draw(canvas, tile);

        if self.is_now && drawn.is_picture {
            drawn::lattice(&board, &window, canvas);
        }
    }

    /// What stands at a place. In rows without gaps the window is one ground; elsewhere it is seen in the gaps.
    fn tile(
        &self,
        app: &App,
        styles: Styles,
        place: [usize; 2],
        (window, drawn): (&[Range<usize>; 2], Drawn),
    ) -> Tile {
        let is_compact = !drawn.is_picture && !drawn.look.is_tall();
        let is_under = self.is_now && (0..2).all(|dim| window[dim].contains(&place[dim]));
        let is_in_window = is_under && self.is_read(app, place);

        if app.hidden().size() {
            return Tile {
                text: "?".to_owned(),
                style: styles.of(Role::Pending),
                ground: styles.blank(),
            };
        }

        let written = if is_compact && is_in_window {
            Some(styles.in_window())
        } else {
            None
        };

        let Some(count) = self.at(place) else {
            return self.unread(styles, drawn, written);
        };

        let is_other = drawn.is_close() && (place[0] + place[1]) % 2 == 1;
        let tile = drawn::tile(styles, count, self.most, is_other);

        if drawn.is_picture {
            let share = count as f64 / self.most.max(1) as f64;
            let plain = || styles.dot(Role::Input, share);

            return Tile {
                text: String::new(),
                ground: Some(tile.ground.unwrap_or_else(plain)),
                ..tile
            };
        }

        match written {
            Some(style) => Tile {
                style,
                ground: None,
                ..tile
            },
            None if is_in_window && self.has_gaps() => Tile {
                style: styles.in_window(),
                ground: styles.window_ground(true),
                ..tile
            },
            None => tile,
        }
    }

    /// A place of padding, or one after the last number of a vector.
    fn unread(&self, styles: Styles, drawn: Drawn, written: Option<Style>) -> Tile {
        if self.numbers.is_some() {
            return Tile::default();
        }

        Tile {
            text: if drawn.is_picture { "" } else { "·" }.to_owned(),
            style: written.unwrap_or(styles.of(Role::Padding)),
            ground: None,
        }
    }

    /// The places that the current window covers.
    fn window(&self, app: &App) -> [Range<usize>; 2] {
        let cell = app.place().cell;
        let [map, row, column] = cell;

        if let (Reach::Moved, Some(from)) = (self.layer.op.reach(), self.layer.source(cell, 0, 0)) {
            return [from.at[1], from.at[2]].map(|at| at..at + 1);
        }

        if self.numbers.is_some() {
            let width = self.columns.len();
            let [row, column] = [map / width, map % width];

            return match self.layer.op.reach() {
                Reach::All => [0..self.rows.len(), 0..width],
                _ => [row..row + 1, column..column + 1],
            };
        }

        let span = |axis: &Axis, window: usize| {
            if axis.spread > 1 {
                return axis.reads(&(window..window + 1));
            }

            axis.places(&(window..window + 1))
        };

        [
            span(&self.layer.rows, row.min(self.layer.rows.output - 1)),
            span(
                &self.layer.columns,
                column.min(self.layer.columns.output - 1),
            ),
        ]
    }

    fn board(&self, window: &[Range<usize>; 2], area: Rect, drawn: Drawn) -> Board {
        let [height, width] = self.extent();
        let lines = usize::from(area.height.saturating_sub(HEAD));

        let most = [
            2 * lines / usize::from(drawn.look.halves),
            usize::from(area.width.saturating_sub(1)) / usize::from(drawn.look.wide),
        ];

        let [rows, columns] = if drawn.is_part {
            self.part(window, [height, width], most)
        } else {
            [0..height, 0..width]
        };

        Board {
            x: area.x,
            y: area.y + HEAD,
            rows,
            columns,
            look: drawn.look,
            step: 1,
            is_picture: drawn.is_picture,
        }
    }

    /// So many rows and columns of those that there are.
    fn part(
        &self,
        window: &[Range<usize>; 2],
        all: [usize; 2],
        most: [usize; 2],
    ) -> [Range<usize>; 2] {
        match self.numbers {
            Some(_) => part::near(window, all, most),
            None => part::telling(|place| self.at(place), window, all, most),
        }
    }

    /// What is read how often, and what comes out; where only a part is seen, which.
    fn facts(&self, app: &App, board: &Board) -> Vec<String> {
        let language = app.language();
        let [height, width] = self.extent();
        let is_whole = board.rows.len() == height && board.columns.len() == width;

        if app.hidden().size() || is_whole && self.numbers.is_some() {
            Vec::new()
        } else if is_whole {
            let middle = [self.rows.len() / 2, self.columns.len() / 2];
            let corner = self.rows[0] * self.columns[0];
            let middle = self.rows[middle[0]] * self.columns[middle[1]];
            language
                .coverage_facts(corner, middle, &self.output())
                .into()
        } else {
            let part = |seen: &Range<usize>, n: usize| {
                format!("{}–{}/{n}", seen.start, seen.end.max(1) - 1)
            };
            vec![part(&board.rows, height), part(&board.columns, width)]
        }
    }

    /// Rows and columns of what comes out, or its numbers.
    fn output(&self) -> String {
        let output = self.layer.output;
        let [_, rows, columns] = output.dims();

        if output.is_vector() {
            output.to_string()
        } else {
            format!("{rows}×{columns}")
        }
    }

    /// Whether the window has places that none of its taps reads.
    fn has_gaps(&self) -> bool {
        self.numbers.is_none() && self.layer.rows.dilation.max(self.layer.columns.dilation) > 1
    }

    /// Whether a tap of the current window reads a place.
    fn is_read(&self, app: &App, [y, x]: [usize; 2]) -> bool {
        let [_, row, column] = app.place().cell;
        let has_tap = |axis: &Axis, window: usize, place: usize| {
            axis.dilation == 1 || axis.tap(window, place).is_some()
        };

        self.numbers.is_some()
            || has_tap(&self.layer.rows, row, y) && has_tap(&self.layer.columns, column, x)
    }

    /// What it is, `padding 1`, and whether the layer is so.
    fn name(&self, app: &App) -> [String; 2] {
        let language = app.language();
        let name = match self.layer.op.window() {
            Some(window) => format!(
                "{} {}",
                language.padding(),
                bars::sides(&window.padding, language)
            ),
            None if self.numbers.is_some() => language.outputs_that_read_in_short().to_owned(),
            None => language.windows_that_read_in_short().to_owned(),
        };

        let has_other = self.layer.op.window().is_some();
        let now = if self.is_now && has_other {
            language.now_sign()
        } else {
            ""
        };

        [name, now.to_owned()]
    }

    /// `padding 1  ◀ now` and `corner 4 · middle 9 · output 5×5`, or as many of these facts as there is room for.
    fn head(&self, app: &App, area: Rect, board: &Board, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let [name, now] = self.name(app);
        let end = canvas.text(area.x, area.y, &name, styles.of(Role::Title));
        let next = end + BLANK.len() as u16;
        canvas.text(next, area.y, &now, styles.of(Role::Message));

        let facts = self.facts(app, board);
        let shorter: Vec<String> = (0..facts.len())
            .rev()
            .map(|last| facts[..=last].join(DOT))
            .collect();

        let label = styles.of(Role::Label);
        canvas.fitting([area.x, area.y + 1], area.width, &shorter, label);
    }
}
