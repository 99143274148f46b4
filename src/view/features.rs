//! View 5, features: of each map of the current layer its weights as a picture, and the images to which it answers most
//! strongly, cut to what it sees of them there.
//!
//! ```text
//!  filter 3  up to 4.21              filter 4  up to 2.41
//! ▐▀▄▌▄▀█▌▄▀█ ▄▀█ ▄▀█ ▄▀█            ▀▄▀ ▄▀█ ▄▀█ ▄▀█ ▄▀█
//! ▐▄▀▌▀▄▄▌▀▄▄ ▀▄▄ ▀▄▄ ▀▄▄            ▄▀▄ ▀▄▄ ▀▄▄ ▀▄▄ ▀▄▄       the one that is picked stands between bars
//! ```

mod pictures;
mod plan;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::canvas::{Block, Canvas};
use super::flow::route;
use super::theme::{Role, Styles};
use super::{bars, status_line, words};
use crate::app::{Action, App, response};
use crate::nn::Response;
use crate::text::{Format, Unit};
use plan::Plan;

/// From this height on the way through the network has a line of its own, and from this on what is seen is told.
const ROUTED: u16 = 16;
const TALL: u16 = 30;

/// Draws the view.
pub(super) fn draw(app: &App, styles: Styles, area: Rect, buffer: &mut Buffer) {
    let plan = Plan::new(app, body(app, area));
    bars::titled(app, styles, area, &facts(app, &plan), buffer);
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
        colours(app, &plan, below, &mut canvas);

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

/// `features · conv2 · 16 filters · each sees 10×10`
fn facts(app: &App, plan: &Plan) -> Vec<(String, bool)> {
    let language = app.language();
    let layer = app.layer();
    let count = layer.output.dims()[0];

    let sees = language.each_sees(plan.field);

    // What is asked may be just that.
    [
        Some(language.view_features().to_owned()),
        Some(layer.name.clone()),
        Some(language.unit_count(Unit::of(layer), count)),
        Some(sees).filter(|_| !app.is_asking()),
    ]
    .into_iter()
    .flatten()
    .map(|part| (part, false))
    .collect()
}

/// What is picked, or why there is nothing to pick; and what the pictures are. Tells the line below that.
fn words(app: &App, plan: &Plan, styles: Styles, area: Rect, buffer: &mut Buffer) -> u16 {
    let language = app.language();
    let [y, height] = said(app, area);
    let place = Rect {
        x: area.x + 1,
        y,
        width: area.width.saturating_sub(2),
        height: height.min(2),
    };

    let sentence = match (
        &app.network().images,
        response(app.values(), app.place().layer, app.picked()),
    ) {
        _ if app.is_asking() => words::sentence(app),
        // Why there is nothing at all stands where the pictures would.
        _ if plan.is_empty() => String::new(),
        (None, _) => language.no_images().to_owned(),
        (Some(_), None) => words::computing(app),
        (Some(_), Some(answer)) => answered(app, answer),
    };

    bars::wrapped(&sentence, place, styles.of(Role::Text), buffer);
    let used = bars::lines(&sentence, place.width).min(place.height);
    let legend = legend(app, plan);
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

/// `■ above 0  ■ below 0`: what the colours of weights mean, in a line above the pictures.
fn colours(app: &App, plan: &Plan, y: u16, canvas: &mut Canvas) {
    let styles = canvas.styles;
    let language = app.language();
    let label = styles.of(Role::Label);
    let is_told = plan.weights.is_some() && styles.is_fine() && app.parts().words;

    if !is_told || canvas.area.height < ROUTED {
        return;
    }

    let mut x = canvas.area.x + 1;
    let signs = [(1.0, language.above_zero()), (-1.0, language.below_zero())];

    for (sign, words) in signs {
        let sample = Style::new().fg(styles.dot(Role::Filter, sign));
        x = canvas.text(x, y, "■", sample) + 1;
        x = canvas.text(x, y, words, label) + 2;
    }
}

/// The name of the nearest layer with weights.
fn nearest(app: &App) -> Option<&str> {
    let layers = app.network().layers.iter().enumerate();
    let weighted = layers.filter(|(_, layer)| layer.op.weight().is_some());
    let near = weighted.min_by_key(|(at, _)| at.abs_diff(app.place().layer));

    near.map(|(_, layer)| layer.name.as_str())
}

/// That there is nothing to see: neither images nor weights.
fn nothing(app: &App, canvas: &mut Canvas) {
    let text = app.language().no_weights(&app.layer().name, nearest(app));
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

/// What the pictures are.
fn legend(app: &App, plan: &Plan) -> String {
    let language = app.language();
    let weights = plan.weights.as_ref();
    let groups = app.layer().groups();
    let images = app.network().images.as_ref().map(|images| {
        let count = images.count();
        language.features_legend(weights.is_some(), count.min(plan.patches), count)
    });

    let cut = weights.filter(|weights| weights.channels < groups);
    let cut = cut.map(|weights| language.first_channels(weights.channels, groups));
    let parts: Vec<String> = images.into_iter().chain(cut).collect();

    parts.join(language.space())
}

/// How the map that is picked answers to the image that is.
fn answered(app: &App, answer: Response) -> String {
    let layer = app.layer();
    let [map, rank] = app.picked();
    let seen = pictures::seen(app, answer.cell);
    let class = app.scenario().labels.get(answer.image);
    let class = class.map(|&class| app.scenario().class(class));

    app.language().answers(
        (Unit::of(layer), &number(app, map), &layer.name),
        rank,
        &value(answer.value),
        (answer.image, class.as_deref()),
        &seen,
    )
}

/// A map's number; of the last layer, what it stands for.
fn number(app: &App, map: usize) -> String {
    if app.place().layer + 1 == app.network().layers.len() {
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
        .strongest(app.place().layer)
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
    let name = language.unit(Unit::of(app.layer()), &number(app, map));
    let style = if map == app.picked()[0] {
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

    plan.seen().find_map(|map| {
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
