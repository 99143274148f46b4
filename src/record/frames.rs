//! From cues to frames: what the viewer would show, with the time that a reader needs.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::{CellStyle, Cue, Frame, Mount, ScreenPart};
use crate::app::{Action, App, Effect, ScreenParts, Theme};
use crate::nn::{Awaited, Progress};
use crate::view::{self, Before, Midway, Motion};
use crate::walk::Moment;
use crate::workspace::Workspace;

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
    /// For a new note; as long as it takes to read it where nothing is said.
    pub note: Option<Duration>,
    /// For a finished map, and for the last frame; twice a step where nothing is said.
    pub hold: Option<Duration>,
}

/// How a recording is taken.
#[derive(Clone, Debug)]
pub(crate) struct FrameOptions {
    /// Columns and lines of the screen.
    pub area: Rect,
    /// How time passes.
    pub pace: Pace,
    /// What stands around the screen.
    pub mount: Mount,
    /// Whether frames are drawn as the viewer shows them.
    pub screen: bool,
    /// Whether they are drawn without what is said, in both lights.
    pub page: bool,
}

/// A session that is recorded: the frames that its cues lead to.
pub(crate) struct Frames<C> {
    app: App,
    take: FrameOptions,
    cues: C,
    /// What is seen of the last step's motion, before what is held.
    moving: VecDeque<Frame>,
    /// What is seen now, until something else is.
    held: Option<Frame>,
    /// Time of what was seen too short to be a frame of its own.
    carried: Duration,
    /// Time that is still to pass before the next cue.
    pausing: Duration,
    /// The notes that have been seen, and the layer that is.
    read: HashSet<String>,
    layer: Option<usize>,
    /// The key that was pressed last.
    key: Option<String>,
    /// Whether the next note is waited for.
    is_waiting: bool,
    /// What is computed for a frame; to be stopped where nobody wants the recording any more.
    watch: Progress,
    /// Whether there is nothing more to come.
    has_ended: bool,
}

impl<C: Iterator<Item = Cue>> Frames<C> {
    /// Begins with what the session shows. From when `stop` is set, frames show what is known then.
    pub(crate) fn new(app: App, take: FrameOptions, cues: C, stop: Arc<AtomicBool>) -> Self {
        let step = take.pace.step;
        let watch = Progress {
            stop,
            ..Progress::default()
        };

        let mut reel = Self {
            app,
            take,
            cues,
            moving: VecDeque::new(),
            held: None,
            carried: Duration::ZERO,
            pausing: Duration::ZERO,
            read: HashSet::new(),
            layer: None,
            key: None,
            is_waiting: false,
            watch,
            has_ended: false,
        };

        reel.held = Some(reel.look(step));

        reel
    }

    /// What is seen now, for a time, and longer where there is something new to read.
    fn look(&mut self, time: Duration) -> Frame {
        while let Some(awaited) = self.awaited() {
            if self.app.values().fetch(awaited, &self.watch).is_none() {
                break;
            }
        }

        let said = self.take.page.then(|| view::said(&self.app).paragraphs);
        let (reading, mark) = self.reading();

        Frame {
            screen: self.screen(None),
            page: self.take.page.then(|| self.page(None)),
            ground: self.ground(),
            hold: time + reading,
            label: view::label(&self.app),
            said: said.unwrap_or_default(),
            is_moving: false,
            mark,
            screenshots: Vec::new(),
        }
    }

    /// What is still to be computed so that all of a frame is seen.
    fn awaited(&self) -> Option<Awaited> {
        let wished = || self.app.values().wished(self.app.place().layer);
        self.app.waits_for().or_else(wished)
    }

    fn draw(&self, midway: Option<Midway>, theme: Theme) -> Buffer {
        let screen = view::frame(&self.app, midway, theme, self.take.area);
        let ground = view::ground(theme);
        self.take.mount.around(screen, ground, self.key.as_deref())
    }

    /// What lies around the screen.
    fn ground(&self) -> [u8; 3] {
        CellStyle::ground(view::ground(self.app.theme())).back
    }

    /// What the viewer shows, where it is asked for.
    fn screen(&self, midway: Option<Midway>) -> Buffer {
        if self.take.screen {
            self.draw(midway, self.app.theme())
        } else {
            Buffer::default()
        }
    }

    /// The screen without what a page says beside it, in both lights.
    fn page(&mut self, midway: Option<Midway>) -> [Buffer; 2] {
        let shown = self.app.parts();
        // Where all is shown as in the viewer, it is so in a page, too.
        let words = shown.hints && shown.words;
        self.app.set_parts(ScreenParts { words, ..shown });
        let theme = self.app.theme();
        let page = [theme, theme.opposite()].map(|theme| self.draw(midway, theme));
        self.app.set_parts(shown);

        page
    }

    /// The time that it takes to read a new note, and to look at a finished map; and what begins.
    fn reading(&mut self) -> (Duration, Option<String>) {
        let pace = self.take.pace;
        let asked = self.app.wants().and_then(|_| self.app.question());
        let note = asked
            .or_else(|| self.app.note())
            .filter(|note| !self.read.contains(note));
        let width = note.as_ref().map_or(0, |note| note.width());
        self.read.extend(note.clone());
        let place = self.app.place();
        let is_new = self.layer.replace(place.layer) != Some(place.layer);
        let layer = is_new.then(|| self.app.layer().name.clone());
        let [_, rows, columns] = self.app.layer().output.dims();
        let is_map_finished =
            place.moment == Moment::Finish && place.cell[1..] == [rows - 1, columns - 1];

        let mut time = Duration::ZERO;

        if is_map_finished {
            time += pace.hold.unwrap_or(pace.step * FINISHED);
        }

        if note.is_some() {
            let by_length = pace.step * width as u32 / WIDTH_A_STEP;
            time += pace.note.unwrap_or(by_length);
        }

        let mark = match (layer, note) {
            (Some(layer), Some(note)) => Some(format!("{layer}: {note}")),
            (layer, note) => layer.or(note),
        };

        (time, mark)
    }

    /// What comes next: what plays goes on while a pause lasts.
    fn cue(&mut self) -> Option<Cue> {
        if std::mem::take(&mut self.is_waiting) {
            return self.on_to_note().or_else(|| self.cues.next());
        }

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

    /// One step more, where no note has come up that was not there before.
    fn on_to_note(&mut self) -> Option<Cue> {
        let is_there = self.held.as_ref().is_some_and(|frame| {
            let note = self.app.note();
            note.is_some()
                && frame
                    .mark
                    .as_ref()
                    .is_some_and(|mark| note.is_some_and(|note| mark.ends_with(&note)))
        });

        if is_there || self.app.step() == self.app.steps() {
            return None;
        }

        self.is_waiting = true;

        Some(Cue::Act(match self.app.interval() {
            Some(_) => Action::Tick,
            None => Action::Next,
        }))
    }

    /// Does what is not an action. Gives the frame before it, as with one.
    fn arrange(&mut self, cue: Cue) -> Option<Frame> {
        match cue {
            Cue::Act(action) => return self.act(action),
            Cue::Pause(time) => self.pausing = time,
            Cue::WaitNote => {
                self.is_waiting = true;
                // The note that is there already has been seen.
                if let Some(frame) = &mut self.held {
                    frame.mark = None;
                }
            }
            Cue::Screenshot(path) => {
                if let Some(frame) = &mut self.held {
                    frame.screenshots.push(path);
                }
            }
            Cue::Caption(text) => {
                self.take.mount.caption = text;
                self.key = None;
                return self.change(self.take.pace.step);
            }
            Cue::Show(part, is_shown) => {
                let mut shown = self.app.parts();
                *match part {
                    ScreenPart::Title => &mut shown.title,
                    ScreenPart::Words => &mut shown.words,
                    ScreenPart::Timeline => &mut shown.timeline,
                    ScreenPart::Hints => &mut shown.hints,
                } = is_shown;

                self.app.set_parts(shown);
                self.key = None;
                return self.change(Duration::ZERO);
            }
        }

        None
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
        Workspace::default().perform(&mut self.app, effect);
        let step = self.take.pace.step;
        let time = match (action, was_playing) {
            (Action::Tick, Some(interval)) => interval,
            (Action::Type(_) | Action::Erase | Action::Paint(..), _) => TYPING.min(step),
            _ => step,
        };

        self.key = match action {
            Action::Type(letter) => Some(letter.to_string()),
            action => self.app.keys().hint(action, self.app.language()),
        };

        let mut next = self.look(time);
        let motion = before.motion(&self.app, action);

        if let Some(motion) = motion.filter(|_| self.take.pace.moves) {
            self.set_off(motion, &mut next);
        }

        self.take_place(next)
    }

    /// What is seen now takes the place of what was.
    fn change(&mut self, time: Duration) -> Option<Frame> {
        let next = self.look(time);
        self.take_place(next)
    }

    /// A frame takes the place of the one before; that is given, if it was seen long enough.
    fn take_place(&mut self, next: Frame) -> Option<Frame> {
        let mut frame = self.held.replace(next)?;
        frame.hold += std::mem::take(&mut self.carried);

        if frame.hold < self.take.pace.least && frame.screenshots.is_empty() {
            self.carried = frame.hold;
            return None;
        }

        Some(frame)
    }

    /// The frames of a motion, where there is time for them; what comes after is seen for the rest.
    fn set_off(&mut self, motion: Motion, next: &mut Frame) {
        let frame_time = self.take.pace.least.max(view::FRAME);

        for passed in (1..).map(|frame| frame_time * frame) {
            let Some(midway) = motion.at(passed).filter(|_| next.hold > 2 * frame_time) else {
                return;
            };

            next.hold -= frame_time;
            let screen = self.screen(Some(midway));
            let page = self.take.page.then(|| self.page(Some(midway)));
            let said = self.held.as_ref().map(|frame| frame.said.clone());

            self.moving.push_back(Frame {
                screen,
                page,
                ground: self.ground(),
                hold: frame_time,
                is_moving: true,
                mark: None,
                screenshots: Vec::new(),
                label: next.label.clone(),
                said: said.unwrap_or_default(),
            });
        }
    }
}

impl<C: Iterator<Item = Cue>> Iterator for Frames<C> {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        while !self.has_ended {
            if let Some(frame) = self.moving.pop_front() {
                return Some(frame);
            }

            match self.cue() {
                Some(cue) => {
                    if let Some(frame) = self.arrange(cue) {
                        return Some(frame);
                    }
                }
                None => self.has_ended = true,
            }
        }

        let mut last = self.held.take()?;
        let pace = self.take.pace;
        last.hold += self.carried + pace.hold.unwrap_or(pace.step * FINISHED);

        Some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::View;
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
            note: None,
            hold: None,
        };

        let stop = Arc::new(true.into());
        let take = FrameOptions {
            area: Rect::new(0, 0, 80, 24),
            pace,
            mount: Mount::default(),
            screen: true,
            page: false,
        };

        let frames = Frames::new(app, take, std::iter::empty(), stop);

        let shown: Vec<String> = frames
            .map(|frame| frame.screen.content.iter().map(Cell::symbol).collect())
            .collect();

        assert!(shown.len() == 1 && shown[0].contains('…'), "{shown:?}");
    }
}
