//! How large the cells of maps are.

use ratatui::layout::Rect;

/// The narrowest picture of a map that is no narrower, in dots.
const NARROWEST: usize = 12;

/// Dots along a cell, or cells along a dot: the largest at which so many maps, rows and columns all fit, and else the smallest at
/// which a map is something.
pub(super) fn scale([count, height, width]: [usize; 3], area: Rect, most: usize) -> [usize; 2] {
    let room = usize::from(area.width.max(1));
    let lines = usize::from(area.height.max(1));
    let holds = |scale: &[usize; 2]| arranged([height, width], *scale, area).2 >= count;

    // Small maps are drawn several dots a cell, large ones several cells a dot.
    let largest = (room / width).min(2 * lines / height).min(most);
    let smallest = width.div_ceil(room).max(height.div_ceil(2 * lines)).max(1);
    let last = smallest.max(width / NARROWEST);
    let larger = (1..=largest).rev().map(|times| [times, 1]);
    let smaller = (smallest.max(2)..=last).map(|by| [1, by]);

    larger.chain(smaller).find(holds).unwrap_or([1, last])
}

/// Height and width of a map in dots, how many stand beside each other, and how many there is room for.
pub(super) fn arranged(
    map: [usize; 2],
    [times, by]: [usize; 2],
    area: Rect,
) -> ([usize; 2], usize, usize) {
    let dots = map.map(|side| (side * times).div_ceil(by));
    let across = (usize::from(area.width) + 1) / (dots[1] + 1);
    let down = (usize::from(area.height) + 1) / (dots[0].div_ceil(2) + 1);

    (dots, across, across * down)
}
