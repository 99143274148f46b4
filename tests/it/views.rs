//! Views 2, 3 and 5 say what is so: what is read is marked, what is asked for is hidden, legends and counts are those of the screen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use convstep::app::{Action, App, Change, Hyperparameter, Taste, Theme, View};
use convstep::scenario::{Request, built_in, load};
use convstep::text::Language;
use convstep::view::Depth;
use convstep::walk::Grain;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;

use crate::features::find;
use crate::keys::press;
use crate::screens::{lines, screen, session, session_of};

const SIZES: [(u16, u16); 5] = [(80, 24), (100, 30), (120, 40), (160, 45), (200, 60)];

/// The dark theme's colour of the current cell, of a window's lattice, and of a window's ground.
const MARK: Color = Color::Rgb(0xff, 0xd8, 0x66);
const LATTICE: Color = Color::Rgb(0x6a, 0x98, 0xe4);
const WINDOW: Color = Color::Rgb(0x3b, 0x63, 0xa9);

/// A session at a step, in a view.
fn at(scenario: &str, step: u64, view: View) -> App {
    session(scenario, &[Action::Step(step), Action::View(view)])
}

fn text(app: &App, width: u16, height: u16) -> String {
    lines(&screen(app, width, height, Depth::True)).join("\n")
}

/// The places of a screen whose foreground or background is a colour.
fn places(buffer: &Buffer, colour: Color) -> Vec<(u16, u16)> {
    let area = buffer.area;
    let has = |place: &(u16, u16)| buffer[*place].fg == colour || buffer[*place].bg == colour;
    let all = area.positions().map(|place| (place.x, place.y));

    all.filter(has).collect()
}

#[test]
fn a_cell_that_is_moved_is_framed_where_it_comes_from() {
    let app = at("features", 200, View::Coverage);
    let seen = screen(&app, 100, 30, Depth::True);
    let text = lines(&seen).join("\n");
    assert!(text.contains("output 216"), "{text}");

    // x[8] row 2, column 1, is the eighth of nine.
    let framed = places(&seen, LATTICE).into_iter().filter(|at| at.0 < 60);
    let framed: Vec<_> = framed.collect();
    let [left, right] = [framed.iter().min(), framed.iter().max()].map(|at| at.expect("a frame").0);
    let [top, bottom] = [
        framed.iter().map(|at| at.1).min(),
        framed.iter().map(|at| at.1).max(),
    ]
    .map(|y| y.expect("a frame"));
    let counts = seen.area.positions().filter(|place| {
        place.x < 60 && place.y > 5 && place.y < 23 && seen[*place].symbol() == "1"
    });
    let inside: Vec<bool> = counts
        .map(|at| (left..=right).contains(&at.x) && (top..=bottom).contains(&at.y))
        .collect();
    let only: Vec<usize> = (0..inside.len()).filter(|&at| inside[at]).collect();
    assert_eq!(only, [7], "{text}");
}

#[test]
fn what_a_filter_sees_has_one_size() {
    let app = at("features", 200, View::Features);
    find(&app);
    let seen = text(&app, 120, 40);
    assert!(
        seen.contains("20×20") && seen.contains("rows 8–27, columns 4–23"),
        "{seen}"
    );
}

#[test]
fn sizes_that_are_asked_for_are_told_nowhere() {
    for (width, height) in SIZES {
        let seen = text(&at("unet", 60, View::Network), width, height);
        assert!(seen.contains("fine has two channels"), "{seen}");
        assert!(seen.contains("?×?×?") && !seen.contains("4×4×3"), "{seen}");

        let seen = text(&at("unet", 60, View::Sizes), width, height);
        assert!(!seen.contains("4×4×3"), "{seen}");

        let mut app = session("output-size", &[Action::View(View::Network)]);
        app.apply(Action::First);
        let seen = text(&app, width, height);
        assert!(seen.contains("The input has 7 rows"), "{seen}");
        assert_eq!(
            seen.matches("7×7×1").count(),
            1,
            "the input's alone: {seen}"
        );
        assert!(!seen.contains("2×2×1") && !seen.contains("3×3×1"), "{seen}");
        assert!(!seen.contains("multiplications"), "{seen}");
    }
}

#[test]
fn the_current_cell_is_seen_however_small_maps_are() {
    for (scenario, step) in [("digits", 1000), ("depth", 3000), ("lenet5", 20000)] {
        for (width, height) in SIZES {
            let app = at(scenario, step, View::Network);
            let buffer = screen(&app, width, height, Depth::True);
            let seen = places(&buffer, MARK);
            let dots = seen
                .iter()
                .filter(|at| "▀▄".contains(buffer[**at].symbol()));
            assert!(dots.count() > 0, "{scenario} at {width}x{height}");
        }
    }
}

#[test]
fn maps_that_are_not_seen_are_counted_above_and_below() {
    let app = at("lenet5", 20000, View::Network);
    let map = app.place().cell[0];
    let seen = text(&app, 100, 30);
    assert!(
        seen.contains("▲ 3  ▼ 1") && seen.contains(&format!("o[{map}]")),
        "{seen}"
    );
}

#[test]
fn numbers_of_a_vector_stand_right_below_each_other() {
    let app = at("digits", u64::MAX, View::Network);
    let seen = text(&app, 120, 40);
    let points = ["-20.660", "-15.029", "6.633"].map(|number| {
        let column =
            |line: &str| Some(line[..line.find(number)?].chars().count() + number.find('.')?);
        seen.lines().find_map(column)
    });
    let points: Vec<usize> = points.into_iter().flatten().collect();
    assert!(
        points.len() > 2 && points.iter().all(|&at| at == points[0]),
        "{points:?} in {seen}"
    );

    // However many stand above and below, both are told.
    let seen = text(&at("features", 200, View::Network), 80, 24);
    assert!(seen.contains("▲73 ▼"), "{seen}");
}

#[test]
fn bars_of_probabilities_go_from_0_to_1() {
    let app = at("probability", 2, View::Network);
    let buffer = screen(&app, 80, 24, Depth::True);
    let y = (0..24)
        .find(|&y| lines(&buffer)[usize::from(y)].contains("0.665"))
        .expect("a probability");
    let ground = buffer[(0, 0)].bg;
    let long = |columns: std::ops::Range<u16>| {
        columns.filter(|&x| buffer[(x, y)].bg != ground).count() as f64
    };

    // The largest score's bar is as long as that of 1 would be.
    let [score, probability] = [long(0..40), long(40..80)];
    assert!(
        (probability / score - 0.665).abs() < 0.05,
        "{probability} of {score}"
    );
}

#[test]
fn legends_tell_what_is_on_the_screen_and_are_whole() {
    let seen = |scenario: &str, step, view| text(&at(scenario, step, view), 80, 24);
    let kernels = seen("kernels", u64::MAX, View::Network);
    assert!(!kernels.contains("not computed yet"), "{kernels}");
    let probability = seen("probability", 2, View::Network);
    assert!(
        !probability.contains("below 0") && probability.contains("above 0"),
        "{probability}"
    );
    let depth = seen("depth", 3000, View::Network);
    assert!(depth.contains("photo: light is large"), "{depth}");

    for (scenario, step) in [("receptive-field", 40), ("digits", 1000), ("unet", 30)] {
        let network = seen(scenario, step, View::Network);
        let legend = network.lines().find(|line| line.contains("above 0"));
        assert!(!legend.expect("a legend").contains('…'), "{network}");
        let coverage = seen(scenario, step, View::Coverage);
        let legend = coverage.lines().find(|line| line.contains("that read it:"));
        assert!(!legend.expect("a legend").contains('…'), "{coverage}");
    }
}

#[test]
fn of_what_is_read_equally_often_a_corner_is_seen_with_and_without_padding() {
    let steps = at("kernels", 1, View::Coverage).steps();

    for (step, (width, height)) in [
        (700, (80, 24)),
        (steps / 16, (80, 24)),
        (steps / 16, (100, 30)),
    ] {
        let seen = text(&at("kernels", step, View::Coverage), width, height);
        assert!(
            seen.contains("padding 0") && seen.contains("padding 1"),
            "{seen}"
        );
        let counts = ["3", "6", "9"].map(|count| {
            let board = seen.lines().skip(5).take(9);
            board
                .flat_map(str::split_whitespace)
                .filter(|word| *word == count)
                .count()
        });
        assert!(
            counts.iter().all(|&count| count > 2),
            "{counts:?} in {seen}"
        );
    }

    // Where it tells something, the window is seen.
    let app = at("depth", 2, View::Coverage);
    assert!(!places(&screen(&app, 80, 24, Depth::True), WINDOW).is_empty());
}

#[test]
fn equal_neighbours_are_told_apart() {
    let buffer = screen(&at("lenet5", 20000, View::Coverage), 100, 30, Depth::True);
    let colours: Vec<[Color; 2]> = [(20, 15), (21, 15)]
        .map(|at| [buffer[at].fg, buffer[at].bg])
        .to_vec();
    assert!(
        colours[0] != colours[1] && colours[0][0] != colours[0][1],
        "{colours:?}"
    );
}

#[test]
fn what_a_stage_reads_in_another_row_is_named() {
    let seen = text(&at("signal", 8, View::Network), 160, 45);
    let mut lines = seen.lines().filter(|line| line.contains('╭'));
    assert_eq!(lines.next().map(str::trim), Some("╭─ input"), "{seen}");
    assert_eq!(lines.next(), None, "{seen}");
}

/// How bright a colour is, as the web's guidelines define it.
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(r, g, b) = colour else {
        panic!("{colour:?}");
    };
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };

    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[test]
fn words_and_numbers_of_the_network_are_read_in_every_theme() {
    for (name, theme) in Theme::ALL {
        for lesson in built_in() {
            let title = lesson.name;
            let scenario = load(title, &Request::default()).expect("a good scenario");
            let mut app = App::new(Arc::new(scenario), theme, Language::English);
            app.apply(Action::Step(app.steps() / 2));
            app.apply(Action::View(View::Network));
            let buffer = screen(&app, 120, 40, Depth::True);
            // Title and last line are not the view's.
            let text = buffer.area.positions().filter(|at| at.y > 0 && at.y < 38);

            for at in text.filter(|at| buffer[*at].symbol().chars().all(char::is_alphanumeric)) {
                let cell = &buffer[at];
                let mut both = [luminance(cell.fg), luminance(cell.bg)];
                both.sort_by(f64::total_cmp);
                let contrast = (both[1] + 0.05) / (both[0] + 0.05);
                assert!(
                    contrast >= 4.5,
                    "{name}, {title}: {} at {at}: {contrast:.2}",
                    cell.symbol()
                );
            }
        }
    }
}

#[test]
fn all_of_a_plane_beside_a_weight_is_seen_however_small_and_whatever_the_stride() {
    let seen_small = [
        ("alexnet", (160, 45)),
        ("lenet5", (100, 30)),
        ("kernels", (120, 40)),
        ("depth", (80, 24)),
    ];

    for (scenario, (width, height)) in seen_small {
        let app = at(scenario, 5000, View::Sizes);
        let buffer = screen(&app, width, height, Depth::True);
        let seen = lines(&buffer).join("\n");
        let name = seen.lines().find(|line| line.contains("o["));
        let name = name.unwrap_or_else(|| panic!("{seen}"));
        assert!(
            name.contains("x[") && !name.contains('/'),
            "{name} in {seen}"
        );
        assert!(!places(&buffer, MARK).is_empty(), "{seen}");
    }
}

#[test]
fn pictures_beside_a_weight_say_what_is_marked_and_what_is_not_computed_yet() {
    let app = at("mobilenetv2", 300_000, View::Sizes);
    let buffer = screen(&app, 160, 45, Depth::True);
    let seen = lines(&buffer).join("\n");
    assert!(
        seen.contains("marked: cells it meets or helps make"),
        "{seen}"
    );
    assert!(seen.contains("grey: not computed yet"), "{seen}");

    // What is marked is outlined, and the cells in it keep their own colours.
    let used = Color::Rgb(0xb8, 0x9d, 0x4f);
    let outlined = places(&buffer, used).len();
    assert!((50..1000).contains(&outlined), "{outlined} in {seen}");
}

#[test]
fn the_ruler_has_the_current_window_whatever_the_length_of_the_row() {
    let rows = [
        ("receptive-field", 20),
        ("signal", 6),
        ("depth", 700),
        ("lenet5", 30_000),
        ("kernels", 6000),
        ("alexnet", 600_000),
        ("resnet18", 3_000_000),
        ("mobilenetv2", 300_000),
    ];

    for (scenario, step) in rows {
        let app = at(scenario, step, View::Sizes);
        let seen = text(&app, 160, 45);
        let mut ruler = seen
            .lines()
            .skip_while(|line| !line.contains("How many windows fit in a row"))
            .take(14);
        let window = format!("o{} ", app.place().cell[2]);
        assert!(
            ruler.any(|line| line.contains('└') && line.contains(&window)),
            "{window} in {seen}"
        );
    }

    // All of them, where a few more lines are enough for that.
    let seen = text(&at("receptive-field", 20, View::Sizes), 160, 45);
    assert!(
        (0..7).all(|window| seen.contains(&format!("─ o{window} ─"))),
        "{seen}"
    );
}

#[test]
fn the_table_of_layers_leaves_none_out_without_saying_so() {
    for (scenario, step, (width, height)) in [
        ("unet", 100, (160, 45)),
        ("unet", 60, (160, 45)),
        ("digits", 700, (200, 60)),
        ("digits", 700, (160, 45)),
        ("lenet5", 5000, (200, 60)),
        ("digits", 700, (100, 30)),
        ("residual", 50, (100, 30)),
    ] {
        let app = at(scenario, step, View::Sizes);
        let seen = text(&app, width, height);
        let lines = || seen.lines().skip_while(|line| !line.contains("layer   "));
        let of = |name: &str| lines().any(|line| line.contains(&format!(" {name} ")));
        let layers = &app.network().layers;
        let left_out = layers.iter().filter(|layer| !of(&layer.name)).count();
        let says = lines().any(|line| line.contains(&format!("… {left_out} more")));
        assert!(
            left_out == 0 || lines().count() == 0 || says,
            "{left_out} in {seen}"
        );
    }
}

#[test]
fn a_transposed_kernel_is_followed_as_it_is_written() {
    let mut app = at("transposed", 7, View::Sizes);
    let seen = text(&app, 160, 45);
    assert!(seen.contains("w0[0] row 0, column 0"), "{seen}");
    assert!(!seen.contains('□'), "no cell is padding: {seen}");

    for (key, place) in [
        ("e", "row 0, column 0"),
        ("<Right>", "row 0, column 1"),
        ("<Down>", "row 1, column 1"),
        ("<Left>", "row 1, column 0"),
    ] {
        press(&mut app, key);
        let seen = text(&app, 160, 45);
        assert!(seen.contains(place), "{place} in {seen}");
    }
}

#[test]
fn the_numbers_of_a_dense_layer_are_read_beside_each_other_and_large_counts_divided() {
    let seen = text(&at("lenet5", 39_500, View::Sizes), 160, 45);
    let numbers = seen
        .split_whitespace()
        .filter(|word| word.parse::<f32>().is_ok());
    assert!(numbers.count() > 250, "{seen}");

    let seen = text(&at("resnet18", 3_000_000, View::Sizes), 160, 45);
    assert!(seen.contains("120,846,286,848"), "{seen}");
    assert!(seen.contains("of the 12,544 cells"), "{seen}");
}

#[test]
fn weights_fill_the_view_of_features_where_there_are_no_images() {
    // Two filters of three 3x3 kernels, in tiles of eight columns and four lines and a gap, with their numbers.
    let seen = text(&at("cs231n", 12, View::Features), 120, 40);
    let line = |name: &str| seen.lines().position(|line| line.contains(name));
    let [first, second] = ["filter 0", "filter 1"].map(|name| line(name).expect("its name"));
    assert!(second - first > 14, "{seen}");
    assert!(seen.contains("each sees 3×3"), "{seen}");
    assert!(seen.contains("■ above 0  ■ below 0"), "{seen}");
    let is_number = |word: &&str| word.parse::<i32>().is_ok();
    let numbers = |line: &str| line.split([' ', '▀', '▄']).filter(is_number).count();
    let rows = seen.lines().filter(|line| numbers(line) == 9);
    assert_eq!(rows.count(), 6, "{seen}");

    // One filter takes all the room that there is.
    for (width, height) in SIZES {
        let app = at("stride", 5, View::Features);
        let buffer = screen(&app, width, height, Depth::True);
        let ground = buffer[(0, height - 3)].bg;
        let is_tile = |y: u16| (0..width).any(|x| buffer[(x, y)].bg != ground);
        let tall = (4..height - 2).filter(|&y| is_tile(y)).count();
        assert!(
            tall * 10 >= usize::from(height) * 5,
            "{}",
            lines(&buffer).join("\n")
        );
    }

    // What has no weights says so.
    let seen = text(&at("relu", 28, View::Features), 80, 24);
    assert!(seen.contains("relu1 has no weights of its own"), "{seen}");

    // One reason, and where there is something to see; also in the last layer.
    for step in [700, 3000] {
        let app = at("digits-wrong", step, View::Features);
        let seen = text(&app, 120, 40);
        assert!(
            seen.contains("has no weights of its own; the nearest"),
            "{seen}"
        );
        assert!(
            !seen.contains("no images") && !seen.contains("Tab goes"),
            "{seen}"
        );
    }

    // All are seen, however small.
    let seen = text(&at("digits", 20, View::Features), 120, 40);
    assert!(
        seen.contains("filter 5") && !seen.contains("more"),
        "{seen}"
    );
}

#[test]
fn small_networks_are_seen_as_large_as_the_screen_allows() {
    // Cells of four dots and more have their numbers.
    for (scenario, step, number) in [
        ("unet", 80, "11"),
        ("output-size", 2, "4"),
        ("residual", 60, "-10"),
    ] {
        let seen = text(&at(scenario, step, View::Network), 120, 40);
        let is_number = |word: &str| word.trim_matches('▀') == number;
        let has_number = |line: &str| line.split_whitespace().any(is_number);
        assert!(seen.lines().skip(6).any(has_number), "{scenario}: {seen}");
    }

    // What is not as wide as the screen is as tall as there is room.
    for scenario in ["cs231n", "max-pool", "stride", "padding", "channels"] {
        for (width, height) in SIZES {
            let app = at(scenario, 5, View::Network);
            let buffer = screen(&app, width, height, Depth::True);
            let ground = buffer[(0, 2)].bg;
            let is_drawn = |x, y| {
                let cell = &buffer[(x, y)];
                cell.bg != ground || "▀▄".contains(cell.symbol())
            };
            // Title and head are above it, sentence and legend, timeline and keys below.
            let rows = (3..height - 6).filter(|&y| (0..width).any(|x| is_drawn(x, y)));
            let columns = (0..width).filter(|&x| (3..height - 6).any(|y| is_drawn(x, y)));
            let columns: Vec<u16> = columns.collect();
            let across = columns.last().expect("a picture") - columns[0];
            let is_tall = rows.count() * 10 >= usize::from(height - 10) * 8;
            assert!(
                is_tall || across * 10 >= width * 8,
                "{scenario} at {width}x{height}: {}",
                lines(&buffer).join("\n")
            );
        }
    }
}

#[test]
fn no_map_is_left_out_where_smaller_ones_have_room() {
    for (scenario, step) in [("kernels", 5000), ("depth", 3000)] {
        let seen = text(&at(scenario, step, View::Network), 120, 40);
        assert!(!seen.contains("more"), "{scenario}: {seen}");
    }

    let seen = text(&at("kernels", 5000, View::Network), 80, 24);
    assert!(!seen.contains("▲") && !seen.contains("▼"), "{seen}");
}

#[test]
fn what_goes_on_in_the_next_row_is_led_there() {
    let seen = text(&at("signal", 8, View::Network), 120, 40);
    let arrows: Vec<&str> = seen.lines().filter(|line| line.contains("──")).collect();
    let [leaves, enters, ..] = arrows[..] else {
        panic!("{seen}");
    };

    // The line leaves on the right, and comes in on the left, where its head stands before what it leads to.
    assert!(leaves.ends_with('─') && !leaves.contains('▶'), "{seen}");
    assert!(
        enters.starts_with('─') && enters.trim_start_matches('─').starts_with('▶'),
        "{seen}"
    );
}

#[test]
fn cells_of_one_weight_are_one_shape() {
    // In rows without gaps, what the weight meets has no gaps between columns either.
    let app = at("overlap", 4, View::Sizes);
    let buffer = screen(&app, 80, 24, Depth::True);
    let seen = lines(&buffer);
    let is_head = |line: &String| line.contains("w0[0]");
    let y = seen.iter().position(is_head).expect("the pictures") + 2;
    let plain = buffer[(0, y as u16)].bg;
    let grounds: Vec<bool> = (0..80).map(|x| buffer[(x, y as u16)].bg != plain).collect();
    let shapes = grounds
        .split(|is_lit| !is_lit)
        .filter(|shape| !shape.is_empty());

    // Three cells of the input, and three of the output.
    assert_eq!(shapes.count(), 2, "{}", seen.join("\n"));
}

#[test]
fn a_signal_stands_below_its_kernel() {
    let seen = text(&at("signal", 6, View::Sizes), 120, 40);
    let row = |name: &str| {
        seen.lines()
            .position(|line| line.trim_start().starts_with(name))
    };
    let rows = ["w0[0]", "x[0]", "o[0]"].map(|name| row(name).expect("its name"));
    assert!(
        rows.is_sorted() && rows[0] < rows[1] && rows[1] < rows[2],
        "{seen}"
    );
    assert!(!seen.contains('■'), "{seen}");
}

#[test]
fn counts_are_tiles_where_blank_lines_make_room_for_them() {
    // A padding that is turned leaves them as large as they are.
    for (scenario, step) in [("cs231n", 12), ("overlap", 4), ("padding", 25)] {
        for padding in [0, 1] {
            let mut app = at(scenario, step, View::Coverage);

            app.apply(Action::Change(Hyperparameter::Padding, Change::To(padding)));
            let buffer = screen(&app, 80, 24, Depth::True);
            let lattice = places(&buffer, LATTICE);
            assert!(!lattice.is_empty(), "{}", lines(&buffer).join("\n"));
        }
    }
}

#[test]
fn the_legend_has_the_colours_of_what_is_read() {
    for (theme_name, theme) in Theme::ALL {
        for (name, step) in [("cs231n", 20), ("residual", 50), ("digits", 1500)] {
            let scenario = load(name, &Request::default()).expect("a good scenario");
            let mut app = App::new(Arc::new(scenario), theme, Language::English);
            app.apply(Action::Step(step));
            app.apply(Action::View(View::Network));
            let buffer = screen(&app, 160, 45, Depth::True);
            let seen = lines(&buffer);
            let is_legend = |line: &&String| line.contains("marked:");
            let y = seen
                .iter()
                .position(|line| is_legend(&line))
                .expect("a legend");
            let samples = seen[y].chars().take_while(|sign| *sign != 'm');
            let samples = samples.enumerate().filter(|(_, sign)| *sign == '■');
            let colours: Vec<Color> = samples
                .map(|(x, _)| buffer[(x as u16, y as u16)].fg)
                .collect();
            let is_drawn = |colour: &Color| {
                let mut cells = (0..160 * y as u16).map(|at| &buffer[(at % 160, at / 160)]);
                let is_block = |cell: &Cell| ["▀", "▄", "█"].contains(&cell.symbol());
                cells.any(|cell| cell.bg == *colour || is_block(cell) && cell.fg == *colour)
            };

            // Of the current cell, and of the edge around what it reads.
            assert!(
                colours.len() == 2 && colours.iter().all(is_drawn),
                "{name}, {theme_name}: {colours:?}"
            );
        }
    }

    // What is read as a whole has no mark, and is said to be.
    for (scenario, step, size) in [("digits-wrong", 2380, "8×8"), ("lenet5", 39800, "32×32")] {
        let seen = text(&at(scenario, step, View::Network), 160, 45);
        assert!(
            seen.contains(&format!("all {size} input cells")) && seen.contains("have no mark"),
            "{seen}"
        );
    }
}

#[test]
fn one_colour_marks_what_is_read_in_small_pictures_too() {
    for (scenario, step) in [("slant", 2360), ("depthwise", 30), ("digits", 1500)] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut app = at(scenario, step, View::Network);
            let network = screen(&app, width, height, Depth::True);
            let seen = lines(&network).join("\n");
            assert!(
                seen.contains("■ this cell · ■ marked") || seen.contains("■ here · ■ marked"),
                "{seen}"
            );
            app.apply(Action::View(View::Coverage));
            let coverage = screen(&app, width, height, Depth::True);

            // The receptive field has it on the right, beside the counts.
            let edges = places(&coverage, LATTICE).into_iter();
            let edges = edges.filter(|at| at.0 > width * 2 / 3 - 2);
            assert!(
                edges.count() > 3,
                "{scenario} {}",
                lines(&coverage).join("\n")
            );
        }
    }
}

#[test]
fn what_is_read_has_a_closed_edge_also_where_names_stand_on_it() {
    let norm = "kind = \"group_norm\"\ngroups = 2";
    let app = one_layer("[4, 3, 3]", norm, 14, View::Network);
    let seen = screen(&app, 80, 24, Depth::True);
    let y = (0..24).find(|&y| seen[(5, y)].symbol() == "x");
    let y = y.expect("the name of a map");
    let is_edge = |x: u16| [seen[(x, y)].fg, seen[(x, y)].bg].contains(&LATTICE);
    assert!((4..=20).all(is_edge), "{}", lines(&seen).join("\n"));

    // Of a dilated window, each tap has its own, and what lies between has none.
    let seen = screen(&at("dilation", 5, View::Network), 80, 24, Depth::True);
    let text = lines(&seen).join("\n");
    let edges = places(&seen, LATTICE);
    let columns = |y: u16| {
        let edges = edges.iter().filter(|place| place.1 == y);
        edges.map(|place| place.0).collect::<Vec<_>>()
    };
    let first = edges
        .iter()
        .filter(|place| place.0 > 20)
        .map(|place| place.1)
        .min();
    let y = first.expect("an edge") + 1;
    let seen = columns(y);
    assert_eq!(seen.len(), 6, "{text}");
    assert!(seen.chunks(2).all(|both| both[1] - both[0] == 4), "{text}");
}

#[test]
fn counts_that_the_legend_leaves_out_have_a_sign_and_what_is_read_stays() {
    for (width, height) in SIZES {
        let seen = text(&at("lenet5", 30_000, View::Coverage), width, height);
        let line = seen
            .lines()
            .find(|line| line.contains("windows that read it"));
        let counts = line
            .expect("a legend")
            .split("read it:")
            .nth(1)
            .unwrap_or("");
        let counted = |sign: &str| counts.split_whitespace().any(|word| word == sign);
        let all = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25];
        let is_whole = all.iter().all(|count| counted(&count.to_string()));

        assert!(
            is_whole != counts.contains('…') && counted("1") && counted("25"),
            "{seen}"
        );
        assert!(seen.contains("■ marked"), "{seen}");
    }
}

#[test]
fn cells_between_taps_are_not_counted_as_read() {
    let mut app = at("dilation", 5, View::Network);
    assert!(text(&app, 120, 40).contains(": 9 of 5×5 input cells, rows 0–4"));
    app.apply(Action::Language);
    assert!(text(&app, 120, 40).contains("输入的 5×5 格中的 9 格"));

    // Also where the block is all of the input.
    let layer = "kind = \"conv2d\"\nweight = [[[[1, 2], [3, 4]]]]\ndilation = 2";
    let seen = text(&one_layer("[1, 3, 3]", layer, 1, View::Network), 120, 40);
    assert!(seen.contains(": 4 of 3×3 input cells"), "{seen}");
}

#[test]
fn what_is_read_and_has_no_room_is_named() {
    for &(width, height) in &SIZES[..4] {
        let seen = text(&at("inception", 42_900_000, View::Network), width, height);
        let is_said = seen.contains("reads relu_3x3, ") || seen.contains("reads relu_3x3 ");
        assert!(is_said, "{seen}");
        let seen = text(&at("residual", 50, View::Network), width, height);
        assert!(!seen.contains("no room"), "{seen}");
    }
}

#[test]
fn a_picture_in_its_own_colours_has_no_channels_name() {
    let seen = text(&at("alexnet", 600_000, View::Network), 160, 45);
    assert!(seen.split_whitespace().all(|word| word != "red"), "{seen}");
}

#[test]
fn what_is_read_has_a_closed_edge_in_each_row_of_stages() {
    for (width, height) in [(80, 24), (120, 40)] {
        let seen = screen(&at("signal", 6, View::Network), width, height, Depth::True);
        let edges = places(&seen, LATTICE).into_iter();
        let edges: Vec<_> = edges.filter(|at| at.1 + 8 < height).collect();
        let lines_of = |x: u16| edges.iter().filter(move |at| at.0 == x).map(|at| at.1);
        let left = edges.iter().map(|at| at.0).min().expect("an edge");
        let last = lines_of(left).max().expect("an edge");

        // Beside the left end, only the edge's upper and lower lines are seen.
        assert!(
            lines_of(left + 1).any(|y| y == last),
            "{}",
            lines(&seen).join("\n")
        );
    }
}

#[test]
fn an_edge_on_a_photograph_rubs_no_cell_out() {
    let app = at("kernels", 6000, View::Network);
    let seen = screen(&app, 120, 40, Depth::True);
    let edges = places(&seen, LATTICE).into_iter();
    let edges: Vec<_> = edges.filter(|at| (5..33).contains(&at.1)).collect();
    let [left, right] = [edges.iter().min(), edges.iter().max()].map(|at| at.expect("an edge").0);
    let [top, bottom] = [
        edges.iter().map(|at| at.1).min(),
        edges.iter().map(|at| at.1).max(),
    ]
    .map(|y| y.expect("an edge"));

    // A line around it, beside the edge of the three cells that are read.
    let ground = seen[(0, 0)].bg;
    let around = (left - 1..=right + 1).flat_map(|x| [(x, top - 1), (x, bottom + 1)]);
    assert_eq!(right - left, 4);
    assert!(
        around
            .chain((top..=bottom).flat_map(|y| [(left - 1, y), (right + 1, y)]))
            .all(|at| {
                let cell = &seen[at];
                cell.symbol() == "▀" && cell.fg != ground && cell.bg != ground
            })
    );
}

#[test]
fn only_the_channels_near_a_cell_are_marked_where_a_response_is_normalized() {
    let lrn = "kind = \"lrn\"\nsize = 3";
    let seen = screen(
        &one_layer("[6, 2, 2]", lrn, 1, View::Network),
        80,
        24,
        Depth::True,
    );
    let text = lines(&seen).join("\n");
    let edges = places(&seen, LATTICE);

    // o[0] reads x[0] and x[1], which stand beside each other in the first row of maps.
    let edges = || edges.iter().filter(|place| (3..20).contains(&place.1));
    let column = |name: &str| {
        let line = text
            .lines()
            .find_map(|line| Some(&line[..line.find(name)?]));
        line.expect("a map").chars().count() as u16
    };
    let is_marked = |name: &str| {
        let left = column(name);
        edges().any(|place| (left..left + 6).contains(&place.0))
    };

    assert!(
        is_marked("x[0]") && is_marked("x[1]") && !is_marked("x[2]"),
        "{text}"
    );

    let last = edges().filter(|place| place.0 < 30).map(|place| place.1);
    let last = last.max().expect("an edge");
    let below = text.lines().position(|line| line.contains("x[3]"));
    assert!(below.is_some_and(|y| usize::from(last) < y), "{text}");
}

#[test]
fn the_legend_of_a_network_leaves_nothing_out() {
    for (width, height) in [(44, 14), (60, 20), (80, 24)] {
        let seen = text(&at("depthwise", 30, View::Network), width, height);
        assert!(
            seen.contains("not yet") || seen.contains("not computed yet"),
            "{seen}"
        );
        assert!(seen.contains("< 0") || seen.contains("below 0"), "{seen}");
    }
}

#[test]
fn the_coverage_says_what_comes_out_what_is_read_and_which_cells_are_seen() {
    let seen = text(&at("dilation", 5, View::Coverage), 80, 24);
    assert!(
        seen.contains("output 3×3") && seen.contains("output 7×7"),
        "{seen}"
    );

    for (width, height) in SIZES {
        let seen = text(&at("kernels", 6000, View::Coverage), width, height);
        assert_eq!(seen.matches("◀ now").count(), 1, "{seen}");
        let cells = ["this cell", "o[5]"].map(|cell| format!("■ marked: what {cell}"));
        let is_told = |cell: &String| seen.contains(cell) && seen.contains(" reads");
        assert!(cells.iter().any(is_told), "{seen}");
    }

    let seen = text(&at("kernels", 6000, View::Coverage), 80, 24);
    assert!(seen.contains("× 42–47 / 48×48"), "{seen}");
}

#[test]
fn a_constant_reads_nothing() {
    let constant = "kind = \"constant\"\nshape = [1, 2, 2]\nweight = [1, 2, 3, 4]";

    for view in [View::Coverage, View::Sizes] {
        let seen = text(&one_layer("[1, 3, 3]", constant, 1, view), 80, 24);
        assert!(seen.contains("constant1 reads no cell"), "{seen}");
        assert!(
            !seen.contains("equally often") && !seen.contains("rearranged"),
            "{seen}"
        );
    }
}

#[test]
fn names_stand_above_their_maps() {
    let seen = text(&at("cs231n", 20, View::Network), 160, 45);
    let line = |text: &str| {
        seen.lines()
            .position(|line| line.contains(text))
            .expect("a line")
    };
    let tile = seen
        .lines()
        .skip(line("o[0]") + 1)
        .position(|line| line.contains("-5"));
    assert!(
        line("3×3×2 · 56 par.") + 1 == line("o[0]") && tile <= Some(1),
        "{seen}"
    );
    assert!(line("o[1]") > line("-5"), "{seen}");
    assert!(
        ["red", "green", "blue"].map(line) == [line("o[0]"); 3],
        "{seen}"
    );
}

#[test]
fn a_transposed_convolution_has_no_padding_around_its_input() {
    for step in [0, 7, 30] {
        let seen = text(&at("transposed", step, View::Coverage), 160, 45);
        let picture: Vec<&str> = seen
            .lines()
            .skip(1)
            .take_while(|line| !line.contains("that read it:"))
            .collect();
        let is_dotted =
            |line: &&str| line.split_whitespace().all(|word| word == "·") && line.contains('·');
        assert!(
            !picture.iter().any(is_dotted) && !seen.contains("◀ now"),
            "{seen}"
        );
        assert!(seen.contains("outputs that read it:"), "{seen}");
    }
}

#[test]
fn the_same_cells_are_counted_with_and_without_padding() {
    for (scenario, step) in [("alexnet", 600_000), ("resnet18", 3_000_000)] {
        let buffer = screen(&at(scenario, step, View::Coverage), 160, 45, Depth::True);
        let seen = lines(&buffer).join("\n");
        let columns = |line: &str| -> Vec<String> {
            let parts = line.match_indices("columns ").map(|(at, _)| &line[at..]);
            parts
                .filter_map(|part| Some(part.split_once(" ·")?.0.to_owned()))
                .collect()
        };
        let facts = seen.lines().map(columns).find(|columns| columns.len() == 2);
        let facts = facts.expect("two pictures");
        assert_eq!(facts[0], facts[1], "{seen}");

        // Numbers that are equal are written alike.
        let is_nine =
            |&(x, y): &(u16, u16)| buffer[(x, y)].symbol() == "9" && buffer[(x, y)].bg != WINDOW;
        let nines = (8..36)
            .flat_map(|y| (0..160).map(move |x| (x, y)))
            .filter(is_nine);
        let colours: std::collections::BTreeSet<String> =
            nines.map(|at| format!("{:?}", buffer[at].fg)).collect();
        assert_eq!(colours.len(), 1, "{seen}");
    }
}

#[test]
fn numbers_on_bars_have_one_colour_and_counts_their_thousands() {
    let buffer = screen(
        &at("digits-wrong", 2380, View::Network),
        160,
        45,
        Depth::True,
    );
    let seen = lines(&buffer);

    for number in ["-3.292", "-6.197"] {
        let y = seen
            .iter()
            .position(|line| line.contains(number))
            .expect("a number");
        let x = seen[y][..seen[y].find(number).expect("a number")]
            .chars()
            .count() as u16;
        let colours = (x..x + 6).map(|x| buffer[(x, y as u16)].fg);
        let first = buffer[(x, y as u16)].fg;
        assert!(
            colours.into_iter().all(|colour| colour == first),
            "{number}"
        );
    }

    let seen = text(&at("resnet18", 0, View::Network), 160, 45);
    assert!(
        seen.contains("11,689,512 parameters · 1,814,073,344 mult"),
        "{seen}"
    );
}

#[test]
fn headings_of_the_coverage_do_not_touch() {
    for (width, height) in [(40, 12), (60, 20), (80, 24)] {
        let app = session("cs231n", &[Action::View(View::Coverage)]);
        let seen = lines(&screen(&app, width, height, Depth::True)).join("\n");
        assert!(!seen.contains("0padding"), "{seen}");
    }
}

/// The different colours of a screen, of those that are so.
fn colours(buffer: &Buffer, is: impl Fn([u8; 3]) -> bool) -> usize {
    let cells = buffer.content.iter().flat_map(|cell| [cell.fg, cell.bg]);
    let levels = cells.filter_map(|colour| match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]).filter(|levels| is(*levels)),
        _ => None,
    });

    levels.collect::<BTreeSet<_>>().len()
}

#[test]
fn all_inputs_of_a_layer_are_seen_and_named_by_what_puts_them_out() {
    let layers = [
        ("unet", 100, ["x0[0]  fine", "x1[0]  up"]),
        ("residual", 50, ["x0[0]  conv2", "x1[0]  input"]),
    ];

    for (scenario, step, names) in layers {
        for view in [View::Coverage, View::Sizes] {
            for (width, height) in SIZES {
                let seen = text(&at(scenario, step, view), width, height);
                let all = names.iter().all(|name| seen.contains(name));
                assert!(all, "{view:?}, {width}×{height}: {seen}");
            }
        }
    }
}

#[test]
fn inputs_that_have_no_room_are_counted() {
    let last = Action::Visit(13, [255, 27, 27]);
    let mut app = session("inception", &[last]);
    let mut shown = |view, width, height| {
        app.apply(Action::View(view));
        text(&app, width, height)
    };

    let sizes = shown(View::Sizes, 120, 40);
    let all = [
        "x0[0]  relu_1x1",
        "x1[0]  relu_3x3",
        "x2[0]  relu_5x5",
        "x3[",
    ];
    assert!(all.iter().all(|name| sizes.contains(name)), "{sizes}");
    assert!(sizes.contains("… 252 more"), "{sizes}");

    let coverage = shown(View::Coverage, 80, 24);
    assert!(coverage.contains("… 3 more"), "{coverage}");

    for (width, height) in SIZES {
        shown(View::Sizes, width, height);
    }
}

#[test]
fn photographs_are_pictures_beside_a_weight_too() {
    let is_gray = |[r, g, b]: [u8; 3]| r == g && g == b;
    let is_red = |[r, g, b]: [u8; 3]| r > 0 && g == 0 && b == 0;

    for (width, height) in SIZES {
        let seen =
            |scenario, step| screen(&at(scenario, step, View::Sizes), width, height, Depth::True);

        for (scenario, step) in [("kernels", 6000), ("depth", 700)] {
            let grays = colours(&seen(scenario, step), is_gray);
            assert!(grays > 16, "{scenario}, {width}×{height}: {grays}");
        }

        // Its first channel is red.
        let reds = colours(&seen("alexnet", 600_000), is_red);
        assert!(reds > 16, "{width}×{height}: {reds}");
    }
}

/// The lines and columns of a screen's cells of these that are of a colour, but those of text.
fn filled(buffer: &Buffer, is: impl Fn(u16, u16) -> bool) -> [usize; 2] {
    let ground = buffer[(0, 2)].bg;
    let places = buffer.area.positions().filter(|place| {
        let cell = &buffer[*place];
        let has_ink = "▀▄".contains(cell.symbol()) || cell.bg != ground;
        is(place.x, place.y) && has_ink
    });

    let places: Vec<_> = places.collect();
    let rows: BTreeSet<u16> = places.iter().map(|place| place.y).collect();
    let columns: BTreeSet<u16> = places.iter().map(|place| place.x).collect();

    [rows.len(), columns.len()]
}

#[test]
fn bars_are_as_thick_as_there_is_room_for() {
    // Three bars are half as tall as what is there for them.
    for (width, height) in [(120, 40), (160, 45)] {
        let buffer = screen(
            &at("probability", 2, View::Network),
            width,
            height,
            Depth::True,
        );
        let [rows, _] = filled(&buffer, |x, y| {
            x < width / 2 && (5..height - 7).contains(&y)
        });
        assert!(rows >= 14, "{width}×{height}: {rows}");
    }
}

#[test]
fn all_maps_of_a_layer_have_their_numbers_or_none_has() {
    let input = "[[[-3, 2], [1, 0]], [[-40, 4], [2, 2]]]";
    let mut app = session_of(&format!(
        "title = \"Two maps\"\n\n[input]\ndata = {input}\n\n[[layer]]\nkind = \"prelu\"\nweight = [0.25, 0.1]\n"
    ));
    app.apply(Action::Last);
    app.apply(Action::View(View::Network));
    let told = |width, height| {
        let seen = text(&app, width, height);
        ["-0.75", "-4"].map(|number| seen.contains(number))
    };

    for (width, height) in SIZES {
        let [first, second] = told(width, height);
        assert_eq!(first, second, "{width}×{height}");
    }

    assert_eq!(told(120, 40), [true; 2]);
}

#[test]
fn what_is_rounded_down_has_an_arrow_in_large_digits_too() {
    let seen = text(&at("resnet18", 1000, View::Sizes), 120, 40);
    let rows: Vec<&str> = seen.lines().collect();
    let has = |part: &str| rows.iter().any(|row| row.contains(part));

    // Its head is at the end of its shaft, where that of a plus is in the middle.
    assert!(has(" ▀▜▘ "), "{seen}");
}

#[test]
fn rows_of_a_network_say_what_they_go_on_with() {
    for (width, height) in [(120, 40), (200, 60)] {
        let seen = text(&at("unet", 100, View::Network), width, height);
        let joint = "coarse → up";
        let lines: Vec<&str> = seen.lines().filter(|line| line.contains(joint)).collect();
        let [leaves, enters] = lines[..] else {
            panic!("{seen}");
        };

        assert!(
            leaves.contains("input") && enters.trim_start().starts_with(joint),
            "{seen}"
        );
    }
}

/// A session at a step of a network of one layer that reads such maps, in a view.
fn one_layer(maps: &str, layer: &str, step: u64, view: View) -> App {
    let mut app = session_of(&format!(
        "title = \"one layer\"\n[input]\ndata = {{ random = {maps}, seed = 3, low = 1, high = 4, integer = true }}\n[[layer]]\n{layer}\n"
    ));
    app.apply(Action::Step(step));
    app.apply(Action::View(view));
    app
}

#[test]
fn what_is_not_read_equally_often_is_not_said_to_be() {
    for (mode, is_alike) in [("nearest", true), ("bilinear", false)] {
        let layer = format!("kind = \"upsample\"\nscale = 2\nmode = \"{mode}\"");
        let seen = text(&one_layer("[1, 3, 3]", &layer, 5, View::Coverage), 80, 24);

        assert_eq!(seen.contains("equally often"), is_alike, "{seen}");
        assert_eq!(seen.contains("the middle 16 times"), !is_alike, "{seen}");
        assert!(!seen.contains("windows that"), "{seen}");
    }
}

#[test]
fn what_has_no_share_in_a_mean_of_near_cells_is_not_read() {
    let layer = "kind = \"upsample\"\nscale = 2\nmode = \"bilinear\"";
    let seen = |step, view| text(&one_layer("[1, 3, 3]", layer, step, view), 120, 40);
    let coverage = seen(5, View::Coverage);
    assert!(
        coverage.contains("outputs that read it:  9   12   16"),
        "{coverage}"
    );

    for (step, field) in [
        (1, "1×1 input cells"),
        (5, "1×2 input cells"),
        (11, "1×1 input cells"),
    ] {
        let network = seen(step, View::Network);
        assert!(network.contains(field), "{field} in {network}");
    }
}

#[test]
fn a_signal_has_ends_and_no_corners() {
    for padding in [0, 2] {
        let layer =
            format!("kind = \"conv1d\"\nweight = [[[1, 2, 0, -1, 1]]]\npadding = {padding}");
        let mut app = one_layer("[1, 1, 15]", &layer, 5, View::Coverage);
        let seen = text(&app, 120, 40);
        assert!(!seen.to_lowercase().contains("corner"), "{seen}");
        assert!(seen.contains("End cells are read"), "{seen}");
        app.apply(Action::Language);
        let seen = text(&app, 120, 40);
        assert!(!seen.contains('角'), "{seen}");
    }
}

#[test]
fn parameters_of_norms_and_slopes_are_told() {
    for (layer, count, each) in [
        (
            "kind = \"group_norm\"\ngroups = 2",
            "4 × 2 = 8",
            "one scale and one shift per channel",
        ),
        (
            "kind = \"instance_norm2d\"",
            "4 × 2 = 8",
            "one scale and one shift per channel",
        ),
        (
            "kind = \"prelu\"\nweight = [0.1, 0.2, 0.3, 0.4]",
            "here  4",
            "one slope per channel",
        ),
        (
            "kind = \"prelu\"\nweight = [0.1]",
            "here  1",
            "one slope for all channels",
        ),
    ] {
        for (width, height) in SIZES {
            let seen = text(
                &one_layer("[4, 3, 3]", layer, 14, View::Sizes),
                width,
                height,
            );
            assert!(seen.contains(count) && seen.contains(each), "{seen}");
            assert!(
                !seen.contains("has no parameters") && !seen.contains("no weights"),
                "{seen}"
            );
        }
    }
}

#[test]
fn a_layer_that_changes_the_size_does_not_say_that_it_keeps_it() {
    let pad = "kind = \"pad\"\npadding = 1";
    let seen = text(&one_layer("[1, 4, 4]", pad, 8, View::Sizes), 80, 24);
    assert!(seen.contains("it makes 6×6×1 of 4×4×1"), "{seen}");
    assert!(!seen.contains("as large as"), "{seen}");
}

#[test]
fn the_maps_that_a_norm_reads_are_marked_where_others_are_not_read() {
    for layer in [
        "kind = \"group_norm\"\ngroups = 2",
        "kind = \"instance_norm2d\"",
    ] {
        for (width, height) in SIZES {
            let seen = text(
                &one_layer("[4, 3, 3]", layer, 14, View::Network),
                width,
                height,
            );
            assert!(seen.contains("marked: what this cell reads"), "{seen}");
            assert!(!seen.contains("no mark"), "{seen}");
        }
    }

    // A group that has all channels reads all maps.
    let layer = "kind = \"group_norm\"\ngroups = 1";
    let seen = text(&one_layer("[4, 3, 3]", layer, 14, View::Network), 120, 40);
    assert!(seen.contains("no mark"), "{seen}");
}

#[test]
fn the_window_is_seen_where_all_counts_around_it_are_alike() {
    for (step, (width, height)) in [
        (3000, (80, 24)),
        (6000, (80, 24)),
        (6001, (80, 24)),
        (6000, (100, 30)),
        (6000, (60, 20)),
    ] {
        let buffer = screen(
            &at("kernels", step, View::Coverage),
            width,
            height,
            Depth::True,
        );
        let window = [places(&buffer, LATTICE), places(&buffer, WINDOW)].concat();
        let mut window = window.iter().filter(|at| buffer[**at].symbol() != "■");
        assert!(window.next().is_some(), "{}", lines(&buffer).join("\n"));
    }
}

#[test]
fn a_window_on_numbers_ends_where_these_end() {
    let buffer = screen(&at("dilation", 5, View::Coverage), 80, 24, Depth::True);
    let window = places(&buffer, WINDOW).into_iter();
    let window: Vec<_> = window.filter(|at| buffer[*at].bg == WINDOW).collect();
    let below = window.iter().map(|at| at.1).max().expect("a window") + 1;
    let is_there = |at: &(u16, u16)| buffer[*at].bg != buffer[(0, 0)].bg;
    let numbers = (0..33).map(|x| (x, below)).filter(is_there);
    let last = window.iter().map(|at| at.0).max();
    assert_eq!(last, numbers.map(|at| at.0).max());
}

#[test]
fn which_cells_no_window_reads_is_told_whole() {
    for (scenario, step) in [
        ("resnet18", 3_000_000),
        ("alexnet", 600_000),
        ("kernels", 6000),
        ("lenet5", 30_000),
    ] {
        let seen = text(&at(scenario, step, View::Sizes), 120, 40);
        let cut = |line: &str| line.ends_with('…') || line.contains("…  ");
        let is_told = |line: &&str| line.contains("cells, ") || line.contains("marked: ");
        let told: Vec<&str> = seen.lines().filter(is_told).collect();
        assert!(!told.iter().any(|line| cut(line)), "{seen}");
        assert!(
            seen.contains("in a window") || seen.contains("in no window"),
            "{seen}"
        );
    }
}

#[test]
fn what_is_read_of_whole_maps_or_of_a_vector_is_seen_beside_the_cell() {
    let maps = |names: &[&str]| names.iter().map(|name| format!("x[{name}]")).collect();
    let layers: [(&str, &str, u64, Vec<String>); 6] = [
        (
            "[4, 3, 3]",
            "kind = \"group_norm\"\ngroups = 2",
            30,
            maps(&["0", "1", "2", "3"]),
        ),
        ("[4, 3, 3]", "kind = \"instance_norm2d\"", 14, maps(&["0"])),
        (
            "[4, 3, 3]",
            "kind = \"lrn\"\nsize = 3",
            14,
            maps(&["0", "1"]),
        ),
        (
            "[3, 3, 3]",
            "kind = \"softmax\"",
            14,
            maps(&["0", "1", "2"]),
        ),
        ("[2, 3, 3]", "kind = \"flatten\"", 14, maps(&["0", "1"])),
        ("[5]", "kind = \"relu\"", 3, vec!["x ".to_owned()]),
    ];

    for (shape, layer, step, names) in &layers {
        for (width, height) in SIZES {
            let buffer = screen(
                &one_layer(shape, layer, *step, View::Sizes),
                width,
                height,
                Depth::True,
            );
            let seen = lines(&buffer).join("\n");
            assert!(names.iter().all(|name| seen.contains(name)), "{seen}");
            assert!(seen.contains(" o"), "{seen}");
            assert!(!places(&buffer, MARK).is_empty(), "{seen}");
        }
    }
}

#[test]
fn a_flattened_map_is_a_row_of_the_vector() {
    let flatten = "kind = \"flatten\"";
    let made = |number| {
        let mut app = one_layer("[2, 3, 3]", flatten, 0, View::Sizes);
        app.apply(Action::Cell([number, 0, 0]));
        let cells = places(&screen(&app, 80, 24, Depth::True), MARK);
        cells.into_iter().filter(|at| at.0 > 35 && at.1 < 15).min()
    };

    // The last cell of the first map, and the first of the next.
    let [first, last, next] = [0, 8, 9].map(|number| made(number).expect("a cell"));
    assert_eq!(first.1, last.1);
    assert_eq!(first.0, next.0);
    assert!(next.1 > last.1, "{first:?} {last:?} {next:?}");
}

#[test]
fn a_padded_window_is_seen_on_a_small_screen() {
    let pool = "kind = \"avg_pool2d\"\nkernel = 3\nstride = 2\npadding = 1";
    let seen = text(&one_layer("[2, 6, 6]", pool, 3, View::Sizes), 80, 24);
    assert!(seen.contains("x[1]") && seen.contains("o[1]"), "{seen}");

    let seen = text(&at("digits", 2380, View::Sizes), 80, 24);
    assert!(seen.contains("-20.66"), "{seen}");
}

#[test]
fn views_two_and_four_count_the_same_multiplications() {
    for (scenario, count) in [("cs231n", "486"), ("transposed", "16")] {
        for view in [View::Network, View::Sizes] {
            let seen = text(&at(scenario, 5, view), 120, 40);
            let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
            let counted = format!("{count} multiplications");
            assert!(seen.contains(&counted), "{counted} in {seen}");
            assert!(seen.contains("by weights"), "{seen}");
        }
    }

    for layer in [
        "kind = \"group_norm\"\ngroups = 2",
        "kind = \"upsample\"\nscale = 2\nmode = \"bilinear\"",
    ] {
        let seen = text(&one_layer("[4, 3, 3]", layer, 14, View::Sizes), 120, 40);
        assert!(!seen.contains("multiplication"), "{seen}");
        let seen = text(&one_layer("[4, 3, 3]", layer, 14, View::Network), 120, 40);
        assert!(!seen.contains("multiplication"), "{seen}");
    }
}

#[test]
fn the_coverage_counts_every_output_cell_that_reads_whole_maps_or_channels() {
    for (layer, count) in [
        ("kind = \"group_norm\"\ngroups = 2", 18),
        ("kind = \"instance_norm2d\"", 9),
        ("kind = \"softmax\"", 4),
        ("kind = \"lrn\"\nsize = 3", 2),
    ] {
        for (width, height) in SIZES {
            let seen = text(
                &one_layer("[4, 3, 3]", layer, 0, View::Coverage),
                width,
                height,
            );
            let wanted = format!("outputs that read it:  {count} ");
            assert!(
                format!("{seen} ").replace('\n', " ").contains(&wanted),
                "{wanted} in {seen}"
            );
            assert!(!seen.contains("windows that"), "{seen}");
        }
    }

    // LRN reads the outer channels less.
    let lrn = "kind = \"lrn\"\nsize = 3";
    let mut app = one_layer("[4, 3, 3]", lrn, 0, View::Coverage);
    app.apply(Action::Cell([1, 0, 0]));
    let seen = text(&app, 80, 24);
    assert!(seen.contains("outputs that read it:  3"), "{seen}");
    assert!(
        seen.contains("first and last channels less often"),
        "{seen}"
    );
}

#[test]
fn every_number_of_the_size_in_large_digits_has_its_name() {
    let are_in_order = |seen: &str, names: &[&str]| {
        let line = |line: &&str| names.iter().all(|name| line.contains(name));
        let at = |line: &str| names.iter().map(|name| line.find(name)).collect::<Vec<_>>();
        seen.lines()
            .find(line)
            .is_some_and(|line| at(line).is_sorted())
    };

    for (width, height) in [(120, 40), (160, 45), (200, 60)] {
        let seen = text(&at("dilation", 5, View::Sizes), width, height);
        let names = [
            "input",
            "dilation",
            "kernel",
            "stride",
            "the first",
            "output",
        ];
        assert!(are_in_order(&seen, &names), "{seen}");

        let seen = text(&at("transposed", 5, View::Sizes), width, height);
        let names = ["input", "stride", "kernel", "the first", "output"];
        assert!(are_in_order(&seen, &names), "{seen}");
    }
}

#[test]
fn corners_and_middles_that_are_not_read_alike_have_both_counts() {
    let layer = "kind = 'avg_pool2d'\nkernel = 7\nstride = 2\npadding = 3";
    let seen = text(&one_layer("[1, 8, 8]", layer, 5, View::Coverage), 120, 40);
    assert!(seen.contains("corner 0–1 · middle 1 · "), "{seen}");
    assert!(seen.contains("corner 4 · middle 9–16 · "), "{seen}");
    assert!(
        seen.contains("padding 3 lifts the first corner from 1 to 4"),
        "{seen}"
    );
}

/// Three neurons that read six numbers.
const DENSE: &str = "title = 't'
[input]
data = [0.5, -1, 2, 0, 1.5, -0.25]
[[layer]]
kind = 'linear'
weight = [[1, 0.5, -1, 2, 0, 1], [0, 1, 1, -1, 0.5, 0.25], [-0.5, 0, 0.3, 1, 1, -2]]
";

#[test]
fn a_neuron_sees_all_numbers_that_it_reads() {
    let mut app = session_of(DENSE);
    app.apply(Action::View(View::Features));
    let seen = text(&app, 120, 40);
    assert!(seen.contains("3 neurons · each sees 6 numbers"), "{seen}");
}

#[test]
fn a_transposed_kernel_stands_among_the_features_as_it_is_written() {
    let seen = text(&at("transposed", 5, View::Features), 80, 24);
    let is_digit = |sign: &char| sign.is_ascii_digit();
    let weights = seen.lines().skip_while(|line| !line.contains("filter 0"));
    let rows = weights.skip(1).map(|line| line.chars().filter(is_digit));
    let rows: Vec<String> = rows.map(Iterator::collect).collect();
    let rows: Vec<&String> = rows.iter().filter(|row| row.len() == 2).collect();
    assert_eq!(rows[..2], ["01", "23"], "{seen}");
}

#[test]
fn small_screens_of_features_say_as_much_as_large_ones() {
    let seen = text(&at("resnet18", 50_000_000, View::Features), 80, 24);
    assert!(seen.contains("the first 24 of 64 channels"), "{seen}");

    // All filters have their numbers, or none has.
    let seen = text(&at("kernels", 200, View::Features), 80, 24);
    assert_eq!(seen.matches(".11").count(), 9, "{seen}");

    // The scenario's title is there before how much each filter sees.
    let seen = text(&at("cs231n", 20, View::Features), 60, 20);
    assert!(seen.contains("Convolution by hand"), "{seen}");
}

#[test]
fn weights_that_are_alike_are_cells_on_a_small_screen_too() {
    let app = at("kernels", 6000, View::Features);
    let seen = screen(&app, 60, 20, Depth::True);
    let text = lines(&seen);
    let y = text.iter().position(|line| line.contains("filter 1"));
    let y = y.expect("its name") as u16 + 1;
    let name = |x: &u16| seen[(*x, y - 1)].symbol() == "f";
    let x = (0..60).find(name).expect("its name");
    let is_filled = |x: u16| seen[(x, y)].bg != seen[(0, 0)].bg;
    let row: Vec<bool> = (x..x + 9).map(is_filled).collect();
    let cell = [true, true, false];
    assert_eq!(row, [cell; 3].concat(), "{}", text.join("\n"));
}

#[test]
fn a_layer_without_weights_shows_those_of_the_nearest() {
    let seen = text(&at("digits", 700, View::Features), 120, 40);
    assert!(
        seen.contains("the nearest layer that has some is conv1"),
        "{seen}"
    );
    assert!(seen.contains("features · conv1 · 6 filters"), "{seen}");
    assert!(seen.contains("filter 5"), "{seen}");
}

#[test]
fn places_between_taps_are_not_framed_in_the_coverage() {
    let seen = screen(&at("dilation", 5, View::Coverage), 120, 40, Depth::True);
    let counts = seen.area.positions().map(|at| (at.x, at.y));
    let is_count = |&(x, y): &(u16, u16)| x < 50 && seen[(x, y)].symbol().parse::<u32>().is_ok();
    let is_edge = |at: (u16, u16)| [seen[at].fg, seen[at].bg].contains(&LATTICE);
    let framed = counts.filter(is_count).filter(|&(x, y)| {
        [(x - 2, y), (x + 2, y), (x, y - 1), (x, y + 1)]
            .into_iter()
            .all(is_edge)
    });
    let text = lines(&seen).join("\n");
    assert_eq!(framed.count(), 9, "{text}");
}

#[test]
fn names_of_maps_that_are_not_read_do_not_stand_on_an_edge() {
    let norm = "kind = \"group_norm\"\ngroups = 2";
    let app = one_layer("[4, 3, 3]", norm, 5, View::Network);
    let seen = screen(&app, 120, 40, Depth::True);
    let is_name = |&(x, y): &(u16, u16)| seen[(x, y)].bg == LATTICE && seen[(x, y)].symbol() == "x";
    let all = seen.area.positions().map(|at| (at.x, at.y));
    let lit = all.filter(is_name);
    let lit: Vec<&str> = lit.map(|(x, y)| seen[(x + 2, y)].symbol()).collect();
    assert_eq!(lit, ["0", "1"], "{}", lines(&seen).join("\n"));
}

#[test]
fn windows_at_the_end_of_the_last_maps_are_closed() {
    let seen = screen(&at("digits", 2350, View::Network), 120, 42, Depth::True);
    let text = lines(&seen);
    let said = text
        .iter()
        .position(|line| line.contains("Receptive field"));
    let above = said.expect("a sentence") as u16 - 1;
    let edges = places(&seen, LATTICE)
        .into_iter()
        .filter(|at| at.1 == above);
    assert_eq!(edges.count(), 12, "{}", text.join("\n"));
}

#[test]
fn layers_that_take_long_have_their_maps_counted_and_what_is_read_does_not_take_the_sizes_place() {
    let seen = text(&at("inception", 40_000_000, View::Network), 200, 60);
    assert_eq!(seen.matches("126 more ▼").count(), 2, "{seen}");
    assert!(seen.contains("28×28×96 ← input"), "{seen}");
    assert!(seen.contains("28×28×16 ← input"), "{seen}");
}

#[test]
fn numbers_beside_a_weight_come_before_what_explains_the_formula() {
    let seen = text(&at("cs231n", 20, View::Sizes), 60, 20);
    assert!(
        seen.contains("w0[0]") && seen.contains("x[0] red"),
        "{seen}"
    );
    assert!(!seen.contains("the kernel, at the first window"), "{seen}");

    let seen = text(&at("signal", 6, View::Sizes), 60, 20);
    assert!(seen.contains("w0[0]") && seen.contains("x[0]"), "{seen}");
}

#[test]
fn long_rows_beside_a_weight_stand_below_each_other_where_they_are_wide() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6]]\n[[layer]]\n\
         kind = 'conv1d'\nweight = [[[1, 0, -1, 2, 1]]]\npadding = 2\n",
    );
    app.apply(Action::Step(3));
    app.apply(Action::View(View::Sizes));
    let seen = text(&app, 120, 40);
    let numbers = |line: &str| {
        line.split_whitespace()
            .filter(|word| word.parse::<i32>().is_ok())
            .count()
    };
    assert!(seen.lines().any(|line| numbers(line) >= 15), "{seen}");
}

#[test]
fn maps_grow_where_there_is_room_and_no_name_is_cut() {
    let app = at("digits", 700, View::Network);
    let buffer = screen(&app, 200, 60, Depth::True);
    let seen = lines(&buffer);
    let heads = seen
        .iter()
        .find(|line| line.contains("conv1"))
        .expect("heads");
    let left = heads.find("conv1").expect("a head") as u16;

    for name in ["conv1", "relu1", "pool1", "flatten1", "linear1", "softmax1"] {
        assert!(heads.contains(name), "{heads}");
    }

    // Its six maps of 8×8 stand in two columns, two columns of the screen a cell.
    let ground = buffer[(0, 2)].bg;
    let columns = (left..left + 33).filter(|&x| (8..40).any(|y| buffer[(x, y)].bg != ground));
    assert_eq!(columns.count(), 32, "{}", seen.join("\n"));
}

#[test]
fn small_cells_that_are_alike_have_an_edge_between_them() {
    let app = at("unet", 100, View::Network);
    let buffer = screen(&app, 80, 24, Depth::True);
    let seen = lines(&buffer);
    let place = |name: &str| {
        let y = seen.iter().position(|line| line.contains(name));
        let y = y.unwrap_or_else(|| panic!("no {name}: {}", seen.join("\n")));
        (seen[y].find(name).expect("a name") as u16, y as u16)
    };

    // The upsampled map has the same number four times, in cells of two columns.
    let (x, y) = place("up ");
    let [cell, edge] = [x, x + 1].map(|x| buffer[(x, y + 3)].fg);
    assert_ne!(cell, edge, "{}", seen.join("\n"));
}

#[test]
fn arrows_leave_the_edges_of_what_is_read_whole() {
    for (scenario, step) in [
        ("digits", 2300),
        ("unet", 100),
        ("residual", 50),
        ("lenet5", 30000),
    ] {
        for (width, height) in SIZES {
            let buffer = screen(
                &at(scenario, step, View::Network),
                width,
                height,
                Depth::True,
            );
            let seen = lines(&buffer);
            let body: Vec<&String> = seen.iter().take(usize::from(height) - 6).skip(2).collect();
            let touches = |line: &&&String| line.contains("▀─") || line.contains("▀▶");
            assert!(
                !body.iter().any(|line| touches(&line)),
                "{scenario} at {width}x{height}: {}",
                seen.join("\n")
            );
        }
    }
}

#[test]
fn a_layer_without_a_window_says_how_many_cells_it_makes() {
    let norm = one_layer(
        "[3, 5, 5]",
        "kind = \"group_norm\"\ngroups = 1",
        2,
        View::Sizes,
    );

    let seen = text(&norm, 120, 40);
    let names = seen
        .lines()
        .find(|line| line.contains("cells") && line.contains("maps"));
    let names = names.unwrap_or_else(|| panic!("{seen}"));
    let places = ["rows", "columns", "maps", "cells"].map(|name| names.find(name));
    assert!(places.is_sorted() && places[0].is_some(), "{seen}");
}

#[test]
fn weights_of_a_filter_are_in_one_notation() {
    for (width, height) in SIZES {
        let seen = text(&at("digits", 700, View::Features), width, height);
        let digits =
            |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-');
        let has_exponent = |word: &str| digits(word) && word.contains("e-");
        assert!(
            !seen.split([' ', '▀', '▄', '\n']).any(has_exponent),
            "{seen}"
        );
    }
}

#[test]
fn legends_of_weights_say_that_they_are_weights() {
    let seen = text(&at("digits", 700, View::Features), 120, 40);
    assert!(seen.contains("weights: ■ above 0  ■ below 0"), "{seen}");

    // Planes that are pictures have a colour for what is below zero.
    let seen = text(&at("lenet5", 30000, View::Sizes), 120, 40);
    assert!(seen.contains("■ below 0"), "{seen}");
}

#[test]
fn black_is_told_from_a_black_ground() {
    let scenario = load("lenet5", &Request::default()).expect("a good scenario");
    let mut app = App::new(Arc::new(scenario), Theme::HighContrast, Language::English);
    app.apply(Action::Step(9000));
    app.apply(Action::View(View::Network));
    let buffer = screen(&app, 200, 60, Depth::True);
    let ground = buffer[(0, 2)].bg;
    let seen = lines(&buffer);
    let y = seen.iter().position(|line| line.contains("▀▀▀▀▀▀▀▀▀▀"));
    let y = y.unwrap_or_else(|| panic!("{}", seen.join("\n"))) as u16;

    // The input is black up to its corner.
    assert_eq!(buffer[(2, y)].symbol(), "▀", "{}", seen.join("\n"));
    assert_ne!(buffer[(2, y)].fg, ground);
}

/// Asserts that what these words tell of stays on its line from step to step of a layer, and when a question is answered.
fn assert_it_stays(scenario: &str, view: View, words: &[&str], (width, height): (u16, u16)) {
    let mut before = BTreeMap::new();

    for step in 0..=session(scenario, &[]).steps() {
        let mut app = at(scenario, step, view);

        for is_answered in [false, true] {
            if is_answered {
                app.skip_questions();
            }

            let seen = text(&app, width, height);
            let line = |word: &&str| seen.lines().position(|line| line.contains(*word));
            let lines: Vec<_> = words.iter().map(line).collect();
            let then = before.entry(app.place().layer).or_insert(lines.clone());

            // What is asked for is seen only afterwards.
            for (then, line) in then.iter_mut().zip(lines) {
                assert!(
                    then.is_none() || line.is_none() || *then == line,
                    "{then:?} and {line:?}: {scenario} at {width}x{height}\n{seen}"
                );
                *then = then.or(line);
            }
        }
    }
}

#[test]
fn counts_stay_where_they_are() {
    let words = ["padding 0 ", "corner", "windows that read it"];

    for scenario in ["padding", "filter-size", "stride", "signal"] {
        for size in [(60, 20), (80, 24), (120, 40), (160, 45)] {
            assert_it_stays(scenario, View::Coverage, &words, size);
        }
    }
}

#[test]
fn table_parameters_and_pictures_stay_where_they_are() {
    let words = [
        "Output size",
        "padding 0",
        "parameters",
        " here ",
        "o[0]",
        "How many windows fit in a row",
    ];

    for (scenario, size) in [
        ("padding", (60, 20)),
        ("stride", (60, 20)),
        ("output-size", (60, 20)),
        ("output-size", (120, 40)),
        ("depthwise", (80, 24)),
        ("filter-size", (80, 24)),
        ("padding", (160, 45)),
    ] {
        assert_it_stays(scenario, View::Sizes, &words, size);
    }
}

#[test]
fn windows_that_share_a_cell_overlap_under_it() {
    let app = at("cs231n", 12, View::Sizes);
    let seen = text(&app, 120, 40);
    let column = |sign: &str, name: &str| {
        let line = seen
            .lines()
            .find(|line| line.contains(name) && line.contains(sign));
        let line = line.unwrap_or_else(|| panic!("{name} in {seen}"));
        line.split(sign).next().map(|before| before.chars().count())
    };
    let [end, start] = [column("┘", " o0 "), column("└", " o1 ")];
    let shared = column("x1", "x2");

    // Both are under x1, the one to its right edge, the other from its left.
    assert!(start <= shared && shared < end, "{seen}");
}

#[test]
fn the_same_cells_stand_on_one_line_with_and_without_padding() {
    let app = at("padding", 25, View::Coverage);

    for (width, height) in SIZES {
        let seen = text(&app, width, height);
        let is_first = |line: &&str| line.contains("1   ") && line.contains("4   ");
        let line = seen
            .lines()
            .find(|line| is_first(line) && !line.contains(':'));
        let numbers = |line: &str| -> String { line.split([' ', '▀', '▄', '·']).collect() };
        assert_eq!(line.map(numbers).as_deref(), Some("1232146664"), "{seen}");
    }

    // The cell is not on the screen: it has its name.
    let seen = text(&app, 120, 40);
    assert!(seen.contains("marked: what o[0] 2,2 reads"), "{seen}");
}

#[test]
fn headers_name_the_view_and_measure_the_layer() {
    let header = |app: &App, width| text(app, width, 40).lines().next().map(str::to_owned);
    let seen = |app: &App, width| header(app, width).unwrap_or_default();

    let app = at("padding", 25, View::Coverage);
    assert!(seen(&app, 120).ends_with("coverage · conv1 · 3×3 · stride 1 · padding 1"));
    assert!(seen(&app, 60).ends_with("conv1 · 3×3 · stride 1 · padding 1"));
    let app = at("padding", 25, View::Sizes);
    assert!(seen(&app, 120).contains("  sizes · conv1 · 3×3"));

    let app = at("cs231n", 12, View::Walk);
    assert!(seen(&app, 120).contains("conv1 · 2 filters 3×3×3 · stride 2"));
    let app = at("digits", u64::MAX, View::Walk);
    assert!(seen(&app, 120).contains("softmax"));
    let app = at("lenet5", 39_500, View::Sizes);
    assert!(seen(&app, 160).contains(" → "), "{}", seen(&app, 160));
}

#[test]
fn a_map_has_the_same_shades_whichever_others_are_seen() {
    let weights: Vec<String> = [100, 41, 37, 31, 29, 23, 19, 17, 13, 11, 7, 5]
        .map(|weight| format!("[[[{weight}]]]"))
        .into();
    let mut app = session_of(&format!(
        "title = \"Shades\"\n[input]\ndata = {{ fill = 1, shape = [1, 8, 8] }}\n[[layer]]\nkind = \"conv2d\"\nweight = [{}]\n",
        weights.join(", ")
    ));
    app.apply(Action::Take(Taste::Grain(Grain::Cell)));
    app.apply(Action::Visit(0, [6, 7, 7]));
    app.apply(Action::View(View::Network));

    // Its first dot is under its name; on the smaller screen the strongest map has no room.
    let shade = |width, height| {
        let buffer = screen(&app, width, height, Depth::True);
        let seen = lines(&buffer);
        let place = seen.iter().zip(0..).find_map(|(line, y)| {
            let before = line.split("o[6]").next()?;
            line.contains("o[6]")
                .then(|| (before.chars().count() as u16, y + 1))
        });
        let cell = &buffer[place.unwrap_or_else(|| panic!("{}", seen.join("\n")))];
        (cell.fg, seen.join("\n"))
    };
    let [(large, _), (small, seen)] = [shade(200, 60), shade(60, 20)];
    assert!(seen.contains('▲'), "{seen}");
    assert_eq!(large, small, "{seen}");
}
