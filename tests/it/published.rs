//! What a source prints as a layer's output, beside what it comes to.

use convstep::app::{Action, App, Change, Hyperparameter};
use convstep::view::Depth;

use crate::screens::{lines, screen, session};
use crate::{convstep, root, said};

/// The lines of a screen from where the printed map begins, each from its column on.
fn figure(app: &App, [width, height]: [u16; 2], title: &str) -> Vec<String> {
    let lines = lines(&screen(app, width, height, Depth::None));
    let first = lines.iter().position(|line| line.contains(title));
    let first = first.unwrap_or_else(|| panic!("no {title}: {}", lines.join("\n")));
    let before = lines[first].split(title).next().unwrap_or_default();
    let column = before.chars().count();

    lines[first + 1..]
        .iter()
        .map(|line| line.chars().skip(column - 1).collect::<String>())
        .filter(|line| line.split_whitespace().count() == 3)
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .take(3)
        .collect()
}

#[test]
fn printed_numbers_stand_below_the_output_and_are_marked_once_their_cells_say_otherwise() {
    let sizes = [[60, 20], [80, 24], [120, 40], [160, 45], [200, 60]];

    for size in sizes {
        let mut app = session("arithmetic", &[]);
        app.apply(Action::Step(0));
        assert_eq!(
            figure(&app, size, "in print"),
            ["1 6 5", "7 10 9", "7 10 8"]
        );

        app.apply(Action::Step(1));
        assert_eq!(
            figure(&app, size, "in print"),
            ["1 6 5", "7 10 9", "7 10 8"]
        );

        // Asked for, a cell does not tell whether print has it right.
        app.apply(Action::Step(2));
        assert_eq!(figure(&app, size, "in print")[0], "1 6 5");

        app.apply(Action::Language);
        app.apply(Action::Step(9));
        assert_eq!(
            figure(&app, size, "原图"),
            ["1 ≠6 ≠5", "7 ≠10 ≠9", "≠7 10 ≠8"]
        );
    }
}

#[test]
fn what_is_printed_belongs_to_the_numbers_of_its_file() {
    let is_told = |app: &App| {
        let seen = lines(&screen(app, 80, 24, Depth::True)).join("\n");
        (seen.contains("in print"), seen.contains("Correct"))
    };

    let mut app = session("arithmetic", &[Action::Step(1)]);
    assert_eq!(is_told(&app), (true, true));
    app.apply(Action::Change(Hyperparameter::Stride, Change::By(1)));
    assert_eq!(is_told(&app), (false, false));
    app.apply(Action::Undo);
    assert_eq!(is_told(&app), (true, true));
}

#[test]
fn steps_say_what_is_printed() {
    let folder = root();
    let told = |arguments: &[&str]| {
        let all = [&["steps", "arithmetic", "--count", "2"], arguments].concat();
        let (out, _) = said(&convstep(&folder, &all));
        out.lines().map(str::to_owned).collect::<Vec<_>>()
    };

    let english = told(&[]);
    assert!(
        english[0].contains("column 0. Correct in print."),
        "{english:?}"
    );
    assert!(
        english[1].contains("column 1. Misprinted as 6."),
        "{english:?}"
    );

    let chinese = told(&["--lang", "zh"]);
    assert!(chinese[1].contains("原图误印为 6。"), "{chinese:?}");

    let objects = told(&["--format", "jsonl"]);
    assert!(objects[1].contains("\"published\":6"), "{objects:?}");

    // A row is told as a row.
    let rows = told(&["--grain", "row"]);
    assert!(!rows[0].contains("in print"), "{rows:?}");

    // With another stride it is no output of the figure.
    let others = told(&["--stride", "1"]);
    assert!(
        others.iter().all(|line| !line.contains("in print")),
        "{others:?}"
    );
}
