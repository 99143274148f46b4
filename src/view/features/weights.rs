//! The weights of a filter as a picture.

use crate::nn::Layer;

/// Dots a side that a cell of a picture has at most, beside images.
pub(super) const LARGEST: usize = 8;

/// Dots a side from which on weights are tiles, a dot apart, and from which on these have their numbers.
const TILED: usize = 3;
const NUMBERED: usize = 4;

/// Channels of weights that are drawn at most, and half lines that their picture takes at most.
const MOST_CHANNELS: usize = 24;
const TALLEST: usize = 40;

/// The picture of a filter: its first channels beside each other and in rows, a dot between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    pub kernel: [usize; 2],
    pub channels: usize,
    pub across: usize,
    /// Dots a side that a weight has.
    pub scale: usize,
}

impl Weights {
    /// Those of a layer, as large as they fit into so many dots; nothing where there are none, or no room for them.
    pub(super) fn of(layer: &Layer, room: [usize; 2]) -> Option<Self> {
        layer.op.weight()?;
        let channels = layer.groups().min(MOST_CHANNELS);
        let square = (1..=channels).find(|n| n * n >= channels)?;
        let even = (square..=2 * square).find(|&n| channels.is_multiple_of(n));
        let own = Self {
            kernel: layer.kernel(),
            channels,
            across: even.unwrap_or(square).min(channels),
            scale: 1,
        };

        let fits = |scale: &usize| {
            let size = Self {
                scale: *scale,
                ..own
            }
            .dots();
            size[0] <= room[0] && size[1] <= room[1]
        };

        let scale = (2..=LARGEST).rev().find(fits).unwrap_or(1);
        let own = Self { scale, ..own };

        (own.dots()[0] <= TALLEST).then_some(own)
    }

    /// Whether its weights are tiles.
    pub(super) fn is_tiled(self) -> bool {
        self.scale >= TILED
    }

    /// Whether the tiles have room for numbers.
    pub(super) fn is_numbered(self) -> bool {
        self.scale >= NUMBERED
    }

    /// Rows and columns of dots from one channel to the next.
    fn pitch(self) -> [usize; 2] {
        self.kernel.map(|side| side * self.scale + 1)
    }

    /// Rows and columns of dots.
    pub(super) fn dots(self) -> [usize; 2] {
        let [down, along] = self.pitch();
        let last = 1 + usize::from(self.is_tiled());

        [
            self.channels.div_ceil(self.across) * down - last,
            self.across * along - last,
        ]
    }

    /// The channel at a dot, and the row and the column of its kernel; nothing between them.
    pub(super) fn at(self, row: usize, column: usize) -> Option<(usize, [usize; 2])> {
        let [rows, columns] = self.kernel;
        let [down, along] = self.pitch();
        let group = row / down * self.across + column / along;
        let dot = [row % down, column % along];
        let at = dot.map(|dot| dot / self.scale);
        let is_gap = self.is_tiled() && dot.iter().any(|dot| dot % self.scale == self.scale - 1);
        let is_there = at[0] < rows && at[1] < columns && group < self.channels;

        (is_there && !is_gap).then_some((group, at))
    }

    /// The dot, row and column, at which a weight of a channel begins.
    pub(super) fn corner(self, group: usize, at: [usize; 2]) -> [usize; 2] {
        let [down, along] = self.pitch();
        let [row, column] = [group / self.across * down, group % self.across * along];

        [row + at[0] * self.scale, column + at[1] * self.scale]
    }
}
