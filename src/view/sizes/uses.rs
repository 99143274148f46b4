//! How a cell is drawn, by what a weight, or an output cell, has to do with it.

use ratatui::style::Style;

use super::super::board::Tile;
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
}

impl Use {
    pub(super) fn is_lit(self) -> bool {
        matches!(self, Self::Now | Self::Elsewhere)
    }

    /// A cell of a role, with its share of the largest number: with this text, or as a dot.
    pub(super) fn tile(
        self,
        styles: Styles,
        drawn: Drawn,
        text: String,
        (role, share): (Role, f64),
    ) -> Tile {
        match drawn {
            Drawn::Blank if styles.is_fine() => self.blank(styles, true, role, share),
            Drawn::Dots | Drawn::Blank => self.dot(styles, role, share),
            Drawn::Numbers | Drawn::Tiles => {
                let is_tall = drawn == Drawn::Tiles;
                let text = match self {
                    Self::Padding => "□".to_owned(),
                    Self::Outside => "·".to_owned(),
                    Self::Now | Self::Elsewhere | Self::None => text,
                };

                Tile {
                    text,
                    ..self.blank(styles, is_tall, role, share)
                }
            }
        }
    }

    /// A tile without its text; what is used has a ground also where there are no gaps between rows.
    fn blank(self, styles: Styles, is_tall: bool, role: Role, share: f64) -> Tile {
        let (style, ground) = match self {
            Self::Now => return lit(styles.of(Role::Current)),
            Self::Elsewhere => return lit(styles.used()),
            Self::None => (styles.on_tile(role), styles.tile(role, share)),
            Self::Padding | Self::Outside => (styles.of(Role::Padding), styles.blank()),
        };

        Tile {
            style,
            ground: ground.filter(|_| is_tall),
            ..Tile::default()
        }
    }

    /// A dot of a picture.
    fn dot(self, styles: Styles, role: Role, share: f64) -> Tile {
        let fine = match self {
            Self::Now => styles.of(Role::Current).bg,
            Self::Elsewhere => styles.used_dot(role, share),
            Self::None => styles.tile(role, share),
            Self::Padding | Self::Outside => styles.blank(),
        };

        let coarse = match self {
            Self::Now => Some(1.0),
            Self::Elsewhere => Some(0.6),
            Self::None => Some(0.0),
            Self::Padding | Self::Outside => None,
        };

        Tile {
            ground: if styles.is_fine() {
                fine
            } else {
                coarse.map(|share| styles.dot(role, share))
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
