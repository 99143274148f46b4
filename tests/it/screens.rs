//! Whole screens, with their styles, at the sizes that people have.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use convstep::app::{Action, App, Change, Hyperparameter, ScreenParts, Theme, View};
use convstep::scenario::{Request, from_text, load};
use convstep::text::Language;
use convstep::view::{self, Depth};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A session with a scenario, as it opens.
pub(crate) fn opened(scenario: &str) -> App {
    let scenario = load(scenario, &Request::default()).expect("a good scenario");
    App::new(Arc::new(scenario), Theme::Dark, Language::English)
}

/// A session with a scenario at its first step, after some actions.
pub(crate) fn session(scenario: &str, actions: &[Action]) -> App {
    let mut app = opened(scenario);
    app.apply(Action::Step(app.step().max(1)));

    for action in actions {
        app.apply(*action);
    }

    app
}

/// A session at the first step of a scenario that is written out.
pub(crate) fn session_of(toml: &str) -> App {
    let scenario = from_text("test.toml", toml).unwrap_or_else(|faults| panic!("{faults}"));
    let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
    app.apply(Action::Step(1));
    app
}

/// What a session looks like on a terminal of this size.
pub(crate) fn screen(app: &App, width: u16, height: u16, depth: Depth) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    view::draw(app, depth, buffer.area, &mut buffer);
    buffer
}

/// The lines of a screen.
pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
    let width = buffer.area.width as usize;
    let rows = buffer.content.chunks(width.max(1));
    rows.map(|row| {
        // What lies behind the second half of a wide character is not seen.
        let mut hidden = 0;
        let mut line = String::new();

        for cell in row {
            if hidden == 0 {
                line.push_str(cell.symbol());
                hidden = unicode_width::UnicodeWidthStr::width(cell.symbol());
            }

            hidden = hidden.saturating_sub(1);
        }

        line.trim_end().to_owned()
    })
    .collect()
}

/// The text, and below it a letter a cell for its style, with what each letter stands for.
fn dump(buffer: &Buffer) -> String {
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut map = String::new();

    for row in buffer.content.chunks(buffer.area.width as usize) {
        for cell in row {
            let number = letters.len() as u32;
            let next = char::from_u32(if number < 26 {
                97 + number
            } else {
                0x100 + number
            })
            .expect("a letter");

            let style = cell.style();
            let plain = style.fg == buffer.content[0].style().fg && cell.symbol() == " ";
            let key = describe(if plain {
                style.fg(ratatui::style::Color::Reset)
            } else {
                style
            });

            map.push(*letters.entry(key).or_insert(next));
        }

        map.push('\n');
    }

    let mut dump = lines(buffer).join("\n");
    dump.push_str("\n\n");
    dump.push_str(&map);
    let mut names: Vec<_> = letters.into_iter().collect();
    names.sort_by_key(|(_, letter)| *letter);

    for (style, letter) in names {
        writeln!(dump, "{letter}  {style}").expect("a string");
    }

    dump
}

fn describe(style: Style) -> String {
    let colour = |colour: Option<ratatui::style::Color>| {
        colour.map_or("-".to_owned(), |colour| colour.to_string())
    };

    format!(
        "{} on {} {:?}",
        colour(style.fg),
        colour(style.bg),
        style.add_modifier
    )
}

pub(crate) fn check(name: &str, app: &App, depth: Depth) {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        insta::assert_snapshot!(
            format!("{name}_{width}x{height}"),
            dump(&screen(app, width, height, depth))
        );
    }
}

#[test]
fn the_first_cell_filled() {
    check(
        "first_cell",
        &session("cs231n", &[Action::Next, Action::Next, Action::Next]),
        Depth::True,
    );
}

#[test]
fn one_product() {
    let mut actions = vec![Action::Finer];
    actions.extend([Action::Next; 5]);
    check("one_product", &session("cs231n", &actions), Depth::True);
}

#[test]
fn both_maps_without_colour() {
    check(
        "end_without_colour",
        &session("cs231n", &[Action::Last]),
        Depth::None,
    );
}

#[test]
fn a_stride_that_does_not_divide() {
    check(
        "stride_three",
        &session(
            "cs231n",
            &[
                Action::Change(Hyperparameter::Stride, Change::By(1)),
                Action::Last,
            ],
        ),
        Depth::Sixteen,
    );
}

#[test]
fn a_finished_row_in_chinese_on_a_projector() {
    let actions = [
        Action::Coarser,
        Action::Coarser,
        Action::Theme,
        Action::Language,
    ];
    check("row_in_chinese", &session("cs231n", &actions), Depth::True);
}

#[test]
fn a_spotlight_is_on_the_channel_that_is_spoken_of() {
    let numbers = |app: &App| {
        let buffer = screen(app, 120, 40, Depth::True);
        let cells = buffer.content.into_iter();
        let numbers = cells.filter(|cell| cell.symbol() == "1");
        numbers.map(|cell| cell.fg).collect::<Vec<_>>()
    };

    // How many of the same numbers have another colour, and all of them.
    let faded = |step: u64| {
        let mut app = session("cs231n", &[Action::Step(step), Action::Present]);
        let lit = numbers(&app);
        let spotlight = false;
        app.set_parts(ScreenParts {
            spotlight,
            ..app.parts()
        });

        let plain = numbers(&app);
        let differing = plain.iter().zip(&lit).filter(|(plain, lit)| plain != lit);
        (differing.count(), plain.len())
    };

    // Nothing before the walk begins; then what is not in the first channel's window.
    assert_eq!(faded(0).0, 0);

    let (faded, all) = faded(1);
    assert!(2 * faded > all && faded < all, "{faded} of {all}");
}

#[test]
fn the_help() {
    check("help", &session("cs231n", &[Action::Help]), Depth::True);
}

#[test]
fn the_network() {
    let app = session(
        "digits",
        &[
            Action::View(View::Network),
            Action::NextLayer,
            Action::NextLayer,
            Action::NextLayer,
        ],
    );
    check("network", &app, Depth::True);
}

#[test]
fn the_classes_without_colour() {
    check(
        "classes_without_colour",
        &session("digits", &[Action::View(View::Network), Action::Last]),
        Depth::None,
    );
}

#[test]
fn coverage() {
    check(
        "coverage",
        &session(
            "stride",
            &[
                Action::View(View::Coverage),
                Action::Change(Hyperparameter::Stride, Change::By(1)),
            ],
        ),
        Depth::True,
    );
}

#[test]
fn coverage_deep_in_a_network() {
    let actions = [
        Action::View(View::Coverage),
        Action::NextLayer,
        Action::NextLayer,
        Action::Cell([0, 3, 4]),
    ];
    check("coverage_deep", &session("digits", &actions), Depth::True);
}

#[test]
fn coverage_without_colour() {
    check(
        "coverage_without_colour",
        &session("padding", &[Action::View(View::Coverage)]),
        Depth::None,
    );
}

#[test]
fn sizes_and_one_weight() {
    let mut actions = vec![Action::View(View::Sizes), Action::Finer];
    actions.extend([Action::Cell([0, 1, 1]), Action::Back]);
    check("sizes", &session("cs231n", &actions), Depth::True);
}

#[test]
fn sizes_of_a_large_layer_without_colour() {
    check(
        "sizes_large",
        &session("depth", &[Action::View(View::Sizes)]),
        Depth::None,
    );
}

#[test]
fn sizes_in_chinese_on_a_projector() {
    check(
        "sizes_in_chinese",
        &session(
            "cs231n",
            &[Action::View(View::Sizes), Action::Theme, Action::Language],
        ),
        Depth::True,
    );
}

#[test]
fn sizes_of_each_kind_of_layer() {
    for name in [
        "max-pool",
        "mean-pool",
        "transposed",
        "dilation",
        "depthwise",
        "stride",
    ] {
        let app = session(name, &[Action::View(View::Sizes)]);
        insta::assert_snapshot!(
            format!("sizes_{name}"),
            lines(&screen(&app, 80, 24, Depth::True)).join("\n")
        );
    }

    let mut app = session("digits", &[Action::View(View::Sizes)]);

    for layer in 1..=8 {
        insta::assert_snapshot!(
            format!("sizes_digits_{layer}"),
            lines(&screen(&app, 80, 24, Depth::True)).join("\n")
        );
        app.apply(Action::NextLayer);
    }
}

#[test]
fn what_takes_too_long_around_the_window_is_left_open() {
    let conv = "[[layer]]\nkind = \"conv2d\"\nweight = { random = [64, 64, 7, 7] }\npadding = 3\n";
    let input = "title = \"Wide\"\n[input]\ndata = { random = [64, 64, 64] }\n";
    let mut app = session_of(&format!("{input}{conv}{conv}"));
    app.apply(Action::NextLayer);
    let walk = lines(&screen(&app, 100, 40, Depth::True)).join("\n");
    assert!(walk.contains("products") && walk.contains('…'), "{walk}");
}

#[test]
fn each_kind_of_layer() {
    let layers = ["max-pool", "mean-pool", "transposed", "dilation", "groups"];
    for name in layers {
        let app = session(name, &[Action::Next, Action::Next]);
        insta::assert_snapshot!(
            format!("layer_{name}"),
            lines(&screen(&app, 80, 24, Depth::True)).join("\n")
        );
    }

    let mut app = session("digits", &[]);

    for layer in 1..=8 {
        app.apply(Action::Next);
        app.apply(Action::Next);
        insta::assert_snapshot!(
            format!("digits_{layer}"),
            lines(&screen(&app, 80, 24, Depth::True)).join("\n")
        );

        app.apply(Action::NextLayer);
    }
}

#[test]
fn every_size_and_every_theme_can_be_drawn() {
    let long = [Action::GoTo, Action::Type('7'), Action::Type('再')];
    for actions in [
        &[][..],
        &[Action::Last],
        &[Action::Help],
        &[Action::Finer],
        &long,
        &[Action::Language, Action::Next],
    ] {
        let mut app = session("cs231n", actions);
        draw_everywhere(&mut app, 1);
        app.apply(Action::Close);

        for view in [View::Network, View::Coverage, View::Sizes, View::Features] {
            app.apply(Action::View(view));
            draw_everywhere(&mut app, 2);
        }
    }

    for name in ["digits", "depth", "transposed", "slant"] {
        let mut app = session(name, &[]);
        for _ in 0..app.network().layers.len() {
            draw_everywhere(&mut app, 7);
            app.apply(Action::NextLayer);
        }

        for view in [View::Network, View::Coverage, View::Sizes, View::Features] {
            app.apply(Action::View(view));
            app.apply(Action::First);

            for _ in 0..app.network().layers.len() {
                draw_everywhere(&mut app, 13);
                app.apply(Action::NextLayer);
            }
        }
    }
}

fn draw_everywhere(app: &mut App, every: usize) {
    for _ in Theme::ALL.iter().step_by(every) {
        app.apply(Action::Theme);
        for (width, height) in (0..60)
            .step_by(every)
            .flat_map(|n| [(n, 60 - n), (n, n), (3 * n, n), (n, 1), (1, n), (200, n)])
        {
            screen(app, width, height, Depth::Indexed);
        }
    }
}

#[test]
fn no_number_is_cut_and_nothing_overlaps_while_the_terminal_shrinks() {
    let app = session("cs231n", &[Action::Last]);
    for width in 40..130 {
        let text = lines(&screen(&app, width, 24, Depth::True));
        assert!(
            text.iter()
                .any(|line| line.contains(" =  2") || line.contains("=             2")),
            "{width}: {text:#?}"
        );
    }
}
