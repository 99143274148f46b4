//! What softmax does to a vector, as a table.

use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Tile};
use super::super::canvas::{Block, Canvas};
use super::super::layout::{Map, Panel, Table};
use super::super::theme::Role;
use super::Flow;
use super::names::seen;
use super::planes::is_compact;
use crate::nn::Finish;

impl Flow<'_> {
    /// Draws the table: names, numbers, their distance from the largest, its exponentials; the probabilities are the map.
    pub(super) fn table(&self, table: Table, panel: &Panel, map: &Map, canvas: &mut Canvas) {
        let (Some(shifted), Some(powers)) = (&panel.kernel, &panel.products) else {
            return;
        };

        let boards = [&panel.plane, shifted, powers];
        self.heads(table, boards, map.title[0], canvas);
        let band = self.band(table, powers, canvas);
        self.lines(table, boards, canvas);
        self.foot(table, panel, canvas);

        if let Some(band) = band {
            let ground = self.styles.window_ground(true);
            canvas.reink(band, ground, self.styles.in_window());
        }

        // Beside those around the current one stands the largest, if it is not among them.
        let is_told = !self.scene.app.hidden().class();
        let peak = table.peak.zip(self.peak()).filter(|_| is_told);

        if let Some((y, row)) = peak.filter(|(_, row)| !panel.plane.rows.contains(row)) {
            let line = |board: &Board| Board {
                y,
                rows: row..row + 1,
                ..board.clone()
            };

            let [plane, shifted, powers] = boards.map(line);
            self.lines(table, [&plane, &shifted, &powers], canvas);

            let board = line(&map.board);
            self.map(
                &Map {
                    board,
                    ..map.clone()
                },
                canvas,
            );
        }
    }

    /// The lines of the table that these boards have: names, numbers, their distance from the largest, its exponentials.
    fn lines(&self, table: Table, [plane, shifted, powers]: [&Board; 3], canvas: &mut Canvas) {
        let is_compact = is_compact(plane);
        self.names(table, plane, canvas);

        plane.draw(canvas, |at| {
            let tile = self.input_tile(0, at, !is_compact);

            if is_compact && tile.ground != self.styles.mark() {
                let style = self.style(Role::Input);
                Tile { style, ..tile }
            } else {
                tile
            }
        });

        self.weights(0, shifted, canvas);
        self.powers(0, powers, canvas);
    }

    /// Where the largest number stands, where all are known and not very many.
    fn peak(&self) -> Option<usize> {
        let scene = &self.scene;

        if scene.layer.is_heavy() {
            return None;
        }

        let count = scene.layer.output.dims()[0];
        let number = |row| Some((row, scene.input(0, [row, 0]).value()?));
        let numbers = (0..count).map(number).collect::<Option<Vec<_>>>();

        numbers?
            .into_iter()
            .rev()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(row, _)| row)
    }

    /// What the columns are called, in as many signs as there is room for.
    fn heads(&self, table: Table, boards: [&Board; 3], last: u16, canvas: &mut Canvas) {
        let label = self.style(Role::Label);
        let heads: [&[&str]; 3] = [
            &["x"],
            &["x − max", "− max", "−max"],
            &["e^(x − max)", "e^(…)", "e^…"],
        ];

        self.range(table, boards[0], canvas);
        let mut end = table.names;

        for (board, names) in boards.into_iter().zip(heads) {
            let right = board.x + board.width();
            let room = usize::from(right.saturating_sub(end + 2));
            let head = names.iter().find(|name| name.width() <= room);
            let head = head.or(names.last()).copied().unwrap_or_default();
            canvas.text(start_of(board, head.width()), table.head, head, label);
            end = right;
        }

        let language = self.scene.app.language();
        let is_logarithm = self.scene.layer.op.form().finish == Finish::LogProbability;
        let divided = format!("÷ {}", language.sum());
        let result = if is_logarithm {
            ["x − max − ln sum".to_owned(), "− ln sum".to_owned()]
        } else {
            let probability = format!("{divided} = {}", language.probability());
            [probability, divided]
        };

        let room = canvas.area.right().saturating_sub(last);
        canvas.fitting([last, table.head], room, &result, label);
    }

    /// Which lines are seen, where not all have room, before the first column's name.
    fn range(&self, table: Table, board: &Board, canvas: &mut Canvas) {
        let count = self.scene.layer.output.dims()[0];
        let room = (board.x + board.width()).saturating_sub(table.names + 2);
        let part = seen(&board.rows);
        let names = [format!("{part} / {count}"), part, "…".to_owned()];

        if table.peak.is_some() && !self.scene.app.hidden().size() {
            let at = [table.names, table.head];
            canvas.fitting(at, room, &names, self.style(Role::Label));
        }
    }

    /// What a number of the vector is called: its class where the network ends here.
    fn class(&self, row: usize) -> String {
        let app = self.scene.app;
        let is_last = self.scene.place.layer + 1 == app.network().layers.len();

        if is_last {
            app.scenario().class(row)
        } else {
            row.to_string()
        }
    }

    /// Behind the current line.
    fn band(&self, table: Table, powers: &Board, canvas: &mut Canvas) -> Option<Block> {
        let [row, ..] = self.scene.place.cell;
        let is_seen = self.scene.has_begun() && powers.rows.contains(&row);
        let block = powers.around(&(row..row + 1), &(0..1));
        let block = block.filter(|_| is_seen)?;
        let x = i32::from(table.names) - 1;
        let band = Block {
            x,
            width: block.x + block.width - x,
            ..block
        };

        canvas.fill(band, self.styles.window_ground(true));
        Some(band)
    }

    fn names(&self, table: Table, board: &Board, canvas: &mut Canvas) {
        let width = board.x.saturating_sub(table.names + 1);

        for row in board.rows.clone() {
            let is_here = self.scene.has_begun() && self.scene.place.cell[0] == row;
            let role = if is_here { Role::Title } else { Role::Label };
            let name = self.class(row);
            canvas.clipped(
                table.names,
                board.line_of(row),
                width,
                &name,
                self.style(role),
            );
        }
    }

    /// The largest number, and the sum of the exponentials, once they stand.
    fn foot(&self, table: Table, panel: &Panel, canvas: &mut Canvas) {
        let scene = &self.scene;
        let label = self.style(Role::Label);
        let under = |board: &Board, name: &str, value: &str, canvas: &mut Canvas| {
            let start = start_of(board, name.width() + 1 + value.width());
            let next = canvas.text(start, table.foot, name, label);
            canvas.text(next + 1, table.foot, value, self.style(Role::Sum).bold());
        };

        if let Some(explanation) = scene.explanation.as_ref()
            && scene.has_begun()
            && !scene.app.hidden().class()
        {
            under(&panel.plane, "max", &self.shown(explanation.peak), canvas);
        }

        if let (Some(value), Some(powers)) = (scene.sum(0).value(), &panel.products) {
            let name = scene.app.language().sum();
            under(powers, name, &self.shown(value), canvas);
        }
    }
}

/// Where a text over or under a column begins: in the middle of tall tiles, as their numbers stand; else they end together.
fn start_of(board: &Board, width: usize) -> u16 {
    let width = width as u16;
    let spare = board.width().saturating_sub(width);

    if board.look.is_tall() {
        board.x + spare / 2
    } else {
        (board.x + board.width()).saturating_sub(width)
    }
}
