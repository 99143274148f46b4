//! What SVG and HTML share: text that stays text, colours, and the measure of a cell.

use super::CellStyle;

/// Dots of a cell: its width, its height, and how far down the letters stand.
pub(super) const CELL: [u32; 3] = [10, 20, 15];

/// The fonts of cells, those with Chinese last: where one is missing, the next is taken. Their letters are three fifths as wide
/// as they are high, which makes a cell's width of this size.
pub(super) const FONT: &str = "16.667px ui-monospace,Menlo,Consolas,DejaVu Sans Mono,Liberation Mono,Noto Sans Mono,Noto Sans \
    Mono CJK SC,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,monospace";

/// How high letters are in these, in dots.
pub(super) const LETTER: f64 = 16.667;

/// Dots that a wide letter leaves free of its two columns.
pub(super) const BESIDE: u32 = 3;

/// Signs that are drawn, because lines and areas have to meet those of the next cell in whatever font: rectangles, each with its
/// left, top, width and height in dots of a cell.
pub(super) const SHAPES: &[(&str, &[[u32; 4]])] = &[
    ("│", &[[5, 0, 1, 20]]),
    ("─", &[[0, 9, 10, 1]]),
    ("┌", &[[5, 9, 5, 1], [5, 10, 1, 10]]),
    ("┐", &[[0, 9, 6, 1], [5, 10, 1, 10]]),
    ("└", &[[5, 0, 1, 9], [5, 9, 5, 1]]),
    ("┘", &[[5, 0, 1, 9], [0, 9, 6, 1]]),
    ("╭", &[[5, 9, 5, 1], [5, 10, 1, 10]]),
    ("╮", &[[0, 9, 6, 1], [5, 10, 1, 10]]),
    ("╰", &[[5, 0, 1, 9], [5, 9, 5, 1]]),
    ("╯", &[[5, 0, 1, 9], [0, 9, 6, 1]]),
    ("├", &[[5, 0, 1, 20], [6, 9, 4, 1]]),
    ("┤", &[[5, 0, 1, 20], [0, 9, 5, 1]]),
    ("┬", &[[0, 9, 10, 1], [5, 10, 1, 10]]),
    ("┴", &[[5, 0, 1, 9], [0, 9, 10, 1]]),
    ("┼", &[[0, 9, 10, 1], [5, 0, 1, 9], [5, 10, 1, 10]]),
    ("━", &[[0, 8, 10, 3]]),
    ("▀", &[[0, 0, 10, 10]]),
    ("▄", &[[0, 10, 10, 10]]),
    ("█", &[[0, 0, 10, 20]]),
    ("▏", &[[0, 0, 1, 20]]),
    ("▕", &[[9, 0, 1, 20]]),
    ("▌", &[[0, 0, 5, 20]]),
    ("▐", &[[5, 0, 5, 20]]),
    ("▘", &[[0, 0, 5, 10]]),
    ("▝", &[[5, 0, 5, 10]]),
    ("▖", &[[0, 10, 5, 10]]),
    ("▗", &[[5, 10, 5, 10]]),
    ("▛", &[[0, 0, 10, 10], [0, 10, 5, 10]]),
    ("▜", &[[0, 0, 10, 10], [5, 10, 5, 10]]),
    ("▙", &[[0, 0, 5, 10], [0, 10, 10, 10]]),
    ("▟", &[[5, 0, 5, 10], [0, 10, 10, 10]]),
    ("▚", &[[0, 0, 5, 10], [5, 10, 5, 10]]),
    ("▞", &[[5, 0, 5, 10], [0, 10, 5, 10]]),
];

/// The rectangles of a sign that is drawn.
pub(super) fn shapes(sign: &str) -> Option<&'static [[u32; 4]]> {
    let found = SHAPES.iter().find(|(shape, _)| *shape == sign);
    found.map(|(_, shapes)| *shapes)
}

/// Shapes that are thinner than this are lines: made sharp, they would be lost where a picture is shown small. Areas have to be,
/// lest what lies behind shows between them.
pub(super) const LINE: u32 = 4;

/// A text as markup holds it: nothing in it is a tag, an entity, the end of an attribute, or a sign that XML refuses.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                safe.push(char::REPLACEMENT_CHARACTER);
            }
            c => safe.push(c),
        }
    }

    safe
}

/// A colour as style sheets write it, `#7fe09a`, or `#fff` where that says the same.
pub(super) fn hex(colour: [u8; 3]) -> String {
    let [r, g, b] = colour;
    if colour.iter().all(|part| part >> 4 == part & 15) {
        format!("#{:x}{:x}{:x}", r & 15, g & 15, b & 15)
    } else {
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// What a style sheet says of letters beyond their colour, after it.
pub(super) fn look(ink: CellStyle) -> String {
    let looks = [
        (ink.bold, ";font-weight:bold"),
        (ink.italic, ";font-style:italic"),
        (ink.underlined, ";text-decoration:underline"),
    ];

    looks
        .into_iter()
        .filter(|(has, _)| *has)
        .map(|(_, look)| look)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escaped("a<b> & \"c\"\u{1b}\u{ffff}卷"),
            "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}\u{fffd}卷"
        );
    }

    #[test]
    fn lines_and_corners_meet_at_the_edges_of_their_cells() {
        let covers = |sign: &str, [x, y]: [u32; 2]| {
            let mut shapes = shapes(sign).expect("it is drawn").iter();
            shapes.any(|[left, top, width, height]| {
                (*left..left + width).contains(&x) && (*top..top + height).contains(&y)
            })
        };

        // To the left, up, to the right, and down.
        for (sign, arms) in [
            ("─", [true, false, true, false]),
            ("│", [false, true, false, true]),
            ("┌", [false, false, true, true]),
            ("┐", [true, false, false, true]),
            ("└", [false, true, true, false]),
            ("┘", [true, true, false, false]),
            ("╭", [false, false, true, true]),
            ("╮", [true, false, false, true]),
            ("╰", [false, true, true, false]),
            ("╯", [true, true, false, false]),
            ("├", [false, true, true, true]),
            ("┤", [true, true, false, true]),
            ("┬", [true, false, true, true]),
            ("┴", [true, true, true, false]),
            ("┼", [true, true, true, true]),
        ] {
            let ends = [[0, 9], [5, 0], [9, 9], [5, 19]];
            assert_eq!(ends.map(|end| covers(sign, end)), arms, "{sign}");

            // Nothing is missing on the way to the middle.
            let ways = [(0..5, 9..10), (5..6, 0..9), (6..10, 9..10), (5..6, 10..20)];
            let is_whole = ways.map(|(xs, ys)| {
                xs.flat_map(|x| ys.clone().map(move |y| [x, y]))
                    .all(|at| covers(sign, at))
            });
            assert_eq!(is_whole, arms, "{sign}");
        }
    }

    #[test]
    fn colours_are_as_short_as_they_can_be() {
        assert_eq!(
            [hex([255, 0, 0x33]), hex([0x12, 0x14, 0x1a])],
            ["#f03", "#12141a"]
        );
    }
}
