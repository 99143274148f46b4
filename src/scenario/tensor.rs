//! Tensors: nested arrays of numbers, or one of the tables that stand for them.

mod pasted;
pub(super) mod prepare;

pub(super) use pasted::{decimals as pasted_decimals, number as pasted_number};

use toml::de::DeValue;

use super::files::{Picture, Place, Refusal};
use super::kernels::{KERNELS, Kernel};
use super::node::{Fields, Node, Sink, suggest};
use super::source;
use crate::nn::{MOST_NUMBERS, MOST_WEIGHTS, Numbers, Tensor};
use crate::text::{Phrase, phrase};

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
pub(super) struct Tensors<'p> {
    /// Where files are looked up.
    pub place: &'p Place,
    /// Channels that a named kernel has to read; 0 where they are not known.
    pub channels: usize,
    /// What the tensor is for.
    pub role: Role,
    /// How pictures are read whose tables do not say it.
    pub fit: Picture,
}

impl Tensors<'_> {
    /// The tensor that stands at a key.
    pub fn read(&self, node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
        sink.is_weight = self.role != Role::Data;

        match node.value {
            DeValue::Array(_) => array(node, key, sink),
            DeValue::Table(_) => self.table(Fields::of(node, phrase!("{}", key), sink)?, node, key, sink),
            _ => sink.fault(
                node,
                phrase!("`{}` must be an array of numbers, not {}", key, node.kind()),
                phrase!("write nested arrays as [[1, 2], [3, 4]], or a table such as { random = [2, 2] }"),
            ),
        }
    }

    fn table(&self, mut fields: Fields, node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
        let found = self.fields(&mut fields, node, key, sink);
        fields.close(phrase!("the table of `{}`", key), false, sink);

        found
    }

    /// An input's numbers: `data`, or the keys of a table that stand in `[input]` itself.
    pub fn input(&self, fields: &mut Fields, node: &Node, sink: &mut Sink) -> Option<Tensor> {
        sink.is_weight = false;

        if !fields.has("data") && is_written(fields) {
            return self.fields(fields, node, "input", sink);
        }

        let data = fields.need("data", "the input", sink)?;
        self.read(&data, "data", sink)
    }

    /// The tensor that some keys of a table say.
    fn fields(
        &self,
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
            "random" => random(fields, key, sink),
            "fill" => fill(fields, key, sink),
            "kernel" => self.kernels(fields, sink),
            "flat" => flat(fields, key, sink),
            "text" => text(fields, sink),
            _ => source::read(kind, fields, self.place, self.fit, sink),
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
    fn kernels(&self, fields: &mut Fields, sink: &mut Sink) -> Option<Tensor> {
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
        spend(&node, &shape, sink)?;
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

/// Counts the numbers of a tensor of this shape against the limit.
pub(super) fn spend(node: &Node, shape: &[usize], sink: &mut Sink) -> Option<()> {
    let count = shape
        .iter()
        .fold(1u64, |count, &n| count.saturating_mul(n as u64));

    let is_within = count <= sink.room();
    sink.count(count);

    if is_within {
        return Some(());
    }

    let message = if sink.is_weight {
        phrase!(
            "too many numbers: with these {}, the weights have more than 2^28 ({})",
            count,
            MOST_WEIGHTS
        )
    } else {
        phrase!(
            "too many numbers: with these {}, the scenario has more than 2^27 ({})",
            count,
            MOST_NUMBERS
        )
    };

    sink.fault(node, message, phrase!("make it smaller"))
}

pub(super) fn shape(node: &Node, key: &str, sink: &mut Sink) -> Option<Vec<usize>> {
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

    let lengths: Option<Vec<usize>> = elements.map(|length| length.count(key, 1, sink)).collect();
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

    spend(node, &lengths, sink)?;

    Some(lengths)
}

fn random(fields: &mut Fields, key: &str, sink: &mut Sink) -> Option<Tensor> {
    let node = fields.get("random")?;
    let shape = shape(&node, "random", sink);
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

fn fill(fields: &mut Fields, key: &str, sink: &mut Sink) -> Option<Tensor> {
    let value = fields.get("fill")?.single("fill", sink);
    let node = fields.need("shape", phrase!("the fill of `{}`", key), sink)?;
    let shape = shape(&node, "shape", sink);

    Some(Tensor::fill(shape?, value?))
}

/// Numbers in one list, with their shape.
fn flat(fields: &mut Fields, key: &str, sink: &mut Sink) -> Option<Tensor> {
    let node = fields.get("flat")?;
    let numbers = array(&node, "flat", sink);
    let lengths = match fields.need("shape", phrase!("the flat list of `{}`", key), sink) {
        Some(shape) => self::shape(&shape, "shape", sink),
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
fn text(fields: &mut Fields, sink: &mut Sink) -> Option<Tensor> {
    let node = fields.get("text")?;
    let text = node.string("text", sink)?;

    match pasted::read(text) {
        Ok((shape, values)) => {
            spend(&node, &shape, sink)?;
            Some(Tensor::new(shape, Numbers::Values(values)))
        }
        Err(Refusal { message, help }) => sink.fault(&node, message, help),
    }
}

fn array(node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
    let lengths = lengths(node, key, sink)?;
    let mut reader = Array {
        key,
        lengths: &lengths,
        values: Vec::new(),
        good: true,
    };

    reader.fill(node, 0, sink);

    if !reader.good {
        return None;
    }

    let values = reader.values;
    spend(node, &lengths, sink)?;

    Some(Tensor::new(lengths, Numbers::Values(values)))
}

/// The lengths of nested arrays, as the first of each says.
fn lengths(node: &Node, key: &str, sink: &mut Sink) -> Option<Vec<usize>> {
    let mut at = node.clone();
    let mut lengths = Vec::new();

    while let Some(mut elements) = at.elements() {
        lengths.push(elements.len());
        match elements.next() {
            Some(first) => at = first,
            None => {
                return sink.fault(
                    &at,
                    phrase!("an empty array in `{}`: it needs one number at least", key),
                    None,
                );
            }
        }
    }

    if lengths.len() > 4 {
        return sink.fault(
            node,
            phrase!(
                "`{}` has {} levels of arrays; four are the most",
                key,
                lengths.len()
            ),
            None,
        );
    }

    Some(lengths)
}

struct Array<'s> {
    key: &'s str,
    lengths: &'s [usize],
    values: Vec<f32>,
    good: bool,
}

impl Array<'_> {
    fn fill(&mut self, node: &Node, level: usize, sink: &mut Sink) {
        let Some(&length) = self.lengths.get(level) else {
            return self.number(node, sink);
        };

        match node.elements() {
            Some(elements) if elements.len() == length => {
                elements.for_each(|element| self.fill(&element, level + 1, sink));
            }
            Some(elements) => {
                let what = if level + 1 == self.lengths.len() {
                    phrase!("numbers")
                } else {
                    phrase!("rows or channels")
                };

                let message = match elements.len() {
                    0 => phrase!(
                        "an empty row in `{}`: the first of its level has {} {}",
                        self.key,
                        length,
                        what
                    ),
                    n => {
                        phrase!(
                            "`{}` is ragged: {} {} here, where the first of its level has {}",
                            self.key,
                            n,
                            what,
                            length
                        )
                    }
                };

                self.refuse(node, message, sink);
            }
            None => {
                let message = phrase!(
                    "{} in `{}`, where an array of {} is needed",
                    node.kind(),
                    self.key,
                    length
                );
                self.refuse(node, message, sink);
            }
        }
    }

    fn number(&mut self, node: &Node, sink: &mut Sink) {
        match node.single(self.key, sink) {
            Some(value) => self.values.push(value),
            None => self.good = false,
        }
    }

    fn refuse(&mut self, node: &Node, message: Phrase, sink: &mut Sink) {
        self.good = false;
        sink.fault::<()>(node, message, None);
    }
}
