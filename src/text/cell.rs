//! How a cell is named in texts, by the levels of what it lies in.

use super::Language;
use crate::nn::Shape;

/// `o[3]` in a vector, `o[0] row 1, column 2` in maps.
pub(super) fn cell(symbol: &str, shape: Shape, cell: [usize; 3], language: Language) -> String {
    name(symbol, shape, cell, |row, column| {
        language.row_and_column(row, column)
    })
}

/// The same where there is little room: `o[0] 1,2`.
#[must_use]
pub fn short_cell(symbol: &str, shape: Shape, cell: [usize; 3]) -> String {
    name(symbol, shape, cell, |row, column| format!("{row},{column}"))
}

/// A map by its levels: `o[3]`, or `o[1,1]` where more than one stand above its rows and columns.
#[must_use]
pub fn map_name(symbol: &str, shape: Shape, map: usize) -> String {
    match &shape.index([map, 0, 0])[..] {
        [stack @ .., _, _] if stack.len() > 1 => {
            let numbers: Vec<_> = stack.iter().map(ToString::to_string).collect();
            format!("{symbol}[{}]", numbers.join(","))
        }
        _ => format!("{symbol}[{map}]"),
    }
}

/// The map in brackets, and where on it. On a map of one level a place is one number.
fn name(
    symbol: &str,
    shape: Shape,
    cell: [usize; 3],
    place: impl Fn(usize, usize) -> String,
) -> String {
    let map = |stack: &[usize]| {
        let numbers: Vec<_> = stack.iter().map(ToString::to_string).collect();
        format!("{symbol}[{}]", numbers.join(","))
    };

    match &shape.index(cell)[..] {
        [channel, column] => format!("{symbol}[{channel}] {column}"),
        [stack @ .., row, column] => format!("{} {}", map(stack), place(*row, *column)),
        vector => map(vector),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_by_the_levels_of_its_shape() {
        let named = |levels: &[usize], at| {
            let shape = Shape::of(levels).unwrap();
            cell("o", shape, at, Language::English)
        };

        assert_eq!(named(&[9], [3, 0, 0]), "o[3]");
        assert_eq!(named(&[2, 9], [1, 0, 7]), "o[1] 7");
        assert_eq!(named(&[2, 3, 4], [0, 1, 2]), "o[0] row 1, column 2");
        assert_eq!(named(&[2, 3, 4, 5], [4, 1, 2]), "o[1,1] row 1, column 2");
        assert_eq!(
            map_name("o", Shape::of(&[2, 3, 4, 5]).unwrap(), 4),
            "o[1,1]"
        );
        assert_eq!(map_name("o", Shape::of(&[5, 9]).unwrap(), 4), "o[4]");
        assert_eq!(map_name("o", Shape::maps([5, 3, 4]), 4), "o[4]");
        assert_eq!(
            short_cell("x", Shape::maps([2, 3, 4]), [0, 1, 2]),
            "x[0] 1,2"
        );
    }
}
