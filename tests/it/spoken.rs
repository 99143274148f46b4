//! What is said below the walk: equations, questions with their answers, and notes, when they are true.

use convstep::app::{Action, App};
use convstep::view::Depth;

use crate::screens::{lines, screen, session, session_of};

fn seen(app: &App, width: u16, height: u16) -> Vec<String> {
    lines(&screen(app, width, height, Depth::True))
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
