//! Functions of one cell, written as they are computed: with a number put in, or with x.

use super::{Digits, Equation};
use crate::nn::{Activation, Op, Tensor};

/// The function that a layer applies to each cell of a map, of x: `max(0, x)`; nothing for a kind that has none.
#[must_use]
pub fn function(op: &Op, map: usize) -> Option<String> {
    applied(op, map, None, Digits::Few).map(|equation| equation.written())
}

/// The same of a number.
pub(super) fn applied(op: &Op, map: usize, x: Option<f64>, digits: Digits) -> Option<Equation> {
    let start = Equation::new(digits);

    match Moves::of(op, map) {
        Some(moves) => Some(normalised(
            start,
            (x, moves.mean),
            moves.spread,
            Some(moves.scale),
        )),
        None => Some(activated(start, op.activation(map)?, x)),
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
    pub fn told(&self, point: Option<[f64; 2]>, digits: Digits) -> [Vec<String>; 2] {
        let [mut first, mut second] = [Vec::new(), Vec::new()];

        if let Some([x, y]) = point {
            let between = self.normal(x);
            let start = Equation::new(digits).number(between);
            first.extend(
                self.firsts(Some(x), digits)
                    .map(|made| made.equals(between)),
            );
            second.push(scaled(start, self.scale).equals(y));
        }

        let x = scaled(Equation::new(digits), self.scale).written();
        first.extend(self.firsts(None, digits).map(|of_x| of_x.written()));
        second.push(x.trim_start().to_owned());

        [first, second]
    }

    /// The first move, of a number or of x: through √(var + eps), or what that comes to.
    fn firsts(&self, x: Option<f64>, digits: Digits) -> [Equation; 2] {
        let start = || Equation::new(digits);

        [
            normalised(start(), (x, self.mean), self.spread, None),
            less(start(), x, self.mean)
                .text(" / ")
                .term(self.deviation()),
        ]
    }
}

/// (x − mean) / √(var + eps), and · weight + bias where it is scaled.
pub(super) fn normalised(
    start: Equation,
    (x, mean): (Option<f64>, f64),
    [var, eps]: [f64; 2],
    scale: Option<[f64; 2]>,
) -> Equation {
    let equation = less(start, x, mean)
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
fn less(start: Equation, x: Option<f64>, mean: f64) -> Equation {
    let start = start.text("(");
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
fn activated(start: Equation, mut activation: Activation, x: Option<f64>) -> Equation {
    let formula = match x {
        Some(x) => activation.formula(x),
        None => activation.definition(),
    };

    let own = activation.numbers();
    let mut equation = start;

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
