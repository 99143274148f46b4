//! How wide stages are.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::thumb::needed;
use super::column::{GAP, NARROWEST};
use super::growth::grown;
use super::seen::Seen;

/// Columns of a vector, of one whose numbers have all of their digits, and of one whose bars have room.
const NUMBERS: u16 = NARROWEST - GAP;
const DIGITS: u16 = 12;
const BARS: u16 = 24;

/// How wide stages beside each other are.
pub(super) struct Widths {
    /// Their columns, without the gaps.
    pub columns: Vec<u16>,
    /// Dots along a cell of small maps at most, the same for all.
    pub most: usize,
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
                is_whole: true,
            }
        } else if let Some(whole) = whole(seen, stages, [width, height], most) {
            whole
        } else {
            Self {
                columns: grown(seen, stages, Rect { width, ..room }, head),
                most: 1,
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
    pub(super) fn most(&self, seen: &Seen, stage: usize) -> usize {
        if self.is_whole || seen.is_small(stage) {
            self.most
        } else {
            usize::MAX
        }
    }

    /// Whether this shows its stages larger than other widths do.
    pub(super) fn is_larger(&self, other: &Self) -> bool {
        self.is_whole && (!other.is_whole || self.most > other.most)
    }
}

/// The largest cells, of one size, at which all maps of all stages are seen.
fn whole(
    seen: &Seen,
    stages: &Range<usize>,
    [width, height]: [u16; 2],
    most: usize,
) -> Option<Widths> {
    let maps = || stages.clone().filter(|&stage| !seen.is_vector(stage));
    let largest = maps().map(|stage| {
        let [_, rows, columns] = seen.dims(stage);
        ((usize::from(width) + 1) / columns).min((2 * usize::from(height) + 1) / rows)
    });

    let columns = |times: usize| -> Option<Vec<u16>> {
        let mut left = usize::from(width);

        let column = |stage: usize| {
            let own = if seen.is_vector(stage) {
                usize::from(NUMBERS)
            } else {
                needed(seen.dims(stage), times, height)?
            };

            left = left.checked_sub(own)?;
            Some(own as u16)
        };

        stages.clone().map(column).collect()
    };

    (1..=largest.min()?.min(most)).rev().find_map(|most| {
        Some(Widths {
            columns: columns(most)?,
            most,
            is_whole: true,
        })
    })
}
