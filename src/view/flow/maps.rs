//! The output's maps, as far as they are made.

use ratatui::style::Style;

use super::super::board::{Board, Tile};
use super::super::canvas::{Block, Canvas};
use super::super::formats::published;
use super::super::layout::{Map, index};
use super::super::photo::Light;
use super::super::scene::Seen;
use super::super::theme::Role;
use super::Flow;
use super::planes::is_compact;
use crate::scenario::Published;

impl Flow<'_> {
    /// Draws the maps that are seen.
    pub(super) fn maps(&self, canvas: &mut Canvas) {
        for map in &self.layout.picture.maps {
            self.map(map, canvas);
        }

        for map in &self.layout.picture.sheet {
            self.map(map, canvas);
        }
    }

    pub(super) fn map(&self, map: &Map, canvas: &mut Canvas) {
        let is_current = map.index == self.scene.place.cell[0] || self.layout.is_vector;
        let style = self.style(if is_current { Role::Title } else { Role::Label });

        if self.layout.picture.table.is_none() {
            let [x, y] = map.title;
            let room = self.layout.picture.room([x, y], canvas.area.right());
            canvas.clipped(x, y, room, &self.map_name(map, room), style);
        }

        let is_compact = is_compact(&map.board);
        let light = self
            .photo
            .and_then(|photo| photo.map(self.scene.layer, map.index));

        map.board.draw(canvas, |at| {
            let cell = self.layout.output_cell(map.index, at);

            if map.board.is_picture {
                self.map_dot(&map.board, at, (cell, light))
            } else {
                self.map_tile(cell, is_compact)
            }
        });

        if self.layout.is_vector {
            self.bars(map, canvas);
        }

        self.figure(map, canvas);
    }

    /// What is printed as a map, each number marked that is not what its cell comes to, once that is written.
    fn figure(&self, map: &Map, canvas: &mut Canvas) {
        let app = self.scene.app;
        let (Some(board), Some(published)) = (&map.figure, published(app)) else {
            return;
        };

        let [x, y] = map.title;
        let y = y + board.y - map.board.y;
        let name = app.language().published();
        canvas.clipped(x, y, board.width(), name, self.style(Role::Label));

        board.draw(canvas, |[row, column]| {
            self.printed(published, [map.index, row, column])
        });
    }

    fn printed(&self, published: &Published, cell: [usize; 3]) -> Tile {
        let format = self.layout.formats.output;
        let text = format.show(f64::from(published.at(cell)));
        let text = text.trim_start();
        let found = self.scene.output(cell).value();
        let is_wrong = found.is_some_and(|value| !published.agrees(cell, value as f32));
        let is_here = cell == self.scene.place.cell && self.scene.has_begun();

        match (is_wrong, is_here) {
            (true, _) => Tile {
                text: format!("≠{text}"),
                style: self.styles.on_tile(Role::Filter),
                ground: self.styles.tile(Role::Filter, 1.0),
            },
            (false, here) => Tile {
                text: text.to_owned(),
                style: self.style(if here { Role::Title } else { Role::Text }),
                ground: self.styles.blank(),
            },
        }
    }

    fn map_dot(
        &self,
        board: &Board,
        at: [usize; 2],
        (cell, light): ([usize; 3], Option<Light>),
    ) -> Tile {
        let seen = self.scene.output(cell);
        let [map, row, column] = self.scene.place.cell;
        let is_here = cell[0] == map && board.holds(at, [row, column]) && self.scene.has_begun();

        let ground = match seen {
            _ if is_here && self.scene.is_written([map, row, column]) => self.styles.spot(),
            Seen::Pending if is_here => self.styles.awaited(),
            _ => self.dot(seen, Role::Output, self.layout.formats.largest[2], light),
        };

        Tile {
            ground,
            ..Tile::default()
        }
    }

    fn map_tile(&self, cell: [usize; 3], is_compact: bool) -> Tile {
        let formats = &self.layout.formats;
        let seen = self.scene.output(cell);
        let mut tile = self.tile(seen, formats.output, Role::Output, formats.largest[2]);

        if is_compact {
            tile = self.bare(tile, Role::Output);
        } else if seen == Seen::Pending {
            tile.text = String::new();
        }

        let is_here = cell == self.scene.place.cell;
        let is_hovered = self.scene.app.hover() == Some(cell);

        if seen == Seen::Asked {
            tile
        } else if self.scene.is_written(cell) {
            self.lit(tile)
        } else if self.scene.is_fresh(cell) {
            Tile {
                style: self.style(Role::Text).bold(),
                ground: self.styles.fresh(),
                ..tile
            }
        } else if is_hovered || is_here && self.scene.has_begun() {
            Tile {
                style: self.style(Role::Title),
                ground: tile.ground.or(self.styles.blank()),
                text: if tile.text.is_empty() {
                    "·".to_owned()
                } else {
                    tile.text
                },
            }
        } else {
            tile
        }
    }

    /// The indices of a vector's numbers, and bars as long as the numbers are large.
    fn bars(&self, map: &Map, canvas: &mut Canvas) {
        let board = &map.board;
        let x = board.x + board.width() + 1;
        let table = self.layout.picture.table;
        let most = table.map_or(12, |table| table.bars);
        let room = canvas.area.right().saturating_sub(x + 1).min(most);
        let largest = self.largest_bar(board);

        for row in board.rows.clone() {
            let y = board.line_of(row);
            let cell = [row, 0, 0];
            let is_here = self.scene.place.cell == cell;
            let role = if is_here { Role::Title } else { Role::Label };

            if table.is_none() {
                let width = index(self.scene.layer.output.dims()[0]);
                let text = format!("{row:>digits$}", digits = usize::from(width) - 2);
                let start = board.x.saturating_sub(width - 1);
                canvas.text(start, y, &text, self.style(role));
            }

            let (Some(value), true) = (self.scene.output(cell).value(), room > 0) else {
                continue;
            };

            // Half a line is left between two bars.
            let tall = (2 * board.look.lines()).saturating_sub(3).max(1);
            self.bar([x, y], [room, tall], (cell, value / largest), canvas);
        }
    }

    /// The largest of a vector's numbers, of those that are seen and of a sample of all.
    fn largest_bar(&self, board: &Board) -> f64 {
        let value = |row: usize| self.scene.output([row, 0, 0]).value().unwrap_or_default();
        let seen = board.rows.clone().map(|row| value(row).abs());

        seen.fold(self.layout.formats.largest[2], f64::max)
    }

    /// The bar of a number, from its share of the largest, so many columns and half lines around the middle of its tile; a thin
    /// line where it is next to nothing.
    fn bar(
        &self,
        [x, y]: [u16; 2],
        [room, tall]: [u16; 2],
        (cell, share): ([usize; 3], f64),
        canvas: &mut Canvas,
    ) {
        let role = if share < 0.0 {
            Role::Filter
        } else {
            Role::Output
        };
        let colour = if self.scene.is_written(cell) {
            self.styles.mark()
        } else {
            self.style(role).fg
        };

        let width = (share.abs().min(1.0) * f64::from(room)).round() as i32;
        let bar = Block {
            x: i32::from(x),
            top: 2 * i32::from(y) + 1 - i32::from(tall / 2),
            width,
            height: i32::from(tall),
        };

        canvas.fill(bar, colour);

        if width == 0 && share != 0.0 {
            canvas.text(x, y, "▏", Style::new().fg(colour.unwrap_or_default()));
        }
    }
}
