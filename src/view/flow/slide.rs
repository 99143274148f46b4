//! Where the window is on a plane: at its place, or on its way there.

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::layout::Panel;
use super::super::motion::{Midway, Phase};
use super::Flow;

impl Flow<'_> {
    /// The window's block on a plane, at its place or on its way there.
    pub(super) fn window_on(&self, plane: &Board) -> Option<Block> {
        self.sliding(plane, self.window_at(plane, self.scene.window()))
    }

    /// The block of the window that a cell reads: without padding, where stamps are seen.
    fn window_at(&self, plane: &Board, cell: [usize; 3]) -> Option<Block> {
        let [rows, columns] = if self.layout.picture.is_stamped() {
            self.scene.plane.reads(cell)?
        } else {
            self.scene.plane.window(cell)
        };

        plane.around(&rows, &columns)
    }

    /// The window's block; on its way there, while it slides: first fast, then slow.
    pub(super) fn sliding(&self, plane: &Board, to: Option<Block>) -> Option<Block> {
        let Some(Midway {
            from,
            phase: Phase::Slide(share),
        }) = self.scene.slide()
        else {
            return to;
        };

        let (from, to) = (self.window_at(plane, from.cell)?, to?);
        let left = (1.0 - share).powi(2);
        let between = |from: i32, to: i32| to + (f64::from(from - to) * left).round() as i32;

        Some(Block {
            x: between(from.x, to.x),
            top: between(from.top, to.top),
            ..to
        })
    }

    /// The numbers of a plane, over what is drawn on it.
    pub(super) fn numbers_again(&self, panel: &Panel, canvas: &mut Canvas) {
        let board = &panel.plane;
        let along = || board.columns.clone();
        let places = board
            .rows
            .clone()
            .flat_map(|row| along().map(move |column| [row, column]));

        for at in places {
            let tile = self.input_tile(panel.group, at, true);
            let [x, y] = board.number_at(at, tile.text.chars().count());
            canvas.number(x, y, &tile.text, tile.style);
        }
    }
}
