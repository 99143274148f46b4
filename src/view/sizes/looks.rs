//! How large kernel, plane and map are drawn, and which part of each is seen.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Look};
use super::super::canvas::Canvas;
use super::super::grid::around;
use super::super::theme::Role;

/// Columns between two of the pictures.
pub(super) const GAP: u16 = 4;

/// Columns that a picture takes at least: its name has room in them.
pub(super) const NARROWEST: u16 = 5;

/// The most lines of a tile.
const LARGEST: u16 = 8;

/// Rows from which on a matrix is seen as a picture rather than in part.
const PICTURED: usize = 20;

/// Cells that are signs, and dots of a picture.
const SIGNS: Look = Look { wide: 2, halves: 2 };
const DOTS: Look = Look { wide: 1, halves: 1 };

/// How the three pictures are drawn, and how many columns of each are seen.
pub(super) struct Looks {
    pub kernel: Look,
    pub plane: Look,
    pub map: Look,
    pub columns: [usize; 3],
    /// Whether cells are signs, without their numbers.
    pub has_signs: bool,
}

impl Looks {
    /// The largest in which all is seen in so many columns and lines: as tiles with numbers, else as signs; else a part of it.
    /// `sizes` are rows and columns of kernel, plane and map, `widths` the columns of their numbers.
    pub(super) fn new(room: [u16; 2], sizes: [[usize; 2]; 3], widths: [usize; 3]) -> Option<Self> {
        let room = [room[0].checked_sub(2 * GAP)?, room[1]];
        let tiles = |lines| Self::tiles(room, sizes, widths, lines);

        (1..=LARGEST)
            .rev()
            .find_map(tiles)
            .or_else(|| Self::signs(room, sizes, widths[0]))
    }

    /// Tiles of so many lines, where all of them fit.
    fn tiles(
        [width, height]: [u16; 2],
        sizes: [[usize; 2]; 3],
        widths: [usize; 3],
        lines: u16,
    ) -> Option<Self> {
        let looks = widths.map(|width| Look::tiles(lines, width));
        let all: u64 = (0..3).map(|at| u64::from(wide(sizes[at], looks[at]))).sum();
        let is_high = |size: [usize; 2]| size[0] as u64 * u64::from(lines) <= u64::from(height);
        let [kernel, plane, map] = looks;

        (all <= u64::from(width) && sizes.into_iter().all(is_high)).then_some(Self {
            kernel,
            plane,
            map,
            columns: sizes.map(|size| size[1]),
            has_signs: false,
        })
    }

    /// Plane and map as signs or pictures, or a part of them; the kernel keeps its numbers, as many as there is room for.
    fn signs(
        [width, height]: [u16; 2],
        [kernel, plane, map]: [[usize; 2]; 3],
        number: usize,
    ) -> Option<Self> {
        let own = Look::tiles(1, number);
        let rest = usize::from(width.checked_sub(wide(kernel, own).min(width / 3))?);
        let least = usize::from(NARROWEST);
        let of_kernel = usize::from(width / 3 / own.wide).clamp(1, kernel[1]);
        let signs = |sign, [of_plane, of_map]: [usize; 2]| Self {
            kernel: own,
            plane: sign,
            map: sign,
            columns: [of_kernel, of_plane, of_map],
            has_signs: true,
        };

        let fits =
            |sign: &Look| usize::from(wide(plane, *sign)) + usize::from(wide(map, *sign)) <= rest;

        let rows = plane[0].max(map[0]);
        let is_large = rows >= PICTURED && rows > usize::from(height);
        let sign = if is_large || !fits(&SIGNS) {
            DOTS
        } else {
            SIGNS
        };

        if fits(&sign) {
            return Some(signs(sign, [plane[1], map[1]]));
        }

        let of_plane = plane[1].min((rest / 2).max(rest.saturating_sub(map[1].max(least))));
        let of_map = map[1].min(rest.checked_sub(of_plane.max(least))?);

        (rest >= 2 * least).then_some(signs(DOTS, [of_plane, of_map]))
    }
}

/// Columns of a picture.
fn wide(size: [usize; 2], look: Look) -> u16 {
    Board::wide(size[1], look).max(NARROWEST)
}

/// A board below the first line of an area: of rows and columns of this size, as many as there is room for around one cell.
pub(super) fn around_cell(
    [row, column]: [usize; 2],
    [rows, columns]: [usize; 2],
    area: Rect,
    (look, wide): (Look, usize),
) -> Board {
    let halves = 2 * usize::from(area.height.saturating_sub(1));
    let lines = halves / usize::from(look.halves);

    Board {
        x: area.x,
        y: area.y + 1,
        rows: around(row..row + 1, rows, lines),
        columns: around(column..column + 1, columns, wide),
        look,
        step: 1,
        is_picture: look.wide == 1,
    }
}

/// A board's name above it, with the part that is seen where that is not all.
pub(super) fn name(board: &Board, name: &str, [rows, columns]: [usize; 2], canvas: &mut Canvas) {
    let span =
        |range: &Range<usize>, n: usize| format!("{}–{}/{n}", range.start, range.end.max(1) - 1);

    let is_whole = board.rows.len() == rows && board.columns.len() == columns;
    let text = if is_whole {
        name.trim_end().to_owned()
    } else {
        let short = name.split("  ").next().unwrap_or(name);
        let [rows, columns] = [span(&board.rows, rows), span(&board.columns, columns)];
        format!("{short}  {rows}, {columns}")
    };

    let label = canvas.styles.of(Role::Label);
    let width = board.width().max(NARROWEST) + GAP - 2;
    let text = match text.split_once("  ") {
        Some((short, _)) if text.width() > usize::from(width) => short,
        _ => &text,
    };

    canvas.clipped(board.x + 1, board.y - 1, width, text, label);
}
