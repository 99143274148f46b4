//! Tensors: nested arrays of numbers, or one of the tables that stand for them.

use toml::de::DeValue;

use super::files::Place;
use super::kernels::{KERNELS, Kernel};
use super::node::{Fields, Node, Sink, suggest};
use super::source;
use crate::nn::{MOST_NUMBERS, Numbers, Tensor};

/// The tables that a tensor can be.
const TABLES: [&str; 8] = [
    "npy",
    "npz",
    "safetensors",
    "onnx",
    "image",
    "random",
    "fill",
    "kernel",
];

/// Reads tensors, and counts their numbers before they are stored.
pub(super) struct Tensors<'p> {
    /// Where files are looked up.
    pub place: &'p Place,
    /// Channels that a named kernel has to read; 0 where they are not known.
    pub channels: usize,
}

impl Tensors<'_> {
    /// The tensor that stands at a key.
    pub fn read(&self, node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
        match node.value {
            DeValue::Array(_) => array(node, key, sink),
            DeValue::Table(_) => self.table(Fields::of(node, key, sink)?, node, key, sink),
            _ => sink.fault(
                node,
                &format!("`{key}` must be an array of numbers, not {}", node.kind()),
                "write nested arrays as [[1, 2], [3, 4]], or a table such as { random = [2, 2] }"
                    .to_owned(),
            ),
        }
    }

    fn table(&self, mut fields: Fields, node: &Node, key: &str, sink: &mut Sink) -> Option<Tensor> {
        let kinds: Vec<&'static str> = TABLES.into_iter().filter(|kind| fields.has(kind)).collect();
        let what = format!("the table of `{key}`");
        let [kind] = kinds[..] else {
            let help = "it has one of npy, npz, safetensors, onnx, image, random, fill or kernel"
                .to_owned();

            let message = match kinds.len() {
                0 => format!("{what} does not say where the numbers come from"),
                _ => format!("{what} says twice where the numbers come from"),
            };

            return sink.fault(node, &message, help);
        };

        let found = match kind {
            "random" => random(&mut fields, key, sink),
            "fill" => fill(&mut fields, key, sink),
            "kernel" => self.kernels(&mut fields, sink),
            _ => source::read(kind, &mut fields, self.place, sink),
        };

        fields.close(&what, false, sink);

        found
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
            let message = format!(
                "the kernels differ in size: {size}x{size}, and {} has {1}x{1}",
                other.name, other.size
            );

            return sink.fault(
                &node,
                &message,
                "give the larger ones a layer of their own".to_owned(),
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

fn kernel(node: &Node, sink: &mut Sink) -> Option<&'static Kernel> {
    let name = node.string("kernel", sink)?;
    let found = Kernel::named(name);

    if found.is_none() {
        let help = suggest(name, KERNELS.iter().map(|kernel| kernel.name));
        return sink.fault(node, &format!("there is no kernel `{name}`"), help);
    }

    found
}

/// Counts the numbers of a tensor of this shape against the limit.
pub(super) fn spend(node: &Node, shape: &[usize], sink: &mut Sink) -> Option<()> {
    let count = shape
        .iter()
        .fold(1u64, |count, &n| count.saturating_mul(n as u64));

    sink.numbers = sink.numbers.saturating_add(count);

    if sink.numbers <= MOST_NUMBERS {
        return Some(());
    }

    let message = format!(
        "too many numbers: with these {count}, the scenario has more than 2^27 ({MOST_NUMBERS})"
    );

    sink.fault(node, &message, "make it smaller".to_owned())
}

fn shape(node: &Node, key: &str, sink: &mut Sink) -> Option<Vec<usize>> {
    let Some(elements) = node.elements() else {
        return sink.fault(
            node,
            &format!(
                "`{key}` must be a shape such as [3, 5, 5], not {}",
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
            &format!(
                "`{key}` must have one to four lengths, not {}",
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
            &format!("there is no number between {low} and {high} for `{key}`"),
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
    let node = fields.need("shape", &format!("the fill of `{key}`"), sink)?;
    let shape = shape(&node, "shape", sink);

    Some(Tensor::fill(shape?, value?))
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
                    &format!("an empty array in `{key}`: it needs one number at least"),
                    None,
                );
            }
        }
    }

    if lengths.len() > 4 {
        return sink.fault(
            node,
            &format!(
                "`{key}` has {} levels of arrays; four are the most",
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
                    "numbers"
                } else {
                    "rows or channels"
                };

                let message = match elements.len() {
                    0 => format!(
                        "an empty row in `{}`: the first of its level has {length} {what}",
                        self.key
                    ),
                    n => {
                        format!(
                            "`{}` is ragged: {n} {what} here, where the first of its level has {length}",
                            self.key
                        )
                    }
                };

                self.refuse(node, &message, sink);
            }
            None => {
                let message = format!(
                    "{} in `{}`, where an array of {length} is needed",
                    node.kind(),
                    self.key
                );
                self.refuse(node, &message, sink);
            }
        }
    }

    fn number(&mut self, node: &Node, sink: &mut Sink) {
        match node.single(self.key, sink) {
            Some(value) => self.values.push(value),
            None => self.good = false,
        }
    }

    fn refuse(&mut self, node: &Node, message: &str, sink: &mut Sink) {
        self.good = false;
        sink.fault::<()>(node, message, None);
    }
}
