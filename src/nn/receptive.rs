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

    /// How many output cells each cell of an input map goes into, of what reads whole maps or through channels; `None` where that is for
    /// windows to say.
    #[must_use]
    pub fn readers(&self, map: usize) -> Option<u64> {
        let [channels, height, width] = self.input().dims();

        match self.op {
            Op::Norm(ref norm) => Some((norm.depth(channels) * height * width) as u64),
            Op::Softmax | Op::LogSoftmax => Some(channels as u64),
            Op::Lrn(lrn) => {
                let end = map + lrn.size / 2 + 1;
                let first = end.saturating_sub(lrn.size);
                Some((end.min(channels) - first) as u64)
            }
            _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Lrn, Norm, Shape};

    const CELLS: [usize; 3] = [6, 2, 3];

    fn layer(op: Op) -> Layer {
        let sources = [Source::input(Shape::maps(CELLS))];
        Layer::new("l".to_owned(), op, &sources).expect("a layer")
    }

    fn norm(groups: Option<usize>) -> Op {
        Op::Norm(Norm {
            groups,
            weight: None,
            bias: None,
            eps: 0.0,
        })
    }

    fn lrn(size: usize) -> Op {
        Op::Lrn(Lrn {
            size,
            alpha: 1.0,
            beta: 1.0,
            k: 1.0,
        })
    }

    fn all() -> impl Iterator<Item = [usize; 3]> {
        let [maps, rows, columns] = CELLS;
        let places =
            move |map| (0..rows * columns).map(move |at| [map, at / columns, at % columns]);
        (0..maps).flat_map(places)
    }

    /// What a cell reads, tap by tap.
    fn read(layer: &Layer, cell: [usize; 3]) -> Vec<[usize; 3]> {
        let taps =
            (0..layer.groups()).flat_map(|group| (0..layer.taps()).map(move |tap| (group, tap)));
        let mut read: Vec<_> = taps
            .filter_map(|(group, tap)| Some(layer.source(cell, group, tap)?.at))
            .collect();
        read.sort_unstable();
        read
    }

    #[test]
    fn blocks_and_readers_are_those_of_the_taps() {
        let ops = [norm(None), norm(Some(2)), norm(Some(1)), Op::Softmax];
        let lrns = (1..9).map(lrn);

        for layer in ops.into_iter().chain(lrns).map(layer) {
            for cell in all() {
                let block = layer.block_of(cell).expect("a block");
                let within =
                    |at: &[usize; 3]| (0..3).all(|level| block[level].contains(&at[level]));
                let inside: Vec<_> = all().filter(within).collect();
                assert_eq!(inside, read(&layer, cell), "{cell:?} of {:?}", layer.op);

                let readers = all()
                    .filter(|from| read(&layer, *from).contains(&cell))
                    .count();
                assert_eq!(
                    layer.readers(cell[0]),
                    Some(readers as u64),
                    "{cell:?} of {:?}",
                    layer.op
                );
            }
        }
    }
}
