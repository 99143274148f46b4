//! Where the panels of the view stand, and which of them there is room for.

use ratatui::layout::Rect;

use super::super::bars;
use super::Words;
use super::sharing;
use super::table::Table;
use crate::app::App;

/// Lines of the table: the strides, three paddings, what its signs mean; and more paddings where there is room.
const TABLE: [u16; 2] = [5, 9];

/// Lines of the parameters without what is computed with them.
const COUNTS: u16 = 3;

/// Columns between two panels.
const GAP: u16 = 3;

/// Where each panel stands; empty where there is no room for it.
#[derive(Debug, Default)]
pub(super) struct Panels {
    pub formula: Rect,
    pub parts: Rect,
    pub table: Rect,
    pub parameters: Rect,
    pub sharing: Rect,
    pub said: Rect,
}

impl Panels {
    /// The panels between the title and the timeline.
    pub fn new(app: &App, words: &Words, area: Rect) -> Self {
        let wide = area.width.saturating_sub(2);
        let needed = words.parameters.width();
        let has_table = app.layer().op.window().is_some();
        let left = (wide.saturating_sub(GAP) / 2).min(wide.saturating_sub(GAP + needed));
        let left = left.min(Table::WIDEST);
        let beside = has_table && left >= Table::NARROWEST;
        let (left, right) = if beside {
            (left, wide - left - GAP)
        } else {
            (wide, wide)
        };

        let heights = Heights::new(
            app,
            words,
            area.height.saturating_sub(3),
            [wide, right],
            beside,
        );

        heights.place(
            Rect {
                x: area.x + 1,
                y: area.y + 1,
                width: wide,
                height: 0,
            },
            [left, right],
            beside,
        )
    }
}

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
struct Heights {
    formula: u16,
    parts: u16,
    table: u16,
    parameters: u16,
    sharing: u16,
    said: u16,
    blanks: u16,
}

impl Heights {
    fn new(app: &App, words: &Words, lines: u16, [wide, right]: [u16; 2], beside: bool) -> Self {
        let mut room = Room(lines);
        let formula = room.take(bars::lines(&words.formula, wide).min(2));
        let told = bars::lines(&words.said, wide).min(3);

        // A question has to be read before it can be answered.
        let mut said = if app.is_asking() { room.take(told) } else { 0 };

        let table = if app.layer().op.window().is_some() {
            room.whole(TABLE[0])
        } else {
            0
        };

        let counted = words.parameters.height(right);
        let mut parameters = if beside {
            table.min(counted)
        } else {
            room.take(counted.min(COUNTS))
        };

        said += room.take(told - said);
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
            said,
            blanks,
        };

        heights.spend(words, rows, &mut room);

        heights
    }

    /// What a large terminal has more room for.
    fn spend(&mut self, words: &Words, rows: u16, room: &mut Room) {
        if self.table > 0 {
            self.table += room.take(TABLE[1] - TABLE[0]);
        }

        self.parts += room.whole((words.parts.len() as u16).saturating_sub(self.parts));

        if self.sharing > rows {
            self.sharing += room.whole(rows);
        }
    }

    /// One below the other, with the blank lines where they divide most.
    fn place(&self, top: Rect, [left, right]: [u16; 2], beside: bool) -> Panels {
        let mut y = top.y;
        let mut next = |height: u16, blank: bool| {
            let panel = Rect { y, height, ..top };
            y += height + u16::from(blank);
            panel
        };

        let formula = next(self.formula, false);
        let parts = next(self.parts, self.blanks > 1);
        let (table, parameters) = if beside {
            let band = next(self.table.max(self.parameters), self.blanks > 0);
            let table = Rect {
                width: left,
                height: self.table,
                ..band
            };

            (
                table,
                Rect {
                    x: band.x + left + GAP,
                    width: right,
                    height: self.parameters,
                    ..band
                },
            )
        } else {
            (
                next(self.table, false),
                next(self.parameters, self.blanks > 0),
            )
        };

        let sharing = next(self.sharing, self.blanks > 2);

        Panels {
            formula,
            parts,
            table,
            parameters,
            sharing,
            said: next(self.said, false),
        }
    }
}
