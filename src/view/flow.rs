//! The walk itself: the window on each channel, the weights, the products, the sums and the bias. The output is in
//! [`output`].

mod output;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::grid::Glyph;
use super::layout::{Layout, Panel};
use super::plane::Plane;
use super::put;
use super::theme::{Role, Styles};
use crate::app::{App, Open, Spot, Zoom};
use crate::nn::{Cells, Layer, Op, Shape};
use crate::text::{Format, Shown};
use crate::walk::{Explanation, Grain, Moment, Place};

/// How far a group is at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Pending,
    Now,
    Done,
}

struct Flow<'a> {
    app: &'a App,
    layer: &'a Layer,
    place: Place,
    plane: Plane<'a>,
    told: Option<Explanation>,
    input: Option<Cells<'a>>,
    styles: Styles,
    layout: &'a Layout,
}

/// Draws everything between the title and the sentence.
pub(super) fn draw(app: &App, styles: Styles, layout: &Layout, buffer: &mut Buffer) {
    let (layer, place) = (app.layer(), app.place());
    let plane = Plane::new(layer);
    let told = app.explanation();
    let input = visible_input(app, layer, place, layout);
    let flow = Flow { app, layer, place, plane, told, input, styles, layout };
    flow.headings(buffer);
    for panel in &layout.panels {
        flow.panel(panel, buffer);
    }
    flow.sums(buffer);
    flow.strip(buffer);
    flow.output(buffer);
}

/// The input's cells that are seen: at least those under the window.
fn visible_input<'a>(app: &'a App, layer: &Layer, place: Place, layout: &Layout) -> Option<Cells<'a>> {
    let [_, height, width] = layer.input.dims();
    let reads = |axis: &crate::nn::Axis, seen: &std::ops::Range<usize>| {
        let sources = || seen.clone().filter_map(|at| axis.source(at));
        sources().min().zip(sources().max()).map_or(0..0, |(first, last)| first..last + 1)
    };
    let all = app.values().is_known(place.layer) || !matches!(layer.op, Op::Conv(_) | Op::MaxPool(_) | Op::AvgPool(_));
    if all {
        return app.values().cells(place.layer, 0..height, 0..width);
    }
    let panel = layout.panels.first()?;
    let (rows, columns) = (reads(&layer.rows, &panel.plane.rows), reads(&layer.columns, &panel.plane.columns));
    let seen = app.values().cells(place.layer, rows, columns);
    seen.or_else(|| app.values().under(place.layer, place.cell))
}

impl Flow<'_> {
    fn style(&self, role: Role) -> Style {
        self.styles.of(role)
    }

    fn stage(&self, group: usize) -> Stage {
        match self.place.moment {
            Moment::Finish => Stage::Done,
            Moment::Tap { group: now, .. } if group < now => Stage::Done,
            Moment::Tap { group: now, .. } if group == now => Stage::Now,
            Moment::Tap { .. } => Stage::Pending,
        }
    }

    /// The tap that is taken, at the grain that goes tap by tap.
    fn tap(&self, group: usize) -> Option<usize> {
        match self.place.moment {
            Moment::Tap { group: now, tap } if now == group && self.app.grain() == Grain::Tap => Some(tap),
            _ => None,
        }
    }

    fn headings(&self, buffer: &mut Buffer) {
        let (area, label) = (self.layout.area, self.style(Role::Label));
        let padded = [self.layer.rows.extent, self.layer.columns.extent];
        let [channels, height, width] = self.layer.input.dims();
        let language = self.app.language();
        let mut text = match self.layer.input {
            Shape::Vector(n) => format!("x  {n}"),
            Shape::Maps { .. } if padded != [height, width] && self.layer.op.window().is_some() => {
                let word = language.pick("padded", "填充后");
                format!("x  {height}×{width}×{channels}, {word} {}×{}", padded[0], padded[1])
            }
            Shape::Maps { .. } => format!("x  {height}×{width}×{channels}"),
        };
        if let Some(panel) = self.layout.panels.first() {
            let [rows, columns] = self.plane.size;
            if panel.plane.rows.len() < rows || panel.plane.columns.len() < columns {
                let (r, c) = (&panel.plane.rows, &panel.plane.columns);
                let (down, along) = language.pick(("rows", "columns"), ("行", "列"));
                let (r, c) =
                    (format!("{}–{}/{rows}", r.start, r.end - 1), format!("{}–{}/{columns}", c.start, c.end - 1));
                let map = overview([rows, columns], [&panel.plane.rows, &panel.plane.columns]);
                text = format!("x  {} {map} {down} {r} · {along} {c}", self.layer.input);
            }
        }
        let left = ratatui::layout::Rect { width: self.layout.rule.saturating_sub(area.x), ..area };
        put(buffer, left, area.x + 1, area.y + 1, &text, label);
        for y in area.y + 1..self.layout.sums {
            put(buffer, area, self.layout.rule, y, "│", label);
        }
        put(buffer, area, self.layout.rule + 2, area.y + 1, &format!("o  {}", self.layer.output), label);
    }

    fn panel(&self, panel: &Panel, buffer: &mut Buffer) {
        let area = self.layout.area;
        let group = panel.group;
        let map = self.place.cell[0];
        let current = self.stage(group) == Stage::Now;
        let heading = self.style(if current { Role::Text } else { Role::Label });
        let own =
            ratatui::layout::Rect { width: (panel.plane.x + self.layout.pitch - area.x).saturating_sub(1), ..area };
        put(buffer, own, panel.plane.x + 1, panel.plane.y - 1, &self.channel_name(group), heading);
        panel.plane.draw(area, buffer, |row, column| self.input_glyph(group, [row, column]));
        if let Some(weights) = &panel.weights {
            let products = self.app.language().pick("products", "乘积");
            let (name, made) = match self.layer.op {
                Op::Linear(_) => (format!("w{map}"), products),
                Op::Softmax => ("x − max".to_owned(), "e^(x − max)"),
                _ => (format!("w{map}[{group}]"), products),
            };
            put(buffer, own, weights.x + 1, weights.y - 1, &name, heading);
            put(buffer, own, panel.taps.x - 1, weights.y - 1, made, heading);
            weights.draw(area, buffer, |row, column| self.weight_glyph(group, [row, column]));
            for y in weights.y..weights.y + weights.rows.len() as u16 * weights.leading {
                put(buffer, area, panel.taps.x - 1, y, "│", self.style(Role::Label));
            }
            let taps = self.taps(group);
            let format = self.format(taps.iter().map(|tap| tap.value));
            panel.taps.draw(area, buffer, |row, column| self.product_glyph(group, [row, column], &taps, format));
        }
    }

    /// Numbers that come and go, with no more digits than are read at a glance.
    fn format(&self, values: impl Iterator<Item = f64>) -> Format {
        let most = if self.app.zoom() == Zoom::Digits { usize::MAX } else { 4 };
        let format = Format::fit(values, self.layout.width);
        Format { decimals: format.decimals.min(most), ..format }
    }

    fn channel_name(&self, group: usize) -> String {
        let channel = self.layer.channel(self.place.cell[0], group);
        match (&self.layer.op, self.app.channels().get(channel)) {
            (Op::Linear(_) | Op::Softmax, _) if self.layer.groups() > 1 => format!("x[{group}]"),
            (Op::Linear(_) | Op::Softmax, _) => "x".to_owned(),
            (Op::Flatten, _) => {
                let from = self.layer.source(self.place.cell, 0, 0);
                format!("x[{}]", from.map_or(0, |[channel, ..]| channel))
            }
            (_, Some(name)) => name.clone(),
            _ => format!("x[{channel}]"),
        }
    }

    /// The numbers of a group's taps.
    fn taps(&self, group: usize) -> Vec<crate::nn::Tap> {
        let Some(input) = &self.input else { return Vec::new() };
        let recipe = self.layer.recipe(self.place.cell, |at| input.at(at));
        (0..self.layer.taps()).map(|tap| recipe.tap(group, tap)).collect()
    }

    fn input_glyph(&self, group: usize, at: [usize; 2]) -> Glyph {
        if !self.plane.exists(at) {
            return Glyph::default();
        }
        let cell = self.app.hover().unwrap_or(self.place.cell);
        let tap = self.plane.tap(cell, at);
        let source = self.plane.source(cell[0], group, at);
        let text = match (source, &self.input) {
            (Some(from), Some(input)) => self.layout.input.show(f64::from(input.at(from))),
            (Some(_), None) => "…".to_owned(),
            (None, _) if matches!(self.layer.op, Op::MaxPool(_)) => "-∞".to_owned(),
            (None, _) => "0".to_owned(),
        };
        let is_padding = source.is_none() || self.is_copied(at);
        let role = if is_padding { Role::Padding } else { Role::Input };
        let lit = tap.is_some() && self.tap(group) == tap && self.app.hover().is_none();
        let style = if lit { self.style(Role::Current) } else { self.style(role) };
        let window = tap
            .is_some()
            .then(|| if self.stage(group) == Stage::Pending { Style::new() } else { self.styles.window() });
        Glyph { text, style, window }
    }

    /// Whether a place lies in the padding, though a number stands there.
    fn is_copied(&self, [y, x]: [usize; 2]) -> bool {
        let inside = |axis: &crate::nn::Axis, place: usize| {
            let at = place as i64 - axis.before;
            (0..(axis.input * axis.spread) as i64).contains(&at)
        };
        self.layer.op.window().is_some() && !(inside(&self.layer.rows, y) && inside(&self.layer.columns, x))
    }

    fn weight_glyph(&self, group: usize, at: [usize; 2]) -> Glyph {
        let Some(tap) = self.plane.on_kernel(at) else { return Glyph::default() };
        let text = match (&self.layer.op, self.layer.weight_index(self.place.cell[0], group, tap)) {
            (Op::Conv(crate::nn::Conv { weight, .. }) | Op::Linear(crate::nn::Linear { weight, .. }), Some(index)) => {
                self.layout.weight.show(f64::from(weight.at(index)))
            }
            _ => self.exponent(tap),
        };
        let lit = self.tap(group) == Some(tap);
        let role = if lit { Role::Current } else { Role::Filter };
        let (text, style) = self.edited(Some(Spot::Weight { group, tap }), text, self.style(role));
        Glyph { text, style, window: None }
    }

    /// A number with the cursor on it, or with a mark if it is not what the file says.
    fn edited(&self, spot: Option<Spot>, text: String, style: Style) -> (String, Style) {
        let Some(spot) = spot else { return (text, style) };
        match self.app.open() {
            Open::Edit(at, typed) if *at == spot => {
                let width = self.layout.width;
                let text = if typed.is_empty() { text } else { typed.chars().take(width).collect() };
                (text, self.style(Role::Current))
            }
            _ if self.app.differs(spot) => (text, style.underlined()),
            _ => (text, style),
        }
    }

    /// Softmax: x − max.
    fn exponent(&self, tap: usize) -> String {
        let Some(told) = &self.told else { return "…".to_owned() };
        let exponents = || told.taps.iter().map(|tap| tap.x - told.peak);
        let format = self.format(exponents());
        exponents().nth(tap).map_or_else(String::new, |exponent| format.show(exponent))
    }

    fn product_glyph(&self, group: usize, at: [usize; 2], taps: &[crate::nn::Tap], format: Format) -> Glyph {
        let Some(tap) = self.plane.on_kernel(at) else { return Glyph::default() };
        let done = match (self.stage(group), self.place.moment) {
            (Stage::Done, _) => true,
            (Stage::Now, Moment::Tap { tap: now, .. }) => tap <= now,
            _ => false,
        };
        match taps.get(tap) {
            Some(taken) if done => {
                let lit = self.tap(group) == Some(tap);
                let style = self.style(if lit { Role::Current } else { Role::Product });
                let is_asked = lit && self.app.asked().is_some();
                let text = if is_asked { "?".to_owned() } else { format.show(taken.value) };
                Glyph { text, style, window: None }
            }
            _ => Glyph { text: "·".to_owned(), style: self.style(Role::Pending), window: None },
        }
    }

    /// `sum 0  +  sum 2  +  sum 0  + b0 1  =  [ 3]`
    fn sums(&self, buffer: &mut Buffer) {
        let (area, y) = (self.layout.area, self.layout.sums);
        let language = self.app.language();
        let mut end = area.x;
        for (index, panel) in self.layout.panels.iter().enumerate() {
            let x = panel.taps.x;
            if index > 0 {
                put(buffer, area, panel.plane.x - 1, y, "+", self.style(Role::Label));
            }
            let (text, style) = self.sum(panel.group);
            let word = match self.layer.op {
                Op::MaxPool(_) | Op::GlobalMaxPool => language.pick("max", "最大"),
                Op::Activation(_) | Op::BatchNorm(_) | Op::Flatten => "x",
                _ => language.pick("sum", "和"),
            };
            let wide = unicode_width::UnicodeWidthStr::width(word) as u16;
            let at = x.saturating_sub(3).max(area.x + 1);
            put(buffer, area, at, y, word, self.style(Role::Label));
            let text = format!("{text:>width$}", width = self.layout.width);
            end = put(buffer, area, (at + wide + 1).max(x + 1), y, &text, style);
        }
        self.result(end, buffer);
    }

    /// A group's sum as far as it has come.
    fn sum(&self, group: usize) -> (String, Style) {
        let Some(told) = &self.told else { return ("…".to_owned(), self.style(Role::Pending)) };
        match self.stage(group) {
            Stage::Pending => ("·".to_owned(), self.style(Role::Pending)),
            Stage::Done => {
                let term = told.terms.get(group).copied().unwrap_or_default();
                (Shown::new(term).text, self.style(Role::Sum))
            }
            Stage::Now if self.app.asked().is_some() => ("?".to_owned(), self.style(Role::Current)),
            Stage::Now => {
                let role = if self.tap(group).is_none() { Role::Current } else { Role::Sum };
                (Shown::new(told.running).text, self.style(role))
            }
        }
    }

    /// The bias or what else finishes the cell, and the cell.
    fn result(&self, end: u16, buffer: &mut Buffer) {
        let (area, label) = (self.layout.area, self.style(Role::Label));
        let width = self.layout.width;
        let finished = self.place.moment == Moment::Finish;
        let mut parts: Vec<(String, Style)> = Vec::new();
        let told = self.told.as_ref();
        if let Some(bias) = told.and_then(|told| told.bias) {
            parts.push((format!("+ b{} ", self.place.cell[0]), label));
            let style = self.style(if finished { Role::Bias } else { Role::Label });
            let (text, style) = self.edited(Some(Spot::Bias), Shown::new(bias).text, style);
            parts.push((format!("{text:>width$}"), style));
        } else if let Some(divisor) = told.and_then(|told| told.divisor) {
            parts.push((format!("/ {divisor}"), label));
        } else if matches!(self.layer.op, Op::Activation(_) | Op::BatchNorm(_)) {
            parts.push((format!("→ {}", self.layer.op.kind()), label));
        }
        parts.push(("  =  ".to_owned(), label));
        let text = match told {
            Some(_) if finished && self.app.asked().is_some() => "?".to_owned(),
            Some(told) if finished => Shown::new(f64::from(told.value)).text,
            Some(_) => "·".to_owned(),
            None => "…".to_owned(),
        };
        let (edge, style) = match (finished, self.app.grain() <= Grain::Cell) {
            (true, true) => (self.style(Role::Current), self.style(Role::Current)),
            (true, false) => (label, self.style(Role::Output)),
            (false, _) => (label, self.style(Role::Pending)),
        };
        parts.extend([("[".to_owned(), edge), (format!("{text:>width$}"), style), ("]".to_owned(), edge)]);
        let total: usize = parts.iter().map(|(text, _)| text.chars().count()).sum();
        let latest = area.right().saturating_sub(total as u16);
        let mut x = (end + 3).min(latest).max(end + 1);
        for (text, style) in parts {
            x = put(buffer, area, x, self.layout.sums, &text, style);
        }
    }

    /// All sums in a row, where not all channels are seen.
    fn strip(&self, buffer: &mut Buffer) {
        let (Some(y), Some(_)) = (self.layout.strip, &self.told) else { return };
        let area = self.layout.area;
        let groups = self.layer.groups();
        let current = match self.place.moment {
            Moment::Tap { group, .. } => group,
            Moment::Finish => groups - 1,
        };
        let head = self.app.language().pick(format!("sums of {groups}:"), format!("{groups} 个和："));
        let mut x = put(buffer, area, area.x + 1, y, &head, self.style(Role::Label)) + 1;
        let most = (area.right().saturating_sub(x + 6) as usize / (self.layout.width + 2)).max(1);
        let seen = super::grid::around(current..current + 1, groups, most);
        if seen.start > 0 {
            x = put(buffer, area, x, y, "… ", self.style(Role::Label));
        }
        for group in seen.clone() {
            let (text, style) = self.sum(group);
            let text = format!("{text:>width$}", width = self.layout.width);
            if x + text.len() as u16 + 3 > area.right() {
                break;
            }
            x = put(buffer, area, x, y, &text, style) + 2;
        }
        if seen.end < groups {
            put(buffer, area, x, y, "…", self.style(Role::Label));
        }
    }
}

/// A map of a whole plane in one line, the part of it that is seen marked: two dots across and four down each sign.
fn overview(size: [usize; 2], seen: [&std::ops::Range<usize>; 2]) -> String {
    const SIGNS: usize = 6;
    // The dots of a braille sign, row by row.
    const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let marked = |dot: usize, dots: usize, way: usize| {
        let (start, end) = (dot * size[way] / dots, ((dot + 1) * size[way]).div_ceil(dots));
        start < seen[way].end && seen[way].start < end
    };
    let sign = |at: usize| {
        let dots = (0..4).flat_map(|row| (0..2).map(move |column| (row, column)));
        let set = dots.filter(|&(row, column)| marked(row, 4, 0) && marked(2 * at + column, 2 * SIGNS, 1));
        char::from_u32(0x2800 + set.map(|(row, column)| DOTS[row][column]).sum::<u32>()).unwrap_or(' ')
    };
    format!("▕{}▏", (0..SIGNS).map(sign).collect::<String>())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_overview_shows_where_on_the_whole_the_part_lies() {
        assert_eq!(super::overview([8, 12], [&(0..2), &(0..2)]), "▕⠉⠀⠀⠀⠀⠀▏");
        assert_eq!(super::overview([8, 12], [&(6..8), &(11..12)]), "▕⠀⠀⠀⠀⠀⢀▏");
        assert_eq!(super::overview([8, 12], [&(0..8), &(0..12)]), "▕⣿⣿⣿⣿⣿⣿▏");
    }
}
