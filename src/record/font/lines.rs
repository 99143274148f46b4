//! Box drawing: light and heavy lines from the cell's middle to its edges.
//!
//! ```text
//!     │         up          light: one dot at scale 1
//!  ───┼━━━   left right     heavy: three
//!     ┃        down
//! ```

use super::mask::Mask;

/// How thick the arms up, right, down and left of U+2500 to U+257F are: 0 none, 1 light, 2 heavy. Where there is `-`, the font draws.
const ARMS: [&str; 8] = [
    "0101 0202 1010 2020 ---- ---- ---- ---- ---- ---- ---- ---- 0110 0210 0120 0220",
    "0011 0012 0021 0022 1100 1200 2100 2200 1001 1002 2001 2002 1110 1210 2110 1120",
    "2120 2210 1220 2220 1011 1012 2011 1021 2021 2012 1022 2022 0111 0112 0211 0212",
    "0121 0122 0221 0222 1101 1102 1201 1202 2101 2102 2201 2202 1111 1112 1211 1212",
    "2111 1121 2121 2112 2211 1122 1221 2212 1222 2122 2221 2222 ---- ---- ---- ----",
    "---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----",
    "---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----",
    "---- ---- ---- ---- 0001 1000 0100 0010 0002 2000 0200 0020 0201 1020 0102 2010",
];

/// Draws a line; false if the character is none.
pub(super) fn draw(character: char, scale: usize, mask: &mut Mask) -> bool {
    let Some([up, right, down, left]) = arms(character, scale) else {
        return false;
    };

    let width = mask.width;
    let height = mask.height;

    // A line as thick as itself around the middle, whatever the other arms are: so lines of one kind join.
    let middle = |length: usize, thick: usize| ((length - thick) / 2, (length - thick) / 2 + thick);

    for (thick, is_upper) in [(up, true), (down, false)] {
        let (from, to) = middle(width, thick);
        let (start, end) = middle(height, thick);
        mask.fill(from..to, if is_upper { 0..end } else { start..height });
    }

    for (thick, is_left) in [(left, true), (right, false)] {
        let (from, to) = middle(height, thick);
        let (start, end) = middle(width, thick);
        mask.fill(if is_left { 0..end } else { start..width }, from..to);
    }

    true
}

/// The dots that each arm is thick.
fn arms(character: char, scale: usize) -> Option<[usize; 4]> {
    let index = (character as usize).checked_sub(0x2500)?;
    let code = ARMS.get(index / 16)?.split(' ').nth(index % 16)?.as_bytes();
    let thick = |arm: usize| match code.get(arm) {
        Some(b'0') => Some(0),
        Some(b'1') => Some(scale),
        Some(b'2') => Some(3 * scale),
        _ => None,
    };

    Some([thick(0)?, thick(1)?, thick(2)?, thick(3)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(character: char, scale: usize) -> Mask {
        let mut mask = Mask::new(8 * scale, 16 * scale);
        assert!(draw(character, scale, &mut mask), "{character}");
        mask
    }

    /// Which dots of each edge are covered: up, right, down, left.
    fn edges(mask: &Mask) -> [Vec<u8>; 4] {
        let column = |x: usize| {
            (0..mask.height)
                .map(|y| mask.levels[y * mask.width + x])
                .collect()
        };

        let line = |y: usize| mask.levels[y * mask.width..][..mask.width].to_vec();
        [
            line(0),
            column(mask.width - 1),
            line(mask.height - 1),
            column(0),
        ]
    }

    #[test]
    fn lines_of_one_weight_meet_at_every_edge_and_scale() {
        for scale in 1..5 {
            let [light, heavy] = [('─', '│'), ('━', '┃')].map(|(across, down)| {
                let [_, right, ..] = edges(&mask(across, scale));
                let [up, ..] = edges(&mask(down, scale));
                assert!(right.contains(&2) && up.contains(&2));
                [up.clone(), right.clone(), up, right]
            });
            for character in
                ('\u{2500}'..='\u{257f}').filter(|&character| arms(character, scale).is_some())
            {
                let thick = arms(character, scale).unwrap();
                for (edge, has) in edges(&mask(character, scale)).into_iter().enumerate() {
                    let none = vec![0; has.len()];
                    let weight =
                        [&none, &light[edge], &heavy[edge]][thick[edge].div_ceil(2 * scale)];

                    assert_eq!(&has, weight, "{character} at {scale}, edge {edge}");
                }
            }
        }
    }

    #[test]
    fn a_cross() {
        let mask = mask('╆', 1);
        let lines: Vec<String> = mask
            .levels
            .chunks(8)
            .map(|l| l.iter().map(|&v| [' ', '?', '#'][v as usize]).collect())
            .collect();

        assert_eq!(lines[0], "   #    ");
        assert_eq!(lines[6], "  ######");
        assert_eq!(lines[7], "########");
        assert_eq!(lines[15], "  ###   ");
    }
}
