//! How many lines each panel has where they stand below each other.

use ratatui::layout::Rect;

use super::super::bars;
use super::super::words::questions;
use super::Words;
use super::chosen::Chosen;
use super::layers;
use super::sharing;
use super::table::Table;
use crate::app::App;

/// Lines of the table: the strides, three paddings, what its signs mean; and more paddings where there is room.
const TABLE: [u16; 2] = [5, 9];

/// Lines of the parameters without what is computed with them.
const COUNTS: u16 = 3;

/// Lines of an outline around pictures, and of what is said below them.
const OUTLINED: u16 = 3;

/// Lines that are handed out, the most useful first.
struct Room(u16);

impl Room {
    /// So many lines, or as many as there are.
    fn take(&mut self, wanted: u16) -> u16 {
        let given = wanted.min(self.0);
        self.0 -= given;
        given
    }

    /// So many lines, or none.
    fn whole(&mut self, wanted: u16) -> u16 {
        if wanted <= self.0 {
            self.take(wanted)
        } else {
            0
        }
    }
}

/// How many lines each panel gets, and how many are left blank between them.
#[derive(Clone, Copy)]
pub(super) struct Heights {
    pub formula: u16,
    pub parts: u16,
    pub table: u16,
    pub parameters: u16,
    pub sharing: u16,
    pub layers: u16,
    pub said: u16,
    pub blanks: u16,
}

impl Heights {
    pub(super) fn new(
        app: &App,
        words: &Words,
        lines: u16,
        [wide, right]: [u16; 2],
        beside: bool,
    ) -> Self {
        let mut room = Room(lines);
        let formula = room.take(bars::lines(&words.told, wide).min(2));
        let needed = words.lines_said(app, wide);
        let asks = app.quiz().is_some() || questions(app).next().is_some();

        // A question has to be read before it can be answered.
        let mut said = if asks { room.take(needed) } else { 0 };

        let table = if app.layer().op.window().is_some() {
            room.whole(TABLE[0])
        } else {
            0
        };

        let counted = words.parameters.height(right, 1);
        let mut parameters = if beside {
            table.min(counted)
        } else {
            room.take(counted.min(COUNTS))
        };

        said += room.take(needed - said);
        let rows = sharing::rows(app);
        let mut sharing = if rows > 0 {
            room.whole(1 + rows.min(3))
        } else {
            0
        };

        parameters += room.take(counted - parameters);
        let parts = room.whole(bars::lines(&words.explained(), wide));
        let more = if sharing > 0 { rows + 1 - sharing } else { 0 };
        sharing += room.whole(more);
        let blanks = room.take(3);

        if sharing > 0 {
            sharing += room.take(rows + 1 - sharing);
        }

        let mut heights = Self {
            formula,
            parts,
            table,
            parameters,
            sharing,
            layers: 0,
            said,
            blanks,
        };

        heights.spend(app, words, rows, &mut room);

        heights
    }

    /// What a large terminal has more room for.
    fn spend(&mut self, app: &App, words: &Words, rows: u16, room: &mut Room) {
        if self.table > 0 {
            let most = Rect::new(0, 0, Table::WIDEST, TABLE[1]);
            let most = Table::new(app, most, 1).height();
            self.table += room.take(most.saturating_sub(self.table));
        }

        self.parts += room.whole((words.parts.len() as u16).saturating_sub(self.parts));

        // Without a weight, pictures have outlines, and the table of layers stands below, and a blank line.
        if Chosen::new(app).is_none() {
            if self.sharing > 0 {
                self.sharing += room.take(OUTLINED);
            }

            self.layers = match layers::lines(app) {
                0 => 0,
                lines => room.take(lines + 1),
            };
        }

        // Tiles of more lines.
        if self.sharing > rows {
            while rows > 0 && room.whole(rows) > 0 {
                self.sharing += rows;
            }
        }
    }

    /// The same, where the pictures have the lines of the table that it does not need, and with these the blank ones, and the lines
    /// that explain the formula, too.
    pub(super) fn for_pictures(self, beside: bool) -> [Self; 3] {
        let least = if beside {
            self.parameters.max(TABLE[0])
        } else {
            TABLE[0]
        };

        let needed = self.table.min(least);
        let fewer = Self {
            table: needed,
            sharing: self.sharing + self.table - needed,
            ..self
        };

        let close = Self {
            blanks: 0,
            sharing: fewer.sharing + fewer.blanks,
            ..fewer
        };

        let alone = Self {
            parts: 0,
            sharing: close.sharing + close.parts,
            ..close
        };

        [fewer, close, alone]
    }

    /// Gives the layers what the pictures do not use of their lines, where they are seen with that.
    pub(super) fn hand_over(&mut self, app: &App, used: u16) {
        if Chosen::new(app).is_some() {
            return;
        }

        let left = self.sharing.saturating_sub(used);
        let all = match layers::lines(app) {
            0 => 0,
            lines => lines.saturating_add(1),
        };

        self.sharing -= left;
        self.layers = (self.layers + left).min(all);

        if self.layers < layers::LEAST {
            self.layers = 0;
        }
    }
}
