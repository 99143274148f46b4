//! Tensors: numbers in a box of any number of axes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Numbers that lie somewhere in another form, and become singles when they are asked for.
pub trait Store: fmt::Debug + Send + Sync {
    /// The number at a flat index, the last axis fastest.
    fn at(&self, index: usize) -> f32;

    /// Whether none of them is infinite, or not a number.
    fn is_finite(&self) -> bool;
}

/// Numbers of a tensor that is copied when one of them is changed; of a larger one, changes are kept beside it.
const COPIED: usize = 4096;

/// Where a tensor's numbers come from.
#[derive(Clone, Debug)]
pub enum Numbers {
    /// Written out, the last axis fastest.
    Values(Vec<f32>),
    /// The same number everywhere.
    Fill(f32),
    /// Reproducible random numbers between `low` and `high`, both included where they are integers.
    Random {
        /// Same seed, same numbers.
        seed: u64,
        /// The least.
        low: f64,
        /// The greatest.
        high: f64,
        /// Whether only whole numbers are drawn.
        integer: bool,
    },
    /// In another form, such as the bytes of a model.
    Stored(Arc<dyn Store>),
    /// Those of another tensor, but for some at these flat indices.
    Changed(Arc<Tensor>, BTreeMap<usize, f32>),
}

/// Those that are stored are the same where they are stored in one place.
impl PartialEq for Numbers {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Values(a), Self::Values(b)) => a == b,
            (Self::Fill(a), Self::Fill(b)) => a == b,
            (
                Self::Random {
                    seed: a,
                    low: from,
                    high: to,
                    integer: whole,
                },
                Self::Random {
                    seed: b,
                    low,
                    high,
                    integer,
                },
            ) => (a, from, to, whole) == (b, low, high, integer),
            (Self::Stored(a), Self::Stored(b)) => Arc::ptr_eq(a, b),
            (Self::Changed(a, changed), Self::Changed(b, others)) => changed == others && a == b,
            _ => false,
        }
    }
}

/// Numbers in a box. One number is read without the others being made, so that a scenario of a hundred million random
/// numbers opens at once; [`Tensor::part`] makes some of them.
#[derive(Clone, Debug)]
pub struct Tensor {
    shape: Vec<usize>,
    numbers: Numbers,
}

impl Tensor {
    /// A tensor of this shape.
    ///
    /// # Panics
    /// If the numbers are written out and their count is not the shape's.
    #[must_use]
    pub fn new(shape: Vec<usize>, numbers: Numbers) -> Self {
        if let Numbers::Values(values) = &numbers {
            assert_eq!(
                values.len(),
                shape.iter().product::<usize>(),
                "as many numbers as the shape says"
            );
        }

        Self { shape, numbers }
    }

    /// Zeros.
    #[must_use]
    pub fn fill(shape: Vec<usize>, value: f32) -> Self {
        Self::new(shape, Numbers::Fill(value))
    }

    /// The lengths of its axes, outermost first.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Where its numbers come from.
    #[must_use]
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// How many numbers.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// The number at a flat index, the last axis fastest.
    ///
    /// # Panics
    /// If the index lies outside.
    #[must_use]
    pub fn at(&self, index: usize) -> f32 {
        match self.numbers {
            Numbers::Values(ref values) => values[index],
            Numbers::Fill(value) => value,
            Numbers::Random {
                seed,
                low,
                high,
                integer,
            } => random(seed, index as u64, low, high, integer),
            Numbers::Stored(ref store) => store.at(index),
            Numbers::Changed(ref base, ref changes) => changes
                .get(&index)
                .copied()
                .unwrap_or_else(|| base.at(index)),
        }
    }

    /// The number at `[a, b, c, d]` of a tensor of four axes.
    #[must_use]
    pub fn at4(&self, [a, b, c, d]: [usize; 4]) -> f32 {
        self.at(((a * self.shape[1] + b) * self.shape[2] + c) * self.shape[3] + d)
    }

    /// The numbers from one flat index to another: those that are there, or made for whoever asks.
    ///
    /// # Panics
    /// If they are written out and the range lies outside.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Cow<'_, [f32]> {
        match &self.numbers {
            Numbers::Values(values) => Cow::Borrowed(&values[range]),
            Numbers::Changed(base, changes) => {
                let mut part = base.part(range.clone()).into_owned();

                for (index, number) in changes.range(range.clone()) {
                    part[index - range.start] = *number;
                }

                Cow::Owned(part)
            }
            _ => Cow::Owned(range.map(|index| self.at(index)).collect()),
        }
    }

    /// The same numbers with one of them changed.
    #[must_use]
    pub fn with(self: &Arc<Self>, index: usize, value: f32) -> Self {
        let (base, changes) = match &self.numbers {
            Numbers::Changed(base, changes) => (base, Some(changes)),
            _ => (self, None),
        };

        let mut changes = changes.cloned().unwrap_or_default();

        if self.count() <= COPIED || changes.len() >= COPIED {
            let mut values: Vec<f32> = (0..self.count()).map(|i| self.at(i)).collect();
            values[index] = value;
            return Self::new(self.shape.clone(), Numbers::Values(values));
        }

        if base.at(index) == value {
            changes.remove(&index);
        } else {
            changes.insert(index, value);
        }

        Self::new(
            self.shape.clone(),
            Numbers::Changed(Arc::clone(base), changes),
        )
    }

    /// The bytes that its own numbers take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match &self.numbers {
            Numbers::Values(values) => size_of_val(&values[..]),
            Numbers::Changed(_, changes) => changes.len() * size_of::<(usize, f32)>(),
            Numbers::Fill(_) | Numbers::Random { .. } | Numbers::Stored(_) => 0,
        }
    }

    /// The tensor that it differs from in no number; itself where there is none.
    fn plain(&self) -> &Self {
        match &self.numbers {
            Numbers::Changed(base, changes) if changes.is_empty() => base,
            _ => self,
        }
    }

    /// The same numbers in another shape of the same count.
    #[must_use]
    pub fn reshaped(self, shape: Vec<usize>) -> Self {
        Self::new(shape, self.numbers)
    }
}

impl PartialEq for Tensor {
    fn eq(&self, other: &Self) -> bool {
        // Networks share the tensors that were not changed.
        let [one, other] = [self, other].map(Self::plain);
        let is_alike = || match (&one.numbers, &other.numbers) {
            (Numbers::Stored(_), Numbers::Stored(_)) => {
                (0..one.count()).all(|index| one.at(index) == other.at(index))
            }
            _ => false,
        };

        std::ptr::eq(one, other)
            || one.shape == other.shape && (one.numbers == other.numbers || is_alike())
    }
}

/// The `index`-th number of the stream `seed`: `SplitMix64`, whose n-th output is a hash of seed + n·γ, so that any
/// number is had without those before it (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
fn random(seed: u64, index: u64, low: f64, high: f64, integer: bool) -> f32 {
    let mut z = seed.wrapping_add(index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let unit = ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64;

    if integer {
        let least = -floor(-low);
        (least + floor(unit * (floor(high) - least + 1.0))) as f32
    } else {
        (low + unit * (high - low)) as f32
    }
}

/// The largest whole number that is not above a number. The processor's own conversion is far faster than a call, and numbers
/// beyond it are whole.
fn floor(value: f64) -> f64 {
    if value.abs() >= 1e15 {
        return value.floor();
    }

    let whole = value as i64 as f64;

    if whole > value { whole - 1.0 } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_tensor_is_not_copied_for_one_number() {
        let base = Arc::new(Tensor::new(vec![8192], Numbers::Values(vec![1.0; 8192])));
        let once = Arc::new(base.with(7, 2.0));
        let twice = Arc::new(once.with(8191, 3.0));
        assert_eq!([twice.at(6), twice.at(7), twice.at(8191)], [1.0, 2.0, 3.0]);
        assert!(twice.bytes() < 100);
        assert!(once != base && twice != once);

        for part in [0..8192, 5..9, 8191..8192] {
            let wanted: Vec<f32> = part.clone().map(|index| twice.at(index)).collect();
            assert_eq!(*twice.part(part), wanted);
        }

        let back = Arc::new(twice.with(7, 1.0));
        assert_eq!(back.with(8191, 1.0), *base);
        assert_eq!(*base, back.with(8191, 1.0));
    }

    #[test]
    fn random_numbers_are_the_same_everywhere_and_forever() {
        let draw = |integer| Numbers::Random {
            seed: 7,
            low: -2.0,
            high: 2.0,
            integer,
        };

        let whole = Tensor::new(vec![8], draw(true));
        assert_eq!(
            whole.part(2..8).to_vec(),
            (2..8).map(|i| whole.at(i)).collect::<Vec<_>>()
        );

        assert_eq!(
            *whole.part(0..8),
            [-1.0, -2.0, 2.0, 0.0, 0.0, -1.0, 0.0, -1.0]
        );

        let real = Tensor::new(vec![1000], draw(false));
        assert!(real.part(0..1000).iter().all(|v| (-2.0..=2.0).contains(v)));
    }
}
