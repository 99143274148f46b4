//! Predicting: what is asked, that it is seen nowhere before it is answered, and what is said then.

use convstep::app::{Action, App, Change, Hyperparameter, View};
use convstep::text::{Language, Question, QuestionKind};
use convstep::view::Depth;
use convstep::walk::{Grain, Moment};

use crate::keys::press;
use crate::screens::{check, lines, screen, session, session_of};

const SIZES: [(u16, u16); 5] = [(80, 24), (120, 40), (40, 12), (39, 11), (24, 6)];
const VIEWS: [View; 5] = [
    View::Walk,
    View::Network,
    View::Coverage,
    View::Sizes,
    View::Features,
];

fn seen(app: &App) -> String {
    lines(&screen(app, 80, 24, Depth::True)).join("\n")
}

/// The same on a large screen, where what goes in and comes out is told, too.
fn widely(app: &App) -> String {
    lines(&screen(app, 160, 45, Depth::True)).join("\n")
}

/// Every screen of a session, in every view and at every size.
fn everywhere(app: &mut App) -> Vec<String> {
    let mut screens = Vec::new();
    for view in VIEWS {
        app.apply(Action::View(view));
        screens.extend(
            SIZES.map(|(width, height)| lines(&screen(app, width, height, Depth::None)).join("\n")),
        );
    }

    app.apply(Action::View(View::Walk));

    screens
}

/// The numbers that stand on a screen.
fn numbers(screen: &str) -> impl Iterator<Item = f64> {
    screen
        .split(|c: char| !(c.is_ascii_digit() || ".-e".contains(c)))
        .filter_map(|token| token.parse().ok())
}

/// As near as rounding on the screen makes them.
fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 2e-3 * b.abs().max(0.3)
}

/// The numbers that a question is made from, which must be seen.
fn operands(app: &App, asks: QuestionKind) -> Vec<f64> {
    let told = app.explanation().expect("a small network");
    let taps = told.taps.iter().flat_map(|tap| [tap.x, tap.weight]);
    let products = told
        .taps
        .iter()
        .map(|tap| tap.value)
        .filter(|_| asks != QuestionKind::Product);

    let terms = told
        .terms
        .iter()
        .copied()
        .filter(|_| asks == QuestionKind::Value);

    taps.chain(products).chain(terms).chain(told.bias).collect()
}

/// Goes through every step at every grain, and looks for the number that is asked for. Returns how often it looked.
fn looks(app: &mut App) -> usize {
    let mut looked = 0;
    for (_, grain) in Grain::ALL {
        while app.grain() > Grain::Tap {
            app.apply(Action::Finer);
        }

        while app.grain() < grain {
            app.apply(Action::Coarser);
        }

        for step in 1..=app.steps().min(40) {
            app.apply(Action::Step(step));
            let Some(asks) = QuestionKind::of_step(app.layer(), &app.place(), grain) else {
                assert!(app.asked().is_none());
                continue;
            };
            let told = app.explanation().expect("a small network");
            let question = Question::new(asks, app.layer(), &[], &told, grain, Language::English);
            let answer = question.answer();
            if operands(app, asks)
                .iter()
                .any(|&operand| is_near(operand, answer))
            {
                continue;
            }
            looked += 1;
            for screen in everywhere(app) {
                let shown = numbers(&screen).any(|number| is_near(number, answer));
                assert!(
                    !shown,
                    "{answer} is seen at step {step} of grain {}:\n{screen}",
                    grain.name()
                );
            }
            // The class may come first.
            press(
                app,
                if app.hidden().class() {
                    "<Enter><Enter>"
                } else {
                    "<Enter>"
                },
            );
            assert!(app.asked().is_none() && app.message().is_some_and(|told| !told.is_empty()));
        }
    }

    looked
}

#[test]
fn a_number_that_is_asked_for_is_seen_nowhere() {
    let input = "title = 't'\n[input]\ndata = [[[211, 223, 227], [229, 233, 239], [241, 251, 257]], [[311, 313, 317], [331, 337, 347], [349, 353, 359]]]\n";
    let one = "title = 't'\n[input]\ndata = [[211, 223, 227], [229, 233, 239], [241, 251, 257]]\n";
    let vector = "title = 't'\n[input]\ndata = [0.31, 1.27, 2.43]\n";
    let networks = [
        (
            input,
            "kind = 'conv2d'\nweight = [[[[2.3, -3.1], [5.7, 7.9]], [[4.3, 6.1], [-8.9, 9.7]]]]\nbias = [1300]",
            50,
        ),
        (
            one,
            "kind = 'conv2d'\nweight = [[[[2.3, -3.1], [5.7, 7.9]]]]",
            28,
        ),
        (one, "kind = 'conv2d'\nweight = [[[[2.3]]]]", 30),
        (
            one,
            "kind = 'conv_transpose2d'\nweight = [[[[2.3, -3.1], [5.7, 7.9]]]]\nstride = 2\nbias = [77]",
            60,
        ),
        (one, "kind = 'avg_pool2d'\nkernel = 2\nstride = 1", 30),
        (one, "kind = 'global_avg_pool'", 8),
        (
            one,
            "kind = 'batch_norm2d'\nmean = [101.5]\nvar = [7.3]",
            30,
        ),
        (
            one,
            "kind = 'silu'\n[[layer]]\nkind = 'batch_norm2d'\nmean = [101.5]\nvar = [7.3]",
            30,
        ),
        (
            vector,
            "kind = 'linear'\nweight = [[2.3, -3.1, 5.7], [7.9, 4.3, 6.1]]\n[[layer]]\nkind = 'relu'",
            15,
        ),
        (vector, "kind = 'softmax'", 18),
    ];

    for (input, layer, least) in networks {
        let mut app = session_of(&format!("{input}[[layer]]\n{layer}\n"));
        press(&mut app, "x");
        let looked = looks(&mut app);
        assert!(looked >= least, "{layer}: looked only {looked} times");
    }
}

/// What only stands there already is not said twice: the largest, the number that moves, the sum without a bias.
#[test]
fn a_cell_that_is_its_only_term_hides_that_too() {
    let one = "title = 't'\n[input]\ndata = [[211, 223], [229, 233]]\n";
    let layers = [
        (
            "kind = 'max_pool2d'\nkernel = 2",
            "What is the largest in the window?",
        ),
        (
            "kind = 'global_max_pool'",
            "What is the largest in the window?",
        ),
        (
            "kind = 'conv2d'\nweight = [[[[2, 3], [5, 7]]]]",
            "What do the products add up to?",
        ),
        ("kind = 'flatten'", "Which number is copied here?"),
    ];

    for (layer, question) in layers {
        let mut app = session_of(&format!("{one}[[layer]]\n{layer}\n"));
        press(&mut app, "<Up>x");
        let text = seen(&app);
        let told = text.lines().filter(|line| !line.contains(question));
        let unknown: usize = told.map(|line| line.matches('?').count()).sum();
        let sum = usize::from(layer.contains("conv2d"));

        // In the equation, in the output, and where there are products, under them.
        assert_eq!(unknown, 2 + sum, "{layer}:\n{text}");
        assert!(text.contains(question), "{layer}:\n{text}");

        // By finer steps the sum is asked for, and then the cell brings nothing new.
        press(&mut app, "<Down><End>");
        assert_eq!(app.asked().is_some(), layer.contains("flatten"), "{layer}");
    }
}

#[test]
fn a_turn_asks_for_the_size_first() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "xs");
    let text = seen(&app);
    assert!(
        text.contains("does the output have? input 5, kernel 3, stride 3,"),
        "{text}"
    );

    // The formula is a hint.
    assert!(!text.contains("+ 2·1") && !widely(&app).contains("+ 2·1"));
    press(&mut app, "<Tab>");
    assert!(seen(&app).contains("does the output have? (5 + 2·1 − 3) / 3 + 1 = ?"));

    press(&mut app, "2.33<Enter>");
    assert_eq!(app.message(), Some("Not 2.33. Try once more."));
    assert!(app.hidden().size());
    press(&mut app, "2.33<Enter>");
    assert!(
        seen(&app).contains("Not 2.33: (5 + 2·1 − 3) / 3 + 1 ≈ 2.33 → 2 · 0 of 1 right"),
        "{}",
        seen(&app)
    );

    assert!(
        widely(&app).contains("o  2×2×2") && seen(&app).contains("What do the products add up to?")
    );
    press(&mut app, "S3<Enter>");
    assert!(seen(&app).contains("Right: (5 + 2·1 − 3) / 2 + 1 = 3 · 1 of 2 right, 1 in a row"));
    press(&mut app, "p");
    let step = app.step();
    press(&mut app, "<Right>");
    assert!(
        !app.hidden().size() && app.asked().is_some() && app.step() == step,
        "skipped, and the step's own question follows"
    );

    press(&mut app, "d<Enter>");
    assert_eq!(app.message(), Some("(5 + 2·2 − 2·(3 − 1) − 1) / 2 + 1 = 3"));
    press(&mut app, "su");
    assert!(
        !app.hidden().size() && app.asked().is_some(),
        "what is taken back is known"
    );
}

#[test]
fn a_round_that_ends_within_a_row_leaves_the_walk_at_its_end() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Up><Up><Right>x<Right>");
    assert_eq!(app.place().cell, [0, 1, 0]);
    press(&mut app, "x");
    assert_eq!(app.place().cell, [0, 1, 2]);
}

#[test]
fn sizes_that_differ_are_asked_for_one_after_the_other() {
    let toml = "title = 't'\n[input]\ndata = { fill = 1, shape = [1, 6, 9] }\n[[layer]]\nkind = 'max_pool2d'\nkernel = 2\n";
    let mut app = session_of(toml);
    press(&mut app, "xS");
    assert!(
        seen(&app)
            .contains("How many rows does the output have? input 6, kernel 2, stride 1, padding 0"),
        "{}",
        seen(&app)
    );

    press(&mut app, "5<Enter>");
    assert!(
        app.hidden().size()
            && seen(&app).contains("How many columns does the output have? input 9, kernel 2")
    );

    press(&mut app, "9<Enter>9<Enter>");
    assert!(
        !app.hidden().size()
            && seen(&app).contains("Not 9: (9 − 2) / 1 + 1 = 8")
            && widely(&app).contains("o  5×8×1")
    );
}

#[test]
fn a_size_that_is_asked_for_is_seen_nowhere() {
    // 34 windows down and along: a number that nothing else on the screen has.
    let toml = "title = 't'\n[input]\ndata = { fill = 1, shape = [1, 70, 70] }\n\
        [[layer]]\nkind = 'conv2d'\nweight = { fill = 1, shape = [2, 1, 3, 3] }\n[[layer]]\nkind = 'relu'\n";
    let mut app = session_of(toml);
    press(&mut app, "xs");
    assert_eq!(app.layer().output.dims(), [2, 34, 34]);
    for text in everywhere(&mut app) {
        assert!(
            !numbers(&text.replace('×', " ")).any(|number| number == 34.0),
            "{text}"
        );

        assert!(
            !text.contains("no window reads") && !text.contains("of 9248"),
            "{text}"
        );
    }
    // Nor do the places that are to come tell it.
    for (width, height) in SIZES {
        let text = lines(&screen(&app, width, height, Depth::True));
        let right = |line: &&String| {
            line.rsplit_once('│')
                .is_some_and(|(_, output)| output.contains('·'))
        };

        assert!(!text.iter().any(|line| right(&line)), "{text:#?}");
    }
    press(&mut app, "34<Enter>");
    assert!(widely(&app).contains("o  34×34×2"));
}

#[test]
fn the_class_is_asked_for_before_its_share_is_seen() {
    let mut app = session("digits", &[]);
    press(&mut app, "x<End>");
    assert!(seen(&app).contains("Which class, 0 to 9, has the largest probability?"));
    app.apply(Action::View(View::Network));
    let text = seen(&app);
    assert!(
        !text.contains("The network answers") && text.contains("9 ?") && !text.contains("1.000"),
        "{text}"
    );

    assert!(text.contains("? ?") || !text.contains("-20.7"), "{text}");
    press(&mut app, "6<Enter>6<Enter>");
    assert!(
        seen(&app).contains("Not 6: class 0 has 1, class 6 has 4.955e-9 · 0 of 1 right"),
        "{}",
        seen(&app)
    );

    assert!(
        seen(&app).contains("What is its probability?")
            && seen(&app).contains(" 1.000")
            && seen(&app).contains("9 ?")
    );

    // What the probabilities are made of would tell which is the largest.
    let mut at_softmax = session("digits", &[]);
    press(&mut at_softmax, "x<End>");
    let [walk, wide] = [seen(&at_softmax), widely(&at_softmax)];
    for text in [walk, wide] {
        let told = ["max 6", "6.63", "1.00", "-27.2", "e^(6"];
        assert!(told.iter().all(|told| !text.contains(told)), "{text}");
    }

    // Once for the same numbers; another picture is another question.
    press(&mut app, "<Left>");
    assert!(!app.hidden().class() && app.asked().is_some());
    app.apply(Action::Paint([0, 0], convstep::app::Brush::Ink));
    assert!(app.hidden().class());

    // Whoever walks meets it at the first cell.
    let mut app = session("digits", &[]);
    press(&mut app, "x");
    app.apply(Action::Visit(6, [0, 0, 0]));
    assert!(
        app.hidden().class() && !seen(&app).contains("6.6"),
        "{}",
        seen(&app)
    );
    press(&mut app, "0<Enter>");
    assert!(
        app.message()
            .is_some_and(|said| said.starts_with("Right: class 0 has 1")),
        "{:?}",
        app.message()
    );

    assert_eq!(app.place().moment, Moment::Finish);
}

#[test]
fn a_round_hides_what_the_walk_comes_to_later() {
    let mut app = session("digits", &[]);
    press(&mut app, "x");
    app.apply(Action::Visit(6, [1, 0, 0]));
    app.apply(Action::View(View::Network));
    assert!(
        app.hidden().class() && seen(&app).contains("1 ?"),
        "{}",
        seen(&app)
    );
    press(&mut app, "<Enter><Enter>");
    let text = seen(&app);
    assert!(
        text.contains("1 -20.660") && text.contains("2 ?") && text.contains("9 ?"),
        "{text}"
    );

    assert!(
        !text.contains("The network answers") && !text.contains("1.000"),
        "{text}"
    );

    press(&mut app, "xv");
    let text = seen(&app);
    let is_answered = text.replace("\n ", " ").contains("network answers 0");
    assert!(text.contains("2 -15.0") && is_answered, "{text}");
}

#[test]
fn a_question_stays_open_while_numbers_are_edited() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "<Right><Right><Right>xe<Tab><Tab><Tab>9<Enter>");
    let text = seen(&app);
    assert!(
        text.contains("0 + 2 + 0 + 9 = ?") && text.contains("9 =  ?") && text.contains("edit b0"),
        "{text}"
    );

    press(&mut app, "<Esc>11<Enter>");
    assert!(
        seen(&app).contains("Right: 0 + 2 + 0 + 9 = 11"),
        "{}",
        seen(&app)
    );

    // What was answered is asked again when other numbers make it.
    press(&mut app, "u");
    assert!(app.asked().is_some() && seen(&app).contains("0 + 2 + 0 + 1 = ?"));
}

#[test]
fn every_view_has_room_for_the_question() {
    for (view, width, height) in VIEWS
        .into_iter()
        .flat_map(|view| [(view, 80, 24), (view, 40, 12)])
    {
        let app = session("cs231n", &[Action::View(view), Action::Predict]);
        let text = lines(&screen(&app, width, height, Depth::True)).join("\n");
        assert!(
            text.contains("What do the products add up to?"),
            "{view:?} {width}x{height}:\n{text}"
        );
    }
}

#[test]
fn a_small_screen_shows_what_is_typed() {
    let mut app = session("cs231n", &[]);
    press(&mut app, "x-7");

    for (width, height) in [(80, 24), (40, 12), (39, 11), (24, 6)] {
        let text = lines(&screen(&app, width, height, Depth::True)).join("\n");
        assert!(text.contains("-7"), "{width}x{height}:\n{text}");
    }
}

#[test]
fn the_screen_while_a_size_is_asked_for() {
    check(
        "asked_size",
        &session(
            "cs231n",
            &[
                Action::Predict,
                Action::Change(Hyperparameter::Stride, Change::By(1)),
            ],
        ),
        Depth::True,
    );
}

#[test]
fn the_screen_while_the_class_is_asked_for() {
    let actions = [
        Action::View(View::Network),
        Action::Predict,
        Action::Last,
        Action::Type('7'),
    ];
    check("asked_class", &session("digits", &actions), Depth::True);
}

/// A session at the first cell, at which everything is hidden that `X` was pressed for.
fn hidden(keys: &str) -> App {
    let mut app = session("cs231n", &[]);
    press(&mut app, keys);

    app
}

#[test]
fn as_much_is_hidden_as_one_says() {
    // The cell alone: channels go by unasked.
    let mut app = hidden("XXXx");
    assert!(app.asked().is_none());
    press(&mut app, "<Right><Right><Right>");
    let text = seen(&app);
    assert!(
        text.contains("What is the output? 0 + 2 + 0 + 1 = ?"),
        "{text}"
    );

    // The sums, the products.
    let mut app = hidden("x");
    assert!(
        seen(&app).contains("0  1  0") && seen(&app).contains("What do the products add up to?")
    );
    press(&mut app, "X");
    assert!(!seen(&app).contains("0  1  0"), "{}", seen(&app));
    press(&mut app, "<Tab>");
    assert!(seen(&app).contains("0  1  0"), "{}", seen(&app));

    // Everything: a cell is predicted from its window.
    let mut app = hidden("xXX");
    let text = seen(&app);
    assert!(
        text.contains("What will stand in o[0] row 0, column 0?"),
        "{text}"
    );
    assert!(
        !text.contains("0  1  0") && !text.contains("+ 1 = 3,") && text.contains("?  ?  ?"),
        "{text}"
    );
    press(&mut app, "3<Enter>");
    assert!(
        seen(&app).contains("Right: 0 + 2 + 0 + 1 = 3"),
        "{}",
        seen(&app)
    );
    press(&mut app, "<Right>");
    assert_eq!(app.place().cell, [1, 0, 0]);
    assert!(seen(&app).contains("What will stand in o[1] row 0, column 0?"));

    // The products are a hint, and after them the sums.
    press(&mut app, "<Tab>");
    assert!(!seen(&app).contains("?  ?  ?") && seen(&app).contains("What will stand"));
    press(&mut app, "<Tab>");
    assert!(
        seen(&app).contains("What is the output? "),
        "{}",
        seen(&app)
    );
}

#[test]
fn rows_and_maps_ask_for_each_of_their_cells() {
    for (_, grain) in [
        ("row", Grain::Row),
        ("map", Grain::Map),
        ("layer", Grain::Layer),
    ] {
        let mut app = session("cs231n", &[]);
        app.apply(Action::First);
        while app.grain() < grain {
            app.apply(Action::Coarser);
        }

        press(&mut app, "<Home>x");
        let mut asked = Vec::new();

        for _ in 0..4 {
            app.apply(Action::Next);
            assert!(app.asked().is_some());
            asked.push(app.place().cell);
        }

        assert_eq!(
            asked,
            [[0, 0, 0], [1, 0, 0], [0, 0, 1], [1, 0, 1]],
            "{grain:?}"
        );
    }
}

#[test]
fn a_round_ends_with_its_score_and_what_was_wrong() {
    let mut app = hidden("x0<Enter><Right>2<Enter><Right>7<Enter>7<Enter><Right>1<Enter>3<Enter>x");
    let text = seen(&app);
    assert!(
        text.contains("3 of 4 right · longest streak 2 · 0 hints"),
        "{text}"
    );
    assert!(
        text.contains("conv1, o[0] row 0, column 0, blue") && text.contains("Not 7: "),
        "{text}"
    );
    press(&mut app, "<Esc>");
    assert!(app.quiz().is_none() && !seen(&app).contains("at most"));

    // A round in which nothing was answered just ends.
    press(&mut app, "xx");
    assert_eq!(app.open(), &convstep::app::Open::Nothing);
}

#[test]
fn what_is_revealed_counts_and_is_told_of() {
    // One right, one that is revealed, and one that is revealed after a wrong answer.
    let mut app = hidden("x0<Enter><Right><Enter><Right>7<Enter><Enter>");
    press(&mut app, "x");
    let text = seen(&app);
    assert!(text.contains("1 of 3 right · longest streak 1"), "{text}");
    assert!(
        text.contains("Wrong or not answered:")
            && text.contains("Not answered: ")
            && text.contains("Not 7: "),
        "{text}"
    );

    // A round in which all is revealed has no score.
    let mut app = hidden("x<Enter>x");
    assert_eq!(app.open(), &convstep::app::Open::Nothing);
    press(&mut app, "<Right>x");
    assert!(app.asked().is_some());
}

#[test]
fn a_hint_is_offered_where_there_is_one() {
    let offers = |app: &App| seen(app).contains("Tab hint");
    let mut app = hidden("Xx");
    assert!(offers(&app));
    press(&mut app, "<Tab>");
    assert!(!offers(&app));

    // The sums that were asked for one by one are seen already.
    let mut app = hidden("<Right><Right><Right>x");
    assert!(app.asked().is_some() && !offers(&app));
    press(&mut app, "<Tab>");
    assert!(app.quiz().is_some_and(|quiz| quiz.hints == 0));

    // The formula of a size is one hint, and no more.
    let mut app = hidden("xs");
    assert!(offers(&app));
    press(&mut app, "<Tab><Tab>");
    assert!(!offers(&app) && app.quiz().is_some_and(|quiz| quiz.hints == 1));
}

#[test]
fn scores_that_a_network_is_given_stay_to_be_seen() {
    let mut app = session("probability", &[]);
    press(&mut app, "<Right>x<Tab>");
    assert!(app.hidden().class() && app.quiz().is_some_and(|quiz| quiz.hints == 0));

    for text in [seen(&app), widely(&app)] {
        let scores = text.lines().filter_map(|line| {
            let mut words = line.split_whitespace();
            let index: u32 = words.next()?.parse().ok()?;
            Some((index, words.next()?.parse().ok()?))
        });
        assert_eq!(
            scores.collect::<Vec<(u32, f64)>>(),
            [(0, 2.0), (1, 1.0), (2, 0.0)],
            "{text}"
        );
        assert!(!text.contains("0.665") && !text.contains("max 2"), "{text}");
    }

    app.apply(Action::View(View::Network));
    assert!(seen(&app).contains("0 2"), "{}", seen(&app));
}

#[test]
fn a_round_is_told_of_where_nothing_is_asked() {
    let mut app = hidden("xXXX<Right>");
    assert!(app.asked().is_none());
    assert!(
        seen(&app).contains("x ends predicting  X how much is hidden"),
        "{}",
        seen(&app)
    );
    press(&mut app, "x");
    assert!(!seen(&app).contains("predicting"));
}
