//! Where kernel, planes and map stand beside each other, which part of each is seen, and their names.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Look};
use super::super::canvas::Canvas;
use super::super::grid::around;
use super::super::theme::Role;
use super::looks::{Drawn, GAP, Looks, NARROWEST, wide};

/// Where the next picture stands: right of the last one, or below it.
pub(super) struct Row {
    rest: Rect,
    is_stacked: bool,
    /// Whether the pictures may have outlines.
    is_outlined: bool,
    /// Columns between two of them.
    gap: u16,
}

impl Row {
    pub(super) fn new(looks: &Looks, rest: Rect, gap: u16) -> Self {
        Self {
            rest,
            is_stacked: looks.is_stacked,
            is_outlined: !looks.drawn.has_numbers(),
            gap,
        }
    }

    /// Columns between so many planes and the map after them: more, where the planes' names need these and there is room for them.
    pub(super) fn gap(
        (size, looks): ([usize; 2], &Looks),
        [name, planes, room]: [usize; 3],
    ) -> u16 {
        let [step, _] = looks.steps;
        let wide = wide(size.map(|side| side.div_ceil(step)), looks.plane.0);
        let pitch = room.saturating_sub(wide) / planes.max(1);
        let most = pitch.saturating_sub(wide);

        (name + 2).saturating_sub(wide).min(most).max(GAP.into()) as u16
    }

    /// A matrix of rows and columns of this size, or what is seen of it around a cell; of dots, each for so many cells.
    pub(super) fn next(
        &mut self,
        [row, column]: [usize; 2],
        [rows, columns]: [usize; 2],
        (look, wide): (Look, usize),
        (drawn, step): (Drawn, usize),
    ) -> Board {
        // Its name is above it, and an outline where that has no number in it.
        let above = if self.is_outlined { 2 } else { 1 };
        let halves = 2 * usize::from(self.rest.height.saturating_sub(above));
        let lines = halves / usize::from(look.halves) * step;
        let board = Board {
            x: self.rest.x,
            y: self.rest.y + above,
            rows: around(row..row + 1, rows, lines),
            columns: around(column..column + 1, columns, wide),
            look,
            step,
            is_picture: drawn == Drawn::Dots,
        };

        if self.is_stacked {
            let used = board.height() + 2;
            self.rest.y += used;
            self.rest.height = self.rest.height.saturating_sub(used);
        } else {
            self.rest.x = board.x + board.width().max(NARROWEST) + self.gap;
        }

        board
    }
}

/// Which rows and columns of a matrix are seen, as they are counted, and how many there are.
pub(super) struct Part {
    pub seen: [Range<i64>; 2],
    pub all: [usize; 2],
    pub is_whole: bool,
}

impl Part {
    /// Of a matrix of this size, counted from 0.
    pub(super) fn of(board: &Board, all: [usize; 2]) -> Self {
        let counted = |range: &Range<usize>| range.start as i64..range.end as i64;

        Self {
            seen: [counted(&board.rows), counted(&board.columns)],
            all,
            is_whole: [board.rows.len(), board.columns.len()] == all,
        }
    }
}

/// A board's name in a line above it and in the gap after it, up to a column, with the part that is seen where that is not all.
pub(super) fn name(
    board: &Board,
    name: &str,
    part: &Part,
    ([line, right], gap): ([u16; 2], u16),
    canvas: &mut Canvas,
) {
    let span = |dim: usize| {
        let Range { start, end } = part.seen[dim];
        format!("{start}–{}/{}", end - 1, part.all[dim])
    };

    let is_whole = part.is_whole;
    let text = if is_whole {
        name.trim_end().to_owned()
    } else {
        let short = name.split("  ").next().unwrap_or(name);
        format!("{short}  {}, {}", span(0), span(1))
    };

    // Where there is no room for all, which part is seen matters more than the name.
    let label = canvas.styles.of(Role::Label);
    let width = (board.width().max(NARROWEST) + gap - 2).min(right.saturating_sub(board.x + 1));
    let text = match text.split_once("  ") {
        Some((short, _)) if is_whole && text.width() > usize::from(width) => short,
        Some((_, part)) if text.width() > usize::from(width) => part,
        _ => &text,
    };

    canvas.clipped(board.x + 1, line, width, text, label);
}
