//! How wide a network's numbers and equations are, found once: a frame needs it of everything that it shows.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Weak};

use super::App;
use crate::nn::{Stage, Values};
use crate::text::{Digits, Language, Measure, Part};
use crate::walk::{Explanation, Grain, Place};

/// Numbers that stay what they are as long as the network does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Measured {
    /// Those of a stage that is known.
    Stage(Stage),
    /// What all sources of a layer put out, which are known.
    Sources(usize),
    /// A layer's weights.
    Weights(usize),
    /// Those of one of its filters.
    Filter(usize, usize),
}

/// Equations that stand in each other's place from step to step: a layer's, of cells or of what comes before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Alike {
    pub layer: usize,
    pub is_finish: bool,
    pub grain: Grain,
    pub told: (Language, Digits),
    /// Columns that they have at most.
    pub width: usize,
}

/// Some of them, part by part.
pub(crate) type Equations = Arc<[Vec<Part>]>;

/// What was measured, of the network whose values these are.
#[derive(Debug, Default)]
pub(super) struct Measures {
    of: Weak<Values>,
    found: HashMap<(Measured, usize), Measure>,
    written: HashMap<Alike, Equations>,
}

impl Measures {
    /// With nothing that was found of another network.
    fn of_now(&mut self, app: &App) -> &mut Self {
        let now = Arc::downgrade(app.values());

        if !self.of.ptr_eq(&now) {
            *self = Self {
                of: now,
                ..Self::default()
            };
        }

        self
    }
}

/// How numbers of a session's network are measured with so many digits after the point. They are asked for where that is not
/// known.
pub(crate) fn measure(
    app: &App,
    numbers: Measured,
    digits: usize,
    values: impl FnOnce() -> Vec<f64>,
) -> Measure {
    let mut measures = app.measures.borrow_mut();
    let found = measures.of_now(app).found.entry((numbers, digits));

    *found.or_insert_with(|| Measure::of(&values(), digits))
}

/// Some of the equations that stand in each other's place, those of these places. They are asked for where they are not known, and
/// `None` while some of them cannot be told.
pub(crate) fn alike(
    app: &App,
    which: Alike,
    places: impl Iterator<Item = Place>,
    equation: impl Fn(&Explanation) -> Vec<Part>,
) -> Option<Equations> {
    let mut measures = app.measures.borrow_mut();
    let written = &mut measures.of_now(app).written;

    if let Some(known) = written.get(&which) {
        return Some(known.clone());
    }

    let explained = places.map(|place| app.walker.explain(place));
    let found: Option<Equations> = explained
        .map(|found| found.as_ref().map(&equation))
        .collect();
    let found = found?;
    written.insert(which, found.clone());
    Some(found)
}

/// Where they are kept.
pub(super) type Kept = RefCell<Measures>;
