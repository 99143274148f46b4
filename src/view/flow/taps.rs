//! Kernels and products: what each cell of the window is multiplied with, and what that gives.

use super::super::board::{Board, Tile};
use super::super::canvas::Canvas;
use ratatui::style::Style;

use super::super::layout::{Close, Panel};
use super::super::motion::Phase;
use super::super::photo::Grays;
use super::super::theme::Role;
use super::Flow;
use super::planes::is_compact;
use super::press::kernel_tap;
use crate::app::{EditTarget, Open};
use crate::nn::Take;

impl Flow<'_> {
    /// What stands under or beside a plane.
    pub(super) fn taps(&self, panel: &Panel, canvas: &mut Canvas) {
        if let Some(window) = &panel.window {
            self.window(panel.group, window, true, canvas);
        }

        let is_small = panel.kernel.as_ref().is_some_and(|board| board.is_picture);
        let is_first = self.layout.picture.panels[0].group == panel.group;

        // Where kernels are small pictures, their name stands once.
        let is_named = !is_small || is_first;

        if let Some(kernel) = &panel.kernel {
            self.kernel(panel.group, kernel, is_named, canvas);
        }

        if let Some(products) = &panel.products {
            self.products(panel.group, products, is_named, canvas);

            if let Some(kernel) = panel
                .kernel
                .as_ref()
                .filter(|kernel| kernel.y == products.y)
            {
                self.equals(kernel, products, canvas);
            }
        }
    }

    /// `=` between a kernel and its products; an arrow to powers.
    fn equals(&self, kernel: &Board, products: &Board, canvas: &mut Canvas) {
        let left = kernel.x + kernel.width();
        let x = left + products.x.saturating_sub(left) / 2;
        let y = kernel.y + (kernel.height() - 1) / 2;
        let sign = match self.scene.layer.op.form().take {
            Take::Exponential => "→",
            _ => "=",
        };
        canvas.text(x, y, sign, self.style(Role::Label));
    }

    /// The channel that is spoken of in numbers.
    pub(super) fn close(&self, close: &Close, canvas: &mut Canvas) {
        self.window_name(close, canvas);
        self.window(close.group, &close.window, close.is_framed, canvas);

        if let Some(kernel) = &close.kernel {
            self.kernel(close.group, kernel, true, canvas);
        }

        if let Some(products) = &close.products {
            self.products(close.group, products, true, canvas);
        }
    }

    /// The window's own numbers with an edge around them; where it has no room, on one ground, as in rows without gaps.
    fn window(&self, group: usize, board: &Board, is_framed: bool, canvas: &mut Canvas) {
        let cell = self.scene.window();
        let lattice = Some(self.styles.lattice(true));
        let is_tall = is_framed || board.look.is_tall();

        if let Some(block) = board.around(&board.rows, &board.columns) {
            let block = if is_framed { block.stretched() } else { block };

            // Where there are few colours, numbers have none behind them.
            if !is_tall {
                canvas.fill(block, self.styles.window_ground(true));
                canvas.brackets(block);
            } else if self.styles.is_fine() {
                canvas.fill(block, lattice);
            } else {
                canvas.frame(block, lattice);
            }
        }

        let grays = self.grays(group, board);

        board.draw(canvas, |at| {
            let Some(tap) = self.scene.plane.on_kernel(at) else {
                return Tile::default();
            };

            let place = self.scene.plane.place(cell, tap);
            let tile = self.input_tile(group, place, is_tall);
            let has_grays = is_tall && self.styles.is_fine() && self.scene.tap(group) != Some(tap);

            match self.brightness(group, tap).filter(|_| has_grays) {
                Some(share) => Tile {
                    ground: Some(self.styles.gray(grays.share(share))),
                    style: self.styles.on_gray(grays.is_dark),
                    ..tile
                },
                None => tile,
            }
        });
    }

    /// How bright a tap's number is in its photograph.
    fn brightness(&self, group: usize, tap: usize) -> Option<f64> {
        let place = self.scene.plane.place(self.scene.window(), tap);
        let value = self.scene.input(group, place).value()?;

        Some(self.light(group)?.share(value))
    }

    /// The greys of a window of a photograph.
    fn grays(&self, group: usize, board: &Board) -> Grays {
        let columns = || board.columns.clone();
        let places = board.rows.clone();
        let places = places.flat_map(|row| columns().map(move |column| [row, column]));
        let taps = places.filter_map(|at| self.scene.plane.on_kernel(at));
        let shares = taps.filter_map(|tap| self.brightness(group, tap));

        Grays::new(&shares.collect::<Vec<_>>())
    }

    /// The tile of a tap: lit where it is the one that is taken.
    pub(super) fn tap_tile(&self, group: usize, tap: usize, tile: Tile) -> Tile {
        if self.scene.tap(group) == Some(tap) {
            self.lit(tile)
        } else {
            tile
        }
    }

    /// A tile of the cell that the window slides away from: it fades on the way.
    pub(super) fn leaving(&self, tile: Tile) -> Tile {
        let Some(Phase::Slide(share)) = self.scene.slide().map(|slide| slide.phase) else {
            return tile;
        };
        let fade = |colour| self.styles.faded(colour, share);

        Tile {
            style: Style {
                fg: tile.style.fg.map(fade),
                ..tile.style
            },
            ground: tile.ground.map(fade),
            ..tile
        }
    }

    fn kernel(&self, group: usize, board: &Board, is_named: bool, canvas: &mut Canvas) {
        let map = self.scene.place.cell[0];
        let name = match self.scene.layer.op.form().take {
            Take::Exponential => "x − max".to_owned(),
            Take::Square => "× x".to_owned(),
            _ if self.scene.layer.groups() == 1 && self.scene.layer.is_dense()
                || board.is_picture =>
            {
                format!("× w{map}")
            }
            _ => format!("× w{map}[{group}]"),
        };
        // What reads the input in the order of the output's cells has its kernel turned round.
        let is_edited = matches!(self.scene.app.open(), Open::Edit(..));
        let name = if self.scene.layer.op.is_transposed() && !is_edited {
            format!("{name} {}", self.scene.app.language().flipped())
        } else {
            name
        };

        if is_named {
            self.tap_name(board, &name, |panel| panel.kernel.as_ref(), canvas);
        }

        self.weights(group, board, canvas);
    }

    /// A kernel's numbers; for softmax, x − max.
    pub(super) fn weights(&self, group: usize, board: &Board, canvas: &mut Canvas) {
        let formats = &self.layout.formats;
        let largest = formats.largest[1];

        board.draw(canvas, |at| {
            let Some(tap) = kernel_tap(self.scene.app, self.layout, at) else {
                return Tile::default();
            };

            let seen = self.scene.weight(group, tap);

            if board.is_picture {
                let ground = self.dot(seen, Role::Filter, largest, None);
                return Tile {
                    ground,
                    ..Tile::default()
                };
            }

            let format = formats.weight;
            let tile = self.tile(seen, format, Role::Filter, largest);
            let tile = self.tap_tile(group, tap, tile);

            let tile = self.edited(Some(EditTarget::Weight { group, tap }), tile, format.width);

            self.compact(board, tile, Role::Filter)
        });
    }

    fn products(&self, group: usize, board: &Board, is_named: bool, canvas: &mut Canvas) {
        let name = match self.scene.layer.op.form().take {
            Take::Exponential => "e^(x − max)".to_owned(),
            Take::Square => "= x²".to_owned(),
            _ => format!("= {}", self.scene.app.language().products()),
        };

        if is_named {
            self.tap_name(board, &name, |panel| panel.products.as_ref(), canvas);
        }

        self.powers(group, board, canvas);
    }

    /// The numbers of products; for softmax, powers of e.
    pub(super) fn powers(&self, group: usize, board: &Board, canvas: &mut Canvas) {
        board.draw(canvas, |at| {
            let Some(tap) = self.scene.plane.on_kernel(at) else {
                return Tile::default();
            };

            let seen = self.scene.product(group, tap);
            let largest = self.scene.largest_product;

            if board.is_picture {
                let ground = self.dot(seen, Role::Product, largest, None);
                return Tile {
                    ground,
                    ..Tile::default()
                };
            }

            let tile = self.tile(seen, self.scene.products, Role::Product, largest);
            let is_last = seen.value().is_some() && self.scene.is_latest(group, tap);

            let tile = if self.scene.slide().is_some() {
                self.leaving(tile)
            } else if is_last {
                self.lit(tile)
            } else {
                self.tap_tile(group, tap, tile)
            };

            self.compact(board, tile, Role::Product)
        });
    }

    /// Numbers in rows without gaps stand on no tiles, but for the one that is lit, and beside pictures.
    pub(super) fn compact(&self, board: &Board, tile: Tile, role: Role) -> Tile {
        let has_pictures = self
            .layout
            .picture
            .panels
            .iter()
            .any(|panel| panel.plane.is_picture);

        if is_compact(board) && !has_pictures && tile.ground != self.styles.mark() {
            self.bare(tile, role)
        } else {
            tile
        }
    }
}
