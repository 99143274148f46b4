//! Tensors: nested arrays of numbers, or one of the tables that stand for them.

mod array;
mod prepare;
mod source;

pub(super) use prepare::{last_channels, normalised};
pub(super) use source::{FILES, MODES, size};

use toml::de::DeValue;

use super::budget::Budget;
use super::files::{DataFolder, Picture, Refusal, pasted};
use super::kernels::{KERNELS, Kernel};
use crate::document::{Fields, Node, Sink, suggest};
use crate::nn::{Numbers, Tensor};
use crate::text::phrase;

/// The tables that a tensor can be.
const TABLES: [&str; 12] = [
    "text",
    "csv",
    "flat",
    "npy",
    "npz",
    "safetensors",
    "pth",
    "onnx",
    "image",
    "random",
    "fill",
    "kernel",
];

/// What a table says beside where its numbers come from.
const MORE: [&str; 16] = [
    "name", "shape", "row", "skip", "seed", "low", "high", "integer", "mode", "size", "scale",
    "index", "layout", "invert", "mean", "std",
];

/// All keys of those tables.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().chain(MORE)
}

/// What a tensor is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// An input or an output: channels x height x width.
    Data,
    /// A convolution's weight: filters x channels x kernel height x kernel width.
    Filters,
    /// A transposed convolution's: channels x filters x kernel height x kernel width.
    TransposedFilters,
    /// A dense layer's weight: outputs x inputs.
    Dense,
    /// A plain list of numbers.
    Vector,
}

/// Reads tensors, and counts their numbers before they are stored.
pub(super) struct Tensors<'t> {
    /// Where files are looked up.
    pub place: &'t DataFolder,
    /// How many numbers there may be.
    pub budget: &'t mut Budget,
    /// Channels that a named kernel has to read; 0 where they are not known.
    pub channels: usize,
    /// What the tensor is for.
    pub role: Role,
    /// How pictures are read whose tables do not say it.
    pub fit: Picture,
}

impl Tensors<'_> {
    /// The tensor that stands at a key.
    pub(super) fn read(&mut self, node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
        match node.value {
            DeValue::Array(_) => self.array(node, key, sink),
            DeValue::Table(_) => self.table(Fields::of(node, phrase!("{}", key), sink)?, node, key, sink),
            _ => sink.fault(
                node,
                phrase!("`{}` must be an array of numbers, not {}", key, node.kind()),
                phrase!("write nested arrays as [[1, 2], [3, 4]], or a table such as { random = [2, 2] }"),
            ),
        }
    }

    fn table(
        &mut self,
        mut fields: Fields,
        node: &Node,
        key: &str,
        sink: &mut Sink,
    ) -> Option<Tensor> {
        let found = self.fields(&mut fields, node, key, sink);
        fields.close(phrase!("the table of `{}`", key), false, sink);

        found
    }

    /// An input's numbers: `data`, or the keys of a table that stand in `[input]` itself.
    pub(super) fn input(
        &mut self,
        fields: &mut Fields,
        node: &Node,
        sink: &mut Sink,
    ) -> Option<Tensor> {
        if !fields.has("data") && is_written(fields) {
            return self.fields(fields, node, "input", sink);
        }

        let data = fields.need("data", "the input", sink)?;
        self.read(&data, "data", sink)
    }

    /// The tensor that some keys of a table say.
    fn fields(
        &mut self,
        fields: &mut Fields,
        node: &Node,
        key: &str,
        sink: &mut Sink,
    ) -> Option<Tensor> {
        let kinds: Vec<&'static str> = TABLES.into_iter().filter(|kind| fields.has(kind)).collect();
        let what = phrase!("the table of `{}`", key);
        let [kind] = kinds[..] else {
            let help = phrase!(
                "it has one of text, csv, flat, npy, npz, safetensors, pth, onnx, image, random, fill or kernel"
            );

            let message = match kinds.len() {
                0 => phrase!("{} does not say where the numbers come from", what),
                _ => phrase!("{} says twice where the numbers come from", what),
            };

            return sink.fault(node, message, help);
        };

        let found = match kind {
            "random" => self.random(fields, key, sink),
            "fill" => self.fill(fields, key, sink),
            "kernel" => self.kernels(fields, sink),
            "flat" => self.flat(fields, key, sink),
            "text" => self.text(fields, sink),
            _ => self.file(kind, fields, sink),
        };

        let ends = source::ends(fields, kind);
        let made =
            found.and_then(|tensor| prepare::prepare(tensor, fields, self.role, ends, key, sink));

        for known in ["index", "layout", "invert", "mean", "std"] {
            fields.get(known);
        }

        made
    }

    /// One filter for each named kernel; over several channels each repeats, divided by their number.
    fn kernels(&mut self, fields: &mut Fields, sink: &mut Sink) -> Option<Tensor> {
        let node = fields.get("kernel")?;
        let names: Vec<Node> = node
            .elements()
            .map_or_else(|| vec![node.clone()], Iterator::collect);

        let read: Option<Vec<&Kernel>> = names.iter().map(|name| kernel(name, sink)).collect();
        let kernels = read?;
        let Some(size) = kernels.first().map(|kernel| kernel.size) else {
            return sink.fault(&node, "`kernel` names no kernel", None);
        };

        if let Some(other) = kernels.iter().find(|kernel| kernel.size != size) {
            let message = phrase!(
                "the kernels differ in size: {}x{}, and {} has {}x{}",
                size,
                size,
                other.name,
                other.size,
                other.size
            );

            return sink.fault(
                &node,
                message,
                phrase!("give the larger ones a layer of their own"),
            );
        }

        let shape = vec![kernels.len(), self.channels.max(1), size, size];
        self.spend(&node, &shape, sink)?;
        let depth = self.channels.max(1);
        let filter = |kernel: &Kernel| -> Vec<f32> {
            let one = kernel
                .numbers
                .iter()
                .map(|n| n / (kernel.divisor * depth as f32));

            std::iter::repeat_n(one.collect::<Vec<f32>>(), depth)
                .flatten()
                .collect()
        };

        Some(Tensor::new(
            shape,
            Numbers::Values(kernels.into_iter().flat_map(filter).collect()),
        ))
    }

    fn array(&mut self, node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
        let (lengths, values) = array::read(node, key, sink)?;
        self.spend(node, &lengths, sink)?;

        Some(Tensor::new(lengths, Numbers::Values(values)))
    }

    /// Counts the numbers of a tensor of this shape.
    fn spend(&mut self, node: &Node, shape: &[usize], sink: &mut Sink) -> Option<()> {
        let is_weight = self.is_weight();
        self.budget.spend(node, shape, is_weight, sink)
    }

    fn is_weight(&self) -> bool {
        self.role != Role::Data
    }

    /// A shape that a table says.
    pub(super) fn shape(&mut self, node: &Node, key: &str, sink: &mut Sink) -> Option<Vec<usize>> {
        let Some(elements) = node.elements() else {
            return sink.fault(
                node,
                phrase!(
                    "`{}` must be a shape such as [3, 5, 5], not {}",
                    key,
                    node.kind()
                ),
                None,
            );
        };

        let lengths: Option<Vec<usize>> =
            elements.map(|length| length.count(key, 1, sink)).collect();
        let lengths = lengths?;

        if !(1..=4).contains(&lengths.len()) {
            return sink.fault(
                node,
                phrase!(
                    "`{}` must have one to four lengths, not {}",
                    key,
                    lengths.len()
                ),
                None,
            );
        }

        self.spend(node, &lengths, sink)?;

        Some(lengths)
    }

    fn random(&mut self, fields: &mut Fields, key: &str, sink: &mut Sink) -> Option<Tensor> {
        let node = fields.get("random")?;
        let shape = self.shape(&node, "random", sink);
        let mut number = |key, default, sink: &mut Sink| match fields.get(key) {
            Some(node) => node.single(key, sink).map(f64::from),
            None => Some(default),
        };

        let low = number("low", -1.0, sink);
        let high = number("high", 1.0, sink);
        let integer = fields
            .get("integer")
            .map_or(Some(false), |node| node.boolean("integer", sink));

        let seed = fields
            .get("seed")
            .map_or(Some(0), |node| node.integer("seed", sink));

        let low = low?;
        let high = high?;
        let integer = integer?;

        if low > high || (integer && low.ceil() > high.floor()) {
            return sink.fault(
                &node,
                phrase!(
                    "there is no number between {} and {} for `{}`",
                    low,
                    high,
                    key
                ),
                None,
            );
        }

        Some(Tensor::new(
            shape?,
            Numbers::Random {
                seed: seed? as u64,
                low,
                high,
                integer,
            },
        ))
    }

    fn fill(&mut self, fields: &mut Fields, key: &str, sink: &mut Sink) -> Option<Tensor> {
        let value = fields.get("fill")?.single("fill", sink);
        let node = fields.need("shape", phrase!("the fill of `{}`", key), sink)?;
        let shape = self.shape(&node, "shape", sink);

        Some(Tensor::fill(shape?, value?))
    }

    /// Numbers in one list, with their shape.
    fn flat(&mut self, fields: &mut Fields, key: &str, sink: &mut Sink) -> Option<Tensor> {
        let node = fields.get("flat")?;
        let numbers = self.array(&node, "flat", sink);
        let lengths = match fields.need("shape", phrase!("the flat list of `{}`", key), sink) {
            Some(shape) => self.shape(&shape, "shape", sink),
            None => None,
        };

        let numbers = numbers?;
        let lengths = lengths?;
        let found = numbers.count();
        let wanted: usize = lengths.iter().product();

        if numbers.shape().len() > 1 {
            return sink.fault(
                &node,
                "`flat` is one list of numbers, without brackets in it",
                None,
            );
        }

        if found != wanted {
            let message = phrase!(
                "`flat` has {} numbers, but the shape {} is for {}",
                found,
                format!("{:?}", lengths),
                wanted
            );
            return sink.fault(&node, message, None);
        }

        Some(numbers.reshaped(lengths))
    }

    /// Numbers as they were pasted.
    fn text(&mut self, fields: &mut Fields, sink: &mut Sink) -> Option<Tensor> {
        let node = fields.get("text")?;
        let text = node.string("text", sink)?;

        match pasted::read(text) {
            Ok((shape, values)) => {
                self.spend(&node, &shape, sink)?;
                Some(Tensor::new(shape, Numbers::Values(values)))
            }
            Err(Refusal { message, help }) => sink.fault(&node, message, help),
        }
    }
}

/// Whether an input says which numbers it has.
pub(super) fn is_written(input: &Fields) -> bool {
    ["data"].iter().chain(&TABLES).any(|key| input.has(key))
}

fn kernel(node: &Node, sink: &mut Sink) -> Option<&'static Kernel> {
    let name = node.string("kernel", sink)?;
    let found = Kernel::named(name);

    if found.is_none() {
        let help = suggest(name, KERNELS.iter().map(|kernel| kernel.name));
        return sink.fault(node, phrase!("there is no kernel `{}`", name), help);
    }

    found
}
