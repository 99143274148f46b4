//! A session that is played at random: actions, keys, the mouse, sizes from nothing to large, edits, predictions, undo, other
//! scenarios. After each of them, what must always hold is held.

use std::sync::Arc;

use convstep::app::{Action, App, BINDINGS, Change, Effect, Hyperparameter, Open, Theme, View};
use convstep::nn::{Finish, Progress, Stage};
use convstep::scenario::{Request, load};
use convstep::text::Language;
use convstep::view::{self, Depth, Gesture};
use convstep::workspace::Workspace;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::noise::Noise;

const SCENARIOS: [&str; 12] = [
    "cs231n",
    "stride",
    "padding",
    "channels",
    "max-pool",
    "mean-pool",
    "dilation",
    "groups",
    "depthwise",
    "transposed",
    "digits",
    "slant",
];

/// Actions of one session.
const LENGTH: usize = 60;

/// Plays a session.
pub(crate) fn play(noise: &mut Noise) {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = Workspace::at(folder.path().to_owned(), Some(folder.path()));
    let scenario =
        load(noise.one::<&str>(&SCENARIOS), &Request::default()).expect("a good scenario");
    let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
    let mut area = Rect::new(0, 0, 80, 24);

    for _ in 0..LENGTH {
        if noise.is_over() {
            break;
        }

        if noise.below(8) == 0 {
            area = Rect::new(0, 0, noise.below(201) as u16, noise.below(61) as u16);
        }

        if noise.below(400) == 0 {
            area = Rect::new(0, 0, 500, 200);
        }

        let action = any(&app, area, noise);
        let effect = app.apply(action);

        if matches!(effect, Effect::Quit | Effect::Suspend | Effect::Record) {
            continue;
        }

        workspace.perform(&mut app, effect);
        wait(&app);
        verify(&app, area, action);
        round_trips(&mut app, area);
    }
}

/// What a user may do next.
fn any(app: &App, area: Rect, noise: &mut Noise) -> Action {
    let turn = [Change::By(1), Change::By(-1), Change::To(noise.below(4))];
    let knob = [
        Hyperparameter::Stride,
        Hyperparameter::Padding,
        Hyperparameter::Dilation,
    ];
    let [maps, rows, columns] = app.layer().output.dims();
    let (x, y) = (
        noise.below(area.width as usize + 2),
        noise.below(area.height as usize + 2),
    );

    match noise.below(12) {
        0 => Action::Step(noise.number() % (app.steps() + 2)),
        1 => Action::Change(*noise.one(&knob), *noise.one(&turn)),
        2 => Action::Cell([noise.below(maps), noise.below(rows), noise.below(columns)]),
        3 => Action::Type(*noise.one(&['0', '1', '-', '.', 'e', '9', ',', 'a', '/', '好'])),
        4 => Action::Submit,
        5 | 6 => {
            let gesture = *noise.one(&[
                Gesture::Press,
                Gesture::Rub,
                Gesture::Release,
                Gesture::Hover,
            ]);
            view::hit(app, area, x as u16, y as u16, gesture).unwrap_or(Action::Next)
        }
        7 => *noise.one(&[
            Action::Tick,
            Action::Panel,
            Action::Erase,
            Action::Clear,
            Action::Hover(None),
        ]),
        8 => Action::Close,
        _ => noise.one(BINDINGS).action,
    }
}

/// Computes what the screen waits for.
fn wait(app: &App) {
    while let Some(awaited) = app.waits_for() {
        app.values()
            .fetch(awaited, &Progress::default())
            .expect("nobody stops it");
    }
}

fn frame(app: &App, area: Rect) -> Buffer {
    let mut buffer = Buffer::empty(area);
    view::draw(app, Depth::True, area, &mut buffer);

    buffer
}

/// What holds after every action.
fn verify(app: &App, area: Rect, action: Action) {
    let place = app.place();
    let layer = &app.network().layers[place.layer];
    let output = layer.output.dims();
    assert!(app.step() <= app.steps(), "{action:?}");
    assert!(
        place.cell.iter().zip(output).all(|(at, n)| *at < n),
        "{action:?}"
    );
    assert_eq!(app.step_at(&place), app.step(), "{action:?}");
    assert!(
        frame(app, area) == frame(app, area),
        "two frames of one state differ: {action:?}"
    );

    let told = app.explanation().expect("everything is computed");
    let values = app.values();
    let whole = values.whole(Stage::after(place.layer), &Progress::default());
    let made = whole.expect("nobody stops it").at(place.cell);
    assert!(
        made.to_bits() == told.value.to_bits() || made.is_nan() && told.value.is_nan(),
        "{action:?}"
    );

    if layer.op.form().finish == Finish::Bias && told.terms.len() == layer.groups() {
        let sum = told
            .terms
            .iter()
            .copied()
            .reduce(|sum, term| sum + term)
            .unwrap_or(0.0);
        assert_eq!(
            (sum + told.bias.unwrap_or(0.0)) as f32,
            told.value,
            "{action:?}"
        );
    }
}

/// Forth and back is the same place and the same frame; so is a change that is undone.
fn round_trips(app: &mut App, area: Rect) {
    let is_plain = matches!(app.open(), Open::Nothing) && app.view() == View::Walk;
    let is_hovered = app.hover().is_some();

    if !is_plain
        || is_hovered
        || app.quiz().is_some()
        || app.message().is_some()
        || app.interval().is_some()
    {
        return;
    }

    let step = app.step();
    let before = frame(app, area);
    app.apply(Action::Next);

    if app.step() == step + 1 {
        app.apply(Action::Back);
        wait(app);

        if app.message().is_none() {
            assert_eq!(app.step(), step);
            let after = frame(app, area);
            let differs = before
                .content
                .iter()
                .zip(&after.content)
                .position(|(a, b)| a != b);
            assert_eq!(differs, None, "forth and back at step {step} of {area}");
        }
    }
}
