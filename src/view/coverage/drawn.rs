//! How large the pictures of the counts are, and where they stand.

use ratatui::layout::Rect;

use super::super::board::Look;
use super::counts::{Counts, HEAD};
use crate::app::App;

/// The most lines of a tile.
const LARGEST: u16 = 8;

/// How the pictures are drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub look: Look,
    pub is_picture: bool,
    /// Whether only a part is seen.
    pub is_part: bool,
    /// Whether one stands below the other.
    is_stacked: bool,
}

impl Drawn {
    /// As much as fits around the window, as small as numbers can be.
    pub(super) const PART: Self = Self {
        look: Look { wide: 4, halves: 2 },
        is_picture: false,
        is_part: true,
        is_stacked: false,
    };

    /// Where each of these stands with its heading: all in the middle, so many columns or a line between two.
    pub(super) fn places(self, app: &App, all: &[&Counts], room: Rect, gap: u16) -> Vec<Rect> {
        if self.is_part {
            return vec![room];
        }

        let with_headings = all.iter().map(|counts| counts.size(app, self, true));
        let without = all.iter().map(|counts| counts.size(app, self, false));
        let mut sizes: Vec<[u16; 2]> = with_headings.collect();
        let mut whole = self.whole(&sizes, gap);

        // What is said above one leaves the room that the one beside it needs.
        if whole[0] > room.width {
            sizes = without.collect();
            whole = self.whole(&sizes, gap);
        }

        let mut x = room.x + room.width.saturating_sub(whole[0]) / 2;
        let mut y = room.y + room.height.saturating_sub(whole[1]) / 2;
        let mut places = Vec::new();

        for [width, height] in sizes {
            places.push(Rect::new(x, y, width, height).intersection(room));

            if self.is_stacked {
                y += height + 1;
            } else {
                x += width + gap;
            }
        }

        places
    }

    /// Columns and lines of all of them together.
    fn whole(self, sizes: &[[u16; 2]], gap: u16) -> [u16; 2] {
        let between = sizes.len().saturating_sub(1) as u16;
        let along =
            |way: usize, between: u16| sizes.iter().map(|size| size[way]).sum::<u16>() + between;
        let across = |way: usize| sizes.iter().map(|size| size[way]).max().unwrap_or(0);

        if self.is_stacked {
            [across(0), along(1, between)]
        } else {
            [along(0, between * gap), across(1)]
        }
    }
}

/// How all pictures are drawn: as tiles with numbers, the largest that fit, side by side or one below the other, else as pictures.
pub(super) fn drawn(all: &[&Counts], area: Rect, gap: u16) -> Option<Drawn> {
    let digits = all
        .iter()
        .map(|counts| counts.most.to_string().len())
        .max()
        .unwrap_or(1)
        .max(2);

    let fits = |drawn: &Drawn| {
        let size = |counts: &&Counts| {
            let [rows, columns] = counts.extent();
            let halves = rows * usize::from(drawn.look.halves);
            let edge = usize::from(!drawn.is_picture);
            let size = [
                columns * usize::from(drawn.look.wide) + edge,
                halves.div_ceil(2),
            ];
            size.map(|size| {
                u16::try_from(size)
                    .unwrap_or(u16::MAX / 4)
                    .min(u16::MAX / 4)
            })
        };

        let sizes = all
            .iter()
            .map(size)
            .map(|[width, height]| [width, height + HEAD]);
        let [width, height] = drawn.whole(&sizes.collect::<Vec<_>>(), gap);

        width <= area.width && height <= area.height
    };

    let tiles = (1..=LARGEST)
        .rev()
        .map(|lines| (Look::tiles(lines, digits + 1), false));
    let dots = (1..=3).rev().map(|size| (Look::dots(size), true));

    tiles
        .chain(dots)
        .flat_map(|(look, is_picture)| {
            [false, true].map(|is_stacked| Drawn {
                look,
                is_picture,
                is_part: false,
                is_stacked,
            })
        })
        .find(fits)
}
