//! Recordings for the tests of encoders: a walk through a built-in scenario, drawn in both lights.

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{CellStyle, Encoder, Frame, RecordingSettings, Transition};
use crate::app::{Action, App, ScreenParts, Theme};
use crate::scenario::{Request, load};
use crate::text::Language;
use crate::view;

/// What a walk of this size is.
pub(super) fn about(width: u16, height: u16) -> RecordingSettings {
    let ground = |theme| CellStyle::ground(view::ground(theme));
    let (ground, other_ground) = (ground(Theme::Dark), ground(Theme::Light));
    RecordingSettings {
        title: "A <walk>".to_owned(),
        language: "en",
        width,
        height,
        ground,
        other_ground,
        scale: 1,
        margin: 1,
        font_size: None,
        fps: 25,
        plays: 0,
        version: super::Version::Two,
        ansi: false,
    }
}

/// The frames of a scenario's walk, for ever the last one at its end.
pub(super) fn walk(
    scenario: &str,
    language: Language,
    size: [u16; 2],
) -> impl Iterator<Item = Frame> {
    let scenario = load(scenario, &Request::default()).expect("a good scenario");
    let mut app = App::new(Arc::new(scenario), Theme::Dark, language);
    let area = Rect::new(0, 0, size[0], size[1]);
    app.set_parts(ScreenParts {
        timeline: false,
        hints: false,
        ..ScreenParts::default()
    });

    app.apply(Action::Next);

    std::iter::repeat_with(move || {
        let screen = view::frame(&app, None, Theme::Dark, area);
        let page =
            Some([Theme::Dark, Theme::Light].map(|theme| view::frame(&app, None, theme, area)));
        let view::Said {
            label,
            paragraphs: said,
        } = view::said(&app);

        app.apply(Action::Next);
        Frame {
            screen,
            page,
            ground: about(1, 1).ground.back,
            hold: Duration::from_millis(400),
            label,
            said,
            is_moving: false,
            mark: None,
            screenshots: Vec::new(),
        }
    })
}

/// A frame with these lines, of 12 columns.
pub(super) fn lines(text: &[&str]) -> Frame {
    let mut screen = Buffer::empty(Rect::new(0, 0, 12, text.len() as u16));
    for (y, line) in (0..).zip(text) {
        screen.set_string(0, y, line, Style::new());
    }

    let page = Some([screen.clone(), screen.clone()]);

    Frame {
        screen,
        page,
        ground: about(1, 1).ground.back,
        hold: Duration::from_millis(400),
        label: "step 1".to_owned(),
        said: Vec::new(),
        is_moving: false,
        mark: None,
        screenshots: Vec::new(),
    }
}

/// What an encoder writes of frames.
pub(super) fn encoded(mut encoder: impl Encoder, frames: impl Iterator<Item = Frame>) -> String {
    let mut out = Vec::new();
    let ground = about(1, 1).ground;
    let mut before = None;

    for frame in frames {
        let next = Transition::new(before.as_ref(), &frame, ground);
        encoder.add(&next, &mut out).expect("a vector");
        before = Some(frame);
    }

    encoder.end(&mut out).expect("a vector");

    String::from_utf8(out).expect("UTF-8")
}
