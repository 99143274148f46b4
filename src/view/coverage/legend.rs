//! What the colours of the counts mean.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::board::Tile;
use super::super::canvas::Canvas;
use super::super::theme::{Role, Styles};
use super::counts::Counts;
use super::drawn::{self, Drawn, Part};
use crate::app::App;

/// The most counts that a legend shows.
const MOST_COUNTS: usize = 16;

/// Columns before what the window's colour means.
const APART: u16 = 2;

/// What the colours mean, and how many inputs have no room.
pub(super) fn draw(
    app: &App,
    (all, drawn): (&[&Counts], Drawn),
    (at, more): ([u16; 2], usize),
    canvas: &mut Canvas,
) {
    if app.hidden().size() {
        return;
    }

    let mut x = samples(app, all, at, canvas);

    // What has no room is told before what a colour means.
    if all.iter().any(|counts| counts.is_now) && more == 0 {
        x = window(app, drawn, [x, at[1]], canvas);
    }

    // Of two paddings, one is enough.
    if more > 0 && app.layer().sources.len() > 1 {
        let label = canvas.styles.of(Role::Label);
        canvas.text(x + 2, at[1], &app.language().more_of(more), label);
    }
}

/// What the window's colour means, in so many words as there is room for; the place after it.
fn window(app: &App, drawn: Drawn, [x, y]: [u16; 2], canvas: &mut Canvas) -> u16 {
    let language = app.language();
    let styles = canvas.styles;
    let room = usize::from(canvas.area.right().saturating_sub(x + APART + 2));
    let texts = [language.read_by_cell(), language.read_by_cell_in_short()];
    let text = texts.into_iter().find(|text| text.width() <= room);

    let Some(text) = text.filter(|_| styles.has_colours()) else {
        return x;
    };

    // A lattice, or the ground of what taps read.
    let layer = app.layer();
    let has_gaps = layer.rows.dilation.max(layer.columns.dilation) > 1;
    let is_lattice = drawn.is_picture || drawn.part == Part::Corner;
    let is_ground = !is_lattice && (has_gaps || !drawn.look.is_tall());
    let ground = styles.window_ground(true).filter(|_| is_ground);
    let sample = Style::new().fg(ground.unwrap_or(styles.lattice(true)));
    let next = canvas.text(x + APART, y, "■", sample);
    canvas.text(next + 1, y, text, styles.of(Role::Label))
}

/// `windows that read it:  1  2  4  6  9`; the place after it.
fn samples(app: &App, all: &[&Counts], [x, y]: [u16; 2], canvas: &mut Canvas) -> u16 {
    let most = all.iter().map(|counts| counts.most).max().unwrap_or(1);
    let language = app.language();
    let styles = canvas.styles;
    let label = styles.of(Role::Label);
    let layer = app.layer();
    let before = if layer.slides() {
        language.windows_that_read_it()
    } else {
        language.outputs_that_read_it()
    };

    let tile = |count: &u64| sample(styles, *count, most);
    let wide = |counts: &[u64]| {
        let tiles = counts.iter().map(|count| tile(count).text.width() + 3);
        before.width() + tiles.sum::<usize>()
    };

    let seen = fitting(all, |counts| wide(counts) <= usize::from(canvas.area.width));
    let last = canvas.area.right().saturating_sub(wide(&seen) as u16);
    let x = x.min(last).max(canvas.area.x);
    let mut x = canvas.text(x, y, before, label) + 1;

    for count in seen {
        let tile = tile(&count);
        let text = format!(" {} ", tile.text);
        let style = match tile.ground {
            Some(ground) => tile.style.bg(ground),
            None => tile.style,
        };

        x = canvas.text(x, y, &text, style) + 1;
    }

    x
}

/// A count's tile; of what is never read with what its sign means.
fn sample(styles: Styles, count: u64, most: u64) -> Tile {
    let tile = drawn::tile(styles, count, most, false);

    if count > 0 {
        return tile;
    }

    Tile {
        text: format!("{} 0", tile.text),
        ..tile
    }
}

/// As many of the counts as have room: some between the least and the most are enough.
fn fitting(all: &[&Counts], fits: impl Fn(&[u64]) -> bool) -> Vec<u64> {
    let some = |most: usize| distinct(all, most);
    let mut fewer = (2..=MOST_COUNTS).rev().map(some);

    fewer.find(|counts| fits(counts)).unwrap_or_else(|| some(2))
}

/// The counts that occur, from small to large: so many at most, the least and the most among them.
fn distinct(all: &[&Counts], most: usize) -> Vec<u64> {
    let mut values: Vec<u64> = Vec::new();

    for counts in all {
        let mut rows = counts.rows.clone();
        rows.sort_unstable();
        rows.dedup();
        let mut columns = counts.columns.clone();
        columns.sort_unstable();
        columns.dedup();

        for row in rows {
            values.extend(columns.iter().map(|column| row * column));
        }
    }

    values.sort_unstable();
    values.dedup();

    if values.len() <= most {
        return values;
    }

    (0..most)
        .map(|at| values[at * (values.len() - 1) / (most - 1)])
        .collect()
}
