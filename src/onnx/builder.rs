//! From nodes to layers: what is known of each tensor, and the network as it grows.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::constant::{Constant, MOST_WEIGHTS};
use super::node::Node;
use super::refusal::{Refusal, Result, refuse, shown};
use crate::nn::{Layer, MOST_NUMBERS, Network, Op, Shape, Stage};
use crate::text::{Phrase, phrase};

/// What a tensor is: known before any input is, or what a layer puts out.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Constant(Arc<Constant>),
    Flow(Flow),
}

/// What a layer, or the input, gives: its stage, and its shape as the model has it, the batch included.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub stage: Stage,
    pub shape: Vec<usize>,
}

impl Value {
    pub(super) fn shape(&self) -> &[usize] {
        match self {
            Self::Constant(constant) => &constant.shape,
            Self::Flow(flow) => &flow.shape,
        }
    }
}

impl From<Constant> for Value {
    fn from(constant: Constant) -> Self {
        Self::Constant(Arc::new(constant))
    }
}

impl From<Flow> for Value {
    fn from(flow: Flow) -> Self {
        Self::Flow(flow)
    }
}

/// The shape without the batch: a first length of 1 is left away where there are others.
pub(super) fn levels(shape: &[usize]) -> &[usize] {
    match shape {
        [] => &[1],
        [1, rest @ ..] if !rest.is_empty() => rest,
        _ => shape,
    }
}

/// The same, as layers have it.
pub(super) fn shape_of(shape: &[usize]) -> Result<Shape> {
    if shape.contains(&0) {
        return refuse(phrase!(
            "the shape {} holds no numbers",
            format!("{:?}", shape)
        ));
    }

    Shape::of(levels(shape)).ok_or_else(|| {
        Refusal::new(phrase!(
            "the shape {} has too many dimensions: five and the batch are the most",
            format!("{:?}", shape)
        ))
    })
}

/// The network as it grows.
pub(super) struct Builder {
    pub network: Network,
    pub values: HashMap<String, Value>,
    /// The layers by the names of what they put out, and of the nodes.
    pub names: HashMap<String, usize>,
    /// The batch for which the model was written, where it is fixed; here it is one.
    pub batch: usize,
    /// The tensors that some node reads, or that come out.
    pub used: HashSet<String>,
    taken: HashSet<String>,
    weights: u64,
    outputs: u64,
}

impl Builder {
    pub(super) fn new(network: Network, input: &str, shape: Vec<usize>) -> Self {
        let outputs = network.shape.count();
        let stage = Stage::INPUT;
        let flow = Value::Flow(Flow { stage, shape });

        Self {
            network,
            values: HashMap::from([(input.to_owned(), flow)]),
            names: HashMap::new(),
            batch: 1,
            used: HashSet::new(),
            taken: HashSet::new(),
            weights: 0,
            outputs,
        }
    }

    /// Adds a layer. Its name is for the time being: see [`Builder::name`].
    pub(super) fn push(&mut self, op: Op, stages: &[Stage]) -> Result<Stage> {
        let name = self.network.layers.len().to_string();

        self.network.push(name, op, stages).map_err(|shape_error| {
            Refusal::with_help(
                Phrase::ShapeError(Box::new(shape_error.clone())),
                Phrase::Mending(Box::new(shape_error)),
            )
        })?;

        let layer = &self.network.layers[self.network.layers.len() - 1];
        let own: u64 = layer
            .op
            .tensors()
            .iter()
            .map(|(_, tensor)| tensor.count() as u64)
            .sum();
        self.outputs = self.outputs.saturating_add(layer.output.count());
        self.weights = self.weights.saturating_add(own);

        if self.outputs > MOST_NUMBERS {
            return refuse(phrase!(
                "with its output of the shape {} there are more than 2^27 numbers",
                format!("{:?}", layer.output)
            ));
        }

        if self.weights > MOST_WEIGHTS {
            return refuse("with its weights there are more than 2^28 numbers");
        }

        Ok(self.network.last())
    }

    /// Names the layers from this one on, that a node was made into, and notes what the node puts out.
    pub(super) fn name(&mut self, first: usize, node: &Node, made: Vec<Value>) {
        let outputs = &node.proto.output;
        let own = &node.proto.name;
        let mut named = HashMap::new();

        for (output, value) in outputs.iter().zip(&made) {
            if let (false, Value::Flow(Flow { stage, .. })) = (output.is_empty(), value)
                && let Some(layer) = stage.layer()
            {
                self.names.insert(output.clone(), layer);
                named.insert(layer, output);
            }
        }

        let first_output = node.first_output();

        if let (false, Some(&layer)) = (own.is_empty(), self.names.get(&first_output)) {
            self.names.entry(own.clone()).or_insert(layer);

            // Of several that a node puts out, each is called as it is.
            if named.len() == 1 {
                named.insert(layer, own);
            }
        }

        let stem = if own.is_empty() { &first_output } else { own };

        for layer in first..self.network.layers.len() {
            let part = || format!("{stem}.{}", layer + 1 - first);
            let wanted = named.get(&layer).map_or_else(part, |name| (*name).clone());
            let name = self.free(&wanted);
            self.layer_mut(layer).name = name;
        }

        for (output, value) in outputs.iter().zip(made) {
            self.values.insert(output.clone(), value);
        }
    }

    fn layer_mut(&mut self, index: usize) -> &mut Layer {
        &mut self.network.layers[index]
    }

    /// The name as it may be shown, or one like it that no layer has yet.
    fn free(&mut self, wanted: &str) -> String {
        let wanted = crate::onnx::clean(&shown(wanted));
        let mut name = wanted.clone();
        let mut number = 2;

        while name.is_empty() || !self.taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }

        name
    }
}

/// A node at work: what it reads, and where its layers go.
pub(super) struct Work<'a> {
    pub builder: &'a mut Builder,
    pub node: &'a Node,
    pub inputs: Vec<Option<Value>>,
    pub folder: &'a std::path::Path,
}

impl Work<'_> {
    pub(super) fn optional(&self, index: usize) -> Option<&Value> {
        self.inputs.get(index)?.as_ref()
    }

    pub(super) fn value(&self, index: usize) -> Result<Value> {
        self.optional(index)
            .cloned()
            .ok_or_else(|| Refusal::new(phrase!("its input {} is missing", index + 1)))
    }

    /// What an input is called.
    pub(super) fn input_name(&self, index: usize) -> String {
        self.node
            .proto
            .input
            .get(index)
            .map_or_else(String::new, |name| shown(name))
    }

    /// Whether somebody needs an output.
    pub(super) fn wants(&self, index: usize) -> bool {
        let name = self.node.proto.output.get(index);
        name.is_some_and(|name| self.builder.used.contains(name))
    }

    /// An input that depends on the network's.
    pub(super) fn flow(&mut self, index: usize) -> Result<Flow> {
        let value = self.value(index)?;
        self.flowing(&value)
    }

    /// A value as what a layer puts out: a constant becomes a layer of its own.
    pub(super) fn flowing(&mut self, value: &Value) -> Result<Flow> {
        match value {
            Value::Flow(flow) => Ok(flow.clone()),
            Value::Constant(constant) => {
                let shape = constant.shape.clone();
                let tensor = constant.tensor(shape_of(&shape)?.levels().to_vec())?;
                let stage = self.builder.push(Op::Constant(tensor), &[Stage::INPUT])?;
                Ok(Flow { stage, shape })
            }
        }
    }

    /// An input that is known beforehand.
    pub(super) fn constant(&self, index: usize) -> Result<Arc<Constant>> {
        match self.value(index)? {
            Value::Constant(constant) => Ok(constant),
            Value::Flow(_) => refuse(phrase!(
                "its input `{}` depends on the network's input, where fixed numbers are needed",
                self.input_name(index)
            )),
        }
    }

    /// The same, where it is given.
    pub(super) fn maybe_constant(&self, index: usize) -> Result<Option<Arc<Constant>>> {
        self.optional(index)
            .map(|_| self.constant(index))
            .transpose()
    }

    /// A list of whole numbers: an attribute in older operator sets, an input in newer ones.
    pub(super) fn list(&self, name: &str, index: usize) -> Result<Option<Vec<i64>>> {
        if let Some(list) = self.node.ints(name) {
            return Ok(Some(list.to_vec()));
        }

        self.maybe_constant(index)?
            .map(|constant| constant.list())
            .transpose()
    }

    /// The layer that was added last.
    pub(super) fn last_layer(&self) -> Result<&Layer> {
        let last = self.builder.network.layers.last();
        last.ok_or_else(|| Refusal::new("there is no layer yet"))
    }

    /// Adds a layer on one source. Its shape is the layer's, with the batch in front.
    pub(super) fn push(&mut self, op: Op, from: &Flow) -> Result<Flow> {
        self.push_on(op, &[from.stage])
    }

    /// Adds a layer on these sources.
    pub(super) fn push_on(&mut self, op: Op, stages: &[Stage]) -> Result<Flow> {
        let stage = self.builder.push(op, stages)?;
        let levels = self.builder.network.shape_of(stage);
        let shape = std::iter::once(1)
            .chain(levels.levels().iter().copied())
            .collect();

        Ok(Flow { stage, shape })
    }

    /// Adds a layer on one source that keeps its shape.
    pub(super) fn push_same(&mut self, op: Op, from: &Flow) -> Result<Flow> {
        let made = self.push(op, from)?;
        let shape = from.shape.clone();

        Ok(Flow { shape, ..made })
    }
}
