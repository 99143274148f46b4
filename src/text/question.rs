//! What is asked where a value is hidden, and what the right answer is.

use super::{Equation, Language};
use crate::nn::{Layer, Op};
use crate::walk::{Explanation, Grain, Moment};

/// The number that a step brings; `None` where it brings none that is worth a question.
#[must_use]
pub fn answer(layer: &Layer, told: &Explanation, grain: Grain) -> Option<f64> {
    let elementwise = matches!(layer.op, Op::Activation(_) | Op::BatchNorm(_) | Op::Flatten);
    match told.place.moment {
        Moment::Finish => Some(f64::from(told.value)),
        Moment::Tap { .. } if elementwise => None,
        Moment::Tap { tap, .. } if grain == Grain::Tap && matches!(layer.op, Op::Conv(_) | Op::Linear(_)) => {
            told.taps.get(tap).map(|tap| tap.value)
        }
        Moment::Tap { .. } => Some(told.running),
    }
}

/// The question that a step's answer belongs to.
#[must_use]
pub fn question(layer: &Layer, told: &Explanation, grain: Grain, language: Language) -> String {
    let ask = |english: &str, chinese: &str| language.pick(english, chinese).to_owned();
    let weighted = matches!(layer.op, Op::Conv(_) | Op::Linear(_));
    match told.place.moment {
        Moment::Tap { tap, .. } if grain == Grain::Tap && weighted => {
            let Some(tap) = told.taps.get(tap) else { return String::new() };
            let product = Equation::default().number(tap.x).text(" × ").term(tap.weight).asked();
            language.pick(format!("What is the product? {product}"), format!("乘积是多少？{product}"))
        }
        Moment::Tap { .. } => match layer.op {
            Op::MaxPool(_) | Op::GlobalMaxPool if grain == Grain::Tap => {
                ask("What is the largest so far?", "到目前为止最大的是多少？")
            }
            Op::MaxPool(_) | Op::GlobalMaxPool => ask("What is the largest in the window?", "窗口里最大的是多少？"),
            _ if grain == Grain::Tap => ask("What is the sum so far?", "到目前为止的和是多少？"),
            Op::Softmax => ask("What do the exponentials add to?", "指数之和是多少？"),
            Op::AvgPool(_) | Op::GlobalAvgPool => ask("What do the window's cells add to?", "窗口里的数之和是多少？"),
            _ => ask("What do the products add to?", "乘积之和是多少？"),
        },
        Moment::Finish if weighted => {
            let sum = Equation::sum(&told.terms, told.bias).asked();
            language.pick(format!("What is written? {sum}"), format!("写入的是多少？{sum}"))
        }
        Moment::Finish => ask("What is written to the output?", "写入输出的是多少？"),
    }
}

/// Whether a typed number is the answer: as exact as a person would write it, to three digits after the point or of the
/// number.
#[must_use]
pub fn is_right(typed: f64, answer: f64) -> bool {
    (typed - answer).abs() <= 5e-3 * answer.abs().clamp(0.1, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_may_be_rounded_as_people_round() {
        assert!(is_right(3.0, 3.0) && is_right(0.333, 1.0 / 3.0) && is_right(-12.3333, -37.0 / 3.0));
        assert!(!is_right(3.0, 4.0) && !is_right(0.0, 1.0) && !is_right(-2.0, 2.0));
    }
}
