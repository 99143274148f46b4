//! How a user likes it, whatever the scenario: what the configuration and the command line say.

use std::str::FromStr;

use super::{App, Glyphs, Keys, Shown, Taste, Theme, Zoom};
use crate::walk::{Grain, Order};

/// Steps a second that the player goes through by its keys.
const SPEEDS: [f64; 9] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// Steps a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed(f64);

impl Default for Speed {
    fn default() -> Self {
        Self(1.0)
    }
}

impl Speed {
    /// The slowest and the fastest, as the keys have them.
    pub const ENDS: [f64; 2] = [SPEEDS[0], SPEEDS[SPEEDS.len() - 1]];

    /// So many steps a second; nothing where that is too slow or too fast.
    #[must_use]
    pub fn new(steps: f64) -> Option<Self> {
        (Self::ENDS[0]..=Self::ENDS[1])
            .contains(&steps)
            .then_some(Self(steps))
    }

    /// Steps a second.
    #[must_use]
    pub fn steps(self) -> f64 {
        self.0
    }

    /// The next that a key leads to.
    pub(super) fn faster(self) -> Self {
        SPEEDS
            .into_iter()
            .find(|speed| *speed > self.0)
            .map_or(self, Self)
    }

    /// The one before.
    pub(super) fn slower(self) -> Self {
        SPEEDS
            .into_iter()
            .rfind(|speed| *speed < self.0)
            .map_or(self, Self)
    }
}

impl FromStr for Speed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let [least, most] = Self::ENDS;
        text.parse()
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| format!("write steps per second, from {least} to {most}"))
    }
}

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
    /// The keys.
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
        self.speed = habits.speed;
        self.zoom = habits.zoom;
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
            self.theme = Theme::on(ground);
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
    pub fn parts(&self) -> Shown {
        self.shown
    }

    /// Shows only so much beside the picture.
    pub fn set_parts(&mut self, shown: Shown) {
        self.shown = shown;
    }

    /// For a room: only the picture and the equation, or everything again.
    pub(super) fn present(&mut self) {
        let all = Shown::default();
        self.shown = if self.shown == all {
            Shown {
                title: false,
                words: false,
                timeline: false,
                hints: false,
            }
        } else {
            all
        };
    }

    pub(super) fn take(&mut self, taste: Taste) {
        match taste {
            Taste::Theme(theme) => (self.theme, self.habits.follows_ground) = (theme, false),
            Taste::Zoom(zoom) => self.zoom = zoom,
            Taste::Language(language) => self.language = language,
            Taste::Grain(grain) => self.set_grain(grain),
        }
    }

    /// The next theme: whoever asks for it wants no other.
    pub(super) fn change_theme(&mut self) {
        self.habits.follows_ground = false;
        self.theme = self.theme.next(&self.habits.themes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_from_any_speed_to_the_next() {
        let speed = |steps| Speed::new(steps).expect("a speed");
        assert_eq!(speed(3.0).faster(), speed(4.0));
        assert_eq!(speed(3.0).slower(), speed(2.0));
        assert_eq!(speed(64.0).faster(), speed(64.0));
        assert_eq!(speed(0.25).slower(), speed(0.25));
        assert_eq!([Speed::new(0.0), Speed::new(f64::NAN)], [None; 2]);
    }
}
