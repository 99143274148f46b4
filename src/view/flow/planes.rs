//! The planes that the window slides over, in tiles or as pictures, with the window on them.

use super::super::board::{Board, Tile};
use super::super::canvas::{Block, Canvas};
use super::super::layout::{Panel, Total};
use super::super::photo::{Light, Photo};
use super::super::plane::is_large;
use super::super::scene::Progress;
use super::super::theme::Role;
use super::Flow;
use crate::app::EditTarget;
use crate::nn::{Finish, Fold, Op};
use ratatui::style::{Color, Modifier};

/// Lines of a tile that has room for where its number goes.
const NAMED: u16 = 4;

/// Columns of a picture's cell of which a line is little.
const WIDE: u16 = 4;

impl Flow<'_> {
    /// A plane, with its name and the window.
    pub(super) fn plane(&self, panel: &Panel, canvas: &mut Canvas) {
        let progress = self.scene.progress(panel.group);
        let block = self.window_on(&panel.plane);
        let [rows, columns] = self.scene.plane.window(self.scene.window());
        let is_lit =
            self.scene.has_begun() && (progress != Progress::Pending || self.scene.is_hovered());

        if panel.plane.is_picture {
            // A window that is the whole plane is told by the plane that is spoken of, but where an edge would leave nothing of it.
            let is_all =
                rows.len() >= panel.plane.rows.len() && columns.len() >= panel.plane.columns.len();

            let is_spoken = panel.group == self.scene.group() && panel.plane.height() > 1;
            let block = block.filter(|_| !is_all || is_spoken);
            self.picture(panel, block, is_lit, canvas);
        } else {
            self.numbers(panel, block, is_lit, canvas);
        }

        let is_now = progress == Progress::Now;
        let role = if is_now { Role::Text } else { Role::Label };
        self.plane_name(panel, self.style(role), canvas);
    }

    fn picture(&self, panel: &Panel, window: Option<Block>, is_lit: bool, canvas: &mut Canvas) {
        let draw = |at| self.picture_tile(panel.group, at);
        panel.plane.draw(canvas, draw);

        if let Some(block) = window {
            let block = self.within(&panel.plane, block);
            self.halo(&panel.plane, block, canvas);
            canvas.frame(block, Some(self.styles.lattice(is_lit)));
        }
    }

    /// A line of the ground around a window, on the picture alone, so that it is told from all colours; where that leaves something
    /// of every cell.
    fn halo(&self, picture: &Board, window: Block, canvas: &mut Canvas) {
        let has_room = is_large(self.scene.plane.size) || picture.look.wide >= WIDE;
        let has_room = has_room && self.styles.is_fine();
        let all = picture.over(&picture.rows, &picture.columns);

        for edge in window.grown().edges() {
            if let Some(all) = all.filter(|_| has_room) {
                canvas.fill(edge.within(all), None);
            }
        }
    }

    /// A frame on a picture. Above the first row stands the name, and under the last one maybe something else: there the edge lies
    /// on that row, so that the frame stays closed.
    fn within(&self, picture: &Board, frame: Block) -> Block {
        let below = picture.bottom();
        let room = i32::from(self.is_free(below) && !self.is_over_name(below, frame));
        let top = 2 * i32::from(picture.y);
        let height = 2 * i32::from(picture.height());

        frame.within(Block {
            top,
            height: height + room,
            ..frame
        })
    }

    /// Whether nothing stands in the line under a picture.
    pub(super) fn is_free(&self, line: u16) -> bool {
        let picture = &self.layout.picture;
        let is_total = match picture.total {
            Total::Row { y, .. } => y == line,
            Total::Under { .. } | Total::List { .. } => false,
        };

        !is_total && line < self.layout.said.y
    }

    /// The whole of a plane that is seen in part: that part in a frame, and the window in it.
    pub(super) fn locator(&self, panel: &Panel, board: &Board, canvas: &mut Canvas) {
        let [rows, columns] = self.scene.plane.window(self.scene.window());
        let frame = board.around(&panel.plane.rows, &panel.plane.columns);
        let window = board.over(&rows, &columns);

        board.draw(canvas, |at| self.picture_tile(panel.group, at));

        if let Some(frame) = frame {
            canvas.frame(self.within(board, frame), self.style(Role::Text).fg);
        }

        if let Some(window) = window {
            canvas.fill(window, Some(self.styles.lattice(true)));
        }

        let [name, _] = self.picture_names(panel);
        let [height, width] = self.scene.plane.inner();
        let names = [format!("{name}  {height}×{width}"), name];
        let at = [board.x, board.y - 1];
        self.named(at, &names, self.style(Role::Label), canvas);
    }

    fn numbers(&self, panel: &Panel, window: Option<Block>, is_lit: bool, canvas: &mut Canvas) {
        let is_tall = panel.plane.look.is_tall();
        let ground = if is_tall {
            Some(self.styles.lattice(is_lit))
        } else {
            self.styles.window_ground(is_lit)
        };

        if let Some(block) = window {
            canvas.fill(block, ground);
        }

        panel
            .plane
            .draw(canvas, |at| self.input_tile(panel.group, at, is_tall));

        match window {
            Some(block) if !is_tall => canvas.brackets(block),
            // On its way it has no gaps under its sides, and cuts no number.
            Some(block) if self.scene.slide().is_some() => {
                canvas.frame(block, ground);
                self.numbers_again(panel, canvas);
            }
            _ => {}
        }

        if self.scene.layer.op.kind() == "flatten" && panel.plane.look.lines() >= NAMED {
            self.destinations(panel, canvas);
        }
    }

    /// Under each number that is flattened, which number of the output it becomes: channel after channel, row after row.
    fn destinations(&self, panel: &Panel, canvas: &mut Canvas) {
        let [_, height, width] = self.scene.layer.input().dims();

        for row in panel.plane.rows.clone() {
            for column in panel.plane.columns.clone() {
                let from = self
                    .scene
                    .plane
                    .source(self.scene.window(), panel.group, [row, column]);

                if let Some([channel, row_of, column_of]) = from.map(|from| from.at) {
                    let index = (channel * height + row_of) * width + column_of;
                    let text = format!("o[{index}]");
                    let [x, y] = panel.plane.number_at([row, column], text.len());
                    canvas.number(x, y + 1, &text, self.styles.on_tile(Role::Input));
                }
            }
        }
    }

    fn picture_tile(&self, group: usize, at: [usize; 2]) -> Tile {
        if !self.scene.plane.exists(at) {
            return Tile::default();
        }

        let largest = self.layout.formats.largest[0];
        let ground = match self.scene.pictured(group, at) {
            None => self.styles.blank(),
            Some(seen) => self
                .colour(at)
                .or_else(|| self.dot(seen, Role::Input, largest, self.light(group))),
        };

        Tile {
            ground,
            ..Tile::default()
        }
    }

    /// Whether one picture stands for the red, the green and the blue of a photograph.
    pub(super) fn has_all_colours(&self) -> bool {
        let is_one = self.layout.picture.panels.len() == 1 && self.scene.layer.groups() == 3;
        is_one && self.photo.is_some_and(Photo::has_colours)
    }

    /// A dot of a photograph in colours, where one picture stands for all channels.
    fn colour(&self, at: [usize; 2]) -> Option<Color> {
        let photo = self.photo.filter(|_| self.has_all_colours())?;
        let share = |group| {
            Some(
                photo
                    .channel(group)
                    .share(self.scene.input(group, at).value()?),
            )
        };

        match [share(0), share(1), share(2)] {
            [Some(red), Some(green), Some(blue)] => Some(self.styles.light([red, green, blue])),
            _ => None,
        }
    }

    /// How the numbers of a group's plane become light, where it is a photograph.
    pub(super) fn light(&self, group: usize) -> Option<Light> {
        let map = self.scene.place.cell[0];
        self.photo?.plane(self.scene.layer, map, group)
    }

    /// A number of a plane. The one that the step takes, or the largest, is lit.
    pub(super) fn input_tile(&self, group: usize, at: [usize; 2], is_tall: bool) -> Tile {
        if !self.scene.plane.exists(at) {
            return Tile::default();
        }

        let formats = &self.layout.formats;
        let is_sliding = self.scene.slide().is_some();
        let tap = self
            .scene
            .plane
            .tap(self.scene.window(), at)
            .filter(|_| !is_sliding);
        let is_padding = self.scene.is_padding(group, at);
        let seen = self.scene.input(group, at);
        let mut tile = self.tile(seen, formats.input, Role::Input, formats.largest[0]);

        if is_padding {
            tile.style = self.style(Role::Padding);
            tile.ground = self.styles.blank();

            if tap.is_none() || !self.counts_padding() {
                "·".clone_into(&mut tile.text);
            }
        }

        if !is_tall {
            tile = self.bare(tile, Role::Input);
        }

        if tap.is_some() {
            tile.style = match (is_tall, is_padding) {
                (false, false) => self.styles.in_window(),
                (false, true) => self.styles.padding_in_window(),
                (true, _) => tile.style.add_modifier(Modifier::BOLD),
            };
        } else if self.is_skipped(at) && !is_sliding {
            tile = self.skipped(tile, is_tall);
        }

        if let Some(tap) = tap.filter(|_| !self.scene.is_hovered()) {
            tile = self.taken(group, tap, tile);
        }

        self.edited(self.spot(group, at, is_padding), tile, formats.input.width)
    }

    /// The tile of a number that is taken, that is the largest (while another is read, that is not the one to look at), or that is
    /// set against all that the window reads.
    fn taken(&self, group: usize, tap: usize, tile: Tile) -> Tile {
        let now = self.scene.tap(group);
        let is_largest = self.scene.winner(group) == Some(tap);

        if now == Some(tap) || is_largest && now.is_none() || self.is_compared(group, tap) {
            self.lit(tile)
        } else if is_largest {
            Tile {
                style: self.style(Role::Text).bold(),
                ground: self.styles.fresh(),
                ..tile
            }
        } else {
            tile
        }
    }

    /// Whether a tap is the one that a finished cell is made of by comparing it with all of them: of what is normalised, and of
    /// probabilities. A table marks its line instead.
    fn is_compared(&self, group: usize, tap: usize) -> bool {
        let scene = &self.scene;
        let by_all = matches!(
            scene.layer.op.form().finish,
            Finish::Standard | Finish::Response | Finish::Probability | Finish::LogProbability
        );
        let is_own = || {
            let from = scene.layer.source(scene.place.cell, group, tap);
            from.is_some_and(|from| from.at == scene.place.cell)
        };

        let is_table = self.layout.picture.table.is_some();

        by_all && !is_table && scene.is_finished() && is_own()
    }

    /// Whether padding under the window counts.
    fn counts_padding(&self) -> bool {
        let op = &self.scene.layer.op;
        let is_left_out = matches!(op, Op::Pool(pool) if !pool.count_include_pad);

        !is_left_out && op.form().taps != Fold::Max
    }

    /// Whether a place lies between those that a window reads.
    fn is_skipped(&self, [row, column]: [usize; 2]) -> bool {
        let [rows, columns] = self.scene.plane.window(self.scene.window());
        rows.contains(&row) && columns.contains(&column)
    }

    /// A number between those that the window reads, fainter.
    fn skipped(&self, tile: Tile, is_tall: bool) -> Tile {
        if is_tall {
            Tile {
                style: self.style(Role::Padding),
                ground: self.styles.blank(),
                ..tile
            }
        } else {
            Tile {
                style: self.styles.padding_in_window(),
                ..tile
            }
        }
    }

    fn spot(&self, group: usize, at: [usize; 2], is_padding: bool) -> Option<EditTarget> {
        let layer = self.scene.layer;
        let from = self.scene.plane.source(self.scene.window(), group, at)?;

        (layer.reads_input(from.source) && !is_padding).then_some(EditTarget::Input(from.at))
    }
}

/// Whether a board is so small that its gaps are single columns.
pub(super) fn is_compact(board: &Board) -> bool {
    !board.is_picture && !board.look.is_tall()
}
