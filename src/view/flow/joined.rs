//! What maps that are put behind each other come from, each over the map that it becomes.

use ratatui::style::Modifier;

use super::super::board::Tile;
use super::super::canvas::Canvas;
use super::super::layout::Map;
use super::super::plane;
use super::super::scene::Seen;
use super::super::theme::Role;
use super::Flow;
use super::planes::is_compact;

impl Flow<'_> {
    /// Each map of the sources, with the cell that is taken on the one that it comes from, and where it goes.
    pub(super) fn joined(&self, canvas: &mut Canvas) {
        for map in &self.layout.picture.joined {
            self.joined_map(map, canvas);
        }
    }

    fn joined_map(&self, map: &Map, canvas: &mut Canvas) {
        let scene = &self.scene;
        let [current, ..] = scene.window();
        let is_here = map.index == current;
        let is_compact = is_compact(&map.board);
        let is_lit = scene.has_begun();

        let [rows, columns] = scene.plane.window(scene.window());
        let block = self.sliding(&map.board, map.board.around(&rows, &columns));
        let block = block.filter(|_| is_here);
        let ground = if is_compact {
            self.styles.window_ground(is_lit)
        } else {
            Some(self.styles.lattice(is_lit))
        };

        if let Some(block) = block {
            canvas.fill(block, ground);
        }

        map.board.draw(canvas, |[row, column]| {
            self.joined_tile([map.index, row, column], is_compact)
        });

        if let Some(block) = block.filter(|_| is_compact) {
            canvas.brackets(block);
        }

        let role = if is_here { Role::Text } else { Role::Label };
        let names = plane::source_names(scene.app, [map.index, 0, 0], 0).unwrap_or_default();
        let [name, title] = names;
        self.named(map.title, &[title, name], self.style(role), canvas);

        if is_here {
            self.goes_down(map, canvas);
        }
    }

    /// Under the column of the cell that is taken, the arrow to what it becomes.
    fn goes_down(&self, map: &Map, canvas: &mut Canvas) {
        let scene = &self.scene;
        let role = if scene.is_finished() {
            Role::Bias
        } else {
            Role::Label
        };

        let [_, row, column] = scene.window();
        let cell = map.board.over(&(row..row + 1), &(column..column + 1));
        let over = cell.map(|cell| (cell.x + cell.width / 2) as u16);
        let [x, y] = [over.unwrap_or(map.board.middle()), map.board.bottom()];
        canvas.text(x, y, "▼", self.style(role));
    }

    /// The number that a cell comes from.
    fn joined_tile(&self, cell: [usize; 3], is_compact: bool) -> Tile {
        let scene = &self.scene;
        let formats = &self.layout.formats;
        let from = scene.layer.source(cell, 0, 0);
        let seen = from.map_or(Seen::Shown(0.0), |from| scene.source(from));
        let mut tile = self.tile(seen, formats.input, Role::Input, formats.largest[0]);
        let is_here = cell == scene.window() && scene.slide().is_none();

        if is_compact {
            tile = self.bare(tile, Role::Input);
        }

        if is_here {
            tile.style = if is_compact {
                self.styles.in_window()
            } else {
                tile.style.add_modifier(Modifier::BOLD)
            };
        }

        tile
    }
}
