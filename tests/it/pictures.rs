//! Pictures: what is seen in part has a map of the whole, wide cells show the whole window, short networks stand in rows, and the
//! numbers of vectors are counted.

use convstep::app::{Action, App, Taste, View, Zoom};
use convstep::view::{self, Depth, Gesture};
use ratatui::layout::Rect;

use crate::screens::{lines, opened, screen, session, session_of};

fn text(app: &App, width: u16, height: u16) -> String {
    lines(&screen(app, width, height, Depth::True)).join("\n")
}

/// A session with a scenario in a view, at its first step.
fn viewed(scenario: &str, view: View) -> App {
    session(scenario, &[Action::View(view)])
}

#[test]
fn what_is_seen_in_part_has_a_map_of_the_whole() {
    for (name, whole) in [("vgg16", "input  226×226"), ("resnet18", "input")] {
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
    assert!(seen.contains("x[0]  7×7"), "{seen}");
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
    let hit = view::hit(&app, area, 10, below, Gesture::Press);
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
