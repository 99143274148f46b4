//! Re-sampling along an axis as a matrix: each number that is made is a weighted sum of those around its place.

use super::builder::{Flow, Work};
use super::constant::{Constant, Number};
use super::dense::by_cell;
use super::refusal::{Result, refuse};

/// How a number is weighted by how far it stands from a place.
#[derive(Clone, Copy)]
pub(super) enum Kernel {
    /// 1 − |distance|, up to 1.
    Linear,
    /// Keys's cubic, with this slope at 1.
    Cubic(f64),
}

impl Kernel {
    /// How far it reaches.
    fn reach(self) -> f64 {
        match self {
            Self::Linear => 1.0,
            Self::Cubic(_) => 2.0,
        }
    }

    fn weight(self, distance: f64) -> f64 {
        let x = distance.abs();

        match self {
            Self::Linear => (1.0 - x).max(0.0),
            Self::Cubic(a) if x <= 1.0 => ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0,
            Self::Cubic(a) if x < 2.0 => ((a * x - 5.0 * a) * x + 8.0 * a) * x - 4.0 * a,
            Self::Cubic(_) => 0.0,
        }
    }
}

/// What an axis is made into.
pub(super) struct Axis {
    pub at: usize,
    pub input: usize,
    /// Where each number that is made stands on the input.
    pub origins: Vec<f64>,
    /// How much wider the kernel is; 1 but for down-sampling that blurs.
    pub spread: f64,
    /// Whether numbers beyond the edge count nothing, instead of as much as the edge.
    pub excludes: bool,
}

/// Makes an axis of what flows into another length.
pub(super) fn along(work: &mut Work, flow: &Flow, axis: &Axis, kernel: Kernel) -> Result<Flow> {
    const MOST: usize = 1 << 24;
    let output = axis.origins.len();

    if axis.input.saturating_mul(output) > MOST {
        return refuse("it makes too long an axis of too long an axis");
    }

    let mut numbers = vec![0.0; output * axis.input];

    for (row, &origin) in numbers.chunks_mut(axis.input).zip(&axis.origins) {
        fill(row, origin, axis, kernel);
    }

    let weight = Constant::computed(vec![output, axis.input], false, |index| {
        Number::Float(numbers[index] as f32)
    })?;

    let weight = weight.tensor(vec![output, axis.input, 1, 1])?;

    work.along(flow, axis.at, by_cell(weight, None))
}

/// The weights of one number that is made.
fn fill(row: &mut [f64], origin: f64, axis: &Axis, kernel: Kernel) {
    let last = row.len() as i64 - 1;
    let reach = kernel.reach() * axis.spread;
    let first = (origin - reach).ceil() as i64;
    let end = (origin + reach).floor() as i64;
    let mut total = 0.0;

    for place in first..=end {
        let weight = kernel.weight((place as f64 - origin) / axis.spread);

        if !axis.excludes || (0..=last).contains(&place) {
            row[place.clamp(0, last) as usize] += weight;
            total += weight;
        }
    }

    if total != 0.0 {
        for weight in row {
            *weight /= total;
        }
    }
}
