//! Functions of one cell, written as they are computed: with a number put in, or with x.

use super::Equation;
use crate::nn::{Activation, Op, Tensor};

/// The function that a layer applies to each cell of a map, of x: `max(0, x)`; nothing for a kind that has none.
#[must_use]
pub fn function(op: &Op, map: usize) -> Option<String> {
    applied(op, map, None).map(|equation| equation.written())
}

/// The same of a number.
pub(super) fn applied(op: &Op, map: usize, x: Option<f64>) -> Option<Equation> {
    match Moves::of(op, map) {
        Some(moves) => Some(normalised(x, moves.mean, moves.spread, Some(moves.scale))),
        None => Some(activated(op.activation(map)?, x)),
    }
}

/// The two moves of a batch norm, of a map: by the mean and the variance that training saw, and by the weight and the bias that it
/// found.
#[derive(Clone, Copy, Debug)]
pub struct Moves {
    /// What is taken away first.
    pub mean: f64,
    /// The variance, and what is added to it.
    spread: [f64; 2],
    /// The weight and the bias.
    scale: [f64; 2],
}

impl Moves {
    /// Those of a layer, if it is a batch norm.
    #[must_use]
    pub fn of(op: &Op, map: usize) -> Option<Self> {
        let Op::BatchNorm(norm) = op else {
            return None;
        };
        let of = |tensor: &Tensor| f64::from(tensor.at(map));

        Some(Self {
            mean: of(&norm.mean),
            spread: [of(&norm.var), norm.eps],
            scale: [of(&norm.weight), of(&norm.bias)],
        })
    }

    /// Where a number is after the first move: (x − mean) / √(var + eps).
    #[must_use]
    pub fn normal(&self, x: f64) -> f64 {
        (x - self.mean) / self.deviation()
    }

    fn deviation(&self) -> f64 {
        self.spread.iter().sum::<f64>().sqrt()
    }

    /// How each is written, in the longest way first: of a number and what becomes of it, where there is one, and of x.
    #[must_use]
    pub fn told(&self, point: Option<[f64; 2]>) -> [Vec<String>; 2] {
        let [mut first, mut second] = [Vec::new(), Vec::new()];

        if let Some([x, y]) = point {
            let between = self.normal(x);
            let start = Equation::default().number(between);
            first.extend(self.firsts(Some(x)).map(|made| made.equals(between)));
            second.push(scaled(start, self.scale).equals(y));
        }

        let x = scaled(Equation::default(), self.scale).written();
        first.extend(self.firsts(None).map(|of_x| of_x.written()));
        second.push(x.trim_start().to_owned());

        [first, second]
    }

    /// The first move, of a number or of x: through √(var + eps), or what that comes to.
    fn firsts(&self, x: Option<f64>) -> [Equation; 2] {
        [
            normalised(x, self.mean, self.spread, None),
            less(x, self.mean).text(" / ").term(self.deviation()),
        ]
    }
}

/// (x − mean) / √(var + eps), and · weight + bias where it is scaled.
pub(super) fn normalised(
    x: Option<f64>,
    mean: f64,
    [var, eps]: [f64; 2],
    scale: Option<[f64; 2]>,
) -> Equation {
    let equation = less(x, mean)
        .text(" / √(")
        .number(var)
        .text(" + ")
        .number(eps)
        .text(")");

    match scale {
        Some(scale) => scaled(equation, scale),
        None => equation,
    }
}

/// (x − mean)
fn less(x: Option<f64>, mean: f64) -> Equation {
    let start = Equation::default().text("(");
    let equation = match x {
        Some(x) => start.number(x),
        None => start.text("x"),
    };

    equation.text(" − ").term(mean).text(")")
}

/// · weight + bias
fn scaled(equation: Equation, [weight, bias]: [f64; 2]) -> Equation {
    equation.text(" · ").term(weight).text(" + ").term(bias)
}

/// An activation's formula with the numbers put in.
fn activated(mut activation: Activation, x: Option<f64>) -> Equation {
    let formula = match x {
        Some(x) => activation.formula(x),
        None => activation.definition(),
    };

    let own = activation.numbers();
    let mut equation = Equation::default();

    for (index, part) in formula.split(['{', '}']).enumerate() {
        let is_text = index % 2 == 0;
        let number = own.iter().find(|(key, _)| *key == part);

        equation = match (part, number, x) {
            _ if is_text => equation.text(part),
            (_, Some((_, own)), _) => equation.number(**own),
            ("-x", _, None) => equation.text("−x"),
            (_, _, None) => equation.text("x"),
            ("(x)", _, Some(x)) => equation.term(x),
            ("-x", _, Some(x)) => equation.number(-x),
            (_, _, Some(x)) => equation.number(x),
        };
    }

    equation
}
