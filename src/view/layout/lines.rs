//! The lines of the screen: which of them are the picture's, and what stands above and below it.

use ratatui::layout::Rect;

use crate::app::{App, ScreenParts};

/// The lines above and below the picture.
pub(super) struct Lines {
    pub route: Option<u16>,
    pub stage: Rect,
    pub said: Rect,
    pub formula: Rect,
    pub timeline: Option<u16>,
    pub keys: Option<u16>,
}

impl Lines {
    pub(super) fn new(app: &App, area: Rect, is_tight: bool) -> Self {
        let is_roomy = area.height >= 30 && !is_tight;
        let mut bottom = area.bottom();
        let mut last = |lines: u16| {
            bottom -= lines;
            Rect {
                x: area.x + 1,
                y: bottom,
                width: area.width - 2,
                height: lines,
            }
        };

        let parts = app.parts();
        // What is typed or told takes the last line, also where no keys are told and something else stands there.
        let keys = area.bottom() - 1;
        last(u16::from(parts.hints));
        let timeline = parts.timeline.then(|| last(1).y);
        let is_crowded = (24..=29).contains(&area.height) && app.network().layers.len() > 1;
        let formula = last(match area.height {
            _ if !parts.words => 0,
            0..=23 => 0,
            _ if is_crowded && parts.hints => 0,
            _ if is_tight => 0,
            _ => 1,
        });

        // Where no keys are told, the line of the output size is one of theirs.
        let spare = u16::from(is_crowded && formula.height > 0);
        let said = last(said(parts, area.height, is_tight) - spare);
        let first = area.y + u16::from(parts.title);
        let route = (app.network().layers.len() > 1 && area.height >= 20).then_some(first);
        let top = first + u16::from(route.is_some()) + u16::from(is_roomy);

        Self {
            route,
            stage: Rect {
                y: top,
                height: bottom - top - u16::from(is_roomy),
                ..area
            },
            said,
            formula,
            timeline,
            keys: Some(keys),
        }
    }
}

/// The lines of sentence and note on a screen of so many. Who has no key to read on reads all of it here.
fn said(parts: ScreenParts, height: u16, is_tight: bool) -> u16 {
    match height {
        _ if !parts.words => 0,
        0..=15 => 1,
        16..=22 => 2,
        23..=39 if parts.hints => 3 - u16::from(is_tight),
        23..=39 => 5 - 2 * u16::from(is_tight),
        _ => 4,
    }
}
