//! What the colours of the network's maps and bars mean: of those that are on the screen, each with a sample of it.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::super::put;
use super::super::theme::{Role, Styles, sign};
use super::super::thumb::Shown;
use super::head::name;
use crate::app::App;

/// Between two parts; and where there is little room.
const DOT: &str = " · ";
const BLANKS: &str = "  ";

/// A colour's samples, and what it stands for, in more words and in fewer.
type Part = (Vec<(&'static str, Style)>, [String; 2]);

/// How parts stand: so many of them in few words, and what is between two.
type Form = (usize, &'static str);

/// Draws all parts, as few of them in few words as there is room for; or as many of them as there is room for.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    shown: &BTreeSet<Shown>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let label = styles.of(Role::Label);
    let parts = parts(app, styles, shown);
    let all = parts.len();
    let mut forms = (0..=all).map(|short| (short, DOT));
    let form = forms.find(|form| places(&parts, *form, area).len() == all);
    let (short, between) = form.unwrap_or((all, BLANKS));
    let at = places(&parts, (short, between), area);

    for (index, ((samples, words), [mut x, y])) in parts.iter().zip(at).enumerate() {
        if x > area.x {
            x = put(buffer, area, x, y, between, label);
        }

        for (sign, style) in samples {
            x = put(buffer, area, x, y, sign, *style);
        }

        x += u16::from(!samples.is_empty());
        let words = &words[usize::from(index < short)];
        put(buffer, area, x, y, words, label);
    }
}

/// Where the parts begin for which there is room, each whole; all but the first of a line with something before it.
fn places(parts: &[Part], (short, between): Form, area: Rect) -> Vec<[u16; 2]> {
    let [mut x, mut y] = [area.x, area.y];
    let mut places = Vec::new();

    for (index, (samples, words)) in parts.iter().enumerate() {
        let words = &words[usize::from(index < short)];
        let wide = (samples.len() + usize::from(!samples.is_empty()) + words.width()) as u16;
        let before = |x: u16| {
            if x > area.x {
                between.width() as u16
            } else {
                0
            }
        };

        if x + before(x) + wide > area.right() {
            [x, y] = [area.x, y + u16::from(x > area.x)];
        }

        if y >= area.bottom() || x + wide > area.right() {
            break;
        }

        places.push([x, y]);
        x += before(x) + wide;
    }

    places
}

/// What is on the screen.
fn parts(app: &App, styles: Styles, shown: &BTreeSet<Shown>) -> Vec<Part> {
    let language = app.language();
    let has = |what: Shown| shown.contains(&what);
    let above = above(styles, shown);

    [
        (
            has(Shown::Current),
            vec![current(styles)],
            [language.this_cell(), language.this_cell_in_short()],
        ),
        (
            has(Shown::Read) || has(Shown::ReadNumber),
            vec![read(styles, shown)],
            [language.read_by_cell(), language.read_by_cell_in_short()],
        ),
        (
            has(Shown::Whole),
            Vec::new(),
            [
                language.read_as_a_whole(),
                language.read_as_a_whole_in_short(),
            ],
        ),
        (!above.is_empty(), above, [language.above_zero(), "> 0"]),
        (
            has(Shown::Below),
            vec![sample(styles, Role::Output, Some(-1.0))],
            [language.below_zero(), "< 0"],
        ),
        (
            has(Shown::Light),
            Vec::new(),
            [
                language.light_is_large(),
                language.light_is_large_in_short(),
            ],
        ),
        (
            has(Shown::Pending),
            vec![sample(styles, Role::Output, None)],
            [language.not_computed(), language.not_computed_in_short()],
        ),
    ]
    .into_iter()
    .filter(|(is_shown, ..)| *is_shown)
    .map(|(_, samples, words)| (samples, words.map(str::to_owned)))
    .chain(shown.iter().filter_map(|what| elsewhere(app, *what)))
    .collect()
}

/// That what the current cell is made from has no room.
fn elsewhere(app: &App, what: Shown) -> Option<Part> {
    let Shown::Elsewhere(stage) = what else {
        return None;
    };

    Some((Vec::new(), app.language().reads_elsewhere(name(app, stage))))
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

/// The sample of the current cell.
fn current(styles: Styles) -> (&'static str, Style) {
    match styles.mark().filter(|_| styles.is_fine()) {
        Some(mark) => block(mark, styles),
        None => (" ", styles.of(Role::Current)),
    }
}

/// The sample of what it is made from: of the edge around cells, or of what lies behind the numbers of a list.
fn read(styles: Styles, shown: &BTreeSet<Shown>) -> (&'static str, Style) {
    if styles.is_fine() && shown.contains(&Shown::Read) {
        block(styles.read(), styles)
    } else {
        (" ", styles.window())
    }
}

fn block(colour: Color, styles: Styles) -> (&'static str, Style) {
    ("■", Style::new().fg(styles.seen(colour)))
}
