//! The ways above the columns: from a stage to those that read it and do not stand beside it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::nn::Network;

/// A way from a stage to its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Where it begins.
    pub from: usize,
    /// The stages that read it, but for one that stands right after it.
    pub to: Vec<usize>,
    /// The line above the columns in which it runs, from 0, the lowest.
    pub lane: usize,
}

impl Way {
    pub(super) fn end(&self) -> usize {
        self.to.last().copied().unwrap_or(self.from)
    }
}

/// The ways that are seen where these stages stand, in so many lanes at most: short ones first.
pub(super) fn ways(network: &Network, seen: &Range<usize>, most: usize) -> Vec<Way> {
    let mut readers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();

    for (index, layer) in network.layers.iter().enumerate() {
        let far = layer
            .read_sources()
            .iter()
            .map(|source| source.stage.order())
            .filter(|&from| from != index);

        for from in far {
            let to = readers.entry(from).or_default();

            if to.last() != Some(&(index + 1)) {
                to.push(index + 1);
            }
        }
    }

    let way = |(from, to)| Way { from, to, lane: 0 };
    let mut all: Vec<Way> = readers.into_iter().map(way).collect();

    // What ends before, or is read later alone, is not seen.
    all.retain(|way| way.end() >= seen.start && way.from < seen.end);
    all.sort_by_key(|way| (way.end() - way.from, way.from));

    let mut placed: Vec<Way> = Vec::new();

    for mut way in all {
        let is_free = |lane: usize| {
            let others = placed.iter().filter(|other| other.lane == lane);
            others
                .clone()
                .all(|other| other.end() <= way.from || way.end() <= other.from)
        };

        if let Some(lane) = (0..most).find(|&lane| is_free(lane)) {
            way.lane = lane;
            placed.push(way);
        }
    }

    placed
}
