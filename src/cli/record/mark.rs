//! A step as users name it.

use std::str::FromStr;

use super::super::{Stop, layer_named};
use crate::app::App;
use crate::text::CommandError;
use crate::walk::{Moment, Place};

/// A step, by its number or by the cell that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Mark {
    Step(u64),
    Cell {
        layer: Option<String>,
        cell: Vec<usize>,
    },
    /// All steps of a layer, by its name.
    Layer(String),
    /// Where a note is said, counted from 1.
    Note(usize),
}

impl FromStr for Mark {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (layer, place) = text
            .rsplit_once(':')
            .map_or((None, text), |(layer, place)| {
                (Some(layer.to_owned()), place)
            });

        let numbers: Option<Vec<usize>> = place
            .split(',')
            .map(|number| number.trim().parse().ok())
            .collect();

        match (numbers, layer) {
            (Some(numbers), None) if numbers.len() == 1 => Ok(Self::Step(numbers[0] as u64)),
            (Some(numbers), Some(layer)) if numbers.len() == 1 && layer == "note" => {
                Ok(Self::Note(numbers[0]))
            }
            (Some(cell), layer) if cell.len() == 3 || layer.is_some() => {
                Ok(Self::Cell { layer, cell })
            }
            // A number that is none of these is no name.
            (None, None) if text.contains(char::is_alphabetic) => Ok(Self::Layer(text.to_owned())),
            _ => Err(
                "write a step's number, a cell as filter,row,column or layer:filter,row,column, a layer's name, or note:N"
                    .to_owned(),
            ),
        }
    }
}

impl Mark {
    /// The step that it stands for: of a cell, the first or the last.
    pub(crate) fn step(&self, app: &App, last: bool) -> Result<u64, Stop> {
        let steps = app.steps();
        match self {
            Self::Step(step) if *step <= steps => Ok(*step),
            Self::Step(step) => Err(CommandError::NoSuchStep(*step, steps).into()),
            Self::Cell { layer, cell } => {
                let layer = layer
                    .as_ref()
                    .map_or(Ok(0), |name| layer_named(app.scenario(), name))?;

                let output = app.network().layers[layer].output;
                let dimensions = output.levels().len();

                match output.meant(cell) {
                    Some(cell) => Ok(at(app, layer, cell, last)),
                    None if [3, dimensions].contains(&cell.len()) => {
                        let end = output.dims().map(|n| n - 1);
                        Err(CommandError::NoSuchCell(end).into())
                    }
                    None => Err(CommandError::NotACell(dimensions).into()),
                }
            }
            Self::Layer(name) => {
                let layer = layer_named(app.scenario(), name)?;
                let end = app.network().layers[layer]
                    .output
                    .dims()
                    .map(|side| side - 1);
                Ok(at(app, layer, if last { end } else { [0; 3] }, last))
            }
            Self::Note(number) => note(app, *number, last),
        }
    }
}

/// The step at which a note of a number is said.
fn note(app: &App, number: usize, last: bool) -> Result<u64, Stop> {
    let notes = &app.scenario().notes;
    let note = number.checked_sub(1).and_then(|index| notes.get(index));
    let note = note.ok_or(CommandError::NoSuchNote(number, notes.len()))?;
    let cell = note.cell.unwrap_or_default();
    let Some(group) = note.group else {
        return Ok(at(app, note.layer, cell, last || note.cell.is_some()));
    };

    let taps = app.network().layers[note.layer].taps().max(1);
    let moment = Moment::Tap {
        group,
        tap: taps - 1,
    };

    Ok(app.step_at(&Place {
        layer: note.layer,
        cell,
        moment,
    }))
}

/// The first or the last step of a cell.
fn at(app: &App, layer: usize, cell: [usize; 3], last: bool) -> u64 {
    let moment = if last {
        Moment::Finish
    } else {
        Moment::Tap { group: 0, tap: 0 }
    };

    app.step_at(&Place {
        layer,
        cell,
        moment,
    })
}
