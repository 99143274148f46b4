//! Numbers that do not depend on the input: weights, and what is computed from them before any picture is there.

use std::sync::Arc;

use super::refusal::{Refusal, Result, refuse};
use crate::nn::{Arrange, Numbers, Store, Tensor};
use crate::text::phrase;

/// The most numbers that a constant may hold.
pub(super) const MOST_WEIGHTS: u64 = 1 << 28;

/// The most numbers that are written out when a constant is computed from others.
const MOST_COMPUTED: u64 = 1 << 26;

/// Numbers in a box.
#[derive(Clone, Debug)]
pub(super) struct Constant {
    pub shape: Vec<usize>,
    pub data: Data,
}

/// The numbers, the last axis fastest.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Floats(Vec<f32>),
    /// Floats as they lie in the file.
    Stored(Arc<dyn Store>),
    Integers(Vec<i64>),
    /// The same number everywhere.
    Fill(Number),
}

/// Stored numbers in another order.
#[derive(Debug)]
struct Arranged {
    of: Arc<dyn Store>,
    arrange: Arrange,
}

impl Store for Arranged {
    fn at(&self, index: usize) -> f32 {
        let from = self.arrange.source(index);
        from.map_or(self.arrange.outside, |from| self.of.at(from))
    }

    fn is_finite(&self) -> bool {
        self.of.is_finite()
    }
}

/// A number as arithmetic before the input sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Float(f32),
    Integer(i64),
}

impl Number {
    pub(super) fn float(self) -> f32 {
        match self {
            Self::Float(x) => x,
            Self::Integer(x) => x as f32,
        }
    }

    pub(super) fn integer(self) -> i64 {
        match self {
            Self::Float(x) => x as i64,
            Self::Integer(x) => x,
        }
    }
}

/// How many numbers a shape holds, if they are no more than `most`.
pub(super) fn count(shape: &[usize], most: u64) -> Result<usize> {
    let count = shape
        .iter()
        .try_fold(1u64, |count, &n| count.checked_mul(n as u64));

    match count {
        Some(count) if count <= most => Ok(count as usize),
        _ => refuse(phrase!(
            "the shape {} asks for too many numbers",
            format!("{:?}", shape)
        )),
    }
}

impl Constant {
    pub(super) fn integers(numbers: Vec<i64>) -> Self {
        Self {
            shape: vec![numbers.len()],
            data: Data::Integers(numbers),
        }
    }

    /// Numbers of a shape, computed one by one.
    pub(super) fn computed(
        shape: Vec<usize>,
        is_integer: bool,
        of: impl Fn(usize) -> Number,
    ) -> Result<Self> {
        let count = count(&shape, MOST_COMPUTED)?;
        let data = if is_integer {
            Data::Integers((0..count).map(|index| of(index).integer()).collect())
        } else {
            Data::Floats((0..count).map(|index| of(index).float()).collect())
        };

        Ok(Self { shape, data })
    }

    pub(super) fn count(&self) -> usize {
        self.shape.iter().product()
    }

    pub(super) fn is_integer(&self) -> bool {
        matches!(
            self.data,
            Data::Integers(_) | Data::Fill(Number::Integer(_))
        )
    }

    pub(super) fn at(&self, index: usize) -> Number {
        match &self.data {
            Data::Floats(numbers) => Number::Float(numbers.get(index).copied().unwrap_or(0.0)),
            Data::Stored(store) => Number::Float(store.at(index)),
            Data::Integers(numbers) => Number::Integer(numbers.get(index).copied().unwrap_or(0)),
            Data::Fill(number) => *number,
        }
    }

    /// All of them as integers; only for lists of sizes, axes and the like.
    pub(super) fn list(&self) -> Result<Vec<i64>> {
        const LONGEST: usize = 1 << 16;

        if self.count() > LONGEST {
            return refuse(phrase!("a list of {} numbers is too long", self.count()));
        }

        Ok((0..self.count())
            .map(|index| self.at(index).integer())
            .collect())
    }

    /// All of them as the lengths of a shape.
    pub(super) fn lengths(&self) -> Result<Vec<usize>> {
        let length = |n: i64| {
            usize::try_from(n)
                .map_err(|_| Refusal::new(phrase!("a length of {} is not possible", n)))
        };

        self.list()?.into_iter().map(length).collect()
    }

    /// The one number that it holds.
    pub(super) fn single(&self) -> Option<f32> {
        (self.count() == 1).then(|| self.at(0).float())
    }

    /// The same numbers in another shape of the same count.
    pub(super) fn reshaped(&self, shape: Vec<usize>) -> Self {
        Self {
            shape,
            data: self.data.clone(),
        }
    }

    /// The numbers in another order.
    pub(super) fn arranged(&self, arrange: &Arrange, shape: Vec<usize>) -> Result<Self> {
        if let Data::Fill(_) = self.data
            && !arrange.reads_outside()
        {
            return Ok(self.reshaped(shape));
        }

        if let Data::Stored(store) = &self.data {
            let of = Arc::clone(store);
            let arrange = arrange.clone();

            return Ok(Self {
                shape,
                data: Data::Stored(Arc::new(Arranged { of, arrange })),
            });
        }

        let outside = Number::Float(arrange.outside);
        let at = |index| arrange.source(index).map_or(outside, |from| self.at(from));

        Self::computed(shape, self.is_integer(), at)
    }

    /// As a layer's tensor of this shape.
    pub(super) fn tensor(&self, shape: Vec<usize>) -> Result<Arc<Tensor>> {
        let wanted = count(&shape, MOST_WEIGHTS)?;

        if wanted != self.count() {
            return refuse(phrase!(
                "a weight of the shape {} stands where one of {} is needed",
                format!("{:?}", self.shape),
                format!("{:?}", shape)
            ));
        }

        let numbers = match &self.data {
            Data::Floats(numbers) => Numbers::Values(numbers.clone()),
            Data::Integers(numbers) => Numbers::Values(numbers.iter().map(|&n| n as f32).collect()),
            Data::Fill(number) => Numbers::Fill(number.float()),
            Data::Stored(store) => Numbers::Stored(Arc::clone(store)),
        };

        let is_finite = match &numbers {
            Numbers::Values(values) => values.iter().all(|value| value.is_finite()),
            Numbers::Fill(value) => value.is_finite(),
            Numbers::Random { .. } | Numbers::Changed(..) => true,
            Numbers::Stored(store) => store.is_finite(),
        };

        if !is_finite {
            return Err(Refusal::with_help(
                "a weight holds nan or inf",
                "export the model again, or train it anew",
            ));
        }

        Ok(Arc::new(Tensor::new(shape, numbers)))
    }
}
