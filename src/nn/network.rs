//! A network: an input and layers, each on what stands before it.

use std::sync::Arc;

use super::stage::hull;
use super::{Images, Layer, Op, Part, Shape, ShapeError, Source, Stage, Tensor};

/// How many numbers a network may hold, in its tensors and outputs together.
pub const MOST_NUMBERS: u64 = 1 << 27;

/// Numbers that all weights of a scenario may have together.
pub const MOST_WEIGHTS: u64 = 1 << 28;

/// An input and layers. Cloning is cheap: tensors are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The numbers that come in.
    pub input: Arc<Tensor>,
    /// Their shape.
    pub shape: Shape,
    /// The layers. Each reads stages that stand before it, so their order is one in which they can be computed.
    pub layers: Vec<Layer>,
    /// Other inputs, to look through for what excites its maps.
    pub images: Option<Arc<Images>>,
}

impl Network {
    /// A network that has no layers yet.
    #[must_use]
    pub fn new(input: Arc<Tensor>, shape: Shape) -> Self {
        Self {
            input,
            shape,
            layers: Vec::new(),
            images: None,
        }
    }

    /// Adds a layer after the last, on these stages.
    ///
    /// # Errors
    /// What does not fit.
    pub fn push(&mut self, name: String, op: Op, stages: &[Stage]) -> Result<(), ShapeError> {
        let source = |&stage| Source {
            stage,
            shape: self.shape_of(stage),
        };

        let sources: Vec<_> = stages.iter().map(source).collect();
        let mut layer = Layer::new(name, op, &sources)?;
        layer.flattened = self.flattened(sources[0]);
        self.layers.push(layer);

        Ok(())
    }

    /// What a source was before it was flattened.
    fn flattened(&self, source: Source) -> Shape {
        match source.stage.layer().map(|layer| &self.layers[layer]) {
            Some(before) if matches!(before.op, Op::Flatten | Op::Activation(_)) => {
                before.flattened
            }
            _ => source.shape,
        }
    }

    /// The stage that the last layer puts out.
    #[must_use]
    pub fn last(&self) -> Stage {
        Stage::at(self.layers.len())
    }

    /// The shape of a stage.
    #[must_use]
    pub fn shape_of(&self, stage: Stage) -> Shape {
        stage
            .layer()
            .map_or(self.shape, |layer| self.layers[layer].output)
    }

    /// A stage, all of it.
    #[must_use]
    pub fn whole(&self, stage: Stage) -> Part {
        let [_, height, width] = self.shape_of(stage).dims();
        [0..height, 0..width]
    }

    /// What part of each stage is needed to make this part of one, by their order: the one backward pass over the network.
    /// It goes no further back than stages that are an end. `None` for a stage that is not needed at all.
    #[must_use]
    pub fn trace(
        &self,
        stage: Stage,
        part: Part,
        is_end: impl Fn(Stage) -> bool,
    ) -> Vec<Option<Part>> {
        let mut parts: Vec<Option<Part>> = vec![None; stage.order() + 1];
        parts[stage.order()] = Some(part);

        for (index, layer) in self.layers[..stage.order()].iter().enumerate().rev() {
            let made = Stage::after(index);
            let Some(part) = parts[made.order()].clone().filter(|_| !is_end(made)) else {
                continue;
            };

            for (source, Source { stage, .. }) in layer.sources.iter().enumerate() {
                let read = layer.reads(source, &part);
                let needed = &mut parts[stage.order()];
                *needed = Some(needed.as_ref().map_or(read.clone(), |had| hull(had, &read)));
            }
        }

        parts
    }

    /// The shape that the last layer puts out.
    #[must_use]
    pub fn output(&self) -> Shape {
        self.shape_of(self.last())
    }

    /// The network with another operation at a layer.
    ///
    /// # Errors
    /// The first layer that no longer fits, and why.
    pub fn with_op(&self, index: usize, op: &Op) -> Result<Self, (usize, ShapeError)> {
        let mut network = Self {
            images: self.images.clone(),
            ..Self::new(Arc::clone(&self.input), self.shape)
        };

        for (at, layer) in self.layers.iter().enumerate() {
            let op = if at == index {
                op.clone()
            } else {
                layer.op.clone()
            };

            let stages: Vec<_> = layer.sources.iter().map(|source| source.stage).collect();

            network
                .push(layer.name.clone(), op, &stages)
                .map_err(|shape_error| (at, shape_error))?;
        }

        if network.numbers() > MOST_NUMBERS {
            Err((index, ShapeError::TooLarge))
        } else {
            Ok(network)
        }
    }

    /// How many numbers its input and outputs hold.
    #[must_use]
    pub fn numbers(&self) -> u64 {
        self.layers
            .iter()
            .map(|layer| layer.output.count())
            .fold(self.shape.count(), u64::saturating_add)
    }
}
