//! ONNX models: a file in, a [`Network`] out, or why there is none.
//!
//! What does not depend on the input is computed while the file is read; what does becomes layers, named as the nodes are.

mod arrange;
mod builder;
mod cellwise;
mod choice;
mod constant;
mod dense;
mod fold;
mod foreign;
mod graph;
mod join;
mod moves;
mod node;
mod norm;
mod operators;
mod pad;
mod pointer;
mod proto;
mod reduce;
mod refusal;
mod resample;
mod resize;
mod shapes;
mod stretch;
#[cfg(test)]
mod tests;
mod weight;
mod window;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prost::Message;
use prost::bytes::Bytes;

use crate::nn::{MOST_NUMBERS, Network, Numbers, Tensor};
use builder::{Builder, Work, levels, shape_of};
use constant::count;
use refusal::{Result, refuse, shown};

use crate::text::{Phrase, phrase};
pub(crate) use refusal::Refusal;

/// Rows and columns where a model leaves them open and no input says them.
const OPEN_SIDE: usize = 224;

/// Channels, likewise.
const OPEN_CHANNELS: usize = 3;

/// Weights by their names.
type Named<'a> = HashMap<&'a str, &'a proto::Tensor>;

/// A model that was read.
#[derive(Debug)]
pub(crate) struct Model {
    proto: proto::Model,
    graph: proto::Graph,
    folder: PathBuf,
    /// The name of what goes in.
    input: String,
    /// Its shape as the file has it; `None` for a length that is open.
    lengths: Option<Vec<Option<usize>>>,
}

/// The layers that a model makes of an input.
#[derive(Debug)]
pub(crate) struct Layers {
    pub network: Network,
    /// Its layers by the names of tensors and nodes in the model.
    pub names: HashMap<String, usize>,
    /// The nodes that the layers were made of, one per layer.
    pub nodes: Vec<Arc<Made>>,
}

/// A node that became layers.
#[derive(Debug)]
pub(crate) struct Made {
    /// What messages call it: its name, its operator, and what it makes.
    pub place: Phrase,
    /// What it reads, by name.
    pub reads: Vec<String>,
}

/// Signs that could disturb a terminal, or turn a line round, written as escapes.
fn clean(name: &str) -> String {
    let is_bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };

    name.chars()
        .flat_map(|c| {
            let escaped: Vec<char> = if is_bad(c) {
                c.escape_unicode().collect()
            } else {
                vec![c]
            };
            escaped
        })
        .collect()
}

impl Model {
    /// Reads a model in a folder from its bytes.
    ///
    /// # Errors
    /// Why it is none, or none that can be shown.
    pub(crate) fn read(bytes: Vec<u8>, folder: &Path) -> std::result::Result<Self, Refusal> {
        let mut proto = decoded(bytes)?;

        let Some(graph) = proto.graph.take() else {
            return Err(Refusal::with_help(
                "this file holds no graph: it is not an ONNX model",
                "export it again",
            ));
        };

        let (input, lengths) = input(&graph)?;

        Ok(Self {
            proto,
            graph,
            folder: folder.to_owned(),
            input,
            lengths,
        })
    }

    /// The shape that is read where no input is given: without the batch, open lengths as they are usual.
    ///
    /// # Errors
    /// If the model does not say how many dimensions there are, or asks for too many numbers.
    pub(crate) fn usual_shape(&self) -> std::result::Result<Vec<usize>, Refusal> {
        let Some(lengths) = self.lengths.as_deref() else {
            return Err(Refusal::with_help(
                phrase!(
                    "the model does not say which shape its input `{}` has",
                    shown(&self.input)
                ),
                "give an array with --input",
            ));
        };

        let open = |(at, length): (usize, &Option<usize>)| match (at, length) {
            (0, _) => 1,
            (_, Some(length)) => *length,
            (1, None) => OPEN_CHANNELS,
            (_, None) => OPEN_SIDE,
        };

        let shape: Vec<usize> = lengths.iter().enumerate().map(open).collect();
        count(&shape, MOST_NUMBERS)
            .map_err(|refusal| refusal.within(phrase!("the input `{}`", shown(&self.input))))?;

        Ok(levels(&shape).to_vec())
    }

    /// The model's layers on an input: an array with the batch of one in front, or without.
    ///
    /// # Errors
    /// What cannot be shown, with the node.
    pub(crate) fn layers(&self, input: Tensor) -> std::result::Result<Layers, Refusal> {
        let shape = self.fitted(input.shape())?;
        let stage = shape_of(&shape)?;
        let tensor = Arc::new(input.reshaped(stage.levels().to_vec()));
        let mut builder = Builder::new(Network::new(tensor, stage), &self.input, shape);
        builder.batch = self.batch();
        let weights = self.weights()?;
        let own = weights.keys().copied();
        let known = own.chain([self.input.as_str()]).collect();
        let nodes = graph::ordered(&self.proto, &self.graph, &known)?;
        let inputs = nodes.iter().flat_map(|node| &node.proto.input);
        let outputs = self.graph.output.iter().map(|output| &output.name);
        builder.used = inputs.chain(outputs).cloned().collect();

        let mut made = Vec::new();

        for node in &nodes {
            let place = node.place();
            lower(&mut builder, node, &weights, &self.folder)
                .map_err(|refusal| refusal.within(&place))?;

            let reads = node.proto.input.clone();
            let own = Arc::new(Made { place, reads });
            made.resize(builder.network.layers.len(), own);
        }

        self.check_output(&builder)?;

        Ok(Layers {
            network: builder.network,
            names: builder.names,
            nodes: made,
        })
    }

    /// The batch for which the model was written.
    fn batch(&self) -> usize {
        let lengths = self.lengths.as_deref().unwrap_or_default();
        lengths.first().copied().flatten().unwrap_or(1)
    }

    /// The weights by their names. Their numbers are read when a node asks for them.
    fn weights(&self) -> Result<Named<'_>> {
        if let Some(sparse) = self.graph.sparse_initializer.first() {
            let name = sparse.values.as_ref().map_or("", |values| &values.name);
            return refuse(phrase!(
                "the weight `{}` is sparse, which is not read",
                shown(name)
            ));
        }

        let mut weights = HashMap::new();

        for tensor in &self.graph.initializer {
            if weights.insert(tensor.name.as_str(), tensor).is_some() {
                return refuse(phrase!(
                    "there are two weights of the name `{}`",
                    shown(&tensor.name)
                ));
            }
        }

        Ok(weights)
    }

    /// The shape that an array has for the model, a batch of one in front.
    fn fitted(&self, given: &[usize]) -> Result<Vec<usize>> {
        let Some(lengths) = &self.lengths else {
            return Ok(given.to_vec());
        };

        let rank = lengths.len();
        // A matrix is one channel.
        let missing = match rank.saturating_sub(given.len()) {
            2 if lengths[1] == Some(1) => 2,
            1 => 1,
            _ => 0,
        };

        let shape: Vec<usize> = std::iter::repeat_n(1, missing)
            .chain(given.iter().copied())
            .collect();

        let fits = shape.len() == rank
            && shape[0] == 1
            && (1..rank).all(|at| lengths[at].is_none_or(|length| length == shape[at]));

        if fits {
            return Ok(shape);
        }

        let wanted: Vec<String> = lengths
            .iter()
            .skip(1)
            .map(|length| length.map_or("any".to_owned(), |length| length.to_string()))
            .collect();

        Err(Refusal::with_help(
            phrase!(
                "the model reads [{}], but the input has the shape {}",
                wanted.join(", "),
                format!("{:?}", given)
            ),
            "give an array of that shape, or with a batch of one in front",
        ))
    }

    /// Whether there is something that comes out, and layers that make it.
    fn check_output(&self, builder: &Builder) -> Result<()> {
        let names: Vec<&str> = self
            .graph
            .output
            .iter()
            .map(|output| output.name.as_str())
            .collect();

        if let Some(name) = names
            .iter()
            .find(|name| !builder.values.contains_key(**name))
        {
            return refuse(phrase!("no node makes the output `{}`", shown(name)));
        }

        if names.is_empty() {
            return refuse("the graph has no outputs");
        }

        if builder.network.layers.is_empty() {
            return refuse("no node depends on the input: there is no layer to show");
        }

        Ok(())
    }
}

/// The messages of a file.
fn decoded(bytes: Vec<u8>) -> Result<proto::Model> {
    if let Some(refusal) = foreign::recognized(&bytes) {
        return Err(refusal);
    }

    proto::Model::decode(Bytes::from(bytes)).map_err(|_| {
        Refusal::with_help(
            "this is not an ONNX model, or it is damaged or cut off",
            "download or export it again",
        )
    })
}

/// The one input that is no weight: its name, and its shape.
fn input(graph: &proto::Graph) -> Result<(String, Option<Vec<Option<usize>>>)> {
    let weights: HashSet<&str> = graph
        .initializer
        .iter()
        .map(|tensor| tensor.name.as_str())
        .collect();
    let inputs: Vec<_> = graph
        .input
        .iter()
        .filter(|input| !weights.contains(input.name.as_str()))
        .collect();

    let [input] = inputs[..] else {
        let names: Vec<String> = inputs
            .iter()
            .take(8)
            .map(|input| format!("`{}`", shown(&input.name)))
            .collect();

        return if names.is_empty() {
            refuse("the graph has no input")
        } else {
            Err(Refusal::with_help(
                phrase!(
                    "the graph has {} inputs ({}); networks of one are shown",
                    inputs.len(),
                    names.join(", ")
                ),
                "export a part of it that has one input",
            ))
        };
    };

    let lengths = lengths(input)
        .map_err(|refusal| refusal.within(phrase!("the input `{}`", shown(&input.name))))?;

    Ok((input.name.clone(), lengths))
}

/// The shape of an input, where it is told; `None` for a length that is open.
fn lengths(input: &proto::ValueInfo) -> Result<Option<Vec<Option<usize>>>> {
    const MOST_AXES: usize = 6;

    let Some(tensor) = input
        .r#type
        .as_ref()
        .and_then(|kind| kind.tensor_type.as_ref())
    else {
        return refuse("it is not a tensor");
    };

    if !weight::is_read(tensor.elem_type) {
        return refuse(phrase!(
            "it is of {}, which are not read",
            Phrase::from(weight::type_name(tensor.elem_type))
        ));
    }

    let Some(shape) = &tensor.shape else {
        return Ok(None);
    };

    if !(1..=MOST_AXES).contains(&shape.dim.len()) {
        return refuse(phrase!(
            "it has {} dimensions; one to {} are shown",
            shape.dim.len(),
            MOST_AXES
        ));
    }

    // What is not told, or is 0 or -1, may be any length.
    let length = |dim: &proto::Dimension| {
        dim.dim_value
            .and_then(|n| usize::try_from(n).ok())
            .filter(|&n| n > 0)
    };

    Ok(Some(shape.dim.iter().map(length).collect()))
}

/// Makes layers of a node, or computes it.
fn lower(builder: &mut Builder, node: &node::Node, weights: &Named, folder: &Path) -> Result<()> {
    let operator = operators::operator(&node.proto.domain, &node.proto.op_type)?;
    let first = builder.network.layers.len();
    let mut inputs = Vec::new();

    for name in &node.proto.input {
        inputs.push(
            match (builder.values.get(name), weights.get(name.as_str())) {
                _ if name.is_empty() => None,
                (Some(value), _) => Some(value.clone()),
                (None, Some(weight)) => Some(weight::read(weight, folder)?.into()),
                (None, None) => {
                    return refuse(phrase!("nothing makes its input `{}`", shown(name)));
                }
            },
        );
    }

    let mut work = Work {
        builder,
        node,
        inputs,
        folder,
    };
    let made = operator(&mut work)?;

    for (index, output) in node.proto.output.iter().enumerate().skip(made.len()) {
        if !output.is_empty() && work.wants(index) {
            return refuse(phrase!(
                "its output {} is used, and is not shown",
                index + 1
            ));
        }
    }

    builder.name(first, node, made);

    Ok(())
}

/// The weights of a model, by their names.
#[derive(Debug)]
pub(crate) struct Weights {
    tensors: Vec<proto::Tensor>,
    folder: PathBuf,
}

impl Weights {
    /// Those of a model in a folder, from its bytes.
    ///
    /// # Errors
    /// Why it is no model.
    pub(crate) fn read(bytes: Vec<u8>, folder: &Path) -> std::result::Result<Self, Refusal> {
        let graph = decoded(bytes)?.graph.unwrap_or_default();

        Ok(Self {
            tensors: graph.initializer,
            folder: folder.to_owned(),
        })
    }

    /// The weight of this name. Its numbers stay in the bytes until they are asked for.
    ///
    /// # Errors
    /// That there is none, or why its numbers are not read.
    pub(crate) fn get(&self, name: &str) -> std::result::Result<Tensor, Refusal> {
        let found = self.tensors.iter().find(|tensor| tensor.name == name);

        let Some(tensor) = found else {
            return Err(self.missing(name));
        };

        let constant = weight::read(tensor, &self.folder)?;
        let tensor = constant.tensor(constant.shape.clone())?;

        Ok((*tensor).clone())
    }

    fn missing(&self, name: &str) -> Refusal {
        const MOST_NAMED: usize = 20;
        let names = self.tensors.iter().take(MOST_NAMED);
        let mut names: Vec<String> = names
            .map(|tensor| format!("`{}`", clean(&shown(&tensor.name))))
            .collect();

        if self.tensors.len() > MOST_NAMED {
            names.push("…".to_owned());
        }

        Refusal::with_help(
            phrase!("the model has no weight `{}`", shown(name)),
            phrase!("it has {}", names.join(", ")),
        )
    }
}

/// Numbers of this shape that are the same every time.
#[must_use]
pub(crate) fn seeded(shape: &[usize]) -> Tensor {
    let numbers = Numbers::Random {
        seed: 0,
        low: 0.0,
        high: 1.0,
        integer: false,
    };

    Tensor::new(shape.to_vec(), numbers)
}
