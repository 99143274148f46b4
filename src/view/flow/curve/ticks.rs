//! Round numbers along an axis.

/// Of 1, 2 and 5 times a power of ten, how many are tried.
const TRIED: i32 = 12;

/// Numbers of a side of an axis at most, about.
const MOST: f64 = 4.0;

/// Steps from one number of an axis to the next, and how many digits they have after the point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ticks {
    leading: i32,
    power: i32,
}

impl Ticks {
    /// The shortest steps that are so long, and few up to `reach`, and that are seen as wide apart as `is_apart` asks; nothing where
    /// none is.
    pub(super) fn new(reach: f64, is_apart: impl Fn(Self) -> bool) -> Option<Self> {
        if reach <= 0.0 {
            return None;
        }

        let least = reach / MOST;
        let power = least.log10().floor() as i32;
        let all = (0..TRIED).map(|index| Self {
            leading: [1, 2, 5][index as usize % 3],
            power: power + index / 3,
        });

        all.filter(|ticks| ticks.step() >= least * (1.0 - 1e-9))
            .take_while(|ticks| ticks.step() <= reach * (1.0 + 1e-9))
            .find(|&ticks| is_apart(ticks))
    }

    pub(super) fn step(self) -> f64 {
        self.value(1)
    }

    /// The number after so many steps from zero.
    pub(super) fn value(self, count: i32) -> f64 {
        f64::from(count * self.leading) * 10_f64.powi(self.power)
    }

    /// How it is written.
    pub(super) fn text(self, count: i32) -> String {
        let value = self.value(count);

        match self.power {
            -4..=-1 => format!("{value:.0$}", -self.power as usize),
            0..=4 => format!("{value:.0}"),
            _ => format!("{value:.1e}").replace(".0e", "e"),
        }
    }

    /// The counts of steps on both sides of zero, up to a number.
    pub(super) fn counts(self, reach: f64) -> impl Iterator<Item = i32> {
        let most = (reach / self.step() * (1.0 + 1e-9)).floor() as i32;
        (1..=most).flat_map(|count| [count, -count])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(reach: f64, least: f64) -> Vec<String> {
        let ticks = Ticks::new(reach, |ticks| ticks.step() >= least);
        let texts = |ticks: Ticks| ticks.counts(reach).map(|count| ticks.text(count)).collect();

        ticks.map_or(Vec::new(), texts)
    }

    #[test]
    fn numbers_are_round_few_and_as_wide_apart_as_there_is_room_for() {
        assert_eq!(numbers(4.4, 0.0), ["2", "-2", "4", "-4"]);
        assert_eq!(numbers(4.4, 3.0), [""; 0]);
        assert_eq!(numbers(7.8, 3.0), ["5", "-5"]);
        assert_eq!(numbers(1.1, 0.0), ["0.5", "-0.5", "1.0", "-1.0"]);
        assert_eq!(
            numbers(0.3, 0.0),
            ["0.1", "-0.1", "0.2", "-0.2", "0.3", "-0.3"]
        );
        assert_eq!(numbers(1.1e7, 0.0), ["5e6", "-5e6", "1e7", "-1e7"]);
        assert_eq!(
            numbers(3.5e-7, 0.0),
            ["1e-7", "-1e-7", "2e-7", "-2e-7", "3e-7", "-3e-7"]
        );
        assert_eq!(numbers(0.0, 0.0), [""; 0]);
    }
}
