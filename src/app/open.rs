//! What lies over the walk: help, questions, the cursor and the list. What is open has every action first.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::{Action, Answer, App, Cursor, EditTarget, Effect, Quiz, View, Wants};

/// What lies over the walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// The walk is all that is seen.
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
    Edit(EditTarget, String),
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

/// What the user is doing: it decides what a key asks for, and what has an action first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing else: walking, and looking around.
    Walking,
    /// Looking at what excites the filters.
    Leafing,
    /// Answering a prediction or a note's question.
    Answering,
    /// Reading the help, or all that is said.
    Reading,
    /// Looking a round of predictions over.
    Reviewing,
    /// Typing where to go, or what to find.
    Seeking,
    /// Changing numbers.
    Editing,
    /// Typing the name of a new file.
    Naming,
    /// Asked whether to write over a file.
    Confirming,
    /// Choosing a scenario.
    Choosing,
    /// Choosing a lesson.
    Listing,
}

impl App {
    /// Tells how something ended that was done for the session.
    pub fn tell(&mut self, message: String) {
        self.news.message = Some(message);
    }

    /// What the user is doing.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.open {
            Open::Nothing if self.is_asking() => Mode::Answering,
            Open::Nothing if self.look.view == View::Features => Mode::Leafing,
            Open::Nothing => Mode::Walking,
            Open::Help(_) | Open::Read(_) => Mode::Reading,
            Open::Score(..) => Mode::Reviewing,
            Open::GoTo(_) | Open::Find(_) => Mode::Seeking,
            Open::Edit(..) => Mode::Editing,
            Open::Write(_) => Mode::Naming,
            Open::Overwrite { .. } => Mode::Confirming,
            Open::Choose(_) => Mode::Choosing,
            Open::Course { .. } => Mode::Listing,
        }
    }

    /// Closes what lies on top, or else ends what goes on.
    pub(super) fn close(&mut self) {
        match &mut self.open {
            Open::Nothing => self.put_away(),
            Open::Choose(Cursor { faults, .. }) if faults.is_some() => *faults = None,
            Open::Course { is_first: true, .. } => self.effect = Some(Effect::Quit),
            open => *open = Open::Nothing,
        }
    }

    /// Ends what goes on while nothing is open: what is told of the configuration, and predicting.
    fn put_away(&mut self) {
        if self.news.of_configuration.take().is_none() && self.predictions.quiz.is_some() {
            self.toggle_quiz();
        }
    }

    /// Leaving with changes that are not written is asked about, once.
    pub(super) fn ask_before_leaving(&mut self) {
        let key = |action| self.habits.keys.hint(action, self.look.language);
        let quit = key(Action::Quit).unwrap_or_default();
        let write = key(Action::Write).unwrap_or_default();
        self.news.is_leaving = true;
        self.news.message = Some(self.look.language.leaving(&quit, &write));
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
        if let Open::Edit(_, typed) = &self.open {
            let goes_on = matches!(c, 'e' | 'E') && !typed.is_empty();
            return goes_on || c.is_ascii_digit() || matches!(c, '-' | '+' | '.');
        }

        let wants = self.asked().map(|_| Wants::Number).or_else(|| self.wants());
        wants.is_some_and(|wants| wants.takes(c, self.typed().is_empty()))
    }

    /// What a key asks for, as things stand.
    #[must_use]
    pub fn action_for(&self, key: KeyEvent) -> Option<Action> {
        self.habits
            .keys
            .in_mode(self.mode(), key, |c| self.takes(c))
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

    /// Lets what the user is doing have an action first; what that leaves goes to what is asked. False if the action is done
    /// as always.
    pub(super) fn answer(&mut self, action: Action) -> bool {
        let is_taken = match self.mode() {
            Mode::Walking | Mode::Answering => false,
            Mode::Leafing => self.leaf(action),
            Mode::Reading => self.scroll(action),
            Mode::Reviewing => self.look_over(action),
            Mode::Seeking => self.seek(action),
            Mode::Editing => self.edit(action),
            Mode::Naming => self.answer_name(action),
            Mode::Confirming => self.answer_over(action),
            Mode::Choosing => self.choose(action),
            Mode::Listing => self.choose_lesson(action),
        };

        is_taken || self.guess(action) || self.answer_note(action)
    }

    /// An action while a text is read: it is scrolled, and anything else closes it, but for other colours and languages.
    fn scroll(&mut self, action: Action) -> bool {
        let (Open::Help(lines) | Open::Read(lines)) = &mut self.open else {
            return false;
        };

        if let Some(by) = scrolls(action) {
            *lines = lines.saturating_add_signed(by);
            return true;
        }

        let is_its_own = matches!(
            (&self.open, action),
            (Open::Help(_), Action::Help) | (Open::Read(_), Action::Read)
        );

        if !matches!(action, Action::Theme | Action::Language) {
            self.open = Open::Nothing;
        }

        is_its_own
    }

    /// An action while it is asked where to go, or what to find.
    fn seek(&mut self, action: Action) -> bool {
        let is_find = matches!(self.open, Open::Find(_));
        let (Open::GoTo(answer) | Open::Find(answer)) = &mut self.open else {
            return false;
        };

        match action {
            Action::Type(c) if answer.len() < 64 && !c.is_control() => answer.push(c),
            Action::Type(_) => {}
            Action::Erase => drop(answer.pop()),
            Action::Submit if is_find => self.go_to_found(),
            Action::Submit => {
                let answer = answer.clone();
                self.go_to(&answer);

                // An answer that leads nowhere can be mended.
                if self.news.message.is_none() {
                    self.open = Open::Nothing;
                }
            }
            // Who goes on otherwise, as a script may, is asked no more.
            _ => {
                if !action.is_passive() && action != Action::Lift {
                    self.open = Open::Nothing;
                }

                return false;
            }
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
