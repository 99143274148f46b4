//! How a cell is drawn, by what a weight, or an output cell, has to do with it.

use std::ops::Range;

use ratatui::style::{Color, Style};

use super::super::board::{Board, Tile};
use super::super::theme::{Role, Styles};
use super::looks::Drawn;

/// What a weight, or an output cell, has to do with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It meets the cell, or helps make it, where the walk is.
    Now,
    /// It does at another place of the window.
    Elsewhere,
    /// It reads padding there, and meets nothing.
    Padding,
    /// Nothing.
    None,
    /// Nothing, and the cell is padding, or no cell.
    Outside,
    /// The walk has not made the cell yet, in a picture.
    Pending,
}

/// How a cell looks by itself: its role, its share of the largest number, and of a photograph its light.
#[derive(Clone, Copy)]
pub(super) struct Own {
    pub role: Role,
    pub share: f64,
    pub light: Option<Color>,
}

impl Own {
    /// What lies behind it.
    fn ground(self, styles: Styles) -> Option<Color> {
        let role = self.role.signed(self.share);
        self.light.or_else(|| styles.tile(role, self.share))
    }
}

/// The uses of all that a board shows.
pub(super) struct Uses<'b> {
    board: &'b Board,
    all: Vec<Use>,
}

impl<'b> Uses<'b> {
    pub(super) fn new(board: &'b Board, of: impl Fn([usize; 2]) -> Use) -> Self {
        let columns = || board.columns.clone().step_by(board.step);
        let rows = board.rows.clone().step_by(board.step);
        let places = rows.flat_map(|row| columns().map(move |column| [row, column]));

        Self {
            board,
            all: places.map(of).collect(),
        }
    }

    /// Dots or tiles of a row.
    fn columns(&self) -> usize {
        self.board.columns.len().div_ceil(self.board.step)
    }

    pub(super) fn at(&self, [row, column]: [usize; 2]) -> Use {
        let row = (row - self.board.rows.start) / self.board.step;
        let column = (column - self.board.columns.start) / self.board.step;
        let used = self.all.get(row * self.columns() + column);

        used.copied().unwrap_or(Use::None)
    }

    pub(super) fn any(&self, used: Use) -> bool {
        self.all.contains(&used)
    }

    /// The rows and columns of what is used, where that is more than one cell and fills them; or, among others, holds them.
    pub(super) fn region(&self, is_among: bool) -> Option<[Range<usize>; 2]> {
        let columns = self.columns();
        let used = || {
            let all = self.all.iter().enumerate();
            all.filter(|(_, used)| used.is_lit())
                .map(|(index, _)| index)
        };

        let top = used().next()? / columns;
        let bottom = used().next_back()? / columns;
        let left = used().map(|index| index % columns).min()?;
        let right = used().map(|index| index % columns).max()?;
        let count = (bottom - top + 1) * (right - left + 1);
        let range = |[first, last]: [usize; 2], all: &Range<usize>| {
            let at = |index| all.start + index * self.board.step;
            at(first)..at(last + 1).min(all.end)
        };

        (count > 1 && (is_among || used().count() == count)).then(|| {
            [
                range([top, bottom], &self.board.rows),
                range([left, right], &self.board.columns),
            ]
        })
    }
}

impl Use {
    pub(super) fn is_lit(self) -> bool {
        matches!(self, Self::Now | Self::Elsewhere)
    }

    /// The same where an outline tells what is used: of these cells, only the walk's own is lit.
    pub(super) fn in_outline(self, is_lit: bool) -> Self {
        match self {
            Self::Now if is_lit => self,
            Self::Now | Self::Elsewhere => Self::None,
            _ => self,
        }
    }

    /// A cell with this text, or as a dot.
    pub(super) fn tile(self, styles: Styles, drawn: Drawn, text: String, own: Own) -> Tile {
        match drawn {
            Drawn::Blank if styles.is_fine() => self.blank(styles, true, own),
            Drawn::Dots | Drawn::Blank => self.dot(styles, own),
            Drawn::Numbers | Drawn::Tiles => {
                let is_tall = drawn == Drawn::Tiles;
                let text = match self {
                    Self::Padding => "□".to_owned(),
                    Self::Outside => "·".to_owned(),
                    _ => text,
                };

                Tile {
                    text,
                    ..self.blank(styles, is_tall, own)
                }
            }
        }
    }

    /// A tile without its text; what is used has a ground also where there are no gaps between rows.
    fn blank(self, styles: Styles, is_tall: bool, own: Own) -> Tile {
        let (style, ground) = match self {
            Self::Now => return lit(styles.of(Role::Current)),
            Self::Elsewhere => return lit(styles.used()),
            Self::None => (styles.on_tile(own.role), own.ground(styles)),
            Self::Padding | Self::Outside | Self::Pending => {
                (styles.of(Role::Padding), styles.blank())
            }
        };

        Tile {
            style,
            ground: ground.filter(|_| is_tall),
            ..Tile::default()
        }
    }

    /// A dot of a picture.
    fn dot(self, styles: Styles, own: Own) -> Tile {
        let fine = match self {
            Self::Now => styles.spot(),
            Self::Elsewhere => styles.used_dot(own.role.signed(own.share), own.share),
            Self::None => own.ground(styles),
            Self::Padding | Self::Outside | Self::Pending => styles.blank(),
        };

        let coarse = match self {
            Self::Now => Some(1.0),
            Self::Elsewhere => Some(0.6),
            Self::None => Some(0.0),
            Self::Padding | Self::Outside | Self::Pending => None,
        };

        Tile {
            ground: if styles.is_fine() {
                fine
            } else {
                coarse.map(|share| styles.dot(own.role, share))
            },
            ..Tile::default()
        }
    }
}

/// A tile of this style, with its ground.
pub(super) fn lit(style: Style) -> Tile {
    Tile {
        text: String::new(),
        style: Style { bg: None, ..style },
        ground: style.bg,
    }
}
