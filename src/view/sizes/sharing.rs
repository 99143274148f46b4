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
use super::super::formats::{self, Formats};
use super::super::photo::{Light, Photo};
use super::super::plane::{self, Plane};
use super::super::theme::{Role, Styles};
use super::chosen::{Chosen, Read, Subject};
use super::followed::{Followed, close};
use super::laid::Laid;
use super::looks::Drawn;
use super::places;
use super::planes::{gap, input_name, looks, met};
use super::row::{Part, Row, name};
use super::uses::{Use, Uses};
use crate::app::{Action, App, EditTarget};
use crate::nn::{Inputs, Stage};

/// Rows of the tallest picture; 0 where there is none.
pub(super) fn rows(app: &App) -> u16 {
    let Some(subject) = Subject::new(app) else {
        return 0;
    };

    let layer = app.layer();
    let plane = match subject {
        Subject::Block => Laid::input(layer).size,
        _ => Plane::new(layer).size,
    };

    let tallest = plane[0].max(Laid::output(layer).size[0]);
    u16::try_from(tallest).unwrap_or(u16::MAX / 4)
}

/// How clearly cells are seen: several as one dot, each, as a number, or as a number on a tile.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clear {
    Several,
    Cells,
    Numbers,
    Tiles,
}

/// Where kernel, planes and map stand.
pub(super) struct Sharing<'a> {
    pub(super) app: &'a App,
    pub(super) followed: Followed<'a>,
    pub(super) formats: Formats,
    pub(super) weights: Option<(Chosen, Board)>,
    /// The planes that are drawn, and how many more there are.
    pub(super) met: Vec<(Read, Board)>,
    more: usize,
    made: Board,
    pub(super) drawn: Drawn,
    pub(super) kernel_drawn: Drawn,
    /// What the layer reads, where that is a photograph.
    pub(super) photo: Option<Photo>,
    /// The column after the last that may be written in, and columns between two pictures.
    right: u16,
    gap: u16,
}

impl<'a> Sharing<'a> {
    /// What one weight does, or one cell reads, on an area; `None` where there is neither, or no room.
    pub(super) fn new(app: &'a App, area: Rect) -> Option<Self> {
        let subject = Subject::new(app).filter(|_| area.height > 1)?;
        let formats = Formats::new(app, area.width, formats::MOST).narrowed();
        let (looks, planes) = looks(app, &formats, subject, area)?;
        let followed = Followed::new(app, subject, looks.steps);
        let Followed { plane, output, .. } = &followed;
        let gap = gap(app, subject, (&looks, planes), area.width);
        let mut row = Row::new(&looks, area, gap);

        let weights = subject.weight().map(|chosen| {
            let at = app.layer().written(chosen.tap);
            let board = row.next(at, plane.kernel(), looks.kernel, (looks.kernel_drawn, 1));
            (chosen, board)
        });

        let met = met(app, subject, (plane, planes), |at, size| {
            row.next(at, size, looks.plane, (looks.drawn, looks.steps[0]))
        });

        Some(Self {
            made: row.next(
                output.place(app.place().cell),
                output.size,
                looks.map,
                (looks.drawn, looks.steps[1]),
            ),
            app,
            followed,
            formats,
            weights,
            more: subject.count(app) - met.len(),
            met,
            photo: Photo::read(app),
            drawn: looks.drawn,
            kernel_drawn: looks.kernel_drawn,
            right: area.right(),
            gap,
        })
    }

    /// Whether dots stand for several cells.
    pub(super) fn is_smaller(&self) -> bool {
        self.followed.steps != [1, 1]
    }

    /// How clearly its cells are seen.
    pub(super) fn clearness(&self) -> Clear {
        match self.drawn {
            _ if self.is_smaller() => Clear::Several,
            Drawn::Dots | Drawn::Blank => Clear::Cells,
            Drawn::Numbers => Clear::Numbers,
            Drawn::Tiles => Clear::Tiles,
        }
    }

    /// The first line below all pictures.
    pub(super) fn bottom(&self) -> u16 {
        let planes = self.met.iter().map(|(_, board)| board);
        let kernel = self.weights.iter().map(|(_, board)| board);
        let bottoms = planes.chain(kernel).chain([&self.made]).map(Board::bottom);

        bottoms.max().unwrap_or(0) + u16::from(self.more > 0)
    }

    /// The line after the last that they need.
    pub(super) fn end(&self) -> u16 {
        self.bottom() + u16::from(!self.drawn.has_numbers())
    }

    /// Draws the kernel with the weight in it, the plane of its channel, and its map.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        self.kernel(canvas);

        for (read, board) in &self.met {
            self.plane(*read, board, canvas);
        }

        self.left_out(canvas);

        self.map(canvas);
        self.edges(canvas);
    }

    /// Where a board's name stands, where it ends at most, and how many columns lie after it.
    fn named(&self, board: &Board) -> ([u16; 2], u16) {
        let above = if self.drawn.has_numbers() { 1 } else { 2 };

        ([board.y.saturating_sub(above), self.right], self.gap)
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

    /// How many planes have no room, under the first.
    fn left_out(&self, canvas: &mut Canvas) {
        let (Some((_, first)), 1..) = (self.met.first(), self.more) else {
            return;
        };

        let text = self.app.language().more_of(self.more);
        let label = canvas.styles.of(Role::Label);
        canvas.text(first.x + 1, self.bottom() - 1, &text, label);
    }

    /// A plane, with what the weight meets or the cell reads there.
    fn plane(&self, read: Read, board: &Board, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let uses = Uses::new(board, |at| self.followed.input_use(read, at));
        let light = self.photo_of(read);
        let outline = self.outline(board, (&uses, light.is_some()), styles);
        let is_weight = self.followed.subject.weight().is_some();
        let title = format!(
            "{}  {}",
            input_name(self.app, self.followed.subject, read),
            self.note(&uses)
        );
        let subject = self.followed.subject;
        let part = places::part(self.app.layer(), &self.followed.plane, subject, board);
        name(board, &title, &part, self.named(board), canvas);
        let input = self.input(board);

        board.draw(canvas, |at| {
            let used = match outline {
                Some(_) => uses.at(at).in_outline(is_weight),
                None => uses.at(at),
            };

            self.input_tile(styles, (read, used, light), at, input.as_ref())
        });

        self.finish(board, &uses, outline, canvas);
    }

    /// The numbers of the planes at the rows and columns of a board; of a vector, all.
    pub(super) fn input(&self, board: &Board) -> Option<Inputs<'_>> {
        let is_vector = self.app.layer().input().is_vector();
        let all = 0..1;

        match self.followed.subject {
            Subject::Block if is_vector => plane::numbers(self.app, &all, &all),
            _ => plane::numbers(self.app, &board.rows, &board.columns),
        }
    }

    /// The map that the weight helps make.
    fn map(&self, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let board = &self.made;
        let map = self.app.place().cell[0];
        let uses = Uses::new(board, |at| self.followed.output_use(at));
        let light = self
            .photo
            .and_then(|photo| photo.map(self.app.layer(), map));
        let outline = self.outline(board, (&uses, light.is_some()), styles);
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

            self.output_tile(styles, (used, light), at, cells.as_ref())
        });

        self.finish(board, &uses, outline, canvas);
    }

    /// How the numbers of a plane become light, where it is a photograph.
    pub(super) fn photo_of(&self, Read { map, group }: Read) -> Option<Light> {
        self.photo?.plane(self.app.layer(), map, group)
    }

    /// What is used of a picture as one shape, where it is one, or is a photograph's, and colours are there to show it.
    fn outline(
        &self,
        board: &Board,
        (uses, is_photo): (&Uses, bool),
        styles: Styles,
    ) -> Option<Block> {
        let is_shown = styles.is_fine() && !self.drawn.has_numbers();
        let [rows, columns] = uses.region(is_photo).filter(|_| is_shown)?;

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

        for (read, board) in &self.met {
            edge(board, &|at| self.followed.input_use(*read, at).is_lit());
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
