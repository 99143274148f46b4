//! What is said below the walk: equations, questions with their answers, and notes, when they are true.

use convstep::app::{Action, App};
use convstep::view::Depth;

use crate::screens::{lines, screen, session, session_of};

fn seen(app: &App, width: u16, height: u16) -> Vec<String> {
    lines(&screen(app, width, height, Depth::True))
}

/// The line of a screen that has a text in it.
fn line(seen: &[String], text: &str) -> usize {
    let found = seen.iter().position(|line| line.contains(text));
    found.unwrap_or_else(|| panic!("{text} in {}", seen.join("\n")))
}

#[test]
fn a_cell_of_stamps_without_a_bias_is_the_sum_of_its_stamps() {
    let app = |bias: &str| {
        let layer = "kind = 'conv_transpose2d'\nweight = [[[[0, 1], [2, 3]]]]";
        let mut app = session_of(&format!(
            "title = 't'\n[input]\ndata = [[0, 1], [2, 3]]\n[[layer]]\n{layer}\n{bias}\n"
        ));
        app.apply(Action::Step(10));
        seen(&app, 120, 40).join("\n")
    };

    for bias in ["", "bias = [0]", "bias = false"] {
        let seen = app(bias);
        let told = "0 + 2 + 2 + 0 = 4, written to o[0] row 1, column 1.";
        assert!(seen.contains(told), "{bias}: {seen}");
        assert!(seen.contains("0 + 2 + 2 + 0 =  4"), "{bias}: {seen}");
        assert!(!seen.contains("4 + 0"), "{bias}: {seen}");
    }

    let seen = app("bias = [1]");
    assert!(seen.contains("the bias: 4 + 1 = 5"), "{seen}");
}

#[test]
fn a_convolution_adds_its_bias_of_zero() {
    let app = session("stride", &[Action::Step(2)]);
    let seen = seen(&app, 120, 40).join("\n");
    assert!(seen.contains("Add the sum and the bias"), "{seen}");
}

#[test]
fn the_answer_is_typed_below_its_question() {
    let mut app = session("cs231n", &[Action::Step(11), Action::Predict]);
    app.apply(Action::Type('-'));
    app.apply(Action::Type('4'));
    let answer = seen(&app, 120, 40);
    let question = line(&answer, "What do the products add up to?");
    assert_eq!(line(&answer, "your answer: -4"), question + 1);
    assert!(answer[question + 1].contains("question 1"));
    assert!(answer.last().expect("keys").contains("Enter answers"));

    let buffer = screen(&app, 120, 40, Depth::True);
    let is_bold = |y: usize| {
        buffer[(1, y as u16)]
            .modifier
            .contains(ratatui::style::Modifier::BOLD)
    };
    assert!(is_bold(question));

    // A wrong answer and a right one.
    app.apply(Action::Submit);
    app.apply(Action::Type('-'));
    app.apply(Action::Type('3'));
    app.apply(Action::Submit);
    app.apply(Action::Next);
    let next = seen(&app, 120, 40).join("\n");
    assert!(next.contains("question 2 · 1 of 1 right"), "{next}");
}

#[test]
fn a_hint_is_taken_while_an_answer_is_typed() {
    let grain = Action::Take(convstep::app::Taste::Grain(convstep::walk::Grain::Cell));
    let mut app = session("cs231n", &[grain, Action::Step(3), Action::Predict]);
    app.apply(Action::Type('-'));
    assert!(seen(&app, 120, 40).join("\n").contains("Tab hint"));

    app.apply(Action::Hint);
    let hinted = seen(&app, 120, 40).join("\n");
    assert!(hinted.contains("-3 + 0 + (-3) + 1 = ?"), "{hinted}");
    assert!(hinted.contains("your answer: - "), "{hinted}");
    assert!(hinted.contains("one hint taken"), "{hinted}");
    assert!(!hinted.contains("Tab hint"), "{hinted}");
}

#[test]
fn a_question_of_a_lesson_says_which_of_how_many_it_is() {
    let app = session("transposed", &[Action::Step(10)]);
    let answer = seen(&app, 120, 40);
    let question = line(&answer, "What stands here?");
    assert_eq!(line(&answer, "your answer: "), question + 1);
    assert!(answer[question + 1].contains("question 1 of 1"));
}

#[test]
fn what_is_presented_has_its_note_in_the_middle_of_the_last_line() {
    let note = "The window slid two cells to the right, because the stride is 2. The weights are the same as before: \
                that is weight sharing.";
    for (width, height) in [(160, 45), (200, 60)] {
        let walk = [Action::Step(12), Action::Present];
        let presented = seen(&session("cs231n", &walk), width, height);
        let last = presented.last().expect("a line");
        let left = last.find(note).unwrap_or_else(|| panic!("{last}"));
        assert!(
            left.abs_diff(usize::from(width) - note.len() - left) <= 1,
            "{last}"
        );
    }
}
