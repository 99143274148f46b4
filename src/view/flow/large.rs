//! The equation in large digits. Its parts stand where those of the layer's other cells stand, each in a place that has room for the
//! longest of them, where the screen is wide enough; terms are as in the row of sums, without parentheses:
//!
//! ```text
//!   0 +  2 +  0 + 1 = 3
//!  -3 +  0 + -3 + 1 = -5
//! ```

use super::super::canvas::Canvas;
use super::super::digits::Size;
use super::super::words;
use super::Flow;
use crate::app::{Alike, Equations, alike};
use crate::text::{self, Kind, Part};
use crate::walk::{Explanation, Grain, Moment, Place};

/// Columns of the text that it is made of, from the most to the least: terms that have no room are put together.
const WIDTHS: [usize; 4] = [64, 24, 12, 0];

/// Cells of a layer whose equations are looked at, and the taps of a cell up to which they are.
const MOST_ALIKE: usize = 64;
const MOST_TAPS: usize = 1024;

/// An equation, how large its dots are, and the columns of each part's place.
struct Placed {
    parts: Vec<Part>,
    size: Size,
    places: Vec<u16>,
}

impl Flow<'_> {
    /// The equation in large digits, where there is room for all of it.
    pub(super) fn large(&self, canvas: &mut Canvas) {
        let Some(large) = self.layout.large else {
            return;
        };

        let Some(placed) = self.placed(large.size, canvas.area.width) else {
            return;
        };

        let Placed {
            parts,
            size,
            places,
        } = placed;
        let wide = total(&places, size);
        let mut x = canvas.area.x + canvas.area.width.saturating_sub(wide) / 2;
        let top = large.top + (large.size.halves() - size.halves()) / 2;

        for (index, (part, place)) in parts.iter().zip(&places).enumerate() {
            let own = size.columns_of(&part.text).unwrap_or(*place);
            let style = self.part_style(part.kind);
            // Units stand below each other, and the result after its sign.
            let is_result = index + 1 == places.len();
            let at = if is_result {
                x
            } else {
                (x + place).saturating_sub(own)
            };

            size.draw(canvas, [at, top], &part.text, style);
            x += place;
        }
    }

    /// The equation in the largest dots, up to these, in which it and those of other cells fit on a screen. A smaller one that is whole
    /// tells more than a larger one with terms put together.
    fn placed(&self, most: Size, screen: u16) -> Option<Placed> {
        let texts = WIDTHS.map(|width| (width, bare(self.shortened(width, usize::MAX))));

        // `-1 = -1`, terms put together to nothing but the result, says nothing.
        let is_told = |parts: &[Part]| parts.len() > 3 && has_no(parts, Kind::Words);
        let told = texts.into_iter().filter(|(_, parts)| is_told(parts));
        let (whole, totals): (Vec<_>, Vec<_>) =
            told.partition(|(_, parts)| has_no(parts, Kind::Total));

        [whole, totals].into_iter().find_map(|mut texts| {
            // With fewer columns it may be the same.
            texts.dedup_by(|one, other| one.1 == other.1);
            let with_alike = |(width, parts)| (parts, self.alike(width).unwrap_or_default());
            let all: Vec<(Vec<Part>, Equations)> = texts.into_iter().map(with_alike).collect();
            let sized = |size: Size| {
                all.iter().find_map(|(parts, others)| {
                    Some(Placed {
                        parts: parts.clone(),
                        size,
                        places: places(parts, others, size, screen)?,
                    })
                })
            };
            most.down().find_map(sized)
        })
    }

    /// The equations of some of the layer's cells at this kind of step.
    pub(super) fn alike(&self, width: usize) -> Option<Equations> {
        let app = self.scene.app;
        let layer = self.scene.layer;
        let Place { moment, .. } = self.told_place();
        let grain = app.grain();
        let told = words::told(app);
        let [groups, taps] = [layer.groups(), layer.taps()];

        if groups * taps > MOST_TAPS {
            return None;
        }

        let count: usize = layer.output.dims().iter().product();
        let all = match moment {
            Moment::Tap { .. } if grain == Grain::Tap => count * groups * taps,
            Moment::Tap { .. } => count * groups,
            _ => count,
        };

        // Of many, some from everywhere.
        let some = all.min(MOST_ALIKE);
        let apart = all / some + usize::from(all > some);
        let places = (0..some).map(|index| self.like(index * apart % all));
        let equation = |explanation: &Explanation| {
            let equation = text::equation(layer, explanation, grain, width, told);
            equation.map_or_else(Vec::new, |equation| equation.parts().to_vec())
        };

        let which = Alike {
            layer: self.scene.place.layer,
            is_finish: moment == Moment::Finish,
            grain,
            told,
            width,
        };

        alike(app, which, places, equation)
    }

    /// The place whose equation is seen: in the middle of a step, the one before.
    pub(super) fn told_place(&self) -> Place {
        let before = self.scene.left().filter(|_| self.scene.is_coming());
        before.unwrap_or(self.scene.place)
    }

    /// The place of this kind of step with an index: cell by cell, then group by group, then tap by tap.
    fn like(&self, index: usize) -> Place {
        let layer = self.scene.layer;
        let [maps, rows, columns] = layer.output.dims();
        let [cell, other] = [
            index % (maps * rows * columns),
            index / (maps * rows * columns),
        ];
        let place = self.told_place();
        let moment = match place.moment {
            Moment::Tap { .. } if self.scene.app.grain() == Grain::Tap => Moment::Tap {
                group: other % layer.groups(),
                tap: other / layer.groups(),
            },
            Moment::Tap { .. } => Moment::Tap {
                group: other,
                tap: layer.taps() - 1,
            },
            moment => moment,
        };

        Place {
            cell: [
                cell / (rows * columns),
                cell / columns % rows,
                cell % columns,
            ],
            moment,
            ..place
        }
    }
}

/// The columns of the places of an equation's parts, in dots of a size: as many as the longest of each takes in it and in others that
/// have the same parts, or its own where there is no room for that. What stands in parentheses is not torn apart: what is spare then
/// comes before the sign. `None` where one of them does not fit on a screen.
fn places(parts: &[Part], others: &[Vec<Part>], size: Size, screen: u16) -> Option<Vec<u16>> {
    let columns = |part: &Part| size.columns_of(without_parentheses(&part.text));
    let own: Vec<u16> = parts.iter().map(columns).collect::<Option<_>>()?;
    let last = own.len() - 1;
    let left = |columns: &[u16]| columns[..last].iter().sum::<u16>();
    let mut places = own.clone();
    let mut widest = total(&own, size);
    let mut most = left(&own);
    let mut other: Vec<u16> = Vec::with_capacity(own.len());

    for alike in others.iter().filter(|other| is_alike(other, parts)) {
        other.clear();

        for part in alike {
            other.push(columns(part)?);
        }

        for (place, columns) in places.iter_mut().zip(&other) {
            *place = (*place).max(*columns);
        }

        widest = widest.max(total(&other, size));
        most = most.max(left(&other));
    }

    if widest > screen.saturating_sub(2) {
        return None;
    }

    if parts.iter().any(|part| part.text.contains('(')) {
        places[..last].copy_from_slice(&own[..last]);
        places[last - 1] += most - left(&own);
    }

    let fits = total(&places, size) <= screen;
    Some(if fits { places } else { own })
}

/// Parts with their numbers out of parentheses.
fn bare(mut parts: Vec<Part>) -> Vec<Part> {
    for part in &mut parts {
        let text = without_parentheses(&part.text);

        if text.len() < part.text.len() {
            part.text = text.to_owned();
        }
    }

    parts
}

/// A number out of its parentheses.
fn without_parentheses(text: &str) -> &str {
    let inner = text.strip_prefix('(');
    inner
        .and_then(|text| text.strip_suffix(')'))
        .unwrap_or(text)
}

/// Columns from the first of these places to the last, without the gap after it.
fn total(places: &[u16], size: Size) -> u16 {
    let all = places.iter().copied().fold(0, u16::saturating_add);
    all.saturating_sub(size.gap())
}

/// Whether no part is of a kind.
fn has_no(parts: &[Part], kind: Kind) -> bool {
    parts.iter().all(|part| part.kind != kind)
}

/// Whether two equations have the same parts, with other numbers.
pub(super) fn is_alike(one: &[Part], other: &[Part]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.kind == other.kind)
}
