//! Several sources that are taken cell by cell, where they are too large for tiles: their planes as pictures beside each other.
//!
//! ```text
//! x0[2]  conv1     x1[2]  scale     o[2]
//! ▒▒▓▓▒▒           ░░░░░░           ▒▓▓▒
//! ▒▓▣▓▒▒           ░░▣░░░           ▓▣
//!  0.62             -0.02
//!             0.62 × (-0.02) ≈ -0.01
//! ```

use super::super::board::{Board, Look};
use super::needs::Needs;
use super::output::sheet;
use super::picture::{Map, Panel, Picture, Total, dots, numbers, whole};
use super::written::{largest, most_of, written};

/// Sources that are seen beside each other at most.
const MOST: usize = 4;

/// Columns between two pictures, and lines of the number under each and around it.
const GAP: u16 = 4;
const NUMBER: u16 = 2;

/// Lines from which on all maps are seen too.
const TALL: u16 = 28;

/// All planes with the cell that is taken of each, its number under it, and the map.
pub(super) fn sources(needs: &Needs, [width, height]: [u16; 2]) -> Option<Picture> {
    let is_one = needs.kernel == [1, 1] && !needs.is_weighted && !needs.is_vector;

    if !is_one || !(2..=MOST).contains(&needs.groups) {
        return None;
    }

    let has_sheet = needs.maps[0] > 1 && height >= TALL;
    let below = if has_sheet { height / 4 } else { 0 };
    let each = (width / (needs.groups as u16 + 1)).checked_sub(GAP)?;
    let tall = height.checked_sub(below + NUMBER + 3)?;
    let panels = panels(needs, [each, tall]);
    let last = &panels.last()?.plane;
    let x = last.x + last.width() + GAP;
    let size = last.look.wide;
    let output = written(needs, [width.checked_sub(x)?, tall], size)?.moved([x, 0]);
    let bottom = panels.first()?.sum[1].max(output.height);
    let wide = x + output.width;
    let sheet = if has_sheet {
        maps(needs, bottom, [wide, height])
    } else {
        Vec::new()
    };
    let y = sheet.iter().map(Map::bottom).fold(bottom, u16::max);

    let picture = Picture {
        size: [wide, y + 1],
        panels,
        total: Total::Row {
            x: 0,
            y,
            width: wide,
        },
        maps: output.maps,
        sheet,
        ..Picture::default()
    };

    picture.fits([width, height]).then_some(picture)
}

/// The planes beside each other, each with so many columns and lines at most.
fn panels(needs: &Needs, room: [u16; 2]) -> Vec<Panel> {
    let size = largest(needs.plane, room);
    let part = needs.part(most_of(size, room));
    let pitch = part[1].len() as u16 * size + GAP;
    let plane = |group: usize| dots([group as u16 * pitch + 1, 1], &part, size);

    (0..needs.groups)
        .map(|group| panel(needs, group, plane(group)))
        .collect()
}

/// All maps as pictures under these lines.
fn maps(needs: &Needs, bottom: u16, [width, height]: [u16; 2]) -> Vec<Map> {
    let room = [width, height.saturating_sub(bottom + 2)];
    let maps = sheet(needs, room).into_iter();
    maps.map(|map| map.moved([0, bottom + 1])).collect()
}

/// A source's plane, with the number that is taken of it under its middle.
fn panel(needs: &Needs, group: usize, plane: Board) -> Panel {
    let number = numbers(
        [0, plane.bottom() + 1],
        &whole(1, 1),
        Look::tiles(1, needs.input),
    );
    let window = Board {
        x: plane.middle().saturating_sub(number.width() / 2),
        ..number
    };

    Panel {
        group,
        title: [plane.x, 0],
        sum: [window.middle(), window.bottom() + 1],
        window: Some(window),
        plane,
        kernel: None,
        products: None,
    }
}
