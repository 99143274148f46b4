//! One weight: the kernel that it belongs to, the input cells that it meets, and the output cells that it helps make. Without
//! weights, one output cell, and the input cells that it reads.
//!
//! ```text
//! w0[1]          x[1]                   o[0]
//!  -1 -1 [ 1]     □  □ [ 0] 0 [ 2]       ·  [ 3 -5]      □ it reads padding, and meets nothing
//! ```

use ratatui::layout::Rect;

use super::super::board::Board;
use super::super::canvas::{Block, Canvas};
use super::super::formats::Formats;
use super::super::plane::{self, Plane};
use super::super::theme::Styles;
use super::chosen::{Chosen, Subject};
use super::followed::{Followed, close};
use super::looks::{Drawn, Looks, Part, Pictures, Row, name};
use super::output::Output;
use super::places;
use super::uses::{Use, Uses};
use crate::app::{Action, App, EditTarget};
use crate::nn::Stage;

/// Rows of the tallest picture; 0 where there is none, or where how many they are is asked for.
pub(super) fn rows(app: &App) -> u16 {
    let tallest = Plane::new(app.layer()).size[0].max(Output::new(app).size[0]);
    if Subject::new(app).is_some() && !app.hidden().size() {
        u16::try_from(tallest).unwrap_or(u16::MAX / 4)
    } else {
        0
    }
}

/// The planes of some groups, each on a board around the place that the cell reads.
fn met(
    app: &App,
    subject: Subject,
    plane: &Plane,
    mut board: impl FnMut([usize; 2], [usize; 2]) -> Board,
) -> Vec<(usize, Board)> {
    let layer = app.layer();
    let tap = subject.weight().map_or(0, |chosen| chosen.tap);
    let place = places::read(layer, plane, app.place().cell, tap);
    let size = places::plane_size(layer, plane);
    let groups = subject.groups(app).into_iter();

    groups.map(|group| (group, board(place, size))).collect()
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
    };

    // Of a vector without weights, only its numbers tell anything.
    let is_shown =
        |looks: &Looks| weight.is_some() || !output.is_vector || looks.drawn.has_numbers();

    Looks::new([area.width, area.height - 1], pictures).filter(is_shown)
}

/// Where kernel, planes and map stand.
pub(super) struct Sharing<'a> {
    pub(super) app: &'a App,
    pub(super) followed: Followed<'a>,
    pub(super) formats: Formats,
    weights: Option<(Chosen, Board)>,
    /// The planes of some groups.
    met: Vec<(usize, Board)>,
    made: Board,
    pub(super) drawn: Drawn,
    pub(super) kernel_drawn: Drawn,
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
            is_outlined: !looks.drawn.has_numbers(),
        };

        let drawn = [0, 1].map(|which| (looks.drawn, looks.steps[which]));
        let weights = chosen.map(|chosen| {
            let at = layer.written(chosen.tap);
            let board = row.next(at, plane.kernel(), looks.kernel, (looks.kernel_drawn, 1));
            (chosen, board)
        });

        let met = met(app, subject, &plane, |at, size| {
            row.next(at, size, looks.plane, drawn[0])
        });

        Some(Self {
            made: row.next(output.place(cell), output.size, looks.map, drawn[1]),
            app,
            followed: Followed {
                app,
                subject,
                plane,
                output,
                steps: looks.steps,
            },
            formats,
            weights,
            met,
            drawn: looks.drawn,
            kernel_drawn: looks.kernel_drawn,
            right: area.right(),
        })
    }

    /// Whether dots stand for several cells.
    pub(super) fn is_smaller(&self) -> bool {
        self.followed.steps != [1, 1]
    }

    /// The first line below all pictures.
    pub(super) fn bottom(&self) -> u16 {
        let planes = self.met.iter().map(|(_, board)| board);
        let kernel = self.weights.iter().map(|(_, board)| board);
        let bottoms = planes.chain(kernel).chain([&self.made]).map(Board::bottom);

        bottoms.max().unwrap_or(0)
    }

    /// Draws the kernel with the weight in it, the plane of its channel, and its map.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        self.kernel(canvas);

        for (group, board) in &self.met {
            self.plane(*group, board, canvas);
        }

        self.map(canvas);
        self.edges(canvas);
    }

    /// Where a board's name stands, and where it ends at most.
    fn named(&self, board: &Board) -> [u16; 2] {
        let above = if self.drawn.has_numbers() { 1 } else { 2 };

        [board.y.saturating_sub(above), self.right]
    }

    /// The kernel that the weight belongs to; with its number above, where it is a picture.
    fn kernel(&self, canvas: &mut Canvas) {
        let Some((chosen, board)) = &self.weights else {
            return;
        };

        let layer = self.app.layer();
        let styles = canvas.styles;
        let part = Part::of(board, self.followed.plane.kernel());
        let mut kernel = places::kernel_name(layer, *chosen);

        if !self.kernel_drawn.has_numbers() {
            let number = self.number(*chosen, chosen.tap);
            kernel = format!("{kernel}  {}", self.formats.weight.show(number).trim());
        }

        name(board, &kernel, &part, self.named(board), canvas);
        board.draw(canvas, |at| self.weight(styles, *chosen, at));
    }

    /// The plane of a group, with what the weight meets or the cell reads there.
    fn plane(&self, group: usize, board: &Board, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let uses = Uses::new(board, |at| self.followed.input_use(group, at));
        let outline = self.outline(board, &uses, styles);
        let is_weight = self.followed.subject != Subject::Cell;
        let title = format!("{}  {}", self.input_name(group), self.note(&uses));
        let part = places::part(self.app.layer(), &self.followed.plane, board);
        name(board, &title, &part, self.named(board), canvas);
        let input = plane::numbers(self.app, &board.rows, &board.columns);

        board.draw(canvas, |at| {
            let used = match outline {
                Some(_) => uses.at(at).in_outline(is_weight),
                None => uses.at(at),
            };

            self.input_tile(styles, (group, used), at, input.as_ref())
        });

        self.finish(board, &uses, outline, canvas);
    }

    /// The map that the weight helps make.
    fn map(&self, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let board = &self.made;
        let map = self.app.place().cell[0];
        let uses = Uses::new(board, |at| self.followed.output_use(at));
        let outline = self.outline(board, &uses, styles);
        let title = self.followed.output.name(self.app.layer(), map);
        let part = Part::of(board, self.followed.output.size);
        name(board, &title, &part, self.named(board), canvas);
        let part = if self.followed.output.is_vector {
            [0..1, 0..1]
        } else {
            [board.rows.clone(), board.columns.clone()]
        };

        let stage = Stage::after(self.app.place().layer);
        let cells = self.app.values().cells(stage, part);

        board.draw(canvas, |at| {
            let used = match outline {
                Some(_) => uses.at(at).in_outline(true),
                None => uses.at(at),
            };

            self.output_tile(styles, used, at, cells.as_ref())
        });

        self.finish(board, &uses, outline, canvas);
    }

    /// What is used of a picture as one shape, where it is one and colours are there to show it.
    fn outline(&self, board: &Board, uses: &Uses, styles: Styles) -> Option<Block> {
        let is_shown = styles.is_fine() && !self.drawn.has_numbers();
        let [rows, columns] = uses.region().filter(|_| is_shown)?;

        board.around(&rows, &columns)
    }

    /// What is used as one shape: an outline on a picture, no gaps between numbers.
    fn finish(&self, board: &Board, uses: &Uses, outline: Option<Block>, canvas: &mut Canvas) {
        if let Some(outline) = outline {
            canvas.frame(outline, canvas.styles.used().bg);
        }

        if self.drawn == Drawn::Numbers {
            close(board, &|at| uses.at(at).is_lit(), canvas);
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

    /// What the sign for padding means, where it stands.
    fn note(&self, uses: &Uses) -> &'static str {
        if self.drawn.has_numbers() && uses.any(Use::Padding) {
            self.app.language().padding_sign()
        } else {
            ""
        }
    }

    /// What is marked, and what is grey: where there are no numbers that say so.
    pub(super) fn legend(&self) -> String {
        let language = self.app.language();
        let map = self.app.place().cell[0];
        let [rows, columns] = self.followed.output.size;
        let last = (0..columns).rev().find_map(|column| {
            let at = [rows - 1, column];
            self.followed.output.cell(map, at)
        });

        let is_weight = self.followed.subject != Subject::Cell;
        let is_pending = last.is_some_and(|last| !self.app.is_made(last));
        let parts = [
            (is_weight, language.marked_cells()),
            (is_pending, language.grey_cells()),
        ];

        let is_shown = !self.drawn.has_numbers();
        let parts = parts
            .into_iter()
            .filter(|(is_there, _)| is_shown && *is_there);
        let parts: Vec<&str> = parts.map(|(_, text)| text).collect();

        parts.join(language.semicolon())
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

            Some(Action::Cell(self.followed.output.cell(map, at)?))
        };

        on_kernel.or_else(on_map)
    }
}
