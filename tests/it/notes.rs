//! What the teacher says: when it is shown, when it goes, and how a question waits.

use std::sync::Arc;

use convstep::app::{Action, App, Knob, Theme, Turn, View};
use convstep::scenario::{Request, built_in, from_text, load};
use convstep::text::Language;

const SCENARIO: &str = r#"
title = "Notes"
[input]
data = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
[[layer]]
kind = "conv2d"
weight = [[[[1, 0], [0, 1]]]]
"#;

fn session(more: &str) -> App {
    let scenario = from_text("notes.toml", &format!("{SCENARIO}{more}"));
    let scenario = scenario.unwrap_or_else(|faults| panic!("{faults}"));
    App::new(Arc::new(scenario), Theme::Dark, Language::English)
}

fn stride(app: &mut App, n: usize) {
    app.apply(Action::Turn(Knob::Stride, Turn::To(n)));
}

#[test]
fn a_note_is_said_once_what_it_speaks_of_is_there() {
    let mut app = session(
        "[[note]]\ntext = 'layer'\n[[note]]\ncell = [0, 0, 0]\ngroup = 0\ntext = 'sum {sum[0,0,0;0]}'\n[[note]]\ncell = [0, 0, 0]\ntext = 'cell {o[0,0,0]}'\n[view]\ngrain = 'tap'",
    );

    let mut said = Vec::new();
    for _ in 0..6 {
        said.extend(app.note());
        app.apply(Action::Next);
    }

    assert_eq!(
        said,
        ["layer", "layer", "layer", "layer", "sum 6", "cell 6"]
    );
}

#[test]
fn a_note_goes_with_what_it_is_about() {
    let mut app = session(
        "[[note]]\ntext = 'own'\n[[note]]\nalways = true\ntext = 'always'\n[[note]]\nwhen = { stride = 2 }\ntext = 'stride {stride}: {rows}x{columns}'",
    );

    assert_eq!(app.note().as_deref(), Some("own always"));
    stride(&mut app, 2);
    assert_eq!(app.note().as_deref(), Some("always stride 2: 1x1"));
    stride(&mut app, 1);
    assert_eq!(app.note().as_deref(), Some("own always"));
}

#[test]
fn the_walk_waits_at_a_question() {
    let mut app = session(
        "[[note]]\ncell = [0, 0, 0]\nask = 'Which?'\nchoices = ['6', '8']\nanswer = '6'\ntext = 'It is {o[0,0,0]}.'\n[view]\ngrain = 'cell'",
    );

    assert_eq!(app.note(), None);
    app.apply(Action::Next);
    assert_eq!(
        app.note().as_deref(),
        Some("Which? 6 / 8 (→ tells the answer)")
    );
    app.apply(Action::Play);
    app.apply(Action::Tick);
    assert_eq!(app.step(), 1);
    app.apply(Action::Next);
    assert_eq!((app.step(), app.note().as_deref()), (1, Some("It is 6.")));
    app.apply(Action::Next);
    assert_eq!(app.step(), 2);
}

#[test]
fn a_scenario_opens_where_it_says() {
    let app = session("[view]\nview = 'network'\ngrain = 'cell'\nat = [0, 1, 0]\nreveal = true");
    assert_eq!(
        (app.view(), app.step(), app.is_made([0, 1, 1])),
        (View::Network, 3, true)
    );

    let app = session("[view]\ngrain = 'cell'\nat = 'conv1:0,0,1'");
    assert_eq!((app.step(), app.is_made([0, 1, 1])), (2, false));
}

#[test]
fn no_note_of_a_lesson_stays_when_its_numbers_are_others() {
    for built in built_in() {
        let scenario = load(built.name, &Request::default()).expect("a lesson");
        for (layer, _) in scenario.network.layers.iter().enumerate() {
            for (_, knob) in Knob::ALL {
                let turned = knob.turn(&scenario.network, layer, Turn::By(1), Language::English);
                let Ok(network) = turned else { continue };
                let remaining = scenario.notes.iter().filter(|note| note.layer >= layer);
                let mut remaining = remaining.filter(|note| note.holds(&network, &scenario));

                assert!(
                    remaining.all(|note| note.always || !note.when.is_empty()),
                    "{}: {knob:?} of layer {layer}",
                    built.name
                );
            }
        }
    }
}
