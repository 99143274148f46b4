//! What the colours of the counts mean.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::board::Tile;
use super::super::canvas::Canvas;
use super::super::theme::{Role, Styles};
use super::counts::Counts;
use super::drawn::{self, Drawn, Part};
use crate::app::App;
use crate::text;

/// The most counts that a legend shows.
const MOST_COUNTS: usize = 16;

/// Columns before what stands after the counts, and of a colour's sample.
const APART: u16 = 3;
const SAMPLE: u16 = 2;

/// What the colours mean, and how many inputs have no room: in one line, or, where that does not hold all and there is another, in two.
/// They stand from one line on at least, from another on where there is room.
pub(super) fn draw(
    app: &App,
    (all, drawn): (&[&Counts], Drawn),
    ([x, top, wanted], more): ([u16; 3], usize),
    canvas: &mut Canvas,
) {
    if app.hidden().size() {
        return;
    }

    let room = canvas.area.width;
    let tail = Tail::new(app, (all, drawn), more, canvas.styles);
    let samples = Samples::new(app, all, canvas.styles);
    let beside = tail.shortest().map_or(0, |shortest| APART + shortest);
    let bottom = canvas.area.bottom();
    let is_below = samples.wide() + beside > room && top + 1 < bottom;
    let y = wanted.min(bottom - 1 - u16::from(is_below));
    let samples = samples.fitting(if is_below {
        room
    } else {
        room.saturating_sub(beside)
    });

    let right = canvas.area.right();
    let wide = samples.wide() + if is_below { 0 } else { beside };
    let x = x.min(right.saturating_sub(wide));
    let x = x.max(canvas.area.x);
    let end = samples.draw([x, y], canvas);
    let at = if is_below {
        [x, y + 1]
    } else {
        [end + APART, y]
    };

    if let Some(text) = tail.fitting(right.saturating_sub(at[0])) {
        tail.draw(text, at, canvas);
    }
}

/// What stands after the counts: what the window's colour means, with a sample of it, or how many inputs have no room.
struct Tail {
    sample: Option<Style>,
    /// In more words and in fewer.
    texts: Vec<String>,
}

impl Tail {
    /// What has no room is told before what a colour means; of two paddings, one is enough.
    fn new(app: &App, (all, drawn): (&[&Counts], Drawn), more: usize, styles: Styles) -> Self {
        let language = app.language();

        if more > 0 && app.layer().sources.len() > 1 {
            return Self {
                sample: None,
                texts: vec![language.more_of(more)],
            };
        }

        let is_marked = styles.has_colours() && all.iter().any(|counts| counts.is_now);
        let cell = text::short_cell("o", app.layer().output, app.place().cell);
        let [this, short] = [language.read_by_cell(), language.read_by_cell_in_short()];
        let texts = [
            language.read_by_this(&cell),
            this.to_owned(),
            short.to_owned(),
        ];
        let texts = texts.into_iter().filter(|_| is_marked);

        Self {
            sample: Some(window(app, drawn, styles)),
            texts: texts.collect(),
        }
    }

    /// Columns with one of its texts.
    fn wide(&self, text: &str) -> u16 {
        let sample = if self.sample.is_some() { SAMPLE } else { 0 };
        sample + text.width() as u16
    }

    /// Columns at least.
    fn shortest(&self) -> Option<u16> {
        self.texts.last().map(|text| self.wide(text))
    }

    /// The first of its texts that so many columns hold.
    fn fitting(&self, room: u16) -> Option<&String> {
        self.texts.iter().find(|text| self.wide(text) <= room)
    }

    fn draw(&self, text: &str, [mut x, y]: [u16; 2], canvas: &mut Canvas) {
        if let Some(sample) = self.sample {
            canvas.text(x, y, "■", sample);
            x += SAMPLE;
        }

        canvas.text(x, y, text, canvas.styles.of(Role::Label));
    }
}

/// The window's colour: of a lattice, or of the ground of what taps read.
fn window(app: &App, drawn: Drawn, styles: Styles) -> Style {
    let layer = app.layer();
    let has_gaps = layer.rows.dilation.max(layer.columns.dilation) > 1;
    let is_lattice = drawn.is_picture || drawn.part == Part::Corner;
    let is_ground = !is_lattice && (has_gaps || !drawn.look.is_tall());
    let ground = styles.window_ground(true).filter(|_| is_ground);

    Style::new().fg(ground.unwrap_or(styles.lattice(true)))
}

/// `windows that read it:  1  2  4  6  9`; between two counts, `…` where others are left out.
struct Samples {
    before: &'static str,
    /// The counts that occur, from small to large, each as it is drawn.
    tiles: Vec<Tile>,
    /// Those that are seen, by their order.
    seen: Vec<usize>,
}

impl Samples {
    fn new(app: &App, all: &[&Counts], styles: Styles) -> Self {
        let most = all.iter().map(|counts| counts.most).max().unwrap_or(1);
        let language = app.language();
        let before = if app.layer().slides() {
            language.windows_that_read_it()
        } else {
            language.outputs_that_read_it()
        };

        let counts = distinct(all).into_iter();
        let tiles: Vec<_> = counts.map(|count| sample(styles, count, most)).collect();

        Self {
            before,
            seen: (0..tiles.len()).collect(),
            tiles,
        }
    }

    /// Columns, with a blank between two.
    fn wide(&self) -> u16 {
        let tiles = self.seen.iter().map(|&at| self.tiles[at].text.width() + 3);
        (self.before.width() + tiles.sum::<usize>()) as u16
    }

    /// As many of the counts as so many columns hold, two at least: the least, the most, and some between them.
    fn fitting(mut self, room: u16) -> Self {
        let all = self.tiles.len();

        for count in (2..=all.min(MOST_COUNTS)).rev() {
            self.seen = (0..count).map(|at| at * (all - 1) / (count - 1)).collect();

            if self.wide() <= room {
                break;
            }
        }

        self
    }

    /// Draws them; returns the place after them.
    fn draw(&self, [x, y]: [u16; 2], canvas: &mut Canvas) -> u16 {
        let label = canvas.styles.of(Role::Label);
        let mut x = canvas.text(x, y, self.before, label) + 1;
        let mut next = 0;

        for &at in &self.seen {
            if at > next {
                canvas.text(x - 1, y, "…", label);
            }

            let tile = &self.tiles[at];
            let style = match tile.ground {
                Some(ground) => tile.style.bg(ground),
                None => tile.style,
            };

            x = canvas.text(x, y, &format!(" {} ", tile.text), style) + 1;
            next = at + 1;
        }

        x - 1
    }
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

/// The counts that occur, from small to large.
fn distinct(all: &[&Counts]) -> Vec<u64> {
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

    values
}
