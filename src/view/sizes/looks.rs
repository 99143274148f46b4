//! How large kernel, planes and map are drawn, and which part of each is seen.

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

/// What is drawn beside each other: rows and columns of each picture, and the columns of its numbers.
#[derive(Clone, Copy)]
pub(super) struct Pictures {
    /// `None` where the layer has no weights.
    pub kernel: Option<([usize; 2], usize)>,
    /// How many planes of this size.
    pub planes: usize,
    pub plane: ([usize; 2], usize),
    pub map: ([usize; 2], usize),
}

/// How the pictures are drawn, and how many columns of each are seen.
pub(super) struct Looks {
    pub kernel: (Look, usize),
    pub plane: (Look, usize),
    pub map: (Look, usize),
    pub drawn: Drawn,
}

/// As what the cells of planes and map are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Colours alone.
    Dots,
    /// Tiles without their numbers.
    Blank,
    /// Squares, without their numbers.
    Signs,
    /// Numbers in rows without gaps.
    Numbers,
    /// Numbers on tiles.
    Tiles,
}

impl Drawn {
    /// As what cells of a look are drawn that have no numbers.
    fn without_numbers(look: Look) -> Self {
        match look {
            SIGNS => Self::Signs,
            _ if look == Look::dots(look.wide) => Self::Dots,
            _ => Self::Blank,
        }
    }

    /// Whether numbers stand there.
    pub(super) fn has_numbers(self) -> bool {
        matches!(self, Self::Numbers | Self::Tiles)
    }
}

impl Looks {
    /// The largest in which all is seen in so many columns and lines: as tiles with numbers, else as signs; else a part of it.
    pub(super) fn new(room: [u16; 2], pictures: Pictures) -> Option<Self> {
        let gaps = pictures.planes as u16 + u16::from(pictures.kernel.is_some());
        let room = [room[0].checked_sub(gaps * GAP)?, room[1]];

        // Square tiles; then narrow ones, with a gap between rows or none.
        let square = |lines| move |width| Look::tiles(lines, width);
        let narrow = |halves| {
            move |width| Look {
                halves,
                ..Look::tiles(1, width)
            }
        };

        (2..=LARGEST)
            .rev()
            .find_map(|lines| Self::tiles(room, pictures, square(lines)))
            .or_else(|| Self::tiles(room, pictures, narrow(4)))
            .or_else(|| Self::tiles(room, pictures, narrow(2)))
            .or_else(|| Self::signs(room, pictures))
    }

    /// Tiles for numbers of some width, where all of them fit.
    fn tiles(
        [width, height]: [u16; 2],
        pictures: Pictures,
        look: impl Fn(usize) -> Look,
    ) -> Option<Self> {
        let Pictures {
            kernel,
            planes,
            plane,
            map,
        } = pictures;

        let lines = look(1).lines();
        let look = |(_, width)| look(width);
        let all = kernel.map_or(0, |kernel| wide(kernel.0, look(kernel)))
            + wide(plane.0, look(plane)) * planes
            + wide(map.0, look(map));

        let is_high =
            |(size, _): ([usize; 2], usize)| size[0] as u64 * u64::from(lines) <= u64::from(height);

        let fits = all <= usize::from(width) && kernel.into_iter().chain([plane, map]).all(is_high);
        let whole = |picture: ([usize; 2], usize)| (look(picture), picture.0[1]);

        fits.then(|| Self {
            kernel: whole(kernel.unwrap_or_default()),
            plane: whole(plane),
            map: whole(map),
            drawn: if lines == 1 {
                Drawn::Numbers
            } else {
                Drawn::Tiles
            },
        })
    }

    /// Planes and map without numbers, or a part of them; the kernel keeps its numbers, as many as half of the columns hold.
    fn signs([width, height]: [u16; 2], pictures: Pictures) -> Option<Self> {
        let (plane, map, planes) = (pictures.plane.0, pictures.map.0, pictures.planes);
        let kernel = |kernel| part_of(kernel, usize::from(width) / 2);
        let (kernel, taken) = pictures.kernel.map_or(((SIGNS, 0), 0), kernel);

        let rest = usize::from(width) - taken;
        let signs = |sign: Look, [of_plane, of_map]: [usize; 2]| Self {
            kernel,
            plane: (sign, of_plane),
            map: (sign, of_map),
            drawn: Drawn::without_numbers(sign),
        };

        let fits = |sign: &Look| wide(plane, *sign) * planes + wide(map, *sign) <= rest;
        let rows = plane[0].max(map[0]);
        let is_high = |look: &Look| rows * usize::from(look.halves) <= 2 * usize::from(height);
        let is_large = rows >= PICTURED && rows > usize::from(height);
        let small = [SIGNS, DOTS].into_iter().skip(usize::from(is_large));

        if let Some(look) = unnumbered().filter(is_high).chain(small).find(fits) {
            return Some(signs(look, [plane[1], map[1]]));
        }

        parts(rest, planes, [plane[1], map[1]]).map(|columns| signs(DOTS, columns))
    }
}

/// How many columns of planes and map, as dots, are seen in so many columns of the screen.
fn parts(room: usize, planes: usize, [plane, map]: [usize; 2]) -> Option<[usize; 2]> {
    let least = usize::from(NARROWEST);
    let beside_map = room.saturating_sub(map.max(least));
    let of_plane = plane.min((room / 2).max(beside_map) / planes);
    let of_map = map.min(room.checked_sub(planes * of_plane.max(least))?);

    (room >= (planes + 1) * least).then_some([of_plane, of_map])
}

/// A kernel with as many of its columns as so many columns of the screen hold; and how many it takes of them.
fn part_of((size, number): ([usize; 2], usize), room: usize) -> ((Look, usize), usize) {
    let look = Look::tiles(1, number);
    let columns = (room / usize::from(look.wide)).clamp(1, size[1]);

    ((look, columns), wide(size, look).min(room))
}

/// Looks of tiles and of dots without numbers, the largest first.
fn unnumbered() -> impl Iterator<Item = Look> {
    let tiles = (2..=LARGEST).rev().map(|lines| Look::tiles(lines, 1));
    let dots = (2..4).rev().map(Look::dots);

    tiles.chain(dots)
}

/// Columns of a picture.
fn wide(size: [usize; 2], look: Look) -> usize {
    usize::from(Board::wide(size[1], look).max(NARROWEST))
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
        is_picture: look == Look::dots(look.wide) && look != SIGNS,
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

/// A board's name above it, up to a column, with the part that is seen where that is not all.
pub(super) fn name(board: &Board, name: &str, part: &Part, right: u16, canvas: &mut Canvas) {
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
    let width = (board.width().max(NARROWEST) + GAP - 2).min(right.saturating_sub(board.x + 1));
    let text = match text.split_once("  ") {
        Some((short, _)) if is_whole && text.width() > usize::from(width) => short,
        Some((_, part)) if text.width() > usize::from(width) => part,
        _ => &text,
    };

    canvas.clipped(board.x + 1, board.y - 1, width, text, label);
}
