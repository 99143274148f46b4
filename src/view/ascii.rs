//! The screen in signs of ASCII: for terminals that draw the others two columns wide, or not at all. Letters that every
//! terminal draws alike, Chinese ones too, stay.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Between two numbers it multiplies them, and is no point.
const DOT: &str = "·";

/// Signs, and what stands for all of them.
const SIGNS: [(&str, &str); 26] = [
    (DOT, "."),
    ("░", "."),
    ("…", "."),
    ("×", "x"),
    ("─–—−", "-"),
    ("━═≡", "="),
    ("│┃▏▎▍▌▐▕", "|"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    ("▒", "+"),
    ("█■▓▛▜▙▟▚▞", "#"),
    ("▀▘▝", "\""),
    ("▄▖▗", "_"),
    ("●○□", "o"),
    ("▶→≥", ">"),
    ("≠", "!"),
    ("←≤", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("≈", "~"),
    ("∞", "i"),
    ("²", "2"),
    ("÷╱", "/"),
    ("╲", "\\"),
    ("√", "V"),
    ("“”", "\""),
    ("‘’", "'"),
];

/// Rewrites what is drawn.
pub(super) fn translate(area: Rect, buffer: &mut Buffer) {
    let ground = buffer.cell((area.x, area.y)).map(|cell| cell.bg);

    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let beside = |x: Option<u16>| {
                let cell = x.and_then(|x| buffer.cell((x, y)));
                cell.is_some_and(|cell| is_factor(cell.symbol()))
            };

            let multiplies = beside(x.checked_sub(1)) && beside(x.checked_add(1));
            let cell = &mut buffer[(x, y)];

            if cell.symbol() == DOT && multiplies {
                cell.set_symbol("*");
                continue;
            }

            // Two dots of a picture: the upper one is what is left.
            if matches!(cell.symbol(), "▀" | "▄") && Some(cell.bg) != ground {
                let colour = cell.fg;
                cell.set_symbol(" ").set_bg(colour);
            } else if let Some(sign) = sign(cell.symbol()) {
                cell.set_symbol(sign);
            }
        }
    }
}

/// A text in signs of ASCII.
pub(super) fn spelled(text: &str) -> String {
    let signs: Vec<String> = text.chars().map(String::from).collect();
    let beside = |at: Option<usize>| {
        at.and_then(|at| signs.get(at))
            .is_some_and(|own| is_factor(own))
    };
    let spelled = signs.iter().enumerate().map(|(at, own)| {
        if own == DOT && beside(at.checked_sub(1)) && beside(Some(at + 1)) {
            "*"
        } else {
            sign(own).unwrap_or(own)
        }
    });

    spelled.collect()
}

/// Whether a sign ends or begins what can be multiplied.
fn is_factor(sign: &str) -> bool {
    sign.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | ')'))
}

/// What stands for a sign; nothing where it may stay.
fn sign(sign: &str) -> Option<&'static str> {
    if sign.is_ascii() {
        return None;
    }

    let known = SIGNS.iter().find(|(signs, _)| signs.contains(sign));

    match known {
        Some((_, ascii)) => Some(ascii),
        None => (sign.width() != sign.width_cjk()).then_some("?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_may_be_wide_are_those_of_ascii_and_letters_stay() {
        let mut buffer = Buffer::with_lines(["│3 × 4 ≈ é卷─●§…"]);
        let area = buffer.area;
        translate(area, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["|3 x 4 ~ é卷-o?."]));
        assert_eq!(spelled("2·1 · a"), "2*1 . a");
    }
}
