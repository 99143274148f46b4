//! What sentences and questions are made of: the names of what a step touches, and the left sides of its equations.

use std::sync::Arc;

use super::cell::cell;
use super::function::{applied, normalised};
use super::{Digits, Equation, Language};
use crate::nn::{Finish, Fold, Layer, Op, Take, Tap, Tensor};
use crate::walk::Explanation;

/// More taps than these are not listed one by one.
pub(super) const MOST_LISTED: usize = 12;

/// A step of a layer that is told in a language. `channels` names the layer's input channels where they have names.
pub(super) struct Step<'a> {
    pub layer: &'a Layer,
    pub channels: &'a [String],
    pub explanation: &'a Explanation,
    pub language: Language,
    pub digits: Digits,
}

impl Step<'_> {
    /// The beginning of an equation.
    pub(super) fn start(&self) -> Equation {
        Equation::new(self.digits)
    }

    /// A number as it is told.
    pub(super) fn shown(&self, value: f64) -> String {
        self.digits.show(value).text
    }

    /// Where the cell is written: `o[0] row 0, column 0`.
    pub(super) fn output(&self) -> String {
        cell(
            "o",
            self.layer.output,
            self.explanation.place.cell,
            self.language,
        )
    }

    /// Where a tap reads: `x[1] row 1, column 3`; nothing where that is the padding.
    pub(super) fn input(&self, tap: &Tap) -> Option<String> {
        if let Op::Constant(_) = self.layer.op {
            return Some(self.layer.name.clone());
        }

        let from = tap.from?;
        let shape = self.layer.sources[from.source].shape;
        let symbol = match self.layer.sources.len() {
            1 => "x".to_owned(),
            _ => format!("x{}", from.source),
        };

        Some(cell(&symbol, shape, from.at, self.language))
    }

    /// What a group is called: its channel's name, or its number.
    pub(super) fn group_name(&self, group: usize) -> String {
        let channel = self.layer.channel(self.explanation.place.cell[0], group);
        match self.channels.get(channel) {
            _ if self.layer.is_dense() => self.language.map(group),
            Some(name) if self.layer.op.weight().is_some() && !name.is_empty() => name.clone(),
            _ => self.language.channel(channel),
        }
    }

    /// What a tap gives: input times weight, or softmax's e^(x − the largest).
    pub(super) fn product(&self, tap: &Tap) -> Equation {
        let start = self.start();
        match self.layer.op.form().take {
            Take::Exponential => start
                .text("e^(")
                .number(tap.x)
                .text(" − ")
                .term(self.explanation.peak)
                .text(")"),
            Take::Square => start.term(tap.x).text("²"),
            _ => start.number(tap.x).text(" × ").term(tap.weight),
        }
    }

    /// `The maximum of 1, 1, 5, 6 is 6`; padding is left out.
    pub(super) fn maximum(&self, taps: Option<&[Tap]>) -> String {
        let max = self.shown(self.explanation.running);
        let cells = |taps: &[Tap]| taps.iter().filter(|tap| tap.from.is_some()).count();
        let [_, row, column] = self.explanation.place.cell;
        let [rows, columns] = [(&self.layer.rows, row), (&self.layer.columns, column)]
            .map(|(axis, window)| axis.taps_inside(window, false));

        match (taps, taps.map_or(rows * columns, cells)) {
            (Some(taps), ..=MOST_LISTED) => {
                let cells = taps.iter().filter(|tap| tap.from.is_some());
                let cells: Vec<String> = cells.map(|tap| self.shown(tap.x)).collect();
                self.language.maximum_of(&cells, &max)
            }
            (_, count) => self.language.maximum_of_many(count, &max),
        }
    }

    /// A group's first taps that count, where they are at hand: an empty place between the cells that stamp gives nothing.
    pub(super) fn counted(&self, count: usize) -> Option<impl Iterator<Item = &Tap>> {
        let is_stamped = self.layer.op.is_transposed();
        let taps = self.explanation.until(count)?.iter();

        Some(taps.filter(move |tap| !is_stamped || tap.from.is_some()))
    }

    /// The one product that a group has.
    pub(super) fn only(&self) -> Option<&Tap> {
        let is_product = self.layer.op.form().take == Take::Product;
        let mut taps = self.counted(self.explanation.count)?;
        let first = taps.next().filter(|_| is_product)?;

        taps.next().is_none().then_some(first)
    }

    /// The values of a group's first taps; what they come to, where there are none.
    pub(super) fn values(&self, count: usize, total: f64) -> Vec<f64> {
        let taps = self.counted(count).into_iter().flatten();
        let values: Vec<f64> = taps.map(|tap| tap.value).collect();

        if values.is_empty() {
            vec![total]
        } else {
            values
        }
    }

    /// What is done to the total at the end. One term of stamps, to which a bias of zeros adds nothing, is told as the stamps.
    pub(super) fn finish(&self) -> Finish {
        let Explanation { terms, count, .. } = self.explanation;
        let op = &self.layer.op;
        let moves = |bias: &Arc<Tensor>| (0..bias.count()).any(|map| bias.at(map) != 0.0);
        let is_of_stamps = op.is_transposed() && terms.len() == 1 && !op.bias().is_some_and(moves);
        let mut stamps = self.counted(*count).into_iter().flatten();

        if is_of_stamps && stamps.next().is_some() {
            Finish::Plain
        } else {
            op.form().finish
        }
    }

    /// How the terms make the cell: 0 + 2 + 0 + 1, 13/4, max(0, -5).
    pub(super) fn finishing(&self) -> Equation {
        let explanation = self.explanation;
        let x = explanation.terms.first().copied().unwrap_or(0.0);
        let form = self.layer.op.form();
        let start = self.start();

        match self.finish() {
            Finish::Bias => start.sum(&explanation.terms, explanation.bias),
            Finish::Mean if form.take == Take::Source => self
                .joined()
                .text("/")
                .number(explanation.terms.len() as f64),
            Finish::Mean => start
                .number(x)
                .text("/")
                .number(explanation.divisor.unwrap_or(1) as f64),
            Finish::Probability => match explanation.tap(explanation.place.cell[0]) {
                Some(tap) => self.product(tap).text(" / ").number(x),
                None => start.number(x),
            },
            Finish::LogProbability => start
                .number(explanation.own)
                .text(" − ")
                .term(explanation.peak)
                .text(" − ln(")
                .number(x)
                .text(")"),
            Finish::Standard => self.standard(),
            Finish::Response => self.response(x),
            Finish::Function => self.function(x),
            Finish::Place => self.place_of_largest(),
            Finish::Total => self.total(),
            Finish::Plain if form.take == Take::Source => self.joined(),
            Finish::Plain if form.is_elementwise() => start.text(&self.own_input()),
            Finish::Plain => self.unmoved(),
        }
    }

    /// What a cell is whose terms are its value: the one product that it has, or what is added.
    fn unmoved(&self) -> Equation {
        let is_one = self.explanation.terms.len() == 1;

        match self.only().filter(|_| is_one) {
            Some(tap) => self.product(tap),
            None => self.start().sum(&self.summed(), None),
        }
    }

    /// What is added to the cell where nothing else is done: the terms, or, of one term, its products. A sum is not told by itself.
    pub(super) fn summed(&self) -> Vec<f64> {
        let explanation = self.explanation;
        let is_one = explanation.terms.len() == 1 && self.layer.op.form().take == Take::Product;

        if is_one {
            self.values(explanation.count, f64::from(explanation.value))
        } else {
            explanation.terms.clone()
        }
    }

    /// argmax(1, 3, 2), where the largest of them stands.
    fn place_of_largest(&self) -> Equation {
        let taps = &self.explanation.taps;
        let mut equation = self.start().text("argmax(");

        for (index, tap) in taps.iter().take(MOST_LISTED).enumerate() {
            equation = equation
                .text(if index == 0 { "" } else { ", " })
                .number(tap.x);
        }

        equation.text(if self.explanation.count > MOST_LISTED {
            ", …)"
        } else {
            ")"
        })
    }

    /// All cells that are added.
    fn total(&self) -> Equation {
        let explanation = self.explanation;
        let values = self.values(explanation.count, f64::from(explanation.value));

        self.start().sum(&values, None)
    }

    /// What the one input cell is called.
    fn own_input(&self) -> String {
        let tap = self.explanation.taps.first();
        let padding = || self.language.padding().to_owned();

        tap.and_then(|tap| self.input(tap)).unwrap_or_else(padding)
    }

    /// The cells of several sources: 1 + 2, 3 × 4, max(1, 2).
    fn joined(&self) -> Equation {
        let fold = self.layer.op.form().terms;
        let (before, between, after) = match fold {
            Fold::Sum if self.explanation.divisor.is_some() => ("(", " + ", ")"),
            Fold::Sum => ("", " + ", ""),
            Fold::Difference => ("", " − ", ""),
            Fold::Product => ("", " × ", ""),
            Fold::Quotient => ("", " / ", ""),
            Fold::Power => ("", " ^ ", ""),
            Fold::Max => ("max(", ", ", ")"),
            Fold::Min => ("min(", ", ", ")"),
        };

        let mut equation = self.start().text(before);

        for (index, &term) in self.explanation.terms.iter().enumerate() {
            equation = match index {
                // −2 ^ 2 would be −4.
                0 if fold == Fold::Power => equation.term(term),
                0 => equation.number(term),
                _ if before.len() > 1 => equation.text(between).number(term),
                _ => equation.text(between).term(term),
            };
        }

        equation.text(after)
    }

    fn function(&self, x: f64) -> Equation {
        let map = self.explanation.place.cell[0];
        let applied = applied(&self.layer.op, map, Some(x), self.digits);

        applied.unwrap_or_else(|| self.start().number(x))
    }

    fn standard(&self) -> Equation {
        let Op::Norm(norm) = &self.layer.op else {
            return self.start();
        };

        let explanation = self.explanation;
        let map = explanation.place.cell[0];
        let mean = explanation.terms.iter().sum::<f64>() / explanation.divisor.unwrap_or(1) as f64;
        let of = |tensor: &Arc<Tensor>| f64::from(tensor.at(map));
        let scale = norm.weight.as_ref().map_or(1.0, of);
        let shift = norm.bias.as_ref().map_or(0.0, of);
        let is_scaled = norm.weight.is_some() || norm.bias.is_some();

        normalised(
            self.start(),
            (Some(explanation.own), mean),
            [explanation.variance, norm.eps],
            is_scaled.then_some([scale, shift]),
        )
    }

    /// x / (k + alpha / size · Σ x²)^beta
    fn response(&self, squares: f64) -> Equation {
        let Op::Lrn(lrn) = &self.layer.op else {
            return self.start();
        };

        self.start()
            .number(self.explanation.own)
            .text(" / (")
            .number(lrn.k)
            .text(" + ")
            .term(lrn.alpha)
            .text("/")
            .number(lrn.size as f64)
            .text(" · ")
            .number(squares)
            .text(")^")
            .number(lrn.beta)
    }
}
