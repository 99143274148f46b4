//! What lies over the walk: help, questions, the cursor and the list. What is open has every action first.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::{Action, Answer, App, Cursor, Effect, Quiz, Spot, Wants};

/// What lies over the walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// Nothing.
    #[default]
    Nothing,
    /// The help, scrolled down by so many lines.
    Help(u16),
    /// All that is said at the step, scrolled down by so many lines.
    Read(u16),
    /// The question where to go, with the answer so far.
    GoTo(String),
    /// The question which layer to find, with the answer so far.
    Find(String),
    /// The cursor, and the number that is being typed there.
    Edit(Spot, String),
    /// The question under which name to write.
    Write(Answer),
    /// The question whether to write over what is there.
    Overwrite {
        /// The name that was asked for.
        name: String,
        /// What is there already.
        there: String,
    },
    /// The list of what can be opened.
    Choose(Cursor),
    /// What a round of predictions came to, scrolled down by so many lines.
    Score(Box<Quiz>, u16),
    /// The lessons of the course.
    Course {
        /// The one that is chosen.
        at: usize,
        /// Whether nothing has been opened yet that one could come back to.
        is_first: bool,
    },
}

impl App {
    /// Tells how something ended that was done for the session.
    pub fn tell(&mut self, message: String) {
        self.message = Some(message);
    }

    /// Closes what lies on top.
    pub(super) fn close(&mut self) {
        match &mut self.open {
            Open::Choose(Cursor { faults, .. }) if faults.is_some() => *faults = None,
            Open::Course { is_first: true, .. } => self.asks = Some(Effect::Quit),
            open => *open = Open::Nothing,
        }
    }

    /// Ends what goes on while nothing is open: what is told of the configuration, and predicting.
    pub(super) fn put_away(&mut self) {
        if self.amiss.take().is_none() && self.quiz.is_some() {
            self.toggle_quiz();
        }
    }

    /// Leaving with changes that are not written is asked about, once.
    pub(super) fn ask_before_leaving(&mut self) {
        let key = |action| self.habits.keys.hint(action, self.language);
        let quit = key(Action::Quit).unwrap_or_default();
        let write = key(Action::Write).unwrap_or_default();
        self.is_leaving = true;
        self.message = Some(self.language.leaving(&quit, &write));
    }

    /// Types what is pasted where something is being typed, up to the end of its line. It is never taken for keys.
    pub fn paste(&mut self, text: &str) {
        for letter in text.chars().take_while(|letter| !letter.is_control()) {
            match self.action_for(KeyCode::Char(letter).into()) {
                Some(action @ Action::Type(_)) => self.apply(action),
                _ => return,
            };
        }
    }

    /// Whether a prediction or a note's question waits for an answer.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.asked().is_some() || self.wants().is_some()
    }

    /// The answer that is being typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.asked()
            .map_or_else(|| self.reply(), |quiz| &quiz.typed)
    }

    /// Whether the answer may go on with a character.
    fn takes(&self, c: char) -> bool {
        let wants = self.asked().map(|_| Wants::Number).or_else(|| self.wants());
        wants.is_some_and(|wants| wants.takes(c, self.typed().is_empty()))
    }

    /// What a key asks for, as things stand.
    #[must_use]
    pub fn action_for(&self, key: KeyEvent) -> Option<Action> {
        let keys = &self.habits.keys;

        match self.open {
            Open::GoTo(_) | Open::Find(_) | Open::Write(_) | Open::Overwrite { .. } => {
                keys.typing(key)
            }
            Open::Choose(_) => keys.choosing(key),
            Open::Edit(..) => keys.editing(key),
            Open::Course { .. } => keys.listing(key),
            Open::Nothing if self.is_asking() => keys.answering(key, |c| self.takes(c)),
            _ => keys.action(key),
        }
    }

    /// An action while a round is looked over: it is scrolled, and anything else closes it.
    fn look_over(&mut self, action: Action) -> bool {
        let Open::Score(_, lines) = &mut self.open else {
            return false;
        };

        match action {
            Action::Finer => *lines = lines.saturating_add(1),
            Action::Coarser => *lines = lines.saturating_sub(1),
            Action::Theme | Action::Language => return false,
            _ => self.open = Open::Nothing,
        }

        true
    }

    /// Lets what is open have an action; false if the action is done as always, which closes what cannot stay open.
    pub(super) fn answer(&mut self, action: Action) -> bool {
        match self.open {
            Open::Edit(spot, _) => return self.edit(spot, action),
            Open::Write(_) => return self.answer_name(action),
            Open::Overwrite { .. } => return self.answer_over(action),
            Open::Choose(_) => return self.choose(action),
            Open::Course { .. } => return self.choose_lesson(action),
            Open::Score(..) => return self.look_over(action),
            _ => {}
        }

        match (&mut self.open, action) {
            (Open::Help(lines) | Open::Read(lines), action) if scrolls(action).is_some() => {
                *lines = lines.saturating_add_signed(scrolls(action).unwrap_or(0));
            }
            (Open::Help(_), Action::Help) | (Open::Read(_), Action::Read) => {
                self.open = Open::Nothing;
            }
            (Open::Help(_) | Open::Read(_), Action::Theme | Action::Language) => return false,
            (Open::GoTo(answer) | Open::Find(answer), Action::Type(c))
                if answer.len() < 64 && !c.is_control() =>
            {
                answer.push(c);
            }
            (Open::GoTo(answer) | Open::Find(answer), Action::Erase) => drop(answer.pop()),
            (Open::GoTo(answer), Action::Submit) => {
                let answer = std::mem::take(answer);
                self.open = Open::Nothing;
                self.go_to(&answer);
            }
            (Open::Find(_), Action::Submit) => self.go_to_found(),
            (Open::GoTo(_) | Open::Find(_), Action::Type(_)) => {}
            (Open::Help(_) | Open::Read(_), _) => {
                self.open = Open::Nothing;
                return false;
            }
            _ => return false,
        }

        true
    }
}

/// The lines by which an action scrolls a text.
fn scrolls(action: Action) -> Option<i16> {
    match action {
        Action::Finer | Action::Next => Some(1),
        Action::Coarser | Action::Back => Some(-1),
        Action::NextLayer => Some(10),
        Action::PreviousLayer => Some(-10),
        _ => None,
    }
}
