//! Notes, and how a scenario opens.

use super::node::{Fields, Node, Sink, suggest};
use super::words::Words;
use super::{Note, fault};
use crate::nn::Layer;
use crate::walk::{Grain, Order};

/// A text, shown without what could steer a terminal.
pub(super) fn text(node: &Node, key: &str, sink: &mut Sink) -> Option<String> {
    node.string(key, sink)
        .map(|text| fault::escape(&text.replace('\n', " ")))
}

/// A note, checked against the layers that it may speak of: their names, and what is known of them.
pub(super) fn note(
    node: &Node,
    layers: &[(String, Option<Layer>)],
    sink: &mut Sink,
) -> Option<Note> {
    let mut fields = Fields::of(node, "a note", sink)?;
    let written = match fields.need("text", "a note", sink) {
        Some(node) => text(&node, "text", sink),
        None => None,
    };

    let layer = match fields.get("layer") {
        Some(node) => layer(&node, layers, sink),
        None => Some(0),
    };

    let at = layer.and_then(|layer| layers.get(layer)?.1.as_ref());
    let cell = fields.get("cell").map(|node| cell(&node, at, sink));
    let group = fields.get("group").map(|node| group(&node, at, sink));
    let mut words = written.map(Words::new);

    for (tag, node) in fields.tags() {
        if let (Some(words), Some(text)) = (&mut words, text(&node, tag, sink)) {
            words.translate(tag.to_owned(), text);
        }
    }

    fields.close("a note", true, sink);
    let cell = lift(cell)?;
    let group = lift(group)?;

    Some(Note {
        layer: layer?,
        cell,
        group,
        text: words?,
    })
}

/// `None` where something was at fault.
#[expect(clippy::option_option, reason = "absent is not the same as at fault")]
fn lift<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        Some(None) => None,
        Some(some) => Some(some),
        None => Some(None),
    }
}

fn layer(node: &Node, layers: &[(String, Option<Layer>)], sink: &mut Sink) -> Option<usize> {
    let name = node.string("layer", sink)?;
    let found = layers.iter().position(|(has, _)| has == name);

    if found.is_none() {
        let help = suggest(name, layers.iter().map(|(name, _)| name.as_str()));
        return sink.fault(node, &format!("there is no layer `{name}`"), help);
    }

    found
}

fn cell(node: &Node, layer: Option<&Layer>, sink: &mut Sink) -> Option<[usize; 3]> {
    let Some(elements) = node.elements() else {
        let message = format!("`cell` must be [filter, row, column], not {}", node.kind());
        return sink.fault(node, &message, None);
    };

    let numbers: Option<Vec<usize>> = elements.map(|n| n.count("cell", 0, sink)).collect();
    let numbers = numbers?;
    let Some(shape) = layer.map(|layer| layer.output) else {
        return Some([0; 3]);
    };

    if numbers.len() != shape.levels().len() {
        let message = match shape.levels().len() {
            1 => "`cell` must be [index] on a vector".to_owned(),
            2 => "`cell` must have two numbers: [channel, column]".to_owned(),
            3 => "`cell` must have three numbers: [filter, row, column]".to_owned(),
            levels => format!("`cell` must have {levels} numbers, one per level"),
        };

        return sink.fault(node, &message, None);
    }

    if let Some(cell) = shape.cell(&numbers) {
        return Some(cell);
    }

    let last: Vec<_> = shape.levels().iter().map(|n| n - 1).collect();
    let help = format!("the last cell is {last:?}");

    sink.fault(
        node,
        "`cell` is a place that does not exist in this layer's output",
        help,
    )
}

fn group(node: &Node, layer: Option<&Layer>, sink: &mut Sink) -> Option<usize> {
    let group = node.count("group", 0, sink)?;
    let Some(layer) = layer else {
        return Some(group);
    };

    let groups = if layer.op.weight().is_some() {
        layer.groups()
    } else {
        1
    };

    if group < groups {
        return Some(group);
    }

    let message = format!(
        "`group` {group} does not exist: a cell of this layer sums {groups} input channels"
    );

    sink.fault(
        node,
        &message,
        format!("groups are counted from 0 to {}", groups - 1),
    )
}

/// How a scenario opens.
pub(super) fn view(node: &Node, sink: &mut Sink) -> Option<(Order, Grain)> {
    let mut fields = Fields::of(node, "`view`", sink)?;
    let order = fields.get("order").map_or(Some(Order::default()), |node| {
        node.one_of("order", &Order::ALL, sink)
    });

    let grain = fields.get("grain").map_or(Some(Grain::default()), |node| {
        node.one_of("grain", &Grain::ALL, sink)
    });

    fields.close("`view`", false, sink);

    Some((order?, grain?))
}
