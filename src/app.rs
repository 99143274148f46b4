//! The state of a session, and the one way to change it: [`App::apply`]. Draws nothing, reads no terminal and no clock.

mod action;
mod change;
mod choose;
mod command;
mod course;
mod draw;
mod edit;
mod file;
mod find;
mod go_to;
mod habits;
mod history;
mod keys;
mod look;
mod notes;
mod open;
mod places;
mod predict;
mod sight;
mod write;

pub use action::{Action, BINDINGS, Binding, Taste};
pub use change::{Knob, Turn};
pub use choose::{About, Card, Choice, Cursor, Shelf};
pub use command::{Misread, command, commands};
pub use course::{Progress, Study};
pub use draw::Brush;
pub use edit::Spot;
pub use habits::{Habits, Speed};
pub use keys::{Key, Keys, key, name as key_name};
pub use look::{Glyphs, OwnTheme, Paint, Shown, Theme, View, Zoom};
pub use notes::Wants;
pub use open::Open;
pub use predict::{Hides, Missed, Quiz};
pub use write::Answer;

use std::collections::HashSet;
use std::sync::Arc;

use crate::document::Faults;
use crate::nn::Values;
use crate::scenario::Scenario;
use crate::text::Language;
use crate::walk::{Grain, Order, Place, Walk};
use draw::Stroke;
use history::History;
use notes::Reply;
use predict::Since;

/// What there is to do after an action that the session cannot do itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Draw.
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
    values: Arc<Values>,
    walk: Walk,
    position: u64,
    order: Order,
    grain: Grain,
    playing: bool,
    habits: Habits,
    shown: Shown,
    /// Whether leaving asks no more.
    is_leaving: bool,
    /// What is wrong with the configuration, until it was seen.
    amiss: Option<Faults>,
    speed: Speed,
    theme: Theme,
    zoom: Zoom,
    view: View,
    language: Language,
    open: Open,
    hover: Option<[usize; 3]>,
    quiz: Option<Quiz>,
    /// How much predictions hide.
    hides: Hides,
    stroke: Option<Stroke>,
    message: Option<String>,
    computed: u8,
    /// A file, and what is wrong with it.
    faults: Option<(String, Faults)>,
    choices: Vec<Choice>,
    /// The notes whose questions have been answered.
    told: HashSet<usize>,
    /// The answer to a note's question.
    reply: Reply,
    /// The score of an exam that goes on.
    exam: Option<Quiz>,
    /// Whether cells are shown before they are made.
    reveals: bool,
    /// The course that is gone through.
    study: Option<Study>,
    /// What the action that is being done asks for.
    asks: Option<Effect>,
}

impl App {
    /// Opens a scenario where it says, else before its first step.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, theme: Theme, language: Language) -> Self {
        let network = Arc::clone(&scenario.network);
        let opening = scenario.opening;
        let order = opening.order;
        let grain = opening.grain;
        let walk = Walk::new(&network, order);

        let mut app = Self {
            position: 0,
            values: Arc::new(Values::new(Arc::clone(&network))),
            history: History::new(scenario),
            walk,
            order,
            grain,
            playing: false,
            habits: Habits::default(),
            shown: Shown::default(),
            is_leaving: false,
            amiss: None,
            speed: Speed::default(),
            theme,
            zoom: Zoom::default(),
            view: View::default(),
            language,
            open: Open::Nothing,
            hover: None,
            quiz: None,
            hides: Hides::default(),
            stroke: None,
            message: None,
            computed: 0,
            faults: None,
            choices: Vec::new(),
            asks: None,
            told: HashSet::new(),
            reply: Reply::default(),
            exam: None,
            reveals: false,
            study: None,
        };

        app.open_as(opening);

        app
    }

    /// Does what is asked for.
    pub fn apply(&mut self, action: Action) -> Effect {
        let before = (self.position, self.grain, Arc::clone(&self.values));
        let effect = self.perform(action);

        if !Arc::ptr_eq(&before.2, &self.values) {
            self.ask(if matches!(action, Action::Turn(..)) {
                Since::Turned
            } else {
                Since::Changed
            });
        } else if (before.0, before.1) != (self.position, self.grain) {
            self.ask(Since::Moved);
        }

        if !matches!(action, Action::Hover(_) | Action::Computing(_)) {
            self.keep_progress();
        }

        effect
    }

    fn perform(&mut self, action: Action) -> Effect {
        let is_ours = !matches!(
            action,
            Action::Tick | Action::Hover(_) | Action::Computing(_)
        );

        if is_ours && action != Action::Lift {
            self.message = None;
        }

        if is_ours && !matches!(action, Action::Paint(..)) {
            self.stroke = None;
        }

        let was_leaving = std::mem::take(&mut self.is_leaving);

        match action {
            Action::Leave => return Effect::Quit,
            Action::Quit if !self.is_changed() || was_leaving => return Effect::Quit,
            Action::Quit => self.ask_before_leaving(),
            Action::Suspend => return Effect::Suspend,
            Action::Record => return Effect::Record,
            Action::Close if self.open == Open::Nothing => self.put_away(),
            Action::Close => self.close(),
            action if self.open != Open::Nothing && self.answer(action) => {}
            action if self.guess(action) => {}
            action if self.answer_note(action) => {}
            Action::Predict => self.toggle_quiz(),
            Action::Hide => self.hide_more(),
            Action::Next if self.offer_next() => {}
            Action::Next => self.go(1),
            Action::Back => self.go(-1),
            Action::Coarser => self.set_grain(self.grain.coarser()),
            Action::Finer => self.set_grain(self.grain.finer()),
            Action::First => self.position = 0,
            Action::Last => self.position = self.walk.end(),
            Action::NextLayer => self.go_to_layer(self.place().layer + 1),
            Action::PreviousLayer => self.go_back_a_layer(),
            Action::Step(step) => self.position = self.walk.select(step, self.grain),
            Action::Cell(cell) => self.go_to_cell(cell),
            Action::Visit(layer, cell) => self.visit(layer, cell),
            Action::NextNote => self.go_to_note(true),
            Action::PreviousNote => self.go_to_note(false),
            Action::Course => self.show_lessons(),
            Action::Lesson(by) => self.turn_lesson(by),
            Action::View(view) => self.view = view,
            Action::GoTo => self.open = Open::GoTo(String::new()),
            Action::Find => self.open = Open::Find(String::new()),
            Action::Reveal => self.reveals = !self.reveals,
            Action::Help => self.open = Open::Help(0),
            Action::Read => self.open = Open::Read(0),
            Action::Edit => self.begin_edit(),
            Action::Point(spot) => self.open = Open::Edit(spot, String::new()),
            Action::Paint(cell, brush) => self.paint(cell, brush),
            Action::Clear => self.clear(),
            Action::Write => self.asks = Some(Effect::Name),
            Action::Open => self.asks = Some(Effect::List),
            Action::Play => self.play(),
            Action::Tick => self.tick(),
            Action::Faster => self.set_speed(self.speed.faster()),
            Action::Slower => self.set_speed(self.speed.slower()),
            Action::Turn(knob, by) => self.turn(knob, by),
            Action::Order => self.change_order(),
            Action::Undo => self.step_back(),
            Action::Redo => self.step_forth(),
            Action::Reset => self.reset(),
            Action::Theme => self.change_theme(),
            Action::Zoom => self.zoom = self.zoom.next(),
            Action::Language => self.language = self.language.next(),
            Action::Take(taste) => self.take(taste),
            Action::Present => self.present(),
            Action::Words => self.shown.words = !self.shown.words,
            Action::Hover(cell) => self.hover = cell,
            Action::Computing(percent) => self.computed = percent,
            Action::Type(_)
            | Action::Erase
            | Action::Submit
            | Action::Panel
            | Action::Lift
            | Action::Hint
            | Action::Pick(_) => {}
        }

        if !matches!(action, Action::Hover(_) | Action::Computing(_)) {
            self.hover = None;
        }

        self.keep_cursor();

        self.asks.take().unwrap_or(Effect::Draw)
    }

    fn go(&mut self, by: i64) {
        self.position = self.walk.go(self.position, self.stride_of_walk(), by);
    }

    fn set_grain(&mut self, grain: Grain) {
        self.grain = grain;
        self.settle();
    }

    /// Moves to the end of the step that the position lies in.
    fn settle(&mut self) {
        self.position = self
            .walk
            .select(self.walk.step(self.position, self.grain), self.grain);
    }

    fn go_to_layer(&mut self, layer: usize) {
        if layer == 0 {
            self.position = 0;
        } else if layer < self.network().layers.len() {
            self.position = self
                .walk
                .select(self.walk.first_step(layer, self.grain), self.grain);
        }
    }

    fn go_back_a_layer(&mut self) {
        let layer = self.place().layer;
        let (first, at) = self.layer_steps();
        self.go_to_layer(if at > first {
            layer
        } else {
            layer.saturating_sub(1)
        });
    }

    /// The current layer's first step, and the current one.
    fn layer_steps(&self) -> (u64, u64) {
        (
            self.walk.first_step(self.place().layer, self.grain),
            self.step(),
        )
    }

    fn play(&mut self) {
        // Playing from the end begins anew.
        if !self.playing && self.position == self.walk.end() {
            self.position = 0;
        }

        self.playing = !self.playing;
    }

    fn tick(&mut self) {
        if self.playing && self.wants().is_none() {
            self.go(1);
            self.playing = self.position < self.walk.end();
        }
    }

    fn set_speed(&mut self, speed: Speed) {
        self.speed = speed;
        self.message = Some(self.language.speed(speed.steps()));
    }

    fn turn(&mut self, knob: Knob, by: Turn) {
        match knob.turn(self.network(), self.place().layer, by, self.language) {
            Ok(network) => {
                let place = self.place();
                self.history.leave(self.place());
                self.history.push(Arc::new(network));
                self.adopt(&place);
            }
            Err(why) => self.message = Some(why),
        }
    }

    fn step_back(&mut self) {
        self.history.leave(self.place());

        if self.history.undo() {
            self.come_back();
        } else {
            self.message = Some(self.language.nothing_to_undo().to_owned());
        }
    }

    fn step_forth(&mut self) {
        self.history.leave(self.place());

        if self.history.redo() {
            self.come_back();
        } else {
            self.message = Some(self.language.nothing_to_redo().to_owned());
        }
    }

    /// The history's current network, where it was left.
    fn come_back(&mut self) {
        let network = Arc::clone(self.history.current());
        let left = self.history.place();
        self.walk = Walk::new(&network, self.order);
        self.position = left.map_or(0, |place| self.walk.position(&place));
        self.values = Arc::new(Values::new(network));
        self.hover = None;
        self.settle();
    }

    /// Back to what the file says: a change like any other, that can be undone.
    fn reset(&mut self) {
        if self.is_changed() {
            let place = self.place();
            self.history.leave(self.place());
            self.history.push_scenario(Arc::clone(self.history.file()));
            self.adopt(&place);
        }
    }

    /// Takes the history's current network, before anything of it is computed.
    fn start(&mut self) {
        let network = Arc::clone(self.history.current());
        self.walk = Walk::new(&network, self.order);
        self.position = 0;
        self.values = Arc::new(Values::new(network));
        self.hover = None;
    }

    /// Takes the history's current network, and stays nearest to a place of the one before.
    fn adopt(&mut self, place: &Place) {
        let old = Arc::clone(self.values.network());
        let new = Arc::clone(self.history.current());
        self.walk = Walk::new(&new, self.order);
        self.position = self.walk.position(&change::nearest(place, &old, &new));
        self.values = Arc::new(Values::new(new));
        self.hover = None;
        self.settle();
    }

    fn change_order(&mut self) {
        let place = self.place();
        self.order = self.order.other();
        self.walk = Walk::new(self.history.current(), self.order);
        self.position = self.walk.position(&place);
        self.settle();
        self.message = Some(self.language.walks_by(self.order).to_owned());
    }
}
