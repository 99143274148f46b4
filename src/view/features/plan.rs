//! How large the pictures are, and where they stand.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::canvas::Block;
use super::weights::{LARGEST, Weights};
use crate::app::App;

/// Images that are seen of each map: fewer, where that lets more maps be seen.
const PATCHES: [usize; 3] = [9, 6, 4];

/// Dots a side that a weight has at most where there are no images.
const ALONE: usize = 48;

/// How many times larger cells of pictures are at least, where so many maps are seen; where there is no room, fewer maps are enough.
const ENOUGH: [(usize, usize); 6] = [(3, 8), (2, 8), (2, 6), (2, 3), (1, 4), (1, 2)];

/// Columns of a block at least, so that its name and its strongest answer have room.
const NARROWEST: u16 = 24;

/// The same where it has no answer.
const NAMED: u16 = 12;

/// Columns between blocks.
const GAP: u16 = 3;

/// The layer with weights that is nearest to the current one.
fn nearest(app: &App) -> Option<usize> {
    let layers = app.network().layers.iter().enumerate();
    let weighted = layers.filter(|(_, layer)| layer.op.weight().is_some());

    weighted
        .map(|(at, _)| at)
        .min_by_key(|at| at.abs_diff(app.place().layer))
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    area: Rect,
    /// Whose maps these are: the current layer's, or, where that has neither images nor weights, those of the nearest that has weights.
    pub layer: usize,
    /// Rows and columns of the input that a map's cell sees.
    pub field: [usize; 2],
    /// Rows and columns of dots of an image's part, as it is and as it is seen; without images, of a map's weights.
    own: [usize; 2],
    pub dots: [usize; 2],
    pub weights: Option<Weights>,
    /// Images of each map, and the first of them, counted from the one to which it answers most strongly.
    pub patches: usize,
    rank: usize,
    /// Pictures beside each other.
    across: usize,
    /// Blocks down, and beside each other.
    blocks: [usize; 2],
    /// Columns and lines of a block.
    pub size: [u16; 2],
    /// Maps.
    pub count: usize,
    first: usize,
}

impl Plan {
    /// Pictures as large as lets enough maps be seen, arranged so that most are.
    pub(super) fn new(app: &App, area: Rect) -> Self {
        let [picked, rank] = app.picked();
        let plain = Self::plain(app, area);
        let enlarged = || {
            ENOUGH
                .iter()
                .find_map(|&(least, enough)| plain.enlarged(least, enough))
        };

        let smaller = || (1..=plain.own[0].max(plain.own[1])).find_map(|by| plain.best([1, by], 1));

        // Without images all maps are seen, where that is possible.
        let all = || {
            let mut scales = (2..=plain.largest()).rev().filter(|_| plain.patches == 0);
            scales.find_map(|times| plain.best([times, 1], plain.count))
        };

        let found = all().or_else(enlarged).or_else(smaller);
        let mut plan = found.unwrap_or(plain);
        let seen = plan.blocks[0] * plan.blocks[1];
        let last = plan.count.saturating_sub(seen);
        plan.first = (picked / seen.max(1) * seen).min(last);
        plan.rank = (rank + 1).saturating_sub(plan.patches);
        plan.centre();

        plan
    }

    /// In the middle of the columns, and of the lines where all maps are seen.
    fn centre(&mut self) {
        let seen = self.seen().len();
        let down = seen.min(self.blocks[0]);
        let beside = seen.div_ceil(down.max(1)) as u16;
        let wide = beside * (self.size[0] + GAP);
        let tall = down as u16 * (self.size[1] + 1);
        let [right, below] = [
            (self.area.width + GAP).saturating_sub(wide),
            (self.area.height + 1).saturating_sub(tall),
        ];

        self.area.x += right / 2;

        if seen == self.count {
            self.area.y += below / 2;
        }
    }

    fn plain(app: &App, area: Rect) -> Self {
        let network = app.network();
        let here = app.place().layer;
        let layer = if network.images.is_some() {
            here
        } else {
            nearest(app).unwrap_or(here)
        };
        let [_, height, width] = network.shape.dims();
        let field = network.fields()[layer].map(|field| field.size);
        let [rows, columns] = field.unwrap_or([u64::MAX; 2]);
        let field = [
            usize::try_from(rows).unwrap_or(height).min(height),
            usize::try_from(columns).unwrap_or(width).min(width),
        ];

        let own = &network.layers[layer];
        let weights = Weights::of(own, field);
        let images = network.images.as_ref();
        let patches = images.map_or(0, |images| images.count().min(PATCHES[0]));

        let dots = match weights {
            Some(weights) if patches == 0 => Weights {
                scale: 1,
                ..weights
            }
            .dots(),
            _ => field,
        };

        Self {
            area,
            layer,
            field,
            own: dots,
            dots,
            weights,
            patches,
            rank: 0,
            across: 1,
            blocks: [0, 0],
            size: [0, 0],
            count: own.output.dims()[0],
            first: 0,
        }
    }

    /// With cells so many times as large or larger, as large as they can be with as many images as can be, if enough maps are seen.
    fn enlarged(&self, least: usize, enough: usize) -> Option<Self> {
        PATCHES.iter().find_map(|&patches| {
            let plan = Self {
                patches: self.patches.min(patches),
                ..self.clone()
            };

            let mut scales = (least..=LARGEST).rev();
            scales.find_map(|times| plan.best([times, 1], enough.min(plan.count)))
        })
    }

    /// With cells so many times as large, or so many of them in a dot: the arrangement in which most maps are seen, if these
    /// are enough.
    fn best(&self, [times, by]: [usize; 2], enough: usize) -> Option<Self> {
        let dots = self.own.map(|n| (n * times).div_ceil(by));
        let pictures = self.patches + usize::from(self.weights.is_some());
        let arranged = (1..=pictures.max(1)).map(|across| self.arranged(dots, across));
        let seen = |plan: &Self| (plan.blocks[0] * plan.blocks[1]).min(plan.count);

        arranged
            .filter(|plan| seen(plan) >= enough.max(1))
            .max_by_key(seen)
    }

    /// Dots a side that a weight has at most.
    fn largest(&self) -> usize {
        if self.patches == 0 { ALONE } else { LARGEST }
    }

    /// Columns of a block at least.
    fn narrowest(&self) -> u16 {
        if self.patches == 0 { NAMED } else { NARROWEST }
    }

    fn arranged(&self, dots: [usize; 2], across: usize) -> Self {
        let weights = self.weights.map(|weights| {
            let scale = (1..=self.largest()).rev().find(|&scale| {
                let [rows, columns] = Weights { scale, ..weights }.dots();
                rows <= dots[0] && columns <= dots[1]
            });

            Weights {
                scale: scale.unwrap_or(1),
                ..weights
            }
        });

        let mut plan = Self {
            dots,
            weights,
            across,
            ..self.clone()
        };

        let pictures = plan.pictures();
        let right = pictures.iter().map(|block| block.x + block.width).max();
        let bottom = pictures.iter().map(|block| block.top + block.height).max();
        let wide = u16::try_from(right.unwrap_or(0)).unwrap_or(u16::MAX);
        let tall = u16::try_from(bottom.unwrap_or(0).div_euclid(2)).unwrap_or(u16::MAX);
        let odd = u16::from(bottom.unwrap_or(0) % 2 == 1);
        let named = self.narrowest();
        plan.size = [wide.max(named), tall.saturating_add(1 + odd)];
        let down = (self.area.height + 1) / plan.size[1].saturating_add(1);
        let beside = (self.area.width + GAP) / plan.size[0].saturating_add(GAP);
        plan.blocks = [usize::from(down), usize::from(beside)];

        plan
    }

    /// The pictures of a block from its corner under its name: the weights, then the images.
    fn pictures(&self) -> Vec<Block> {
        let [high, wide] = self.dots.map(|n| n as i32);
        let first = self.weights.map(Weights::dots);
        let [tall, broad] = first.map_or([0; 2], |dots| dots.map(|n| n as i32));
        let offset = usize::from(first.is_some());
        let weights = first.map(|_| Block {
            x: 1,
            top: 0,
            width: broad,
            height: tall,
        });

        let patch = |index: usize| {
            let [row, column] = [index / self.across, index % self.across].map(|n| n as i32);
            let left = broad.max(wide) - wide;
            let above = if row > 0 { tall.max(high) - high } else { 0 };

            Block {
                x: 1 + left + column * (wide + 1),
                top: above + row * (high + 1),
                width: wide,
                height: high,
            }
        };

        weights
            .into_iter()
            .chain((offset..offset + self.patches).map(patch))
            .collect()
    }

    /// Whether there is nothing to see: neither images nor weights.
    pub(super) fn is_empty(&self) -> bool {
        self.weights.is_none() && self.patches == 0
    }

    /// Whether the maps are those of another layer.
    pub(super) fn is_elsewhere(&self, app: &App) -> bool {
        self.layer != app.place().layer
    }

    /// The maps that are seen.
    pub(super) fn seen(&self) -> Range<usize> {
        let end = self.first + self.blocks[0] * self.blocks[1];
        self.first..end.min(self.count)
    }

    /// Where the block of a map begins: a column and a line.
    pub(super) fn corner(&self, map: usize) -> [u16; 2] {
        let index = map - self.first;
        let down = self.blocks[0].max(1);
        let [column, row] = [index / down, index % down].map(|n| n as u16);

        [
            self.area.x + column * (self.size[0] + GAP),
            self.area.y + row * (self.size[1] + 1),
        ]
    }

    fn placed(&self, map: usize) -> impl Iterator<Item = Block> {
        let [x, y] = self.corner(map).map(i32::from);

        self.pictures().into_iter().map(move |block| Block {
            x: x + block.x,
            top: 2 * (y + 1) + block.top,
            ..block
        })
    }

    /// Where the weights of a map stand.
    pub(super) fn weights_at(&self, map: usize) -> Option<Block> {
        self.weights.and_then(|_| self.placed(map).next())
    }

    /// Which of a map's images are seen.
    pub(super) fn ranks(&self) -> Range<usize> {
        self.rank..self.rank + self.patches
    }

    /// Where the images of a map stand that are seen.
    pub(super) fn patches_at(&self, map: usize) -> impl Iterator<Item = (usize, Block)> {
        let skipped = usize::from(self.weights.is_some());
        self.ranks().zip(self.placed(map).skip(skipped))
    }
}
