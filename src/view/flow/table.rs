//! What softmax does to a vector, as a table.

use unicode_width::UnicodeWidthStr;

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::layout::{Map, Panel, Table};
use super::super::theme::Role;
use super::Flow;
use super::planes::is_compact;
use crate::nn::Finish;
use crate::text::Shown;

impl Flow<'_> {
    /// Draws the table: names, numbers, their distance from the largest, its exponentials; the probabilities are the map.
    pub(super) fn table(&self, table: Table, panel: &Panel, map: &Map, canvas: &mut Canvas) {
        let (Some(shifted), Some(powers)) = (&panel.kernel, &panel.products) else {
            return;
        };

        let boards = [&panel.plane, shifted, powers];
        self.heads(table, boards, map.title[0], canvas);
        self.band(table, powers, canvas);
        self.names(table, &panel.plane, canvas);

        let is_tall = !is_compact(&panel.plane);
        panel
            .plane
            .draw(canvas, |at| self.input_tile(0, at, is_tall));
        self.weights(0, shifted, canvas);
        self.powers(0, powers, canvas);
        self.foot(table, panel, canvas);
    }

    /// What the columns are called, in as many signs as there is room for.
    fn heads(&self, table: Table, boards: [&Board; 3], last: u16, canvas: &mut Canvas) {
        let label = self.style(Role::Label);
        let heads: [&[&str]; 3] = [
            &["x"],
            &["x − max", "− max"],
            &["e^(x − max)", "e^(…)", "e^…"],
        ];

        let mut end = table.names;

        for (board, names) in boards.into_iter().zip(heads) {
            let right = board.x + board.width();
            let room = usize::from(right.saturating_sub(end + 1));
            let head = names.iter().find(|name| name.width() <= room);
            let head = head.or(names.last()).copied().unwrap_or_default();
            canvas.text(
                right.saturating_sub(head.width() as u16),
                table.head,
                head,
                label,
            );
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
    fn band(&self, table: Table, powers: &Board, canvas: &mut Canvas) {
        let [row, ..] = self.scene.place.cell;

        if !self.scene.has_begun() || !powers.rows.contains(&row) {
            return;
        }

        if let Some(block) = powers.around(&(row..row + 1), &(0..1)) {
            let x = i32::from(table.names) - 1;
            let band = Block {
                x,
                width: block.x + block.width - x,
                ..block
            };

            canvas.fill(band, self.styles.window_ground(true));
        }
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
            let end = board.x + board.width();
            let start = end.saturating_sub((name.width() + 1 + value.width()) as u16);
            let next = canvas.text(start, table.foot, name, label);
            canvas.text(next + 1, table.foot, value, self.style(Role::Sum).bold());
        };

        if let Some(explanation) = scene.explanation.as_ref()
            && scene.has_begun()
            && !scene.app.hidden().class()
        {
            under(
                &panel.plane,
                "max",
                &Shown::new(explanation.peak).text,
                canvas,
            );
        }

        if let (Some(value), Some(powers)) = (scene.sum(0).value(), &panel.products) {
            let name = scene.app.language().sum();
            under(powers, name, &Shown::new(value).text, canvas);
        }
    }
}
