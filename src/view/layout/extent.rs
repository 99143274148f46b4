//! How much of a layer a picture shows, and how large.

use super::super::board::Board;
use super::needs::Needs;
use super::picture::{Panel, Picture};

impl Picture {
    /// Columns for numbers on the tiles of planes, kernels, products and maps, where these have gaps between their rows.
    pub(super) fn rooms(&self) -> [Option<usize>; 4] {
        let panel = self.panels.first().filter(|_| self.table.is_none());
        let map = self.maps.first().filter(|_| self.table.is_none());
        let boards = [
            panel.map(|panel| &panel.plane),
            panel.and_then(|panel| panel.kernel.as_ref()),
            panel
                .and_then(|panel| panel.products.as_ref())
                .or(self.stamps.first()),
            map.map(|map| &map.board),
        ];
        let is_tall = |board: &&Board| !board.is_picture && board.look.is_tall();
        let room = |board: &Board| usize::from(board.look.wide) - 1;

        boards.map(|board| board.filter(is_tall).map(room))
    }

    /// Lines of a plane's tile, or of what maps come from; 0 where it is a picture.
    pub(super) fn tile(&self) -> u16 {
        let planes = self.panels.iter().map(|panel| &panel.plane);
        let mut boards = planes.chain(self.joined.iter().map(|map| &map.board));
        let numbers = boards.next().filter(|board| !board.is_picture);
        numbers.map_or(0, |board| board.look.lines())
    }

    /// How much is seen, and how large, for one that is compared with another: planes, kernels and products, and lines of a plane's
    /// tile, or columns of a cell of its picture.
    pub(super) fn scale(&self) -> [usize; 4] {
        let dots = self.panels.first().map_or(0, |panel| panel.plane.look.wide);
        let dots = if self.tile() == 0 { dots } else { 0 };
        let close = self.close.iter();
        let close = close.map(|close| [&close.kernel, &close.products].into_iter().flatten());
        let taps = self.panels.iter().flat_map(Panel::taps).count() + close.flatten().count();

        [self.panels.len(), taps, self.tile().into(), dots.into()]
    }

    /// Whether all of the planes and maps that are seen is seen.
    pub(super) fn is_whole(&self, needs: &Needs) -> bool {
        let [_, rows, columns] = needs.maps;
        let is_all = |board: &Board, [rows, columns]: [usize; 2]| {
            board.rows.len() == rows && board.columns.len() == columns
        };

        let mut planes = self.panels.iter().map(|panel| &panel.plane);
        let mut maps = self.maps.iter().map(|map| &map.board);

        planes.all(|board| is_all(board, needs.plane))
            && maps.all(|board| is_all(board, [rows, columns]))
    }

    /// Whether all channels and maps are seen, all of them whole.
    pub(super) fn is_complete(&self, needs: &Needs) -> bool {
        let maps = self.maps.len().max(self.sheet.len());
        self.panels.len() == needs.groups && maps == needs.maps[0] && self.is_whole(needs)
    }

    /// Whether its maps are numbers.
    pub(super) fn reads_maps(&self) -> bool {
        self.maps.iter().all(|map| !map.board.is_picture)
    }

    /// Whether it shows, with cells as large, not much less of its pictures than another does, and as many maps in numbers.
    pub(super) fn shows_as_much(&self, other: &Self) -> bool {
        let cells = |picture: &Self| {
            let seen = picture.panels.iter().map(|panel| &panel.plane);
            seen.map(|board| board.rows.len() * board.columns.len())
                .sum::<usize>()
        };
        let [[own @ .., dots], [others @ .., least]] = [self.scale(), other.scale()];
        let is_like = self.tile() == 0 && own == others && dots >= least;

        is_like && self.maps.len() == other.maps.len() && 3 * cells(self) >= 2 * cells(other)
    }
}
