//! How large kernel, planes and map are drawn.

use super::super::board::{Board, Look};

/// Columns between two of the pictures.
pub(super) const GAP: u16 = 4;

/// Columns, and half lines, of an outline.
const EDGES: usize = 2;

/// Columns that a picture takes at least: its name has room in them.
pub(super) const NARROWEST: u16 = 5;

/// The most lines of a tile.
const LARGEST: u16 = 8;

/// Cells that are the smallest tiles, and dots of a picture.
const SMALLEST: Look = Look { wide: 3, halves: 3 };
const DOTS: Look = Look { wide: 1, halves: 1 };

/// The most rows of pictures that stand below each other.
const FLAT: usize = 2;

/// What is drawn beside each other: rows and columns of each picture, and the columns of its numbers.
#[derive(Clone, Copy)]
pub(super) struct Pictures {
    /// `None` where the layer has no weights.
    pub kernel: Option<([usize; 2], usize)>,
    /// How many planes of this size.
    pub planes: usize,
    pub plane: ([usize; 2], usize),
    pub map: ([usize; 2], usize),
    /// Whether planes and map are photographs, whose dots have no gaps between them.
    pub is_photo: bool,
}

impl Pictures {
    /// Whether planes and map fit into so many columns and lines in a look, with their outlines, a dot for so many cells down and
    /// along of a plane, and of the map.
    fn fit(&self, [width, height]: [usize; 2], look: Look, steps: [usize; 2]) -> bool {
        let smaller = |size: [usize; 2], step: usize| size.map(|side| side.div_ceil(step));
        let plane = smaller(self.plane.0, steps[0]);
        let map = smaller(self.map.0, steps[1]);
        let columns = wide(plane, look) * self.planes + wide(map, look) + EDGES;
        let halves = plane[0].max(map[0]) * usize::from(look.halves) + EDGES;

        columns <= width && halves < 2 * height
    }

    /// Cells of a plane and of the map that a dot stands for, the fewest first: both are made smaller alike.
    fn steps(&self) -> impl Iterator<Item = [usize; 2]> {
        let longest = |size: [usize; 2]| size[0].max(size[1]);
        let [plane, map] = [self.plane.0, self.map.0].map(longest);
        let of_map = move |step: usize| (step * map).div_ceil(plane.max(1)).max(1);

        (2..=plane.max(map)).map(move |step| [step, of_map(step)])
    }
}

/// How the pictures are drawn, and how many columns of each are seen.
pub(super) struct Looks {
    pub kernel: (Look, usize),
    pub plane: (Look, usize),
    pub map: (Look, usize),
    pub drawn: Drawn,
    /// As what the kernel is drawn.
    pub kernel_drawn: Drawn,
    /// Cells of a plane, and of the map, that a dot stands for, down and along.
    pub steps: [usize; 2],
    /// Whether the pictures stand below each other.
    pub is_stacked: bool,
}

/// As what the cells of planes and map are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Colours alone.
    Dots,
    /// Tiles without their numbers.
    Blank,
    /// Numbers in rows without gaps.
    Numbers,
    /// Numbers on tiles.
    Tiles,
}

impl Drawn {
    /// As what cells of so many lines are drawn that have numbers.
    fn of(lines: u16) -> Self {
        if lines == 1 {
            Self::Numbers
        } else {
            Self::Tiles
        }
    }

    /// As what cells of a look are drawn that have no numbers.
    fn without_numbers(look: Look) -> Self {
        if look == Look::dots(look.wide) && look != SMALLEST {
            Self::Dots
        } else {
            Self::Blank
        }
    }

    /// Whether numbers stand there.
    pub(super) fn has_numbers(self) -> bool {
        matches!(self, Self::Numbers | Self::Tiles)
    }
}

impl Looks {
    /// The largest in which all is seen in so many columns and lines: as tiles with numbers, else without; else a part of it.
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
            .find_map(|lines| {
                let beside = Self::tiles(room, pictures, square(lines));
                beside.or_else(|| Self::stacked(room, pictures, square(lines)))
            })
            .or_else(|| Self::tiles(room, pictures, narrow(4)))
            .or_else(|| Self::stacked(room, pictures, narrow(4)))
            .or_else(|| Self::tiles(room, pictures, narrow(2)))
            .or_else(|| Self::stacked(room, pictures, narrow(2)))
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
            ..
        } = pictures;

        let lines = look(1).lines();
        let look = |(_, width)| look(width);
        let all = kernel.map_or(0, |kernel| wide(kernel.0, look(kernel)))
            + wide(plane.0, look(plane)) * planes
            + wide(map.0, look(map));

        let is_high =
            |(size, _): ([usize; 2], usize)| size[0] as u64 * u64::from(lines) <= u64::from(height);

        let drawn = Drawn::of(lines);
        let fits = all <= usize::from(width) && kernel.into_iter().chain([plane, map]).all(is_high);
        let whole = |picture: ([usize; 2], usize)| (look(picture), picture.0[1]);

        fits.then(|| Self {
            kernel: whole(kernel.unwrap_or_default()),
            plane: whole(plane),
            map: whole(map),
            drawn,
            kernel_drawn: drawn,
            steps: [1, 1],
            is_stacked: false,
        })
    }

    /// Flat pictures below each other, in tiles for numbers of some width, where that has room.
    fn stacked(
        [width, height]: [u16; 2],
        pictures: Pictures,
        look: impl Fn(usize) -> Look,
    ) -> Option<Self> {
        let Pictures { plane, map, .. } = pictures;
        let kernel = pictures.kernel?;
        let lines = look(1).lines();
        let look = |(_, width)| look(width);
        let all = [kernel, plane, map];

        // Each has a line for its name, and a blank one after it.
        let rows: usize = all.iter().map(|(size, _)| size[0]).sum();
        let needed = rows * usize::from(lines) + 2 * all.len();
        let is_flat = all.iter().all(|(size, _)| size[0] <= FLAT);
        let is_narrow =
            |&picture: &([usize; 2], usize)| wide(picture.0, look(picture)) <= usize::from(width);

        let fits = is_flat && needed <= usize::from(height) + 2 && all.iter().all(is_narrow);
        let whole = |picture: ([usize; 2], usize)| (look(picture), picture.0[1]);
        let drawn = Drawn::of(lines);

        fits.then(|| Self {
            kernel: whole(kernel),
            plane: whole(plane),
            map: whole(map),
            drawn,
            kernel_drawn: drawn,
            steps: [1, 1],
            is_stacked: true,
        })
    }

    /// Planes and map without numbers, smaller where there is no room for all of their cells.
    fn signs([width, height]: [u16; 2], pictures: Pictures) -> Option<Self> {
        let (columns, lines) = (usize::from(width), usize::from(height));
        let kernel = pictures
            .kernel
            .map(|kernel| Kernel::new(kernel, [columns, lines]));

        let rest = columns - kernel.as_ref().map_or(0, |kernel| kernel.taken);
        let fits = |look, steps| pictures.fit([rest, lines], look, steps);
        let is_photo = pictures.is_photo;
        let whole = || unnumbered(is_photo).find(|look| fits(*look, [1, 1]));
        let smaller = || pictures.steps().find(|&steps| fits(DOTS, steps));
        let (look, steps) = whole()
            .map(|look| (look, [1, 1]))
            .or_else(|| Some((DOTS, smaller()?)))?;

        let (kernel, kernel_drawn) = kernel.map_or(((DOTS, 0), Drawn::Dots), |kernel| {
            ((kernel.look, kernel.columns), kernel.drawn)
        });

        Some(Self {
            kernel,
            kernel_drawn,
            plane: (look, pictures.plane.0[1]),
            map: (look, pictures.map.0[1]),
            drawn: if is_photo {
                Drawn::Dots
            } else {
                Drawn::without_numbers(look)
            },
            steps,
            is_stacked: false,
        })
    }
}

/// A kernel beside pictures.
struct Kernel {
    look: Look,
    /// Columns of it that are seen.
    columns: usize,
    drawn: Drawn,
    /// Columns of the screen.
    taken: usize,
}

impl Kernel {
    /// With its numbers in a third of so many columns and lines; else a picture there; else as much of its numbers as half of the
    /// columns holds.
    fn new((size, number): ([usize; 2], usize), [width, height]: [usize; 2]) -> Self {
        let numbers = Look::tiles(1, number);
        let fits = |look: Look, width| {
            wide(size, look) <= width && size[0] * usize::from(look.halves) + EDGES < 2 * height
        };

        let part = (width / 2 / usize::from(numbers.wide)).clamp(1, size[1]);
        let mut pictures = unnumbered(false).filter(|look| fits(*look, width / 3));
        let (look, columns, drawn) = match pictures.next() {
            _ if fits(numbers, width / 3) => (numbers, size[1], Drawn::Numbers),
            Some(look) => (look, size[1], Drawn::without_numbers(look)),
            None => (numbers, part, Drawn::Numbers),
        };

        Self {
            look,
            columns,
            drawn,
            taken: wide([size[0], columns], look).min(width / 2),
        }
    }
}

/// Looks of tiles and of dots without numbers, the largest first; of a photograph, of dots alone.
fn unnumbered(is_photo: bool) -> impl Iterator<Item = Look> {
    let tiles = (2..=LARGEST).rev().map(|lines| Look::tiles(lines, 1));
    let tiles = tiles.chain([SMALLEST]).filter(move |_| !is_photo);
    let largest = if is_photo { LARGEST } else { 3 };
    let dots = (1..=largest).rev().map(Look::dots);

    tiles.chain(dots.filter(move |look| is_photo || *look != SMALLEST))
}

/// Columns of a picture.
pub(super) fn wide(size: [usize; 2], look: Look) -> usize {
    usize::from(Board::wide(size[1], look).max(NARROWEST))
}
