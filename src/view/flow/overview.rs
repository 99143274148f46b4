//! Where on a large plane the part lies that is seen.

use std::ops::Range;

/// A map of a whole plane in one line, the part of it that is seen marked: two dots across and four down each sign.
pub(super) fn overview(size: [usize; 2], seen: [&Range<usize>; 2]) -> String {
    const SIGNS: usize = 6;
    // The dots of a braille sign, row by row.
    const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let marked = |dot: usize, dots: usize, way: usize| {
        let start = dot * size[way] / dots;
        let end = ((dot + 1) * size[way]).div_ceil(dots);
        start < seen[way].end && seen[way].start < end
    };

    let sign = |at: usize| {
        let dots = (0..4).flat_map(|row| (0..2).map(move |column| (row, column)));
        let set = dots
            .filter(|&(row, column)| marked(row, 4, 0) && marked(2 * at + column, 2 * SIGNS, 1));

        char::from_u32(0x2800 + set.map(|(row, column)| DOTS[row][column]).sum::<u32>())
            .unwrap_or(' ')
    };

    format!("▕{}▏", (0..SIGNS).map(sign).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_shows_where_on_the_whole_the_part_lies() {
        assert_eq!(overview([8, 12], [&(0..2), &(0..2)]), "▕⠉⠀⠀⠀⠀⠀▏");
        assert_eq!(overview([8, 12], [&(6..8), &(11..12)]), "▕⠀⠀⠀⠀⠀⢀▏");
        assert_eq!(overview([8, 12], [&(0..8), &(0..12)]), "▕⣿⣿⣿⣿⣿⣿▏");
    }
}
