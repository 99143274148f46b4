//! For a room: what is said now is lit, and the rest of what is read, multiplied and added fades.

use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::layout::Panel;
use super::super::scene::Progress;
use super::Flow;

/// How far what is not spoken of goes towards the ground.
const FADED: f64 = 0.6;

impl Flow<'_> {
    /// Fades everything of the planes but the windows that are spoken of, and the kernels and products of other channels. Before
    /// anything is computed, everything is spoken of.
    pub(super) fn spotlight(&self, canvas: &mut Canvas) {
        if !self.scene.app.parts().spotlight || !self.scene.has_begun() {
            return;
        }

        let picture = &self.layout.picture;
        let panels = || picture.panels.iter();
        let lit: Vec<Block> = panels().flat_map(|panel| self.spoken(panel)).collect();
        let all = panels().flat_map(|panel| panel.taps().chain([&panel.plane]));
        // A photograph is to be seen, and the window on it has its own edge.
        let all = all.chain(&picture.stamps).filter(|board| !board.is_picture);

        for board in all {
            let whole = board.around(&board.rows, &board.columns).map(rect);
            let cells = whole.into_iter().flat_map(Rect::positions);
            let area = canvas.area;

            for at in cells.filter(|at| area.contains(*at)) {
                let is_name = at.y < board.y && !is_area(canvas.buffer[at].symbol());
                let fades = [0, 1].map(|half| {
                    let [x, half] = [at.x, 2 * at.y + half].map(i32::from);
                    !lit.iter().any(|block| block.contains([x, half]))
                });

                if !is_name {
                    self.fade(at.into(), fades, canvas);
                }
            }
        }
    }

    /// What is lit of a channel: all of it but what lies outside of its window; nothing, where another one is spoken of.
    fn spoken(&self, panel: &Panel) -> Vec<Block> {
        let is_spoken =
            self.scene.is_finished() || self.scene.progress(panel.group) == Progress::Now;

        if !is_spoken {
            return Vec::new();
        }

        let window = self.window_on(&panel.plane);
        let whole = |board: &Board| board.around(&board.rows, &board.columns);
        let mut stamped = self.layout.picture.stamped();
        let own = stamped.find(|(other, _)| other.group == panel.group);

        panel
            .taps()
            .chain(own.into_iter().flat_map(|(_, stamps)| stamps))
            .filter_map(whole)
            .chain(window)
            .collect()
    }

    /// Fades a cell of the screen; where it is an area, of its upper and its lower half those that are to be.
    fn fade(&self, at: (u16, u16), [upper, lower]: [bool; 2], canvas: &mut Canvas) {
        let cell = &mut canvas.buffer[at];
        let [front, back] = match cell.symbol() {
            "▀" => [upper, lower],
            "▄" => [lower, upper],
            _ => [upper && lower; 2],
        };

        let faded = |fades: bool, colour: Color| {
            if fades {
                self.styles.faded(colour, FADED)
            } else {
                colour
            }
        };
        let colours = (faded(front, cell.fg), faded(back, cell.bg));

        if front && back && colours == (cell.fg, cell.bg) {
            cell.modifier |= Modifier::DIM;
        }

        (cell.fg, cell.bg) = colours;
    }
}

/// Whether a sign is no letter, but halves of a cell.
fn is_area(sign: &str) -> bool {
    matches!(sign, " " | "▀" | "▄" | "█")
}

/// The cells of the screen that a block lies on.
fn rect(block: Block) -> Rect {
    let clamped = |at: i32| u16::try_from(at.max(0)).unwrap_or(u16::MAX);
    let top = block.top.div_euclid(2);
    let bottom = (block.top + block.height + 1).div_euclid(2);
    let [x, y] = [block.x, top].map(clamped);

    Rect {
        x,
        y,
        width: clamped(block.x + block.width).saturating_sub(x),
        height: clamped(bottom).saturating_sub(y),
    }
}
