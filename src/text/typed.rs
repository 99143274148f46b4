//! A number as people type it: with a decimal comma, as a fraction, with the signs of any keyboard.

/// A sign as it is typed, and what it stands for.
const SIGNS: [(&str, char); 7] = [
    ("−–—－\u{fe63}", '-'),
    ("＋\u{fe62}", '+'),
    ("．。", '.'),
    ("，、", ','),
    ("／÷\u{2044}\u{2215}", '/'),
    ("％", '%'),
    ("\u{3000}\u{a0}\u{2009}\u{202f}\t", ' '),
];

/// Fractions that are one character.
const FRACTIONS: [(char, &str); 5] = [
    ('\u{bd}', "1/2"),
    ('\u{2153}', "1/3"),
    ('\u{2154}', "2/3"),
    ('\u{bc}', "1/4"),
    ('\u{be}', "3/4"),
];

/// Whether a number may begin with this.
#[must_use]
pub fn begins_number(c: char) -> bool {
    FRACTIONS.iter().any(|(has, _)| *has == c)
        || plain(c).is_ascii_digit()
        || matches!(plain(c), '-' | '+' | '.' | ',')
}

/// Whether a number may go on with this.
#[must_use]
pub fn continues_number(c: char) -> bool {
    begins_number(c) || matches!(plain(c), '/' | '%' | ' ' | 'e' | 'E')
}

/// The number that was typed: `3`, `-0.5`, `0,5`, `1/3`, `1 1/3`, `98 %`, `1 000`, `−１`, `2e-3`; `None` where it is none.
#[must_use]
pub fn typed_number(typed: &str) -> Option<f64> {
    let mut text = String::new();

    for c in typed.chars() {
        match FRACTIONS.iter().find(|(has, _)| *has == c) {
            Some((_, fraction)) => text.extend([" ", fraction]),
            None => text.push(plain(c)),
        }
    }

    let text = text.trim();
    let (text, unit) = match text.strip_suffix('%') {
        Some(text) => (text, 100.0),
        None => (text, 1.0),
    };

    let value = match text.split_once('/') {
        Some((above, below)) => quotient(above, decimal(below)?)?,
        None => decimal(text)?,
    };

    Some(value / unit).filter(|value| value.is_finite())
}

/// A fraction; what stands before a space above it is a whole number beside it.
fn quotient(above: &str, below: f64) -> Option<f64> {
    let above = above.trim();
    let (whole, above) = match above.rsplit_once(' ') {
        Some((sign, above)) if sign.trim() == "-" => (None, format!("-{above}")),
        Some((whole, above)) => (Some(whole), above.to_owned()),
        None => (None, above.to_owned()),
    };

    let part = decimal(&above)? / below;
    let Some(whole) = whole else {
        return Some(part);
    };

    let side = if whole.trim_start().starts_with('-') {
        -1.0
    } else {
        1.0
    };

    Some(decimal(whole)? + side * part)
}

/// Digits with a point or a comma; where there is more than one of them, all but the last divide thousands.
fn decimal(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let is_digit = |c: char| c.is_ascii_digit() || "+-.,eE".contains(c);

    if !text.chars().all(is_digit) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }

    // Where both stand, the last is the decimal sign; a sign that comes again divides thousands.
    let decimal = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), point) if point.is_none_or(|point| point < comma) => ',',
        _ => '.',
    };

    let other = if decimal == ',' { '.' } else { ',' };
    let is_divided = text.matches(decimal).count() > 1;

    if is_divided && text.contains(other) {
        return None;
    }

    let text = text.replace(other, "");
    let text = if is_divided && decimal == ',' {
        text.replace(',', "")
    } else {
        text.replace(decimal, ".")
    };

    text.parse().ok()
}

/// A character as a plain keyboard has it.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => SIGNS
            .iter()
            .find(|(signs, _)| signs.contains(c))
            .map_or(c, |(_, plain)| *plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        let numbers = [
            ("3", 3.0),
            (" +3. ", 3.0),
            ("-.5", -0.5),
            ("0,5", 0.5),
            ("−1", -1.0),
            ("–１２", -12.0),
            ("－０．２５", -0.25),
            ("０，５", 0.5),
            ("0。5", 0.5),
            ("1/3", 1.0 / 3.0),
            ("- 1 / 3", -1.0 / 3.0),
            ("１／３", 1.0 / 3.0),
            ("1 1/3", 4.0 / 3.0),
            ("-1 \u{bd}", -1.5),
            ("\u{2153}", 1.0 / 3.0),
            ("1 000", 1000.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("98 %", 0.98),
            ("2e-3", 0.002),
            ("\u{3000}4\u{3000}", 4.0),
        ];

        for (typed, number) in numbers {
            let read = typed_number(typed);
            assert!(
                read.is_some_and(|read| (read - number).abs() < 1e-12),
                "{typed}: {read:?}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for typed in [
            "", "-", "abc", "inf", "nan", "1/0", "1//2", "1-2", "0x10", "1.2.3", "/3", "%", ",",
        ] {
            assert_eq!(typed_number(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_begins_a_number_is_told_from_what_only_goes_on() {
        assert!(
            ['-', '−', '3', '３', ',', '\u{bd}']
                .into_iter()
                .all(begins_number)
        );
        assert!(
            [' ', '/', 'e', '%']
                .into_iter()
                .all(|c| continues_number(c) && !begins_number(c))
        );
        assert!(!continues_number('x') && !continues_number('q'));
    }
}
