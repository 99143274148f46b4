//! Numbers and nested arrays as JSON: the shortest digits that read back the same, whole numbers without a point.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// A number; `null` where JSON has none for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let single = self.0 as f32;
        if self.0 == self.0.trunc() && self.0.abs() < 1e15 {
            serializer.serialize_i64(self.0 as i64)
        } else if f64::from(single) == self.0 {
            serializer.serialize_f32(single)
        } else if self.0.is_finite() {
            serializer.serialize_f64(self.0)
        } else {
            serializer.serialize_none()
        }
    }
}

/// Nested arrays, one number at a time: nothing is held that is not being written.
pub(super) struct Nested<'a, F> {
    lengths: &'a [usize],
    start: usize,
    number: &'a F,
}

impl<'a, F: Fn(usize) -> f64> Nested<'a, F> {
    /// Arrays of these lengths; `number` tells each number by its flat index, the last axis fastest.
    pub(super) fn new(lengths: &'a [usize], number: &'a F) -> Self {
        Self {
            lengths,
            start: 0,
            number,
        }
    }
}

impl<F: Fn(usize) -> f64> Serialize for Nested<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((&length, inner)) = self.lengths.split_first() else {
            return Number((self.number)(self.start)).serialize(serializer);
        };

        let below: usize = inner.iter().product();
        let mut array = serializer.serialize_seq(Some(length))?;

        for index in 0..length {
            let start = self.start + index * below;
            array.serialize_element(&Nested {
                lengths: inner,
                start,
                number: self.number,
            })?;
        }

        array.end()
    }
}
