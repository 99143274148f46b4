//! How a user likes it, whatever the scenario: what the configuration and the command line say.

use super::{App, Glyphs, Keys, ScreenParts, Speed, Theme, Zoom};
use crate::walk::{Grain, Order};

/// How a user likes it.
#[derive(Clone, Debug)]
pub struct Habits {
    /// How fast the player goes.
    pub speed: Speed,
    /// How wide cells are drawn.
    pub zoom: Zoom,
    /// Whether what changes may be seen moving.
    pub moves: bool,
    /// With which signs lines and marks are drawn.
    pub glyphs: Glyphs,
    /// How far one step goes, whatever a scenario says.
    pub grain: Option<Grain>,
    /// In which order cells are made, whatever a scenario says.
    pub order: Option<Order>,
    /// Whether cells are shown before they are made, whatever a scenario says.
    pub reveals: Option<bool>,
    /// Which keys ask for which action.
    pub keys: Keys,
    /// Themes of the user's own.
    pub themes: Vec<Theme>,
    /// Whether the theme is to be the one for the terminal's ground, once that is known.
    pub follows_ground: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            speed: Speed::default(),
            zoom: Zoom::default(),
            moves: true,
            glyphs: Glyphs::Unicode,
            grain: None,
            order: None,
            reveals: None,
            keys: Keys::default(),
            themes: Vec::new(),
            follows_ground: false,
        }
    }
}

impl App {
    /// Takes a user's habits.
    pub fn take_up(&mut self, habits: Habits) {
        self.player.speed = habits.speed;
        self.look.zoom = habits.zoom;
        self.habits = habits;
    }

    /// Whether what changes may be seen moving.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.habits.moves
    }

    /// With which signs lines and marks are drawn.
    #[must_use]
    pub fn glyphs(&self) -> Glyphs {
        self.habits.glyphs
    }

    /// The keys as they are bound.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.habits.keys
    }

    /// Whether the theme is still to be the one for the terminal's ground.
    #[must_use]
    pub fn follows_ground(&self) -> bool {
        self.habits.follows_ground
    }

    /// The terminal's ground is this red, green and blue.
    pub fn see_ground(&mut self, ground: [u8; 3]) {
        if self.habits.follows_ground {
            self.look.theme = Theme::on(ground);
        }
    }

    /// The terminal draws signs such as `·` so many columns wide: where that is not one, those of ASCII are drawn.
    pub fn see_width(&mut self, columns: u16) {
        if self.habits.glyphs == Glyphs::Auto && columns > 1 {
            self.habits.glyphs = Glyphs::Ascii;
        }
    }

    /// What of the screen is there beside the picture.
    #[must_use]
    pub fn parts(&self) -> ScreenParts {
        self.look.parts
    }

    /// Shows only so much beside the picture.
    pub fn set_parts(&mut self, parts: ScreenParts) {
        self.look.parts = parts;
    }
}
