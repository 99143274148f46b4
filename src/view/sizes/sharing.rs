//! One weight: the kernel that it belongs to, the input cells that it meets, and the output cells that it helps make. Without
//! weights, one output cell, and the input cells that it reads.
//!
//! ```text
//! w0[1]          x[1]                   o[0]
//!  -1 -1 [ 1]     □  □ [ 0] 0 [ 2]       ·  [ 3 -5]      □ it reads padding, and meets nothing
//! ```

use ratatui::layout::Rect;

use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use super::super::formats::Formats;
use super::super::plane::{self, Plane};
use super::super::theme::{Role, Styles};
use super::chosen::{Chosen, Subject};
use super::followed::{Followed, close};
use super::looks::{Drawn, Looks, Part, Pictures, Row, name};
use super::output::Output;
use super::places;
use super::uses::lit;
use crate::app::{Action, App, EditTarget};
use crate::nn::{Cells, Inputs, Stage};

/// Rows of the tallest picture; 0 where there is none, or where how many they are is asked for.
pub(super) fn rows(app: &App) -> u16 {
    let tallest = Plane::new(app.layer()).size[0].max(Output::new(app).size[0]);
    if Subject::new(app).is_some() && !app.hidden().size() {
        u16::try_from(tallest).unwrap_or(u16::MAX / 4)
    } else {
        0
    }
}

/// How large the pictures beside each other are, of these planes.
fn looks(app: &App, formats: &Formats, subject: Subject, area: Rect) -> Option<Looks> {
    let layer = app.layer();
    let plane = Plane::new(layer);
    let output = Output::new(app);
    let weight = subject.weight();
    let pictures = Pictures {
        kernel: weight.map(|_| (plane.kernel(), formats.weight.width)),
        planes: subject.groups(app).len(),
        plane: (places::plane_size(layer, &plane), formats.input.width),
        map: (output.size, formats.output.width),
        is_even: layer.rows.stride == 1 && layer.columns.stride == 1 && !layer.op.is_transposed(),
    };

    // Of a vector without weights, only its numbers tell anything.
    let is_shown =
        |looks: &Looks| weight.is_some() || !output.is_vector || looks.drawn.has_numbers();

    Looks::new([area.width, area.height - 1], pictures).filter(is_shown)
}

/// Where kernel, planes and map stand.
pub(super) struct Sharing<'a> {
    app: &'a App,
    followed: Followed<'a>,
    formats: Formats,
    weights: Option<(Chosen, Board)>,
    /// The planes of some groups.
    met: Vec<(usize, Board)>,
    made: Board,
    drawn: Drawn,
    /// The column after the last that may be written in.
    right: u16,
}

impl<'a> Sharing<'a> {
    /// What one weight does, or one cell reads, on an area; `None` where there is neither, or no room.
    pub(super) fn new(app: &'a App, area: Rect) -> Option<Self> {
        let subject = Subject::new(app).filter(|_| area.height > 1 && !app.hidden().size())?;
        let layer = app.layer();
        let plane = Plane::new(layer);
        let output = Output::new(app);
        let formats = Formats::new(app, area.width).narrowed();
        let chosen = subject.weight();
        let looks = looks(app, &formats, subject, area)?;
        let cell = app.place().cell;

        let mut row = Row {
            rest: area,
            is_stacked: looks.is_stacked,
        };
        let weights = chosen.map(|chosen| {
            let at = layer.written(chosen.tap);
            (chosen, row.next(at, plane.kernel(), looks.kernel, None))
        });

        let place = places::read(layer, &plane, cell, chosen.map_or(0, |chosen| chosen.tap));
        let size = places::plane_size(layer, &plane);
        let planes = subject.groups(app).into_iter();
        let met = planes
            .map(|group| (group, row.next(place, size, looks.plane, looks.dots())))
            .collect();
        Some(Self {
            made: row.next(output.place(cell), output.size, looks.map, looks.dots()),
            app,
            followed: Followed {
                app,
                subject,
                plane,
                output,
                step: looks.step,
            },
            formats,
            weights,
            met,
            drawn: looks.drawn,
            right: area.right(),
        })
    }

    /// The first line below all pictures.
    pub(super) fn bottom(&self) -> u16 {
        let planes = self.met.iter().map(|(_, board)| board);
        let bottoms = planes.chain([&self.made]).map(Board::bottom);

        bottoms.max().unwrap_or(0)
    }

    /// Draws the kernel with the weight in it, the plane of its channel, and its map.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let layer = self.app.layer();
        let styles = canvas.styles;

        if let Some((chosen, board)) = &self.weights {
            let part = Part::of(board, self.followed.plane.kernel());
            let kernel = places::kernel_name(layer, *chosen);
            name(board, &kernel, &part, self.right, canvas);
            board.draw(canvas, |at| self.weight(styles, *chosen, at));
        }

        for (group, board) in &self.met {
            let input = format!("{}  {}", self.input_name(*group), self.note());
            let part = places::part(layer, &self.followed.plane, board);
            name(board, &input, &part, self.right, canvas);
            let input = plane::numbers(self.app, &board.rows, &board.columns);
            board.draw(canvas, |at| {
                self.input_tile(styles, *group, at, input.as_ref())
            });

            if self.drawn == Drawn::Numbers {
                close(
                    board,
                    &|at| self.followed.input_use(*group, at).is_lit(),
                    canvas,
                );
            }
        }

        self.map(canvas);
        self.edges(canvas);
    }

    /// The map that the weight helps make.
    fn map(&self, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let output = self
            .followed
            .output
            .name(self.app.layer(), self.app.place().cell[0]);
        let part = Part::of(&self.made, self.followed.output.size);
        name(&self.made, &output, &part, self.right, canvas);
        let part = if self.followed.output.is_vector {
            [0..1, 0..1]
        } else {
            [self.made.rows.clone(), self.made.columns.clone()]
        };

        let stage = Stage::after(self.app.place().layer);
        let cells = self.app.values().cells(stage, part);
        self.made
            .draw(canvas, |at| self.output_tile(styles, at, cells.as_ref()));

        if self.drawn == Drawn::Numbers {
            close(
                &self.made,
                &|at| self.followed.output_use(at).is_lit(),
                canvas,
            );
        }
    }

    /// Edges around the cells that the weight has to do with, where no colour tells them.
    fn edges(&self, canvas: &mut Canvas) {
        if canvas.styles.has_colours() || !self.drawn.has_numbers() {
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

        if let Some((chosen, board)) = &self.weights {
            edge(board, &|at| {
                places::tap(self.app.layer(), &self.followed.plane, at) == Some(chosen.tap)
            });
        }

        for (group, board) in &self.met {
            edge(board, &|at| self.followed.input_use(*group, at).is_lit());
        }

        edge(&self.made, &|at| self.followed.output_use(at).is_lit());
    }

    /// What the sign for padding means, where the weight reads any.
    fn note(&self) -> &'static str {
        let Subject::Weight(chosen) = self.followed.subject else {
            return "";
        };

        let layer = self.app.layer();
        let cells = self.followed.output.size.iter().product();
        let reads_padding = layer
            .sharing(chosen.tap)
            .is_some_and(|sharing| sharing.made < cells);

        if reads_padding && !self.followed.output.is_vector && self.drawn.has_numbers() {
            self.app.language().padding_sign()
        } else {
            ""
        }
    }

    /// `x[0]`, with the channel's name where it has one.
    fn input_name(&self, group: usize) -> String {
        let name = plane::name(self.app, group);
        let channel = self.app.layer().channel(self.app.place().cell[0], group);

        if self.app.channels().is_empty() {
            name
        } else {
            format!("x[{channel}] {name}")
        }
    }

    fn weight(&self, styles: Styles, chosen: Chosen, at: [usize; 2]) -> Tile {
        let Some(tap) = places::tap(self.app.layer(), &self.followed.plane, at) else {
            return Tile::default();
        };

        let spot = EditTarget::Weight {
            group: chosen.group,
            tap,
        };

        let number = spot.number(self.app.network(), &self.app.place());
        let value = number.map_or(0.0, f64::from);
        let mut tile = if tap == chosen.tap {
            lit(styles.of(Role::Current))
        } else {
            Tile {
                style: styles.on_tile(Role::Filter),
                ground: styles
                    .tile(Role::Filter, value / self.formats.largest[1])
                    .filter(|_| self.drawn == Drawn::Tiles),
                ..Tile::default()
            }
        };

        tile.text = self.formats.weight.show(value);

        if self.app.differs(spot) {
            tile.style = tile.style.underlined();
        }

        tile
    }

    fn input_tile(
        &self,
        styles: Styles,
        group: usize,
        at: [usize; 2],
        input: Option<&Inputs>,
    ) -> Tile {
        let cell = self.app.place().cell;
        let size = places::plane_size(self.app.layer(), &self.followed.plane);
        let number = self.followed.mean(at, size, |at| {
            let at = places::on_plane(self.app.layer(), at);
            let source = self.followed.plane.source(cell, group, at);
            source.map_or(Some(0.0), |from| input?.get(from))
        });

        let text = number.map_or("…".to_owned(), |number| self.formats.input.show(number));
        let share = number.unwrap_or(0.0) / self.formats.largest[0];

        let used = self.followed.input_use(group, at);
        used.tile(styles, self.drawn, text, (Role::Input, share))
    }

    /// A cell of the map, as far as the walk has written it.
    fn output_tile(&self, styles: Styles, at: [usize; 2], cells: Option<&Cells>) -> Tile {
        let app = self.app;
        let cell = self.followed.output.cell(app.place().cell[0], at);
        let is_made = app.is_made(cell);
        let map = app.place().cell[0];
        let number = self.followed.mean(at, self.followed.output.size, |at| {
            let cell = self.followed.output.cell(map, at);
            let is_seen = self.followed.step == 1 || app.is_made(cell);
            cells.filter(|_| is_seen).map(|cells| cells.at(cell))
        });

        let text = match number {
            _ if !is_made => "·".to_owned(),
            _ if cell == app.place().cell && app.hidden().value() => "?".to_owned(),
            Some(number) => self.formats.output.show(number),
            None => "…".to_owned(),
        };

        let share = number.filter(|_| is_made).unwrap_or(0.0) / self.formats.largest[2];

        let used = self.followed.output_use(at);
        used.tile(styles, self.drawn, text, (Role::Output, share))
    }

    /// What a press does: a weight gets the cursor, an output cell is gone to.
    pub(super) fn hit(&self, x: u16, y: u16) -> Option<Action> {
        let on_kernel = self.weights.as_ref().and_then(|(chosen, board)| {
            let tap = places::tap(self.app.layer(), &self.followed.plane, board.hit(x, y)?)?;
            let group = chosen.group;

            Some(Action::Point(EditTarget::Weight { group, tap }))
        });

        let on_map = || {
            let map = self.app.place().cell[0];
            let at = self.made.hit(x, y)?;

            Some(Action::Cell(self.followed.output.cell(map, at)))
        };

        on_kernel.or_else(on_map)
    }
}
