//! How often each cell is read with a padding, and how that is drawn.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use super::super::theme::{Role, Styles};
use super::drawn::{self, Drawn};
use crate::app::App;
use crate::nn::{Axis, Cell, Layer, Op, Reach};

/// Lines of a picture's heading, a blank one included.
pub(super) const HEAD: u16 = 3;

/// How often each cell is read.
pub(super) struct Counts {
    pub layer: Layer,
    pub rows: Vec<u64>,
    pub columns: Vec<u64>,
    /// The largest of all counts.
    pub most: u64,
    /// Rows of padding that a picture beside it has more above its first cell.
    pub above: usize,
    /// Whether it is as the layer is, and what the current cell reads.
    pub is_now: bool,
    /// How many numbers there are, where they are those of a vector: it stands in rows.
    pub numbers: Option<usize>,
    /// Of a layer that has several inputs, which of them it is: the cell of it that the current cell reads, or its first.
    pub source: Option<Cell>,
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
            above: 0,
            is_now,
            numbers: None,
            source: None,
        }
    }

    /// Of the current layer's maps: by windows, or of the current map by all output cells that read it.
    pub(super) fn of_maps(app: &App) -> Self {
        let layer = app.layer();
        let by_windows = Self::new(layer, true);
        let map = app.place().cell[0];

        match layer.readers(map) {
            Some(count) => Self {
                rows: vec![1; by_windows.rows.len()],
                columns: vec![count; by_windows.columns.len()],
                most: count,
                ..by_windows
            },
            None => by_windows,
        }
    }

    /// Of each input of a layer that has several; none of another's.
    pub(super) fn of_sources(app: &App) -> Vec<Self> {
        let layer = app.layer();
        let all = layer.sources.len();
        let of = |source| Self::of_source(layer, app.place().cell, source);

        (0..all).filter(|_| all > 1).map(of).collect()
    }

    /// Of one of several inputs: each of its cells is read once, or, where the input is smaller than the output, for several of that.
    fn of_source(layer: &Layer, cell: [usize; 3], source: usize) -> Self {
        let shape = layer.sources[source].shape;
        let [_, height, width] = shape.dims();
        let mut taps = (0..layer.groups()).filter_map(|group| layer.source(cell, group, 0));
        let read = taps.find(|from| from.source == source);
        let count = match layer.op {
            Op::Concat => 1,
            _ => layer.output.count() / shape.count().max(1),
        };

        let alike = if shape.is_vector() {
            Self::in_rows(layer, shape.count(), count)
        } else {
            Self {
                rows: vec![1; height],
                columns: vec![count; width],
                numbers: None,
                ..Self::in_rows(layer, 1, count)
            }
        };

        Self {
            is_now: read.is_some(),
            source: read.or(Some(Cell { source, at: [0; 3] })),
            ..alike
        }
    }

    /// How many numbers of the output are made from each number of a vector; `None` where that is not the same for all.
    pub(super) fn of_vector(layer: &Layer) -> Option<Self> {
        let numbers = layer.sources.first()?.shape.count();
        let count = match layer.op.reach() {
            Reach::All => layer.output.count(),
            Reach::Window if layer.op.form().is_elementwise() => 1,
            _ => return None,
        };

        Some(Self::in_rows(layer, numbers, count))
    }

    /// A vector's numbers, each of which is read equally often: in rows of one length, where there are such, about twice as many
    /// columns as rows.
    fn in_rows(layer: &Layer, numbers: u64, count: u64) -> Self {
        const LONGEST_ROW: usize = 12;
        let numbers = numbers as usize;
        let about = ((2 * numbers) as f64).sqrt().ceil() as usize;
        let width = match numbers {
            ..=LONGEST_ROW => numbers,
            _ => (about..=about * 3 / 2)
                .find(|width| numbers.is_multiple_of(*width))
                .unwrap_or(about),
        };

        Self {
            layer: layer.clone(),
            rows: vec![1; numbers.div_ceil(width)],
            columns: vec![count; width],
            most: count,
            above: 0,
            is_now: true,
            numbers: Some(numbers),
            source: None,
        }
    }

    /// Whether its cells are all that there is: nothing is padded.
    fn is_bare(&self) -> bool {
        self.numbers.is_some() || self.source.is_some()
    }

    /// Cells that the padding adds, for the order of two pictures.
    pub(super) fn padding(&self) -> usize {
        let axes = [&self.layer.rows, &self.layer.columns];
        axes.iter()
            .map(|axis| axis.extent.saturating_sub(axis.input))
            .sum()
    }

    /// The places along both axes, padding included; a transposed convolution's padding is cut off its output.
    pub(super) fn extent(&self) -> [usize; 2] {
        if self.is_bare() {
            return [self.rows.len(), self.columns.len()];
        }

        [&self.layer.rows, &self.layer.columns].map(|axis| {
            if self.layer.op.is_transposed() {
                axis.input
            } else {
                axis.extent.max(axis.input)
            }
        })
    }

    /// How many places of padding stand before the first cell.
    pub(super) fn before(&self) -> [usize; 2] {
        if self.is_bare() || self.layer.op.is_transposed() {
            return [0; 2];
        }

        let axes = [&self.layer.rows, &self.layer.columns];
        axes.map(|axis| usize::try_from(axis.before).unwrap_or(0))
    }

    /// How often the cell at a place is read; `None` in padding, and after the last number of a vector.
    pub(super) fn at(&self, place: [usize; 2]) -> Option<u64> {
        let is_after = |numbers| place[0] * self.columns.len() + place[1] >= numbers;

        if self.numbers.is_some_and(is_after) {
            return None;
        }

        let before = self.before();
        let row = self.rows.get(place[0].checked_sub(before[0])?)?;
        let column = self.columns.get(place[1].checked_sub(before[1])?)?;

        Some(row * column)
    }

    /// The whole picture, at the edge of an area: its cells are on the lines of the same cells beside it.
    pub(super) fn whole(&self, drawn: Drawn) -> Board {
        let [rows, columns] = self.extent();
        let is_beside = !drawn.is_part() && !drawn.is_stacked;
        let above = if is_beside { self.above } else { 0 };
        let halves = above * usize::from(drawn.look.halves) / drawn.step;

        Board {
            x: 0,
            y: HEAD + (halves / 2) as u16,
            rows: 0..rows,
            columns: 0..columns,
            look: drawn.look,
            step: drawn.step,
            is_picture: drawn.is_picture,
        }
    }

    /// Columns of the whole picture, and its lines with those of its heading.
    pub(super) fn size(&self, drawn: Drawn) -> [u16; 2] {
        let board = self.whole(drawn);
        [board.width(), board.bottom()]
    }

    /// Draws heading and counts, of so many rows and columns.
    pub(super) fn draw(
        &self,
        app: &App,
        (area, drawn): (Rect, Drawn),
        seen: [Range<usize>; 2],
        canvas: &mut Canvas,
    ) {
        let window = self.window(app);
        let [rows, columns] = seen;
        let board = Board {
            x: area.x,
            rows,
            columns,
            y: area.y + self.whole(drawn).y,
            ..self.whole(drawn)
        };

        self.head(app, area, &board, canvas);
        let styles = canvas.styles;

        // Of a window with gaps, each place that is read has its own.
        let is_apart = self.has_gaps() && drawn.look.is_tall();

        for part in self.framed(app, &window, is_apart) {
            if self.is_now && !drawn.is_picture {
                drawn::lattice(&board, &part, canvas);
            }
        }

        let tile = |place| drawn.spaced(styles, self.tile(app, styles, place, (&window, drawn)));

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

        let Some(count) = self.rarest(place, drawn.step) else {
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
    pub(super) fn window(&self, app: &App) -> [Range<usize>; 2] {
        let cell = app.place().cell;
        let [map, row, column] = cell;

        if let Some(from) = self.source {
            return self.place(from.at).map(|at| at..at + 1);
        }

        if let (Reach::Moved, Some(from)) = (self.layer.op.reach(), self.layer.source(cell, 0, 0)) {
            return [from.at[1], from.at[2]].map(|at| at..at + 1);
        }

        if self.numbers.is_some() {
            return match self.layer.op.reach() {
                Reach::All => [0..self.rows.len(), 0..self.columns.len()],
                _ => self.place([map, 0, 0]).map(|at| at..at + 1),
            };
        }

        let span = |axis: &Axis, window: usize| {
            if self.layer.op.is_transposed() {
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

    /// Where a cell stands: of a vector, in its rows.
    fn place(&self, [map, row, column]: [usize; 3]) -> [usize; 2] {
        let width = self.columns.len();

        if self.numbers.is_some() {
            [map / width, map % width]
        } else {
            [row, column]
        }
    }

    /// Whether the window has places that none of its taps reads.
    fn has_gaps(&self) -> bool {
        self.numbers.is_none() && self.layer.rows.dilation.max(self.layer.columns.dilation) > 1
    }

    /// What has a lattice: the window, or each place of it that is read.
    fn framed(
        &self,
        app: &App,
        window: &[Range<usize>; 2],
        is_apart: bool,
    ) -> Vec<[Range<usize>; 2]> {
        if !is_apart {
            return vec![window.clone()];
        }

        let [rows, columns] = window;
        let places = rows
            .clone()
            .flat_map(|row| columns.clone().map(move |column| [row, column]));
        let read = places.filter(|place| self.is_read(app, *place));

        read.map(|place| place.map(|at| at..at + 1)).collect()
    }

    /// Whether a tap of the current window reads a place.
    fn is_read(&self, app: &App, [y, x]: [usize; 2]) -> bool {
        let [_, row, column] = app.place().cell;
        let place = |axis: &Axis, place: usize| {
            if self.layer.op.is_transposed() {
                let at = axis.before + (place * axis.spread) as i64;
                usize::try_from(at).ok()
            } else {
                Some(place)
            }
        };
        let has_tap = |axis: &Axis, window: usize, at: usize| {
            let place = place(axis, at);
            axis.dilation == 1 || place.is_some_and(|place| axis.tap(window, place).is_some())
        };

        self.numbers.is_some()
            || has_tap(&self.layer.rows, row, y) && has_tap(&self.layer.columns, column, x)
    }
}
