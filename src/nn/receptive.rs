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

        if let (Op::Reduce(_), true) = (&self.op, is_one) {
            let read = self.brought_together([maps.start, rows.start, columns.start]);

            if let Some(read) = read {
                return vec![(self.sources[0].stage, read)];
            }
        }

        let part = [rows.clone(), columns.clone()];
        let sources = self.read_sources().iter().enumerate();
        let read = |(index, source): (usize, &Source)| {
            let read = self.maps_read(index, maps);
            let [rows, columns] = self.reads(index, &part);
            (!read.is_empty()).then_some((source.stage, [read, rows, columns]))
        };

        sources.filter_map(read).collect()
    }

    /// From the first to the last of the maps that are moved to these.
    fn moved_from(&self, maps: &Range<usize>) -> Range<usize> {
        let from = |map| Some(self.source([map, 0, 0], 0, 0)?.at[0]);
        let from = || maps.clone().filter_map(from);

        match (from().min(), from().max()) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        }
    }

    /// The maps of a source that are among these maps of a concatenation.
    fn joined_from(&self, source: usize, maps: &Range<usize>) -> Range<usize> {
        let count = |source: &Source| source.shape.dims()[0];
        let before: usize = self.sources[..source].iter().map(count).sum();
        let end = maps.end.saturating_sub(before);

        maps.start.saturating_sub(before)..end.min(count(&self.sources[source]))
    }

    /// The maps of a source that these maps of the output are made from.
    fn maps_read(&self, source: usize, maps: &Range<usize>) -> Range<usize> {
        let [count, height, width] = self.sources[source].shape.dims();

        match &self.op {
            Op::Conv(_) | Op::Pool(_) | Op::Norm(_) | Op::Slice(_) => {
                let first = self.channel(maps.start, 0);
                let last = self.channel(maps.end - 1, self.groups() - 1);
                first..last + 1
            }
            Op::Lrn(lrn) => {
                let before = lrn.size / 2;
                let end = maps.end - 1 + lrn.size - before;
                maps.start.saturating_sub(before)..end.min(count)
            }
            Op::Shuffle(_) => self.moved_from(maps),
            Op::Arrange(arrange) if arrange.moves_maps() => self.moved_from(maps),
            Op::Flatten => {
                let map = height * width;
                maps.start / map..(maps.end - 1) / map + 1
            }
            Op::Concat => self.joined_from(source, maps),
            Op::Activation(_)
            | Op::PRelu(_)
            | Op::Identity(_)
            | Op::BatchNorm(_)
            | Op::Combine(_)
            | Op::Pad(_)
            | Op::Resize(_)
                if count > 1 =>
            {
                maps.clone()
            }
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
    use crate::nn::{Arrange, By, Combine, Fold, Lrn, Norm, Reduce, Reduction, Resize, Shape, To};

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

    /// A layer that reads the input, and after it what other layers put out, of these shapes.
    fn joined(op: Op, shapes: &[[usize; 3]]) -> Layer {
        let sources: Vec<Source> = (0..)
            .zip(shapes)
            .map(|(order, &dims)| Source {
                stage: Stage::at(order),
                shape: Shape::maps(dims),
            })
            .collect();

        Layer::new("l".to_owned(), op, &sources).expect("a layer")
    }

    /// For each source the block of what some maps of the output are made from, at one place, tap by tap.
    fn read_from(layer: &Layer, maps: Range<usize>) -> Vec<(Stage, Block)> {
        let cells = |source: usize| {
            let taps = maps.clone().flat_map(|map| {
                (0..layer.groups())
                    .flat_map(move |group| (0..layer.taps()).map(move |tap| (map, group, tap)))
            });
            let read = taps.filter_map(|(map, group, tap)| layer.source([map, 0, 0], group, tap));
            read.filter(move |cell| cell.source == source)
                .map(|cell| one(cell.at))
                .reduce(|a, b| hull(&a, &b))
        };

        let sources = layer.sources.iter().enumerate();
        sources
            .filter_map(|(index, source)| Some((source.stage, cells(index)?)))
            .collect()
    }

    #[test]
    fn of_every_source_those_maps_are_read_that_the_taps_read() {
        let resize = |by| {
            let to = To::Size([1, 2]);
            joined(Op::Resize(Resize { to, by }), &[CELLS])
        };
        let arrange = |order: &[usize]| {
            let arranged = Arrange::transposed(Shape::maps([6, 1, 6]), order).expect("an order");
            joined(Op::Arrange(arranged.into()), &[[6, 1, 6]])
        };
        let mean = Reduce::along(Shape::maps([6, 2, 3]), &[1, 2], Reduction::Mean);
        let combined = Combine::ALL.map(|(_, combine)| {
            let sources = [CELLS, CELLS, [6, 1, 1], [1, 1, 1]];
            joined(Op::Combine(combine), &sources)
        });

        let layers = [
            resize(By::Nearest),
            resize(By::Linear { corners: false }),
            resize(By::Share(Fold::Max)),
            resize(By::Share(Fold::Sum)),
            joined(Op::Concat, &[[2, 2, 3], [1, 2, 3], [3, 2, 3]]),
            joined(Op::Shuffle(3), &[CELLS]),
            joined(Op::Slice([Some([2, 5]), None, None]), &[CELLS]),
            joined(Op::Flatten, &[CELLS]),
            arrange(&[0, 1, 2]),
            joined(Op::Reduce(mean.expect("a reduction")), &[CELLS]),
        ];

        for layer in layers.into_iter().chain(combined) {
            let [count, ..] = layer.output.dims();

            for first in 0..count {
                let read = layer.read_by(&one([first, 0, 0]));
                assert_eq!(
                    read,
                    read_from(&layer, first..first + 1),
                    "{first} of {:?}",
                    layer.op
                );

                for end in first + 2..=count {
                    let maps = |read: Vec<(Stage, Block)>| -> Vec<_> {
                        read.into_iter()
                            .map(|(stage, [maps, ..])| (stage, maps))
                            .collect()
                    };
                    let read = layer.read_by(&[first..end, 0..1, 0..1]);

                    // A reduction's blocks are all that it reads.
                    if !matches!(layer.op, Op::Reduce(_)) {
                        let expected = maps(read_from(&layer, first..end));
                        assert_eq!(maps(read), expected, "{first}..{end} of {:?}", layer.op);
                    }
                }
            }
        }
    }
}
