//! Pictures of dots, read again by other programs' code.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use image::codecs::gif::GifDecoder;
use image::{AnimationDecoder, ImageFormat};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::Canvas;
use crate::app::{Action, App, Theme, View};
use crate::record::gif::Gif;
use crate::record::png::Png;
use crate::record::{Encoder, Frame, RecordingSettings, Transition, changes, tests};
use crate::scenario::{Request, load};
use crate::text::Language;
use crate::view::{self, Depth};

/// A picture as red, green, blue, and nothing else.
type Rgb = Vec<u8>;

fn about(width: u16, height: u16, scale: u16) -> RecordingSettings {
    RecordingSettings {
        scale,
        ..tests::about(width, height)
    }
}

fn frame(screen: Buffer, hold: u64) -> Frame {
    let hold = Duration::from_millis(hold);
    Frame {
        screen,
        page: None,
        ground: tests::about(1, 1).ground.back,
        mark: None,
        screenshots: Vec::new(),
        hold,
        label: String::new(),
        said: Vec::new(),
        is_moving: false,
    }
}

/// What is seen before and after each of some actions.
fn frames(scenario: &str, actions: &[Action]) -> Vec<Frame> {
    let scenario = load(scenario, &Request::default()).unwrap();
    let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);

    app.apply(Action::Next);

    // All layers are computed.
    let _ = app.values().all(app.network().last());
    let mut frames = vec![frame(screen(&app), 700)];

    for action in actions {
        app.apply(*action);
        frames.push(frame(screen(&app), 333));
    }

    frames
}

fn screen(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    view::draw(app, Depth::True, buffer.area, &mut buffer);
    buffer
}

/// A frame painted by itself.
fn painted(frame: &Frame, about: &RecordingSettings) -> Rgb {
    let mut canvas = Canvas::new(about).unwrap();
    for run in changes(None, &frame.screen, about.ground) {
        canvas.paint(&run, &frame.screen);
    }

    canvas.rgb(canvas.whole()).into_flattened()
}

fn encoded(encoder: &mut dyn Encoder, frames: &[Frame]) -> Vec<u8> {
    let mut out = Vec::new();
    let ground = tests::about(1, 1).ground;
    let mut before = None;

    for frame in frames {
        let next = Transition::new(before.replace(frame), frame, ground);
        encoder.add(&next, &mut out).unwrap();
    }

    encoder.end(&mut out).unwrap();

    out
}

/// The pictures of a GIF, with the hundredths of a second that each is shown.
fn decoded(gif: &[u8]) -> Vec<(Rgb, u32)> {
    let frames = GifDecoder::new(Cursor::new(gif))
        .unwrap()
        .into_frames()
        .collect_frames()
        .unwrap();

    let delay = |frame: &image::Frame| {
        frame.delay().numer_denom_ms().0 / frame.delay().numer_denom_ms().1 / 10
    };

    let dots = |frame: image::Frame| {
        image::DynamicImage::from(frame.into_buffer())
            .to_rgb8()
            .into_raw()
    };

    frames
        .into_iter()
        .map(|frame| (delay(&frame), dots(frame)))
        .map(|(delay, dots)| (dots, delay))
        .collect()
}

/// A hash that is the same everywhere: FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn a_gif_shows_every_frame_dot_for_dot_and_as_long_as_it_should() {
    let mut actions = vec![Action::Next; 9];
    actions.extend([
        Action::Hover(None),
        Action::Theme,
        Action::Language,
        Action::Help,
        Action::Close,
    ]);

    actions.extend([
        Action::View(View::Network),
        Action::Last,
        Action::View(View::Coverage),
    ]);

    for (scenario, scale) in [("cs231n", 1), ("digits", 1)] {
        let frames = frames(scenario, &actions);
        let about = about(80, 24, scale);
        let gif = encoded(&mut Gif::new(&about).unwrap(), &frames);
        let shown = decoded(&gif);
        assert_eq!(shown.len(), frames.len());

        for (index, ((dots, _), frame)) in shown.iter().zip(&frames).enumerate() {
            let painted = painted(frame, &about);
            let colours = painted.chunks(3).collect::<BTreeSet<_>>().len();
            let furthest = dots
                .iter()
                .zip(&painted)
                .map(|(&a, &b)| a.abs_diff(b))
                .max()
                .unwrap();

            assert!(
                furthest <= if colours < 256 { 0 } else { 6 },
                "{scenario}: frame {index}, {colours} colours, {furthest}"
            );
        }

        let delays: Vec<u32> = shown.iter().map(|(_, delay)| *delay).collect();
        assert_eq!(delays[..5], [70, 33, 34, 33, 33]);
        assert_eq!(
            encoded(&mut Gif::new(&about).unwrap(), &frames),
            gif,
            "the same frames, the same bytes"
        );
    }
}

#[test]
fn a_gif_stores_what_changes() {
    let frames = frames("cs231n", &[Action::Next, Action::Hover(None)]);
    let about = about(80, 24, 1);
    let bytes = |frames: &[Frame]| encoded(&mut Gif::new(&about).unwrap(), frames).len();
    let [first, two, three] = [bytes(&frames[..1]), bytes(&frames[..2]), bytes(&frames)];
    assert!(two - first < first / 2, "{first} {two}");
    assert!(
        three - two < 30,
        "a frame like the one before takes {}",
        three - two
    );
}

#[test]
fn a_gif_is_played_as_often_as_it_should() {
    let plays = |plays: u16| {
        let mut gif = Gif::new(&RecordingSettings {
            plays,
            ..about(80, 24, 1)
        })
        .unwrap();

        let gif = encoded(&mut gif, &frames("cs231n", &[]));
        let at = gif.windows(11).position(|bytes| bytes == b"NETSCAPE2.0");
        at.map(|at| u16::from_le_bytes([gif[at + 13], gif[at + 14]]))
    };
    assert_eq!([plays(0), plays(1), plays(3)], [Some(0), None, Some(2)]);
}

/// A screen of ramps from one colour to another.
fn colourful(colours: u16) -> Frame {
    let mut screen = Buffer::empty(Rect::new(0, 0, 80, 24));
    for (index, cell) in screen.content.iter_mut().enumerate() {
        let index = index as u16 % colours;
        cell.set_symbol("▀")
            .set_fg(Color::Rgb(index as u8, (index >> 8) as u8, 9))
            .set_bg(Color::Rgb(0, 0, 9));
    }

    frame(screen, 100)
}

#[test]
fn colours_are_exact_while_there_are_at_most_255_and_near_otherwise() {
    let about = about(80, 24, 1);
    let shown = |colours: u16| {
        let frames = [
            frame(Buffer::empty(Rect::new(0, 0, 80, 24)), 100),
            colourful(colours),
        ];

        let gif = decoded(&encoded(&mut Gif::new(&about).unwrap(), &frames));
        let furthest = gif[1]
            .0
            .iter()
            .zip(painted(&frames[1], &about))
            .map(|(&a, b)| a.abs_diff(b))
            .max();

        furthest.unwrap()
    };

    assert_eq!(shown(254), 0);
    assert!((1..=8).contains(&shown(270)), "{}", shown(270));
}

#[test]
fn a_png_shows_its_frame_dot_for_dot() {
    for frame in frames("digits", &[Action::View(View::Network), Action::Last])
        .into_iter()
        .chain([colourful(1000)])
    {
        let about = about(80, 24, 1);
        let png = encoded(&mut Png::new(&about).unwrap(), std::slice::from_ref(&frame));
        let read = image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap();
        assert_eq!((read.width(), read.height()), (80 * 8 + 16, 24 * 16 + 16));
        assert!(read.to_rgb8().into_raw() == painted(&frame, &about));
    }
}

#[test]
fn every_machine_paints_the_same_dots() {
    let plain = Style::new()
        .fg(Color::Rgb(0x7a, 0xb8, 0xff))
        .bg(Color::Rgb(0x22, 0x35, 0x52));

    let mut screen = Buffer::empty(Rect::new(0, 0, 40, 5));
    screen.set_string(0, 0, "The quick brown fox, 0123456789 (a)[b]", plain);
    screen.set_string(0, 1, "jumps over the lazy dog ≈√∞Φ²·×− {}<>@", plain.bold());
    screen.set_string(
        0,
        2,
        "Sphinx of black quartz, judge my vow!",
        plain.italic().underlined(),
    );

    screen.set_string(0, 3, "├─┼━┨┏┯┓ ▀▄▌░▒▓▚▕▁ ⣿⠉⡇ ━━●──", plain);
    let frame = frame(screen, 100);
    let hashes = [1, 2].map(|scale| hash(&painted(&frame, &about(40, 5, scale))));
    assert_eq!(
        hashes,
        [10_831_825_705_428_340_936, 10_346_125_351_189_150_791]
    );
}

#[test]
fn what_stands_after_a_sign_of_several_characters_stands_in_its_place() {
    let dots = |sign: &str, from: usize| {
        let mut screen = Buffer::empty(Rect::new(0, 0, 6, 1));
        screen.set_string(0, 0, format!("{sign}b"), Style::new());
        let dots = painted(&frame(screen, 100), &about(6, 1, 1));
        dots.chunks(3 * (6 * 8 + 16))
            .flat_map(|line| line[3 * 8 * (1 + from)..].to_vec())
            .collect::<Vec<u8>>()
    };

    let narrow = dots("a", 1);
    let wide = dots("aa", 2);
    assert_eq!(
        [
            dots("e\u{301}", 1),
            dots("\u{1f44d}\u{1f3fd}", 2),
            dots("\u{2764}\u{fe0f}", 2)
        ],
        [narrow, wide.clone(), wide]
    );
}

#[test]
fn a_picture_that_is_too_large_is_refused() {
    for (width, height, scale) in [
        (u16::MAX, 1, 1),
        (1, u16::MAX, 1),
        (1000, 1000, 4),
        (80, 24, u16::MAX),
    ] {
        let about = about(width, height, scale);
        assert!(
            Gif::new(&about).is_err() && Png::new(&about).is_err(),
            "{width}x{height} at {scale}"
        );
    }
}

#[test]
fn a_screen_that_is_larger_than_the_picture_is_cut() {
    let frame = &frames("cs231n", &[])[0];
    for (width, height) in [(79, 24), (80, 23), (1, 1)] {
        let about = about(width, height, 1);
        assert_eq!(
            painted(frame, &about).len(),
            3 * (usize::from(width) * 8 + 16) * (usize::from(height) * 16 + 16)
        );
    }
}

#[test]
fn what_lies_around_a_screen_has_the_theme_of_its_frame() {
    let about = about(80, 24, 1);
    let dark = frame(Buffer::empty(Rect::new(0, 0, 80, 24)), 100);
    let light = Frame {
        ground: [250; 3],
        ..dark.clone()
    };
    let frames = [dark.clone(), light, dark];
    let gif = decoded(&encoded(&mut Gif::new(&about).unwrap(), &frames));
    let ends = |dots: &Rgb| [dots[0], dots[dots.len() - 1]];
    let shown: Vec<[u8; 2]> = gif.iter().map(|(dots, _)| ends(dots)).collect();
    let dark = [about.ground.back[0], about.ground.back[2]];

    assert_eq!(shown, [dark, [250; 2], dark]);
}
