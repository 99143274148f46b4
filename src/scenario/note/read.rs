//! Notes as they are written.

use toml::de::DeValue;

use super::{Note, NoteQuestion, Solution};
use crate::document::{Fields, Localized, Node, Sink, escape, lift, quoted, suggest};
use crate::nn::Layer;
use crate::scenario::blank::{self, Wrong};
use crate::scenario::known::Known;
use crate::scenario::layer::KINDS;
use crate::text::phrase;

/// A note, checked against the layers.
pub(in crate::scenario) fn note(node: &Node, layers: &Known, sink: &mut Sink) -> Option<Note> {
    let mut fields = Fields::of(node, "a note", sink)?;
    let layer = match fields.get("layer") {
        Some(node) => layer(&node, layers, sink),
        None => Some(0),
    };

    let own = layer.and_then(|layer| layers.layer(layer));
    let when = fields.get("when").map(|node| when(&node, own, sink));

    // What is said of other sizes may speak of places that there are only then.
    let is_loose = when.is_some();
    let cell = fields
        .get("cell")
        .map(|node| cell(&node, "cell", own, is_loose, sink));
    let group = fields.get("group").map(|node| group(&node, own, sink));
    let from_start = fields
        .get("at")
        .map(|node| node.one_of("at", &[("start", true)], sink));
    let always = fields
        .get("always")
        .map(|node| node.boolean("always", sink));

    let mut texts = Texts {
        layer: layer.unwrap_or(0),
        layers,
        is_loose,
        sink,
    };

    let (text, question) = texts.read(&mut fields)?;
    fields.close("a note", true, sink);

    Some(Note {
        layer: layer?,
        cell: lift(cell)?,
        group: lift(group)?,
        from_start: lift(from_start)?.unwrap_or(false),
        when: lift(when)?.unwrap_or_default(),
        always: lift(always)?.unwrap_or(false),
        text,
        question,
    })
}

/// Reads what a note says, with its translations.
struct Texts<'r> {
    layer: usize,
    layers: &'r Known,
    is_loose: bool,
    sink: &'r mut Sink,
}

impl Texts<'_> {
    fn read(&mut self, fields: &mut Fields) -> Option<(Localized, Option<NoteQuestion>)> {
        let text = fields.need("text", "a note", self.sink);
        let text = text.and_then(|node| self.text(&node, "text"));
        let ask = fields.get("ask").map(|node| self.text(&node, "ask"));
        let answer = fields.get("answer");
        let choices = fields.get("choices").map(|node| self.choices(&node));
        let hint = fields.get("hint").map(|node| self.text(&node, "hint"));

        for key in ["answer", "choices", "hint"] {
            if ask.is_none() && fields.has(key) {
                let node = fields.get(key)?;
                let message = phrase!("`{}` needs `ask`: there is no question", key);
                self.sink.fault::<()>(&node, message, None);
            }
        }

        let choices = choices.unwrap_or(Some(Vec::new()))?;
        let solution = answer.map(|node| self.solution(&node, &choices));
        let mut words = Localized::new(text?);
        let mut question = match ask {
            Some(ask) => Some(NoteQuestion {
                ask: Localized::new(ask?),
                solution: lift(solution)?,
                choices: choices.into_iter().map(Localized::new).collect(),
                hint: lift(hint)?.map(Localized::new),
            }),
            None => None,
        };

        for (tag, node) in fields.tags() {
            self.translate(tag, &node, &mut words, question.as_mut())?;
        }

        Some((words, question))
    }

    /// A text whose places are there.
    fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = node.text(key, self.sink)?;
        match blank::check(&text, self.layer, self.layers) {
            Err(Wrong::Never(why)) => self.sink.fault(node, why, None),
            Err(Wrong::Outside(why)) if !self.is_loose => self.sink.fault(node, why, None),
            _ => Some(text),
        }
    }

    fn choices(&mut self, node: &Node) -> Option<Vec<String>> {
        let Some(elements) = node.elements() else {
            let message = phrase!("`choices` must be an array of strings, not {}", node.kind());
            return self.sink.fault(node, message, None);
        };

        elements.map(|node| self.text(&node, "choices")).collect()
    }

    fn solution(&mut self, node: &Node, choices: &[String]) -> Option<Solution> {
        let DeValue::String(word) = node.value else {
            let value = node.number("answer", self.sink)?;
            let decimals = match node.value {
                DeValue::Float(_) => node.digits().split('.').nth(1).map_or(0, str::len),
                _ => 0,
            };

            return Some(Solution::Number { value, decimals });
        };

        let found = choices.iter().position(|choice| choice == word);
        if let Some(choice) = found {
            return Some(Solution::Choice(choice));
        }

        let help = if choices.is_empty() {
            Some(phrase!(
                "an answer in words needs `choices`; without `answer`, the text is revealed"
            ))
        } else {
            suggest(word, choices.iter().map(String::as_str))
        };

        self.sink.fault(
            node,
            phrase!("`answer` `{}` is none of the choices", escape(word)),
            help,
        )
    }

    fn translate(
        &mut self,
        tag: &str,
        node: &Node,
        words: &mut Localized,
        question: Option<&mut NoteQuestion>,
    ) -> Option<()> {
        if !matches!(node.value, DeValue::Table(_)) {
            words.translate(tag.to_owned(), self.text(node, tag)?);
            return Some(());
        }

        let mut fields = Fields::of(node, "a translation", self.sink)?;
        if let Some(node) = fields.get("text") {
            words.translate(tag.to_owned(), self.text(&node, "text")?);
        }

        match question {
            Some(question) => self.translate_question(tag, &mut fields, question)?,
            None => {
                for key in ["ask", "hint", "choices"] {
                    if let Some(node) = fields.get(key) {
                        let message =
                            phrase!("`{}` translates nothing: the note asks no question", key);
                        self.sink.fault::<()>(&node, message, None);
                    }
                }
            }
        }

        fields.close("a translation", false, self.sink);

        Some(())
    }

    fn translate_question(
        &mut self,
        tag: &str,
        fields: &mut Fields,
        question: &mut NoteQuestion,
    ) -> Option<()> {
        if let Some(node) = fields.get("ask") {
            question
                .ask
                .translate(tag.to_owned(), self.text(&node, "ask")?);
        }

        if let Some(node) = fields.get("hint") {
            let said = self.text(&node, "hint")?;
            match &mut question.hint {
                Some(hint) => hint.translate(tag.to_owned(), said),
                None => {
                    return self
                        .sink
                        .fault(&node, "there is no `hint` to translate", None);
                }
            }
        }

        let Some(node) = fields.get("choices") else {
            return Some(());
        };

        let said = self.choices(&node)?;
        let has = question.choices.len();
        if said.len() != has {
            let message = phrase!("there are {} choices, and {} translations", has, said.len());
            return self.sink.fault(&node, message, None);
        }

        for (choice, said) in question.choices.iter_mut().zip(said) {
            choice.translate(tag.to_owned(), said);
        }

        Some(())
    }
}

/// Values that a layer's keys must have.
fn when(node: &Node, layer: Option<&Layer>, sink: &mut Sink) -> Option<Vec<(String, String)>> {
    let DeValue::Table(table) = node.value else {
        let message = phrase!(
            "`when` must be a table such as {{ stride = 3 }}, not {}",
            node.kind()
        );
        return sink.fault(node, message, None);
    };

    let mut all = Some(Vec::new());

    for (key, value) in table {
        let value = Node {
            source: node.source,
            span: value.span(),
            value: value.get_ref(),
        };

        let read = condition(key.get_ref(), &value, layer, sink);
        all = all.zip(read).map(|(mut all, one)| {
            all.push(one);
            all
        });
    }

    all
}

fn condition(
    key: &str,
    value: &Node,
    layer: Option<&Layer>,
    sink: &mut Sink,
) -> Option<(String, String)> {
    let kind = layer.and_then(|layer| KINDS.iter().find(|kind| kind.name == layer.op.kind()));
    if let Some(kind) = kind.filter(|kind| !kind.keys.contains(&key)) {
        let message = phrase!("`when`: {} has no key `{}`", kind.name, key);
        return sink.fault(value, message, suggest(key, kind.keys.iter().copied()));
    }

    if ["weight", "bias", "mean", "var"].contains(&key) {
        let message = phrase!(
            "`when` is for keys that are numbers or words, and `{}` is a tensor",
            key
        );
        return sink.fault(value, message, None);
    }

    let written = match value.value {
        DeValue::String(word) => quoted(word),
        DeValue::Boolean(is) => is.to_string(),
        DeValue::Integer(_) => value.integer(key, sink)?.to_string(),
        DeValue::Array(_) => pair(key, value, sink)?,
        _ => value.number(key, sink)?.to_string(),
    };

    Some((key.to_owned(), written))
}

/// `[1, 2]` as the format writes it, and a pair of equal numbers as one.
fn pair(key: &str, value: &Node, sink: &mut Sink) -> Option<String> {
    let numbers = value.elements().into_iter().flatten();
    let numbers: Vec<usize> = numbers
        .map(|n| n.count(key, 0, sink))
        .collect::<Option<_>>()?;

    match *numbers {
        [a, b] if a == b => Some(a.to_string()),
        _ => Some(format!("{numbers:?}")),
    }
}

fn layer(node: &Node, layers: &Known, sink: &mut Sink) -> Option<usize> {
    let name = node.string("layer", sink)?;
    let found = layers.position(name);

    if found.is_none() {
        let help = sink.suggest(name, layers.names().iter().map(String::as_str));
        return sink.fault(node, phrase!("there is no layer `{}`", name), help);
    }

    found
}

/// An output cell of a layer; `is_loose` where it need not be inside.
pub(in crate::scenario) fn cell(
    node: &Node,
    key: &str,
    layer: Option<&Layer>,
    is_loose: bool,
    sink: &mut Sink,
) -> Option<[usize; 3]> {
    let Some(elements) = node.elements() else {
        let message = phrase!(
            "`{}` must be [filter, row, column], not {}",
            key,
            node.kind()
        );
        return sink.fault(node, message, None);
    };

    let numbers: Option<Vec<usize>> = elements.map(|n| n.count(key, 0, sink)).collect();
    let numbers = numbers?;
    let Some(shape) = layer.map(|layer| layer.output) else {
        return Some([0; 3]);
    };

    if numbers.len() != shape.levels().len() {
        let message = match shape.levels().len() {
            1 => phrase!("`{}` must be [index] on a vector", key),
            2 => phrase!("`{}` must have two numbers: [channel, column]", key),
            3 => phrase!("`{}` must have three numbers: [filter, row, column]", key),
            levels => phrase!("`{}` must have {} numbers, one per level", key, levels),
        };

        return sink.fault(node, message, None);
    }

    if let Some(cell) = shape.cell(&numbers) {
        return Some(cell);
    }

    if is_loose {
        return Some(loose(&numbers));
    }

    let last: Vec<_> = shape.levels().iter().map(|n| n - 1).collect();
    let help = phrase!("the last cell is {}", format!("{:?}", last));

    sink.fault(
        node,
        phrase!(
            "`{}` is a place that does not exist in this layer's output",
            key
        ),
        help,
    )
}

/// A cell that there may be when the layer has other sizes.
fn loose(numbers: &[usize]) -> [usize; 3] {
    match *numbers {
        [map, column] => [map, 0, column],
        [map] => [map, 0, 0],
        _ => [0, 1, 2].map(|level| numbers.get(level).copied().unwrap_or(0)),
    }
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

    let message = phrase!(
        "`group` {} does not exist: a cell of this layer sums {} input channels",
        group,
        groups
    );

    sink.fault(
        node,
        message,
        phrase!("groups are counted from 0 to {}", groups - 1),
    )
}
