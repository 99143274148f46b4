//! What is put over a frame in both lights to get the next one, cell by cell.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use ratatui::buffer::{self, Buffer};
use serde_json::{Value, json};

use crate::record::CellStyle;
use crate::record::diff::width;

/// The looks that cells have: an ink, and that of the theme for the other light. The first one is that of blank ground.
#[derive(Debug)]
pub(super) struct Looks {
    ground: [CellStyle; 2],
    numbers: HashMap<[CellStyle; 2], usize, FixedState>,
    all: Vec<[CellStyle; 2]>,
    /// The number that was asked for last: most cells look as the one before.
    last: usize,
}

impl Looks {
    /// Only blank ground, so far.
    pub(super) fn new(ground: [CellStyle; 2]) -> Self {
        let blank = ground.map(|ink| CellStyle {
            fore: ink.back,
            ..ink
        });

        Self {
            ground,
            numbers: HashMap::from_iter([(blank, 0)]),
            all: vec![blank],
            last: 0,
        }
    }

    /// All of them, by their numbers.
    pub(super) fn all(&self) -> &[[CellStyle; 2]] {
        &self.all
    }

    /// The number of a cell's look.
    fn number(&mut self, cells: [&buffer::Cell; 2]) -> usize {
        let look = [0, 1].map(|light| CellStyle::of(cells[light], self.ground[light]));

        if self.all[self.last] != look {
            self.last = *self.numbers.entry(look).or_insert_with(|| {
                self.all.push(look);
                self.all.len() - 1
            });
        }

        self.last
    }

    fn is_underlined(&self, look: usize) -> bool {
        self.all[look][0].underlined
    }

    /// Whether the same lies behind both, in either light.
    fn are_level(&self, one: usize, other: usize) -> bool {
        self.all[one].map(|ink| ink.back) == self.all[other].map(|ink| ink.back)
    }
}

/// A cell as the page keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell<'a> {
    /// Its sign; a line feed for the second column of a wide one.
    sign: &'a str,
    look: usize,
}

/// A cell of an empty screen.
const EMPTY: Cell<'static> = Cell { sign: " ", look: 0 };

/// A line of a screen in both lights, from left to right.
struct Line<'a> {
    cells: [&'a [buffer::Cell]; 2],
    /// Columns that the last wide sign still takes.
    hidden: u16,
    look: usize,
}

impl<'a> Line<'a> {
    fn new(page: [&'a Buffer; 2], y: usize) -> Self {
        let width = usize::from(page[0].area.width);

        Self {
            cells: page.map(|light| &light.content[y * width..][..width]),
            hidden: 0,
            look: 0,
        }
    }

    /// Whether a column, which no wide sign before it takes, has the same sign of one column in another line.
    fn has_kept(&self, other: &Self, x: usize) -> bool {
        let is_alone = self.hidden == 0 && other.hidden == 0 && width(&self.cells[0][x]) == 1;
        is_alone && (0..2).all(|light| self.cells[light][x] == other.cells[light][x])
    }

    /// The cell of the next column, if it is another than in the line that was there before, or than an empty one.
    fn changed(
        &mut self,
        x: usize,
        before: Option<&mut Self>,
        looks: &mut Looks,
    ) -> Option<Cell<'a>> {
        if before
            .as_ref()
            .is_some_and(|before| self.has_kept(before, x))
        {
            return None;
        }

        let cell = self.next(x, looks);
        let was = before.map_or(EMPTY, |before| before.next(x, looks));

        (was != cell).then_some(cell)
    }

    /// The cell of the next column.
    fn next(&mut self, x: usize, looks: &mut Looks) -> Cell<'a> {
        if self.hidden > 0 {
            self.hidden -= 1;
            let look = self.look;
            return Cell { sign: "\n", look };
        }

        let cells = self.cells.map(|cells| &cells[x]);
        self.hidden = width(cells[0]) - 1;
        self.look = looks.number(cells);

        Cell {
            sign: cells[0].symbol(),
            look: self.look,
        }
    }
}

/// Neighbouring cells of one look, and where they begin.
struct Run<'a> {
    start: usize,
    look: usize,
    signs: Vec<&'a str>,
}

/// What is put over a frame to get the next one, or over an empty screen: where, in what look, and the signs, one after the other.
/// And how many lines there are down to the last on which anything of it is seen.
pub(super) fn over(
    before: Option<[&Buffer; 2]>,
    after: [&Buffer; 2],
    looks: &mut Looks,
) -> (Vec<Value>, u16) {
    let area = after[0].area;
    let columns = usize::from(area.width);
    let before = before.filter(|before| before[0].area == area);
    let mut runs: Vec<Run> = Vec::new();
    let mut lines = 0;

    for y in 0..usize::from(area.height) {
        let mut own = Line::new(after, y);
        let mut old = before.map(|before| Line::new(before, y));

        if old.as_ref().is_some_and(|old| old.cells == own.cells) {
            continue;
        }

        for x in 0..columns {
            let Some(cell) = own.changed(x, old.as_mut(), looks) else {
                continue;
            };

            if cell != EMPTY {
                lines = y as u16 + 1;
            }

            let at = y * columns + x;

            match runs.last_mut() {
                Some(run) if run.start + run.signs.len() == at && run.takes(cell, looks) => {
                    run.signs.push(cell.sign);
                }
                _ => runs.push(Run {
                    start: at,
                    look: cell.look,
                    signs: vec![cell.sign],
                }),
            }
        }
    }

    let put = runs
        .iter()
        .flat_map(|run| [json!(run.start), json!(run.look), run.text()]);

    (put.collect(), lines)
}

impl Run<'_> {
    /// Whether a cell can be written in the run's look: it is its own, or nothing but what lies behind it is seen.
    fn takes(&self, cell: Cell, looks: &Looks) -> bool {
        let is_blank = cell.sign == " " && looks.are_level(cell.look, self.look);
        cell.look == self.look
            || is_blank && !looks.is_underlined(cell.look) && !looks.is_underlined(self.look)
    }

    /// A string of one character a cell, or a list where characters are joined to one sign.
    fn text(&self) -> Value {
        let is_simple = self.signs.iter().all(|sign| sign.chars().nth(1).is_none());
        if is_simple {
            json!(self.signs.concat())
        } else {
            json!(self.signs)
        }
    }
}
