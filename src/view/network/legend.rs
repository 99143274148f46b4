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

/// Draws as many parts as there is room for, each whole.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    shown: &BTreeSet<Shown>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let label = styles.of(Role::Label);
    let [mut x, mut y] = [area.x, area.y];

    for (samples, words) in parts(app, styles, shown) {
        let wide = (samples.len() + usize::from(!samples.is_empty()) + words.width()) as u16;
        let dot = if x > area.x { DOT } else { "" };

        if x > area.x && x + dot.width() as u16 + wide > area.right() {
            [x, y] = [area.x, y + 1];
        } else {
            x = put(buffer, area, x, y, dot, label);
        }

        if y >= area.bottom() || x + wide > area.right() {
            return;
        }

        for (sign, style) in &samples {
            x = put(buffer, area, x, y, sign, *style);
        }

        x += u16::from(!samples.is_empty());
        x = put(buffer, area, x, y, words, label);
    }
}

fn parts(app: &App, styles: Styles, shown: &BTreeSet<Shown>) -> Vec<Part> {
    let language = app.language();
    let has = |what: Shown| shown.contains(&what);
    let above = [(Shown::Input, Role::Input), (Shown::Above, Role::Output)]
        .into_iter()
        .filter(|(what, _)| has(*what))
        .map(|(_, role)| sample(styles, role, Some(1.0)))
        .collect();

    let mut read: Vec<_> = shown
        .iter()
        .filter_map(|what| read(styles, *what))
        .collect();

    // Without colours of their own, all that is read looks alike.
    read.dedup();

    [
        (!read.is_empty(), read, language.read_by_cell()),
        (has(Shown::Whole), Vec::new(), language.read_as_a_whole()),
        (
            has(Shown::Input) || has(Shown::Above),
            above,
            language.above_zero(),
        ),
        (
            has(Shown::Below),
            vec![sample(styles, Role::Output, Some(-1.0))],
            language.below_zero(),
        ),
        (has(Shown::Light), Vec::new(), language.light_is_large()),
        (
            has(Shown::Pending),
            vec![sample(styles, Role::Output, None)],
            language.not_computed(),
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

/// A sample of what the current cell is made from.
fn read(styles: Styles, what: Shown) -> Option<(&'static str, Style)> {
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
