//! The tables of a scenario, before any of them is read.

use toml::de::DeValue;

use crate::document::{Fields, Localized, Node, Sink};
use crate::text::phrase;

/// What stands at the top of a scenario.
pub(super) struct Parts<'a> {
    pub title: Localized,
    pub summary: Localized,
    pub input: Option<Node<'a>>,
    pub model: Option<Node<'a>>,
    /// The `[[layer]]`s; `None` where they are at fault. Likewise the notes.
    pub layers: Option<Vec<Node<'a>>>,
    pub notes: Option<Vec<Node<'a>>>,
    pub classes: Option<Node<'a>>,
    pub view: Option<Node<'a>>,
    pub features: Option<Node<'a>>,
}

/// How the first layer wants its input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// Channels of rows and columns.
    Maps,
    /// Channels of one row: it is a 1d kind.
    Signal,
    /// A vector: it is a dense layer.
    Vector,
}

impl<'a> Parts<'a> {
    pub(super) fn read(mut fields: Fields<'a>, sink: &mut Sink) -> Self {
        let title = fields.need("title", "a scenario", sink);
        let title = title.and_then(|node| node.text("title", sink));
        let summary = fields.get("summary");
        let summary = summary.and_then(|node| node.text("summary", sink));
        let mut layers = tables(&mut fields, "layer", sink);
        let model = fields.get("model");
        let input = match &model {
            Some(_) => fields.get("input"),
            None => fields.need("input", "a scenario", sink),
        };

        let classes = fields.get("classes");
        let notes = tables(&mut fields, "note", sink);
        let view = fields.get("view");
        let features = fields.get("features");
        let translations = fields.tags();
        fields.close("a scenario", true, sink);

        if model.is_none() && layers.as_ref().is_some_and(Vec::is_empty) {
            layers = fields.fault("a scenario needs one [[layer]] at least", None, sink);
        }

        let mut parts = Self {
            title: Localized::new(title.unwrap_or_default()),
            summary: Localized::new(summary.unwrap_or_default()),
            input,
            model,
            layers,
            notes,
            classes,
            view,
            features,
        };

        for (tag, node) in translations {
            parts.translate(tag, &node, sink);
        }

        parts
    }

    fn translate(&mut self, tag: &str, node: &Node<'a>, sink: &mut Sink) {
        let Some(mut fields) = Fields::of(node, phrase!("`{}`", tag), sink) else {
            return;
        };

        let words = [("title", &mut self.title), ("summary", &mut self.summary)];

        for (key, words) in words {
            let text = fields.get(key).and_then(|node| node.text(key, sink));

            if let Some(text) = text {
                words.translate(tag.to_owned(), text);
            }
        }

        fields.close(phrase!("`{}`", tag), false, sink);
    }

    /// How the first layer wants its input, by its kind as it is written.
    pub(super) fn wants(&self) -> Wants {
        let first = self.layers.as_ref().and_then(|layers| layers.first());
        let kind = match first.map(|node| node.value) {
            Some(DeValue::Table(first)) => {
                first.get("kind").and_then(|kind| kind.get_ref().as_str())
            }
            _ => None,
        };

        match kind {
            Some("linear") => Wants::Vector,
            Some(kind) if kind.ends_with("1d") => Wants::Signal,
            _ => Wants::Maps,
        }
    }
}

/// More tables of one kind are taken for a mistake.
const MOST_TABLES: usize = 1 << 17;

/// The tables of an array of tables; empty where there are none.
fn tables<'a>(
    fields: &mut Fields<'a>,
    key: &'static str,
    sink: &mut Sink,
) -> Option<Vec<Node<'a>>> {
    let Some(node) = fields.get(key) else {
        return Some(Vec::new());
    };

    match node.elements() {
        Some(elements) if elements.len() > MOST_TABLES => {
            let message = phrase!(
                "there are {} times [[{}]]; {} are the most",
                elements.len(),
                key,
                MOST_TABLES
            );
            sink.fault(&node, message, None)
        }
        Some(elements) if matches!(node.value, DeValue::Array(_)) => Some(elements.collect()),
        _ => {
            let help = phrase!("write [[{}]], with two brackets, above each", key);
            let message = phrase!("`{}` must be an array of tables, not {}", key, node.kind());
            sink.fault(&node, message, help)
        }
    }
}
