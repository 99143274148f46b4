//! Writing: the name is asked for here; whoever owns the files tells what came of it.

use std::sync::Arc;

use super::{Action, App, Effect, Open};
use crate::scenario::Scenario;

/// A name that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// As far as it has come.
    pub text: String,
    /// Whether it is a proposal still, whose place the first letter takes.
    pub proposed: bool,
}

/// The longest name.
const LONGEST: usize = 255;

impl Answer {
    fn change(&mut self, action: Action) -> bool {
        match action {
            Action::Type(c) if c.is_control() || self.text.len() >= LONGEST => {}
            Action::Type(c) => {
                if std::mem::take(&mut self.proposed) {
                    self.text.clear();
                }

                self.text.push(c);
            }
            Action::Erase => {
                self.proposed = false;
                self.text.pop();
            }
            _ => return false,
        }

        true
    }
}

impl App {
    /// Asks for the name of a new file, and proposes one.
    pub fn propose(&mut self, name: String) {
        self.open = Open::Write(Answer {
            text: name,
            proposed: true,
        });
    }

    /// Asks whether to write over what is there already.
    pub fn ask_over(&mut self, name: String, there: String) {
        self.open = Open::Overwrite { name, there };
    }

    /// The scenario as it is now has been written, and this is how it reads: the session goes on with that file.
    pub fn written(&mut self, scenario: Arc<Scenario>) {
        let is_same = scenario.network == *self.history.current();
        self.history.settle(scenario);
        self.news.of_file = None;

        if !is_same {
            self.go_on();
        }
    }

    /// An action while a name is asked for.
    pub(super) fn answer_name(&mut self, action: Action) -> bool {
        let Open::Write(answer) = &mut self.open else {
            return false;
        };

        if action != Action::Submit {
            return answer.change(action);
        }

        let name = answer.text.trim().to_owned();

        if !name.is_empty() {
            self.open = Open::Nothing;
            self.effect = Some(Effect::Write { name, over: false });
        }

        true
    }

    /// An action while a yes or a no is asked for.
    pub(super) fn answer_over(&mut self, action: Action) -> bool {
        let Open::Overwrite { name, .. } = &mut self.open else {
            return false;
        };

        let name = std::mem::take(name);

        match action {
            Action::Type('y' | 'Y') => {
                self.open = Open::Nothing;
                self.effect = Some(Effect::Write { name, over: true });
            }
            Action::Type('n' | 'N') => {
                self.open = Open::Write(Answer {
                    text: name,
                    proposed: false,
                });
            }
            _ => {
                if let Open::Overwrite { name: has, .. } = &mut self.open {
                    *has = name;
                }

                return matches!(action, Action::Type(_) | Action::Submit | Action::Erase);
            }
        }

        true
    }
}
