//! One weight: the kernel that it belongs to, the input cells that it meets, and the output cells that it helps make.
//!
//! ```text
//! w0[1]          x[1]                   o[0]
//!  -1 -1 [ 1]     □  □ [ 0] 0 [ 2]       ·  [ 3 -5]      □ it reads padding, and meets nothing
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use super::super::formats::Formats;
use super::super::plane::{self, Plane};
use super::super::theme::{Role, Styles};
use super::chosen::Chosen;
use super::looks::{GAP, Looks, NARROWEST, around_cell, name};
use super::output::Output;
use crate::app::{Action, App, EditTarget};
use crate::nn::{Cells, Inputs, Stage};

/// What a weight has to do with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
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
    fn is_lit(self) -> bool {
        matches!(self, Self::Now | Self::Elsewhere)
    }
}

/// A tile of this style, with its ground.
fn lit(style: Style) -> Tile {
    Tile {
        text: String::new(),
        style: Style { bg: None, ..style },
        ground: style.bg,
    }
}

/// Rows of the tallest picture; 0 where there are no weights, or where how many they are is asked for.
pub(super) fn rows(app: &App) -> u16 {
    let tallest = Plane::new(app.layer()).size[0].max(Output::new(app).size[0]);
    if Chosen::new(app).is_some() && !app.hidden().size() {
        u16::try_from(tallest).unwrap_or(u16::MAX / 4)
    } else {
        0
    }
}

/// Where kernel, plane and map stand.
pub(super) struct Sharing<'a> {
    app: &'a App,
    chosen: Chosen,
    plane: Plane<'a>,
    output: Output,
    formats: Formats,
    weights: Board,
    met: Board,
    made: Board,
    has_signs: bool,
}

impl<'a> Sharing<'a> {
    /// What one weight does, on an area; `None` where there is none, or no room.
    pub(super) fn new(app: &'a App, area: Rect) -> Option<Self> {
        let chosen = Chosen::new(app).filter(|_| area.height > 1 && !app.hidden().size())?;
        let plane = Plane::new(app.layer());
        let output = Output::new(app);
        let formats = Formats::new(app, area.width).narrowed();
        let kernel = plane.kernel();
        let widths = [formats.weight, formats.input, formats.output].map(|format| format.width);
        let room = [area.width, area.height - 1];
        let looks = Looks::new(room, [kernel, plane.size, output.size], widths)?;
        let cell = app.place().cell;
        let on_kernel = [chosen.tap / kernel[1], chosen.tap % kernel[1]];
        let [of_kernel, of_plane, of_map] = looks.columns;
        let of_kernel = (looks.kernel, of_kernel);
        let weights = around_cell(on_kernel, kernel, area, of_kernel);
        let right = |board: &Board| Rect {
            x: board.x + board.width().max(NARROWEST) + GAP,
            ..area
        };

        let of_plane = (looks.plane, of_plane);
        let place = plane.place(cell, chosen.tap);
        let met = around_cell(place, plane.size, right(&weights), of_plane);
        let of_map = (looks.map, of_map);
        let made = around_cell(output.place(cell), output.size, right(&met), of_map);

        Some(Self {
            app,
            chosen,
            plane,
            output,
            formats,
            weights,
            met,
            made,
            has_signs: looks.has_signs,
        })
    }

    /// Draws the kernel with the weight in it, the plane of its channel, and its map.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let Chosen { map, group, .. } = self.chosen;
        let styles = canvas.styles;
        let is_dense = self.app.layer().is_dense();
        let kernel = if is_dense {
            format!("w{map}")
        } else {
            format!("w{map}[{group}]")
        };

        name(&self.weights, &kernel, self.plane.kernel(), canvas);
        self.weights.draw(canvas, |at| self.weight(styles, at));
        let input = format!("{}  {}", self.input_name(), self.note());
        name(&self.met, &input, self.plane.size, canvas);
        let input = plane::numbers(self.app, &self.met.rows, &self.met.columns);
        self.met
            .draw(canvas, |at| self.input_tile(styles, at, input.as_ref()));

        let output = if self.output.is_vector {
            "o".to_owned()
        } else {
            format!("o[{map}]")
        };

        name(&self.made, &output, self.output.size, canvas);
        let part = if self.output.is_vector {
            [0..1, 0..1]
        } else {
            [self.made.rows.clone(), self.made.columns.clone()]
        };

        let stage = Stage::after(self.app.place().layer);
        let cells = self.app.values().cells(stage, part);
        self.made
            .draw(canvas, |at| self.output_tile(styles, at, cells.as_ref()));

        self.edges(canvas);
    }

    /// Edges around the cells that the weight has to do with, where no colour tells them.
    fn edges(&self, canvas: &mut Canvas) {
        if canvas.styles.has_colours() || self.has_signs {
            return;
        }

        let mut edge = |board: &Board, is_used: &dyn Fn([usize; 2]) -> bool| {
            for row in board.rows.clone() {
                for column in board
                    .columns
                    .clone()
                    .filter(|&column| is_used([row, column]))
                {
                    if let Some(block) = board.around(&(row..row + 1), &(column..column + 1)) {
                        canvas.brackets(block);
                    }
                }
            }
        };

        edge(&self.weights, &|at| {
            self.plane.on_kernel(at) == Some(self.chosen.tap)
        });
        edge(&self.met, &|at| self.input_use(at).is_lit());
        edge(&self.made, &|at| self.output_use(at).is_lit());
    }

    /// What the sign for padding means, where the weight reads any.
    fn note(&self) -> &'static str {
        let layer = self.app.layer();
        let cells = self.output.size.iter().product();
        let reads_padding = layer
            .sharing(self.chosen.tap)
            .is_some_and(|sharing| sharing.made < cells);

        if reads_padding && !self.output.is_vector && !self.met.is_picture {
            self.app.language().padding_sign()
        } else {
            ""
        }
    }

    /// `x[0]`, with the channel's name where it has one.
    fn input_name(&self) -> String {
        let name = plane::name(self.app, self.chosen.group);
        let channel = self.app.layer().channel(self.chosen.map, self.chosen.group);

        if self.app.channels().is_empty() {
            name
        } else {
            format!("x[{channel}] {name}")
        }
    }

    /// Whether there are gaps between rows; where there are none, only what is used has a ground.
    fn is_tall(&self) -> bool {
        self.weights.look.is_tall()
    }

    fn weight(&self, styles: Styles, at: [usize; 2]) -> Tile {
        let Some(tap) = self.plane.on_kernel(at) else {
            return Tile::default();
        };

        let spot = EditTarget::Weight {
            group: self.chosen.group,
            tap,
        };

        let number = spot.number(self.app.network(), &self.app.place());
        let value = number.map_or(0.0, f64::from);
        let mut tile = if tap == self.chosen.tap {
            lit(styles.of(Role::Current))
        } else {
            Tile {
                style: styles.on_tile(Role::Filter),
                ground: styles
                    .tile(Role::Filter, value / self.formats.largest[1])
                    .filter(|_| self.is_tall()),
                ..Tile::default()
            }
        };

        tile.text = self.formats.weight.show(value);

        if self.app.differs(spot) {
            tile.style = tile.style.underlined();
        }

        tile
    }

    /// What the weight has to do with a place of the plane.
    fn input_use(&self, at: [usize; 2]) -> Use {
        let Chosen { map, group, tap } = self.chosen;
        let source = self.plane.source([map, 0, 0], group, at);
        let is_here = self.plane.place(self.app.place().cell, tap) == at;
        let is_padding = self.plane.is_padding(at);

        match (source, self.plane.is_met(tap, at)) {
            _ if !self.plane.exists(at) => Use::Outside,
            (Some(_), true) if is_here => Use::Now,
            (Some(_), true) => Use::Elsewhere,
            (None, true) => Use::Padding,
            (_, false) if is_padding => Use::Outside,
            (_, false) => Use::None,
        }
    }

    fn input_tile(&self, styles: Styles, at: [usize; 2], input: Option<&Inputs>) -> Tile {
        let Chosen { map, group, .. } = self.chosen;
        let source = self.plane.source([map, 0, 0], group, at);
        let number = source.map_or(Some(0.0), |from| input?.get(from));
        let number = number.map(f64::from);
        let text = number.map_or("…".to_owned(), |number| self.formats.input.show(number));
        let share = number.unwrap_or(0.0) / self.formats.largest[0];

        self.tile(styles, self.input_use(at), text, (Role::Input, share))
    }

    /// What the weight has to do with a place of the map.
    fn output_use(&self, at: [usize; 2]) -> Use {
        let Chosen { map, group, tap } = self.chosen;
        let cell = self.output.cell(map, at);
        let helps = cell[0] == map && self.app.layer().source(cell, group, tap).is_some();

        match helps {
            true if cell == self.app.place().cell => Use::Now,
            true => Use::Elsewhere,
            false => Use::None,
        }
    }

    /// A cell of the map, as far as the walk has written it.
    fn output_tile(&self, styles: Styles, at: [usize; 2], cells: Option<&Cells>) -> Tile {
        let app = self.app;
        let cell = self.output.cell(self.chosen.map, at);
        let is_made = app.is_made(cell);
        let number = cells.map(|cells| f64::from(cells.at(cell)));
        let text = match number {
            _ if !is_made => "·".to_owned(),
            _ if cell == app.place().cell && app.hidden().value() => "?".to_owned(),
            Some(number) => self.formats.output.show(number),
            None => "…".to_owned(),
        };

        let share = number.filter(|_| is_made).unwrap_or(0.0) / self.formats.largest[2];

        self.tile(styles, self.output_use(at), text, (Role::Output, share))
    }

    /// A dot of a picture: what the weight has to do with the cell.
    fn dot(styles: Styles, used: Use, (role, share): (Role, f64)) -> Tile {
        let fine = match used {
            Use::Now => styles.of(Role::Current).bg,
            Use::Elsewhere => styles.used().bg,
            Use::None => styles.tile(role, share),
            Use::Padding | Use::Outside => styles.blank(),
        };

        let coarse = match used {
            Use::Now => Some(1.0),
            Use::Elsewhere => Some(0.6),
            Use::None => Some(0.0),
            Use::Padding | Use::Outside => None,
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

    /// A cell with its number, or as a sign.
    fn tile(&self, styles: Styles, used: Use, text: String, (role, share): (Role, f64)) -> Tile {
        if self.met.is_picture {
            return Self::dot(styles, used, (role, share));
        }

        let mut tile = match used {
            Use::Now => lit(styles.of(Role::Current)),
            Use::Elsewhere => lit(styles.used()),
            Use::None if self.has_signs => Tile {
                style: styles.of(Role::Label),
                ground: styles.tile(role, share),
                ..Tile::default()
            },
            Use::None => Tile {
                style: styles.on_tile(role),
                ground: styles.tile(role, share).filter(|_| self.is_tall()),
                ..Tile::default()
            },
            Use::Padding | Use::Outside => Tile {
                style: styles.of(Role::Padding),
                ground: styles.blank().filter(|_| self.is_tall()),
                ..Tile::default()
            },
        };

        tile.text = match used {
            Use::Padding => "□".to_owned(),
            Use::Outside if self.has_signs => String::new(),
            Use::Outside => "·".to_owned(),
            _ if !self.has_signs => text,
            Use::None if tile.ground.is_none() => "·".to_owned(),
            Use::Now | Use::Elsewhere | Use::None => "■".to_owned(),
        };

        // Squares in the colour of the tile that there is no room for.
        if let Some(colour) = tile.ground.take_if(|_| self.has_signs) {
            tile.style = tile.style.fg(colour);
        }

        tile
    }

    /// What a press does: a weight gets the cursor, an output cell is gone to.
    pub(super) fn hit(&self, x: u16, y: u16) -> Option<Action> {
        if let Some(tap) = self
            .weights
            .hit(x, y)
            .and_then(|at| self.plane.on_kernel(at))
        {
            return Some(Action::Point(EditTarget::Weight {
                group: self.chosen.group,
                tap,
            }));
        }
        self.made
            .hit(x, y)
            .map(|at| Action::Cell(self.output.cell(self.chosen.map, at)))
    }
}
