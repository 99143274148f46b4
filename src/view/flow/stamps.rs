//! A transposed convolution as stamps: what each input cell adds to the output, all places at once.

use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use super::super::layout::{Panel, over};
use super::super::scene::{Progress, Seen};
use super::super::theme::Role;
use super::Flow;
use super::planes::is_compact;
use crate::app::EditTarget;
use crate::nn::Cell;

/// Characters of a bias that are seen while it is typed.
const BIAS: usize = 4;

/// An input cell whose stamp reaches the output cell that is told of, and the group that reads it.
struct Stamp {
    group: usize,
    from: Cell,
}

impl Stamp {
    /// The row and the column that it comes from.
    fn at(&self) -> [usize; 2] {
        [self.from.at[1], self.from.at[2]]
    }
}

impl Flow<'_> {
    /// Draws input, kernel and stamps of each channel that is seen; the output is the map.
    pub(super) fn stamps(&self, canvas: &mut Canvas) {
        let picture = &self.layout.picture;
        let mut is_first = true;

        for (panel, boards) in picture.stamped() {
            self.stamping(panel, canvas);
            self.stamp(panel, canvas);

            let stamps = self.stamps_of(panel.group);

            for (slot, board) in boards.iter().enumerate() {
                let stamp = stamps
                    .iter()
                    .find(|stamp| picture.slots.of(stamp.at()) == slot);

                if !is_first && stamp.is_some() {
                    self.plus_before(board, canvas);
                }

                is_first &= stamp.is_none();
                self.stamped(board, stamp, canvas);
            }
        }

        if picture.panels.len() == self.scene.layer.groups() {
            self.before_map(canvas);
        }
    }

    /// The cell whose stamps are seen: while the window slides, the one that it comes from.
    fn stamped_cell(&self) -> [usize; 3] {
        let slide = self.scene.slide();
        slide.map_or(self.scene.place.cell, |slide| slide.from.cell)
    }

    /// The stamps of a group's channel that the walk has come to.
    fn stamps_of(&self, group: usize) -> Vec<Stamp> {
        let layer = self.scene.layer;
        let cell = self.stamped_cell();
        let reaching =
            |cell| (0..layer.taps()).map(move |tap| (tap, layer.source(cell, group, tap)));

        // What has fallen on the cell before stays where it reaches this one too.
        let left = self.scene.left().map(|place| place.cell);
        let left = left.filter(|left| left[0] == cell[0]);
        let before: Vec<_> = left
            .into_iter()
            .flat_map(reaching)
            .map(|(_, from)| from)
            .collect();
        let is_there = |tap: usize, from| {
            self.scene.product(group, tap) != Seen::Pending || before.contains(&from)
        };
        let seen = reaching(cell).filter(|&(tap, from)| is_there(tap, from));

        seen.filter_map(|(_, from)| from)
            .map(|from| Stamp { group, from })
            .collect()
    }

    /// The input, with the cells that reach the current one in a lattice.
    fn stamping(&self, panel: &Panel, canvas: &mut Canvas) {
        let scene = &self.scene;
        let board = &panel.plane;
        let progress = scene.progress(panel.group);
        let is_lit = scene.has_begun() && (progress != Progress::Pending || scene.is_hovered());
        let is_compact = is_compact(board);
        let block = self.window_on(board);
        let ground = if is_compact {
            self.styles.window_ground(is_lit)
        } else {
            Some(self.styles.lattice(is_lit))
        };

        if let Some(block) = block.filter(|_| is_compact || scene.slide().is_none()) {
            canvas.fill(block, ground);
        }

        board.draw(canvas, |at| self.stamping_tile(panel, at, is_compact));

        match block {
            Some(block) if is_compact => canvas.brackets(block),
            // On its way it has no gaps under its sides.
            Some(block) if scene.slide().is_some() => canvas.frame(block, ground),
            _ => {}
        }

        let role = if progress == Progress::Now {
            Role::Text
        } else {
            Role::Label
        };
        self.plane_name(panel, self.style(role), canvas);
    }

    /// A number of the input: the one that the step takes is lit, and those between the ones that reach the cell are fainter.
    fn stamping_tile(&self, panel: &Panel, at: [usize; 2], is_compact: bool) -> Tile {
        let scene = &self.scene;
        let cell = scene.window();
        let formats = &self.layout.formats;
        let channel = scene.layer.channel(scene.place.cell[0], panel.group);
        let target = EditTarget::Input([channel, at[0], at[1]]);
        let from = scene.layer.source(scene.place.cell, panel.group, 0);
        let source = from.map_or(0, |from| from.source);
        let seen = scene.source(Cell {
            source,
            at: [channel, at[0], at[1]],
        });
        let mut tile = self.tile(seen, formats.input, Role::Input, formats.largest[0]);
        let is_sliding = scene.slide().is_some();
        let tap = self.tap_from(at, cell).filter(|_| !is_sliding);

        if is_compact {
            tile = self.bare(tile, Role::Input);
        }

        if tap.is_some() {
            tile.style = if is_compact {
                self.styles.in_window()
            } else {
                tile.style.add_modifier(Modifier::BOLD)
            };
        }

        if tap.is_some() && tap == scene.tap(panel.group) && !scene.is_hovered() {
            tile = self.lit(tile);
        }

        self.edited(Some(target), tile, formats.input.width)
    }

    /// The kernel as it is written: taps meet it turned round.
    fn stamp(&self, panel: &Panel, canvas: &mut Canvas) {
        let Some(kernel) = &panel.kernel else { return };
        let scene = &self.scene;
        let group = panel.group;
        let name = format!("w{}", scene.place.cell[0]);
        let names = if scene.layer.groups() > 1 {
            vec![format!("{name}[{group}]"), name]
        } else {
            vec![name]
        };

        self.named(name_of(kernel), &names, self.style(Role::Label), canvas);
        self.weights(group, kernel, canvas);
    }

    fn plus_before(&self, board: &Board, canvas: &mut Canvas) {
        let before = if is_compact(board) { 1 } else { 2 };
        let x = board.x.saturating_sub(before);
        canvas.text(x, middle(board), "+", self.style(Role::Label));
    }

    /// `+ b0 1 =` before the map that the stamps add up to.
    fn before_map(&self, canvas: &mut Canvas) {
        let scene = &self.scene;
        let here = scene.place.cell[0];
        let mut maps = self.layout.picture.maps.iter();
        let Some(map) = maps.find(|map| map.index == here) else {
            return;
        };

        let [label, bias] = [Role::Label, Role::Bias].map(|role| self.style(role));
        let y = middle(&map.board);
        let end = map.board.x.saturating_sub(2);
        canvas.text(end, y, "=", label);

        let value = scene.layer.op.bias().map_or(0.0, |bias| bias.at(here));

        if value == 0.0 {
            return;
        }

        let tile = Tile {
            text: self.shown(f64::from(value)),
            style: bias.bold(),
            ground: None,
        };
        let tile = self.edited(Some(EditTarget::Bias), tile, BIAS);
        let name = format!("+ b{here} ");
        let width = (name.len() + tile.text.chars().count() + 1) as u16;
        let x = canvas.text(end.saturating_sub(width), y, &name, label);
        canvas.text(x, y, &tile.text, tile.style);
    }

    /// One input cell's stamp on the output; an empty place where the walk has not come to it.
    fn stamped(&self, board: &Board, stamp: Option<&Stamp>, canvas: &mut Canvas) {
        let scene = &self.scene;
        let [map, ..] = self.stamped_cell();

        // Rows of dots beside each other would be no places for stamps.
        if stamp.is_none() && is_compact(board) {
            return;
        }

        let value = stamp.and_then(|stamp| scene.source(stamp.from).value());

        if let (Some(stamp), Some(value)) = (stamp, value) {
            self.stamp_name(board, stamp, value, canvas);

            if let Some([rows, columns]) = scene.plane.readers(stamp.at())
                && let Some(block) = board.around(&rows, &columns)
            {
                let frame = Tile {
                    ground: self.styles.stamp().and_then(|stamp| stamp.bg),
                    ..Tile::default()
                };
                canvas.fill(block, self.leaving(frame).ground);
            }
        }

        board.draw(canvas, |[row, column]| {
            let at = [map, row, column];
            let tap = stamp.and_then(|stamp| Some((stamp, self.tap_from(stamp.at(), at)?)));

            match tap {
                Some((stamp, tap)) => self.stamped_tile(board, at, (stamp.group, tap), value),
                None => self.unstamped(board),
            }
        });
    }

    /// What a tap of an output cell makes of an input cell's number.
    fn stamped_tile(
        &self,
        board: &Board,
        at: [usize; 3],
        (group, tap): (usize, usize),
        value: Option<f64>,
    ) -> Tile {
        let scene = &self.scene;
        let formats = &self.layout.formats;
        let is_here = at == self.stamped_cell();
        let weight = scene.layer.weight(at, group, tap).map_or(0.0, f64::from);
        let seen = if is_here && scene.product(group, tap) == Seen::Asked {
            Seen::Asked
        } else {
            Seen::of(value.map(|value| value * weight))
        };

        let largest = formats.largest_product();
        let tile = self.tile(seen, formats.stamped(), Role::Product, largest);

        let tile = if is_here && scene.slide().is_none() {
            self.lit(tile)
        } else if is_compact(board) {
            Tile {
                style: self.styles.stamp().unwrap_or(tile.style),
                ground: None,
                ..tile
            }
        } else {
            tile
        };

        self.leaving(tile)
    }

    /// `x[0,1] 3 × w0`, or as much of it as has room over every stamp: of several channels its number alone rather than a name without
    /// the channel.
    fn stamp_name(&self, board: &Board, stamp: &Stamp, value: f64, canvas: &mut Canvas) {
        let label = self.style(Role::Label);
        let [x, y] = name_of(board);
        let is_one = self.scene.layer.groups() == 1;
        let [name, kernel] = self.stamp_words(stamp);
        let number = self.layout.formats.input;
        let picture = &self.layout.picture;
        let room = |board| picture.room(name_of(board), canvas.area.right());
        let room = picture.stamps.iter().map(room).min().unwrap_or(0);
        let fits = |(name, kernel): &(&str, &str)| {
            name.len() + number.width + kernel.width() < usize::from(room)
        };

        let sign = self.part_sign(board);
        let kernel = kernel + sign;
        let names = [(&name[..], &kernel[..]), (&name, sign)];
        let least = if is_one { &name[..] } else { "" };
        let (name, after) = names.into_iter().find(fits).unwrap_or((least, sign));
        let x = canvas.text(x, y, name, label);
        let number = number.show(value);
        let x = canvas.text(x, y, number.trim_start(), self.style(Role::Input).bold());

        canvas.text(x, y, after, label);
    }

    /// The sign that not all of the map is seen in a stamp's place.
    fn part_sign(&self, board: &Board) -> &'static str {
        let [_, rows, columns] = self.scene.layer.output.dims();

        if [board.rows.len(), board.columns.len()] == [rows, columns] {
            ""
        } else {
            " …"
        }
    }

    /// What a stamp's cell and its kernel are called: `x[1,0,1] ` and ` × w0[1]`; without a channel where there is one alone.
    fn stamp_words(&self, stamp: &Stamp) -> [String; 2] {
        let layer = self.scene.layer;
        let [channel, row, column] = stamp.from.at;
        let map = self.stamped_cell()[0];

        if layer.groups() == 1 {
            return [format!("x[{row},{column}] "), format!(" × w{map}")];
        }

        let group = channel - layer.channel(map, 0);
        [
            format!("x[{channel},{row},{column}] "),
            format!(" × w{map}[{group}]"),
        ]
    }

    /// A place that a stamp does not reach.
    fn unstamped(&self, board: &Board) -> Tile {
        let text = if is_compact(board) { "·" } else { "" };
        let tile = Tile {
            text: text.to_owned(),
            style: self.style(Role::Pending),
            ground: self.styles.blank(),
        };

        self.compact(board, tile, Role::Product)
    }

    /// The tap of an output cell that takes an input cell.
    fn tap_from(&self, from: [usize; 2], at: [usize; 3]) -> Option<usize> {
        let plane = &self.scene.plane;
        plane.tap(at, plane.place_of(from)?)
    }
}

/// Where the name over a matrix stands.
fn name_of(board: &Board) -> [u16; 2] {
    [board.x + 1, board.y.saturating_sub(over(board))]
}

/// The line in the middle of a matrix.
fn middle(board: &Board) -> u16 {
    board.y + board.height() / 2
}
