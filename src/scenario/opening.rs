//! `[view]`: how a scenario opens.

use super::known::Known;
use crate::document::{Fields, Node, Sink, lift};
use crate::text::{Phrase, phrase};
use crate::walk::{Grain, Order};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The arithmetic of one cell.
    #[default]
    Walk,
    /// All layers with their maps.
    Network,
    /// How often each input cell is read.
    Coverage,
    /// Output sizes, parameters, and where one weight is used.
    Sizes,
    /// What excites each filter most.
    Features,
}

impl View {
    /// All of them, with the names that `--view` takes.
    pub const ALL: [(&str, Self); 5] = [
        ("walk", Self::Walk),
        ("network", Self::Network),
        ("coverage", Self::Coverage),
        ("sizes", Self::Sizes),
        ("features", Self::Features),
    ];
}

/// Where a walk begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At a step, counted from 1.
    Step(u64),
    /// At an output cell of a layer.
    Cell(usize, [usize; 3]),
    /// Where a note is said, counted from 0.
    Note(usize),
}

/// How a scenario opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// In which order cells are made.
    pub order: Order,
    /// How far one step goes.
    pub grain: Grain,
    /// Where the walk begins; at its first step where nothing is said.
    pub at: Option<Start>,
    /// What is looked at; what was, where nothing is said.
    pub view: Option<View>,
    /// Whether cells are shown before they are made.
    pub reveals: bool,
}

/// Reads `[view]`, checked against the layers, their names and what is known of them, and against how many notes there are.
pub(super) fn opening(
    node: &Node,
    layers: &Known,
    notes: usize,
    sink: &mut Sink,
) -> Option<Opening> {
    let mut fields = Fields::of(node, "`view`", sink)?;
    let order = fields
        .get("order")
        .map(|node| node.one_of("order", &Order::ALL, sink));
    let grain = fields
        .get("grain")
        .map(|node| node.one_of("grain", &Grain::ALL, sink));
    let view = fields
        .get("view")
        .map(|node| node.one_of("view", &View::ALL, sink));
    let reveals = fields
        .get("reveal")
        .map(|node| node.boolean("reveal", sink));
    let at = fields
        .get("at")
        .map(|node| start(&node, layers, notes, sink));

    fields.close("`view`", false, sink);

    Some(Opening {
        order: lift(order)?.unwrap_or_default(),
        grain: lift(grain)?.unwrap_or_default(),
        at: lift(at)?,
        view: lift(view)?,
        reveals: lift(reveals)?.unwrap_or(false),
    })
}

/// A step's number, a cell of the first layer, `layer:cell`, or `note 2`, the second of so many.
pub(super) fn start(node: &Node, layers: &Known, notes: usize, sink: &mut Sink) -> Option<Start> {
    use toml::de::DeValue;

    match node.value {
        DeValue::Integer(_) => node
            .count("at", 1, sink)
            .map(|step| Start::Step(step as u64)),
        DeValue::Array(_) => {
            let first = layers.layer(0);
            let cell = super::note::cell(node, "at", first, false, sink)?;
            Some(Start::Cell(0, cell))
        }
        DeValue::String(text) => named(text, layers, notes).or_else(|| {
            let message = phrase!("`at` cannot be `{}`", text.as_ref());
            let help =
                "write a step's number, a cell such as [0, 1, 2], \"conv1:0,1,2\", or \"note 2\"";
            sink.fault(node, message, Phrase::from(help))
        }),
        _ => sink.fault(
            node,
            phrase!(
                "`at` must be a number, a cell or a text, not {}",
                node.kind()
            ),
            None,
        ),
    }
}

/// What a text says: a step's number, a cell of the first layer, `layer:cell`, `note 2`.
fn named(text: &str, layers: &Known, notes: usize) -> Option<Start> {
    if let Some(number) = text.strip_prefix("note ") {
        let note: usize = number.trim().parse().ok()?;
        return (1..=notes).contains(&note).then(|| Start::Note(note - 1));
    }

    if let Ok(step @ 1..) = text.trim().parse() {
        return Some(Start::Step(step));
    }

    let (layer, cell) = match text.rsplit_once(':') {
        Some((name, cell)) => (layers.position(name)?, cell),
        None => (0, text),
    };

    let numbers: Option<Vec<usize>> = cell.split(',').map(|n| n.trim().parse().ok()).collect();
    let output = layers.layer(layer)?.output;

    Some(Start::Cell(layer, output.cell(&numbers?)?))
}
