//! The file that a session is about, when it changes.

use std::sync::Arc;

use super::predict::Since;
use super::{App, Open};
use crate::document::Faults;
use crate::scenario::Scenario;

impl App {
    /// The scenario that the session is about, as its file says it now.
    #[must_use]
    pub fn file(&self) -> &Arc<Scenario> {
        self.history.file()
    }

    /// Tells what is wrong with the configuration, until that is closed.
    pub fn warn(&mut self, faults: Faults) {
        self.news.of_configuration = Some(faults);
    }

    /// What is wrong with the configuration, as long as it is shown.
    #[must_use]
    pub fn amiss(&self) -> Option<&Faults> {
        self.news.of_configuration.as_ref()
    }

    /// What is wrong with the file as it is now, if anything is.
    #[must_use]
    pub fn faults(&self) -> Option<&Faults> {
        self.news
            .of_file
            .as_ref()
            .filter(|(what, _)| what == self.file().origin.what())
            .map(|(_, faults)| faults)
    }

    /// The file has changed: what it says now is a change like any other, and keeps the place. What is wrong with it is shown
    /// beside what there is, until it is good again.
    pub fn reread(&mut self, read: Result<Arc<Scenario>, Faults>) {
        let scenario = match read {
            Ok(scenario) => scenario,
            Err(faults) => {
                return self.news.of_file = Some((self.file().origin.what().to_owned(), faults));
            }
        };

        self.news.of_file = None;
        let file = self.file();

        if file.origin.text() == scenario.origin.text() && file.network == scenario.network {
            return;
        }

        let message = self.look.language.reloaded(self.is_changed()).to_owned();

        self.history.leave(self.place());
        self.history.push_scenario(scenario);
        self.go_on();
        self.keep_cursor();
        self.ask(Since::Changed);
        self.stroke = None;
        self.news.message = Some(message);
    }

    /// Another scenario takes the place of this one: it begins where it says. Undo comes back.
    pub fn opened(&mut self, scenario: Arc<Scenario>) {
        let opening = scenario.opening;
        self.history.leave(self.place());
        self.history.push_scenario(scenario);
        self.open = Open::Nothing;
        self.player.is_playing = false;
        self.news.of_file = None;
        self.leave_lesson();
        self.open_as(opening);
        self.ask(Since::Changed);
        self.stroke = None;
    }
}
