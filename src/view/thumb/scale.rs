//! How large the cells of maps are.

use ratatui::layout::Rect;

use super::TILED;

/// The narrowest picture of a map that is no narrower, in dots.
const NARROWEST: usize = 12;

/// Dots along a cell, or cells along a dot: the largest at which so many maps, rows and columns all fit, and else the smallest at
/// which a map is something.
pub(super) fn scale([count, height, width]: [usize; 3], area: Rect, most: usize) -> [usize; 2] {
    let room = usize::from(area.width.max(1));
    let lines = usize::from(area.height.max(1));
    let holds = |scale: &[usize; 2]| arranged([height, width], *scale, area).2 >= count;

    // Small maps are drawn several dots a cell, large ones several cells a dot, also two and a half.
    let largest = ((room + 1) / width).min((2 * lines + 1) / height).min(most);
    let smallest = width.div_ceil(room).max(height.div_ceil(2 * lines)).max(1);
    let last = smallest.max(width / NARROWEST);
    let larger = (1..=largest).rev().map(|times| [times, 1]);
    let halves = (2 * smallest - 1..=2 * last).filter(|half| *half > 2);
    let smaller = halves.map(|half| match half % 2 {
        0 => [1, half / 2],
        _ => [2, half],
    });

    larger.chain(smaller).find(holds).unwrap_or([1, last])
}

/// Dots between two pictures: between those of tiles so many that where one ends is seen.
pub(super) fn apart(times: usize) -> usize {
    if times < TILED { 1 } else { times / 2 }
}

/// Dots of the gap after a tile: after the last of a map there is none.
fn gap(times: usize) -> usize {
    usize::from(times >= TILED)
}

/// Height and width of a map in dots, how many stand beside each other, and how many there is room for.
pub(super) fn arranged(
    map: [usize; 2],
    [times, by]: [usize; 2],
    area: Rect,
) -> ([usize; 2], usize, usize) {
    let apart = apart(times);
    let dots = map.map(|side| (side * times).div_ceil(by) - gap(times));
    let across = (usize::from(area.width) + apart) / (dots[1] + apart);
    let down = (usize::from(area.height) + 1) / (dots[0].div_ceil(2) + 1);

    (dots, across, across * down)
}

/// Columns for so many maps, rows and columns with cells of so many dots, in so many lines.
pub(in super::super) fn needed(
    [maps, rows, columns]: [usize; 3],
    times: usize,
    height: u16,
) -> Option<usize> {
    let apart = apart(times);
    let [tall, wide] = [rows, columns].map(|side| side * times - gap(times));
    let down = (usize::from(height) + 1) / (tall.div_ceil(2) + 1);

    (down > 0).then(|| maps.div_ceil(down) * (wide + apart) - apart)
}
