//! The ways of a network's numbers as lanes, as `git log --graph` has them: one line per layer, a lane for each stage that somebody
//! still reads.
//!
//! ```text
//! ●        input
//! ●        conv1
//! ├─●      conv2
//! │ ●      conv3
//! ●─╯      add1
//! ```

use crate::nn::Network;

/// Lanes that are drawn; further ones are a sign.
const MOST: usize = 8;

/// One line of the graph: a sign for each lane, two columns apart.
pub(super) type Row = Vec<char>;

/// The lines of all stages, the input's first.
pub(super) fn rows(network: &Network) -> Vec<Row> {
    let mut graph = Graph {
        lanes: Vec::new(),
        last: last_readers(network),
    };

    let input = graph.row(0, &[]);
    let layers = network.layers.iter().enumerate().map(|(index, layer)| {
        let sources: Vec<usize> = layer
            .read_sources()
            .iter()
            .map(|source| source.stage.order())
            .collect();

        (index + 1, sources)
    });

    let rows: Vec<Row> = layers
        .map(|(stage, sources)| graph.row(stage, &sources))
        .collect();

    std::iter::once(input).chain(rows).collect()
}

/// The last stage that reads each stage; itself where none does.
fn last_readers(network: &Network) -> Vec<usize> {
    let mut last: Vec<usize> = (0..=network.layers.len()).collect();

    for (index, layer) in network.layers.iter().enumerate() {
        for source in layer.read_sources() {
            last[source.stage.order()] = index + 1;
        }
    }

    last
}

struct Graph {
    /// The stage that each lane carries.
    lanes: Vec<Option<usize>>,
    last: Vec<usize>,
}

impl Graph {
    /// The line of a stage, and the lanes after it.
    fn row(&mut self, stage: usize, sources: &[usize]) -> Row {
        let of =
            |lanes: &[Option<usize>], source| lanes.iter().position(|lane| *lane == Some(source));
        let first = sources.first().and_then(|&source| of(&self.lanes, source));
        let is_free = |graph: &Self, lane: usize| {
            graph.lanes[lane].is_none_or(|carried| graph.last[carried] <= stage)
        };

        let node = first
            .filter(|&lane| is_free(self, lane))
            .or_else(|| self.lanes.iter().position(Option::is_none))
            .unwrap_or(self.lanes.len());

        let joined: Vec<usize> = sources
            .iter()
            .filter_map(|&source| of(&self.lanes, source))
            .filter(|&lane| lane != node)
            .collect();

        let row = self.signs(stage, node, &joined);

        if node == self.lanes.len() {
            self.lanes.push(None);
        }

        self.lanes[node] = Some(stage);

        for lane in &mut self.lanes {
            *lane = lane.filter(|&carried| self.last[carried] > stage);
        }

        row
    }

    /// Whether a lane's stage is read after this one.
    fn goes_on(&self, carried: Option<usize>, stage: usize) -> bool {
        carried.is_some_and(|carried| self.last[carried] > stage)
    }

    /// The signs of a line: the node, the lanes that it reads, and those that pass.
    fn signs(&self, stage: usize, node: usize, joined: &[usize]) -> Row {
        let start = joined.iter().fold(node, |start, &lane| start.min(lane));
        let end = joined.iter().fold(node, |end, &lane| end.max(lane));
        let lanes = self.lanes.len().max(node + 1);
        let mut row = Row::new();

        for lane in 0..lanes.min(MOST) {
            let carried = self.lanes.get(lane).copied().flatten();
            let goes_on = self.goes_on(carried, stage);
            let is_between = (start..=end).contains(&lane);

            let sign = match (lane == node, joined.contains(&lane), goes_on) {
                (true, ..) => '●',
                (_, true, true) if lane < node && lane == start => '├',
                (_, true, true) if lane > node && lane == end => '┤',
                (_, true, true) => '┼',
                (_, true, false) if lane < node && lane == start => '╰',
                (_, true, false) if lane > node && lane == end => '╯',
                (_, true, false) => '┴',
                (_, false, true) if is_between => '┼',
                (_, false, true) => '│',
                _ if is_between => '─',
                _ => ' ',
            };

            row.push(sign);
            row.push(if (start..end).contains(&lane) {
                '─'
            } else {
                ' '
            });
        }

        if lanes > MOST {
            row.push('…');
        }

        row
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Combine, Op, Shape, Stage, Tensor};

    #[test]
    fn branches_leave_a_lane_and_join_it() {
        let input = Arc::new(Tensor::fill(vec![1, 2, 2], 1.0));
        let mut network = Network::new(input, Shape::maps([1, 2, 2]));
        let mut add = |name: &str, op: Op, reads: &[usize]| {
            let stages: Vec<Stage> = reads.iter().map(|&order| Stage::at(order)).collect();
            network.push(name.to_owned(), op, &stages).expect("it fits");
        };

        let plain = Op::Identity(None);
        add("a", plain.clone(), &[0]);
        add("b", plain.clone(), &[1]);
        add("c", plain.clone(), &[2]);
        add("short", plain, &[1]);
        add("sum", Op::Combine(Combine::Add), &[3, 4]);
        add("last", Op::Combine(Combine::Add), &[5, 1]);

        let lines: Vec<String> = rows(&network)
            .iter()
            .map(|row| row.iter().collect::<String>().trim_end().to_owned())
            .collect();

        assert_eq!(lines, ["●", "●", "├─●", "│ ●", "├─┼─●", "│ ●─╯", "╰─●"]);
    }
}
