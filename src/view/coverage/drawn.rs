//! How the pictures of the counts are drawn.

use std::ops::Range;

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Look, Tile};
use super::super::canvas::{Block, Canvas};
use super::super::theme::{Role, Styles};

/// Which of the cells are seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    All,
    /// Those around the current window.
    Window,
    /// A corner, where the counts around the window are all alike.
    Corner,
}

/// How the pictures are drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub look: Look,
    pub is_picture: bool,
    pub part: Part,
    /// Cells down and along that a dot of a picture stands for.
    pub step: usize,
    /// Whether one stands below the other.
    pub is_stacked: bool,
}

impl Drawn {
    /// As much as fits around the window, as small as numbers can be.
    pub(super) const PART: Self = Self {
        look: Look { wide: 4, halves: 2 },
        is_picture: false,
        part: Part::Window,
        step: 1,
        is_stacked: false,
    };

    /// All cells as a small picture, one dot for so many down and along.
    pub(super) const fn small(step: usize) -> Self {
        Self {
            look: Look { wide: 1, halves: 1 },
            is_picture: true,
            part: Part::All,
            step,
            ..Self::PART
        }
    }

    /// Whether only a part is seen.
    pub(super) fn is_part(self) -> bool {
        self.part != Part::All
    }

    /// Whether tiles touch each other, each of one cell.
    pub(super) fn is_close(self) -> bool {
        self.step == 1 && (self.is_picture || !self.look.is_tall())
    }

    /// A tile whose number does not touch the next tile, where there is a blank on both sides.
    pub(super) fn spaced(self, styles: Styles, mut tile: Tile) -> Tile {
        let is_compact = !self.is_picture && !self.look.is_tall();
        let has_room = tile.text.width() + 2 <= usize::from(self.look.wide);

        if is_compact && has_room && styles.is_fine() {
            tile.text.push(' ');
        }

        tile
    }

    /// Columns and lines of all of them together, so many columns or a line between two.
    pub(super) fn whole(self, sizes: &[[u16; 2]], gap: u16) -> [u16; 2] {
        let along = |dim: usize, between: u16| {
            let sizes = sizes.iter().map(|size| size[dim]);
            sizes.reduce(|all, size| all.saturating_add(between).saturating_add(size))
        };
        let across = |dim: usize| sizes.iter().map(|size| size[dim]).max();
        let whole = if self.is_stacked {
            [across(0), along(1, 1)]
        } else {
            [along(0, gap), across(1)]
        };

        whole.map(Option::unwrap_or_default)
    }
}

/// A tile with a count: none looks like the ground, and what is never read is marked. Where tiles touch, every other one is a little
/// less warm, so that equal ones are told apart.
pub(super) fn tile(styles: Styles, count: u64, most: u64, is_other: bool) -> Tile {
    let share = count as f64 / most.max(1) as f64;

    if count == 0 {
        return Tile {
            text: "×".to_owned(),
            style: styles.of(Role::Message),
            ground: styles.blank(),
        };
    }

    let warmth = styles.warmth(share, is_other);

    Tile {
        text: format!("{count}{}", styles.shade_of(share)),
        style: warmth.map_or(styles.of(Role::Input), Style::bold),
        ground: warmth.and_then(|style| style.bg),
    }
}

/// Fills the gaps before numbers in rows without gaps: no stripes.
pub(super) fn join(board: &Board, tile: impl Fn([usize; 2]) -> Tile, canvas: &mut Canvas) {
    for row in board.rows.clone() {
        for column in board.columns.clone() {
            let around = board.around(&(row..row + 1), &(column..column + 1));

            if let (Some(block), Some(ground)) = (around, tile([row, column]).ground) {
                let gap = Block { width: 1, ..block };
                canvas.fill(gap, Some(ground));
            }
        }
    }
}

/// The lattice, the frame or the ground of the current window.
pub(super) fn lattice(board: &Board, window: &[Range<usize>; 2], canvas: &mut Canvas) {
    let [rows, columns] = window;

    if let Some(block) = board.around(rows, columns) {
        let styles = canvas.styles;
        let colour = Some(styles.lattice(true)).filter(|_| styles.has_colours());

        if board.is_picture {
            canvas.frame(block, colour);
        } else if board.look.is_tall() {
            canvas.fill(block, colour);
        } else {
            // A tile has its gap before it: the last one's is no part of the picture.
            let inside = Block {
                width: block.width - 1,
                ..block
            };

            canvas.fill(inside, styles.window_ground(true));
        }

        canvas.brackets(block);
    }
}
