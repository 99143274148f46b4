//! A transposed convolution as stamps: what each input cell adds to the output, all places at once.

use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use super::super::layout::Panel;
use super::super::scene::Seen;
use super::super::theme::Role;
use super::Flow;
use super::planes::is_compact;
use crate::app::EditTarget;
use crate::nn::Cell;
use crate::text::Shown;

/// An input cell whose stamp reaches the current output cell, and the tap that takes it.
struct Stamp {
    tap: usize,
    from: Cell,
}

impl Flow<'_> {
    /// Draws input, kernel and stamps; the output is the map.
    pub(super) fn stamps(&self, panel: &Panel, boards: &[Board], canvas: &mut Canvas) {
        let scene = &self.scene;
        let cell = scene.place.cell;
        let source = |tap: usize| {
            Some(Stamp {
                tap,
                from: scene.layer.source(cell, 0, tap)?,
            })
        };
        let stamps: Vec<Stamp> = (0..scene.layer.taps()).filter_map(source).collect();

        self.stamping(panel, &stamps, canvas);
        self.stamp(panel, canvas);

        let slots = self.layout.picture.slots;
        let stands = |stamp: &&Stamp, index: usize| {
            let [_, row, column] = stamp.from.at;
            slots.of([row, column]) == index && self.is_stamped(stamp)
        };
        let mut is_first = true;

        for (index, board) in boards.iter().enumerate() {
            let stamp = stamps.iter().find(|stamp| stands(stamp, index));

            if !is_first && stamp.is_some() {
                self.before(board, "+", canvas);
            }

            is_first &= stamp.is_none();
            self.stamped(board, stamp, canvas);
        }

        if let Some(map) = self.layout.picture.maps.first() {
            self.before(&map.board, "=", canvas);
        }
    }

    /// The input, with the cells that reach the current one in a lattice.
    fn stamping(&self, panel: &Panel, stamps: &[Stamp], canvas: &mut Canvas) {
        let scene = &self.scene;
        let [x, y] = panel.title;
        let channel = scene.layer.channel(scene.place.cell[0], 0);
        canvas.text(x, y, &format!("x[{channel}]"), self.style(Role::Label));

        let is_lit = scene.has_begun();
        let ground = if is_compact(&panel.plane) {
            self.styles.window_ground(is_lit)
        } else {
            Some(self.styles.lattice(is_lit))
        };

        let is_now = |stamp: &&Stamp| scene.tap(0).is_none_or(|tap| tap == stamp.tap);

        for Stamp { from, .. } in stamps.iter().filter(is_now) {
            let [_, row, column] = from.at;
            let block = panel.plane.around(&(row..row + 1), &(column..column + 1));

            if let Some(block) = block {
                canvas.fill(block, ground);
            }
        }

        let formats = &self.layout.formats;

        panel.plane.draw(canvas, |[row, column]| {
            let at = [channel, row, column];
            let seen = scene.source(Cell { source: 0, at });
            let tile = self.tile(seen, formats.input, Role::Input, formats.largest[0]);
            let tile = self.compact(&panel.plane, tile);
            self.edited(Some(EditTarget::Input(at)), tile, formats.input.width)
        });
    }

    /// The kernel as it is written: taps meet it turned round.
    fn stamp(&self, panel: &Panel, canvas: &mut Canvas) {
        let Some(kernel) = &panel.kernel else { return };
        let scene = &self.scene;
        let last = scene.layer.taps() - 1;
        let formats = &self.layout.formats;
        let name = format!("w{}", scene.place.cell[0]);
        canvas.text(kernel.x + 1, panel.title[1], &name, self.style(Role::Label));

        kernel.draw(canvas, |[row, column]| {
            let tap = last - (row * kernel.columns.len() + column);
            let tile = self.tile(
                scene.weight(0, tap),
                formats.weight,
                Role::Filter,
                formats.largest[1],
            );

            self.edited(
                Some(EditTarget::Weight { group: 0, tap }),
                tile,
                formats.weight.width,
            )
        });
    }

    fn before(&self, board: &Board, sign: &str, canvas: &mut Canvas) {
        let middle = board.y + board.height() / 2;
        canvas.text(
            board.x.saturating_sub(2),
            middle,
            sign,
            self.style(Role::Label),
        );
    }

    /// Whether the walk has come to a stamp.
    fn is_stamped(&self, stamp: &Stamp) -> bool {
        self.scene.product(0, stamp.tap) != Seen::Pending
    }

    /// One input cell's stamp on the output; an empty place where the walk has not come to it.
    fn stamped(&self, board: &Board, stamp: Option<&Stamp>, canvas: &mut Canvas) {
        let scene = &self.scene;
        let cell = scene.place.cell;
        let value = stamp.and_then(|stamp| scene.source(stamp.from).value());

        if let (Some(stamp), Some(value)) = (stamp, value) {
            self.stamp_name(board, stamp, value, canvas);

            if let Some([rows, columns]) = self.reached(board, stamp)
                && let Some(block) = board.around(&rows, &columns)
            {
                canvas.fill(block, self.styles.stamp());
            }
        }

        board.draw(canvas, |[row, column]| {
            let at = [cell[0], row, column];
            let tap = stamp.and_then(|stamp| self.tap_from(stamp.from, at));

            let seen = match (tap, value) {
                (None, _) => return self.unstamped(board),
                (Some(tap), _) if at == cell && scene.product(0, tap) == Seen::Asked => Seen::Asked,
                (Some(tap), Some(value)) => {
                    let weight = scene.layer.weight(at, 0, tap).map_or(0.0, f64::from);
                    Seen::Shown(value * weight)
                }
                (Some(_), None) => Seen::Computing,
            };

            let tile = self.tile(seen, scene.products, Role::Product, scene.largest_product);

            if at == cell {
                self.lit(tile)
            } else {
                self.compact(board, tile)
            }
        });
    }

    /// `x[0,1] 3 × w0`
    fn stamp_name(&self, board: &Board, stamp: &Stamp, value: f64, canvas: &mut Canvas) {
        let [_, row, column] = stamp.from.at;
        let label = self.style(Role::Label);
        let y = board.y - if is_compact(board) { 1 } else { 2 };
        let x = canvas.text(board.x + 1, y, &format!("x[{row},{column}] "), label);
        let number = Shown::new(value).text;
        let x = canvas.text(x, y, &number, self.style(Role::Input).bold());
        let map = self.scene.place.cell[0];
        canvas.text(x, y, &format!(" × w{map}"), label);
    }

    /// A place that a stamp does not reach.
    fn unstamped(&self, board: &Board) -> Tile {
        let text = if is_compact(board) { "·" } else { "" };
        let tile = Tile {
            text: text.to_owned(),
            style: self.style(Role::Pending),
            ground: self.styles.blank(),
        };

        self.compact(board, tile)
    }

    /// The tap of an output cell that takes an input cell.
    fn tap_from(&self, from: Cell, at: [usize; 3]) -> Option<usize> {
        let layer = self.scene.layer;
        (0..layer.taps()).find(|&tap| layer.source(at, 0, tap) == Some(from))
    }

    /// The rows and columns that a stamp covers.
    fn reached(&self, board: &Board, stamp: &Stamp) -> Option<[std::ops::Range<usize>; 2]> {
        let map = self.scene.place.cell[0];
        let cells = board
            .rows
            .clone()
            .flat_map(|row| board.columns.clone().map(move |column| [row, column]));

        let covered =
            cells.filter(|&[row, column]| self.tap_from(stamp.from, [map, row, column]).is_some());

        covered
            .map(|[row, column]| [row..row + 1, column..column + 1])
            .reduce(|[rows, columns], [row, column]| {
                [
                    rows.start.min(row.start)..rows.end.max(row.end),
                    columns.start.min(column.start)..columns.end.max(column.end),
                ]
            })
    }
}
