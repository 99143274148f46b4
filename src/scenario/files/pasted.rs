//! Numbers as they are pasted: what NumPy, PyTorch and MATLAB print, a spreadsheet's cells, with or without brackets.

use std::borrow::Cow;

use super::{Numbers, Refusal};
use crate::text::{Phrase, phrase};

/// More levels of brackets than these are not read.
const MOST_LEVELS: usize = 4;

/// Localized that stand before a bracket and say nothing of the numbers.
const WRAPPERS: [&str; 6] = [
    "array",
    "tensor",
    "matrix",
    "np.array",
    "numpy.array",
    "torch.tensor",
];

/// Reads them. Brackets are levels; where there are none, or one pair, lines and `;` end rows, and a blank line ends a map.
pub(in crate::scenario) fn read(text: &str) -> Result<Numbers, Refusal> {
    let text = unwrapped(text)?;

    if text.contains("Columns ") {
        return Err(Refusal::with_help(
            "the print is in parts: `Columns`",
            "print all of it in one line: disp(mat2str(A, 8))",
        ));
    }

    if text.contains("...") || text.contains('…') {
        return Err(Refusal::with_help(
            "the print left numbers out: `...`",
            "print all of it: np.set_printoptions(threshold=np.inf), torch.set_printoptions(profile=\"full\")",
        ));
    }

    let depth = depth(&text)?;

    if depth > MOST_LEVELS {
        return Err(Refusal::new(phrase!(
            "the text has {} levels of brackets; four are the most",
            depth
        )));
    }

    let (shape, values) = if depth < 2 {
        rows(&text.replace(['[', ']'], " "))?
    } else {
        nested(&text, depth)?
    };

    if values.is_empty() {
        return Err(Refusal::new("the text is empty: there is no number in it"));
    }

    Ok((shape, values))
}

/// The text without what NumPy and PyTorch put around the brackets: `array(… , dtype=float32)`.
fn unwrapped(text: &str) -> Result<String, Refusal> {
    let text = text.trim().trim_start_matches('\u{feff}');
    let text = &unnamed(text)?;
    let Some((before, rest)) = text.split_once('(') else {
        return Ok(text.to_owned());
    };

    let name = before.rsplit('=').next().unwrap_or(before).trim();

    if !WRAPPERS.contains(&name) && !name.is_empty() {
        return Err(not_a_number(name));
    }

    let Some((inside, _)) = rest.rsplit_once(')') else {
        return Err(Refusal::with_help(
            "a bracket is not closed: `(`",
            "end it with `)`",
        ));
    };

    // What follows the numbers is dtype=…, device=… and the like.
    let end = inside.rfind(']').map_or(inside.len(), |end| end + 1);
    let (numbers, options) = inside.split_at(end);

    if options
        .split(',')
        .any(|option| !option.trim().is_empty() && !option.contains('='))
    {
        return Err(not_a_number(options.trim_matches([',', ' '])));
    }

    Ok(numbers.to_owned())
}

/// The text without the names that MATLAB prints before its numbers, `A =` and `A(:,:,2) =`, and with the factor that it prints
/// above them, `1.0e+03 *`, in each number.
fn unnamed(text: &str) -> Result<String, Refusal> {
    let mut numbers = String::new();
    let mut scale = 1.0;

    for (index, line) in text.lines().enumerate() {
        let (name, rest) = line.split_once('=').unwrap_or(("", line));
        let is_named = is_name(name) && (index == 0 || rest.trim().is_empty());
        let line = if is_named { rest } else { line };
        let factor = line.trim().strip_suffix('*').map(str::trim);

        if is_named {
            scale = 1.0;
        }

        match factor.and_then(|factor| factor.parse::<f64>().ok()) {
            Some(factor) if factor.is_finite() => scale = factor,
            _ if scale == 1.0 => numbers += line,
            _ => {
                for word in words(line) {
                    numbers += &(scale * double(word)?).to_string();
                    numbers.push(' ');
                }
            }
        }

        numbers.push('\n');
    }

    Ok(numbers)
}

/// Whether something is called so in MATLAB: `A`, `ans(:,:,2)`.
fn is_name(text: &str) -> bool {
    let (name, place) = text.split_once('(').unwrap_or((text, ")"));
    let mut letters = name.trim().chars();
    let is_place = |sign: char| sign.is_ascii_digit() || matches!(sign, ':' | ',' | ')' | ' ');

    letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|sign| sign.is_alphanumeric() || sign == '_')
        && place.chars().all(is_place)
}

/// How deeply brackets are nested.
fn depth(text: &str) -> Result<usize, Refusal> {
    let mut open = 0usize;
    let mut deepest = 0;

    for sign in text.chars() {
        match sign {
            '[' => open += 1,
            ']' => {
                open = open
                    .checked_sub(1)
                    .ok_or_else(|| Refusal::new("a bracket is closed that was not opened: `]`"))?;
            }
            _ => {}
        }

        deepest = deepest.max(open);
    }

    if open > 0 {
        return Err(Refusal::with_help(
            "a bracket is not closed: `[`",
            "end each with `]`",
        ));
    }

    Ok(deepest)
}

/// Lines of numbers: a vector where there is one, else a matrix; maps where blank lines stand between them.
fn rows(text: &str) -> Result<Numbers, Refusal> {
    let mut maps: Vec<Vec<Vec<f32>>> = vec![Vec::new()];

    for line in text.lines() {
        if line.trim().is_empty() {
            if maps.last().is_some_and(|map| !map.is_empty()) {
                maps.push(Vec::new());
            }

            continue;
        }

        let line = pointed(line)?;

        for row in line.split(';').filter(|row| !row.trim().is_empty()) {
            let row: Result<Vec<f32>, Refusal> = words(row).map(number).collect();
            if let Some(map) = maps.last_mut() {
                map.push(row?);
            }
        }
    }

    maps.retain(|map| !map.is_empty());
    even(maps)
}

/// A line with points for its decimal commas: where tabs stand between numbers, a comma within one is nothing else. Where spaces
/// do, it may also stand between two.
fn pointed(line: &str) -> Result<Cow<'_, str>, Refusal> {
    let within = |word: &&str| {
        let inside = word.trim_matches(',');
        inside.len() == word.len() && inside.matches(',').count() == 1
    };

    if line.trim().contains('\t') {
        return Ok(line.replace(',', ".").into());
    }

    let parts: Vec<&str> = line.split(';').flat_map(str::split_whitespace).collect();
    let is_doubtful = parts.len() > 1 && !line.contains(';') && parts.iter().all(within);

    match parts.first().filter(|_| is_doubtful) {
        Some(word) => Err(Refusal::with_help(
            phrase!("`{}` may be one number or two", *word),
            "write a point in each number, or a space after each comma",
        )),
        None => Ok(line.into()),
    }
}

/// The numbers of maps whose rows are all of one length.
fn even(maps: Vec<Vec<Vec<f32>>>) -> Result<Numbers, Refusal> {
    let height = maps.first().map_or(0, Vec::len);
    let width = maps.first().map_or(0, |map| map[0].len());

    for map in &maps {
        if map.len() != height {
            return Err(ragged("map", map.len(), "rows", height));
        }

        if let Some(row) = map.iter().find(|row| row.len() != width) {
            return Err(ragged("row", row.len(), "numbers", width));
        }
    }

    let shape = match (maps.len(), height) {
        (1, 1) => vec![width],
        (1, height) => vec![height, width],
        (count, height) => vec![count, height, width],
    };

    Ok((shape, maps.into_iter().flatten().flatten().collect()))
}

/// Numbers in nested brackets. `;` ends a row in the innermost.
fn nested(text: &str, depth: usize) -> Result<Numbers, Refusal> {
    let mut lengths: Vec<Option<usize>> = vec![None; depth];
    let mut counts: Vec<usize> = Vec::new();
    let mut values = Vec::new();
    let text = text.replace('[', " [ ").replace(']', " ] ");

    for word in words(&text) {
        match word {
            "[" => counts.push(0),
            "]" => {
                let level = counts.len() - 1;
                let found = counts.pop().unwrap_or_default();
                let wanted = *lengths[level].get_or_insert(found);

                if found != wanted {
                    let what = if level + 1 == depth {
                        "numbers"
                    } else {
                        "rows"
                    };
                    return Err(ragged("row", found, what, wanted));
                }

                if let Some(above) = counts.last_mut() {
                    *above += 1;
                }
            }
            word if counts.len() == depth => {
                values.push(number(word)?);
                if let Some(own) = counts.last_mut() {
                    *own += 1;
                }
            }
            word => {
                number(word)?;
                return Err(Refusal::new(phrase!(
                    "the number {} stands between brackets, where the others stand within {}",
                    word,
                    depth
                )));
            }
        }
    }

    let shape: Vec<usize> = lengths.into_iter().map(Option::unwrap_or_default).collect();

    if shape.iter().product::<usize>() != values.len() {
        return Err(Refusal::new(
            "the text has brackets side by side: one pair holds all numbers",
        ));
    }

    Ok((shape, values))
}

/// What stands between spaces, commas and the lines of a table.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '|'))
        .filter(|word| !word.is_empty())
}

/// A number as people write it: `-1`, `−1`, `1.`, `2e-3`, `1/9`.
pub(in crate::scenario) fn number(word: &str) -> Result<f32, Refusal> {
    let value = double(word)?;

    if (value as f32).is_finite() {
        Ok(value as f32)
    } else {
        Err(Refusal::new(phrase!(
            "{} is too large for a number of 32 bits",
            word
        )))
    }
}

fn double(word: &str) -> Result<f64, Refusal> {
    let plain = word.replace('−', "-");
    let value = match plain.split_once('/') {
        Some((above, below)) => above
            .parse::<f64>()
            .ok()
            .zip(below.parse::<f64>().ok())
            .map(|(above, below)| above / below),
        None => plain.parse().ok(),
    };

    // `inf` and `nan` are words that Rust reads as numbers.
    let is_word = plain.contains(|sign: char| sign.is_alphabetic() && !matches!(sign, 'e' | 'E'));

    value.filter(|_| !is_word).ok_or_else(|| not_a_number(word))
}

/// How many decimals each number is written with; none where it has an exponent or is a fraction.
pub(in crate::scenario) fn decimals(text: &str) -> Vec<Option<usize>> {
    let of = |word: &str| {
        let digits = word.split_once('.')?.1;
        let is_plain = digits.chars().all(|sign| sign.is_ascii_digit());

        is_plain.then_some(digits.len()).filter(|&count| count > 0)
    };

    let text = unwrapped(text).unwrap_or_default();
    let text = text.replace(['[', ']', ';'], " ");

    words(&text).map(of).collect()
}

fn not_a_number(word: &str) -> Refusal {
    let word: String = word.chars().take(40).collect();
    let escaped = crate::document::escape(&word);
    Refusal::new(phrase!("`{}` is not a number", escaped))
}

fn ragged(what: &'static str, found: usize, of: &'static str, wanted: usize) -> Refusal {
    Refusal::new(phrase!(
        "the text is ragged: a {} of {} {}, where the first has {}",
        Phrase::from(what),
        found,
        Phrase::from(of),
        wanted
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shape(text: &str) -> Vec<usize> {
        read(text).unwrap().0
    }

    #[test]
    fn what_programs_print_is_read() {
        assert_eq!(
            read("1 2; 3 4").unwrap(),
            (vec![2, 2], vec![1.0, 2.0, 3.0, 4.0])
        );
        assert_eq!(shape("[1 2\n 3 4]"), [2, 2]);
        assert_eq!(
            shape("array([[1., 2.],\n       [3., 4.]], dtype=float32)"),
            [2, 2]
        );
        assert_eq!(shape("tensor([[[1, 2]]], device='cuda:0')"), [1, 1, 2]);
        assert_eq!(shape("| 1 | 2 |\n| 3 | 4 |"), [2, 2]);
        assert_eq!(shape("1\t2\n\n3\t4"), [2, 1, 2]);
        assert_eq!(read("1/4 −2 .5 3e2").unwrap().1, [0.25, -2.0, 0.5, 300.0]);
        assert_eq!(read("1,5\t2\n3,25\t4").unwrap().1, [1.5, 2.0, 3.25, 4.0]);
    }

    #[test]
    fn what_matlab_prints_is_read() {
        assert_eq!(
            read("A =\n\n     1     2\n     3    -4\n").unwrap(),
            (vec![2, 2], vec![1.0, 2.0, 3.0, -4.0])
        );
        assert_eq!(
            read("ans =\n\n   1.0e+03 *\n\n    0.0010    1.5000\n    2.0000         0\n").unwrap(),
            (vec![2, 2], vec![1.0, 1500.0, 2000.0, 0.0])
        );
        assert_eq!(
            read("A(:,:,1) =\n\n 1 2\n 3 4\n\nA(:,:,2) =\n\n 5 6\n 7 8\n")
                .unwrap()
                .0,
            [2, 2, 2]
        );
        assert_eq!(shape("w = [1 2 3; 4 5 6];"), [2, 3]);
    }

    #[test]
    fn what_is_no_number_is_refused_by_name() {
        let message = |text: &str| read(text).unwrap_err().message.to_string();

        assert!(message("1 two").contains("`two`"));
        assert!(message("[[1, 2], [3]]").contains("ragged"));
        assert!(message("[[1, 2]").contains("not closed"));
        assert!(message("[0 1 ... 8 9]").contains("..."));
        assert!(message("nan").contains("`nan`"));
        assert!(message(" \n").contains("empty"));
        assert!(message("1,5 2,5\n3,5 4,5").contains("one number or two"));
        assert!(message("A =\n\n  Columns 1 through 8\n\n 1 2").contains("in parts"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\](),;0-9 .eE/\\-\nnaif−|]{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn a_printed_matrix_is_read_back(rows in proptest::collection::vec(proptest::collection::vec(-1e3f32..1e3, 3), 2..5)) {
            let (shape, values) = read(&format!("array({rows:?})")).unwrap();
            prop_assert_eq!(shape, vec![rows.len(), 3]);
            prop_assert_eq!(values, rows.concat());
        }
    }
}
