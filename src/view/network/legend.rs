//! What the colours of the network's maps and bars mean: of those that are on the screen, each with a sample of it.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::super::field::Mark;
use super::super::put;
use super::super::theme::{Role, Styles, sign};
use super::super::thumb::Shown;
use crate::app::App;

/// Between two parts.
const DOT: &str = " · ";

/// A colour's samples, and what it stands for.
type Part = (Vec<(&'static str, Style)>, &'static str);

/// Draws all parts, in few words where there is little room, or as many of them as there is room for.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    shown: &BTreeSet<Shown>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let label = styles.of(Role::Label);
    let long = parts(app, styles, shown, false);
    let parts = if places(&long, area).len() == long.len() {
        long
    } else {
        parts(app, styles, shown, true)
    };

    for ((samples, words), [mut x, y]) in parts.iter().zip(places(&parts, area)) {
        if x > area.x {
            x = put(buffer, area, x, y, DOT, label);
        }

        for (sign, style) in samples {
            x = put(buffer, area, x, y, sign, *style);
        }

        x += u16::from(!samples.is_empty());
        put(buffer, area, x, y, words, label);
    }
}

/// Where the parts begin for which there is room, each whole; all but the first of a line with a dot before it.
fn places(parts: &[Part], area: Rect) -> Vec<[u16; 2]> {
    let [mut x, mut y] = [area.x, area.y];
    let mut places = Vec::new();

    for (samples, words) in parts {
        let wide = (samples.len() + usize::from(!samples.is_empty()) + words.width()) as u16;
        let dot = |x: u16| if x > area.x { DOT.width() as u16 } else { 0 };

        if x + dot(x) + wide > area.right() {
            [x, y] = [area.x, y + u16::from(x > area.x)];
        }

        if y >= area.bottom() || x + wide > area.right() {
            break;
        }

        places.push([x, y]);
        x += dot(x) + wide;
    }

    places
}

/// What is on the screen, in few words or in more.
fn parts(app: &App, styles: Styles, shown: &BTreeSet<Shown>, is_short: bool) -> Vec<Part> {
    let language = app.language();
    let words = |[long, short]: [&'static str; 2]| if is_short { short } else { long };
    let has = |what: Shown| shown.contains(&what);
    let above = above(styles, shown);
    let read = read(styles, shown);

    [
        (
            !read.is_empty(),
            read,
            words([language.read_by_cell(), language.read_by_cell_in_short()]),
        ),
        (
            has(Shown::Whole),
            Vec::new(),
            words([
                language.read_as_a_whole(),
                language.read_as_a_whole_in_short(),
            ]),
        ),
        (
            !above.is_empty(),
            above,
            words([language.above_zero(), "> 0"]),
        ),
        (
            has(Shown::Below),
            vec![sample(styles, Role::Output, Some(-1.0))],
            words([language.below_zero(), "< 0"]),
        ),
        (
            has(Shown::Light),
            Vec::new(),
            words([
                language.light_is_large(),
                language.light_is_large_in_short(),
            ]),
        ),
        (
            has(Shown::Pending),
            vec![sample(styles, Role::Output, None)],
            words([language.not_computed(), language.not_computed_in_short()]),
        ),
    ]
    .into_iter()
    .filter_map(|(is_shown, samples, words)| is_shown.then_some((samples, words)))
    .collect()
}

/// A number's colour as a sample; where there are few colours, its sign.
fn sample(styles: Styles, role: Role, value: Option<f64>) -> (&'static str, Style) {
    if styles.is_fine() {
        return block(styles.heat(role, (value, None)), styles);
    }

    match value {
        None => (sign(0.0), styles.of(Role::Pending)),
        Some(value) if value < 0.0 => (sign(value), styles.of(Role::Filter)),
        Some(value) => (sign(value), styles.of(role)),
    }
}

/// Samples of numbers above zero.
fn above(styles: Styles, shown: &BTreeSet<Shown>) -> Vec<(&'static str, Style)> {
    [(Shown::Input, Role::Input), (Shown::Above, Role::Output)]
        .into_iter()
        .filter(|(what, _)| shown.contains(what))
        .map(|(_, role)| sample(styles, role, Some(1.0)))
        .collect()
}

/// Samples of what the current cell is made from. Without colours of their own, all of it looks alike.
fn read(styles: Styles, shown: &BTreeSet<Shown>) -> Vec<(&'static str, Style)> {
    let samples = shown.iter().filter_map(|what| one_read(styles, *what));
    let mut samples: Vec<_> = samples.collect();
    samples.dedup();

    samples
}

/// One such sample.
fn one_read(styles: Styles, what: Shown) -> Option<(&'static str, Style)> {
    let mark = Some(Mark::Field);
    let colour = match what {
        Shown::Read(role, sign) => styles.heat(role, (Some(f64::from(sign as i8)), mark)),
        Shown::ReadEdge => styles.read(),
        Shown::ReadNumber => return Some((" ", styles.window())),
        _ => return None,
    };

    if styles.is_fine() {
        Some(block(colour, styles))
    } else {
        Some((" ", styles.window()))
    }
}

fn block(colour: Color, styles: Styles) -> (&'static str, Style) {
    ("■", Style::new().fg(styles.seen(colour)))
}
