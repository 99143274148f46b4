//! How wide stages are.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::thumb::{TILED, needed};
use super::column::GAP;
use super::growth::grown;
use super::seen::Seen;

/// Columns of a vector whose numbers have all of their digits, and of one whose bars have room.
const DIGITS: u16 = 12;
const BARS: u16 = 24;

/// How wide stages beside each other are.
pub(super) struct Widths {
    /// Their columns, without the gaps.
    pub columns: Vec<u16>,
    /// Dots along a cell of small maps at most, the same for all of them that did not grow.
    pub most: usize,
    /// Dots along a cell of each stage at most, where everything is seen.
    times: Vec<usize>,
    /// Whether everything is seen, as large as that may be.
    is_whole: bool,
}

impl Widths {
    /// Of stages beside each other on a part of the screen, whose heads have so many lines.
    /// Cells have so many dots at most.
    pub(super) fn new(
        seen: &Seen,
        stages: &Range<usize>,
        room: Rect,
        (head, most): (u16, usize),
    ) -> Self {
        let gaps = GAP * (stages.len() as u16).saturating_sub(1);
        let width = room.width.saturating_sub(gaps);
        let height = room.height.saturating_sub(head + 1);
        let maps = || stages.clone().filter(|&stage| !seen.is_vector(stage));

        let mut widths = if maps().next().is_none() {
            Self {
                columns: vec![width / stages.len().max(1) as u16; stages.len()],
                most,
                times: Vec::new(),
                is_whole: true,
            }
        } else if let Some(whole) = whole(seen, stages, [width, height], most) {
            whole
        } else {
            Self {
                columns: grown(seen, stages, Rect { width, ..room }, head),
                most: 1,
                times: Vec::new(),
                is_whole: false,
            }
        };

        // What is left lets heads be whole, numbers have their digits, parameters be told, and bars be longer.
        let bars = |columns| move |stage| if seen.is_vector(stage) { columns } else { 0 };

        widths.widen(stages, width, &|stage| seen.named(stage, head));
        widths.widen(stages, width, &bars(DIGITS));
        widths.widen(stages, width, &|stage| seen.measured(stage));
        widths.widen(stages, width, &bars(BARS));

        widths
    }

    /// Gives stages as many columns as they want, as far as so many in all allow: each an equal part of what they have too few.
    fn widen(&mut self, stages: &Range<usize>, width: u16, wanted: &dyn Fn(usize) -> u16) {
        let taken: u16 = self.columns.iter().sum();
        let mut left = width.saturating_sub(taken);
        let columns = stages.clone().zip(&mut self.columns);
        let mut narrow: Vec<(u16, &mut u16)> = columns
            .map(|(stage, column)| (wanted(stage).saturating_sub(*column), column))
            .filter(|(more, _)| *more > 0)
            .collect();

        // Those that want least first: what they leave is the others'.
        narrow.sort_by_key(|(more, _)| *more);
        let count = narrow.len();

        for (at, (more, column)) in narrow.into_iter().enumerate() {
            let more = more.min(left / (count - at) as u16);
            *column += more;
            left -= more;
        }
    }

    /// Dots along a cell of a stage at most.
    pub(super) fn most(&self, seen: &Seen, stage: usize, at: usize) -> usize {
        match self.times.get(at) {
            Some(times) => *times,
            None if seen.is_small(stage) => self.most,
            None => usize::MAX,
        }
    }

    /// Whether this shows its stages larger than other widths do.
    pub(super) fn is_larger(&self, other: &Self) -> bool {
        let all = |widths: &Self| widths.times.iter().sum::<usize>();

        self.is_whole && (!other.is_whole || all(self) > all(other))
    }
}

/// The largest cells at which all maps of all stages are seen: of one size, and where that is too small for numbers, those of maps
/// that are alike larger where there is room.
fn whole(
    seen: &Seen,
    stages: &Range<usize>,
    room @ [width, height]: [u16; 2],
    most: usize,
) -> Option<Widths> {
    let maps = || stages.clone().filter(|&stage| !seen.is_vector(stage));
    let largest = maps().map(|stage| {
        let [_, rows, columns] = seen.dims(stage);
        ((usize::from(width) + 1) / columns).min((2 * usize::from(height) + 1) / rows)
    });

    let widths = |times: Vec<usize>, most| {
        Some(Widths {
            columns: columns(seen, stages, room, &times)?,
            most,
            times,
            is_whole: true,
        })
    };

    let sizes = (1..=largest.min()?.min(most)).rev();
    let mut best = sizes
        .map(|most| widths(vec![most; stages.len()], most))
        .find_map(|widths| widths)?;

    if most < usize::MAX {
        return Some(best);
    }

    while let Some(larger) = larger(seen, stages, &best.times)
        .into_iter()
        .find_map(|times| widths(times, best.most))
    {
        best = larger;
    }

    Some(best)
}

/// Columns of stages whose cells have so many dots, where all of them have room.
fn columns(
    seen: &Seen,
    stages: &Range<usize>,
    [width, height]: [u16; 2],
    times: &[usize],
) -> Option<Vec<u16>> {
    let mut left = usize::from(width);
    let column = |(stage, &times): (usize, &usize)| {
        let own = if seen.is_vector(stage) {
            usize::from(seen.least(stage))
        } else {
            needed(seen.dims(stage), times, height)?
        };

        left = left.checked_sub(own)?;
        Some(own as u16)
    };

    stages.clone().zip(times).map(column).collect()
}

/// Dots along cells, each time with those of maps of one size one more, from those with the smallest cells on: none becomes tiles, and none is seen
/// larger than maps that have more cells.
fn larger(seen: &Seen, stages: &Range<usize>, times: &[usize]) -> Vec<Vec<usize>> {
    let side = |stage: usize| seen.dims(stage)[1..].iter().copied().max().unwrap_or(0);
    let maps = stages.clone().zip(times);
    let maps: Vec<(usize, usize)> = maps
        .filter(|(stage, _)| !seen.is_vector(*stage))
        .map(|(stage, times)| (side(stage), *times))
        .collect();

    let mut sides: Vec<(usize, usize)> = maps.clone();
    sides.sort_by_key(|(side, times)| (*times, std::cmp::Reverse(*side)));
    sides.dedup();
    let is_free = |&(own, times): &(usize, usize)| {
        let mut others = maps.iter();
        times + 1 < TILED
            && others
                .all(|(side, times_there)| *side <= own || own * (times + 1) <= side * times_there)
    };

    let grown = |(own, _)| {
        let maps = stages.clone().zip(times);
        let grows = |stage| !seen.is_vector(stage) && side(stage) == own;
        maps.map(|(stage, &times)| times + usize::from(grows(stage)))
            .collect()
    };

    sides.into_iter().filter(is_free).map(grown).collect()
}
