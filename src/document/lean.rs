//! A text as its tree is made from it. Long arrays of plain numbers are blank in it: a tree of them would need thirty times the
//! memory of the text, and [`Node::elements`](super::Node::elements) finds them in the text itself. What is left may ask for no
//! more memory than [`MOST`].

use std::borrow::Cow;
use std::ops::Range;

use super::{Fault, Faults, SourceText};
use crate::text::{Phrase, phrase};

/// Bytes of the shortest array that is left out of the tree.
const LONG: usize = 4096;

/// Levels of arrays that are left out; the tree tells what is wrong with deeper ones.
const DEEPEST: usize = 8;

/// The memory that a tree may need, in bytes.
const MOST: usize = 400 << 20;

/// What a sign or a word needs; what a table, an array, an element and a key need beyond that. Measured.
const TOKEN: usize = 50;
const TABLE: usize = 1200;
const ARRAY: usize = 200;
const ELEMENT: usize = 100;
const KEY: usize = 150;

impl SourceText {
    /// The text without its long arrays of numbers; every place in it is as before.
    ///
    /// # Errors
    /// If a tree of what is left would be too large.
    pub(crate) fn lean(&self) -> Result<Cow<'_, str>, Faults> {
        if self.text.len() < LONG {
            return Ok(Cow::Borrowed(&self.text));
        }

        let mut scan = Scan::new(&self.text);

        while scan.at < scan.bytes.len() {
            scan.step();

            if scan.cost > MOST {
                return Err(self.too_large(scan.odd.unwrap_or(scan.at)).into());
            }
        }

        Ok(blank(&self.text, &scan.long))
    }

    fn too_large(&self, at: usize) -> Fault {
        let message = phrase!(
            "this text is too large to be read: from here on it is not only arrays of plain numbers"
        );
        let help = "put its numbers into a file of their own: { npy = \"x.npy\" }";

        Fault::at(self, &(at..at + 1), message, Some(Phrase::from(help)))
    }
}

/// The text with spaces in some places.
fn blank<'t>(text: &'t str, places: &[Range<usize>]) -> Cow<'t, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }

    let mut lean = String::with_capacity(text.len());

    for place in places {
        lean.push_str(&text[lean.len()..place.start]);
        lean.extend(std::iter::repeat_n(' ', place.len()));
    }

    lean.push_str(&text[lean.len()..]);

    Cow::Owned(lean)
}

/// A way through a text, bracket by bracket.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    /// The brackets that are open.
    open: Vec<u8>,
    /// Whether a key may stand here, or a value.
    is_key: bool,
    is_value: bool,
    /// The insides of long arrays.
    long: Vec<Range<usize>>,
    /// Where the longest array that began with numbers goes on with something else.
    odd: Option<usize>,
    longest: usize,
    /// What a tree of the rest needs.
    cost: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            is_key: true,
            is_value: false,
            long: Vec::new(),
            odd: None,
            longest: LONG,
            cost: 0,
        }
    }

    /// Goes over one sign, string, comment or long array.
    fn step(&mut self) {
        let start = self.at;
        let byte = self.bytes[start];
        self.at = start + 1;
        let is_going_on = start > 0 && {
            let before = self.bytes[start - 1];
            is_word(byte) && is_word(before) || byte == b' ' && before == b' '
        };

        if !is_going_on {
            self.cost += TOKEN;
        }

        match byte {
            b'"' | b'\'' => self.at = after_string(self.bytes, start),
            b'#' => self.at = line_end(self.bytes, start),
            b'[' if self.is_value && self.leave_out(start) => {}
            b'[' | b'{' => self.enter(byte),
            b']' | b'}' => drop(self.open.pop()),
            b'.' if self.is_key => self.cost += TABLE,
            b'=' => self.cost += KEY,
            b',' => self.cost += ELEMENT,
            _ => {}
        }

        let is_in_table = self.open.last() != Some(&b'[');

        match byte {
            b'=' => (self.is_key, self.is_value) = (false, true),
            b',' | b'\n' => (self.is_key, self.is_value) = (is_in_table, false),
            b' ' | b'\t' => {}
            _ => self.is_value = false,
        }
    }

    /// Goes into an array or a table, or to the header of one.
    fn enter(&mut self, bracket: u8) {
        let is_header = bracket == b'[' && self.is_key && self.open.is_empty();
        let is_doubled = is_header && self.bytes.get(self.at) == Some(&b'[');
        self.cost += match is_header || bracket == b'{' {
            _ if is_doubled => 0,
            true => TABLE,
            false => ARRAY,
        };

        if !is_header {
            self.open.push(bracket);
            self.is_key = bracket == b'{';
        }
    }

    /// Goes over the array that begins here, if it is long and all numbers.
    fn leave_out(&mut self, open: usize) -> bool {
        match end_of_numbers(self.bytes, open) {
            Ok(end) if end - open >= LONG => {
                self.long.push(open + 1..end - 1);
                self.at = end;
                true
            }
            Ok(_) => false,
            Err(odd) => {
                if odd - open >= self.longest {
                    self.longest = odd - open;
                    self.odd = Some(odd);
                }

                false
            }
        }
    }
}

/// Whether a sign is part of a word, a number or the like.
fn is_word(byte: u8) -> bool {
    !byte.is_ascii() || byte.is_ascii_alphanumeric() || b"-_+:".contains(&byte)
}

/// The place behind an array of plain numbers, or of such arrays; else the place of what is none.
fn end_of_numbers(bytes: &[u8], open: usize) -> Result<usize, usize> {
    let mut at = open;
    let mut depth = 0;
    let mut wants_value = true;

    loop {
        at = after_blanks(bytes, at)?;

        match bytes.get(at) {
            Some(b'[') if wants_value && depth < DEEPEST => {
                depth += 1;
                at += 1;
            }
            Some(b']') if depth > 0 => {
                depth -= 1;
                at += 1;
                wants_value = false;

                if depth == 0 {
                    return Ok(at);
                }
            }
            Some(b',') if !wants_value => {
                wants_value = true;
                at += 1;
            }
            _ if wants_value => {
                at = after_number(bytes, at).ok_or(at)?;
                wants_value = false;
            }
            _ => return Err(at),
        }
    }
}

/// The place behind a decimal number as TOML has it, without signs between its digits.
pub(super) fn after_number(bytes: &[u8], start: usize) -> Option<usize> {
    let has = |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|byte| signs.contains(byte));
    let after_digits = |at: usize| {
        let digits = bytes[at.min(bytes.len())..].iter();
        let count = digits.take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(at + count)
    };

    let whole = start + usize::from(has(start, b"+-"));
    let mut at = after_digits(whole)?;

    if bytes[whole] == b'0' && at > whole + 1 {
        return None;
    }

    if has(at, b".") {
        at = after_digits(at + 1)?;
    }

    if has(at, b"eE") {
        at = after_digits(at + 1 + usize::from(has(at + 1, b"+-")))?;
    }

    Some(at)
}

/// The place behind blanks, ends of lines and comments; the place of what TOML does not have there.
pub(super) fn after_blanks(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start;

    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\n') => at += 1,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at += 1,
            Some(b'#') => {
                let end = line_end(bytes, at);
                let line = bytes[at..end].strip_suffix(b"\r");
                let line = line.unwrap_or(&bytes[at..end]).iter();

                if line
                    .into_iter()
                    .any(|byte| byte.is_ascii_control() && *byte != b'\t')
                {
                    return Err(at);
                }

                at = end;
            }
            _ => return Ok(at),
        }
    }
}

/// The end of the line in which a place lies.
fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes[at..].iter();
    rest.into_iter()
        .position(|&byte| byte == b'\n')
        .map_or(bytes.len(), |length| at + length)
}

/// The place behind the string that begins here, of one line or of several.
pub(super) fn after_string(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let is_long = bytes[start..].starts_with(&[quote; 3]);
    let end = vec![quote; if is_long { 3 } else { 1 }];
    let mut at = start + end.len();

    while at < bytes.len() && !bytes[at..].starts_with(&end) {
        if bytes[at] == b'\n' && !is_long {
            return at;
        }

        let is_escape = quote == b'"' && bytes[at] == b'\\';
        at += if is_escape { 2 } else { 1 };
    }

    (at + end.len()).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use toml::de::{DeTable, DeValue};

    use super::*;
    use crate::document::{Node, Sink};
    use crate::text::Language;

    /// The numbers of the array `x` in a text, or the first of its faults.
    fn numbers(text: &str) -> Result<Vec<f32>, String> {
        let source = SourceText::new("a.toml", text);
        let lean = source.lean().map_err(|faults| faults.to_string())?;
        let (table, errors) = DeTable::parse_recoverable(&lean);

        if let Some(error) = errors.first() {
            return Err(error.message().to_owned());
        }

        let value = table.get_ref().get("x").ok_or("there is no x")?;
        let node = Node {
            source: &source,
            span: value.span(),
            value: value.get_ref(),
        };

        let mut sink = Sink::default();
        let mut numbers = Vec::new();
        flat(&node, &mut numbers, &mut sink);

        match sink.faults.first() {
            Some(fault) => Err(fault.message(Language::English)),
            None => Ok(numbers),
        }
    }

    fn flat(node: &Node, numbers: &mut Vec<f32>, sink: &mut Sink) {
        match node.elements() {
            Some(elements) => elements.for_each(|element| flat(&element, numbers, sink)),
            None => numbers.extend(node.single("x", sink)),
        }
    }

    /// An array with this at its end, short enough to be in the tree; and one that is not.
    fn both(end: &str) -> [Result<Vec<f32>, String>; 2] {
        let short = numbers(&format!("x = [[1, 2],\n{end}\n]\ny = 1\n"));
        let filling = "[3, 4], ".repeat(LONG / 4);
        let long = numbers(&format!("x = [[1, 2], {filling}\n{end}\n]\ny = 1\n"));

        let without = long.map(|numbers| {
            let (first, rest) = numbers.split_at(2);
            [first, &rest[LONG / 2..]].concat()
        });

        [short, without]
    }

    #[test]
    fn long_arrays_are_read_as_short_ones_are() {
        for end in [
            "[5, -6]",
            "[+5, 0.5, -0.0, 1e5, 1.5E-3, 12345678901234567890]",
            "[5, 6,\n],",
            "[[7], []], # a comment ]] with brackets",
            "# [9, 9]\r\n[\t5\r\n,6]",
            "[1_000, 0x1f, 0b11, 0o17, +1_0.5]",
            "[1e39]",
            "[nan]",
            "[-inf]",
            "[99999999999999999999999999999999999999999]",
            "[01]",
            "[1.]",
            "[.5]",
            "[1e]",
            "[--1]",
            "[1,,2]",
            "[1 2]",
            "[1] [2]",
            "[1, true]",
            "[1, 'a']",
            "[1, {a = 1}]",
            "[1",
            "1]",
        ] {
            let [short, long] = both(end);
            assert_eq!(short, long, "{end}");
        }
    }

    #[test]
    fn strings_and_comments_are_no_arrays() {
        let filling = "1, ".repeat(LONG);
        for text in [
            format!("x = [2]\ny = 'a = [{filling}]'\n"),
            format!("x = [2]\ny = \"\"\"\nx = [{filling}]\n\"\"\"\n"),
            format!("x = [2] # x = [{filling}]\n"),
        ] {
            let source = SourceText::new("a.toml", text.as_str());
            assert_eq!(source.lean(), Ok(Cow::Borrowed(text.as_str())));
            assert_eq!(numbers(&text), Ok(vec![2.0]));
        }
    }

    #[test]
    fn places_stay_and_too_large_a_tree_is_refused_where_the_numbers_end() {
        let text = format!("x = [{}]\ny = 7\n", "1, ".repeat(LONG));
        let source = SourceText::new("a.toml", text.as_str());
        let lean = source.lean().expect("it is not large");
        assert_eq!(lean.find("y = 7"), text.find("y = 7"));
        assert!(matches!(
            DeTable::parse(&lean).expect("it is TOML").get_ref().get("x").map(toml::Spanned::get_ref),
            Some(DeValue::Array(array)) if array.is_empty()
        ));

        let count = MOST / (ELEMENT + 3 * TOKEN) + 1;
        let odd = format!("x = [\n{}'2', 3]\n", "1,\n".repeat(count));
        let odd = SourceText::new("a.toml", odd);
        let faults = odd.lean().expect_err("it is too large");
        let fault = &faults.faults()[0];
        assert_eq!((fault.line, fault.column), (count + 2, 1));
    }
}
