//! NumPy's format: a magic word, a version, the length of a header, the header as a Python dictionary, the numbers.
//! <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>

use std::io::Read;

use super::{Kind, Numbers, Refusal, Stored, count, numbers};
use crate::text::phrase;

/// The longest header that is read: that of any array of numbers is far shorter.
const LONGEST_HEADER: usize = 1 << 16;

/// Reads an array. `length` is the file's, where it is known.
pub(super) fn read(
    file: &mut dyn Read,
    length: Option<u64>,
    most: u64,
) -> Result<Numbers, Refusal> {
    let cut = |_| Refusal::new("this is not an npy file: it ends within its header");
    let mut start = [0; 8];
    file.read_exact(&mut start).map_err(cut)?;
    if &start[..6] != b"\x93NUMPY" {
        return Err(Refusal::new(
            "this is not an npy file: it begins with something else",
        ));
    }
    let mut size = [0; 4];
    let wide = start[6] >= 2;
    file.read_exact(&mut size[..if wide { 4 } else { 2 }])
        .map_err(cut)?;
    let size = u32::from_le_bytes(size) as usize;
    if !(1..=3).contains(&start[6]) || size > LONGEST_HEADER {
        return Err(Refusal::new(
            "this npy file has a header that no array of numbers has",
        ));
    }
    let mut header = vec![0; size];
    file.read_exact(&mut header).map_err(cut)?;
    let header = String::from_utf8_lossy(&header);
    let (stored, shape, fortran) = parse(&header)?;
    let count = count(&shape, most)?;
    let before = if wide { 12 } else { 10 } + size as u64;
    if let Some(length) = length
        && length.saturating_sub(before) < (count * stored.bytes) as u64
    {
        return Err(Refusal::new(
            "the npy file is cut off: it holds fewer numbers than it says",
        ));
    }
    let values = numbers(file, count, stored)?;
    Ok(if fortran {
        (shape.clone(), to_rows(&shape, &values))
    } else {
        (shape, values)
    })
}

/// The bytes of a file that holds these numbers, the last axis fastest.
pub(in super::super) fn bytes(shape: &[usize], values: impl Iterator<Item = f32>) -> Vec<u8> {
    let lengths: Vec<String> = shape.iter().map(ToString::to_string).collect();
    let lengths = lengths.join(", ");
    let mut header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({lengths},), }}");

    // The numbers begin at a multiple of 64 bytes, and the header ends with a new line.
    let before = 10;
    let blanks = 63 - (before + header.len()) % 64;
    header.push_str(&" ".repeat(blanks));
    header.push('\n');
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(values.flat_map(f32::to_le_bytes));

    bytes
}

/// The header's three entries: type, shape, and whether the first axis is the fastest.
fn parse(header: &str) -> Result<(Stored, Vec<usize>, bool), Refusal> {
    let broken = || Refusal::new("the npy file's header cannot be read");
    let [descr, fortran, shape] = entries(header).ok_or_else(broken)?;

    let fortran = match fortran {
        "True" => true,
        "False" => false,
        _ => return Err(broken()),
    };

    let inside = shape
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .ok_or_else(broken)?;

    let lengths = inside
        .split(',')
        .map(str::trim)
        .filter(|length| !length.is_empty());

    let shape: Vec<usize> = lengths
        .map(|length| length.trim_end_matches('L').parse().map_err(|_| broken()))
        .collect::<Result<_, _>>()?;

    if shape.len() > 8 {
        return Err(broken());
    }

    Ok((stored(descr)?, shape, fortran))
}

/// The values of `descr`, `fortran_order` and `shape`, as a header writes them: a dictionary of these three, in any order.
fn entries(header: &str) -> Option<[&str; 3]> {
    let mut found = [None; 3];
    let mut rest = header.trim().strip_prefix('{')?.trim_start();

    while !rest.starts_with('}') {
        let (key, after) = rest.split_at(value_length(rest));
        let after = after.trim_start().strip_prefix(':')?.trim_start();
        let (value, after) = after.split_at(value_length(after));
        let key = key.trim().trim_matches(['\'', '"']);
        let index = ["descr", "fortran_order", "shape"]
            .iter()
            .position(|has| *has == key)?;

        if found[index].replace(value.trim_end()).is_some() {
            return None;
        }

        rest = match after.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None => after,
        };
    }

    match (rest, found) {
        ("}", [Some(descr), Some(fortran), Some(shape)]) => Some([descr, fortran, shape]),
        _ => None,
    }
}

/// The length of what begins a text, up to the comma, colon or bracket that ends it; strings and brackets in it are whole.
fn value_length(text: &str) -> usize {
    let mut depth = 0;
    let mut quote = None;

    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '[' | '(' | '{') => depth += 1,
            (None, ',' | ':' | ']' | ')' | '}') if depth == 0 => return at,
            (None, ']' | ')' | '}') => depth -= 1,
            _ => {}
        }
    }

    text.len()
}

fn stored(descr: &str) -> Result<Stored, Refusal> {
    let quote = descr.chars().next().filter(|c| matches!(c, '\'' | '"'));
    let name = quote.and_then(|quote| descr[1..].strip_suffix(quote));

    let refuse = || {
        let what = match name {
            Some("|O" | "O") => {
                phrase!("Python objects (dtype '|O'), pickled, which is code to be executed")
            }
            Some(name) => phrase!("of the type (dtype) '{}', which is not read", name),
            None if descr.starts_with('[') => {
                phrase!("records of several fields (dtype), which are not read")
            }
            None => phrase!("of a type (dtype) that is not read"),
        };
        Refusal::with_help(
            phrase!("the npy file's numbers are {}", what),
            "save it as float32: np.save(name, x.astype('float32'))",
        )
    };

    let name = name.ok_or_else(refuse)?;
    let (order, kind) = name.split_at_checked(1).ok_or_else(refuse)?;
    let (kind, bytes) = kind_of(kind).ok_or_else(refuse)?;
    let big_endian = match order {
        "<" | "|" | "=" => false,
        ">" => true,
        _ => return Err(refuse()),
    };

    Ok(Stored {
        kind,
        bytes,
        big_endian,
    })
}

/// What a number is, and its bytes, by NumPy's two signs.
fn kind_of(kind: &str) -> Option<(Kind, usize)> {
    Some(match kind {
        "f2" => (Kind::Float, 2),
        "f4" => (Kind::Float, 4),
        "f8" => (Kind::Float, 8),
        "b1" => (Kind::Bool, 1),
        "i1" => (Kind::Signed, 1),
        "i2" => (Kind::Signed, 2),
        "i4" => (Kind::Signed, 4),
        "i8" => (Kind::Signed, 8),
        "u1" => (Kind::Unsigned, 1),
        "u2" => (Kind::Unsigned, 2),
        "u4" => (Kind::Unsigned, 4),
        "u8" => (Kind::Unsigned, 8),
        _ => return None,
    })
}

/// Numbers whose first axis is the fastest, with the last the fastest.
fn to_rows(shape: &[usize], values: &[f32]) -> Vec<f32> {
    let mut at = vec![0; shape.len()];
    let mut strides = vec![1; shape.len()];

    for axis in 1..shape.len() {
        strides[axis] = strides[axis - 1] * shape[axis - 1];
    }

    let mut rows = Vec::with_capacity(values.len());

    for _ in 0..values.len() {
        rows.push(
            values[at
                .iter()
                .zip(&strides)
                .map(|(at, stride)| at * stride)
                .sum::<usize>()],
        );

        for axis in (0..shape.len()).rev() {
            at[axis] += 1;
            if at[axis] < shape[axis] {
                break;
            }

            at[axis] = 0;
        }
    }

    rows
}
