//! `[classes]` and `--classes`: what the numbers are called that a network ends in.

use std::path::Path;

use super::files::{DataFolder, Refusal};
use crate::document::{Fault, Fields, Node, Sink, escape};
use crate::text::{Phrase, phrase};

/// The longest list of names that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// The names, and where it is told that they do not suit.
pub(super) struct Classes<'a> {
    names: Vec<String>,
    place: Written<'a>,
}

/// Where classes are written.
enum Written<'a> {
    In(Node<'a>),
    File(String),
}

impl<'a> Classes<'a> {
    /// The classes of a scenario's `[classes]`.
    pub(super) fn read(node: Node<'a>, place: &DataFolder, sink: &mut Sink) -> Option<Self> {
        let mut fields = Fields::of(&node, "`classes`", sink)?;
        let names = fields.get("names");
        let file = fields.get("file");
        fields.close("`classes`", false, sink);

        let names = match (names, file) {
            (Some(names), None) => written(&names, sink)?,
            (None, Some(file)) => match lines(place, file.string("file", sink)?) {
                Ok(names) => names,
                Err(Refusal { message, help }) => return sink.fault(&file, message, help),
            },
            (Some(_), Some(file)) => {
                let message = "`classes` has both `names` and `file`";
                return sink.fault(&file, message, phrase!("keep one of the two"));
            }
            (None, None) => {
                let help =
                    "write names = [\"cat\", \"dog\"], or file = \"labels.txt\", one per line";
                return sink.fault(
                    &node,
                    "`classes` needs `names` or `file`",
                    Phrase::from(help),
                );
            }
        };

        Some(Self {
            names,
            place: Written::In(node),
        })
    }

    /// The classes of a file that the user names.
    pub(super) fn given(file: &Path, sink: &mut Sink) -> Option<Self> {
        let name = file.display().to_string();

        match lines(&DataFolder::Folder(".".into(), true), &name) {
            Ok(names) => Some(Self {
                names,
                place: Written::File(name),
            }),
            Err(Refusal { message, help }) => {
                sink.faults.push(Fault::of_file(&name, message, help));
                None
            }
        }
    }

    /// The names, if they are as many as the numbers that the network ends in.
    pub(super) fn of(self, numbers: u64, sink: &mut Sink) -> Option<Vec<String>> {
        let found = self.names.len();

        if found as u64 == numbers {
            return Some(self.names);
        }

        let message = phrase!(
            "there are {} classes, but the network ends in {} numbers",
            found,
            numbers
        );

        match self.place {
            Written::In(node) => sink.fault(&node, message, None),
            Written::File(name) => {
                sink.faults.push(Fault::of_file(&name, message, None));
                None
            }
        }
    }
}

fn written(node: &Node, sink: &mut Sink) -> Option<Vec<String>> {
    let Some(elements) = node.elements() else {
        let message = phrase!("`names` must be a list of names, not {}", node.kind());
        return sink.fault(node, message, None);
    };

    elements.map(|name| name.text("names", sink)).collect()
}

/// The lines of a text; empty ones at its end are left out.
fn lines(place: &DataFolder, name: &str) -> Result<Vec<String>, Refusal> {
    let bytes = place.bytes(name, LONGEST)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Refusal::with_help("this is not UTF-8 text", "save the file as UTF-8"))?;

    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).trim_end();
    let names = text.lines().map(|line| escape(line.trim()));

    Ok(names.collect())
}
