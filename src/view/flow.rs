//! The walk itself: the window on each channel, the weights and the products. The sums and the bias are in [`sums`], the
//! output is in [`output`].

mod output;
mod overview;
mod sums;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::grid::Glyph;
use super::layout::{Layout, Panel};
use super::plane::{self, Plane};
use super::theme::{Role, Styles};
use super::{bars, put};
use crate::app::{App, Open, Spot, Zoom};
use crate::nn::{Fold, Inputs, Layer, Take};
use crate::text::Format;
use crate::walk::{Explanation, Grain, Moment, Place};
use overview::overview;

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
    input: Option<Inputs<'a>>,
    styles: Styles,
    layout: &'a Layout,
}

/// Draws everything between the title and the sentence.
pub(super) fn draw(app: &App, styles: Styles, layout: &Layout, buffer: &mut Buffer) {
    let layer = app.layer();
    let place = app.place();
    let plane = Plane::new(layer);
    let told = app.explanation();
    let panel = layout.panels.first();
    let input =
        panel.and_then(|panel| plane::numbers(app, &panel.plane.rows, &panel.plane.columns));

    let flow = Flow {
        app,
        layer,
        place,
        plane,
        told,
        input,
        styles,
        layout,
    };

    flow.headings(buffer);

    for panel in &layout.panels {
        flow.panel(panel, buffer);
    }

    flow.sums(buffer);
    flow.strip(buffer);
    flow.output(buffer);
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
            Moment::Tap { group: now, tap } if now == group && self.app.grain() == Grain::Tap => {
                Some(tap)
            }
            _ => None,
        }
    }

    fn headings(&self, buffer: &mut Buffer) {
        let area = self.layout.area;
        let label = self.style(Role::Label);
        let padded = [self.layer.rows.extent, self.layer.columns.extent];
        let [_, height, width] = self.layer.input().dims();
        let language = self.app.language();
        let mut text = format!("x  {}", self.layer.input());

        if padded != [height, width] && self.layer.op.window().is_some() {
            let comma = language.comma();
            let word = language.padded();
            text = format!("{text}{comma}{word} {}×{}", padded[0], padded[1]);
        }

        if let Some(panel) = self.layout.panels.first() {
            let [rows, columns] = self.plane.size;
            if panel.plane.rows.len() < rows || panel.plane.columns.len() < columns {
                let r = &panel.plane.rows;
                let c = &panel.plane.columns;
                let down = language.rows();
                let along = language.columns();
                let r = format!("{}–{}/{rows}", r.start, r.end - 1);
                let c = format!("{}–{}/{columns}", c.start, c.end - 1);
                let map = overview([rows, columns], [&panel.plane.rows, &panel.plane.columns]);
                text = format!("x  {} {map} {down} {r} · {along} {c}", self.layer.input());
            }
        }

        let left = ratatui::layout::Rect {
            width: self.layout.rule.saturating_sub(area.x),
            ..area
        };

        put(buffer, left, area.x + 1, area.y + 1, &text, label);

        for y in area.y + 1..self.layout.sums {
            put(buffer, area, self.layout.rule, y, "│", label);
        }

        put(
            buffer,
            area,
            self.layout.rule + 2,
            area.y + 1,
            &format!("o  {}", bars::shape(self.app, self.place.layer + 1)),
            label,
        );
    }

    fn panel(&self, panel: &Panel, buffer: &mut Buffer) {
        let area = self.layout.area;
        let group = panel.group;
        let map = self.place.cell[0];
        let current = self.stage(group) == Stage::Now;
        let heading = self.style(if current { Role::Text } else { Role::Label });
        let own = ratatui::layout::Rect {
            width: (panel.plane.x + self.layout.pitch - area.x).saturating_sub(1),
            ..area
        };

        put(
            buffer,
            own,
            panel.plane.x + 1,
            panel.plane.y - 1,
            &plane::name(self.app, group),
            heading,
        );

        panel.plane.draw(area, buffer, |row, column| {
            self.input_glyph(group, [row, column])
        });

        if let Some(weights) = &panel.weights {
            let products = self.app.language().products();
            let (name, made) = match self.layer.op.form().take {
                Take::Exponential => ("x − max".to_owned(), "e^(x − max)"),
                _ if self.layer.is_dense() => (format!("w{map}"), products),
                _ => (format!("w{map}[{group}]"), products),
            };

            put(buffer, own, weights.x + 1, weights.y - 1, &name, heading);
            put(buffer, own, panel.taps.x - 1, weights.y - 1, made, heading);
            weights.draw(area, buffer, |row, column| {
                self.weight_glyph(group, [row, column])
            });

            for y in weights.y..weights.y + weights.rows.len() as u16 * weights.leading {
                put(
                    buffer,
                    area,
                    panel.taps.x - 1,
                    y,
                    "│",
                    self.style(Role::Label),
                );
            }

            let taps = self.taps(group);
            let format = self.format(taps.iter().map(|tap| tap.value));
            panel.taps.draw(area, buffer, |row, column| {
                self.product_glyph(group, [row, column], &taps, format)
            });
        }
    }

    /// Numbers that come and go, with no more digits than are read at a glance.
    fn format(&self, values: impl Iterator<Item = f64>) -> Format {
        let most = if self.app.zoom() == Zoom::Digits {
            usize::MAX
        } else {
            4
        };

        let format = Format::fit(values, self.layout.width);
        Format {
            decimals: format.decimals.min(most),
            ..format
        }
    }

    /// The numbers of a group's taps.
    fn taps(&self, group: usize) -> Vec<crate::nn::Tap> {
        let Some(input) = &self.input else {
            return Vec::new();
        };

        let recipe = self.layer.recipe(self.place.cell, |at| input.at(at));
        (0..self.layer.taps())
            .map(|tap| recipe.tap(group, tap))
            .collect()
    }

    fn input_glyph(&self, group: usize, at: [usize; 2]) -> Glyph {
        if !self.plane.exists(at) {
            return Glyph::default();
        }

        let cell = self.app.hover().unwrap_or(self.place.cell);
        let tap = self.plane.tap(cell, at);
        let source = self.plane.source(cell[0], group, at);
        let text = match source.map(|from| self.input.as_ref()?.get(from)) {
            Some(Some(number)) => self.layout.input.show(f64::from(number)),
            Some(None) => "…".to_owned(),
            None if self.layer.op.form().taps == Fold::Max => "-∞".to_owned(),
            None => "0".to_owned(),
        };

        let is_padding = source.is_none() || self.plane.is_padding(at);
        let role = if is_padding {
            Role::Padding
        } else {
            Role::Input
        };

        let lit = tap.is_some() && self.tap(group) == tap && self.app.hover().is_none();
        let style = if lit {
            self.style(Role::Current)
        } else {
            self.style(role)
        };

        let spot = source
            .filter(|from| self.layer.reads_input(from.source) && !is_padding)
            .map(|from| Spot::Input(from.at));

        let (text, style) = self.edited(spot, text, style);
        let window = tap.is_some().then(|| {
            if self.stage(group) == Stage::Pending {
                Style::new()
            } else {
                self.styles.window()
            }
        });

        Glyph {
            text,
            style,
            window,
        }
    }

    fn weight_glyph(&self, group: usize, at: [usize; 2]) -> Glyph {
        let Some(tap) = self.plane.on_kernel(at) else {
            return Glyph::default();
        };

        let text = match self.layer.weight(self.place.cell, group, tap) {
            Some(weight) => self.layout.weight.show(f64::from(weight)),
            None => self.exponent(tap),
        };

        let lit = self.tap(group) == Some(tap);
        let role = if lit { Role::Current } else { Role::Filter };
        let (text, style) = self.edited(Some(Spot::Weight { group, tap }), text, self.style(role));

        Glyph {
            text,
            style,
            window: None,
        }
    }

    /// A number with the cursor on it, or with a mark if it is not what the file says.
    fn edited(&self, spot: Option<Spot>, text: String, style: Style) -> (String, Style) {
        let Some(spot) = spot else {
            return (text, style);
        };

        match self.app.open() {
            Open::Edit(at, typed) if *at == spot => {
                let width = self.layout.width;
                let text = if typed.is_empty() {
                    text
                } else {
                    typed.chars().take(width).collect()
                };

                (text, self.style(Role::Current))
            }
            _ if self.app.differs(spot) => (text, style.underlined()),
            _ => (text, style),
        }
    }

    /// Softmax: x − max.
    fn exponent(&self, tap: usize) -> String {
        let Some(told) = &self.told else {
            return "…".to_owned();
        };

        let exponents = || told.taps.iter().map(|tap| tap.x - told.peak);
        let format = self.format(exponents());

        exponents()
            .nth(tap)
            .map_or_else(String::new, |exponent| format.show(exponent))
    }

    fn product_glyph(
        &self,
        group: usize,
        at: [usize; 2],
        taps: &[crate::nn::Tap],
        format: Format,
    ) -> Glyph {
        let Some(tap) = self.plane.on_kernel(at) else {
            return Glyph::default();
        };

        let done = match (self.stage(group), self.place.moment) {
            (Stage::Done, _) => true,
            (Stage::Now, Moment::Tap { tap: now, .. }) => tap <= now,
            _ => false,
        };

        match taps.get(tap) {
            Some(taken) if done => {
                let lit = self.tap(group) == Some(tap);
                let style = self.style(if lit { Role::Current } else { Role::Product });
                let text = if self.is_asked(group, tap) {
                    "?".to_owned()
                } else {
                    format.show(taken.value)
                };

                Glyph {
                    text,
                    style,
                    window: None,
                }
            }
            _ => Glyph {
                text: "·".to_owned(),
                style: self.style(Role::Pending),
                window: None,
            },
        }
    }

    /// Whether a tap's product is asked for.
    fn is_asked(&self, group: usize, tap: usize) -> bool {
        let asked = match self.place.moment {
            Moment::Tap { group, tap } => (group, tap),
            Moment::Finish => (0, 0),
        };
        self.app.hides_product() && asked == (group, tap)
    }
}
