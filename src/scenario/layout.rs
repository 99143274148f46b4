//! Numbers and arrays as a person would write them.

use crate::nn::{Numbers, Tensor};
use crate::text::Shown;

/// A tensor of more numbers than these becomes a file of its own.
pub(super) const MOST_WRITTEN: usize = 400;

/// Columns of a line that holds an array.
const WIDTH: usize = 100;

/// The shortest way to write a number that is read as the same one.
pub(super) fn number(value: f32) -> String {
    let short = Shown::exact(value);
    // Texts are read in double precision, which may round another way where two numbers are equally near.
    if short.parse() == Ok(f64::from(value))
        || short.parse::<f64>().is_ok_and(|read| read as f32 == value)
    {
        return short;
    }
    format!("{:e}", f64::from(value))
}

/// The table of numbers that follow a rule.
pub(super) fn short(tensor: &Tensor) -> Option<String> {
    let shape = tensor.shape();
    Some(match *tensor.numbers() {
        Numbers::Values(_) | Numbers::Stored(_) | Numbers::Changed(..) => return None,
        Numbers::Fill(value) => format!("{{ fill = {}, shape = {shape:?} }}", number(value)),
        Numbers::Random {
            seed,
            low,
            high,
            integer,
        } => {
            let [low, high] = [low, high].map(|bound| number(bound as f32));
            let seed = seed as i64;
            format!(
                "{{ random = {shape:?}, seed = {seed}, low = {low}, high = {high}, integer = {integer} }}"
            )
        }
    })
}

/// Nested arrays: in one line what fits, else an element a line, and the numbers of a matrix below each other.
pub(super) fn array(tensor: &Tensor, indent: &str) -> String {
    let numbers: Vec<String> = (0..tensor.count())
        .map(|index| number(tensor.at(index)))
        .collect();

    // A single channel is a plain matrix.
    let shape = match tensor.shape() {
        [1, rest @ ..] if rest.len() == 2 => rest,
        shape => shape,
    };

    nested(&numbers, shape, indent)
}

fn nested(numbers: &[String], shape: &[usize], indent: &str) -> String {
    let line = flat(numbers, shape, 0);
    let Some(&[_, ref below @ ..]) = Some(shape).filter(|_| line.len() + indent.len() > WIDTH)
    else {
        return line;
    };
    let width = numbers.iter().map(String::len).max().unwrap_or(0);
    let deeper = format!("{indent}  ");
    let elements: Vec<String> = match below {
        [] => {
            let each = (WIDTH - deeper.len().min(WIDTH / 2)) / (width + 2);
            numbers
                .chunks(each.max(1))
                .map(|chunk| format!("{deeper}{},\n", joined(chunk, width)))
                .collect()
        }
        [columns] => numbers
            .chunks(*columns)
            .map(|row| format!("{deeper}[{}],\n", joined(row, width)))
            .collect(),
        _ => {
            let parts = numbers.chunks(below.iter().product());
            parts
                .map(|part| format!("{deeper}{},\n", nested(part, below, &deeper)))
                .collect()
        }
    };
    format!("[\n{}{indent}]", elements.concat())
}

/// All in one line.
fn flat(numbers: &[String], shape: &[usize], width: usize) -> String {
    match shape {
        [] | [_] => format!("[{}]", joined(numbers, width)),
        [_, below @ ..] => {
            let parts = numbers.chunks(below.iter().product());
            let parts: Vec<String> = parts.map(|part| flat(part, below, width)).collect();
            format!("[{}]", parts.join(", "))
        }
    }
}

fn joined(numbers: &[String], width: usize) -> String {
    let numbers: Vec<String> = numbers
        .iter()
        .map(|number| format!("{number:>width$}"))
        .collect();
    numbers.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_read_back() {
        assert_eq!(
            [3.0, -0.0, 0.1, 1e-7, 2e9].map(number),
            ["3", "0", "0.1", "1e-7", "2e9"]
        );
        for bits in (0..u32::MAX)
            .step_by(65_521)
            .filter(|&bits| f32::from_bits(bits).is_finite())
        {
            let value = f32::from_bits(bits);
            let read = number(value).parse::<f64>().unwrap() as f32;
            assert!(read == value, "{value:e} becomes {read:e}");
        }
    }

    #[test]
    fn arrays_are_laid_out_as_a_person_would() {
        let tensor = |shape: &[usize]| {
            let count = shape.iter().product();
            Tensor::new(
                shape.to_vec(),
                Numbers::Values((0..count).map(|n: usize| n as f32).collect()),
            )
        };

        assert_eq!(
            array(&tensor(&[2, 1, 2, 2]), ""),
            "[[[[0, 1], [2, 3]]], [[[4, 5], [6, 7]]]]"
        );

        let long = array(&tensor(&[1, 3, 30]), "  ");
        let lines: Vec<&str> = long.lines().collect();
        assert_eq!((lines[0], lines.len(), lines[4]), ("[", 5, "  ]"));
        assert!(
            lines[1].starts_with("    [ 0,  1,") && lines[2].starts_with("    [30, 31,"),
            "{long}"
        );
    }
}
