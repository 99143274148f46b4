//! A vector as bars, the largest marked: the classes at the end.

use std::collections::BTreeSet;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::field::{Field, Mark};
use super::super::grid::around;
use super::super::put;
use super::super::theme::{Role, Styles};
use super::super::thumb::Shown;
use super::column::{Column, lines, spacing};
use super::names::not_seen;
use crate::app::App;
use crate::nn::{Cells, Finish};
use crate::text::Format;

/// Columns of the longest number, and the most digits after its point.
const WIDEST: usize = 9;
const DECIMALS: usize = 3;

/// A number that stands in a bar's line.
struct Bars<'a> {
    app: &'a App,
    stage: usize,
    /// Whether nothing of it is there yet.
    cells: Option<&'a Cells<'a>>,
    count: usize,
    /// How its numbers are written, right below each other.
    format: Format,
    /// Lines from one to the next.
    step: u16,
    is_hidden: &'a dyn Fn([usize; 3]) -> bool,
}

impl Bars<'_> {
    /// The number at an index, where it may be seen.
    fn value(&self, index: usize) -> Option<f64> {
        let at = [index, 0, 0];
        let cells = self.cells.filter(|_| !(self.is_hidden)(at))?;

        Some(f64::from(cells.at(at)))
    }

    /// What its numbers are.
    fn role(&self) -> Role {
        if self.stage == 0 {
            Role::Input
        } else {
            Role::Output
        }
    }

    /// The line of a bar in which its number stands.
    fn middle(&self) -> u16 {
        (thick(self.step) - 1) / 2
    }

    /// What the longest bar stands for: of probabilities, 1.
    fn most(&self) -> f64 {
        let layer = self.stage.checked_sub(1);
        let layer = layer.map(|layer| &self.app.network().layers[layer]);

        if layer.is_some_and(|layer| layer.op.form().finish == Finish::Probability) {
            return 1.0;
        }

        (0..self.count)
            .filter_map(|index| self.value(index))
            .fold(f64::MIN_POSITIVE, |most, value| most.max(value.abs()))
    }

    /// The largest, where all may be seen.
    fn best(&self) -> Option<usize> {
        let all: Option<Vec<f64>> = (0..self.count).map(|index| self.value(index)).collect();
        let all = all?;

        (0..self.count).max_by(|&a, &b| all[a].total_cmp(&all[b]))
    }

    /// The bar, which lies behind the words.
    fn bar(
        &self,
        styles: Styles,
        area: Rect,
        (y, index, most): (u16, usize, f64),
        buffer: &mut Buffer,
    ) {
        let value = self.value(index).unwrap_or(0.0);
        let length = (value.abs() / most * f64::from(area.width)).round() as u16;
        let whole = Rect {
            y,
            width: length,
            height: thick(self.step),
            ..area
        };

        buffer.set_style(
            whole.intersection(area),
            styles.bar(self.role(), value < 0.0),
        );
    }

    /// That the current cell is made from it, or is it. Tells which.
    fn mark(
        &self,
        styles: Styles,
        area: Rect,
        (y, index): (u16, usize),
        field: &Field,
        buffer: &mut Buffer,
    ) -> Option<Shown> {
        let (shown, style) = match field.mark(self.stage, &[index..index + 1, 0..1, 0..1])? {
            Mark::Current => (Shown::Current, styles.of(Role::Current)),
            Mark::Field => (Shown::ReadNumber, styles.window()),
            Mark::Other => return None,
        };

        let number = Rect {
            y: y + self.middle(),
            width: (self.count - 1).to_string().len() as u16,
            height: 1,
            ..area
        };

        buffer.set_style(number.intersection(area), style);
        Some(shown)
    }

    /// A number with its bar. Tells its sign.
    fn line(
        &self,
        styles: Styles,
        column: &Column,
        (y, index): (u16, usize),
        (most, best): (f64, Option<usize>),
        buffer: &mut Buffer,
    ) -> Option<Shown> {
        let role = match self.value(index) {
            Some(_) if Some(index) == best => Role::Title,
            Some(_) => Role::Text,
            None => Role::Label,
        };

        let wide = column.wide();
        let text = self.text(index);
        let middle = y + self.middle();
        put(buffer, wide, wide.x, middle, &text, styles.of(role));
        self.bar(styles, column.body(), (y, index, most), buffer);

        self.told(index)
    }

    /// The sign of a number that is seen.
    fn told(&self, index: usize) -> Option<Shown> {
        match self.value(index)? {
            above if above > 0.0 && self.stage == 0 => Some(Shown::Input),
            above if above > 0.0 => Some(Shown::Above),
            below if below < 0.0 => Some(Shown::Below),
            _ => None,
        }
    }

    /// `7 0.981 seven`
    fn text(&self, index: usize) -> String {
        let digits = (self.count - 1).to_string().len();
        let is_end = self.stage == self.app.network().layers.len();
        let class = self.app.scenario().classes.get(index).filter(|_| is_end);
        let class = class.map_or(String::new(), |class| format!(" {class}"));
        let at = [index, 0, 0];
        let is_current = self.stage == self.app.place().layer + 1;
        let is_asked = is_current && (self.app.hidden().class() || self.app.hidden().cell(at));
        let sign = if is_asked { "?" } else { "·" };
        let number = self.value(index).map(|value| self.format.show(value));
        let number = number.unwrap_or_else(|| sign.to_owned());

        format!("{index:>digits$} {number}{class}")
    }
}

/// The longest vector whose numbers have lines of their own before any is there.
const FEW: usize = 12;

/// Whether nothing of a long vector is there yet: one line says so.
fn is_empty(app: &App, column: &Column) -> bool {
    let count = column.shape(app.network()).dims()[0];
    column.index > app.place().layer + 1 && !app.shows_all() && count > FEW
}

/// The part of a vector that is seen in so many lines.
pub(super) fn seen(column: &Column, count: usize) -> Range<usize> {
    let height = usize::from(column.body().height);
    let lines = if height < count {
        height.max(2) - 1
    } else {
        height
    };
    let current = column.map;

    around(current..current + 1, count, lines)
}

/// Draws it; what must not be seen is left out. Tells what its colours stand for.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    column: &Column,
    cells: Option<&Cells>,
    (field, is_hidden): (&Field, &dyn Fn([usize; 3]) -> bool),
    buffer: &mut Buffer,
) -> BTreeSet<Shown> {
    let mut shown = BTreeSet::new();
    let area = column.body();
    let wide = column.wide();
    let count = column.shape(app.network()).dims()[0];
    let label = styles.of(Role::Label);

    if is_empty(app, column) {
        put(
            buffer,
            wide,
            area.x,
            area.y,
            &format!("0–{} ·", count - 1),
            label,
        );
        return shown;
    }

    let seen = seen(column, count);
    let bars = Bars {
        app,
        stage: column.index,
        cells,
        count,
        format: format(column, cells, seen.clone(), count),
        step: spacing(area.height, seen.len()),
        is_hidden,
    };

    let shares = (bars.most(), bars.best());

    for (line, index) in seen.clone().enumerate() {
        let y = area.y + line as u16 * bars.step;
        shown.extend(bars.line(styles, column, (y, index), shares, buffer));
        shown.extend(bars.mark(styles, area, (y, index), field, buffer));
    }

    if seen.len() < count && area.height > 1 {
        let more = not_seen(app, &seen, count, wide.width);
        put(buffer, wide, area.x, area.bottom() - 1, &more, label);
    }

    shown
}

/// Lines of a bar: all but one of those to the next.
fn thick(step: u16) -> u16 {
    step.saturating_sub(1).max(1)
}

/// The index at a line of the area.
pub(super) fn hit(app: &App, column: &Column, y: u16) -> Option<usize> {
    let area = column.body();
    let count = column.shape(app.network()).dims()[0];
    let seen = seen(column, count);
    let step = spacing(area.height, seen.len());
    let line = y.checked_sub(area.y)? / step;

    seen.clone().nth(usize::from(line))
}

/// Lines of what a column shows.
pub(super) fn height(app: &App, column: &Column) -> u16 {
    if is_empty(app, column) {
        return 1;
    }

    let count = column.shape(app.network()).dims()[0];
    lines(column.body().height, seen(column, count).len())
}

/// How the numbers of a part of a vector are written in a column: all of them alike, as narrow as that may be.
fn format(column: &Column, cells: Option<&Cells>, seen: Range<usize>, count: usize) -> Format {
    let digits = (count - 1).to_string().len();
    let columns = usize::from(column.wide().width).saturating_sub(digits + 1);
    let values = || {
        let cells = cells.into_iter();
        cells.flat_map(|cells| seen.clone().map(|index| f64::from(cells.at([index, 0, 0]))))
    };

    let width = columns.clamp(1, WIDEST);
    let decimals = Format::fit(values(), width).decimals.min(DECIMALS);
    let all = Format {
        width,
        decimals,
        exponent: 0,
    };
    let longest = values()
        .map(|value| all.show(value).trim_start().len())
        .max();

    Format {
        width: longest.unwrap_or(1),
        decimals,
        exponent: 0,
    }
}
