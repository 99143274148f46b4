//! How large the pictures of the counts are, and where they stand.

use ratatui::layout::Rect;

use super::super::board::Look;
use super::counts::Counts;
use super::drawn::{Drawn, Part};
use super::heading::{COMMA, DOT};
use crate::app::App;

/// The most lines of a tile, and the most dots along a cell of a picture.
const LARGEST: u16 = 8;
const DOTS: u16 = 8;

/// Columns between two headings at least.
const NEAR: u16 = 2;

/// How all pictures are drawn: as tiles with numbers, the largest that fit, side by side or one below the other, else as pictures.
pub(super) fn largest(all: &[&Counts], area: Rect, gap: u16) -> Option<Drawn> {
    let digits = all
        .iter()
        .map(|counts| counts.most.to_string().len())
        .max()
        .unwrap_or(1)
        .max(2);

    let fits = |drawn: &Drawn| {
        let sizes: Vec<[u16; 2]> = all.iter().map(|counts| counts.size(*drawn)).collect();
        let [width, height] = drawn.whole(&sizes, gap);

        width <= area.width && height <= area.height
    };

    let tiles = (1..=LARGEST)
        .rev()
        .map(|lines| (Look::tiles(lines, digits + 1), false));
    let dots = (1..=DOTS).rev().map(|size| (Look::dots(size), true));

    tiles
        .chain(dots)
        .flat_map(|(look, is_picture)| {
            [false, true].map(|is_stacked| Drawn {
                look,
                is_picture,
                part: Part::All,
                is_stacked,
                ..Drawn::PART
            })
        })
        .find(fits)
}

/// What is said above each needs room of its own, or at least what it is called, but leaves that of the one beside it: how large all
/// and each are with it. `None` where so many columns do not hold it.
fn with_headings(
    drawn: Drawn,
    app: &App,
    (all, sizes): (&[&Counts], &[[u16; 2]]),
    [room, gap]: [u16; 2],
) -> Option<([u16; 2], Vec<[u16; 2]>, u16)> {
    let widened = |columns: &dyn Fn(&Counts) -> u16, gap: u16| {
        let all = all.iter().zip(sizes);
        let sizes: Vec<_> = all
            .map(|(counts, [width, height])| [columns(counts).max(*width), *height])
            .collect();

        (drawn.whole(&sizes, gap), sizes, gap)
    };

    let wider = [
        widened(&|counts| counts.heading(app, drawn, DOT), gap),
        widened(&|counts| counts.heading(app, drawn, COMMA), NEAR),
        widened(&|counts| counts.called(app), gap),
    ];

    wider.into_iter().find(|(whole, ..)| whole[0] <= room)
}

/// Where each of these stands with its heading: all in the middle, so many columns or a line between two.
pub(super) fn places(
    drawn: Drawn,
    app: &App,
    all: &[&Counts],
    room: Rect,
    mut gap: u16,
) -> Vec<Rect> {
    if drawn.is_part() {
        let count = all.len() as u16;
        let each = (room.width + gap) / count;
        let place = |at: u16| Rect {
            x: room.x + at * each,
            width: each.saturating_sub(gap),
            ..room
        };

        return (0..count).map(place).collect();
    }

    let mut sizes: Vec<[u16; 2]> = all.iter().map(|counts| counts.size(drawn)).collect();
    let mut whole = drawn.whole(&sizes, gap);

    if let Some(wider) = with_headings(drawn, app, (all, &sizes), [room.width, gap]) {
        (whole, sizes, gap) = wider;
    }

    let mut x = room.x + room.width.saturating_sub(whole[0]) / 2;
    let mut y = room.y + room.height.saturating_sub(whole[1]) / 2;
    let mut places = Vec::new();

    for [width, height] in sizes {
        places.push(Rect::new(x, y, width, height).intersection(room));

        if drawn.is_stacked {
            y += height + 1;
        } else {
            x += width + gap;
        }
    }

    places
}
