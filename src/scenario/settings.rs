//! Overrides from the command line: `--set LAYER.KEY=VALUE` and its short forms.

use toml::Spanned;
use toml::de::DeTable;

use crate::document::{Fault, SourceText, syntax_said};
use crate::text::phrase;

/// A key of a layer that is to have another value than the scenario says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The layer's name; `None` for the first layer that has the key.
    pub layer: Option<String>,
    /// Which of its keys, such as `stride`.
    pub key: String,
    /// The value, as TOML writes it.
    pub value: String,
}

impl std::str::FromStr for Setting {
    type Err = String;

    /// Reads `LAYER.KEY=VALUE`.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text
            .split_once('=')
            .and_then(|(name, value)| Some((name.trim().rsplit_once('.')?, value)));

        match parts {
            Some(((layer, key), value)) if !layer.is_empty() && !key.is_empty() => Ok(Self {
                layer: Some(layer.to_owned()),
                key: key.to_owned(),
                value: value.trim().to_owned(),
            }),
            _ => Err("write it as LAYER.KEY=VALUE, for example conv1.stride=2".to_owned()),
        }
    }
}

impl Setting {
    /// The setting as a small TOML text of its own.
    pub(super) fn source(&self) -> SourceText {
        let layer = self
            .layer
            .as_ref()
            .map_or(String::new(), |layer| format!("{layer}."));

        SourceText::new(
            format!("--set {layer}{}", self.key),
            format!("{} = {}", quoted(&self.key), self.value),
        )
    }
}

/// A key that TOML reads as one key, whatever is in it.
fn quoted(key: &str) -> String {
    let bare = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');

    if bare && !key.is_empty() {
        key.to_owned()
    } else {
        format!("{key:?}")
    }
}

/// Parses settings; what is no TOML becomes a fault.
pub(super) fn parse<'s>(
    sources: &'s [SourceText],
    faults: &mut Vec<Fault>,
) -> Vec<Option<Spanned<DeTable<'s>>>> {
    let mut one = |source: &'s SourceText| {
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let good = errors.is_empty() && table.get_ref().len() == 1;

        if !good {
            let span = errors
                .first()
                .and_then(toml::de::Error::span)
                .unwrap_or(0..source.text.len());

            let message = errors
                .first()
                .map_or_else(|| phrase!("this is not one value"), syntax_said);

            faults.push(Fault::at(
                source,
                &span,
                message,
                Some("write the value as TOML does: 2, [1, 2], \"same\"".into()),
            ));
        }

        good.then_some(table)
    };
    sources.iter().map(&mut one).collect()
}
