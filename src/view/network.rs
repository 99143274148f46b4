//! View 2, the network: every stage with its kind, shape, parameters and maps, the current cell, and what it is made from, traced
//! back to the input.
//!
//! ```text
//! input        conv1          relu1          pool1          linear1
//! 8×8×1        conv2d         relu           max_pool2d     linear
//!              8×8×6 · 60     8×8×6          4×4×6          10 · 970
//! ▄▀█▄         ▄▀ █▄ ▀▄       …              …              0 ━━━━ 6.63
//! ▀▄▄▀         ▀▄ ▄▀ ▄▀                                     1 ━ -2.1
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::field::{Field, Mark};
use super::grid::around;
use super::theme::{Role, Styles};
use super::thumb::Sheet;
use super::{bars, foot, put};
use crate::app::{Action, App, Open, Spot};
use crate::nn::{Cells, Shape};

/// Columns of a stage: at least, and at most.
const STAGE: [u16; 2] = [11, 30];

/// A stage as it is laid out: 0 is the input.
struct Stage {
    index: usize,
    area: Rect,
}

impl Stage {
    fn shape(&self, app: &App) -> Shape {
        let network = app.network();
        if self.index == 0 {
            network.shape
        } else {
            network.layers[self.index - 1].output
        }
    }

    /// Where its maps or bars stand.
    fn body(&self) -> Rect {
        Rect {
            y: self.area.y + 3,
            height: self.area.height.saturating_sub(3),
            ..self.area
        }
    }

    /// Whether it is what the current layer puts out.
    fn is_current(&self, app: &App) -> bool {
        self.index == app.place().layer + 1
    }

    /// The map that is current, or the first.
    fn map(&self, app: &App) -> usize {
        let place = app.place();
        if let (0, Open::Edit(Spot::Input([channel, ..]), _)) = (self.index, app.open()) {
            return *channel;
        }

        if self.is_current(app) {
            place.cell[0]
        } else {
            0
        }
    }
}

/// The stages that fit, around the current one: side by side, or one below the other where it is narrow.
fn stages(app: &App, area: Rect) -> Vec<Stage> {
    let count = app.network().layers.len() + 1;
    let current = app.place().layer + 1;
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(6),
        ..area
    };

    if matches!(app.open(), Open::Edit(Spot::Input(_), _)) && area.width >= 2 * STAGE[0] + 2 {
        return studio(app, body);
    }

    if area.width >= 2 * STAGE[0] + 2 {
        let wide = (area.width / count as u16).clamp(STAGE[0], STAGE[1]);
        let seen = around(
            current - 1..current + 1,
            count,
            ((area.width / wide) as usize).max(1),
        );

        let place = |(at, index): (usize, usize)| Stage {
            index,
            area: Rect {
                x: body.x + 1 + at as u16 * wide,
                width: wide - 1,
                ..body
            },
        };

        return seen.enumerate().map(place).collect();
    }

    let tall = (body.height / count as u16)
        .clamp(6, 12)
        .min(body.height.max(1));

    let seen = around(
        current..current + 1,
        count,
        ((body.height / tall) as usize).max(1),
    );

    let place = |(at, index): (usize, usize)| Stage {
        index,
        area: Rect {
            x: body.x + 1,
            y: body.y + at as u16 * tall,
            width: body.width.saturating_sub(1),
            height: tall - 1,
        },
    };

    seen.enumerate().map(place).collect()
}

/// The stages while the input is changed: its picture as large as half the width allows, so that the mouse tells its cells
/// apart; the last stage; and between them as many as fit, around the current one.
fn studio(app: &App, body: Rect) -> Vec<Stage> {
    let [channels, height, width] = app.network().shape.dims();
    let half = (body.width / 2) as usize;
    let lines = body.height.saturating_sub(3) as usize;
    let times = (half / width).min(2 * lines / height).max(1);
    let picture = if channels == 1 { times * width } else { half };
    let first = (picture.min(half) as u16 + 2).max(STAGE[0]);
    let last = app.network().layers.len();
    let rest = body.width.saturating_sub(first + 1);
    let count = ((rest / STAGE[0]) as usize).clamp(1, last);
    let wide = (rest / count as u16).min(STAGE[1]);
    let current = app.place().layer.min(last - 1);
    let between =
        around(current..(current + 1).min(last - 1), last - 1, count - 1).map(|layer| layer + 1);

    let input = Stage {
        index: 0,
        area: Rect {
            x: body.x + 1,
            width: first - 1,
            ..body
        },
    };

    let place = |(at, index): (usize, usize)| Stage {
        index,
        area: Rect {
            x: body.x + 1 + first + at as u16 * wide,
            width: wide - 1,
            ..body
        },
    };

    [input]
        .into_iter()
        .chain(between.chain([last]).enumerate().map(place))
        .collect()
}

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    bars::title(app, styles, area, buffer);
    let field = Field::new(app);

    for stage in stages(app, area) {
        head(app, styles, &stage, buffer);

        match app.values().all(crate::nn::Stage::at(stage.index)) {
            Some(cells) => body(app, styles, &stage, &cells, &field, buffer),
            None => {
                put(
                    buffer,
                    stage.area,
                    stage.area.x,
                    stage.body().y,
                    "…",
                    styles.of(Role::Pending),
                );
            }
        }
    }

    let line = |up: u16| area.bottom().saturating_sub(up).max(area.y);
    let said = Rect {
        x: area.x + 1,
        y: line(4),
        width: area.width.saturating_sub(2),
        height: area.height.min(2),
    };

    let text = match app.waits_for() {
        Some(_) => bars::computing(app),
        None if app.is_asking() => bars::sentence(app),
        None => field.sentence(app),
    };

    bars::wrapped(&text, said, styles.of(Role::Text), buffer);

    if area.height > 8 {
        bars::timeline(app, styles, area, line(2), buffer);
        foot::draw(app, styles, area, line(1), buffer);
    }
}

/// Name, kind, and shape with the parameters; these take the kind's place where they fit nowhere else.
fn head(app: &App, styles: Styles, stage: &Stage, buffer: &mut Buffer) {
    let area = stage.area;
    let shape = bars::shape(app, stage.index);
    let language = app.language();
    let layer = stage
        .index
        .checked_sub(1)
        .map(|layer| &app.network().layers[layer]);

    let name = layer.map_or(language.input(), |layer| &layer.name);
    let kind = layer.map_or("x", |layer| layer.op.kind()).to_owned();
    let count = layer.map_or(0, crate::nn::Layer::parameters);
    let parameters = language.parameters_in_short(count);
    let both = format!("{shape} · {parameters}");
    let (kind, size) = match count {
        0 => (kind, shape),
        _ if both.width() <= area.width.into() => (kind, both),
        _ => (parameters, shape),
    };

    let current = stage.is_current(app);
    put(
        buffer,
        area,
        area.x,
        area.y,
        name,
        styles.of(if current { Role::Title } else { Role::Text }),
    );

    put(
        buffer,
        area,
        area.x,
        area.y + 1,
        &kind,
        styles.of(Role::Label),
    );

    put(
        buffer,
        area,
        area.x,
        area.y + 2,
        &size,
        styles.of(Role::Label),
    );
}

fn body(
    app: &App,
    styles: Styles,
    stage: &Stage,
    cells: &Cells,
    field: &Field,
    buffer: &mut Buffer,
) {
    if app.hides_stage(stage.index) {
        put(
            buffer,
            stage.area,
            stage.area.x,
            stage.body().y,
            "?",
            styles.of(Role::Pending),
        );
        return;
    }

    if let [count] = *stage.shape(app).levels() {
        return vector(app, styles, stage, cells, count, field, buffer);
    }

    let sheet = Sheet::new(stage.shape(app).dims(), stage.body(), stage.map(app));
    let count = stage.shape(app).dims()[0];

    if sheet.seen.len() < count {
        let part = format!("{}–{}/{count}", sheet.seen.start, sheet.seen.end - 1);
        let x = stage
            .area
            .right()
            .saturating_sub(part.chars().count() as u16);

        put(
            buffer,
            stage.area,
            x,
            stage.area.y,
            &part,
            styles.of(Role::Label),
        );
    }

    let mark = |cell| field.mark(stage.index, cell);
    let value = |cell| {
        if stage.is_current(app) && app.hides_cell(cell) {
            0.0
        } else {
            cells.at(cell)
        }
    };

    sheet.draw(styles, &value, &mark, buffer);
}

/// A vector as bars, the largest marked: the classes at the end.
fn vector(
    app: &App,
    styles: Styles,
    stage: &Stage,
    cells: &Cells,
    count: usize,
    field: &Field,
    buffer: &mut Buffer,
) {
    let area = stage.body();
    let is_hidden = |index: usize| {
        stage.is_current(app) && (app.hides_class() || app.hides_cell([index, 0, 0]))
    };

    let value = |index: usize| {
        if is_hidden(index) {
            0.0
        } else {
            f64::from(cells.at([index, 0, 0]))
        }
    };

    let most = (0..count)
        .map(value)
        .fold(0.0, |most: f64, value| most.max(value.abs()))
        .max(f64::MIN_POSITIVE);

    let is_told = !app.hides_class() && !(0..count).any(is_hidden);
    let best = (0..count)
        .max_by(|&a, &b| value(a).total_cmp(&value(b)))
        .filter(|_| is_told);

    let is_end = stage.index + 1 == app.network().layers.len();
    let current = stage.map(app);
    let seen = around(current..current + 1, count, area.height as usize);
    let digits = (count - 1).to_string().len();

    for (line, index) in seen.enumerate() {
        let y = area.y + line as u16;
        let number = if is_hidden(index) {
            "?".to_owned()
        } else {
            short(value(index))
        };

        let class = app.scenario().classes.get(index).filter(|_| is_end);
        let class = class.map_or(String::new(), |class| format!(" {class}"));
        let text = format!("{index:>digits$} {number}{class}");
        let label = styles.of(if Some(index) == best {
            Role::Title
        } else {
            Role::Label
        });

        put(buffer, area, area.x, y, &text, label);

        // The bar lies behind the words.
        let length = (value(index).abs() / most * f64::from(area.width)).round() as u16;
        buffer.set_style(
            Rect {
                y,
                width: length,
                height: 1,
                ..area
            },
            styles.bar(value(index) < 0.0),
        );

        let mark = match field.mark(stage.index, [index, 0, 0]) {
            Some(Mark::Current) => styles.of(Role::Current),
            Some(Mark::Field) => styles.window(),
            None => continue,
        };

        buffer.set_style(
            Rect {
                y,
                width: digits as u16,
                height: 1,
                ..area
            },
            mark,
        );
    }
}

/// A number in few columns.
fn short(value: f64) -> String {
    let digits = match value.abs() {
        large if large >= 100.0 => 0,
        middle if middle >= 10.0 => 1,
        _ => 3,
    };

    let shown = crate::text::Format {
        width: 9,
        decimals: if value.abs() < 5e-4 { 0 } else { digits },
    }
    .show(value);

    shown.trim_start().to_owned()
}

/// The cell `[row, column]` of the input's picture at a place of the screen, where it is one of one channel.
pub(super) fn canvas_at(app: &App, area: Rect, x: u16, y: u16) -> Option<[usize; 2]> {
    let input = stages(app, area)
        .into_iter()
        .find(|stage| stage.index == 0)?;

    let [_, row, column] = Sheet::new(input.shape(app).dims(), input.body(), 0).hit(x, y)?;
    Some([row, column])
}

/// The cell of a map at a place of the screen, and the way there.
pub(super) fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Action> {
    let stage = stages(app, area)
        .into_iter()
        .find(|stage| stage.area.contains((x, y).into()))?;

    let layer = stage.index.checked_sub(1)?;
    let body = stage.body();
    let cell = match *stage.shape(app).levels() {
        [count] => {
            let current = stage.map(app);
            let seen = around(current..current + 1, count, body.height as usize);
            [seen.start + y.checked_sub(body.y)? as usize, 0, 0]
        }
        _ => Sheet::new(stage.shape(app).dims(), body, stage.map(app))
            .hit(x, y)
            .unwrap_or([0; 3]),
    };

    let dims = stage.shape(app).dims();

    cell.iter()
        .zip(dims)
        .all(|(&at, n)| at < n)
        .then_some(Action::Visit(layer, cell))
}
