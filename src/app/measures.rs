//! How wide a network's numbers are, found once: a frame needs it of everything that it shows.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Weak};

use super::App;
use crate::nn::{Stage, Values};
use crate::text::Measure;

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

/// What was measured, of the network whose values these are.
#[derive(Debug, Default)]
pub(super) struct Measures {
    of: Weak<Values>,
    found: HashMap<(Measured, usize), Measure>,
}

/// How numbers of a session's network are measured with so many digits after the point. They are asked for where that is not
/// known.
pub(crate) fn measure(
    app: &App,
    numbers: Measured,
    digits: usize,
    values: impl FnOnce() -> Vec<f64>,
) -> Measure {
    let now = Arc::downgrade(app.values());
    let mut measures = app.measures.borrow_mut();

    if !measures.of.ptr_eq(&now) {
        *measures = Measures {
            of: now,
            found: HashMap::new(),
        };
    }

    let found = measures.found.entry((numbers, digits));

    *found.or_insert_with(|| Measure::of(&values(), digits))
}

/// Where they are kept.
pub(super) type Kept = RefCell<Measures>;
