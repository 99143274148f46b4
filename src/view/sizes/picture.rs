//! A plane or a map with the cells marked that one weight uses: as numbers where they fit, else as signs.
//!
//! ```text
//!  □  □ [ 0] 0 [ 2]        □ □ ■ · ■      □□■·■
//! ```

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::grid::{Glyph, Grid, around};
use super::super::put;
use super::super::theme::{Role, Styles};

/// Columns that a picture takes at least: its name has room in them.
pub(super) const NARROWEST: usize = 5;

/// How cells are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// Numbers of so many columns, so many lines from row to row.
    Numbers { width: usize, leading: u16 },
    /// A sign each, so many columns apart.
    Signs(usize),
}

impl Scale {
    /// Columns that so many cells take.
    pub fn wide(self, columns: usize) -> usize {
        let wide = match self {
            Self::Numbers { width, .. } => columns * (width + 1),
            Self::Signs(pitch) => columns * pitch,
        };
        wide.max(NARROWEST)
    }

    /// Lines from row to row.
    pub fn leading(self) -> u16 {
        match self {
            Self::Numbers { leading, .. } => leading,
            Self::Signs(_) => 1,
        }
    }
}

/// What a weight has to do with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It meets the cell, or helps make it, where the walk is.
    Now,
    /// It does at another place of the window.
    Elsewhere,
    /// It meets a cell that padding repeats.
    Repeated,
    /// It reads padding there, and meets nothing.
    Padding,
    /// Nothing.
    None,
    /// Nothing, and the cell is padding.
    Outside,
}

impl Use {
    fn sign(self) -> &'static str {
        match self {
            Self::Now | Self::Elsewhere | Self::Repeated => "■",
            Self::Padding => "□",
            Self::None => "·",
            Self::Outside => " ",
        }
    }

    /// A cell with its number, or as a sign where it has none.
    fn glyph(self, styles: Styles, number: Option<String>) -> Glyph {
        let text = match (self, number) {
            (Self::Padding, _) | (_, None) => self.sign().to_owned(),
            (_, Some(number)) => number,
        };

        let (style, is_lit) = match self {
            Self::Now => (styles.of(Role::Current), true),
            Self::Elsewhere | Self::Repeated => (styles.window(), true),
            Self::None => (styles.of(Role::Label), false),
            Self::Padding | Self::Outside => (styles.of(Role::Padding), false),
        };

        Glyph {
            text,
            style,
            window: is_lit.then_some(style),
        }
    }
}

/// Where a plane or a map stands, and which part of it is seen.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its name, and its cells below.
    pub area: Rect,
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    pub scale: Scale,
}

impl Picture {
    /// A picture so many columns from an area's left edge: of rows and columns of this size, as many as there is room for
    /// around one cell.
    pub fn around(
        [row, column]: [usize; 2],
        size: [usize; 2],
        area: Rect,
        left: usize,
        (scale, columns): (Scale, usize),
    ) -> Self {
        let lines = area.height.saturating_sub(1) / scale.leading();
        Self {
            area: Rect {
                x: area.x + left as u16,
                width: scale.wide(columns) as u16,
                ..area
            },
            rows: around(row..row + 1, size[0], lines as usize),
            columns: around(column..column + 1, size[1], columns),
            scale,
        }
    }

    /// Its name, with the part that is seen of `[rows, columns]`, or else a note, where there is room to say it.
    pub fn name(
        &self,
        name: &str,
        note: &str,
        [rows, columns]: [usize; 2],
        styles: Styles,
        buffer: &mut Buffer,
    ) {
        let span = |range: &Range<usize>, n: usize| {
            format!("{}–{}/{n}", range.start, range.end.max(1) - 1)
        };

        let is_whole = self.rows.len() == rows && self.columns.len() == columns;
        let part = format!(
            "{}, {}",
            span(&self.rows, rows),
            span(&self.columns, columns)
        );

        let more = format!("{name}  {}", if is_whole { note } else { &part });
        let text = if more.width() > self.area.width as usize {
            name
        } else {
            more.trim_end()
        };

        put(
            buffer,
            self.area,
            self.area.x,
            self.area.y,
            text,
            styles.of(Role::Label),
        );
    }

    /// Draws its cells: what the weight has to do with each, and its number.
    pub fn draw(
        &self,
        styles: Styles,
        buffer: &mut Buffer,
        cell: impl Fn([usize; 2]) -> (Use, Option<String>),
    ) {
        let Scale::Signs(pitch) = self.scale else {
            return self.grid().draw(buffer.area, buffer, |row, column| {
                let (used, number) = cell([row, column]);
                used.glyph(styles, number)
            });
        };

        for (y, row) in (self.area.y + 1..).zip(self.rows.clone()) {
            for (at, column) in self.columns.clone().enumerate() {
                let Glyph {
                    text,
                    style,
                    window,
                } = cell([row, column]).0.glyph(styles, None);

                let x = self.area.x + (at * pitch) as u16;
                put(
                    buffer,
                    self.area,
                    x,
                    y,
                    &text,
                    window.unwrap_or_default().patch(style),
                );
            }
        }
    }

    /// The cell `[row, column]` at a place of the screen.
    pub fn hit(&self, x: u16, y: u16) -> Option<[usize; 2]> {
        let Scale::Signs(pitch) = self.scale else {
            return self.grid().hit(x, y);
        };

        let row = self.rows.start + y.checked_sub(self.area.y + 1)? as usize;
        let column = self.columns.start + x.checked_sub(self.area.x)? as usize / pitch;

        (self.rows.contains(&row) && self.columns.contains(&column)).then_some([row, column])
    }

    /// As a grid of numbers: its first gap lies before the area, so that the numbers stand under the name.
    pub fn grid(&self) -> Grid {
        let width = if let Scale::Numbers { width, .. } = self.scale {
            width
        } else {
            1
        };

        Grid {
            x: self.area.x.saturating_sub(1),
            y: self.area.y + 1,
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            width,
            leading: self.scale.leading(),
        }
    }
}
