use std::sync::Arc;

use ratatui::layout::Rect;

use super::super::board::Board;
use super::super::canvas::halves;
use super::super::motion::{Midway, Phase};
use super::super::plane::Plane;
use super::super::theme::Depth;
use super::*;
use crate::app::{Action, Taste, Theme};
use crate::nn::Layer;
use crate::scenario::{Request, built_in, load};
use crate::text::Language;
use crate::walk::{Grain, Moment};

const SIZES: [[u16; 2]; 5] = [[80, 24], [100, 30], [120, 40], [160, 45], [200, 60]];

/// Windows whose outline is closed, and those where it is not: every half cell of it has the lattice's colour, but for those
/// that a letter or a line stands on.
fn outlines(app: &App, [width, height]: [u16; 2]) -> [usize; 2] {
    let area = Rect::new(0, 0, width, height);
    let styles = Styles::new(Theme::Dark, Depth::True);
    let layout = Layout::new(app, area).expect("a layout");
    let buffer = crate::view::frame(app, None, Theme::Dark, area);
    let plane = Plane::new(app.layer());
    let [rows, columns] = plane.window(app.place().cell);
    let colours = [true, false].map(|is_lit| Some(styles.lattice(is_lit)));

    let mut outlines = [0, 0];

    for panel in &layout.picture.panels {
        let board = &panel.plane;
        let is_seen = board.rows.start <= rows.start
            && rows.end <= board.rows.end
            && board.columns.start <= columns.start
            && columns.end <= board.columns.end;

        let is_lattice = board.look.is_tall() && !board.is_picture && is_seen;
        let Some(block) = board.around(&rows, &columns).filter(|_| is_lattice) else {
            continue;
        };

        let across = (block.x..block.x + block.width)
            .flat_map(|x| [(x, block.top), (x, block.top + block.height - 1)]);
        let down = (block.top..block.top + block.height)
            .flat_map(|half| [(block.x, half), (block.x + block.width - 1, half)]);

        let is_closed = across.chain(down).all(|(x, half)| {
            let cell = &buffer[(x as u16, (half / 2) as u16)];
            let is_letter = !matches!(cell.symbol(), " " | "▀" | "▄" | "█");
            is_letter || colours.contains(&halves(cell, styles.ground())[(half % 2) as usize])
        });

        outlines[usize::from(!is_closed)] += 1;
    }

    outlines
}

/// Windows on pictures, and those of them that are open above or below: every column of them has the lattice's colour at both ends.
fn frames(app: &App, [width, height]: [u16; 2]) -> [usize; 2] {
    let area = Rect::new(0, 0, width, height);
    let styles = Styles::new(Theme::Dark, Depth::True);
    let layout = Layout::new(app, area).expect("a layout");
    let buffer = crate::view::frame(app, None, Theme::Dark, area);
    let [rows, columns] = Plane::new(app.layer()).window(app.place().cell);
    let colours = [true, false].map(|is_lit| Some(styles.lattice(is_lit)));
    let is_lattice = |x: i32, half: i32| {
        let place = (x.max(0) as u16, (half.max(0) / 2) as u16);
        let halves = halves(&buffer[place], styles.ground());
        colours.contains(&halves[(half % 2) as usize])
    };

    let mut frames = [0, 0];

    // A window that is the whole plane is seen on the plane that is spoken of.
    let spoken = match app.place().moment {
        Moment::Tap { group, .. } => Some(group),
        _ => None,
    };

    for panel in &layout.picture.panels {
        let board = &panel.plane;
        let is_framed = rows.len() < board.rows.len() || spoken == Some(panel.group);
        let is_framed = is_framed && board.is_picture && board.step == 1;
        let block = board.around(&rows, &columns).filter(|_| is_framed);
        let Some(block) = block else {
            continue;
        };

        // An edge lies on the first or the last row where its own place is not free.
        let end = block.top + block.height;
        let is_closed = (block.x..block.x + block.width).all(|x| {
            let above = (block.top..block.top + 3).any(|half| is_lattice(x, half));
            let below = (end - 3..end).any(|half| is_lattice(x, half));
            above && below
        });

        frames[usize::from(!is_closed)] += 1;
    }

    frames
}

#[test]
fn a_window_on_a_picture_is_closed_also_at_its_edges() {
    let mut closed = 0;

    for name in ["depth", "kernels", "digits"] {
        let scenario = Arc::new(load(name, &Request::default()).expect("a lesson"));
        let mut app = App::new(scenario, Theme::Dark, Language::English);

        for layer in 0..app.network().layers.len().min(3) {
            let [maps, rows, columns] = app.network().layers[layer].output.dims();

            for cell in [[0, 0, 0], [maps - 1, rows - 1, columns - 1]] {
                app.apply(Action::Visit(layer, cell));

                for size in [SIZES[0], SIZES[1], SIZES[3]] {
                    let [all, open] = frames(&app, size);
                    assert_eq!(open, 0, "{name}: {cell:?} of layer {layer}, {size:?}");
                    closed += all;
                }
            }
        }
    }

    assert!(closed > 30, "{closed} windows");
}

#[test]
fn the_plane_that_a_dense_layer_is_spoken_of_is_closed_over_the_names_of_kernels() {
    let scenario = Arc::new(load("digits", &Request::default()).expect("a lesson"));
    let mut app = App::new(scenario, Theme::Dark, Language::English);
    let layers = &app.network().layers;
    let dense = layers.iter().position(Layer::is_dense);
    let dense = dense.expect("a dense layer");
    let groups = layers[dense].groups();
    app.apply(Action::Take(Taste::Grain(Grain::Channel)));
    app.apply(Action::Visit(dense, [0; 3]));

    // On to the next cell, channel by channel.
    for _ in 0..groups {
        app.apply(Action::Next);

        for size in [SIZES[2], SIZES[3]] {
            assert_eq!(frames(&app, size), [1, 0], "{:?}, {size:?}", app.place());
        }
    }
}

#[test]
fn every_window_is_one_closed_shape() {
    let mut closed = 0;

    for lesson in built_in() {
        let scenario = Arc::new(load(lesson.name, &Request::default()).expect("a lesson"));
        let mut app = App::new(scenario, Theme::Dark, Language::English);
        let steps = app.steps();

        for step in [0, 1, 5, steps / 3, steps / 2, steps] {
            app.apply(Action::Step(step));

            // Kinds with an arrangement of their own have no window.
            let is_own =
                |layout: &Layout| layout.picture.table.is_some() || layout.picture.is_stamped();

            for size in SIZES {
                let area = Rect::new(0, 0, size[0], size[1]);
                let is_own = Layout::new(&app, area).as_ref().is_some_and(is_own);

                if is_own {
                    continue;
                }

                let [all, broken] = outlines(&app, size);
                assert_eq!(broken, 0, "{} at step {step}, {size:?}", lesson.name);
                closed += all;
            }
        }
    }

    assert!(closed > 300, "{closed} windows");
}

#[test]
fn a_window_is_closed_on_its_way_too() {
    let colour = Styles::new(Theme::Dark, Depth::True).lattice(true);
    let scenario = Arc::new(load("signal", &Request::default()).expect("a lesson"));
    let mut app = App::new(scenario, Theme::Dark, Language::English);
    app.apply(Action::Step(4));
    let from = app.place();
    app.apply(Action::Next);

    // The columns of the lattice in the line of the numbers.
    let sides = |midway: Option<Midway>| {
        let buffer = crate::view::frame(&app, midway, Theme::Dark, Rect::new(0, 0, 120, 40));
        let is_lattice = |&x: &u16| buffer[(x, 8)].bg == colour;
        let all: Vec<u16> = (0..120).filter(is_lattice).collect();
        [all.first(), all.last()].map(|x| *x.expect("a window"))
    };

    let [left, right] = sides(None);

    for share in [0.2, 0.4, 0.6, 0.8] {
        let phase = Phase::Slide(share);
        let [start, end] = sides(Some(Midway { from, phase }));
        assert_eq!(end - start, right - left, "{share}");
        assert!(start <= left, "{share}: {start} {left}");
    }
}

#[test]
fn the_window_of_stamps_is_closed_on_its_way_and_old_stamps_fade() {
    let styles = Styles::new(Theme::Dark, Depth::True);
    let scenario = Arc::new(load("transposed", &Request::default()).expect("a lesson"));
    let mut app = App::new(scenario, Theme::Dark, Language::English);
    app.apply(Action::Step(6));
    let from = app.place();
    app.apply(Action::Next);

    for share in [0.2, 0.5, 0.8] {
        let phase = Phase::Slide(share);
        let area = Rect::new(0, 0, 100, 30);
        let buffer = crate::view::frame(&app, Some(Midway { from, phase }), Theme::Dark, area);
        let is_lattice = |x: u16, half: u16| {
            let cell = &buffer[(x, half / 2)];
            let colours = halves(cell, styles.ground());
            colours[usize::from(half % 2)] == Some(styles.lattice(true))
        };
        let all = (0..60_u16).flat_map(|half| (0..100_u16).map(move |x| (x, half)));
        let all: Vec<(u16, u16)> = all.filter(|&(x, half)| is_lattice(x, half)).collect();
        let [left, right] = [
            all.iter().map(|at| at.0).min(),
            all.iter().map(|at| at.0).max(),
        ];
        let [left, right] = [left.expect("a window"), right.expect("a window")];
        let [top, bottom] = [all[0].1, all[all.len() - 1].1];

        // Above, below, and at both sides.
        assert!(
            (left..=right).all(|x| is_lattice(x, top) && is_lattice(x, bottom)),
            "{share}"
        );
        assert!(
            (top..=bottom).all(|half| is_lattice(left, half) && is_lattice(right, half)),
            "{share}"
        );

        // No stamp is as bright as one of the cell that is told of.
        let bright = styles.stamp().and_then(|stamp| stamp.bg);
        assert!(
            buffer.content.iter().all(|cell| Some(cell.bg) != bright),
            "{share}"
        );
    }
}

/// Columns of a line's signs of an equation in large digits: they are as calm as labels.
fn signs(app: &App, [width, height]: [u16; 2]) -> Vec<u16> {
    let area = Rect::new(0, 0, width, height);
    let styles = Styles::new(Theme::Dark, Depth::True);
    let layout = Layout::new(app, area).expect("a layout");
    let large = layout.large.expect("large digits");
    let buffer = crate::view::frame(app, None, Theme::Dark, area);
    let lines = large.top / 2..(large.top + large.size.halves()).div_ceil(2);
    let label = styles.of(Role::Label).fg;
    let is_sign = |x: &u16| {
        let mut lines = lines.clone();
        lines.any(|y| buffer[(*x, y)].symbol() != " " && Some(buffer[(*x, y)].fg) == label)
    };

    (0..width).filter(is_sign).collect()
}

#[test]
fn a_longer_number_moves_nothing_in_the_equation_in_large_digits() {
    for (lesson, size) in [
        ("cs231n", [80, 24]),
        ("cs231n", [120, 40]),
        ("cs231n", [200, 60]),
        ("relu", [120, 40]),
        ("residual", [100, 30]),
        ("probability", [120, 40]),
    ] {
        let scenario = Arc::new(load(lesson, &Request::default()).expect("a lesson"));
        let mut app = App::new(scenario, Theme::Dark, Language::English);
        app.apply(Action::Take(Taste::Grain(Grain::Cell)));
        let last = app.network().layers.len() - 1;
        app.apply(Action::Visit(last, [0; 3]));
        let mut places = Vec::new();

        while app.place().layer == last && app.step() < app.steps() {
            let all = signs(&app, size);
            // What follows a number in parentheses stands after it.
            let has_function = matches!(lesson, "relu" | "residual" | "probability");
            let ends = || [all.first().copied(), all.last().copied()];
            places.push(if has_function {
                ends().into_iter().flatten().collect()
            } else {
                all
            });
            app.apply(Action::Next);
        }

        assert!(places.len() > 1 && !places[0].is_empty(), "{lesson}");
        places.dedup();
        assert_eq!(places.len(), 1, "{lesson}, {size:?}: {places:?}");
    }
}

#[test]
fn in_the_middle_of_a_step_nothing_false_stands_and_one_tile_is_bright() {
    let mark = Styles::new(Theme::Dark, Depth::True).mark();
    let scenario = Arc::new(load("cs231n", &Request::default()).expect("a lesson"));
    let mut app = App::new(scenario, Theme::Dark, Language::English);
    app.apply(Action::Take(Taste::Grain(Grain::Cell)));
    app.apply(Action::Step(1));
    let from = app.place();
    app.apply(Action::Next);
    let area = Rect::new(0, 0, 120, 40);
    let layout = Layout::new(&app, area).expect("a layout");
    let boards = layout
        .picture
        .panels
        .iter()
        .filter_map(|panel| panel.products.as_ref());
    let boards: Vec<_> = boards.collect();
    assert_eq!(boards.len(), 3);
    let shown = |phase| crate::view::frame(&app, Some(Midway { from, phase }), Theme::Dark, area);
    let cells = |board: &Board| {
        let [x, y] = [board.x + 1, board.y];
        let [right, bottom] = [board.x + board.width(), board.bottom()];
        (y..bottom).flat_map(move |y| (x..right).map(move |x| (x, y)))
    };

    // The step goes from one filter to the other, whose products are not there yet.
    assert_ne!(from.cell[0], app.place().cell[0]);
    let buffer = shown(Phase::Slide(0.3));
    let is_digit = |at: (u16, u16)| {
        buffer[at]
            .symbol()
            .chars()
            .all(|sign| sign.is_ascii_digit())
    };
    assert!(!boards.iter().any(|board| cells(board).any(is_digit)));

    // Then they come, the last one bright.
    let buffer = shown(Phase::Multiply(0.5));
    let is_bright = |board: &&&Board| cells(board).any(|at| Some(buffer[at].bg) == mark);
    assert_eq!(boards.iter().filter(is_bright).count(), 1);
}
