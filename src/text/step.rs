//! What sentences and questions are made of: the names of what a step touches, and the left sides of its equations.

use super::cell::cell;
use super::{Equation, Language, Shown};
use crate::nn::{Activation, BatchNorm, Finish, Layer, Op, Take, Tap, Tensor};
use crate::walk::Explanation;

/// More taps than these are not listed one by one.
pub(super) const MOST_LISTED: usize = 12;

/// A step of a layer that is told in a language. `channels` names the layer's input channels where they have names.
pub(super) struct Step<'a> {
    pub layer: &'a Layer,
    pub channels: &'a [String],
    pub told: &'a Explanation,
    pub language: Language,
}

impl Step<'_> {
    /// Where the cell is written: `o[0] row 0, column 0`.
    pub fn output(&self) -> String {
        cell("o", self.layer.output, self.told.place.cell, self.language)
    }

    /// Where a tap reads: `x[1] row 1, column 3`; nothing where that is the padding.
    pub fn input(&self, tap: &Tap) -> Option<String> {
        let from = tap.from?;
        let shape = self.layer.sources[from.source].shape;
        let symbol = match self.layer.sources.len() {
            1 => "x".to_owned(),
            _ => format!("x{}", from.source),
        };

        Some(cell(&symbol, shape, from.at, self.language))
    }

    /// What a group is called: its channel's name, or its number.
    pub fn group_name(&self, group: usize) -> String {
        let channel = self.layer.channel(self.told.place.cell[0], group);
        match self.channels.get(channel) {
            _ if self.layer.is_dense() => self.language.map(group),
            Some(name) if self.layer.op.weight().is_some() && !name.is_empty() => name.clone(),
            _ => self.language.channel(channel),
        }
    }

    /// What a tap gives: input times weight, or softmax's e^(x − the largest).
    pub fn product(&self, tap: &Tap) -> Equation {
        let start = Equation::default();
        match self.layer.op.form().take {
            Take::Exponential => start
                .text("e^(")
                .number(tap.x)
                .text(" − ")
                .term(self.told.peak)
                .text(")"),
            _ => start.number(tap.x).text(" × ").term(tap.weight),
        }
    }

    /// `The maximum of 1 1 5 6 is 6`; padding is left out.
    pub fn maximum(&self, taps: &[Tap]) -> String {
        let cells = taps
            .iter()
            .filter(|tap| tap.from.is_some())
            .map(|tap| Shown::new(tap.x).text);

        let cells: Vec<String> = cells.collect();
        let max = Shown::new(self.told.running).text;

        if cells.len() <= MOST_LISTED {
            self.language.maximum_of(&cells.join(" "), &max)
        } else {
            self.language.maximum_of_many(cells.len(), &max)
        }
    }

    /// How the terms make the cell: 0 + 2 + 0 + 1, 13/4, max(0, -5).
    pub fn finishing(&self) -> Equation {
        let x = self.told.terms.first().copied().unwrap_or(0.0);
        let start = Equation::default();

        match (self.layer.op.form().finish, &self.layer.op) {
            (Finish::Bias, _) => Equation::sum(&self.told.terms, self.told.bias),
            (Finish::Mean, _) => start
                .number(x)
                .text("/")
                .number(self.told.divisor.unwrap_or(1) as f64),
            (Finish::Probability, _) => match self.told.taps.get(self.told.place.cell[0]) {
                Some(tap) => self.product(tap).text(" / ").number(x),
                None => start.number(x),
            },
            (_, Op::Activation(activation)) => activated(*activation, x),
            (_, Op::BatchNorm(norm)) => normalised(norm, self.told.place.cell[0], x),
            (Finish::Plain | Finish::Function, _) => start.text(
                &self
                    .told
                    .taps
                    .first()
                    .and_then(|tap| self.input(tap))
                    .unwrap_or_default(),
            ),
        }
    }
}

/// (x − mean) / √(var + eps) · weight + bias, with a channel's numbers.
fn normalised(norm: &BatchNorm, channel: usize, x: f64) -> Equation {
    let of = |tensor: &Tensor| f64::from(tensor.at(channel));

    Equation::default()
        .text("(")
        .number(x)
        .text(" − ")
        .term(of(&norm.mean))
        .text(") / √(")
        .number(of(&norm.var))
        .text(" + ")
        .number(norm.eps)
        .text(") · ")
        .term(of(&norm.weight))
        .text(" + ")
        .term(of(&norm.bias))
}

/// The function of a number, written as it is computed: its formula with the numbers put in.
fn activated(mut activation: Activation, x: f64) -> Equation {
    let formula = activation.formula(x);
    let own = activation.numbers();
    let mut equation = Equation::default();

    for (index, part) in formula.split(['{', '}']).enumerate() {
        let is_text = index % 2 == 0;
        let number = own.iter().find(|(key, _)| *key == part);

        equation = match (part, number) {
            _ if is_text => equation.text(part),
            ("(x)", _) => equation.term(x),
            ("-x", _) => equation.number(-x),
            (_, Some((_, own))) => equation.number(**own),
            _ => equation.number(x),
        };
    }

    equation
}
