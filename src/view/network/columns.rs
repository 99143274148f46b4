//! Where the stages of a network stand: side by side as columns, with the ways between them above, and a list of all stages where
//! the columns do not hold them.
//!
//! ```text
//!           ╭──────────────╮              more ▶
//!           │              ▼
//! conv1   relu1   conv2   add1   relu2
//! 6×8×8   6×8×8   6×8×8   6×8×8  6×8×8
//! ▄▀█▄  ▶ ▄▀█▄  ▶ ▄▀█▄  ▶ …
//! ```

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::field::Field;
use super::super::grid::around;
use super::super::photo::Photo;
use super::column::{Column, GAP, NARROWEST};
use super::list;
use super::seen::Seen;
use super::strip::Strip;
use super::ways::{Way, ways};
use super::widths::Widths;
use crate::app::{App, EditTarget, Open};
use crate::nn::Stage;

/// The list of all stages stands beside the columns from this width on.
const WITH_LIST: u16 = 100;

/// Columns of the list at most.
const LIST: u16 = 40;

/// Below this height, a stage's head has no line for its kind.
const TALL: u16 = 34;

/// Columns between two stages at most.
const WIDEST: u16 = 12;

/// Lines of a row of columns at least, and how many rows there are at most.
const SHORTEST: u16 = 6;
const MOST_ROWS: u16 = 3;

/// How much larger cells are in rows, where that is much.
const LARGER: f64 = 1.2;

/// The whole picture.
pub(super) struct Plan {
    /// Where the columns stand.
    pub strip: Strip,
    pub columns: Vec<Column>,
    /// How many stages there are.
    pub count: usize,
    /// The ways above the columns, the lowest lane first.
    pub ways: Vec<Way>,
    /// Where all stages are listed.
    pub list: Option<Rect>,
}

impl Plan {
    /// Of a session, on the part of the screen between title and sentence.
    pub(super) fn new(app: &App, field: &Field, body: Rect) -> Self {
        let count = app.network().layers.len() + 1;
        let is_drawn_on = matches!(app.open(), Open::Edit(EditTarget::Input(_), _));
        let seen = Seen {
            app,
            field,
            photo: Photo::new(app),
        };

        if is_drawn_on && body.width >= 2 * NARROWEST + 2 {
            return Self {
                strip: Strip::new(body, 1),
                columns: studio(&seen, body),
                count,
                ways: Vec::new(),
                list: None,
            };
        }

        let room = usize::from((body.width.saturating_sub(1)) / NARROWEST);

        if room < 3 {
            return Self::narrow(&seen, body, count);
        }

        let has_list = count > room && body.width >= WITH_LIST;
        let wide = list::width(app).min(LIST);
        let left = if has_list { wide + 2 } else { 0 };
        let list = Rect {
            x: body.x + 1,
            width: wide,
            ..body
        };

        let rest = Rect {
            x: body.x + left,
            width: body.width - left,
            ..body
        };

        let most = if count > room || has_vectors(app) {
            1
        } else {
            (body.height / SHORTEST)
                .clamp(1, MOST_ROWS)
                .min(count as u16)
        };

        Self {
            list: has_list.then_some(list),
            ..Self::in_rows(&seen, rest, count, most)
        }
    }

    /// In so many rows at most: in as many as make the maps largest, where that is much larger than in one.
    fn in_rows(seen: &Seen, body: Rect, count: usize, most: u16) -> Self {
        let app = seen.app;
        let plan = |rows: u16| {
            let strip = Strip::new(body, rows);
            let (columns, ways) = side_by_side(seen, strip, count);

            Self {
                strip,
                columns,
                count,
                ways,
                list: None,
            }
        };

        let one = plan(1);

        if most < 2 {
            return one;
        }

        let least = one.scale(app) * LARGER;
        let scaled = |rows| {
            let plan = plan(rows);
            (plan.scale(app), plan)
        };

        let rows = (2..=most).map(scaled);
        let best = rows.max_by(|(one, _), (other, _)| one.total_cmp(other));

        best.filter(|(scale, _)| *scale > least)
            .map_or(one, |(_, plan)| plan)
    }

    /// How large the cells of maps are: the mean over the stages, in dots.
    fn scale(&self, app: &App) -> f64 {
        let maps = self.columns.iter();
        let maps = maps.filter(|column| !column.shape(app.network()).is_vector());
        let scales: Vec<f64> = maps.map(|column| column.sheet(app).scale()).collect();

        scales.iter().sum::<f64>() / scales.len().max(1) as f64
    }

    /// The list, and under it the current stage.
    fn narrow(seen: &Seen, body: Rect, count: usize) -> Self {
        let height = (body.height / 2).min(count as u16 + 1);
        let area = Rect {
            x: body.x + 1,
            width: body.width.saturating_sub(2),
            ..body
        };

        let place = Rect {
            y: area.y + height,
            height: area.height - height,
            ..area
        };

        let column = seen.column(seen.app.place().layer + 1, place, 2);

        Self {
            strip: Strip::new(body, 1),
            columns: vec![column],
            count,
            ways: Vec::new(),
            list: Some(Rect { height, ..area }),
        }
    }

    /// The stages that have a column.
    pub(super) fn seen(&self) -> Range<usize> {
        let first = self.columns.first().map_or(0, |column| column.index);
        let last = self.columns.last().map_or(0, |column| column.index);

        first..last + 1
    }
}

/// Whether a stage of the network is a vector.
fn has_vectors(app: &App) -> bool {
    let mut stages = 0..=app.network().layers.len();
    stages.any(|stage| app.network().shape_of(Stage::at(stage)).is_vector())
}

/// As many stages as fit around the current one, in rows of about as many, and the ways between them.
fn side_by_side(all: &Seen, strip: Strip, count: usize) -> (Vec<Column>, Vec<Way>) {
    let app = all.app;
    let body = strip.row(0);
    let width = body.width.saturating_sub(2);
    let seen = stages(all, count, usize::from(strip.rows), width);
    let ways = ways(app.network(), &seen, usize::from(body.height / 6));
    let lanes = ways.iter().map(|way| way.lane + 1).max().unwrap_or(0) as u16;

    // A line for the arrows' heads, and one for what is left out.
    let top = u16::from(lanes > 0) + lanes + u16::from(seen.len() < count);
    let each = seen.len().div_ceil(usize::from(strip.rows));
    let rows: Vec<(Range<usize>, Rect)> = (0..strip.rows)
        .map(|row| {
            let first = (seen.start + usize::from(row) * each).min(seen.end);
            let room = Rect {
                x: strip.row(row).x + 1,
                y: body.y + top,
                width,
                height: body.height.saturating_sub(top),
            };

            (first..(first + each).min(seen.end), room)
        })
        .filter(|(stages, _)| !stages.is_empty())
        .collect();

    (placed(all, &rows), ways)
}

/// The columns of stages in rows, with as many lines in their heads as leave their maps as large as they can be.
fn placed(all: &Seen, rows: &[(Range<usize>, Rect)]) -> Vec<Column> {
    let height = rows.first().map_or(0, |(_, room)| room.height);
    let short = laid(all, rows, 2);
    let long = (height + 8 >= TALL).then(|| laid(all, rows, 3));
    let long = long.filter(|long| !short[0].is_larger(&long[0]));
    let head = if long.is_some() { 3 } else { 2 };
    let widths = long.unwrap_or(short);

    // What stands below each other has the same gaps.
    let spares = || {
        let widths = widths.iter().zip(rows);
        widths.map(|(widths, (_, room))| spare(widths, room.width))
    };

    let more = spares().map(|(more, _)| more).min().unwrap_or(0);
    let margin = spares().map(|(_, around)| around / 2).min().unwrap_or(0);
    let column = |widths: &Widths, (stages, room): &(Range<usize>, Rect)| {
        in_a_row(all, widths, stages.start, *room, (head, GAP + more, margin))
    };

    let columns = widths.iter().zip(rows);
    let columns = columns.flat_map(|(widths, row)| column(widths, row));

    in_the_middle(all.app, columns.collect())
}

/// What is left of so many columns: how much of it stands between the stages each, and how much around them.
fn spare(widths: &Widths, room: u16) -> (u16, u16) {
    let count = widths.columns.len() as u16;
    let taken = widths.columns.iter().sum::<u16>() + GAP * (count - 1);
    let left = room.saturating_sub(taken);
    let more = (left / count).min(WIDEST - GAP);

    (more, left - more * (count - 1))
}

/// How wide stages in rows are, whose heads have so many lines: their cells have one size.
fn laid(all: &Seen, rows: &[(Range<usize>, Rect)], head: u16) -> Vec<Widths> {
    let lay = |most| {
        let widths =
            |(stages, room): &(Range<usize>, Rect)| Widths::new(all, stages, *room, (head, most));

        rows.iter().map(widths).collect::<Vec<_>>()
    };

    let own = lay(usize::MAX);
    let most = own.iter().map(|widths| widths.most).min();

    if rows.len() > 1 {
        lay(most.unwrap_or(usize::MAX))
    } else {
        own
    }
}

/// Stages beside each other, with so many lines of their heads, so many columns between them, and so many before them.
fn in_a_row(
    all: &Seen,
    widths: &Widths,
    first: usize,
    room: Rect,
    (head, gap, margin): (u16, u16, u16),
) -> Vec<Column> {
    let mut x = room.x + margin;
    let count = widths.columns.len();

    let place = |(at, &width): (usize, &u16)| {
        let area = Rect { x, width, ..room };
        let end = area.right();
        x = end + gap;

        Column {
            gap: if at + 1 < count {
                gap
            } else {
                room.right().saturating_sub(end) + 2
            },
            most: widths.most(all, first + at, at),
            ..all.column(first + at, area, head)
        }
    };

    widths.columns.iter().enumerate().map(place).collect()
}

/// The same columns with as many lines above as below them.
fn in_the_middle(app: &App, mut columns: Vec<Column>) -> Vec<Column> {
    let spare = |column: &Column| column.body().height.saturating_sub(column.lines(app));
    let spare = columns.iter().map(spare).min().unwrap_or(0) / 2;

    for column in &mut columns {
        column.area.y += spare;
        column.area.height -= spare;
    }

    columns
}

/// The stages for which there is room in so many rows, around the current one. A photograph takes that of two.
fn stages(all: &Seen, count: usize, rows: usize, width: u16) -> Range<usize> {
    let current = all.app.place().layer + 1;
    let narrowest = all.narrowest(count.div_ceil(rows), width);
    let most = usize::from(width / narrowest).max(1) * rows;
    let seen = around(current - 1..current + 1, count, most);
    let has_photo = seen.start == 0 && all.photo.is_some();

    if has_photo && seen.end < count && most > 2 {
        around(current - 1..current + 1, count, most - 1)
    } else {
        seen
    }
}

/// The stages while the input is changed: its picture as large as half the width allows, so that the mouse tells its cells
/// apart; the last stage; and between them as many as fit, around the current one.
fn studio(seen: &Seen, body: Rect) -> Vec<Column> {
    const WIDEST: u16 = 30;
    let app = seen.app;
    let [channels, height, width] = app.network().shape.dims();
    let half = (body.width / 2) as usize;
    let lines = body.height.saturating_sub(3) as usize;
    let times = (half / width).min(2 * lines / height).max(1);
    let picture = if channels == 1 { times * width } else { half };
    let first = (picture.min(half) as u16 + 2).max(NARROWEST);
    let last = app.network().layers.len();
    let rest = body.width.saturating_sub(first + 1);
    let count = ((rest / NARROWEST) as usize).clamp(1, last);
    let wide = (rest / count as u16).min(WIDEST);
    let current = app.place().layer.min(last - 1);
    let between =
        around(current..(current + 1).min(last - 1), last - 1, count - 1).map(|layer| layer + 1);

    let column = |index: usize, x: u16, width: u16| {
        let area = Rect { x, width, ..body };
        seen.column(index, area, 2)
    };

    let place = |(at, index): (usize, usize)| {
        column(index, body.x + 1 + first + at as u16 * wide, wide - 1)
    };

    [column(0, body.x + 1, first - 1)]
        .into_iter()
        .chain(between.chain([last]).enumerate().map(place))
        .collect()
}
