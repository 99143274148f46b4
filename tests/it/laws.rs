//! What is shown is true: read back from what the program prints, and from its screens.

use convstep::app::{Action, App, View};
use convstep::scenario::built_in;
use convstep::view::Depth;
use convstep::walk::Grain;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use crate::screens::{lines, screen, session};
use crate::{convstep, root, said};

/// Steps that are read of a walk, at every grain.
const STEPS: &str = "60";

#[test]
fn equals_where_decimals_agree_and_about_where_they_do_not() {
    let mut read = [0, 0];

    for lesson in built_in() {
        for (grain, _) in Grain::ALL {
            let output = convstep(
                &root(),
                &[
                    "steps",
                    lesson.name,
                    "--grain",
                    grain,
                    "--count",
                    STEPS,
                    "--format",
                    "jsonl",
                ],
            );

            for line in said(&output).0.lines() {
                let step: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let text = step["text"].as_str().expect("a sentence");

                for (left, sign, right) in equations(text) {
                    assert_eq!(sign == '=', left == right, "{}: {text}", lesson.name);
                    read[usize::from(sign == '≈')] += 1;
                }
            }
        }
    }

    assert!(read[0] > 1500 && read[1] > 100, "{read:?}");
}

/// The equations of a sentence whose sides are decimals, sums, products, quotients and maxima: both sides, and the sign.
fn equations(text: &str) -> Vec<(BigRational, char, BigRational)> {
    let signs = text
        .char_indices()
        .filter(|(_, sign)| matches!(sign, '=' | '≈'));
    let sides = |(at, sign): (usize, char)| {
        let left = text[..at].trim_end();
        let starts = left.char_indices().map(|(start, _)| start);
        let left = starts
            .filter(|&start| left[..start].chars().last().is_none_or(char::is_whitespace))
            .filter(|&start| left[start..].contains(['+', '−', '×', '·', '/', '(']))
            .find_map(|start| value(&left[start..]))?;

        let right = text[at + sign.len_utf8()..].trim_start();
        let words = right.split([' ', ',']).next()?;
        Some((
            left,
            sign,
            value(words.trim_end_matches(['.', '。', '，', '；']))?,
        ))
    };

    signs.filter_map(sides).collect()
}

/// What an expression comes to, exactly.
fn value(text: &str) -> Option<BigRational> {
    // What stands before the end of a sentence is none of it.
    if text.contains(". ") {
        return None;
    }

    let mut signs: Vec<char> = text.chars().filter(|sign| *sign != ' ').collect();
    signs.reverse();
    let value = sum(&mut signs)?;
    signs.is_empty().then_some(value)
}

/// Terms; the rest of the signs is read from its end.
fn sum(rest: &mut Vec<char>) -> Option<BigRational> {
    let mut total = product(rest)?;

    while let Some(sign) = rest.pop_if(|sign| matches!(sign, '+' | '−' | '-')) {
        let term = product(rest)?;
        total += if sign == '+' { term } else { -term };
    }

    Some(total)
}

fn product(rest: &mut Vec<char>) -> Option<BigRational> {
    let mut all = atom(rest)?;

    while let Some(sign) = rest.pop_if(|sign| matches!(sign, '×' | '·' | '/')) {
        let factor = atom(rest)?;

        if sign != '/' {
            all *= factor;
        } else if factor.is_zero() {
            return None;
        } else {
            all /= factor;
        }
    }

    Some(all)
}

fn atom(rest: &mut Vec<char>) -> Option<BigRational> {
    if rest.pop_if(|sign| *sign == '(').is_some() {
        let inner = sum(rest)?;
        rest.pop_if(|sign| *sign == ')')?;
        return Some(inner);
    }

    if rest.ends_with(&['(', 'x', 'a', 'm']) {
        rest.truncate(rest.len() - 4);
        let mut most = sum(rest)?;

        while rest.pop_if(|sign| *sign == ',').is_some() {
            most = most.max(sum(rest)?);
        }

        rest.pop_if(|sign| *sign == ')')?;
        return Some(most);
    }

    decimal(rest)
}

/// `-3.25`, `1e-7`
fn decimal(rest: &mut Vec<char>) -> Option<BigRational> {
    let mut text = String::new();

    while let Some(sign) = rest.last().copied() {
        let is_sign = sign == '-' && (text.is_empty() || text.ends_with('e'));
        let is_part = sign.is_ascii_digit() || sign == '.' || sign == 'e' && !text.is_empty();

        if !is_sign && !is_part {
            break;
        }

        text.push(sign);
        rest.pop();
    }

    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let number: i128 = format!("{whole}{part}").parse().ok()?;
    let power = power.parse::<i32>().ok()? - i32::try_from(part.len()).ok()?;
    let ten = BigRational::from_integer(10.into());

    Some(BigRational::from_integer(number.into()) * ten.pow(power))
}

#[test]
fn the_reader_of_equations_reads() {
    let read = |text: &str| {
        let all = equations(text).into_iter();
        let plain = all.map(|(left, sign, right)| (left.to_f64(), sign, right.to_f64()));
        plain.collect::<Vec<_>>()
    };

    assert_eq!(
        read("Add the sums: -3 + 0 + (-3) + 1 = -5, written to o[0]."),
        [(Some(-5.0), '=', Some(-5.0))]
    );
    assert_eq!(read("max(0, 0.5) = 0.5."), [(Some(0.5), '=', Some(0.5))]);
    assert_eq!(
        read("The mean is 1/4 ≈ 2.5e-1"),
        [(Some(0.25), '≈', Some(0.25))]
    );
    assert_eq!(read("e^(1) = 2"), []);
}

/// Lessons that are small enough for the largest tiles.
const SMALL: [&str; 12] = [
    "cs231n",
    "stride",
    "padding",
    "channels",
    "relu",
    "max-pool",
    "mean-pool",
    "dilation",
    "groups",
    "depthwise",
    "transposed",
    "arithmetic",
];

/// The lines between the title and the sentence on which something stands, and all of them.
fn covered(app: &App, width: u16, height: u16) -> [usize; 2] {
    let buffer = screen(app, width, height, Depth::True);
    let rows: Vec<&[ratatui::buffer::Cell]> = buffer.content.chunks(width.into()).collect();
    let ground = buffer.content[0].bg;
    let sentence = convstep::text::sentence(
        app.layer(),
        &app.channels(),
        &app.explanation().expect("known"),
        app.grain(),
        None,
        (app.language(), app.zoom().digits()),
    );

    let first: String = sentence.chars().take(20).collect();
    let end = lines(&buffer)
        .iter()
        .position(|line| line.contains(&first))
        .expect("the sentence");

    let stands = |row: &&&[ratatui::buffer::Cell]| {
        row.iter()
            .any(|cell| cell.symbol() != " " || cell.bg != ground)
    };

    [rows[1..end].iter().filter(stands).count(), end - 1]
}

#[test]
fn small_lessons_fill_their_screens() {
    for name in SMALL {
        for (width, height) in [(120, 40), (200, 60), (300, 90), (400, 120)] {
            let app = session(name, &[Action::Last]);
            let [covered, all] = covered(&app, width, height);
            assert!(
                5 * covered >= 3 * all,
                "{name} at {width}x{height}: {covered} of {all} lines"
            );
        }
    }
}

/// Terminals, from small to large.
const SCREENS: [(u16, u16); 9] = [
    (30, 8),
    (40, 12),
    (50, 16),
    (60, 20),
    (80, 24),
    (100, 30),
    (120, 40),
    (160, 45),
    (200, 60),
];

/// Layers of which some cells are read, and the most that a network has whose later layers are computed for that.
const LAYERS: usize = 12;

/// Cells of each.
const CELLS: usize = 4;

/// What stands on a screen above the sentence, put so that an equation is one piece: the bias and the result joined with the
/// sums above them.
fn drawn_equations(app: &App, width: u16, height: u16) -> Vec<String> {
    let lines = lines(&screen(app, width, height, Depth::True));
    let sentence = app.explanation().map(|told| {
        convstep::text::sentence(
            app.layer(),
            &app.channels(),
            &told,
            app.grain(),
            None,
            (app.language(), app.zoom().digits()),
        )
    });

    let first: String = sentence.unwrap_or_default().chars().take(12).collect();
    let end = lines
        .iter()
        .position(|line| line.contains(&first))
        .unwrap_or(0);

    let mut sums = String::new();
    let mut all = Vec::new();

    for line in &lines[..end] {
        let joined = joined(line);
        let parts: Vec<&str> = joined.split("  ").map(str::trim).collect();
        all.extend(parts.iter().filter_map(|part| match part {
            part if !part.starts_with('+') => Some(without_words(part)),
            _ if sums.is_empty() => None,
            part => Some(without_words(&format!("{sums} {part}"))),
        }));

        // Sums that the bias and the result may follow in the next line.
        let sum = parts.into_iter().find(|part| part.contains(" + "));
        sum.filter(|sum| !sum.contains(['=', '≈']))
            .unwrap_or_default()
            .clone_into(&mut sums);
    }

    all
}

/// A line with one space where terms are joined by lines, or stand a little apart.
fn joined(line: &str) -> String {
    let mut line = line.to_owned();

    while line.contains("──") {
        line = line.replace("──", "─");
    }

    line = line
        .replace("─ + ─", "+")
        .replace(['─', '│', '└', '┘', '┬'], " ");

    for sign in ["+", "=", "≈"] {
        for _ in 0..4 {
            line = line
                .replace(&format!("  {sign}"), &format!(" {sign}"))
                .replace(&format!("{sign}  "), &format!("{sign} "));
        }
    }

    line
}

/// An equation without the names of its terms: `-3 + … 6 more (-9) … + b0 1 = -11` is `-3 + (-9) + 1 = -11`.
fn without_words(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut is_skipped = false;

    for word in text.split(' ') {
        let is_bias = word
            .strip_prefix('b')
            .is_some_and(|rest| rest.parse::<usize>().is_ok());

        match word {
            "…" => is_skipped = words.last() == Some(&"+") || words.is_empty(),
            "more" => is_skipped = false,
            _ if is_bias || is_skipped => {}
            word => words.push(word),
        }
    }

    words.join(" ")
}

#[test]
fn the_equation_of_a_screen_adds_up_to_its_result() {
    let mut read = 0;
    let mut screens = SCREENS.into_iter().cycle();

    for lesson in built_in() {
        for grain in [Grain::Channel, Grain::Cell] {
            let mut app = session(lesson.name, &[]);

            while app.grain() > grain {
                app.apply(Action::Finer);
            }

            while app.grain() < grain {
                app.apply(Action::Coarser);
            }

            let layers = app.network().layers.len();

            for _ in 0..if layers > LAYERS { 1 } else { layers } {
                for _ in 0..CELLS {
                    for (width, height) in [screens.next(), screens.next()].into_iter().flatten() {
                        for text in drawn_equations(&app, width, height) {
                            for (left, sign, right) in equations(&text) {
                                assert_eq!(
                                    sign == '=',
                                    left == right,
                                    "{} at {width}x{height}, step {}: {text}",
                                    lesson.name,
                                    app.step()
                                );
                                read += 1;
                            }
                        }
                    }

                    app.apply(Action::Next);
                }

                app.apply(Action::NextLayer);
            }
        }
    }

    assert!(read > 300, "{read}");
}

/// Scenarios whose layers are few enough for all views to be drawn often.
const SMALL_NETWORKS: usize = 12;

#[test]
fn no_number_is_cut_on_a_screen() {
    for lesson in built_in() {
        let mut app = session(lesson.name, &[]);

        if app.network().layers.len() > SMALL_NETWORKS {
            continue;
        }

        for step in [0, app.steps() / 2, app.steps()] {
            app.apply(Action::Step(step));

            for view in [View::Walk, View::Network, View::Coverage, View::Sizes] {
                app.apply(Action::View(view));

                for (width, height) in SCREENS {
                    for line in lines(&screen(&app, width, height, Depth::True)) {
                        let is_cut = line
                            .split('…')
                            .rev()
                            .skip(1)
                            .any(|before| before.ends_with(|sign: char| sign.is_ascii_digit()));

                        assert!(
                            !is_cut,
                            "{} at {width}x{height}, step {step}: {line}",
                            lesson.name
                        );
                    }
                }
            }
        }
    }
}
