//! Drawing and editing: with the mouse, by keys, by commands; one stroke is one change, and the answer follows.

use convstep::app::{Action, App, BINDINGS, Brush, Keys, Mode, View, command};
use convstep::text::Language;
use convstep::view::{self, Depth, Gesture};
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyEvent, MouseButton};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::keys::press;
use crate::screens::{check, lines, screen, session};

fn text(app: &App, width: u16, height: u16) -> String {
    lines(&screen(app, width, height, Depth::True)).join("\n")
}

/// Where on the screen an input cell can be drawn on.
fn spot(app: &App, area: Rect, cell: [usize; 2]) -> Option<(u16, u16)> {
    let places =
        (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));

    let paints = |&(x, y): &(u16, u16)| {
        view::hit(app, area, x, y, Gesture::Press) == Some(Action::Paint(cell, Brush::Ink))
    };

    places.into_iter().find(paints)
}

/// Drags the mouse over cells, as the terminal tells it, and lets go.
fn drag(app: &mut App, area: Rect, button: MouseButton, cells: &[[usize; 2]]) {
    let gesture = if button == MouseButton::Left {
        Gesture::Press
    } else {
        Gesture::Rub
    };

    for &cell in cells {
        let (x, y) = spot(app, area, cell).expect("the cell is seen");
        let action = view::hit(app, area, x, y, gesture).expect("it can be drawn on");
        app.apply(action);
    }

    let lifted = view::hit(app, area, 0, 0, Gesture::Release).expect("a stroke");
    app.apply(lifted);
}

fn says(app: &App) -> Option<usize> {
    app.verdict().map(|(class, _)| class)
}

#[test]
fn a_drawn_seven_is_a_seven() {
    for (width, height) in [(80, 24), (120, 40)] {
        let area = Rect::new(0, 0, width, height);
        let mut app = session("digits", &[]);
        press(&mut app, "2e<Delete>");
        assert!((0..64).all(|index| app.network().input.at(index) == 0.0));
        drag(&mut app, area, MouseButton::Left, &[[0, 1], [0, 6], [7, 3]]);
        assert_eq!(says(&app), Some(7));
        let seen = text(&app, width, height);
        assert!(
            seen.contains("The network answers 7, with probability 0.9")
                && seen.contains("edit x[0] 0,0"),
            "{seen}"
        );

        // The whole stroke is one change, and so is what Delete took off.
        press(&mut app, "u");
        assert!((0..64).all(|index| app.network().input.at(index) == 0.0));
        press(&mut app, "u");
        assert!(!app.is_changed() && says(&app) == Some(0));
        press(&mut app, "<C-r><C-r>");
        assert_eq!(says(&app), Some(7));
        press(&mut app, "r");
        assert!(!app.is_changed());
    }
}

#[test]
fn in_the_walk_the_answer_is_told_while_one_draws() {
    let area = Rect::new(0, 0, 100, 30);
    let mut app = session("digits", &[]);
    press(&mut app, "e<Delete>");
    drag(&mut app, area, MouseButton::Left, &[[2, 2], [0, 4], [7, 4]]);
    assert!(
        text(&app, 100, 30).contains("The network answers 1, with probability"),
        "{}",
        text(&app, 100, 30)
    );

    assert_eq!(
        [4, 12, 13, 60].map(|index| app.network().input.at(index)),
        [16.0, 16.0, 8.0, 16.0]
    );

    drag(&mut app, area, MouseButton::Right, &[[0, 4], [1, 4]]);
    assert_eq!(
        [4, 12, 13, 20].map(|index| app.network().input.at(index)),
        [0.0, 0.0, 8.0, 16.0]
    );

    // Where nothing is edited, the mouse goes to cells as ever.
    press(&mut app, "<Esc>");
    assert_eq!(spot(&app, area, [0, 4]), None);
    assert_eq!(view::hit(&app, area, 0, 0, Gesture::Release), None);
}

#[test]
fn digits_that_are_drawn_well_are_read() {
    let strokes = [
        (0, "0,3 0,4 2,5 5,5 7,4 7,3 5,2 2,2 0,3"),
        (1, "2,2 0,4 7,4"),
        (2, "1,2 0,3 0,4 1,5 2,5 6,2 7,2 7,5"),
        (3, "0,2 0,5 2,5 3,3 4,5 6,5 7,4 7,2"),
        (4, "0,4 4,1 5,1 5,6/3,4 7,4"),
        (5, "0,5 0,2 3,2 3,4 4,5 6,5 7,4 7,2"),
        (6, "0,4 3,2 6,2 7,3 7,4 6,5 5,5 4,4 4,3 5,2"),
        (7, "0,1 0,6 7,3"),
        (
            8,
            "0,3 0,4 1,5 2,5 3,4 4,3 5,2 6,2 7,3 7,4 6,5 5,5 4,4 3,3 2,2 1,2 0,3",
        ),
        (9, "2,5 0,4 0,3 1,2 2,2 3,3 3,4 2,5 7,4"),
    ];

    for (digit, strokes) in strokes {
        let mut app = session("digits", &[Action::Clear]);
        for stroke in strokes.split('/') {
            for action in command("draw", stroke).expect("a command") {
                app.apply(action);
            }
        }

        assert_eq!(says(&app), Some(digit), "{strokes}");
    }
}

#[test]
fn only_a_picture_of_one_channel_can_be_drawn_on() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "e<Delete>");
    assert!(
        text(&app, 80, 24).contains("only an input of one channel can be drawn on")
            && !app.is_changed()
    );

    assert_eq!(spot(&app, Rect::new(0, 0, 80, 24), [0, 0]), None);
    let mut app = session(
        "digits",
        &[
            Action::Paint([8, 0], Brush::Ink),
            Action::Paint([0, usize::MAX], Brush::Ink),
        ],
    );

    assert!(!app.is_changed() && !app.is_drawing());
    app.apply(Action::Paint([3, 3], Brush::Eraser));
    app.apply(Action::Paint([3, 3], Brush::Eraser));
    app.apply(Action::Undo);
    assert!(!app.is_changed());
}

#[test]
fn the_network_has_a_cursor_on_its_input() {
    let mut app = session("digits", &[Action::View(View::Network)]);
    app.apply(Action::Visit(7, [3, 0, 0]));
    app.apply(Action::View(View::Network));
    press(&mut app, "e<Right><Down>12<Enter>");
    assert!(text(&app, 80, 24).contains("edit x[0] 1,1"));
    assert_eq!(app.network().input.at(9), 12.0);
    let before = screen(&app, 80, 24, Depth::True);
    press(&mut app, "<Right>");
    assert_ne!(before, screen(&app, 80, 24, Depth::True));

    // Each of several channels, and back to the first.
    let mut app = session("cs231n", &[Action::View(View::Network)]);
    press(&mut app, "e<Tab><Tab><Down>7<Enter>");
    assert_eq!(app.network().input.at(2 * 25 + 5), 7.0);
    press(&mut app, "<Tab>");
    assert!(text(&app, 80, 24).contains("edit x[0] 0,0"));

    // Coverage has no numbers that could be changed: the walk has.
    let mut app = session("cs231n", &[Action::View(View::Coverage)]);
    press(&mut app, "e");
    assert!(app.view() == View::Walk && text(&app, 80, 24).contains("edit w0[0] 0,0"));
}

#[test]
fn what_differs_from_the_file_is_underlined() {
    let mut app = session("cs231n", &[]);
    let marked = |app: &App| {
        let buffer = screen(app, 80, 24, Depth::True);
        let cells = buffer
            .content
            .iter()
            .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));

        cells
            .map(|cell| cell.symbol().to_owned())
            .collect::<String>()
            .trim()
            .to_owned()
    };

    assert_eq!(marked(&app), "");
    press(&mut app, "s");
    assert_eq!(marked(&app), "stride 3");
    press(&mut app, "dp");
    assert_eq!(marked(&app), "stride 3padding 2dilation 2");
    press(&mut app, "re<Tab><Tab><Tab>8<Enter><Tab>9<Enter><Esc>");
    assert_eq!(marked(&app).split_whitespace().collect::<Vec<_>>(), ["98"]);

    press(&mut app, "uu");
    assert_eq!(marked(&app), "");
}

#[test]
fn the_screen_while_one_draws() {
    let mut app = session("digits", &[Action::View(View::Network)]);
    press(&mut app, "e<Delete>");
    drag(
        &mut app,
        Rect::new(0, 0, 80, 24),
        MouseButton::Left,
        &[[0, 1], [0, 6], [7, 3]],
    );

    check("drawing", &app, Depth::True);
    check("drawing_without_colour", &app, Depth::None);
}

/// Edits, drawings, turns, and what takes them back.
fn any_change() -> impl Strategy<Value = Vec<Action>> {
    let cell = [0..9usize, 0..9usize];
    let brush = prop::sample::select(vec![Brush::Ink, Brush::Eraser]);
    let typed = "[0-9]{1,3}".prop_map(|digits: String| {
        let typed = digits.chars().map(Action::Type);
        [Action::Edit]
            .into_iter()
            .chain(typed)
            .chain([Action::Submit])
            .collect()
    });

    prop_oneof![
        (cell, brush).prop_map(|(cell, brush)| vec![Action::Paint(cell, brush)]),
        typed,
        prop::sample::select(vec![
            Action::Lift,
            Action::Clear,
            Action::Undo,
            Action::Redo,
            Action::Reset,
            Action::Panel,
            Action::Next,
            Action::Predict,
            Action::NextLayer,
            Action::View(View::Network),
            Action::View(View::Walk),
            Action::Close,
        ])
        .prop_filter("leaves", |action| *action != Action::Close)
        .prop_map(|action| vec![action]),
        (0..BINDINGS.len()).prop_map(|at| match BINDINGS[at].action {
            action @ Action::Change(..) => vec![action],
            _ => vec![Action::Last],
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_changes_end_where_they_began(
        name in prop::sample::select(vec!["digits", "stride", "slant", "cs231n", "max-pool"]),
        changes in prop::collection::vec(any_change(), 1..40),
    ) {
        let mut app = session(name, &[]);
        let before = app.network().clone();
        let mut last = before.clone();

        for action in changes.iter().flatten() {
            app.apply(*action);
            last = app.network().clone();
        }

        app.apply(Action::Lift);
        let mut undone = 0;

        while app.message() != Some("nothing to undo") {
            app.apply(Action::Undo);
            undone += 1;
        }

        prop_assert_eq!(app.network(), &before);
        prop_assert!(!app.is_changed());

        // And all of it forth again, as far as it was undone here.
        for _ in 1..undone {
            app.apply(Action::Redo);
        }

        prop_assert_eq!(app.network(), &last);
    }
}

#[test]
fn a_key_of_the_help_tells_of_drawing() {
    let edit = BINDINGS
        .iter()
        .find(|binding| binding.action == Action::Edit)
        .expect("a key");

    assert!((edit.says)(Language::default()).contains("mouse draws"));
    let keys = Keys::default();
    let delete = KeyEvent::from(ratatui::crossterm::event::KeyCode::Delete);
    assert_eq!(
        (
            keys.in_mode(Mode::Editing, delete, |_| false),
            keys.action(delete)
        ),
        (Some(Action::Clear), None)
    );
}
