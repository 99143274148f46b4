//! How a session is shown, whichever command opens it.

use std::sync::Arc;

use clap::Args;

use super::config::Colours;
use super::{Stop, is_terminal, parser};
use crate::app::{Action, App, Glyphs, Habits, Speed, Zoom};
use crate::config::Config;
use crate::document::Faults;
use crate::scenario::Scenario;
use crate::text::{CommandError, Language};

/// How the viewer shows what it opens.
#[derive(Debug, Args)]
pub(super) struct Viewing {
    /// How wide cells are drawn: as wide as fits, wide around the window, or with all digits
    #[arg(long, value_parser = parser(&Zoom::ALL), default_value = "fit")]
    zoom: Zoom,
    /// Steps per second while it plays
    #[arg(long, value_name = "N", default_value = "1")]
    speed: Speed,
    /// Characters for lines and marks: auto uses ASCII where the terminal draws the others two columns wide
    #[arg(long, value_parser = parser(&Glyphs::ALL), default_value = "auto")]
    glyphs: Glyphs,
    /// For a projector: only the picture and the equation; f shows everything again, V the sentences
    #[arg(long)]
    present: bool,
    /// The viewer as lines of text, for screen readers and terminals without a cursor: type a command or keys, then Enter
    #[arg(long)]
    plain: bool,
    /// No motion: each step appears at once
    #[arg(long)]
    reduced_motion: bool,
}

impl Viewing {
    /// As it is configured.
    pub(super) fn new(config: &Config) -> Self {
        Self {
            zoom: config.zoom.value,
            speed: config.speed.value,
            glyphs: config.glyphs.value,
            present: false,
            plain: false,
            reduced_motion: false,
        }
    }

    /// Whether it can be shown: as lines of text, or at a terminal.
    pub(super) fn can_show(&self) -> bool {
        self.plain || is_terminal()
    }

    /// A session with a scenario, shown so.
    pub(super) fn session(
        &self,
        scenario: Scenario,
        theme: &Colours,
        language: Language,
        config: &Config,
    ) -> App {
        let mut app = App::new(Arc::new(scenario), theme.theme(), language);

        app.take_up(Habits {
            speed: self.speed,
            zoom: self.zoom,
            moves: config.motion.value && !self.reduced_motion,
            glyphs: if self.glyphs == Glyphs::Auto && !is_utf8() {
                Glyphs::Ascii
            } else {
                self.glyphs
            },
            follows_ground: matches!(theme, Colours::Auto),
            ..config.habits()
        });

        if !config.faults.is_empty() {
            app.warn(Faults::new(config.faults.clone()));
        }

        if self.present {
            app.apply(Action::Present);
        }

        app
    }

    /// Shows it until the user leaves.
    pub(super) fn show(&self, app: App) -> Result<(), Stop> {
        if self.plain {
            return Ok(crate::tui::plain(app)?);
        }

        if !is_terminal() {
            return Err(CommandError::NeedsTerminal.into());
        }

        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(CommandError::DumbTerminal.into());
        }

        Ok(crate::tui::run(app)?)
    }
}

/// Whether the locale's signs are those of Unicode, as far as it says what they are.
fn is_utf8() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|locale| !locale.is_empty());

    set.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
