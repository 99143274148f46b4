//! Many inputs of one network, to look through.

use std::sync::{Arc, OnceLock};

use super::{Network, Numbers, Shape, Tensor};

/// Inputs of one shape.
#[derive(Debug)]
pub struct Images {
    /// All their numbers, one input after the other.
    tensor: Tensor,
    shape: Shape,
    count: usize,
    range: OnceLock<[f32; 2]>,
}

impl Images {
    /// The inputs of this shape that a tensor holds; `None` where it holds something else. Levels of length 1 do not count:
    /// pictures of one channel may be written as matrices.
    #[must_use]
    pub fn new(tensor: Tensor, shape: Shape) -> Option<Self> {
        let long = |lengths: &[usize]| -> Vec<usize> {
            lengths.iter().copied().filter(|&n| n != 1).collect()
        };

        let (&count, rest) = tensor.shape().split_first()?;

        if long(rest) != long(&shape.dims()) {
            return None;
        }

        Some(Self {
            tensor,
            shape,
            count,
            range: OnceLock::new(),
        })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of an image at `[channel, row, column]`.
    ///
    /// # Panics
    /// Outside the image.
    #[must_use]
    pub fn at(&self, image: usize, [channel, row, column]: [usize; 3]) -> f32 {
        let [_, height, width] = self.shape.dims();
        let cell = (channel * height + row) * width + column;

        self.tensor.at(image * self.size() + cell)
    }

    /// The least and the greatest number of all.
    #[must_use]
    pub fn range(&self) -> [f32; 2] {
        *self.range.get_or_init(|| {
            let numbers = || (0..self.tensor.count()).map(|at| self.tensor.at(at));
            let least = numbers().fold(f32::INFINITY, f32::min);

            [least, numbers().fold(f32::NEG_INFINITY, f32::max)]
        })
    }

    /// A network with one of the images as its input.
    #[must_use]
    pub fn shown_to(&self, network: &Network, image: usize) -> Network {
        let numbers = self
            .tensor
            .part(image * self.size()..(image + 1) * self.size());
        let input = Tensor::new(
            network.input.shape().to_vec(),
            Numbers::Values(numbers.into_owned()),
        );

        Network {
            input: Arc::new(input),
            ..network.clone()
        }
    }

    fn size(&self) -> usize {
        self.shape.dims().iter().product()
    }
}

/// The same images.
impl PartialEq for Images {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape && self.tensor == other.tensor
    }
}
