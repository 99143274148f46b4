//! `list`: the built-in scenarios.

use std::io::Write;

use serde::Serialize;

use super::{Format, Stop};
use crate::scenario::{Request, built_in, load, networks};
use crate::text::Language;

#[derive(Serialize)]
struct Row {
    name: &'static str,
    title: String,
    summary: String,
    layers: usize,
    steps: u64,
}

pub(super) fn list(format: Format, language: Language, out: &mut impl Write) -> Result<(), Stop> {
    let mut rows = Vec::new();
    for built in built_in().iter().chain(networks()) {
        let scenario = load(built.name, &Request::default())?;
        rows.push(Row {
            name: built.name,
            title: scenario.title.in_language(language.tag()).to_owned(),
            summary: scenario.summary.in_language(language.tag()).to_owned(),
            layers: scenario.network.layers.len(),
            steps: scenario.steps(),
        });
    }

    if format == Format::Json {
        serde_json::to_writer_pretty(&mut *out, &rows)?;
        return Ok(writeln!(out)?);
    }

    let name = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let digits = rows
        .iter()
        .map(|row| row.steps.to_string().len())
        .max()
        .unwrap_or(0);

    for row in &rows {
        let size = language.scenario_size(row.layers, row.steps, digits);
        writeln!(out, "{:name$}  {size}  {}", row.name, row.title)?;
        writeln!(out, "{:name$}  {}", "", row.summary)?;
    }

    Ok(())
}
