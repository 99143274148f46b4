//! Where the panels of the view stand, and which of them there is room for.
//!
//! ```text
//! formula                      figure                    table
//! table       parameters       formula in large digits
//! kernel  plane  map           kernel  plane  map        parameters
//! what is said                 what is said
//! ```

use ratatui::layout::Rect;

use super::super::bars;
use super::super::digits::Size;
use super::super::plane::{Plane, is_large};
use super::Words;
use super::chosen::{Chosen, Subject};
use super::figure::Figure;
use super::formula::Large;
use super::heights::Heights;
use super::layers;
use super::parameters::AIRY;
use super::sharing::{Clear, Sharing};
use super::table::Table;
use crate::app::App;

/// The most paddings where they stand in a column of their own.
const PADDINGS: u16 = 5;

/// Columns between two panels.
const GAP: u16 = 3;

/// Columns and lines from which on the panels stand in two columns, and of the right one.
const ROOMY: [u16; 2] = [100, 30];
const RIGHT: [u16; 2] = [38, 60];

/// Columns of the parameters where they stand below.
const LONG: u16 = 80;

/// Lines from which on digits are twice as large, but beside pictures, which need the lines more.
const HIGH: u16 = 48;

/// Where each panel stands; empty where there is no room for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Panels {
    pub formula: Rect,
    pub parts: Rect,
    pub figure: Rect,
    pub large: Rect,
    /// How large its dots are at most.
    pub dots: Size,
    pub table: Rect,
    /// Lines of a padding.
    pub lines: u16,
    pub parameters: Rect,
    pub sharing: Rect,
    pub layers: Rect,
    /// Whether it has a heading of its own.
    pub is_roomy: bool,
    pub said: Rect,
}

impl Panels {
    /// The panels between the title and the timeline.
    pub(super) fn new(app: &App, words: &Words, area: Rect) -> Self {
        let is_roomy = area.width >= ROOMY[0] && area.height >= ROOMY[1];

        if is_roomy {
            return Self::in_columns(app, words, area);
        }

        Self::below_each_other(app, words, area)
    }

    /// Where the kernel, the planes and the map stand: under their heading, where they have one.
    pub(super) fn pictures(&self) -> Rect {
        let head = if self.is_roomy { 2 } else { 0 };
        let head = head.min(self.sharing.height);

        Rect {
            y: self.sharing.y + head,
            height: self.sharing.height - head,
            ..self.sharing
        }
    }

    /// A figure, the formula and the weight on the left, what else could be and the parameters on the right.
    fn in_columns(app: &App, words: &Words, area: Rect) -> Self {
        let said = words.lines_said(app, area.width - 2);
        let body = Rect {
            x: area.x + 2,
            y: area.y + 2,
            width: area.width - 4,
            height: area.height - 2 - 3 - said,
        };

        let [left, right] = aside(body, words.parameters.width());
        let plane = Plane::new(app.layer());
        let is_high = area.height >= HIGH && !is_large(plane.size);
        let mut panels = Self {
            is_roomy: true,
            lines: 2,
            dots: Size::Blocks(if is_high { 2 } else { 1 }),
            said: Rect {
                x: area.x + 1,
                y: body.bottom(),
                width: area.width - 2,
                height: said,
            },
            ..Self::default()
        };

        let is_listed = layers::lines(app) > 0;
        let is_weighted = Chosen::new(app).is_some();

        match app.layer().op.window() {
            None if is_listed && !is_weighted => {
                let below = panels.left(app, words, body);
                [panels.layers, panels.parameters] = aside(below, words.parameters.width());
                panels.cells(app, words, body);
            }
            None => {
                panels.above_parameters(app, words, body);
                panels.cells(app, words, body);
            }
            _ => {
                panels.layers = panels.left(app, words, left);
                panels.right(app, words, right);
            }
        }

        panels
    }

    /// A weight, or an output cell, of a layer without a window, which has all columns, and the parameters below.
    fn above_parameters(&mut self, app: &App, words: &Words, body: Rect) {
        let width = words.parameters.width().max(LONG).min(body.width);
        let height = words.parameters.height(width, AIRY);
        let above = Rect {
            height: body.height.saturating_sub(height + 2),
            ..body
        };

        self.left(app, words, above);
        let pictures = Sharing::new(app, self.pictures());
        let y = pictures.map_or(above.bottom(), |pictures| pictures.bottom());

        self.parameters = Rect {
            y: y + 1,
            width,
            height: height.min(body.bottom().saturating_sub(y + 1)),
            ..body
        };
    }

    /// How many cells come out, in digits as large as there is room for below all else.
    fn cells(&mut self, app: &App, words: &Words, body: Rect) {
        let parameters = words.parameters.height(self.parameters.width, AIRY);
        let ends = [
            self.parameters.y + parameters.min(self.parameters.height),
            self.layers.y + layers::lines(app).min(self.layers.height),
            self.pictures().y,
        ];

        let y = ends.into_iter().max().unwrap_or(body.y) + 1;
        let room = body.bottom().saturating_sub(y + 1);
        let mut sizes = Size::Blocks(2).down();
        let fitting = sizes.find_map(|dots| {
            let large = Large::cells(app, body.width, dots)?;
            (large.height() <= room).then(|| (dots, large.height()))
        });

        let Some((dots, height)) = fitting else {
            return;
        };

        self.dots = dots;
        self.large = Rect {
            y: body.bottom() - 1 - height,
            height,
            ..body
        };
        self.layers.height = self
            .layers
            .height
            .min(self.large.y.saturating_sub(self.layers.y + 1));
    }

    /// The figure, the formula and the weight, or an output cell; what is left below is for the layers. The formula is a line where
    /// that leaves room for all dots of pictures.
    fn left(&mut self, app: &App, words: &Words, room: Rect) -> Rect {
        let below = self.above(app, words, room, Some(self.dots));
        let pictures = |panels: &Self| {
            let pictures = Sharing::new(app, panels.pictures());
            pictures.is_some_and(|pictures| !pictures.is_smaller())
        };

        self.sharing = below;

        if !pictures(self) && !self.large.is_empty() {
            let mut small = Self {
                large: Rect::default(),
                ..self.clone()
            };

            small.sharing = small.above(app, words, room, None);

            if pictures(&small) {
                *self = small;
            }
        }

        self.below(app)
    }

    /// The figure, and the formula with dots of this size or smaller; as a text, where there are none. Tells what is left below.
    fn above(&mut self, app: &App, words: &Words, mut room: Rect, dots: Option<Size>) -> Rect {
        let width = room.width;
        let air = self.air();
        let lines = room.height;
        let mut take = |height: u16| {
            let panel = Rect { height, ..room };
            let used = (height + air).min(room.height);
            room.y += used;
            room.height -= used;

            panel
        };

        if let Some(figure) = Figure::new(app, width) {
            self.figure = take(figure.height(lines));
        }

        if let Some(large) = dots.and_then(|dots| Large::new(app, width, dots)) {
            self.large = take(large.height());
        } else if !words.told.is_empty() {
            self.formula = take(bars::lines(&words.told, width));
        }

        room
    }

    /// Blank lines between two panels.
    fn air(&self) -> u16 {
        1 + u16::from(self.dots != Size::Blocks(1))
    }

    /// What of the lines for the weight, or an output cell, is left for the layers.
    fn below(&mut self, app: &App) -> Rect {
        let room = self.sharing;
        let air = self.air();

        if Chosen::new(app).is_some() {
            return Rect::default();
        }

        let layers = layers::lines(app);

        if layers == 0 && Subject::new(app).is_some() {
            return Rect::default();
        }

        // Air above the layers, and a blank line below.
        let layers = layers.min(room.height / 2);
        self.sharing.height = room.height.saturating_sub(layers + air + 1);
        let mut pictures = Sharing::new(app, self.pictures());

        // What is seen in pictures needs the lines more than a table does, which has those that they leave.
        if pictures.as_ref().is_some_and(Sharing::is_smaller) {
            self.sharing.height = room.height;
            pictures = Sharing::new(app, self.pictures());
        }

        let used = pictures.map_or(0, |pictures| pictures.bottom() + air - room.y);

        let left = room.height.saturating_sub(used + 1);

        Rect {
            y: room.y + used.min(room.height),
            height: if left < layers::LEAST { 0 } else { left },
            ..room
        }
    }

    /// The table, and the parameters under it.
    fn right(&mut self, app: &App, words: &Words, right: Rect) {
        let mut top = right.y;

        if app.layer().op.window().is_some() {
            let needed = words.parameters.height(right.width, AIRY) + 2;
            let paddings = (right.height.saturating_sub(needed + 6) / self.lines).min(PADDINGS);

            self.table = Rect {
                y: right.y + 2,
                height: 3 + paddings * self.lines,
                ..right
            };

            top = self.table.bottom() + 2;
        }

        self.parameters = Rect {
            y: top,
            height: right.bottom().saturating_sub(top),
            ..right
        };
    }

    /// Where there is little room.
    fn below_each_other(app: &App, words: &Words, area: Rect) -> Self {
        let wide = area.width.saturating_sub(2);
        let needed = words.parameters.width();
        let has_table = app.layer().op.window().is_some();
        let left = (wide.saturating_sub(GAP) / 2).min(wide.saturating_sub(GAP + needed));
        let left = left.min(Table::WIDEST);
        let beside = has_table && left >= Table::NARROWEST;
        let (left, right) = if beside {
            (left, wide - left - GAP)
        } else {
            (wide, wide)
        };

        let lines = area.height.saturating_sub(3);
        let mut heights = Heights::new(app, words, lines, [wide, right], beside);
        let top = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: wide,
            height: 0,
        };

        let stand = |heights: &Heights| Self::of(heights, top, [left, right], beside);
        heights = clearest(app, heights, beside, stand);

        // What the pictures leave is for the layers.
        let panels = stand(&heights);
        let used =
            Sharing::new(app, panels.sharing).map(|pictures| pictures.end() - panels.sharing.y);
        heights.hand_over(app, used.unwrap_or(0));

        stand(&heights)
    }

    /// Of these heights, one below the other, with the blank lines where they divide most.
    fn of(heights: &Heights, top: Rect, [left, right]: [u16; 2], beside: bool) -> Self {
        let mut y = top.y;
        let mut next = |height: u16, blank: bool| {
            let panel = Rect { y, height, ..top };
            y += height + u16::from(blank);
            panel
        };

        let formula = next(heights.formula, false);
        let parts = next(heights.parts, heights.blanks > 1);
        let (table, parameters) = if beside {
            let band = next(heights.table.max(heights.parameters), heights.blanks > 0);
            let table = Rect {
                width: left,
                height: heights.table,
                ..band
            };

            (
                table,
                Rect {
                    x: band.x + left + GAP,
                    width: right,
                    height: heights.parameters,
                    ..band
                },
            )
        } else {
            (
                next(heights.table, false),
                next(heights.parameters, heights.blanks > 0),
            )
        };

        let sharing = next(heights.sharing, heights.blanks > 2);
        let layers = next(heights.layers, false);

        Self {
            formula,
            parts,
            table,
            parameters,
            sharing,
            layers,
            said: next(heights.said, false),
            lines: 1,
            ..Self::default()
        }
    }
}

/// Where the panels have room: other panels leave lines to the pictures where these have numbers by that, or more of them is seen; the
/// table for the numbers' tiles, too.
fn clearest(
    app: &App,
    heights: Heights,
    beside: bool,
    stand: impl Fn(&Heights) -> Panels,
) -> Heights {
    let clear = |heights: &Heights| {
        let pictures = Sharing::new(app, stand(heights).sharing);
        pictures.map(|pictures| pictures.clearness())
    };

    let now = clear(&heights);
    let most = [Clear::Tiles, Clear::Numbers, Clear::Numbers];
    let larger = heights.for_pictures(beside).into_iter().zip(most);
    let mut clearer =
        larger.filter(|(other, most)| clear(other).map(|clear| clear.min(*most)) > now);

    clearer.next().map_or(heights, |(larger, _)| larger)
}

/// An area, divided into what is left of a panel on the right, and that panel.
fn aside(area: Rect, needed: u16) -> [Rect; 2] {
    let wide = needed.clamp(RIGHT[0], RIGHT[1]);

    [
        Rect {
            width: area.width - wide - GAP,
            ..area
        },
        Rect {
            x: area.right() - wide,
            width: wide,
            ..area
        },
    ]
}
