//! `[keys]`: actions by their names, and the keys that do them.

use std::ops::Range;

use toml::de::DeValue;

use crate::app::{Action, BINDINGS, Binding, Key, Keys, key, key_name};
use crate::document::{Fields, Node, Sink, SourceText};
use crate::text::{Phrase, phrase};

const HELP: &str = "write a letter, or Right, Left, Up, Down, Enter, Space, Home, End, PageUp, PageDown, Esc, Tab, Backspace, Delete, Insert or F1 to F12; Ctrl- or Alt- may stand before it";

/// A key that a user gives an action, and where that is written.
struct Bound<'a> {
    row: usize,
    key: Key,
    source: &'a SourceText,
    span: Range<usize>,
}

/// The keys in force. One that would do two things does the first.
pub(super) fn keys(node: Option<&Node>, sink: &mut Sink) -> Keys {
    let mut keys = Keys::default();
    let Some(mut fields) = node.and_then(|node| Fields::of(node, "`keys`", sink)) else {
        return keys;
    };

    let mut rows = Vec::new();
    let mut bound = Vec::new();

    for (row, binding) in BINDINGS.iter().enumerate() {
        if let Some(node) = fields.get(binding.name) {
            if !matches!(node.value, DeValue::Array(none) if none.is_empty()) {
                rows.push(row);
            }

            keys.bind(row, Vec::new());
            bound.extend(of_row(row, binding.name, &node, sink));
        }
    }

    fields.close("`keys`", false, sink);
    bound.sort_by_key(|bound| bound.span.start);

    for bound in bound {
        give(&mut keys, &bound, sink);
    }

    // An action keeps its own keys where none of those that it is given will do.
    for row in rows {
        if keys.of(row).is_empty() {
            let free = BINDINGS[row].keys.iter().copied();
            keys.bind(
                row,
                free.filter(|key| owner(&keys, *key).is_none()).collect(),
            );
        }
    }

    if !leaves(&keys) {
        let message = "no key is left that quits";
        fields.fault::<()>(message, Some(phrase!("give `quit` or `leave` a key")), sink);

        for (row, binding) in ways_out() {
            keys.bind(row, binding.keys.to_vec());
        }
    }

    keys
}

/// Binds a key that nothing else has.
fn give(keys: &mut Keys, bound: &Bound, sink: &mut Sink) {
    let Some(other) = owner(keys, bound.key) else {
        return keys.bind(bound.row, [keys.of(bound.row), &[bound.key]].concat());
    };

    let name = key_name(bound.key);
    let other = BINDINGS[other].name;
    let message = phrase!("`{}` is bound twice: it does `{}` already", name, other);
    let help = phrase!("choose another key, or give `{}` other keys as well", other);
    sink.at::<()>(bound.source, &bound.span, message, help);
}

/// The rows of the key map that leave.
fn ways_out() -> impl Iterator<Item = (usize, &'static Binding)> {
    let leaves = |binding: &Binding| matches!(binding.action, Action::Quit | Action::Leave);
    BINDINGS
        .iter()
        .enumerate()
        .filter(move |(_, binding)| leaves(binding))
}

fn leaves(keys: &Keys) -> bool {
    ways_out().any(|(row, _)| !keys.of(row).is_empty())
}

/// The row that has a key.
fn owner(keys: &Keys, key: Key) -> Option<usize> {
    (0..BINDINGS.len()).find(|row| keys.of(*row).contains(&key))
}

/// The keys of an action: one, or a list.
fn of_row<'a>(row: usize, name: &str, node: &Node<'a>, sink: &mut Sink) -> Vec<Bound<'a>> {
    let nodes: Vec<Node<'a>> = match node.value {
        DeValue::Array(_) => node.elements().into_iter().flatten().collect(),
        _ => vec![node.clone()],
    };

    let mut bound = Vec::new();

    for node in nodes {
        let Some(text) = node.string(name, sink) else {
            continue;
        };

        if let Some(key) = key(text) {
            bound.push(Bound {
                row,
                key,
                source: node.source,
                span: node.span,
            });
        } else {
            let message = phrase!("no key is called `{}`", text);
            sink.fault::<()>(&node, message, Phrase::from(HELP));
        }
    }

    bound
}
