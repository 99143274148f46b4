//! Output sizes for the strides and paddings around the layer's own, in tiles.
//!
//! ```text
//!    stride   1    2    3
//! padding 0   3    2    1*      * leaves cells over
//! padding 1   5    3    2*      – does not fit
//! ```

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::board::{Board, Look, Tile};
use super::super::canvas::Canvas;
use super::super::grid::around;
use super::super::theme::{Role, Styles};
use crate::app::{App, Change, Hyperparameter};
use crate::nn::{Axis, Layer, Op, Padding};
use crate::text::Language;

/// The most strides that are shown.
const STRIDES: usize = 8;

/// Lines of the strides above, and of what the signs mean below.
const AROUND: u16 = 2;

/// What a stride and a padding come to, where a window fits.
struct Size {
    text: String,
    /// How many cells that are.
    cells: usize,
    /// Whether some cells are read by no window: at the end, or between windows.
    leaves_over: bool,
}

/// The table, as much of it as fits its area.
pub(super) struct Table {
    area: Rect,
    strides: Vec<String>,
    paddings: Vec<String>,
    /// A padding's sizes in each row; `None` where no window fits, or the layer does not take such a padding.
    sizes: Vec<Vec<Option<Size>>>,
    /// The layer's own padding and stride.
    own: [usize; 2],
    /// Columns before the sizes.
    label: usize,
    /// Columns from one size to the next.
    width: usize,
    /// Lines from one padding to the next.
    lines: u16,
}

impl Table {
    /// Columns that it takes at least.
    pub(super) const NARROWEST: u16 = 20;

    /// Columns that it takes at most, but for unusual strides and paddings.
    pub(super) const WIDEST: u16 = 56;

    /// The table of the current layer: as many strides as fit across, and paddings as fit down, this many lines each.
    pub(super) fn new(app: &App, area: Rect, lines: u16) -> Self {
        let paddings = (area.height.saturating_sub(AROUND) / lines).max(1) as usize;
        let of = |strides: usize| Self {
            lines,
            ..Self::of(app.layer(), app.language(), area, [paddings, strides])
        };

        let fits = |table: &Self| table.label + table.wide() as usize <= area.width as usize;

        (2..=STRIDES)
            .rev()
            .map(of)
            .find(fits)
            .unwrap_or_else(|| of(1))
    }

    fn of(layer: &Layer, language: Language, area: Rect, [rows, columns]: [usize; 2]) -> Self {
        let [padding, stride] = own(layer);
        let seen = |own: usize, most: usize| around(own..own + 1, own + most, most);
        let down = seen(padding, rows);
        let across = seen(stride, columns);
        let sizes = sizes(layer, [padding, stride], [&down, &across]);
        let padded = down
            .clone()
            .filter_map(|to| turned(layer, Hyperparameter::Padding, padding, to));

        let shown = padded.take(sizes.len());
        let paddings: Vec<String> = shown.filter_map(|op| padding_name(&op, language)).collect();

        let stride_name = |to: usize| {
            let turned = turned(layer, Hyperparameter::Stride, stride, to)?;
            Some(bars::pair(turned.window()?.stride))
        };

        let strides: Vec<String> = across.clone().filter_map(stride_name).collect();
        let texts = sizes.iter().flatten().flatten().map(|size| &size.text);
        let longest = widest(texts).max(1);

        Self {
            area,
            own: [padding - down.start, stride - across.start],
            label: widest(&paddings),
            // A gap, two columns of air, and its mark.
            width: longest.max(widest(&strides)) + 4,
            lines: 1,
            strides,
            paddings,
            sizes,
        }
    }

    /// Lines that it takes, with its head and what its marks mean.
    pub(super) fn height(&self) -> u16 {
        AROUND + self.paddings.len() as u16 * self.lines
    }

    fn wide(&self) -> u16 {
        Board::wide(self.strides.len(), self.look())
    }

    fn look(&self) -> Look {
        Look {
            wide: self.width as u16,
            halves: 2 * self.lines,
        }
    }

    /// Draws it, with what its signs mean below.
    pub(super) fn draw(&self, app: &App, canvas: &mut Canvas) {
        let language = app.language();
        let area = self.area;
        let board = Board {
            x: area.x + self.label as u16,
            y: area.y + 1,
            rows: 0..self.sizes.len(),
            columns: 0..self.strides.len(),
            look: self.look(),
            step: 1,
            is_picture: false,
        };

        self.names(language.stride(), &board, canvas);

        let styles = canvas.styles;
        let most = self.sizes.iter().flatten().flatten();
        let most = most.map(|size| size.cells).max().unwrap_or(1);
        let is_asked = app.hidden().size();

        board.draw(canvas, |at| {
            let mut tile = self.tile(styles, at, most);

            if is_asked && at == self.own {
                "? ".clone_into(&mut tile.text);
            }

            tile
        });

        if !canvas.styles.has_colours() {
            let [row, column] = self.own;

            if let Some(own) = board.around(&(row..row + 1), &(column..column + 1)) {
                canvas.brackets(own);
            }
        }

        let label = canvas.styles.of(Role::Label);
        let legend = self.legend(language);
        canvas.clipped(area.x, board.bottom(), area.width, &legend, label);
    }

    /// The strides above, and the paddings on the left.
    fn names(&self, head: &str, board: &Board, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let style = |is_own: bool| styles.of(if is_own { Role::Message } else { Role::Label });
        let x = board.x.saturating_sub(head.width() as u16);
        canvas.text(x, self.area.y, head, style(false));

        for (column, stride) in self.strides.iter().enumerate() {
            let text = format!("{stride} ");
            let [x, _] = board.number_at([0, column], text.width());
            canvas.text(x, self.area.y, &text, style(column == self.own[1]));
        }

        for (row, padding) in self.paddings.iter().enumerate() {
            let y = board.line_of(row);
            canvas.text(self.area.x, y, padding, style(row == self.own[0]));
        }
    }

    fn tile(&self, styles: Styles, at: [usize; 2], most: usize) -> Tile {
        let size = self.sizes[at[0]].get(at[1]).and_then(Option::as_ref);
        let (text, cells, leaves_over) = match size {
            None => ("– ".to_owned(), 0, false),
            Some(size) => (
                format!("{}{}", size.text, if size.leaves_over { "*" } else { " " }),
                size.cells,
                size.leaves_over,
            ),
        };

        let own = styles.of(Role::Current);

        match size {
            _ if at == self.own => Tile {
                text,
                style: Style { bg: None, ..own },
                ground: own.bg,
            },
            None => Tile {
                text,
                style: styles.of(Role::Pending),
                ground: styles.blank().filter(|_| self.lines > 1),
            },
            Some(_) => Tile {
                text,
                style: if leaves_over {
                    styles.of(Role::Label)
                } else {
                    styles.on_tile(Role::Output)
                },
                ground: styles
                    .tile(Role::Output, (cells as f64 / most as f64).sqrt())
                    .filter(|_| self.lines > 1),
            },
        }
    }

    /// What the signs mean that are there.
    fn legend(&self, language: Language) -> String {
        let any = |is: fn(&Option<Size>) -> bool| self.sizes.iter().flatten().any(is);
        let over = any(|size| size.as_ref().is_some_and(|size| size.leaves_over));
        let none = any(Option::is_none);
        let signs = [
            (over, language.leaves_cells_over()),
            (none, language.does_not_fit()),
        ];

        signs
            .into_iter()
            .filter(|(is_there, _)| *is_there)
            .map(|(_, means)| means)
            .collect::<Vec<_>>()
            .join("  ")
    }
}

/// `padding 1`
fn padding_name(op: &Op, language: Language) -> Option<String> {
    let sides = bars::sides(&op.window()?.padding, language);
    Some(format!("{} {sides}", language.padding()))
}

/// Columns of the widest of some texts.
fn widest<'t>(texts: impl IntoIterator<Item = &'t String>) -> usize {
    let widths = texts.into_iter().map(|text| text.width());
    widths.max().unwrap_or(0)
}

/// A layer's own padding and stride: how many can be taken off. Of several, the padding that has most and the stride that
/// has least.
fn own(layer: &Layer) -> [usize; 2] {
    let padding = match layer.op.window().map(|window| window.padding) {
        Some(Padding::Sides(sides)) => sides,
        _ => [&layer.rows, &layer.columns].map(Axis::pads),
    };

    let padding = padding
        .iter()
        .map(|side| side.before.max(side.after))
        .max()
        .unwrap_or(0);

    let stride = layer
        .op
        .window()
        .map_or(1, |window| window.stride[0].min(window.stride[1]));

    [padding, stride - 1]
}

/// What the layer does with a knob turned from its own value to another.
fn turned(layer: &Layer, knob: Hyperparameter, own: usize, to: usize) -> Option<Op> {
    let by = i8::try_from(to as i64 - own as i64).ok()?;
    if by == 0 {
        Some(layer.op.clone())
    } else {
        knob.turned(layer, Change::By(by))
    }
}

/// The sizes for each padding, at these strides. One row in which nothing fits says it for
/// all that follow.
fn sizes(
    layer: &Layer,
    own: [usize; 2],
    [down, across]: [&Range<usize>; 2],
) -> Vec<Vec<Option<Size>>> {
    let row = |padding: usize| -> Vec<Option<Size>> {
        let sizes = across.clone();
        sizes
            .map(|stride| size(layer, own, [padding, stride]))
            .collect()
    };

    let mut sizes: Vec<Vec<Option<Size>>> = down.clone().map(row).collect();
    let last = sizes
        .iter()
        .rposition(|row| row.iter().any(Option::is_some))
        .unwrap_or(0);

    sizes.truncate(last + 2);

    sizes
}

/// What a padding and a stride come to: the stride first, for what it makes larger a padding may be cut from.
fn size(layer: &Layer, own: [usize; 2], [padding, stride]: [usize; 2]) -> Option<Size> {
    let with = |op: Op| Layer::new(layer.name.clone(), op, &layer.sources).ok();
    let strided = with(turned(layer, Hyperparameter::Stride, own[1], stride)?)?;
    let padded = turned(&strided, Hyperparameter::Padding, own[0], padding)?;
    let Layer { rows, columns, .. } = with(padded)?;
    let leaves_over = rows.unread() + columns.unread() > 0;

    Some(Size {
        text: bars::pair([rows.output, columns.output]),
        cells: rows.output * columns.output,
        leaves_over,
    })
}
