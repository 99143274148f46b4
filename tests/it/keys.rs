//! Keys in, screens out.

use convstep::app::{
    Action, App, BINDINGS, Change, Effect, Hyperparameter, Open, Preview, View, stay,
};
use convstep::nn::{Progress, Stage};
use convstep::scenario::{Request, load};
use convstep::view::{self, Depth, Gesture};
use convstep::walk::Grain;
use convstep::workspace::Workspace;
use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use crate::screens::{lines, opened, screen, session};

/// Presses keys: names in angle brackets, else characters.
pub(crate) fn press(app: &mut App, keys: &str) -> Effect {
    press_and(app, keys, |_, _| {})
}

/// The same, with something done after each key.
pub(crate) fn press_and(
    app: &mut App,
    keys: &str,
    mut then: impl FnMut(&mut App, Effect),
) -> Effect {
    let mut effect = Effect::Draw;
    let mut rest = keys;

    while let Some(first) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'));

        let (code, after) = match named {
            Some((name, after)) => (code(name), after),
            None => (
                KeyEvent::from(KeyCode::Char(first)),
                &rest[first.len_utf8()..],
            ),
        };

        if let Some(action) = app.action_for(code) {
            effect = app.apply(action);
            then(app, effect.clone());
        }

        rest = after;
    }

    effect
}

fn code(name: &str) -> KeyEvent {
    match name {
        "Right" => KeyCode::Right.into(),
        "Left" => KeyCode::Left.into(),
        "Up" => KeyCode::Up.into(),
        "Down" => KeyCode::Down.into(),
        "Home" => KeyCode::Home.into(),
        "End" => KeyCode::End.into(),
        "Enter" => KeyCode::Enter.into(),
        "Esc" => KeyCode::Esc.into(),
        "Backspace" => KeyCode::Backspace.into(),
        "Tab" => KeyCode::Tab.into(),
        "Delete" => KeyCode::Delete.into(),
        "PgDn" => KeyCode::PageDown.into(),
        name => {
            let letter = name
                .strip_prefix("C-")
                .and_then(|letter| letter.chars().next())
                .expect("a key");
            KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
    }
}

/// The screen at 80x24 after some keys on the worked example.
fn after(keys: &str) -> Vec<String> {
    let mut app = session("cs231n", &[]);
    press(&mut app, keys);
    lines(&screen(&app, 80, 24, Depth::True))
}

fn shows(keys: &str, text: &str) {
    let screen = after(keys);
    assert!(
        screen.iter().any(|line| line.contains(text)),
        "{keys} does not show {text:?}: {screen:#?}"
    );
}

#[test]
fn a_walk_begins_before_anything_is_computed() {
    for (_, grain) in Grain::ALL {
        let mut app = opened("cs231n");
        assert_eq!(app.step(), 0);

        while app.grain() != grain {
            app.apply(if app.grain() < grain {
                Action::Coarser
            } else {
                Action::Finer
            });
        }

        assert_eq!((app.step(), app.is_made([0; 3])), (0, false));
        press(&mut app, "<Right><Left>");
        assert_eq!((app.step(), app.is_made([0; 3])), (0, false));
    }

    let before = after("<Home>");
    assert_eq!(after("<Left>"), before);
    assert_eq!(after("<Left><Left><Right>"), after(""));

    let text = before.join("\n");
    assert!(
        text.contains("Nothing is computed yet") && text.contains("step 0 of 72"),
        "{text}"
    );
    assert!(!text.contains("-1  0  0"), "{text}");
}

#[test]
fn what_has_no_room_is_read_on() {
    let mut app = opened("digits");
    press(&mut app, "<Right>");
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join("\n");
    assert!(seen(&app).contains("… m") && !seen(&app).contains("to digit_9.npy"));
    press(&mut app, "m");
    assert!(seen(&app).contains("to digit_9.npy"), "{}", seen(&app));
    press(&mut app, "m");
    assert!(seen(&app).contains("… m"), "{}", seen(&app));
    press(&mut app, "m1");
    assert_eq!(app.open(), &Open::Nothing);
}

#[test]
fn three_steps_fill_the_first_cell_and_one_back_empties_it() {
    shows("<Right><Right><Right>", "0 + 2 + 0 + 1 = 3");
    shows("<Right><Right><Right>", "  3  ·  ·");
    shows("lll<Left>", "+ b0 1 =  ·");
    assert_eq!(after("lllh"), after("<Right><Enter>"));
}

#[test]
fn the_end_shows_both_maps() {
    let text = after("<End>").join("\n");
    for row in [
        "  3 -5 -4",
        "  4 -1  7",
        "  0  0 -1",
        "  3  2  0",
        "  7  6  2",
        "  5  5  2",
    ] {
        assert!(text.contains(row), "{row}: {text}");
    }
}

#[test]
fn strides_are_turned_up_and_down_and_taken_back() {
    shows("s", "stride 3");
    shows("s", "(5 + 2·1 − 3) / 3 + 1 ≈ 2.33 → 2; no window reads");

    shows("S<End>", "  0  2  0  3");
    shows("S<End>", "step 200 of 200");
    shows("SS", "the stride cannot be less than 1");
    shows("su", "stride 2");
    shows("su<C-r>", "stride 3");
    shows("spdr", "stride 2 · padding 1");
    shows("spdru", "dilation 2");
    shows("u", "nothing to undo");
    shows("ddd", "the kernel covers");
}

#[test]
fn a_change_keeps_the_walk_near() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "g1,2,2<Enter>");
    assert_eq!(app.place().cell, [1, 2, 2]);
    press(&mut app, "S");
    assert_eq!(app.place().cell, [1, 4, 4]);
    press(&mut app, "u");
    assert_eq!(app.place().cell, [1, 2, 2]);
}

#[test]
fn going_somewhere_is_answered() {
    shows("g40<Enter>", "step 40 of 72");
    shows("g41<Backspace>0<Enter>", "step 40 of 72");
    shows("g99<Enter>", "the steps go from 0 to 72");
    shows("g1,1,1<Enter>", "written to o[1]");
    shows("g9,9,9<Enter>", "the cells go from 0,0,0 to 1,2,2");
    shows("g<Enter>", "type a step's number");
    shows("gconv1:a<Enter>", "type a step's number");
    shows(
        "gconv2<Enter>",
        "no layer is called conv2: did you mean conv1?",
    );
    shows(
        "gcnv1:0,0,0<Enter>",
        "no layer is called cnv1: did you mean",
    );
    shows("gelsewhere<Enter>", "no layer is called elsewhere");
    shows("g5<Esc>", "step 1 of 72");
}

#[test]
fn grains_change_how_far_a_step_goes() {
    shows("<Up><Right>", "step 2 of 18 · cell");
    shows("<Up><Up>", "Row 0 of o[0] is finished.");
    shows("<Up><Up><Up><Up>", "step 1 of 1 · layer");
    shows("<Down><Right><Right>", "step 11 of 504 · tap");
    shows("o<Up><Right>", "o[0] row 0, column 1");
}

#[test]
fn what_is_said_of_a_cell_is_set_aside_while_its_numbers_are_others() {
    let note = "The three sums and the bias make one cell: 0 + 2 + 0 + 1 = 3.";
    shows("lll", note);
    let seen = |keys: &str| after(keys).join(" ").contains(note);
    assert!(seen("lllsu") && !seen("llls") && !seen("llle9<Enter><Esc>"));
    shows("llls", "Every output cell is made the same way");
}

#[test]
fn escape_closes_what_is_open_first() {
    let mut app = session("cs231n", &[]);
    assert_eq!(press(&mut app, "?<Esc>"), Effect::Draw);
    assert_eq!(press(&mut app, "g<Esc>"), Effect::Draw);
    assert_eq!(press(&mut app, "x<Esc>"), Effect::Draw);
    assert!(app.quiz().is_none(), "a round of predictions is open, too");
    assert_eq!(press(&mut app, "<Esc>"), Effect::Draw);
    assert_eq!(press(&mut app, "q"), Effect::Quit);
    assert_eq!(press(&mut app, "g<C-c>"), Effect::Quit);
    assert_eq!(press(&mut app, "<Esc><C-z>"), Effect::Suspend);
}

#[test]
fn undo_returns_to_where_the_change_was_made() {
    let mut app = session("cs231n", &[Action::Step(40)]);
    press(&mut app, "s<Home>u");
    assert_eq!(app.step(), 40);
    press(&mut app, "<End><C-r>");
    assert_eq!(app.step(), 0);
}

#[test]
fn a_change_leaves_what_comes_before_it_computed() {
    let mut app = opened("receptive-field");
    let last = app.network().last();
    let known = |app: &App| [0, 1, 2].map(|layer| app.values().is_known(Stage::after(layer)));
    app.values().whole(last, &Progress::default());
    assert_eq!(known(&app), [true; 3]);

    app.apply(Action::NextLayer);
    app.apply(Action::Change(Hyperparameter::Padding, Change::By(1)));
    assert_eq!(known(&app)[..2], [true, false]);

    app.values().whole(last, &Progress::default());
    app.apply(Action::Undo);
    assert_eq!(known(&app)[..2], [true, false]);
}

#[test]
fn the_player_stops_at_the_end() {
    let mut app = session("cs231n", &[Action::Coarser, Action::Play]);
    for _ in 0..20 {
        app.apply(Action::Tick);
    }

    assert_eq!((app.step(), app.interval()), (18, None));
    app.apply(Action::Play);
    assert_eq!((app.step(), app.interval().is_some()), (0, true));
}

/// What the last line says at 80x24.
fn last_line(app: &App) -> String {
    lines(&screen(app, 80, 24, Depth::True))
        .pop()
        .unwrap_or_default()
}

#[test]
fn the_speed_is_seen_as_long_as_it_plays() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Up> ");
    assert!(last_line(&app).starts_with(" 1 step per second  space pause"));
    press(&mut app, "++");
    assert!(last_line(&app).starts_with(" 4 steps per second  space pause"));

    // What an action tells stands beside it, and the keys are clicked where they stand.
    press(&mut app, "o");
    assert!(last_line(&app).starts_with(" 4 steps per second  ") && app.message().is_some());
    app.apply(Action::Tick);
    assert_eq!(app.message(), None, "it was of the step before");
    press(&mut app, "o-");
    let x = last_line(&app).find("pause").expect("a key") as u16;
    let area = Rect::new(0, 0, 80, 24);
    let hit = view::hit(&app, area, x, 23, Gesture::Press);
    assert_eq!(hit, Some(Action::Play), "{}", last_line(&app));

    for _ in 0..18 {
        app.apply(Action::Tick);
    }

    assert!(
        last_line(&app).starts_with(" ←→ step"),
        "{}",
        last_line(&app)
    );
}

#[test]
fn playing_a_new_note_stays_as_long_as_it_takes_to_read() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "+++ ");
    let second = std::time::Duration::from_secs(1);
    let mut stays = Vec::new();

    for _ in 0..8 {
        app.apply(Action::Tick);
        let words = app.note().map_or(0, |note| note.split(' ').count() as u32);
        let stay = stay(&app).expect("it plays");
        assert!(stay == second / 8 || stay > second * words / 6, "{stay:?}");
        stays.push(stay > second);
    }

    // The steps of the first cell have a note each; what follows has none that is new.
    assert_eq!(stays[..3], [true; 3]);
    assert!(stays.contains(&false), "{stays:?}");

    // What is not seen takes no time.
    press(&mut app, "<Home>");
    app.apply(Action::Next);
    press(&mut app, "  V");
    assert_eq!(stay(&app), Some(second / 8));
    press(&mut app, "V<Home> 2 ");
    assert_eq!(stay(&app), Some(second / 8));
}

#[test]
fn what_plays_waits_while_something_is_asked_or_open() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Right> ?");
    app.apply(Action::Tick);
    assert_eq!((app.step(), stay(&app)), (2, None));
    press(&mut app, "?");
    app.apply(Action::Tick);
    assert_eq!(app.step(), 3);

    // Predicting pauses it, and what plays in a round waits at each question.
    press(&mut app, "x<Enter>");
    assert_eq!(app.interval(), None);
    press(&mut app, " ");
    app.apply(Action::Tick);
    assert!(app.step() == 4 && app.asked().is_some());
    app.apply(Action::Tick);
    assert_eq!(app.step(), 4);
}

#[test]
fn the_cursor_is_named_by_row_and_column() {
    let mut app = session("digits", &[]);
    app.apply(Action::Step(2373));
    let rows = app.layer().kernel()[0];
    assert!(rows > 3, "a dense layer over maps");
    press(&mut app, "e<Right><Down><Down><Down><Left>");
    assert!(
        last_line(&app).contains("[0] 3,0 = "),
        "{}",
        last_line(&app)
    );
    press(&mut app, "<Up><Up><Up><Right><Right>");
    assert!(
        last_line(&app).contains("[0] 0,2 = "),
        "{}",
        last_line(&app)
    );
}

#[test]
fn what_is_typed_in_a_cell_may_have_an_exponent() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Right>e2e-3<Enter>");
    let Open::Edit(spot, _) = *app.open() else {
        panic!("editing goes on")
    };
    assert_eq!(spot.number(app.network(), &app.place()), Some(0.002));

    // Where nothing is typed, it ends editing.
    press(&mut app, "e");
    assert_eq!(app.open(), &Open::Nothing);
}

#[test]
fn an_answer_that_leads_nowhere_can_be_mended() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "g999<Enter>");
    assert!(
        last_line(&app).starts_with(" go to: 999   ") && last_line(&app).contains("72"),
        "{}",
        last_line(&app)
    );
    press(&mut app, "<Backspace><Backspace><Enter>");
    assert_eq!((app.step(), app.open()), (9, &Open::Nothing));
    // A script goes on without it.
    press(&mut app, "g999<Enter>");
    app.apply(Action::Next);
    assert_eq!((app.step(), app.open()), (10, &Open::Nothing));
    press(&mut app, "gconv9<Enter>");
    assert!(last_line(&app).starts_with(" go to: conv9   no layer"));
    press(&mut app, "<Esc>");
    assert_eq!(app.open(), &Open::Nothing);
}

#[test]
fn how_editing_ends_is_told_at_every_width() {
    for keys in ["<Right>e", "<Right>ei"] {
        let mut app = session("cs231n", &[]);
        press(&mut app, keys);

        for width in [40, 60, 80] {
            let line = lines(&screen(&app, width, 20, Depth::True)).pop();
            let line = line.unwrap_or_default().replace(' ', "");
            assert!(
                line.contains("Escdone") || line.contains("Esc完成"),
                "{width}: {line}"
            );
        }
    }
}

#[test]
fn a_scenario_has_as_many_steps_in_the_list_as_on_its_timeline() {
    for name in ["digits", "kernels", "signal", "cs231n"] {
        let Preview::Good(card) = Preview::of(load(name, &Request::default())) else {
            panic!("{name} is a good one")
        };

        assert_eq!(card.steps, session(name, &[]).steps(), "{name}");
    }
}

#[test]
fn the_mouse_goes_to_cells_and_along_the_timeline() {
    let mut app = session("cs231n", &[]);
    let area = Rect::new(0, 0, 80, 24);
    let hit = |app: &App, x, y, gesture| view::hit(app, area, x, y, gesture);
    let cell = Action::Cell([0, 1, 1]);
    assert_eq!(hit(&app, 69, 3, Gesture::Press), Some(cell));
    assert_eq!(
        hit(&app, 69, 3, Gesture::Hover),
        Some(Action::Hover(Some([0, 1, 1])))
    );

    assert_eq!(hit(&app, 78, 2, Gesture::Press), None);
    assert_eq!(hit(&app, 1, 22, Gesture::Press), Some(Action::Step(0)));
    app.apply(cell);
    assert_eq!(app.place().cell, [0, 1, 1]);
    let before = screen(&app, 80, 24, Depth::True);
    app.apply(Action::Hover(Some([1, 2, 2])));
    assert_ne!(before, screen(&app, 80, 24, Depth::True));
    app.apply(Action::Hover(None));
    assert_eq!(before, screen(&app, 80, 24, Depth::True));
}

#[test]
fn a_press_on_the_walk_does_what_it_looks_like() {
    let mut app = session("cs231n", &[]);
    let area = Rect::new(0, 0, 80, 24);
    let hit = |app: &App, x, y| view::hit(app, area, x, y, Gesture::Press);

    // An input cell that two windows read leads to one after the other.
    for cell in [[0, 0, 1], [0, 0, 0], [0, 0, 1]] {
        assert_eq!(hit(&app, 4, 3), Some(Action::Cell(cell)));
        app.apply(Action::Cell(cell));
    }

    let mut weights = Vec::new();

    for (x, y) in (0..24).flat_map(|y| (0..80).map(move |x| (x, y))) {
        let action = hit(&app, x, y).filter(|action| matches!(action, Action::Point(_)));
        weights.extend(action.filter(|action| !weights.contains(action)));
    }

    assert_eq!(weights.len(), 27);
    app.apply(weights[4]);
    assert!(matches!(app.open(), Open::Edit(..)), "{:?}", app.open());

    // A layer of the way.
    let app = session("digits", &[]);
    let area = Rect::new(0, 0, 110, 32);
    let way = lines(&screen(&app, 110, 32, Depth::True)).swap_remove(1);
    let x = way.split("pool1").next().expect("the way").chars().count() as u16;
    let action = view::hit(&app, area, x + 1, 1, Gesture::Press);
    assert_eq!(action, Some(Action::Visit(4, [0, 0, 0])));
    let input = view::hit(&app, area, 2, 1, Gesture::Press);
    assert_eq!(input, Some(Action::Visit(0, [0, 0, 0])));
}

#[test]
fn a_map_of_the_network_is_a_way_into_the_walk() {
    let mut app = session("digits", &[]);
    press(&mut app, "2");
    let area = Rect::new(0, 0, 110, 32);
    let seen = lines(&screen(&app, 110, 32, Depth::True));
    let column = seen[2].find("conv1").expect("the layer's name") as u16;
    let action = view::hit(&app, area, column, 5, Gesture::Press);
    assert_eq!(action, Some(Action::Visit(0, [0, 0, 0])));
    let last = seen[2].find("softmax1").expect("the layer's name") as u16;
    let action = view::hit(&app, area, last, 9, Gesture::Press).expect("a class");
    assert_eq!(action, Action::Visit(7, [2, 0, 0]));
    app.apply(action);
    assert_eq!(
        (app.place().layer, app.place().cell, app.view()),
        (7, [2, 0, 0], View::Walk)
    );

    // Once the walk has come to its end, the network's answer is told.
    press(&mut app, "<End>2");
    assert!(
        lines(&screen(&app, 110, 32, Depth::True))
            .iter()
            .any(|line| line.contains("The network answers 0"))
    );
}

#[test]
fn coverage_follows_stride_and_padding() {
    let mut app = session("padding", &[]);
    let mut shows = |keys: &str, text: &str| {
        press(&mut app, keys);
        let seen = lines(&screen(&app, 80, 24, Depth::True)).join(" ");
        assert!(seen.contains(text), "{keys} does not show {text:?}: {seen}");
    };

    shows(
        "3",
        "Corner cells are read 4 times, the middle 9 times; padding 1 lifts the corners  from 1 to 4.",
    );

    shows("P", "Corner cells are read once, the middle 9 times.");
    shows("sss", "16 of 25 cells are read");
    shows("1", "products");
}

#[test]
fn coverage_says_what_is_seen_of_the_input() {
    let mut app = session("depth", &[]);
    press(&mut app, "3");
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join(" ");
    assert!(
        !seen(&app).contains("sees"),
        "the first layer's input is the network's"
    );

    app.apply(Action::NextLayer);
    press(&mut app, "g0,2,3<Enter>");
    let text = seen(&app);
    assert!(
        text.contains(
            "Receptive field of o[0] 2,3 of  conv2: 5×5 input cells, rows 2–6, columns 3–7."
        ),
        "{text}"
    );

    assert!(text.contains("receptive field"), "{text}");
}

#[test]
fn sizes_follow_stride_and_padding() {
    let mut app = session("cs231n", &[]);
    let mut shows = |keys: &str, text: &str| {
        press(&mut app, keys);
        let seen = lines(&screen(&app, 80, 24, Depth::True)).join("\n");
        assert!(seen.contains(text), "{keys} does not show {text:?}: {seen}");
    };

    shows("4", "padding 1   5    3    2*");
    shows("", "2 × (3·3·3 + 1) = 56");
    shows("", "75 × 18 + 18 = 1368");
    shows("", "* cells in no window");
    shows("s", "stride   1    2    3 ");
    shows("sP", "padding 0   2    1*   1* ");
    shows(
        "uu",
        "Output size (5 + 2·1 − 3) / 3 + 1 ≈ 2.33 → 2; no window reads",
    );

    shows("rd", "− 2·(3 − 1) − 1: the kernel, its\n 3 taps 2 apart");
}

#[test]
fn one_weight_is_followed_by_walk_cursor_and_mouse() {
    let mut app = session("cs231n", &[]);
    let area = Rect::new(0, 0, 80, 24);
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join("\n");
    let mut shows = |keys: &str, text: &str| {
        press(&mut app, keys);
        assert!(
            seen(&app).contains(text),
            "{keys} does not show {text:?}: {}",
            seen(&app)
        );
    };

    shows(
        "4",
        "w0[0] row 0, column 0 multiplies 4 cells of x[0] and contributes to 4 of the 9\n cells of o[0]: one shared weight where a dense layer needs 4.",
    );

    shows(
        "<Down><Home><Right><Right><Right><Right><Right>",
        "w0[0] row 1, column 1 multiplies 9 cells of x[0] and contributes to all 9\n cells of o[0]",
    );

    shows("e<Tab><Right>", "w0[1] row 0, column 1");
    shows("<Down>", "edit w0[1] 1,1");
    shows("7<Enter>", "-1  7  0");
    shows("<Esc>u", "w0[0] row 1, column 1");

    // The kernel's first weight, then one beside it while the cursor is there; and an output cell.
    let text: Vec<String> = lines(&screen(&app, 80, 24, Depth::True));
    let line = text
        .iter()
        .position(|line| line.starts_with("  w0[0]"))
        .expect("the kernel") as u16;

    for (x, tap) in [(3, 0), (6, 1)] {
        let point = view::hit(&app, area, x, line + 1, Gesture::Press);
        assert_eq!(
            point,
            Some(Action::Point(convstep::app::EditTarget::Weight {
                group: 0,
                tap
            }))
        );

        app.apply(point.expect("a weight"));
    }

    assert!(seen(&app).contains("edit w0[0] 0,1"), "{}", seen(&app));
    press(&mut app, "<Esc>");
    let output = text[line as usize]
        .chars()
        .position(|c| c == 'o')
        .expect("the output") as u16;

    let action = view::hit(&app, area, output + 1, line + 2, Gesture::Press);
    assert_eq!(action, Some(Action::Cell([0, 1, 0])));
    assert_eq!(
        view::hit(&app, area, 1, 22, Gesture::Press),
        Some(Action::Step(0))
    );

    assert_eq!(view::hit(&app, area, 40, 1, Gesture::Press), None);
}

#[test]
fn what_is_asked_is_not_given_away_by_the_other_views() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Right><Right><Right>4x");
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join("\n");
    assert!(
        seen(&app).contains("0 + 2 + 0 + 1 = ?") && seen(&app).contains("  ?"),
        "{}",
        seen(&app)
    );

    press(&mut app, "<Enter>");
    assert!(seen(&app).contains("  3  ·  ·"), "{}", seen(&app));

    // A size that is asked for shows neither in the table nor in what is made of it.
    press(&mut app, "s");
    let text = seen(&app);
    assert!(
        text.contains("input 5, kernel 3, stride 3")
            && text.contains("padding 1   5    3    ?    2*"),
        "{text}"
    );

    assert!(!text.contains("+ 2·1"), "{text}");

    assert!(text.contains("2 × (3·3·3 + 1) = 56"), "{text}");
    assert!(
        !text.contains("dense") && !text.contains("cells =") && !text.contains("o[0]"),
        "{text}"
    );

    press(&mut app, "2<Enter>");
    assert!(
        seen(&app).contains("Right") && seen(&app).contains("padding 1   5    3    2*"),
        "{}",
        seen(&app)
    );
}

#[test]
fn numbers_are_edited_and_everything_follows() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Right><Right><Right>e<Tab><Tab><Tab>9<Enter>");
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join("\n");
    assert!(
        seen(&app).contains("0 + 2 + 0 + 9 = 11") && seen(&app).contains("edit b0"),
        "{}",
        seen(&app)
    );

    press(&mut app, "<Tab><Right><Down>8<Enter>");
    assert!(seen(&app).contains("edit x[0] 1,1"));
    assert_eq!(app.network().input.at(6), 8.0);
    press(&mut app, "1.2.3<Enter>");
    assert!(seen(&app).contains("`1.2.3` is not a number"));

    // A number that stands there already is no change.
    press(&mut app, "8<Enter>");
    press(&mut app, "<Esc>uu");
    assert!(seen(&app).contains("0 + 2 + 0 + 1 = 3") && !app.is_changed());
    press(&mut app, "u");
    assert!(seen(&app).contains("nothing to undo"));
    let mut app = session("relu", &[Action::NextLayer]);
    press(&mut app, "e");
    assert!(seen(&app).contains("no numbers of its own"));
}

#[test]
fn a_prediction_hides_the_value_until_it_is_answered() {
    let mut app = session("cs231n", &[]);
    let seen = |app: &App| lines(&screen(app, 80, 24, Depth::True)).join("\n");
    press(&mut app, "<Right><Right><Right>x");
    let text = seen(&app);
    assert!(
        text.contains("0 + 2 + 0 + 1 = ?") && text.contains("1 =  ?"),
        "{text}"
    );

    press(&mut app, "3<Enter>");
    assert!(seen(&app).contains("Right: 0 + 2 + 0 + 1 = 3 · 1 of 1 right, 1 in a row"));
    press(&mut app, "<Right>");
    assert!(
        seen(&app).contains("What do the products add up to?") && seen(&app).contains(" ? "),
        "{}",
        seen(&app)
    );

    press(&mut app, "-4<Enter>");
    assert!(seen(&app).contains("Not -4. Try once more.") && app.asked().is_some());
    press(&mut app, "-4<Enter>");
    assert!(seen(&app).contains("Not -4: 0 + 0 + 0 + 0 + 1 + 1 + 0 + 0 + 0 = 2 · 1 of 2 right"));
    press(&mut app, "<Right><Enter>");
    assert!(
        app.asked().is_none() && seen(&app).contains("(-2) = -3"),
        "revealed: {}",
        seen(&app)
    );

    press(&mut app, "<Right>5.5.5<Enter>");
    assert!(seen(&app).contains("`5.5.5` is not a number") && app.asked().is_some());
    press(&mut app, "x<Esc>");
    assert!(
        app.quiz().is_none() && seen(&app).contains("2 + 2 + 0 + 0 + 0 = 4"),
        "{}",
        seen(&app)
    );

    press(&mut app, "<Down><Home><Right>x");
    assert!(
        seen(&app).contains("What is the product? 0 × 1 = ?"),
        "{}",
        seen(&app)
    );
}

/// Any key that is bound, a digit, or a click somewhere.
fn any_action() -> impl Strategy<Value = (usize, char, [u16; 4])> {
    (
        0..BINDINGS.len() + 6,
        prop::sample::select("0123456789-.,".chars().collect::<Vec<_>>()),
        any::<[u16; 4]>(),
    )
}

#[test]
fn the_window_of_a_mean_has_no_dilation() {
    let mut app = session("mean-pool", &[]);
    let before = app.network().clone();
    press(&mut app, "d");
    assert_eq!(*app.network(), before);
    assert!(app.message().is_some_and(|said| said.contains("dilation")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_can_be_drawn_and_undone(
        name in prop::sample::select(vec!["cs231n", "transposed", "depthwise", "max-pool", "digits", "slant"]),
        actions in prop::collection::vec(any_action(), 1..60),
    ) {
        let mut app = session(name, &[]);
        let before = app.network().clone();

        for (which, typed, [x, y, width, height]) in actions {
            let area = Rect::new(0, 0, width % 130, height % 50);
            let action = match BINDINGS.get(which) {
                Some(binding) => app.action_for(KeyEvent::new(binding.keys[0].0, binding.keys[0].1)),
                None if which % 3 == 0 => Some(Action::Type(typed)),
                None if which % 3 == 1 => app.action_for(KeyEvent::from(KeyCode::Tab)),
                None => view::hit(&app, area, x % 130, y % 50, Gesture::Press),
            };

            let effect = action.map_or(Effect::Draw, |action| app.apply(action));

            if matches!(effect, Effect::Name | Effect::List | Effect::Open(_)) {
                Workspace::default().perform(&mut app, effect);
            }

            screen(&app, area.width, area.height, Depth::True);
            prop_assert!(app.step() <= app.steps());
        }

        while *app.open() != Open::Nothing {
            app.apply(Action::Close);
        }

        for _ in 0..60 {
            app.apply(Action::Undo);
        }

        prop_assert_eq!(app.network(), &before);
    }
}

#[test]
fn a_slash_finds_layers_by_name_and_by_kind() {
    let mut app = session("resnet18", &[]);
    let at = |app: &App| app.network().layers[app.place().layer].name.clone();

    // From one to the next that is like it, and from the last on to the first.
    press(&mut app, "/conv2d<Enter>");
    let first = at(&app);
    press(&mut app, "/CONV2D<Enter>");
    assert_ne!(at(&app), first);
    press(&mut app, "/softmax");
    assert!(
        lines(&screen(&app, 100, 30, Depth::True))
            .iter()
            .any(|line| line.contains("1 of 1")),
        "the search says what it has found"
    );
    press(&mut app, "<Enter>");
    assert_eq!(app.place().layer, app.network().layers.len() - 1);

    press(&mut app, "/nothing<Enter>");
    assert_eq!(app.message(), Some("no layer has this name or kind"));
    assert_eq!(app.place().layer, app.network().layers.len() - 1);
}

#[test]
fn one_goes_to_a_step_a_cell_or_a_layer() {
    let place = |answer: &str| {
        let mut app = session("digits", &[Action::GoTo]);

        for sign in answer.chars() {
            app.apply(Action::Type(sign));
        }

        app.apply(Action::Submit);
        (app.place().layer, app.place().cell, app.message().is_some())
    };

    assert_eq!(place("0,2,1"), (0, [0, 2, 1], false));
    assert_eq!(place("conv2:3,4,5"), (2, [3, 4, 5], false));
    assert_eq!(place("pool1"), (4, [0, 0, 0], false));

    // What there is not is said, and the place stays.
    let [layer, cell] = [place("7").0, place("7").1[0]];
    assert_eq!([layer, cell], [0, 0]);

    for wrong in ["conv3:0,0,0", "conv2:10,0,0", "conv", "conv2:", "999999"] {
        assert!(place(wrong).2, "{wrong}");
    }
}
