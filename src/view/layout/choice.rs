//! Which arrangement is taken: of all that have room, the one with the largest cells.

use ratatui::layout::Rect;

use super::lines::Lines;
use super::needs::{Needs, Own};
use super::picture::{Picture, largest_tile};
use super::stamps::Stage;
use super::tiles::Products;
use super::{
    columns, dense, joined, output, overview, pictures, rows, single, sources, strips, table, tiles,
};
use crate::app::{App, Zoom};

/// Lines of tiles beyond which the equation in large digits comes first, and the lines of that with a blank one.
const LARGE: u16 = 8;
const DIGITS: u16 = 6;

/// A picture, the lines around it, and what it was asked for.
pub(super) type Choice = (Picture, Lines, Needs);

/// The picture that is taken: with room for the maps of stride 1, where all of it is seen so, or
/// nearly as much of its pictures. Numbers become no pictures for it, and tiles no rows without gaps.
pub(super) fn at_any_stride(app: &App, needs: Needs, area: Rect) -> Option<Choice> {
    let roomy = needs.at_any_stride().and_then(|needs| {
        let (picture, lines) = chosen(app, &needs, area)?;
        Some((picture, lines, needs))
    });

    let is_whole = |(picture, _, needs): &Choice| picture.is_complete(needs) && picture.tile() > 0;
    let is_tiled = |picture: &Picture| picture.tile() > 1 && picture.reads_maps();

    if roomy
        .as_ref()
        .is_some_and(|roomy| is_whole(roomy) && is_tiled(&roomy.0))
    {
        return roomy;
    }

    let (own, lines) = chosen(app, &needs, area)?;
    let is_enough = |roomy: &Choice| {
        let is_alike = is_whole(roomy) && !is_tiled(&own);
        is_alike || roomy.0.shows_as_much(&own)
    };

    Some(roomy.filter(is_enough).unwrap_or((own, lines, needs)))
}

/// The picture, and the lines around it. What stands below gives lines away where numbers in rows without gaps become tiles by
/// them, and pictures larger, or have more of their numbers beside them.
fn chosen(app: &App, needs: &Needs, area: Rect) -> Option<(Picture, Lines)> {
    let [roomy, tight] = [false, true].map(|is_tight| Lines::new(app, area, is_tight));
    let arranged = |lines: &Lines| arranged(needs, [area.width, lines.stage.height], app.zoom());
    let own = arranged(&roomy)?;
    let is_small = own.tile() <= 1;

    let larger = is_small.then(|| arranged(&tight)).flatten();

    // How the size of one picture comes about is worth more than larger dots of it.
    let is_one = own.panels.len() == 1 && own.tile() == 0;
    let kept = if is_one { 2 } else { 4 };
    let gains = |larger: &Picture| larger.scale()[..kept] > own.scale()[..kept];

    match larger.filter(gains) {
        Some(larger) => Some((larger, tight)),
        None => Some((own, roomy)),
    }
}

/// The largest picture that fits, with what is printed as the maps where there is room for it in any look.
fn arranged(needs: &Needs, room: [u16; 2], zoom: Zoom) -> Option<Picture> {
    let picture = largest(needs, room, zoom);
    let has_figure = |picture: &Picture| picture.maps.iter().any(|map| map.figure.is_some());

    if needs.figures == 0 || picture.as_ref().is_some_and(has_figure) {
        return picture;
    }

    let needs = Needs {
        figures: 0,
        ..needs.clone()
    };

    largest(&needs, room, zoom)
}

/// Lines of tiles, from the largest to the least, each with its room: very large ones leave some for the equation in large digits.
fn tiles(least: u16, [width, height]: [u16; 2]) -> impl Iterator<Item = (u16, [u16; 2])> {
    let most = largest_tile(height);

    (least..=most).rev().map(move |lines| match lines {
        0..=LARGE => (lines, [width, height]),
        _ => (lines, [width, height - DIGITS]),
    })
}

/// Of all looks and arrangements, the largest tiles first.
fn largest(needs: &Needs, room: [u16; 2], zoom: Zoom) -> Option<Picture> {
    if needs.groups == 0 {
        return output::alone(needs, largest_tile(room[1]), room);
    }

    if let Some(own) = own_way(needs, room) {
        return Some(own);
    }

    let best = curved(needs, room).or_else(|| in_tiles(needs, room));

    if zoom == Zoom::Wide {
        let lines = best.as_ref().map_or(1, |(lines, _)| *lines);

        if let Some(larger) = enlarged(needs, lines, room) {
            return Some(larger);
        }
    }

    let is_dense = needs.groups > 1 && needs.plane == needs.kernel;
    let dense = || {
        is_dense
            .then(|| dense::dense(needs, room).or_else(|| overview::overview(needs, room)))
            .flatten()
    };

    best.map(|(_, picture)| picture)
        .filter(|_| !is_dense || !needs.is_weighted)
        .or_else(dense)
        .or_else(|| pictured(needs, room))
        .or_else(|| one_whole(needs, room))
        .or_else(|| single::single(needs, 1, room))
}

/// The channel that is spoken of in the largest tiles in which all of it and of its map is seen.
fn one_whole(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    let uncut = |(lines, room)| single::uncut(needs, lines, room);
    let is_whole = |picture: &Picture| picture.is_whole(needs);

    tiles(2, room)
        .filter(|_| !needs.is_large())
        .filter_map(uncut)
        .find(is_whole)
}

/// The few numbers of a plane beside a map that is a picture, in tiles that leave it a third of the columns.
fn beside_map(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    let is_wide = |picture: &Picture| {
        let mut maps = picture.maps.iter();
        maps.any(|map| map.board.is_picture && 3 * map.board.x <= 2 * room[0])
    };
    tiles(2, room).find_map(|(lines, room)| single::uncut(needs, lines, room).filter(is_wide))
}

/// The arrangement in the largest tiles, and their lines: as wide as they are high, or a little narrower. An output that is a picture
/// comes before numbers without tiles.
fn in_tiles(needs: &Needs, room: [u16; 2]) -> Option<(u16, Picture)> {
    let narrow = needs.narrowed();
    let of = |(lines, room), is_pictured| {
        let of = |needs| tiled(needs, lines, room, is_pictured);
        Some((lines, of(needs).or_else(|| of(&narrow))?))
    };
    let in_tiles = |is_pictured| tiles(2, room).find_map(|tile| of(tile, is_pictured));
    let plain = || of((1, room), false).filter(|_| !needs.is_large());

    in_tiles(false).or_else(|| in_tiles(true)).or_else(plain)
}

/// One channel in tiles of more than so many lines: the largest that show the whole kernel, else those that are half as large again.
fn enlarged(needs: &Needs, lines: u16, room: [u16; 2]) -> Option<Picture> {
    let uncut = |lines| single::uncut(needs, lines, room);
    let most = largest_tile(room[1]);
    let mut larger = (lines + 1..=most).rev();

    larger
        .find_map(uncut)
        .or_else(|| single::single(needs, (lines * 3).div_ceil(2).min(most), room))
        .filter(|_| lines < most)
}

/// The arrangement with a function's curve, and the lines of its tiles: a narrower curve where tiles become half as large again by it.
fn curved(needs: &Needs, room: [u16; 2]) -> Option<(u16, Picture)> {
    let of = |(lines, room), curve| Some((lines, tiles::across(needs, lines, room, Some(curve))?));
    let largest = |curve| tiles(2, room).find_map(|tile| of(tile, curve));
    let is_curved = needs.has_curve();
    let curves = tiles::CURVES.into_iter().filter(|_| is_curved);

    curves.filter_map(largest).reduce(|wide, narrow| {
        if 2 * narrow.0 >= 3 * wide.0 {
            narrow
        } else {
            wide
        }
    })
}

/// The arrangements that some kinds have for themselves: softmax as a table, a transposed convolution as stamps, what joins maps
/// with each over what it becomes.
fn own_way(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    match needs.own? {
        Own::Table { names } => table::table(needs, names, room),
        Own::Stamps(stamps) => Stage {
            needs,
            stamps,
            room,
        }
        .stamps(largest_tile(room[1])),
        Own::Joined => tiles(1, room).find_map(|(lines, room)| joined::joined(needs, lines, room)),
    }
}

/// The arrangements in tiles of so many lines; `is_pictured` is whether the output may be a picture.
fn tiled(needs: &Needs, lines: u16, room: [u16; 2], is_pictured: bool) -> Option<Picture> {
    if !needs.is_weighted {
        return tiles::across(needs, lines, room, None);
    }

    let rows = |products| rows::rows(needs, lines, room, (products, is_pictured));
    let stacked = || rows(Products::Beside);
    let beside = |products| tiles::beside(needs, lines, room, (products, is_pictured));
    let narrow = || rows(Products::Below);
    let strips = || strips::strips(needs, lines, room);

    let own = if needs.groups == 1 {
        let below = || strips().filter(|_| lines > 1);
        let beside = || beside(Products::Beside);
        stacked().or_else(narrow).or_else(beside).or_else(below)
    } else {
        // In rows without gaps one channel would hardly be told from the next.
        let grid = || rows::grid(needs, lines, room, is_pictured).filter(|_| lines > 1);
        let beside = || beside(Products::Beside);
        beside().or_else(stacked).or_else(strips).or_else(grid)
    };

    // There products would hardly be told from the kernel over them, either.
    if lines == 1 {
        return own;
    }

    let over = |products| tiles::over(needs, lines, room, products);

    own.or_else(|| beside(Products::Below))
        .or_else(|| over(Products::Beside))
        .or_else(|| over(Products::Below))
}

/// The arrangements with pictures; in front of them, one small plane in numbers.
fn pictured(needs: &Needs, room: [u16; 2]) -> Option<Picture> {
    let is_small = needs.groups == 1 && !needs.is_large();
    let is_read = |picture: &Picture| !needs.is_wall() || picture.is_whole(needs);
    let in_numbers = beside_map(needs, room).or_else(|| single::uncut(needs, 1, room));
    let in_numbers = in_numbers.filter(|picture| is_small && is_read(picture));
    let is_one = needs.groups == 1 || !needs.is_weighted;
    let one = || in_numbers.or_else(|| pictures::photo(needs, room).filter(|_| is_one));
    let several = || {
        (needs.is_weighted && (needs.groups > 3 || needs.is_large()))
            .then(|| columns::columns(needs, room).or_else(|| overview::overview(needs, room)))
            .flatten()
    };

    sources::sources(needs, room)
        .or_else(one)
        .or_else(several)
        .or_else(|| pictures::photo(needs, room).filter(|_| needs.is_large()))
}
