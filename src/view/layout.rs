//! Where everything stands. Drawing and the mouse ask the same layout.
//!
//! ```text
//! title                                                      layer
//! x  its shape                                           │ o  its shape
//! channel 0        channel 1        channel 2            │ o[0]
//! plane            plane            plane                │ map
//! w0[0]  products  w0[1]  products  w0[2]  products      │ o[1]
//! kernel │ kernel  …                                     │ map
//!        sum   +          sum   +          sum   + bias = [cell]
//!
//! the sentence; the note; the output size; the timeline; the keys
//! ```

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::grid::{Grid, around};
use super::plane::Plane;
use crate::app::{App, Open, Spot, Zoom};
use crate::nn::{Layer, Stage, Take};
use crate::text::Format;
use crate::walk::{Moment, Place};

/// Numbers that are looked at to find how wide cells must be; of more, only some.
const MOST_MEASURED: usize = 2048;

/// Where a group's plane, weights and products stand.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    pub group: usize,
    pub plane: Grid,
    pub weights: Option<Grid>,
    pub taps: Grid,
}

/// Where everything of the walk stands.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub area: Rect,
    /// Columns of a number, and digits after the point of input, weights and output.
    pub width: usize,
    pub input: Format,
    pub weight: Format,
    pub output: Format,
    pub panels: Vec<Panel>,
    /// The columns of one panel.
    pub pitch: u16,
    /// The line of the sums.
    pub sums: u16,
    /// The rule before the output.
    pub rule: u16,
    /// Whether the output is a vector.
    pub is_vector: bool,
    /// The output's maps.
    pub maps: Vec<(usize, Grid)>,
    /// The lines below: sentence, note, output size, timeline, keys; those for which there is no room are empty.
    pub sentence: Rect,
    pub strip: Option<u16>,
    pub note: Rect,
    pub formula: Rect,
    pub timeline: Option<u16>,
    pub keys: Option<u16>,
}

impl Layout {
    /// The layout of the walk on an area; `None` where it is too small for more than the equation and the output.
    pub fn new(app: &App, area: Rect) -> Option<Self> {
        if area.width < 40 || area.height < 12 {
            return None;
        }

        let layer = app.layer();
        let [input, weight, output] = formats(app);
        let needed = [input, weight, output]
            .map(|format| format.width)
            .into_iter()
            .max()
            .unwrap_or(2);

        (2..=needed.max(2))
            .rev()
            .find_map(|width| Self::of_width(app, layer, area, width, [input, weight, output]))
    }

    fn of_width(
        app: &App,
        layer: &Layer,
        area: Rect,
        needed: usize,
        formats: [Format; 3],
    ) -> Option<Self> {
        let place = app.place();
        let plane = Plane::new(layer);
        let across = Across::new(app, &plane, area.width as usize, needed, formats[0].width)?;
        let down = Down::new(app, &plane, area.height as usize);
        let (group, tap) = match (app.open(), place.moment) {
            (Open::Edit(Spot::Weight { group, tap }, _), _) => (*group, *tap),
            (_, Moment::Tap { group, tap }) => (group, tap),
            (_, Moment::Finish) => (layer.groups() - 1, 0),
        };

        let [tap_row, tap_column] = [tap / plane.kernel()[1], tap % plane.kernel()[1]];
        let [mut window_rows, mut window_columns] = plane.window(place.cell);
        let mut current = group;

        if let Open::Edit(Spot::Input([channel, row, column]), _) = app.open() {
            // The cursor is what must be seen.
            let place =
                |axis: &crate::nn::Axis, at: usize| (at * axis.spread) as i64 + axis.before.max(0);

            let y = place(&layer.rows, *row) as usize;
            let x = place(&layer.columns, *column) as usize;
            (window_rows, window_columns) = (y..y + 1, x..x + 1);
            current = channel
                .saturating_sub(layer.channel(app.place().cell[0], 0))
                .min(layer.groups() - 1);
        }

        let seen = |window: &Range<usize>, most: usize, at: usize| {
            if window.len() <= most {
                window.clone()
            } else {
                window.start + at..window.start + at + 1
            }
        };

        let plane_rows = around(
            seen(&window_rows, down.rows, tap_row),
            plane.size[0],
            down.rows,
        );

        let plane_columns = around(
            seen(&window_columns, across.columns, tap_column),
            plane.size[1],
            across.columns,
        );

        let kernel_rows = around(
            tap_row..tap_row + 1,
            plane.kernel()[0],
            down.kernel_rows.max(1),
        );

        let kernel_columns = around(
            tap_column..tap_column + 1,
            plane.kernel()[1],
            across.kernel_columns,
        );

        let width = across.width;
        let leading = down.leading as u16;
        let grid = |x: u16, y: u16, rows: &Range<usize>, columns: &Range<usize>| Grid {
            x,
            y,
            rows: rows.clone(),
            columns: columns.clone(),
            width,
            leading,
        };

        let narrow = across.plane_width;
        let groups = layer.groups();
        let below = area.y + 4 + down.rows as u16 * leading;
        let taps = if is_weighted(layer) {
            (kernel_columns.len() * (width + 1)) as u16 + across.gap()
        } else {
            0
        };

        let panel = |(index, group): (usize, usize)| {
            let x = area.x + (index * across.pitch) as u16;
            let weights = is_weighted(layer).then(|| grid(x, below, &kernel_rows, &kernel_columns));
            let plane = Grid {
                width: narrow,
                ..grid(x, area.y + 3, &plane_rows, &plane_columns)
            };

            Panel {
                group,
                plane,
                weights,
                taps: grid(x + taps, below, &kernel_rows, &kernel_columns),
            }
        };

        let sums = area.y + down.flow as u16 - 1;
        let rule = area.x + (across.groups * across.pitch) as u16 + 1;

        let is_vector = layer.output.is_vector();
        let [out_map, out_row, out_column] = if is_vector {
            [0, place.cell[0], 0]
        } else {
            place.cell
        };

        let [maps, out_rows, out_columns] = output(app);
        let shown_rows =
            out_rows.min((((sums - area.y).saturating_sub(3) / leading) as usize).max(1));

        let block = shown_rows as u16 * leading + 2;
        let fit = (((sums - area.y - 1) / block) as usize).clamp(1, maps);
        let first = (out_map / fit * fit).min(maps - fit);
        let seen_rows = around(out_row..out_row + 1, out_rows, shown_rows);
        let seen_columns = around(out_column..out_column + 1, out_columns, across.out_columns);
        let map = |index: usize| {
            (
                first + index,
                grid(
                    rule + 2,
                    area.y + 3 + index as u16 * block,
                    &seen_rows,
                    &seen_columns,
                ),
            )
        };

        let [input, weight, output] = formats.map(|format| Format { width, ..format });
        let input = Format {
            width: narrow,
            ..input
        };

        let mut layout = Self {
            area,
            width,
            input,
            weight,
            output,
            pitch: across.pitch as u16,
            sums,
            rule,
            is_vector,
            maps: (0..fit).map(map).collect(),
            panels: around(current..current + 1, groups, across.groups)
                .enumerate()
                .map(panel)
                .collect(),
            sentence: Rect::ZERO,
            strip: None,
            note: Rect::ZERO,
            formula: Rect::ZERO,
            timeline: None,
            keys: None,
        };

        layout.below(groups > across.groups, super::bars::formula(app).width());

        Some(layout)
    }

    /// Hands out the lines below the sums: the most useful first.
    fn below(&mut self, strip: bool, formula: usize) {
        let mut top = self.sums + 1;
        let mut bottom = self.area.bottom();
        let line = |y: u16, height: u16| {
            Rect::new(
                self.area.x + 1,
                y,
                self.area.width.saturating_sub(2),
                height,
            )
        };

        let mut last = |wanted: u16, left: &mut u16| {
            (bottom.saturating_sub(top) > wanted).then(|| {
                bottom -= 1;
                *left = bottom;
                bottom
            })
        };

        let mut end = self.area.bottom();
        self.timeline = None;
        self.keys = last(3, &mut end);
        self.timeline = last(1, &mut end);
        let wide = self.area.width.saturating_sub(2).max(1);

        for _ in 0..if formula > wide as usize && self.area.height >= 20 {
            2
        } else {
            1
        } {
            if let Some(y) = last(1, &mut end) {
                self.formula = line(y, self.formula.height + 1);
            }
        }

        let mut room = end.saturating_sub(top);

        if strip && room >= 2 {
            self.strip = Some(top);
            top += 1;
            room -= 1;
        } else if room >= 4 {
            top += 1;
            room -= 1;
        }

        let sentence = if room >= 4 { 2 } else { room.min(1) };
        self.sentence = line(top, sentence);
        let left = room - sentence;

        // A blank line before the lines at the bottom, where there is one to spare.
        self.note = line(top + sentence, if left > 2 { left - 1 } else { left });
    }

    /// Whether nothing of a layer's input, kernel and maps is left out, and there is room for all that is said.
    pub fn is_whole(&self, layer: &Layer) -> bool {
        let plane = Plane::new(layer);
        let holds = |grid: &Grid, [rows, columns]: [usize; 2]| {
            grid.rows.len() == rows && grid.columns.len() == columns
        };

        let [_, rows, columns] = if self.is_vector {
            [1, layer.output.dims()[0], 1]
        } else {
            layer.output.dims()
        };

        self.panels.len() == layer.groups()
            && self
                .panels
                .iter()
                .all(|panel| holds(&panel.plane, plane.size) && holds(&panel.taps, plane.kernel()))
            && self
                .maps
                .iter()
                .all(|(_, grid)| holds(grid, [rows, columns]))
            && self.note.height >= 2
    }

    /// The output cell at a place of the screen.
    pub fn output_at(&self, x: u16, y: u16) -> Option<[usize; 3]> {
        self.maps
            .iter()
            .find_map(|(map, grid)| grid.hit(x, y).map(|at| self.output_cell(*map, at)))
    }

    /// The cell `[row, column]` of the first group's input at a place of the screen.
    pub fn input_at(&self, app: &App, x: u16, y: u16) -> Option<[usize; 2]> {
        let panel = self.panels.first()?;
        let at = panel.plane.hit(x, y)?;
        let from = Plane::new(app.layer()).source(app.place().cell[0], panel.group, at)?;
        let [_, row, column] = from.at;

        Some([row, column])
    }

    /// The output cell at a row and a column of a map as it is drawn: a vector is drawn as one column.
    pub fn output_cell(&self, map: usize, [row, column]: [usize; 2]) -> [usize; 3] {
        if self.is_vector {
            [row, 0, 0]
        } else {
            [map, row, column]
        }
    }
}

/// What fits across: wider cells where everything fits with them, narrow planes where it fits only so, and fewer columns
/// and groups where it does not.
struct Across {
    width: usize,
    plane_width: usize,
    groups: usize,
    columns: usize,
    kernel_columns: usize,
    pitch: usize,
    out_columns: usize,
}

impl Across {
    fn new(app: &App, plane: &Plane, total: usize, needed: usize, input: usize) -> Option<Self> {
        let layer = app.layer();
        let groups = layer.groups();
        let weighted = is_weighted(layer);
        let kernel = plane.kernel()[1];
        let [.., out_columns] = output(app);
        let all = |width: usize, plane_width: usize| {
            let pitch = pitch(plane.size[1], kernel, [width, plane_width], weighted);
            groups * pitch + 3 + Grid::wide(out_columns, width) as usize
        };

        let most = if app.zoom() == Zoom::Fit {
            needed + 2
        } else {
            needed
        };

        let widths = (needed..=most)
            .rev()
            .map(|width| (width, width))
            .chain([(needed, input)]);

        let whole = widths
            .into_iter()
            .find(|&(width, plane_width)| all(width, plane_width) <= total);

        if let Some((width, plane_width)) = whole {
            let pitch = pitch(plane.size[1], kernel, [width, plane_width], weighted);
            let columns = plane.size[1];
            return Some(Self {
                width,
                plane_width,
                groups,
                columns,
                kernel_columns: kernel,
                pitch,
                out_columns,
            });
        }

        let width = needed;
        let cell = needed + 1;
        let out_columns = out_columns.min((total / 4 / cell).max(2));
        let rest = total.checked_sub(4 + out_columns * cell)?;
        let span = plane.window(app.place().cell)[1].len();
        let fits = |groups: usize| {
            let columns = (rest / groups).saturating_sub(1) / cell;
            columns >= plane.size[1].min(span + 2)
                && pitch(1, kernel, [width; 2], weighted) <= rest / groups
        };

        let shown = (1..=groups.min(64))
            .rev()
            .find(|&groups| fits(groups))
            .unwrap_or(1);

        let columns = ((rest / shown).saturating_sub(1) / cell)
            .min(plane.size[1])
            .max(1);

        let kernel_columns =
            (rest.saturating_sub(5) / (1 + usize::from(weighted)) / cell).clamp(1, kernel);

        let pitch = pitch(columns, kernel_columns, [width; 2], weighted);
        let across = Self {
            width,
            plane_width: width,
            groups: shown,
            columns,
            kernel_columns,
            pitch,
            out_columns,
        };

        (pitch <= rest).then_some(across)
    }

    /// Columns between a kernel's last number and the first gap of its products.
    fn gap(&self) -> u16 {
        if self.plane_width < self.width { 1 } else { 3 }
    }
}

/// Columns of a panel: the plane, or weights and products with a rule between. Where planes are narrow, the rule is too.
fn pitch(
    columns: usize,
    kernel_columns: usize,
    [width, plane_width]: [usize; 2],
    weighted: bool,
) -> usize {
    let plane = columns * (plane_width + 1) + 1;
    let rule = if plane_width < width { 2 } else { 4 };
    let flow = if weighted {
        2 * kernel_columns * (width + 1) + rule
    } else {
        0
    };

    plane.max(flow)
}

/// What fits down: two lines a row where there is much room, fewer rows where there is little.
struct Down {
    leading: usize,
    rows: usize,
    kernel_rows: usize,
    /// Lines from the title to the sums.
    flow: usize,
}

impl Down {
    fn new(app: &App, plane: &Plane, height: usize) -> Self {
        let weighted = is_weighted(app.layer());
        let kernel = if weighted { plane.kernel()[0] } else { 0 };
        let used = |rows: usize, kernel: usize, leading: usize| 5 + (rows + kernel) * leading;
        let leading = if used(plane.size[0], kernel, 2) + 10 <= height {
            2
        } else {
            1
        };

        let room = height.saturating_sub(5) / leading;
        let kernel_rows = if weighted {
            kernel.min((room / 3).max(1))
        } else {
            0
        };

        let least = plane.window(app.place().cell)[0]
            .len()
            .min((room / 3).max(1));

        let spare = |rows: usize| height.saturating_sub(used(rows, kernel_rows, leading));
        let tail = spare(plane.size[0]).max(spare(least).min(5));
        let rows = (height.saturating_sub(tail + 5) / leading)
            .saturating_sub(kernel_rows)
            .clamp(1, plane.size[0]);

        // An output that is taller than what makes it is shown whole where the sentence leaves room for that.
        let [maps, out_rows, _] = output(app);
        let wanted = if app.layer().output.is_vector() {
            4 + out_rows * leading
        } else {
            (2 + maps * (out_rows * leading + 2)).min(4 + 4 * out_rows * leading)
        };

        let flow = used(rows, kernel_rows, leading).max(wanted.min(height.saturating_sub(8)));

        Self {
            leading,
            rows,
            kernel_rows,
            flow,
        }
    }
}

/// The output's maps, rows and columns as they are drawn: a vector is one column; while the size is asked for, a map is one
/// cell.
fn output(app: &App) -> [usize; 3] {
    let output = app.layer().output;

    match output.dims() {
        [n, ..] if output.is_vector() => [1, n, 1],
        [maps, ..] if app.hides_size() => [maps, 1, 1],
        dims => dims,
    }
}

/// Whether something is drawn between the input and its sum: weights and products, or softmax's exponents and powers.
fn is_weighted(layer: &Layer) -> bool {
    !matches!(layer.op.form().take, Take::Cell | Take::Source)
}

/// How input, weights and output are written: as wide as they need to be at this zoom.
pub(super) fn formats(app: &App) -> [Format; 3] {
    let layer = app.layer();
    let place = app.place();
    let (most, widest) = match app.zoom() {
        Zoom::Fit => (2, 6),
        Zoom::Wide => (4, 8),
        Zoom::Digits => (9, 14),
    };

    let format = |values: Vec<f64>, least: usize| {
        let width = Format::needed(values.iter().copied(), most).clamp(least, widest);
        Format::fit(values, width)
    };

    let input = read(app, place);
    let output = if app.hides_size() {
        vec![0.0]
    } else {
        stage(app, Stage::after(place.layer))
    };

    let weight = format(weights(layer, None), 2);
    let filter = Format::fit(weights(layer, Some(place.cell[0])), weight.width);

    [format(input, 1), filter, format(output, 2)]
}

/// Numbers of what the current layer reads, that tell how wide its cells are: of all its sources, or of the window alone
/// where not all is known.
fn read(app: &App, place: Place) -> Vec<f64> {
    let layer = app.layer();
    let is_small = |stage| {
        app.values().is_known(stage)
            || app.network().shape_of(stage).count() <= MOST_MEASURED as u64
    };

    if layer.sources.iter().all(|source| is_small(source.stage)) {
        let all = layer.sources.iter();
        return all.flat_map(|source| stage(app, source.stage)).collect();
    }

    let Some(inputs) = app.values().under(place.layer, place.cell) else {
        return vec![0.0];
    };

    let taps = (0..layer.groups().min(8))
        .flat_map(|group| (0..layer.taps().min(64)).map(move |tap| (group, tap)));

    let number = |(group, tap)| {
        let from = layer.source(place.cell, group, tap)?;
        Some(f64::from(inputs.at(from)))
    };

    taps.filter_map(number).collect()
}

/// Numbers of a stage that tell how wide its cells are: all of them, or some of many.
fn stage(app: &App, stage: Stage) -> Vec<f64> {
    let [channels, height, width] = app.network().shape_of(stage).dims();
    let count = channels * height * width;
    let known = app.values().is_known(stage) || count <= MOST_MEASURED;

    let Some(cells) = app.values().all(stage).filter(|_| known) else {
        return vec![0.0];
    };

    let step = count.div_ceil(MOST_MEASURED);
    let at = |index: usize| {
        cells.at([
            index / (height * width),
            index / width % height,
            index % width,
        ])
    };

    (0..count)
        .step_by(step)
        .map(|index| f64::from(at(index)))
        .collect()
}

/// A layer's weights, or those of one filter; of very many, some.
fn weights(layer: &Layer, filter: Option<usize>) -> Vec<f64> {
    let Some(weight) = layer.op.weight() else {
        return vec![0.0];
    };

    let index = |group: usize, tap: usize| layer.weight_index(filter?, group, tap);
    let all = 0..if filter.is_some() {
        layer.groups() * layer.taps()
    } else {
        weight.count()
    };
    let step = all.len().div_ceil(MOST_MEASURED);
    let at = |at: usize| index(at / layer.taps(), at % layer.taps()).unwrap_or(at);
    all.step_by(step)
        .map(|place| f64::from(weight.at(at(place))))
        .collect()
}
