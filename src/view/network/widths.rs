//! How wide stages are, and what they are made of.

use std::ops::{Range, RangeInclusive};

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::field::Field;
use super::super::photo::Photo;
use super::super::thumb::needed;
use super::column::{Column, GAP, NARROWEST, size};
use crate::app::{App, EditTarget, Open};
use crate::nn::Stage;

/// Columns of a stage where not all stages are seen and maps are large: at least these, and a quarter of the screen.
const BROAD: u16 = 19;
const OF_SCREEN: u16 = 4;

/// Columns of a head's words at most.
const WORDS: u16 = 16;

/// Columns of a vector, of one whose numbers have all of their digits, and of one whose bars have room.
const NUMBERS: u16 = NARROWEST - GAP;
const DIGITS: u16 = 12;
const BARS: u16 = 24;

/// The longest side of maps that are small: their cells have one size in all of a network.
const SMALL: usize = 16;

/// How much less a stage counts that the walk has not come to, where not all are seen.
const LATER: f64 = 0.25;

/// How much more a stage counts of which all maps are seen.
const WHOLE: f64 = 1.5;

/// What columns are made of.
pub(super) struct Seen<'a> {
    pub app: &'a App,
    pub field: &'a Field,
    pub photo: Option<Photo>,
}

/// How wide stages beside each other are.
pub(super) struct Widths {
    /// Their columns, without the gaps.
    pub columns: Vec<u16>,
    /// Dots along a cell of small maps at most, the same for all.
    pub most: usize,
    /// Whether everything is seen, as large as that may be.
    is_whole: bool,
}

impl Seen<'_> {
    /// A stage on a part of the screen.
    pub(super) fn column(&self, index: usize, area: Rect, head: u16) -> Column {
        let map = match self.app.open() {
            Open::Edit(EditTarget::Input([channel, ..]), _) if index == 0 => *channel,
            _ => self.field.map(index),
        };

        Column {
            index,
            area,
            head,
            gap: GAP,
            map,
            most: usize::MAX,
            photo: self.photo,
        }
    }

    /// Maps, rows and columns of a stage; a photograph in colours is one map.
    fn dims(&self, stage: usize) -> [usize; 3] {
        let [maps, rows, columns] = self.app.network().shape_of(Stage::at(stage)).dims();
        let is_one = stage == 0 && self.photo.is_some_and(Photo::has_colours);

        [if is_one { 1 } else { maps }, rows, columns]
    }

    /// Whether its maps are so small that their cells have one size with those of others.
    fn is_small(&self, stage: usize) -> bool {
        self.dims(stage)[1..].iter().all(|&side| side <= SMALL)
    }

    fn is_vector(&self, stage: usize) -> bool {
        self.app.network().shape_of(Stage::at(stage)).is_vector()
    }

    /// Columns of the screen that a stage takes at least, where not all of so many have room: maps that are large are seen larger, and
    /// fewer of them.
    pub(super) fn narrowest(&self, count: usize, width: u16) -> u16 {
        let current = self.app.place().layer + 1;
        let maps = (current - 1..=current).filter(|&stage| !self.is_vector(stage));
        let widest = maps.map(|stage| self.dims(stage)[2]).max().unwrap_or(0);
        let widest = u16::try_from(widest).unwrap_or(u16::MAX);

        if usize::from(width / NARROWEST) >= count {
            return NARROWEST;
        }

        let broad = (width / OF_SCREEN).max(BROAD).min(width);
        widest
            .saturating_add(GAP)
            .clamp(NARROWEST, broad.max(NARROWEST))
    }

    /// Columns for a stage's name and shape, and for its kind where that has a line, which reach into the gap after it.
    fn named(&self, stage: usize, head: u16) -> u16 {
        let layer = stage.checked_sub(1);
        let layer = layer.map(|layer| &self.app.network().layers[layer]);
        let name = layer.map_or(self.app.language().input(), |layer| &layer.name);
        let kind = layer.map_or("", |layer| layer.op.kind());
        let kind = if head > 2 { kind } else { "" };
        let shape = bars::shape(self.app, stage);
        let longest = [name, kind, &shape].map(UnicodeWidthStr::width);
        let longest = longest.into_iter().max().unwrap_or(0) as u16;

        longest.min(WORDS).saturating_sub(GAP - 2)
    }

    /// Columns for its shape and its parameters.
    fn measured(&self, stage: usize) -> u16 {
        (size(self.app, stage).width() as u16).saturating_sub(GAP - 2)
    }
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
            grown(seen, stages, Rect { width, ..room }, head)
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

/// Where not everything fits: stages grow from the narrowest on, each time those that gain most for a column. Stages whose maps are
/// alike grow together.
fn grown(seen: &Seen, stages: &Range<usize>, room: Rect, head: u16) -> Widths {
    let count = stages.len() as u16;
    let least = NUMBERS.min(room.width / count.max(1));
    let mut left = room.width.saturating_sub(least * count);
    let widest = least + left;
    let mut growths = growths(seen, stages, least..=widest, (room, head));

    while let Some((_, at, width)) = largest_gain(&growths, left) {
        left -= growths[at].cost(width);
        growths[at].columns = width;
    }

    let columns = |stage: usize| {
        let mut growths = growths.iter();
        let own = growths.find(|growth| growth.stages.contains(&stage));
        own.map_or(least, |growth| growth.columns)
    };

    Widths {
        columns: stages.clone().map(columns).collect(),
        most: 1,
        is_whole: false,
    }
}

/// Stages by what their maps are, each from the narrowest to the widest.
fn growths(
    seen: &Seen,
    stages: &Range<usize>,
    widths: RangeInclusive<u16>,
    (room, head): (Rect, u16),
) -> Vec<Growth> {
    let has_all = stages.len() == seen.app.network().layers.len() + 1;
    let current = seen.app.place().layer + 1;
    let is_later = |stage| stage > current && !has_all;
    let kind = |stage| (stage == 0, is_later(stage), seen.dims(stage));
    let mut growths: Vec<Growth> = Vec::new();

    for stage in stages.clone() {
        let alike = growths
            .iter_mut()
            .find(|growth| kind(growth.stages[0]) == kind(stage));

        if let Some(growth) = alike {
            growth.stages.push(stage);
        } else {
            growths.push(Growth {
                stages: vec![stage],
                columns: *widths.start(),
                sizes: sizes(seen, stage, widths.clone(), (room, head)),
                weight: if is_later(stage) { LATER } else { 1.0 },
            });
        }
    }

    growths
}

/// With so many columns more at most: the gain, which stages have it, and the columns of each of them then.
fn largest_gain(growths: &[Growth], left: u16) -> Option<(f64, usize, u16)> {
    let gains = growths.iter().enumerate().filter_map(|(at, growth)| {
        let (gain, width) = growth.best(left)?;
        Some((gain, at, width))
    });

    gains.max_by(|one, other| one.0.total_cmp(&other.0))
}

/// How stages that are alike grow with the columns that each has.
struct Growth {
    stages: Vec<usize>,
    columns: u16,
    /// The columns on which one is larger than on fewer, and how large.
    sizes: Vec<(u16, f64)>,
    weight: f64,
}

impl Growth {
    /// With so many columns more at most: what is gained most for a column, and the columns of each for it.
    fn best(&self, left: u16) -> Option<(f64, u16)> {
        let own = self.columns;
        let (_, now) = self.sizes.iter().rfind(|(width, _)| *width <= own)?;
        let larger = self.sizes.iter().filter(|(width, _)| *width > own);
        let larger = larger.filter(|(width, _)| self.cost(*width) <= left);
        let gain = |size: f64, more: u16| self.weight * (size / now).ln() / f64::from(more);
        let gains = larger.map(|&(width, size)| (gain(size, width - own), width));

        gains.max_by(|one, other| one.0.total_cmp(&other.0))
    }

    /// How many columns more they take together with so many each.
    fn cost(&self, width: u16) -> u16 {
        (width - self.columns).saturating_mul(self.stages.len() as u16)
    }
}

/// How large a stage is seen on so many columns: those on which it is larger than on fewer, each with a side of the square that its
/// pictures would fill.
fn sizes(
    seen: &Seen,
    stage: usize,
    widths: RangeInclusive<u16>,
    (room, head): (Rect, u16),
) -> Vec<(u16, f64)> {
    let mut sizes: Vec<(u16, f64)> = Vec::new();

    if seen.is_vector(stage) {
        return vec![(*widths.start(), 0.0)];
    }

    let most = if seen.is_small(stage) { 1 } else { usize::MAX };
    let narrowest = Rect {
        width: *widths.start(),
        ..room
    };
    let column = Column {
        most,
        ..seen.column(stage, narrowest, head)
    };
    let seen_on = |width| {
        let mut column = column;
        column.area.width = width;
        let sheet = column.sheet(seen.app);
        let is_whole = sheet.is_whole(seen.dims(stage)[0]);

        sheet.dots().sqrt() * if is_whole { WHOLE } else { 1.0 }
    };

    // From some width on there is no more to see.
    let largest = seen_on(*widths.end());

    for width in widths {
        let size = seen_on(width);

        if sizes.last().is_none_or(|(_, last)| size > *last) {
            sizes.push((width, size));
        }

        if size >= largest {
            break;
        }
    }

    sizes
}
