//! What one cell is made from: the maps, rows and columns of every stage before it.

use std::ops::Range;

use super::stage::hull;
use super::{Layer, Network, Op, Source, Stage};

/// Maps, rows and columns of a stage.
pub type Block = [Range<usize>; 3];

impl Network {
    /// The block of each stage that a cell is made from, by their order; `None` for a stage that it is not made from. A cell that is
    /// made from one other is followed to that one, so that of stages that are joined only its own is seen.
    #[must_use]
    pub fn field_of(&self, stage: Stage, cell: [usize; 3]) -> Vec<Option<Block>> {
        let mut blocks: Vec<Option<Block>> = vec![None; stage.order() + 1];
        blocks[stage.order()] = Some(one(cell));

        for (index, layer) in self.layers[..stage.order()].iter().enumerate().rev() {
            let Some(block) = blocks[Stage::after(index).order()].clone() else {
                continue;
            };

            for (from, read) in layer.read_by(&block) {
                let had = blocks[from.order()].take();
                blocks[from.order()] = Some(had.map_or(read.clone(), |had| hull(&had, &read)));
            }
        }

        blocks
    }
}

impl Layer {
    /// The block of its one input that a cell is made from; `None` where there are several inputs, where none is read, and where what is
    /// brought together is no block.
    #[must_use]
    pub fn block_of(&self, cell: [usize; 3]) -> Option<Block> {
        if self.sources.len() != 1 {
            return None;
        }

        match self.op {
            Op::Reduce(_) => self.brought_together(cell),
            _ => self.read_by(&one(cell)).pop().map(|(_, block)| block),
        }
    }

    /// From the first to the last of the cells that become one, where that is all of them.
    fn brought_together(&self, cell: [usize; 3]) -> Option<Block> {
        let taps = self.taps();
        let end = |tap| self.source(cell, 0, tap).map(|from| from.at);
        let block = end(0)
            .zip(end(taps - 1))
            .map(|(first, last)| std::array::from_fn(|level| first[level]..last[level] + 1))?;

        let cells: usize = block.iter().map(Range::len).product();
        (cells == taps).then_some(block)
    }

    /// What a block of its output is made from, source by source.
    fn read_by(&self, block: &Block) -> Vec<(Stage, Block)> {
        let [maps, rows, columns] = block;
        let is_one = block.iter().all(|range| range.len() == 1);

        if is_one && self.groups() == 1 && self.taps() == 1 {
            let from = self.source([maps.start, rows.start, columns.start], 0, 0);
            let read = from.map(|from| (self.sources[from.source].stage, one(from.at)));
            return read.into_iter().collect();
        }

        let part = [rows.clone(), columns.clone()];
        let sources = self.sources.iter().enumerate();
        let read = |(index, source): (usize, &Source)| {
            let [rows, columns] = self.reads(index, &part);
            (source.stage, [self.maps_read(index, maps), rows, columns])
        };

        sources.map(read).collect()
    }

    /// The maps of a source that these maps of the output are made from.
    fn maps_read(&self, source: usize, maps: &Range<usize>) -> Range<usize> {
        let [count, ..] = self.sources[source].shape.dims();
        let [made, ..] = self.output.dims();

        match self.op {
            Op::Conv(_) | Op::Pool(_) | Op::Norm(_) => {
                let first = self.channel(maps.start, 0);
                let last = self.channel(maps.end - 1, self.groups() - 1);
                first..last + 1
            }
            Op::Lrn(lrn) => {
                let before = lrn.size / 2;
                let end = maps.end - 1 + lrn.size - before;
                maps.start.saturating_sub(before)..end.min(count)
            }
            _ if self.op.form().is_elementwise() && count == made => maps.clone(),
            _ => 0..count,
        }
    }
}

fn one(cell: [usize; 3]) -> Block {
    cell.map(|at| at..at + 1)
}
