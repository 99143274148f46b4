//! Whether an equation holds exactly, for the decimals that stand there.
//!
//! ```text
//! sum    = product (+ product | − product)*        power = atom (² | ³ | ^ atom)?
//! product = power ((× | · | /) power)*             atom  = 3.25 | 1e-7 | (sum) | |sum| | √atom | name(sum, …)
//! ```

mod number;

use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

use number::Number;

/// The largest power of ten that is written out.
const LARGEST_POWER: i32 = 400;

/// Brackets that are followed inwards.
const DEEPEST: usize = 32;

/// Whether both sides are the same number. False where one of them is none that decimals can say, as most of e's powers.
pub(super) fn holds(left: &str, right: &str) -> bool {
    match (value(left), value(right)) {
        (Some(left), Some(right)) => left == right,
        _ => false,
    }
}

/// The exact value of an expression, where it has one.
fn value(text: &str) -> Option<Number> {
    let mut reader = Reader {
        signs: text.chars().filter(|sign| !sign.is_whitespace()).collect(),
        at: 0,
        depth: 0,
    };

    let value = reader.sum()?;
    (reader.at == reader.signs.len()).then_some(value?)
}

/// A number; `None` where it is one that no fraction is.
type Value = Option<Number>;

struct Reader {
    signs: Vec<char>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    fn takes(&mut self, wanted: &[char]) -> Option<char> {
        let sign = self.peek().filter(|sign| wanted.contains(sign))?;
        self.at += 1;
        Some(sign)
    }

    fn sum(&mut self) -> Option<Value> {
        let mut total = self.product()?;

        while let Some(sign) = self.takes(&['+', '−', '-']) {
            let next = self.product()?;
            total = both(total, next, |a, b| match sign {
                '+' => Some(a + b),
                _ => Some(a - b),
            });
        }

        Some(total)
    }

    fn product(&mut self) -> Option<Value> {
        let mut total = self.power()?;

        while let Some(sign) = self.takes(&['×', '·', '/']) {
            let next = self.power()?;
            let is_zero = |value: &Value| value.as_ref().is_some_and(Number::is_zero);

            total = if sign != '/' && (is_zero(&total) || is_zero(&next)) {
                Some(Number::whole(0))
            } else if is_zero(&total) && !is_zero(&next) {
                total
            } else {
                both(total, next, |a, b| match sign {
                    '/' if b.is_zero() => None,
                    '/' => Some((a.fraction() / b.fraction()).into()),
                    _ => Some(a * b),
                })
            };
        }

        Some(total)
    }

    fn power(&mut self) -> Option<Value> {
        if self.takes(&['-', '−']).is_some() {
            return Some(self.power()?.map(|value| -value));
        }

        let base = self.atom()?;
        let exponent = match self.takes(&['²', '³', '^']) {
            None => return Some(base),
            Some('²') => Some(Number::whole(2)),
            Some('³') => Some(Number::whole(3)),
            _ => self.atom()?,
        };

        Some(both(base, exponent, |base, exponent| {
            power(&base, &exponent.fraction())
        }))
    }

    fn atom(&mut self) -> Option<Value> {
        match self.peek()? {
            '0'..='9' => self.number(),
            '(' => self.inside(')'),
            '|' => Some(self.inside('|')?.map(Number::abs)),
            '⌊' => Some(
                self.inside('⌋')?
                    .map(|value| value.fraction().floor().into()),
            ),
            '⌈' => Some(
                self.inside('⌉')?
                    .map(|value| value.fraction().ceil().into()),
            ),
            '√' => {
                self.at += 1;
                Some(self.atom()?.and_then(|value| root(&value.fraction())))
            }
            '∞' | 'π' => {
                self.at += 1;
                Some(None)
            }
            _ => self.function(),
        }
    }

    /// A sum in brackets of this kind.
    fn inside(&mut self, end: char) -> Option<Value> {
        self.depth += 1;

        if self.depth > DEEPEST {
            return None;
        }

        self.at += 1;
        let value = self.sum()?;
        self.takes(&[end])?;
        self.depth -= 1;

        Some(value)
    }

    fn number(&mut self) -> Option<Value> {
        let digits = self.digits();
        let fraction = if self.takes(&['.']).is_some() {
            self.digits()
        } else {
            String::new()
        };

        let mut exponent = -i32::try_from(fraction.len()).ok()?;

        if self.peek() == Some('e') && self.signs.get(self.at + 1) != Some(&'^') {
            self.at += 1;
            let sign = self.takes(&['-']);
            let power: i32 = self.digits().parse().ok()?;
            exponent += if sign.is_some() { -power } else { power };
        }

        if exponent.abs() > LARGEST_POWER {
            return None;
        }

        Some(Some(Number::scientific(&(digits + &fraction), exponent)?))
    }

    fn digits(&mut self) -> String {
        let digits: String = self.signs[self.at..]
            .iter()
            .take_while(|sign| sign.is_ascii_digit())
            .collect();

        self.at += digits.len();
        digits
    }

    /// A function by its name; `e^` is one.
    fn function(&mut self) -> Option<Value> {
        let name: String = self.signs[self.at..]
            .iter()
            .take_while(|sign| sign.is_alphabetic() || **sign == '_')
            .collect();

        self.at += name.chars().count();

        if name == "e" {
            self.takes(&['^'])?;
            let exponent = self.power()?;
            return Some(exponent.filter(Number::is_zero).map(|_| Number::whole(1)));
        }

        if name.is_empty() || self.peek() != Some('(') {
            return None;
        }

        self.at += 1;
        let mut given = vec![self.sum()?];

        while self.takes(&[',']).is_some() {
            given.push(self.sum()?);
        }

        self.takes(&[')'])?;
        let given: Option<Vec<Number>> = given.into_iter().collect();

        Some(given.and_then(|given| called(&name, &given)))
    }
}

fn both(a: Value, b: Value, join: impl FnOnce(Number, Number) -> Value) -> Value {
    join(a?, b?)
}

/// What a function gives, where that is a fraction.
fn called(name: &str, given: &[Number]) -> Value {
    let first = given.first()?;
    let all = || given.iter().map(Number::fraction);

    match name {
        "max" => all().max().map(Number::from),
        "min" => all().min().map(Number::from),
        "argmax" => {
            let largest = all().max();
            let at = all().position(|value| Some(value) == largest);
            at.map(|at| Number::whole(at as i64))
        }
        "ln" => first.is_one().then(|| Number::whole(0)),
        "tanh" | "sin" | "erf" => first.is_zero().then(|| Number::whole(0)),
        "cos" => first.is_zero().then(|| Number::whole(1)),
        "Φ" => first.is_zero().then(|| Number::scientific("5", -1))?,
        "round" => Some(first.fraction().round().into()),
        // Above zero these leave a number as it is.
        "elu" | "celu" => (!first.is_negative()).then(|| first.clone()),
        _ => None,
    }
}

/// A power with a whole exponent, or of 0 or 1.
fn power(base: &Number, exponent: &BigRational) -> Value {
    if base.is_one() || base.is_zero() && exponent.is_positive() {
        return Some(base.clone());
    }

    let exponent = exponent.is_integer().then(|| exponent.to_i32())?;
    let exponent = exponent.filter(|exponent| exponent.abs() <= 16)?;

    (!base.is_zero()).then(|| base.fraction().pow(exponent).into())
}

/// The square root, where it is a fraction.
fn root(value: &BigRational) -> Value {
    if value.is_negative() {
        return None;
    }

    let root = BigRational::new(value.numer().sqrt(), value.denom().sqrt());
    (&root * &root == *value).then(|| root.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_products_hold_or_do_not() {
        for (left, right) in [
            ("0 + 2 + 0 + 1", "3"),
            ("-3 + 0 + (-3) + 1", "-5"),
            ("0 × 0.026", "0"),
            ("0.1 + 0.2", "0.3"),
            ("13/4", "3.25"),
            ("max(0, -5)", "0"),
            ("1 / (1 + e^(-0))", "0.5"),
            ("(2 − 1) / √(0.25 + 0) · 3 + (-1)", "5"),
            ("2² + 2^3", "12"),
            ("e^(1.5 − 1.5) / 1", "1"),
            ("1.5e-3 × 2", "0.003"),
            ("argmax(1, 3, 2)", "1"),
            ("|-2| − 2", "0"),
            ("0 · Φ(0.3)", "0"),
        ] {
            assert!(holds(left, right), "{left} = {right}");
        }

        for (left, right) in [
            ("0.3333 + 1", "1.3334"),
            ("-323343448 + 5", "-323343456"),
            ("1/3", "0.3333"),
            ("e^(-1)", "0.3679"),
            ("√2", "1.4142"),
            ("1/0", "∞"),
            ("((((", "0"),
            ("", ""),
            ("2 +", "2"),
        ] {
            assert!(!holds(left, right), "{left} ≈ {right}");
        }
    }
}
