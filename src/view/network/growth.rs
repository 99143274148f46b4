//! How stages share the columns of a screen that does not hold everything.

use std::ops::{Range, RangeInclusive};

use ratatui::layout::Rect;

use super::column::{Column, GAP, NARROWEST};
use super::seen::Seen;

/// How much less a stage counts that the walk has not come to, where not all are seen.
const LATER: f64 = 0.25;

/// How much more a stage counts of which all maps are seen.
const WHOLE: f64 = 1.5;

/// The columns of stages where not everything fits: they grow from the narrowest on, each time those that gain most for a column. Stages whose maps are
/// alike grow together.
pub(super) fn grown(seen: &Seen, stages: &Range<usize>, room: Rect, head: u16) -> Vec<u16> {
    let even = room.width / (stages.len() as u16).max(1);
    let has_all = stages.len() == seen.app.network().layers.len() + 1;
    let least = |stage| {
        let own = if has_all {
            seen.least(stage)
        } else {
            NARROWEST - GAP
        };

        own.min(even)
    };

    let mut left = room.width.saturating_sub(stages.clone().map(least).sum());
    let mut growths = growths(seen, stages, (&least, left), (room, head));

    while let Some((_, at, width)) = largest_gain(&growths, left) {
        left -= growths[at].cost(width);
        growths[at].columns = width;
    }

    let columns = |stage: usize| {
        let mut growths = growths.iter();
        let own = growths.find(|growth| growth.stages.contains(&stage));
        own.map_or(least(stage), |growth| growth.columns)
    };

    stages.clone().map(columns).collect()
}

/// Stages by what their maps are, each from the narrowest to the widest.
fn growths(
    seen: &Seen,
    stages: &Range<usize>,
    (least, left): (&dyn Fn(usize) -> u16, u16),
    (room, head): (Rect, u16),
) -> Vec<Growth> {
    let has_all = stages.len() == seen.app.network().layers.len() + 1;
    let current = seen.app.place().layer + 1;
    let is_later = |stage| stage > current && !has_all;
    let kind = |stage| (stage == 0, is_later(stage), least(stage), seen.dims(stage));
    let mut growths: Vec<Growth> = Vec::new();

    for stage in stages.clone() {
        let alike = growths
            .iter_mut()
            .find(|growth| kind(growth.stages[0]) == kind(stage));

        if let Some(growth) = alike {
            growth.stages.push(stage);
        } else {
            let least = least(stage);

            growths.push(Growth {
                stages: vec![stage],
                columns: least,
                sizes: sizes(seen, stage, least..=least + left, (room, head)),
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
