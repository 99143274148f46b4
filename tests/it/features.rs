//! What excites each filter: the view, the network of the lesson, and the same network as a model.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use convstep::app::{Action, App, Taste, View, response};
use convstep::nn::{Awaited, Progress, Stage, Values};
use convstep::scenario::{Request, Scenario, load};
use convstep::view::{self, Depth, Gesture};
use convstep::walk::Grain;
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::keys::press;
use crate::root;
use crate::screens::{check, lines, screen, session, session_of};

/// The picture of a 7 from the test set.
fn seven() -> Request {
    Request {
        input: Some(root().join("assets/seven.png")),
        ..Request::default()
    }
}

fn open(what: &str, request: &Request) -> Scenario {
    load(what, request).unwrap_or_else(|faults| panic!("{what}: {faults}"))
}

#[test]
fn the_model_and_the_scenario_give_the_same_numbers() {
    let model = root().join("assets/mnist.onnx");
    let scenarios = [
        open("features", &Request::default()),
        open("features", &seven()),
        open(&model.to_string_lossy(), &seven()),
    ];

    let [own, given, model] = scenarios.map(|scenario| Values::new(Arc::clone(&scenario.network)));
    let count = own.network().layers.len();
    assert_eq!(count, model.network().layers.len());

    for layer in 0..count {
        let stage = Stage::after(layer);
        let shape = own.network().shape_of(stage);
        assert_eq!(shape, model.network().shape_of(stage));

        let [own, given, model] = [&own, &given, &model].map(|values| {
            values
                .whole(stage, &Progress::default())
                .expect("an output")
        });
        let [maps, rows, columns] = shape.dims();

        for at in 0..maps * rows * columns {
            let cell = [at / columns / rows, at / columns % rows, at % columns];
            let value = own.at(cell);
            assert_eq!(
                [given.at(cell), model.at(cell)],
                [value; 2],
                "{layer} {cell:?}"
            );
        }
    }
}

/// Two filters on images of 3x3: one looks for a diagonal stroke, one for the other.
const STROKES: &str = "title = 't'
[input]
data = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
[[layer]]
kind = 'conv2d'
weight = [[[[1, 0], [0, 1]]], [[[0, 1], [1, 0]]]]
[[layer]]
kind = 'flatten'
[[layer]]
kind = 'linear'
weight = [[1, 0, 0, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0, 1, 0, 0]]
[classes]
names = ['down', 'up']
[features]
images = [[[1, 0, 0], [0, 2, 0], [0, 0, 5]], [[0, 0, 4], [0, 3, 0], [1, 0, 0]]]
labels = [0, 1]
";

/// Looks for all that a screen waits for.
pub(crate) fn find(app: &App) {
    while let Some(awaited) = app.waits_for() {
        let found = app.values().fetch(awaited, &Progress::default());
        assert_eq!(found, Some(()), "nobody stops it");
    }
}

fn seen(app: &App) -> String {
    lines(&screen(app, 100, 30, Depth::True)).join("\n")
}

fn shows(app: &App, text: &str) {
    assert!(
        seen(app).contains(text),
        "{text:?} is not shown: {}",
        seen(app)
    );
}

#[test]
fn what_is_picked_is_said_with_what_the_network_computes() {
    let mut app = session_of(STROKES);
    press(&mut app, "5");
    shows(&app, "Computing the layers");
    find(&app);
    shows(&app, "features · conv1 · 2 filters · each sees 2×2");
    shows(
        &app,
        "Filter 0 of conv1 answers most strongly, 7, to image 0 (down): rows 1–2, columns 1–2.",
    );
    shows(
        &app,
        "its weights, then the 2 images to which it answers most strongly",
    );
    press(&mut app, "<Right>");
    shows(
        &app,
        "Filter 0 of conv1 answers second most strongly, 3, to image 1 (up): rows 0–1, columns 0–1.",
    );
    press(&mut app, "<Right><Right><Left><Down>");
    shows(
        &app,
        "Filter 1 of conv1 answers most strongly, 7, to image 1 (up): rows 0–1, columns 1–2.",
    );
    press(&mut app, "<Down><Down><Up>");
    assert_eq!(app.picked(), [0, 0]);
    press(&mut app, "<Tab><Tab>");
    find(&app);
    shows(&app, "features · linear1 · 2 neurons · each sees 3×3");
    shows(
        &app,
        "Neuron down of linear1 answers most strongly, 3, to image 0 (down): rows 0–2, columns 0–2.",
    );
    press(&mut app, "i");
    shows(
        &app,
        "linear1 的神经元 down 对图像 0（down）响应最强：3，第 0–2 行，第 0–2 列。",
    );
}

#[test]
fn enter_walks_to_the_cell_that_answers() {
    let mut app = session_of(STROKES);
    app.apply(Action::Take(Taste::Grain(Grain::Map)));
    press(&mut app, "5");
    find(&app);
    press(&mut app, "<Down>");
    let answer = response(app.values(), app.place().layer, app.picked()).expect("an answer");
    press(&mut app, "<Enter>");
    assert_eq!(app.view(), View::Walk);
    assert_eq!(app.place().cell, answer.cell);
    assert_eq!(app.explanation().expect("known").value, answer.value);
    shows(&app, "Image 1 is the input now.");
    shows(&app, "= 7");
    assert!(app.is_changed());
    press(&mut app, "u");
    assert!(!app.is_changed());
}

#[test]
fn the_strongest_answers_are_the_largest_numbers_of_all_images() {
    let app = session("features", &[Action::View(View::Features)]);
    find(&app);
    let network = app.network();
    let images = network.images.as_ref().expect("images");
    let maps = app.values().strongest(app.place().layer).expect("found");
    let [count, rows, columns] = network.layers[0].output.dims();
    assert_eq!((maps.len(), images.count()), (count, 200));

    // The definition: each cell by its recipe, of every twentieth image.
    for image in (0..images.count()).step_by(20) {
        let own = images.shown_to(network, image);
        let layer = &own.layers[0];

        for (map, answers) in maps.iter().enumerate() {
            let cells = (0..rows * columns).map(|at| [map, at / columns, at % columns]);
            let value = |cell: [usize; 3]| {
                let recipe = layer.recipe(cell, |from| own.input.at(from.at[1] * 28 + from.at[2]));
                recipe.value()
            };
            let largest = cells.map(value).fold(f32::NEG_INFINITY, f32::max);
            let weakest = answers.last().expect("nine").value;

            match answers.iter().find(|answer| answer.image == image) {
                Some(answer) => assert_eq!((answer.value, value(answer.cell)), (largest, largest)),
                None => assert!(largest <= weakest, "{map}: {largest} in {image}"),
            }
        }
    }

    for answers in maps {
        assert_eq!(answers.len(), 9);
        assert!(answers.is_sorted_by(|a, b| a.value >= b.value));
    }
}

#[test]
fn who_waits_no_longer_stops_it() {
    let app = session("features", &[Action::View(View::Features)]);
    let awaited = app.waits_for().expect("images to look through");
    assert_eq!(awaited, Awaited::Strongest(0));
    assert_eq!(app.values().work_of(awaited), 200 * 115_200);
    let watch = Progress::default();
    watch.stop.store(true, Ordering::Relaxed);
    assert_eq!(app.values().fetch(awaited, &watch), None);
    assert_eq!(app.values().strongest(app.place().layer), None);
    let mut app = app;
    press(&mut app, "1");
    assert_eq!(app.waits_for(), None);
}

#[test]
fn the_features_are_seen() {
    let mut app = session("features", &[Action::View(View::Features)]);
    app.apply(Action::Visit(3, [9, 0, 0]));
    app.apply(Action::View(View::Features));
    find(&app);
    check("features", &app, Depth::True);
    check("features_without_colour", &app, Depth::None);
    press(&mut app, "<Right>i");
    check("features_chinese", &app, Depth::True);
}

#[test]
fn without_images_the_view_says_so() {
    let app = session("digits", &[Action::View(View::Features)]);
    assert_eq!(app.waits_for(), None);
    shows(
        &app,
        "There are no images to look through. A scenario names them: [features] images",
    );
    check("features_without_images", &app, Depth::True);
    let mut app = session("alexnet", &[Action::View(View::Features)]);
    press(&mut app, "<Down><Right><Enter>/conv2<Enter>");
    shows(&app, "Of the weights, the first 24 of 48 channels.");
}

#[test]
fn a_click_picks_an_image() {
    let mut app = session_of(STROKES);
    press(&mut app, "5");
    find(&app);
    let area = Rect::new(0, 0, 100, 30);
    let mut picked = Vec::new();

    for y in 0..area.height - 1 {
        for x in 0..area.width {
            let action = view::hit(&app, area, x, y, Gesture::Press);
            picked.extend(action.filter(|action| !picked.contains(action)));
        }
    }

    let both = [0, 1].map(|map| [0, 1].map(|rank| Action::Feature(map, rank)));
    assert_eq!(picked.len(), 4);
    assert!(
        both.as_flattened()
            .iter()
            .all(|action| picked.contains(action)),
        "{picked:?}"
    );
    app.apply(Action::Feature(1, 1));
    assert_eq!(app.picked(), [1, 1]);
}

#[test]
fn images_are_kept_when_settings_change_and_left_out_for_another_input() {
    let mut app = session_of(STROKES);
    press(&mut app, "5p");
    find(&app);
    shows(
        &app,
        "Filter 0 of conv1 answers most strongly, 7, to image 0 (down): rows 1–2, columns 1–2.",
    );

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("my.toml");
    let other = folder.path().join("other.csv");
    std::fs::write(
        &file,
        STROKES
            .split("[[layer]]\nkind = 'flatten'")
            .next()
            .expect("a part")
            .to_owned()
            + "[features]\nimages = [[[1, 0, 0], [0, 2, 0], [0, 0, 5]]]\n",
    )
    .expect("a file");
    std::fs::write(&other, "1,2,3,4\n1,2,3,4\n").expect("a file");
    let request = Request {
        input: Some(other),
        ..Request::default()
    };
    let file = file.to_string_lossy();
    assert!(open(&file, &Request::default()).network.images.is_some());
    assert!(open(&file, &request).network.images.is_none());
}

#[test]
fn the_network_reads_digits_as_well_as_the_lesson_says() {
    let scenario = open("features", &Request::default());
    let images = scenario.network.images.as_ref().expect("images");
    let mut right = 0;

    for (image, &label) in scenario.labels.iter().enumerate() {
        let values = Values::new(Arc::new(images.shown_to(&scenario.network, image)));
        let last = scenario.network.last();
        let shares = values.whole(last, &Progress::default()).expect("an output");
        let best = (0..10).max_by(|&a, &b| shares.at([a, 0, 0]).total_cmp(&shares.at([b, 0, 0])));
        right += usize::from(best == Some(label));
    }

    // Of the 200 that are shipped; the script in assets measures all 10000.
    assert_eq!((scenario.labels.len(), right), (200, 199));
    let summary = scenario.summary.in_language("en");
    assert!(summary.contains("of 10000 digits by other writers, 9912 (99.12 %) are right"));
}

#[test]
fn fewer_images_are_seen_where_that_lets_more_maps_be_seen_and_the_picked_one_is_among_them() {
    let mut app = session("features", &[Action::View(View::Features)]);
    find(&app);
    let seen = |app: &App| lines(&screen(app, 120, 40, Depth::True)).join("\n");
    let first = seen(&app);
    let all = (0..8).all(|map| first.contains(&format!("filter {map} ")));
    assert!(all && first.contains("the 4 of 200 images"), "{first}");

    // The last of nine: it stands between bars, too.
    press(
        &mut app,
        "<Right><Right><Right><Right><Right><Right><Right><Right>",
    );
    assert_eq!(app.picked()[1], 8);
    let mark = Color::Rgb(0xff, 0xd8, 0x66);
    let buffer = screen(&app, 120, 40, Depth::True);
    let is_marked = |at: &(u16, u16)| buffer[*at].fg == mark || buffer[*at].bg == mark;
    let places = (0..120).flat_map(|x| (5..38).map(move |y| (x, y)));
    assert!(places.filter(is_marked).count() > 4, "{}", seen(&app));

    // Deeper, where a map sees most of an image, there are two below each other.
    app.apply(Action::Visit(8, [109, 0, 0]));
    app.apply(Action::View(View::Features));
    find(&app);
    let deep = seen(&app);
    assert!(deep.matches("number 1").count() >= 2, "{deep}");
}
