//! What stands above and below the walk: title, sentence, note, output size and timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::layout::Layout;
use super::motion::Midway;
use super::theme::{Role, Styles};
pub(super) use super::wrap::{lines, wrapped};
use super::{marks, put, status_line, words};
use crate::app::{Action, App, Hyperparameter, Open};
use crate::nn::{Layer, Op, Padding, PaddingMode};
use crate::text::{self, Language};

/// The program's name, before a title.
pub(super) const BRAND: &str = "convstep";

/// Columns that are worth a title.
const SHORTEST: usize = 4;

/// Columns of parts with dots between them.
pub(super) fn wide(parts: &[(String, bool)]) -> usize {
    parts.iter().map(|(part, _)| part.width()).sum::<usize>() + 3 * (parts.len() - 1)
}

/// The program, the scenario, and on the right these parts, each with whether it is not what the file says.
pub(super) fn titled(
    app: &App,
    styles: Styles,
    area: Rect,
    parts: &[(String, bool)],
    buffer: &mut Buffer,
) {
    if !app.parts().title {
        return;
    }

    let title = app.scenario().title.in_language(app.language().tag());
    let wide = wide(parts);

    let changed = if app.is_changed() {
        app.language().changed()
    } else {
        ""
    };

    let rest = title.width() + changed.width() + wide;
    let begin = brand(rest, styles, area, buffer);
    let start = area.right().saturating_sub(wide as u16 + 1).max(begin);
    let left = Rect {
        width: start.saturating_sub(area.x + 2),
        ..area
    };

    // The title is cut before what tells that it is not as written, as long as there is room for both.
    let room = (left.right().saturating_sub(begin) as usize).checked_sub(changed.width());
    let changed = if room.is_some_and(|room| room >= SHORTEST) {
        changed
    } else {
        ""
    };

    let bounds = Rect {
        width: left.width.saturating_sub(changed.width() as u16),
        ..left
    };

    let end = put(buffer, bounds, begin, area.y, title, styles.of(Role::Title));

    put(buffer, left, end, area.y, changed, styles.of(Role::Title));
    put_parts(styles, area, start, parts, buffer);
}

/// The program's name, but where what takes so many columns beside it has room only without it; returns the column after it.
fn brand(rest: usize, styles: Styles, area: Rect, buffer: &mut Buffer) -> u16 {
    let width = usize::from(area.width);

    if rest + 4 <= width && width < BRAND.width() + rest + 6 {
        return area.x + 1;
    }

    let style = styles.of(Role::Label);
    put(buffer, area, area.x + 1, area.y, BRAND, style) + 2
}

/// Parts with dots between them, from a column on: as many as there is room for, and a sign where there are more.
fn put_parts(
    styles: Styles,
    area: Rect,
    start: u16,
    parts: &[(String, bool)],
    buffer: &mut Buffer,
) {
    let style = styles.of(Role::Text);
    let mut x = start;

    for (index, (part, is_turned)) in parts.iter().enumerate() {
        let dot = if index > 0 { " · " } else { "" };
        let after = if index + 1 < parts.len() { " …" } else { "" };
        let wide = [dot, part, after].map(UnicodeWidthStr::width);

        if index > 0 && x + wide.iter().sum::<usize>() as u16 > area.right() {
            put(buffer, area, x, area.y, " …", style);
            break;
        }

        x = put(buffer, area, x, area.y, dot, style);
        let style = if *is_turned {
            style.underlined()
        } else {
            style
        };

        x = put(buffer, area, x, area.y, part, style);
    }
}

/// `conv1`, `3×3`, `stride 2`, `padding 1`, as far as the layer has them, each with whether it is not what the file says;
/// what is as always is left out.
pub(super) fn settings(app: &App) -> Vec<(String, bool)> {
    let layer = app.layer();
    let language = app.language();
    let count = app.network().layers.len();
    let name = match count {
        1 => layer.name.clone(),
        _ => format!("{} {}/{count}", layer.name, app.place().layer + 1),
    };
    let mut parts = vec![(name, false)];
    let Some(window) = layer.op.window() else {
        parts.push((layer.op.kind().to_owned(), false));
        return parts;
    };
    let mut turned = |knob: Hyperparameter, name: &str, value: String| {
        parts.push((format!("{name} {value}"), app.is_turned(knob)));
    };
    turned(
        Hyperparameter::Stride,
        language.stride(),
        pair(window.stride),
    );
    turned(
        Hyperparameter::Padding,
        language.padding(),
        padding(layer, &window.padding, language),
    );
    if window.dilation != [1, 1] || app.is_turned(Hyperparameter::Dilation) {
        turned(
            Hyperparameter::Dilation,
            language.dilation(),
            pair(window.dilation),
        );
    }
    parts.insert(
        1,
        (format!("{}×{}", window.kernel[0], window.kernel[1]), false),
    );
    if let Op::Conv(conv) = &layer.op
        && conv.groups > 1
    {
        parts.push((format!("{} {}", language.groups(), conv.groups), false));
    }
    parts
}

/// `2`, or `2×1` where rows and columns differ.
pub(super) fn pair([a, b]: [usize; 2]) -> String {
    if a == b {
        a.to_string()
    } else {
        format!("{a}×{b}")
    }
}

/// The padding's sides, with what stands there unless it is zeros.
fn padding(layer: &Layer, padding: &Padding, language: Language) -> String {
    let sides = sides(padding, language);
    match &layer.op {
        Op::Conv(conv) if conv.mode != PaddingMode::Zeros && *padding != Padding::Same => {
            let name = PaddingMode::ALL.iter().find(|(_, mode)| *mode == conv.mode);
            name.map_or(sides.clone(), |(name, _)| {
                format!("{sides} {}", language.padding_word(name))
            })
        }
        _ => sides,
    }
}

/// `1`, `1×2`, all four sides, or `same`.
pub(super) fn sides(padding: &Padding, language: Language) -> String {
    let [rows, columns] = match padding {
        Padding::Sides(sides) => sides,
        Padding::Same => return "same".to_owned(),
        Padding::Full => return "full".to_owned(),
        Padding::Causal => return language.padding_word("causal").to_owned(),
    };

    match [rows.before, rows.after, columns.before, columns.after] {
        [a, b, c, d] if a == b && c == d => pair([a, c]),
        [top, bottom, left, right] => format!("{top},{bottom},{left},{right}"),
    }
}

/// Everything under the picture.
pub(super) fn below(
    app: &App,
    styles: Styles,
    layout: &Layout,
    midway: Option<Midway>,
    buffer: &mut Buffer,
) {
    // What is typed or told matters more than how far the walk is.
    let is_talking = app.message().is_some() || app.is_asking() || *app.open() != Open::Nothing;

    // While something moves, what was said before stays: it does not tell what is still to come.
    let before = midway.map(|midway| midway.from);
    let mut is_boxed = false;

    if app.parts().words {
        let keys = layout.keys.filter(|_| is_talking);
        let said = Rect {
            height: keys.map_or(layout.said.height, |y| {
                layout.said.height.min(y.saturating_sub(layout.said.y))
            }),
            ..layout.said
        };

        is_boxed = words::draw(app, styles, said, before, buffer);

        if keys != Some(layout.formula.y) {
            shapes(app, styles, layout.formula, buffer);
        }
    }

    if app.parts().spotlight && !app.parts().words {
        let area = Rect {
            height: layout.area.height - u16::from(is_talking),
            ..layout.area
        };

        words::for_a_room(app, styles, area, before, buffer);
    }

    let line = layout.keys.or(layout.timeline.filter(|_| is_talking));

    if let Some(y) = layout.timeline.filter(|_| line != layout.timeline) {
        timeline(app, styles, layout.area, y, buffer);
    }

    if let Some(y) = line {
        status_line::below(app, is_boxed, styles, layout.area, y, buffer);
    }
}

/// How the output's size comes about, and at the right what goes in and what comes out.
fn shapes(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }

    let label = styles.of(Role::Label);
    let layer = app.place().layer;
    let written = format!("o  {}", shape(app, layer + 1));
    let shapes = if app.layer().op.reads_nothing() {
        written
    } else {
        format!("x  {}   {written}", app.layer().input())
    };
    let formula = formula(app);
    let wide = shapes.width() as u16;
    let has_room = formula.width() + 2 + shapes.width() <= usize::from(area.width);

    if has_room {
        put(buffer, area, area.right() - wide, area.y, &shapes, label);
    }

    let own = Rect {
        width: if has_room {
            area.width - wide
        } else {
            area.width
        },
        ..area
    };

    wrapped(&formula, own, label, buffer);
}

/// The shape of a stage, as far as it may be seen. Stage 0 is the input.
pub(super) fn shape(app: &App, stage: usize) -> String {
    let network = app.network();
    let shape = stage
        .checked_sub(1)
        .map_or(network.shape, |layer| network.layers[layer].output);

    if !app.hidden().shape(stage) {
        shape.to_string()
    } else if shape.is_vector() {
        "?".to_owned()
    } else if stage > app.place().layer + 1 && app.hidden().later_maps() {
        "?×?×?".to_owned()
    } else {
        format!("?×?×{}", shape.dims()[0])
    }
}

/// The output size with its numbers, and what the stride leaves over.
pub(super) fn formula(app: &App) -> String {
    let language = app.language();
    if app.hidden().formula() {
        return String::new();
    }

    if app.hidden().size() {
        return text::output_size_asked(app.layer(), language).unwrap_or_default();
    }

    told_formula(app)
}

/// The same, whatever is asked.
pub(super) fn told_formula(app: &App) -> String {
    let language = app.language();
    let formula = text::output_size(app.layer(), language).unwrap_or_default();

    match text::left_over(app.layer(), language) {
        Some(left) => format!("{formula}{}{left}", language.semicolon()),
        None => formula,
    }
}

/// The step, all steps, and how far one goes.
pub(super) fn label(app: &App) -> String {
    if app.hidden().size() {
        return app.language().step_of("?", "?", app.grain());
    }

    let step = app.step().to_string();
    let steps = app.steps().to_string();

    app.language().step_of(&step, &steps, app.grain())
}

/// The timeline's first column, and its length.
fn track(app: &App, area: Rect) -> (u16, u16) {
    let start = area.x + 1;
    // The longest label that there will be keeps the track's length.
    let growth = app.steps().to_string().len() - app.step().to_string().len();
    let longest = label(app).width() + if app.hidden().size() { 0 } else { growth };

    (start, area.width.saturating_sub(longest as u16 + 3))
}

/// The way to the step at a column of the timeline.
pub(super) fn seek(app: &App, area: Rect, x: u16) -> Option<Action> {
    let (start, length) = track(app, area);
    let along = x.checked_sub(start).filter(|&along| along < length)?;
    let steps = app.steps();
    let step = u128::from(steps) * u128::from(along) / u128::from(length.max(2) - 1);

    Some(Action::Step(u64::try_from(step).unwrap_or(steps)))
}

pub(super) fn timeline(app: &App, styles: Styles, area: Rect, y: u16, buffer: &mut Buffer) {
    if !app.parts().timeline {
        return;
    }

    let (start, length) = track(app, area);
    let steps = app.steps();

    if app.hidden().size() {
        put(
            buffer,
            area,
            start,
            y,
            &"─".repeat(length as usize),
            styles.of(Role::Pending),
        );
    } else if length >= 4 {
        let done = u128::from(app.step()) * u128::from(length - 1) / u128::from(steps);

        let done = u16::try_from(done).unwrap_or(length - 1);
        let past = "━".repeat(done as usize);
        let future = "─".repeat((length - 1 - done) as usize);
        let x = put(buffer, area, start, y, &past, styles.of(Role::Output));
        let x = put(buffer, area, x, y, "●", styles.of(Role::Title));
        put(buffer, area, x, y, &future, styles.of(Role::Pending));
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        marks::draw(app, styles, line, (start, length), done, buffer);
    }

    let label = label(app);
    let x = area
        .right()
        .saturating_sub(label.width() as u16 + 1)
        .max(start);

    put(buffer, area, x, y, &label, styles.of(Role::Text));
}
