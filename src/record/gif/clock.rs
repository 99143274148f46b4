//! Times in the hundredths of a second that GIF knows.

use std::time::Duration;

/// The least that is said, since players take less for a tenth of a second, and the most that can be.
const LEAST: u128 = 2;
const MOST: u128 = u16::MAX as u128;

/// Nanoseconds of a hundredth.
const HUNDREDTH: i128 = 10_000_000;

/// Rounds times; what one loses by that is given to the next.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// Nanoseconds that were shown too little, or, below zero, too much.
    owed: i128,
}

impl Clock {
    /// How long each picture of a frame is shown: it takes more than one where it is seen for longer than one can say.
    pub(super) fn delays(&mut self, hold: Duration) -> Vec<u16> {
        let due = hold.as_nanos() as i128 + self.owed;
        let rounded = (due + HUNDREDTH / 2).div_euclid(HUNDREDTH);
        self.owed = due - rounded * HUNDREDTH;
        let mut left = (rounded.max(0) as u128).max(LEAST);
        let mut delays = Vec::new();

        while left > MOST {
            delays.push((MOST - LEAST) as u16);
            left -= MOST - LEAST;
        }

        delays.push(left as u16);

        delays
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_errors_do_not_add_up() {
        let mut clock = Clock::default();
        let third = Duration::from_nanos(33_333_333);
        let delays: Vec<u16> = (0..6).flat_map(|_| clock.delays(third)).collect();
        assert_eq!(delays, [3, 4, 3, 3, 4, 3]);
    }

    #[test]
    fn what_is_too_short_or_too_long_for_a_picture_is_told_all_the_same() {
        let mut clock = Clock::default();
        assert_eq!(clock.delays(Duration::ZERO), [2]);
        let day = clock.delays(Duration::from_secs(24 * 60 * 60));
        assert_eq!(
            day.iter().map(|&delay| u64::from(delay)).sum::<u64>(),
            24 * 60 * 60 * 100
        );

        assert!(day.iter().all(|&delay| delay >= 2));
    }
}
