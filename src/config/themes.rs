//! `[themes.NAME]`: a user's own colours, by what they are for.

use toml::de::DeValue;

use crate::app::{OwnTheme, Paint, Theme};
use crate::document::{Fields, Node, Sink};
use crate::text::{Phrase, phrase};

/// The themes that are written, each a variant of one of ours.
pub(super) fn themes(node: &Node, sink: &mut Sink) -> Vec<Theme> {
    let DeValue::Table(table) = node.value else {
        let message = phrase!("`themes` must be a table, not {}", node.kind());
        sink.fault::<()>(node, message, Some(phrase!("write [themes.NAME]")));
        return Vec::new();
    };

    let mut themes = Vec::new();

    for (name, value) in table {
        let node = Node {
            source: node.source,
            span: value.span(),
            value: value.get_ref(),
        };

        let name = name.get_ref().as_ref();
        let is_ours = name == "auto" || Theme::ALL.iter().any(|(has, _)| *has == name);

        if is_ours || name.is_empty() {
            let message = phrase!("a theme of one's own cannot be called `{}`", name);
            sink.fault::<()>(&node, message, None);
        } else if let Some(own) = theme(name, &node, sink) {
            // There is one configuration, as long as the program runs; its themes are named wherever colours are.
            themes.push(Theme::Own(Box::leak(Box::new(own))));
        }
    }

    themes
}

fn theme(name: &str, node: &Node, sink: &mut Sink) -> Option<OwnTheme> {
    let what = phrase!("{}", format!("`themes.{name}`"));
    let mut fields = Fields::of(node, &what, sink)?;
    let like = fields
        .get("like")
        .and_then(|node| node.one_of("like", &Theme::ALL, sink));

    let mut colours = Vec::new();

    for (paint, which) in Paint::ALL {
        if let Some(node) = fields.get(paint)
            && let Some(text) = node.string(paint, sink)
        {
            if let Some(colour) = colour(text) {
                colours.push((*which, colour));
            } else {
                let message = phrase!("`{}` cannot be `{}`", paint, text);
                let help = "write red, green and blue in hexadecimal: \"#7ab8ff\"";
                sink.fault::<()>(&node, message, Phrase::from(help));
            }
        }
    }

    fields.close(&what, false, sink);

    Some(OwnTheme {
        name: name.to_owned(),
        like: like.unwrap_or_default(),
        colours,
    })
}

/// `#7ab8ff`, or `#fff`.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits: Option<Vec<u8>> = text
        .strip_prefix('#')?
        .chars()
        .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
        .collect();

    match digits?[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, s, g, h, b, c] => Some([r * 16 + s, g * 16 + h, b * 16 + c]),
        _ => None,
    }
}
