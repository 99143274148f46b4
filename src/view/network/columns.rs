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

use super::super::grid::around;
use super::strip::Strip;
use super::ways::{Way, ways};
use crate::app::{App, EditTarget, Open};
use crate::nn::{Network, Shape, Stage};

/// Columns of the screen that a stage takes at least, the gap after it included.
const NARROWEST: u16 = 11;

/// Between two stages.
const GAP: u16 = 3;

/// The list of all stages stands beside the columns from this width on.
const WITH_LIST: u16 = 100;

/// Columns of the list.
const LIST: u16 = 40;

/// Below this height, a stage's head has no line for its kind.
const TALL: u16 = 34;

/// Lines of a row of columns at least, and how many rows there are at most.
const SHORTEST: u16 = 6;
const MOST_ROWS: u16 = 3;

/// How much larger cells are in rows, where that is much.
const LARGER: f64 = 1.2;

/// A stage as it is laid out: 0 is the input.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub index: usize,
    pub area: Rect,
    /// Lines of its head.
    pub head: u16,
}

impl Column {
    pub(super) fn shape(&self, network: &Network) -> Shape {
        match self.index.checked_sub(1) {
            None => network.shape,
            Some(layer) => network.layers[layer].output,
        }
    }

    /// Where its maps or bars stand.
    pub(super) fn body(&self) -> Rect {
        let skipped = (self.head + 1).min(self.area.height);

        Rect {
            y: self.area.y + skipped,
            height: self.area.height - skipped,
            ..self.area
        }
    }

    /// With part of the gap after it, for words that need it.
    pub(super) fn wide(&self) -> Rect {
        Rect {
            width: self.area.width + GAP - 1,
            ..self.area
        }
    }

    /// Whether it is what the current layer puts out.
    pub(super) fn is_current(&self, app: &App) -> bool {
        self.index == app.place().layer + 1
    }

    /// The map that is current, or the first.
    pub(super) fn map(&self, app: &App) -> usize {
        let place = app.place();

        if let (0, Open::Edit(EditTarget::Input([channel, ..]), _)) = (self.index, app.open()) {
            return *channel;
        }

        if self.is_current(app) {
            place.cell[0]
        } else {
            0
        }
    }
}

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
    pub(super) fn new(app: &App, body: Rect) -> Self {
        let count = app.network().layers.len() + 1;
        let is_drawn_on = matches!(app.open(), Open::Edit(EditTarget::Input(_), _));

        if is_drawn_on && body.width >= 2 * NARROWEST + 2 {
            return Self {
                strip: Strip::new(body, 1),
                columns: studio(app, body),
                count,
                ways: Vec::new(),
                list: None,
            };
        }

        let room = usize::from((body.width.saturating_sub(1)) / NARROWEST);

        if room < 3 {
            return Self::narrow(app, body, count);
        }

        let has_list = count > room && body.width >= WITH_LIST;
        let left = if has_list { LIST + 2 } else { 0 };
        let list = Rect {
            x: body.x + 1,
            width: LIST,
            ..body
        };

        let rest = Rect {
            x: body.x + left,
            width: body.width - left,
            ..body
        };

        let mut shapes = (0..count).map(|stage| app.network().shape_of(Stage::at(stage)));
        let has_vectors = shapes.any(Shape::is_vector);
        let most = if count > room || has_vectors {
            1
        } else {
            (body.height / SHORTEST)
                .clamp(1, MOST_ROWS)
                .min(count as u16)
        };

        Self {
            list: has_list.then_some(list),
            ..Self::in_rows(app, rest, count, most)
        }
    }

    /// In so many rows at most: in as many as make the maps largest, where that is much larger than in one.
    fn in_rows(app: &App, body: Rect, count: usize, most: u16) -> Self {
        let plan = |rows: u16| {
            let strip = Strip::new(body, rows);
            let (columns, ways) = side_by_side(app, strip, count);

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
        let scales: Vec<f64> = maps
            .map(|column| super::sheet(app, column).scale())
            .collect();

        scales.iter().sum::<f64>() / scales.len().max(1) as f64
    }

    /// The list, and under it the current stage.
    fn narrow(app: &App, body: Rect, count: usize) -> Self {
        let height = (body.height / 2).min(count as u16 + 1);
        let area = Rect {
            x: body.x + 1,
            width: body.width.saturating_sub(2),
            ..body
        };

        let column = Column {
            index: app.place().layer + 1,
            area: Rect {
                y: area.y + height,
                height: area.height - height,
                ..area
            },
            head: 2,
        };

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

/// As many stages as fit around the current one, in rows of about as many, and the ways between them.
fn side_by_side(app: &App, strip: Strip, count: usize) -> (Vec<Column>, Vec<Way>) {
    let body = strip.row(0);
    let current = app.place().layer + 1;
    let width = body.width.saturating_sub(2);
    let most = usize::from(width / NARROWEST).max(1) * usize::from(strip.rows);
    let seen = around(current - 1..current + 1, count, most);
    let ways = ways(app.network(), &seen, usize::from(body.height / 6));
    let lanes = ways.iter().map(|way| way.lane + 1).max().unwrap_or(0) as u16;

    // A line for the arrows' heads, and one for what is left out.
    let top = u16::from(lanes > 0) + lanes + u16::from(seen.len() < count);
    let head = if body.height + 8 >= TALL { 3 } else { 2 };
    let height = body.height.saturating_sub(top);
    let each = seen.len().div_ceil(usize::from(strip.rows));
    let rows = (0..strip.rows).flat_map(|row| {
        let first = (seen.start + usize::from(row) * each).min(seen.end);
        let stages = first..(first + each).min(seen.end);
        let room = Rect {
            x: strip.row(row).x + 1,
            y: body.y + top,
            width,
            height,
        };

        in_a_row(app, &stages, room, head)
    });

    (rows.collect(), ways)
}

/// Stages beside each other, with so many lines of their heads.
fn in_a_row(app: &App, stages: &Range<usize>, room: Rect, head: u16) -> Vec<Column> {
    let widths = widths(
        app,
        stages,
        room.width,
        room.height.saturating_sub(head + 1),
    );
    let mut x = room.x;

    let place = |(index, width): (usize, u16)| {
        let area = Rect {
            x,
            width: width.saturating_sub(GAP),
            ..room
        };

        x += width;
        Column { index, area, head }
    };

    stages.clone().zip(widths).map(place).collect()
}

/// The widths of stages, with the gaps after them: as each needs for all of its maps cell by cell, so that cells become about as
/// large everywhere; the same for all where that is too much, or one would be too narrow.
fn widths(app: &App, seen: &Range<usize>, width: u16, height: u16) -> Vec<u16> {
    let network = app.network();
    let count = seen.len().max(1) as u16;
    let needs: Vec<u16> = seen
        .clone()
        .map(|stage| needed(network.shape_of(Stage::at(stage)), height) + GAP)
        .collect();

    let all = needs
        .iter()
        .fold(0, |all: u16, need| all.saturating_add(*need));

    let share = |need: &u16| (u32::from(*need) * u32::from(width) / u32::from(all.max(1))) as u16;
    let shares: Vec<u16> = needs.iter().map(share).collect();

    if all <= width && shares.iter().all(|share| *share >= NARROWEST) {
        shares
    } else {
        vec![width / count; seen.len()]
    }
}

/// Columns of the screen for all maps of a shape, a dot a cell.
fn needed(shape: Shape, height: u16) -> u16 {
    const WIDEST: usize = 400;
    let [maps, rows, columns] = shape.dims();

    if shape.is_vector() {
        return NARROWEST;
    }

    let tall = rows.div_ceil(2) + 1;
    let down = ((usize::from(height) + 1) / tall).max(1);
    let across = maps.div_ceil(down);
    let wide = across.saturating_mul(columns + 1) - 1;

    wide.min(WIDEST) as u16
}

/// The stages while the input is changed: its picture as large as half the width allows, so that the mouse tells its cells
/// apart; the last stage; and between them as many as fit, around the current one.
fn studio(app: &App, body: Rect) -> Vec<Column> {
    const WIDEST: u16 = 30;
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

    let column = |index: usize, x: u16, width: u16| Column {
        index,
        area: Rect { x, width, ..body },
        head: 2,
    };

    let place = |(at, index): (usize, usize)| {
        column(index, body.x + 1 + first + at as u16 * wide, wide - 1)
    };

    [column(0, body.x + 1, first - 1)]
        .into_iter()
        .chain(between.chain([last]).enumerate().map(place))
        .collect()
}
