//! What a user has set for good: a file, then the environment over it. What is wrong with either is told, and the rest holds.

mod keys;
mod print;
mod read;
mod themes;

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::app::{Glyphs, Habits, Keys, Speed, Theme, Zoom};
use crate::document::{Fault, SourceText};
use crate::text::Language;
use crate::walk::{Grain, Order};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SetBy {
    /// Nobody has said anything.
    #[default]
    Default,
    File,
    Environment,
}

/// A value, and where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Set<T> {
    pub value: T,
    pub origin: SetBy,
}

/// What is in force where the command line says nothing.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Where the file is, or would be; nothing where there is no home.
    pub path: Option<PathBuf>,
    /// Colours; nothing where the terminal's ground decides.
    pub theme: Set<Option<Theme>>,
    /// The language that is spoken.
    pub language: Set<Language>,
    /// Steps a second while it plays.
    pub speed: Set<Speed>,
    /// How far one step goes; nothing where a scenario decides. Likewise the others.
    pub grain: Set<Option<Grain>>,
    /// In which order cells are made.
    pub order: Set<Option<Order>>,
    /// How wide cells are drawn.
    pub zoom: Set<Zoom>,
    /// Whether cells are shown before they are made.
    pub reveal: Set<Option<bool>>,
    /// Whether what changes may be seen moving.
    pub motion: Set<bool>,
    /// With which signs lines and marks are drawn.
    pub glyphs: Set<Glyphs>,
    pub keys: Keys,
    /// Themes of the user's own.
    pub themes: Vec<Theme>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Config {
    /// What this user, on this system, has set.
    pub(crate) fn here() -> Self {
        let path = place();
        let (file, fault) = match path.as_deref().map(text) {
            Some(Ok(text)) => (text, Vec::new()),
            Some(Err(faults)) => (None, faults),
            None => (None, Vec::new()),
        };

        let mut config = read::read(file.as_ref(), |name| std::env::var(name).ok());
        config.faults.extend(fault);
        config.path = path;

        config
    }

    /// What a session takes up of it.
    pub(crate) fn habits(&self) -> Habits {
        Habits {
            speed: self.speed.value,
            zoom: self.zoom.value,
            moves: self.motion.value,
            glyphs: self.glyphs.value,
            grain: self.grain.value,
            order: self.order.value,
            reveals: self.reveal.value,
            keys: self.keys.clone(),
            themes: self.themes.clone(),
            follows_ground: self.theme.value.is_none(),
        }
    }

    /// The whole of it as a file that says the same, with a comment on each part.
    pub(crate) fn to_toml(&self) -> String {
        print::toml(self)
    }
}

/// Where each user's configuration is, by the XDG base directory specification, or as the system has it.
fn place() -> Option<PathBuf> {
    let places = etcetera::choose_base_strategy().ok()?;
    Some(places.config_dir().join("convstep").join("config.toml"))
}

/// The file's text; nothing where there is none.
fn text(path: &Path) -> Result<Option<SourceText>, Vec<Fault>> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => SourceText::read(path)
            .map(Some)
            .map_err(|faults| faults.faults().to_vec()),
    }
}
