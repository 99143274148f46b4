//! The numbers in notes: every equation is computed anew, and every answer that is a number of the network is looked up in it.

use std::sync::Arc;

use convstep::app::{App, Change, Hyperparameter, Theme};
use convstep::nn::{Network, Values};
use convstep::scenario::{Note, Request, Scenario, Solution, built_in, load};
use convstep::text::Language;

/// What is added and multiplied: `2·(3 - 1) + 1`.
struct Sum<'t>(std::iter::Peekable<std::str::Chars<'t>>);

impl Sum<'_> {
    fn value(text: &str) -> Option<f64> {
        let text: String = text.replace('−', "-").split_whitespace().collect();
        let mut sum = Sum(text.chars().peekable());
        let value = sum.sum()?;

        sum.0.peek().is_none().then_some(value)
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product()?;
        while let Some(sign) = self.0.next_if(|c| "+-".contains(*c)) {
            let term = self.product()?;
            value += if sign == '+' { term } else { -term };
        }

        Some(value)
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.factor()?;
        while let Some(sign) = self.0.next_if(|c| "·/".contains(*c)) {
            let factor = self.factor()?;
            value = if sign == '·' {
                value * factor
            } else {
                value / factor
            };
        }

        Some(value)
    }

    fn factor(&mut self) -> Option<f64> {
        if self.0.next_if_eq(&'-').is_some() {
            return Some(-self.factor()?);
        }

        if self.0.next_if_eq(&'(').is_some() {
            let value = self.sum()?;
            return self.0.next_if_eq(&')').map(|_| value);
        }

        let mut digits = String::new();
        while let Some(digit) = self.0.next_if(|c| c.is_ascii_digit() || *c == '.') {
            digits.push(digit);
        }

        digits.parse().ok()
    }
}

/// The equations of a text: what stands left and right of each `=`.
fn equations(text: &str) -> Vec<(String, String)> {
    let belongs = |c: char| c.is_ascii_digit() || " .+-−·/()".contains(c);
    let parts: Vec<&str> = text.split('=').collect();

    parts
        .windows(2)
        .map(|pair| {
            let left: String = pair[0].chars().rev().take_while(|&c| belongs(c)).collect();
            let right: String = pair[1].chars().take_while(|&c| belongs(c)).collect();
            let left: String = left.chars().rev().collect();
            let left = left.trim_start_matches(['.', ' ', ')']).trim().to_owned();
            (
                left,
                right.trim().trim_end_matches(['.', ' ', '(']).to_owned(),
            )
        })
        .filter(|(left, right)| left.contains(['+', '-', '−', '·', '/']) && !right.is_empty())
        .collect()
}

/// Holds the equations of a text to be true, to the decimals that they have, and counts them.
fn hold(text: &str, of: &str) -> usize {
    let all = equations(text);
    let mut held = 0;

    for (left, right) in &all {
        let (Some(is), Some(said)) = (Sum::value(left), Sum::value(right)) else {
            continue;
        };

        let decimals = right.split('.').nth(1).map_or(0, str::len);
        let exact = 0.5 * 10_f64.powi(-(decimals as i32));
        let room = if decimals == 0 { 1e-9 } else { 2.0 * exact };
        assert!(
            (is - said).abs() <= room,
            "{of}: {left} = {right}, but it is {is}: {text}"
        );
        held += 1;
    }

    held
}

/// Everything that a note says, in a language.
fn said(note: &Note, language: &str, values: &Values) -> Vec<String> {
    let question = note.question.as_ref();
    let words = question.into_iter().flat_map(|question| {
        let hint = question.hint.iter();
        std::iter::once(&question.ask)
            .chain(hint)
            .chain(&question.choices)
    });

    std::iter::once(&note.text)
        .chain(words)
        .map(|words| {
            note.filled(words, language, values)
                .expect("every number is there")
        })
        .collect()
}

fn values(network: &Arc<Network>) -> Values {
    Values::new(Arc::clone(network))
}

fn open(name: &str) -> Scenario {
    load(name, &Request::default()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn every_equation_in_a_note_is_true() {
    let mut held = 0;

    for built in built_in() {
        let scenario = open(built.name);
        let values = values(&scenario.network);

        for note in &scenario.notes {
            // What is said of other settings is checked with those.
            for text in ["en", "zh"]
                .into_iter()
                .filter(|_| note.when.is_empty())
                .flat_map(|tag| said(note, tag, &values))
            {
                held += hold(&text, built.name);
            }
        }
    }

    assert!(held >= 60, "only {held} equations");
}

#[test]
fn what_remains_when_a_knob_is_turned_is_true() {
    let mut seen = 0;

    for built in built_in() {
        let scenario = open(built.name);
        for layer in 0..scenario.network.layers.len() {
            for (_, knob) in Hyperparameter::ALL {
                for by in [Change::By(1), Change::By(-1), Change::By(2)] {
                    let turned = knob.turn(&scenario.network, layer, by, Language::English);
                    let Ok(network) = turned else { continue };
                    let values = values(&Arc::new(network));

                    for note in scenario
                        .notes
                        .iter()
                        .filter(|note| note.layer == layer && !note.when.is_empty())
                    {
                        if note.holds(values.network(), &scenario) {
                            let texts = ["en", "zh"]
                                .into_iter()
                                .flat_map(|tag| said(note, tag, &values));
                            let held: usize = texts.map(|text| hold(&text, built.name)).sum();
                            seen += 1 + held;
                        }
                    }
                }
            }
        }
    }

    assert!(seen >= 5, "only {seen} notes remain");
}

/// An answer that is the number of the cell, the group or the size that its note stands at is that of the network.
#[test]
fn every_answer_is_the_networks() {
    let mut answers = 0;

    for built in built_in() {
        let scenario = Arc::new(open(built.name));
        let asked = scenario.notes.iter().enumerate();
        let asked = asked.filter(|(_, note)| note.question.is_some());

        for (index, note) in asked {
            let question = note.question.as_ref().expect("a question");
            for words in [&question.ask]
                .into_iter()
                .chain(&question.hint)
                .chain(&question.choices)
            {
                assert!(
                    words.tags().any(|tag| tag == "zh"),
                    "{}: {words:?}",
                    built.name
                );
            }

            if let Some(Solution::Number { value, .. }) = question.solution {
                assert!(hold(&format!("{value} + 0 = {value}"), built.name) == 1);
                answers += 1;
            }

            // It can be reached, and answered.
            let mut app = App::new(Arc::clone(&scenario), Theme::Dark, Language::English);
            app.apply(convstep::app::Action::First);

            for _ in 0..=scenario.notes.len() {
                while app.asking().is_some_and(|asking| asking != index) {
                    app.apply(convstep::app::Action::Next);
                }

                if app.asking() == Some(index) {
                    break;
                }

                app.apply(convstep::app::Action::NextNote);
            }

            assert_eq!(
                app.asking(),
                Some(index),
                "{}: {:?} is never asked",
                built.name,
                question.ask
            );
            for key in app.right_keys(index).unwrap_or_default() {
                app.apply(key);
            }

            let right = app
                .message()
                .is_some_and(|message| message.starts_with("Right"));
            assert!(right, "{}: {:?}", built.name, app.message());
        }
    }

    assert!(answers >= 20, "only {answers} answers");
}
