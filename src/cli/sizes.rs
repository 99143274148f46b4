//! `sizes`: every layer's shape, parameters, multiplications and receptive field.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;
use serde_json::Number;

use super::Stop;
use crate::document::escape;
use crate::nn::{Field, Layer, Network};
use crate::scenario::Scenario;
use crate::text::Language;

/// Bytes of a number.
const BYTES: u64 = 4;

/// How the table is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// A Markdown table
    Md,
}

#[derive(Serialize)]
struct Table<'s> {
    title: &'s str,
    input: &'s [usize],
    layers: Vec<Row<'s>>,
    parameters: u64,
    multiplications: u64,
}

#[derive(Serialize)]
struct Row<'s> {
    name: &'s str,
    kind: &'static str,
    from: Vec<&'s str>,
    shape: Vec<usize>,
    kernel: Option<[usize; 2]>,
    stride: Option<[usize; 2]>,
    parameters: usize,
    multiplications: u64,
    #[serde(skip)]
    bytes: u64,
    field: Option<[u64; 2]>,
    jump: Option<[Number; 2]>,
}

impl<'s> Row<'s> {
    fn new(network: &'s Network, layer: &'s Layer, field: Option<Field>) -> Self {
        let name = |layer: usize| network.layers[layer].name.as_str();
        let sources = layer.read_sources().iter();
        let from = sources.map(|source| source.stage.layer().map_or("input", name));
        let window = layer.op.window();

        Self {
            name: &layer.name,
            kind: layer.op.kind(),
            from: from.collect(),
            shape: layer.output.levels().to_vec(),
            kernel: window.map(|window| window.kernel),
            stride: window.map(|window| window.stride),
            parameters: layer.parameters(),
            multiplications: layer.multiplications(),
            bytes: BYTES * (layer.output.count() + layer.parameters() as u64),
            field: field.map(|field| field.size),
            jump: field.and_then(|field| {
                let [rows, columns] = field.jump.map(number);
                Some([rows?, columns?])
            }),
        }
    }

    /// What stands in its columns.
    fn cells(&self) -> [String; 10] {
        let times = |pair: Option<[usize; 2]>| joined(pair.as_ref());

        [
            escape(self.name),
            self.kind.to_owned(),
            joined(Some(&self.shape)),
            times(self.kernel),
            times(self.stride),
            self.parameters.to_string(),
            self.multiplications.to_string(),
            size(self.bytes),
            joined(self.field.as_ref()),
            joined(self.jump.as_ref()),
        ]
    }
}

/// A number that is written without a fraction where it has none.
fn number(n: f64) -> Option<Number> {
    if n.fract() == 0.0 {
        Some(Number::from(n as u64))
    } else {
        Number::from_f64(n)
    }
}

/// `2x3x3`, or a dash where there is nothing.
fn joined<T: std::fmt::Display>(numbers: Option<&impl AsRef<[T]>>) -> String {
    numbers.map_or("-".to_owned(), |numbers| {
        let numbers: Vec<String> = numbers.as_ref().iter().map(T::to_string).collect();
        numbers.join("x")
    })
}

/// Bytes in the unit that fits.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_240 => format!("{bytes} B"),
        10_240..10_485_760 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

pub(super) fn sizes(
    scenario: &Scenario,
    form: Form,
    language: Language,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let network = &scenario.network;
    let layers = network.layers.iter().zip(network.fields());
    let rows: Vec<Row> = layers
        .map(|(layer, field)| Row::new(network, layer, field))
        .collect();
    let input = network.shape.levels().to_vec();
    let table = Table {
        title: scenario.title.in_language(language.tag()),
        input: &input,
        parameters: rows.iter().map(|row| row.parameters as u64).sum(),
        multiplications: rows
            .iter()
            .fold(0, |sum, row| row.multiplications.saturating_add(sum)),
        layers: rows,
    };

    match form {
        Form::Json => {
            serde_json::to_writer(&mut *out, &table)?;
            Ok(writeln!(out)?)
        }
        Form::Md => markdown(&table, language, out),
        Form::Text => text(&table, language, out),
    }
}

impl Table<'_> {
    /// The head, the input, the layers, the sums.
    fn lines(&self, language: Language) -> Vec<[String; 10]> {
        let none = String::new;
        let input = ["input".to_owned(), none(), joined(Some(&self.input))];
        let mut input = input.into_iter();
        let input = std::array::from_fn(|_| input.next().unwrap_or_default());
        let bytes = self.layers.iter().map(|row| row.bytes).sum();
        let sums = [
            language.total().to_owned(),
            none(),
            none(),
            none(),
            none(),
            self.parameters.to_string(),
            self.multiplications.to_string(),
            size(bytes),
            none(),
            none(),
        ];
        let head = language.sizes_head().map(str::to_owned);
        let rows = self.layers.iter().map(Row::cells);

        [head, input]
            .into_iter()
            .chain(rows)
            .chain([sums])
            .collect()
    }
}

/// Words to the left, numbers to the right.
fn text(table: &Table, language: Language, out: &mut impl Write) -> Result<(), Stop> {
    use unicode_width::UnicodeWidthStr;

    let lines = table.lines(language);
    let width = |column: usize| {
        lines
            .iter()
            .map(|line| line[column].width())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; 10] = std::array::from_fn(width);
    writeln!(out, "{}\n", escape(table.title))?;

    for line in &lines {
        let padded = |(column, cell): (usize, &String)| {
            let blanks = " ".repeat(widths[column] - cell.width());

            if column < 2 {
                format!("{cell}{blanks}")
            } else {
                format!("{blanks}{cell}")
            }
        };

        let cells: Vec<String> = line.iter().enumerate().map(padded).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }

    Ok(())
}

fn markdown(table: &Table, language: Language, out: &mut impl Write) -> Result<(), Stop> {
    let lines = table.lines(language);

    for (index, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line.iter().map(|cell| cell.replace('|', "\\|")).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;

        if index == 0 {
            writeln!(out, "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        }
    }

    Ok(())
}
