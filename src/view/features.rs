//! View 5, features: of each map of the current layer its weights as a picture, and the images to which it answers most
//! strongly, cut to what it sees of them there.
//!
//! ```text
//!  filter 3  up to 4.21              filter 4  up to 2.41
//! ▐▀▄▌▄▀█▌▄▀█ ▄▀█ ▄▀█ ▄▀█            ▀▄▀ ▄▀█ ▄▀█ ▄▀█ ▄▀█
//! ▐▄▀▌▀▄▄▌▀▄▄ ▀▄▄ ▀▄▄ ▀▄▄            ▄▀▄ ▀▄▄ ▀▄▄ ▀▄▄ ▀▄▄       the one that is picked stands between bars
//! ```

mod legend;
mod pictures;
mod plan;
mod weights;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::canvas::{Block, Canvas};
use super::flow::route;
use super::theme::{Role, Styles};
use super::{bars, status_line, words};
use crate::app::{Action, App, response};
use crate::nn::{Response, Stage};
use crate::text::{Format, Unit};
use plan::Plan;

/// From this height on the way through the network has a line of its own, and from this on what is seen is told.
const ROUTED: u16 = 16;
const TALL: u16 = 30;

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let plan = Plan::new(app, body(app, area));
    bars::titled(app, styles, area, &facts(app, &plan, area.width), buffer);
    let below = words(app, &plan, styles, area, buffer);
    let mut canvas = Canvas {
        area,
        styles,
        buffer,
    };

    if area.height >= ROUTED {
        route::draw(app, &mut canvas, area.y + 1);
    }

    if plan.is_empty() {
        nothing(app, &mut canvas);
    } else {
        legend::weights(app, &plan, below, &mut canvas);

        for map in plan.seen() {
            block(app, &plan, map, &mut canvas);
        }

        more(app, &plan, &mut canvas);
    }

    status_line::draw(app, styles, area, area.bottom() - 1, buffer);
}

/// The first line under the title, and the lines that words take from there.
fn said(app: &App, area: Rect) -> [u16; 2] {
    let top = area.y + if area.height >= ROUTED { 2 } else { 1 };
    let lines = match (app.parts().words, area.height) {
        (false, _) => 0,
        (true, TALL..) => 3,
        (true, ROUTED..) => 2,
        (true, _) => 1,
    };

    [top, lines]
}

/// Where the pictures stand.
fn body(app: &App, area: Rect) -> Rect {
    let [top, lines] = said(app, area);
    let y = (top + lines + 1).min(area.bottom());

    Rect {
        x: area.x + 1,
        y,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(y + 2),
    }
}

/// `features · conv2 · 16 filters · each sees 10×10`, but for the last where so many columns do not hold it beside the title.
fn facts(app: &App, plan: &Plan, width: u16) -> Vec<(String, bool)> {
    let language = app.language();
    let layer = &app.network().layers[plan.layer];
    let count = layer.output.dims()[0];

    let sees = match numbers_seen(app, plan.layer) {
        Some(count) => language.each_sees_numbers(count),
        None => language.each_sees(plan.field),
    };

    let mut parts = vec![
        language.view_features().to_owned(),
        layer.name.clone(),
        language.unit_count(Unit::of(layer), count),
        sees,
    ];

    let title = app.scenario().title.in_language(language.tag());
    let wide = title.width() + parts.iter().map(|part| part.width() + 3).sum::<usize>();

    // What is asked may be just that.
    if app.is_asking() || wide >= usize::from(width) {
        parts.pop();
    }

    parts.into_iter().map(|part| (part, false)).collect()
}

/// How many numbers of the input a number of a layer sees, where that is a vector.
fn numbers_seen(app: &App, layer: usize) -> Option<usize> {
    let network = app.network();
    let seen = network
        .field_of(Stage::after(layer), [0; 3])
        .into_iter()
        .next()?;
    let is_vector = network.shape.is_vector();

    is_vector.then(|| seen.map_or(0, |[numbers, ..]| numbers.len()))
}

/// What is picked, or why there is nothing to pick; and what the pictures are. Tells the line below that.
fn words(app: &App, plan: &Plan, styles: Styles, area: Rect, buffer: &mut Buffer) -> u16 {
    let [y, height] = said(app, area);
    let place = Rect {
        x: area.x + 1,
        y,
        width: area.width.saturating_sub(2),
        height: height.min(2),
    };

    let sentence = sentence(app, plan);
    bars::wrapped(&sentence, place, styles.of(Role::Text), buffer);
    let used = bars::lines(&sentence, place.width).min(place.height);
    let legend = legend::images(app, plan);
    let rest = Rect {
        y: y + used,
        height: height - used,
        ..place
    };

    let lines = bars::lines(&legend, rest.width);

    if legend.is_empty() || app.is_asking() || lines > rest.height {
        return rest.y;
    }

    bars::wrapped(&legend, rest, styles.of(Role::Label), buffer);

    rest.y + lines
}

/// What is asked, what is picked, or why there is nothing to pick.
fn sentence(app: &App, plan: &Plan) -> String {
    let language = app.language();

    match (
        &app.network().images,
        response(app.values(), app.place().layer, app.picked()),
    ) {
        _ if app.is_asking() => words::sentence(app),
        // Why there is nothing at all stands where the pictures would.
        _ if plan.is_empty() => String::new(),
        _ if plan.is_elsewhere(app) => {
            let near = &app.network().layers[plan.layer].name;
            language.no_weights(&app.layer().name, Some(near))
        }
        (None, _) => language.no_images().to_owned(),
        (Some(_), None) => words::computing(app),
        (Some(_), Some(answer)) => answered(app, answer),
    }
}

/// That there is nothing to see: neither images nor weights.
fn nothing(app: &App, canvas: &mut Canvas) {
    let text = app.language().no_weights(&app.layer().name, None);
    let body = body(app, canvas.area);
    let spare = body.height.saturating_sub(bars::lines(&text, body.width));
    let left = usize::from(body.width).saturating_sub(text.width()) as u16;
    let area = Rect {
        x: body.x + left / 2,
        y: body.y + spare / 2,
        width: body.width - left / 2,
        height: body.height - spare / 2,
    };

    let style = canvas.styles.of(Role::Text);
    bars::wrapped(&text, area, style, canvas.buffer);
}

/// How the map that is picked answers to the image that is.
fn answered(app: &App, answer: Response) -> String {
    let layer = app.layer();
    let [map, rank] = app.picked();
    let seen = pictures::seen(app, answer.cell);
    let class = app.scenario().labels.get(answer.image);
    let class = class.map(|&class| app.scenario().class(class));

    app.language().answers(
        (
            Unit::of(layer),
            &number(app, app.place().layer, map),
            &layer.name,
        ),
        rank,
        &value(answer.value),
        (answer.image, class.as_deref()),
        &seen,
    )
}

/// A map's number; of the last layer, what it stands for.
fn number(app: &App, layer: usize, map: usize) -> String {
    if layer + 1 == app.network().layers.len() {
        app.scenario().class(map)
    } else {
        map.to_string()
    }
}

fn value(value: f32) -> String {
    let value = f64::from(value);
    Format::fit([value], 6).show(value).trim().to_owned()
}

/// A map: its name, its strongest answer and what it answers to, and its pictures.
fn block(app: &App, plan: &Plan, map: usize, canvas: &mut Canvas) {
    let answers = app
        .values()
        .strongest(plan.layer)
        .and_then(|maps| maps.get(map));
    heading(app, plan, map, answers.map_or(&[], Vec::as_slice), canvas);

    if let Some(place) = plan.weights_at(map) {
        pictures::weights(app, plan, map, place, canvas);
    }

    for (rank, place) in plan.patches_at(map) {
        match answers.map(|answers| answers.get(rank)) {
            Some(Some(answer)) => pictures::patch(app, plan, *answer, place, canvas),
            Some(None) => {}
            None => canvas.fill(place, canvas.styles.blank()),
        }

        if [map, rank] == app.picked() && answers.is_some() {
            mark(place, canvas);
        }
    }
}

/// `filter 3  up to 4.21   7 7 2 7`
fn heading(app: &App, plan: &Plan, map: usize, answers: &[Response], canvas: &mut Canvas) {
    let language = app.language();
    let styles = canvas.styles;
    let label = styles.of(Role::Label);
    let [x, y] = plan.corner(map);
    let end = x + plan.size[0];
    let unit = Unit::of(&app.network().layers[plan.layer]);
    let name = language.unit(unit, &number(app, plan.layer, map));
    let style = if map == app.picked()[0] && !plan.is_elsewhere(app) {
        styles.here()
    } else {
        styles.of(Role::Title)
    };

    let after = canvas.text(x, y, &format!(" {name} "), style) + 1;

    let Some(first) = answers.first() else {
        return;
    };

    let strongest = language.up_to(&value(first.value));
    let seen = plan.ranks().start.min(answers.len())..plan.ranks().end.min(answers.len());
    let classes = classes(app, &answers[seen]);
    let start = after + strongest.width() as u16 + 3;
    canvas.clipped(after, y, end.saturating_sub(after), &strongest, label);

    if start + classes.width() as u16 <= end {
        canvas.text(start, y, &classes, label);
    }
}

/// What the images show, where each class is a letter: `7 7 2 7`.
fn classes(app: &App, answers: &[Response]) -> String {
    let labels = &app.scenario().labels;
    let class = |answer: &Response| Some(app.scenario().class(*labels.get(answer.image)?));
    let classes: Option<Vec<String>> = answers.iter().map(class).collect();
    let classes = classes.unwrap_or_default();
    let is_short = classes.iter().all(|class| class.width() == 1);

    if is_short {
        classes.join(" ")
    } else {
        String::new()
    }
}

/// Bars left and right of what is picked.
fn mark(place: Block, canvas: &mut Canvas) {
    for x in [place.x - 1, place.x + place.width] {
        let bar = Block {
            x,
            width: 1,
            ..place
        };

        canvas.fill(bar, canvas.styles.mark());
    }

    canvas.brackets(Block {
        x: place.x - 1,
        width: place.width + 2,
        ..place
    });
}

/// How many maps stand before and after those that are seen.
fn more(app: &App, plan: &Plan, canvas: &mut Canvas) {
    let language = app.language();
    let seen = plan.seen();
    let label = canvas.styles.of(Role::Label);
    let y = canvas.area.bottom() - 2;
    let mut x = canvas.area.x + 1;

    if seen.start > 0 {
        x = canvas.text(x, y, &format!("▲ {}", language.more_of(seen.start)), label) + 2;
    }

    if seen.end < plan.count {
        let text = format!("▼ {}", language.more_of(plan.count - seen.end));
        canvas.text(x, y, &text, label);
    }
}

/// The map and the image at a place of the screen.
pub(super) fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Action> {
    let plan = Plan::new(app, body(app, area));
    let maps = if plan.is_elsewhere(app) {
        0..0
    } else {
        plan.seen()
    };

    maps.into_iter().find_map(|map| {
        let holds = |block: &Block| {
            let [column, half] = [i32::from(x), 2 * i32::from(y)];
            (block.x..block.x + block.width).contains(&column)
                && (block.top - 1..block.top + block.height).contains(&half)
        };

        let mut patches = plan.patches_at(map);
        let rank = patches.find(|(_, block)| holds(block));
        let [left, top] = plan.corner(map);
        let own = Rect::new(left, top, plan.size[0], plan.size[1]);

        own.contains((x, y).into())
            .then_some(Action::Feature(map, rank.map_or(0, |(rank, _)| rank)))
    })
}
