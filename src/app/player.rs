//! The player, that goes on by itself: whether it does, and how fast.

use std::collections::HashSet;
use std::str::FromStr;
use std::time::Duration;

use super::{App, View};
use crate::walk::Walker;

/// The time in which one looks from the picture to a note, and back.
const LOOK: Duration = Duration::from_millis(800);

/// The time in which a word is read.
const WORD: Duration = Duration::from_millis(250);

/// The time in which a Chinese character is read.
const CHARACTER: Duration = Duration::from_millis(180);

/// Whether the walk goes on by itself, and how fast.
#[derive(Debug, Default)]
pub(super) struct Player {
    pub is_playing: bool,
    pub speed: Speed,
    /// The notes that were there to read since it plays.
    read: HashSet<String>,
}

impl Player {
    /// Plays, or pauses. Playing from the end begins anew; elsewhere the note that is there was read before.
    pub(super) fn toggle(&mut self, walker: &mut Walker, note: Option<String>) {
        self.is_playing = !self.is_playing;
        self.read.clear();

        if walker.is_at_end() && self.is_playing {
            walker.go_to_start();
        } else {
            self.leave(note);
        }
    }

    /// Takes the note of a step for read.
    pub(super) fn leave(&mut self, note: Option<String>) {
        self.read.extend(note);
    }

    /// The time between two steps, while it plays.
    pub(super) fn interval(&self) -> Option<Duration> {
        let time = Duration::from_secs_f64(1.0 / self.speed.steps());
        self.is_playing.then_some(time)
    }

    /// The time that a note takes to read; none where it was there before.
    pub(super) fn reading(&self, note: &str) -> Duration {
        if self.read.contains(note) {
            return Duration::ZERO;
        }

        let is_wide = |c: char| c >= '\u{2e80}';
        let is_character = |c: &char| is_wide(*c) && c.is_alphanumeric();
        let characters = note.chars().filter(is_character).count() as u32;
        let words = note.split(|c: char| c.is_whitespace() || is_wide(c));
        let words = words
            .filter(|word| word.contains(char::is_alphanumeric))
            .count() as u32;

        LOOK + WORD * words + CHARACTER * characters
    }
}

/// How long a step stays while it plays: at least as long as it takes to read a note that is new.
#[must_use]
pub fn stay(app: &App) -> Option<Duration> {
    let is_seen = app.parts().words && app.view() == View::Walk;
    let note = app.note().filter(|_| is_seen);
    let reading = note.map_or(Duration::ZERO, |note| app.player.reading(&note));

    app.interval().map(|interval| interval.max(reading))
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
    fn a_note_takes_as_long_as_its_words_and_only_once() {
        let mut player = Player::default();
        let note = "步长是 2：the window, 2 wide.";
        assert_eq!(player.reading(note), LOOK + CHARACTER * 3 + WORD * 5);
        player.leave(Some(note.to_owned()));
        assert_eq!(player.reading(note), Duration::ZERO);
    }

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
