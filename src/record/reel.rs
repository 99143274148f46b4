//! From cues to frames: what the viewer would show, with the time that a reader needs.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{Cue, Frame};
use crate::app::{Action, App, Effect};
use crate::desk::Desk;
use crate::nn::Watch;
use crate::view::{self, Before, Motion};
use crate::walk::Moment;

/// Columns of a text that are read in the time of a step.
const WIDTH_A_STEP: u32 = 30;

/// Steps for which a finished map, and the last frame, are looked at longer than others.
const FINISHED: u32 = 2;

/// How fast letters are typed, and strokes drawn, at most.
const TYPING: Duration = Duration::from_millis(150);

/// How time passes in a recording.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Between two steps.
    pub step: Duration,
    /// What is seen for less than this is not recorded by itself.
    pub least: Duration,
    /// Whether steps are seen as motions.
    pub moves: bool,
}

/// A session that is recorded: the frames that its cues lead to.
pub(crate) struct Reel<C> {
    app: App,
    area: Rect,
    pace: Pace,
    cues: C,
    /// Whether frames are drawn in the theme for the other light, too.
    both: bool,
    /// What is seen of the last step's motion, before what is held.
    moving: VecDeque<Frame>,
    /// What is seen now, until something else is.
    held: Option<Frame>,
    /// Time of what was seen too short to be a frame of its own.
    carried: Duration,
    /// Time that is still to pass before the next cue.
    pausing: Duration,
    /// The notes that have been seen.
    read: HashSet<String>,
    /// What is computed for a frame; to be stopped where nobody wants the recording any more.
    watch: Watch,
    /// Whether there is nothing more to come.
    has_ended: bool,
}

impl<C: Iterator<Item = Cue>> Reel<C> {
    /// Begins with what the session shows. From when `stop` is set, frames show what is known then.
    pub fn new(
        app: App,
        area: Rect,
        pace: Pace,
        both: bool,
        cues: C,
        stop: Arc<AtomicBool>,
    ) -> Self {
        let carried = Duration::ZERO;
        let pausing = Duration::ZERO;
        let read = HashSet::new();
        let watch = Watch {
            stop,
            ..Watch::default()
        };

        let mut reel = Self {
            app,
            area,
            pace,
            cues,
            both,
            moving: VecDeque::new(),
            held: None,
            carried,
            pausing,
            read,
            watch,
            has_ended: false,
        };

        reel.held = Some(reel.look(pace.step));

        reel
    }

    /// What is seen now, for a time, and longer where there is something new to read.
    fn look(&mut self, time: Duration) -> Frame {
        while let Some(awaited) = self.app.waits_for() {
            if self.app.values().fetch(awaited, &self.watch).is_none() {
                break;
            }
        }

        let view::Said { label, paragraphs } = view::said(&self.app);
        let theme = self.app.theme();
        let screen = view::frame(&self.app, None, theme, self.area);
        let other = self
            .both
            .then(|| view::frame(&self.app, None, theme.opposite(), self.area));

        Frame {
            screen,
            other,
            hold: time + self.reading(),
            label,
            said: paragraphs,
            is_moving: false,
        }
    }

    /// The time that it takes to read a new note, and to look at a finished map.
    fn reading(&mut self) -> Duration {
        let asked = self.app.wants().and_then(|_| self.app.question());
        let note = asked
            .or_else(|| self.app.note())
            .filter(|note| !self.read.contains(note));
        let width = note.as_ref().map_or(0, |note| note.width());
        self.read.extend(note);
        let place = self.app.place();
        let [_, rows, columns] = self.app.layer().output.dims();
        let is_map_finished =
            place.moment == Moment::Finish && place.cell[1..] == [rows - 1, columns - 1];

        let steps = if is_map_finished { FINISHED } else { 0 };

        self.pace.step * steps + self.pace.step * width as u32 / WIDTH_A_STEP
    }

    /// What comes next: what plays goes on while a pause lasts.
    fn cue(&mut self) -> Option<Cue> {
        if let Some(interval) = self
            .app
            .interval()
            .filter(|interval| *interval <= self.pausing)
        {
            self.pausing -= interval;
            return Some(Cue::Act(Action::Tick));
        }
        if let Some(frame) = &mut self.held {
            frame.hold += std::mem::take(&mut self.pausing);
        }
        self.cues.next()
    }

    /// Does an action. Gives the frame before it, if that was seen long enough.
    fn act(&mut self, action: Action) -> Option<Frame> {
        let was_playing = self.app.interval();
        let before = Before::new(&self.app);
        // Nobody is there to be asked whether changes are to be lost.
        let effect = match action {
            Action::Quit => Effect::Quit,
            action => self.app.apply(action),
        };

        if effect == Effect::Quit {
            self.has_ended = true;
            return None;
        }

        // Recordings know no recent files, so that they are the same everywhere.
        Desk::default().perform(&mut self.app, effect);
        let time = match (action, was_playing) {
            (Action::Tick, Some(interval)) => interval,
            (Action::Type(_) | Action::Erase | Action::Paint(..), _) => TYPING.min(self.pace.step),
            _ => self.pace.step,
        };

        let mut next = self.look(time);
        let motion = before.motion(&self.app, action);

        if let Some(motion) = motion.filter(|_| self.pace.moves) {
            self.set_off(motion, &mut next);
        }

        let mut frame = self.held.replace(next)?;
        frame.hold += std::mem::take(&mut self.carried);

        if frame.hold < self.pace.least {
            self.carried = frame.hold;
            return None;
        }

        Some(frame)
    }

    /// The frames of a motion, where there is time for them; what comes after is seen for the rest.
    fn set_off(&mut self, motion: Motion, next: &mut Frame) {
        let frame_time = self.pace.least.max(view::FRAME);

        for passed in (1..).map(|frame| frame_time * frame) {
            let Some(midway) = motion.at(passed).filter(|_| next.hold > 2 * frame_time) else {
                return;
            };

            let theme = self.app.theme();
            let screen = |theme| view::frame(&self.app, Some(midway), theme, self.area);
            next.hold -= frame_time;

            self.moving.push_back(Frame {
                screen: screen(theme),
                other: self.both.then(|| screen(theme.opposite())),
                hold: frame_time,
                is_moving: true,
                ..next.clone()
            });
        }
    }
}

impl<C: Iterator<Item = Cue>> Iterator for Reel<C> {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        while !self.has_ended {
            if let Some(frame) = self.moving.pop_front() {
                return Some(frame);
            }

            match self.cue() {
                Some(Cue::Pause(time)) => self.pausing = time,
                Some(Cue::Act(action)) => {
                    if let Some(frame) = self.act(action) {
                        return Some(frame);
                    }
                }
                None => self.has_ended = true,
            }
        }

        let mut last = self.held.take()?;
        last.hold += self.carried + self.pace.step * FINISHED;

        Some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Theme, View};
    use crate::scenario::from_text;
    use crate::text::Language;
    use ratatui::buffer::Cell;

    #[test]
    fn what_nobody_waits_for_any_more_is_not_computed() {
        let layer = "[[layer]]\nkind = \"conv2d\"\nweight = { random = [64, 64, 7, 7] }\n";
        let text =
            format!("title = \"Wide\"\n[input]\ndata = {{ random = [64, 64, 64] }}\n{layer}");

        let scenario = from_text("wide.toml", &text).expect("a good scenario");
        let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
        app.apply(Action::View(View::Network));
        let pace = Pace {
            step: Duration::from_secs(1),
            least: Duration::ZERO,
            moves: false,
        };

        let stop = Arc::new(true.into());
        let frames = Reel::new(
            app,
            Rect::new(0, 0, 80, 24),
            pace,
            false,
            std::iter::empty(),
            stop,
        );

        let shown: Vec<String> = frames
            .map(|frame| frame.screen.content.iter().map(Cell::symbol).collect())
            .collect();

        assert!(shown.len() == 1 && shown[0].contains('…'), "{shown:?}");
    }
}
