//! What the teacher says: when it is shown, when it goes, and how a question waits.

use std::sync::Arc;

use convstep::app::{Action, App, Change, Hyperparameter, Theme, View, Wants};
use convstep::nn::Network;
use convstep::scenario::{Request, built_in, from_text, load, networks};
use convstep::text::Language;
use convstep::view::Depth;

use crate::keys::press;
use crate::screens::{lines, screen};
use crate::{convstep, said};

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
    app.apply(Action::Change(Hyperparameter::Stride, Change::To(n)));
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
        app.question().as_deref(),
        Some("Which?\na)\u{a0}6  b)\u{a0}8")
    );
    app.apply(Action::Play);
    app.apply(Action::Tick);
    assert_eq!(app.step(), 1);
    app.apply(Action::Next);
    assert_eq!((app.step(), app.note().as_deref()), (1, Some("It is 6.")));
    app.apply(Action::Next);
    assert_eq!(app.step(), 2);
}

/// A session whose first cell, 6, is asked for, with a hint.
fn asked(more: &str) -> App {
    let mut app = session(&format!(
        "[[note]]\ncell = [0, 0, 0]\nask = 'What stands here?'\nhint = '1·1 + 5·1'\ntext = 'It is {{o[0,0,0]}}.'\n{more}\n[view]\ngrain = 'cell'"
    ));

    app.apply(Action::Next);

    app
}

#[test]
fn a_number_is_judged_however_it_is_typed() {
    for typed in ["6", " ６ ", "6.0", "12/2", "１８／３", "+6,0"] {
        let mut app = asked("answer = 6");
        for key in typed.trim_start().chars() {
            press(&mut app, &key.to_string());
        }

        press(&mut app, "<Enter>");
        assert_eq!(app.message(), Some("Right: 6"), "{typed}");
        assert_eq!(app.note().as_deref(), Some("It is 6."));
    }

    let mut app = asked("answer = 0.33");
    press(&mut app, "1/3<Enter>");
    assert_eq!(app.message(), Some("Right: 0.33"));
}

#[test]
fn a_wrong_answer_has_a_second_try_with_a_hint() {
    let mut app = asked("answer = 6");
    assert_eq!(app.note(), None);
    press(&mut app, "−5<Enter>");
    assert_eq!(app.message(), Some("Not −5. Try once more."));
    assert_eq!(app.note().as_deref(), Some("1·1 + 5·1"));
    press(&mut app, "5<Enter>");
    assert_eq!(app.message(), Some("Not 5: it is 6"));
    assert_eq!((app.note().as_deref(), app.step()), (Some("It is 6."), 1));

    // What is no number costs no try, and what was answered is not asked again.
    let mut app = asked("answer = 6");
    press(&mut app, "-<Enter>");
    assert_eq!(app.message(), Some("`-` is not a number"));
    press(&mut app, "6<Enter><Right><Left>");
    assert!(!app.is_asking());
}

#[test]
fn a_choice_is_made_by_its_letter() {
    let choices = "choices = ['five', 'six', 'seven']\nanswer = 'six'";
    let mut app = asked(choices);
    press(&mut app, "A");
    assert_eq!(app.message(), Some("Not “five”. Try once more."));
    press(&mut app, "b");
    assert_eq!(app.message(), Some("Right: six"));

    // A letter that is no choice does what it always does.
    let mut app = asked(choices);
    press(&mut app, "t");
    assert_eq!((app.theme(), app.is_asking()), (Theme::Light, true));
}

#[test]
fn a_free_answer_is_told_by_a_key() {
    for key in ["<Enter>", "<Right>", "l"] {
        let mut app = asked("");
        assert_eq!(app.wants(), Some(Wants::Word));
        press(&mut app, key);
        assert_eq!(app.note().as_deref(), Some("It is 6."), "{key}");
    }
}

#[test]
fn a_number_that_a_note_asks_for_is_seen_nowhere() {
    let mut app = asked("answer = 6");
    for (width, height) in [(24, 6), (40, 12), (80, 24), (120, 40)] {
        for (_, view) in View::ALL {
            app.apply(Action::View(view));
            let text = lines(&screen(&app, width, height, Depth::True)).join("\n");
            assert!(
                text.contains("What stands here?"),
                "{view:?} {width}x{height}\n{text}"
            );
            let told = text.contains("= 6") || text.contains("o[0] 6");
            assert!(!told, "{view:?} {width}x{height}\n{text}");
        }
    }

    app.apply(Action::View(View::Walk));
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join("\n");
    assert!(!seen(&app).contains("= 6"));
    press(&mut app, "6<Enter>");
    assert!(seen(&app).contains("= 6"), "{}", seen(&app));
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

/// Whether a layer is another, or reads what depends on it.
fn depends(network: &Network, layer: usize, on: usize) -> bool {
    let sources = network.layers[layer].sources.iter();
    let mut read = sources.filter_map(|source| source.stage.order().checked_sub(1));

    layer == on || read.any(|source| depends(network, source, on))
}

#[test]
fn no_note_of_a_lesson_stays_when_its_numbers_are_others() {
    for built in built_in().iter().chain(networks()) {
        let scenario = load(built.name, &Request::default()).expect("a lesson");
        for (layer, _) in scenario.network.layers.iter().enumerate() {
            for (_, knob) in Hyperparameter::ALL {
                for by in [Change::By(1), Change::By(-1), Change::By(2)] {
                    let turned = knob.turn(&scenario.network, layer, by, Language::English);
                    let Ok(network) = turned else { continue };
                    let notes = scenario.notes.iter();
                    let mut remaining = notes
                        .filter(|note| depends(&network, note.layer, layer))
                        .filter(|note| note.holds(&network, &scenario));

                    assert!(
                        remaining.all(|note| note.always || !note.when.is_empty()),
                        "{}: {knob:?} of layer {layer}",
                        built.name
                    );
                }
            }
        }
    }
}

/// A scenario's file, whose first cell is asked for.
fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = "[[note]]\ntext = 'Begin.'\n[[note]]\ncell = [0, 0, 0]\nask = 'What stands here?'\nanswer = 6\ntext = 'It is {o[0,0,0]}.'\n[[note]]\ncell = [0, 0, 1]\nask = 'Larger?'\nchoices = ['yes', 'no']\nanswer = 'yes'\ntext = '8 > 6'\n[view]\ngrain = 'cell'\n";
    std::fs::write(folder.path().join("a.toml"), format!("{SCENARIO}{notes}")).expect("a file");

    folder
}

#[test]
fn steps_say_each_note_once() {
    let folder = written();
    let run = |arguments: &[&str]| said(&convstep(folder.path(), arguments)).0;
    let text = run(&["steps", "a.toml"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(
        lines[0].ends_with("  Note: Begin.  Note: What stands here? It is 6."),
        "{text}"
    );
    assert!(
        lines[1].ends_with("  Note: Larger? (yes / no) 8 > 6"),
        "{text}"
    );
    assert!(!lines[2].contains("Note:"));

    let objects = run(&["steps", "a.toml", "--format", "jsonl"]);
    let second: serde_json::Value =
        serde_json::from_str(objects.lines().nth(1).expect("a line")).expect("JSON");
    let notes = serde_json::json!([{ "ask": "Larger?", "choices": ["yes", "no"], "answer": "yes", "text": "8 > 6" }]);
    assert_eq!(second["notes"], notes);
}

#[test]
fn a_worksheet_has_the_teachers_questions() {
    let folder = written();
    let arguments = [
        "steps",
        "a.toml",
        "--quiz",
        "--answers",
        "answers.txt",
        "--count",
        "2",
    ];
    let sheet = said(&convstep(folder.path(), &arguments)).0;
    let asked: Vec<&str> = sheet
        .lines()
        .filter(|line| line.contains("stands") || line.contains("Larger"))
        .collect();
    assert_eq!(
        asked,
        [
            "1  What stands here? ______",
            "2  Larger? (yes / no) ______"
        ]
    );
    assert!(!sheet.contains("Begin") && !sheet.contains("8 > 6"));

    let answers = std::fs::read_to_string(folder.path().join("answers.txt")).expect("the answers");
    assert!(
        answers.contains("1  6  It is 6.\n") && answers.contains("2  yes  8 > 6\n"),
        "{answers}"
    );
}

#[test]
fn a_recording_skips_asks_or_answers() {
    let folder = written();
    let frames = |questions: &str| {
        let arguments = [
            "record",
            "a.toml",
            "-o",
            "a.txt",
            "--force",
            "--to",
            "2",
            "--questions",
            questions,
        ];
        let output = convstep(folder.path(), &arguments);
        assert!(output.status.success(), "{}", said(&output).1);
        std::fs::read_to_string(folder.path().join("a.txt")).expect("the recording")
    };

    let skipped = frames("skip");
    assert!(skipped.contains("It is 6.") && !skipped.contains("What stands here?"));
    let asked = frames("ask");
    assert!(
        asked.contains("What stands here?")
            && asked.contains("It is 6.")
            && !asked.contains("Right")
    );
    let answered = frames("answer");
    assert!(
        answered.contains("What stands here?")
            && answered.contains("Right: 6")
            && answered.contains("Right: yes")
    );
}

#[test]
fn what_a_note_asks_for_stands_nowhere_on_the_screen() {
    // Its only sum is the cell: it is hidden under the products, and no equation has it, also not in large digits.
    let scenario = load("arithmetic", &Request::default()).expect("a scenario");
    let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
    app.apply(Action::Step(2));
    assert!(app.is_asking() && app.hidden().term());

    let is_large = |app: &App| {
        let seen = screen(app, 120, 40, Depth::True);
        let ground = seen.content[0].bg;
        let rows = &seen.content[120 * 26..120 * 32];
        rows.iter()
            .any(|cell| cell.bg != ground || cell.symbol() != " ")
    };

    assert!(!is_large(&app));
    press(&mut app, "5<Enter>");
    assert!(is_large(&app));
}

#[test]
fn a_question_can_be_read_while_what_it_stands_beside_is_computed() {
    let mut app = App::new(
        Arc::new(load("vgg16", &Request::default()).expect("a scenario")),
        Theme::Dark,
        Language::English,
    );
    app.apply(Action::NextNote);
    assert!(app.is_asking());

    let seen = lines(&screen(&app, 80, 24, Depth::True)).join(" ");
    assert!(
        seen.contains("Two convolutions of 3x3, one on top of the other"),
        "{seen}"
    );
    press(&mut app, "5<Enter>");
    assert_eq!(app.message(), Some("Right: 5"));
}
