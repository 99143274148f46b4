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
    if let Op::BatchNorm(norm) = op {
        let of = |tensor: &Tensor| f64::from(tensor.at(map));
        let scale = Some([of(&norm.weight), of(&norm.bias)]);
        let spread = [of(&norm.var), norm.eps];

        return Some(normalised(x, of(&norm.mean), spread, scale));
    }

    Some(activated(op.activation(map)?, x))
}

/// (x − mean) / √(var + eps), and · weight + bias where it is scaled.
pub(super) fn normalised(
    x: Option<f64>,
    mean: f64,
    [var, eps]: [f64; 2],
    scale: Option<[f64; 2]>,
) -> Equation {
    let start = Equation::default().text("(");
    let equation = match x {
        Some(x) => start.number(x),
        None => start.text("x"),
    };

    let equation = equation
        .text(" − ")
        .term(mean)
        .text(") / √(")
        .number(var)
        .text(" + ")
        .number(eps)
        .text(")");

    match scale {
        Some([weight, bias]) => equation.text(" · ").term(weight).text(" + ").term(bias),
        None => equation,
    }
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
