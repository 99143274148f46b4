//! `list`: the built-in scenarios.

use std::io::Write;

use serde::Serialize;

use super::{Format, Stop};
use crate::scenario::{Request, built_in, load};
use crate::walk::{Grain, Order, Walk};

#[derive(Serialize)]
struct Row {
    name: &'static str,
    title: String,
    summary: String,
    layers: usize,
    steps: u64,
}

pub(super) fn list(format: Format, out: &mut impl Write) -> Result<(), Stop> {
    let mut rows = Vec::new();
    for built in built_in() {
        let scenario = load(built.name, &Request::default())?;
        let steps = Walk::new(&scenario.network, Order::default()).steps(Grain::default(), None);
        rows.push(Row {
            name: built.name,
            title: scenario.title.in_language("en").to_owned(),
            summary: scenario.summary.in_language("en").to_owned(),
            layers: scenario.network.layers.len(),
            steps,
        });
    }

    if format == Format::Json {
        serde_json::to_writer_pretty(&mut *out, &rows)?;
        return Ok(writeln!(out)?);
    }

    let width = |of: &dyn Fn(&Row) -> String| {
        rows.iter()
            .map(|row| of(row).chars().count())
            .max()
            .unwrap_or(0)
    };

    let name = width(&|row| row.name.to_owned());
    let steps = width(&|row| row.steps.to_string());

    for row in &rows {
        let layers = row.layers;
        let plural = if row.layers == 1 { " " } else { "s" };
        writeln!(
            out,
            "{:name$}  {layers:2} layer{plural} {:>steps$} steps  {}",
            row.name, row.steps, row.title
        )?;

        writeln!(out, "{:name$}  {}", "", row.summary)?;
    }

    Ok(())
}
