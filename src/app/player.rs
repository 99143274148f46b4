//! The player, that goes on by itself: whether it does, and how fast.

use std::str::FromStr;
use std::time::Duration;

use crate::walk::Walker;

/// Whether the walk goes on by itself, and how fast.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Player {
    pub is_playing: bool,
    pub speed: Speed,
}

impl Player {
    /// Plays, or pauses. Playing from the end begins anew.
    pub(super) fn toggle(&mut self, walker: &mut Walker) {
        if !self.is_playing && walker.is_at_end() {
            walker.go_to_start();
        }

        self.is_playing = !self.is_playing;
    }

    /// The time between two steps, while it plays.
    pub(super) fn interval(&self) -> Option<Duration> {
        let time = Duration::from_secs_f64(1.0 / self.speed.steps());
        self.is_playing.then_some(time)
    }
}

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
