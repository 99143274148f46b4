//! How wide stages are.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::thumb::{TILED, needed};
use super::column::{GAP, NARROWEST};
use super::growth::grown;
use super::seen::Seen;

/// Columns of a vector, of one whose numbers have all of their digits, and of one whose bars have room.
const NUMBERS: u16 = NARROWEST - GAP;
const DIGITS: u16 = 12;
const BARS: u16 = 24;

/// What stages have in common that are alike: whether they are the input, and their maps; nothing of a vector.
type Kind = Option<(bool, [usize; 3])>;

/// How wide stages beside each other are.
pub(super) struct Widths {
    /// Their columns, without the gaps.
    pub columns: Vec<u16>,
    /// Dots along a cell of small maps at most, the same for all but for those that have room to be larger.
    pub most: usize,
    /// How many times as large a stage's cells are.
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
                times: vec![1; stages.len()],
                is_whole: true,
            }
        } else if let Some(whole) = whole(seen, stages, [width, height], most) {
            whole
        } else {
            Self {
                columns: grown(seen, stages, Rect { width, ..room }, head),
                most: 1,
                times: vec![1; stages.len()],
                is_whole: false,
            }
        };

        // What is left lets heads be whole, numbers have their digits, cells be larger, parameters be told, and bars be longer.
        let bars = |columns| move |stage| if seen.is_vector(stage) { columns } else { 0 };

        widths.widen(stages, width, &|stage| seen.named(stage, head));
        widths.widen(stages, width, &bars(DIGITS));
        widths.double(seen, stages, ([width, height], most));
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

    /// Where all is seen and cells have no numbers, those of some stages are twice as large, and the input's maybe four times, where
    /// what is left of so many columns allows that: alike stages together, first those that need the fewest columns.
    fn double(
        &mut self,
        seen: &Seen,
        stages: &Range<usize>,
        ([width, height], most): ([u16; 2], usize),
    ) {
        let most = most.min(TILED);

        if !self.is_whole || self.most > most / 2 {
            return;
        }

        let taken: u16 = self.columns.iter().sum();
        let mut left = width.saturating_sub(taken);
        let kind = |stage| (!seen.is_vector(stage)).then(|| (stage == 0, seen.dims(stage)));
        let kinds: Vec<Kind> = stages.clone().map(kind).collect();

        while let Some((more, kind, columns)) = self.larger(&kinds, (height, most)) {
            if more > left {
                return;
            }

            for at in (0..kinds.len()).filter(|&at| kinds[at] == kind) {
                self.columns[at] = self.columns[at].max(columns);
                self.times[at] *= 2;
            }

            left -= more;
        }
    }

    /// The alike stages whose cells are twice as large with the fewest columns more: how many more that takes together, and the columns
    /// of each then.
    fn larger(&self, kinds: &[Kind], (height, most): (u16, usize)) -> Option<(u16, Kind, u16)> {
        let larger = kinds.iter().zip(&self.times).filter_map(|(kind, times)| {
            let (is_input, dims) = (*kind)?;
            let dots = 2 * times * self.most;
            let is_dots = dots <= most && (*times == 1 || is_input);
            let columns = is_dots.then(|| needed(dims, dots, height))??;
            let columns = u16::try_from(columns).ok()?;
            let alike = kinds.iter().zip(&self.columns);
            let alike = alike.filter(|(other, _)| *other == kind);
            let more = alike.map(|(_, own)| columns.saturating_sub(*own));

            Some((more.fold(0, u16::saturating_add), *kind, columns))
        });

        larger.min()
    }

    /// Dots along a cell of a stage at most.
    pub(super) fn most(&self, seen: &Seen, (at, stage): (usize, usize)) -> usize {
        if self.is_whole || seen.is_small(stage) {
            self.most.saturating_mul(self.times[at])
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
            times: vec![1; stages.len()],
            is_whole: true,
        })
    })
}
