//! A step as a short motion: the window slides to its next place, then the products come in reading order, then the value
//! runs to its cell. What is seen of it is a function of where the walk came from, where it is, and how much time has passed.

use std::time::Duration;

use super::plane::Plane;
use crate::app::{Action, App, Open, View};
use crate::nn::Take;
use crate::walk::{Grain, Moment, Place};

/// How long a window slides.
const SLIDE: Duration = Duration::from_millis(80);

/// How long products take to come.
const MULTIPLY: Duration = Duration::from_millis(70);

/// How long a value takes to its cell.
const LAND: Duration = Duration::from_millis(50);

/// The time between two frames of a motion.
pub(crate) const FRAME: Duration = Duration::from_millis(25);

/// How long something moves, and what is seen at a share of that time.
type Part = (Duration, fn(f64) -> Phase);

/// Where a session stood before an action.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before(Place);

impl Before {
    pub(crate) fn new(app: &App) -> Self {
        Self(app.place())
    }

    /// The motion that an action was; `None` where nothing moves.
    pub(crate) fn motion(self, app: &App, action: Action) -> Option<Motion> {
        let is_step = matches!(action, Action::Next | Action::Back | Action::Tick);
        is_step.then(|| Motion::new(app, self.0))?
    }
}

/// What moves in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Motion {
    from: Place,
    slides: bool,
    multiplies: bool,
    lands: bool,
}

/// A step that is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Midway {
    /// Where the walk came from.
    pub from: Place,
    pub phase: Phase,
}

/// What moves, and how far it is: from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Phase {
    /// The window is between two places.
    Slide(f64),
    /// Products come.
    Multiply(f64),
    /// The value is on its way to its cell.
    Land(f64),
}

impl Motion {
    /// The motion that led a session here from a place of the same network, one step away; `None` where nothing moves.
    fn new(app: &App, from: Place) -> Option<Self> {
        let to = app.place();
        let is_small = app.grain() <= Grain::Cell && from.layer == to.layer && from != to;
        let is_seen = app.view() == View::Walk && *app.open() == Open::Nothing;

        if !is_small || !is_seen || app.waits_for().is_some() {
            return None;
        }

        let layer = app.layer();
        let plane = Plane::new(layer);
        let is_forward = app.step_at(&from) < app.step();
        let is_shown = is_forward && !app.hidden().value();
        let is_finished = to.moment == Moment::Finish;
        let is_gathered = !is_finished || app.grain() == Grain::Cell;

        // Powers of e are those of the whole vector, and stay from cell to cell.
        let is_new = layer.op.form().take != Take::Exponential || from.moment == Moment::Start;

        let motion = Self {
            from,
            slides: plane.window(from.cell) != plane.window(to.cell),
            multiplies: is_shown
                && layer.op.form().take.is_computed()
                && is_gathered
                && is_new
                && app.grain() != Grain::Tap,
            lands: is_shown && is_finished,
        };

        (!motion.time().is_zero()).then_some(motion)
    }

    /// How long it takes.
    pub(crate) fn time(&self) -> Duration {
        self.parts().into_iter().map(|(time, _)| time).sum()
    }

    /// What is seen when so much time has passed; `None` once it is over.
    pub(crate) fn at(&self, passed: Duration) -> Option<Midway> {
        let mut left = passed;

        for (time, phase) in self.parts() {
            if left < time {
                return Some(Midway {
                    from: self.from,
                    phase: phase(left.as_secs_f64() / time.as_secs_f64()),
                });
            }

            left -= time;
        }

        None
    }

    /// One after the other: how long each lasts, and what it is.
    fn parts(&self) -> [Part; 3] {
        let lasts = |moves: bool, time| if moves { time } else { Duration::ZERO };

        [
            (lasts(self.slides, SLIDE), Phase::Slide),
            (lasts(self.multiplies, MULTIPLY), Phase::Multiply),
            (lasts(self.lands, LAND), Phase::Land),
        ]
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ratatui::buffer::Cell;
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::Theme;
    use crate::scenario::{Request, load};
    use crate::text::Language;

    #[test]
    fn what_comes_is_told_when_it_is_there() {
        let scenario = Arc::new(load("cs231n", &Request::default()).expect("a lesson"));
        let mut app = App::new(scenario, Theme::Dark, Language::English);
        app.apply(Action::Take(crate::app::Taste::Grain(Grain::Cell)));
        app.apply(Action::Step(2));
        let said = |app: &App, midway: Option<Midway>| {
            let buffer = crate::view::frame(app, midway, Theme::Dark, Rect::new(0, 0, 120, 40));
            let below = &buffer.content[120 * 33..120 * 38];
            below.iter().map(Cell::symbol).collect::<String>()
        };
        let old = said(&app, None);
        let before = Before::new(&app);
        app.apply(Action::Next);
        let motion = before.motion(&app, Action::Next).expect("a motion");
        let moments = (0..).map(|frame| motion.at(FRAME * frame));

        for midway in moments.take_while(Option::is_some) {
            assert_eq!(said(&app, midway), old, "{midway:?}");
        }

        let new = said(&app, None);
        assert!(old.contains("o[1] row 0, column 0") && new.contains("o[0] row 0, column 1"));
        assert!(new.contains("The window slid"), "{new}");
    }
}
