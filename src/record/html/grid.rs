//! A frame in both lights, cell by cell, and what is put over it to get the next one.

use std::collections::HashMap;

use ratatui::buffer;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::record::{CellStyle, Frame};

/// The looks that cells have: an ink, and that of the theme for the other light. The first one is that of blank ground.
#[derive(Debug)]
pub(super) struct Looks {
    ground: [CellStyle; 2],
    numbers: HashMap<[CellStyle; 2], usize>,
    all: Vec<[CellStyle; 2]>,
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
            numbers: HashMap::from([(blank, 0)]),
            all: vec![blank],
        }
    }

    /// All of them, by their numbers.
    pub(super) fn all(&self) -> &[[CellStyle; 2]] {
        &self.all
    }

    /// The number of a cell's look.
    fn number(&mut self, cell: &buffer::Cell, other: &buffer::Cell) -> usize {
        let look = [
            CellStyle::of(cell, self.ground[0]),
            CellStyle::of(other, self.ground[1]),
        ];

        *self.numbers.entry(look).or_insert_with(|| {
            self.all.push(look);
            self.all.len() - 1
        })
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
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    /// Its sign; a line feed for the second column of a wide one.
    sign: String,
    look: usize,
}

/// The cells of a frame, line after line.
#[derive(Debug)]
pub(super) struct Grid(Vec<Cell>);

/// Neighbouring cells of one look, and where they begin.
struct Run {
    start: usize,
    look: usize,
    signs: Vec<String>,
}

impl Grid {
    /// A frame's cells.
    pub(super) fn new(frame: &Frame, looks: &mut Looks) -> Self {
        let (screen, other) = match &frame.page {
            Some([screen, other]) => (screen, other),
            None => (&frame.screen, &frame.screen),
        };

        let mut cells: Vec<Cell> = Vec::with_capacity(screen.content.len());
        let width = usize::from(screen.area.width).max(1);
        for (row, other) in screen
            .content
            .chunks(width)
            .zip(other.content.chunks(width))
        {
            let mut hidden = 0;
            for (cell, other) in row.iter().zip(other) {
                if hidden > 0 {
                    hidden -= 1;
                    let look = cells.last().map_or(0, |cell| cell.look);
                    cells.push(Cell {
                        sign: "\n".to_owned(),
                        look,
                    });

                    continue;
                }

                hidden = cell.symbol().width().max(1) - 1;
                cells.push(Cell {
                    sign: cell.symbol().to_owned(),
                    look: looks.number(cell, other),
                });
            }
        }
        Self(cells)
    }

    /// Lines down to the last on which something is seen.
    pub(super) fn lines(&self, width: u16) -> u16 {
        let is_seen = |cell: &Cell| cell.sign != " " || cell.look != 0;
        let last = self.0.iter().rposition(is_seen);
        last.map_or(0, |at| (at / usize::from(width.max(1))) as u16 + 1)
    }

    /// An empty screen of the same size.
    pub(super) fn empty(&self) -> Self {
        Self(vec![
            Cell {
                sign: " ".to_owned(),
                look: 0
            };
            self.0.len()
        ])
    }

    /// What is put over a frame to get this one: where, in what look, and the signs, one after the other.
    pub(super) fn over(&self, before: &Self, looks: &Looks) -> Vec<Value> {
        let mut runs: Vec<Run> = Vec::new();
        for (at, cell) in self
            .0
            .iter()
            .enumerate()
            .filter(|(at, cell)| before.0.get(*at) != Some(cell))
        {
            match runs.last_mut() {
                Some(run) if run.start + run.signs.len() == at && run.takes(cell, looks) => {
                    run.signs.push(cell.sign.clone());
                }
                _ => runs.push(Run {
                    start: at,
                    look: cell.look,
                    signs: vec![cell.sign.clone()],
                }),
            }
        }
        runs.iter()
            .flat_map(|run| [json!(run.start), json!(run.look), run.text()])
            .collect()
    }
}

impl Run {
    /// Whether a cell can be written in the run's look: it is its own, or nothing but what lies behind it is seen.
    fn takes(&self, cell: &Cell, looks: &Looks) -> bool {
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
