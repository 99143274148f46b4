//! Blocks of layers that repeat, folded to a line each where not all lines fit.

use std::ops::Range;

use crate::nn::Network;

/// The longest block that is looked for.
const LONGEST: usize = 40;

/// What a line of the list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Stage(usize),
    /// Stages that repeat a block of so many.
    Folded {
        /// All of them.
        stages: Range<usize>,
        /// How many a block has.
        block: usize,
    },
}

impl Item {
    /// The stages that it stands for.
    pub(super) fn stages(&self) -> Range<usize> {
        match self {
            Self::Stage(stage) => *stage..stage + 1,
            Self::Folded { stages, .. } => stages.clone(),
        }
    }
}

/// The items of a network's stages: all of them where so many lines are enough, else with the blocks that repeat folded but
/// for the one that holds a stage.
pub(super) fn items(network: &Network, current: usize, most: usize) -> Vec<Item> {
    let count = network.layers.len() + 1;
    let all = || (0..count).map(Item::Stage).collect();

    if count <= most {
        return all();
    }

    let kinds: Vec<String> = (0..count).map(|stage| said(network, stage)).collect();
    let mut items = Vec::new();
    let mut at = 0;

    while at < count {
        let Some((block, times)) = repeats(&kinds[at..]) else {
            items.push(Item::Stage(at));
            at += 1;
            continue;
        };

        let end = at + block * times;

        if (at..end).contains(&current) {
            let start = at + (current - at) / block * block;
            items.extend(folded(at..start, block));
            items.extend((start..start + block).map(Item::Stage));
            items.extend(folded(start + block..end, block));
        } else {
            items.extend(folded(at..end, block));
        }

        at = end;
    }

    unfolded(items, current, most)
}

/// The same with as many blocks unfolded, from the current stage on, as so many lines hold.
fn unfolded(mut items: Vec<Item>, current: usize, most: usize) -> Vec<Item> {
    loop {
        let distance = |item: &Item| {
            let stages = item.stages();
            stages
                .start
                .abs_diff(current)
                .min(stages.end.abs_diff(current))
        };

        let folds = items
            .iter()
            .enumerate()
            .filter(|(_, item)| matches!(item, Item::Folded { .. }));
        let Some((at, item)) = folds.min_by_key(|(_, item)| distance(item)) else {
            return items;
        };

        let Item::Folded { stages, block } = item.clone() else {
            return items;
        };

        // The block that stands nearest leaves the fold.
        let new: Vec<Item> = if stages.start > current {
            let end = stages.start + block;
            let own = (stages.start..end).map(Item::Stage);
            own.chain(folded(end..stages.end, block)).collect()
        } else {
            let start = stages.end - block;
            let own = (start..stages.end).map(Item::Stage);
            folded(stages.start..start, block)
                .into_iter()
                .chain(own)
                .collect()
        };

        if items.len() + new.len() - 1 > most {
            return items;
        }

        items.splice(at..=at, new);
    }
}

fn folded(stages: Range<usize>, block: usize) -> Option<Item> {
    (!stages.is_empty()).then_some(Item::Folded { stages, block })
}

/// What two stages have in common that do the same: their kind, and how far back they read.
fn said(network: &Network, stage: usize) -> String {
    let Some(index) = stage.checked_sub(1) else {
        return String::new();
    };

    let layer = &network.layers[index];
    let back: Vec<usize> = layer
        .read_sources()
        .iter()
        .map(|source| stage - source.stage.order())
        .collect();

    format!("{} {back:?}", layer.op.kind())
}

/// The block with which a list begins, and how often it stands there: the one that covers most, and of these the shortest.
fn repeats(kinds: &[String]) -> Option<(usize, usize)> {
    let times = |block: usize| {
        let first = &kinds[..block];
        let rest = kinds.chunks_exact(block);
        (block, rest.take_while(|next| *next == first).count())
    };

    (2..=LONGEST.min(kinds.len() / 2))
        .map(times)
        .filter(|(_, times)| *times > 1)
        .rev()
        .max_by_key(|(block, times)| block * times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_block_that_covers_most_repeats() {
        let list = |text: &str| text.chars().map(|c| c.to_string()).collect::<Vec<_>>();

        assert_eq!(repeats(&list("abababc")), Some((2, 3)));
        assert_eq!(repeats(&list("abacabac")), Some((4, 2)));
        assert_eq!(repeats(&list("abcd")), None);
    }
}
