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
            (Some(cell), layer) if cell.len() == 3 || (cell.len() == 1 && layer.is_some()) => {
                Ok(Self::Cell { layer, cell })
            }
            _ => Err(
                "write a step's number, a cell as filter,row,column, or layer:filter,row,column"
                    .to_owned(),
            ),
        }
    }
}

impl Mark {
    /// The step that it stands for: of a cell, the first or the last.
    pub fn step(&self, app: &App, last: bool) -> Result<u64, Stop> {
        let steps = app.steps();
        match self {
            Self::Step(step) if *step <= steps => Ok(*step),
            Self::Step(step) => Err(CommandError::NoSuchStep(*step, steps).into()),
            Self::Cell { layer, cell } => {
                let layer = layer
                    .as_ref()
                    .map_or(Ok(0), |name| layer_named(app.scenario(), name))?;

                let dims = app.network().layers[layer].output.dims();
                let cell = [
                    cell[0],
                    cell.get(1).copied().unwrap_or(0),
                    cell.get(2).copied().unwrap_or(0),
                ];

                if cell.iter().zip(dims).any(|(&at, n)| at >= n) {
                    return Err(CommandError::NoSuchCell(dims.map(|n| n - 1)).into());
                }

                let moment = if last {
                    Moment::Finish
                } else {
                    Moment::Tap { group: 0, tap: 0 }
                };

                Ok(app.step_at(&Place {
                    layer,
                    cell,
                    moment,
                }))
            }
        }
    }
}
