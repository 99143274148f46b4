//! Blocks, shades, quadrants, braille and the timeline's knob.

use super::mask::Mask;

/// Which quarters of U+2596 to U+259F are filled: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [u8; 10] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/// Draws a block; false if the character is none.
pub(super) fn draw(character: char, scale: usize, mask: &mut Mask) -> bool {
    let width = mask.width;
    let height = mask.height;
    let eighths = |length: usize, n: u32| (length * n as usize + 4) / 8;

    match character as u32 {
        0x2580 => mask.fill(0..width, 0..eighths(height, 4)),
        code @ 0x2581..=0x2588 => {
            mask.fill(0..width, height - eighths(height, code - 0x2580)..height);
        }
        code @ 0x2589..=0x258f => mask.fill(0..eighths(width, 0x2590 - code), 0..height),
        0x2590 => mask.fill(eighths(width, 4)..width, 0..height),
        code @ 0x2591..=0x2593 => shade(code - 0x2590, scale, mask),
        0x2594 => mask.fill(0..width, 0..eighths(height, 1)),
        0x2595 => mask.fill(width - eighths(width, 1)..width, 0..height),
        code @ 0x2596..=0x259f => quarters(QUARTERS[code as usize - 0x2596], mask),
        0x25cf => knob(scale, mask),
        code @ 0x2800..=0x28ff => braille(code - 0x2800, scale, mask),
        _ => return false,
    }

    true
}

/// So many quarters of all dots, in a pattern that goes on in the next cell.
fn shade(quarters: u32, scale: usize, mask: &mut Mask) {
    const ORDER: [[u32; 2]; 2] = [[0, 2], [3, 1]];
    for y in 0..mask.height / scale {
        for x in (0..mask.width / scale).filter(|x| ORDER[y % 2][x % 2] < quarters) {
            mask.fill(x * scale..(x + 1) * scale, y * scale..(y + 1) * scale);
        }
    }
}

fn quarters(filled: u8, mask: &mut Mask) {
    let middle = mask.width / 2;
    let half = mask.height / 2;

    for (bit, columns, lines) in [
        (1, 0..middle, 0..half),
        (2, middle..mask.width, 0..half),
        (4, 0..middle, half..mask.height),
        (8, middle..mask.width, half..mask.height),
    ] {
        if filled & bit != 0 {
            mask.fill(columns, lines);
        }
    }
}

/// A disc from edge to edge, its middle where lines have theirs.
fn knob(scale: usize, mask: &mut Mask) {
    /// Places a dot's side is divided into, to see how much of it lies inside.
    const FINE: usize = 8;
    let radius = mask.width * FINE;
    let x_middle = mask.width * FINE;
    let y_middle = ((mask.height - scale) / 2 * 2 + scale) * FINE;

    for y in 0..mask.height {
        for x in 0..mask.width {
            let inside = (0..FINE * FINE).filter(|at| {
                let dx = (2 * (x * FINE + at % FINE) + 1).abs_diff(x_middle);
                let dy = (2 * (y * FINE + at / FINE) + 1).abs_diff(y_middle);
                dx * dx + dy * dy <= radius * radius
            });
            mask.cover(x, y, (inside.count() * 255 / (FINE * FINE)) as u8);
        }
    }
}

/// Two columns of four dots; the bits count down the left three, the right three, then the lowest two.
fn braille(bits: u32, scale: usize, mask: &mut Mask) {
    for bit in (0..8).filter(|bit| bits & (1 << bit) != 0) {
        let [column, line] = if bit < 6 {
            [bit / 3, bit % 3]
        } else {
            [bit - 6, 3]
        };

        let middle =
            |index: usize, count: usize, length: usize| (2 * index + 1) * length / (2 * count);

        let x = middle(column, 2, mask.width);
        let y = middle(line, 4, mask.height);
        mask.fill(x - scale..x + scale, y - scale..y + scale);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(character: char, scale: usize) -> Vec<bool> {
        let mut mask = Mask::new(8 * scale, 16 * scale);
        assert!(draw(character, scale, &mut mask), "{character}");
        mask.levels.iter().map(|&level| level > 0).collect()
    }

    #[test]
    fn halves_and_quarters_and_shades_fill_the_cell_together() {
        for scale in 1..4 {
            for (one, other) in [
                ('▀', '▄'),
                ('▌', '▐'),
                ('▖', '▜'),
                ('▘', '▟'),
                ('▝', '▙'),
                ('▗', '▛'),
                ('▚', '▞'),
            ] {
                let both = covered(one, scale).into_iter().zip(covered(other, scale));
                assert!(
                    both.into_iter().all(|(one, other)| one != other),
                    "{one}{other} at {scale}"
                );
            }

            assert!(covered('█', scale).iter().all(|&dot| dot));

            for (shade, quarters) in [('░', 1), ('▒', 2), ('▓', 3)] {
                let dots = covered(shade, scale);
                assert_eq!(
                    dots.iter().filter(|&&dot| dot).count() * 4,
                    dots.len() * quarters,
                    "{shade}"
                );
            }
        }
    }

    #[test]
    fn the_knob_touches_both_edges_where_lines_do() {
        let dots = covered('●', 1);
        assert!([7 * 8, 7 * 8 + 7].iter().all(|&at| dots[at]));
        assert!(dots[..3 * 8].iter().chain(&dots[12 * 8..]).all(|&dot| !dot));
    }

    #[test]
    fn braille_has_its_dots_in_place() {
        let rows = |character: char| {
            let dots = covered(character, 1);
            [2, 6, 10, 14].map(|y| [2, 6].map(|x| dots[y * 8 + x]))
        };

        assert_eq!(rows('⣿'), [[true; 2]; 4]);
        assert_eq!(
            rows('⠉'),
            [[true, true], [false; 2], [false; 2], [false; 2]]
        );

        assert_eq!(
            rows('⢀'),
            [[false; 2], [false; 2], [false; 2], [false, true]]
        );
    }
}
