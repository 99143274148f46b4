//! Places in a text that stand for numbers: `{o[0,0,1]}`, `{conv1:sum[0,0,0;1]}`, `{stride}`. `{{` is a brace, and so is one
//! that no letter follows.

use super::known::Known;
use crate::nn::{Layer, Network, Stage, Values};
use crate::text::{Phrase, Shown, phrase};

/// A part of a text.
enum Piece<'t> {
    Text(&'t str),
    Blank(Blank<'t>),
}

/// A place that is filled in.
struct Blank<'t> {
    /// As it is written, without its braces.
    written: &'t str,
    /// The layer that it names, if it names one.
    layer: Option<&'t str>,
    /// `o`, `x`, `w`, `b`, `sum`, `stride`, `rows` or `columns`.
    of: &'t str,
    index: Vec<usize>,
    group: Option<usize>,
}

/// The number that a blank stands for.
enum Number {
    Output([usize; 3]),
    Input([usize; 3]),
    Trained(f32),
    Sum([usize; 3], usize),
    Written(String),
}

/// Why a blank stands for nothing.
pub(super) enum Wrong {
    /// There is no such number, whatever the sizes are.
    Never(Phrase),
    /// Its place lies outside.
    Outside(Phrase),
}

/// Holds the blanks of a text against the layers that there are: their names, and what is known of them.
pub(super) fn check(text: &str, own: usize, layers: &Known) -> Result<(), Wrong> {
    for piece in pieces(text).map_err(Wrong::Never)? {
        let Piece::Blank(blank) = piece else { continue };
        let index = blank.layer.map_or(Some(own), |name| layers.position(name));
        let Some(index) = index else {
            let name = blank.layer.unwrap_or_default();
            return Err(blank.never(phrase!("there is no layer `{}`", name)));
        };

        if let Some(layer) = layers.layer(index) {
            blank.number(layer)?;
        }
    }

    Ok(())
}

/// A text with its blanks filled in; `None` where one of them stands for nothing in this network. What is still being computed
/// is `…`.
pub(super) fn filled(text: &str, own: usize, values: &Values) -> Option<String> {
    let mut out = String::new();

    for piece in pieces(text).ok()? {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Blank(blank) => out.push_str(&blank.filled(own, values)?),
        }
    }

    Some(out)
}

/// Takes a text apart.
fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Phrase> {
    let mut pieces = Vec::new();
    let mut rest = text;

    while let Some(at) = rest.find('{') {
        let after = &rest[at + 1..];
        let is_blank = after.starts_with(|c: char| c.is_ascii_alphabetic());
        let end = if is_blank { at } else { at + 1 };
        pieces.push(Piece::Text(&rest[..end]));

        if !is_blank {
            rest = after.strip_prefix('{').unwrap_or(after);
            continue;
        }

        let close = after
            .find('}')
            .ok_or_else(|| phrase!("a `{` has no `}`: write `{{` for a brace"))?;
        pieces.push(Piece::Blank(Blank::read(&after[..close])?));
        rest = &after[close + 1..];
    }

    pieces.push(Piece::Text(rest));

    Ok(pieces)
}

/// Numbers with commas between them.
fn numbers(text: &str) -> Option<Vec<usize>> {
    text.split(',')
        .map(|part| part.trim().parse().ok())
        .collect()
}

impl<'t> Blank<'t> {
    fn read(written: &'t str) -> Result<Self, Phrase> {
        let wrong = || {
            phrase!(
                "`{{{}}}` is not a place: write {{o[0,0,1]}}, {{sum[0,0,0;1]}} or {{stride}}, and {{{{ for a brace",
                written
            )
        };

        let (layer, rest) = match written.split_once(':') {
            Some((layer, rest)) => (Some(layer), rest),
            None => (None, written),
        };

        let Some((of, inside)) = rest.split_once('[') else {
            return Ok(Self {
                written,
                layer,
                of: rest,
                index: Vec::new(),
                group: None,
            });
        };

        let inside = inside.strip_suffix(']').ok_or_else(wrong)?;
        let (index, group) = match inside.split_once(';') {
            Some((index, group)) => (index, Some(group.trim().parse().map_err(|_| wrong())?)),
            None => (inside, None),
        };

        Ok(Self {
            written,
            layer,
            of,
            index: numbers(index).ok_or_else(wrong)?,
            group,
        })
    }

    fn never(&self, why: impl Into<Phrase>) -> Wrong {
        Wrong::Never(phrase!("`{{{}}}`: {}", self.written, why.into()))
    }

    fn outside(&self, why: impl Into<Phrase>) -> Wrong {
        Wrong::Outside(phrase!("`{{{}}}`: {}", self.written, why.into()))
    }

    /// The number of a layer that is meant.
    fn number(&self, layer: &Layer) -> Result<Number, Wrong> {
        let output = || self.cell(layer.output.levels(), layer.output.cell(&self.index));
        match (self.of, self.group) {
            ("o", None) => output().map(Number::Output),
            ("x", None) => {
                let input = layer.input();
                self.cell(input.levels(), input.cell(&self.index))
                    .map(Number::Input)
            }
            ("w", None) => self.trained(layer, "weight"),
            ("b", None) => self.trained(layer, "bias"),
            ("sum", Some(group)) if group < layer.groups() => {
                output().map(|cell| Number::Sum(cell, group))
            }
            ("sum", Some(_)) => {
                let last = layer.groups() - 1;
                Err(self.outside(phrase!("sums are counted from 0 to {}", last)))
            }
            ("sum", None) => {
                Err(self.never("a sum is written {sum[0,0,0;1]}: its cell; its channel"))
            }
            _ if self.index.is_empty() => self.setting(layer).map(Number::Written),
            _ => Err(self.never("a place begins with o, x, w, b or sum")),
        }
    }

    fn cell(&self, levels: &[usize], cell: Option<[usize; 3]>) -> Result<[usize; 3], Wrong> {
        if self.index.len() != levels.len() {
            return Err(self.never(phrase!("its place has {} numbers", levels.len())));
        }

        cell.ok_or_else(|| {
            self.outside(phrase!(
                "there is no such place: the last is {}",
                format!("{:?}", last(levels))
            ))
        })
    }

    fn trained(&self, layer: &Layer, key: &str) -> Result<Number, Wrong> {
        let tensors = layer.op.tensors();
        let Some((_, tensor)) = tensors.iter().find(|(has, _)| *has == key) else {
            let kind = layer.op.kind();
            return Err(self.never(phrase!(
                "the layer `{}` ({}) has no {}",
                &layer.name,
                kind,
                key
            )));
        };

        // A kernel of the 1d kinds has one row.
        let mut index = self.index.clone();
        if tensor.shape().len() == 4 && index.len() == 3 && tensor.shape()[2] == 1 {
            index.insert(2, 0);
        }

        if index.len() != tensor.shape().len() {
            return Err(self.never(phrase!("its place has {} numbers", tensor.shape().len())));
        }

        let pairs = || index.iter().zip(tensor.shape());
        if pairs().any(|(at, n)| at >= n) {
            let last = last(tensor.shape());
            return Err(self.outside(phrase!(
                "there is no such {}: the last is {}",
                key,
                format!("{last:?}")
            )));
        }

        let flat = pairs().fold(0, |flat, (at, n)| flat * n + at);

        Ok(Number::Trained(tensor.at(flat)))
    }

    fn setting(&self, layer: &Layer) -> Result<String, Wrong> {
        let [_, rows, columns] = layer.output.dims();
        match (self.of, layer.op.window()) {
            ("rows", _) => Ok(rows.to_string()),
            ("columns", _) => Ok(columns.to_string()),
            ("stride", Some(window)) if window.is_line || window.stride[0] == window.stride[1] => {
                Ok(window.stride[1].to_string())
            }
            ("stride", Some(window)) => Ok(format!("{}×{}", window.stride[0], window.stride[1])),
            ("stride", None) => {
                let kind = layer.op.kind();
                Err(self.never(phrase!(
                    "the layer `{}` ({}) has no stride",
                    &layer.name,
                    kind
                )))
            }
            _ => Err(self.never("a word stands for stride, rows or columns")),
        }
    }

    fn filled(&self, own: usize, values: &Values) -> Option<String> {
        let network = values.network();
        let index = self.layer.map_or(Some(own), |name| named(network, name))?;
        let layer = network.layers.get(index)?;
        let value = match self.number(layer).ok()? {
            Number::Written(text) => return Some(text),
            Number::Trained(value) => Some(f64::from(value)),
            Number::Output(cell) => output(values, index, cell),
            Number::Sum(cell, group) => term(values, index, cell, group),
            Number::Input(cell) => match layer.sources[0].stage.layer() {
                Some(before) => output(values, before, cell),
                None => Some(f64::from(network.input.at(network.shape.flat(cell)))),
            },
        };

        Some(value.map_or_else(|| "…".to_owned(), |value| Shown::new(value).text))
    }
}

fn last(lengths: &[usize]) -> Vec<usize> {
    lengths.iter().map(|n| n.saturating_sub(1)).collect()
}

fn named(network: &Network, name: &str) -> Option<usize> {
    network.layers.iter().position(|layer| layer.name == name)
}

fn output(values: &Values, layer: usize, cell: [usize; 3]) -> Option<f64> {
    let made = Stage::after(layer);
    if values.is_known(made) {
        return values.all(made).map(|cells| f64::from(cells.at(cell)));
    }

    let inputs = values.under(layer, cell)?;
    let sums = values.sums(layer, cell)?;
    let recipe = values.network().layers[layer].recipe_from(cell, &sums, |from| inputs.at(from));

    Some(f64::from(recipe.value()))
}

fn term(values: &Values, layer: usize, cell: [usize; 3], group: usize) -> Option<f64> {
    values.sums(layer, cell)?.terms.get(group).copied()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::scenario::from_text;

    const TEXT: &str = r#"
        title = "t"
        input = { data = [[1, 2, 3], [4, 5, 6], [7, 8, 9]] }
        [[layer]]
        kind = "conv2d"
        weight = [[[[1, 0], [0, 1]]]]
        bias = [1]
        [[layer]]
        kind = "relu"
    "#;

    fn fill(text: &str) -> Option<String> {
        let network = from_text("t.toml", TEXT).unwrap().network;
        filled(text, 0, &Values::new(Arc::clone(&network)))
    }

    #[test]
    fn a_place_stands_for_its_number() {
        let text = "{o[0,0,1]} {x[0,1,1]} {w[0,0,0,1]} {b[0]} {sum[0,0,0;0]} {stride} {rows} {columns} {relu1:x[0,1,1]}";
        assert_eq!(fill(text).as_deref(), Some("9 5 0 1 6 1 2 2 15"));
    }

    #[test]
    fn braces_stay() {
        assert_eq!(fill("{{o} {1, 2} {").as_deref(), Some("{o} {1, 2} {"));
    }

    #[test]
    fn what_is_not_there_has_no_number() {
        let texts = [
            "{o[0,2,0]}",
            "{relu1:w[0]}",
            "{none:o[0,0,0]}",
            "{o[0",
            "{size}",
        ];
        assert!(texts.iter().all(|text| fill(text).is_none()));
    }
}
