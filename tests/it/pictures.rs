//! Pictures: what is seen in part has a map of the whole, wide cells show the whole window, short networks stand in rows, and the
//! numbers of vectors are counted.

use convstep::app::{Action, App, Change, EditTarget, Hyperparameter, Taste, View, Zoom};
use convstep::view::{self, Depth, Gesture};
use convstep::walk::Grain;
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::screens::{lines, opened, screen, session, session_of};

/// The colour of the one thing to look at.
const MARK: Color = Color::Rgb(0xff, 0xd8, 0x66);

/// The colours of bars of numbers below and above zero.
const NEGATIVE: Color = Color::Rgb(0xff, 0x8f, 0x87);
const POSITIVE: Color = Color::Rgb(0x7f, 0xe0, 0x9a);

fn text(app: &App, width: u16, height: u16) -> String {
    lines(&screen(app, width, height, Depth::True)).join("\n")
}

/// A session with a scenario in a view, at its first step.
fn viewed(scenario: &str, view: View) -> App {
    session(scenario, &[Action::View(view)])
}

/// A session with a function of the numbers of a map, where one of them is finished.
fn finished(function: &str) -> App {
    let mut app = session_of(&format!(
        "title = \"A function\"\n\n[input]\ndata = [[2, -1, 2], [-4, 1, 0], [0, 3, 0]]\n\n[[layer]]\n{function}\n"
    ));
    app.apply(Action::Take(Taste::Grain(Grain::Cell)));
    app.apply(Action::Visit(0, [0, 1, 1]));
    app
}

/// What is written in a colour on a dark stage.
fn written_in(app: &App, colour: Color, width: u16, height: u16) -> Vec<String> {
    let buffer = screen(app, width, height, Depth::True);
    let ground = buffer[(0, 0)].bg;
    let rows = (0..height).map(|y| (0..width).map(move |x| (x, y)));
    let sign = |at: (u16, u16)| {
        let cell = &buffer[at];
        if cell.fg == colour && cell.bg == ground {
            cell.symbol()
        } else {
            " "
        }
    };
    let texts = rows.map(|row| row.map(sign).collect::<String>());

    texts
        .flat_map(|row| {
            row.split("  ")
                .map(|text| text.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn the_curve_of_a_function_has_numbers_arrows_its_formula_and_the_point() {
    let app = finished("kind = \"relu6\"");
    let seen = text(&app, 120, 40);

    for part in ["min(max(0, x), 6)", "-5 ", " 5 ", "x = 1", "───▶"] {
        assert!(seen.contains(part), "{part} in {seen}");
    }

    // The bend at 6 is seen, though no number goes so far.
    let is_flat = |line: &&str| line.contains("⠛⠛⠛") && line.contains(" 6 ");
    assert!(seen.lines().any(|line| is_flat(&line)), "{seen}");

    let bright = written_in(&app, MARK, 120, 40);
    let arrows = bright.iter().filter(|text| text.ends_with("─▶")).count();
    assert_eq!(arrows, 2, "{bright:?}");
}

#[test]
fn a_point_of_a_curve_has_its_numbers_whole_whatever_the_function() {
    use convstep::nn::Activation;

    let names = Activation::ALL.map(|function| match function {
        Activation::Clip { .. } => "kind = \"clip\"\nlow = -2\nhigh = 2".to_owned(),
        function => format!("kind = \"{}\"", function.name()),
    });

    for (name, [width, height]) in names
        .iter()
        .flat_map(|name| [[60, 20], [80, 24], [120, 40], [160, 45]].map(|size| (name, size)))
    {
        let app = finished(name);
        let bright = written_in(&app, MARK, width, height);
        let value = app.explanation().expect("it is known").value;
        let value = convstep::text::Shown::new(f64::from(value)).text;

        for part in ["x = 1", "●", &value] {
            let is_there = bright.iter().any(|text| text.contains(part));
            assert!(is_there, "{name} at {width}x{height}: {part} in {bright:?}");
        }
    }
}

#[test]
fn a_batch_norm_has_its_two_moves_and_what_each_comes_to() {
    let moves =
        "kind = \"batch_norm2d\"\nmean = [2]\nvar = [4]\neps = 0.0625\nweight = [3]\nbias = [1]";
    let told = |app: &App, width, height| -> Vec<String> {
        let seen = text(app, width, height);
        let is_told = |line: &&str| line.contains(" / ") || line.contains(" · 3 + 1");
        seen.lines()
            .filter(is_told)
            .map(ToOwned::to_owned)
            .collect()
    };

    for [width, height] in [[80, 24], [120, 40], [200, 60]] {
        let app = finished(moves);
        let lines = told(&app, width, height);
        let has = |part: &str| lines.iter().any(|line| line.contains(part));

        assert!(has("(1 − 2) / √(4 + 0.0625) ≈ -0.4961"), "{lines:?}");
        assert!(has("-0.4961 · 3 + 1 ≈ -0.4884"), "{lines:?}");

        // The number lies on all three lines, and is told on the first and the last.
        let bright = written_in(&app, MARK, width, height);
        let points = bright.iter().filter(|text| text.contains('●')).count();
        assert_eq!(points, 3, "{bright:?}");
        assert!(bright.contains(&"1".to_owned()), "{bright:?}");
        assert!(bright.contains(&"-0.4884".to_owned()), "{bright:?}");
    }

    // The result is never what is cut.
    let small = text(&finished(moves), 40, 12);
    assert!(small.contains("\n … ≈ -0.4884"), "{small}");

    // Before it is there, nothing tells what it will be.
    let mut app = finished(moves);
    app.apply(Action::Take(Taste::Grain(Grain::Tap)));
    app.apply(Action::First);
    let seen = text(&app, 120, 40);
    assert!(seen.contains("(x − 2) / √(4 + 0.0625)"), "{seen}");
    assert!(!seen.contains("≈"), "{seen}");
}

#[test]
fn the_points_of_a_softmax_stand_below_each_other() {
    for (name, number) in [("digits", "-20.6596"), ("lenet5", "-1.2062")] {
        let mut app = opened(name);
        let last = app.network().layers.len() - 1;
        app.apply(Action::Visit(last, [9, 0, 0]));

        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let seen = text(&app, width, height);
            let begins = |line: &&str| {
                line.trim_start()
                    .starts_with(|sign: char| sign.is_ascii_digit())
            };
            let rows: Vec<Vec<usize>> = seen
                .lines()
                .filter(begins)
                .map(|line| {
                    let signs = line.chars().enumerate();
                    signs
                        .filter(|(_, sign)| *sign == '.')
                        .map(|(at, _)| at)
                        .collect()
                })
                .collect();

            assert_eq!(rows.len(), 10, "{seen}");
            assert_eq!(rows[0].len(), 4, "{seen}");
            assert!(rows.iter().all(|row| *row == rows[0]), "{seen}");
            assert_eq!(seen.contains(number), width >= 80, "{seen}");
        }
    }
}

#[test]
fn large_digits_stay_through_a_layer() {
    // Letters are drawn with whole signs, and tiles are not.
    let has_digits = |app: &App, width, height| {
        let buffer = screen(app, width, height, Depth::True);
        let is_whole = |sign: &str| matches!(sign, "█" | "▌" | "▐");
        let of_result = buffer
            .content
            .iter()
            .filter(|cell| cell.fg == MARK && is_whole(cell.symbol()));
        of_result.count() > 0
    };

    for (name, layer, cells) in [("digits", "softmax1", 10), ("digits", "linear1", 10)] {
        let mut app = opened(name);
        let mut layers = app.network().layers.iter();
        let place = layers
            .position(|other| other.name == layer)
            .expect("a layer");

        for cell in 0..cells {
            app.apply(Action::Visit(place, [cell, 0, 0]));
            assert!(has_digits(&app, 120, 46), "{name}, {layer}: {cell}");
        }
    }
}

#[test]
fn the_numbers_of_a_photographs_window_are_written_in_one_colour() {
    let mut app = opened("kernels");

    for place in 0..46 {
        app.apply(Action::Visit(0, [1, place, place]));

        for (width, height) in [(80, 24), (120, 40), (160, 45)] {
            let buffer = screen(&app, width, height, Depth::True);
            let is_gray = |colour| matches!(colour, Color::Rgb(r, g, b) if r == g && g == b);
            let digits = buffer
                .content
                .iter()
                .filter(|cell| cell.symbol().parse::<u8>().is_ok() && is_gray(cell.bg));
            let mut inks: Vec<Color> = digits.map(|cell| cell.fg).collect();
            assert!(inks.len() >= 9, "{place} at {width}x{height}");
            inks.dedup();
            assert_eq!(inks.len(), 1, "{place} at {width}x{height}: {inks:?}");
        }
    }
}

#[test]
fn what_is_seen_in_part_has_a_map_of_the_whole() {
    for (name, whole) in [("vgg16", "input  224×224"), ("resnet18", "input")] {
        let seen = text(&opened(name), 120, 40);
        let names = seen.matches("input  ").count();

        assert!(seen.contains(whole), "{name}: {seen}");
        assert_eq!(names, 2, "{name}: the part and the whole\n{seen}");
    }

    // Nearly all of it needs none.
    let seen = text(&opened("kernels"), 120, 40);
    assert!(!seen.contains("50×50"), "{seen}");
}

#[test]
fn wide_cells_show_the_whole_window_and_where_it_is() {
    let wide = [Action::Take(Taste::Zoom(Zoom::Wide))];

    for name in ["padding", "cs231n", "output-size", "stride"] {
        let seen = text(&session(name, &wide), 120, 40);
        let [kernel, products] = ["× w0", "= products"].map(|name| {
            let mut lines = seen.lines().filter(|line| line.contains(name));
            lines.next().unwrap_or_default().to_owned()
        });

        assert!(
            !kernel.contains('/') && !products.contains('/'),
            "{name}: {seen}"
        );
    }

    let seen = text(&session("padding", &wide), 120, 40);
    assert!(seen.contains("x[0]  5×5"), "{seen}");
}

#[test]
fn a_short_network_stands_in_rows_where_that_makes_its_maps_larger() {
    let row = |seen: &str, name: &str| seen.lines().position(|line| line.contains(name));
    let app = viewed("signal", View::Network);
    let seen = text(&app, 160, 45);
    let rows = ["input", "centred", "causal"].map(|name| row(&seen, name).expect("a stage"));
    assert!(rows.is_sorted() && rows[0] < rows[2], "{seen}");

    // The mouse finds the cells of every row.
    let area = Rect::new(0, 0, 160, 45);
    let below = rows[2] as u16 + 4;
    let line = seen.lines().nth(usize::from(below)).expect("its cells");
    let first = line.chars().position(|sign| sign == '▀').expect("a cell") as u16;
    let hit = view::hit(&app, area, first + 1, below, Gesture::Press);
    assert!(
        matches!(hit, Some(Action::Visit(1, [0, 0, 0]))),
        "{hit:?} in line {below} of {seen}"
    );

    // What is seen as large in one row stays there.
    let seen = text(&viewed("relu", View::Network), 160, 45);
    assert_eq!(row(&seen, "conv1"), row(&seen, "relu1"));
}

#[test]
fn the_numbers_of_a_vector_are_counted() {
    let seen = text(&viewed("probability", View::Coverage), 120, 40);
    assert!(seen.contains("outputs that read each number"), "{seen}");
    assert!(seen.contains("outputs that read it:  3"), "{seen}");

    let dense = "title = \"Vectors\"\n\n[input]\ndata = [1, 2, 3, 4]\n\n[[layer]]\nkind = \"linear\"\n\
                 weight = { random = [6, 4] }\nbias = [0, 0, 0, 0, 0, 0]\n\n[[layer]]\nkind = \"relu\"\n";
    let mut app = session_of(dense);
    app.apply(Action::View(View::Coverage));
    assert!(text(&app, 100, 30).contains("outputs that read it:  6"));

    app.apply(Action::Visit(1, [2, 0, 0]));
    app.apply(Action::View(View::Coverage));
    assert!(text(&app, 100, 30).contains("outputs that read it:  1"));
}

#[test]
fn weights_have_as_many_decimals_as_their_products() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut app = opened("kernels");
        app.apply(Action::Visit(0, [1, 20, 20]));
        let seen = text(&app, width, height);
        assert!(seen.contains("0.1111"), "{width}x{height}: {seen}");
    }
}

#[test]
fn a_cell_sees_only_what_it_is_made_from() {
    use convstep::nn::Stage;

    let seen = text(&viewed("probability", View::Network), 120, 40);
    assert!(seen.contains("3 input numbers, numbers 0–2."), "{seen}");

    // What is joined is followed into the stage from which it comes: rows 0 to 2 and columns 1 to 3 of the input.
    let app = opened("unet");
    let network = app.network();
    let order = |name: &str| {
        let mut layers = network.layers.iter();
        layers
            .position(|layer| layer.name == name)
            .expect("a layer")
    };

    let skip = Stage::after(order("skip"));
    let field = network.field_of(skip, [1, 1, 2]);
    assert_eq!(field[0], Some([0..1, 0..3, 1..4]));
    assert_eq!(field[Stage::after(order("up")).order()], None);
    assert_eq!(
        field[Stage::after(order("fine")).order()],
        Some([1..2, 1..2, 2..3])
    );

    let from_below = network.field_of(skip, [2, 1, 2]);
    assert_eq!(from_below[0], Some([0..1, 0..4, 0..4]));

    // A pool and a function read their own map; a convolution all of them.
    let app = opened("digits");
    let network = app.network();
    let pooled = network.field_of(Stage::after(4), [3, 1, 1]);
    assert_eq!(pooled[4], Some([3..4, 2..4, 2..4]), "relu2");
    assert_eq!(pooled[3], Some([3..4, 2..4, 2..4]), "conv2");
    assert_eq!(pooled[2], Some([0..6, 1..5, 1..5]), "relu1");
}

#[test]
fn a_sentence_that_is_cut_keeps_its_result() {
    for (name, step, result) in [("cs231n", 3, "= 0 …"), ("padding", 25, "= 19 …")] {
        let mut app = opened(name);
        app.apply(Action::Step(step));
        let seen = text(&app, 60, 20);
        assert!(seen.contains(result), "{name}: {seen}");
    }
}

/// A dense layer whose numbers with even places, which are all that a sample has, are narrow, and the others wide.
fn uneven() -> App {
    let weight = |row: usize| {
        if row.is_multiple_of(2) {
            "[0.25]"
        } else {
            "[-12.75]"
        }
    };
    let weights: Vec<&str> = (0..2100).map(weight).collect();

    session_of(&format!(
        "title = \"Uneven\"\n\n[input]\ndata = [1]\n\n[[layer]]\nkind = \"linear\"\nweight = [{}]\n",
        weights.join(", ")
    ))
}

#[test]
fn the_numbers_of_a_long_vector_are_shown_with_bars_of_their_length() {
    let mut app = uneven();
    app.apply(Action::Visit(0, [1209, 0, 0]));

    for (width, height) in [(80, 24), (100, 30), (120, 40)] {
        let seen = text(&app, width, height);
        let screen = screen(&app, width, height, Depth::True);
        let bars = |colour: Color| {
            // Above the sentence and the timeline.
            let picture = usize::from(width * (height - 7));
            let cells = screen.content[..picture].iter();
            cells
                .filter(|cell| cell.fg == colour || cell.bg == colour)
                .count()
        };

        assert!(!seen.contains('#') && seen.contains("-12.75"), "{seen}");
        assert!(
            bars(POSITIVE) > 0 && bars(NEGATIVE) >= 8 * bars(POSITIVE),
            "{seen}"
        );
    }
}

#[test]
fn an_equation_has_the_width_of_the_screen() {
    let mut app = session_of(
        "title = \"Largest\"\n\n[input]\ndata = { random = [3, 28, 28], seed = 1 }\n\n[[layer]]\n\
         kind = \"max_pool2d\"\nkernel = 3\nstride = 1\npadding = 1\n",
    );

    app.apply(Action::Visit(0, [1, 5, 5]));
    let seen = text(&app, 120, 40);
    let row = seen.lines().find(|line| line.contains("max("));
    assert_eq!(row.map(|row| row.matches(',').count()), Some(8), "{seen}");
}

#[test]
fn sums_leave_the_output_alone() {
    let mut app = opened("lenet5");
    let names = app.network().layers.iter();
    let layer = names
        .map(|layer| &*layer.name)
        .position(|name| name == "c5");
    app.apply(Action::Visit(layer.expect("c5"), [119, 0, 0]));

    for (width, height) in [(180, 50), (190, 55), (200, 60)] {
        let seen = text(&app, width, height);
        let listed = |index: usize| seen.contains(&format!(" {index}  "));
        assert!((85..119).all(listed), "{seen}");
    }
}

#[test]
fn all_sources_of_a_layer_that_joins_them_are_seen() {
    let mut app = session_of(
        "title = \"Joined\"\n\n[input]\ndata = { random = [4, 40, 40], seed = 1, low = -1, high = 1 }\n\n\
         [[layer]]\nkind = \"relu\"\nname = \"a\"\n\n[[layer]]\nkind = \"add\"\nfrom = [\"input\", \"a\"]\n",
    );

    app.apply(Action::Visit(1, [2, 20, 20]));

    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let seen = text(&app, width, height);
        assert!(seen.contains("x0[2]") && seen.contains("x1[2]"), "{seen}");
    }
}

#[test]
fn what_is_left_out_is_told_and_the_largest_class_is_seen() {
    let numbers: Vec<&str> = (0..2100)
        .map(|at| if at == 7 { "5" } else { "0" })
        .collect();
    let mut app = session_of(&format!(
        "title = \"Classes\"\n\n[input]\ndata = [{}]\n\n[[layer]]\nkind = \"softmax\"\n",
        numbers.join(", ")
    ));

    app.apply(Action::Visit(0, [2000, 0, 0]));

    for (width, height) in [(80, 24), (120, 40)] {
        let seen = text(&app, width, height);
        let starts = |line: &str| line.trim_start().starts_with("7 ");
        let largest = seen.lines().find(|line| starts(line));

        assert!(seen.contains(" / 2100"), "{seen}");
        assert!(largest.is_some_and(|line| line.contains('5')), "{seen}");
    }

    let mut app = opened("features");
    app.apply(Action::Visit(9, [0, 0, 0]));
    let seen = text(&app, 80, 24);
    assert!(seen.contains("x[23]  … 23 more"), "{seen}");
}

#[test]
fn each_sum_stands_under_its_own_products() {
    let mut app = opened("digits");
    app.apply(Action::Visit(2, [1, 2, 7]));
    let seen = text(&app, 100, 30);
    let column = |text: &str| {
        seen.lines()
            .find_map(|line| line.find(text))
            .expect("a text")
    };
    let sums = [
        "0.2027", "-0.1064", "-0.1914", "0.064 ", "-1.2046", "0.8523",
    ];

    for (channel, sum) in sums.into_iter().enumerate() {
        let name = column(&format!("x[{channel}]"));
        let line = seen.lines().find(|line| line.contains("0.2027"));
        let before = line.and_then(|line| line.split(sum).next()).expect("a sum");
        let at = before.chars().count();
        assert!(
            (name..name + 11).contains(&at),
            "{sum} at {at}, {name}\n{seen}"
        );
    }
}

#[test]
fn another_filter_moves_nothing() {
    for (width, height) in [(100, 30), (120, 40), (160, 45), (200, 60)] {
        let columns = |filter: usize| {
            let mut app = opened("kernels");
            app.apply(Action::Visit(0, [filter, 17, 17]));
            let seen = text(&app, width, height);

            [format!("× w{filter}[0]"), "= products".to_owned()].map(|name| {
                let line = seen.lines().find(|line| line.contains(&name));
                let line = line.and_then(|line| line.split(&name).next());
                line.map(|before| before.chars().count())
            })
        };

        assert_eq!(columns(1), columns(2), "{width}x{height}");
    }
}

#[test]
fn one_cell_is_marked_whatever_is_written_at_once() {
    for grain in [Grain::Row, Grain::Map, Grain::Layer] {
        let mut app = opened("padding");
        app.apply(Action::Take(Taste::Grain(grain)));
        app.apply(Action::Step(1));
        let screen = screen(&app, 120, 40, Depth::True);
        let marks = screen.content.iter().filter(|cell| cell.bg == MARK);
        let marked = marks
            .filter(|cell| cell.symbol().parse::<u8>().is_ok())
            .count();

        // A number of one or two digits on the map, and one beside the sum.
        assert!((2..=4).contains(&marked), "{grain:?}: {marked}");
    }
}

#[test]
fn the_largest_number_of_a_window_is_marked_as_soon_as_it_is_told() {
    for (grain, step) in [
        (Grain::Tap, 5),
        (Grain::Row, 2),
        (Grain::Map, 1),
        (Grain::Layer, 1),
    ] {
        let mut app = opened("max-pool");
        app.apply(Action::Take(Taste::Grain(grain)));
        app.apply(Action::Step(step));
        let screen = screen(&app, 80, 24, Depth::True);
        let left = screen.content.chunks(80).flat_map(|line| &line[..40]);
        let marked = left.filter(|cell| cell.bg == MARK);
        let marked: Vec<&str> = marked.map(ratatui::buffer::Cell::symbol).collect();

        assert!(
            marked.iter().any(|sign| sign.parse::<u8>().is_ok()),
            "{grain:?} {}",
            text(&app, 80, 24)
        );
    }
}

#[test]
fn the_edges_of_tiles_keep_their_colours_in_the_row_of_a_class() {
    for (name, width, height) in [("probability", 80, 24), ("digits", 120, 40)] {
        let mut app = opened(name);
        let softmax = app.network().layers.len() - 1;
        app.apply(Action::Visit(softmax, [1, 0, 0]));
        let screen = screen(&app, width, height, Depth::True);
        let white = Color::Rgb(0xff, 0xff, 0xff);
        let is_edge = |symbol: &str| ["▀", "▄"].contains(&symbol);
        let mut edges = screen.content.iter().filter(|cell| is_edge(cell.symbol()));

        assert!(
            edges.all(|cell| cell.fg != white && cell.bg != white),
            "{name}"
        );
    }
}

#[test]
fn a_result_shows_the_way_to_its_cell() {
    for (width, height) in [(80, 24), (100, 30), (120, 40), (160, 45), (200, 60)] {
        for cell in [[0, 0, 0], [0, 0, 1], [0, 0, 2], [0, 2, 1]] {
            let mut app = opened("cs231n");
            app.apply(Action::Visit(0, cell));
            let seen = text(&app, width, height);
            assert!(
                seen.contains(['▶', '◀']),
                "{width}x{height} {cell:?}\n{seen}"
            );

            // It begins after the result, and does not stand on it.
            let value = app.explanation().expect("numbers").value.to_string();
            let mut rows = seen.lines().filter(|line| line.contains("+ b"));
            let results = rows.any(|row| {
                let after = row.rsplit('=').next().unwrap_or_default();
                after.split_whitespace().next() == Some(&value)
            });

            assert!(results, "{width}x{height} {cell:?}: {value}\n{seen}");
        }
    }

    // The arrow stands before a picture, not on it.
    let mut app = opened("depth");
    app.apply(Action::Visit(0, [2, 0, 0]));
    let screen = screen(&app, 100, 30, Depth::True);
    let below = screen.content.iter().skip(300);
    let arrows: Vec<_> = below.filter(|cell| cell.symbol() == "▶").collect();
    assert_eq!(arrows.len(), 1);
    assert!(arrows.iter().all(|cell| cell.bg == screen.content[0].bg));
}

#[test]
fn what_is_normalised_is_lit_among_all_that_it_is_compared_with() {
    let mut app = session_of(
        "title = \"Two maps a group\"\n\n[input]\ndata = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]\n\n[[layer]]\nkind = \"group_norm\"\ngroups = 1\n",
    );
    app.apply(Action::Take(Taste::Grain(Grain::Cell)));
    app.apply(Action::Visit(0, [1, 1, 0]));

    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let screen = screen(&app, width, height, Depth::True);
        let lit = |symbol: &str| {
            let is = |cell: &&ratatui::buffer::Cell| cell.symbol() == symbol && cell.bg == MARK;
            screen.content.iter().filter(is).count()
        };
        let numbers: Vec<usize> = (1..=8).map(|n| lit(&n.to_string())).collect();

        // All eight are read on tiles, and the seventh is the one that the cell is made of.
        let seen = text(&app, width, height);
        let rows =
            ["1", "5", "3"].map(|n| seen.lines().any(|line| line.trim_start().starts_with(n)));
        assert_eq!(rows, [true, false, true], "{width}x{height}\n{seen}");
        assert!(numbers[6] > 0, "{width}x{height} {numbers:?}\n{seen}");
    }
}

#[test]
fn a_signal_stands_over_its_map_and_the_way_goes_down_to_the_cell() {
    for (width, height) in [(120, 40), (160, 45), (200, 60)] {
        for place in [0, 4, 5, 7] {
            let mut app = opened("signal");
            app.apply(Action::Visit(0, [0, 0, place]));
            let screen = screen(&app, width, height, Depth::True);
            let seen = lines(&screen);
            let arrow = seen.iter().position(|line| line.contains('▼'));
            let y = arrow.expect("an arrow") as u16;
            let x = (0..width)
                .find(|&x| screen[(x, y)].symbol() == "▼")
                .expect("it");

            assert_eq!(
                screen[(x, y + 1)].bg,
                MARK,
                "{width}x{height}, place {place}"
            );
            assert!(seen[usize::from(y) - 1].contains("o[0]"));
        }
    }
}

#[test]
fn a_signals_map_stands_under_the_places_that_it_is_made_for() {
    // Causal: the window ends where it writes; centred: its middle is there.
    for (layer, ends) in [(0, [1, 1]), (1, [2, 0])] {
        let mut app = opened("signal");
        app.apply(Action::Visit(layer, [0, 0, 5]));
        let screen = screen(&app, 120, 40, Depth::True);
        let seen = lines(&screen);
        let arrow = seen.iter().position(|line| line.contains('▼'));
        let x = seen[arrow.expect("an arrow")]
            .chars()
            .position(|sign| sign == '▼');
        let lattice = Color::Rgb(0x6a, 0x98, 0xe4);
        let window: Vec<usize> = (0..120)
            .filter(|&x| (4..8).any(|y| screen[(x as u16, y)].bg == lattice))
            .collect();
        let [start, end] = [window[0], window[window.len() - 1]];
        let cell = (end - start) / 3;
        let at = (x.expect("it") - start) / cell;

        assert_eq!([at, 2 - at], ends, "layer {layer}\n{}", seen.join("\n"));
    }
}

#[test]
fn a_transposed_convolution_speaks_of_empty_places_and_of_its_own_size() {
    let mut app = session_of(
        "title = \"One row\"\n\n[input]\ndata = [[[1, 2, 3]], [[0, 1, 2]]]\n\n[[layer]]\nkind = \"conv_transpose1d\"\nweight = [[[1, 2, 1]], [[2, 0, 1]]]\nstride = 2\npadding = 1\n",
    );
    app.apply(Action::Take(Taste::Grain(Grain::Tap)));
    app.apply(Action::Step(1));
    let seen = text(&app, 120, 40);

    assert!(
        seen.contains("No input cell stamps w0[0] row 0, column 2 here: 0 × 1 = 0."),
        "{seen}"
    );
    assert!(
        seen.contains("along (3 − 1)·2 + (3 − 1) + 1 − 2 = 5"),
        "{seen}"
    );

    // Of several channels a stamp is not called as if it were of the first.
    app.apply(Action::Take(Taste::Grain(Grain::Channel)));
    for (width, height) in [(60, 20), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let seen = text(&app, width, height);
        assert!(!seen.contains("x[0,") || seen.contains("x[0,0,"), "{seen}");
    }
}

#[test]
fn a_list_of_sums_says_whether_what_stands_there_holds() {
    let mut app = opened("features");
    let layers = app.network().layers.len();
    app.apply(Action::Visit(layers - 2, [9, 0, 0]));
    let seen = text(&app, 80, 24);
    let result = seen.lines().find(|line| line.contains("-1.893"));
    let result = result.unwrap_or_else(|| panic!("{seen}"));
    assert!(result.contains('=') && !result.contains('≈'), "{seen}");
}

#[test]
fn what_a_dilated_window_does_not_read_is_fainter() {
    let mut app = opened("dilation");
    app.apply(Action::Visit(0, [0, 1, 0]));
    let screen = screen(&app, 80, 24, Depth::True);
    let faint = Color::Rgb(0x6f, 0x77, 0x86);
    let cells = screen.content.iter().filter(|cell| cell.fg == faint);
    let numbers = cells.filter(|cell| cell.symbol().parse::<u8>().is_ok());

    // Of five rows and columns nine are read.
    assert_eq!(numbers.count(), 16);
}

/// The line and the column of a text.
fn place(seen: &str, text: &str) -> Option<[usize; 2]> {
    let column = |line: &str| line.find(text).map(|at| line[..at].chars().count());

    seen.lines()
        .enumerate()
        .find_map(|(row, line)| Some([row, column(line)?]))
}

#[test]
fn products_stand_under_their_kernel_where_cells_become_larger_by_it() {
    for [width, height] in [[80, 24], [120, 40], [200, 60]] {
        let seen = text(&opened("padding"), width, height);
        let [[above, left], [below, under]] =
            ["× w0", "= products"].map(|name| place(&seen, name).expect("its name"));

        assert!(above < below && left == under, "{seen}");
    }

    // Where they are as large beside it, they stand there.
    let seen = text(&opened("stride"), 80, 24);
    let [[above, _], [below, _]] =
        ["× w0", "= products"].map(|name| place(&seen, name).expect("its name"));
    assert_eq!(above, below, "{seen}");
}

#[test]
fn the_stamp_of_a_cell_stays_where_it_is() {
    let larger = session_of(
        "title = 't'\n[input]\ndata = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]\n[[layer]]\nkind = 'conv_transpose2d'\n\
         weight = [[[[1, 2], [3, 4]]]]\n[view]\ngrain = 'cell'\n",
    );

    for mut app in [opened("transposed"), larger] {
        for [width, height] in [[60, 20], [80, 24], [120, 40]] {
            assert_stamps_stay(&mut app, [width, height]);
        }
    }
}

#[test]
fn stamps_stand_in_larger_tiles_where_they_have_room() {
    let mut decimals = session_of(
        "title = 't'\n[input]\ndata = { random = [2, 3, 3], seed = 3, low = -3, high = 4 }\n\
         [[layer]]\nkind = 'conv_transpose2d'\nweight = { random = [2, 2, 3, 3], seed = 4, low = -1, high = 1 }\n\
         stride = 2\nbias = [0.123, -0.456]\n",
    );
    decimals.apply(Action::Step(6));
    let seen = text(&decimals, 120, 40);
    let tiles = "▀▀▀▀▀ ▀▀▀▀▀ ▀▀▀▀▀ ▀▀▀▀▀ ▀▀▀▀▀";
    assert!(seen.contains(tiles), "{seen}");

    // The numbers of the second row stand three lines under those of the first.
    let mut app = opened("transposed");
    app.apply(Action::Step(7));
    let seen = text(&app, 100, 30);
    let rows = ["0    1  ", "2    3  "].map(|numbers| place(&seen, numbers).expect("its row"));
    assert_eq!(rows[0][0] + 3, rows[1][0], "{seen}");
}

#[test]
fn the_sum_of_a_photograph_stands_in_one_row_with_its_bias_and_what_they_come_to() {
    for (name, step) in [("kernels", 700), ("depth", 700)] {
        let mut app = opened(name);
        app.apply(Action::Step(step));
        let seen = text(&app, 160, 45);
        let [sum, cell] = if name == "kernels" {
            ["220", "220"]
        } else {
            ["0", "0"]
        };
        let row = seen.lines().find(|line| line.contains("+ b3 0 ="));
        let row = row
            .expect("a row")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(row.contains(&format!("{sum} + b3 0 = {cell}")), "{seen}");
    }
}

#[test]
fn maps_of_a_photograph_have_the_width_of_the_screen_or_leave_it_to_larger_pictures() {
    let mut app = opened("kernels");
    app.apply(Action::Step(700));
    let seen = text(&app, 160, 45);
    let names = seen.lines().rev().find(|line| line.contains("o[5]"));
    let names = names.expect("their names");
    let places: Vec<usize> = (0..6)
        .map(|map| names.find(&format!("o[{map}]")).expect("its name"))
        .collect();
    let pitches: Vec<usize> = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(
        pitches
            .iter()
            .all(|&pitch| pitch == pitches[0] && pitch >= 20),
        "{seen}"
    );

    // Two columns a cell, and the maps in two rows between the pictures.
    let mut app = opened("depth");
    app.apply(Action::Step(700));
    let seen = text(&app, 160, 45);
    let rows = |names: &str| seen.lines().position(|line| line.contains(names));
    let [first, second] = ["o[0]       o[1]       o[2]", "o[3]       o[4]       o[5]"].map(rows);
    assert!(first.is_some() && first < second, "{seen}");
    let [_, map] = place(&seen, "o[3]").expect("the map");
    assert!(map >= 100, "{seen}");
}

#[test]
fn lists_and_strips_turn_pages_instead_of_scrolling() {
    let seen = |name: &str, step: u64, [width, height]: [u16; 2]| {
        let mut app = opened(name);
        app.apply(Action::Take(Taste::Grain(Grain::Cell)));
        app.apply(Action::Step(step));
        text(&app, width, height)
    };

    // The maps of six channels, filter by filter, and the numbers of a vector.
    for (name, steps, size, what) in [
        ("digits", [1183, 1184], [80, 24], "o[0]      o[1] "),
        ("slant", [2350, 2351], [120, 40], "o  140–144"),
    ] {
        for step in steps {
            let seen = seen(name, step, size);
            assert!(seen.contains(what), "{step}: {seen}");
        }
    }

    // The list of sums, channel by channel.
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [40, 20, 20], seed = 1, low = -1, high = 1 }\n\
         [[layer]]\nkind = 'conv2d'\nweight = { random = [2, 40, 3, 3], seed = 4, low = -1, high = 1 }\n",
    );
    app.apply(Action::Take(Taste::Grain(Grain::Channel)));
    let first = |app: &App| {
        let seen = text(app, 80, 24);
        let line = seen
            .lines()
            .find(|line| line.contains("x[0]  ") || line.contains("x[1]  "));
        line.map(|line| line[line.rfind("x[").expect("a name")..].trim().to_owned())
    };
    app.apply(Action::Step(3));
    let before = first(&app);
    app.apply(Action::Step(11));
    assert_eq!(before, first(&app));
    assert!(before.is_some());
}

#[test]
fn what_stands_after_a_name_stays_whichever_channel_it_is() {
    let places = |name: &str, steps: [u64; 3], what: &str| {
        let mut app = opened(name);
        let mut at = |step| {
            app.apply(Action::Step(step));
            let seen = text(&app, 80, 24);
            let found = place(&seen, what).map(|[_, column]| column);
            found.unwrap_or_else(|| panic!("{what} at {step}: {seen}"))
        };
        steps.map(&mut at)
    };

    for (name, steps, what) in [
        ("depthwise", [2, 3, 5], "… 2 more"),
        (
            "mobilenetv2",
            [299_990, 299_991, 299_993],
            " 39–41, 205–207",
        ),
    ] {
        let [first, second, third] = places(name, steps, what);
        assert!(first == second && second == third, "{name}");
    }
}

#[test]
fn products_keep_their_decimals_from_step_to_step() {
    let mut app = opened("digits");

    for (step, products) in [(7, "0.00  0.00  0.42"), (8, "0.00  0.00 -0.59")] {
        app.apply(Action::Step(step));
        let seen = text(&app, 80, 24);
        assert!(seen.contains(products), "{seen}");
    }
}

fn assert_stamps_stay(app: &mut App, [width, height]: [u16; 2]) {
    let cells = (0..9).map(|index| format!("x[{},{}] ", index / 3, index % 3));
    let cells: Vec<String> = cells.collect();
    let mut before: Vec<Option<[usize; 2]>> = vec![None; cells.len()];
    let mut stamps = 0;

    for step in 1..app.steps() {
        app.apply(Action::Step(step));
        let seen = text(app, width, height);

        for (cell, before) in cells.iter().zip(&mut before) {
            let now = place(&seen, cell);
            let has_stayed = before.is_none() || now.is_none() || *before == now;

            assert!(has_stayed, "{cell} at step {step}: {seen}");
            stamps += usize::from(now.is_some());
            *before = now.or(*before);
        }
    }

    assert!(stamps > 8, "{stamps}");
}

#[test]
fn all_digits_of_a_number_reach_matrix_equation_and_sentence() {
    let app = session(
        "digits",
        &[Action::Take(Taste::Zoom(Zoom::Digits)), Action::Step(700)],
    );
    let seen = text(&app, 120, 40);

    // The cell's number as it is, in single precision.
    let explanation = app.explanation().expect("it is made");
    let x = explanation.taps[0].x as f32;
    let written = format!("max(0, {x})");
    assert!(x.to_string().len() > 8, "{x}");

    let lines = seen.lines().filter(|line| line.contains(&written));
    assert_eq!(lines.count(), 2, "{written}\n{seen}");
    assert!(seen.contains(&format!("{x}0")), "{x}\n{seen}");
}

#[test]
fn the_way_through_the_network_has_an_arrow_only_where_a_layer_reads_the_one_before() {
    for (name, way) in [
        ("signal", "input ─▶  centred   · causal"),
        (
            "output-size",
            "input ─▶  plain   · padded  · strided  · dilated  · pooled",
        ),
        (
            "residual",
            "input ─▶  conv1  ─▶ relu1 ─▶ conv2 ─▶ add1 ─▶ relu2",
        ),
    ] {
        let seen = text(&opened(name), 120, 40);
        assert!(seen.contains(way), "{seen}");
    }
}

#[test]
fn four_channels_with_decimals_stand_in_two_rows_of_tiles_with_their_sums_beside_them() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [4, 6, 6], seed = 3, low = -2, high = 3 }\n[[layer]]\nkind = 'conv2d'\nweight = { random = [3, 4, 3, 3], seed = 4, low = -1, high = 1 }\nbias = [0.25, -0.5, 1]\nstride = 2\npadding = 1\n",
    );
    app.apply(Action::Step(5));
    let seen = text(&app, 180, 60);
    let [first, second, third] =
        ["× w0[0]", "× w0[1]", "× w0[2]"].map(|name| place(&seen, name).expect("a kernel"));

    assert_eq!(first[0], second[0], "{seen}");
    assert_eq!(first[1], third[1], "{seen}");
    assert!(third[0] > first[0] + 12, "{seen}");

    // The sums of all, the bias and what they come to.
    let explanation = app.explanation().expect("it is made");

    for term in &explanation.terms {
        let sum = format!("{term:.4}");
        let sum = sum.trim_end_matches('0');
        assert!(seen.matches(sum).count() >= 2, "{sum}\n{seen}");
    }
}

#[test]
fn padding_in_the_window_of_a_max_pooling_is_no_number() {
    let padding = Action::Change(Hyperparameter::Padding, Change::To(1));
    let seen = text(&session("max-pool", &[padding, Action::Step(1)]), 120, 40);

    assert!(seen.contains("max(1) =  1"), "{seen}");
    assert!(!seen.contains('#') && !seen.contains('∞'), "{seen}");
}

#[test]
fn a_turned_stride_moves_nothing() {
    let sizes = [[80, 24], [100, 30], [120, 40], [160, 45], [200, 60]];
    let stride = |n| Action::Change(Hyperparameter::Stride, Change::To(n));
    let mut compared = 0;

    for name in [
        "cs231n",
        "channels",
        "filter-size",
        "stride",
        "overlap",
        "padding",
        "max-pool",
        "groups",
        "flipped",
        "kernels",
        "depth",
    ] {
        for [width, height] in sizes {
            let seen =
                [1, 2].map(|n| text(&session(name, &[stride(n), Action::Step(2)]), width, height));

            for what in ["x[0]", "green", "× w", "products", "o[0]"] {
                let [one, two] = [&seen[0], &seen[1]].map(|seen| place(seen, what));
                assert_eq!(one, two, "{what} of {name}: {}\n{}", seen[0], seen[1]);
                compared += usize::from(one.is_some());
            }
        }
    }

    assert!(compared > 100, "{compared}");
}

#[test]
fn the_worked_example_stands_on_tiles_at_any_stride() {
    for n in [1, 2] {
        let stride = Action::Change(Hyperparameter::Stride, Change::To(n));
        let seen = text(&session("cs231n", &[stride, Action::Step(4)]), 100, 30);
        let [plane, kernel] = ["red", "× w0[0]"].map(|what| place(&seen, what).expect("a name"));

        // Seven rows of two lines, and half a gap above them.
        assert_eq!(kernel[0] - plane[0], 16, "{seen}");
        assert!(seen.contains(['▶', '◀']), "{seen}");
    }
}

/// A photograph of noise, and what is normalised across its channels.
const NORMALISED: &str = "title = 't'\n[input]\ndata = { random = [5, 30, 30], seed = 1, low = 0, high = 9 }\n[[layer]]\nkind = 'lrn'\nsize = 5\n";

#[test]
fn what_is_normalised_says_which_channels_it_reads() {
    let mut app = session_of(NORMALISED);
    app.apply(Action::Visit(0, [1, 2, 3]));
    let seen = text(&app, 120, 40);
    assert!(seen.contains("x[0–3,2,3]"), "{seen}");
}

#[test]
fn an_equation_stands_over_its_sentence() {
    let mut app = session_of(NORMALISED);
    app.apply(Action::Step(400));

    for [width, height] in [[80, 24], [90, 26], [100, 30], [120, 40]] {
        let seen = text(&app, width, height);
        let told = seen.lines().filter(|line| line.contains(")^0.75")).count();
        assert_eq!(told, 2, "{seen}");
    }
}

#[test]
fn a_sum_stands_before_the_bias_in_a_line_of_its_own() {
    let mut app = opened("padding");
    app.apply(Action::Step(26));

    let seen = text(&app, 160, 45);
    assert!(seen.contains("19 + b0 0 =  19"), "{seen}");
}

#[test]
fn channels_that_are_left_out_are_counted_of_groups_and_sources_too() {
    let mut app = opened("groups");
    app.apply(Action::Step(11));
    let seen = text(&app, 120, 40);
    assert!(seen.contains("channels 2–3 of 4"), "{seen}");

    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [4, 40, 40], seed = 1, low = -1, high = 1 }\n\
         [[layer]]\nkind = 'relu'\nname = 'a'\n[[layer]]\nkind = 'concat'\nfrom = ['input', 'a']\n",
    );
    app.apply(Action::Visit(1, [1, 2, 2]));
    let seen = text(&app, 120, 40);
    assert!(
        seen.contains("x0[1]  input") && seen.contains("… 7 more"),
        "{seen}"
    );
}

#[test]
fn what_joins_maps_shows_each_with_what_it_becomes() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut app = opened("unet");
        app.apply(Action::Visit(4, [2, 1, 1]));
        let seen = text(&app, width, height);

        for (name, map) in [
            ("x0[0]  fine", "o[0]"),
            ("x0[1]  fine", "o[1]"),
            ("x1[0]  up", "o[2]"),
        ] {
            let [over, under] = [name, map].map(|what| place(&seen, what).expect(what));
            assert_eq!(over[1], under[1], "{seen}");
            assert!(over[0] < under[0], "{seen}");
        }

        // Without colour the cell that is taken has an outline.
        let plain = lines(&screen(&app, width, height, Depth::None)).join("\n");
        let outline = if height < 30 { '[' } else { '▄' };
        assert!(plain.contains(outline), "{plain}");

        // A press on a number goes to the cell that it becomes.
        let [row, column] = place(&seen, "x1[0]").expect("a name");
        let area = Rect::new(0, 0, width, height);
        let at = [column as u16, row as u16 + 2];
        let pressed = view::hit(&app, area, at[0], at[1], Gesture::Press);
        assert!(
            matches!(pressed, Some(Action::Cell([2, _, 0]))),
            "{pressed:?}"
        );
    }
}

#[test]
fn the_default_terminal_shows_every_channel() {
    // Six channels of a convolution, and ten maps that a dense layer reads: all as pictures, the last in numbers.
    for (layer, cell, names, numbers) in
        [(2, [1, 2, 7], 6, "× w1[5]"), (6, [3, 0, 0], 10, "× w3[9]")]
    {
        let mut app = opened("digits");
        app.apply(Action::Visit(layer, cell));
        let seen = text(&app, 80, 24);

        for channel in 0..names {
            assert!(seen.contains(&format!("x[{channel}]")), "{seen}");
        }

        assert!(seen.contains(numbers), "{seen}");
    }
}

/// Six channels of integers, and layers that normalise them.
const NORMS: &str = "title = 't'\n[input]\ndata = { random = [6, 3, 3], seed = 15, low = -3, high = 4, integer = true }\n\
                     [[layer]]\nkind = 'group_norm'\ngroups = 2\n[[layer]]\nkind = 'instance_norm2d'\n";

#[test]
fn a_norm_shows_the_channels_that_it_reads_and_every_cell() {
    let mut app = session_of(NORMS);
    app.apply(Action::Visit(0, [3, 1, 1]));
    let seen = text(&app, 120, 40);
    assert!(seen.contains("x[3]") && seen.contains("x[5]"), "{seen}");
    assert!(!seen.contains("x[0]") && !seen.contains("× w"), "{seen}");

    // What stands in its cell is what the equation comes to.
    app.apply(Action::Visit(1, [2, 1, 1]));
    let value = app.explanation().expect("numbers").value;
    let seen = text(&app, 120, 40);
    assert!(
        seen.matches(&format!("{value:.4}")).count() >= 3,
        "{value}\n{seen}"
    );
}

#[test]
fn channels_of_a_signal_stand_one_below_the_other() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [2, 12], seed = 1, low = -3, high = 3, integer = true }\n\
         [[layer]]\nkind = 'conv1d'\nweight = { random = [3, 2, 5], seed = 2, low = -2, high = 2, integer = true }\npadding = 2\n",
    );
    app.apply(Action::Visit(0, [1, 0, 4]));

    for (width, height) in [(80, 24), (120, 40)] {
        let seen = text(&app, width, height);
        let lines = ["x[0]", "× w1[0]", "x[1]", "× w1[1]", "o[1]"].map(|what| {
            let [line, _] = place(&seen, what).expect(what);
            line
        });

        assert!(lines.is_sorted(), "{lines:?}\n{seen}");
    }
}

#[test]
fn one_cell_of_a_window_is_marked_while_a_maximum_is_sought() {
    let mut app = opened("max-pool");
    app.apply(Action::Take(Taste::Grain(Grain::Tap)));

    for step in 1..=3 {
        app.apply(Action::Step(step));
        let screen = screen(&app, 120, 40, Depth::True);
        let numbers = screen.content.iter().filter(|cell| {
            cell.bg == MARK && cell.symbol().chars().all(|sign| sign.is_ascii_digit())
        });

        // The cell that is read, and what the equation comes to so far.
        assert_eq!(numbers.count(), 2, "{step}");
    }
}

#[test]
fn numbers_do_not_become_pictures_for_another_stride() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [1, 10, 10], seed = 1 }\n\
         [[layer]]\nkind = 'max_pool2d'\nkernel = 1\nstride = 2\nceil_mode = true\n",
    );
    app.apply(Action::Step(1));
    let value = app.explanation().expect("numbers").value;
    let seen = text(&app, 80, 24);
    assert!(
        seen.matches(&format!("{value:.2}")).count() >= 3,
        "{value}\n{seen}"
    );
    assert!(seen.contains("= 5.5 → 5"), "{seen}");
}

#[test]
fn the_largest_class_stands_once() {
    for cell in 0..10 {
        let mut app = opened("features");
        app.apply(Action::Visit(10, [cell, 0, 0]));
        let seen = text(&app, 50, 16);
        let largest = seen.lines().filter(|line| line.contains("12.31"));
        assert_eq!(largest.count(), 1, "{seen}");
    }
}

#[test]
fn what_is_seen_of_a_picture_is_counted_without_its_padding() {
    let mut app = opened("resnet18");
    app.apply(Action::Visit(0, [47, 111, 111]));

    for (width, height) in [(80, 24), (100, 30), (120, 40), (160, 45), (200, 60)] {
        let seen = text(&app, width, height);
        let name = seen
            .lines()
            .find(|line| line.starts_with(" input ") && !line.contains("conv1 "));
        let name = name.map(|line| line.split(" blue").next().unwrap_or_default());
        let name = name.filter(|name| name.contains("–223")).expect(&seen);
        assert!(
            !["–224", "–225", "–226"]
                .iter()
                .any(|end| name.contains(end)),
            "{name}"
        );
    }
}

#[test]
fn a_sum_of_one_channel_without_a_bias_is_told_by_its_products() {
    let mut app = session_of(
        "title = \"One\"\n\n[input]\ndata = [[0.5, 1.5, 2], [1, 0, 0.25], [3, 1, 1]]\n\n[[layer]]\nkind = \"conv2d\"\nweight = [[[[1, 0.5], [0.5, 2]]]]\nbias = false\n",
    );
    app.apply(Action::Take(Taste::Grain(Grain::Cell)));
    app.apply(Action::Visit(0, [0, 0, 0]));
    let seen = text(&app, 120, 40);

    assert!(
        seen.contains("0.5 + 0.75 + 0.5 + 0 = 1.75, written to"),
        "{seen}"
    );
}

/// A transposed convolution of so many channels of 2x2 cells, with a kernel of 2x2 or 3x3.
fn stamping(channels: usize, kernel: &str, more: &str) -> App {
    let input = (0..channels).map(|channel| format!("[[{channel}, 1], [2, -3]]"));
    let weight = (0..channels).map(|_| format!("[{kernel}]"));
    let [input, weight] = [input.collect(), weight.collect()].map(|parts: Vec<_>| parts.join(", "));

    session_of(&format!(
        "title = 't'\n[input]\ndata = [{input}]\n[[layer]]\nkind = 'conv_transpose2d'\nweight = [{weight}]\n{more}"
    ))
}

const SMALL_KERNEL: &str = "[[1, 2], [3, 4]]";
const LARGE_KERNEL: &str = "[[1, 2, 1], [0, 4, -1], [1, 1, 5]]";

#[test]
fn a_transposed_convolution_stamps_with_every_number_of_channels_and_on_small_screens() {
    let several = [
        stamping(2, SMALL_KERNEL, "bias = [1]\n"),
        stamping(3, SMALL_KERNEL, "stride = 2\n"),
        stamping(3, LARGE_KERNEL, "stride = 2\npadding = 1\n"),
        stamping(4, SMALL_KERNEL, "groups = 2\n"),
    ];
    let several = several.into_iter().map(|app| (app, 60));
    let apps = several.chain([(opened("transposed"), 40)]);
    let sizes = [
        [40, 12],
        [60, 20],
        [80, 24],
        [100, 30],
        [120, 40],
        [160, 45],
        [200, 60],
    ];
    let mut stamps = 0;

    for (mut app, least) in apps {
        for step in 0..=app.steps() {
            app.apply(Action::Step(step));

            for [width, height] in sizes.into_iter().filter(|[width, _]| *width >= least) {
                let seen = text(&app, width, height);
                let count = seen.matches(",0] ").count() + seen.matches(",1] ").count();

                assert_eq!(count > 0, step > 0, "{seen}");
                stamps += count;
            }
        }
    }

    assert!(stamps > 500, "{stamps}");
}

#[test]
fn stamps_of_all_channels_add_up_to_the_cell_with_the_bias() {
    let mut app = stamping(2, SMALL_KERNEL, "bias = [7]\n[view]\ngrain = 'cell'\n");
    let sign = |seen: &str| place(seen, "+ b0 7 =");

    for [width, height] in [[120, 40], [160, 45]] {
        app.apply(Action::Step(1));
        let before = sign(&text(&app, width, height));

        for step in 2..=app.steps() {
            app.apply(Action::Step(step));
            assert_eq!(sign(&text(&app, width, height)), before);
        }

        assert!(before.is_some());
    }

    // Tiles of one channel come before rows of dots of all; the list has the sums of these.
    app.apply(Action::Step(5));
    let seen = text(&app, 60, 20);
    let [_, column] = place(&seen, "b0 ").expect("a list");
    let listed = seen
        .lines()
        .map(|line| line.chars().skip(column).collect::<String>());
    let listed: Vec<String> = listed.collect();
    let numbers = ["x[0] ", "x[1] ", "b0 ", "= "].map(|name| {
        let mut after = listed.iter().filter_map(|line| line.strip_prefix(name));
        let number = after.next().unwrap_or_else(|| panic!("{name}: {seen}"));
        let number = number.split_whitespace().next().expect("its number");
        number.parse::<f64>().expect("a number")
    });

    assert_eq!(numbers[0] + numbers[1] + numbers[2], numbers[3], "{seen}");
}

#[test]
fn a_channel_of_stamps_is_the_sum_of_those_that_reach_the_cell() {
    let mut app = opened("transposed");
    let reached = [1, 2, 1, 2, 4, 2, 1, 2, 1];

    for (cell, stamps) in (0..).zip(reached) {
        app.apply(Action::Step(2 * cell + 1));
        let seen = text(&app, 120, 40);
        let sentence = seen.lines().find(|line| line.contains(" on this cell "));
        let sentence = sentence.unwrap_or_else(|| panic!("{seen}"));

        assert_eq!(1 + sentence.matches(" + ").count(), stamps, "{sentence}");
        assert_eq!(seen.matches(" × w0").count(), stamps, "{seen}");
    }

    // Between stamps that lie apart stand cells that none reaches.
    let apart = "[input]\ndata = [[1, 2]]\n[[layer]]\nkind = 'conv_transpose2d'\nweight = [[[[3]]]]\nstride = 2\n";
    let mut app = session_of(&format!("title = 't'\n{apart}"));
    let sentences = [1, 3, 5].map(|step| {
        app.apply(Action::Step(step));
        let seen = text(&app, 80, 24);
        let told = seen.lines().find(|line| line.contains("Channel 0: "));
        told.unwrap_or_default().trim().to_owned()
    });

    assert_eq!(
        sentences,
        [
            "Channel 0: the one stamp on this cell adds 1 × 3 = 3.",
            "Channel 0: no stamp reaches this cell, so it adds 0.",
            "Channel 0: the one stamp on this cell adds 2 × 3 = 6.",
        ]
    );
}

#[test]
fn a_kernel_that_stamps_is_changed_where_it_stands() {
    let mut app = opened("transposed");
    app.apply(Action::Step(12));

    for [width, height] in [[40, 12], [60, 20], [100, 30], [160, 45]] {
        let seen = |app: &App| {
            let seen = text(app, width, height);
            ["x[0]", "w0", "o[0]"].map(|name| place(&seen, name))
        };

        let before = seen(&app);
        app.apply(Action::Edit);
        assert_eq!(seen(&app), before);
        app.apply(Action::Close);
    }

    // Its numbers are called by where they are written.
    app.apply(Action::Edit);
    let last = |app: &App| {
        text(app, 80, 24)
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(last(&app).contains("w0[0] 0,0"), "{}", last(&app));
    app.apply(Action::Next);
    assert!(last(&app).contains("w0[0] 0,1"), "{}", last(&app));
}

#[test]
fn the_mouse_on_an_output_leaves_the_stamps_where_they_are() {
    let mut app = opened("transposed");
    app.apply(Action::Step(10));

    for [width, height] in [[60, 20], [80, 24], [120, 40]] {
        let places = |app: &App| {
            let seen = text(app, width, height);
            ["x[0]", "w0", "x[0,0] 0", "x[1,1] 3", "o[0]"].map(|name| place(&seen, name))
        };

        let before = places(&app);
        app.apply(Action::Hover(Some([0, 0, 0])));
        assert_eq!(places(&app), before);
        assert!(before.iter().all(Option::is_some));
        app.apply(Action::Hover(None));
    }
}

#[test]
fn a_press_on_a_kernel_as_it_is_written_reaches_its_weight() {
    let mut app = stamping(2, SMALL_KERNEL, "");
    let area = Rect::new(0, 0, 120, 40);
    app.apply(Action::Step(1));
    let seen = text(&app, area.width, area.height);
    let [y, x] = place(&seen, "w0[0]").expect("a kernel");
    let presses = (y..y + 6).flat_map(|y| (x..x + 10).map(move |x| (x as u16, y as u16)));
    let weights: Vec<Action> = presses
        .filter_map(|(x, y)| view::hit(&app, area, x, y, Gesture::Press))
        .collect();

    let tap = |tap| Action::Point(EditTarget::Weight { group: 0, tap });
    assert_eq!(weights.first(), Some(&tap(3)), "{seen}");
    assert_eq!(weights.last(), Some(&tap(0)), "{seen}");
}

#[test]
fn numbers_with_decimals_stand_on_tiles_where_fewer_digits_make_room() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [2, 5, 5], seed = 3, low = -3, high = 4 }\n[[layer]]\nkind = 'conv2d'\nweight = { random = [2, 2, 3, 3], seed = 4, low = -1, high = 1 }\npadding = 1\nbias = [0.123, -0.456]\n",
    );
    app.apply(Action::Step(20));
    let seen = text(&app, 120, 40);

    for name in ["x[0]", "x[1]", "o[0]", "o[1]", "× w0[0]", "× w0[1]"] {
        assert!(seen.contains(name), "{name}: {seen}");
    }

    assert!(seen.matches("▀▀▀▀▀").count() > 150, "{seen}");

    // Products keep their two digits, as they have room for them.
    assert!(seen.contains("-0.02  0.52 -0.26"), "{seen}");
}

#[test]
fn all_channels_of_a_signal_are_seen_on_narrow_screens() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = [[1, 2, 0, 4, 1, 2, 3, 4], [0, 1, 2, 0, 2, 1, 0, 1], [2, 2, 1, 0, 1, 0, 1, 1]]\n[[layer]]\nkind = 'conv1d'\nweight = [[[1, 0, -1], [0, 1, 0], [1, 1, 1]]]\npadding = 1\n",
    );
    app.apply(Action::Step(3));
    let seen = text(&app, 60, 20);

    for name in ["x[0]", "x[1]", "x[2]", "× w0[0]", "× w0[2]", "o[0]"] {
        assert!(seen.contains(name), "{name}: {seen}");
    }

    assert!(!seen.contains('…'), "{seen}");
}

#[test]
fn a_dense_layer_that_reads_a_vector_speaks_of_products_and_not_of_maps() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = [0.5, -1, 2, 0.25]\n[[layer]]\nkind = 'linear'\nweight = [[1, 0.5, -1, 0.25], [0, 1, 1, -1]]\nbias = [0.1, -0.2]\n",
    );
    app.apply(Action::Step(1));
    let seen = text(&app, 120, 40);
    assert!(
        seen.contains("The four products add up to 0.5 + (-0.5) + (-2) + 0.0625"),
        "{seen}"
    );
    assert!(!seen.contains("Map 0"), "{seen}");

    // Its weights have all of their digits, for which there is room.
    assert!(seen.contains("0.25"), "{seen}");
    app.apply(Action::Take(Taste::Grain(Grain::Layer)));
    app.apply(Action::Step(1));
    assert!(text(&app, 120, 40).contains("linear1 is finished: two numbers."));
}

#[test]
fn a_signal_alone_has_its_names_and_a_row_of_sums_its_first_term() {
    let mut app = opened("signal");
    app.apply(Action::Step(6));
    let seen = text(&app, 80, 24);
    assert!(seen.contains("x[0]") && seen.contains("× w0[0]"), "{seen}");

    // The row under a sum is the whole equation from the first step on.
    let mut app = opened("stride");
    app.apply(Action::Step(5));
    let seen = text(&app, 80, 24);
    assert!(seen.contains("1 + b0 0 =  ·"), "{seen}");
}

#[test]
fn what_relu_takes_over_looks_the_same_in_both_places() {
    let mut app = opened("digits");
    app.apply(Action::Step(700));

    for (width, height) in [(80, 24), (100, 30), (120, 40), (160, 45)] {
        let seen = text(&app, width, height);
        assert!(
            !seen.contains("1.509") && seen.matches("1.08").count() >= 2,
            "{seen}"
        );
    }

    assert!(
        text(&app, 100, 30).contains(" relu "),
        "{}",
        text(&app, 100, 30)
    );
}

/// Four channels and three filters of numbers with decimals.
const FOUR_CHANNELS: &str = "title = 't'\n[input]\ndata = { random = [4, 6, 6], seed = 11, low = -2, high = 3 }\n\
     [[layer]]\nkind = 'conv2d'\nweight = { random = [3, 4, 3, 3], seed = 12, low = -1, high = 1 }\n\
     bias = [0.25, -0.5, 1]\nstride = 2\npadding = 1\n";

#[test]
fn four_channels_have_their_sums_and_the_outputs_numbers_on_larger_screens_too() {
    let mut app = session_of(FOUR_CHANNELS);
    app.apply(Action::Take(Taste::Grain(Grain::Cell)));
    app.apply(Action::Visit(0, [1, 1, 1]));

    for (width, height) in [(120, 40), (160, 45)] {
        let seen = text(&app, width, height);
        let picture = seen.split("Add").next().expect("a picture");

        // The channels' sums, the bias, and numbers of all maps that are made.
        for what in ["5.7154", "0.2434", "b1", "-0.5", "5.11", "-3.95", "-3.87"] {
            assert!(picture.contains(what), "{what}\n{seen}");
        }
    }
}

#[test]
fn a_map_stands_under_the_sums_where_more_of_it_is_seen_there() {
    let of = |input: &str, weight: &str, more: &str| {
        format!(
            "title = 't'\n[input]\ndata = {{ random = {input} }}\n\
             [[layer]]\nkind = 'conv2d'\nweight = {{ random = {weight} }}\n{more}\n"
        )
    };
    let decimals = of(
        "[2, 5, 5], seed = 3, low = -3, high = 4",
        "[2, 2, 3, 3], seed = 4, low = -1, high = 1",
        "padding = 1\nbias = [0.123, -0.456]",
    );
    let large = of(
        "[1, 9, 9], seed = 3, low = -3, high = 4, integer = true",
        "[2, 1, 7, 7], seed = 4, low = -1, high = 1, integer = true",
        "",
    );

    for (scenario, maps) in [(decimals, &["o[1]"][..]), (large, &["o[0]", "o[1]"])] {
        let mut app = session_of(&scenario);
        app.apply(Action::Last);
        let seen = text(&app, 80, 24);
        let [_, rows, columns] = app.layer().output.dims();
        let bias = place(&seen, "  b1 ").expect("a bias");

        for map in maps {
            let at = place(&seen, map).expect("a map");
            let numbers = seen.lines().skip(at[0] + 1).take(rows);
            let after = |line: &str| line.chars().skip(at[1] - 1).collect::<String>();
            let all = numbers.flat_map(|line| {
                after(line)
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            });

            assert!(at[0] > bias[0], "{seen}");
            assert_eq!(all.count(), rows * columns, "{map}\n{seen}");
        }
    }
}

#[test]
fn maps_of_a_signal_stand_beside_each_other_before_one_is_left_out() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = [[0.5, 1.2, -0.7, 2, 1.5, 0, -1.1, 0.3, 0.9, 2.4]]\n\
         [[layer]]\nkind = 'conv1d'\nweight = [[[1, 0.5, -1]], [[-1, 0, 1]]]\nbias = [0, 0.1]\nstride = 2\n",
    );

    for step in 0..=16 {
        app.apply(Action::Step(1));
        let seen = text(&app, 80, 24);
        let [one, two] = ["o[0]", "o[1]"].map(|map| place(&seen, map).expect("a map"));
        assert!(one[0] == two[0] && one[1] < two[1], "{step}\n{seen}");
    }
}

#[test]
fn a_map_shows_more_of_itself_than_its_stamps_do() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [2, 3, 3], seed = 3, low = -3, high = 4 }\n\
         [[layer]]\nkind = 'conv_transpose2d'\nweight = { random = [2, 2, 3, 3], seed = 4, low = -1, high = 1 }\n\
         stride = 2\nbias = [0.123, -0.456]\n",
    );
    app.apply(Action::Visit(0, [0, 6, 6]));
    let seen = text(&app, 80, 24);
    assert!(seen.contains("o[0]  0–6, "), "{seen}");
}

#[test]
fn planes_stand_apart_where_columns_are_free() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [3, 4, 4], seed = 3, low = -3, high = 4, integer = true }\n\
         [[layer]]\nkind = 'conv2d'\nweight = [[[[1]], [[-1]], [[2]]], [[[0]], [[1]], [[1]]]]\n",
    );
    app.apply(Action::Step(7));
    let seen = text(&app, 120, 40);
    let names = ["x[0]", "x[1]", "x[2]", "o[0]"];
    let places = names.map(|name| place(&seen, name).expect("a name")[1]);

    // Four tiles of seven columns, and more than a tile's gap.
    for pair in places.windows(2) {
        assert!(pair[1] - pair[0] > 29, "{places:?}\n{seen}");
    }
}

#[test]
fn one_weight_with_decimals_leaves_all_channels_on_tiles() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [3, 5, 5], seed = 3, low = 0, high = 2, integer = true }\n[[layer]]\nkind = 'conv2d'\nweight = [[[[1.25,1,1],[-1,-1,0],[-1,1,0]],[[-1,-1,1],[-1,1,0],[-1,1,0]],[[1,0,-1],[0,0,0],[1,-1,-1]]]]\nbias = [1]\nstride = 2\npadding = 1\n",
    );
    app.apply(Action::Step(12));
    let seen = text(&app, 120, 40);
    let row = [" ▀▀▀"; 7].concat();
    assert!(seen.contains(&[&row[..]; 3].join(" ")), "{seen}");

    // Products stand under their kernel, and each sum under its products.
    let [[above, left], [below, under]] =
        ["× w0[0]", "= products"].map(|name| place(&seen, name).expect("its name"));
    assert!(below > above + 6 && left == under, "{seen}");
    assert_eq!(seen.matches('┬').count(), 3, "{seen}");
}

#[test]
fn maps_stand_under_what_they_are_made_of_where_cells_become_larger_by_it() {
    let app = session("cs231n", &[Action::Step(24)]);
    let seen = text(&app, 90, 50);
    let row = [" ▀▀▀"; 7].concat();
    assert!(seen.contains(&[&row[..]; 3].join("  ")), "{seen}");

    let [sums, first, second] =
        ["+ b1", "o[0]", "o[1]"].map(|name| place(&seen, name).expect("its name"));
    assert!(sums[0] < first[0] && first[0] == second[0], "{seen}");
    assert!(seen.contains('▼'), "{seen}");
}

#[test]
fn a_channel_that_is_seen_alone_stands_on_the_largest_tiles_that_show_all_of_it() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [2, 5, 5], seed = 3, low = -3, high = 4 }\n[[layer]]\nkind = 'conv2d'\nweight = { random = [2, 2, 3, 3], seed = 4, low = -1, high = 1 }\npadding = 1\nbias = [0.123, -0.456]\n",
    );
    app.apply(Action::Step(9));

    for [width, height] in [[100, 30], [80, 60]] {
        let seen = text(&app, width, height);
        let tiles = seen.split_whitespace();
        let tiles = tiles.filter(|text| text.starts_with("▀▀▀▀▀")).count();

        // Those of the plane, of the kernel and its products, and of two maps.
        assert!(seen.contains("1 more"), "{seen}");
        assert_eq!(tiles, 7 * 7 + 2 * 3 * 3 + 2 * 5 * 5, "{seen}");
    }
}

#[test]
fn four_channels_stand_in_one_row_over_their_maps_at_any_stride() {
    let mut app = session_of(
        "title = 't'\n[input]\ndata = { random = [4, 6, 6], seed = 3, low = -2, high = 3 }\n[[layer]]\nkind = 'conv2d'\nweight = { random = [3, 4, 3, 3], seed = 4, low = -1, high = 1 }\nbias = [0.25, -0.5, 1]\nstride = 2\npadding = 1\n",
    );
    app.apply(Action::Step(5));

    let places = |app: &App| {
        let seen = text(app, 200, 60);
        let names = ["× w0[0]", "× w0[3]", "o[0]"];
        names.map(|name| place(&seen, name).expect("its name"))
    };

    let [first, last, map] = places(&app);
    assert!(first[0] == last[0] && map[0] > first[0]);

    app.apply(Action::Change(Hyperparameter::Stride, Change::To(1)));
    assert_eq!(places(&app), [first, last, map]);
}

/// The column of a text in the first line that has it.
fn column_of(app: &App, part: &str, [width, height]: [u16; 2]) -> Option<usize> {
    let seen = text(app, width, height);
    let line = seen.lines().find(|line| line.contains(part))?;
    let (before, _) = line.split_once(part)?;
    Some(before.chars().count())
}

#[test]
fn a_longer_number_moves_neither_sign_nor_note() {
    // The sign between two sums stands in the middle between them, whatever they are.
    let mut app = session("cs231n", &[]);
    let mut between = Vec::new();

    for step in 3..=app.steps() {
        app.apply(Action::Step(step));
        between.extend(column_of(&app, "─ + ─", [80, 24]));
    }

    between.dedup();
    assert_eq!(between.len(), 1, "{between:?}");

    // What a cell comes to stands in one column.
    for (lesson, layer) in [("mean-pool", 0), ("residual", 1)] {
        let mut app = session(lesson, &[Action::Take(Taste::Grain(Grain::Cell))]);
        app.apply(Action::Visit(layer, [0; 3]));
        let mut results = Vec::new();

        while app.place().layer == layer && app.step() < app.steps() {
            results.extend(column_of(&app, " =  ", [120, 40]));
            app.apply(Action::Next);
        }

        assert!(results.len() > 1, "{lesson}");
        results.dedup();
        assert_eq!(results.len(), 1, "{lesson}: {results:?}");
    }

    // A note begins below the second line of a sentence, also where that has one line.
    let note_at = |step: u64| {
        let app = session("cs231n", &[Action::Step(step)]);
        let seen = text(&app, 120, 40);
        seen.lines()
            .position(|line| line.contains("Every output cell is made"))
    };
    let lines: Vec<_> = (5..9).filter_map(note_at).collect();
    assert!(
        lines.len() > 1 && lines.iter().all(|line| *line == lines[0]),
        "{lines:?}"
    );
}

#[test]
fn sums_in_one_row_have_the_same_digits_and_a_result_leads_to_its_small_map() {
    let app = session("digits", &[Action::Visit(2, [4, 3, 4])]);
    let seen = text(&app, 80, 24);
    assert!(seen.contains("-0.83 +  1.11"), "{seen}");

    // From before the bias back to over the map, in the column of the cell.
    let seen = text(&app, 120, 40);
    let at = |part: &str| seen.lines().position(|line| line.contains(part));
    let [corner, end] = ["┌──", "▼"].map(at);
    assert_eq!(corner.map(|line| line + 1), end, "{seen}");

    // A dense layer's leads up to its class.
    let app = session("digits", &[Action::Visit(6, [3, 0, 0])]);
    let seen = text(&app, 120, 40);
    let class = seen
        .lines()
        .find(|line| line.contains("▶ 3"))
        .unwrap_or_default();
    assert!(class.contains("┌─▶ 3"), "{seen}");
}

#[test]
fn channels_with_names_have_their_numbers_too() {
    let app = session("cs231n", &[Action::Step(12)]);

    for size in [[80, 24], [120, 40]] {
        let seen = text(&app, size[0], size[1]);
        assert!(
            ["x[0] red", "x[1] green", "x[2] blue"]
                .iter()
                .all(|name| seen.contains(name)),
            "{seen}"
        );
    }
}
