//! The state of a session, and the one way to change it: [`App::apply`]. Draws nothing, reads no terminal and no clock.

mod action;
mod change;
mod choose;
mod command;
mod course;
mod draw;
mod edit;
mod exam;
mod features;
mod file;
mod find;
mod go_to;
mod habits;
mod history;
mod keys;
mod look;
mod measures;
mod notes;
mod open;
mod places;
mod player;
mod predict;
mod state;
mod write;

pub use action::{Action, BINDINGS, Binding, Taste};
pub use change::{Change, Hyperparameter};
pub use choose::{Card, Choice, Cursor, Preview, Shelf};
pub use command::{Misread, command, commands};
pub use course::{LessonProgress, Study};
pub use draw::Brush;
pub use edit::EditTarget;
pub use exam::Standing;
pub use features::response;
pub use habits::Habits;
pub use keys::{Key, Keys, key, name as key_name};
pub use look::{Glyphs, Look, OwnTheme, Paint, ScreenParts, Theme, View, Zoom};
pub(crate) use measures::{Alike, Equations, Measured, alike, measure};
pub use notes::{Wants, explained};
pub use open::{Mode, Open};
pub use player::{Speed, stay};
pub use predict::{Hidden, Hides, Quiz, Reviewed};
pub use write::Answer;

use std::ffi::OsString;
use std::sync::Arc;

use crate::document::Faults;
use crate::nn::Network;
use crate::scenario::Scenario;
use crate::text::Language;
use crate::walk::{Place, Walker};
use draw::Stroke;
use history::History;
use notes::Answers;
use player::Player;
use predict::{Predictions, Since};

/// What there is to do after an action that the session cannot do itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but to draw anew.
    Draw,
    /// Leave.
    Quit,
    /// Stop, and draw everything anew when continued.
    Suspend,
    /// Begin to record what is shown, or end it.
    Record,
    /// Find a name for a new file, and [propose](App::propose) it.
    Name,
    /// Write the scenario as it is now.
    Write {
        /// The file.
        name: String,
        /// Whether it may take the place of one that is there.
        over: bool,
    },
    /// [List](App::list) what can be opened.
    List,
    /// Open this: a built-in scenario's name, or a file.
    Open(String),
    /// Go through the built-in course from now on, and turn to a lesson so far from this, or [list](App::list_lessons) all.
    Study(Option<i8>),
    /// [List](App::list_lessons) the lessons of the course.
    Lessons,
    /// [Begin](App::begin_lesson) a lesson of the course.
    Lesson {
        /// Which.
        lesson: usize,
        /// Whether from its beginning, wherever one stopped.
        anew: bool,
    },
}

/// A session with one scenario.
#[derive(Debug)]
pub struct App {
    history: History,
    walker: Walker,
    player: Player,
    look: Look,
    open: Open,
    habits: Habits,
    predictions: Predictions,
    answers: Answers,
    /// The course that is gone through.
    study: Option<Study>,
    /// What can be opened.
    choices: Vec<Choice>,
    stroke: Option<Stroke>,
    measures: measures::Kept,
    news: News,
    /// What the action that is being done asks for.
    effect: Option<Effect>,
}

/// What there is to tell, beside what the walk says.
#[derive(Debug, Default)]
struct News {
    /// What came of the last action.
    message: Option<String>,
    /// Whether it was told that changes would be lost: leaving asks no more.
    is_leaving: bool,
    /// Percent done of what the screen waits for.
    computed: u8,
    /// A file, and what is wrong with it.
    of_file: Option<(OsString, Faults)>,
    /// What is wrong with the configuration, until it was seen.
    of_configuration: Option<Faults>,
}

impl App {
    /// Opens a scenario where it says, else before its first step.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, theme: Theme, language: Language) -> Self {
        let opening = scenario.opening;
        let network = Arc::clone(&scenario.network);

        let mut app = Self {
            walker: Walker::new(network, opening.order, opening.grain),
            history: History::new(scenario),
            player: Player::default(),
            look: Look::new(theme, language),
            open: Open::Nothing,
            habits: Habits::default(),
            predictions: Predictions::default(),
            answers: Answers::default(),
            study: None,
            choices: Vec::new(),
            stroke: None,
            measures: measures::Kept::default(),
            news: News::default(),
            effect: None,
        };

        app.open_as(opening);

        app
    }

    /// Does what is asked for.
    pub fn apply(&mut self, action: Action) -> Effect {
        let values = Arc::clone(self.walker.values());
        let before = (self.walker.position(), self.grain());
        let asked = self.answers.exam.as_ref().and_then(|_| self.asking());
        let effect = self.perform(action);

        if !Arc::ptr_eq(&values, self.walker.values()) {
            self.ask(if matches!(action, Action::Change(..)) {
                Since::Turned
            } else {
                Since::Changed
            });
        } else if before != (self.walker.position(), self.grain()) {
            self.ask(Since::Moved);
            exam::tell_open(self, asked);
        }

        if !action.is_passive() {
            self.keep_progress();
        }

        effect
    }

    fn perform(&mut self, action: Action) -> Effect {
        let was_leaving = std::mem::take(&mut self.news.is_leaving);
        self.forget(action);

        match action {
            Action::Leave => return Effect::Quit,
            Action::Quit if !self.is_changed() || was_leaving => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
            Action::Record => return Effect::Record,
            Action::Tick if self.interval().is_none() => {}
            Action::Quit => self.ask_before_leaving(),
            Action::Close => self.close(),
            action if self.answer(action) => {}
            action => self.act(action),
        }

        if !action.is_passive() {
            self.look.hover = None;
        }

        self.keep_cursor();

        self.effect.take().unwrap_or(Effect::Draw)
    }

    /// What was told of the last action, and its stroke, end with the next one of the user.
    fn forget(&mut self, action: Action) {
        if action.is_passive() || action == Action::Tick {
            return;
        }

        if action != Action::Lift {
            self.news.message = None;
        }

        if !matches!(action, Action::Paint(..)) {
            self.stroke = None;
        }
    }

    /// Does what nothing that is open or asked has taken for itself.
    fn act(&mut self, action: Action) {
        match action {
            Action::Next if self.offer_next() => {}
            Action::Next
            | Action::Back
            | Action::Coarser
            | Action::Finer
            | Action::First
            | Action::Last
            | Action::NextLayer
            | Action::PreviousLayer
            | Action::Step(_)
            | Action::Cell(_)
            | Action::Visit(..)
            | Action::NextNote
            | Action::PreviousNote
            | Action::Order
            | Action::Take(Taste::Grain(_)) => self.walk(action),
            Action::Play | Action::Faster | Action::Slower | Action::Tick => self.play(action),
            Action::Feature(map, rank) => features::pick(self, map, rank),
            Action::View(_)
            | Action::Reveal
            | Action::Theme
            | Action::Zoom
            | Action::Language
            | Action::Take(_)
            | Action::Present
            | Action::Words
            | Action::Hover(_) => self.look.act(action, &mut self.habits),
            Action::Change(knob, by) => self.turn(knob, by),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Reset => self.reset(),
            Action::Edit => self.begin_edit(),
            Action::Point(spot) => self.open = Open::Edit(spot, String::new()),
            Action::Paint(cell, brush) => self.paint(cell, brush),
            Action::Clear => self.clear(),
            Action::Predict => self.toggle_quiz(),
            Action::Hide => self.hide_more(),
            Action::Course => self.show_lessons(),
            Action::Lesson(by) => self.turn_lesson(by),
            Action::GoTo => self.open = Open::GoTo(String::new()),
            Action::Find => self.open = Open::Find(String::new()),
            Action::Help => self.open = Open::Help(0),
            Action::Read => self.open = Open::Read(0),
            Action::Write => self.effect = Some(Effect::Name),
            Action::Open => self.effect = Some(Effect::List),
            Action::Computing(percent) => self.news.computed = percent,
            Action::Leave
            | Action::Quit
            | Action::Suspend
            | Action::Record
            | Action::Close
            | Action::Type(_)
            | Action::Erase
            | Action::Submit
            | Action::Panel
            | Action::Lift
            | Action::Hint
            | Action::Pick(_) => {}
        }
    }

    /// Goes somewhere.
    fn walk(&mut self, action: Action) {
        let walker = &mut self.walker;

        match action {
            Action::Next => self.go(1),
            Action::Back => self.go(-1),
            Action::Coarser => walker.set_grain(walker.grain().coarser()),
            Action::Finer => walker.set_grain(walker.grain().finer()),
            Action::Take(Taste::Grain(grain)) => walker.set_grain(grain),
            Action::First => walker.go_to_start(),
            Action::Last => walker.go_to_end(),
            Action::NextLayer => walker.go_to_layer(walker.place().layer + 1),
            Action::PreviousLayer => walker.go_back_a_layer(),
            Action::Step(step) => walker.go_to_step(step),
            Action::Cell(cell) => self.go_to_cell(self.place().layer, &cell),
            Action::Visit(layer, cell) => self.visit(layer, cell),
            Action::NextNote => self.go_to_note(true),
            Action::PreviousNote => self.go_to_note(false),
            Action::Order => {
                walker.turn_order();
                let order = self.walker.order();
                self.news.message = Some(self.look.language.walks_by(order).to_owned());
            }
            _ => {}
        }
    }

    fn go(&mut self, by: i64) {
        let grain = self.stride_of_walk();
        self.walker.go(by, grain);
    }

    fn play(&mut self, action: Action) {
        match action {
            Action::Play => {
                let note = self.note();
                self.player.toggle(&mut self.walker, note);
            }
            Action::Faster | Action::Slower => {
                self.player.speed = match action {
                    Action::Faster => self.player.speed.faster(),
                    _ => self.player.speed.slower(),
                };

                // The line of keys has the speed as long as it plays.
                if self.interval().is_none() || !self.parts().hints {
                    self.news.message = Some(self.pace());
                }
            }
            Action::Tick => {
                let note = self.note();
                self.player.leave(note);
                self.go(1);
                self.news.message = None;
                self.player.is_playing = !self.walker.is_at_end();
            }
            _ => {}
        }
    }

    fn turn(&mut self, knob: Hyperparameter, by: Change) {
        let layer = self.place().layer;

        match knob.turn(self.network(), layer, by, self.look.language) {
            Ok(network) => self.change(Arc::new(network)),
            Err(why) => self.news.message = Some(why),
        }
    }

    /// Another network, that undo takes back.
    fn change(&mut self, network: Arc<Network>) {
        self.history.leave(self.place());
        self.history.push(network);
        self.go_on();
    }

    fn undo(&mut self) {
        self.history.leave(self.place());

        if self.history.undo() {
            self.come_back();
        } else {
            self.news.message = Some(self.look.language.nothing_to_undo().to_owned());
        }
    }

    fn redo(&mut self) {
        self.history.leave(self.place());

        if self.history.redo() {
            self.come_back();
        } else {
            self.news.message = Some(self.look.language.nothing_to_redo().to_owned());
        }
    }

    /// The history's current network, where it was left.
    fn come_back(&mut self) {
        let network = Arc::clone(self.history.current());
        let place = self.history.place().unwrap_or(Place::START);
        self.walker.return_to(network, &place);
        self.look.hover = None;
    }

    /// Back to what the file says: a change like any other, that can be undone.
    fn reset(&mut self) {
        if self.is_changed() {
            self.history.leave(self.place());
            self.history.push_scenario(Arc::clone(self.history.file()));
            self.go_on();
        }
    }

    /// The history's current network, where it is nearest to the one before.
    fn go_on(&mut self) {
        self.walker.go_on_in(Arc::clone(self.history.current()));
        self.look.hover = None;
    }
}
