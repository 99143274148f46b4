//! What a layer reads: `from`.

use super::known::Known;
use crate::document::{Fields, Node, Sink};
use crate::nn::Stage;
use crate::text::phrase;

/// What the network's input is called.
const INPUT: &str = "input";

/// The stages that the layer of this index names; without `from`, what the layer before puts out. `names` are all layers'.
pub(super) fn stages(
    fields: &mut Fields,
    index: usize,
    names: &Known,
    sink: &mut Sink,
) -> Option<Vec<Stage>> {
    let Some(node) = fields.get("from") else {
        return Some(vec![Stage::at(index)]);
    };

    let Some(elements) = node.elements() else {
        return stage(&node, index, names, sink).map(|stage| vec![stage]);
    };

    let elements: Vec<Node> = elements.collect();

    if elements.is_empty() {
        let help = phrase!("leave `from` out to read the layer before");
        return sink.fault(&node, "`from` names nothing", Some(help));
    }

    let stages: Vec<_> = elements
        .iter()
        .map(|node| stage(node, index, names, sink))
        .collect();

    stages.into_iter().collect()
}

/// The stage that a name stands for.
fn stage(node: &Node, index: usize, names: &Known, sink: &mut Sink) -> Option<Stage> {
    let name = node.string("from", sink)?;
    let found = names.position(name);

    match (name, found) {
        (INPUT, Some(_)) => {
            let help = phrase!("give that layer another name");
            let message = "`input` is both the network's input and a layer";
            sink.fault(node, message, help)
        }
        (INPUT, None) => Some(Stage::INPUT),
        (_, Some(layer)) if layer < index => Some(Stage::after(layer)),
        (_, Some(layer)) if layer == index => {
            let message = phrase!("the layer `{}` cannot read itself", name);
            sink.fault(node, message, phrase!("name an earlier layer"))
        }
        (_, Some(_)) => {
            let message = phrase!("`{}` stands below: a layer reads what is above it", name);
            sink.fault(node, message, phrase!("put it above this layer"))
        }
        (_, None) => {
            let above = names.names()[..index].iter().rev().map(String::as_str);
            let help = sink.suggest(name, [INPUT].into_iter().chain(above));
            sink.fault(node, phrase!("there is no layer `{}`", name), help)
        }
    }
}
