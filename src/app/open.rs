//! What lies over the walk: help, questions, the cursor and the list. What is open has every action first.

use ratatui::crossterm::event::KeyEvent;

use super::{Action, Answer, App, Cursor, Spot};

/// What lies over the walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// Nothing.
    #[default]
    Nothing,
    /// The help, scrolled down by so many lines.
    Help(u16),
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
}

impl App {
    /// Closes what lies on top.
    pub(super) fn close(&mut self) {
        match &mut self.open {
            Open::Choose(Cursor { faults, .. }) if faults.is_some() => *faults = None,
            open => *open = Open::Nothing,
        }
    }

    /// What a key asks for, as things stand.
    #[must_use]
    pub fn action_for(&self, key: KeyEvent) -> Option<Action> {
        match self.open {
            Open::GoTo(_) | Open::Find(_) | Open::Write(_) | Open::Overwrite { .. } => {
                Action::of_typing(key)
            }
            Open::Choose(_) => Action::of_choosing(key),
            Open::Edit(..) => Action::of_editing(key),
            Open::Nothing if self.asked().is_some() => Action::of_guessing(key),
            _ => Action::of_key(key),
        }
    }

    /// Lets what is open have an action; false if the action is done as always, which closes what cannot stay open.
    pub(super) fn answer(&mut self, action: Action) -> bool {
        match self.open {
            Open::Edit(spot, _) => return self.edit(spot, action),
            Open::Write(_) => return self.answer_name(action),
            Open::Overwrite { .. } => return self.answer_over(action),
            Open::Choose(_) => return self.choose(action),
            _ => {}
        }

        match (&mut self.open, action) {
            (Open::Help(lines), Action::Finer | Action::Next) => *lines = lines.saturating_add(1),
            (Open::Help(lines), Action::Coarser | Action::Back) => *lines = lines.saturating_sub(1),
            (Open::Help(lines), Action::NextLayer) => *lines = lines.saturating_add(10),
            (Open::Help(lines), Action::PreviousLayer) => *lines = lines.saturating_sub(10),
            (Open::Help(_), Action::Help) => self.open = Open::Nothing,
            (Open::Help(_), Action::Theme | Action::Language) => return false,
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
            (Open::Help(_), _) => {
                self.open = Open::Nothing;
                return false;
            }
            _ => return false,
        }

        true
    }
}
