//! `run`: what the layers put out.

use std::io::Write;
use std::sync::Arc;

use super::json::Nested;
use super::{Format, Stop, layer_named};
use crate::document::escape;
use crate::nn::{Cells, Layer, Progress, Stage, Values};
use crate::scenario::Scenario;
use crate::text::{self, Language};

pub(super) fn run(
    scenario: &Scenario,
    layer: Option<&str>,
    format: Format,
    language: Language,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let only = layer.map(|name| layer_named(scenario, name)).transpose()?;
    let values = Values::new(Arc::clone(&scenario.network));
    let layers = scenario
        .network
        .layers
        .iter()
        .enumerate()
        .filter(|&(index, _)| only.is_none_or(|only| only == index));

    match format {
        Format::Json => head(scenario, language, out)?,
        Format::Text => {
            if let Some(assumed) = &scenario.assumed {
                writeln!(out, "{}\n", escape(assumed.in_language(language.tag())))?;
            }
        }
    }

    let mut between = "";

    for (index, layer) in layers {
        // Nobody else knows of the watch, so nobody stops it.
        let Some(cells) = values.whole(Stage::after(index), &Progress::default()) else {
            continue;
        };

        if format == Format::Json {
            write!(out, "{between}")?;
            json(index, layer, &cells, out)?;
        } else {
            write!(out, "{}", between.trim_start_matches(','))?;
            let is_end = index + 1 == scenario.network.layers.len();
            let classes = if is_end { &scenario.classes[..] } else { &[] };
            print(layer, &cells, classes, language, out)?;
        }

        between = ",\n  ";

        if format == Format::Text {
            between = "\n";
        }
    }

    if format == Format::Json {
        writeln!(out, "]}}")?;
    }

    Ok(())
}

/// The object's beginning: the title, the input with what was done to it, and the classes, where there are any.
fn head(scenario: &Scenario, language: Language, out: &mut impl Write) -> Result<(), Stop> {
    let title = serde_json::to_string(scenario.title.in_language(language.tag()))?;
    let shape = serde_json::to_string(&scenario.network.shape.levels())?;
    let note = match &scenario.assumed {
        Some(assumed) => {
            let assumed = serde_json::to_string(assumed.in_language(language.tag()))?;
            format!(", \"note\": {assumed}")
        }
        None => String::new(),
    };

    let classes = if scenario.classes.is_empty() {
        String::new()
    } else {
        format!(
            " \"classes\": {},\n",
            serde_json::to_string(&scenario.classes)?
        )
    };

    Ok(write!(
        out,
        "{{\"title\": {title}, \"input\": {{\"shape\": {shape}{note}}},\n{classes} \"layers\": ["
    )?)
}

fn number<'a>(layer: &'a Layer, cells: &'a Cells) -> impl Fn(usize) -> f64 + 'a {
    let [_, height, width] = layer.output.dims();
    move |index| {
        f64::from(cells.at([
            index / (height * width),
            index / width % height,
            index % width,
        ]))
    }
}

fn json(index: usize, layer: &Layer, cells: &Cells, out: &mut impl Write) -> Result<(), Stop> {
    let name = serde_json::to_string(&layer.name)?;
    let kind = layer.op.kind();
    let lengths = layer.output.levels();
    let shape = serde_json::to_string(lengths)?;
    let parameters = layer.parameters();
    write!(
        out,
        "{{\"index\": {index}, \"name\": {name}, \"kind\": \"{kind}\", \"shape\": {shape}, \"parameters\": {parameters}, \"output\": "
    )?;

    serde_json::to_writer(&mut *out, &Nested::new(lengths, &number(layer, cells)))?;

    Ok(write!(out, "}}")?)
}

/// The maps as matrices, columns aligned on the point; what their numbers are called, behind them.
fn print(
    layer: &Layer,
    cells: &Cells,
    classes: &[String],
    language: Language,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let name = &layer.name;
    let kind = layer.op.kind();
    let output = layer.output;
    let parameters = layer.parameters();
    let said = language.parameter_count(parameters);

    writeln!(out, "{name}  {kind}  {output}  {said}")?;
    let [maps, height, width] = output.dims();
    let number = number(layer, cells);
    let numbers = || (0..maps * height * width).map(&number);
    let format = text::Format::fit(numbers(), text::Format::needed(numbers(), 4));

    for map in 0..maps {
        if !output.is_vector() {
            writeln!(out, "o[{map}]")?;
        }

        for row in 0..height {
            for column in 0..width {
                write!(
                    out,
                    "  {}",
                    format.show(number((map * height + row) * width + column))
                )?;
            }

            match classes.get(map) {
                Some(class) => writeln!(out, "  {class}")?,
                None => writeln!(out)?,
            }
        }
    }

    Ok(())
}
